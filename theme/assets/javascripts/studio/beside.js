// The files beside the workbook: a logo, templates and projects of the trust's own.
import { keyed, make, show } from "./dom.js";
import { read } from "./files.js";
import { button, looks, newId } from "./words.js";

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
    make("p", { class: "studio-help" }, "Your logo as a PNG, a Word template (template.docx), or projects of your own. They are saved together with the workbook, as a ZIP."),
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
    const reply = await scheme.beside(files, remove);
    const faults = reply.state ? [] : reply.faults;
    refused.hidden = faults.length === 0;
    show(refused, faults.map((/** @type {any} */ fault) => `${fault.message} ${fault.help || ""}`).join(" "));
    const picture = files.find(({ name }) => /\.png$/i.test(name));
    if (picture && faults.length === 0) {
      nameLogo(picture.name);
    }
    say(faults.length ? "It was not added." : remove.length ? `${remove[0]} removed.` : `${files.map(({ name }) => name).join(", ")} added.`);
  }

  /** The workbook says which file is the logo. */
  function nameLogo(/** @type {string} */ name) {
    const sheet = scheme.sheets.get("Scheme");
    const { row } = sheet.rows.find((/** @type {any} */ each) => each.id === LOGO);
    const column = sheet.columns.find((/** @type {any} */ each) => each.key === "choice").number;
    void scheme.edit([{ sheet: "Scheme", row, column, value: name }], "the logo");
  }

  return { element, update: () => draw(scheme.opened.beside || []) };
}
