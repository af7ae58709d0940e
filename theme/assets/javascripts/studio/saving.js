// Saves the scheme's workbook: what it cannot hold is said first, what the tool changed is listed after.

import { counted, make } from "./dom.js";
import { save } from "./files.js";
import { button, looks, sentence } from "./words.js";

/**
 * Saves the open scheme. Questions and results are shown in `place`.
 * @param {{client: any, scheme: any, say: (words: string) => void, place: HTMLElement}} context
 * @returns {Promise<boolean>} Whether a file was saved.
 */
export async function saveWorkbook({ client, scheme, say, place }) {
  const hasErrors = scheme.state.faults.some((fault) => fault.severity === "error");
  let request = { what: "save", ...(hasErrors ? { draft: true } : {}) };
  for (;;) {
    const { reply, files } = await client.ask(request);
    if (reply.faults) {
      tell(place, "The workbook could not be saved.", list(reply.faults.map((fault) => sentence(fault.message))));
      say("The workbook could not be saved.");
      return false;
    }
    if (files.length > 0) {
      files.forEach((file) => save(file.name, file.bytes));
      if (reply.opened) {
        scheme.take(reply, files);
      }
      say(`Saved as ${files[0].name}.`);
      tellSaved(place, reply.saved, files[0].name, hasErrors);
      return true;
    }
    const answer = await askAbout(place, reply.saved.left_out);
    if (answer === null) {
      place.replaceChildren();
      return false;
    }
    request = { what: "save", [answer]: true };
  }
}

function tell(place, words, ...more) {
  place.replaceChildren(make("div", { class: "sheet-view" }, make("p", { class: "sheet-message" }, words), ...more));
}

function tellSaved(place, { changes = [], left_out: left = [] }, name, hasErrors) {
  const draft = hasErrors ? [make("p", null, "It has what you typed and no new plan, because some things have yet to be put right.")] : [];
  const changed = changes.length ? [folded(`The tool changed ${counted(changes.length, "cell")}`, changes.map(placed))] : [];
  const lost = left.length ? [folded(`${counted(left.length, "thing")} left out, as you chose`, left.map(lostWords))] : [];
  const close = button("Close", () => place.replaceChildren(), looks.link);
  tell(place, `${name} is in your downloads. Keep it in a safe place: it is your plan.`, ...draft, ...changed, ...lost, close);
}

// Resolves to the wish that the request then has; null for none.
function askAbout(place, left) {
  return new Promise((resolve) => {
    const first = button("Save without these", () => resolve("anyway"), looks.main);
    tell(
      place,
      "The new workbook cannot hold everything that is in yours:",
      list(left.map(lostWords)),
      make(
        "div",
        { class: "sheet-actions" },
        first,
        button("Save my workbook as it is, with what I typed", () => resolve("draft")),
        button("Do not save", () => resolve(null))
      )
    );
    first.focus();
  });
}

const placed = ({ sheet, cell, text }) => `${[sheet, cell].filter(Boolean).join(", ")}: ${text}`;
const lostWords = ({ what, sheet, cell }) => [what, sheet ? `on the sheet ${sheet}` : "", cell ? `at ${cell}` : ""].filter(Boolean).join(" ");

function list(words) {
  return make("ul", { class: "sheet-unplaced" }, ...words.map((each) => make("li", null, sentence(each))));
}

function folded(title, words) {
  return make("details", { class: "files-folder" }, make("summary", null, title), list(words));
}
