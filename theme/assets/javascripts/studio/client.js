// Talks to the worker, which runs the generator. Every request gets one reply.

/** @typedef {{name: string, bytes: Uint8Array}} NamedFile */
/** @typedef {{reply: any, files: NamedFile[]}} Answer */

/** The program broke, or the worker was ended: never a fault of what somebody typed. */
export class Broken extends Error {}

/** Why the worker can never start here. */
export class Unavailable extends Broken {}

const NOT_BUILT = "The program that makes plans is missing from this copy of the site.";

/** Today, by the clock of this browser. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((figure) => String(figure).padStart(2, "0")).join("-");
}

/** @param {URL} address of the worker's script */
export function startClient(address) {
  /** @type {Map<number, {resolve: (answer: Answer) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  const listeners = new Set();
  /** @type {any} */
  let latest = null; // News that a later listener has missed.
  let number = 0;
  let hasDocuments = false;
  /** @type {Worker} */
  let worker;
  /** @type {Promise<void>} */
  let ready;
  let settle = { resolve: () => {}, reject: (/** @type {Error} */ error) => void error };

  function start() {
    ready = new Promise((resolve, reject) => (settle = { resolve, reject }));
    ready.catch(() => {}); // Whoever waits for it hears of it.
    let isReady = false;
    worker = new Worker(address, { type: "module" });
    worker.addEventListener("message", ({ data }) => {
      if (data.ready) {
        isReady = true;
        settle.resolve();
        tell({ ready: true });
      } else if (data.progress) {
        tell(data.progress);
      } else if (data.stopped) {
        fail(new Unavailable(data.stopped));
      } else {
        answer(data);
      }
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      fail(isReady ? new Broken(event.message || "The program stopped.") : new Unavailable(NOT_BUILT));
    });
  }

  function answer({ id, reply, files, failed }) {
    const asked = waiting.get(id);
    if (!asked) {
      return;
    }
    waiting.delete(id);
    if (failed === undefined) {
      asked.resolve({ reply, files: files || [] });
    } else {
      asked.reject(new Broken(failed));
    }
  }

  function fail(/** @type {Error} */ error) {
    settle.reject(error);
    [...waiting.values()].forEach(({ reject }) => reject(error));
    waiting.clear();
    tell({ stopped: error });
  }

  function tell(/** @type {any} */ news) {
    latest = news;
    listeners.forEach((listener) => listener(news));
  }

  start();
  return {
    /** Asks the worker, which answers as soon as it can. The bytes of the files are copied, so that the page keeps its own.
     *  @param {any} request @param {NamedFile[]} [files] @returns {Promise<Answer>} */
    async ask(request, files = []) {
      const copies = files.map(({ name, bytes }) => ({ name, bytes: bytes.slice() }));
      const id = (number += 1);
      const answered = await new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        ready.catch(reject); // A worker that stopped before answers nothing.
        worker.postMessage({ id, request: { ...request, today: today() }, files: copies }, copies.map(({ bytes }) => bytes.buffer));
      });
      hasDocuments ||= request.what === "documents";
      return answered;
    },
    /** Whether the worker has loaded what PDF files need, which takes several hundred megabytes until it ends. */
    hasDocuments: () => hasDocuments,
    get ready() {
      return ready;
    },
    /** @param {(news: {stage?: string, loaded?: number, total?: number, ready?: true, stopped?: Error}) => void} listener */
    onProgress(listener) {
      listeners.add(listener);
      if (latest !== null) {
        listener(latest);
      }
    },
    /** Ends the worker and starts another, which knows nothing of the open scheme. */
    restart() {
      worker.terminate();
      hasDocuments = false;
      fail(new Broken("The program was started again."));
      start();
    },
    end: () => worker.terminate(),
  };
}

/** Runs some work again and again while it is asked for, never twice at the same time: of several wishes during one
 *  run only the newest counts. @param {() => Promise<void>} work */
export function newestOnly(work) {
  let isRunning = false;
  let isWanted = false;
  /** @type {Promise<void>} */
  let run = Promise.resolve();
  async function go() {
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        await work();
      }
    } finally {
      isRunning = false;
    }
  }
  return () => {
    isWanted = true;
    if (!isRunning) {
      run = go();
    }
    return run;
  };
}
