// Values of cells as the planner sees and types them.

/** @typedef {null|string|number|boolean|{date: string}|{time: string}} Value */

const YES = "Yes";

/**
 * The text of a value: dates as 13/1/2027.
 * @param {Value|undefined} value
 * @returns {string}
 */
export function shown(value) {
  if (value === null || value === undefined) {
    return "";
  }
  if (typeof value === "boolean") {
    return value ? YES : "No";
  }
  if (typeof value === "object") {
    return "date" in value ? dayInWords(value.date) : value.time;
  }
  return String(value);
}

/** The text of a value that is read alone: numbers as in a workbook, such as 1,127.4. */
export function rounded(value, kind) {
  const most = { hours: 1, money: 2 }[kind];
  return typeof value === "number" && most !== undefined ? value.toLocaleString("en-GB", { maximumFractionDigits: most }) : shown(value);
}

function dayInWords(date) {
  const [year, month, day] = date.split("T")[0].split("-").map(Number);
  return `${day}/${month}/${year}`;
}

/**
 * What was typed, as it goes to the program: text, which the program reads as it reads a cell; null for nothing.
 * @param {string} text
 * @returns {Value}
 */
export function typed(text) {
  return text.trim() === "" ? null : text;
}

/** Whether two values look the same. */
export function isSame(first, second) {
  return shown(first) === shown(second);
}

/**
 * The words of a list that a text means, ignoring case and spaces; the text itself if it is none of them.
 * @param {string} text
 * @param {string[]|null} choices
 */
export function asChoice(text, choices) {
  const plain = (words) => words.trim().replace(/\s+/g, " ").toLowerCase();
  return (choices || []).find((words) => plain(words) === plain(text)) ?? text;
}
