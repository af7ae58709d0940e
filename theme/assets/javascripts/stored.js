// What this browser keeps for a page, as JSON by key.
(function () {
  "use strict";
  const PROBE = "paired-learning-probe";

  // A browser that blocks storage throws on any access. What is not there, or not JSON, is null.
  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  // Whether it was kept.
  function write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  function canKeep() {
    try {
      localStorage.setItem(PROBE, "");
      localStorage.removeItem(PROBE);
      return true;
    } catch {
      return false;
    }
  }

  window.pairedLearning = window.pairedLearning || {};
  window.pairedLearning.stored = { canKeep, read, write };
})();
