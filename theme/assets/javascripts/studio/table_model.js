// The rows and columns of a sheet, and where pasted cells go. Values are the page's: nothing that was typed stands here.

import { asChoice, isSame, shown, typed } from "./values.js";
import { titleOf } from "./words.js";

/**
 * @typedef {import("./values.js").Value} Value
 * @typedef {{row: number, column: number, value: Value}} Edit One cell, by the numbers of the workbook.
 * @typedef {{row: number, column: string, text: string, why: string}} Unplaced A pasted cell that has no place: its row
 * and column within what was pasted.
 */

const MANY = 3; // Columns that only tell, from which on they can be hidden.

/**
 * @param {object} first The sheet as the program gives it.
 * @param {(row: number, column: number) => Value} cellOf The present value of a cell.
 */
export function tableModel(first, cellOf) {
  const added = new Set(); // Numbers of rows that were typed below the sheet's own.
  const removed = new Set(); // Numbers of rows that were deleted and may come back.
  let sheet = first;
  let isShort = false; // Whether only columns to fill in are shown, with those that say what a row is about.
  let byKey = new Map();
  let byRow = new Map();
  update(first);

  function update(next) {
    sheet = next;
    byKey = new Map(sheet.columns.map((column) => [column.key, column]));
    byRow = new Map(sheet.rows.map((row) => [row.row, row]));
  }

  // A sheet whose first column comes from elsewhere, as that of sessions, has the rows that it has.
  const isTypedFirst = () => Boolean(sheet.columns[0].fill || sheet.columns[0].suggested);
  const isTyped = (column) => Boolean(column.fill || column.suggested);
  const isShown = (column, number) => !isShort || number < sheet.fixed_columns || isTyped(column);
  const columns = () => sheet.columns.filter(isShown);
  const takesNew = () => typeof sheet.next_row === "number" && isTypedFirst();
  const valueOf = (row, key) => cellOf(row, byKey.get(key).number) ?? null;
  const isFilled = (row) => sheet.columns.some((column) => isOpen(row, column.key) && valueOf(row, column.key) !== null);

  /** Whether a planner may type into a cell. */
  function isOpen(row, key) {
    const column = byKey.get(key);
    const isOwnRow = !byRow.has(row) || byRow.get(row).own;
    return Boolean(column.fill || column.suggested) || (isOwnRow && takesNew() && !column.worked_out);
  }

  const isThere = (row) => (byRow.has(row) ? !removed.has(row) || isFilled(row) : added.has(row) && isFilled(row));

  /** Number of the first row that is free; `taken` are others that will be filled. */
  function freeRow(taken = new Set()) {
    let number = sheet.next_row;
    while (byRow.has(number) || (added.has(number) && isFilled(number)) || taken.has(number)) {
      number += 1;
    }
    return number;
  }

  /** Numbers of all rows in order; the last is a new one, where the sheet takes new rows. */
  function numbers() {
    const all = [...new Set([...byRow.keys(), ...added])].filter(isThere).sort((a, b) => a - b);
    return takesNew() ? [...all, freeRow()] : all;
  }

  /** What a row is called: its first words that are neither chosen nor worked out, else its first value. */
  function nameOf(row) {
    const texts = sheet.columns.filter(({ kind, worked_out: isFormula }) => kind === "text" && !isFormula);
    const [name] = [...texts, ...sheet.columns].map(({ key }) => shown(valueOf(row, key))).filter((text) => text !== "");
    return name || "";
  }

  /** What a cell takes: of a row that is a field, the field's own kind and list. */
  function typeOf(row, key) {
    const column = byKey.get(key);
    const field = byRow.get(row);
    return column.fill && field && field.kind ? { ...column, ...ofField(field) } : column;
  }

  /** Whether a row is the planner's own, so that it can be deleted: on her own sheets each is. */
  function isOwn(row) {
    return takesNew() && isThere(row) && (Boolean(sheet.columns[0].fill) || !byRow.has(row) || Boolean(byRow.get(row).own));
  }

  /** The edits that a change of cells needs; what is typed below the last row becomes a row. */
  function edits(changes) {
    const fresh = changes
      .filter(({ row, key, value }) => isOpen(row, key) && !isSame(valueOf(row, key), value))
      .map(({ row, key, value }) => ({ row, column: byKey.get(key).number, value }));
    fresh.filter(({ row }) => !byRow.has(row)).forEach(({ row }) => added.add(row));
    return fresh;
  }

  /** The edits that delete a row: the program removes a row of the planner's own that has no value. */
  function deletion(row) {
    removed.add(row);
    return edits(sheet.columns.map((column) => ({ row, key: column.key, value: null })));
  }

  /** The value of a typed or pasted text in a cell. */
  function read(row, key, text) {
    const { choices, several } = typeOf(row, key);
    return typed(several ? text : asChoice(text, choices));
  }

  /**
   * Where the cells of a pasted block go, beginning with a cell. A first row with the titles of columns is not pasted: it
   * says where the others go. Whatever has no place is listed.
   * @param {string[][]} block
   * @returns {{changes: object[], unplaced: Unplaced[], rows: number, added: number, byTitle: boolean, columns: object[]}}
   */
  function place(block, row, key) {
    const titles = titlesOf(block);
    const body = titles ? block.slice(1) : block;
    const targets = titles || columns().slice(columns().findIndex((column) => column.key === key));
    const all = numbers();
    const start = all.indexOf(row);
    const taken = new Set();
    const changes = [];
    const unplaced = [];
    let fresh = 0;
    body.forEach((cells, offset) => {
      const hasText = cells.some((text) => text.trim() !== "");
      const isBelow = start + offset >= all.length - (takesNew() ? 1 : 0);
      const target = !isBelow ? all[start + offset] : takesNew() && hasText ? freeRow(taken) : null;
      if (isBelow && target !== null) {
        taken.add(target);
        fresh += 1;
      }
      cells.forEach((text, number) => {
        const column = targets[number];
        const why = whyNot(column, target, text, titles);
        if (why) {
          unplaced.push({ row: offset + (titles ? 2 : 1), column: letters(number), text, why });
        } else if (column && target !== null && isOpen(target, column.key)) {
          changes.push({ row: target, key: column.key, value: read(target, column.key, text) });
        }
      });
    });
    return { changes, unplaced, rows: body.length, added: fresh, byTitle: titles !== null, columns: targets };
  }

  // Why a text cannot be pasted; empty where it can, or where nothing is lost.
  function whyNot(column, target, text, titles) {
    if (text.trim() === "") {
      return "";
    }
    if (!column) {
      return titles ? "no column has this title" : "there is no column for it";
    }
    if (target === null) {
      return "the sheet takes no new rows";
    }
    const isLost = !isOpen(target, column.key) && !isSame(text, valueOf(target, column.key));
    return isLost ? `\u201c${titleOf(column)}\u201d cannot be changed` : "";
  }

  // The column of each cell of a first row of titles; null if it is a row like the others.
  function titlesOf(block) {
    const plain = (words) => words.replace(/\*/g, "").trim().toLowerCase();
    const byTitle = new Map(sheet.columns.map((column) => [plain(column.title), column]));
    const matches = block[0].map((text) => byTitle.get(plain(text)));
    const known = matches.filter(Boolean).length;
    const named = block[0].filter((text) => text.trim() !== "").length;
    return block.length > 1 && known > 0 && known * 2 >= named ? matches : null;
  }

  return {
    columns,
    /** Whether many columns only tell. */
    canShorten: () => sheet.columns.filter((column, number) => number >= sheet.fixed_columns && !isTyped(column)).length >= MANY,
    shorten: (isWanted) => (isShort = isWanted),
    column: (key) => byKey.get(key),
    name: () => sheet.name,
    numbers,
    nameOf,
    valueOf,
    textOf: (row, key) => shown(valueOf(row, key)),
    isNew: (row) => !isThere(row),
    isOpen,
    isOwn,
    takesNew,
    typeOf,
    edits,
    deletion,
    read,
    place,
    update,
  };
}

function ofField({ kind, choices, several, help }) {
  return { kind, choices, several, help };
}

/** The letters of a column by its number from 0: A, B ... Z, AA. */
export function letters(number) {
  const rest = Math.floor(number / 26);
  return (rest > 0 ? letters(rest - 1) : "") + String.fromCharCode(65 + (number % 26));
}
