// From Material for MkDocs 9.8 (MIT License), which has it in each page: the colours that a reader chose, before the
// page is painted; where nothing is chosen yet, those of the device, so that a dark room sees no light page first.
(function () {
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
