// From Material for MkDocs 9.8 (MIT License), which has both in each page: how its scripts keep what a reader chose, and
// the chosen colours before the page is painted. If nothing is chosen yet, the page has the
// colours of the device from the start, and does not flash light in a dark room. Here it is a file, so that no page needs to allow scripts of its own.
(function () {
  const base = document.currentScript.dataset.base;
  window.__md_scope = new URL(base, location);
  window.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  window.__md_get = (key, store = localStorage, scope = window.__md_scope) =>
    JSON.parse(store.getItem(`${scope.pathname}.${key}`));
  window.__md_set = (key, value, store = localStorage, scope = window.__md_scope) => {
    try {
      store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch (error) {
      // A store that is full or blocked costs the choice, and nothing else.
    }
  };

  function kept() {
    try {
      return window.__md_get("__palette");
    } catch (error) {
      return null;
    }
  }

  // The colours that go with a setting of the device.
  function ofDevice() {
    const inputs = [...document.querySelectorAll("[data-md-color-media*=':']")];
    const input = inputs.find(({ dataset }) => matchMedia(dataset.mdColorMedia).matches);
    const names = input ? ["media", "scheme", "primary", "accent"] : [];
    return Object.fromEntries(names.map((name) => [name, input.getAttribute(`data-md-color-${name}`)]));
  }

  const chosen = kept()?.color;
  const shown = chosen && chosen.media !== "(prefers-color-scheme)" ? chosen : ofDevice();
  Object.entries(shown).forEach(([name, value]) => document.body.setAttribute(`data-md-color-${name}`, value));
})();
