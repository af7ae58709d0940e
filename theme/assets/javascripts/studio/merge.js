// Puts two copies of a workbook together, and opens what comes of it.

import { counted, make, show } from "./dom.js";
import { read } from "./files.js";
import { advised, button, looks, newId, sentence } from "./words.js";

const COPIES = [
  { id: "base", title: "The workbook that both copies come from", help: "If you have it. With it, more can be put together without asking." },
  { id: "mine", title: "Your copy", help: "Where both copies changed a cell, yours stays and the other is in a note on the cell." },
  { id: "theirs", title: "The other copy", help: "What is new in it goes into yours." },
];

/** @param {{client: any, scheme: any, say: (words: string) => void, opened?: () => void,
 *           mayLose?: (question: string) => boolean}} context `mayLose` asks before what is open gives way */
export function mergeView({ client, scheme, say, opened = () => {}, mayLose = () => true }) {
  const inputs = new Map();
  const message = make("div", { class: "sheet-report", role: "status", hidden: true });
  const go = button("Put them together", merge, looks.main);
  const element = make(
    "div",
    { class: "sheet-view merge-view" },
    make("p", null, "If two people changed copies of the same workbook, give both here. The result is opened; nothing is saved until you save it."),
    ...COPIES.map(chooser),
    make("div", { class: "sheet-actions" }, go),
    message
  );
  look();

  function chooser({ id, title, help }) {
    const [inputId, helpId] = [newId(id), newId("help")];
    const input = make("input", { type: "file", id: inputId, accept: ".xlsx", "aria-describedby": helpId, on: { change: look } });
    inputs.set(id, input);
    return make("div", { class: "files-file" }, make("label", { for: inputId, class: "sheet-label" }, title), make("p", { class: "sheet-quiet", id: helpId }, help), input);
  }

  function look() {
    go.disabled = !["mine", "theirs"].every((id) => inputs.get(id).files.length > 0);
  }

  async function merge() {
    if (!mayLose("Open the two copies together?")) {
      return;
    }
    go.disabled = true;
    tell("Putting them together.");
    try {
      const files = await read(COPIES.flatMap(({ id }) => [...inputs.get(id).files]));
      const { reply } = await client.ask({ what: "merge" }, files);
      if (reply.opened) {
        scheme.take(reply, files, { what: "merge" });
        opened();
        tell(...wordsOf(reply.merged));
      } else {
        tell("They could not be put together.", list(reply.faults.map(advised)));
      }
    } catch (error) {
      tell(`They could not be put together: ${sentence(error.message)}`);
    }
    look();
  }

  function tell(words, ...more) {
    message.hidden = false;
    message.replaceChildren(make("p", { class: "sheet-message" }, words), ...more);
    say(words);
  }

  return { element, update: () => {} };
}

function wordsOf({ conflicts, changes, left_out: left }) {
  const words = conflicts.length
    ? `Both copies are together and open. Both had changed ${counted(conflicts.length, "cell")}: look at the notes on ${conflicts.length === 1 ? "it" : "them"}.`
    : "Both copies are together and open. No cell was changed in both.";
  return [
    words,
    list(conflicts.map(({ sheet, cell, row, column }) => `${sheet}, ${cell}: ${[column, row].filter(Boolean).join(", ")}`)),
    folded(`The plan changed ${counted(changes.length, "cell")}`, changes.map(({ sheet, cell, text }) => `${sheet}, ${cell}: ${text}`)),
    folded(`${counted(left.length, "thing")} that the new workbook cannot hold`, left.map(({ what, sheet, cell }) => [what, sheet, cell].filter(Boolean).join(", "))),
  ].filter(Boolean);
}

function list(words) {
  return words.length ? make("ul", { class: "sheet-unplaced" }, ...words.map((each) => make("li", null, sentence(each)))) : "";
}

function folded(title, words) {
  return words.length ? make("details", { class: "files-folder" }, make("summary", null, title), list(words)) : "";
}
