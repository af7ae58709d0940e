// Exports of online forms for a workbook of answers: which files, what the planner says of them, and what became of each row.

import { counted, make, show } from "./dom.js";
import { read } from "./files.js";
import { advised, button, newId, sentence } from "./words.js";

const COPIES = [
  ["before", "Before the programme"],
  ["after", "At the end"],
  ["then", "Looking back"],
  ["after then", "At the end, and then looking back, in each row"],
  ["then after", "Looking back, and then at the end, in each row"],
];

/**
 * Exports, and what a planner says of them where their columns do not.
 * @param {(about: object, files: import("./client.js").NamedFile[]) => void} add
 */
export function exportsForm(add) {
  const form = chooser("Which form");
  const copy = chooser("Which copy");
  const workshop = chooser("Which workshop");
  const id = newId("exports");
  let files = [];
  const names = make("p", { class: "sheet-quiet", hidden: true });
  const input = make("input", { type: "file", id, accept: ".csv,.tsv,.txt,.xlsx", multiple: true, on: { change: async () => give(await read(input.files)) } });
  const go = button("Add the answers", () => {
    const about = {
      ...(form.select.value ? { form: form.select.value } : {}),
      ...(copy.select.value ? { copies: copy.select.value.split(" ") } : {}),
      ...(workshop.select.value ? { workshop: workshop.select.value } : {}),
    };
    add(about, files);
  });
  const hints = make("details", { class: "files-folder" }, make("summary", null, "If a file does not say what it is"), make("p", null, "What you choose holds for every file that you add now."), form.element, copy.element, workshop.element);
  const element = make(
    "div",
    null,
    make("p", null, "Excel or CSV files as Microsoft Forms, Google Forms or LimeSurvey give them, or the forms of your playbook that are filled in on a screen. Names, addresses and times in them are never taken, and no row is taken twice."),
    make("div", { class: "files-file" }, make("label", { for: id, class: "sheet-label" }, "Exports"), input, names),
    hints,
    make("div", { class: "sheet-actions" }, go)
  );

  /** Files that were chosen, or dropped on the page. */
  function give(given, isDropped = false) {
    files = given;
    go.disabled = files.length === 0;
    names.hidden = !isDropped;
    show(names, isDropped ? `Dropped: ${files.map(({ name }) => name).join(", ")}` : "");
  }

  function clear() {
    input.value = "";
    give([]);
    [form, copy, workshop].forEach(({ select }) => (select.selectedIndex = 0));
    hints.open = false;
  }

  give([]);
  return {
    element,
    clear,
    give(dropped) {
      input.value = "";
      give(dropped, true);
      go.focus();
    },
    /** Offers the forms and workshops of the cohort; what was chosen stays. */
    offer({ forms, workshops }) {
      const titles = new Map(forms.map((each) => [each.form, each.wave ? each.title.slice(0, each.title.lastIndexOf(": ")) : each.title]));
      form.offer([["", "Go by the questions"], ...titles]);
      copy.offer([["", "As the file says"], ...COPIES]);
      workshop.offer([["", "As the file says"], ...workshops]);
    },
    /** Asks what the files are, because the program could not tell. */
    ask: (isNeeded) => (hints.open ||= isNeeded),
  };
}

function chooser(title) {
  const id = newId("export");
  const select = make("select", { id, class: "sheet-input" });
  return {
    select,
    element: make("div", { class: "import-column" }, make("label", { for: id }, title), select),
    offer(choices) {
      const { value } = select;
      select.replaceChildren(...choices.map(([each, words]) => make("option", { value: each }, words)));
      select.value = value;
    },
  };
}

/** What became of each export. Headings are shown, and no answer.
 *  @param {any} added @param {Element} keep the button that downloads the workbook */
export function whatWasAdded({ exports, faults, notices }, keep) {
  const items = exports.map((each) =>
    make(
      "li",
      null,
      make("strong", null, each.more ? `${each.name} and ${each.more} more like it` : each.name),
      ` ${each.form ? `${each.form}. ` : ""}${rowWords(each)}`,
      folded("Please check these columns", each.close.map(([column, question]) => `${sentence(column)} Taken for: ${question}`)),
      folded("Columns not used", each.left_out.flatMap(({ why, headings }) => headings.map((heading) => `${heading} (${why})`))),
      folded("Questions without a column", each.unasked),
      each.personal ? make("p", null, "It may tell who answered. Keep it where few can open it, and delete it when you can.") : ""
    )
  );
  return make(
    "div",
    { class: "evaluation-added", tabindex: "-1" },
    make("ul", { class: "files-papers" }, ...items),
    faults.length ? make("ul", { class: "sheet-general" }, ...faults.map((fault) => make("li", null, exportWords(fault)))) : "",
    notices.length ? make("ul", null, ...notices.map((words) => make("li", null, sentence(words)))) : "",
    keep
  );
}

function rowWords({ rows, taken, incomplete, missing, without_code: codeless, already, reported }) {
  const details = [...(incomplete ? [`${incomplete} incomplete: ${counted(missing, "answer")} missing`] : []), ...(codeless ? [`${codeless} without a code`] : [])];
  const asTaken = details.length ? `${taken} taken (${details.join("; ")})` : `${taken} taken`;
  return `${counted(rows, "row")}: ${asTaken}, ${already} there already, ${reported} not taken.`;
}

function folded(title, words) {
  return words.length ? make("details", { class: "files-folder" }, make("summary", null, `${title}: ${words.length}`), make("ul", null, ...words.map((each) => make("li", null, each)))) : "";
}

/** What to do here about a fault of a whole file, where the program speaks of what one would type. */
const CHOOSE = {
  "which-form": "Choose the form above.",
  "which-copy": "Choose the copy above. If each row has two copies, choose both in the order of their columns.",
  "more-copies": "Choose both copies above, in the order of their columns.",
  "no-such-copy": "Choose another copy above.",
};

function exportWords({ code, message, help: advice, file, sheet, cell, line }) {
  const help = CHOOSE[code] || advice;
  const place = [file, sheet, cell, !cell && line ? `line ${line}` : ""].filter(Boolean).join(", ");
  return `${place}: ${advised({ message, help })}`;
}

