// Answers for the studio's own files without a network, once the planner has asked for that. It knows nothing of any
// plan: it stores files of the site and nothing else, in a cache of its own for each version.
"use strict";

const CACHE = `paired-learning-studio ${self.registration.scope} `;
const PATIENCE = 4000; // Milliseconds after which a slow network counts as none.
const LASTING = /\.[0-9a-f]{8,}\.(?:min\.)?\w+$/; // The name of a file with a hash of its content in it.
const AT_A_TIME = 6;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const answer = (message) => event.ports[0].postMessage(message);
  const work = { keep, forget, version }[event.data.what];
  event.waitUntil(work(event.data, answer).catch((error) => answer({ failed: String(error.name || error) })));
});

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(CACHE));
}

async function version(_, answer) {
  const [name] = await ownCaches();
  answer({ version: name ? name.slice(CACHE.length) : null });
}

// Fetches every file before the version of before is deleted; a failure leaves that as it was.
async function keep({ addresses, version: next }, answer) {
  const name = CACHE + next;
  const before = await ownCaches();
  const cache = await caches.open(name);
  let done = 0;
  const rest = [...addresses];
  const take = async () => {
    for (let address = rest.shift(); address; address = rest.shift()) {
      const response = await fetch(address, { cache: LASTING.test(address) ? "default" : "reload" });
      if (!response.ok) {
        throw new Error(`${response.status}: ${address}`);
      }
      await cache.put(address, response);
      done += 1;
      answer({ done, total: addresses.length });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, take));
  } catch (error) {
    rest.length = 0;
    if (!before.includes(name)) {
      await caches.delete(name);
    }
    throw error;
  }
  await Promise.all(before.filter((other) => other !== name).map((other) => caches.delete(other)));
  answer({ kept: true });
}

async function forget(_, answer) {
  await Promise.all((await ownCaches()).map((name) => caches.delete(name)));
  answer({ forgotten: true });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === self.location.origin) {
    event.respondWith(LASTING.test(request.url) ? storedFirst(request) : networkFirst(request));
  }
});

async function stored(request) {
  const [name] = await ownCaches();
  return name ? (await caches.open(name)).match(request, { ignoreSearch: true }) : undefined;
}

async function storedFirst(request) {
  return (await stored(request)) || fetch(request);
}

async function networkFirst(request) {
  const inTime = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  // What the browser remembers of an older version must not mix with a newer one.
  const fetched = request.mode === "navigate" ? fetch(request) : fetch(request, { cache: "no-cache" });
  const first = await Promise.race([fetched.catch(() => null), inTime]);
  return first || (await stored(request)) || fetched;
}
