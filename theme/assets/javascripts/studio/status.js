// Where the cohort stands today: what is late, what comes next and whom to speak to.

import { answeredWhenSeen, make, show } from "./dom.js";
import { sentence } from "./words.js";

/** @param {{client: any, scheme: any, say: (words: string) => void}} context */
export function statusView({ client, scheme }) {
  const message = make("p", { class: "sheet-quiet" }, "Working out where it stands");
  const inside = make("div", { class: "status-lists" });
  const element = make("div", { class: "sheet-view status-view" }, message, inside);
  const update = answeredWhenSeen({ element, client, scheme, what: "status", draw });

  function draw(reply) {
    message.hidden = !reply.faults;
    show(message, (reply.faults || []).map((fault) => sentence(fault.message)).join(" "));
    inside.replaceChildren(...(reply.status ? sections(reply) : []));
  }

  return { element, update };
}

function sections({ status, headings }) {
  const first = [
    ...(status.warnings.length ? [listOf("Names in this file", status.warnings.map((words) => make("li", null, words)))] : []),
    listOf("What to do next", status.next_steps.map((words) => make("li", null, words)), "ol"),
  ];
  const fields = Object.entries(headings);
  const lists = fields
    .filter(([field]) => status[field].length > 0)
    .map(([field, { title }]) => listOf(`${title} (${status[field].length})`, status[field].map(itemOf)));
  const nothing = fields
    .filter(([field]) => status[field].length === 0)
    .map(([, words]) => make("li", null, make("strong", null, words.title), ` ${words.nothing}`));
  const rest = nothing.length ? [make("ul", { class: "status-nothing sheet-quiet" }, ...nothing)] : [];
  return [...first, ...lists, ...rest];
}

function listOf(heading, items, tag = "ul") {
  return make("section", null, make("h3", null, heading), make(tag, null, ...items));
}

function itemOf({ what, day, speak_to: calls }) {
  const when = day ? make("span", { class: "status-day" }, dayInWords(day)) : null;
  const spoken = calls.map((call, number) => [number ? "; " : "", ...callOf(call)]).flat();
  return make("li", null, when, make("span", null, sentence(what)), spoken.length ? make("span", { class: "sheet-quiet" }, " Speak to ", ...spoken, ".") : null);
}

function callOf({ name, why, phone, email }) {
  const write = (address) => make("a", { href: `mailto:${address}` }, address);
  return [
    name.includes("@") ? write(name) : name,
    why ? ` (${why})` : "",
    phone ? `, ${phone}` : "",
    ...(email ? [", ", write(email)] : []),
  ];
}

function dayInWords(day) {
  return new Date(`${day}T12:00:00`).toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).replace(",", "");
}
