// A form to fill in: keeps a draft in this browser, and gives the answers as a file or as a line. It sends nothing.
(function () {
  "use strict";
  const element = (id) => document.getElementById(id);
  const facts = JSON.parse(element("facts").textContent);
  const form = element("form");
  const questions = [...form.querySelectorAll("[data-question]")];
  const named = (id) => form.elements.namedItem(id);
  const code = named(facts.code);
  const workshop = facts.workshops ? named(facts.workshop) : null;
  const key = `paired-learning-form-1:${facts.owner}:${facts.id}`;
  const USUAL_CODE = /^\p{L}{2}(?:0[1-9]|[12]\d|3[01])\p{L}$/u;
  // Names of files differ, so that no file takes the place of another person's; they say nothing of anybody.
  const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  const mark = [...crypto.getRandomValues(new Uint32Array(4))].map((number) => LETTERS[number % LETTERS.length]).join("");
  let unsaved = false;

  // Answers

  const field = (question) => named(question.dataset.question);
  const answer = (question) => field(question).value.trim();
  const asked = () => questions.filter((question) => !question.closest("[hidden]"));

  function put(question, value) {
    const control = field(question);
    if (control instanceof RadioNodeList || control.type === "radio") {
      for (const radio of question.querySelectorAll("input")) {
        radio.checked = radio.value === value;
      }
    } else {
      control.value = value;
    }
  }

  // A workshop has its own statements, and some questions come after some workshops alone.
  function showWorkshop() {
    if (!workshop) {
      return;
    }
    const title = workshop.value;
    const texts = facts.statements[title] ?? {};
    for (const question of questions) {
      if (facts.rated.includes(question.dataset.question)) {
        const text = texts[question.dataset.question];
        question.hidden = !text;
        question.querySelector(".text").textContent = text ?? "";
      }
    }
    for (const [id, titles] of Object.entries(facts.onlyAfter)) {
      form.querySelector(`[data-question="${id}"]`).hidden = !titles.includes(title);
    }
    if (element("choose-first")) {
      element("choose-first").hidden = title !== "";
    }
    // As on the workshop's form on paper, which does not ask which workshop it is.
    asked()
      .filter((question) => question.dataset.question !== facts.workshop)
      .forEach((question, index) => {
        question.querySelector(".number").textContent = `${index + 1}.`;
      });
  }

  function forgetStatements() {
    for (const question of questions) {
      if (facts.rated.includes(question.dataset.question)) {
        put(question, "");
      }
    }
  }

  // Draft

  const store = (function () {
    try {
      const storage = window.localStorage;
      storage.setItem(`${key}:try`, "");
      storage.removeItem(`${key}:try`);
      return storage;
    } catch {
      return null;
    }
  })();

  function keep() {
    unsaved = true;
    try {
      store?.setItem(key, JSON.stringify(Object.fromEntries(questions.map((each) => [each.dataset.question, field(each).value]))));
    } catch {
      // The store is full: what is on the page can still be saved as a file.
    }
  }

  function restore() {
    let draft = null;
    try {
      draft = JSON.parse(store?.getItem(key) ?? "null");
    } catch {
      draft = null;
    }
    if (!draft || typeof draft !== "object") {
      return false;
    }
    for (const question of questions) {
      const value = draft[question.dataset.question];
      put(question, typeof value === "string" ? value : "");
    }
    return Object.values(draft).some((value) => value !== "");
  }

  function forget() {
    try {
      store?.removeItem(key);
    } catch {
      // There is nothing to delete then.
    }
    form.reset();
    unsaved = false;
    element("end").hidden = true;
    element("line").value = "";
    for (const id of ["saved", "copied"]) {
      element(id).textContent = "";
    }
    element("line-field").hidden = true;
    show();
    checkCode();
    element("news").textContent = "Your draft is deleted. The form is empty.";
    element("title").focus();
    window.scrollTo(0, 0);
  }

  // Whole answers are on paper only if each field is as high as its text, which some browsers leave to the page.
  const fields = CSS.supports("field-sizing", "content") ? [] : [...form.querySelectorAll("textarea")];

  function fit() {
    for (const each of fields) {
      each.style.height = "auto";
      each.style.height = `${each.scrollHeight + 4}px`;
    }
  }

  // What the page says

  function show() {
    showWorkshop();
    const now = asked();
    const missing = now.filter((question) => answer(question) === "");
    for (const question of questions) {
      const clear = question.querySelector(".clear");
      if (clear) {
        clear.hidden = answer(question) === "";
      }
    }
    element("progress").textContent = `${now.length - missing.length} of ${now.length} answered`;
    element("left-out").textContent =
      missing.length === 0
        ? "You have answered everything."
        : missing.length === 1
          ? "One question has no answer. You may leave it out."
          : `${missing.length} questions have no answer. You may leave them out.`;
    element("missing").replaceChildren(
      ...missing.map((question) => {
        const link = document.createElement("a");
        link.href = `#${question.id}`;
        link.textContent = question.querySelector(".text").textContent;
        const item = document.createElement("li");
        item.append(link);
        return item;
      }),
    );
    element("line").value = line();
    fit();
  }

  function checkCode() {
    if (code) {
      const typed = tidyCode(code.value);
      element("hint").textContent =
        typed === "" || USUAL_CODE.test(typed)
          ? ""
          : "Most codes are two letters, two digits for a day, and a letter, such as MI07D. Look at yours once more. " +
            "If it is right, leave it.";
    }
  }

  // Files. Codes are as the workbook has them: letters and digits in capitals.

  const tidyCode = (text) => text.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  // A spreadsheet would take such a text for a formula; an apostrophe before it is taken away where it is read.
  const guarded = (text) => (/^'*[=+\-@\t\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text);

  function cells() {
    const values = { ...facts.given };
    for (const question of asked()) {
      values[question.dataset.question] = answer(question);
    }
    if (code) {
      values[facts.code] = tidyCode(code.value);
    }
    return facts.columns.map(([id, title]) => ({ id, title, value: guarded(values[id] ?? "") }));
  }

  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // A row of the sheet, so with a cell for each column of it.
  const line = () => cells().map(({ value }) => value.replace(/\s+/g, " ")).join("\t");

  function csv() {
    const own = cells().filter(({ id }) => id in facts.given || named(id));
    const rows = [own.map(({ title }) => title), own.map(({ value }) => value)];
    return `\ufeff${rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("")}`;
  }

  function save() {
    const name = `${facts.id}-${mark}.csv`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    element("saved").textContent = `Saved as ${name}. If you change an answer, save again.`;
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(line());
      element("copied").textContent = "Copied. Paste it into your message.";
    } catch {
      element("copied").textContent = "This browser does not let the page copy. Copy the line below yourself.";
      element("line-field").hidden = false;
      element("line").focus();
      element("line").select();
    }
  }

  // Events

  form.addEventListener("input", (event) => {
    if (workshop && event.target === workshop) {
      forgetStatements();
    }
    if (event.target === code) {
      element("hint").textContent = "";
    }
    keep();
    show();
  });
  code?.addEventListener("change", checkCode);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    element("end").hidden = false;
    element("end-title").focus();
    element("end").scrollIntoView();
  });
  // On a phone the key that ends a line must not end the form.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input, select")) {
      event.preventDefault();
    }
  });
  form.addEventListener("click", (event) => {
    const question = event.target.closest(".clear button")?.closest("[data-question]");
    if (question) {
      put(question, "");
      keep();
      show();
      question.querySelector("input").focus();
    }
  });
  element("missing").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) {
      event.preventDefault();
      const question = document.querySelector(link.getAttribute("href"));
      question.scrollIntoView();
      question.querySelector("input, select, textarea").focus();
    }
  });
  element("save").addEventListener("click", save);
  element("copy").addEventListener("click", copy);
  element("print").addEventListener("click", () => window.print());
  for (const button of document.querySelectorAll("button.delete")) {
    button.addEventListener("click", () => element("sure").showModal());
  }
  element("keep").addEventListener("click", () => element("sure").close());
  element("delete-now").addEventListener("click", () => {
    element("sure").close();
    forget();
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !store) {
      event.preventDefault();
    }
  });

  if (restore()) {
    element("news").textContent = "Your draft is back.";
  }
  element("draft-words").textContent = store
    ? "This page keeps your answers in this browser on this device while you fill it in, so you can close it and go on later. " +
      "They go nowhere else. On a device that other people use, delete the draft before you leave."
    : "This browser does not let the page keep a draft. Stay on the page until you have saved your answers.";
  element("draft").hidden = false;
  element("draft").querySelector("button").parentElement.hidden = !store;
  element("last-step").hidden = !store;
  element("bar").hidden = false;
  element("without").hidden = true;
  show();
  checkCode();
})();
