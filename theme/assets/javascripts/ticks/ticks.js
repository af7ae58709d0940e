// Gives each task of the page's checklists a box, and keeps its ticks in this browser. Without it they are a list.
// A tick belongs to the task's id: it outlives new words for the task, another place in the list, and a new release.
(function () {
  "use strict";
  const { dom, excelFile, stored, ticksFile } = window.pairedLearning;
  const { counted, make, show } = dom;
  const bar = document.querySelector(".ticks[data-list]");
  const tasks = [...document.querySelectorAll("[data-task]")];
  if (!bar || tasks.length === 0) {
    return;
  }

  const KEY = `paired-learning-ticks:${bar.dataset.list}`;
  const LONGEST = 1000; // Characters of a task that are kept.
  const LARGEST = 2000000; // Characters of a file.
  const KEPT = "Your ticks stay in this browser only. Save them to a file to keep them for good or to pass them on.";
  const NOT_KEPT = "This browser does not let the page keep anything: the ticks last until you leave. Save them to a file first.";

  // What is stored: settled tasks by id, each as { action, status }. Ignores whatever else is there.
  function read() {
    const before = stored.read(KEY);
    const entries = before && typeof before.tasks === "object" && before.tasks ? Object.entries(before.tasks) : [];
    return new Map(
      entries
        .filter(([, task]) => task && typeof task.action === "string")
        .map(([id, task]) => [id, { action: task.action.slice(0, LONGEST), status: task.status === "Not needed" ? task.status : "Done" }])
    );
  }

  let ticks = read();
  let isKept = stored.canKeep();
  let undone = null; // The ticks before the last clearing.

  // Another tab may have ticked since; only this change is added to its ticks.
  function change(work) {
    ticks = isKept ? read() : ticks;
    work(ticks);
    isKept = stored.write(KEY, { tasks: Object.fromEntries(ticks) });
    draw();
  }

  // The boxes

  function boxFor(id, label, action) {
    const box = make("input", { type: "checkbox", class: "ticks-box", id: `tick-${id}` });
    label.htmlFor = box.id;
    box.addEventListener("change", () => {
      undone = null;
      show(news, "");
      change((all) => (box.checked ? all.set(id, { action: action(), status: "Done" }) : all.delete(id)));
    });
    return box;
  }

  const rows = tasks.map((element) => {
    const id = element.dataset.task;
    const label = make("label", { class: element.className }, ...element.childNodes);
    const words = () => label.textContent.replace(/\s+/g, " ").trim().slice(0, LONGEST);
    const box = boxFor(id, label, words);
    const item = element.closest("li");
    element.replaceWith(box, label);
    item.classList.add("ticks-item");
    return { id, box, words, item, list: item.parentElement };
  });
  const onPage = new Set(rows.map((row) => row.id));

  // How far it has got: of each list, and of all

  const lists = [...new Set(rows.map((row) => row.list))].map((list) => {
    const count = make("p", { class: "ticks-count" });
    list.before(count);
    return { list, count };
  });
  lists.forEach(({ count }) => (count.hidden = lists.length === 1)); // The total says it.
  const meter = make("progress", { max: rows.length });
  const total = make("p", { class: "ticks-total", id: "ticks-total" });
  meter.setAttribute("aria-labelledby", total.id);
  const keeping = make("p", { class: "ticks-keeping" });
  const news = make("p", { class: "ticks-news" });
  news.setAttribute("role", "status");
  const clearer = action("Clear all ticks", clear);
  const file = make("input", { type: "file", accept: ".csv,text/csv", hidden: true });
  file.addEventListener("change", bringIn);
  bar.append(
    total,
    meter,
    make("div", { class: "ticks-actions" }, action("Save to a file", save), action("Bring in from a file", () => file.click()), action("Print", () => window.print()), clearer),
    file,
    news,
    keeping
  );
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Your ticks");
  bar.hidden = false;

  // Ticks of tasks that a release no longer has.
  const goneList = make("ul");
  const gone = make(
    "section",
    { class: "ticks-gone checklist" },
    make("h2", { id: "no-longer-in-the-list" }, "No longer in the list"),
    make("p", {}, "You ticked these in an earlier release. Untick one to remove it."),
    goneList
  );
  gone.setAttribute("aria-labelledby", "no-longer-in-the-list");
  const lastList = rows.at(-1).list;
  (lastList.closest(".checklist") || lastList).after(gone);

  function action(words, work) {
    const button = make("button", { type: "button", class: "ticks-button" }, words);
    button.addEventListener("click", work);
    return button;
  }

  function drawGone() {
    const ids = [...ticks.keys()].filter((id) => !onPage.has(id));
    const shown = [...goneList.children].map((item) => item.dataset.id);
    if (ids.join("\n") !== shown.join("\n")) {
      // What was just unticked stays in view, so that the keyboard keeps its place and a slip can be put right.
      const added = ids.filter((id) => !shown.includes(id)).map((id) => {
        const { action: words } = ticks.get(id);
        const label = make("label", {}, words);
        const item = make("li", { class: "ticks-item" }, boxFor(id, label, () => words), label);
        item.dataset.id = id;
        return item;
      });
      goneList.append(...added);
    }
    [...goneList.children].forEach((item) => {
      item.firstChild.checked = ticks.has(item.dataset.id);
    });
    gone.hidden = goneList.children.length === 0;
  }

  function draw() {
    rows.forEach(({ id, box, item }) => {
      box.checked = ticks.has(id);
      item.classList.toggle("ticks-done", box.checked);
    });
    lists.forEach(({ list, count }) => {
      const here = rows.filter((row) => row.list === list);
      show(count, `${here.filter((row) => ticks.has(row.id)).length} of ${here.length} done`);
    });
    const done = rows.filter((row) => ticks.has(row.id)).length;
    show(total, `${done} of ${rows.length} done`);
    meter.value = done;
    show(keeping, isKept ? KEPT : NOT_KEPT);
    drawGone();
    show(clearer, undone ? "Undo clearing" : "Clear all ticks");
  }

  function clear() {
    const before = undone;
    const was = new Map(ticks);
    undone = before ? null : was;
    change((all) => (before ? before.forEach((task, id) => all.set(id, task)) : all.clear()));
    show(news, before ? "The ticks are back." : `${counted(was.size, "tick")} cleared.`);
  }

  // Files

  function save() {
    const here = rows.map((row) => {
      const note = row.item.querySelector(".who-and-when");
      const [owner, when = ""] = (note ? note.textContent : "").split(/\.\s+/, 2).map((words) => words.replace(/\.$/, "").trim());
      return { id: row.id, action: row.words(), owner, when, status: (ticks.get(row.id) || { status: "" }).status };
    });
    const past = [...ticks].filter(([id]) => !onPage.has(id)).map(([id, task]) => ({ id, owner: "", when: "No longer in the list", ...task }));
    excelFile.download(`${bar.dataset.title.toLowerCase().replace(/ /g, "-")}.csv`, ticksFile.asCsv([...here, ...past]));
    show(news, "Saved to your downloads.");
  }

  // Adds the ticks of a file to those that are here; it takes none away.
  async function bringIn() {
    const [chosen] = file.files;
    const text = chosen && chosen.size <= LARGEST ? await chosen.text().catch(() => "") : "";
    file.value = "";
    if (!chosen) {
      return;
    }
    const settledRows = ticksFile.settled(text);
    if (settledRows === null) {
      show(news, "This is not a list of tasks: it needs the columns Action and Status. Save the sheet Tasks as CSV, or choose a file that this page saved.");
      return;
    }
    const byWords = new Map(rows.map((row) => [row.words(), row.id]));
    // A planner's own tasks have ids without a topic, and are on no list but hers.
    const known = settledRows.map((row) => ({ ...row, id: row.id ? (row.id.includes("/") ? row.id : "") : byWords.get(row.action) || "" }));
    const fresh = known.filter((row) => row.id && !ticks.has(row.id));
    undone = null;
    change((all) => fresh.forEach(({ id, action: words, status }) => all.set(id, { action: (words || id).slice(0, LONGEST), status })));
    const strangers = known.filter((row) => !row.id).length;
    const already = known.length - fresh.length - strangers;
    const rest = [already && `${already} already here`, strangers && `${strangers} not in this list`].filter(Boolean);
    show(news, `${counted(fresh.length, "tick")} added${rest.length ? `; ${rest.join(", ")}` : ""}. None was taken away.`);
  }

  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) {
      ticks = read();
      draw();
    }
  });
  draw();
})();
