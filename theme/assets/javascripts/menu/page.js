// Puts the menu of projects together: the address decides what is shown.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { filter } = menu;
  const { counted, herald, make, show } = menu.dom;

  const SAID_AFTER = 500; // Milliseconds of quiet before a screen reader hears the number of results.

  const root = document.querySelector(".project-menu");
  const facts = menu.facts || factsOfPage();
  if (root && facts && root.querySelector(".theme") && knows(facts)) {
    start();
  }

  // A page that is a single file has its facts inside.
  function factsOfPage() {
    try {
      return JSON.parse(document.querySelector("script.menu-facts").textContent);
    } catch {
      return null;
    }
  }

  // A browser may have kept the facts of an earlier release: then the page is as it is without scripts.
  function knows({ projects }) {
    const ids = new Set(projects.map(({ id }) => id));
    return [...root.querySelectorAll("[data-project]")].every((link) => ids.has(link.dataset.project));
  }

  function start() {
    const index = filter.indexed(facts);
    const region = make("p", { class: "menu-unseen", role: "status" });
    const say = herald(region, SAID_AFTER);
    const news = menu.news.news(say);
    const shortlist = menu.shortlist.shortlist(facts.menu, drawShortlist);
    let number = 0;
    let search = filter.fromHash(location.hash, index) || filter.everything();
    const context = {
      root,
      facts,
      index,
      shortlist,
      projects: new Map(facts.projects.map((project) => [project.id, project])),
      say,
      news,
      serial: () => (number += 1),
      go,
      choose: (facet, choice, isChosen) => go(filter.withChoice(search, facet, choice, isChosen)),
      addressOf: (id) => cards.addressOf(id),
      focusShortlist: () => shelf.focus(),
    };
    const cards = menu.cards.cards(context);
    const shelf = menu.shelf.shelf(context);
    const box = menu.tools.searchBox(context);
    const sort = menu.tools.sortBox(context);
    const panel = menu.tools.filterPanel(context, sort);
    const chips = menu.tools.chipBar(context, box.input);
    const none = menu.tools.noMatch(context, box.input);
    const total = make("p", { class: "menu-total" });
    const opener = make("button", { type: "button", class: "menu-button menu-to-shortlist" });
    const closer = make("button", { type: "button", class: "menu-button menu-to-all" }, "Back to all projects");
    opener.addEventListener("click", () => {
      go({ view: filter.SHORTLIST });
      shelf.focus();
    });
    closer.addEventListener("click", () => {
      go({ view: "" });
      opener.focus();
    });

    arrange();
    menu.shortlist.rememberMenu(facts);
    window.addEventListener("popstate", follow);
    window.addEventListener("hashchange", follow);
    draw();
    drawShortlist();
    root.classList.add("ready");

    function arrange() {
      const results = make("div", { class: "menu-results" }, total, chips.bar, none.box);
      results.append(...root.children);
      const bar = make("div", { class: "menu-bar" }, box.field, sort.field, panel.opener, opener, closer);
      root.append(bar, panel.panel, results, shelf.view, news.bar, region, panel.sheet);
    }

    // `changes` are changes of the search; `how` is push (a new history entry) or replace. True if the address is new.
    function go(changes, how = "push") {
      search = Object.assign({}, search, changes);
      const hash = filter.toHash(search, index);
      const isNew = hash !== location.hash;
      if (isNew) {
        remember(hash || location.pathname + location.search, how);
      }
      news.hide();
      draw();
      return isNew;
    }

    // A browser may refuse so many history entries; the filter works all the same.
    function remember(address, how) {
      try {
        history[`${how}State`](null, "", address);
      } catch {
        return;
      }
    }

    // After back, forward, a link or a typed address.
    function follow() {
      const wanted = filter.fromHash(location.hash, index);
      if (wanted === null || filter.toHash(wanted, index) === filter.toHash(search, index)) {
        return;
      }
      search = wanted;
      draw();
      if (location.hash && !location.hash.includes("=")) {
        root.scrollIntoView();
      }
    }

    function draw() {
      const answer = filter.answer(search, index);
      const isShortlist = search.view === filter.SHORTLIST;
      box.draw(search);
      sort.draw(search);
      panel.draw(search, answer);
      chips.draw(search, index);
      none.draw(search, answer);
      cards.draw(search, answer);
      show(total, totalOf(search, answer));
      shelf.drawShared(search.shared);
      if (isShortlist !== root.classList.contains("shows-shortlist")) {
        root.classList.toggle("shows-shortlist", isShortlist);
        shelf.view.hidden = !isShortlist;
        shelf.forget();
      }
      if (!isShortlist) {
        context.say(totalOf(search, answer));
      }
    }

    function totalOf(search, answer) {
      const all = counted(index.rows.length, "project");
      const some = answer.total === index.rows.length ? all : `${answer.total.toLocaleString("en-GB")} of ${all}`;
      const length = filter.lengthOf(search, index);
      if (length === null) {
        return some;
      }
      return `${some}. For ${length} months: ${filter.verdictsInWords(answer.verdicts[index.months.indexOf(length)])}.`;
    }

    function drawShortlist() {
      cards.drawStars();
      shelf.draw();
      show(opener, `Shortlist (${shortlist.all().length})`);
    }
  }
})();
