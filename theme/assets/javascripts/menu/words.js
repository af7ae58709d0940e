// What typed words find: whole words and beginnings of words, other words for the same, and spelling within one letter.
// Pure: facts and words go in, scores and reasons come out; no page.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { SHORTEST_CORRECTED, SMALL, isAbbreviation, isNear, key, split, stem, stems } = menu.spelling;

  // How much it says of a project that a word is there.
  const WEIGHTS = { title: 8, also: 6, summary: 4, problem: 1, aim: 1, measures: 1 };
  const TERM = 3;
  const [WHOLE, OTHER_WORD, BEGINNING] = [1, 0.9, 0.6];
  const PLACES = { also: "a related word", problem: "in its problem", aim: "in its aim", measures: "in its measures" };

  // The facts of a menu

  function prepared(facts) {
    const terms = (facts.terms || []).map((term) => ({
      facet: term.facet || null,
      id: term.id || null,
      title: term.title,
      forms: [term.title, ...term.also].map(key),
      // "Tests" in a text does not mean the theme of diagnostics, but a glossary term means the same in all its forms.
      inText: (term.facet ? [term.title] : [term.title, ...term.also]).map(key),
    }));
    const phrases = new Map(); // Terms, and whether it is an abbreviation, by the stems of each form.
    const words = new Map(); // How often each word occurs.
    const note = (form, term) => {
      const root = key(form);
      const phrase = phrases.get(root) || { form, terms: [], isShort: false };
      phrase.isShort = phrase.isShort || isAbbreviation(form);
      if (term) {
        phrase.terms.push(term);
      }
      phrases.set(root, phrase);
      count(split(form));
    };
    const count = (list) => list.forEach((word) => words.set(word, (words.get(word) || 0) + 1));
    (facts.terms || []).forEach((term, number) => [term.title, ...term.also].forEach((form) => note(form, terms[number])));
    const rows = facts.projects.map((project) => {
      (project.also || []).forEach((form) => note(form, null));
      return rowOf(project, terms, count);
    });
    const longest = Math.max(1, ...[...phrases.keys()].map((root) => root.split(" ").length));
    return { phrases, longest, rows, terms, words, roots: new Set([...words.keys()].map(stem)), last: null };
  }

  // Spaces on both sides of each word, so that a word or phrase is found whole, or from its beginning.
  function rowOf(project, terms, count) {
    const measures = project.measures.flatMap((measure) => [measure.name, measure.counts]);
    const texts = {
      title: [project.title],
      also: project.also || [],
      summary: [project.summary],
      problem: [project.problem],
      aim: [project.aim],
      measures,
    };
    const fields = Object.entries(texts).map(([name, lines]) => {
      const lists = lines.map(split);
      lists.forEach(count);
      const text = lists.map((list) => ` ${list.join(" ")} `).join("|");
      return { name, weight: WEIGHTS[name], text, stems: lists.map((list) => ` ${stems(list)} `).join("|") };
    });
    const own = terms
      .filter(({ facet, id }) => facet !== null && (project.values[facet] || []).includes(id))
      .map((term) => ({ term, weight: TERM + 1 / project.values[term.facet].length }));
    const all = fields.map(({ text, stems: roots }) => `${text}|${roots}`).join("|");
    return { fields, own, all };
  }

  // A search

  // Words that nobody uses here are taken for those that differ by a letter: the most usual of them.
  function corrected(word, index) {
    if (word.length < SHORTEST_CORRECTED || isKnown(word, index)) {
      return word;
    }
    return nearest(word, index) || nearest(stem(word), index) || word;
  }

  function nearest(word, index) {
    const near = [...index.words].filter(([other]) => isNear(word, other));
    near.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return near.length ? near[0][0] : "";
  }

  function isKnown(word, index) {
    return index.roots.has(stem(word)) || [...index.words.keys()].some((other) => other.startsWith(word));
  }

  // What is looked for: the longest known phrases first, then single words; small words only if there is nothing else.
  function needlesOf(query, index) {
    const typed = query
      .split(/\s+/)
      .flatMap((chunk, place) => split(chunk).map((word) => ({ chunk, place, typed: word, word: corrected(word, index) })));
    const needles = [];
    for (let at = 0; at < typed.length; ) {
      let length = Math.min(index.longest, typed.length - at);
      while (length > 1 && !index.phrases.has(stems(wordsOf(typed.slice(at, at + length))))) {
        length -= 1;
      }
      needles.push(needleOf(typed.slice(at, at + length), index));
      at += length;
    }
    const large = needles.filter(({ isSmall }) => !isSmall);
    return large.length ? large : needles.filter(({ terms }) => terms.length);
  }

  function needleOf(typed, index) {
    const own = wordsOf(typed);
    const { form, terms, isShort } = index.phrases.get(stems(own)) || { form: "", terms: [], isShort: false };
    const chunks = typed.filter(({ place }, number) => number === 0 || typed[number - 1].place !== place).map(({ chunk }) => chunk);
    const isCorrected = typed.some((each) => each.typed !== each.word);
    const isSmall = own.length === 1 && SMALL.has(own[0]);
    const large = own.length > 1 && !isShort ? own.filter((word) => !SMALL.has(word)) : [];
    const apart = large.map((word) => ({ own: [word], terms: [], begun: begunBy([word], index), apart: [], isShort: false, isSmall: false }));
    const begun = isShort ? new Set() : begunBy(own, index);
    return { own, terms, begun, apart, isShort, isSmall, isCorrected, said: isShort ? form : chunks.join(" ") };
  }

  // The themes, settings and specialties that have a form with a word that begins so.
  function begunBy(words, index) {
    const beginning = ` ${stems(words)}`;
    return new Set(index.terms.filter(({ forms }) => forms.some((form) => ` ${form}`.includes(beginning))));
  }

  function wordsOf(typed) {
    return typed.map(({ word }) => word);
  }

  // How well a project matches one needle, and the best reason; null if it does not.
  function matchOf(row, needle) {
    const reasons = [...inText(row, needle), ...byTerm(row, needle)];
    if (reasons.length === 0) {
      return needle.apart.length ? scattered(row, needle.apart) : null;
    }
    const best = reasons.reduce((a, b) => (b.score > a.score ? b : a));
    return { score: reasons.reduce((sum, reason) => sum + reason.score, 0), reason: best };
  }

  // "IT" may be what is searched for, but "it" is in every text.
  function inText(row, { own, terms, isShort, isSmall }) {
    const whole = ` ${stems(own)} `;
    const beginning = ` ${own.join(" ")}`;
    const isThere = row.all.includes(whole) || (!isShort && row.all.includes(beginning));
    if (isSmall || (!isThere && terms.length === 0)) {
      return [];
    }
    return row.fields.flatMap(({ name, weight, text, stems: roots }) => {
      if (roots.includes(whole)) {
        const isAll = name !== "also" || roots.split("|").includes(whole);
        return [{ score: weight * (isAll ? WHOLE : OTHER_WORD), name, term: null }];
      }
      if (!isShort && text.includes(beginning)) {
        return [{ score: weight * BEGINNING, name, term: null }];
      }
      const term = terms.find(({ inText }) => inText.some((form) => roots.includes(` ${form} `)));
      return term ? [{ score: weight * OTHER_WORD, name, term }] : [];
    });
  }

  function byTerm(row, { terms, begun }) {
    return row.own.flatMap(({ term, weight }) => {
      if (terms.includes(term)) {
        return [{ score: weight, name: term.facet, term }];
      }
      return begun.has(term) ? [{ score: weight * BEGINNING, name: term.facet, term }] : [];
    });
  }

  // A phrase whose words are all there, but apart.
  function scattered(row, apart) {
    const each = apart.map((needle) => matchOf(row, needle));
    if (each.includes(null)) {
      return null;
    }
    const score = each.reduce((sum, match) => sum + match.score, 0) / each.length / 2;
    return { score, reason: each.reduce((a, b) => (b.score < a.score ? b : a)).reason };
  }

  // The score of each project by its place (0: no match), and why it matched. Null without words to look for.
  function matched(query, index) {
    if (index.last === null || index.last.query !== query) {
      const needles = needlesOf(query, index);
      index.last = { query, answer: needles.length ? answerOf(needles, index) : null };
    }
    return index.last.answer;
  }

  function answerOf(needles, index) {
    const results = index.rows.map((row) => {
      const each = needles.map((needle) => matchOf(row, needle));
      return each.includes(null) ? null : each;
    });
    return {
      scores: results.map((each) => (each === null ? 0 : each.reduce((sum, { score }) => sum + score, 0))),
      why: (place) => (results[place] === null ? "" : reasonsOf(needles, results[place])),
    };
  }

  function reasonsOf(needles, each) {
    const reasons = needles.map((needle, number) => reasonOf(needle, each[number].reason)).filter(Boolean);
    return reasons.length ? `Matches ${reasons.join("; ")}` : "";
  }

  // What a reader cannot see on the card; empty if the card shows the words themselves.
  function reasonOf({ own, said, terms, isCorrected }, { name, term }) {
    const meaning = term || (name === "also" && terms.length ? terms[0] : null);
    const words = own.join(" ");
    const parts = [];
    if (isCorrected) {
      parts.push(words);
    }
    if (meaning && key(meaning.title) !== stems(own)) {
      parts.push(lowered(meaning.title));
    } else if (name in PLACES) {
      parts.push(PLACES[name]);
    } else if (name === "specialty" || name === "theme") {
      parts.push(`its ${name}`);
    }
    return parts.length ? `${said}: ${parts.join(", ")}` : "";
  }

  function lowered(title) {
    return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
  }

  menu.words = { matched, needlesOf, prepared };
})();
