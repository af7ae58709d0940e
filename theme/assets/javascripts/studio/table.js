// A sheet of the scheme as a table to fill in: a grid where there is room, cards where there is not.

import { cards } from "./cards.js";
import { make, show } from "./dom.js";
import { grid, tableWidth } from "./grid.js";
import { pastePanel, pasteReport } from "./paste.js";
import { tableModel } from "./table_model.js";
import { advised, button, newId } from "./words.js";

const NARROW = 560; // Pixels below which a table becomes cards, unless it fits.
const EM = 15; // Pixels of an em in a table.

let isHinted = false; // Whether a table has said that cells can be chosen.

/**
 * @param {object} sheet As the program gives it.
 * @param {object} page
 * @param {(row: number, column: number) => import("./values.js").Value} page.valueOf Present value of a cell.
 * @param {(edits: {row: number, column: number, value: any}[], words: string) => void} page.onEdit
 * @param {object[]} page.faults Diagnostics of this sheet.
 * @param {() => string|null} [page.undo] Takes back the last change; gives its words.
 * @param {() => string|null} [page.redo]
 * @param {(words: string) => void} [page.say] Speaks to a screen reader.
 * @returns {{element: HTMLElement, update: (sheet: object, faults: object[]) => void, focus: (row: number, column: number) => void}}
 */
export function renderTable(sheet, { valueOf, onEdit, faults, undo = () => null, redo = () => null, say = () => {} }) {
  const model = tableModel(sheet, valueOf);
  let byCell = byCells(faults);
  const faultsOf = (row, column) => byCell.get(`${row}:${column}`) || [];
  const act = { change, remove, paste, tell, undo: () => back(undo, "Undone"), redo: () => back(redo, "Done again") };
  const report = pasteReport(model, focusCell, faultsOf);
  const panel = pastePanel(model, addRows);
  const general = make("ul", { class: "sheet-general" });
  const cellLine = make("p", { class: "sheet-cell-line" }, isHinted ? "" : "Choose a cell to see what goes into it.");
  isHinted = true;
  const deleter = button("Delete row", () => remove(view.rowAt()));
  const adder = button("Add a row", () => focusCell(lastRow(), model.columns()[0].key));
  const paster = button("Paste rows from Excel", panel.open);
  const tools = make(
    "div",
    { class: "sheet-tools", role: "toolbar", "aria-label": `${sheet.name}: rows` },
    adder,
    deleter,
    paster,
    shortener()
  );
  [adder, deleter, paster].forEach((each) => (each.hidden = !model.takesNew()));
  tools.hidden = !model.takesNew() && !model.canShorten();
  [adder, deleter].forEach((each) => each.classList.add("sheet-wide-only"));
  const none = make("p", { class: "sheet-quiet", hidden: true }, "Nothing here yet: the rows come from other sheets.");
  const place = make("div");
  const element = make("section", { class: "sheet-table", "aria-label": sheet.name }, general, tools, panel.element, report.element, cellLine, none, place, keysHelp());
  let view = null;
  let isNarrow = null;
  arrange(false);
  watchWidth();
  drawGeneral(faults);
  drawNone();

  // Columns to fill in may be far to the right of those that only tell.
  function shortener() {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      model.shorten(box.checked);
      view.draw();
    });
    return make("label", { class: "sheet-shorten", hidden: !model.canShorten() }, box, "Only columns to fill in");
  }

  // A page narrower than the window, or a window narrower than the page, both count.
  function watchWidth() {
    new ResizeObserver(([entry]) => {
      if (entry.contentRect.width > 0) {
        arrange(entry.contentRect.width < Math.min(NARROW, tableWidth(model.columns()) * EM));
      }
    }).observe(element);
  }

  function arrange(narrow) {
    if (isNarrow === narrow) {
      return;
    }
    isNarrow = narrow;
    view = narrow ? cards(model, act, faultsOf) : grid(model, act, faultsOf);
    place.replaceChildren(view.element);
    element.classList.toggle("sheet-narrow", narrow);
  }

  // Without a row there is nothing in the table that the keyboard could come to.
  function drawNone() {
    none.hidden = model.numbers().length > 0;
    place.hidden = !none.hidden;
  }

  function change(changes, words) {
    const edits = model.edits(changes);
    if (edits.length > 0) {
      onEdit(edits, words);
      view.draw();
    }
    return edits.length;
  }

  function remove(row) {
    if (row === undefined || !model.isOwn(row)) {
      cellLine.textContent = "Only rows of your own can be deleted. Clear the cells instead.";
      return;
    }
    const name = model.nameOf(row) || "a row";
    onEdit(model.deletion(row), `${name} deleted`);
    view.draw();
    view.describe();
    say(`${name} deleted. Undo brings it back.`);
  }

  function paste(block, row, key) {
    if (row === undefined) {
      return;
    }
    const placed = model.place(block, row, key);
    change(placed.changes, `${placed.rows} rows pasted`);
    report.tell(placed);
  }

  function addRows(block) {
    paste(block, lastRow(), model.columns()[0].key);
  }

  const lastRow = () => model.numbers().at(-1);

  function back(work, verb) {
    const words = work();
    report.clear();
    view.draw();
    say(words ? `${verb}: ${words}.` : "There is nothing to undo.");
  }

  function tell({ row, title, help, faults: here }) {
    const strong = make("strong", null, title);
    cellLine.replaceChildren(strong, ` ${here.map(advised).join(" ") || help}`);
    const isOwn = model.isOwn(row);
    const name = model.nameOf(row);
    deleter.disabled = !isOwn;
    show(deleter, isOwn && name ? `Delete row of ${name}` : "Delete row");
  }

  // Faults that have no cell.
  function drawGeneral(all) {
    const rows = new Set(model.numbers());
    const columns = new Set(model.columns().map((column) => column.number));
    const rest = all.filter((fault) => !rows.has(fault.row) || !columns.has(fault.column));
    general.hidden = rest.length === 0;
    general.replaceChildren(...rest.map((fault) => make("li", null, advised(fault))));
  }

  function focusCell(row, key) {
    view.focus(row, key);
  }

  return {
    element,
    update(next, nextFaults) {
      byCell = byCells(nextFaults);
      model.update(next);
      view.draw();
      report.draw();
      drawGeneral(nextFaults);
      drawNone();
    },
    focus(row, column) {
      focusCell(row, (model.columns().find((each) => each.number === column) || model.columns()[0]).key);
    },
  };
}

function byCells(faults) {
  const cells = new Map();
  faults.filter((fault) => fault.row !== null && fault.column !== null).forEach((fault) => {
    const cell = `${fault.row}:${fault.column}`;
    cells.set(cell, [...(cells.get(cell) || []), fault]);
  });
  return cells;
}

function keysHelp() {
  const id = newId("keys");
  const keys = [
    ["Arrows, Tab", "move"],
    ["Enter, F2 or a letter", "type into a cell; Enter again goes down"],
    ["Escape", "leave the cell as it was"],
    ["Escape, then Tab", "leave the table"],
    ["Delete", "clear"],
    ["Shift and arrows", "choose several cells"],
    ["Ctrl+C, Ctrl+X, Ctrl+V", "copy, cut, paste, to and from Excel too"],
    ["Ctrl+Z, Ctrl+Y", "undo, and do it again"],
    ["Alt+Enter", "a new line in the cell"],
  ];
  const rows = keys.flatMap(([key, what]) => [make("dt", null, key), make("dd", null, what)]);
  return make("details", { class: "sheet-keys", id }, make("summary", null, "Keys for this table"), make("dl", null, ...rows));
}
