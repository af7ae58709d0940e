// Says what was done, at the foot of the window, and offers to take it back until something else is done.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { make } = menu.dom;

  function news(say) {
    const words = make("span");
    const undo = make("button", { type: "button", class: "menu-button" }, "Undo");
    const close = make("button", { type: "button", class: "menu-close", "aria-label": "Dismiss" }, "\u00d7");
    const bar = make("div", { class: "menu-news", hidden: true }, words, undo, close);
    let takeBack = null;

    undo.addEventListener("click", () => {
      bar.hidden = true;
      takeBack();
      say("It is back.");
    });
    close.addEventListener("click", () => (bar.hidden = true));

    function tell(text, back = null) {
      takeBack = back;
      words.textContent = text;
      undo.hidden = back === null;
      bar.hidden = false;
      say(text);
    }

    return {
      bar,
      tell,
      removed: (title, back) => tell(`\u201c${title}\u201d is off your shortlist.`, back),
      focus: () => undo.focus(),
      hide: () => (bar.hidden = true),
    };
  }

  menu.news = { news };
})();
