// Shows one view of the studio, named by the address, on a scheme and a program whose answers a test gives.

import program from "./program.js";

const given = await (await fetch(new URL("scheme.json", import.meta.url))).json();
const { sheets = [], state = null, opened = null } = given;

function scheme() {
  const listeners = [];
  const steps = [];
  const undone = [];
  const values = new Map();
  const cell = (sheet, row, column) => `${sheet}:${row}:${column}`;
  const bySheet = new Map(sheets.map((sheet) => [sheet.name, sheet]));
  const tell = () => listeners.forEach((listener) => listener());
  const open = {
    opened,
    state: state || { faults: [], plan: null, required: [] },
    sheets: bySheet,
    calls: [],
    valueOf(name, row, column) {
      if (values.has(cell(name, row, column))) {
        return values.get(cell(name, row, column));
      }
      const sheet = bySheet.get(name);
      const { key } = sheet.columns.find((each) => each.number === column);
      return sheet.rows.find((each) => each.row === row)?.cells[key] ?? null;
    },
    edit(edits, words) {
      undone.length = 0;
      steps.push({ words, cells: edits.map((edit) => ({ ...edit, before: open.valueOf(edit.sheet, edit.row, edit.column) })) });
      write(steps.at(-1), "value");
    },
    edits: () => [...values].map(([place, value]) => ({ place, value })),
    undo: () => move(steps, undone, "before"),
    redo: () => move(undone, steps, "value"),
    onChange: (listener) => listeners.push(listener),
    take: (reply) => open.calls.push(["take", reply]),
    async beside(files, remove = []) {
      open.calls.push(["beside", files.map((file) => file.name), remove]);
      return (await client.ask({ what: "beside", remove }, files)).reply;
    },
    isUnsaved: () => values.size > 0,
  };

  function write(step, side) {
    step.cells.forEach((edit) => values.set(cell(edit.sheet, edit.row, edit.column), edit[side]));
    setTimeout(() => {
      open.state = { ...open.state, faults: faultsOf(open) };
      tell();
    }, 20);
  }

  function move(source, target, side) {
    const step = source.pop();
    if (!step) {
      return null;
    }
    target.push(step);
    write(step, side);
    return step.words;
  }

  return open;
}

// The rules of the program that a table is tried with: dates, and words of a list.
function faultsOf(open) {
  const faults = [];
  open.sheets.forEach((sheet) => {
    open.edits().forEach(({ place, value }) => {
      const [name, row, number] = place.split(":");
      const column = sheet.columns.find((each) => each.number === Number(number));
      const at = { sheet: name, row: Number(row), column: Number(number), severity: "error", code: "x" };
      if (name === sheet.name && column.kind === "date" && value && !/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(value)) {
        faults.push({ ...at, message: "this is not a date", help: "type the day as 13/1/2027" });
      } else if (name === sheet.name && column.choices && column.strict && value && !column.choices.includes(value)) {
        faults.push({ ...at, message: "this is not in the list", help: "choose from the list in the cell" });
      }
    });
  });
  return faults;
}

const client = {
  asked: [],
  listeners: [],
  ready: Promise.resolve(),
  hasDocuments: () => client.asked.some(({ what }) => what === "documents"),
  onProgress: (listener) => client.listeners.push(listener),
  progress: (news) => client.listeners.forEach((listener) => listener(news)),
  async ask(request, files = []) {
    client.asked.push({ ...request, files: files.map((file) => file.name) });
    const [reply, made = []] = await program(request, files, client);
    return { reply, files: made };
  },
};

const open = scheme();
const say = (words) => (document.getElementById("said").textContent = words);
const context = { client, scheme: open, say, place: document.getElementById("place") };
window.studio = context;

const place = document.getElementById("view");
const [module, name, ...more] = new URLSearchParams(location.search).get("view").split(",");
const { [name]: build } = await import(`./javascripts/studio/${module}.js`);
const view = name === "renderTable" ? table(build) : build(context, ...more);
if (view.element) {
  place.append(view.element);
}
window.studio.view = view;
open.onChange(() => view.update && name !== "renderTable" && view.update());
document.body.dataset.ready = "yes";

function table(build) {
  const [sheet] = sheets;
  const ofSheet = () => open.state.faults.filter((fault) => fault.sheet === sheet.name);
  const shown = build(sheet, {
    valueOf: (row, column) => open.valueOf(sheet.name, row, column),
    onEdit: (edits, words) => open.edit(edits.map((edit) => ({ ...edit, sheet: sheet.name })), words),
    faults: ofSheet(),
    undo: open.undo,
    redo: open.redo,
    say,
  });
  open.onChange(() => shown.update(sheet, ofSheet()));
  return shown;
}
