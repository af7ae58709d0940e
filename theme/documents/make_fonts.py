"""Make from the published variable fonts, in `fonts/`, what pages and documents need.

- The variable fonts of the site, in the weights that it uses: with all weights they are two thirds larger, and a reader
  waits for them. English letters are in files of their own: most pages need no others.
- Static TrueType fonts for PDF documents, since Typst reads no woff2.
- `document.woff2`: the Latin letters in the weights that self-contained HTML files use, in each of which it is;
  `document-ext.woff2`: further ones, such as ŵ and ŷ, for files that have any.
- `glyphs.json`: outlines for the words of drawings in Word files, since the Word writer reads no fonts.
- The characters that PDF documents can show, in `generator/model/characters.py`: those of the static fonts and of the
  fonts that Typst brings along.

Run when the published fonts change or Typst is updated, with the packages of requirements/test.txt installed. It takes
a minute; the same input gives the same bytes:

    python theme/documents/make_fonts.py
"""

from __future__ import annotations

import io
import json
import re
import string
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from textwrap import fill

import typst
from fontTools.merge import Merger
from fontTools.pens.basePen import BasePen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
PUBLISHED = HERE / "fonts"
FOLDER = HERE.parent / "assets" / "fonts"
WEIGHTS = (400, 700)
"""Weights of pages and of self-contained HTML files."""
ENGLISH = frozenset(
    f"{string.ascii_letters}{string.digits}{string.punctuation} \xa0\u2009"
    "\u00a3\u00a9\u00b0\u00b1\u00b2\u00b6\u00b7\u00bc\u00bd\u00be\u00d7\u00e9\u00f7"
    "\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac\u2122\u2212"
)
"""Characters of English and of figures: those of keyboards, quotation marks, dashes, fractions, and the é of café."""
GLYPHS = HERE / "glyphs.json"
CHARACTERS = HERE.parent.parent / "generator" / "model" / "characters.py"
FAMILY = "Atkinson Hyperlegible Next"
STEM = "atkinson-hyperlegible-next"
STYLES = (("Regular", 400, ""), ("SemiBold", 600, ""), ("Italic", 400, "-italic"), ("SemiBold Italic", 600, "-italic"))
"""Name, weight, and end of the name of the variable font."""
DRAWN = ("Regular", "SemiBold")
"""Styles that drawings use."""
WINDOWS_UNICODE_ENGLISH = (3, 1, 0x409)

