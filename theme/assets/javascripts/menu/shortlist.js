// A reader's shortlist: kept in this browser only, apart for each menu. Without a store it lasts as long as the page.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});

  const KEY = "paired-learning-shortlist:";
  const LAST_MENU = "paired-learning-menu";
  const PROBE = "paired-learning-probe";
  const MOST_COMPARED = 4;
  const LONGEST = 10000;

  // A browser that blocks its store throws as soon as one looks at it.
  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  function canKeep() {
    try {
      localStorage.setItem(PROBE, "");
      localStorage.removeItem(PROBE);
      return true;
    } catch {
      return false;
    }
  }

  // Whatever else is in the store is not ours.
  function entriesOf(kept) {
    const list = kept && Array.isArray(kept.projects) ? kept.projects : [];
    const seen = new Set();
    return list
      .filter((one) => one && typeof one.id === "string" && !seen.has(one.id) && seen.add(one.id))
      .map((one) => ({ id: one.id, title: words(one.title) || one.id, note: words(one.note), compare: one.compare === true }));
  }

  function words(value) {
    return typeof value === "string" ? value.slice(0, LONGEST) : "";
  }

  // `changed` is called after each change, also after one in another tab.
  function shortlist(name, changed) {
    const key = KEY + name;
    let entries = entriesOf(read(key));
    let isKept = canKeep();
    const removed = new Map(); // What was taken off here comes back with its notes.

    // Another tab may have written since; what it wrote counts.
    function change(work) {
      if (isKept) {
        entries = entriesOf(read(key));
      }
      entries = work(entries);
      isKept = write(key, { projects: entries });
      changed();
    }

    function update(id, values) {
      change((list) => list.map((one) => (one.id === id ? Object.assign({}, one, values) : one)));
    }

    window.addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) {
        entries = entriesOf(read(key));
        changed();
      }
    });

    return {
      all: () => entries,
      has: (id) => entries.some((one) => one.id === id),
      isKept: () => isKept,
      add(id, title) {
        const entry = removed.get(id) || { id, title, note: "", compare: false };
        change((list) => [...list.filter((one) => one.id !== id), entry]);
      },
      remove(id) {
        entries.filter((one) => one.id === id).forEach((one) => removed.set(id, Object.assign({}, one, { compare: false })));
        change((list) => list.filter((one) => one.id !== id));
      },
      clear: () => change(() => []),
      // Puts back what was there before; what was added since stays.
      restore: (before) =>
        change((list) => [...before, ...list.filter((one) => !before.some((other) => other.id === one.id))]),
      note: (id, note) => update(id, { note: words(note) }),
      // False where as many are compared as fit side by side.
      compare(id, wanted) {
        const others = entries.filter((one) => one.compare && one.id !== id).length;
        if (wanted && others >= MOST_COMPARED) {
          return false;
        }
        update(id, { compare: wanted });
        return true;
      },
    };
  }

  // The button that puts a project on the shortlist and takes it off. It says which one where the page shows many.
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

  // The menu that was opened last, so that a shared project's page knows on whose shortlist its star belongs.
  function rememberMenu(facts) {
    const ids = facts.projects.map((project) => project.id);
    write(LAST_MENU, { name: facts.menu, title: facts.title, address: location.href.split("#")[0], ids });
  }

  function lastMenu() {
    const kept = read(LAST_MENU);
    const isSound =
      kept &&
      [kept.name, kept.title, kept.address].every((value) => typeof value === "string") &&
      Array.isArray(kept.ids) &&
      kept.address.startsWith(location.protocol === "file:" ? "file:" : `${location.origin}/`);
    return isSound ? kept : null;
  }

  menu.shortlist = { LONGEST, lastMenu, rememberMenu, shortlist, starButton };
})();
