// The dates of the plan: by month, each with its reason and a button that pins it to a day.
import { dayField, wordsOf } from "./days.js";
import { counted, keyed, make, show, trait } from "./dom.js";
import { arrangeFaults, typed, valueFrom } from "./fields.js";
import { button, looks, newId } from "./words.js";

const KEYS = ["day", "start", "end", "room", "reason"];
const LABELS = { day: "Day", start: "Start", end: "End", room: "Room", reason: "Why this day" };
const NOT_BEFORE = /^not in the plan/i;
const KINDS = { day: "date", start: "time", end: "time", room: "text", reason: "text" };

/** @param {any} scheme @param {(words: string) => void} say @param {(id: string) => void} ask asks for a field of the form */
export function dateList(scheme, say, ask) {
  const kinds = make("select", { id: newId("kinds") });
  const past = button("", () => showPast(past.getAttribute("aria-expanded") !== "true"), { ...looks.link, "aria-expanded": "false" });
  const filter = make("div", { class: "studio-filter" }, make("label", { for: kinds.id }, "Show"), kinds, past);
  const months = make("div", { class: "studio-months" });
  const none = make(
    "p",
    { class: "studio-no-dates", hidden: true },
    "Every date follows from the day of the first workshop. ",
    button("Give the day", () => ask("cohort.start"), looks.link)
  );
  const element = make("div", null, filter, none, months);
  const form = pinForm(scheme, say, () => close(true));
  /** @type {string | null} */
  let pinning = null;
  let drawnKinds = "";
  /** @type {Set<string>} */
  let fresh = new Set();
  /** @type {Map<string, {draw: (items: any[]) => void}>} */
  const lists = new Map();
  const drawMonths = keyed(months, (/** @type {{title: string}} */ each) => each.title, ({ title }) => {
    const list = make("ul", { class: "studio-dates" });
    lists.set(title, { draw: keyed(list, (item) => item.id, drawDate) });
    return make("section", { class: "studio-month" }, make("h4", null, title), list);
  });

  kinds.addEventListener("change", () => update());

  function showPast(/** @type {boolean} */ isShown) {
    trait(past, "aria-expanded", String(isShown));
    update();
  }

  function drawDate(/** @type {any} */ item) {
    const toggle = item.pin
      ? make(
          "button",
          { type: "button", class: "studio-pin", "aria-label": `${item.pinned ? "Pinned" : "Pin"}: ${item.what}`, "aria-expanded": String(pinning === item.id), on: { click: () => (pinning === item.id ? close(true) : open(item)) } },
          item.pinned ? "Pinned" : "Pin"
        )
      : null;
    const place = [item.time, item.room].filter(Boolean).join(" \u00b7 ");
    const look = ["studio-date", item.pinned && "studio-is-pinned", item.past && "studio-is-past", item.moved && "studio-has-moved", fresh.has(item.id) && "studio-fresh"];
    const row = make(
      "li",
      { class: look.filter(Boolean).join(" "), "data-id": item.id },
      whenOf(item),
      make(
        "div",
        { class: "studio-date-words" },
        make("span", { class: "studio-date-what" }, item.what),
        place ? make("span", { class: "studio-date-place" }, place) : null,
        item.moved ? make("span", { class: "studio-date-moved" }, NOT_BEFORE.test(item.moved.was) ? "New." : `Moved. It was ${item.moved.was}.`) : null,
        item.why ? make("span", { class: "studio-date-why" }, item.why) : null
      ),
      toggle
    );
    if (pinning === item.id) {
      row.append(form.element);
    }
    return row;
  }

  function rowOf(/** @type {string} */ id) {
    return [...months.querySelectorAll(".studio-date")].find((row) => /** @type {HTMLElement} */ (row).dataset.id === id);
  }

  function open(/** @type {any} */ item) {
    close(false);
    pinning = item.id;
    rowOf(item.id).append(form.element);
    trait(rowOf(item.id).querySelector(".studio-pin"), "aria-expanded", "true");
    form.open(item);
  }

  function close(/** @type {boolean} */ isFocused) {
    const toggle = pinning && rowOf(pinning)?.querySelector(".studio-pin");
    pinning = null;
    form.element.remove();
    if (toggle) {
      trait(toggle, "aria-expanded", "false");
      if (isFocused) {
        /** @type {HTMLElement} */ (toggle).focus();
      }
    }
  }

  /** @param {Set<string>} [moved] ids of the dates that moved with the last change */
  function update(moved = new Set()) {
    const { dates } = scheme.plan;
    fresh = moved;
    filter.hidden = dates.length === 0;
    none.hidden = dates.length > 0;
    const all = [...new Set(dates.map((/** @type {any} */ item) => item.kind).filter(Boolean))];
    if (drawnKinds !== all.join()) {
      drawnKinds = all.join();
      const before = kinds.value;
      kinds.replaceChildren(make("option", { value: "" }, "Every date"), ...all.map((kind) => make("option", null, kind)));
      kinds.value = all.includes(before) ? before : "";
    }
    const chosen = dates.filter((/** @type {any} */ item) => !kinds.value || item.kind === kinds.value);
    const gone = chosen.filter((/** @type {any} */ item) => item.past).length;
    const showsPast = past.getAttribute("aria-expanded") === "true" || gone === chosen.length;
    past.hidden = gone === 0 || gone === chosen.length;
    show(past, showsPast ? "Hide past dates" : `${counted(gone, "past date")} too`);
    const shown = showsPast ? chosen : chosen.filter((/** @type {any} */ item) => !item.past);
    const byMonth = new Map();
    shown.forEach((/** @type {any} */ item) => {
      const title = item.day ? monthOf(item.day) : "In weeks";
      byMonth.set(title, [...(byMonth.get(title) || []), item]);
    });
    drawMonths([...byMonth.keys()].map((title) => ({ title })));
    byMonth.forEach((items, title) => lists.get(title).draw(items));
    if (pinning && !shown.some((/** @type {any} */ item) => item.id === pinning)) {
      close(false);
    }
    form.update();
  }

  return { element, update };
}

