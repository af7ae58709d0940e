"""The font of self-contained HTML files, inside their style sheet."""

from __future__ import annotations

import base64

FILE = "theme/assets/fonts/atkinson-hyperlegible-next-latin.woff2"


def face(font: bytes | None) -> str:
    """The CSS rule that holds a variable woff2 font; nothing where there is no font."""
    if font is None:
        return ""
    data = base64.b64encode(font).decode()
    return (
        '@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:200 800;font-display:swap;'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
    )
