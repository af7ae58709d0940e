// What typed words find on the whole site, best first. Pure but for `load`, which gives the files of the index by name.
(function () {
  "use strict";
  const learning = (window.pairedLearning = window.pairedLearning || {});
  const { SHORTEST_CORRECTED, SMALL, isNear, split, stem, stems, unaccented } = learning.spelling;

  // Words of questions, which say nothing of what is looked for.
  const QUESTION = new Set(
    "be been can could did do does had has have how i if many me much my no not should so than there this what when where which who why will would you your".split(" ")
  );
  const ABBREVIATION = /^(?=.*[A-Z].*[A-Z]|.*\d.*[A-Z]|.*[A-Z].*\d)([A-Z0-9]{2,8})s?$/; // As in search_text.py.
  const SHORTEST_BEGINNING = 3;
  const LONGEST_NAME = 6; // Words.
  const [SAME_ROOT, BEGINNING] = [0.9, 0.6]; // What "waits" and "waitress" count for "wait", beside the word itself.
  const APART = 0.6; // What the words of a name count where they stand apart.
  const SECTION = 64; // As in search_index.py: a posting is a score and 64 times a section.

  // Files of the index

  // The files that may have words from `from` up to `to`; `files` are in order, each with its first word.
  function filesOf(files, from, to) {
    let start = 0;
    while (start + 1 < files.length && files[start + 1][0] < from) {
      start += 1;
    }
    return files.slice(start).filter(([first], place) => place === 0 || first <= to).map(([, name]) => name);
  }

  // Every word that begins so, in small letters, and every name whose first word does.
  async function rowsOf({ index, load }, beginning) {
    const files = await Promise.all(filesOf(index.words, beginning, `${beginning}\uffff`).map(load));
    return files.flat().filter(([word]) => word.toLowerCase().startsWith(beginning));
  }

  // What the forms of a word begin with: "study" and "studies" share "stud".
  function shared(word) {
    return stem(word).replace(/y$/, "");
  }

  // What is typed

  function typedWords(query) {
    const pieces = query.split(/\s+/).map((chunk) => [chunk, unaccented(chunk).match(/[\p{L}\p{N}]+/gu) || []]);
    return pieces.flatMap(([chunk, words], place) => words.map((typed) => [chunk, place, typed])).map(([chunk, place, typed]) => {
      const short = ABBREVIATION.exec(typed);
      const word = typed.toLowerCase();
      const isSmall = !short && (SMALL.has(word) || QUESTION.has(word) || /^\p{L}$/u.test(word));
      return { chunk, place, word, short: short ? short[1] : null, isSmall };
    });
  }

  async function needlesOf(query, site) {
    const typed = typedWords(query);
    await Promise.all(
      typed.map(async (each) => {
        const beginning = each.word.length < SHORTEST_BEGINNING ? each.word : shared(each.word);
        each.rows = await rowsOf(site, beginning);
        each.own = ownRows(each);
        await correct(each, site);
      })
    );
    const needles = [];
    for (let at = 0; at < typed.length; ) {
      let length = Math.min(LONGEST_NAME, typed.length - at);
      let names = [];
      for (; length > 1 && names.length === 0; length -= 1) {
        names = nameRows(typed.slice(at, at + length));
      }
      length = names.length ? length + 1 : 1;
      needles.push(needleOf(typed.slice(at, at + length), names, site));
      at += length;
    }
    const large = needles.filter(({ isSmall }) => !isSmall);
    return large.length ? large : needles;
  }

  // The rows of a word, each with what it counts. An abbreviation in capitals is that word alone.
  function ownRows({ word, short, rows, isSmall }) {
    const capitals = (short || word.toUpperCase()).replace(/(?<=[A-Z]{2})S$/, "");
    const abbreviations = rows.filter(([other]) => other === (short || word.toUpperCase()) || other === capitals);
    if (short && abbreviations.some(([other]) => /[A-Z]/.test(other))) {
      return abbreviations.map((row) => ({ row, counts: 1 }));
    }
    const root = stem(word);
    const others = rows.flatMap((row) => {
      const [other] = row;
      if (other.includes(" ") || (/[A-Z]/.test(other) && !abbreviations.includes(row))) {
        return [];
      }
      if (abbreviations.includes(row) || other === word) {
        return [{ row, counts: 1 }];
      }
      if (stem(other) === root) {
        return [{ row, counts: SAME_ROOT }];
      }
      return word.length >= SHORTEST_BEGINNING && !isSmall && other.startsWith(word) ? [{ row, counts: BEGINNING }] : [];
    });
    return others;
  }

  // A word that nobody uses here is taken for the most usual of those that differ from it by a letter.
  async function correct(each, site) {
    const { word, own } = each;
    const file = site.index.spelling.find(([letter]) => letter === word[0]);
    if (own.length || each.isSmall || word.length < SHORTEST_CORRECTED || !file) {
      return;
    }
    const words = await site.load(file[1]);
    const near = [word, stem(word)].map((form) => words.filter(([other]) => isNear(form, other))).find((list) => list.length);
    if (near) {
      near.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      each.word = near[0][0];
      each.isCorrected = true;
      each.rows = await rowsOf(site, shared(each.word));
      each.own = ownRows(each);
    }
  }

  // The names that are just these words.
  function nameRows(typed) {
    const root = stems(typed.map(({ word }) => word));
    return typed[0].rows.filter(([name]) => name.includes(" ") && stems(split(name)) === root);
  }

  function needleOf(typed, names, { index }) {
    const large = typed.filter(({ isSmall }) => !isSmall);
    const words = (large.length ? large : typed).map(({ own }) => combined(own));
    const together = combined(names.map((row) => ({ row, counts: 1 })));
    const apart = words.length > 1 || names.length === 0 ? everywhere(words) : new Map();
    apart.forEach((match, entry) => {
      const counts = names.length ? APART * match.score : match.score;
      const before = together.get(entry);
      if (!before || before.score < counts) {
        together.set(entry, { ...match, score: counts, section: before && before.section ? before.section : match.section });
      }
    });
    const rows = names.length ? names : typed.flatMap(({ own }) => own.filter(({ counts }) => counts === 1).map(({ row }) => row));
    return {
      said: typed.filter(({ place }, number) => number === 0 || typed[number - 1].place !== place).map(({ chunk }) => chunk).join(" "),
      taken: typed.map(({ word }) => word).join(" "),
      isCorrected: typed.some(({ isCorrected }) => isCorrected),
      isSmall: large.length === 0 && names.length === 0,
      meaning: rows.map(([, , meaning]) => meaning).find(Boolean) || "",
      // The words of A&E are in every text.
      marked: (large.length || names.length ? large : typed).map(({ word }) => word),
      weight: Math.log(1 + index.entries.length / (1 + together.size)),
      matches: together,
    };
  }

  // By entry: the best score of any of these rows, and its section.
  function combined(own) {
    const result = new Map();
    own.forEach(({ row: [, postings], counts }) => {
      let entry = 0;
      for (let at = 0; at < postings.length; at += 2) {
        entry += postings[at];
        const score = counts * (postings[at + 1] % SECTION);
        const before = result.get(entry);
        if (!before || before.score < score) {
          result.set(entry, { score, section: Math.floor(postings[at + 1] / SECTION) });
        }
      }
    });
    return result;
  }

  // Entries that have all words, with the mean of their scores.
  function everywhere(words) {
    const result = new Map();
    words[0].forEach((first, entry) => {
      const each = words.map((matches) => matches.get(entry));
      if (!each.includes(undefined)) {
        const score = each.reduce((sum, match) => sum + match.score, 0) / each.length;
        result.set(entry, { score, section: each.map(({ section }) => section).find(Boolean) || 0 });
      }
    });
    return result;
  }

  // The answer

  // Whatever has all needles comes first. What lacks some is there only where little else is.
  async function find(query, site) {
    const needles = await needlesOf(query, site);
    const whole = needles.reduce((sum, { weight }) => sum + weight, 0);
    const scores = new Map();
    needles.forEach(({ matches, weight }) => {
      matches.forEach(({ score, section }, entry) => {
        const sum = scores.get(entry) || { score: 0, has: 0, sections: new Map() };
        sum.score += weight * score;
        sum.has += weight;
        if (section) {
          sum.sections.set(section, (sum.sections.get(section) || 0) + weight);
        }
        scores.set(entry, sum);
      });
    });
    const kind = (entry) => parseInt(site.index.entries[entry], 36);
    const results = [...scores].map(([entry, { score, has, sections }]) => ({
      entry,
      kind: kind(entry),
      isWhole: has > whole - 1e-9,
      score: score * (has / whole) ** 2 * site.index.kinds[kind(entry)][2],
      sections: [...sections].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([section]) => section),
    }));
    const complete = results.filter(({ isWhole }) => isWhole);
    const shown = complete.length ? complete : results;
    shown.sort((a, b) => b.score - a.score || a.entry - b.entry);
    return { results: shown, needles, isPartial: complete.length === 0 && results.length > 0 };
  }

  // What a result shows.
  async function record(entry, { index, load }) {
    const [first, name] = index.records.filter(([start]) => start <= entry).pop();
    const [, title, summary, address, sections = [], files = []] = (await load(name))[entry - first];
    return { title, summary, address, sections, files };
  }

  learning.search = Object.assign(learning.search || {}, { find, record });
})();
