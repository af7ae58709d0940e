"""Make base.pptx: the look of the slides, in five layouts on one master.

Run when the look of slides changes, with python-pptx installed:

    python theme/documents/make_base_pptx.py

The generator identifies layouts by the types of their placeholders, so names may change. The main colour is accent 1
of the theme, which each trust's own colour replaces. The same input gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.util import Emu, Inches

TARGET = Path(__file__).parent / "base.pptx"
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
COLOURS = {
    "dk1": "1C2528",
    "lt1": "FFFFFF",
    "dk2": "3B474C",
    "lt2": "F3F5F5",
    "accent1": "0F6F83",
    "accent2": "9A5B00",
    "accent3": "4A5A5F",
    "accent4": "6B4E8E",
    "accent5": "2F6B3C",
    "accent6": "9C2F3F",
    "hlink": "0F6F83",
    "folHlink": "6B4E8E",
}
TIME = (1980, 1, 1, 0, 0, 0)
DATE = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
LEFT, WIDE, SHORT = 0.75, 11.83, 0.63
MAIN = '<a:schemeClr val="accent1"/>'
INK, QUIET, WHITE = ('<a:schemeClr val="tx1"/>', '<a:schemeClr val="tx2"/>', '<a:schemeClr val="bg1"/>')
KEPT = {
    0: ("Title", False),
    1: ("Title and content", True),
    2: ("Section", False),
    3: ("Break", False),
    5: ("Title alone", True),
}
"""Layouts of python-pptx's own template that are redrawn, by their index: their names, and whether they have the
short rule of the master."""


def main() -> None:
    """Write the file."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Emu(12192000), Emu(6858000)
    deck.part._element.sldSz.attrib.pop("type")
    for number, layout in reversed(list(enumerate(deck.slide_layouts))):
        if number not in KEPT:
            deck.slide_layouts.remove(layout)
    for layout, (name, ruled), shapes in zip(deck.slide_layouts, KEPT.values(), layouts(), strict=True):
        draw(layout, name, shapes)
        if not ruled:
            layout._element.set("showMasterSp", "0")
    deck.slide_layouts[3]._element.attrib.pop("type")
    draw(deck.slide_master, "Paired Learning", master())
    styles(deck)
    theme(deck)
    notes(deck)
    properties(deck)
    for name in (RT.EXTENDED_PROPERTIES, RT.THUMBNAIL):
        drop(deck.part.package, name)
    drop(deck.part, RT.PRINTER_SETTINGS)
    write(deck)


def layouts() -> tuple[str, ...]:
    """Shapes of each layout. All are white: a rule in the main colour tells one kind of slide from another."""
    return (
        text("Title", "ctrTitle", (LEFT, 1.5, WIDE, 2.2), look(54, INK, bold=True), "b")
        + bar((LEFT, 3.95, WIDE, 0.07))
        + text("Subtitle", 'subTitle" idx="1', (LEFT, 4.25, WIDE, 2.2), look(24, QUIET))
        + number(),
        inherited("Title", "title") + inherited("Content", None) + time() + footer() + number(),
        text("Title", "title", (LEFT, 1.6, WIDE, 2.1), look(44, INK, bold=True), "b")
        + bar((LEFT, 3.95, SHORT, 0.07))
        + text("Text", 'body" idx="1', (LEFT, 4.3, WIDE, 2.2), look(28, INK))
        + time()
        + footer()
        + number(),
        text("Title", "title", (LEFT, 1.6, 6.6, 2.1), look(54, INK, bold=True), "b")
        + bar((LEFT, 3.95, SHORT, 0.07))
        + text("Text", 'subTitle" idx="1', (LEFT, 4.3, 6.6, 2.2), look(40, INK))
        + time()
        + footer()
        + number(),
        inherited("Title", "title") + time() + footer() + number(),
    )


def master() -> str:
    """Shapes that content slides share."""
    return (
        bar((LEFT, 0.42, SHORT, 0.06))
        + text("Title", "title", (LEFT, 0.95, WIDE, 1.27), "<a:lstStyle/>", "t")
        + text("Content", 'body" idx="1', (LEFT, 2.3, WIDE, 4.45), "<a:lstStyle/>", "t")
        + time()
        + footer()
        + number()
    )


def time() -> str:
    """Placeholder of the time."""
    return text("Time", 'dt" sz="half" idx="10', (LEFT, 0.54, WIDE, 0.38), look(16, QUIET), "ctr")


def footer() -> str:
    """Placeholder of the workshop and the trust."""
    return text("Footer", 'ftr" sz="quarter" idx="11', (LEFT, 6.9, 10, 0.36), look(12, QUIET), "ctr")


def number() -> str:
    """Placeholder of the slide's number."""
    field = (
        '<a:fld id="{7E5A5F1C-0F6F-4836-9A6B-4E8E2F6B3C9C}" type="slidenum"><a:rPr lang="en-GB"/><a:t>1</a:t></a:fld>'
    )
    place = (11.58, 6.9, 1, 0.36)
    return text("Slide number", 'sldNum" sz="quarter" idx="12', place, look(12, QUIET, align="r"), "ctr", field)


