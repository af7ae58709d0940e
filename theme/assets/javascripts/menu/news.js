// Says at the foot of the window what was done, and offers to undo it until something else is done.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { make } = menu.dom;

  function news(say) {
    const words = make("span");
    const undo = make("button", { type: "button", class: "menu-button" }, "Undo");
    const close = make("button", { type: "button", class: "menu-close", "aria-label": "Dismiss" }, "\u00d7");
    const bar = make("div", { class: "menu-news", hidden: true }, words, undo, close);
    let undoLast = null;

    undo.addEventListener("click", () => {
      bar.hidden = true;
      undoLast();
      say("Undone.");
    });
    close.addEventListener("click", () => (bar.hidden = true));

    function tell(text, back = null) {
      undoLast = back;
      words.textContent = text;
      undo.hidden = back === null;
      bar.hidden = false;
      say(text);
    }

    return {
      bar,
      tell,
      removed: (title, back) => tell(`\u201c${title}\u201d was removed from your shortlist.`, back),
      focus: () => undo.focus(),
      hide: () => (bar.hidden = true),
    };
  }

  menu.news = { news };
})();
