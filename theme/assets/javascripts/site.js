// Opens and closes all facilitator notes at once. Without it each note folds on its own.
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
})();

// A link to what is folded away opens it.
(function () {
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      fold.open = true;
    }
    if (target) {
      target.scrollIntoView();
    }
  };
  if (document.querySelector("details:is(.activity, .fold), details.gives-away :is(h2, h3)")) {
    window.addEventListener("hashchange", reveal);
    // A second press of the same link changes no address.
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && link.hash && link.href === location.href) {
        reveal();
      }
    });
    reveal();
  }
})();

// What is folded on the screen is open on paper, in browsers that no style sheet can tell so too.
(function () {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.fold:not([open])")];
    opened.forEach((fold) => {
      fold.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((fold) => {
      fold.open = false;
    });
  });
})();

// Drawings with a text version: on a wide screen the text is folded away.
(function () {
  if (window.matchMedia("(min-width: 60em)").matches) {
    document.querySelectorAll("details.same-as-text").forEach((words) => {
      words.open = false;
    });
  }
})();

// The keyboard reaches the frame of a drawing or of a table only if it scrolls. Without a script it reaches every
// drawing. Material adds the frames around tables after the page has loaded.
window.addEventListener("load", () => {
  const name = (frame) => {
    const columns = [...frame.querySelectorAll("th")].map((cell) => cell.textContent.trim()).filter(Boolean);
    return columns.length ? `Table: ${columns.join(", ")}` : "Table";
  };
  const frames = document.querySelectorAll(".drawing[tabindex], .md-typeset__scrollwrap");
  const names = new Map([...frames].map((frame) => [frame, frame.getAttribute("aria-label") || name(frame)]));
  const update = (frame) => {
    const scrolls = frame.scrollWidth > frame.clientWidth;
    Object.entries({ tabindex: "0", role: "group", "aria-label": names.get(frame) }).forEach(([attribute, value]) => {
      if (scrolls) {
        frame.setAttribute(attribute, value);
      } else {
        frame.removeAttribute(attribute);
      }
    });
  };
  const watcher = new ResizeObserver((entries) => entries.forEach((entry) => update(entry.target)));
  frames.forEach((frame) => watcher.observe(frame));
});

// Copies how to cite the page, with the address of its release, or else its own. Without this the text can be selected.
(function () {
  const button = document.querySelector(".copy-citation");
  const words = document.querySelector(".citation");
  const news = document.querySelector(".copied");
  if (!button) {
    return;
  }
  const lasting = document.querySelector("a.permanent");
  const address = lasting ? lasting.href : location.href.split("#")[0];

  // Pages without https have only the old command.
  function copyByCommand() {
    getSelection().selectAllChildren(words);
    return document.execCommand("copy");
  }

  words.append(` ${address}`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(words.textContent);
    } catch {
      copied = copyByCommand();
    }
    news.textContent = copied ? "Copied." : "Select the text and copy it.";
  });
})();
