"""The fonts of pages: no larger than pages need, with every weight and letter that they use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests import small

PUBLISHED = sorted((small.ROOT / "theme/documents/fonts").glob("*.woff2"))
FONTS = small.ROOT / "theme/assets/fonts"
STYLE_SHEETS = sorted((small.ROOT / "theme/assets/stylesheets").glob("*.css"))
LIGHTEST, BOLDEST = 400, 700


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda path: path.stem)
def test_a_font_of_pages_has_all_letters_and_only_the_weights_that_pages_use(published: Path) -> None:
    whole, ours = TTFont(published), TTFont(FONTS / published.name)
    (weight,) = ours["fvar"].axes

    assert ours.getBestCmap().keys() == whole.getBestCmap().keys()
    assert (weight.axisTag, weight.minValue, weight.maxValue) == ("wght", LIGHTEST, BOLDEST)


def test_style_sheets_ask_for_no_other_weight() -> None:
    asked = {
        int(weight)
        for sheet in STYLE_SHEETS
        for weights in re.findall(r"font-weight: ([\d ]+);", sheet.read_text(encoding="utf-8"))
        for weight in weights.split()
    }

    assert {LIGHTEST, 600, BOLDEST} <= asked
    assert min(asked) == LIGHTEST
    assert max(asked) == BOLDEST


def test_every_font_of_a_style_sheet_is_made_from_a_published_one() -> None:
    text = (small.ROOT / "theme/assets/stylesheets/site.css").read_text(encoding="utf-8")

    assert sorted(re.findall(r"fonts/([\w-]+\.woff2)", text)) == [path.name for path in PUBLISHED]
