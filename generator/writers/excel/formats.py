"""Formats of cells. Those that look alike share one in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook as File

from ...documents.spreadsheet import Tone
from ...model.typed_workbook import Look

LINE = "#c8c8c8"
FONT = {"font_name": "Arial", "font_size": 11, "font_scheme": "none"}
"""Font of every cell; without `none`, Excel would use the font of its theme."""
TABLE = {"indent": 1, "valign": "top", "border": 1, "border_color": LINE}
"""What the cells of our tables have besides their looks."""
TONES: dict[Tone, dict[str, Any]] = {
    Tone.LATE: {"bg_color": "#f8d7da", "font_color": "#842029", "bold": True},
    Tone.SOON: {"bg_color": "#ffe5b4", "font_color": "#5c3c00"},
    Tone.DONE: {"bg_color": "#d9ead3", "font_color": "#0b5a2b"},
}


class Formats:
    """The formats of a file."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._formats: dict[object, Format] = {}

    def of_table(self, look: Look, **more: Any) -> Format:
        """For a cell of a table, with a border and a margin."""
        return self._of(look, {**TABLE, **more}, ("table", *more.items()))

    def plain(self, look: Look) -> Format:
        """For a cell of no table."""
        return self._of(look, {}, ())

    def tone(self, tone: Tone) -> Format:
        """For cells that are highlighted."""
        if tone not in self._formats:
            self._formats[tone] = self._file.add_format(dict(TONES[tone]))
        return self._formats[tone]

    def _of(self, look: Look, more: Mapping[str, Any], name: tuple[object, ...]) -> Format:
        key = (look, name)
        if key not in self._formats:
            properties: dict[str, Any] = {
                "bg_color": look.fill,
                "font_color": look.colour,
                "bold": look.bold,
                "italic": look.italic,
                "underline": 1 if look.underline else 0,
                "font_strikeout": look.strike,
                "text_wrap": look.wrap,
                "align": look.align,
                "num_format": look.number_format,
            }
            used = {name: value for name, value in properties.items() if value}
            self._formats[key] = self._file.add_format({**used, **more})
        return self._formats[key]
