// What came of the cohort: its workbook of answers, and the board page and the report that are made of it.

import { counted, make, show } from "./dom.js";
import { read, save } from "./files.js";
import { jobPlace } from "./job.js";
import { button, looks, newId, sentence } from "./words.js";

/** @param {{client: any, scheme: any, say: (words: string) => void}} context */
export function evaluationView(context) {
  const { client, scheme, say } = context;
  const job = jobPlace(context);
  const id = newId("answers");
  const input = make("input", { type: "file", id, accept: ".xlsx", on: { change: () => void choose() } });
  const message = make("p", { class: "sheet-message", role: "status" });
  const inside = make("div", { hidden: true });
  const element = make(
    "div",
    { class: "sheet-view evaluation-view" },
    make(
      "p",
      { class: "files-personal" },
      make("strong", null, "Only the evaluation lead, and whoever types answers in, may open this workbook. "),
      "It has what people said of themselves, by code. It stays in this browser, and is not saved with your plan."
    ),
    make(
      "div",
      { class: "files-file" },
      make("label", { for: id, class: "sheet-label" }, "Your workbook of answers"),
      input,
      make("p", { class: "sheet-quiet" }, "It is called evaluation.xlsx. ", button("Download a new one", () => void startNew(), looks.link))
    ),
    message,
    inside
  );
  let workbook = null; // The file that the planner chose.
  let opened = null; // The scheme whose answers they are.

  async function startNew() {
    const { reply, files } = await asked({ what: "answers-new" }, []);
    if (reply.faults) {
      tell(wordsOf(reply.faults));
    } else {
      save(files[0].name, files[0].bytes);
      tell(`${files[0].name} is in your downloads. It has a sheet for each form. Type the answers in and choose it here.`);
    }
  }

  async function choose() {
    [workbook] = await read(input.files);
    if (workbook) {
      opened = scheme.opened;
      await look();
    }
  }

  async function look() {
    show(message, "Reading the answers");
    const { reply, files } = await asked({ what: "answers" }, [workbook]);
    inside.hidden = !reply.answers;
    if (reply.answers) {
      draw(reply.answers, files[0]);
    } else {
      tell(wordsOf(reply.faults));
    }
  }

  /** Adds the answers of exports to the workbook that is open here; the planner's own file is as it was. */
  async function add(about, exports) {
    show(message, "Reading the exports");
    const { reply, files } = await asked({ what: "answers-add", ...about }, [workbook, ...(await read(exports))]);
    if (!reply.answers) {
      tell(wordsOf(reply.faults));
      return;
    }
    const taken = reply.added.exports.reduce((sum, { taken: rows }) => sum + rows, 0);
    workbook = taken ? files[0] : workbook;
    draw(reply.answers, files[0], reply.added);
    tell(taken ? `${counted(taken, "row")} added. Download the workbook to keep ${taken === 1 ? "it" : "them"}.` : "No new answers.");
    inside.querySelector(".evaluation-added").focus();
  }

  // The answer of the program; that it broke is a fault like others.
  async function asked(request, files) {
    try {
      return await client.ask(request, files);
    } catch (error) {
      return { reply: { faults: [{ message: error.message }] }, files: [] };
    }
  }

  function draw(answers, updated, added = null) {
    const { forms, near, fewest, comments_read: isRead, faults, saved } = answers;
    const errors = faults.filter(({ severity }) => severity === "error");
    const filled = forms.reduce((sum, { people }) => sum + people, 0);
    tell(errors.length ? `${counted(errors.length, "cell")} must be put right before a report can be made.` : `${counted(filled, "filled-in form")} read.`);
    const go = button("Make the report", () => makeReport(go), looks.main);
    go.disabled = errors.length > 0 || filled === 0;
    const keep = make("div", { class: "sheet-actions" }, button("Download the workbook", () => save(updated.name, updated.bytes), added ? looks.main : {}));
    inside.replaceChildren(
      faults.length ? make("ul", { class: "sheet-general" }, ...faults.map((fault) => make("li", null, faultWords(fault)))) : "",
      table(forms),
      make("h3", null, "Add what came from online forms"),
      exportsForm(answers, add),
      added ? whatWasAdded(added, keep) : "",
      make("h3", null, "Look at the workbook"),
      make("ul", null, ...toDo(near, isRead).map((words) => make("li", null, words))),
      leftOut(saved.left_out),
      added ? "" : keep,
      make("h3", null, "The board page and the report"),
      make("p", null, `No result for fewer than ${fewest} people is shown, and nothing from which one could be worked out.`),
      make("div", { class: "sheet-actions" }, go),
      job.element
    );
  }

  function makeReport(go) {
    void job.run({ what: "answers-make" }, { files: [workbook], isBusy: (busy) => (go.disabled = busy) });
  }

  function tell(words) {
    show(message, words);
    say(words);
  }

  // The answers of one cohort are never shown beside the plan of another.
  function update() {
    if (scheme.opened !== opened && !scheme.isSaved) {
      workbook = null;
      input.value = "";
      inside.hidden = true;
      inside.replaceChildren();
      show(message, "");
    }
    opened = scheme.opened;
  }

  return { element, update };
}

