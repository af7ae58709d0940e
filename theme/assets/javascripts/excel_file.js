// A file of comma-separated values that opens in Excel as it was written.
(function () {
  "use strict";
  const BYTE_ORDER_MARK = "\ufeff"; // Excel recognises UTF-8 by it.

  // Rows are lists of cells.
  function asCsv(rows) {
    return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
  }

  // Excel takes text that starts with some characters for a formula.
  function cellOf(value) {
    const text = String(value);
    return `"${(/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  }

  function download(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  window.pairedLearning = window.pairedLearning || {};
  window.pairedLearning.excelFile = { asCsv, download };
})();
