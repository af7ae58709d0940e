// The tick box that keeps a copy of the open plan in this browser.
import { make, show } from "./dom.js";
import { REFUSED, forget, isOn, keep, onNewer, turnOn } from "./storage.js";
import { newId } from "./words.js";

const PAUSE = 800; // Milliseconds after the last change.

/** @param {{scheme: any, say: (words: string) => void}} context */
export function keepBox({ scheme, say }) {
  const note = make("span", { class: "studio-keep-note", id: newId("keep-note") }, "A copy for next time. Save the workbook all the same.");
  const box = make("input", { type: "checkbox", "aria-describedby": note.id });
  const element = make("div", { class: "studio-keep" }, make("label", null, box, make("span", null, "Keep a copy in this browser")), note);
  let timer = 0;

  async function store() {
    const { request, files } = scheme.origin();
    const why = await keep({ name: scheme.opened.name, request, files: [...files, ...scheme.besides()], edits: scheme.edits() });
    if (why !== null) {
      show(note, why);
      say(why);
    }
    if (why === REFUSED) {
      await forget();
      box.checked = false;
      draw();
    }
  }

  box.addEventListener("change", async () => {
    if (box.checked) {
      turnOn();
      await store();
    } else {
      clearTimeout(timer);
      await forget();
      say("The copy in this browser is deleted.");
    }
  });
  const draw = () => element.classList.toggle("studio-is-kept", box.checked);
  box.addEventListener("change", draw);
  scheme.onChange(() => {
    box.checked = isOn();
    draw();
    clearTimeout(timer);
    if (isOn()) {
      timer = setTimeout(() => scheme.opened && void store(), PAUSE);
    }
  });
  onNewer(({ name }) => show(note, `Another tab has kept a later copy, of ${name}.`));
  return element;
}
