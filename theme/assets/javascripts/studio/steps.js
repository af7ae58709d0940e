// Which fields and sheets of the workbook are on which step. The only place that says so.

/** @typedef {{
 *    id: string, title: string, lead: string,
 *    fields?: string[], more?: string[], lists?: string[], sheets?: string[], moreSheets?: string[],
 *    isWide?: boolean, view?: string, moreTitle?: string
 *  }} Step
 *  `fields` are rows of the sheet Scheme; those of `more` are folded away, above the view where they have a title. `lists` are sections of the sheet Choices.
 *  `sheets` have rows to fill in; those of `moreSheets` are folded away. A wide step has no plan beside it. `view` is
 *  drawn by a module of its own. */

/** @type {{title: string, steps: Step[]}[]} */
export const GROUPS = [
  {
    title: "Set it up",
    steps: [
      {
        id: "trust",
        title: "Trust and sites",
        lead: "Who you are, where people work, and who takes part from outside.",
        fields: ["name", "short_name"],
        more: ["ods_code", "website"],
        sheets: ["Sites and partners", "Contacts"],
      },
      {
        id: "cohort",
        title: "Cohort and dates",
        lead: "When it starts and how long it lasts. Every other date follows from this.",
        fields: ["cohort.start", "cohort.months", "schedule.weekdays", "schedule.avoid_school_holidays"],
        more: ["cohort.name", "cohort.number", "cohort.starts_after_changeover", "cohort.running", "planning_from"],
        sheets: ["Closed days"],
        lists: ["Quiet periods", "Weeks of notice"],
      },
      {
        id: "who",
        title: "Who takes part",
        lead: "How many, from which staff groups, and how they find their partners.",
        fields: ["cohort.groups", "cohort.group_size", "pairing.method"],
        sheets: ["Who takes part"],
      },
      {
        id: "rooms",
        title: "Workshops and rooms",
        lead: "Which workshops you run, where, and how they are spread.",
        fields: ["schedule.start_time", "schedule.workshop_spacing_weeks", "schedule.workshop_spacing", "schedule.surgery_spacing_weeks"],
        sheets: ["Rooms"],
        isWide: true,
      },
      {
        id: "projects",
        title: "Projects",
        lead: "Which projects you offer. Without any choice all of them are on the menu.",
        sheets: ["Menu"],
        lists: ["Themes of projects", "Services"],
        isWide: true,
      },
      {
        id: "looks",
        title: "Looks and words",
        lead: "Your colour and logo, and what your documents say differently.",
        fields: ["brand.colour", "brand.logo", "brand.logo_text", "note"],
        more: ["framework", "visibility", "example"],
        moreSheets: ["Own words", "Background"],
        lists: ["Forms"],
        view: "beside",
      },
      {
        id: "money",
        title: "Hours and money",
        lead: "What it takes. The usual hours are filled in; prices are yours.",
        sheets: ["Rates", "Costs", "Hours"],
        isWide: true,
      },
    ],
  },
  {
    title: "Run it",
    steps: [
      { id: "status", title: "Where it stands", lead: "What is late, what comes next and whom to speak to.", view: "status" },
      {
        id: "people",
        title: "People",
        lead: "Who applied and who takes part. You can paste a list from Excel.",
        fields: ["records.keep_until"],
        sheets: ["People"],
        isWide: true,
      },
      {
        id: "pairs",
        title: "Find partners",
        lead: "The best pairs or groups for the people on the sheet, with the reasons for each.",
        moreTitle: "What counts, and how much",
        more: [
          "pairing.same_site",
          "pairing.across_departments",
          "pairing.same_department",
          "pairing.near_stage",
          "pairing.similar_needs",
          "pairing.complementary_needs",
          "pairing.named_each_other",
          "pairing.starred_project",
          "pairing.new_partners",
          "pairing.left_over_first",
          "pairing.keep",
          "pairing.half_days",
          "pairing.make_up.clinician",
          "pairing.make_up.manager",
          "pairing.make_up.colleague",
        ],
        view: "pairs",
        isWide: true,
      },
      { id: "groups", title: "Pairs and groups", lead: "Who learns with whom.", sheets: ["Groups"], isWide: true },
      {
        id: "dates",
        title: "Dates and tasks",
        lead: "Mark what is in the diaries and what is done, and keep watch on the risks.",
        sheets: ["Tasks", "Dates", "Risks"],
        isWide: true,
      },
      { id: "sessions", title: "Sessions", lead: "Who came to what.", sheets: ["Sessions"], isWide: true },
      {
        id: "measures",
        title: "Projects and measures",
        lead: "What the groups work on, and what they measured.",
        sheets: ["Projects", "Measures"],
        isWide: true,
      },
    ],
  },
  {
    title: "Take it away",
    steps: [
      { id: "files", title: "Get your files", lead: "Plan, handbook, letters, forms and calendars, made here.", view: "files", isWide: true },
      { id: "letters", title: "Letters to people", lead: "With the names and dates filled in.", view: "letters", isWide: true },
      { id: "evaluation", title: "What came of it", lead: "From people's answers to a page for the board.", view: "evaluation", isWide: true },
    ],
  },
  {
    title: "Now and then",
    steps: [
      { id: "merge", title: "Two copies into one", lead: "", view: "merge" },
      { id: "import", title: "A list of your projects", lead: "", view: "import" },
    ],
  },
];

/** @type {Step[]} */
export const STEPS = GROUPS.flatMap(({ steps }) => steps);

const FIELD_SHEETS = ["Scheme", "Choices"];

/** Whether each row of a sheet is a field of the form. @param {string} name */
export const isOfFields = (name) => FIELD_SHEETS.includes(name);

/** The rows of a field sheet that a step shows, in the order of the step.
 *  @param {any} sheet @param {string[]} ids */
export const rowsOf = (sheet, ids) => ids.map((id) => sheet.rows.find((row) => row.id === id)).filter(Boolean);

/** The step on which a cell is; null if it is on none.
 *  @param {{sheet: string | null, row: number | null}} place @param {Map<string, any>} sheets */
export function stepOf({ sheet, row }, sheets) {
  if (!sheet) {
    return null;
  }
  if (!isOfFields(sheet)) {
    return STEPS.find((step) => [...(step.sheets || []), ...(step.moreSheets || [])].includes(sheet)) || null;
  }
  const field = sheets.get(sheet)?.rows.find((each) => each.row === row);
  return (field && STEPS.find((step) => hasField(step, sheet, field))) || null;
}

function hasField(/** @type {Step} */ step, /** @type {string} */ sheet, /** @type {any} */ field) {
  return sheet === "Choices"
    ? (step.lists || []).includes(field.section)
    : [...(step.fields || []), ...(step.more || [])].includes(field.id);
}
