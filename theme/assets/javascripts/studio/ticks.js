// Ticks of the site's planning checklist, to the sheet Tasks and from it, by a file that both take.

import { make, show } from "./dom.js";
import { save } from "./files.js";
import { button } from "./words.js";
import "../excel_file.js";
import "../ticks/file.js";

/** @type {any} */
const { asCsv, settled } = /** @type {any} */ (window).pairedLearning.ticksFile;
export const TASKS = "Tasks";
const SETTLED = ["Done", "Not needed"];
const MOST = 3; // Tasks that the message names.

/** @param {{scheme: any, say: (words: string) => void}} context */
export function ticksBar({ scheme, say }) {
  const message = make("p", { class: "sheet-message" });
  const input = make("input", { type: "file", accept: ".csv,text/csv", hidden: true, on: { change: () => void bringIn() } });
  const element = make(
    "div",
    { class: "sheet-ticks" },
    make(
      "div",
      { class: "sheet-tools", role: "group", "aria-label": "Ticks of the planning checklist" },
      button("Bring in ticks of the checklist", () => input.click()),
      button("Save ticks for the checklist", saveTicks)
    ),
    input,
    message
  );

  const sheet = () => scheme.sheets.get(TASKS);
  const column = (/** @type {string} */ key) => sheet().columns.find((/** @type {any} */ each) => each.key === key).number;
  const textOf = (/** @type {any} */ row, /** @type {string} */ key) => String(scheme.valueOf(TASKS, row.row, column(key)) ?? "").trim();

  async function bringIn() {
    const [file] = input.files;
    const rows = file ? settled(await file.text().catch(() => "")) : [];
    input.value = "";
    if (rows === null) {
      tell("This is not a list of tasks. Choose the file that the planning checklist saved.");
      return;
    }
    const byId = new Map(sheet().rows.map((/** @type {any} */ row) => [row.id, row]));
    const byWords = new Map(sheet().rows.map((/** @type {any} */ row) => [textOf(row, "action"), row]));
    const matched = rows.map((/** @type {any} */ row) => ({ ...row, task: byId.get(row.id) || byWords.get(row.action) }));
    const strangers = matched.filter((/** @type {any} */ row) => !row.task);
    const fresh = matched.filter((/** @type {any} */ row) => row.task && !SETTLED.includes(textOf(row.task, "status")));
    if (fresh.length > 0) {
      const edits = fresh.map((/** @type {any} */ row) => ({ sheet: TASKS, row: row.task.row, column: column("status"), value: row.status }));
      void scheme.edit(edits, `${ticks(fresh.length)} brought in`);
    }
    const names = strangers.slice(0, MOST).map((/** @type {any} */ row) => row.action || row.id);
    const more = strangers.length > MOST ? " and others" : "";
    const rest = strangers.length ? ` Not in this plan: ${names.join("; ")}${more}.` : "";
    tell(`${ticks(fresh.length)} brought in. Nothing was unticked.${rest}`);
  }

  function saveTicks() {
    const keys = ["action", "owner", "when", "status"];
    const rows = sheet().rows.map((/** @type {any} */ row) => ({ id: row.id, ...Object.fromEntries(keys.map((key) => [key, textOf(row, key)])) }));
    save("tasks.csv", new TextEncoder().encode(asCsv(rows.filter((/** @type {any} */ row) => row.action))));
    tell("Saved to your downloads. The planning checklist on this site takes the file.");
  }

  function tell(/** @type {string} */ words) {
    show(message, words);
    say(words);
  }

  return { element };
}

const ticks = (/** @type {number} */ number) => `${number} ${number === 1 ? "tick" : "ticks"}`;
