// Firefox with a relay between it and Playwright. Playwright needs two things of WebDriver BiDi that Firefox ESR does not
// have: the emulation of media features, which is answered here and does nothing, and ids of downloads.
// usage: node firefox.mjs UTILITIES-OF-PLAYWRIGHT FIREFOX OPTION...
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const UNKNOWN = "emulation.setMediaFeaturesOverride";
const DOWNLOAD = "browsingContext.download";
const [utilities, firefox, ...options] = process.argv.slice(2);
const { wsServer: Server } = await import(pathToFileURL(utilities).href);

function withId(data) {
  const event = JSON.parse(data);
  if (event.method?.startsWith(DOWNLOAD)) {
    event.params.download ??= event.params.url;
  }
  return JSON.stringify(event);
}

function relay(client, address) {
  const upstream = new WebSocket(`${address}/session`);
  const isOpen = new Promise((resolve) => upstream.addEventListener("open", resolve));
  upstream.addEventListener("message", ({ data }) => client.send(data.includes(DOWNLOAD) ? withId(data) : data));
  upstream.addEventListener("close", () => client.close());
  client.on("close", () => upstream.close());
  client.on("message", async (data) => {
    const { id, method } = JSON.parse(data);
    if (method === UNKNOWN) {
      client.send(JSON.stringify({ type: "success", id, result: {} }));
    } else {
      await isOpen;
      upstream.send(data.toString());
    }
  });
}

const browser = spawn(firefox, options, { stdio: ["ignore", "ignore", "pipe"] });
browser.on("exit", (code) => process.exit(code ?? 1));
process.on("SIGTERM", () => browser.kill());
createInterface({ input: browser.stderr }).on("line", (line) => {
  const [, address] = line.match(/listening on (ws:\S+)/) ?? [];
  if (!address) {
    return console.error(line);
  }
  const server = new Server({ port: 0, host: "127.0.0.1" }, () =>
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}`)
  );
  server.on("connection", (client) => relay(client, address));
});
