// What came of the cohort: its workbook of answers, and the board page and the report that are made of it. The workbook
// is in the memory of this page alone: it is sent to the program with each request, and nothing of it is stored.

import { whyNoPdf } from "./device.js";
import { counted, make, show } from "./dom.js";
import { exportsForm, whatWasAdded } from "./evaluation_exports.js";
import { read, save } from "./files.js";
import { framed } from "./framed.js";
import { jobPlace } from "./job.js";
import { advised, button, looks, newId } from "./words.js";

const EXAMPLE = new URL("../../plan/example-report/", import.meta.url);
const WORKBOOK = /\.xlsx$/i;

/** @param {{client: any, scheme: any, say: (words: string) => void}} context */
export function evaluationView(context) {
  const { client, scheme, say } = context;
  const job = jobPlace(context);
  const id = newId("answers");
  const input = make("input", { type: "file", id, accept: ".xlsx", on: { change: () => void choose() } });
  const message = make("p", { class: "sheet-message", role: "status" });
  const filled = make("div"); // What the workbook holds.
  const checks = make("div"); // What to look at in it, and its new version.
  const added = make("div");
  const exports = exportsForm((about, files) => void add(about, files));
  const go = button("Make the report", () => makeReport(), looks.main);
  const look = button("Show the board page here", () => void showPage());
  const page = make("div", { class: "evaluation-page" });
  const fewest = make("p");
  const inside = make(
    "div",
    { hidden: true },
    filled,
    make("h3", null, "Add what came from online forms"),
    exports.element,
    added,
    make("h3", null, "Look at the workbook"),
    checks,
    make("h3", null, "The board page and the report"),
    fewest,
    make("p", null, "You get both as web pages, in Word and as PDF, with results.json, which can be put together with those of other cohorts. The slide for the board is not made on this page: it needs the command line."),
    whyNoPdf() ? make("p", null, `${whyNoPdf()} Word files and web pages say the same.`) : "",
    make("div", { class: "sheet-actions" }, go, look),
    job.element,
    page
  );
  const element = make(
    "div",
    { class: "sheet-view evaluation-view" },
    make(
      "p",
      { class: "files-personal" },
      make("strong", null, "Only the evaluation lead, and whoever types answers in, may open this workbook: never the programme lead of the same cohort. "),
      "It has what people said of themselves, by code. It stays in this browser tab, is kept nowhere and is not saved with your plan."
    ),
    make(
      "div",
      { class: "files-file" },
      make("label", { for: id, class: "sheet-label" }, "Your workbook of answers"),
      input,
      make("p", { class: "sheet-quiet" }, "It is called evaluation.xlsx. You can drop it here too. ", button("Download a new one", () => void startNew(), looks.link)),
      make("p", { class: "sheet-quiet" }, make("a", { href: EXAMPLE.href, target: "_blank" }, "What comes of it: an example with made-up answers"), " (opens in a new tab).")
    ),
    message,
    inside
  );
  let workbook = null; // The file that the planner chose, with what was added to it here.
  let updated = null; // Its new version.
  let isUnsaved = false;
  let opened = null; // The scheme whose answers they are.

  async function startNew() {
    const { reply, files } = await asked({ what: "answers-new" }, []);
    if (reply.faults) {
      tell(wordsOf(reply.faults));
    } else {
      save(files[0].name, files[0].bytes);
      tell(`${files[0].name} is in your downloads. It has a sheet for each form. Type the answers in and choose it here, or add what online forms give you.`);
    }
  }

  async function choose() {
    const [file] = await read(input.files);
    if (file && mayLose()) {
      await open(file);
    } else {
      input.value = "";
    }
  }

  async function open(file) {
    show(message, "Reading the answers");
    const { reply, files } = await asked({ what: "answers" }, [file]);
    if (reply.answers) {
      take(file, files[0]);
      draw(reply.answers);
      added.replaceChildren();
      exports.clear();
    } else {
      forget();
      tell(wordsOf(reply.faults));
    }
  }

  function take(file, newer) {
    workbook = file;
    updated = newer;
    isUnsaved = false;
    opened = scheme.opened;
    inside.hidden = false;
  }

  /** Adds the answers of exports to the workbook that is open here; the planner's own file is as it was. */
  async function add(about, files) {
    show(message, "Reading the exports");
    const { reply, files: made } = await asked({ what: "answers-add", ...about }, [workbook, ...files]);
    if (!reply.answers) {
      show(message, "");
      refuse(added, reply.faults);
      return;
    }
    const taken = reply.added.exports.reduce((sum, { taken: rows }) => sum + rows, 0);
    if (taken) {
      workbook = updated = made[0];
      isUnsaved = true;
      exports.clear();
    }
    draw(reply.answers);
    exports.ask(taken === 0 && reply.added.faults.length > 0);
    const news = whatWasAdded(reply.added, taken ? button("Download the workbook", download, looks.main) : "");
    added.replaceChildren(news);
    const rest = reply.added.faults.length ? " See below what was not taken." : "";
    tell((taken ? `${counted(taken, "row")} added. Download the workbook to keep ${taken === 1 ? "it" : "them"}.` : "No new answers.") + rest);
    news.focus();
  }

  function download() {
    save(updated.name, updated.bytes);
    isUnsaved = false;
  }

  // The answer of the program; that it broke is a fault like others. The forms are in the words of the plan, so it comes first.
  async function asked(request, files) {
    const waiting = scheme.state.faults.filter(({ severity }) => severity === "error").length;
    if (waiting) {
      return { reply: { faults: [{ message: `${counted(waiting, "thing")} must be put right in the plan first` }] }, files: [] };
    }
    try {
      return await client.ask(request, files);
    } catch (error) {
      return { reply: { faults: [{ message: error.message }] }, files: [] };
    }
  }

  function draw(answers) {
    const { forms, near, comments_read: isRead, faults, saved } = answers;
    const errors = faults.filter(({ severity }) => severity === "error");
    const people = forms.reduce((sum, form) => sum + form.people, 0);
    const news = errors.length ? `${counted(errors.length, "cell")} must be put right before a report can be made.` : `${counted(people, "filled-in form")} read.`;
    tell(`${workbook.name}: ${news}`);
    go.disabled = look.disabled = errors.length > 0 || people === 0;
    page.replaceChildren();
    filled.replaceChildren(
      faults.length ? make("ul", { class: "sheet-general" }, ...faults.map((fault) => make("li", null, faultWords(fault)))) : "",
      ...returned(forms)
    );
    exports.offer(answers);
    checks.replaceChildren(
      make("ul", null, ...toDo(near, isRead).map((words) => make("li", null, words))),
      leftOut(saved.left_out),
      isUnsaved ? "" : make("div", { class: "sheet-actions" }, button("Download the workbook", download))
    );
    show(fewest, `No result for fewer than ${answers.fewest} people is shown, and nothing from which one could be worked out.`);
  }

  function makeReport() {
    const begin = { what: "answers-make", ...(whyNoPdf() ? { documents: false } : {}) };
    void job.run(begin, { files: [workbook], isBusy: (busy) => (go.disabled = busy) });
  }

  async function showPage() {
    page.replaceChildren(make("p", null, "Making the board page."));
    const { reply, files } = await asked({ what: "answers-page" }, [workbook]);
    if (reply.faults) {
      refuse(page, reply.faults);
      return;
    }
    const title = make("h4", { tabindex: "-1" }, "The board page");
    page.replaceChildren(title, framed(files[0].bytes, "The board page"));
    title.focus();
  }

  function tell(words) {
    show(message, words);
    say(words);
  }

  /** Says where the planner is looking what cannot be done. */
  function refuse(place, faults) {
    const words = wordsOf(faults);
    place.replaceChildren(make("p", { class: "studio-fault" }, words));
    say(words);
  }

  function mayLose() {
    return !isUnsaved || window.confirm("Open another workbook? The answers that you added to this one are in no file yet.");
  }

  /** Lets go of the answers. */
  function forget() {
    workbook = updated = opened = null;
    isUnsaved = false;
    input.value = "";
    inside.hidden = true;
    [filled, checks, added, page].forEach((each) => each.replaceChildren());
    exports.clear();
    show(message, "");
  }

  // The answers of one cohort are never shown beside the plan of another.
  function update() {
    if (workbook && scheme.opened !== opened) {
      if (scheme.isSaved) {
        opened = scheme.opened;
      } else {
        forget();
      }
    }
  }

  /** Takes files that were dropped: the workbook of answers, or exports for the one that is open. */
  async function takeFiles(dropped) {
    const files = await read(dropped).catch(() => []);
    const [first] = files;
    const isWorkbook = files.length === 1 && WORKBOOK.test(first.name) && (await asked({ what: "answers" }, files)).reply.answers;
    if (isWorkbook || !workbook) {
      await (mayLose() && first && open(first));
    } else {
      exports.give(files);
    }
  }

  return { element, update, takeFiles, forget, isUnsaved: () => isUnsaved };
}

