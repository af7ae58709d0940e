// What a reader searches for, and which projects match. Pure: facts and a search go in, answers come out; no page.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});

  const SORTS = [
    { id: "theme", title: "Theme" },
    { id: "title", title: "Title" },
    { id: "fit", title: "Best fit first" },
    { id: "weeks", title: "Shortest first" },
    { id: "hours", title: "Fewest hours first" },
    { id: "level", title: "Easiest first" },
  ];
  const LEVELS = ["starter", "moderate", "stretching"];
  const LONGEST_QUERY = 100;
  const SHORTLIST = "shortlist";
  const MOST_SHARED = 200;

  // What the words of a search find; null if it has none.
  function matchedIn(search, index) {
    if (!hasWords(search)) {
      return null;
    }
    index.words = index.words || menu.words.prepared(index.facts);
    return menu.words.matched(search.query, index.words);
  }

  // Facts

  // Works out once whatever stays the same while a reader filters.
  function indexed(facts) {
    const facets = facts.facets.map((facet) => ({
      id: facet.id,
      title: facet.title,
      choices: facet.choices,
      places: new Map(facet.choices.map((choice, place) => [choice.id, place])),
    }));
    return {
      facets,
      months: facts.months,
      usual: facts.usual,
      isOwn: facts.own,
      facts,
      words: null, // Prepared by the first search: a long menu takes a while.
      rows: facts.projects.map((project, place) => ({
        project,
        place,
        fits: new Map(facts.months.map((length, number) => [length, fitOf(project.verdicts[number])])),
        values: facets.map((facet) => placesOf(facet, project.values[facet.id])),
      })),
    };
  }

  function placesOf(facet, ids) {
    return (ids || []).filter((id) => facet.places.has(id)).map((id) => facet.places.get(id));
  }

  // Ranks of verdicts. A project fits no cohort of a length that it is not for.
  const [FITS, TIGHT, DOES_NOT_FIT] = [0, 1, 2];

  function fitOf(verdict) {
    return verdict ? { rank: verdict[0], spare: verdict[1] } : { rank: DOES_NOT_FIT, spare: -Infinity };
  }

  function rankOf(row, months) {
    return row.fits.get(months).rank;
  }

  function fits(row, months) {
    return rankOf(row, months) < DOES_NOT_FIT;
  }

  // The length of cohort by which projects are judged; null for none.
  function lengthOf(search, index) {
    return search.months === null && (index.isOwn || search.sort === "fit") ? index.usual : search.months;
  }

  // A search: the choices of each facet, a length of cohort, words, an order, the view, and somebody else's shortlist

  function everything() {
    return { chosen: new Map(), months: null, query: "", sort: "theme", view: "", shared: [] };
  }

  function chosenIn(search, facetId) {
    return search.chosen.get(facetId) || new Set();
  }

  function withChoice(search, facetId, choiceId, isChosen) {
    const ids = new Set(chosenIn(search, facetId));
    if (isChosen) {
      ids.add(choiceId);
    } else {
      ids.delete(choiceId);
    }
    return withChoices(search, facetId, ids);
  }

  function withChoices(search, facetId, ids) {
    const chosen = new Map(search.chosen);
    if (ids.size) {
      chosen.set(facetId, ids);
    } else {
      chosen.delete(facetId);
    }
    return Object.assign({}, search, { chosen });
  }

  function hasWords(search) {
    return /[\p{L}\p{N}]/u.test(search.query);
  }

  // Only the whole menu in its own order is grouped by theme.
  function isGrouped(search) {
    return search.chosen.size === 0 && search.months === null && !hasWords(search) && search.sort === "theme";
  }

  // By theme, the best match of the words comes first.
  function orderOf(search) {
    return search.sort === "theme" && hasWords(search) ? "match" : search.sort;
  }

  // The address

  // Null for an address of something else on the page, such as a heading.
  function fromHash(hash, index) {
    const text = hash.replace(/^#/, "");
    const search = everything();
    if (text === "") {
      return search;
    }
    if (!text.includes("=")) {
      const theme = index.facets.find((facet) => facet.id === "theme");
      return theme && theme.places.has(text) ? withChoice(search, "theme", text, true) : null;
    }
    return text.split("&").reduce((result, setting) => withSetting(result, setting, index), search);
  }

  // Ignores whatever an address asks for that the menu does not have.
  function withSetting(search, setting, index) {
    const split = setting.indexOf("=");
    const name = setting.slice(0, split);
    const value = setting.slice(split + 1);
    const facet = index.facets.find(({ id }) => id === name);
    if (facet) {
      const ids = value.split(",").map(decoded).filter((id) => facet.places.has(id));
      return withChoices(search, name, new Set(ids));
    }
    const known = {
      months: () => (index.months.includes(Number(value)) ? { months: Number(value) } : {}),
      q: () => ({ query: [...decoded(value)].slice(0, LONGEST_QUERY).join("") }),
      sort: () => (SORTS.some((sort) => sort.id === value) ? { sort: value } : {}),
      view: () => (value === SHORTLIST ? { view: value } : {}),
      projects: () => ({ shared: idsIn(value) }),
    };
    return Object.prototype.hasOwnProperty.call(known, name) ? Object.assign({}, search, known[name]()) : search;
  }

  // Ids of somebody else's shortlist, from an address.
  function idsIn(text) {
    const ids = text.split(",").filter((id) => /^[a-z0-9][a-z0-9-]*$/.test(id));
    return [...new Set(ids)].slice(0, MOST_SHARED);
  }

  // The same from a text that somebody pasted: the whole address, or the end of it.
  function idsPasted(text) {
    const match = /(?:^|[#&\s])projects=([a-z0-9,-]+)/.exec(text);
    return match ? idsIn(match[1]) : [];
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  // An unpaired surrogate, which a script can put into a field, cannot go into an address.
  function encoded(text) {
    try {
      return encodeURIComponent(text);
    } catch {
      return "";
    }
  }

  function toHash(search, index) {
    const settings = index.facets
      .filter((facet) => search.chosen.has(facet.id))
      .map((facet) => `${facet.id}=${choicesOf(search, facet).map((choice) => encoded(choice.id)).join(",")}`);
    if (search.months !== null) {
      settings.push(`months=${search.months}`);
    }
    if (search.query.trim()) {
      settings.push(`q=${encoded(search.query.trim())}`);
    }
    if (search.sort !== "theme") {
      settings.push(`sort=${search.sort}`);
    }
    if (search.view) {
      settings.push(`view=${search.view}`);
    }
    if (search.shared.length) {
      settings.push(`projects=${search.shared.join(",")}`);
    }
    return settings.length ? `#${settings.join("&")}` : "";
  }

  function choicesOf(search, facet) {
    return facet.choices.filter((choice) => chosenIn(search, facet.id).has(choice.id));
  }

  // Answers

  // Which projects match, how many would match with each choice given all other filters, and how many more without each
  // filter. A project that fails only one filter counts towards that filter's numbers; one that fails two, towards none.
  function answer(search, index) {
    const { facets, months, rows } = index;
    const MONTHS = facets.length;
    const WORDS = facets.length + 1;
    const tests = testsOf(search, index);
    const result = {
      matches: new Uint8Array(rows.length),
      total: 0,
      counts: facets.map((facet) => new Uint32Array(facet.choices.length)),
      verdicts: months.map(() => new Uint32Array(3)),
      without: new Uint32Array(WORDS + 1),
    };
    rows.forEach((row) => {
      const failed = tests.filter((test) => !test.passes(row));
      if (failed.length > 1) {
        return;
      }
      const only = failed.length ? failed[0].place : -1;
      if (only < 0) {
        result.matches[row.place] = 1;
        result.total += 1;
      } else {
        result.without[only] += 1;
      }
      row.values.forEach((places, facet) => {
        if (only < 0 || only === facet) {
          places.forEach((place) => (result.counts[facet][place] += 1));
        }
      });
      if (only < 0 || only === MONTHS) {
        months.forEach((length, place) => (result.verdicts[place][rankOf(row, length)] += 1));
      }
    });
    return result;
  }

  function testsOf(search, index) {
    const tests = [];
    index.facets.forEach((facet, place) => {
      const wanted = new Set(placesOf(facet, [...chosenIn(search, facet.id)]));
      if (wanted.size) {
        tests.push({ place, passes: (row) => row.values[place].some((value) => wanted.has(value)) });
      }
    });
    if (search.months !== null) {
      tests.push({ place: index.facets.length, passes: (row) => fits(row, search.months) });
    }
    const words = matchedIn(search, index);
    if (words !== null) {
      tests.push({ place: index.facets.length + 1, passes: (row) => words.scores[row.place] > 0 });
    }
    return tests;
  }

  // The filters in use, each with the search as it would be without it. `place` is its index in `answer().without`.
  function filtersOf(search, index) {
    const filters = [];
    index.facets.forEach((facet, place) => {
      const titles = choicesOf(search, facet).map((choice) => choice.title);
      if (titles.length) {
        filters.push({ place, title: facet.title, value: titles.join(", "), rest: withChoices(search, facet.id, new Set()) });
      }
    });
    if (search.months !== null) {
      const rest = Object.assign({}, search, { months: null });
      filters.push({ place: index.facets.length, title: "Cohort", value: `${search.months} months`, rest });
    }
    if (hasWords(search)) {
      const rest = Object.assign({}, search, { query: "" });
      filters.push({ place: index.facets.length + 1, title: "Search", value: `\u201c${search.query.trim()}\u201d`, rest });
    }
    return filters;
  }

  // One for each choice; `filtersOf` has one for each facet.
  function chipsOf(search, index) {
    return filtersOf(search, index).flatMap((filter) => {
      const facet = index.facets[filter.place];
      return facet
        ? choicesOf(search, facet).map((choice) => ({
            title: facet.title,
            value: choice.title,
            rest: withChoice(search, facet.id, choice.id, false),
          }))
        : [filter];
    });
  }

  // How many projects get each verdict, in the words of the documents.
  function verdictsInWords([fitting, tight, others]) {
    const verb = (number, singular, plural) => `${number} ${number === 1 ? singular : plural}`;
    return [verb(fitting, "fits", "fit"), verb(tight, "is tight", "are tight"), verb(others, "does not fit", "do not fit")].join(", ");
  }

  // Projects in the order of a search, by fit in a cohort of some months; equal ones in the order of the menu.
  function ordered(search, index, months) {
    const compare = new Intl.Collator("en-GB", { numeric: true }).compare;
    const orders = {
      theme: () => 0,
      match: (a, b) => scores[b.place] - scores[a.place],
      title: (a, b) => compare(a.project.title, b.project.title),
      fit: (a, b) => byFit(a.fits.get(months), b.fits.get(months)),
      weeks: (a, b) => a.project.weeks - b.project.weeks,
      hours: (a, b) => a.project.hours - b.project.hours,
      level: (a, b) => LEVELS.indexOf(a.project.level) - LEVELS.indexOf(b.project.level),
    };
    const scores = (matchedIn(search, index) || { scores: index.rows.map(() => 0) }).scores;
    return [...index.rows].sort((a, b) => orders[orderOf(search)](a, b) || a.place - b.place);
  }

  // The best verdict first, and the most weeks to spare first within it.
  function byFit(a, b) {
    return a.rank - b.rank || (a.spare === b.spare ? 0 : b.spare - a.spare);
  }

  menu.filter = {
    DOES_NOT_FIT,
    FITS,
    SHORTLIST,
    SORTS,
    TIGHT,
    answer,
    chipsOf,
    chosenIn,
    everything,
    filtersOf,
    fits,
    fromHash,
    indexed,
    hasWords,
    idsPasted,
    isGrouped,
    lengthOf,
    matchedIn,
    orderOf,
    ordered,
    rankOf,
    toHash,
    verdictsInWords,
    withChoice,
  };
})();
