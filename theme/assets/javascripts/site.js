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

// Drawings with the same in words: on a wide screen the words fold away, and the keyboard stops at a drawing only
// where it is wider than its frame. Without a script the words are open, and the keyboard reaches every frame.
(function () {
  if (window.matchMedia("(min-width: 60em)").matches) {
    document.querySelectorAll("details.same-as-text").forEach((words) => {
      words.open = false;
    });
  }
  const frames = document.querySelectorAll(".drawing[tabindex]");
  const set = (frame, name, value) => (value === null ? frame.removeAttribute(name) : frame.setAttribute(name, value));
  const names = new Map([...frames].map((frame) => [frame, frame.getAttribute("aria-label")]));
  const look = (frame) => {
    const scrolls = frame.scrollWidth > frame.clientWidth;
    set(frame, "tabindex", scrolls ? "0" : null);
    set(frame, "role", scrolls ? "region" : null);
    set(frame, "aria-label", scrolls ? names.get(frame) : null);
  };
  const watcher = new ResizeObserver((entries) => entries.forEach((entry) => look(entry.target)));
  frames.forEach((frame) => watcher.observe(frame));
})();