function toDo(near, isRead) {
  const codes = near
    ? `${counted(near, "pair")} of codes nearly ${near === 1 ? "matches" : "match"}. Download the workbook and say on its sheet Codes which belong to one person.`
    : "No codes are left that nearly match.";
  const comments = isRead
    ? "All comments were read for names, so the report shows those of forms that enough people filled in."
    : "Read all comments, and take out what names anybody. Then say so on the sheet Read me: until then the report shows none.";
  return [codes, comments];
}

/** How many people returned each form, and which forms nobody has returned yet. */
function returned(forms) {
  const [some, none] = [forms.filter(({ people }) => people > 0), forms.filter(({ people }) => people === 0)];
  const rows = some.map(({ title, people }) => make("tr", null, make("th", { scope: "row" }, title), make("td", null, String(people))));
  const head = make("tr", null, make("th", { scope: "col" }, "Form"), make("th", { scope: "col" }, "Came back"));
  const table = make("table", { class: "evaluation-forms" }, make("thead", null, head), make("tbody", null, ...rows));
  const rest = make("p", { class: "sheet-quiet" }, `Nobody has returned these yet: ${none.map(({ title }) => title).join("; ")}.`);
  return [some.length ? table : "", none.length ? rest : ""];
}

function leftOut(items) {
  const words = items.map(({ what, sheet, cell }) => make("li", null, [what, sheet, cell].filter(Boolean).join(", ")));
  return words.length ? make("details", { class: "files-folder" }, make("summary", null, `${counted(words.length, "thing")} that the downloaded workbook cannot hold`), make("ul", null, ...words)) : "";
}

function faultWords(fault) {
  return `${[fault.sheet, fault.cell].filter(Boolean).join(", ")}: ${advised(fault)}`;
}

function wordsOf(faults) {
  return faults.map(advised).join(" ");
}
