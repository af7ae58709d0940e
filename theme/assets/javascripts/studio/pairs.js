// Pairs or groups: proposed from the sheet People with reasons, tried out with changes, and typed into the sheet Groups.

import { counted, keyed, make, show } from "./dom.js";
import { jobPlace } from "./job.js";
import { asideOf, cardOf, conflictOf, fairnessOf, reservesOf, unmatchedOf } from "./pairs_cards.js";
import { changesOf } from "./pairs_tried.js";
import { advised, button, capital, listed, looks } from "./words.js";

const PERSONAL = "It names people and draws on what they said in confidence. It suggests: it knows the columns of the sheet People and nothing else, and reads no free text. You decide.";

const WAITS = "Put right first what is listed above.";

/** @param {{client: any, scheme: any, say: (words: string) => void}} context */
export function pairsView(context) {
  const { client, scheme, say } = context;
  const tried = changesOf(scheme);
  const job = jobPlace(context);
  /** What the program proposed last; null for nothing yet. @type {any} */
  let proposal = null;
  let isAsked = false;
  let isUsing = false; // Nothing changes but the sheet Groups, which needs no report.
  let drawn = ""; // The state of the scheme that the proposal is of.
  let opened = scheme.opened;
  let serial = 0;

  const propose = button("Propose pairs", () => void start(), looks.main);
  const message = make("p", { class: "sheet-message", role: "status" });
  const line = make("h3", { class: "pairs-line" });
  const use = button("Use these pairs", () => void useThem(), looks.main);
  const files = button("Files for the panel", () => void job.run({ what: "pairs-make", ...tried.request() }, { isBusy: (busy) => (files.disabled = busy) }));
  const unwritten = make("p", { class: "sheet-quiet", hidden: true });
  const used = make("p", { class: "sheet-quiet pairs-used" });
  const news = make("div", { class: "pairs-news", tabindex: "-1", hidden: true });
  const trials = make("ul", { class: "pairs-tried", "aria-label": "What you are trying out" });
  const conflict = make("div");
  const unmatched = make("div");
  const list = make("ul", { class: "pairs-list" });
  const folds = make("div");
  const inside = make(
    "div",
    { hidden: true },
    line,
    make("div", { class: "sheet-actions" }, use, files),
    unwritten,
    used,
    job.element,
    trials,
    news,
    conflict,
    unmatched,
    list,
    folds
  );
  const element = make(
    "div",
    { class: "sheet-view pairs-view" },
    make("p", { class: "files-personal" }, make("strong", null, "For the panel only. "), PERSONAL),
    make("div", { class: "sheet-actions" }, propose),
    message,
    inside
  );
  const drawCards = keyed(list, (/** @type {any} */ item) => item.group.members.join(), (item) => cardOf(item, acts));
  new IntersectionObserver(([entry]) => entry.isIntersecting && update()).observe(element);

  /** What somebody can do with a pair or a person. Each is tried out at once. */
  const acts = {
    /** @param {string[]} ids */
    pin: (ids) => attempt("pins", ids),
    /** @param {string[]} ids */
    unpin: (ids) => takeBack(tried.find("pins", ids)),
    /** @param {string[]} ids */
    keepApart: (ids) => attempt("forbidden", ids),
    /** @param {string} id */
    takeOut: (id) => attempt("without", [id]),
    /** @param {string} id */
    putIn: (id) => (tried.find("without", [id]) ? takeBack(tried.find("without", [id])) : attempt("with", [id])),
  };

  function start() {
    isAsked = true;
    return solve();
  }

  function attempt(/** @type {string} */ kind, /** @type {string[]} */ ids) {
    tried.add(kind, ids, proposal.people);
    return solve();
  }

  function takeBack(/** @type {any} */ change) {
    tried.remove(change);
    return solve();
  }

  async function solve() {
    serial += 1;
    const mine = serial;
    const { hash } = scheme.state;
    drawn = hash;
    element.setAttribute("aria-busy", "true");
    if (proposal === null) {
      show(message, "Working out who suits whom");
    }
    const before = proposal ? { before: proposal.groups.map(({ members }) => members.map(tried.current)) } : {};
    const reply = await answered({ what: "pairs", ...tried.request(), ...before });
    if (mine === serial) {
      element.removeAttribute("aria-busy");
      draw(reply);
    }
  }

  /** The reply to a request; a program that broke is a fault too. @param {any} request */
  async function answered(request) {
    try {
      return (await client.ask(request)).reply;
    } catch (error) {
      return { faults: [{ message: /** @type {Error} */ (error).message }] };
    }
  }

  function draw(/** @type {any} */ reply) {
    const focused = document.activeElement;
    const card = /** @type {HTMLElement | null} */ (focused?.closest(".pairs-card") || null);
    const hadFocus = element.contains(focused);
    const faults = reply.faults || [];
    const isFaulty = scheme.state.faults.some((/** @type {any} */ fault) => fault.severity === "error");
    show(message, faults.length && isFaulty ? WAITS : faults.map(advised).join(" "));
    message.hidden = faults.length === 0;
    inside.classList.toggle("pairs-old", !reply.pairs);
    if (!reply.pairs) {
      use.disabled = files.disabled = true;
      return;
    }
    inside.hidden = false;
    propose.hidden = true;
    files.disabled = false;
    proposal = reply.pairs;
    tried.learn(proposal.people);
    const { noun } = proposal;
    show(line, `${proposal.line}.`);
    show(use, `Use these ${noun}s`);
    use.disabled = reply.used || proposal.groups.length === 0;
    used.replaceChildren(`These ${noun}s are on the sheet `, make("a", { href: "#groups" }, "Groups"), ". Letters and calendars follow from it.");
    used.hidden = !reply.used;
    show(unwritten, proposal.not_written || "");
    unwritten.hidden = !proposal.not_written;
    drawNews();
    trials.replaceChildren(...tried.all().map(trialOf));
    trials.hidden = tried.all().length === 0;
    conflict.replaceChildren(...conflictOf(proposal));
    unmatched.replaceChildren(...unmatchedOf(proposal, acts));
    drawCards(proposal.groups.map((/** @type {any} */ group) => itemOf(group)));
    redraw(folds, [reservesOf(proposal, acts), asideOf(proposal, acts, tried), fairnessOf(proposal)].filter((fold) => fold !== null));
    if (hadFocus && !element.contains(document.activeElement)) {
      // Its button was drawn again, or is gone with its pair.
      const same = [...list.children].find((each) => /** @type {HTMLElement} */ (each).dataset.members === card?.dataset.members);
      const next = same?.querySelector("button") || (news.hidden ? use : news);
      /** @type {HTMLElement} */ (next).focus({ preventScroll: same !== undefined });
    }
  }

  function drawNews() {
    const changes = isUsing ? [] : proposal.changes || [];
    news.hidden = changes.length === 0;
    const [first, ...rest] = changes;
    news.replaceChildren(...(first ? [make("p", null, make("strong", null, first)), make("ul", null, ...rest.map((/** @type {string} */ words) => make("li", null, words)))] : []));
    if (!isUsing) {
      say(changes.length ? changes.join(" ") : `${proposal.line}.`);
    }
    isUsing = false;
  }

  function itemOf(/** @type {any} */ group) {
    return {
      group,
      members: group.members.map((/** @type {string} */ id) => ({ id, ...proposal.people[id] })),
      isPinned: Boolean(tried.find("pins", group.members)),
    };
  }

  function trialOf(/** @type {any} */ change) {
    const undo = button("Undo", () => void takeBack(change), { ...looks.link, "aria-label": `Undo: ${change.words}` });
    return make("li", null, make("span", null, change.words), " ", undo);
  }

  async function useThem() {
    const reply = await answered({ what: "pairs-edits", ...tried.request() });
    if (reply.faults) {
      draw(reply);
      return;
    }
    isUsing = true;
    const words = `${counted(proposal.groups.length, proposal.noun)} on the sheet Groups`;
    await scheme.edit(reply.edits, words);
    const replaced = reply.removed.length ? ` They replace ${reply.removed.join(", ")}.` : "";
    const noted = reply.noted.length ? ` The notes and your own columns in ${reply.noted.length === 1 ? "row" : "rows"} ${listed(reply.noted.map(String))} are about the members of before.` : "";
    say(`${capital(words)}.${replaced}${noted} Undo takes them back.`);
  }

  function update() {
    if (scheme.opened !== opened) {
      if (!scheme.isSaved) {
        forget();
      }
      opened = scheme.opened;
    }
    if (isAsked && scheme.state && scheme.state.hash !== drawn && element.offsetParent !== null) {
      void solve();
    }
  }

  function forget() {
    tried.clear();
    isAsked = false;
    proposal = null;
    drawn = "";
    serial += 1;
    [news, trials, conflict, unmatched, list, folds].forEach((place) => place.replaceChildren());
    drawCards([]);
    inside.hidden = true;
    propose.hidden = false;
    show(message, "");
  }

  return { element, update };
}

/** Puts folds in place of those before; one that was open stays open. @param {Element} place @param {Element[]} folds */
function redraw(place, folds) {
  const open = new Set([...place.children].filter((fold) => /** @type {any} */ (fold).open).map((fold) => fold.id));
  folds.forEach((fold) => (/** @type {any} */ (fold).open = open.has(fold.id)));
  place.replaceChildren(...folds);
}