function toDo(near, isRead) {
  const codes = near
    ? `${counted(near, "pair")} of codes nearly ${near === 1 ? "matches" : "match"}. Download the workbook and say on its sheet Codes which belong to one person.`
    : "No codes are left that nearly match.";
  const comments = isRead
    ? "All comments were read for names, so the report shows them."
    : "Read all comments, and take out what names anybody. Then say so on the sheet Read me: until then the report shows none.";
  return [codes, comments];
}

// Exports, and what a planner says of them where their columns do not.
function exportsForm({ forms, workshops }, add) {
  const titles = new Map(forms.map(({ form, title, wave }) => [form, wave ? title.slice(0, title.lastIndexOf(": ")) : title]));
  const form = chooser("Which form", [["", "Go by the questions"], ...titles]);
  const copy = chooser("Which copy", [["", "As the file says"], ...COPIES]);
  const workshop = chooser("Which workshop", [["", "As the file says"], ...workshops]);
  const id = newId("exports");
  const input = make("input", { type: "file", id, accept: ".csv,.tsv,.txt,.xlsx", multiple: true, on: { change: () => (go.disabled = input.files.length === 0) } });
  const go = button("Add the answers", () => {
    const about = {
      ...(form.select.value ? { form: form.select.value } : {}),
      ...(copy.select.value ? { copies: copy.select.value.split(" ") } : {}),
      ...(workshop.select.value ? { workshop: workshop.select.value } : {}),
    };
    void add(about, input.files);
  });
  go.disabled = true;
  return make(
    "div",
    null,
    make("p", null, "Excel or CSV files as Microsoft Forms, Google Forms or LimeSurvey give them. Names, addresses and times in them are never taken, and no row is taken twice."),
    make("div", { class: "files-file" }, make("label", { for: id, class: "sheet-label" }, "Exports"), input),
    make("details", { class: "files-folder" }, make("summary", null, "If the file does not say what it is"), form.element, copy.element, workshop.element),
    make("div", { class: "sheet-actions" }, go)
  );
}

const COPIES = [
  ["before", "Before the programme"],
  ["after", "At the end"],
  ["then", "Looking back"],
  ["after then", "At the end, and then looking back, in each row"],
  ["then after", "Looking back, and then at the end, in each row"],
];

function chooser(title, choices) {
  const id = newId("export");
  const select = make("select", { id, class: "sheet-input" }, ...choices.map(([value, words]) => make("option", { value }, words)));
  return { select, element: make("div", { class: "import-column" }, make("label", { for: id }, title), select) };
}

// What became of each export. Headings are shown, and no answer.
function whatWasAdded({ exports, faults, notices }, keep) {
  const items = exports.map(({ name, form, rows, taken, already, reported, left_out: left, close, unasked }) =>
    make(
      "li",
      null,
      make("strong", null, name),
      ` ${form ? `${form}. ` : ""}${counted(rows, "row")}: ${taken} taken, ${already} there already, ${reported} not taken.`,
      folded("Please check these columns", close.map(([column, question]) => `${sentence(column)} Taken for: ${question}`)),
      folded("Columns not used", left),
      folded("Questions without a column", unasked)
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

function folded(title, words) {
  return words.length ? make("details", { class: "files-folder" }, make("summary", null, `${title}: ${words.length}`), make("ul", null, ...words.map((each) => make("li", null, each)))) : "";
}

function exportWords({ message, help, file, sheet, cell, line }) {
  const place = [file, sheet, cell, !cell && line ? `line ${line}` : ""].filter(Boolean).join(", ");
  return `${place}: ${sentence(message)} ${help ? sentence(help) : ""}`;
}

function table(forms) {
  const rows = forms.map(({ title, people }) => make("tr", null, make("th", { scope: "row" }, title), make("td", null, String(people))));
  const head = make("tr", null, make("th", { scope: "col" }, "Form"), make("th", { scope: "col" }, "Came back"));
  return make("table", { class: "evaluation-forms" }, make("thead", null, head), make("tbody", null, ...rows));
}

function leftOut(items) {
  const words = items.map(({ what, sheet, cell }) => make("li", null, [what, sheet, cell].filter(Boolean).join(", ")));
  return words.length ? make("details", { class: "files-folder" }, make("summary", null, `${counted(words.length, "thing")} that the downloaded workbook cannot hold`), make("ul", null, ...words)) : "";
}

function faultWords({ message, help, sheet, cell }) {
  return `${[sheet, cell].filter(Boolean).join(", ")}: ${sentence(message)} ${help ? sentence(help) : ""}`;
}

function wordsOf(faults) {
  return faults.map(({ message, help }) => `${sentence(message)} ${help ? sentence(help) : ""}`).join(" ");
}
