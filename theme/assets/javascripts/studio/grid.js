// A table that one moves in and types into as in a spreadsheet.

import { formatBlock, isBlock, parseBlock } from "./block.js";
import { cellEditor } from "./cell_editor.js";
import { make, unseen } from "./dom.js";
import { chosenCells, within } from "./selection.js";
import { rounded } from "./values.js";
import { newId, sentence, titleOf } from "./words.js";

const PAGE = 10; // Rows that Page Down goes.
const BARS_ABOVE = 140; // Pixels of the window that bars of the page cover.
const BAR_BELOW = 64;
const NARROWEST = 6.5; // Width of a column in em.
const WIDEST = 16;
const CHARACTER = 0.52; // Width of a character in em.

/**
 * @param {ReturnType<import("./table_model.js").tableModel>} model
 * @param {object} act What a change does.
 * @param {(changes: object[], words: string) => void} act.change
 * @param {(block: string[][], row: number, key: string) => void} act.paste
 * @param {() => void} act.undo
 * @param {() => void} act.redo
 * @param {(words: string, ...more: string[]) => void} act.tell Tells about the present cell: its title, its help, its fault.
 * @param {(row: number, column: number) => object[]} faultsOf
 */
export function grid(model, act, faultsOf) {
  const help = make("p", { class: "studio-unseen", id: newId("help") });
  const head = make("thead");
  const body = make("tbody");
  const table = make("table", { class: "sheet-grid", role: "grid", "aria-multiselectable": "true" }, head, body);
  const frame = make("div", { class: "sheet-frame" }, table);
  const element = make("div", { class: "sheet-grid-box" }, frame, help);
  let rows = []; // Numbers of the rows in order; -1 is the row of titles.
  let keys = [];
  let lines = new Map(); // Row elements by number.
  let at = { row: 0, column: 0 }; // Places of the present cell.
  let from = at; // The other corner of what is chosen.
  let present = null; // The cell that the Tab key comes to.
  let chosen = []; // Cells that are marked, where there are several.
  let editing = null;
  let isLeaving = false; // Whether Tab leaves the table.

  table.addEventListener("keydown", press);
  table.addEventListener("mousedown", point);
  table.addEventListener("mouseover", drag);
  table.addEventListener("dblclick", () => edit());
  table.addEventListener("focusin", enter);
  table.addEventListener("copy", (event) => copy(event, false));
  table.addEventListener("cut", (event) => copy(event, true));
  table.addEventListener("paste", paste);
  draw();

  // Drawing

  function draw() {
    const had = element.contains(document.activeElement);
    const columns = model.columns();
    
    if (keys.join() !== columns.map((column) => column.key).join()) {
      keys = columns.map((column) => column.key);
      lines = new Map();
      body.replaceChildren();
    }
    head.replaceChildren(make("tr", null, ...columns.map(title)));
    table.style.setProperty("width", `${tableWidth(columns)}em`);
    rows = model.numbers();
    [...lines.keys()].filter((row) => !rows.includes(row)).forEach((row) => {
      lines.get(row).remove();
      lines.delete(row);
    });
    rows.forEach((row, place) => {
      if (!lines.has(row)) {
        lines.set(row, make("tr", { "data-row": row }, ...columns.map((column, number) => blankCell(number))));
      }
      const line = lines.get(row);
      if (body.children[place] !== line) {
        body.insertBefore(line, body.children[place] || null);
      }
      columns.forEach((column, number) => drawCell(row, number));
      line.classList.toggle("sheet-new", model.isNew(row));
    });
    move(Math.min(at.row, rows.length - 1), Math.min(at.column, keys.length - 1), { quiet: !had || editing });
  }

  function title(column) {
    const mark = column.required ? make("abbr", { title: "needed", class: "sheet-needed" }, "*") : null;
    const cell = make("th", { scope: "col", title: column.help || null }, titleOf(column), mark);
    cell.style.setProperty("width", `${widthOf(column)}em`);
    cell.classList.toggle("sheet-read-only", !isTyped(column));
    return cell;
  }

  function blankCell(number) {
    return make(number === 0 ? "th" : "td", {
      ...(number === 0 ? { scope: "row", role: "rowheader" } : { role: "gridcell" }),
      tabindex: "-1",
    });
  }

  function drawCell(row, number) {
    const cell = cellAt(row, number);
    if (editing && editing.cell === cell) {
      return;
    }
    const column = model.column(keys[number]);
    const isOpen = model.isOpen(row, column.key);
    const text = isOpen ? model.textOf(row, column.key) : rounded(model.valueOf(row, column.key), column.kind);
    const faults = faultsOf(row, column.number);
    const isNew = number === 0 && model.isNew(row);
    const now = JSON.stringify([text, isOpen, isNew, faults.map((fault) => [fault.message, fault.help, fault.severity])]);
    if (cell.dataset.drawn === now) {
      return;
    }
    cell.dataset.drawn = now;
    const words = isNew ? [make("span", { class: "sheet-quiet" }, "New row")] : [];
    cell.replaceChildren(...words, make("span", { class: "sheet-value" }, text), ...faults.map(faultNote));
    cell.classList.toggle("sheet-faulty", faults.some((fault) => fault.severity === "error"));
    cell.classList.toggle("sheet-warned", faults.length > 0);
    cell.classList.toggle("sheet-read-only", !isOpen);
    setOrDrop(cell, "aria-readonly", isOpen ? null : "true");
    setOrDrop(cell, "aria-invalid", faults.some((fault) => fault.severity === "error") ? "true" : null);
  }

  function cellAt(row, number) {
    return lines.get(row).children[number];
  }

  // Moving

  function move(row, column, { extend = false, quiet = false } = {}) {
    present?.setAttribute("tabindex", "-1");
    at = { row, column };
    from = extend ? from : at;
    isLeaving = false;
    if (rows.length === 0) {
      return;
    }
    const cell = cellAt(rows[row], column);
    present = cell;
    if (!editing) {
      cell.setAttribute("tabindex", "0");
    }
    drawChosen();
    if (!quiet) {
      cell.focus({ preventScroll: true });
      reveal(cell);
      describe();
    }
  }

  // Brings a cell into view from behind the titles and the first column, which stay in view.
  function reveal(cell) {
    const [box, outer] = [cell.getBoundingClientRect(), frame.getBoundingClientRect()];
    const top = outer.top + head.offsetHeight;
    const left = outer.left + (at.column === 0 ? 0 : lines.get(rows[at.row]).children[0].offsetWidth);
    const down = box.top < top ? box.top - top : Math.max(0, box.bottom - (outer.top + frame.clientHeight));
    const across = box.left < left ? box.left - left : Math.max(0, box.right - (outer.left + frame.clientWidth));
    frame.scrollBy(at.column === 0 ? 0 : across, down);
    const seen = cell.getBoundingClientRect();
    const below = seen.bottom - (window.innerHeight - BAR_BELOW);
    window.scrollBy(0, below > 0 ? below : Math.min(0, seen.top - BARS_ABOVE));
  }

  function drawChosen() {
    const isMany = from.row !== at.row || from.column !== at.column;
    chosen.forEach((cell) => {
      cell.classList.remove("sheet-chosen");
      cell.removeAttribute("aria-selected");
    });
    chosen = isMany ? chosenCells(from, at).map(({ row, column }) => cellAt(rows[row], column)) : [];
    chosen.forEach((cell) => {
      cell.classList.add("sheet-chosen");
      cell.setAttribute("aria-selected", "true");
    });
  }

  function describe() {
    const column = model.column(keys[at.column]);
    const row = rows[at.row];
    const type = model.typeOf(row, column.key);
    const words = model.isOpen(row, column.key) ? type.help || "" : "It is worked out, or comes from another sheet.";
    help.textContent = words;
    act.tell({ row, title: titleOf(column), help: words, faults: faultsOf(row, column.number) });
  }

  function enter(event) {
    const cell = event.target.closest("[role=gridcell], [role=rowheader]");
    if (cell && event.target === cell && !editing) {
      const place = placeOf(cell);
      if (place.row !== at.row || place.column !== at.column) {
        move(place.row, place.column, { quiet: true });
      }
      describe();
    }
  }

  function placeOf(cell) {
    const line = cell.parentElement;
    return { row: rows.indexOf(Number(line.dataset.row)), column: [...line.children].indexOf(cell) };
  }

  function point(event) {
    const cell = event.target.closest("[role=gridcell], [role=rowheader]");
    if (!cell || (editing && editing.cell === cell)) {
      return;
    }
    const { row, column } = placeOf(cell);
    const isAgain = cell === document.activeElement && !event.shiftKey;
    event.preventDefault();
    commit();
    move(row, column, { extend: event.shiftKey });
    if (isAgain || matchMedia("(pointer: coarse)").matches) {
      edit();
    }
  }

  // Drawing the mouse over cells with its button down chooses them.
  function drag(event) {
    const cell = event.target.closest("[role=gridcell], [role=rowheader]");
    if (cell && event.buttons === 1 && !editing) {
      const { row, column } = placeOf(cell);
      move(row, column, { extend: true });
    }
  }

  function step(down, across, event) {
    const row = within(at.row + down, rows.length);
    move(row, within(at.column + across, keys.length), { extend: event.shiftKey });
    event.preventDefault();
  }

  // Tab goes on to the next row at the end of a row, and out of the table at its end.
  function tab(event) {
    const next = at.row * keys.length + at.column + (event.shiftKey ? -1 : 1);
    if (isLeaving || next < 0 || next >= rows.length * keys.length) {
      isLeaving = false;
      return;
    }
    event.preventDefault();
    move(Math.floor(next / keys.length), next % keys.length);
  }

  function press(event) {
    if (editing) {
      pressInEditor(event);
      return;
    }
    const isCommand = event.ctrlKey || event.metaKey;
    const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [PAGE, 0], PageUp: [-PAGE, 0] };
    if (event.key in moves && !event.altKey) {
      const [down, across] = moves[event.key];
      const far = isCommand ? rows.length * keys.length : 1;
      step(down * far, across * far, event);
    } else if (event.key === "Home" || event.key === "End") {
      const sign = event.key === "Home" ? -1 : 1;
      step(isCommand ? sign * rows.length : 0, sign * keys.length, event);
    } else if (event.key === "Tab") {
      tab(event);
    } else if (event.key === "Escape") {
      isLeaving = true;
      move(at.row, at.column);
      isLeaving = true;
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      edit();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      clear("cleared");
    } else if (isCommand && event.key.toLowerCase() === "z") {
      event.preventDefault();
      (event.shiftKey ? act.redo : act.undo)();
    } else if (isCommand && event.key.toLowerCase() === "y") {
      event.preventDefault();
      act.redo();
    } else if (event.key.length === 1 && !isCommand && !event.altKey) {
      typeOver(event);
    }
  }

  // A letter begins a new value; the space bar ticks.
  function typeOver(event) {
    const key = keys[at.column];
    const { kind } = model.typeOf(rows[at.row], key);
    if (!model.isOpen(rows[at.row], key)) {
      return;
    }
    if (kind === "check" && event.key === " ") {
      event.preventDefault();
      const value = model.textOf(rows[at.row], key) === "Yes" ? null : "Yes";
      act.change([{ row: rows[at.row], key, value }], words(rows[at.row], key));
    } else {
      edit({ isFresh: true });
    }
  }

  // Typing

  function edit({ isFresh = false } = {}) {
    const [row, key] = [rows[at.row], keys[at.column]];
    if (row === undefined || !model.isOpen(row, key) || editing) {
      return;
    }
    const cell = cellAt(row, at.column);
    const value = model.valueOf(row, key);
    const label = `${titleOf(model.column(key))}${nameOf(row)}`;
    const editor = cellEditor({ ...model.typeOf(row, key), value, label, describedBy: help.id });
    describe();
    editing = { cell, row, key, editor, before: model.textOf(row, key) };
    cell.replaceChildren(editor.element);
    cell.classList.add("sheet-editing");
    cell.removeAttribute("tabindex"); // The field takes its place.
    cell.dataset.drawn = "";
    if (isFresh && editor.input.tagName !== "SELECT") {
      editor.set("");
    }
    editor.input.addEventListener("blur", () => commit());
    editor.input.addEventListener("change", () => editor.input.tagName === "SELECT" && store());
    editor.input.focus({ preventScroll: true });
    if (!isFresh && editor.input.select) {
      editor.input.select();
    }
  }

  function nameOf(row) {
    const name = model.nameOf(row);
    return name && name !== model.textOf(row, keys[at.column]) ? `, ${name}` : model.isNew(row) ? ", new row" : "";
  }

  function pressInEditor(event) {
    const { input } = editing.editor;
    const isLines = input.tagName === "TEXTAREA";
    if (event.key === "Enter" && (event.altKey || event.shiftKey) && isLines) {
      event.preventDefault();
      input.setRangeText("\n", input.selectionStart, input.selectionEnd, "end");
    } else if (event.key === "Enter") {
      event.preventDefault();
      commit();
      move(within(at.row + 1, rows.length), at.column);
    } else if (event.key === "Tab") {
      commit();
      tab(event);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
      move(at.row, at.column);
    }
  }

  function store() {
    const { row, key, editor, before } = editing;
    if (editor.text() !== before) {
      editing.before = editor.text();
      act.change([{ row, key, value: model.read(row, key, editor.text()) }], words(row, key));
    }
  }

  function commit() {
    if (editing) {
      const { row, key, editor, before } = editing;
      const text = editor.text();
      close();
      if (text !== before) {
        act.change([{ row, key, value: model.read(row, key, text) }], words(row, key));
      }
    }
  }

  // What was typed is dropped; whoever wants it has taken it before.
  function close() {
    const { cell, row, key } = editing;
    const had = cell.contains(document.activeElement);
    editing = null;
    cell.classList.remove("sheet-editing");
    cell.setAttribute("tabindex", "0");
    if (had) {
      cell.focus({ preventScroll: true });
    }
    if (lines.get(row)?.contains(cell)) {
      drawCell(row, keys.indexOf(key));
    }
  }

  function words(row, key) {
    return `${titleOf(model.column(key))}${nameOf(row)}`;
  }

  function clear(what) {
    const cells = chosenCells(from, at);
    const changes = cells.map(({ row, column }) => ({ row: rows[row], key: keys[column], value: null }));
    act.change(changes, cells.length === 1 ? words(rows[at.row], keys[at.column]) : `${cells.length} cells ${what}`);
  }

  // Clipboard

  function copy(event, isCut) {
    if (editing) {
      return;
    }
    event.preventDefault();
    const cells = chosenCells(from, at);
    const block = [...new Set(cells.map((cell) => cell.row))].map((row) =>
      cells.filter((cell) => cell.row === row).map((cell) => model.textOf(rows[row], keys[cell.column]))
    );
    event.clipboardData.setData("text/plain", formatBlock(block));
    if (isCut) {
      clear("cut");
    }
  }

  function paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (editing && !isBlock(text)) {
      return;
    }
    event.preventDefault();
    if (editing) {
      close();
    }
    const top = Math.min(from.row, at.row);
    const left = Math.min(from.column, at.column);
    act.paste(parseBlock(text), rows[top], keys[left]);
  }

  return {
    element,
    draw,
    describe,
    rowAt: () => rows[at.row],
    keyAt: () => keys[at.column],
    focus(row, key) {
      const place = { row: rows.indexOf(row), column: Math.max(0, keys.indexOf(key)) };
      if (place.row >= 0) {
        commit();
        move(place.row, place.column);
      }
    },
  };
}

const isTyped = (column) => Boolean(column.fill || column.suggested);

/** Width of a whole table in em. */
export function tableWidth(columns) {
  return columns.reduce((sum, column) => sum + widthOf(column), 0);
}

function widthOf({ width, title }) {
  const longest = Math.max(...title.split(/\s+/).map((word) => word.length));
  // A title has at most two lines.
  const inTwo = (title.length / 2) * CHARACTER + 2;
  return Math.min(WIDEST, Math.max(NARROWEST, (width || 12) * CHARACTER, longest * CHARACTER + 1.6, inTwo));
}

export function faultNote({ message, help, severity }) {
  const kind = unseen(severity === "error" ? "Fault: " : "Look at this: ");
  return make("span", { class: "sheet-fault" }, kind, sentence(message), help ? ` ${sentence(help)}` : "");
}

function setOrDrop(element, name, value) {
  if (value === null) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value);
  }
}
