// Reads a list of projects as drafts for the trust's own menu.

import { counted, make, show } from "./dom.js";
import { read, save } from "./files.js";
import { advised, button, capital, looks, newId, sentence } from "./words.js";

const ACCEPTED = ".csv,.tsv,.txt,.xlsx,.json,.md,.yml,.yaml";
const LEFT_OUT = "";

/** @param {{client: any, scheme: any, say: (words: string) => void}} context */
export function menuImportView({ client, scheme, say }) {
  const id = newId("list");
  const input = make("input", { type: "file", id, accept: ACCEPTED, multiple: true, on: { change: choose } });
  const message = make("p", { class: "sheet-message", role: "status" });
  const inside = make("div", { hidden: true });
  const element = make(
    "div",
    { class: "sheet-view import-view" },
    make("p", null, "A list of your own projects becomes drafts for your menu: from Excel, CSV, JSON, Markdown or YAML, with one project on each row or under each heading."),
    make("div", { class: "files-file" }, make("label", { for: id, class: "sheet-label" }, "The list"), input),
    message,
    inside
  );
  let lists = [];
  let columns = {}; // The field by the title of a column, where the planner chose it.
  let chosen = ""; // The column that was chosen last: it keeps the focus when the list has been read again.

  async function choose() {
    lists = await read(input.files);
    columns = {};
    chosen = "";
    if (lists.length > 0) {
      await readLists();
    }
  }

  async function readLists() {
    show(message, "Reading the list");
    try {
      const { reply, files } = await client.ask({ what: "import-menu", columns }, lists);
      draw(reply, files);
    } catch (error) {
      inside.hidden = true;
      show(message, `The list could not be read: ${sentence(error.message)}`);
    }
  }

  function draw(reply, files) {
    const { projects = [], faults = [], notices = [] } = reply;
    const same = (reply.unchanged || []).length;
    const rest = same ? ` ${counted(same, "more draft")} ${same === 1 ? "is" : "are"} beside your plan already.` : "";
    show(message, `${counted(projects.length, "draft")} from ${counted(reply.rows || 0, "row")}.${rest}`);
    say(message.textContent);
    inside.hidden = false;
    const add = button(`Put ${counted(projects.length, "draft")} beside my plan`, () => addTo(files), looks.main);
    add.disabled = projects.length === 0;
    inside.replaceChildren(
      ...[faults.length ? faultList(faults) : "", notices.length ? make("ul", null, ...notices.map((words) => make("li", null, sentence(words)))) : ""],
      ...(reply.columns || []).map((table) => mapping(table, reply.fields)),
      projects.length ? make("ul", { class: "files-papers" }, ...projects.map((project, number) => draft(project, files[number], reply.fields))) : "",
      make("div", { class: "sheet-actions" }, add),
      make("p", { class: "sheet-quiet" }, "They are saved with your workbook, as a ZIP. Complete the drafts in a text editor, or ask whoever looks after the content.")
    );
  }

  function faultList(faults) {
    const words = (fault) => `${[fault.file, fault.cell].filter(Boolean).join(", ")}: ${advised(fault)}`;
    return make("ul", { class: "sheet-general" }, ...faults.map((fault) => make("li", null, words(fault))));
  }

  // Which column is which field; a choice reads the list again.
  function mapping({ list, columns: matches }, fields) {
    const rows = matches.map(({ column, field }) => {
      const selectId = newId("column");
      const select = make(
        "select",
        { id: selectId, class: "sheet-input" },
        make("option", { value: LEFT_OUT }, "Left out"),
        ...fields.map((each) => make("option", { value: each.field }, each.title))
      );
      select.value = field || LEFT_OUT;
      select.addEventListener("change", () => {
        columns = { ...columns, [column]: select.value };
        chosen = `${list}: ${column}`;
        readLists();
      });
      return { column, select, element: make("div", { class: "import-column" }, make("label", { for: selectId }, column), select) };
    });
    const left = matches.filter(({ field }) => !field).length;
    const summary = `Columns of ${list}${left ? `: ${left} left out` : ""}`;
    const details = make("details", { class: "files-folder" }, make("summary", null, summary), ...rows.map((row) => row.element));
    const last = rows.find(({ column }) => `${list}: ${column}` === chosen);
    if (last) {
      details.open = true;
      setTimeout(() => last.select.focus());
    }
    return details;
  }

  function draft({ title, to_do: toDo }, file, fields) {
    const titles = new Map(fields.map((each) => [each.field, each.title]));
    const gaps = toDo.map((field) => titles.get(field) || capital(field.replace(/[._]/g, " ")));
    return make(
      "li",
      null,
      make("div", { class: "files-row" }, make("span", { class: "files-name" }, title), button("Download", () => save(file.name.split("/").at(-1), file.bytes))),
      gaps.length ? make("details", { class: "files-folder" }, make("summary", null, `${counted(gaps.length, "thing")} to complete`), make("p", null, `${gaps.join(", ")}.`)) : ""
    );
  }

  async function addTo(files) {
    const reply = await scheme.beside(files);
    const words = reply && reply.faults ? reply.faults.map(({ message }) => sentence(message)).join(" ") : `${counted(files.length, "draft")} beside your plan. Save the workbook to keep them.`;
    show(message, words);
    say(words);
  }

  return { element, update: () => {} };
}
