// The helpers of the site's menus, as a module, and a few that forms need.
const { counted, herald, make, show, unseen } = window.pairedLearning.dom;

let number = 0;

/** An id that no other element has. @param {string} stem */
const newId = (stem) => `studio-${stem}-${(number += 1)}`;

/** Sets or takes away an attribute, but only where that changes something.
 *  @param {Element} element @param {string} name @param {string | null} value */
function trait(element, name, value) {
  if (value === null) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

/** A button. @param {string} words @param {() => void} click @param {string} [look] further classes */
const button = (words, click, look = "") =>
  make("button", { type: "button", class: `studio-button ${look}`.trim(), on: { click } }, words);

/** Makes the children of an element exactly these, without touching those that stay where they are.
 *  @param {Element} parent @param {Element[]} children */
function arrange(parent, children) {
  const wanted = new Set(children);
  [...parent.children].filter((child) => !wanted.has(child)).forEach((child) => child.remove());
  children.forEach((child, place) => {
    if (parent.children[place] !== child) {
      parent.insertBefore(child, parent.children[place] || null);
    }
  });
}

/** Keeps one element for each of a list's items, made again only when the item has changed.
 *  @template T
 *  @param {Element} parent @param {(item: T) => string} keyOf @param {(item: T) => Element} draw */
function keyed(parent, keyOf, draw) {
  /** @type {Map<string, {json: string, element: Element}>} */
  let drawn = new Map();
  return (/** @type {T[]} */ items) => {
    const next = new Map();
    items.forEach((item) => {
      const json = JSON.stringify(item);
      const before = drawn.get(keyOf(item));
      next.set(keyOf(item), before && before.json === json ? before : { json, element: draw(item) });
    });
    drawn = next;
    arrange(parent, [...next.values()].map(({ element }) => element));
  };
}

export { arrange, button, counted, herald, keyed, make, newId, show, trait, unseen };
