// From Material for MkDocs 9.8 (MIT License), which has it in each page: the colours that a reader chose, before the
// page is painted.
(function () {
  function kept() {
    try {
      return window.__md_get("__palette");
    } catch (error) {
      return null;
    }
  }

  const palette = kept();
  if (!palette || !palette.color) {
    return;
  }
  if (palette.color.media === "(prefers-color-scheme)") {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media='(prefers-color-scheme: ${scheme})']`);
    ["media", "scheme", "primary", "accent"].forEach((name) => {
      palette.color[name] = input.getAttribute(`data-md-color-${name}`);
    });
  }
  Object.entries(palette.color).forEach(([name, value]) => document.body.setAttribute(`data-md-color-${name}`, value));
})();
