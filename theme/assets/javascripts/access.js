// What Material leaves to the mouse: its labels in the header and the drawer become buttons, and single letters do
// nothing (WCAG 2.2, success criteria 2.1.1 and 2.1.4).
(function () {
  "use strict";
  const LETTERS = new Set(["f", "s", "/", "n", "p", ",", "."]); // They would search and turn pages.
  const FIELDS = "input, select, textarea, [contenteditable]";

  window.addEventListener(
    "keydown",
    (event) => {
      const isField = event.target.closest && event.target.closest(FIELDS);
      // Filling in a form for somebody is a press of no key in some browsers.
      if (LETTERS.has((event.key || "").toLowerCase()) && !isField) {
        event.stopImmediatePropagation();
      }
    },
    true
  );

  // A long menu at the side shows the page that is open: Material scrolls to it only where it knows the height of the
  // menu in time.
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

  // The colours that are in use are the chosen ones; Material leaves all unchosen until somebody chooses.
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

  // Within the label, so that its looks stay, and those of the theme that depend on what it is for.
  function button(label, toggle, name) {
    const made = document.createElement("button");
    const tell = () => made.setAttribute("aria-expanded", toggle.checked);
    made.type = "button";
    made.className = "label-button";
    made.setAttribute("aria-label", name);
    made.append(...label.childNodes);
    made.addEventListener("click", () => toggle.click());
    label.removeAttribute("tabindex");
    label.append(made);
    toggle.addEventListener("change", tell);
    tell();
    return made;
  }

  function canBeSeen(element) {
    return element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  }

  function focusFirst() {
    const found = [...side.querySelectorAll("a[href], button")].find(canBeSeen);
    if (found) {
      found.focus();
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
    // Words that were dictated or pasted are searched for too: Material waits for a key.
    field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));
  }
  if (finder && field) {
    button(finder, search, "Search");
    // Material opens the search where its field gets the focus; on a phone nothing else would move it there.
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
  // A level covers the one before it, so the focus goes along.
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
