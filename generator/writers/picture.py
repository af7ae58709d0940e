"""Drawings for formats that show pictures: their size, their words as shapes, and PNG; and icons for Word and PDF."""

from __future__ import annotations

import json
import re
import struct
import zlib
from functools import lru_cache
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

_PIXELS_PER_INCH = 120
"""A quarter more than drawings are made for: enough for programs that do not show SVG."""
_SOURCE = b"""\
#set page(width: float(sys.inputs.width) * 0.75pt, height: float(sys.inputs.height) * 0.75pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)
"""
_ROOT = re.compile(r"<svg\b[^>]*>")
_TEXT = re.compile(r"<text\b([^>]*)>([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")
_GEOMETRY = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}
_FOR_TEXT = ("x", "y", "font-size", "font-weight", "font-style", "font-family", "text-anchor")
_BOLD = ("600", "700", "800", "900", "bold")


def size(svg: str) -> tuple[float, float]:
    """Width and height of a drawing, in pixels at 96 to the inch.

    Raises:
        ValueError: the drawing gives no valid size.
    """
    root = _ROOT.search(svg)
    values = _attributes(root[0]) if root else {}
    numbers = re.split(r"[\s,]+", values.get("viewBox", "").strip())[2:] or [values.get("width"), values.get("height")]
    try:
        width, height = (float(str(number).removesuffix("px")) for number in numbers)
    except ValueError:
        width = height = 0.0
    if not (0 < width < 100_000 and 0 < height < 100_000):
        raise ValueError("the drawing has no size")
    return width, height


def outlined(svg: str, glyphs: bytes) -> str:
    """A drawing whose words are shapes, so that it looks the same in every program.

    Words stay words where an outline is missing, and where they hold elements of their own.

    Args:
        svg: a whole SVG element. Sizes of text are in pixels, on the text itself or on the SVG element.
        glyphs: `theme/documents/glyphs.json`, or nothing where the theme has none.
    """
    root = _ROOT.search(svg)
    if root is None or not glyphs:
        return svg
    inherited = {name: value for name, value in _attributes(root[0]).items() if name in _FOR_TEXT[2:]}
    return _TEXT.sub(lambda match: _outline(match, inherited, glyphs), svg)


def _outline(match: re.Match[str], inherited: dict[str, str], glyphs: bytes) -> str:
    values = inherited | _attributes(match[1])
    words = " ".join(unescape(match[2]).split())
    style = "semibold" if values.get("font-weight") in _BOLD else "regular"
    try:
        size = float(values.get("font-size", "16").removesuffix("px"))
        x, y = float(values.get("x", "0")), float(values.get("y", "0"))
        letters = [_letter(character, style, size, glyphs) for character in words]
    except (KeyError, ValueError):
        return match[0]
    *places, width = accumulate((advance for advance, _ in letters), initial=0.0)
    x -= width * {"middle": 0.5, "end": 1.0}.get(values.get("text-anchor", ""), 0.0)
    rest = "".join(f' {name}="{value}"' for name, value in _attributes(match[1]).items() if name not in _FOR_TEXT)
    paths = "".join(
        f'<path transform="translate({place:.1f})" d="{path}"/>'
        for place, (_, path) in zip(places, letters, strict=True)
        if path
    )
    return f'<g{rest} transform="translate({x:.1f} {y:.1f})">{paths}</g>'


@lru_cache(maxsize=1024)
def _letter(character: str, style: str, size: float, glyphs: bytes) -> tuple[float, str]:
    """How far a letter reaches, and its outline from the left of its baseline, in pixels.

    Drawings of all trusts have their letters in common.

    Raises:
        KeyError: the outline is missing.
    """
    font = _styles(glyphs)[style]
    advance, outline = font["glyphs"][character]
    scale = size / font["units"]
    # Font units count upwards.
    return advance * scale, _POINT.sub(
        lambda at: f"{float(at[1]) * scale:.2f} {0.0 - float(at[2]) * scale:.2f}", outline
    )


@lru_cache(maxsize=2)
def _styles(glyphs: bytes) -> Any:
    return json.loads(glyphs)


def _attributes(tag: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(tag))


def icon(outline: str, colour: str) -> str:
    """An icon as a whole SVG element, from its outline in a box of 24 by 24."""
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">'
    return f'{frame}<path fill="{colour}" d="{outline}"/></svg>'


@lru_cache(maxsize=64)
def geometry(outline: str) -> str:
    """An icon's outline as a DrawingML shape, in a box of 2,400 by 2,400."""
    commands = []
    for command, values in _COMMAND.findall(outline):
        numbers = [round(float(value) * 100) for value in values.split()]
        points = "".join(f'<a:pt x="{x}" y="{y}"/>' for x, y in zip(numbers[::2], numbers[1::2], strict=True))
        name = _GEOMETRY.get(command)
        commands.append(f"<a:{name}>{points}</a:{name}>" if name else "<a:close/>")
    path = f'<a:path w="2400" h="2400">{"".join(commands)}</a:path>'
    lists = "<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
    return f'<a:custGeom>{lists}<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>'


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[])


@lru_cache(maxsize=128)
def png(svg: str) -> bytes:
    """A drawing as PNG with a transparent background, its words in Typst's own fonts.

    Raises:
        ValueError: it is not SVG, or gives no valid size.
        ImportError: Typst is missing: a browser loads it only when a file needs it.
    """
    import typst

    width, height = size(svg)
    inputs = {"svg": svg, "width": f"{width:.4f}", "height": f"{height:.4f}"}
    try:
        result = typst.compile(_SOURCE, format="png", ppi=_PIXELS_PER_INCH, font_paths=_fonts(), sys_inputs=inputs)
    except typst.TypstError as error:
        raise ValueError(f"the drawing cannot be drawn: {error}") from None
    if not isinstance(result, bytes):
        raise ValueError("the drawing does not fit its own size")
    return result


def blank_png(svg: str) -> bytes:
    """An empty PNG of the same shape as a drawing.

    Raises:
        ValueError: the drawing gives no valid size.
    """
    width, height = (max(1, round(side)) for side in size(svg))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0)),
        (b"PLTE", b"\xff\xff\xff"),
        (b"IDAT", zlib.compress(bytes(height * (1 + (width + 7) // 8)), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def png_size(raw: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels.

    Raises:
        ValueError: it is not a PNG file.
    """
    if not raw.startswith(b"\x89PNG\r\n\x1a\n") or len(raw) < 24 or raw[12:16] != b"IHDR":
        raise ValueError("not a PNG")
    width, height = struct.unpack(">II", raw[16:24])
    if not width or not height:
        raise ValueError("not a PNG")
    return width, height
