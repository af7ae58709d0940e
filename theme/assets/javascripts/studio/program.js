// The page's program. It takes longest to be ready, so it starts before the rest of the page is there.
import { startClient } from "./client.js";

// A service worker keeps only what is below its own address, so the worker's script is beside the page, if it can be.
const BESIDE = /\/studio\/(index\.html)?$/;

/** What this browser lacks, in words; null if it has all. */
export const lacking = whatIsLacking();

/** The page's side of the program; null if something is lacking. */
export const client = lacking === null ? startClient(BESIDE.test(location.pathname) ? new URL("worker.js", document.baseURI) : new URL("worker.js", import.meta.url)) : null;

function whatIsLacking() {
  if (typeof WebAssembly !== "object") {
    return "This browser does not run WebAssembly, which the page needs. Your IT department may have switched it off.";
  }
  return typeof Worker === "function" ? null : "This browser does not run workers, which the page needs.";
}
