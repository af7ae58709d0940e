// The start screen: three answers, a file, an example, or what was open last.
import { combobox } from "./combobox.js";
import { dayField, dayOf } from "./days.js";
import { make, show, trait } from "./dom.js";
import { arrangeFaults } from "./fields.js";
import { UNREADABLE, read } from "./files.js";
import { button, looks } from "./words.js";

const PAIRS_AT_MOST = 200;

/** @param {{root: HTMLElement, facts: {trusts: [string, string, string][], months: number},
 *           open: (request: any, files?: import("./client.js").NamedFile[], edits?: any[]) => Promise<any>}} context */
export function startScreen({ root, facts, open }) {
  const by = (/** @type {string} */ id) => /** @type {any} */ (root.querySelector(`#studio-${id}`));
  const form = by("new");
  const trust = combobox(by("trust"), by("trust-box"), facts.trusts.map(([code, name, region]) => ({ words: name, note: region, value: { code, name } })));
  const day = by("day");
  const box = by("day-box");
  const typing = document.activeElement === day;
  const selection = [day.selectionStart, day.selectionEnd];
  box.replaceWith(dayField(day, "day of the first workshop").element);
  if (typing) {
    // A field that is moved loses the focus, and what is typed next would go nowhere.
    day.focus({ preventScroll: true });
    day.setSelectionRange(...selection);
  }
  const refused = make("div", { class: "studio-summary", role: "alert", hidden: true });
  by("start").before(refused);

  const rules = {
    trust: () => (by("trust").value.trim() ? null : ["Type the name of your trust.", ""]),
    day: () => (!day.value.trim() || dayOf(day.value) ? null : ["This is not a day.", "Type it like 15/9/2027, or choose it from the calendar."]),
    pairs: () => {
      const number = Number(by("pairs").value);
      return Number.isInteger(number) && number > 0 && number <= PAIRS_AT_MOST ? null : ["Type how many pairs.", `A whole number from 1 to ${PAIRS_AT_MOST}.`];
    },
  };

  function check(/** @type {keyof rules} */ name) {
    const fault = rules[name]();
    const words = by(`${name}-fault`);
    words.hidden = fault === null;
    arrangeFaults(words, fault ? [{ message: fault[0], help: fault[1], severity: "error" }] : []);
    trait(by(name), "aria-invalid", fault ? "true" : null);
    trait(by(name), "aria-describedby", [`studio-${name}-help`, fault ? words.id : ""].filter(Boolean).join(" "));
    return fault === null;
  }

  const names = /** @type {(keyof rules)[]} */ (Object.keys(rules));
  names.forEach((name) => by(name).addEventListener("change", () => by(name).getAttribute("aria-invalid") && check(name)));
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    const wrong = names.filter((name) => !check(name));
    if (wrong.length) {
      by(wrong[0]).focus();
      return;
    }
    const known = trust.value();
    void go({
      what: "new",
      name: known ? known.name : by("trust").value.trim(),
      short_name: null,
      code: known ? known.code : null,
      start: dayOf(day.value),
      groups: Number(by("pairs").value),
      group_size: 2,
      months: facts.months,
    });
  });
  by("make").disabled = false; // Before there is a listener the browser would send the form away.
  root.querySelectorAll("[data-example]").forEach((each) =>
    each.addEventListener("click", () => void go({ what: "example", slug: /** @type {HTMLElement} */ (each).dataset.example }))
  );
  by("files").addEventListener("change", async () => {
    const { files } = by("files");
    await openFiles([...files]);
    by("files").value = "";
  });

  async function openFiles(/** @type {File[]} */ files) {
    const named = await read(files).catch(() => null);
    if (named === null) {
      refuse([UNREADABLE]);
    } else if (named.length) {
      await go({ what: "open" }, named);
    }
  }

  async function go(/** @type {any} */ request, /** @type {any} */ files = [], /** @type {any[]} */ edits = []) {
    refuse([]);
    root.classList.add("studio-waits");
    show(by("then"), "It opens as soon as that is done.");
    try {
      const faults = await open(request, files, edits);
      refuse(faults || []);
    } finally {
      root.classList.remove("studio-waits");
      show(by("then"), "");
    }
  }

  /** Says why a file cannot be opened. */
  function refuse(/** @type {any[]} */ faults) {
    refused.hidden = faults.length === 0;
    if (faults.length) {
      refused.scrollIntoView({ block: "center" });
    }
    refused.replaceChildren(
      make("h3", null, "This cannot be opened"),
      make(
        "ul",
        null,
        ...faults.map((fault) => {
          const words = make("li", null, fault.file ? `${fault.file}: ` : "");
          const own = make("span");
          arrangeFaults(own, [fault]);
          words.append(own);
          return words;
        })
      )
    );
  }

  return {
    /** Offers what was open last. @param {{name: string, when: string, files: any[], edits: any[], request?: any}} kept
     *  @param {() => void} forget */
    offer(copy, forget) {
      const section = by("last");
      section.hidden = false;
      section.append(
        make("p", { class: "studio-help" }, `${copy.name}, kept in this browser ${copy.when}.`),
        make(
          "p",
          null,
          button("Open it", () => void go(copy.request || { what: "open" }, copy.files, copy.edits)),
          " ",
          button("Forget it", () => {
            forget();
            section.hidden = true;
          }, looks.link)
        )
      );
    },
    openFiles,
    /** How far the program has loaded; nothing once it is there. */
    wait: (/** @type {string} */ words) => {
      show(by("loading"), words);
      by("progress").hidden = words === "";
    },
  };
}
