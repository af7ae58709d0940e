// The files beside the workbook: a logo, templates and projects of the trust's own.
import { keyed, make, show } from "./dom.js";
import { read } from "./files.js";
import { advised, button, looks, newId } from "./words.js";

const LOGO = "brand.logo";

/** @param {{scheme: any, say: (words: string) => void}} context */
export function besideView({ scheme, say }) {
  const input = make("input", { type: "file", id: newId("beside"), multiple: true, accept: ".png,.docx,.pptx,.yml" });
  const list = make("ul", { class: "studio-beside-list" });
  const refused = make("p", { class: "studio-fault", role: "alert", hidden: true });
  const element = make(
    "div",
    { class: "studio-beside" },
    make("h3", null, "Logo and templates"),
    make("p", { class: "studio-help" }, "Your logo as a PNG, a template of your own (template.docx, template.pptx), or projects of your own. They are saved together with the workbook, as a ZIP."),
    list,
    refused,
    make("label", { class: "studio-button studio-chooser" }, "Add files", input)
  );
  const draw = keyed(list, (name) => name, (name) =>
    make("li", null, make("span", null, name), " ", button(`Remove ${name}`, () => void give([], [name]), looks.link))
  );

  input.addEventListener("change", async () => {
    const { files } = /** @type {HTMLInputElement} */ (input);
    await give(await read(files), []);
    /** @type {HTMLInputElement} */ (input).value = "";
  });

  async function give(/** @type {import("./client.js").NamedFile[]} */ files, /** @type {string[]} */ remove) {
    const faults = await putBeside(scheme, files, remove);
    refused.hidden = faults.length === 0;
    show(refused, faults.map(advised).join(" "));
    say(faults.length ? "It was not added." : remove.length ? `${remove[0]} removed.` : `${files.map(({ name }) => name).join(", ")} added.`);
  }

  return { element, update: () => draw(scheme.opened.beside || []) };
}

/** Whether a file belongs beside a workbook, by its name: a logo, a template or a project, and no scheme of its own.
 *  @param {{name: string}} file */
export const isBeside = ({ name }) => /\.(png|do[ct][xm]|pptx)$/i.test(name) || (/\.ya?ml$/i.test(name) && !/(^|\/)profile\.yml$/i.test(name));

/** Puts files beside the open workbook, which then says which of them is the logo, or takes some away.
 *  @param {any} scheme @param {import("./client.js").NamedFile[]} files @param {string[]} [remove] names
 *  @returns {Promise<any[]>} the faults of files that cannot be there */
export async function putBeside(scheme, files, remove = []) {
  const reply = await scheme.beside(files, remove);
  const picture = files.find(({ name }) => /\.png$/i.test(name));
  if (reply.state && picture) {
    const sheet = scheme.sheets.get("Scheme");
    const { row } = sheet.rows.find((/** @type {any} */ each) => each.id === LOGO);
    const column = sheet.columns.find((/** @type {any} */ each) => each.key === "choice").number;
    void scheme.edit([{ sheet: "Scheme", row, column, value: picture.name }], "the logo");
  }
  return reply.state ? [] : reply.faults;
}
