"""Icons: each has an outline that every format can draw, and each kind of date and role has its icon."""

from __future__ import annotations

import json
import re

import pytest

from generator.documents import icons
from generator.documents.document import Run
from generator.documents.icons import Icon
from generator.planning.schedule import EntryKind
from generator.writers.theme import ICONS, Theme
from tests import small

RAW = (small.ROOT / ICONS).read_bytes()
NUMBER = r"-?\d+(?:\.\d+)?"
POINT = rf"{NUMBER} {NUMBER}"
OUTLINE = re.compile(rf"(?:M{POINT}|L{POINT}|C{POINT} {POINT} {POINT}|Z)+Z")


def test_the_theme_has_every_icon_and_no_other() -> None:
    assert set(json.loads(RAW)) == set(Icon)


@pytest.mark.parametrize("name", Icon)
def test_an_outline_stays_within_its_box_and_uses_what_every_format_can_draw(name: Icon) -> None:
    outline = Theme({ICONS: RAW}).icon(name)

    assert OUTLINE.fullmatch(outline)
    assert all(0 <= float(value) <= 24 for value in re.findall(NUMBER, outline))


def test_a_theme_without_icons_draws_none() -> None:
    assert Theme({}).icon("workshop") == ""


def test_an_icon_is_a_run_without_text() -> None:
    assert icons.icon("line-manager") == Run("", role="icon-line-manager")


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(ValueError, match="unicorn"):
        icons.icon("unicorn")


def test_kinds_of_dates_have_icons_of_their_own() -> None:
    shown = {kind: icons.for_entry(kind).role for kind in EntryKind}

    assert shown[EntryKind.WORKSHOP] == "icon-workshop"
    assert shown[EntryKind.PAIR_MEETING] == "icon-meeting"
    assert len(set(shown.values())) == len(EntryKind)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("clinician-participant", "icon-participant"),
        ("programme-lead", "icon-lead"),
        ("executive-sponsor", "icon-sponsor"),
        ("quality-improvement-team", "icon-improvement-team"),
        ("rota-coordinator", "icon-person"),
    ],
)
def test_roles_have_icons(role: str, expected: str) -> None:
    assert icons.for_role(role).role == expected
