// The view of the shortlist: notes, and up to four projects side by side.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { carry } = menu;
  const { counted, make, show, unseen } = menu.dom;

  const COPIED = "Link copied. Whoever opens it sees these projects beside their own; your notes are not in it.";
  const LIST_COPIED = "List copied. Your partner opens their copy of this menu and pastes it into their shortlist.";
  const REFUSED = "This browser does not let the page copy. Print the list or download it.";
  const KEPT = "Kept in this browser only: nobody else sees it, and clearing the browser\u2019s data deletes it.";
  const NOT_KEPT = "This browser does not let the page keep anything: the list is lost when you leave. Print or copy it first.";

  function shelf(context) {
    const { shortlist } = context;
    const heading = make("h2", { tabindex: "-1", id: "menu-shortlist" }, "Your shortlist");
    const kept = make("p", { class: "menu-quiet" });
    const list = make("ul", { class: "menu-entries" });
    const empty = make("p", { class: "menu-empty" }, "Nothing here yet. Press the star of a project to add it.");
    const actions = make("div", { class: "menu-actions" });
    const compared = make("div", { class: "menu-compared" });
    const partner = menu.partner.partner(context);
    const view = make(
      "section",
      { class: "menu-shelf", "aria-labelledby": "menu-shortlist", hidden: true },
      partner.view,
      heading,
      kept,
      actions,
      empty,
      list,
      compared,
      partner.paste
    );
    function goToCompared() {
      const title = compared.querySelector("h3");
      title.scrollIntoView({ block: "start" });
      title.focus({ preventScroll: true });
    }

    const drawn = new Map();

    actions.append(
      action("Share", share),
      action("Print", () => window.print()),
      action("Copy as text", copy),
      action("Download for Excel", () => menu.excelFile.download(`shortlist-${context.facts.menu}.csv`, carry.asCsv(rows()))),
      action("Clear shortlist", clear)
    );

    function action(words, work) {
      return make("button", { type: "button", class: "menu-button", on: { click: work } }, words);
    }

    function rows() {
      return shortlist.all().map((entry) => {
        const project = context.projects.get(entry.id) || null;
        return { entry, project, address: project ? context.addressOf(entry.id) : "", status: project ? project.progress : "" };
      });
    }

    async function copy() {
      const isCopied = await carry.copy(carry.asText(rows(), title()));
      context.news.tell(isCopied ? "Copied." : REFUSED);
    }

    // The address of a page read from a file means nothing on another computer, so the list itself is copied.
    async function share() {
      if (!/^https?:$/.test(location.protocol)) {
        const isCopied = await carry.copy(partner.asText(rows(), title()));
        context.news.tell(isCopied ? LIST_COPIED : REFUSED);
        return;
      }
      const how = await carry.share(title(), `${location.href.split("#")[0]}${partner.hashOf(shortlist.all())}`);
      if (how !== "dismissed" && how !== "shared") {
        context.news.tell(how === "copied" ? COPIED : REFUSED);
      }
    }

    function title() {
      return `Shortlist: ${context.facts.title}`;
    }

    function clear() {
      const before = shortlist.all();
      shortlist.clear();
      context.news.tell(`${counted(before.length, "project")} removed from your shortlist.`, back(before));
      context.news.focus();
    }

    // The button that was pressed is gone, so the focus moves to the undo button.
    function remove(entry) {
      const before = shortlist.all();
      shortlist.remove(entry.id);
      context.news.removed(entry.title, back(before));
      context.news.focus();
    }

    function back(before) {
      return () => {
        shortlist.restore(before);
        heading.focus();
      };
    }

    // Reuses the elements of entries, so that typing a note is not disturbed.
    function draw() {
      const present = rows();
      show(kept, shortlist.isKept() ? KEPT : NOT_KEPT);
      const ids = new Set(present.map((row) => row.entry.id));
      [...drawn.keys()].filter((id) => !ids.has(id)).forEach((id) => {
        drawn.get(id).item.remove();
        drawn.delete(id);
      });
      const number = present.filter((row) => row.entry.compare && row.project).length;
      present.forEach((row, place) => {
        if (!drawn.has(row.entry.id)) {
          drawn.set(row.entry.id, entryItem(context, row, { remove, compare, goToCompared }));
        }
        const { item } = drawn.get(row.entry.id);
        if (list.children[place] !== item) {
          list.insertBefore(item, list.children[place] || null);
        }
        drawn.get(row.entry.id).draw(row.entry, number);
      });
      empty.hidden = present.length > 0;
      actions.hidden = present.length === 0;
      drawCompared(present.filter((row) => row.entry.compare && row.project));
      partner.draw();
    }

    function compare(id, box) {
      drawn.forEach((entry) => entry.refuse(""));
      if (!shortlist.compare(id, box.checked)) {
        box.checked = false;
        drawn.get(id).refuse("Four fit side by side. Untick one first.");
      }
    }

    function drawCompared(chosen) {
      compared.hidden = chosen.length < 2;
      if (chosen.length > 1) {
        compared.replaceChildren(
          make("h3", { id: "menu-compared", tabindex: "-1" }, "Side by side"),
          menu.compare.table(chosen)
        );
      }
    }

    return {
      view,
      draw,
      drawShared: partner.drawShared,
      focus: () => heading.focus(),
      forget: () => drawn.forEach((entry) => entry.refuse("")),
    };
  }

  function entryItem(context, { entry, project, address }, act) {
    const id = `menu-note-${context.serial()}`;
    const note = make("textarea", { id, rows: "2", maxlength: menu.shortlist.LONGEST });
    // A field shows on paper only as much as on the screen.
    const onPaper = make("p", { class: "menu-note-on-paper" });
    note.addEventListener("input", () => context.shortlist.note(entry.id, note.value));
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => act.compare(entry.id, box));
    // Beside the box that was ticked, so that it is in view.
    const hint = make("span", { class: "menu-quiet" }, "Tick another to compare them.");
    const toCompared = make("button", { type: "button", class: "menu-button menu-main", on: { click: act.goToCompared } });
    const refusal = make("p", { class: "menu-refusal", role: "alert" });
    const title = project ? make("a", { href: address }, project.title) : entry.title;
    const item = make(
      "li",
      { class: project ? "menu-entry" : "menu-entry menu-gone" },
      make("h3", { class: "menu-entry-title" }, title),
      ...(project ? factsOf(project) : [make("p", { class: "menu-warm" }, "No longer on this menu. Your notes are still here.")]),
      make("div", { class: "menu-note" }, make("label", { for: id }, "Notes", unseen(` on ${entry.title}`)), note, onPaper),
      make(
        "div",
        { class: "menu-entry-tools" },
        project && make("label", { class: "menu-compare" }, box, make("span", null, "Compare", unseen(` ${entry.title}`))),
        project && hint,
        project && toCompared,
        project && refusal,
        project && project.contact && menu.cards.talkAbout(project, address),
        make(
          "button",
          { type: "button", class: "menu-remove", on: { click: () => act.remove(entry) } },
          "Remove",
          unseen(` ${entry.title}`)
        )
      )
    );
    return {
      item,
      refuse: (words) => show(refusal, words),
      draw(now, number) {
        if (note.value !== now.note && document.activeElement !== note) {
          note.value = now.note;
        }
        show(onPaper, now.note);
        box.checked = now.compare;
        hint.hidden = !now.compare || number > 1;
        toCompared.hidden = !now.compare || number < 2;
        show(toCompared, `Compare ${number} side by side`);
      },
    };
  }

  function factsOf(project) {
    const effort = [counted(project.weeks, "week"), `${counted(project.hours, "hour")} a month each`, carry.capital(project.level)];
    return [
      make("p", { class: "menu-entry-summary" }, project.summary),
      make("p", { class: "menu-quiet" }, [project.where, ...effort, project.progress].filter(Boolean).join(" \u00b7 ")),
    ];
  }

  menu.shelf = { shelf };
})();
