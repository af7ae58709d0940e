// Creates elements. The words of a project go into the page as text, never as markup.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});

  const SVG = "http://www.w3.org/2000/svg";
  const STAR = "M12 2.6l2.9 6 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5L2.6 9.5l6.5-.9z";

  // `traits` are attributes; `on` holds listeners; true and false are for attributes without a value.
  function make(tag, traits, ...inside) {
    const element = document.createElement(tag);
    Object.entries(traits || {}).forEach(([name, value]) => {
      if (name === "on") {
        Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
      } else if (value === true) {
        element.setAttribute(name, "");
      } else if (value !== false && value !== null) {
        element.setAttribute(name, value);
      }
    });
    element.append(...inside.filter((child) => child !== null));
    return element;
  }

  // Writes only what changed, so that it disturbs neither a screen reader nor the layout.
  function show(element, text) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  function unseen(text) {
    return make("span", { class: "menu-unseen" }, text);
  }

  function star() {
    const icon = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("class", "menu-star-icon");
    icon.setAttribute("aria-hidden", "true");
    path.setAttribute("d", STAR);
    icon.append(path);
    return icon;
  }

  function counted(number, singular) {
    // A browser takes some milliseconds to load how a language writes numbers, and few are so large.
    const figure = number < 1000 ? number : number.toLocaleString("en-GB");
    return `${figure} ${singular}${number === 1 ? "" : "s"}`;
  }

  // Speaks to a screen reader: of several messages in quick succession only the last.
  function herald(region, delay = 300) {
    let timer = 0;
    return (words) => {
      clearTimeout(timer);
      timer = setTimeout(() => show(region, words), delay);
    };
  }

  menu.dom = { counted, herald, make, show, star, unseen };
})();
