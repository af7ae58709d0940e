// Material builds the index of its search when a page opens, which takes 25 MB of memory and 0.4 seconds of a core. On
// this page the program needs both, so the index waits until somebody goes to the search field.
(function () {
  "use strict";
  const { open, send } = XMLHttpRequest.prototype;
  const waiting = new Set();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (/\/search_index\.json$/.test(address)) {
      waiting.add(this);
    }
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (!waiting.has(this)) {
      send.call(this, body);
    }
  };
  function goOn() {
    XMLHttpRequest.prototype.open = open;
    XMLHttpRequest.prototype.send = send;
    waiting.forEach((request) => request.send());
  }
  function look({ target }) {
    if (target.closest("[data-md-component=search]")) {
      document.removeEventListener("focusin", look);
      goOn();
    }
  }
  document.addEventListener("focusin", look);
  // An address may have the words to search for.
  if (new URLSearchParams(location.search).has("q")) {
    goOn();
  }
})();
