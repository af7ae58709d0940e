"""Files of the project menu for other programs, and the page that explains them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..documents import menu_data, menu_workbook
from ..documents.feed import news_feed, project_feed
from ..documents.menu_workbook import Row, menu_rows
from ..model.library import Library
from ..model.menu_table import names
from ..writers import atom, csv_text, xlsx
from . import addresses
from .downloads import download_list
from .page import Page, sources

JSON, SCHEMA, CSV, EXCEL = "menu.json", "menu.schema.json", "menu.csv", "menu.xlsx"


def all_rows(library: Library) -> list[Row]:
    """A row for each project of the menu, including withdrawn ones."""
    return menu_rows(library.projects.values(), names(library))


def menu_files(
    library: Library, rows: Callable[[], Sequence[Row]], ending: str = "/"
) -> dict[str, Callable[[], bytes | None]]:
    """A function that makes each file, by name within the data folder; it returns None if the file cannot be made.

    `rows` are `all_rows`; `ending` is that of addresses, as in `Edition`.
    """

    def excel() -> bytes | None:
        # A text may be too long for a cell of a workbook; the other files have it in full.
        if menu_workbook.too_long(library.projects.values(), rows()):
            return None
        workbook = menu_workbook.menu_workbook(library, names(library), rows(), "The whole menu")
        return xlsx.write(workbook, library.release.stamp)

    return {
        JSON: lambda: menu_data.as_json(menu_data.menu_data(library, ending)),
        SCHEMA: lambda: menu_data.as_json(menu_data.menu_schema()),
        CSV: lambda: csv_text.write(menu_workbook.text_rows(rows())),
        EXCEL: excel,
        addresses.PROJECT_FEED: lambda: atom.write(project_feed(library, ending), menu_data.LICENCE),
        addresses.NEWS_FEED: lambda: atom.write(news_feed(library, ending), menu_data.LICENCE),
    }


def data_page(library: Library, files: Callable[[], dict[str, bytes]]) -> Page:
    """The page that explains the files, field by field."""
    description = "The whole project menu as files for a spreadsheet, a web page of your own or a news reader."

    def values() -> dict[str, Any]:
        return {
            "downloads": download_list({addresses.DATA_FOLDER: files()}, addresses.DATA_FOLDER),
            "fields": menu_data.field_rows(),
            "help_sheet": menu_workbook.HELP_SHEET,
            "withdrawn": [project for project in library.projects.values() if project.withdrawn],
        }

    return Page(addresses.DATA, "project_data", "The menu as data", description, sources(library.projects), values)
