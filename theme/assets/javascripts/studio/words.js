// Words, names and small controls of the studio's views.

import { make } from "./dom.js";

/** A button with a word and what it does. */
export function button(words, work, traits = {}) {
  return make("button", { type: "button", class: "studio-button", on: { click: work }, ...traits }, words);
}

/** How a button looks: as a link, or as what to do first. */
export const looks = { link: { class: "studio-button studio-link" }, main: { class: "studio-button studio-main" } };

/** Such as a, b and c. */
export function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A line of the program as a sentence: with a full stop, and with quotation marks for what it quotes in backticks. */
export function sentence(line) {
  const words = capital(line.replace(/`([^`]*)`/g, "\u2018$1\u2019"));
  return /[.!?:]$/.test(words) ? words : `${words}.`;
}

/** A fault in words, with what to do about it. @param {{message: string, help?: string}} fault */
export function advised({ message, help }) {
  return [message, help].filter(Boolean).map(sentence).join(" ");
}

/** The title of a column of a sheet, without the mark of those that are needed. */
export function titleOf(column) {
  return column.title.replace(/ \*$/, "");
}

/** Such as 320 KB, 1.4 MB. */
export function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A name that every system takes for a file. */
export function safeName(name) {
  const plain = name
    .normalize("NFC")
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, "-")
    .replace(/^[. ]+|[. ]+$/g, "");
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain;
  return safe.slice(0, 150) || "file";
}

let serial = 0;

/** An id that no other element of the page has. */
export function newId(name) {
  serial += 1;
  return `studio-${name}-${serial}`;
}
