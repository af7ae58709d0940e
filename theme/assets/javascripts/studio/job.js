// Makes files one after another, shows how far it is, and stops at once.

import { isOutOfMemory, whyNoPdf } from "./device.js";
import { counted, make, show } from "./dom.js";
import { save } from "./files.js";
import { advised, button, looks, sentence, size } from "./words.js";

const FETCHED = "13 MB"; // What PDF files need and the page does not fetch before.

/**
 * A place for a job: its progress, its questions and what came of it.
 * @param {{client: any, say: (words: string) => void}} context
 * @returns {{element: HTMLElement, run: (begin: object, choices?: {isBusy?: (busy: boolean) => void, files?: any[]}) => Promise<void>, makeFile: (begin: object, path: string, needsDocuments: boolean) => Promise<void>}}
 */
export function jobPlace({ client, say }) {
  const bar = make("progress", { class: "files-bar", max: "1", value: "0" });
  const line = make("p", { class: "files-line" });
  const actions = make("div", { class: "sheet-actions" });
  const element = make("div", { class: "files-job", hidden: true, role: "group", "aria-label": "Making files" }, line, bar, actions);
  let current = null;

  client.onProgress((news) => {
    if (current && current.isFetching && news.stage === "documents" && news.total) {
      const isThere = news.loaded >= news.total;
      const words = isThere ? "Getting ready what was fetched" : `Fetching what PDF files need: ${size(news.loaded)} of ${size(news.total)}`;
      progress(words, news.loaded / news.total);
    }
  });

  function progress(words, share) {
    show(line, words);
    bar.hidden = false;
    bar.value = share;
    bar.setAttribute("aria-label", words);
  }

  function tell(words, ...buttons) {
    show(line, words);
    bar.hidden = true;
    actions.replaceChildren(...buttons);
    say(words);
  }

  // A job that was cancelled hears no more: whatever the program still sends is dropped.
  function start() {
    current?.stop();
    const job = { isOver: false, isFetching: false, stop: () => (job.isOver = true) };
    current = job;
    element.hidden = false;
    actions.replaceChildren(
      button("Cancel", () => {
        job.stop();
        tell("Cancelled. Nothing was saved.");
        job.done();
      })
    );
    progress("Getting ready", 0);
    return job;
  }

  /** Makes files and saves them as one ZIP. `begin` is the request that says which, and `files` go with it. */
  async function run(begin, { isBusy = () => {}, files = [] } = {}) {
    const job = start();
    job.done = () => isBusy(false);
    isBusy(true);
    try {
      const { reply } = await client.ask(begin, files);
      if (job.isOver) {
        return;
      }
      if (reply.faults) {
        tell(reply.faults.map(advised).join(" "));
      } else {
        const without = (isBusyToo) => run(withoutPdf(begin), { isBusy: isBusyToo, files });
        await go(job, begin, reply.making.files, without);
      }
    } catch (error) {
      broken(job, error, () => run(withoutPdf(begin), { isBusy, files }));
    } finally {
      if (!job.isOver) {
        isBusy(false);
      }
    }
  }

  async function go(job, begin, files, without) {
    const needing = files.filter((file) => file.needs_documents);
    if (needing.length > 0 && !client.hasDocuments() && begin.documents !== false) {
      const answer = await ask(job, ...whyFetch(needing));
      if (job.isOver) {
        return;
      }
      if (answer === "without") {
        await without((busy) => !busy && job.done());
        return;
      }
      await fetchDocuments(job);
    }
    const tellNext = (done) => {
      const next = done < files.length ? `Next: ${files[done].path}` : "Next: the ZIP";
      progress(`${done} of ${files.length} made. ${next}`, done / files.length);
    };
    tellNext(0);
    for (;;) {
      const { reply, files: bytes } = job.isOver ? { reply: null } : await client.ask({ what: "next" });
      if (job.isOver) {
        return;
      }
      if (reply.faults) {
        const words = reply.faults.map(advised).join(" ");
        tell(words, button("Go on without PDF", () => without(() => {})));
        return;
      }
      if (reply.finished) {
        finish(reply.finished.zip, bytes[0].bytes, files.length);
        return;
      }
      tellNext(reply.done);
    }
  }

  function finish(name, bytes, number) {
    save(name, bytes);
    tell(`${name} is in your downloads: ${counted(number, "file")}, ${size(bytes.length)}.`, button("Download it again", () => save(name, bytes)));
  }

  // Resolves to what the planner chooses; cancelling resolves too, so that nothing waits for ever.
  function ask(job, words, without) {
    return new Promise((resolve) => {
      const choose = (answer) => () => {
        actions.replaceChildren(cancel);
        resolve(answer);
      };
      const cancel = actions.firstElementChild;
      const stop = job.stop;
      job.stop = () => {
        stop();
        choose("stop")();
      };
      show(line, words);
      bar.hidden = true;
      const fetch = button("Fetch it and go on", choose("fetch"), looks.main);
      actions.replaceChildren(fetch, button(without, choose("without")), cancel);
      say(words);
      fetch.focus();
    });
  }

  async function fetchDocuments(job) {
    job.isFetching = true;
    progress(`Fetching what PDF files need: ${FETCHED}`, 0);
    await client.ask({ what: "documents" });
    job.isFetching = false;
  }

  /** Makes one file and saves it. `begin` is the request that names all files. */
  async function makeFile(begin, path, needsDocuments) {
    const job = start();
    job.done = () => {};
    try {
      const answer = !needsDocuments || client.hasDocuments() ? "" : whyNoPdf() ? "without" : await ask(job, ...whyFetch([{ path }]));
      if (job.isOver) {
        return;
      }
      if (answer === "without" && path.endsWith(".pdf")) {
        tell(`${whyNoPdf() || "This file was not made."} The Word file and the web page say the same.`);
        return;
      }
      if (answer === "fetch") {
        await fetchDocuments(job);
      }
      if (job.isOver) {
        return;
      }
      progress(`Making ${path}`, 0.5);
      await client.ask(answer === "without" ? withoutPdf(begin) : begin);
      const { reply, files } = await client.ask({ what: "one", path });
      if (job.isOver) {
        return;
      }
      if (reply.faults) {
        tell(reply.faults.map(advised).join(" "));
        return;
      }
      files.forEach((file) => save(file.name.split("/").at(-1), file.bytes));
      tell(`${files.map((file) => file.name.split("/").at(-1)).join(", ")} is in your downloads.`);
    } catch (error) {
      broken(job, error, null);
    }
  }

  function broken(job, error, again) {
    if (job.isOver) {
      return;
    }
    job.isFetching = false;
    const words = isOutOfMemory(error)
      ? "There is not enough memory on this device to make PDF files. Word files and web pages take far less."
      : `The files could not be made: ${sentence(error.message || String(error))}`;
    tell(words, ...(again ? [button("Go on without PDF", again)] : []));
  }

  return { element, run, makeFile };
}

// What to say before a part of the program is fetched, and what going on without it is called. A picture in a Word file
// is there twice: as a drawing for newer programs, and as dots for older ones, which need that part.
function whyFetch(files) {
  const isPdf = files.some(({ path }) => path.endsWith(".pdf"));
  const number = counted(files.length, isPdf ? "file" : "Word file");
  const need = files.length === 1 ? "needs" : "need";
  return isPdf
    ? [`${number} ${need} a part of the program that is fetched once: ${FETCHED}.`, "Go on without PDF"]
    : [`${number} with drawings ${need} a part of the program that is fetched once: ${FETCHED}. Without it only Word 2019 and later shows them.`, "Go on without it"];
}

/** The same files without PDF, and without what PDF needs. */
function withoutPdf(begin) {
  const formats = begin.formats ? { formats: begin.formats.filter((format) => format !== "pdf") } : {};
  return { ...begin, ...formats, documents: false };
}
