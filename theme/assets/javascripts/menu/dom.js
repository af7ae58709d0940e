// Makes elements. What a project says goes into the page as text, never as markup.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});

  const SVG = "http://www.w3.org/2000/svg";
  const STAR = "M12 2.6l2.9 6 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5L2.6 9.5l6.5-.9z";

  // `traits` are attributes; `on` is for listeners, and true and false for attributes without a value.
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
    element.append(...inside.filter((part) => part !== null));
    return element;
  }

  // Only what changed is written, so that nothing disturbs a reader or the layout.
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

  function counted(number, one, many) {
    return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many || `${one}s`}`;
  }

  // Says something to a screen reader: what is said last of things that follow each other quickly.
  function herald(region, delay) {
    let timer = 0;
    return (words) => {
      clearTimeout(timer);
      timer = setTimeout(() => show(region, words), delay);
    };
  }

  menu.dom = { counted, herald, make, show, star, unseen };
})();
