"""Give base.docx its styles, which a Word user can change too, and its page, with a wide left margin.

Run when the look of Word files changes:

    python theme/documents/make_base_docx.py

The generator finds styles by their names, so names must stay. Text stands in a column at the right; titles, tables and
pictures begin `HANG` further left, in the margin. The main colour is accent 1 of the theme, which each trust's own
colour replaces. The same input gives the same bytes. Lengths are in points.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

TARGET = Path(__file__).parent / "base.docx"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

SMALL, TABLE, BODY, LEAD, SECOND, FIRST, TITLE = 8.5, 9, 10, 12, 14, 20, 34
"""The type scale."""
INK, QUIET, LINE, WARNING, ACCENT = "1C2528", "4A5A5F", "C9D6D9", "B45309", "0F6F83"
HANG, TEXT = 119.05, 357.2
"""Widths of the margin that titles and tables hang in, and of the text: 42 and 126 millimetres."""
RULE, SHORT = 3, 45.35
"""Height of the rules in the main colour, and width of the short one above a chapter's heading: 16 millimetres."""
HAIRLINE = 0.5
STEP = 18
"""From the bullet of a list to its text."""


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def colour(value: str, attribute: str = "w:color") -> str:
    """A colour as an attribute; the main one as a colour of the theme."""
    return f'{attribute}="{value}"' + (' w:themeColor="accent1"' if value == ACCENT else "")


def rule(side: str, height: float, value: str, space: float = 0, kind: str = "single") -> str:
    """A border of a paragraph, table or cell."""
    return f'<w:{side} w:val="{kind}" w:sz="{round(height * 8)}" w:space="{round(space)}" {colour(value)}/>'


def letters(*, size: float = 0, bold: bool = False, ink: str = "", font: str = "", further: str = "") -> str:
    """The properties of runs."""
    fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else ""
    weight = "<w:b/><w:bCs/>" if bold else ""
    tone = f"<w:color {colour(ink, 'w:val')}/>" if ink else ""
    height = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    content = fonts + weight + tone + height + further
    return f"<w:rPr>{content}</w:rPr>" if content else ""


def indent(left: float | None, right: float, hanging: float) -> str:
    """Indents of a paragraph."""
    if left is None:
        return ""
    end = f' w:right="{twips(right)}"' if right else ""
    return f'<w:ind w:left="{twips(left)}"{end}' + (f' w:hanging="{twips(hanging)}"/>' if hanging else "/>")


