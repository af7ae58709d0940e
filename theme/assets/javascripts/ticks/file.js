// Ticks as a file for Excel: the columns of the sheet Tasks of a scheme's workbook, so that each takes the other's.
(function () {
  "use strict";
  const ID = "Row id";
  const COLUMNS = [ID, "Action", "Owner", "Status", "When"];
  const SETTLED = ["Done", "Not needed"];

  // Rows are { id, action, owner, when, status }; the status is empty for what is still to do.
  function asCsv(rows) {
    const cells = rows.map((row) => [row.id, row.action, row.owner, row.status, row.when]);
    return window.pairedLearning.excelFile.asCsv([COLUMNS, ...cells]);
  }

  // The rows of a file that are settled, as { id, action, status }; null if it has no such columns. The sheet Tasks has
  // lines above its header, and Excel separates by semicolons or tabs in some languages.
  function settled(text) {
    const first = text.replace(/^\ufeff/, "");
    for (const separator of [",", ";", "\t"]) {
      const rows = cellsOf(first, separator);
      const header = rows.findIndex((row) => row.includes("Action") && row.includes("Status"));
      if (header >= 0) {
        const at = (row, title) => (row[rows[header].indexOf(title)] || "").trim();
        return rows
          .slice(header + 1)
          .map((row) => ({ id: at(row, ID), action: at(row, "Action").replace(/^'(?=[=+\-@])/, ""), status: capital(at(row, "Status")) }))
          .filter((row) => SETTLED.includes(row.status) && (row.id || row.action));
      }
    }
    return null;
  }

  function capital(words) {
    return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
  }

  function cellsOf(text, separator) {
    const rows = [[]];
    let cell = "";
    let isQuoted = false;
    const end = () => {
      rows.at(-1).push(cell.trim());
      cell = "";
    };
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at];
      if (isQuoted) {
        if (letter !== '"') {
          cell += letter;
        } else if (text[at + 1] === '"') {
          cell += letter;
          at += 1;
        } else {
          isQuoted = false;
        }
      } else if (letter === '"' && cell.trim() === "") {
        isQuoted = true;
        cell = "";
      } else if (letter === separator) {
        end();
      } else if (letter === "\n") {
        end();
        rows.push([]);
      } else {
        cell += letter;
      }
    }
    end();
    return rows;
  }

  window.pairedLearning = window.pairedLearning || {};
  window.pairedLearning.ticksFile = { asCsv, settled };
})();
