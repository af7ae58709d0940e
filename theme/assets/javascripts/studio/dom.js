// Creates elements. Words of a scheme go into the page as text, never as markup. What the project menu needs too is in
// its classic script, since a menu in a playbook is opened from a folder, where no module runs.

/** `make(tag, traits, ...children)` gives an element: `traits` are attributes, `on` holds listeners, and null is left
 *  out. `show(element, text)` writes only what changed. `counted(12, "row")` gives 12 rows. `herald(region)` speaks to a
 *  screen reader.
 *  @type {{make: (tag: string, traits?: Object<string, any>|null, ...inside: (Node|string|null)[]) => HTMLElement,
 *          show: (element: Element, text: string) => void, counted: (number: number, singular: string) => string,
 *          herald: (region: Element, delay?: number) => (words: string) => void}} */
export const { counted, herald, make, show } = window.pairedLearning.dom;

/** Text for screen readers alone. */
export function unseen(text) {
  return make("span", { class: "studio-unseen" }, text);
}

/** Sets or takes away an attribute, but only where that changes something.
 *  @param {Element} element @param {string} name @param {string | null} value */
export function trait(element, name, value) {
  if (value === null) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

/** Makes the children of an element exactly these, without touching those that stay where they are.
 *  @param {Element} parent @param {Element[]} children */
export function arrange(parent, children) {
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
export function keyed(parent, keyOf, draw) {
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

/**
 * Asks the program and draws its answer when an element comes into view, and again after the scheme has changed.
 * @param {{element: HTMLElement, client: any, scheme: any, what: string, draw: (reply: any) => void}} view
 * @returns {() => void} to call after each change
 */
export function answeredWhenSeen({ element, client, scheme, what, draw }) {
  let drawn = null;
  async function update() {
    const { state } = scheme;
    if (!state || state.hash === drawn || element.offsetParent === null) {
      return;
    }
    const { hash } = state;
    drawn = hash;
    const { reply } = await client.ask({ what }).catch((error) => ({ reply: { faults: [{ message: error.message }] } }));
    // Another change may have come while the program worked.
    if (hash === drawn) {
      draw(reply);
    }
  }
  new IntersectionObserver(([entry]) => entry.isIntersecting && update()).observe(element);
  return update;
}
