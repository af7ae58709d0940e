// One result of the search as a list item. Words of the site go into it as text, never as markup.
(function () {
  "use strict";
  const learning = (window.pairedLearning = window.pairedLearning || {});
  const { make } = learning.dom;
  const { stem } = learning.spelling;
  const SECTIONS = 2; // Of a result, at most.

  // A text with the words that were looked for marked.
  function marked(text, needles) {
    const words = needles.flatMap((needle) => needle.marked);
    const roots = new Set(words.map(stem));
    const isMeant = (word) => {
      const plain = learning.spelling.folded(word);
      return roots.has(stem(plain)) || words.some((each) => each.length > 2 && plain.startsWith(each));
    };
    return text
      .split(/([\p{L}\p{N}\p{M}'\u2019]+)/u)
      .filter(Boolean)
      .map((piece) => (/[\p{L}\p{N}]/u.test(piece) && isMeant(piece) ? make("mark", {}, piece) : piece));
  }

  function address(path) {
    return new URL(path, learning.search.root).href;
  }

  function item({ kind, sections }, record, kinds, needles) {
    const [first] = record.files;
    const title = make("a", { class: "search__link", href: address(record.address) }, ...marked(record.title, needles));
    const within = sections.map((number) => record.sections[number - 1]).filter(Boolean).slice(0, SECTIONS);
    const links = first
      ? record.files.map(([path, words]) => make("a", { href: address(path) }, words))
      : within.map(([anchor, heading]) => make("a", { href: address(`${record.address}#${anchor}`) }, ...marked(heading, needles)));
    return make(
      "li",
      { class: "search__result" },
      make("p", { class: "search__kind" }, kinds[kind][0]),
      make("p", { class: "search__title" }, title),
      make("p", { class: "search__summary" }, ...marked(record.summary, needles)),
      links.length ? make("ul", { class: "search__links" }, ...links.map((link) => make("li", {}, link))) : null
    );
  }

  learning.search = Object.assign(learning.search || {}, { item });
})();
