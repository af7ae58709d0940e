// Makes playbooks with the studio's own worker in whatever browser runs this, and gives the hash of each file.
import { startClient } from "./javascripts/studio/client.js";

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function hashOf(bytes) {
  return hex(await crypto.subtle.digest("SHA-256", bytes));
}

/** The hash of each file of a playbook by path; what was opened is an example, or a workbook that the server has. */
async function playbook(client, wanted) {
  let opened;
  if (wanted.example) {
    opened = await client.ask({ what: "example", slug: wanted.example });
  } else {
    const bytes = new Uint8Array(await (await fetch(wanted.workbook)).arrayBuffer());
    opened = await client.ask({ what: "open" }, [{ name: wanted.workbook, bytes }]);
  }
  const making = await client.ask({ what: "make", with: wanted.with });
  if (!making.reply.making) {
    throw new Error(JSON.stringify([opened.reply.faults, opened.reply.state?.faults, making.reply]).slice(0, 2000));
  }
  const hashes = {};
  for (;;) {
    const { reply, files } = await client.ask({ what: "next" });
    if (reply.faults) {
      throw new Error(JSON.stringify(reply.faults));
    }
    for (const { name, bytes } of files) {
      hashes[name] = await hashOf(bytes);
    }
    if (reply.finished) {
      return hashes;
    }
  }
}

/** @param {Array<{example?: string, workbook?: string, with: string[]}>} every */
export async function hashes(every) {
  const client = startClient(new URL("./studio/worker.js", import.meta.url));
  try {
    await client.ask({ what: "documents" });
    const results = [];
    for (const wanted of every) {
      results.push(await playbook(client, wanted));
    }
    return results;
  } finally {
    client.end();
  }
}
