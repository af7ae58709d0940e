"""Make the icons from the Material Design Icons that Material for MkDocs brings along.

Those of documents go into `icons.json`: path data in a box of 24 by 24 with absolute moves, lines, curves and closings
alone, so that HTML, PDF and Word can draw the same data. Those of the site go into a style sheet, as masks, so that
templates and scripts need a class and pages read from a file have them too. Their licence is in `icons-licence.txt`.

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
STYLE_SHEET = HERE.parent / "assets" / "stylesheets" / "icons.css"
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
"""Our name of each icon of documents, and its name in the collection."""
SITE_ICONS = {
    **{name: source for name, source in ICONS.items() if not name.startswith("evidence-")},
    # Kinds of pages.
    "case-study": "hospital-building",
    "component": "puzzle-outline",
    "glossary": "book-alphabet",
    "page": "file-document-outline",
    "path": "sign-direction",
    "playbook": "notebook-outline",
    "project": "bullseye-arrow",
    "template": "file-document-edit-outline",
    "topic": "book-open-page-variant-outline",
    # Facts, and what a reader can do.
    "decide": "directions-fork",
    "download": "tray-arrow-down",
    "fit": "check-circle-outline",
    "hours": "clock-outline",
    "level": "stairs",
    "materials": "bag-personal-outline",
    "place": "map-marker-outline",
    "print": "printer-outline",
    "private": "incognito",
    "room": "table-chair",
    "safety": "shield-check-outline",
    "tasks": "format-list-checks",
    "timer": "timer-outline",
    # Themes of projects, by their ids in content/vocabulary.yml.
    "theme-communication": "message-text-outline",
    "theme-community-interface": "home-group",
    "theme-diagnostics": "microscope",
    "theme-digital": "laptop",
    "theme-discharge": "home-import-outline",
    "theme-finance-and-procurement": "currency-gbp",
    "theme-flow": "transit-connection-variant",
    "theme-health-inequalities": "scale-balance",
    "theme-medicines": "pill",
    "theme-outpatients": "calendar-account-outline",
    "theme-safety": "shield-check-outline",
    "theme-sustainability": "leaf",
    "theme-theatres": "bed-outline",
    "theme-workforce-experience": "account-heart-outline",
}
"""The same for the site, whose browsers draw the files as they are."""
HEAD = """\
/* Written by theme/documents/make_icons.py. The outlines are of Material Design Icons by the Pictogrammers, under the
   Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0 */

/* Outlines of `.icon` (site.css). They come after the words of a page, which are worth more to a reader who waits. */
"""


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
    outlines = {name: outline(_file(source)) for name, source in ICONS.items()}
    return json.dumps(outlines, indent=0) + "\n"


def style_sheet() -> str:
    """A class `icon-NAME` for each icon of the site, beside the class `icon`."""
    return HEAD + "".join(
        f""".icon-{name} {{
  --icon: url("data:image/svg+xml,{_file(source).strip().replace('"', "'").replace("<", "%3C").replace(">", "%3E")}");
}}
"""
        for name, source in SITE_ICONS.items()
    )


def _file(source: str) -> str:
    return (FOLDER / f"{source}.svg").read_text(encoding="utf-8")


if __name__ == "__main__":
    (HERE / "icons.json").write_text(icons(), encoding="utf-8", newline="\n")
    STYLE_SHEET.write_text(style_sheet(), encoding="utf-8", newline="\n")
