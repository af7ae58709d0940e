// Puts the studio together: starts the program, and shows the start screen or the plan that is open.
import { Broken, Unavailable } from "./client.js";
import { herald, make } from "./dom.js";
import { takeDrops } from "./files.js";
import { offlineBox } from "./offline.js";
import { client, lacking } from "./program.js";
import { schemeOf } from "./scheme.js";
import { startScreen } from "./start.js";
import { forget, last } from "./storage.js";

const LICENCES = new URL("../../assets/studio/licences.txt", import.meta.url);
const SAID_AFTER = 300;
const MEGABYTE = 1_000_000;
const DAY = 86_400_000; // Milliseconds.
const root = document.getElementById("studio");
const facts = JSON.parse(document.querySelector("script.studio-facts").textContent);
const region = make("p", { class: "studio-unseen", role: "status" });
const say = herald(region, SAID_AFTER);
const by = (/** @type {string} */ id) => document.getElementById(`studio-${id}`);

if (lacking) {
  refuse(lacking);
} else {
  run();
}

/** Says what is missing. The blank workbook and the samples are below. */
function refuse(/** @type {string} */ words) {
  const problem = by("problem");
  problem.replaceChildren(make("strong", null, "Plans cannot be made on this page here."), ` ${words} You can still plan in Excel: see below.`);
  problem.hidden = false;
  by("start").hidden = true;
  by("desk").hidden = true;
  root.classList.add("studio-refused");
}

function run() {
  const scheme = schemeOf(client);
  /** @type {any} */
  let desk = null; // Its scripts are half of the page's. They are fetched once the program is ready, or when a plan is opened.
  const start = startScreen({ root, facts, open });
  root.append(region);
  document.querySelector(".studio-others").append(offlineBox({ say }).element);
  root.classList.add("studio-runs");
  client.onProgress(draw);
  takeDrops(root, (files) => void (scheme.opened === null ? start.openFiles(files) : desk.takeFiles(files, open)));
  void last().then((copy) => copy && start.offer({ ...copy, when: daysAgo(copy.when) }, forget));

  function draw(/** @type {any} */ news) {
    if (news.stopped) {
      stopped(news.stopped);
    } else if (news.ready) {
      start.wait("");
      credit();
      void atDesk(); // A plan can then be opened without a network, too.
    } else if (news.stage !== "documents") {
      const isLoading = news.total && news.loaded < news.total;
      start.wait(isLoading ? `Getting ready: ${megabytes(news.loaded)} of ${megabytes(news.total)} MB.` : "Almost ready.");
    }
  }

  function stopped(/** @type {Error} */ error) {
    // With a plan open, what was typed stays on the page, which says that the program stopped.
    if (error instanceof Unavailable && scheme.opened === null) {
      refuse(error.message);
    }
  }

  /** Whether the desk is there, which needs scripts that may not arrive. */
  async function atDesk() {
    const scripts = await import("./desk.js").catch(() => null);
    desk ??= scripts?.deskOf({ root: by("desk"), scheme, client, say, leave }) ?? null;
    return desk !== null;
  }

  /** Opens a scheme and shows it. @returns {Promise<any[]>} the faults of what cannot be opened */
  async function open(/** @type {any} */ request, /** @type {any[]} */ files = [], /** @type {any[]} */ edits = []) {
    if (desk && !desk.mayLose("Open another plan?")) {
      return [];
    }
    try {
      const { reply } = await client.ask(request, files);
      if (!reply.opened) {
        return reply.faults;
      }
      if (!(await atDesk())) {
        return [{ message: "Part of this page did not arrive.", help: "Check your connection, then try again.", severity: "error" }];
      }
      scheme.take(reply, files, request);
      by("start").hidden = true;
      by("without").hidden = true;
      by("desk").hidden = false;
      root.classList.add("studio-is-open");
      document.body.classList.add("studio-open-page");
      desk.show();
      const typed = scheme.edit(edits, "what was open last");
      if (request.what !== "open" && files.length) {
        await scheme.beside(files);
      }
      await typed;
      return [];
    } catch (error) {
      return error instanceof Unavailable ? [] : [{ message: broken(error), help: "", severity: "error" }];
    }
  }

  function leave() {
    scheme.opened = null;
    if (client.hasDocuments() && navigator.onLine) {
      client.restart(); // No other moment gives back its memory: nothing is open that could be lost, and nobody waits.
    }
    by("desk").hidden = true;
    by("start").hidden = false;
    by("without").hidden = false;
    root.classList.remove("studio-is-open");
    document.body.classList.remove("studio-open-page");
    history.replaceState(null, "", location.pathname + location.search);
    document.querySelector("h1").scrollIntoView();
  }
}

function broken(/** @type {unknown} */ error) {
  const words = error instanceof Broken ? error.message : String(error);
  return `The program broke, which is not your fault: ${words}`;
}

/** How long ago something was, in days. */
function daysAgo(/** @type {number} */ when) {
  const days = Math.floor((Date.now() - when) / DAY);
  return days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
}

/** Whose work the program is. Its licences are on the site only together with the program. */
function credit() {
  if (!document.querySelector(".studio-credit")) {
    const licences = make("a", { href: LICENCES.href }, "their licences");
    by("without").append(make("p", { class: "studio-credit" }, "The program runs on Pyodide, CPython, Typst and the work of others: ", licences, "."));
  }
}

function megabytes(/** @type {number} */ bytes) {
  return (bytes / MEGABYTE).toFixed(1).replace(/\.0$/, "");
}
