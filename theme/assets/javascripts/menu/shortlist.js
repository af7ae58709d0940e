// A reader's shortlist, one for each menu: stored in this browser only. Without storage it lasts as long as the page.
(function () {
  "use strict";
  const menu = window.pairedLearning;
  const { canKeep, read, write } = menu.stored;

  const KEY = "paired-learning-shortlist:";
  const LAST_MENU = "paired-learning-menu";
  const MOST_COMPARED = 4;
  const LONGEST = 10000;

  // Ignores whatever else is stored.
  function entriesOf(stored) {
    const list = stored && Array.isArray(stored.projects) ? stored.projects : [];
    const seen = new Set();
    return list
      .filter((entry) => entry && typeof entry.id === "string" && !seen.has(entry.id) && seen.add(entry.id))
      .map(({ id, title, note, compare }) => ({ id, title: words(title) || id, note: words(note), compare: compare === true }));
  }

  function words(value) {
    return typeof value === "string" ? value.slice(0, LONGEST) : "";
  }

  // `changed` is called after each change, including one in another tab.
  function shortlist(name, changed) {
    const key = KEY + name;
    let entries = entriesOf(read(key));
    let isKept = canKeep();
    const removed = new Map(); // What was removed here comes back with its notes.

    // Another tab may have written since; its version wins.
    function change(work) {
      if (isKept) {
        entries = entriesOf(read(key));
      }
      entries = work(entries);
      isKept = write(key, { projects: entries });
      changed();
    }

    function update(id, values) {
      change((list) => list.map((entry) => (entry.id === id ? Object.assign({}, entry, values) : entry)));
    }

    window.addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) {
        entries = entriesOf(read(key));
        changed();
      }
    });

    return {
      all: () => entries,
      has: (id) => entries.some((entry) => entry.id === id),
      isKept: () => isKept,
      add(id, title) {
        const entry = removed.get(id) || { id, title, note: "", compare: false };
        change((list) => [...list.filter((other) => other.id !== id), entry]);
      },
      remove(id) {
        entries.filter((entry) => entry.id === id).forEach((entry) => removed.set(id, Object.assign({}, entry, { compare: false })));
        change((list) => list.filter((entry) => entry.id !== id));
      },
      clear: () => change(() => []),
      // Puts back what was removed; what was added since stays.
      restore: (before) =>
        change((list) => [...before, ...list.filter((entry) => !before.some((other) => other.id === entry.id))]),
      note: (id, note) => update(id, { note: words(note) }),
      // False if as many are compared as fit side by side.
      compare(id, wanted) {
        const others = entries.filter((entry) => entry.compare && entry.id !== id).length;
        if (wanted && others >= MOST_COMPARED) {
          return false;
        }
        update(id, { compare: wanted });
        return true;
      },
    };
  }

  // The button that adds a project to the shortlist and removes it. It names the project if the page shows several.
  function starButton(list, id, title, { isAlone = false, removed = () => {} } = {}) {
    const { make, show, star } = menu.dom;
    const label = make("span", { class: isAlone ? "menu-star-words" : "menu-unseen" });
    const button = make("button", { type: "button", class: "menu-star" }, star(), label);
    button.addEventListener("click", () => {
      const before = list.all();
      if (list.has(id)) {
        list.remove(id);
        removed(before);
      } else {
        list.add(id, title);
      }
    });
    const draw = () => {
      const isOn = list.has(id);
      if (button.getAttribute("aria-pressed") === String(isOn)) {
        return;
      }
      button.setAttribute("aria-pressed", isOn);
      const words = isOn ? "On your shortlist" : "Add to shortlist";
      show(label, isAlone ? words : `${words}: ${title}`);
    };
    draw();
    return { button, draw };
  }

  // The last menu opened, so that a shared project's page knows to which shortlist its star belongs.
  function rememberMenu(facts) {
    const ids = facts.projects.map((project) => project.id);
    write(LAST_MENU, { name: facts.menu, title: facts.title, address: location.href.split("#")[0], ids });
  }

  function lastMenu() {
    const last = read(LAST_MENU);
    const isValid =
      last &&
      [last.name, last.title, last.address].every((value) => typeof value === "string") &&
      Array.isArray(last.ids) &&
      last.address.startsWith(location.protocol === "file:" ? "file:" : `${location.origin}/`);
    return isValid ? last : null;
  }

  menu.shortlist = { LONGEST, lastMenu, rememberMenu, shortlist, starButton };
})();
