// Projects side by side, as a table with a column for each.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { counted, make } = menu.dom;

  const ROWS = [
    ["In short", ({ project }) => project.summary],
    ["Where", ({ project }) => project.where],
    ["Weeks", ({ project }) => counted(project.weeks, "week")],
    ["Hours", ({ project }) => `${counted(project.hours, "hour")} a month each`],
    ["Level", ({ project }) => menu.carry.capital(project.level)],
    ["Does it fit?", ({ project }) => menu.carry.capital(project.fit)],
    ["Fits cohorts", ({ project }) => cohorts(project)],
    ["Sponsor", ({ project }) => project.sponsor],
    ["Aim", ({ project }) => project.aim],
    ["Measures", ({ project }) => make("ul", null, ...project.measures.map(({ name, kind }) => make("li", null, `${name} (${kind})`)))],
    ["The clinician", ({ project }) => project.clinician],
    ["The manager", ({ project }) => project.manager],
    ["Status", ({ status }) => status],
    ["Your notes", ({ entry }) => entry.note],
  ];

  function cohorts(project) {
    if (project.tight === null) {
      return "None";
    }
    const until = project.until === null ? "" : ` to ${project.until}`;
    if (project.fits === null) {
      return `Tight from ${project.tight}${until} months`;
    }
    const isTight = project.tight < project.fits ? ` (tight from ${project.tight})` : "";
    return `From ${project.fits}${until} months${isTight}`;
  }

  // The frame scrolls sideways if the table is wider, so a keyboard must reach it.
  function table(rows) {
    const head = rows.map((row) => make("th", { scope: "col" }, make("a", { href: row.address }, row.project.title)));
    const shown = ROWS.map(([title, of]) => ({ title, cells: rows.map(of) })).filter(({ cells }) => cells.some((cell) => cell !== ""));
    return make(
      "div",
      { class: "menu-table", role: "region", "aria-labelledby": "menu-compared", tabindex: "0" },
      make(
        "table",
        { class: "menu-side-by-side" },
        make("thead", null, make("tr", null, make("td", null), ...head)),
        make(
          "tbody",
          null,
          ...shown.map(({ title, cells }) =>
            make("tr", null, make("th", { scope: "row" }, title), ...cells.map((cell) => make("td", null, cell)))
          )
        )
      )
    );
  }

  menu.compare = { table };
})();
