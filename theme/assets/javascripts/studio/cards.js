// The rows of a sheet as cards with a labelled field for each cell: for a phone, or for whoever likes a form better.

import { cellEditor } from "./cell_editor.js";
import { make, show } from "./dom.js";
import { faultNote } from "./grid.js";
import { rounded } from "./values.js";
import { newId, titleOf } from "./words.js";

const FACTS = 3; // Values that a closed card shows beside its title.

/**
 * @param {ReturnType<import("./table_model.js").tableModel>} model
 * @param {{change: Function, remove: (row: number) => void}} act
 * @param {(row: number, column: number) => object[]} faultsOf
 */
export function cards(model, act, faultsOf) {
  const element = make("ul", { class: "sheet-cards" });
  const drawn = new Map();
  draw();

  function draw() {
    const rows = model.numbers();
    const held = [...element.children].findIndex((item) => item.contains(document.activeElement));
    [...drawn.keys()].filter((row) => !rows.includes(row)).forEach((row) => {
      drawn.get(row).element.remove();
      drawn.delete(row);
    });
    rows.forEach((row, place) => {
      if (!drawn.has(row)) {
        drawn.set(row, card(row));
      }
      const { element: item, draw: again } = drawn.get(row);
      if (element.children[place] !== item) {
        element.insertBefore(item, element.children[place] || null);
      }
      again();
    });
    // The card that had the focus is gone: the one in its place gets it.
    if (held >= 0 && document.activeElement === document.body) {
      element.children[Math.min(held, rows.length - 1)]?.querySelector("summary").focus();
    }
  }

  function card(row) {
    const title = make("span", { class: "sheet-card-title" });
    const facts = make("span", { class: "sheet-card-facts" });
    const inside = make("div", { class: "sheet-fields" });
    const details = make("details", { class: "sheet-card" }, make("summary", null, title, facts), inside);
    const item = make("li", null, details);
    let fields = null;
    details.addEventListener("toggle", () => {
      if (details.open && fields === null) {
        fields = model.columns().map((column) => field(row, column));
        inside.append(...fields.map((each) => each.element), ...foot(row));
        again();
      }
    });

    function again() {
      const columns = model.columns();
      const name = model.nameOf(row);
      const texts = columns.map(({ key, kind }) => rounded(model.valueOf(row, key), kind));
      const wrong = columns.filter((column) => faultsOf(row, column.number).length > 0).length;
      const known = texts.filter((text) => text !== "" && text !== name).slice(0, FACTS);
      show(title, name || (model.isNew(row) ? "Add a row" : `Row ${row}`));
      show(facts, [wrong ? `${wrong} to look at` : "", ...known].filter(Boolean).join(" \u00b7 "));
      details.classList.toggle("sheet-warned", wrong > 0);
      details.classList.toggle("sheet-new", model.isNew(row));
      (fields || []).forEach((each) => each.draw());
    }

    return { element: item, draw: again, details, field: (key) => (fields || []).find((each) => each.key === key) };
  }

  function foot(row) {
    const remove = () => act.remove(row);
    return model.takesNew()
      ? [make("button", { type: "button", class: "studio-button sheet-delete", on: { click: remove } }, "Delete this row")]
      : [];
  }

  function field(row, column) {
    const label = titleOf(column);
    if (!model.isOpen(row, column.key)) {
      const text = make("span", { class: "sheet-value" });
      const element = make("p", { class: "sheet-field" }, make("span", { class: "sheet-label" }, label), text);
      return { key: column.key, element, draw: () => show(text, rounded(model.valueOf(row, column.key), column.kind) || "\u2013") };
    }
    const type = model.typeOf(row, column.key);
    const [id, helpId] = [newId("field"), newId("help")];
    const editor = cellEditor({ ...type, value: model.valueOf(row, column.key), id, describedBy: helpId });
    const notes = make("span", { id: helpId, class: "sheet-notes" });
    const needed = column.required ? make("span", { class: "sheet-needed" }, " (needed)") : "";
    const element = make("p", { class: "sheet-field" }, make("label", { for: id, class: "sheet-label" }, label, needed), editor.element, notes);
    let held = editor.text();
    editor.input.addEventListener("change", () => {
      held = editor.text();
      act.change([{ row, key: column.key, value: model.read(row, column.key, held) }], label);
    });
    return {
      key: column.key,
      element,
      input: editor.input,
      draw() {
        const text = model.textOf(row, column.key);
        if (text !== held && document.activeElement !== editor.input) {
          editor.set(text);
          held = editor.text();
        }
        const faults = faultsOf(row, column.number);
        const help = type.help ? make("span", { class: "sheet-quiet" }, type.help) : "";
        notes.replaceChildren(...(faults.length ? faults.map(faultNote) : [help]));
        editor.input.setAttribute("aria-invalid", String(faults.some((fault) => fault.severity === "error")));
      },
    };
  }

  return {
    element,
    draw,
    describe: () => {},
    focus(row, key) {
      const target = drawn.get(row);
      if (target) {
        target.details.open = true;
        // The fields of a card are made when it opens, which the browser tells a moment later.
        setTimeout(() => (target.field(key)?.input || target.details.querySelector("summary")).focus(), 50);
      }
    },
  };
}
