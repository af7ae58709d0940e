// Days as people type them, and a field for a day: typed, or chosen from the browser's own calendar.
import { make, show } from "./dom.js";
import { newId } from "./words.js";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** A day such as 2027-01-13 from 13/1/2027, 13.1.2027, 13 January 2027 or 2027-01-13; null if it is none.
 *  @param {string} text */
export function dayOf(text) {
  const typed = text.trim().toLowerCase().replace(/^[a-z]+day,?\s+/, "");
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const figures = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(typed);
  const words = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})$/.exec(typed);
  if (iso) {
    return valid(iso[1], Number(iso[2]), iso[3]);
  }
  if (figures) {
    return valid(figures[3], Number(figures[2]), figures[1]);
  }
  return words ? valid(words[3], MONTHS.findIndex((month) => month.startsWith(words[2])) + 1, words[1]) : null;
}

function valid(/** @type {string} */ year, /** @type {number} */ month, /** @type {string} */ day) {
  const date = new Date(Date.UTC(Number(year), month - 1, Number(day)));
  const isReal = month > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) && Number(year) > 1900;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** As it is typed: 13/1/2027. @param {string} iso */
export const typedDay = (iso) => iso.split("-").reverse().map((figure) => String(Number(figure))).join("/");

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** A month in words: September; three letters are enough beside a day. @param {number} number from 0 */
export const monthName = (number) => MONTHS[number].charAt(0).toUpperCase() + MONTHS[number].slice(1);

/** Weekday, day, month and year of a day, in words. @param {string} iso */
export function wordsOf(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  return { weekday: WEEKDAYS[date.getUTCDay()], day: date.getUTCDate(), month: monthName(date.getUTCMonth()), year: date.getUTCFullYear() };
}

/** In words: Wed 13 Jan 2027. @param {string} iso */
export function dayInWords(iso) {
  const { weekday, day, month, year } = wordsOf(iso);
  return `${weekday} ${day} ${month.slice(0, 3)} ${year}`;
}

const ICON = "M7 3v3M17 3v3M4 9h16M5.5 5h13A1.5 1.5 0 0 1 20 6.5v12a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-12A1.5 1.5 0 0 1 5.5 5z";

function calendarIcon() {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICON);
  icon.append(path);
  return icon;
}

/** Puts a calendar and the day in words beside a text field.
 *  @param {HTMLInputElement} input @param {string} label what the day is, for the name of the button
 *  @param {() => void} [chosen] called when a day was chosen from the calendar
 *  @returns {{element: Element, draw: () => void}} */
export function dayField(input, label, chosen = () => {}) {
  const words = make("span", { class: "studio-day-words", id: newId("day-words") });
  const picker = make("input", { type: "date", class: "studio-picker", tabindex: "-1", "aria-hidden": "true" });
  const open = make("button", { type: "button", class: "studio-calendar", "aria-label": `Choose from a calendar: ${label}` }, calendarIcon());
  const draw = () => show(words, dayOf(input.value) ? dayInWords(dayOf(input.value)) : "");
  open.addEventListener("click", () => {
    picker.value = dayOf(input.value) || "";
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    if (picker.value) {
      input.value = typedDay(picker.value);
      draw();
      input.focus();
      chosen();
    }
  });
  input.addEventListener("input", draw);
  draw();
  const element = make("span", { class: "studio-day" }, input, make("span", { class: "studio-calendar-box" }, open, picker), words);
  return { element, draw };
}
