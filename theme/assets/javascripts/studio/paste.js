// Rows pasted from a spreadsheet: a place to paste them, a look at where they go, and what came of it.

import { parseBlock } from "./block.js";
import { counted, make } from "./dom.js";
import { button, listed, looks, newId, titleOf } from "./words.js";

const MOST_TITLES = 6;
const MOST_LISTED = 20;

/**
 * A field to paste rows into, for a screen reader, a phone, or whoever looks first.
 * @param {ReturnType<import("./table_model.js").tableModel>} model
 * @param {(block: string[][]) => void} add Adds the rows below the others.
 */
export function pastePanel(model, add) {
  const id = newId("paste");
  const area = make("textarea", { id, class: "sheet-input", rows: "5", spellcheck: "false", autocomplete: "off" });
  const preview = make("p", { class: "sheet-quiet", role: "status" });
  const ready = button("Add these rows", () => {
    add(parseBlock(area.value));
    close();
  });
  const element = make(
    "div",
    { class: "sheet-paste", hidden: true },
    make("label", { for: id }, "Copy the rows in Excel and paste them here"),
    make("p", { class: "sheet-quiet" }, `In the order ${titles(model.columns())}, or with the titles of the columns as the first row.`),
    area,
    preview,
    make("div", { class: "sheet-actions" }, ready, button("Cancel", close))
  );
  area.addEventListener("input", look);

  function look() {
    const isEmpty = area.value.trim() === "";
    ready.disabled = isEmpty;
    preview.textContent = isEmpty ? "" : previewOf(parseBlock(area.value));
  }

  function previewOf(block) {
    const rows = model.numbers();
    const { rows: number, columns, byTitle, unplaced } = model.place(block, rows[rows.length - 1], model.columns()[0].key);
    const used = columns.slice(0, Math.max(...block.map((cells) => cells.length))).filter(Boolean);
    const into = used.length ? `${byTitle ? "By their titles they go" : "They go"} into ${titles(used)}.` : "";
    const lost = unplaced.length ? ` ${counted(unplaced.length, "cell")} will not fit.` : "";
    return `${counted(number, "new row")}. ${into}${lost}`;
  }

  function close() {
    area.value = "";
    element.hidden = true;
    look();
  }

  return {
    element,
    open() {
      element.hidden = false;
      look();
      area.focus();
    },
  };
}

function titles(columns) {
  const names = columns.map(titleOf);
  const rest = names.length - MOST_TITLES;
  return rest > 0 ? `${names.slice(0, MOST_TITLES).join(", ")} and ${rest} more` : listed(names);
}

/**
 * Says what came of the last paste: how many rows, which cells have no place, and which the program did not understand.
 * @param {(row: number, key: string) => void} go Goes to a cell.
 */
export function pasteReport(model, go, faultsOf) {
  const line = make("p", { class: "sheet-message", role: "status" });
  const list = make("ul", { class: "sheet-unplaced" });
  const element = make("div", { class: "sheet-report", hidden: true }, line, list);
  let last = null;

  /** What was pasted; the program has yet to read it. */
  function tell(placed) {
    last = placed;
    draw();
  }

  // The program's answer may change which cells it does not understand.
  function draw() {
    element.hidden = last === null;
    if (last === null) {
      return;
    }
    const { changes, unplaced, rows, added } = last;
    const unclear = changes.filter(({ row, key }) => faultsOf(row, model.column(key).number).some(isError));
    const words = [`${counted(rows, "row")} pasted${added ? `, ${added} of them new` : ""}.`];
    if (unclear.length) {
      words.push(`${counted(unclear.length, "cell")} ${unclear.length === 1 ? "was" : "were"} not understood.`);
    }
    if (unplaced.length) {
      words.push(`${counted(unplaced.length, "cell")} did not fit and ${unplaced.length === 1 ? "was" : "were"} left out.`);
    }
    if (line.textContent !== words.join(" ")) {
      line.textContent = words.join(" ");
    }
    const items = [...unclear.map(unclearItem), ...unplaced.map(unplacedItem)];
    const rest = items.length - MOST_LISTED;
    list.replaceChildren(...(rest > 0 ? [...items.slice(0, MOST_LISTED), make("li", null, `and ${rest} more`)] : items));
  }

  function unclearItem({ row, key }) {
    const name = model.nameOf(row) || `row ${row}`;
    const title = titleOf(model.column(key));
    return make("li", null, button(`${title} of ${name}`, () => go(row, key), looks.link), `: \u201c${model.textOf(row, key)}\u201d`);
  }

  function unplacedItem({ row, column, text, why }) {
    return make("li", null, `Left out: \u201c${text}\u201d, cell ${column}${row} of what you pasted, because ${why}.`);
  }

  return { element, tell, draw, clear: () => tell(null) };
}

const isError = (fault) => fault.severity === "error";
