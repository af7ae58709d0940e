"""Colours as RRGGBB: whether words can be read on them (WCAG 2.2)."""

from __future__ import annotations

from ...model.colour import LEAST_CONTRAST, contrast

WHITE, INK = "FFFFFF", "1C2528"


def ink_on(colour: str) -> str:
    """White or dark, whichever has more contrast with a colour."""
    return max((WHITE, INK), key=lambda ink: contrast(ink, colour))


def readable(colour: str) -> str:
    """A colour, darkened as far as white words need."""
    while contrast(colour, WHITE) < LEAST_CONTRAST:
        colour = "".join(f"{int(colour[start : start + 2], 16) * 19 // 20:02X}" for start in (0, 2, 4))
    return colour
