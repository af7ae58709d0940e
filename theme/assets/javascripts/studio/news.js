// What the content's newer releases change for the plan that is open.

import { counted, make, show } from "./dom.js";

/** @param {{client: any, scheme: any, say: (words: string) => void}} context */
export function contentNews({ client, scheme, say }) {
  const line = make("summary", null);
  const inside = make("div", null);
  const details = make("details", { class: "files-folder" }, line, inside);
  const element = make("div", { class: "sheet-view news-view", hidden: true }, details);
  let asked = null; // The scheme that was asked about.

  async function update() {
    const { opened, state } = scheme;
    if (!opened || !opened.release || !state.plan || asked === opened) {
      element.hidden = element.hidden || asked !== opened;
      return;
    }
    asked = opened;
    element.hidden = true;
    const { reply } = await client.ask({ what: "update-of-content", from: opened.release }).catch(() => ({ reply: {} }));
    if (asked === scheme.opened && reply.releases && reply.releases.length > 0) {
      draw(opened.release, reply);
    }
  }

  function draw(before, { releases, groups }) {
    const number = groups.reduce((sum, { changes }) => sum + changes.length, 0);
    const what = number ? `${counted(number, "change")} for your plan` : "nothing that changes your plan";
    const words = `The content is newer than this plan (${before}, now ${releases.at(-1)}): ${what}`;
    show(line, words);
    inside.replaceChildren(
      make("p", { class: "sheet-quiet" }, "What is shown here uses the new content already. Your workbook changes when you save it."),
      ...groups.flatMap(({ title, changes }) => [make("h4", null, title), make("ul", null, ...changes.map(item))])
    );
    element.hidden = false;
    say(`${words}.`);
  }

  update();
  return { element, update };
}

function item({ title, what, details }) {
  const more = details.length ? make("ul", null, ...details.map((words) => make("li", null, words))) : null;
  return make("li", null, make("strong", null, `${what}: `), title, more);
}
