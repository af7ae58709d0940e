"""What Word demands of a file, as far as it can be checked without Word: order of elements, ids, references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

from tests.writers.sample import parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_BORDERS = "top left start bottom right end insideH insideV tl2br tr2bl"
ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
        "em lang eastAsianLayout specVanish oMath"
    ),
    "pBdr": "top left bottom right between bar",
    "numPr": "ilvl numId",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tblBorders": _BORDERS,
    "tcBorders": _BORDERS,
    "tblCellMar": "top left start bottom right end",
    "trPr": "cantSplit trHeight tblHeader",
    "tr": "tblPrEx trPr tc",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": (
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex docPartObj text checkbox"
    ),
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
    "checkbox": "checked checkedState uncheckedState",
    "styles": "docDefaults latentStyles style",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "pic": "nvPicPr blipFill spPr",
}
"""Children of each element in the order of ECMA-376, part 1."""
_ORDERS = {name: {child: place for place, child in enumerate(order.split())} for name, order in ORDER.items()}
# Headers and footers may come in any order.
_ORDERS["sectPr"]["footerReference"] = _ORDERS["sectPr"]["headerReference"]


def problems(raw: bytes) -> list[str]:
    """What Word would mend or refuse in a file."""
    files = parts(raw)
    trees = {name: ElementTree.fromstring(part) for name, part in files.items() if name.endswith((".xml", ".rels"))}
    document = trees["word/document.xml"]
    return [
        *(problem for name, tree in trees.items() if name.startswith("word/") for problem in _order(name, tree)),
        *_types(files, trees["[Content_Types].xml"]),
        *(problem for name, tree in trees.items() if name.endswith(".rels") for problem in _targets(name, tree, files)),
        *_references(trees),
        *_ids(document),
        *_structure(document),
        *_fields(document),
    ]


def local(element: ElementTree.Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def _order(name: str, tree: ElementTree.Element) -> Iterator[str]:
    for element in tree.iter():
        order = _ORDERS.get(local(element))
        if order is None or not element.tag.startswith((W, W14, WP)):
            continue
        children = [local(child) for child in element]
        unknown = [child for child in children if child not in order]
        if unknown:
            yield f"{name}: {unknown} in {local(element)}"
        elif [order[child] for child in children] != sorted(order[child] for child in children):
            yield f"{name}: order of {children} in {local(element)}"


def _types(files: dict[str, bytes], tree: ElementTree.Element) -> Iterator[str]:
    defaults = {item.get("Extension") for item in tree if item.get("Extension")}
    overrides = [item.get("PartName") for item in tree if item.get("PartName")]
    for name, count in Counter(overrides).items():
        if count > 1:
            yield f"two types for {name}"
    for name in files:
        known = f"/{name}" in overrides or name.rpartition(".")[2] in defaults
        if name != "[Content_Types].xml" and not known:
            yield f"no type for {name}"


def _targets(name: str, tree: ElementTree.Element, files: dict[str, bytes]) -> Iterator[str]:
    folder = name.rpartition("_rels/")[0]
    ids = Counter(item.get("Id") for item in tree)
    yield from (f"{name}: {count} times {id}" for id, count in ids.items() if count > 1)
    for item in tree.iter(RELATIONSHIP):
        target = item.get("Target", "")
        if item.get("TargetMode") == "External":
            if not re.fullmatch(r"[A-Za-z0-9\-._~:/?@!$&'()*+,;=%#]+", target) or target.count("#") > 1:
                yield f"{name}: an address that is none: {target}"
        elif (target[1:] if target.startswith("/") else folder + target) not in files:
            steps = (folder + target).split("/")
            if ".." not in steps:
                yield f"{name}: nothing at {target}"


def _references(trees: dict[str, ElementTree.Element]) -> Iterator[str]:
    document = trees["word/document.xml"]
    rels = {item.get("Id") for item in trees["word/_rels/document.xml.rels"]}
    for element in document.iter():
        for key in ("id", "embed", "link"):
            value = element.get(f"{R}{key}")
            if value is not None and value not in rels:
                yield f"no relationship {value}"
    styles = {style.get(f"{W}styleId") for style in trees["word/styles.xml"].iter(f"{W}style")}
    for name in ("document", "styles"):
        for element in trees[f"word/{name}.xml"].iter():
            tie = local(element) in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
            if tie and element.get(f"{W}val") not in styles:
                yield f"no style {element.get(f'{W}val')}"
    lists = {item.get(f"{W}numId") for item in trees["word/numbering.xml"].iter(f"{W}num")} | {"0"}
    looks = [item.get(f"{W}abstractNumId") for item in trees["word/numbering.xml"].iter(f"{W}abstractNum")]
    yield from (f"two looks {look}" for look, count in Counter(looks).items() if count > 1)
    for name in ("document", "styles"):
        for element in trees[f"word/{name}.xml"].iter(f"{W}numId"):
            if element.get(f"{W}val") not in lists:
                yield f"no list {element.get(f'{W}val')}"
    for element in trees["word/numbering.xml"].iter(f"{W}num"):
        if element.find(f"{W}abstractNumId").get(f"{W}val") not in looks:  # type: ignore[union-attr]
            yield "a list without a look"


def _ids(document: ElementTree.Element) -> Iterator[str]:
    def twice(kind: str, values: list[str | None]) -> Iterator[str]:
        yield from (f"{kind} {value} stands {count} times" for value, count in Counter(values).items() if count > 1)

    starts = list(document.iter(f"{W}bookmarkStart"))
    names = [start.get(f"{W}name") or "" for start in starts]
    yield from twice("bookmark", [name.lower() for name in names])
    yield from twice("bookmark id", [start.get(f"{W}id") for start in starts])
    yield from twice("picture", [item.get("id") for item in document.iter(f"{WP}docPr")])
    yield from twice("control", [item.get(f"{W}val") for item in document.iter(f"{W}id")])
    yield from (f"bookmark name {name}" for name in names if not re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.A))
    ends = [end.get(f"{W}id") for end in document.iter(f"{W}bookmarkEnd")]
    if sorted(ends, key=str) != sorted((start.get(f"{W}id") for start in starts), key=str):
        yield "a bookmark without an end"
    for link in document.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor and anchor not in names:
            yield f"a link to {anchor}, which is nowhere"
        if len(link.get(f"{W}tooltip") or "") > 260:
            yield "a tip that is too long"


def _structure(document: ElementTree.Element) -> Iterator[str]:
    body = document.find(f"{W}body")
    assert body is not None
    for parent in document.iter():
        for first, second in pairwise(parent):
            if first.tag == second.tag == f"{W}tbl":
                yield "two tables that Word would join"
    for cell in document.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            yield "a cell that does not end in a paragraph"
    for table in document.iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if any(_columns(row) != columns for row in table.findall(f"{W}tr")):
            yield "a row with more or fewer cells than columns"
    if body[-1].tag != f"{W}sectPr" or sum(child.tag == f"{W}sectPr" for child in body) != 1:
        yield "the section is not last"


def _columns(row: ElementTree.Element) -> int:
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc"))
    return sum(1 if span is None else int(span.get(f"{W}val", "1")) for span in spans)


def _fields(document: ElementTree.Element) -> Iterator[str]:
    depth = 0
    for mark in document.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        depth += {"begin": 1, "separate": 0, "end": -1}[kind or ""]
        if depth < 0 or (kind == "separate" and depth == 0):
            yield "a field that ends before it begins"
    if depth:
        yield "a field without an end"
