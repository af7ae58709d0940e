// A text field with suggestions, as the ARIA practices describe an editable combobox with a list. Anything may be typed.
import { make, show, trait } from "./dom.js";
import { newId } from "./words.js";

const AT_MOST = 8;
const LETTERS = 3;

/** @typedef {{words: string, note: string, value: any}} Suggestion */

/** @param {string} text */
const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/\u2019/g, "'").replace(/[\u0300-\u036f]/g, "");

/** Suggestions whose words all start with what was typed, those first that begin with it.
 *  @param {Suggestion[]} all @param {string} typed */
export function matches(all, typed) {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  const fits = all.filter(({ words, note }) => {
    const own = plain(`${words} ${note}`).split(/[\s(),-]+/);
    return wanted.every((start) => own.some((word) => word.startsWith(start)));
  });
  const begins = (/** @type {Suggestion} */ each) => plain(each.words).startsWith(plain(typed).trim());
  return [...fits.filter(begins), ...fits.filter((each) => !begins(each))];
}

/** @param {HTMLInputElement} input @param {Element} box around it @param {Suggestion[]} all
 *  @returns {{value: () => any}} the value of the suggestion whose words are in the field; null for other text */
export function combobox(input, box, all) {
  const list = make("ul", { class: "studio-options", id: newId("options"), role: "listbox", "aria-label": "Suggestions", hidden: true });
  const status = make("span", { class: "studio-unseen", role: "status" });
  let options = [];
  let active = -1;

  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }).forEach(
    ([name, value]) => input.setAttribute(name, value)
  );
  box.append(list, status);

  function close() {
    list.hidden = true;
    options = [];
    highlight(-1);
    trait(input, "aria-expanded", "false");
  }

  function open() {
    const typed = input.value.trim();
    if (typed.length < LETTERS) {
      close();
      show(status, "");
      return;
    }
    const fits = matches(all, typed);
    options = fits.slice(0, AT_MOST);
    list.replaceChildren(
      ...options.map((each, place) => {
        const option = make("li", { role: "option", id: `${list.id}-${place}`, "aria-selected": "false" }, each.words);
        option.append(each.note ? make("span", { class: "studio-option-note" }, each.note) : "");
        option.addEventListener("mousedown", (event) => event.preventDefault()); // The field keeps the focus.
        option.addEventListener("click", () => choose(place));
        return option;
      })
    );
    const more = fits.length - options.length;
    list.hidden = options.length === 0;
    trait(input, "aria-expanded", String(options.length > 0));
    highlight(-1);
    show(status, fits.length ? `${fits.length} to choose from${more > 0 ? `, the first ${AT_MOST} shown` : ""}.` : "Not on the list: it is taken as you type it.");
  }

  function highlight(/** @type {number} */ place) {
    active = place;
    [...list.children].forEach((option, number) => trait(option, "aria-selected", String(number === active)));
    trait(input, "aria-activedescendant", active < 0 ? null : `${list.id}-${active}`);
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  function choose(/** @type {number} */ place) {
    input.value = options[place].words;
    show(status, "");
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) {
        open();
      } else {
        const next = active + (event.key === "ArrowDown" ? 1 : -1);
        highlight(next > last ? -1 : next < -1 ? last : next);
      }
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });

  return { value: () => all.find(({ words }) => plain(words) === plain(input.value.trim()))?.value ?? null };
}
