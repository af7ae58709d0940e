// What a planner tries out with pairs: who stays together, who is kept apart, who is taken out or put in.

import { listed } from "./words.js";

/** @typedef {{kind: string, people: {id: string, row: number | undefined}[], words: string}} Change */

const WORDS = { pins: "Together", forbidden: "Apart", without: "Taken out", with: "Put in" };
const LISTS = ["pins", "forbidden"]; // Each change of these is of several people.

/** The changes, which name people by their ids. A new row of the sheet has another id after somebody types in it, and
 *  another number after a save, so both are remembered. @param {any} scheme */
export function changesOf(scheme) {
  /** @type {Change[]} */
  let changes = [];
  /** @type {Map<string, number>} */
  const rows = new Map();
  const sheetRows = () => scheme.sheets.get("People")?.rows || [];
  const isSame = (/** @type {string[]} */ ids, /** @type {Change} */ change) =>
    ids.length === change.people.length && change.people.every(({ id, row }) => ids.includes(current(id, row)));

  /** The id that somebody has now. @param {string} id @param {number} [row] */
  function current(id, row = rows.get(id)) {
    const all = sheetRows();
    return all.some((/** @type {any} */ each) => each.id === id) ? id : all.find((/** @type {any} */ each) => each.row === row)?.id || id;
  }

  return {
    /** @param {string} kind @param {string[]} ids @param {any} people */
    add(kind, ids, people) {
      const words = `${WORDS[/** @type {keyof typeof WORDS} */ (kind)]}: ${listed(ids.map((id) => people[id].name))}`;
      // Whoever is kept apart is no longer pinned, and the other way round.
      const against = { pins: ["forbidden", "without"], forbidden: ["pins"], without: ["pins", "with"], with: ["without"] }[kind] || [];
      changes = changes.filter((change) => !(against.includes(change.kind) && change.people.filter(({ id, row }) => ids.includes(current(id, row))).length >= (kind === "without" || kind === "with" ? 1 : 2)));
      changes.push({ kind, people: ids.map((id) => ({ id, row: rows.get(id) })), words });
    },
    /** @param {Change | undefined} change */
    remove(change) {
      changes = changes.filter((each) => each !== change);
    },
    clear() {
      changes = [];
      rows.clear();
    },
    all: () => changes,
    /** @param {string} kind @param {string[]} ids */
    find: (kind, ids) => changes.find((change) => change.kind === kind && isSame(ids, change)),
    /** Remembers the rows of people. @param {Object<string, any>} people by id */
    learn(people) {
      sheetRows().forEach((/** @type {any} */ { id, row }) => id in people && rows.set(id, row));
    },
    current: (/** @type {string} */ id) => current(id),
    /** The changes as the program takes them. */
    request() {
      const of = (/** @type {string} */ kind) => changes.filter((change) => change.kind === kind).map(({ people }) => people.map(({ id, row }) => current(id, row)));
      return Object.fromEntries(Object.keys(WORDS).map((kind) => [kind, LISTS.includes(kind) ? of(kind) : of(kind).flat()]));
    },
  };
}
