// The form: a list of steps, and the step that is open. Inputs are made once, so that the focus is never lost.
import { arrange, make, show, trait, unseen } from "./dom.js";
import { field } from "./fields.js";
import { GROUPS, STEPS, isOfFields, rowsOf, stepOf } from "./steps.js";
import { summaryOf } from "./summary.js";
import { newId } from "./words.js";

const YES = "Yes";

/** @typedef {{sheet: string | null, row: number | null, column: number | null}} Place */

/** @param {{scheme: any, tableOf: (sheet: string) => any, views: Record<string, () => any>,
 *           opened: (step: import("./steps.js").Step) => void}} context */
export function formOf(context) {
  const { scheme } = context;
  /** @type {Map<string, ReturnType<typeof stepView>>} */
  const views = new Map();
  /** @type {Map<string, any>} What other modules draw: made once, so that a report outlives the opening of its result. */
  const drawn = new Map();
  const element = make("div", { class: "studio-form" });
  const list = make("div", { class: "studio-steps-list", id: newId("steps") });
  const opener = make("button", { type: "button", class: "studio-button studio-steps-opener", "aria-expanded": "false", "aria-controls": list.id });
  const nav = make("nav", { class: "studio-steps", "aria-label": "Steps" }, opener, list);
  /** @type {Map<string, {link: HTMLElement, mark: HTMLElement}>} */
  const links = new Map();
  let current = STEPS[0];

  GROUPS.forEach((group) => {
    const heading = make("p", { class: "studio-steps-title", id: newId("group") }, group.title);
    const items = group.steps.map((step) => {
      const mark = make("span", { class: "studio-mark", hidden: true });
      const link = make("a", { href: `#${step.id}` }, make("span", null, step.title), mark);
      links.set(step.id, { link, mark });
      return make("li", null, link);
    });
    list.append(heading, make("ol", { "aria-labelledby": heading.id }, ...items));
  });
  opener.addEventListener("click", () => unfold(opener.getAttribute("aria-expanded") !== "true"));

  function unfold(/** @type {boolean} */ isOpen) {
    trait(opener, "aria-expanded", String(isOpen));
    nav.classList.toggle("studio-open", isOpen);
  }

  function viewOf(/** @type {import("./steps.js").Step} */ step) {
    if (!views.has(step.id)) {
      if (step.view && !drawn.has(step.view)) {
        drawn.set(step.view, context.views[step.view]());
      }
      views.set(step.id, stepView(step, { ...context, own: drawn.get(step.view) || null, go: focusPlace }));
    }
    return views.get(step.id);
  }

  /** Opens a step. @param {string} id @param {boolean} [isFocused] whether its heading gets the focus */
  function open(id, isFocused = true) {
    current = STEPS.find((step) => step.id === id) || STEPS[0];
    const view = viewOf(current);
    view.update(true);
    arrange(element, [view.element]);
    unfold(false);
    links.forEach(({ link }, key) => trait(link, "aria-current", key === current.id ? "step" : null));
    show(opener, `Step ${STEPS.indexOf(current) + 1} of ${STEPS.length}: ${current.title}`);
    context.opened(current);
    if (isFocused) {
      view.heading.focus({ preventScroll: true });
      view.element.scrollIntoView({ block: "start" });
    }
  }

  /** Goes to a cell of the workbook, wherever it is in the form. @param {Place} place */
  function focusPlace(place) {
    const step = stepOf(place, scheme.sheets);
    if (step) {
      if (step !== current) {
        location.hash = `#${step.id}`;
        open(step.id, false);
      }
      viewOf(step).focus(place);
    }
  }

  function update(/** @type {{sheets: Set<string>, isNew: boolean}} */ news) {
    if (news.isNew) {
      views.clear();
      open(current.id, false);
    } else {
      viewOf(current).update(false, news.sheets);
    }
    const faults = scheme.faults().filter((/** @type {any} */ fault) => fault.severity === "error");
    const marks = new Map(STEPS.map((step) => [step, { faults: 0, open: 0 }]));
    faults.forEach((/** @type {any} */ fault) => count(fault, "faults"));
    (scheme.state.required || []).forEach((/** @type {any} */ each) => count(each, "open"));
    function count(/** @type {any} */ place, /** @type {"faults" | "open"} */ what) {
      const step = stepOf(place, scheme.sheets);
      if (step) {
        marks.get(step)[what] += 1;
      }
    }
    marks.forEach((counts, step) => drawMark(links.get(step.id).mark, counts));
  }

  return { nav, element, open, update, focusPlace, current: () => current };
}