function whenOf(/** @type {any} */ item) {
  if (!item.day) {
    return make("span", { class: "studio-date-when" }, item.when);
  }
  const { weekday, day } = wordsOf(item.day);
  const until = item.last && item.last !== item.day ? wordsOf(item.last) : null;
  const last = until ? [" ", make("span", { class: "studio-date-last" }, `to ${until.day} ${until.month.slice(0, 3)}`)] : [];
  return make(
    "span",
    { class: "studio-date-when" },
    make("span", { class: "studio-date-weekday" }, weekday),
    " ",
    make("span", { class: "studio-date-day" }, String(day)),
    ...last
  );
}

function monthOf(/** @type {string} */ iso) {
  const { month, year } = wordsOf(iso);
  return `${month} ${year}`;
}

/** The small form below a date. It writes the pin cells of the sheet Dates. */
function pinForm(/** @type {any} */ scheme, /** @type {(words: string) => void} */ say, /** @type {() => void} */ close) {
  const inputs = Object.fromEntries(KEYS.map((key) => [key, make("input", { type: "text", id: newId(`pin-${key}`), autocomplete: "off" })]));
  const day = dayField(/** @type {HTMLInputElement} */ (inputs.day), "the day to pin it to");
  const fault = make("p", { class: "studio-fault", id: newId("pin-fault"), role: "alert", hidden: true });
  const unpin = button("Unpin", () => give(true), looks.link);
  const element = make(
    "form",
    { class: "studio-pin-form", novalidate: true },
    ...KEYS.map((key) =>
      make("div", { class: `studio-pin-${key}` }, make("label", { for: inputs[key].id }, LABELS[key]), key === "day" ? day.element : inputs[key])
    ),
    fault,
    make("p", { class: "studio-pin-buttons" }, make("button", { type: "submit", class: "studio-button studio-main" }, "Pin it"), button("Cancel", close), unpin)
  );
  /** @type {any} */
  let item = null;

  element.addEventListener("submit", (event) => {
    event.preventDefault();
    void give(false);
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });

  const faults = () => {
    const { sheet, row } = item.pin;
    return scheme.faults().filter((/** @type {any} */ each) => each.sheet === sheet && each.row === row && each.severity === "error");
  };

  async function give(/** @type {boolean} */ isCleared) {
    const { sheet, row, columns, id_column: idColumn } = item.pin;
    const { what, id } = item;
    const changes = KEYS.filter((key) => columns[key]).map((key) => ({
      sheet,
      row,
      column: columns[key],
      value: isCleared ? null : valueFrom(/** @type {HTMLInputElement} */ (inputs[key]).value, KINDS[key]),
    }));
    if (idColumn) {
      changes.unshift({ sheet, row, column: idColumn, value: isCleared ? null : id });
    }
    await scheme.edit(changes, isCleared ? `unpinning ${what}` : `the pin of ${what}`);
    if (faults().length === 0) {
      say(isCleared ? `${what} is no longer pinned.` : `${what} is pinned.`);
      close();
    }
  }

  function update() {
    if (!item || !element.isConnected) {
      return;
    }
    const now = faults();
    fault.hidden = now.length === 0;
    arrangeFaults(fault, now);
    trait(inputs.day, "aria-describedby", now.length ? fault.id : null);
    trait(inputs.day, "aria-invalid", now.length ? "true" : null);
  }

  return {
    element,
    update,
    open(/** @type {any} */ chosen) {
      item = chosen;
      const { sheet, row, columns } = item.pin;
      KEYS.forEach((key) => {
        const typedNow = columns[key] ? typed(scheme.valueOf(sheet, row, columns[key])) : "";
        const usual = key === "day" && item.day ? typed({ date: item.day }) : "";
        inputs[key].value = typedNow || usual;
      });
      day.draw();
      unpin.hidden = !item.pinned;
      show(fault, "");
      fault.dataset.faults = "";
      fault.hidden = true;
      inputs.day.focus();
      /** @type {HTMLInputElement} */ (inputs.day).select();
      update();
    },
  };
}
