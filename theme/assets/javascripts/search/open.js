// The button of the search, and Ctrl or Command with K. What searches is loaded when somebody is about to use it.
(function () {
  "use strict";
  const button = document.querySelector(".search-open");
  const dialog = document.querySelector("dialog.search");
  const here = document.currentScript.src;
  const SCRIPTS = ["../spelling.js", "../menu/dom.js", "files.js", "match.js", "result.js", "dialog.js"];
  if (!button || !dialog || !dialog.showModal) {
    return;
  }
  const field = dialog.querySelector("input");
  let isLoaded = false;

  function load() {
    if (!isLoaded) {
      isLoaded = true;
      SCRIPTS.forEach((name) => {
        const script = document.createElement("script");
        script.src = new URL(name, here);
        script.async = false; // They run in this order.
        script.addEventListener("error", () => {
          dialog.querySelector(".search__said").textContent = "The search cannot be loaded. Reload the page to try again.";
        });
        document.head.append(script);
      });
    }
  }

  function open() {
    load();
    if (!dialog.open) {
      dialog.showModal();
      field.select();
    }
  }

  button.addEventListener("click", open);
  ["pointerenter", "focus"].forEach((event) => button.addEventListener(event, load, { once: true }));
  dialog.querySelector(".search__close").addEventListener("click", () => dialog.close());
  // A click beside the frame falls on the dialog itself.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  window.addEventListener("keydown", (event) => {
    if (event.key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      open();
    }
  });
  if (/Mac|iPhone|iPad/.test(navigator.userAgent)) {
    button.querySelector("kbd").textContent = "\u2318 K";
  }
})();
