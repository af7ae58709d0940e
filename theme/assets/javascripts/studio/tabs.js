// Tabs as the ARIA practices describe them: arrow keys move between them, and the panel follows.
import { make, show, trait } from "./dom.js";
import { newId } from "./words.js";

/** @param {string} label @param {[string, Element][]} panels */
export function tabs(label, panels) {
  const list = make("div", { class: "studio-tabs", role: "tablist", "aria-label": label });
  const all = panels.map(([title, inside]) => {
    const count = make("span", { class: "studio-tab-count" });
    const tab = make("button", { type: "button", role: "tab", id: newId("tab"), class: "studio-tab" }, title, count);
    const panel = make("div", { role: "tabpanel", id: newId("panel"), "aria-labelledby": tab.id, class: "studio-panel" }, inside);
    trait(tab, "aria-controls", panel.id);
    tab.addEventListener("click", () => choose(tab));
    return { title, tab, panel, count };
  });
  list.append(...all.map(({ tab }) => tab));

  function choose(/** @type {Element} */ chosen) {
    all.forEach(({ tab, panel }) => {
      trait(tab, "aria-selected", String(tab === chosen));
      trait(tab, "tabindex", tab === chosen ? "0" : "-1");
      panel.hidden = tab !== chosen;
    });
  }

  list.addEventListener("keydown", (event) => {
    const place = all.findIndex(({ tab }) => tab === document.activeElement);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const { tab } = all[(next + all.length) % all.length];
      choose(tab);
      tab.focus();
    }
  });
  choose(all[0].tab);

  return {
    element: make("div", { class: "studio-tabbed" }, list, ...all.map(({ panel }) => panel)),
    /** A number beside the title of a tab; nothing for none. @param {string} title @param {number} number */
    count(title, number) {
      show(all.find((each) => each.title === title).count, number ? ` ${number}` : "");
    },
  };
}
