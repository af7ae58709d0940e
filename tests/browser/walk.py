"""Where the focus is, and whether a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# The contrast is that of the indicator against what lies behind the element, as WCAG works it out.
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
    const line = (one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * line(red) + 0.7152 * line(green) + 0.0722 * line(blue);
  };
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
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
  // A radio button or a box that cannot be seen shows its focus on its label, or on what stands around it.
  const seen = [element, element.nextElementSibling, ...(element.labels || []), element.parentElement].filter(
    (one) => one && one !== document.body
  );
  const indicators = seen.map((one) => {
    const style = getComputedStyle(one);
    const around = behind(one.parentElement || one);
    const found = [];
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) {
      const outline = parts(style.outlineColor);
      // An outline that lies within the element is seen against the element.
      found.push(contrast(outline, parseFloat(style.outlineOffset) < 0 ? behind(one) : around));
    }
    return Math.max(0, ...found);
  });
  const hidden = (box) => box.width < 2 || box.height < 2 || getComputedStyle(element).opacity === "0";
  let target = element;
  let box = element.getBoundingClientRect();
  if (hidden(box)) {
    target = [element.nextElementSibling, ...(element.labels || [])].find((one) => one && !one.hidden) || element;
    box = target.getBoundingClientRect();
  }
  // A link over two lines is looked for where it stands, not in the middle of the box around it.
  const boxes = [...target.getClientRects()].filter((one) => one.width > 1 && one.height > 1);
  const onTop = boxes.flatMap((one) =>
    [0.1, 0.5, 0.9].flatMap((x) =>
      [0.2, 0.5, 0.8].map((y) => document.elementFromPoint(one.left + one.width * x, one.top + one.height * y))
    )
  );
  const isSeen = (one) => one && (target.contains(one) || one.contains(element) || one.control === element);
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
    """Its first letters as HTML."""
    name: str
    contrast: float
    """Of the indicator against what lies around it; 0 where there is none."""
    seen: int
    """Of the points within it that were looked at, how many nothing covers."""
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
    """What has the focus, if anything but the page itself has."""
    found: dict[str, Any] | None = page.evaluate(LOOK)
    return Focus(**found) if found else None
