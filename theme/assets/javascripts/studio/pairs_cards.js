// Draws a proposal: a card for each pair or group, and lists of everybody who is in none.

import { make, unseen } from "./dom.js";
import { button, capital, listed, looks, sentence } from "./words.js";

const AT_ONCE = 4; // The rest of those without a pair is folded away.

/** @typedef {{pin: (ids: string[]) => void, unpin: (ids: string[]) => void, keepApart: (ids: string[]) => void,
 *             takeOut: (id: string) => void, putIn: (id: string) => void}} Acts */

/** A pair or group: who, why, what was given up, and what can be done with it. @param {any} item @param {Acts} acts */
export function cardOf({ group, members, isPinned }, acts) {
  const names = listed(members.map((/** @type {any} */ member) => member.name));
  const isFixed = group.fixed && !isPinned;
  const mark = isPinned ? "Pinned" : isFixed ? "Fixed on the sheet Groups" : "";
  const pin = isPinned
    ? button("Unpin", () => acts.unpin(group.members), { "aria-label": `Unpin ${names}` })
    : button("Pin", () => acts.pin(group.members), { "aria-label": `Pin ${names}` });
  const tools = isFixed ? [] : [pin, ...(members.length === 2 ? [apart(members, acts, "Keep apart")] : [])];
  const who = members.map((/** @type {any} */ member) =>
    make(
      "li",
      null,
      make("span", null, make("strong", null, member.name), make("span", { class: "sheet-quiet" }, ` ${member.of}`)),
      isFixed ? null : button("Take out", () => acts.takeOut(member.id), { ...looks.link, "aria-label": `Take out ${member.name}` })
    )
  );
  return make(
    "li",
    { class: "pairs-card", "data-members": group.members.join() },
    make("div", { class: "pairs-head" }, make("h4", null, group.name, mark ? make("span", { class: "pairs-mark" }, mark) : null), make("div", { class: "pairs-tools" }, ...tools)),
    make("ul", { class: "pairs-who" }, ...who),
    group.met.length ? make("p", { class: "pairs-met" }, sentence(group.met.join("; "))) : null,
    group.given_up.length ? make("p", { class: "pairs-given-up" }, make("strong", null, "Given up: "), sentence(group.given_up.join("; ")).replace(/^./, (letter) => letter.toLowerCase())) : null,
    more(group, members, isFixed, acts, names)
  );
}

function apart(/** @type {any[]} */ two, /** @type {Acts} */ acts, /** @type {string | null} */ word = null) {
  const names = listed(two.map(({ name }) => name));
  return button(word || names, () => acts.keepApart(two.map(({ id }) => id)), { "aria-label": `Keep ${names} apart` });
}

function more(/** @type {any} */ group, /** @type {any[]} */ members, /** @type {boolean} */ isFixed, /** @type {Acts} */ acts, /** @type {string} */ names) {
  const twos = members.length > 2 && !isFixed ? members.flatMap((first, place) => members.slice(place + 1).map((second) => [first, second])) : [];
  const swaps = group.alternatives.map((/** @type {any} */ each) => make("li", null, sentence(each.words)));
  if (!swaps.length && !twos.length) {
    return null;
  }
  const title = capital([swaps.length ? "next best" : "", twos.length ? "keep two apart" : ""].filter(Boolean).join(", "));
  const inside = [
    ...(swaps.length ? [make("ul", null, ...swaps)] : []),
    ...(twos.length ? [make("div", { class: "pairs-tools" }, make("span", null, "Keep two apart:"), ...twos.map((two) => apart(two, acts)))] : []),
  ];
  return make("details", { class: "files-folder" }, make("summary", null, title, unseen(` for ${names}`)), ...inside);
}

/** Rules that cannot hold together. @param {any} proposal @returns {Element[]} */
export function conflictOf({ conflict }) {
  const [first, ...rest] = conflict;
  return first ? [make("div", { class: "pairs-conflict" }, make("p", null, make("strong", null, first)), make("ul", null, ...rest.map((/** @type {string} */ words) => make("li", null, words))))] : [];
}

