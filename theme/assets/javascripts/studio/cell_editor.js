// The field in which a planner types or chooses the value of one cell.

import { make } from "./dom.js";
import { asChoice, shown } from "./values.js";
import { newId } from "./words.js";

const EXAMPLES = { date: "13/1/2027", time: "9:30" };
const MODES = { number: "numeric", decimal: "decimal", hours: "decimal", money: "decimal", rating: "numeric" };

/**
 * A field for a value: a list to choose from, one line, or several lines of text.
 * @param {object} cell
 * @param {string} cell.kind As in the sheet: text, date, choice ...
 * @param {string[]|null} cell.choices
 * @param {boolean} [cell.strict] Whether only words of the list are allowed.
 * @param {boolean} [cell.several] Whether several values go in, with semicolons between them.
 * @param {import("./values.js").Value} cell.value
 * @param {string} [cell.label] Its name, where no label is beside it.
 * @param {string} [cell.describedBy] Id of its help.
 * @param {string} [cell.id]
 * @returns {{element: HTMLElement, input: HTMLElement, text: () => string, set: (text: string) => void}}
 */
export function cellEditor({ kind, choices, strict = true, several = false, value, label = null, describedBy = null, id = null }) {
  const traits = { id, "aria-label": label, "aria-describedby": describedBy };
  if (kind === "check" || (choices && strict && !several)) {
    return chooser(kind === "check" && !choices ? ["Yes"] : choices, value, traits);
  }
  if (choices) {
    return suggested(choices, several, value, traits);
  }
  return kind === "text" || kind === "choice" ? lines(value, traits) : line(kind, value, traits);
}

function chooser(choices, value, traits) {
  const text = shown(value);
  const words = asChoice(text, choices);
  const foreign = words !== "" && !choices.includes(words);
  const input = make(
    "select",
    { ...traits, class: "sheet-input" },
    make("option", { value: "" }),
    ...choices.map((choice) => make("option", { value: choice }, choice)),
    // A value that is not on the list stays until another is chosen.
    foreign ? make("option", { value: words }, `${words} (not on the list)`) : null
  );
  input.value = words;
  return { element: input, input, text: () => input.value, set: (next) => (input.value = asChoice(next, choices)) };
}

// Suggestions for the value after the last semicolon stand with those before it, so that choosing one keeps them.
function suggested(choices, several, value, traits) {
  const list = make("datalist", { id: newId("list") });
  const input = make("input", { ...traits, type: "text", class: "sheet-input", list: list.id, autocomplete: "off" });
  const fill = () => {
    const before = several ? input.value.slice(0, input.value.lastIndexOf(";") + 1).trim() : "";
    const chosen = before.split(";").map((words) => words.trim());
    const rest = choices.filter((choice) => !chosen.includes(choice));
    list.replaceChildren(...rest.map((choice) => make("option", { value: before ? `${before} ${choice}` : choice })));
  };
  input.value = shown(value);
  input.addEventListener("focus", fill);
  input.addEventListener("input", fill);
  const element = make("span", { class: "sheet-suggested" }, input, list);
  return { element, input, text: () => input.value.replace(/;\s*$/, ""), set: (next) => (input.value = next) };
}

function lines(value, traits) {
  const input = make("textarea", { ...traits, class: "sheet-input", rows: "1" });
  input.value = shown(value);
  return { element: input, input, text: () => input.value, set: (next) => (input.value = next) };
}

function line(kind, value, traits) {
  const input = make("input", {
    ...traits,
    type: "text",
    class: "sheet-input",
    inputmode: MODES[kind] || null,
    placeholder: EXAMPLES[kind] || null,
    autocomplete: "off",
  });
  input.value = shown(value);
  return { element: input, input, text: () => input.value, set: (next) => (input.value = next) };
}
