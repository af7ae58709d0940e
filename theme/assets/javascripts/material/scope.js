// From Material for MkDocs 9.8 (MIT License), which has it in each page: how its scripts keep what a reader chose.
// Here it is a file, so that no page needs to allow scripts of its own.
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
})();
