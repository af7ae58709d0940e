// Opens and closes all facilitator notes at once, and opens them for printing. Without it each note folds by itself.
(function () {
  const notes = () => document.querySelectorAll("details.facilitator");
  const bar = document.querySelector(".fold-all");
  if (bar) {
    bar.hidden = false;
    bar.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-fold]");
      if (choice) {
        notes().forEach((note) => {
          note.open = choice.dataset.fold === "open";
        });
      }
    });
  }
  window.addEventListener("beforeprint", () => {
    notes().forEach((note) => {
      note.open = true;
    });
  });
})();