PROBE = f"""#set document(title: "Probe")
#set text(font: ("{FAMILY}", "Libertinus Serif", "DejaVu Sans Mono"))
#for character in json("characters.json") {{ box("a" + character + " " + character); [ ] }}
"""
NEVER_SHOWN = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of code points that are no characters of a text."""
BLOCK, SAMPLE, LARGE_SCRIPTS, END = 0x100, 16, 0x3000, 0x20000
"""From `LARGE_SCRIPTS` on, a block in which no sampled character has a glyph counts as having none."""


def main() -> None:
    """Write the fonts, the outlines and the coverage."""
    for style, weight, ending in STYLES:
        font = Merger().merge([_instance(f"{STEM}-{script}{ending}", weight) for script in ("latin", "latin-ext")])
        source = TTFont(PUBLISHED / f"{STEM}-latin{ending}.woff2")
        font.recalcTimestamp = False
        font["head"].created, font["head"].modified = source["head"].created, source["head"].modified
        _name(font, style, weight)
        font.save(font_path(style))
    for ending in ("", "-italic"):
        every = set(map(chr, TTFont(PUBLISHED / f"{STEM}-latin{ending}.woff2").getBestCmap()))
        for name, characters in (("english", every & ENGLISH), ("latin", every - ENGLISH)):
            _with_alone(f"{STEM}-latin{ending}", characters).save(FOLDER / f"{STEM}-{name}{ending}.woff2")
        _in_weights(f"{STEM}-latin-ext{ending}").save(FOLDER / f"{STEM}-latin-ext{ending}.woff2")
    for script, ending in (("latin", ""), ("latin-ext", "-ext")):
        _in_weights(f"{STEM}-{script}").save(HERE / f"document{ending}.woff2")
    GLYPHS.write_text(glyphs(), encoding="utf-8", newline="\n")
    ranges = " ".join(coverage())
    text = CHARACTERS.read_text(encoding="utf-8")
    literal = f'\n_SHOWN = """\n{fill(ranges, 120, break_on_hyphens=False)}\n"""\n'
    CHARACTERS.write_text(
        re.sub(r'\n_SHOWN = """\n.*?"""\n', literal, text, flags=re.DOTALL), encoding="utf-8", newline="\n"
    )


def font_path(style: str) -> Path:
    """Where the static font of a style is."""
    return FOLDER / f"{STEM}-{style.lower().replace(' ', '-')}.ttf"


def _in_weights(name: str) -> TTFont:
    """A published font in the weights of pages."""
    return instantiateVariableFont(TTFont(PUBLISHED / f"{name}.woff2", recalcTimestamp=False), {"wght": WEIGHTS})


def _with_alone(name: str, characters: set[str]) -> TTFont:
    """A published font in the weights of pages, with no other characters, and everything that it says about these."""
    whole = io.BytesIO()
    _in_weights(name).save(whole)
    font = TTFont(whole, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(unicodes=map(ord, characters))
    subsetter.subset(font)
    return font


def _instance(name: str, weight: int) -> io.BytesIO:
    font = TTFont(PUBLISHED / f"{name}.woff2", recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    for table in ("prep", "gasp", "STAT"):
        if table in font:
            del font[table]
    result = io.BytesIO()
    font.save(result)
    result.seek(0)
    return result


def _name(font: TTFont, style: str, weight: int) -> None:
    """Names and flags, so that programs group the four styles as one family."""
    semi_bold, italic = weight == 600, "Italic" in style
    plain = "Italic" if italic else "Regular"
    group = f"{FAMILY} SemiBold" if semi_bold else FAMILY
    post_script = f"{FAMILY.replace(' ', '')}-{style.replace(' ', '')}"
    names = {1: group, 2: plain, 3: f"2.001;NONE;{post_script}", 4: f"{FAMILY} {style}", 6: post_script}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14)]
    for number, text in (names | {16: FAMILY, 17: style}).items():
        table.setName(text, number, *WINDOWS_UNICODE_ENGLISH)
    regular_bit, italic_bit, bold_bit = 1 << 6, 1, 1 << 5
    flags = font["OS/2"].fsSelection & ~(regular_bit | italic_bit | bold_bit)
    font["OS/2"].fsSelection = flags | (italic_bit if italic else regular_bit)
    font["OS/2"].usWeightClass = weight
    font["head"].macStyle = 2 if italic else 0


class _PathPen(BasePen):
    """Collects an outline as SVG path data in font units, y upwards, with spaces between the two coordinates alone."""

    def __init__(self, glyph_set: object) -> None:
        super().__init__(glyph_set)
        self.path: list[str] = []
        self._start = (0.0, 0.0)

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - overrides
        self._start = point
        self.path.append(f"M{_pair(point)}")

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - overrides
        self.path.append(f"L{_pair(point)}")

    def _qCurveToOne(self, bend: tuple[float, float], point: tuple[float, float]) -> None:  # noqa: N802 - overrides
        self.path.append(f"Q{_pair(bend)} {_pair(point)}")

    def _closePath(self) -> None:  # noqa: N802 - overrides
        if self._getCurrentPoint() != self._start:
            self._lineTo(self._start)
        self.path.append("Z")


def _pair(point: tuple[float, float]) -> str:
    return f"{point[0]:g} {point[1]:g}"


def glyphs() -> str:
    """JSON of `{style: {"units": per em, "glyphs": {character: [advance, path]}}}`."""
    styles = {}
    for style in DRAWN:
        font = TTFont(font_path(style))
        glyph_set, outlines = font.getGlyphSet(), {}
        for code, name in font.getBestCmap().items():
            pen = _PathPen(glyph_set)
            glyph_set[name].draw(pen)
            outlines[chr(code)] = [glyph_set[name].width, "".join(pen.path)]
        styles[style.lower()] = {"units": font["head"].unitsPerEm, "glyphs": outlines}
    return json.dumps(styles, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n") + "\n"


def coverage() -> Iterator[str]:
    """Ranges of code points that a PDF document can show, in hexadecimal."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FOLDER])
    shown = []
    for start in range(0x20, END, BLOCK):
        block = [
            character
            for character in map(chr, range(start, start + BLOCK))
            if unicodedata.category(character) not in NEVER_SHOWN
        ]
        if start < LARGE_SCRIPTS or any(_shows([character], fonts) for character in block[::SAMPLE]):
            shown += _shown(block, fonts)
    for _, run in groupby(enumerate(shown), lambda item: ord(item[1]) - item[0]):
        characters = [character for _, character in run]
        yield "-".join(f"{ord(end):X}" for end in dict.fromkeys((characters[0], characters[-1])))


def _shown(characters: list[str], fonts: typst.Fonts) -> list[str]:
    if not characters or _shows(characters, fonts):
        return characters
    half = len(characters) // 2
    return [*_shown(characters[:half], fonts), *_shown(characters[half:], fonts)] if half else []


def _shows(characters: list[str], fonts: typst.Fonts) -> bool:
    """Whether Typst makes an accessible PDF of all these characters."""
    files = {"main.typ": PROBE.encode(), "characters.json": json.dumps(characters).encode()}
    try:
        typst.compile(files, root=FOLDER, font_paths=fonts, pdf_standards="ua-1")
    except typst.TypstError as error:
        if not re.search("could not be displayed|disallowed codepoint", str(error)):
            raise
        return False
    return True


if __name__ == "__main__":
    main()
