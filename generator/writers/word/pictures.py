"""Inline pictures: the logo, and drawings as SVG with a PNG for programs that do not show SVG."""

from __future__ import annotations

from typing import TypeAlias

from ...documents.document import Document, Drawing
from .. import picture
from ..office.xml import DECLARATION, attribute
from ..theme import Theme
from .file import DRAWING
from .target import Target

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_TWIP, _PIXEL = 635, 9525
"""English Metric Units (EMU) in a twentieth of a point, and in a pixel at 96 to the inch."""
_LOGO, SMALL_LOGO = (240, 72), (150, 40)
"""Largest width and height of a logo, in pixels."""
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_ICON = 9 * 12_700
"""Width and height of an icon, in EMU: 9 points, the size of the text in tables."""
_QUIET, WARNING = "4A5A5F", "B45309"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)
"""Marks a picture as decoration (MS-ODRAWXML, 2.31.1)."""
Size: TypeAlias = tuple[float, float]
"""Width and height, in pixels."""


def drawing(block: Drawing, target: Target, width: int, theme: Theme) -> str:
    """A drawing as a run, at its own size or as large as fits a width in twentieths of a point."""
    svg = picture.outlined(block.svg, theme.glyphs)
    png = _part(target, "png", theme.drawn(block.svg) or picture.png(svg), "image/png")
    vector = _part(target, "svg", f"{DECLARATION}{svg}".encode(), "image/svg+xml")
    room = (width * _TWIP / _PIXEL, target.page.height * _TWIP / _PIXEL)
    return _inline(target, png, picture.size(svg), room, block.description, vector)


def logo(document: Document, target: Target, most: Size = _LOGO) -> str:
    """The logo of a document as a run, at most so many pixels wide and high; empty if it has none.

    Raises:
        ValueError: it is not a PNG file.
    """
    if document.logo is None:
        return ""
    png = _part(target, "png", document.logo, "image/png")
    description = document.logo_text or f"Logo of {document.organisation}"
    return _inline(target, png, picture.png_size(document.logo), most, description)


def icon(outline: str, target: Target, colour: str = _QUIET) -> str:
    """An icon as a run: a shape in a colour given as RRGGBB, which programs that read aloud leave out."""
    number = target.next_id("picture")
    size = f'cx="{_ICON}" cy="{_ICON}"'
    return (
        f'<w:r><w:rPr><w:position w:val="-3"/></w:rPr><mc:AlternateContent><mc:Choice xmlns:wps="{_SHAPE}" '
        f'Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Icon {number}" descr=""><a:extLst xmlns:a="{DRAWING}">{_DECORATIVE}</a:extLst>'
        f'</wp:docPr><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{_SHAPE}"><wps:wsp>'
        f'<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>{picture.geometry(outline)}'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _part(target: Target, extension: str, content: bytes, kind: str) -> str:
    return target.package.relate("image", target.package.add_media(extension, content, kind))


def _inline(target: Target, id: str, size: Size, room: Size, description: str, vector: str = "") -> str:
    scale = min(1.0, room[0] / size[0], room[1] / size[1])
    across, down = (max(1, round(side * scale * _PIXEL)) for side in size)
    number = target.next_id("picture")
    extension = f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{vector}"/>'
    extension = f'<a:extLst><a:ext uri="{_SVG_EXTENSION}">{extension}</a:ext></a:extLst>' if vector else ""
    words = attribute(description)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{words}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{DRAWING}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{words}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{id}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
