// The scheme that is open: what was opened, every edit since, and what the program said last.
import { newestOnly } from "./client.js";

/** @typedef {import("./client.js").NamedFile} NamedFile */
/** @typedef {{sheet: string, row: number, column: number, value: any}} Edit */

const SAME_TYPING = 4000; // Milliseconds within which edits of one cell are undone together.

const keyOf = (/** @type {{sheet: string, row: number, column: number}} */ { sheet, row, column }) => `${sheet}\n${row}\n${column}`;
const isSame = (/** @type {any} */ left, /** @type {any} */ right) => JSON.stringify(left ?? null) === JSON.stringify(right ?? null);

/** @param {ReturnType<import("./client.js").startClient>} client */
export function schemeOf(client) {
  /** @type {Map<string, Edit>} */
  let edits = new Map();
  /** @type {Map<string, any>} What cells held before the first edit of each. */
  let before = new Map();
  /** @type {{words: string, cells: {edit: Edit, value: any}[], at: number}[]} */
  let undone = [];
  let done = [];
  /** @type {{request: any, files: NamedFile[]}} What to ask so as to have the scheme again. */
  let origin = { request: null, files: [] };
  /** @type {Map<string, NamedFile | null>} Files put beside the workbook since it was opened; null for one taken away. */
  let besides = new Map();
  const listeners = new Set();

  const scheme = {
    opened: null,
    state: null,
    /** The last plan that could be made; `state.plan` is null while something has to be put right. */
    plan: null,
    /** Whether the workbook was saved here, so that what is open is what was saved. */
    isSaved: false,
    /** Why the last edit got no answer; null if it got one. The edits are still here. @type {Error | null} */
    broken: null,
    /** @type {Map<string, any>} */
    sheets: new Map(),
    take,
    edit,
    undo: () => back(done, undone),
    redo: () => back(undone, done),
    beside,
    valueOf,
    edits: () => [...edits.values()],
    /** What the next undo takes back; null for nothing. */
    undoWords: () => (done.length ? done[done.length - 1].words : null),
    origin: () => origin,
    /** Files put beside the workbook since it was opened. */
    besides: () => [...besides.values()].filter((file) => file !== null),
    isUnsaved: () => scheme.opened !== null && ((scheme.opened.unsaved && !scheme.opened.example) || edits.size > 0 || besides.size > 0),
    faults: () => (scheme.state ? scheme.state.faults : []),
    /** @param {(news: {sheets: Set<string>, isNew: boolean, isReply: boolean}) => void} listener */
    onChange: (listener) => listeners.add(listener),
    ask: client.ask,
    again,
  };

  const send = newestOnly(async () => {
    try {
      const { reply } = await client.ask({ what: "edit", edits: scheme.edits() });
      hear(reply);
      scheme.broken = null;
    } catch (error) {
      scheme.broken = /** @type {Error} */ (error);
      tell({});
    }
  });

  function tell(/** @type {any} */ news) {
    listeners.forEach((listener) => listener({ sheets: new Set(), isNew: false, isReply: false, ...news }));
  }

  /** Makes an *opened* reply the open scheme: there are no edits yet.
   *  @param {any} reply @param {NamedFile[]} files what it was opened from @param {any} [request] */
  function take(reply, files, request = { what: "open" }) {
    scheme.isSaved = reply.saved !== undefined;
    scheme.opened = reply.opened;
    origin = { request, files };
    edits = new Map();
    before = new Map();
    done = [];
    undone = [];
    besides = new Map();
    if (!scheme.isSaved) {
      scheme.plan = null;
    }
    scheme.sheets = new Map(reply.sheets.map((sheet) => [sheet.name, sheet]));
    hear({ ...reply, sheets: [] }, true);
  }

  function hear(/** @type {any} */ reply, isNew = false) {
    if (scheme.opened === null) {
      return; // It was closed meanwhile.
    }
    if (!reply.state) {
      throw new Error((reply.faults || []).map((fault) => fault.message).join(" ") || "no state");
    }
    scheme.state = reply.state;
    scheme.plan = reply.state.plan || scheme.plan;
    scheme.opened.beside = reply.beside || scheme.opened.beside;
    const changed = reply.sheets || [];
    changed.forEach((sheet) => scheme.sheets.set(sheet.name, sheet));
    tell({ sheets: new Set(changed.map((sheet) => sheet.name)), isNew, isReply: true });
  }

  /** What a cell of the workbook as it was opened holds. */
  function cellOf(/** @type {string} */ name, /** @type {number} */ row, /** @type {number} */ column) {
    const sheet = scheme.sheets.get(name);
    const key = sheet?.columns.find((each) => each.number === column)?.key;
    return sheet?.rows.find((each) => each.row === row)?.cells[key] ?? null;
  }

  /** What a cell holds now, with the edits. @param {string} sheet @param {number} row @param {number} column */
  function valueOf(sheet, row, column) {
    const key = keyOf({ sheet, row, column });
    const edit = edits.get(key);
    return edit ? edit.value : before.has(key) ? before.get(key) : cellOf(sheet, row, column);
  }

  function put(/** @type {Edit} */ edit) {
    const key = keyOf(edit);
    if (!before.has(key)) {
      before.set(key, cellOf(edit.sheet, edit.row, edit.column));
    }
    if (isSame(edit.value, before.get(key))) {
      edits.delete(key);
    } else {
      edits.set(key, { ...edit, value: edit.value ?? null });
    }
  }

  /** Changes cells, and asks the program what that means.
   *  @param {Edit[]} changes @param {string} words what was changed, for undo */
  function edit(changes, words) {
    const cells = changes
      .map((each) => ({ edit: each, value: valueOf(each.sheet, each.row, each.column) }))
      .filter((each) => !isSame(each.edit.value, each.value));
    if (cells.length === 0) {
      return Promise.resolve();
    }
    const last = done[done.length - 1];
    const isTyping = last && last.cells.length === 1 && cells.length === 1 && keyOf(last.cells[0].edit) === keyOf(cells[0].edit);
    if (isTyping && Date.now() - last.at < SAME_TYPING) {
      last.at = Date.now();
      last.cells[0].edit = cells[0].edit;
    } else {
      done.push({ words, cells, at: Date.now() });
    }
    undone = [];
    cells.forEach((each) => put(each.edit));
    tell({});
    return send();
  }

  function back(/** @type {any[]} */ from, /** @type {any[]} */ to) {
    const step = from.pop();
    if (!step) {
      return null;
    }
    const cells = step.cells.map(({ edit: { sheet, row, column }, value }) => ({
      edit: { sheet, row, column, value },
      value: valueOf(sheet, row, column),
    }));
    cells.forEach((each) => put(each.edit));
    to.push({ words: step.words, cells, at: 0 });
    tell({});
    void send();
    return step.words;
  }

  /** Puts files beside the workbook, such as a logo, or takes them away.
   *  @param {NamedFile[]} files @param {string[]} [remove] names */
  async function beside(files, remove = []) {
    const { reply } = await client.ask({ what: "beside", remove, edits: scheme.edits() }, files);
    if (reply.state) {
      remove.forEach((name) => besides.set(name, null));
      files.forEach((file) => besides.set(file.name, file));
      hear(reply);
    }
    return reply;
  }

  /** Starts the program again, and opens the scheme in it with its edits. */
  async function again() {
    client.restart();
    const { reply } = await client.ask(origin.request, origin.files);
    scheme.sheets = new Map(reply.sheets.map((sheet) => [sheet.name, sheet]));
    const remove = [...besides.keys()].filter((name) => besides.get(name) === null);
    await (besides.size ? beside(scheme.besides(), remove).then(() => (scheme.broken = null)) : send());
  }

  return scheme;
}
