"""Where the focus is, and whether it is visible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# Contrast of the focus indicator against its background, by the formula of WCAG.
LOOK = """() => {
  const parts = (colour) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const light = ([red, green, blue]) => {
    const linear = (channel) =>
      channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const contrast = (first, second) => {
    const [high, low] = [light(first), light(second)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0.9) {
        return colour;
      }
    }
    return [255, 255, 255, 1];
  };
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) {
    return null;
  }
  // A hidden radio button or checkbox shows its focus on its label or on the element around it.
  const seen = [element, element.nextElementSibling, ...(element.labels || []), element.parentElement].filter(
    (candidate) => candidate && candidate !== document.body
  );
  const indicators = seen.map((candidate) => {
    const style = getComputedStyle(candidate);
    const around = behind(candidate.parentElement || candidate);
    const contrasts = [];
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) {
      const outline = parts(style.outlineColor);
      // An outline inside the element is seen against the element itself.
      contrasts.push(contrast(outline, parseFloat(style.outlineOffset) < 0 ? behind(candidate) : around));
    }
    return Math.max(0, ...contrasts);
  });
  const hidden = (box) => box.width < 2 || box.height < 2 || getComputedStyle(element).opacity === "0";
  let target = element;
  let box = element.getBoundingClientRect();
  if (hidden(box)) {
    target = [element.nextElementSibling, ...(element.labels || [])].find((node) => node && !node.hidden) || element;
    box = target.getBoundingClientRect();
  }
  // A link over two lines is sampled line by line, not in the middle of the box around both.
  const boxes = [...target.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const onTop = boxes.flatMap((box) =>
    [0.1, 0.5, 0.9].flatMap((x) =>
      [0.2, 0.5, 0.8].map((y) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y))
    )
  );
  const isSeen = (node) => node && (target.contains(node) || node.contains(element) || node.control === element);
  return {
    what: element.outerHTML.replace(/\\s+/g, " ").slice(0, 140),
    name: (element.getAttribute("aria-label") || element.textContent || element.name || element.id || "").trim(),
    contrast: Math.max(...indicators),
    seen: onTop.filter(isSeen).length,
    looked: onTop.length,
    top: Math.round(box.top),
    left: Math.round(box.left),
  };
}"""


@dataclass(frozen=True)
class Focus:
    """The element that has the focus."""

    what: str
    """The start of its HTML."""
    name: str
    contrast: float
    """Contrast of the indicator against its surroundings; 0 if there is none."""
    seen: int
    """How many of the sampled points within it are not covered."""
    looked: int
    top: int
    left: int

    @property
    def fault(self) -> str:
        """What is wrong with it, or nothing."""
        if self.contrast < 3:
            return f"indicator with a contrast of {self.contrast:.1f}: {self.what}"
        return "" if self.seen else f"hidden at {self.left}, {self.top}: {self.what}"


def focus(page: Page) -> Focus | None:
    """The focused element; None if only the page itself has the focus."""
    values: dict[str, Any] | None = page.evaluate(LOOK)
    return Focus(**values) if values else None
