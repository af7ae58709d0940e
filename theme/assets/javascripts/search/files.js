// Loads the files of the search's index. They are scripts, because a page that is read from a file may fetch nothing else.
(function () {
  "use strict";
  const learning = (window.pairedLearning = window.pairedLearning || {});
  const root = new URL("../../", document.currentScript.src);
  const asked = new Map(); // By name: the promise of its data, and how to keep it.

  function load(name) {
    if (!asked.has(name)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      asked.set(name, entry);
      const script = document.createElement("script");
      script.src = new URL(`search/${name}.js`, root);
      script.addEventListener("error", () => {
        asked.delete(name);
        script.remove();
        entry.reject(new Error(`${name} cannot be loaded`));
      });
      document.head.append(script);
    }
    return asked.get(name).promise;
  }

  // Called by each of these files.
  function take(name, data) {
    asked.get(name).resolve(data);
  }

  learning.search = Object.assign(learning.search || {}, { load, root, take });
})();
