// Makes what works only with a mouse in Material work with a keyboard: labels in the header and the drawer become
// buttons, and shortcuts of a single letter are switched off (WCAG 2.2, success criteria 2.1.1 and 2.1.4).
(function () {
  "use strict";
  const LETTERS = new Set(["f", "s", "/", "n", "p", ",", "."]); // Material turns pages with these, or searches.
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
  const side = document.querySelector(".md-sidebar--primary");
  const opener = document.querySelector(".md-header label[for=__drawer]");

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

  if (!drawer || !opener || !side) {
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
