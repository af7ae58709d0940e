// The plan beside the form. It changes only what changed, and never takes the focus.
import { dateList } from "./dates.js";
import { arrange, counted, herald, keyed, make, show, trait } from "./dom.js";
import { tabs } from "./tabs.js";
import { button, looks, newId } from "./words.js";

const SAID_AFTER = 1200; // Milliseconds of quiet before a screen reader hears what a change did.
const AT_MOST_SAID = 2;
const WIDE = window.matchMedia("(min-width: 1100px)"); // As in studio.css.
const VERDICTS = ["verdict-fits", "verdict-tight", "verdict-does_not_fit"];

/** @param {{scheme: any, say: (words: string) => void, go: (place: any) => void, release: Element}} context
 *  `release` says what newer content changes */
export function previewOf({ scheme, say, go, release }) {
  const region = make("p", { class: "studio-unseen", role: "status" });
  const announce = herald(region, SAID_AFTER);
  const title = make("h2", { tabindex: "-1", id: newId("plan") }, "Your plan");
  const line = make("p", { class: "studio-plan-line" });
  const old = make("p", { class: "studio-plan-old", hidden: true }, "Not up to date: this is the plan before the answer that has to be put right.");
  const asked = make("ul", { class: "studio-asked" });
  const next = make("ol", { class: "studio-next" });
  const nextBox = make("div", { class: "studio-next-box" }, make("h3", null, "What comes next"), next);
  const warnings = make("ul");
  const warningCount = make("span");
  const warningBox = make("details", { class: "studio-warnings" }, make("summary", null, warningCount), warnings);
  const list = dateList(scheme, say, (id) => {
    const row = scheme.sheets.get("Scheme").rows.find((/** @type {any} */ each) => each.id === id);
    leave({ sheet: "Scheme", row: row.row, column: null });
  });
  const timeline = timelineView();
  const figures = make("dl", { class: "studio-figures" });
  const fits = make("ul", { class: "studio-fits" });
  const fitsLine = make("p", { class: "studio-fits-line" });
  const moved = make("ul", { class: "studio-moved" });
  const movedLine = make("p", { class: "studio-help" });
  const views = tabs("The plan", [
    ["Dates", list.element],
    ["Timeline", timeline.element],
    ["Hours", figures],
    ["Projects", make("div", null, fitsLine, fits)],
    ["Moved", make("div", null, movedLine, moved)],
  ]);
  const body = make("div", { class: "studio-plan-body" }, nextBox, warningBox, views.element);
  const closer = button("Back to the form", () => toggle(false), { class: "studio-button studio-plan-closer" });
  const element = make("section", { class: "studio-plan", "aria-labelledby": title.id }, closer, title, line, old, asked, release, body, region);
  const bar = make("button", { type: "button", class: "studio-plan-bar", "aria-expanded": "false" });
  /** @type {any} */
  let last = null;

  const drawNext = keyed(next, (item) => `${item.when} ${item.what}`, (item) => make("li", null, make("strong", null, item.when), " ", item.what));
  const drawWarnings = keyed(warnings, (words) => words, (words) => make("li", null, words));
  const drawFits = keyed(fits, (item) => item.id, fitItem);
  const drawMoved = keyed(moved, (item) => `${item.what} ${item.was} ${item.now}`, movedItem);
  const drawAsked = keyed(asked, (item) => `${item.sheet} ${item.row}`, (item) =>
    make("li", null, "Still to answer: ", button(item.label, () => leave(item), looks.link))
  );
  const drawFigures = keyed(figures, (item) => item.what, (item) =>
    make("div", null, make("dt", null, item.what), make("dd", null, make("strong", null, item.value), item.note ? make("span", null, item.note) : null))
  );

  bar.addEventListener("click", () => toggle(true));
  WIDE.addEventListener("change", () => toggle(false));
  element.addEventListener("keydown", (event) => event.key === "Escape" && toggle(false));

  function toggle(/** @type {boolean} */ isOpen) {
    const desk = element.closest(".studio-desk");
    if (desk.classList.contains("studio-plan-open") !== isOpen) {
      desk.classList.toggle("studio-plan-open", isOpen);
      trait(bar, "aria-expanded", String(isOpen));
      [...desk.children].filter((each) => each !== element).forEach((each) => (/** @type {HTMLElement} */ (each).inert = isOpen));
      (isOpen ? title : bar).focus({ preventScroll: isOpen });
      element.scrollTop = 0;
    }
  }

  /** Goes to a field of the form. */
  function leave(/** @type {any} */ place) {
    toggle(false);
    go(place);
  }

  function update(/** @type {{isNew: boolean, isReply: boolean}} */ news) {
    const { plan, state } = scheme;
    const errors = state.faults.filter((/** @type {any} */ fault) => fault.severity === "error").length;
    const asks = state.required || [];
    const isOld = state.plan === null;
    old.hidden = !isOld || plan === null;
    element.classList.toggle("studio-is-old", isOld);
    drawAsked(asks);
    body.hidden = plan === null;
    show(line, plan ? [plan.heading.cohort, plan.heading.line].filter(Boolean).join(": ") : "There is a plan as soon as the answers on the left allow one.");
    const open = errors ? `${errors} to put right` : asks.length ? `${asks.length} to answer` : "";
    show(bar, [plan ? (plan.dates.length ? `Plan: ${counted(plan.dates.length, "date")}` : "Your plan") : "No plan yet", open].filter(Boolean).join(", "));
    bar.classList.toggle("studio-bar-fault", errors > 0);
    if (plan && news.isReply) {
      drawPlan(plan, news.isNew ? null : last, isOld);
    }
    if (news.isReply && !news.isNew && errors) {
      announce(`${counted(errors, "answer")} to put right. The plan is the one before.`);
    }
    if (!isOld) {
      last = plan;
    }
  }

  function drawPlan(/** @type {any} */ plan, /** @type {any} */ before, /** @type {boolean} */ isOld) {
    const changed = before && before !== plan ? changedDays(before.dates, plan.dates) : [];
    drawNext(plan.next);
    nextBox.hidden = plan.next.length === 0;
    const cautions = [...plan.warnings, ...plan.given_up];
    drawWarnings(cautions);
    warningBox.hidden = cautions.length === 0;
    show(warningCount, cautions.length === 1 ? "One thing to look at" : `${cautions.length} things to look at`);
    list.update(new Set(changed.map(({ id }) => id)));
    timeline.update(plan);
    drawFigures(plan.figures);
    show(fitsLine, plan.fits_line || "");
    drawFits([...plan.fits].sort((first, second) => rankOf(first) - rankOf(second)));
    drawMoved(plan.moved);
    show(movedLine, plan.moved.length ? "What moved since this plan was opened." : "Nothing has moved since this plan was opened.");
    views.count("Moved", plan.moved.length);
    if (before && !isOld && JSON.stringify(before) !== JSON.stringify(plan)) {
      announce(wordsFor(changed));
    }
  }

  return { element, bar, update, close: () => toggle(false) };
}

