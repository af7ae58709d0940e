// Evaluates an expression in a page of Firefox, which speaks WebDriver BiDi itself. Prints the result as JSON.
// usage: node firefox.mjs ADDRESS-OF-BIDI PAGE EXPRESSION
const [address, page, expression] = process.argv.slice(2);
const socket = new WebSocket(`${address}/session`);
const waiting = new Map();
let number = 0;

function send(method, params) {
  const id = (number += 1);
  socket.send(JSON.stringify({ id, method, params }));
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

socket.addEventListener("message", ({ data }) => {
  const message = JSON.parse(data);
  const asked = waiting.get(message.id);
  if (asked) {
    waiting.delete(message.id);
    message.type === "error" ? asked.reject(new Error(message.message)) : asked.resolve(message.result);
  }
});
await new Promise((resolve, reject) => {
  socket.addEventListener("open", resolve);
  socket.addEventListener("error", reject);
});
await send("session.new", { capabilities: {} });
const { contexts } = await send("browsingContext.getTree", {});
const context = contexts[0].context;
await send("browsingContext.navigate", { context, url: page, wait: "complete" });
const { type, result, exceptionDetails } = await send("script.evaluate", {
  expression: `(async () => JSON.stringify(await (${expression})))()`,
  target: { context },
  awaitPromise: true,
});
if (type !== "success") {
  console.error(exceptionDetails.text);
  process.exit(1);
}
console.log(result.value);
await send("session.end", {});
socket.close();
