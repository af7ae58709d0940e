// Everything to put right, with links to where it was typed.
import { make, show } from "./dom.js";
import { arrangeFaults } from "./fields.js";
import { isOfFields, stepOf } from "./steps.js";
import { button, looks, sentence } from "./words.js";

const AT_ONCE = 4; // The rest is folded away.

/** @typedef {{sheet: string | null, row: number | null, column: number | null}} Place */

/** The list at the top of a step: what is on this step comes first.
 *  @param {any} scheme @param {import("./steps.js").Step} step @param {(place: Place) => void} go */
export function summaryOf(scheme, step, go) {
  const title = make("h3", null, "");
  const list = make("ul");
  const more = make("ul");
  const moreTitle = make("summary", null, "");
  const fold = make("details", { class: "studio-fold" }, moreTitle, more);
  const element = make("div", { class: "studio-summary", hidden: true }, title, list, fold);
  let drawn = "";

  function update() {
    const errors = sorted(scheme.faults().filter((/** @type {any} */ fault) => fault.severity === "error"));
    const json = JSON.stringify(errors);
    if (json === drawn) {
      return;
    }
    drawn = json;
    element.hidden = errors.length === 0;
    show(title, errors.length === 1 ? "One answer to put right" : `${errors.length} answers to put right`);
    list.replaceChildren(...errors.slice(0, AT_ONCE).map(item));
    more.replaceChildren(...errors.slice(AT_ONCE).map(item));
    show(moreTitle, `${errors.length - AT_ONCE} more`);
    fold.hidden = errors.length <= AT_ONCE;
  }

  const isMine = (/** @type {any} */ place) => stepOf(place, scheme.sheets) === step;

  function sorted(/** @type {any[]} */ faults) {
    const keyed = faults.map((fault) => ({ fault, key: [isMine(fault) ? 0 : 1, fault.sheet || "", fault.row || 0, fault.column || 0] }));
    const compare = (/** @type {any[]} */ left, /** @type {any[]} */ right) => {
      const place = left.findIndex((value, number) => value !== right[number]);
      return place < 0 ? 0 : left[place] < right[place] ? -1 : 1;
    };
    return keyed.sort((left, right) => compare(left.key, right.key)).map(({ fault }) => fault);
  }

  function item(/** @type {any} */ fault) {
    const to = stepOf(fault, scheme.sheets);
    if (to === null) {
      const words = make("li", null);
      arrangeFaults(words, [fault]);
      return words;
    }
    const link = button(labelOf(fault, scheme.sheets), () => go(fault), looks.link);
    const where = to === step ? "" : make("span", { class: "studio-elsewhere" }, ` on ${to.title}`);
    return make("li", null, link, where, ": ", sentence(fault.message));
  }

  return { element, update };
}

/** What a cell is called: the label of its field, or its sheet and cell. */
function labelOf(/** @type {any} */ place, /** @type {Map<string, any>} */ sheets) {
  const row = isOfFields(place.sheet) && sheets.get(place.sheet)?.rows.find((/** @type {any} */ each) => each.row === place.row);
  return row ? row.label : [place.sheet, place.cell].filter(Boolean).join(", ");
}