def style(
    name: str,
    space: tuple[float, float] | None = None,
    line: float = 0,
    *,
    based: str = "Normal",
    next: str = "",
    keep: str = "",
    rules: str = "",
    number: tuple[int, int] | None = None,
    left: float | None = None,
    right: float = 0,
    hanging: float = 0,
    tab: float = 0,
    align: str = "",
    outline: int = -1,
    priority: int = 0,
    listed: bool = True,
    runs: str = "",
) -> str:
    """A style for paragraphs.

    Args:
        name: as Word lists it; names in lower case are those of Word's own styles.
        space: above and below.
        line: height of a line, as a multiple up to 3, or else exactly.
        based: the style it is based on, by name.
        next: the style of the paragraph that follows, by name.
        keep: "lines" on one page, or "next" paragraph too.
        rules: its borders.
        number: its list, and the level in it; 0 for no list.
        left, right, hanging: its indents, from the column of the text.
        tab: a tab stop that aligns to the right.
        align: other than to the left.
        outline: its level in the outline; 0 is the highest.
        priority: its place in Word's list of styles; 0 for a style of ours.
        listed: whether Word's gallery of styles shows it.
        runs: properties of its runs.
    """
    custom = "" if priority else ' w:customStyle="1"'
    spacing = ""
    if space or line:
        around = f' w:before="{twips(space[0])}" w:after="{twips(space[1])}"' if space else ""
        exact = line > 3
        height = twips(line) if exact else round(line * 240)
        lines = f' w:line="{height}" w:lineRule="{"exact" if exact else "auto"}"' if line else ""
        spacing = f"<w:spacing{around}{lines}/>"
    content = {"lines": "<w:keepLines/>", "next": "<w:keepNext/><w:keepLines/>"}.get(keep, "")
    if number:
        level = f'<w:ilvl w:val="{number[1]}"/>' if number[1] else ""
        content += f'<w:numPr>{level}<w:numId w:val="{number[0]}"/></w:numPr>'
    content += f"<w:pBdr>{rules}</w:pBdr>" if rules else ""
    content += f'<w:tabs><w:tab w:val="right" w:pos="{twips(tab)}"/></w:tabs>' if tab else ""
    content += spacing + indent(left, right, hanging)
    content += f'<w:jc w:val="{align}"/>' if align else ""
    content += f'<w:outlineLvl w:val="{outline}"/>' if outline >= 0 else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{id_of(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{id_of(based)}"/>'
        + (f'<w:next w:val="{id_of(next)}"/>' if next else "")
        + (f'<w:uiPriority w:val="{priority}"/>' if priority else "")
        + ("<w:qFormat/>" if listed else "")
        + (f"<w:pPr>{content}</w:pPr>" if content else "")
        + f"{runs}</w:style>"
    )


def id_of(name: str) -> str:
    """Id of a style."""
    return re.sub(r"\btoc\b", "TOC", name).title().replace(" ", "").replace("Toc", "TOC")


def headings() -> str:
    """Styles of titles and headings, and of what stands around the text."""
    hangs = {"left": -HANG}
    return "".join(
        (
            style(
                "heading 1",
                (0, 11),
                1.05,
                keep="next",
                next="Normal",
                priority=9,
                outline=0,
                **hangs,
                runs=letters(size=FIRST, bold=True),
            ),
            style(
                "heading 2",
                (18, 5),
                1.1,
                keep="next",
                next="Normal",
                priority=9,
                outline=1,
                runs=letters(size=SECOND, bold=True),
            ),
            style(
                "heading 3",
                (14, 3),
                1.1,
                keep="next",
                next="Normal",
                priority=9,
                outline=2,
                runs=letters(size=11, bold=True),
            ),
            style(
                "heading 4",
                (10, 2),
                keep="next",
                next="Normal",
                priority=9,
                outline=3,
                runs=letters(bold=True, ink=QUIET),
            ),
            style(
                "Chapter Rule",
                (24, 6),
                RULE,
                keep="next",
                next="heading 1",
                left=-HANG,
                right=TEXT - SHORT + HANG,
                rules=rule("top", RULE, ACCENT),
                listed=False,
                runs=letters(size=1),
            ),
            style("Organisation", (0, 5), keep="next", **hangs),
            style(
                "Title",
                (0, 6),
                1.0,
                keep="next",
                next="Subtitle",
                priority=10,
                **hangs,
                runs=letters(size=TITLE, bold=True),
            ),
            style(
                "Subtitle",
                (0, 20),
                1.1,
                next="Normal",
                priority=11,
                rules=rule("bottom", RULE, ACCENT, 14),
                **hangs,
                runs=letters(size=SECOND, ink=QUIET),
            ),
            style("Small Title", (0, 4), based="Title", next="Subtitle", runs=letters(size=24)),
            style(
                "Small Heading",
                (20, 6),
                based="heading 1",
                next="Normal",
                keep="next",
                runs=letters(size=SECOND + 1),
            ),
            style("Lead", (0, 9), 1.3, keep="lines", next="Normal", runs=letters(size=LEAD)),
            style(
                "TOC Heading", (18, 6), keep="next", next="Normal", priority=39, runs=letters(size=SECOND, bold=True)
            ),
            style("toc 1", (2.5, 0), 1.15, next="Normal", priority=39, listed=False, tab=TEXT, right=STEP, left=0),
            style(
                "toc 2",
                (0, 0),
                1.15,
                next="Normal",
                priority=39,
                listed=False,
                tab=TEXT,
                right=STEP,
                left=14,
                runs=letters(size=SMALL, ink=QUIET),
            ),
            style("header", (0, 0), 1.0, priority=99, listed=False, tab=TEXT, runs=letters(size=SMALL, ink=QUIET)),
            style("footer", (0, 0), 1.0, priority=99, listed=False, tab=TEXT, runs=letters(size=SMALL, ink=QUIET)),
        )
    )


def lists() -> str:
    """Styles of lists in the text, three deep."""
    result = ""
    for depth in range(3):
        suffix, left = f" {depth + 1}" if depth else "", STEP * (depth + 1)
        for kind, number in (("List Bullet", 1), ("List Number", 2)):
            result += style(
                f"{kind}{suffix}",
                (0, 4),
                priority=20,
                listed=not depth,
                number=(number, depth),
                left=left,
                hanging=STEP,
            )
        result += style(f"List Continue{suffix}", (0, 4), priority=20, listed=False, left=left)
    return result


def callouts() -> str:
    """Styles of what stands out: between hairlines, and a warning with a thick rule at its left too."""
    above, side = rule("top", HAIRLINE, LINE, 7), rule("left", RULE, WARNING, 8)
    first = letters(bold=True)
    inside = {"keep": "lines", "left": 11}
    listed = {"number": (1, 0), "hanging": 17, "listed": False}
    return "".join(
        (
            style("Callout Title", (14, 3), keep="next", next="Callout", rules=above, runs=first),
            style("Callout", (0, 5), keep="lines"),
            style("Callout List", (0, 3), based="Callout", keep="lines", left=17, **listed),
            style("Callout End", (3, 0), 12, rules=rule("top", HAIRLINE, LINE), listed=False, runs=letters(size=6)),
            style("Warning Title", (14, 0), keep="next", next="Warning", rules=above + side, left=11, runs=first),
            style("Warning", (0, 5), rules=side, **inside),
            style("Warning List", (0, 3), based="Warning", rules=side, keep="lines", left=28, **listed),
        )
    )


def text() -> str:
    """Styles of the other paragraphs of a text."""
    small = letters(size=SMALL, ink=QUIET)
    return "".join(
        (
            style(
                "Quote",
                (3, 8),
                priority=29,
                left=12,
                rules=rule("left", HAIRLINE * 2, LINE, 11),
                runs=letters(ink=QUIET),
            ),
            style("Evidence", (0, 9), keep="lines", next="Normal", runs=small),
            style("Reason", (0, 7), keep="lines", runs=letters(size=TABLE, ink=QUIET)),
            style("Reference", (0, 5), keep="lines", runs=letters(size=TABLE)),
            style("Small", (0, 5), runs=small),
            style(
                "Code",
                (6, 8),
                keep="lines",
                left=12,
                rules=rule("left", HAIRLINE * 2, LINE, 11),
                runs=letters(size=TABLE, font="Consolas"),
            ),
            style("Figure", (6, 12), 1.0, keep="lines", left=-HANG),
            style(
                "Large Number",
                (0, 1),
                1.0,
                keep="next",
                next="Large Number Label",
                runs=letters(size=26, bold=True, ink=ACCENT),
            ),
            style("Large Number Label", (0, 2), 1.15, runs=letters(size=TABLE)),
            style("Answer", (2, 2), keep="lines"),
            style(
                "Writing Line",
                (0, 0),
                24,
                rules=rule("bottom", HAIRLINE, QUIET, 1) + rule("between", HAIRLINE, QUIET, 1),
            ),
            style("Cut Line", (24, 6), based="Small", rules=rule("top", 1, QUIET, 6, "dashed")),
            style("Certificate Title", (150, 4), based="Title", next="Subtitle", runs=letters(size=SECOND + 10)),
            style("Certificate Name", (10, 14), based="Title", next="Certificate Text"),
            style("Certificate Text", (0, 10), runs=letters(size=LEAD)),
            style("Certificate List", (0, 6), number=(1, 0), left=STEP, hanging=STEP, runs=letters(size=LEAD)),
        )
    )


def tables() -> str:
    """Styles of what is in tables, and of their captions."""
    cell = {"based": "Table Text"}
    return "".join(
        (
            style(
                "caption",
                (10, 4),
                keep="next",
                next="Normal",
                priority=35,
                left=-HANG,
                runs=letters(size=SMALL, bold=True),
            ),
            style("Table Text", (1.2, 1.2), 1.1, runs=letters(size=TABLE)),
            style("Table Number", align="right", **cell),
            style("Table Heading", (2, 3), 1.1, keep="next", **cell, runs=letters(size=SMALL, bold=True, ink=QUIET)),
            style("Table List", number=(1, 0), left=14, hanging=14, listed=False, **cell),
            style("Checklist Heading", (7, 1), 1.05, based="heading 2", keep="next", runs=letters(size=11)),
            style("Checklist Entry", (0.5, 0.5), 1.05, **cell, runs=letters(size=SMALL)),
            style("Table Detail", (0.5, 0.5), 1.05, listed=False, **cell, runs=letters(size=SMALL, ink=QUIET)),
            style("Table Gap", (0, 0), 12, listed=False, runs=letters(size=6)),
            style("Blank", (2, 2), 20, left=5, **cell),
        )
    )


def sheets() -> str:
    """The small styles of a sheet, which must fit on one page of narrow margins."""
    flush = {"left": 0.0}
    size = letters(size=TABLE)
    return "".join(
        (
            style("Sheet Organisation", (0, 1), 1.0, based="Organisation", keep="next", **flush, runs=size),
            style(
                "Sheet Title",
                (0, 2),
                1.0,
                based="Title",
                next="Sheet Subtitle",
                keep="next",
                tab=515,
                **flush,
                rules=rule("bottom", RULE, ACCENT, 3),
                runs=letters(size=17),
            ),
            style(
                "Sheet Subtitle",
                (2, 3),
                1.0,
                based="Subtitle",
                next="Sheet Text",
                **flush,
                rules='<w:bottom w:val="nil"/>',
                runs=letters(size=TABLE),
            ),
            style(
                "Sheet Heading",
                (6.5, 2),
                1.0,
                based="heading 1",
                next="Sheet Text",
                keep="next",
                number=(0, 0),
                rules='<w:top w:val="nil"/><w:bottom w:val="nil"/>',
                **flush,
                runs=letters(size=11),
            ),
            style("Sheet Text", (0, 2.5), 1.03, runs=size),
            style("Sheet Table Text", (0.5, 0.5), 1.01, based="Table Text", runs=size),
            style("Sheet Table Number", based="Sheet Table Text", align="right"),
            style("Sheet Table Heading", (1, 1), 1.01, based="Table Heading", keep="next", runs=letters(size=SMALL)),
            style("Sheet Blank", (0.5, 0.5), 17, based="Sheet Table Text"),
            style("Sheet Gap", (0, 0), 5, listed=False, runs=letters(size=4)),
            style("Sheet Small", (3, 0), 1.0, based="Small", runs=letters(size=8)),
        )
    )


def character(name: str, runs: str, priority: int = 0) -> str:
    """A style for runs."""
    custom = f'<w:uiPriority w:val="{priority}"/>' if priority else "<w:qFormat/>"
    return (
        f'<w:style w:type="character"{"" if priority else " w:customStyle=" + chr(34) + "1" + chr(34)} '
        f'w:styleId="{id_of(name)}"><w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/>{custom}{runs}'
        "</w:style>"
    )


def table_style(name: str, properties: str, conditional: str = "", priority: int = 0) -> str:
    """A style for tables."""
    kind = f'w:styleId="{id_of(name)}"' if priority else f'w:customStyle="1" w:styleId="{id_of(name)}"'
    place = f'<w:uiPriority w:val="{priority}"/>' if priority else "<w:qFormat/>"
    return (
        f'<w:style w:type="table" {kind}><w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>{place}'
        f"<w:tblPr>{properties}</w:tblPr>{conditional}</w:style>"
    )


def margins(top: float, left: float, bottom: float, right: float) -> str:
    """Margins of the cells of a table."""
    sides = zip(("top", "left", "bottom", "right"), (top, left, bottom, right), strict=True)
    inner = "".join(f'<w:{side} w:w="{twips(width)}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{inner}</w:tblCellMar>"


def all_styles() -> str:
    """The styles part."""
    latent = '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" '
    hidden = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    grid = "".join(rule(side, HAIRLINE, LINE) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    lines = "".join(rule(side, HAIRLINE, LINE) for side in ("bottom", "insideH"))
    strong = letters(bold=True)
    header = f'<w:tcPr><w:tcBorders>{rule("bottom", 1.5, ACCENT)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
    return (
        f'{DECLARATION}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
        'w:cstheme="minorBidi"/>'
        f'<w:sz w:val="{BODY * 2}"/>'
        f'<w:szCs w:val="{BODY * 2}"/><w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="{twips(7)}" w:line="307" w:lineRule="auto"/></w:pPr>'
        f'</w:pPrDefault></w:docDefaults>{latent}w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:uiPriority w:val="0"/>'
        f"<w:qFormat/>{letters(ink=INK)}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name '
        'w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'{hidden}<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins(0, 5.4, 0, 5.4)}</w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        f"{hidden}</w:style>{headings()}{lists()}{callouts()}{text()}{tables()}{sheets()}"
        + character("Hyperlink", letters(ink=ACCENT, further='<w:u w:val="single"/>'), 99)
        + character("Evidence Mark", letters(size=8, ink=QUIET, font="Segoe UI Symbol"))
        + character("Inline Code", letters(font="Consolas"))
        + table_style("Table Grid", f"<w:tblBorders>{grid}</w:tblBorders>", priority=39)
        + table_style(
            "Playbook Table",
            f"<w:tblBorders>{lines}</w:tblBorders>{margins(1.2, 0, 1.2, 9)}",
            f'<w:tblStylePr w:type="firstRow">{strong}{header}</w:tblStylePr>'
            f'<w:tblStylePr w:type="firstCol">{strong}</w:tblStylePr>',
        )
        + table_style("Side by Side", margins(0, 0, 0, 9))
        + "</w:styles>"
    )


PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1191" w:right="1247" w:bottom="1134" w:left="3515" '
    'w:header="567" w:footer="567" w:gutter="0"/>'
)
"""A4 with margins of 62 and 22 millimetres at the left and right."""
IMPRINT = (
    f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:left="{twips(-HANG)}"/></w:pPr><w:sdt><w:sdtPr>'
    '<w:alias w:val="Imprint"/><w:tag w:val="imprint"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Imprint</w:t></w:r>'
    "</w:sdtContent></w:sdt></w:p>"
)
"""Where the generator writes who made the file, at the foot of its first page."""
STRETCHES = {
    "word/footer2.xml": (r"<w:p>.*</w:p>", IMPRINT),
    "word/document.xml": (r"<w:pgSz .*?<w:pgMar [^>]*>", PAGE),
    "word/theme/theme1.xml": (r"<a:hlink>.*?</a:hlink>", f'<a:hlink><a:srgbClr val="{ACCENT}"/></a:hlink>'),
}
"""What is replaced in other parts."""


def main() -> None:
    """Write the styles and the page into the file, and leave its lists, header, footer and theme as they are."""
    with zipfile.ZipFile(TARGET) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["word/styles.xml"] = all_styles()
    for name, (old, new) in STRETCHES.items():
        parts[name] = re.sub(old, new, parts[name])
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


if __name__ == "__main__":
    main()
