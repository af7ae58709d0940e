// A page that was opened from a folder cannot run modules or workers, so it says how to get it to run.
(function () {
  "use strict";
  const words = document.querySelector(".studio-from-file");
  if (words && location.protocol === "file:") {
    words.hidden = false;
  }
})();
