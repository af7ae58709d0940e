// The plan that was open last, stored in this browser where the planner has ticked so. A cache, and never the only copy.

const DATABASE = "paired-learning-studio";
const STORE = "plans";
const LAST = "last";

/** @typedef {{name: string, files: {name: string, bytes: Uint8Array}[], edits: object[], request?: object, when?: number}} Entry */

export const REFUSED = "This browser does not let the page keep anything. Save the workbook before you leave.";
const FULL = "There is no room left in this browser for the plan. Save the workbook before you leave.";

let isKept = null; // Whether she has ticked; null while unknown.
let newest = 0; // When the newest entry that this tab knows of was written.
const channel = toOtherTabs();

function toOtherTabs() {
  try {
    return new BroadcastChannel(DATABASE);
  } catch {
    return null; // Too old a browser, or one that keeps nothing.
  }
}

/** Opens the database, making it only where something is to be written: looking leaves no trace. */
function open(isWriting) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      if (isWriting) {
        request.result.createObjectStore(STORE);
      } else {
        request.transaction.abort();
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      if (!isWriting && request.error?.name === "AbortError") {
        resolve(null);
      } else {
        reject(request.error);
      }
    };
    request.onblocked = () => reject(new Error("blocked"));
  });
}

async function transact(mode, work) {
  const database = await open(mode === "readwrite");
  if (database === null) {
    return null;
  }
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error || request.error);
      transaction.onerror = () => reject(transaction.error || request.error);
    });
  } finally {
    database.close();
  }
}

/** What was open last; null if nothing is stored, or storage is refused. @returns {Promise<Entry|null>} */
export async function last() {
  const entry = await transact("readonly", (store) => store.get(LAST)).catch(() => null);
  isKept ??= Boolean(entry); // She may have ticked, or taken the tick away, while it was read.
  newest = Math.max(newest, entry?.when || 0);
  return entry || null;
}

/** Whether she has ticked that the plan is stored. */
export const isOn = () => isKept === true;

export function turnOn() {
  isKept = true;
}

/**
 * Stores a plan in place of the one before, if she has ticked so. Another tab that has it open is told.
 * @param {Entry} entry
 * @returns {Promise<string|null>} Why it could not be stored; null if it was.
 */
export async function keep(entry) {
  if (!isOn()) {
    return null;
  }
  const when = Math.max(Date.now(), newest + 1);
  try {
    await transact("readwrite", (store) => store.put({ ...entry, when }, LAST));
  } catch (error) {
    return error?.name === "QuotaExceededError" ? FULL : REFUSED;
  }
  newest = when;
  channel?.postMessage({ when, name: entry.name });
  return null;
}

/** Deletes everything that is stored, and stores no more: neither here nor in another tab. */
export async function forget() {
  isKept = false;
  channel?.postMessage({ forgotten: true });
  await new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(DATABASE);
      request.onsuccess = resolve;
      request.onerror = resolve;
      request.onblocked = resolve;
    } catch {
      resolve();
    }
  });
}

channel?.addEventListener("message", ({ data }) => {
  if (data.forgotten) {
    isKept = false;
  }
});

/** Calls a listener when another tab has stored a plan later than this one. @param {(news: {name: string, when: number}) => void} listener */
export function onNewer(listener) {
  channel?.addEventListener("message", ({ data }) => {
    if (data.when > newest) {
      newest = data.when;
      listener(data);
    }
  });
}
