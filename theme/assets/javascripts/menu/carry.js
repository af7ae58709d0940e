// Takes a shortlist out of the browser: as text, as a file for Excel, as an email.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});

  const COLUMNS = ["Title", "Summary", "Where", "Weeks", "Hours a month", "Level", "Sponsor", "Status", "Notes", "Address"];

  function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  // Rows are { entry, project, address, status }; project is null if the menu no longer has it.

  function asText(rows, title) {
    return [title, ...rows.map(rowAsText)].join("\n\n") + "\n";
  }

  function rowAsText({ entry, project, address, status }) {
    const note = entry.note.trim() ? [`Notes: ${entry.note.trim()}`] : [];
    if (project === null) {
      return [entry.title, "No longer on this menu.", ...note].join("\n");
    }
    const effort = `${project.weeks} weeks, ${project.hours} hours a month each. ${capital(project.level)}.`;
    const facts = [`${project.where}. ${effort}`, `Sponsor: ${project.sponsor}`];
    return [project.title, project.summary, ...facts, ...(status ? [`Status: ${status}`] : []), ...note, address].join("\n");
  }

  function asCsv(rows) {
    const cells = rows.map(({ entry, project, address, status }) =>
      project === null
        ? [entry.title, "No longer on this menu", "", "", "", "", "", "", entry.note, ""]
        : [
            project.title,
            project.summary,
            project.where,
            project.weeks,
            project.hours,
            capital(project.level),
            project.sponsor,
            status,
            entry.note,
            address,
          ]
    );
    return menu.excelFile.asCsv([COLUMNS, ...cells]);
  }

  // Resolves to whether it worked. Pages without https have only the old command.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyByCommand(text);
    }
  }

  // Hands an address to the share sheet of a phone, or copies it: "shared", "dismissed", "copied" or "refused".
  async function share(title, address) {
    if (navigator.share && window.matchMedia("(pointer: coarse)").matches) {
      try {
        await navigator.share({ title, url: address });
        return "shared";
      } catch (error) {
        if (error.name === "AbortError") {
          return "dismissed";
        }
      }
    }
    return (await copy(address)) ? "copied" : "refused";
  }

  function copyByCommand(text) {
    const before = document.activeElement;
    const field = menu.dom.make("textarea", { class: "menu-unseen", "aria-hidden": "true", tabindex: "-1" });
    field.value = text;
    document.body.append(field);
    field.select();
    let worked = false;
    try {
      worked = document.execCommand("copy");
    } catch {
      worked = false;
    }
    field.remove();
    if (before) {
      before.focus();
    }
    return worked;
  }

  function mailTo(email, title, address) {
    // The address of a page read from a file means nothing to anybody else.
    const link = /^https?:/.test(address) ? `\r\n${address}\r\n` : "";
    const body = `I would like to talk about this project: ${title}\r\n${link}`;
    // An address may have characters that would start the subject.
    const to = encodeURIComponent(email).replace(/%40/g, "@");
    return `mailto:${to}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
  }

  menu.carry = { asCsv, asText, capital, copy, mailTo, share };
})();
