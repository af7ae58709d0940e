// A field of the form: its label, help, control and faults. The words are those of the workbook's sheets.
import { dayField, dayOf, typedDay } from "./days.js";
import { make, show, trait } from "./dom.js";
import { newId, sentence } from "./words.js";

const PAUSE = 600; // Milliseconds without typing after which text counts as typed.
const LONG = ["note"];
const COLOUR = /^#[0-9a-f]{6}$/i;

/** @typedef {{element: HTMLElement, update: (row: any, value: any, faults: any[]) => void, focus: () => void}} Field */

/** A value of the workbook as somebody would type it. @param {any} value */
export function typed(value) {
  if (value === null || value === undefined) {
    return "";
  }
  if (value.date || value.datetime) {
    return typedDay((value.date || value.datetime).slice(0, 10));
  }
  return value.time ? value.time.slice(0, 5).replace(/^0/, "") : String(value.formula ?? value);
}

/** What is typed, as a value of the workbook. Whatever is not clear is left to the program.
 *  @param {string} text @param {string} kind */
export function valueFrom(text, kind) {
  const clean = text.trim();
  if (clean === "") {
    return null;
  }
  if (kind === "date" && dayOf(clean)) {
    return { date: dayOf(clean) };
  }
  return ["number", "decimal", "hours", "money"].includes(kind) && /^\d{1,9}(\.\d+)?$/.test(clean) ? Number(clean) : clean;
}

/** A row of the sheet Scheme or Choices as a field.
 *  @param {any} row @param {(value: any) => void} onEdit @returns {Field} */
export function field(row, onEdit) {
  const id = newId("field");
  const help = make("p", { class: "studio-help", id: `${id}-help` }, helpOf(row));
  const usual = make("p", { class: "studio-usual", id: `${id}-usual` });
  const fault = make("p", { class: "studio-fault", id: `${id}-fault`, hidden: true });
  const control = controlOf(row, id, onEdit);
  const needed = row.required ? [" ", make("span", { class: "studio-needed" }, "needed")] : [];
  const label = control.isGroup
    ? make("legend", null, row.label, ...needed)
    : make("label", { for: id }, row.label, ...needed);
  const element = make(
    control.isGroup ? "fieldset" : "div",
    { class: `studio-field studio-field-${row.kind}${control.isChoice ? " studio-field-switch" : ""}`, id: `${id}-field` },
    label,
    help,
    control.element,
    usual,
    fault
  );
  help.hidden = !row.help;
  let isFaulty = false;

  function update(/** @type {any} */ now, /** @type {any} */ value, /** @type {any[]} */ faults) {
    control.update(now, value);
    const isAsUsual = value === null || value === undefined || value === "";
    show(usual, now.usual && !control.saysUsual ? `As usual: ${now.usual}` : "");
    usual.hidden = !usual.textContent;
    usual.classList.toggle("studio-instead", !isAsUsual);
    // While somebody types, a new fault waits until the field is left.
    const waits = !isFaulty && control.isText && element.contains(document.activeElement) && faults.every((each) => each.severity === "error");
    const shown = waits ? [] : faults;
    isFaulty = shown.length > 0;
    fault.hidden = !isFaulty;
    element.classList.toggle("studio-has-fault", isFaulty);
    arrangeFaults(fault, shown);
    const described = [help.hidden ? "" : help.id, usual.hidden ? "" : usual.id, isFaulty ? fault.id : ""].filter(Boolean).join(" ");
    control.named.forEach((input) => {
      trait(input, "aria-describedby", described || null);
      trait(input, "aria-invalid", shown.some((each) => each.severity === "error") ? "true" : null);
    });
  }

  return { element, update, focus: () => control.named[0].focus() };
}

/** The help of a field, without what is only so in a cell of a workbook. */
function helpOf(/** @type {any} */ row) {
  const help = row.help || "";
  return row.several && row.choices ? help.replace(/, with semicolons.*$/, ".") : help;
}

/** The words of faults, as on the command line. @param {HTMLElement} element @param {any[]} faults */
export function arrangeFaults(element, faults) {
  const json = JSON.stringify(faults);
  if (element.dataset.faults !== json) {
    element.dataset.faults = json;
    element.replaceChildren(
      ...faults.map((each) =>
        make(
          "span",
          { class: `studio-fault-words studio-${each.severity}` },
          make("strong", null, sentence(each.message)),
          each.help ? make("span", null, ` ${sentence(each.help)}`) : null
        )
      )
    );
  }
}

function controlOf(/** @type {any} */ row, /** @type {string} */ id, /** @type {(value: any) => void} */ onEdit) {
  const words = row.choices || [];
  if (row.several && words.length) {
    return checkboxes(row, id, onEdit);
  }
  if (words.length === 2 && words[0] === "Yes") {
    return switches(row, id, onEdit);
  }
  return row.choices ? select(row, id, onEdit) : text(row, id, onEdit);
}

