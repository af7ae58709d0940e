// The worker of the studio's page: loads Python with the program, and answers the page's requests one after the other.
import { start } from "./runtime.js";

const FILES = new URL("../../assets/studio/", import.meta.url);
const LIST = "studio.json";
const LATER = ["openpyxl", "xlsxwriter", "generator.studio.saving", "generator.studio.making"];
const FOR_DOCUMENTS = ["fonts", "typst"]; // In the order in which they are read.
const IDLE = 2000; // Milliseconds without a request before another module of these is imported, which takes up to 100.
const OFTEN = 50; // Milliseconds between two messages about progress.

const NO_WEBASSEMBLY = "This browser does not allow WebAssembly, which the program that makes plans needs.";
const TOO_OLD = "This browser is too old for the program that makes plans.";
const NO_MEMORY = "This device has too little memory free for the program that makes plans.";
const NOT_BUILT = "The program that makes plans is missing from this copy of the site.";
const BROKEN = "The program that makes plans broke.";
const NOT_LOADED = "The program that makes plans could not be loaded.";

/** A file of the studio that the server does not give. */
class NotLoaded extends Error {}

/** The site was built without the studio's program. */
class NotBuilt extends Error {}

/**
 * @param {string} file
 * @param {RequestCache} cache
 */
async function fetched(file, cache = "default") {
  const response = await fetch(new URL(file, FILES), { cache }).catch((error) => {
    throw new NotLoaded(`${file}: ${error.message}`);
  });
  if (!response.ok) {
    throw new (file === LIST && response.status === 404 ? NotBuilt : NotLoaded)(`${file}: ${response.status}`);
  }
  return response;
}

/** Tells the page how many bytes of several files have come. */
class Progress {
  #loaded = 0;
  #posted = 0;

  constructor(stage, entries) {
    this.stage = stage;
    this.total = entries.reduce((sum, entry) => sum + entry.size, 0);
  }

  add(size) {
    this.#loaded += size;
    const now = performance.now();
    if (now - this.#posted > OFTEN || this.#loaded === this.total) {
      this.#posted = now;
      postMessage({ progress: { stage: this.stage, loaded: this.#loaded, total: this.total } });
    }
  }

  /** A stream that counts what passes through. */
  counter() {
    return new TransformStream({
      transform: (chunk, controller) => {
        this.add(chunk.length);
        controller.enqueue(chunk);
      },
    });
  }
}

async function started() {
  const list = await (await fetched(LIST, "no-cache")).json();
  const later = list.files.filter((entry) => FOR_DOCUMENTS.includes(entry.what));
  const first = new Progress("runtime", list.files.filter((entry) => !later.includes(entry)));
  let progress = first;
  return start({
    list,
    base: FILES.href,
    read: async (entry) => {
      if (entry.what === FOR_DOCUMENTS[0]) {
        progress = new Progress("documents", later);
      }
      return (await fetched(entry.file)).body.pipeThrough(progress.counter());
    },
    load: async (entry) => {
      const module = await import(new URL(entry.file, FILES).href).catch((error) => {
        throw new NotLoaded(error.message);
      });
      first.add(entry.size);
      return module;
    },
    onStage: (stage) => postMessage({ progress: { stage } }),
  });
}

/** Why the program cannot go on, for people and for the page. */
function stopped(error) {
  console.error(error);
  if (typeof WebAssembly === "undefined" || error instanceof WebAssembly.CompileError) {
    return { stopped: NO_WEBASSEMBLY, why: "wasm" };
  }
  if (typeof DecompressionStream === "undefined") {
    return { stopped: TOO_OLD, why: "wasm" };
  }
  if (isOfMemory(error)) {
    return { stopped: NO_MEMORY, why: "memory" };
  }
  return { stopped: error instanceof NotBuilt ? NOT_BUILT : NOT_LOADED, why: "runtime" };
}

function isOfMemory(error) {
  return error instanceof RangeError || /memory/i.test(error.message);
}

async function answer(runtime, { id, request, files = [] }) {
  try {
    if (request.what === "documents") {
      await runtime.loadDocuments();
      postMessage({ id, reply: { loaded: true }, files: [] });
      return;
    }
    const answered = runtime.answer(request, files);
    postMessage({ id, ...answered }, answered.files.map((file) => file.bytes.buffer));
  } catch (error) {
    console.error(error);
    postMessage({ id, failed: error instanceof NotLoaded ? `${NOT_LOADED} ${error.message}` : lastLine(error.message) });
    if (error.pyodide_fatal_error) {
      // From here on Python answers nothing, so this goes to the page as an error of the worker itself.
      reportError(new Error(isOfMemory(error) ? NO_MEMORY : BROKEN));
    }
  }
}

/** What Python says at the end of a traceback. */
function lastLine(message) {
  return message.trim().split("\n").at(-1);
}

/** Rehearses, unless somebody asks for something: the first plan then takes no longer than each later one. */
async function rehearse(runtime) {
  const steps = runtime.rehearse();
  while (asked === 0 && !steps.next().done) {
    await new Promise((resolve) => setTimeout(resolve)); // Requests that have come are answered here.
  }
  steps.return();
}

/** Imports what saving and making would otherwise wait for, while nobody asks for anything. */
async function prepare(runtime) {
  for (const module of LATER) {
    do {
      await new Promise((resolve) => setTimeout(resolve, IDLE));
    } while (performance.now() - asked < IDLE);
    runtime.prepare(module);
  }
}

let asked = 0;
const runtime = started();
addEventListener("message", async ({ data }) => {
  asked = performance.now();
  try {
    await answer(await runtime, data);
    asked = performance.now();
  } catch {
    // The page was told that nothing will be answered.
  }
});
runtime.then(
  async (started) => {
    await rehearse(started).catch(console.error);
    postMessage({ ready: true });
    await prepare(started).catch(console.error);
  },
  (error) => postMessage(stopped(error)),
);
