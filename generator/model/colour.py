"""Colours as #rrggbb, whether text can be read on them (WCAG 2.2), and lighter ones of the same hue."""

from __future__ import annotations

import colorsys
import re

PATTERN = r"^#[0-9a-fA-F]{6}$"
LEAST_CONTRAST = 4.5
"""Of text on its background (success criterion 1.4.3)."""


def is_colour(text: str) -> bool:
    """Whether a text is a colour such as #14532d."""
    return re.fullmatch(PATTERN, text) is not None and not text.endswith("\n")


def contrast(first: str, second: str) -> float:
    """Contrast of two colours, from 1 to 21; a leading # may be missing."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def lightened(colour: str, background: str, least: float) -> str:
    """The colour, or the darkest one of its hue and saturation that has at least this contrast with a dark background.

    White where nothing darker has.
    """
    if contrast(colour, background) >= least:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(round(100 * lightness), 100):
        channels = colorsys.hls_to_rgb(hue, step / 100, saturation)
        lighter = "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)
        if contrast(lighter, background) >= least:
            return lighter
    return "#ffffff"


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.removeprefix("#")
    red, green, blue = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