function drawMark(/** @type {HTMLElement} */ mark, /** @type {{faults: number, open: number}} */ { faults, open }) {
  const number = faults || open;
  const words = faults ? "to put right" : "to answer";
  mark.hidden = number === 0;
  mark.classList.toggle("studio-mark-fault", faults > 0);
  if (mark.dataset.words !== `${number} ${words}`) {
    mark.dataset.words = `${number} ${words}`;
    mark.replaceChildren(String(number), unseen(` ${words}`));
  }
}

/** One step. @param {import("./steps.js").Step} step @param {any} context */
function stepView(step, { scheme, tableOf, own, go }) {
  const heading = make("h2", { tabindex: "-1" }, step.title);
  const summary = summaryOf(scheme, step, go);
  const group = GROUPS.find((each) => each.steps.includes(step));
  const element = make("div", { class: `studio-step studio-step-${step.id}` });
  /** @type {{sheet: string, id: string, row: number, field: import("./fields.js").Field}[]} */
  const fields = [];
  /** @type {{sheet: string, table: any}[]} */
  const tables = [];
  /** @type {(() => void)[]} */
  const counters = [];
  const tableBlocks = [
    ...(step.sheets || []).map((name) => tableBlock(name, false)),
    ...(step.moreSheets || []).map((name) => tableBlock(name, true)),
  ];
  const choices = more();
  const folded = [...(step.moreTitle ? [] : [choices]), ...(step.lists || []).map(listOf)];
  element.append(
    make("p", { class: "studio-step-group" }, `${group.title}: ${group.steps.indexOf(step) + 1} of ${group.steps.length}`),
    heading,
    ...(step.lead ? [make("p", { class: "studio-step-lead" }, step.lead)] : []),
    summary.element,
    ...fieldsOf("Scheme", scheme.sheets.get("Scheme"), step.fields || []),
    ...(step.moreTitle ? [choices] : []),
    ...(own ? [own.element] : []),
    ...[...(step.isWide ? [...folded, ...tableBlocks] : [...tableBlocks, ...folded])].filter((each) => each !== null),
    turn()
  );

  function fieldsOf(/** @type {string} */ sheet, /** @type {any} */ written, /** @type {string[]} */ ids) {
    const column = written.columns.find((/** @type {any} */ each) => each.key === "choice").number;
    return rowsOf(written, ids).map((row) => {
      const edit = (/** @type {any} */ value) => {
        const now = fields.find((each) => each.sheet === sheet && each.id === row.id).row;
        scheme.edit([{ sheet, row: now, column, value }], row.label);
      };
      const drawn = field(row, edit);
      fields.push({ sheet, id: row.id, row: row.row, field: drawn });
      return drawn.element;
    });
  }

  function foldedBlock(/** @type {string} */ title, /** @type {Element[]} */ inside, /** @type {() => number} */ filled, look = "") {
    const count = make("span", { class: "studio-count" });
    counters.push(() => show(count, filled() ? `${filled()} filled in` : ""));
    return make("details", { class: `studio-more ${look}` }, make("summary", null, make("span", null, title), " ", count), ...inside);
  }

  function filledIn(/** @type {string} */ sheet, /** @type {string[]} */ ids) {
    const written = scheme.sheets.get(sheet);
    const { number } = written.columns.find((/** @type {any} */ each) => each.key === "choice");
    return rowsOf(written, ids).filter((row) => scheme.valueOf(sheet, row.row, number) !== null).length;
  }

  function more() {
    const ids = step.more || [];
    const inside = make("div", { class: "studio-more-fields" }, ...fieldsOf("Scheme", scheme.sheets.get("Scheme"), ids));
    return ids.length ? foldedBlock(step.moreTitle || "More choices", [inside], () => filledIn("Scheme", ids)) : null;
  }

  function listOf(/** @type {string} */ section) {
    const written = scheme.sheets.get("Choices");
    const rows = written.rows.filter((/** @type {any} */ row) => row.section === section);
    const ids = rows.map((/** @type {any} */ row) => row.id);
    const isSwitches = rows.length > 0 && rows.every((/** @type {any} */ row) => row.help === rows[0].help && (row.choices || [])[0] === YES);
    const inside = fieldsOf("Choices", written, ids);
    const note = isSwitches ? [make("p", { class: "studio-help" }, rows[0].help)] : [];
    const look = isSwitches ? "studio-compact" : "";
    return rows.length ? foldedBlock(section, [...note, ...inside], () => filledIn("Choices", ids), look) : null;
  }

  function tableBlock(/** @type {string} */ name, /** @type {boolean} */ isFolded) {
    const sheet = scheme.sheets.get(name);
    if (!sheet) {
      return null;
    }
    const table = tableOf(name);
    const title = name === step.title ? [] : [make("h3", null, name)];
    const stale = make("p", { class: "studio-stale", hidden: true }, "This table is older than your plan. Save to bring it up to date.");
    tables.push({ sheet: name, table, stale });
    const note = make("div", null, make("p", { class: "studio-help" }, sheet.note), stale);
    const filled = () => scheme.sheets.get(name).rows.filter((/** @type {any} */ row) => row.own).length;
    return isFolded
      ? foldedBlock(name, [note, table.element], filled)
      : make("div", { class: "studio-sheet" }, ...title, note, table.element);
  }

  function turn() {
    const place = STEPS.indexOf(step);
    const link = (/** @type {import("./steps.js").Step} */ to, /** @type {string} */ words, /** @type {string} */ look) =>
      make("a", { href: `#${to.id}`, class: `studio-button ${look}` }, words);
    return make(
      "p",
      { class: "studio-turn" },
      ...(STEPS[place + 1] ? [link(STEPS[place + 1], `Next: ${STEPS[place + 1].title}`, "studio-main")] : []),
      ...(place > 0 ? [link(STEPS[place - 1], "Back", "")] : [])
    );
  }

  function update(/** @type {boolean} */ isWhole, /** @type {Set<string>} */ changed = new Set()) {
    const faults = scheme.faults();
    const columns = new Map();
    fields.forEach((each) => {
      const sheet = scheme.sheets.get(each.sheet);
      const row = sheet.rows.find((/** @type {any} */ now) => now.id === each.id);
      if (row) {
        const column = columns.get(each.sheet) ?? sheet.columns.find((/** @type {any} */ now) => now.key === "choice").number;
        columns.set(each.sheet, column);
        each.row = row.row;
        const own = faults.filter((/** @type {any} */ fault) => fault.sheet === each.sheet && fault.row === row.row);
        each.field.update(row, scheme.valueOf(each.sheet, row.row, column), own);
      }
    });
    const isReplanned = scheme.edits().some((/** @type {any} */ edit) => scheme.sheets.get(edit.sheet)?.use !== "plan");
    tables.forEach(({ sheet, table, stale }) => {
      stale.hidden = scheme.sheets.get(sheet).use !== "plan" || !isReplanned;
      const own = faults.filter((/** @type {any} */ fault) => fault.sheet === sheet);
      if (isWhole || changed.has(sheet) || own.length || table.hadFaults) {
        table.update(scheme.sheets.get(sheet), own);
        table.hadFaults = own.length > 0;
      }
    });
    counters.forEach((count) => count());
    summary.update();
    own?.update?.();
  }

  function focus(/** @type {Place} */ place) {
    const target = isOfFields(place.sheet)
      ? fields.find((each) => each.sheet === place.sheet && each.row === place.row)?.field
      : tables.find(({ sheet }) => sheet === place.sheet)?.table;
    for (let at = target?.element; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) {
        at.open = true;
      }
    }
    target?.focus(place.row, place.column);
  }

  element.addEventListener("focusout", () => setTimeout(() => update(false))); // Faults that waited are due.
  return { element, heading, update, focus };
}
