"""The timer of a workshop: complete, without requests, and safe whatever its text."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from html import unescape

import pytest

from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.model.workshop import Cue, Workshop
from generator.writers import timer
from generator.writers.lone_page import SHARED_STYLES
from tests import small

THEME = {
    path.relative_to(small.ROOT).as_posix(): path.read_bytes()
    for path in (small.ROOT / "theme").rglob("*")
    if path.is_file()
}
ATTACK = "</script><!--<script>alert(1)</script> {{ workshop }} \u2028"


def written(workshop: Workshop, theme: Mapping[str, bytes] = THEME, start: datetime.time | None = None) -> str:
    return timer.write(workshop, timer.theme_of(theme), start).decode()


def plan(text: str) -> dict[str, object]:
    """The values that the script reads."""
    match = re.search(r'<script type="application/json" id="plan">(.*?)</script>', text, re.S)
    assert match
    read: dict[str, object] = json.loads(match[1])
    return read


@pytest.fixture
def listening(small_library: Library) -> Workshop:
    return small_library.workshops["listening"]


def test_the_agenda_is_on_the_page_and_in_the_values_of_the_script(listening: Workshop) -> None:
    text = written(listening)

    for time, title in (("13:00", "Welcome"), ("13:10", "Break"), ("13:25", "Listening in pairs")):
        assert f'<td class="clock">{time}</td><td>{title} ' in text
    assert plan(text)["start"] == 13 * 60
    assert plan(text)["activities"][1:] == [  # type: ignore[index]
        {
            "id": "break",
            "title": "Break",
            "summary": "",
            "minutes": 15,
            "notes": False,
            "late": "",
            "saves": 0,
            "cues": [],
        },
        {
            "id": "listening",
            "title": "Listening in pairs",
            "summary": "One talks, one listens.",
            "minutes": 35,
            "notes": True,
            "late": "Do one round instead of two.",
            "saves": 0,
            "cues": [],
        },
    ]


def test_cues_and_the_minutes_that_an_activity_can_give_up_reach_the_script_and_the_notes(listening: Workshop) -> None:
    first, pause, exercise = listening.activities
    timed = exercise.model_copy(
        update={
            "do": ["Minutes 0 to 5: set out the chairs.", "Keep the time."],
            "cues": [Cue(minute=20, do="Ring the bell.")],
            "if_late_saves": 10,
        }
    )
    text = written(listening.model_copy(update={"activities": [first, pause, timed]}))

    present = plan(text)["activities"][2]  # type: ignore[index]
    assert (present["cues"], present["saves"]) == ([[0, "Set out the chairs."], [20, "Ring the bell."]], 10)
    notes = re.findall(r"<h3>(.*?)</h3>|<li>(.*?)</li>", text[text.index('data-notes="2"') :])
    assert [title or line for title, line in notes] == [
        "Say",
        "One of you talks.",
        "Do",
        "Keep the time.",
        "By the minute",
        "Minute 0: Set out the chairs.",
        "Minute 20: Ring the bell.",
        "Ask",
        "What did you hear?",
        "Watch for",
        "People who give advice.",
        "If late",
        "Do one round instead of two. This saves 10 minutes.",
    ]
    assert 'data-notes="1"' not in text


def test_a_trust_can_start_at_its_own_time(listening: Workshop) -> None:
    text = written(listening, start=datetime.time(9, 30))

    assert plan(text)["start"] == 9 * 60 + 30
    assert '<td class="clock">09:55</td><td>Listening in pairs ' in text


def test_a_browser_loads_only_its_own_style_and_script(listening: Workshop) -> None:
    text = written(listening)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in unescape(policy[1]).split("; "))

    assert rules["default-src"] == "'none'"
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert "unsafe" not in policy[1]
    assert not re.search(r"https?://|\burl\((?!data:)|\bsrc=", text)


def test_text_of_a_workshop_is_never_markup(listening: Workshop) -> None:
    first, *rest = listening.activities
    hostile = listening.model_copy(
        update={"title": ATTACK, "activities": [first.model_copy(update={"title": ATTACK}), *rest]}
    )
    text = written(hostile)

    assert text.count("<script") == 2
    assert "<!--" not in text
    assert plan(text)["activities"][0]["title"] == ATTACK  # type: ignore[index]


def test_the_line_ends_of_the_theme_do_not_change_the_bytes(listening: Workshop) -> None:
    windows = THEME | {path: THEME[path].replace(b"\n", b"\r\n") for path in (timer.SCRIPT, timer.STYLE_SHEET)}

    assert written(listening, windows) == written(listening)


def test_all_missing_files_of_the_theme_are_named() -> None:
    with pytest.raises(InputFault) as fault:
        timer.theme_of({timer.TEMPLATE: b""})

    assert {each.place.file for each in fault.value.diagnostics} == {SHARED_STYLES, timer.STYLE_SHEET, timer.SCRIPT}


@pytest.mark.parametrize(("template", "line"), [(b"\n{% if %}", 2), (b"{{ nobody.knows }}", 1)])
def test_a_broken_template_is_a_located_fault(listening: Workshop, template: bytes, line: int) -> None:
    with pytest.raises(InputFault) as fault:
        written(listening, THEME | {timer.TEMPLATE: template})

    (diagnostic,) = fault.value.diagnostics
    assert (diagnostic.code, diagnostic.place.file) == ("template", timer.TEMPLATE)
    assert diagnostic.place.line in (1, line)
