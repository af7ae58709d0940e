"""Make `icons.json`, the icons of documents, from the Material Design Icons that Material for MkDocs brings along.

Each icon becomes path data in a box of 24 by 24 with absolute moves, lines, curves and closings alone, so that HTML,
PDF and Word can draw the same data. Their licence is in `icons-licence.txt`.

Run when an icon changes, with the packages of requirements/test.txt installed; the same input gives the same bytes:

    python theme/documents/make_icons.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import material
from fontTools.pens.basePen import AbstractPen
from fontTools.svgLib.path import parse_path

HERE = Path(__file__).parent
FOLDER = Path(material.__file__).parent / "templates" / ".icons" / "material"
ICONS = {
    "participant": "account-multiple",
    "lead": "compass-outline",
    "facilitator": "human-male-board",
    "coach": "whistle-outline",
    "sponsor": "account-tie",
    "line-manager": "account-check",
    "administrator": "folder-account",
    "improvement-team": "chart-line",
    "board": "bank",
    "person": "account",
    "workshop": "presentation",
    "deadline": "clock-alert-outline",
    "milestone": "rhombus",
    "window": "calendar-range",
    "meeting": "forum",
    "shadowing": "shoe-print",
    "surgery": "lifebuoy",
    "evaluation": "chart-bar",
    "presentation": "flag",
    "document": "file-document-outline",
    "workbook": "table-large",
    "calendar": "calendar-month-outline",
    "letter": "email-outline",
    "form": "clipboard-list-outline",
    "warning": "alert-outline",
    "evidence-pilot": "circle",
    "evidence-published": "circle-half-full",
    "evidence-suggested": "circle-outline",
}
"""Our name of each icon, and its name in the collection."""


class _Pen(AbstractPen):
    """Collects an outline as absolute path data, with a space between two numbers alone."""

    def __init__(self) -> None:
        self.path: list[str] = []

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - overrides
        self.path.append(f"M{_numbers(point)}")

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - overrides
        self.path.append(f"L{_numbers(point)}")

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - overrides
        self.path.append(f"C{_numbers(*points)}")

    def closePath(self) -> None:  # noqa: N802 - overrides
        self.path.append("Z")

    endPath = closePath  # noqa: N815 - overrides; a filled shape closes by itself


def _numbers(*points: tuple[float, float]) -> str:
    return " ".join(f"{round(value, 2) + 0.0:g}" for point in points for value in point)


def outline(svg: str) -> str:
    """The path data of an icon's SVG file."""
    pen = _Pen()
    for path in re.findall(r'<path d="([^"]+)"', svg):
        parse_path(path, pen)
    return "".join(pen.path)


def icons() -> str:
    """JSON of `{name: path data}`."""
    outlines = {name: outline((FOLDER / f"{source}.svg").read_text(encoding="utf-8")) for name, source in ICONS.items()}
    return json.dumps(outlines, indent=0) + "\n"


if __name__ == "__main__":
    (HERE / "icons.json").write_text(icons(), encoding="utf-8", newline="\n")
