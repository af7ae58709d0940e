// Files in and out of the page. Nothing goes to a server.
import { safeName } from "./words.js";

/** What to say of a file that the browser does not let the page read. */
export const UNREADABLE = { message: "this cannot be read", help: "if it is a folder, choose the files in it", severity: "error" };

/** @param {Iterable<File>} files @returns {Promise<import("./client.js").NamedFile[]>} */
export const read = (files) =>
  Promise.all([...files].map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));

/** Hands a file to the browser's downloads. @param {string} name @param {Uint8Array} bytes */
export function save(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement("a");
  link.href = address;
  link.download = safeName(name);
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Calls `take` with the files that are dropped anywhere on the page.
 *  @param {Element} root shows that it would take them @param {(files: File[]) => void} take */
export function takeDrops(root, take) {
  let depth = 0;
  const hasFiles = (/** @type {DragEvent} */ event) => [...(event.dataTransfer?.types || [])].includes("Files");
  const show = (/** @type {number} */ change) => {
    depth = Math.max(0, depth + change);
    root.classList.toggle("studio-dropping", depth > 0);
  };
  window.addEventListener("dragenter", (event) => hasFiles(event) && show(1));
  window.addEventListener("dragleave", (event) => hasFiles(event) && show(-1));
  window.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  window.addEventListener("drop", (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      show(-depth);
      take([...event.dataTransfer.files]);
    }
  });
}
