// The files of the plan: all in one ZIP, or one at a time.

import { whyNoPdf } from "./device.js";
import { counted, make, show, unseen } from "./dom.js";
import { jobPlace } from "./job.js";
import { button, capital, looks, newId, sentence } from "./words.js";

const FORMATS = [
  { id: "docx", title: "Word", words: "to change and to print" },
  { id: "html", title: "Web pages", words: "to read on any screen and to send as a file" },
  { id: "xlsx", title: "Excel", words: "your workbook, and the one for evaluation" },
  { id: "ics", title: "Calendars", words: "for Outlook" },
  { id: "pdf", title: "PDF", words: "fetches 13 MB first, once" },
];
const EVERY_FILE = { what: "make", formats: FORMATS.map(({ id }) => id), with: ["everything"] };
const TITLES = Object.fromEntries(FORMATS.map(({ id, title }) => [id, title]));
const SINGULAR = { ...TITLES, html: "Web page", ics: "Calendar" };

/** @param {{client: any, scheme: any, say: (words: string) => void}} context */
export function renderDownloads(context) {
  const { client, scheme } = context;
  const job = jobPlace(context);
  const single = jobPlace(context);
  const waits = make("p", { class: "sheet-message", hidden: true });
  const boxes = new Map();
  const all = make("input", { type: "checkbox", id: newId("all") });
  const go = button("Make the files", makeAll, looks.main);
  const list = make("div", { class: "files-list" }, make("p", { class: "sheet-quiet" }, "Working out the list of files"));
  const whole = make(
    "section",
    null,
    make("h3", null, "All files in one ZIP"),
    make("p", null, "A folder with the plan, the handbook, letters and forms, calendars and your workbook, made here in your browser."),
    formatsBox(),
    make("label", { class: "files-choice" }, all, make("span", null, "Every further file too", make("span", { class: "sheet-quiet" }, " all letters and forms, a calendar for each role, a charter for each project"))),
    make("div", { class: "sheet-actions" }, go),
    job.element
  );
  const singles = make("section", null, make("h3", null, "One at a time"), single.element, list);
  const element = make("div", { class: "sheet-view files-view" }, waits, whole, singles);
  let listed = null; // The plan whose files are listed.
  new IntersectionObserver(([entry]) => entry.isIntersecting && update()).observe(element);

  function formatsBox() {
    const why = whyNoPdf();
    const choices = FORMATS.map(({ id, title, words }) => {
      const box = make("input", { type: "checkbox", name: id });
      box.checked = id !== "pdf";
      box.disabled = id === "pdf" && why !== "";
      boxes.set(id, box);
      const note = id === "pdf" && why ? `${why} Word files and web pages say the same.` : words;
      return make("label", { class: "files-choice" }, box, make("span", null, title, make("span", { class: "sheet-quiet" }, ` ${note}`)));
    });
    return make("fieldset", { class: "files-formats" }, make("legend", null, "Formats"), ...choices);
  }

  function makeAll() {
    const formats = FORMATS.map(({ id }) => id).filter((id) => boxes.get(id).checked);
    const begin = { what: "make", formats, with: all.checked ? ["everything"] : [], ...(whyNoPdf() ? { documents: false } : {}) };
    job.run(begin, { isBusy: (busy) => (go.disabled = busy) });
  }

  async function drawList() {
    const hash = scheme.state.hash;
    listed = hash;
    try {
      const { reply } = await client.ask(EVERY_FILE);
      if (listed === hash && reply.making) {
        list.replaceChildren(...groups(reply.making.files).map((group) => groupOf(group, (path, needs) => single.makeFile(EVERY_FILE, path, needs))));
      } else if (reply.faults) {
        list.replaceChildren(...reply.faults.map((fault) => make("p", null, sentence(fault.message))));
      }
    } catch (error) {
      list.replaceChildren(make("p", { role: "alert" }, `The list of files could not be made: ${sentence(error.message)}`));
    }
  }

  /** Draws what changed with the plan. */
  function update() {
    const errors = (scheme.state?.faults || []).filter((fault) => fault.severity === "error").length;
    waits.hidden = errors === 0;
    show(waits, `${counted(errors, "thing")} must be put right before files can be made.`);
    whole.hidden = errors > 0;
    singles.hidden = errors > 0;
    if (errors === 0 && scheme.state && scheme.state.hash !== listed && element.offsetParent !== null) {
      drawList();
    }
  }

  return { element, update };
}

/**
 * Files by their item, and within it by their name without a suffix, in the order of the folder.
 * @param {{path: string, item: string, words: string, needs_documents: boolean}[]} files
 */
export function groups(files) {
  const items = new Map();
  files.forEach((file) => {
    const { words, names } = items.get(file.item) || { words: file.words, names: new Map() };
    const name = file.path.replace(/\.[^./]+$/, "");
    names.set(name, [...(names.get(name) || []), file]);
    items.set(file.item, { words, names });
  });
  return [...items.values()].map(({ words, names }) => ({ words, names: [...names] }));
}

const MOST_OPEN = 2; // An item with more files than these is folded away.

function groupOf({ words, names }, makeFile) {
  const rows = names.map(([name, files]) => rowOf(name, files, makeFile));
  const folder = names[0][0].split("/")[0];
  if (names.length <= MOST_OPEN) {
    return make("div", { class: "files-item" }, ...rows, make("p", { class: "sheet-quiet" }, `${words}.`));
  }
  return make(
    "div",
    { class: "files-item" },
    make("span", { class: "files-name" }, folder),
    make("p", { class: "sheet-quiet" }, `${words}.`),
    make("details", { class: "files-folder" }, make("summary", null, `Show the ${rows.length}`, unseen(` of ${folder}`)), ...rows)
  );
}

function rowOf(name, files, makeFile) {
  const title = capital(name.split("/").at(-1).replace(/^\d+ /, ""));
  const order = Object.keys(TITLES);
  const formatOf = ({ path }) => path.split(".").at(-1);
  const inOrder = [...files].sort((first, second) => order.indexOf(formatOf(first)) - order.indexOf(formatOf(second)));
  const buttons = inOrder.map(({ path, needs_documents: needs }) => {
    const format = path.split(".").at(-1);
    const word = SINGULAR[format] || format;
    const element = button(word, () => makeFile(path, needs));
    element.setAttribute("aria-label", `${title}: ${word}`);
    return element;
  });
  return make("div", { class: "files-row" }, make("span", { class: "files-name" }, title), make("span", { class: "files-buttons" }, ...buttons));
}
