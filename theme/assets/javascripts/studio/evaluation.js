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

  // The answer of the program; that it broke is a fault like others.
  async function asked(request, files) {
    try {
      return await client.ask(request, files);
    } catch (error) {
      return { reply: { faults: [{ message: error.message }] }, files: [] };
    }
  }

  function draw({ forms, near, fewest, comments_read: isRead, faults, saved }, updated) {
    const errors = faults.filter(({ severity }) => severity === "error");
    const filled = forms.reduce((sum, { people }) => sum + people, 0);
    tell(errors.length ? `${counted(errors.length, "cell")} must be put right before a report can be made.` : `${counted(filled, "filled-in form")} read.`);
    const go = button("Make the report", () => makeReport(go), looks.main);
    go.disabled = errors.length > 0 || filled === 0;
    inside.replaceChildren(
      faults.length ? make("ul", { class: "sheet-general" }, ...faults.map((fault) => make("li", null, faultWords(fault)))) : "",
      table(forms),
      make("h3", null, "Look at the workbook"),
      make("ul", null, ...toDo(near, isRead).map((words) => make("li", null, words))),
      leftOut(saved.left_out),
      make("div", { class: "sheet-actions" }, button("Download it with the codes that nearly match", () => save(updated.name, updated.bytes))),
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
    ? `${counted(near, "pair")} of codes nearly ${near === 1 ? "matches" : "match"}. Say on the sheet Codes which belong to one person.`
    : "No codes are left that nearly match.";
  const comments = isRead
    ? "All comments were read for names, so the report shows them."
    : "Read all comments, and take out what names anybody. Then say so on the sheet Read me: until then the report shows none.";
  return [codes, comments];
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
