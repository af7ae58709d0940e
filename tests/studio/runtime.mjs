// Starts the studio's runtime in Node.js from a folder, and answers requests: node runtime.mjs FOLDER < REQUESTS
// A request is a line of JSON: {request, files: [[name, base64]]}; so is each reply. Without a base64 file, none is sent.
import { createReadStream } from "node:fs";
import { readFile, writeFile, mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const folder = path.resolve(process.argv[2]);
const scripts = path.resolve(import.meta.dirname, "../../theme/assets/javascripts/studio");
const { EMPTY_ZIP, start } = await import(pathToFileURL(path.join(scripts, "runtime.js")).href);
const list = JSON.parse(await readFile(path.join(folder, "studio.json"), "utf8"));

// In Node.js, Pyodide reads these two from a folder instead of fetching them.
const base = await mkdtemp(path.join(os.tmpdir(), "studio-"));
const module = list.files.find((entry) => entry.what === "wasm");
await writeFile(path.join(base, "pyodide.asm.wasm"), gunzipSync(await readFile(path.join(folder, module.file))));
await writeFile(path.join(base, "python_stdlib.zip"), EMPTY_ZIP);

const seconds = () => process.uptime().toFixed(2);
const cpu = () => (process.cpuUsage().user / 1e6).toFixed(2);
const log = (words) => process.env.STUDIO_TIMES && console.error(words, seconds(), "s, CPU", cpu(), "s, MB", Math.round(process.memoryUsage().rss / 1e6));
log("node");
const runtime = await start({
  list,
  base,
  read: async (entry) => Readable.toWeb(createReadStream(path.join(folder, entry.file))),
  load: (entry) => import(pathToFileURL(path.join(folder, entry.file)).href),
  onStage: log,
});
log("ready");
// What the worker does while nobody asks.
Array.from(runtime.rehearse());
runtime.prepare("generator.studio.making");
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { request, files = [] } = JSON.parse(line);
  let answered = { reply: { loaded: true }, files: [] };
  try {
    if (request.what === "documents") {
      await runtime.loadDocuments();
    } else {
      answered = runtime.answer(request, files.map(([name, text]) => ({ name, bytes: new Uint8Array(Buffer.from(text, "base64")) })));
    }
  } catch (error) {
    // Node.js would print the line of the program that threw it: all of Pyodide is one line.
    answered.reply = { failed: String(error.message).slice(-2000) };
  }
  log(request.what);
  const encoded = answered.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString("base64")]);
  process.stdout.write(`${JSON.stringify({ reply: answered.reply, files: encoded })}\n`);
}
