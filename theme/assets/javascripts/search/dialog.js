// The dialog of the search: results as one types, filters by kind, arrow keys from result to result.
(function () {
  "use strict";
  const { dom, search } = window.pairedLearning;
  const { counted, herald, make } = dom;
  const PAUSE = 120; // Milliseconds after a letter before anything is loaded.
  const PAGE = 8; // Results that are shown at once.
  const HINT = "Pages, projects, forms, letters, words explained and files. Arrow keys move through the results.";
  const BROKEN = "The search cannot be loaded. Reload the page to try again.";

  const dialog = document.querySelector("dialog.search");
  const [field, kinds, said, list, more] = ["#search-words", ".search__kinds", ".search__said", ".search__results", ".search__more"].map(
    (name) => dialog.querySelector(name)
  );
  const say = herald(said);
  let answer = null; // What was found, for which words.
  let chosen = null; // The kind that is shown; null: all.
  let shown = 0;
  let turn = 0; // Counts searches, so that a slow one does not replace a later one.

  const site = search.load("index").then((index) => ({ index, load: search.load }));

  async function start() {
    const words = field.value.trim();
    const mine = (turn += 1);
    if (!words) {
      answer = null;
      clear();
      say(HINT);
      return;
    }
    try {
      const found = await search.find(words, await site);
      if (mine === turn) {
        answer = { words, ...found };
        chosen = null;
        await show(mine);
      }
    } catch {
      if (mine === turn) {
        clear();
        say(BROKEN);
      }
    }
  }

  function clear() {
    list.replaceChildren();
    kinds.hidden = true;
    more.hidden = true;
  }

  function inKind() {
    return answer.results.filter(({ kind }) => chosen === null || kind === chosen);
  }

  async function show(mine) {
    const { index } = await site;
    const items = await itemsOf(inKind().slice(0, PAGE), index);
    if (mine !== turn) {
      return;
    }
    showKinds(index);
    list.replaceChildren(...items);
    list.parentElement.scrollTop = 0;
    shown = items.length;
    more.hidden = shown >= inKind().length;
    say(summaryOf());
  }

  async function itemsOf(results, index) {
    const records = await Promise.all(results.map(async ({ entry }) => search.record(entry, await site)));
    return records.map((record, place) => search.item(results[place], record, index.kinds, answer.needles));
  }

  async function showMore() {
    const mine = turn;
    const { index } = await site;
    const items = await itemsOf(inKind().slice(shown, shown + PAGE), index);
    if (mine === turn) {
      list.append(...items);
      shown += items.length;
      more.hidden = shown >= inKind().length;
      items[0].querySelector("a").focus();
    }
  }

  function summaryOf() {
    const { needles, isPartial, results, words } = answer;
    if (results.length === 0) {
      return `Nothing was found for \u201c${words}\u201d. Try fewer or other words.`;
    }
    const corrected = needles.filter(({ isCorrected }) => isCorrected).map(({ said: typed, taken }) => `${taken} instead of ${typed}`);
    const meant = needles
      .filter(({ meaning, taken }) => meaning && meaning.toLowerCase() !== taken)
      .map(({ said: typed, meaning }) => `${typed}: also ${meaning}`);
    return [
      counted(results.length, "result"),
      isPartial ? "Nothing has all of these words" : "",
      corrected.length ? `Searched for ${corrected.join(", ")}` : "",
      ...meant,
    ]
      .filter(Boolean)
      .join(". ");
  }

  // The kinds that were found, each with how many there are.
  function showKinds(index) {
    const numbers = new Map();
    answer.results.forEach(({ kind }) => numbers.set(kind, (numbers.get(kind) || 0) + 1));
    const choices = [...numbers.keys()].sort((a, b) => a - b).map((kind) => choice(kind, index.kinds[kind][1], numbers.get(kind)));
    kinds.replaceChildren(kinds.querySelector("legend"), choice(null, "All", answer.results.length), ...choices);
    kinds.hidden = choices.length < 2;
  }

  function choice(kind, title, number) {
    const choose = () => {
      chosen = kind;
      turn += 1;
      show(turn).then(() => kinds.querySelector("input:checked").focus());
    };
    const input = make("input", { type: "radio", name: "search-kind", checked: chosen === kind, on: { change: choose } });
    return make("label", { class: "search__choice" }, input, make("span", {}, `${title} `, make("b", {}, String(number))));
  }

  // Arrow keys go from the field to the results and back.
  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.type === "radio") {
      return;
    }
    const stops = [field, ...list.querySelectorAll("a")];
    const place = stops.indexOf(document.activeElement);
    if (place >= 0) {
      event.preventDefault();
      stops[Math.min(stops.length - 1, Math.max(0, place + step))].focus();
    }
  }

  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(start, PAUSE);
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first && answer && answer.words === field.value.trim()) {
      first.click();
    }
  });
  dialog.addEventListener("keydown", move);
  // A link to a part of this page leaves the dialog open otherwise.
  list.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
  more.addEventListener("click", showMore);
  start();
})();
