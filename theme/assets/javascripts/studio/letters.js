// Letters and other papers that have people's names: what there is, what is missing in them, and the files.

import { answeredWhenSeen, counted, make, show } from "./dom.js";
import { jobPlace } from "./job.js";
import { button, capital, looks, sentence } from "./words.js";

/** @param {{client: any, scheme: any, say: (words: string) => void}} context */
export function lettersView(context) {
  const { client, scheme } = context;
  const job = jobPlace(context);
  const list = make("ul", { class: "files-papers" });
  const message = make("p", { class: "sheet-quiet" }, "Working out the letters");
  const go = button("Make the chosen papers", makeChosen, looks.main);
  const inside = make(
    "div",
    null,
    make(
      "p",
      { class: "files-personal" },
      make("strong", null, "These files have names and addresses of people. "),
      "They are personal data: keep them where only the team can open them, and delete them when they are sent."
    ),
    list,
    make("div", { class: "sheet-actions" }, go),
    job.element
  );
  inside.hidden = true;
  const element = make("div", { class: "sheet-view letters-view" }, message, inside);
  const chosen = new Set();
  let known = new Set();
  const update = answeredWhenSeen({ element, client, scheme, what: "letters", draw });

  function draw(reply) {
    const papers = (reply.letters || []).filter((each) => each.documents > 0);
    inside.hidden = papers.length === 0;
    message.hidden = papers.length > 0;
    show(message, reply.faults ? reply.faults.map((fault) => sentence(fault.message)).join(" ") : "Nobody is on the sheet People yet. Once somebody is, their letters are here.");
    papers.filter(({ id }) => !known.has(id)).forEach(({ id }) => chosen.add(id));
    known = new Set(papers.map(({ id }) => id));
    list.replaceChildren(...papers.map(item));
    drawButton();
  }

  function item({ id, title, to, documents, ready, missing }) {
    const box = make("input", { type: "checkbox" });
    box.checked = chosen.has(id);
    box.addEventListener("change", () => {
      chosen[box.checked ? "add" : "delete"](id);
      drawButton();
    });
    const state = ready === documents ? "ready" : `${ready || "none"} ready`;
    const facts = [to ? `To: ${to.replace(/-/g, " ")}` : "", `${documents.toLocaleString("en-GB")} in all, ${state}`].filter(Boolean).join(". ");
    const gaps = missing.map(({ what, documents: number }) => make("li", null, `${capital(what)}${number > 1 ? ` (in ${number})` : ""}`));
    return make(
      "li",
      null,
      make("label", { class: "files-choice" }, box, make("span", null, make("strong", null, title), make("span", { class: "sheet-quiet" }, ` ${facts}.`))),
      gaps.length ? make("details", { class: "files-folder" }, make("summary", null, `Left to fill in by hand: ${counted(gaps.length, "thing")}`), make("ul", null, ...gaps)) : null
    );
  }

  function drawButton() {
    const number = [...chosen].filter((id) => known.has(id)).length;
    go.disabled = number === 0;
    show(go, number === known.size ? "Make all of them" : `Make the ${counted(number, "chosen kind")}`);
  }

  function makeChosen() {
    const ids = [...chosen].filter((id) => known.has(id));
    job.run({ what: "letters-make", ids }, { isBusy: (busy) => (go.disabled = busy) });
  }

  return { element, update };
}
