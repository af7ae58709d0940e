"""Make the static fonts of PDF documents from the variable fonts of the site, since Typst reads no woff2.

Run by hand when the variable fonts change, with fontTools and brotli installed:

    python theme/documents/make_fonts.py

The same input gives the same bytes.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).parent.parent / "assets" / "fonts"
FAMILY = "Atkinson Hyperlegible Next"
STEM = "atkinson-hyperlegible-next"
STYLES = (("Regular", 400, ""), ("SemiBold", 600, ""), ("Italic", 400, "-italic"), ("SemiBold Italic", 600, "-italic"))
"""Name, weight, and end of the name of the variable font."""
WINDOWS_UNICODE_ENGLISH = (3, 1, 0x409)


def main() -> None:
    """Write a TrueType font for each style."""
    for style, weight, ending in STYLES:
        font = Merger().merge([_instance(f"{STEM}-{part}{ending}", weight) for part in ("latin", "latin-ext")])
        source = TTFont(FOLDER / f"{STEM}-latin{ending}.woff2")
        font.recalcTimestamp = False
        font["head"].created, font["head"].modified = source["head"].created, source["head"].modified
        _name(font, style, weight)
        font.save(FOLDER / f"{STEM}-{style.lower().replace(' ', '-')}.ttf")


def _instance(name: str, weight: int) -> io.BytesIO:
    font = TTFont(FOLDER / f"{name}.woff2", recalcTimestamp=False)
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


if __name__ == "__main__":
    main()
