"""Colours as RRGGBB: whether words can be read on them (WCAG 2.2)."""

from __future__ import annotations

ENOUGH = 4.5
"""Least contrast of words, success criterion 1.4.3."""
WHITE, INK = "FFFFFF", "1C2528"


def contrast(one: str, other: str) -> float:
    """Contrast of two colours."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """White or dark, whichever can be read better on a colour."""
    return max((WHITE, INK), key=lambda ink: contrast(ink, colour))


def readable(colour: str) -> str:
    """A colour, darkened as far as white words need."""
    while contrast(colour, WHITE) < ENOUGH:
        colour = "".join(f"{int(colour[start : start + 2], 16) * 19 // 20:02X}" for start in (0, 2, 4))
    return colour


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