def look(size: int, colour: str, *, bold: bool = False, align: str = "l") -> str:
    """Style of text without bullets."""
    weight = ' b="1"' if bold else ""
    return (
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/><a:defRPr sz="{size * 100}"{weight}>'
        f"<a:solidFill>{colour}</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
    )


def place(box: tuple[float, float, float, float]) -> str:
    """A position and size in inches: left, top, width, height."""
    left, top, width, height = (Inches(value) for value in box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def text(
    name: str, kind: str, box: tuple[float, float, float, float], style: str, anchor: str = "t", words: str = ""
) -> str:
    """A placeholder with its own position and style."""
    run = words or f'<a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>{style}'
        f"<a:p>{run}</a:p></p:txBody></p:sp>"
    )


def inherited(name: str, kind: str | None) -> str:
    """A placeholder that inherits everything from the master."""
    mark = f'<p:ph type="{kind}"/>' if kind else '<p:ph idx="1"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{mark}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>"
        f'<a:p><a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def bar(box: tuple[float, float, float, float]) -> str:
    """A rule in the main colour, for decoration."""
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="0" name="Rule"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:solidFill>{MAIN}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def draw(part: object, name: str, shapes: str) -> None:
    """Give the master or a layout a white background and shapes."""
    ids = iter(range(2, 100))
    shapes = re.sub(r'<p:cNvPr id="0"', lambda _: f'<p:cNvPr id="{next(ids)}"', shapes)
    element = part._element  # type: ignore[attr-defined]
    old = element.cSld
    element.replace(
        old,
        parse_xml(
            f'<p:cSld {NAMES} name="{name}"><p:bg><p:bgPr><a:solidFill>{WHITE}</a:solidFill><a:effectLst/>'
            "</p:bgPr></p:bg><p:spTree>"
            '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
            f"{shapes}</p:spTree></p:cSld>"
        ),
    )


def styles(deck: Presentation) -> None:
    """Default styles of titles and points."""
    levels = "".join(
        f'<a:lvl{level}pPr marL="{342900 * level}" indent="-342900" algn="l" eaLnBrk="1" hangingPunct="1">'
        f'<a:spcBef><a:spcPts val="{1400 if level == 1 else 600}"/></a:spcBef><a:buClr>{MAIN}</a:buClr>'
        f'<a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="{3200 if level == 1 else 2400}" kern="1200">'
        f'<a:solidFill>{INK}</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 6)
    )
    title = (
        '<a:lvl1pPr algn="l" eaLnBrk="1" hangingPunct="1"><a:buNone/><a:defRPr sz="3600" b="1" kern="1200">'
        f'<a:solidFill>{INK}</a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr>'
    )
    element = deck.slide_master._element
    old = element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}txStyles")
    for name, content in (("titleStyle", title), ("bodyStyle", levels)):
        one = next(child for child in old if child.tag.endswith(f"}}{name}"))
        old.replace(one, parse_xml(f"<p:{name} {NAMES}>{content}</p:{name}>"))
    for one in deck.part._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}defRPr"):
        if "lang" in one.attrib:
            one.set("lang", "en-GB")


def theme(deck: Presentation) -> None:
    """Fonts and colours."""
    part = deck.slide_master.part.part_related_by(RT.THEME)
    xml = part.blob.decode()
    for name, value in COLOURS.items():
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>', xml, flags=re.S)
    for name in ("majorFont", "minorFont"):
        fonts = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", f"<a:{name}>{fonts}</a:{name}>", xml, flags=re.S)
    part._blob = xml.encode()


def notes(deck: Presentation) -> None:
    """A notes page whose picture has the proportions of the slide."""
    picture, words = (
        next(one for one in deck.notes_master.placeholders if one.placeholder_format.idx == number) for number in (2, 3)
    )
    picture.left, picture.top, picture.width, picture.height = (Inches(value) for value in (0.75, 0.7, 6, 3.375))
    words.left, words.top, words.width, words.height = (Inches(value) for value in (0.75, 4.3, 6, 5))


def properties(deck: Presentation) -> None:
    """Properties of the file."""
    core = deck.core_properties
    core.title, core.author, core.last_modified_by, core.language = "Slides", "Paired Learning", "", "en-GB"
    core.created = core.modified = DATE.replace(tzinfo=None)


def drop(part: object, kind: str) -> None:
    """Drop relationships of one type from a part."""
    for name, relationship in list(part._rels.items()):  # type: ignore[attr-defined]
        if relationship.reltype == kind:
            part._rels.pop(name)  # type: ignore[attr-defined]


def write(deck: Presentation) -> None:
    """Write the file without the time of writing."""
    buffer = io.BytesIO()
    deck.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            entry = zipfile.ZipInfo(one.filename, TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(one))


if __name__ == "__main__":
    main()
