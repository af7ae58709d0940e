// The desk: the bar on top, the steps, the form and the plan beside it.
import { besideView, isBeside, putBeside } from "./beside.js";
import { make, show, trait } from "./dom.js";
import { renderDownloads } from "./downloads.js";
import { UNREADABLE, read } from "./files.js";
import { evaluationView } from "./evaluation.js";
import { formOf } from "./form.js";
import { keepBox } from "./keep.js";
import { lettersView } from "./letters.js";
import { menuImportView } from "./menu_import.js";
import { mergeView } from "./merge.js";
import { contentNews } from "./news.js";
import { pairsView } from "./pairs.js";
import { previewOf } from "./preview.js";
import { saveWorkbook } from "./saving.js";
import { statusView } from "./status.js";
import { STEPS } from "./steps.js";
import { renderTable } from "./table.js";
import { TASKS, ticksBar } from "./ticks.js";
import { advised, button, listed, looks } from "./words.js";

const TITLE = document.title;
const ANSWERS = "answers"; // Code of the fault that a workbook of answers was chosen in place of a plan.
const titleOf = (/** @type {string} */ id) => STEPS.find((step) => step.id === id).title;

/** @param {{root: HTMLElement, scheme: any, client: any, say: (words: string) => void, leave: () => void}} context */
export function deskOf({ root, scheme, client, say, leave }) {
  const name = make("p", { class: "studio-name" });
  const state = make("p", { class: "studio-state" });
  const undo = button("Undo", () => {
    const words = scheme.undo();
    say(words ? `Undone: ${words}.` : "Nothing to undo.");
  });
  const saver = button("Save", () => void saveAll(), looks.main);
  const news = make("div", { class: "studio-news", role: "status" });
  const bar = make(
    "div",
    { class: "studio-bar", role: "group", "aria-label": "This plan" },
    make("div", { class: "studio-names" }, name, make("div", { class: "studio-under-name" }, state, keepBox({ scheme, say }))),
    make("div", { class: "studio-bar-tools" }, undo, saver, button("Close", close, looks.link))
  );
  /** @type {any} */
  let evaluation = null; // Its view, once it was open. Answers are kept nowhere else.
  const views = {
    beside: () => besideView({ scheme, say }),
    files: () => renderDownloads({ client, scheme, say }),
    letters: () => lettersView({ client, scheme, say }),
    evaluation: () => (evaluation = evaluationView({ client, scheme, say })),
    pairs: () => pairsView({ client, scheme, say }),
    status: () => statusView({ client, scheme, say }),
    merge: () => mergeView({ client, scheme, say, mayLose }),
    import: () => menuImportView({ client, scheme, say }),
  };
  const form = formOf({ scheme, tableOf, views, opened });
  const release = contentNews({ client, scheme, say });
  const preview = previewOf({ scheme, say, go: form.focusPlace, release: release.element });
  root.append(make("div", { class: "studio-top" }, bar, news), form.nav, form.element, preview.element, preview.bar);

  window.addEventListener("hashchange", () => {
    const isOther = `#${form.current().id}` !== location.hash;
    if (!root.hidden && isOther && STEPS.some(({ id }) => `#${id}` === location.hash)) {
      form.open(location.hash.slice(1));
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved()) {
      event.preventDefault();
    }
  });
  scheme.onChange((/** @type {any} */ change) => {
    if (scheme.opened === null) {
      return; // It was closed meanwhile.
    }
    if (change.isReply) {
      form.update(change);
      preview.update(change);
      void release.update();
    } else {
      form.update({ ...change, sheets: new Set() });
    }
    drawBar();
    drawBroken();
  });

  function tableOf(/** @type {string} */ sheet) {
    const table = renderTable(scheme.sheets.get(sheet), {
      valueOf: (row, column) => scheme.valueOf(sheet, row, column),
      onEdit: (edits, words) => void scheme.edit(edits.map((edit) => ({ sheet, ...edit })), words),
      faults: scheme.faults().filter((/** @type {any} */ fault) => fault.sheet === sheet),
      undo: scheme.undo,
      redo: scheme.redo,
      say,
    });
    return sheet === TASKS ? { ...table, element: make("div", null, ticksBar({ scheme, say }).element, table.element) } : table;
  }

  function opened(/** @type {any} */ step) {
    root.classList.toggle("studio-wide", Boolean(step.isWide));
    preview.close();
  }

  function drawBar() {
    const title = scheme.plan?.heading.trust || scheme.opened.name;
    show(name, title);
    document.title = `${title} - ${TITLE}`;
    const number = scheme.edits().length;
    const changes = number ? `${number} ${number === 1 ? "change" : "changes"} not saved` : scheme.opened.unsaved ? "Not saved yet" : scheme.isSaved ? "Saved" : "No changes since it was opened";
    show(state, scheme.opened.example && !number ? "An example. Change anything: it is your copy." : changes);
    const words = scheme.undoWords();
    undo.disabled = words === null;
    trait(undo, "title", words ? `Undo: ${words}` : null);
  }

  function drawBroken() {
    if (scheme.broken !== null) {
      news.replaceChildren(
        make("strong", null, "The program stopped, which is not your fault."),
        ` Nothing that you typed is lost. ${scheme.broken.message} `,
        button("Start it again", () => void startAgain(), looks.link)
      );
    }
  }

  async function startAgain() {
    show(news, "Starting again.");
    try {
      await scheme.again();
      news.replaceChildren();
    } catch (error) {
      scheme.broken = /** @type {Error} */ (error);
    }
    drawBroken();
  }

  async function saveAll() {
    saver.disabled = true;
    try {
      await saveWorkbook({ client, scheme, say, place: news });
    } catch (error) {
      scheme.broken = /** @type {Error} */ (error);
      drawBroken();
    } finally {
      saver.disabled = false;
      saver.focus();
    }
  }

  /** Takes files that were dropped on the page: a logo is put beside the plan, and a workbook opened in its place. Where
   *  answers are looked at, files are those of answers.
   *  @param {File[]} dropped @param {(request: any, files: any[]) => Promise<any[]>} open */
  async function takeFiles(dropped, open) {
    if (form.current().view === "evaluation") {
      news.replaceChildren();
      await evaluation.takeFiles(dropped);
      return;
    }
    const files = await read(dropped).catch(() => null);
    const goBeside = files !== null && files.every(isBeside);
    const faults = files === null ? [UNREADABLE] : goBeside ? await putBeside(scheme, files) : await open({ what: "open" }, files);
    if (faults.length) {
      const own = faults.some(({ code }) => code === ANSWERS) ? [" Answers belong on the step ", make("a", { href: "#evaluation" }, titleOf("evaluation")), "."] : [];
      news.replaceChildren(make("strong", null, "This file cannot be used here."), ...faults.map((fault) => ` ${advised(fault)}`), ...own);
    } else if (goBeside) {
      show(news, `${listed(files.map(({ name }) => name))} added. Save to keep it with your plan.`);
    }
  }

  /** Whether anything would be lost: changes of the plan, or answers that were added to their workbook. */
  function isUnsaved() {
    return scheme.isUnsaved() || Boolean(evaluation?.isUnsaved());
  }

  /** Whether what is open may give way: it may if nothing would be lost, and else if the planner says so. */
  function mayLose(/** @type {string} */ question) {
    return !isUnsaved() || window.confirm(`${question} What you changed in this plan since you saved it is lost.`);
  }

  function close() {
    if (mayLose("Close this plan?")) {
      evaluation?.forget();
      document.title = TITLE;
      leave();
    }
  }

  return {
    takeFiles,
    mayLose,
    /** Shows the desk with what was just opened. */
    show() {
      const id = location.hash.slice(1);
      form.open(STEPS.some((step) => step.id === id) ? id : STEPS[0].id);
      show(news, "");
    },
  };
}