function text(/** @type {any} */ row, /** @type {string} */ id, /** @type {(value: any) => void} */ onEdit) {
  const isLong = LONG.includes(row.id);
  const short = { date: "studio-short", number: "studio-shortest", time: "studio-shortest" }[row.kind] || "";
  const input = make(isLong ? "textarea" : "input", {
    id,
    class: short,
    autocomplete: "off",
    ...(isLong ? { rows: "3" } : { type: "text" }),
    ...(row.kind === "number" ? { inputmode: "numeric" } : {}),
  });
  let timer = 0;
  const give = () => {
    clearTimeout(timer);
    onEdit(valueFrom(input.value, row.kind));
  };
  // A number and a whole day are complete as they stand; other text is so after a pause.
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const isWhole = row.kind === "number" || (row.kind === "date" && dayOf(input.value)) || input.value === "";
    timer = setTimeout(give, isWhole ? 0 : row.kind === "date" || row.kind === "time" ? 3 * PAUSE : PAUSE);
  });
  input.addEventListener("change", give);
  input.addEventListener("blur", give);
  const day = row.kind === "date" ? dayField(input, row.label, give) : null;
  const beside = row.id === "brand.colour" ? colour(/** @type {HTMLInputElement} */ (input), row, give) : null;
  return {
    element: day?.element || beside?.element || input,
    named: [input],
    isText: true,
    update(/** @type {any} */ _, /** @type {any} */ value) {
      const now = typed(value);
      if (document.activeElement !== input && input.value !== now) {
        input.value = now;
      }
      day?.draw();
      beside?.draw();
    },
  };
}

/** The browser's own choice of colours beside a text field. */
function colour(/** @type {HTMLInputElement} */ input, /** @type {any} */ row, /** @type {() => void} */ chosen) {
  const picker = make("input", { type: "color", class: "studio-colour", "aria-label": `Choose: ${row.label}` });
  const draw = () => (picker.value = COLOUR.test(input.value) ? input.value : row.usual || "#000000");
  picker.addEventListener("change", () => {
    input.value = picker.value;
    chosen();
  });
  input.classList.add("studio-short");
  return { element: make("span", { class: "studio-day" }, input, picker), draw };
}

function select(/** @type {any} */ row, /** @type {string} */ id, /** @type {(value: any) => void} */ onEdit) {
  const input = make("select", { id });
  input.addEventListener("change", () => onEdit(input.value || null));
  let drawn = "";
  return {
    element: input,
    named: [input],
    saysUsual: true,
    update(/** @type {any} */ now, /** @type {any} */ value) {
      const chosen = typed(value);
      const words = chosen && !now.choices.includes(chosen) ? [...now.choices, chosen] : now.choices;
      const empty = now.usual ? `As usual: ${now.usual}` : "Choose";
      const json = JSON.stringify([empty, words]);
      if (drawn !== json) {
        drawn = json;
        input.replaceChildren(make("option", { value: "" }, empty), ...words.map((/** @type {string} */ each) => make("option", null, each)));
      }
      input.value = chosen;
    },
  };
}

/** Yes, No, or as usual. */
function switches(/** @type {any} */ row, /** @type {string} */ id, /** @type {(value: any) => void} */ onEdit) {
  const usual = make("span");
  const choices = [["", usual], ...row.choices.map((/** @type {string} */ word) => [word, make("span", null, word)])];
  const inputs = choices.map(([value]) => make("input", { type: "radio", name: id, value, on: { change: () => onEdit(value || null) } }));
  const element = make(
    "div",
    { class: "studio-switch" },
    ...choices.map(([, words], place) => make("label", null, inputs[place], words))
  );
  return {
    element,
    named: inputs,
    isGroup: true,
    isChoice: true,
    saysUsual: true,
    update(/** @type {any} */ now, /** @type {any} */ value) {
      const isBrief = (now.usual || "").length <= 12;
      show(usual, now.usual && isBrief ? `As usual: ${now.usual}` : "As usual");
      const chosen = value === true ? "Yes" : value === false ? "No" : typed(value);
      inputs.forEach((input) => (input.checked = input.value === chosen));
    },
  };
}

/** Several of a list, in the order in which they were ticked. */
function checkboxes(/** @type {any} */ row, /** @type {string} */ id, /** @type {(value: any) => void} */ onEdit) {
  let chosen = /** @type {string[]} */ ([]);
  const order = make("p", { class: "studio-order" });
  const inputs = row.choices.map((/** @type {string} */ word) =>
    make("input", {
      type: "checkbox",
      value: word,
      name: id,
      on: {
        change: (/** @type {Event} */ event) => {
          const { checked } = /** @type {HTMLInputElement} */ (event.target);
          chosen = checked ? [...chosen, word] : chosen.filter((each) => each !== word);
          onEdit(chosen.join("; ") || null);
        },
      },
    })
  );
  const labels = inputs.map((/** @type {HTMLInputElement} */ input) => make("label", null, input, make("span", null, input.value)));
  return {
    element: make("div", { class: "studio-checks" }, ...labels, order),
    named: inputs,
    isGroup: true,
    update(/** @type {any} */ _, /** @type {any} */ value) {
      chosen = typed(value).split(";").map((word) => word.trim()).filter(Boolean);
      inputs.forEach((/** @type {HTMLInputElement} */ input) => (input.checked = chosen.includes(input.value)));
      show(order, chosen.length > 1 ? `In this order: ${chosen.join(", then ")}` : "");
      order.hidden = !order.textContent;
    },
  };
}

