"""What an Excel file holds besides cells: its parts and their relations, and what no new version of it can hold."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

from ..model.sheets.form import CHOOSE, NOT_LISTED, TYPE
from ..model.typed_workbook import Area, TypedRule, Uncarried, cell_name

WORKBOOK = "xl/workbook.xml"
RULE = "a rule for cells"
CHART, PICTURE, CONTROL = "a chart", "a picture", "a form control or button"
QUERY = "a query of a database or of the web"
THREAD = "a conversation in comments (its text stays as a note)"
RICH_TEXT = "text with several looks in one cell (the text stays)"
_IN_DRAWINGS = {
    "chart": CHART,
    "slicer": "a slicer",
    "timeslicer": "a timeline",
    "relIds": "a SmartArt graphic",
    "contentPart": "a drawing in ink",
    "pic": PICTURE,
    "sp": "a shape or text box",
    "cxnSp": "a line",
}
"""What is in a drawing, by the name of its element; the first that is there counts."""
_IN_SHEETS = {
    "sheetProtection": "the protection of the sheet",
    "scenario": "a scenario",
    "oleObject": "an embedded object",
    "picture": "a background picture",
    "legacyDrawingHF": "a picture in the header or footer",
    "customSheetView": "a view of the sheet",
}
_IN_WORKBOOKS = {
    "workbookProtection": "the protection of the workbook",
    "fileSharing": "a password against changes",
    "externalReference": "a link to another workbook",
}
_PARTS = (
    ("xl/chartsheets/", "a sheet that is a chart"),
    ("xl/dialogsheets/", "a sheet that is a dialogue"),
    ("xl/connections.xml", "a connection to a database or to the web"),
    ("xl/model/", "a data model"),
    ("xl/xmlMaps.xml", "a map of XML"),
    ("xl/webextensions/", "an add-in's panel"),
    ("customUI/", "buttons in the ribbon"),
    ("xl/revisions/", "a history of changes"),
    ("customXml/item", "custom XML"),
)
"""What a part is, by the start of its name; for the workbook as a whole."""
_HARMLESS = re.compile(
    r"\[Content_Types\]\.xml|(?:.*/)?_rels/.*|docProps/.*|docMetadata/.*|customXml/itemProps\d*\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain|metadata|volatileDependencies)\.xml"
    r"|xl/(?:theme|worksheets|tables|drawings|media|charts|comments|printerSettings|persons|threadedComments|ctrlProps"
    r"|activeX|embeddings|diagrams|ink|pivotTables|pivotCache|slicers|slicerCaches|timelines|timelineCaches|queryTables"
    r"|externalLinks|richData|customProperty|featurePropertyBag)/.*|xl/comments\d*\.xml|xl/threadedComments.*"
)
"""Parts that need no mention: those of every workbook, and those of what is listed where it is used."""
_SHARE_POINT = b"schemas.microsoft.com"
"""In the custom XML that SharePoint and OneDrive add to every file."""
_WORDS = re.compile(r"""\$[A-Z]{1,3}[0-9]+="[^"]*\"""")
"""The formula of our conditional formats."""
_VML = re.compile(r"""ObjectType\s*=\s*["'](\w+)["'](.*?)</[^<>]*ClientData>""", re.DOTALL)
_VML_ANCHOR = re.compile(r"<[^<>]*Anchor>\s*(\d+)\s*,[^,]*,\s*(\d+)\s*,")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part to another one inside the file."""

    kind: str
    """End of its type, such as drawing."""
    target: str
    """Name of the part that it leads to."""


@dataclass(frozen=True)
class SheetPart:
    """The XML of a sheet."""

    name: str
    """Name of the sheet."""
    path: str
    root: ElementTree.Element

    @cached_property
    def around(self) -> list[ElementTree.Element]:
        """The elements that are not among its rows."""
        return [item for child in self.root if _local(child) != "sheetData" for item in child.iter()]

    @cached_property
    def saved(self) -> dict[str, tuple[str, str]]:
        """What a program saved in each cell as its number or result, by the cell's name: its type, and its text."""
        return {
            cell.get("r", ""): (cell.get("t", "n"), value.text or "")
            for cell in _all(self.root, "c")
            for value in cell
            if _local(value) == "v" and cell.get("t", "n") in ("n", "str", "b", "e")
        }

    @cached_property
    def heights(self) -> dict[int, float]:
        """Heights that somebody set, by row."""
        return {
            int(row.get("r", "0")): float(row.get("ht", "0"))
            for row in _all(self.root, "row")
            if row.get("customHeight") in ("1", "true") and row.get("ht")
        }

    @cached_property
    def filtered(self) -> bool:
        return any(_local(item) == "filterColumn" for item in self.around)

    @cached_property
    def rules(self) -> tuple[TypedRule, ...]:
        return tuple(
            TypedRule(what, area_of(sqref.split()[0]), _is_usual(item))
            for tag, what in (("conditionalFormatting", "a conditional format"), ("dataValidation", RULE))
            for item in _all(self.around, tag)
            for sqref in [item.get("sqref") or next((text.text or "" for text in _all(item, "sqref")), "")]
            if _REFERENCE.match(sqref)
        )


class Package:
    """An Excel file that the checks of `excel.py` have let through.

    Raises:
        SyntaxError, LookupError, ValueError: a part that it needs is missing or not well-formed.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.workbook = self._xml(WORKBOOK)
        related = self.relations(WORKBOOK)
        sheets = ((item.get("name", ""), related[_id(item)]) for item in _all(self.workbook, "sheet"))
        self.sheets = {
            name: SheetPart(name, relation.target, self._xml(relation.target))
            for name, relation in sheets
            if relation.kind == "worksheet"
        }

    def _xml(self, path: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[path])  # noqa: S314 - checked for entities before

    def relations(self, path: str) -> dict[str, Relation]:
        """The relations of a part to others inside the file, by id."""
        folder, _, name = path.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self.parts:
            return {}
        return {
            item.get("Id", ""): Relation(
                item.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join(f"/{folder}", item.get("Target", ""))).lstrip("/"),
            )
            for item in _all(self._xml(relations), "Relationship")
            if item.get("TargetMode") != "External"
        }

    def uncarried(self) -> Iterator[Uncarried]:
        """What is in the file that no new version of it can hold, by sheet and cell."""
        for tag, what in _IN_WORKBOOKS.items():
            # openpyxl writes the protection of a workbook that has none.
            yield from (Uncarried(what, "") for item in _all(self.workbook, tag) if item.attrib)
        for name, content in sorted(self.parts.items()):
            from_share_point = name.startswith("customXml/") and _SHARE_POINT in content
            if not (_HARMLESS.fullmatch(name) or from_share_point):
                unknown = "something that this tool does not know"
                yield Uncarried(next((words for start, words in _PARTS if name.startswith(start)), unknown), "")
        for sheet in self.sheets.values():
            yield from self._in_sheet(sheet)

    def _in_sheet(self, sheet: SheetPart) -> Iterator[Uncarried]:
        for tag, what in _IN_SHEETS.items():
            # Excel writes an embedded object twice, for programs of different age.
            items = {item.get("shapeId") or str(number): item for number, item in enumerate(_all(sheet.around, tag))}
            for item in items.values():
                yield Uncarried(what, sheet.name, _anchored(item))
        for item in _all(sheet.around, "sparkline"):
            yield from (
                Uncarried("a sparkline", sheet.name, text.text or "") for text in item if _local(text) == "sqref"
            )
        for cell in _all(sheet.root, "c"):
            if cell.get("vm"):
                yield Uncarried("a picture or a linked record in a cell", sheet.name, cell.get("r", ""))
        for relation in self.relations(sheet.path).values():
            if relation.target in self.parts:
                yield from self._related(sheet, relation)

    def _related(self, sheet: SheetPart, relation: Relation) -> Iterator[Uncarried]:
        if relation.kind == "drawing":
            yield from self._in_drawing(sheet, relation.target)
        elif relation.kind == "vmlDrawing":
            yield from self._controls(sheet, relation.target)
        elif relation.kind == "pivotTable":
            location = next(_all(self._xml(relation.target), "location"), None)
            yield Uncarried(
                "a pivot table", sheet.name, _first(location.get("ref", "")) if location is not None else ""
            )
        elif relation.kind == "threadedComment":
            for item in _all(self._xml(relation.target), "threadedComment"):
                if not item.get("parentId"):
                    yield Uncarried(THREAD, sheet.name, item.get("ref", ""))
        elif relation.kind == "queryTable":
            yield Uncarried(QUERY, sheet.name)
        elif relation.kind == "table":
            for inner in self.relations(relation.target).values():
                if inner.kind == "queryTable":
                    yield Uncarried(QUERY, sheet.name, _first(self._xml(relation.target).get("ref", "")))

    def _controls(self, sheet: SheetPart, path: str) -> Iterator[Uncarried]:
        """The form controls of a sheet, which share a part with its notes. The part may be no XML."""
        for kind, rest in _VML.findall(self.parts[path].decode(errors="replace")):
            if kind not in ("Note", "Pict"):
                anchor = _VML_ANCHOR.search(rest)
                cell = cell_name(int(anchor[2]) + 1, int(anchor[1]) + 1) if anchor else ""
                yield Uncarried(CONTROL, sheet.name, cell)

    def _in_drawing(self, sheet: SheetPart, path: str) -> Iterator[Uncarried]:
        for anchor in self._xml(path):
            tags = {_local(item) for item in anchor.iter()}
            hidden = any(item.get("hidden") in ("1", "true") for item in _all(anchor, "cNvPr"))
            # The drawing of a form control is hidden; the control itself is listed with the sheet.
            if not hidden and (what := next((words for tag, words in _IN_DRAWINGS.items() if tag in tags), None)):
                yield Uncarried(what, sheet.name, _anchored(anchor))

    def names(self) -> dict[str, str]:
        """Names that somebody gave to cells, with what they stand for."""
        return {
            item.get("name", ""): item.text or ""
            for item in _all(self.workbook, "definedName")
            if not item.get("name", "").startswith("_xlnm.") and item.get("localSheetId") is None
        }


def _is_usual(item: ElementTree.Element) -> bool:
    """Whether a rule is one of ours: it refuses values with one of our messages, or only has a message of its own; or
    it is a conditional format that compares a cell of the row with words."""
    if _local(item) == "dataValidation":
        message = item.get("error", "")
        return message.startswith((CHOOSE, NOT_LISTED, TYPE)) or (not message and item.get("type", "none") == "none")
    rules = list(_all(item, "cfRule"))
    texts = [text.text or "" for rule in rules for text in rule]
    return len(texts) == len(rules) and all(map(_WORDS.fullmatch, texts))


def area_of(text: str) -> Area:
    """The area that a reference such as B2:C7 names."""
    match = _REFERENCE.match(text)
    if match is None:
        raise ValueError(f"not a reference to cells: {text[:20]!r}")
    column, row, last_column, last_row = match.groups()
    return Area(int(row), _number(column), int(last_row or row), _number(last_column or column))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: ElementTree.Element | list[ElementTree.Element], name: str) -> Iterator[ElementTree.Element]:
    items = element if isinstance(element, list) else element.iter()
    return (item for item in items if _local(item) == name)


def _id(element: ElementTree.Element) -> str:
    """The id of the relation that an element names."""
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def _first(reference: str) -> str:
    return reference.partition(":")[0]


def _anchored(element: ElementTree.Element) -> str:
    """The cell at which a drawing starts; empty where it does not say."""
    for start in _all(element, "from"):
        numbers = {_local(item): int(item.text or "0") for item in start if (item.text or "").strip().isdigit()}
        if {"row", "col"} <= numbers.keys():
            return cell_name(numbers["row"] + 1, numbers["col"] + 1)
    return ""