/** Everybody without a pair, why, and what would help. @param {any} proposal @param {Acts} acts @returns {Element[]} */
export function unmatchedOf({ unmatched, left_over, people, noun }, acts) {
  if (!unmatched.length) {
    return [];
  }
  const items = unmatched.map((/** @type {any} */ { person, sentences: [why, ...help] }) =>
    make(
      "li",
      null,
      make("div", { class: "pairs-head" }, make("span", null, make("strong", null, people[person].name), make("span", { class: "sheet-quiet" }, ` ${people[person].of}`)), takeOut(person, people, acts)),
      why ? make("p", null, why) : null,
      help.length ? make("ul", null, ...help.map((/** @type {string} */ words) => make("li", null, words))) : null
    )
  );
  const rest = items.length > AT_ONCE + 1 ? items.splice(AT_ONCE) : [];
  const more = rest.length ? make("details", { class: "files-folder" }, make("summary", null, `${rest.length} more`), make("ul", { class: "pairs-people" }, ...rest)) : null;
  return [make("section", { class: "pairs-unmatched" }, make("h3", null, `Without a ${noun} (${unmatched.length})`), left_over.length ? make("p", null, left_over.join(" ")) : null, make("ul", { class: "pairs-people" }, ...items), more)];
}

function takeOut(/** @type {string} */ id, /** @type {any} */ people, /** @type {Acts} */ acts) {
  return button("Take out", () => acts.takeOut(id), { ...looks.link, "aria-label": `Take out ${people[id].name}` });
}

/** Reserves, in the order in which to call them. @param {any} proposal @param {Acts} acts */
export function reservesOf({ reserves, people }, acts) {
  const items = reserves.map((/** @type {string} */ id) => outside(id, people, people[id].of, "Put in", acts));
  return items.length ? fold("reserves", `Reserves (${items.length})`, make("ol", { class: "pairs-people" }, ...items)) : null;
}

/** Everybody else on the sheet, and why. @param {any} proposal @param {Acts} acts @param {any} tried */
export function asideOf({ aside, people }, acts, tried) {
  const items = aside.map((/** @type {any} */ { person, why }) => outside(person, people, capital(why), tried.find("without", [person]) ? "Put back" : "Put in", acts));
  return items.length ? fold("aside", `Not considered (${items.length})`, make("ul", { class: "pairs-people" }, ...items)) : null;
}

function outside(/** @type {string} */ id, /** @type {any} */ people, /** @type {string} */ words, /** @type {string} */ act, /** @type {Acts} */ acts) {
  const { name } = people[id];
  const put = button(act, () => acts.putIn(id), { ...looks.link, "aria-label": `${act} ${name}` });
  return make("li", null, make("div", { class: "pairs-head" }, make("span", null, make("strong", null, name), make("span", { class: "sheet-quiet" }, ` ${words}`)), put));
}

/** How wishes were met for different people. @param {any} proposal */
export function fairnessOf({ fairness }) {
  if (!fairness.wishes.length) {
    return null;
  }
  const head = make("tr", null, make("th", { scope: "col" }, "Who"), ...fairness.wishes.map((/** @type {string} */ wish) => make("th", { scope: "col" }, wish)));
  const bodies = [{ title: "", rows: [fairness.everybody] }, ...fairness.splits].filter(({ rows }) => rows.length > 0);
  const table = make(
    "table",
    { class: "pairs-shares" },
    make("caption", null, unseen("How many had each wish met, of those who could")),
    make("thead", null, head),
    ...bodies.map(({ title, rows }) =>
      make("tbody", null, title ? make("tr", null, make("th", { scope: "rowgroup", colspan: String(fairness.wishes.length + 1) }, title)) : null, ...rows.map(fairnessRow))
    )
  );
  const sentences = fairness.sentences.map((/** @type {string} */ words) => make("p", null, words));
  const note = make("p", { class: "sheet-quiet" }, "How many people had each wish met, of those with a partner whom it can be asked of. Of fewer than five people a share says little.");
  return fold("fairness", "Does anybody always lose?", ...sentences, note, make("div", { class: "pairs-table", tabindex: "0", role: "region", "aria-label": "How wishes were met" }, table));
}

function fairnessRow(/** @type {any} */ { name, people, small, shares }) {
  const cells = shares.map((/** @type {any} */ { met, asked }) => make("td", null, asked ? `${met} of ${asked}` : "\u2013"));
  return make("tr", small ? { class: "sheet-quiet" } : null, make("th", { scope: "row" }, `${capital(name)} (${people})`), ...cells);
}

function fold(/** @type {string} */ id, /** @type {string} */ title, /** @type {(Node | null)[]} */ ...inside) {
  return make("details", { class: "studio-more", id: `studio-pairs-${id}` }, make("summary", null, title), ...inside);
}
