// The search box, the filters, a chip for each filter in use, and the help when nothing matches.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { filter } = menu;
  const { counted, make, show, unseen } = menu.dom;

  const PAUSE = 1000; // Milliseconds after which a word counts as typed.

  // The search box and the order

  function searchBox(context) {
    const input = make("input", { type: "search", id: "menu-search", autocomplete: "off", spellcheck: "false", maxlength: "100" });
    let isTyping = false;
    let timer = 0;
    const finish = () => {
      clearTimeout(timer);
      isTyping = false;
    };
    // The first letter adds a history entry; the following letters replace it.
    input.addEventListener("input", () => {
      isTyping = context.go({ query: input.value }, isTyping ? "replace" : "push") || isTyping;
      clearTimeout(timer);
      timer = setTimeout(finish, PAUSE);
    });
    input.addEventListener("blur", finish);
    input.addEventListener("change", finish);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        finish();
      }
    });
    const field = make(
      "div",
      { class: "menu-search", role: "search", "aria-label": "Projects" },
      make("label", { for: "menu-search" }, "Search, such as A&E or discharge"),
      input
    );
    return {
      field,
      input,
      draw: (search) => {
        if (document.activeElement !== input || input.value.trim() !== search.query.trim()) {
          input.value = search.query;
        }
      },
    };
  }

  function sortBox(context) {
    const select = make("select", { id: "menu-sort" }, ...filter.SORTS.map((sort) => make("option", { value: sort.id }, sort.title)));
    select.addEventListener("change", () => context.go({ sort: select.value }));
    return {
      field: make("div", { class: "menu-sort" }, make("label", { for: "menu-sort" }, "Sort by"), select),
      draw(search) {
        show(select.options[0], filter.hasWords(search) ? "Best match first" : filter.SORTS[0].title);
        select.value = search.sort;
      },
    };
  }

  // The filters, each with the number of projects that it would leave. Where there is no room beside the results, they
  // and the order open in a sheet, at whose foot is always how many projects are left.

  function filterPanel(context, sort) {
    const { index } = context;
    const months = monthsBox(context);
    const facets = index.facets.map((facet, place) => facetBox(context, facet, place));
    const done = make("button", { type: "button", class: "menu-button menu-main menu-done" });
    const panel = make(
      "div",
      { class: "menu-filters", id: "menu-filters", role: "group", "aria-label": "Filters" },
      months.field,
      ...facets.map((facet) => facet.field)
    );
    const close = make("button", { type: "button", class: "menu-close", "aria-label": "Close the filters" }, "\u00d7");
    const inside = make("div", { class: "menu-sheet-inside" });
    const sheet = make(
      "dialog",
      { class: "menu-sheet", "aria-labelledby": "menu-sheet-title" },
      make("div", { class: "menu-sheet-head" }, make("h2", { id: "menu-sheet-title" }, "Filters"), close),
      inside,
      make("div", { class: "menu-sheet-foot" }, done)
    );
    const opener = make("button", {
      type: "button",
      class: "menu-button menu-opener",
      "aria-haspopup": "dialog",
    });
    opener.addEventListener("click", () => {
      inside.append(sort.field, panel);
      sheet.showModal();
    });
    [close, done].forEach((button) => button.addEventListener("click", () => sheet.close()));
    // A press beside the sheet is on its backdrop, which belongs to it.
    sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
    sheet.addEventListener("close", () => {
      context.root.querySelector(".menu-bar").after(panel);
      opener.before(sort.field);
      opener.focus();
    });
    return {
      panel,
      sheet,
      opener,
      draw(search, answer) {
        const number = filter.chipsOf(Object.assign({}, search, { query: "" }), index).length;
        show(opener, number ? `Filters (${number})` : "Filters");
        show(done, `Show ${counted(answer.total, "project")}`);
        months.draw(search, answer);
        facets.forEach((facet) => facet.draw(search, answer));
      },
    };
  }

  function monthsBox(context) {
    const { months } = context.index;
    const options = months.map((length) => make("option", { value: length }));
    const select = make("select", { id: "menu-months" }, make("option", { value: "" }, "Any length"), ...options);
    select.addEventListener("change", () => context.go({ months: select.value ? Number(select.value) : null }));
    return {
      field: make("div", { class: "menu-months" }, make("label", { for: "menu-months" }, "Fits a cohort of"), select),
      draw(search, answer) {
        months.forEach((length, place) => show(options[place], lengthInWords(length, answer.verdicts[place])));
        select.value = search.months === null ? "" : String(search.months);
      },
    };
  }

  function lengthInWords(length, verdicts) {
    return `${length} months (${verdicts[filter.FITS]} fit, ${verdicts[filter.TIGHT]} tight)`;
  }

  function facetBox(context, facet, place) {
    const choices = facet.choices.map((choice) => choiceBox(context, facet, choice));
    const number = make("span", { class: "menu-chosen" });
    const fieldset = make("fieldset", null, make("legend", { class: "menu-unseen" }, facet.title), ...choices.map((choice) => choice.label));
    const field = make("details", { class: "menu-facet" }, make("summary", null, facet.title, number), fieldset);
    field.open = place === 0;
    return {
      field,
      draw(search, answer) {
        const chosen = filter.chosenIn(search, facet.id);
        show(number, chosen.size ? ` (${chosen.size})` : "");
        choices.forEach((choice, number) => choice.draw(chosen, answer.counts[place][number]));
      },
    };
  }

  // A choice that would leave nothing is greyed out and says so, but stays enabled, so that it does not lose the focus.
  function choiceBox(context, facet, choice) {
    const input = make("input", { type: "checkbox", name: facet.id, value: choice.id });
    const count = make("span");
    const noun = unseen("");
    const label = make(
      "label",
      { class: "menu-choice" },
      input,
      make("span", { class: "menu-choice-title" }, choice.title),
      make("span", { class: "menu-count" }, unseen(", "), count, noun)
    );
    input.addEventListener("change", () => context.choose(facet.id, choice.id, input.checked));
    return {
      label,
      draw(chosen, number) {
        input.checked = chosen.has(choice.id);
        show(count, String(number));
        show(noun, number === 1 ? " project" : " projects");
        label.classList.toggle("none", number === 0 && !input.checked);
      },
    };
  }

  // The filters in use

  function chipBar(context, searchInput) {
    const bar = make("div", { class: "menu-chips", role: "group", "aria-label": "Chosen filters", hidden: true });
    let drawn = ""; // The filters whose chips are shown.

    // The focus moves to the chip that takes the place of the removed one, or to the search box after the last.
    function drop(place, rest) {
      context.go(rest);
      const left = [...bar.querySelectorAll(".menu-chip")];
      (left[Math.min(place, left.length - 1)] || searchInput).focus();
    }

    function chip({ title, value, rest }, place) {
      const cross = make("span", { class: "menu-cross", "aria-hidden": "true" }, "\u00d7");
      const words = [unseen(`Remove filter ${title}: `), value, cross];
      return make("button", { type: "button", class: "menu-chip", on: { click: () => drop(place, rest) } }, ...words);
    }

    return {
      bar,
      draw(search, index) {
        const key = filter.toHash(Object.assign({}, search, { sort: "theme", view: "", shared: [] }), index);
        if (key === drawn) {
          return;
        }
        drawn = key;
        bar.hidden = key === "";
        bar.replaceChildren(...filter.chipsOf(search, index).map(chip));
        if (key !== "") {
          bar.append(clearAll(context, searchInput));
        }
      },
    };
  }

  function clearAll(context, searchInput) {
    const clear = () => {
      context.go({ chosen: new Map(), months: null, query: "" });
      searchInput.focus();
    };
    return make("button", { type: "button", class: "menu-clear", on: { click: clear } }, "Clear all");
  }

  // When nothing matches: which single filter to remove, and how many projects that would show

  function noMatch(context, searchInput) {
    const box = make("div", { class: "menu-none", hidden: true });
    return {
      box,
      draw(search, answer) {
        box.hidden = answer.total > 0;
        if (box.hidden) {
          return;
        }
        const ways = filter
          .filtersOf(search, context.index)
          .map((way) => Object.assign(way, { number: answer.without[way.place] }))
          .filter((way) => way.number > 0)
          .sort((a, b) => b.number - a.number);
        box.replaceChildren(
          make("p", { class: "menu-none-title" }, "No project matches all of this."),
          make("p", null, ways.length ? "Remove one filter:" : "Removing one filter is not enough: remove two, or clear all."),
          ways.length ? make("ul", null, ...ways.map((way) => make("li", null, wayOut(context, way, searchInput)))) : ""
        );
      },
    };
  }

  function wayOut(context, way, searchInput) {
    const leave = () => {
      context.go(way.rest);
      searchInput.focus();
    };
    const words = `Without ${way.title}: ${way.value}`;
    const number = make("strong", null, counted(way.number, "project"));
    return make("button", { type: "button", class: "menu-button", on: { click: leave } }, words, " \u2013 ", number);
  }

  menu.tools = { chipBar, filterPanel, noMatch, searchBox, sortBox };
})();
