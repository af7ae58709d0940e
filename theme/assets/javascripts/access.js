// Makes what works only with a mouse in Material work with a keyboard: labels in the header and the drawer become
// buttons, and shortcuts of a single letter are switched off (WCAG 2.2, success criteria 2.1.1 and 2.1.4).
(function () {
  "use strict";
  const LETTERS = new Set(["f", "s", "/", "n", "p", ",", "."]); // Material searches and turns pages with these.
  // Short words that Material's index leaves out: nothing has them, whatever they stand for in capitals.
  const NOT_IN_THE_INDEX = new Set(
    (
      "ABLE ALL ALSO AM AN AND ANY ARE AS AT BE BEEN BUT BY CAN DEAR DID DO DOES ELSE EVER FOR FROM GET GOT HAD HAS " +
      "HAVE HE HER HERS HIM HIS HOW IF IN INTO IS IT ITS JUST LET LIKE MAY ME MOST MUST MY NO NOR NOT OF OFF ON " +
      "ONLY OR OUR OWN SAID SAY SAYS SHE SO SOME THAN THAT THE THEM THEN THEY THIS TIS TO TOO TWAS US WAS WE WERE " +
      "WHAT WHEN WHO WHOM WHY WILL WITH YET YOU YOUR"
    ).split(" ")
  );
  const FIELDS = "input, select, textarea, [contenteditable]";

  window.addEventListener(
    "keydown",
    (event) => {
      const isField = event.target.closest && event.target.closest(FIELDS);
      // When a browser fills in a form, the event may have no key.
      if (LETTERS.has((event.key || "").toLowerCase()) && !isField) {
        event.stopImmediatePropagation();
      }
    },
    true
  );

  // Scrolls a long side menu to the open page: Material does so only if it knows the height of the menu in time.
  document.querySelectorAll(".md-sidebar__scrollwrap").forEach((wrap) => {
    const open = [...wrap.querySelectorAll(".md-nav__link--active[href]")].find((link) => link.clientHeight > 0);
    const watch = new ResizeObserver(() => {
      const above = open.getBoundingClientRect().top - wrap.getBoundingClientRect().top;
      wrap.scrollTop += above - wrap.clientHeight / 2;
      if (open.getBoundingClientRect().bottom <= window.innerHeight) {
        watch.disconnect();
      }
    });
    if (open) {
      watch.observe(wrap);
    }
  });

  // Marks the colours in use as chosen; Material marks none until a reader chooses.
  const scheme = document.body.getAttribute("data-md-color-scheme");
  const colours = document.querySelector(`.md-option[data-md-color-scheme="${scheme}"]`);
  if (colours) {
    colours.checked = true;
  }

  const drawer = document.getElementById("__drawer");
  const search = document.getElementById("__search");
  if (!drawer || !search) {
    return;
  }
  const side = document.querySelector(".md-sidebar--primary");
  const opener = document.querySelector(".md-header label[for=__drawer]");
  const finder = document.querySelector(".md-header__inner > label[for=__search]");
  const field = document.querySelector(".md-search__input");

  // The button goes inside the label, so that the styles of both the label and its `for` still apply.
  function button(label, toggle, name) {
    const control = document.createElement("button");
    const update = () => control.setAttribute("aria-expanded", toggle.checked);
    control.type = "button";
    control.className = "label-button";
    control.setAttribute("aria-label", name);
    control.append(...label.childNodes);
    control.addEventListener("click", () => toggle.click());
    label.removeAttribute("tabindex");
    label.append(control);
    toggle.addEventListener("change", update);
    update();
    return control;
  }

  function isVisible(element) {
    return element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  }

  function focusFirst() {
    const first = [...side.querySelectorAll("a[href], button")].find(isVisible);
    if (first) {
      first.focus();
    }
  }

  function close() {
    if (drawer.checked) {
      drawer.click();
      return true;
    }
    return false;
  }

  if (field) {
    // What Material searches for. Its index holds text as HTML, where "&" is "&amp;", and it takes each word for a
    // beginning: ED would find educators. So an abbreviation in capitals has to be there as a whole word, and a short
    // word in small letters counts most where it is one.
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    const asSearched = (all, before, word) =>
      /^[A-Z]/.test(word) && !NOT_IN_THE_INDEX.has(word) ? `${before}+${word}` : `${before}${word}^9999 ${word}`;
    Object.defineProperty(field, "value", {
      get: () => get.call(field).replace(/&/g, "&amp;").replace(/(^|\s)([A-Z]{2,4}|[a-z]{2,3})(?=$|\s)/g, asSearched),
      set: (words) => set.call(field, words),
    });
    // Searches for dictated and pasted words too: Material waits for a key.
    field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));
  }
  if (finder && field) {
    button(finder, search, "Search");
    // Material opens the search when its field has the focus; on a phone nothing else moves the focus there.
    search.addEventListener("change", () => search.checked && field.focus());
  }
  if (!opener || !side) {
    return;
  }
  const opens = button(opener, drawer, "Menu");
  side.querySelectorAll("label.md-nav__link[for]").forEach((label) => {
    const toggle = document.getElementById(label.htmlFor);
    const title = label.textContent.trim() || label.parentElement.textContent.trim();
    button(label, toggle, `Pages within: ${title}`);
  });
  side.querySelectorAll(".md-nav .md-nav .md-nav__title").forEach((label) => {
    button(label, document.getElementById(label.htmlFor), `Back from: ${label.textContent.trim()}`);
  });
  // A level covers the one before it, so the focus moves with it.
  side.querySelectorAll(".md-nav__toggle").forEach((toggle) => {
    toggle.addEventListener("change", () => side.contains(document.activeElement) && focusFirst());
  });
  drawer.addEventListener("change", () => drawer.checked && focusFirst());
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && close()) {
      opens.focus();
    }
  });
  document.addEventListener("focusin", (event) => {
    if (!side.contains(event.target) && event.target !== opens) {
      close();
    }
  });
})();