/** The dates whose day is not the same any more. */
function changedDays(/** @type {any[]} */ before, /** @type {any[]} */ now) {
  const days = new Map(before.map((item) => [item.id, item.day]));
  return now.filter((item) => days.has(item.id) && days.get(item.id) !== item.day);
}

function wordsFor(/** @type {any[]} */ changed) {
  if (changed.length === 0) {
    return "The plan is up to date. No date moved.";
  }
  const weighty = [...changed].sort((left, right) => Number(right.pin !== null) - Number(left.pin !== null));
  const first = weighty.slice(0, AT_MOST_SAID).map((item) => `${item.what} to ${item.when}`);
  const rest = changed.length - first.length;
  return `${counted(changed.length, "date")} moved: ${first.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.`;
}

/** 0 for what fits, 1 for tight, 2 for what does not fit. */
function rankOf(/** @type {any} */ { verdict }) {
  return /not/i.test(verdict) ? 2 : /tight/i.test(verdict) ? 1 : 0;
}

function fitItem(/** @type {any} */ item) {
  return make(
    "li",
    null,
    make("span", { class: `verdict ${VERDICTS[rankOf(item)]}` }, item.verdict),
    make("span", { class: "studio-fit-title" }, item.title),
    make("span", { class: "studio-help" }, item.why || (item.weeks ? `${item.weeks} weeks` : ""))
  );
}

function movedItem(/** @type {any} */ item) {
  return make(
    "li",
    null,
    make("strong", null, item.what),
    " ",
    make("span", { class: "studio-was" }, `${item.was} \u2192 ${item.now}`),
    item.why ? make("span", { class: "studio-help" }, item.why) : null,
    item.tell ? make("span", { class: "studio-help" }, `Tell: ${item.tell}`) : null
  );
}

/** The drawing, with the same in words below it, and a larger copy over the page. */
function timelineView() {
  const frame = make("div", { class: "drawing studio-drawing", tabindex: "0", role: "group", "aria-label": "Timeline" });
  const rows = make("ul", { class: "studio-rows" });
  const large = make("div", { class: "drawing" });
  const dialog = make("dialog", { class: "studio-large", "aria-label": "Timeline" }, button("Close", () => dialog.close()), large);
  const words = make("details", { class: "studio-more" }, make("summary", null, "The same in words"), rows);
  const element = make("div", null, frame, make("p", null, button("Show it larger", () => dialog.showModal())), words, dialog);
  const drawRows = keyed(rows, ([when, what]) => `${when} ${what}`, ([when, what]) => make("li", null, make("strong", null, when), " ", what));
  let drawn = "";

  function update(/** @type {any} */ plan) {
    element.hidden = !plan.timeline;
    if (plan.timeline && plan.timeline !== drawn) {
      drawn = plan.timeline;
      const drawing = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
      const copy = /** @type {Element} */ (drawing.cloneNode(true));
      copy.querySelectorAll("[id]").forEach((named) => (named.id += "-large"));
      copy.setAttribute("aria-labelledby", (drawing.getAttribute("aria-labelledby") || "").split(" ").map((id) => `${id}-large`).join(" "));
      arrange(frame, [document.adoptNode(drawing)]);
      arrange(large, [document.adoptNode(copy)]);
    }
    drawRows(plan.timeline_rows || []);
  }

  return { element, update };
}
