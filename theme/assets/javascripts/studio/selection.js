// Places of cells in a table, counted from 0.

/** A place kept within a number of places. */
export function within(place, number) {
  return Math.max(0, Math.min(number - 1, place));
}

/**
 * All cells between two corners, row by row.
 * @param {{row: number, column: number}} first
 * @param {{row: number, column: number}} last
 */
export function chosenCells(first, last) {
  const rows = range(first.row, last.row);
  const columns = range(first.column, last.column);
  return rows.flatMap((row) => columns.map((column) => ({ row, column })));
}

function range(start, end) {
  const low = Math.min(start, end);
  return Array.from({ length: Math.abs(end - start) + 1 }, (_, number) => low + number);
}
