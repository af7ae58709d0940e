// Creates elements. Words of a scheme go into the page as text, never as markup.

/**
 * An element. `traits` are attributes; `on` holds listeners; true and false are for attributes without a value.
 * @param {string} tag
 * @param {Object<string, any>|null} [traits]
 * @param {...(Node|string|null)} inside Children; null is left out.
 * @returns {HTMLElement}
 */
export function make(tag, traits, ...inside) {
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

/** Writes only what changed, so that it disturbs neither a screen reader nor the layout. */
export function show(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Text for screen readers alone. */
export function unseen(text) {
  return make("span", { class: "studio-unseen" }, text);
}

/** Such as 1 row, 12 rows. */
export function counted(number, singular) {
  return `${number.toLocaleString("en-GB")} ${singular}${number === 1 ? "" : "s"}`;
}

/** Speaks to a screen reader: of several messages in quick succession only the last. */
export function herald(region, delay = 300) {
  let timer = 0;
  return (words) => {
    clearTimeout(timer);
    timer = setTimeout(() => show(region, words), delay);
  };
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
