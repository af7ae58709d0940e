// How typed words are compared with those of a text: without capitals, accents and endings, and within one letter. The
// search of the menu and that of the site share it.
(function () {
  "use strict";
  const learning = (window.pairedLearning = window.pairedLearning || {});

  // Left out of a search, unless they belong to a phrase such as "accident and emergency".
  const SMALL = new Set("a an and are as at by for from in into is it of on or our that the their they to up we with".split(" "));
  const SHORTEST_CORRECTED = 5;

  // A search ignores capitals, accents and apostrophes, and reads "&" as "and".
  function folded(text) {
    return unaccented(text).toLowerCase();
  }

  function unaccented(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/['\u2018\u2019]/g, "").replace(/&/g, " and ");
  }

  function split(text) {
    return folded(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  // Without the ending of a plural, of "waited" or of "waiting", so that each finds the others.
  const STEMS = new Map();

  function stem(word) {
    if (!STEMS.has(word)) {
      STEMS.set(word, withoutEnding(word));
    }
    return STEMS.get(word);
  }

  function withoutEnding(word) {
    const singular =
      word.length < 4 || /(ss|us|is)$/.test(word) ? word : word.replace(/ies$/, "y").replace(/(ss|sh|ch|x)es$/, "$1").replace(/s$/, "");
    return singular.length < 6 ? singular : singular.replace(/([^aeiou][aeiou].*)(ing|ed)$/, "$1").replace(/([^aeiouls])\1$/, "$1");
  }

  function stems(words) {
    return words.map(stem).join(" ");
  }

  function key(text) {
    return stems(split(text));
  }

  // A form in capitals, such as DNA, is matched whole: it is not the beginning of another word.
  function isAbbreviation(form) {
    return form === form.toUpperCase() && /\p{L}/u.test(form) && form.length < 9;
  }

  // Whether one letter after the first was added, left out or mistaken, or two neighbours changed places. Of words that
  // differ in the first letter, too many mean something else.
  function isNear(a, b) {
    const [short, long] = a.length <= b.length ? [a, b] : [b, a];
    if (long.length - short.length > 1 || short.length < SHORTEST_CORRECTED - 1 || short[0] !== long[0]) {
      return false;
    }
    let start = 0;
    while (start < short.length && short[start] === long[start]) {
      start += 1;
    }
    const rest = (text, skip) => text.slice(start + skip);
    if (short.length < long.length) {
      return rest(short, 0) === rest(long, 1);
    }
    const isSwapped = short[start] === long[start + 1] && short[start + 1] === long[start] && rest(short, 2) === rest(long, 2);
    return rest(short, 1) === rest(long, 1) || isSwapped;
  }

  learning.spelling = { SHORTEST_CORRECTED, SMALL, folded, isAbbreviation, isNear, key, split, stem, stems, unaccented };
})();
