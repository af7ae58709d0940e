// Blocks of cells as text, as spreadsheet programs put them on the clipboard: tabs between cells, quotes around cells
// that hold tabs, quotes or line breaks.

/**
 * The rows of a block. A quote within a cell that does not begin with one is text. The last line break ends the last row.
 * @param {string} text
 * @returns {string[][]}
 */
export function parseBlock(text) {
  const rows = [];
  let row = [];
  let at = 0;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (;;) {
    const [cell, next] = source[at] === '"' ? quoted(source, at) : plain(source, at);
    row.push(cell);
    if (next >= source.length) {
      rows.push(row);
      return rows;
    }
    if (source[next] === "\n") {
      rows.push(row);
      row = [];
    }
    at = next + 1;
  }
}

// The text of a cell and the place of the tab or line break after it.
function plain(source, at) {
  let end = at;
  while (end < source.length && source[end] !== "\t" && source[end] !== "\n") {
    end += 1;
  }
  return [source.slice(at, end), end];
}

// A cell in quotes; without a closing quote, or with more text after it, it is plain text.
function quoted(source, at) {
  let cell = "";
  for (let place = at + 1; place < source.length; place += 1) {
    if (source[place] !== '"') {
      cell += source[place];
    } else if (source[place + 1] === '"') {
      cell += '"';
      place += 1;
    } else {
      const next = source[place + 1];
      return next === undefined || next === "\t" || next === "\n" ? [cell, place + 1] : plain(source, at);
    }
  }
  return plain(source, at);
}

/** Whether a text has more than one cell. */
export function isBlock(text) {
  const rows = parseBlock(text);
  return rows.length > 1 || rows[0].length > 1;
}

/** @param {string[][]} rows */
export function formatBlock(rows) {
  const cell = (text) => (/["\t\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}
