// The setting that keeps the studio's program in this browser, for use without a network. Off until somebody asks.

import { make, show } from "./dom.js";
import { newId, size } from "./words.js";

const SCRIPT = "studio-offline.js";
const LIST = "offline.json";
const RUNTIME = "../assets/studio/studio.json";

/** Whether this browser can keep the studio at this address. */
function canKeep() {
  const isBeside = /\/studio\/(?:index\.html)?$/.test(location.pathname);
  return isBeside && "serviceWorker" in navigator && "caches" in window;
}

/** @param {{say?: (words: string) => void}} [context] */
export function offlineBox({ say = () => {} } = {}) {
  const id = newId("offline");
  const box = make("input", { type: "checkbox", id });
  const note = make("p", { class: "sheet-quiet" });
  const element = make("div", { class: "sheet-view offline-view", hidden: true }, make("label", { class: "files-choice", for: id }, box, make("span", null, "Keep the studio for use without the network")), note);
  box.addEventListener("change", () => (box.checked ? keep() : forget()));
  if (canKeep()) {
    start().catch(() => {}); // A browser that refuses to keep anything, as a private window may, has no such setting.
  }

  async function start() {
    const registration = await registered();
    await caches.keys();
    element.hidden = false;
    box.checked = registration !== null;
    show(note, registration ? "The program is kept in this browser. Your plan is not: save the workbook." : await offer());
    if (registration) {
      refresh(registration);
    }
  }

  async function offer() {
    const { bytes } = await listed().catch(() => ({ bytes: 0 }));
    return `${bytes ? `Takes ${size(bytes)}. ` : ""}Only the program is kept, never your plan.`;
  }

  // A newer version of the site takes the place of the one that is kept.
  async function refresh(registration) {
    try {
      const { version } = await ask(registration, { what: "version" });
      const list = await listed();
      if (version !== list.version) {
        await ask(registration, { what: "keep", ...list });
      }
    } catch {
      return; // Without a network what is kept stays as it is.
    }
  }

  async function keep() {
    box.disabled = true;
    tell("Fetching the program");
    try {
      const registration = await navigator.serviceWorker.register(SCRIPT, { scope: "./" });
      await isActive(registration);
      const list = await listed();
      await ask(registration, { what: "keep", ...list }, ({ done, total }) => show(note, `Fetching the program: ${done} of ${total} files`));
      tell("Done. This page now opens without the network. Your plan is not kept: save the workbook.");
    } catch (error) {
      await remove().catch(() => {});
      box.checked = false;
      const isRefused = error.name === "SecurityError" || error.name === "NotSupportedError";
      const words = isRefused ? "This browser does not let the page keep anything." : "It could not be kept. Try again with a better network.";
      tell(/Quota/.test(error.message) ? "There is no room for it in this browser." : words);
    }
    box.disabled = false;
  }

  async function forget() {
    await remove();
    tell("The program is no longer kept in this browser.");
  }

  function tell(words) {
    show(note, words);
    say(words);
  }

  return { element };
}

async function registered() {
  const registration = await navigator.serviceWorker.getRegistration("./");
  return registration && new URL(registration.scope).pathname === new URL("./", location.href).pathname ? registration : null;
}

async function remove() {
  const registration = await registered();
  if (registration) {
    if (registration.active) {
      await ask(registration, { what: "forget" });
    }
    await registration.unregister();
  }
}

function isActive(registration) {
  const worker = registration.installing || registration.waiting || registration.active;
  return new Promise((resolve, reject) => {
    const look = () => (worker.state === "activated" ? resolve() : worker.state === "redundant" ? reject(new Error("refused")) : null);
    worker.addEventListener("statechange", look);
    look();
  });
}

// Asks the service worker; rejects where it fails.
function ask(registration, message, hear = () => {}) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if ("done" in data) {
        hear(data);
        return;
      }
      port1.close(); // Other files may still be on their way when one has failed.
      if (data.failed) {
        reject(new Error(data.failed));
      } else {
        resolve(data);
      }
    };
    registration.active.postMessage(message, [port2]);
  });
}

/**
 * Every file that the studio needs, with the version of them all: those of the project by the list made with the site,
 * those of its Python by theirs, and whatever else this page itself loads.
 */
async function listed() {
  const [own, runtime] = await Promise.all([json(LIST), json(RUNTIME)]);
  const addresses = new Set([
    location.href.split(/[?#]/)[0],
    ...own.files.map(([path]) => absolute(`../${path}`)),
    absolute(RUNTIME),
    ...runtime.files.map(({ file }) => absolute(`../assets/studio/${file}`)),
    ...[...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((link) => link.href),
    ...[...document.querySelectorAll("script[src], img[src]")].map((each) => each.src),
  ]);
  const mine = [...addresses].filter((address) => address.startsWith(`${location.origin}/`));
  const names = runtime.files.map(({ file }) => file);
  return { addresses: mine, version: await digest([own.version, ...names].join()), bytes: runtime.files.reduce((sum, file) => sum + file.size, 0) };
}

async function json(address) {
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) {
    throw new Error(`${response.status}`);
  }
  return response.json();
}

const absolute = (address) => new URL(address, location.href).href;

async function digest(words) {
  const raw = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return [...new Uint8Array(raw)].slice(0, 8).map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
