"""Warnings about typed numbers that a rule works out: the text would stay as it is when the rule changes.

What was reported of schemes elsewhere, case studies, the glossary and references keep their own numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.blanks import REPORTED, UNFILLED
from ..model.calendar_rules import CalendarRules
from ..model.diagnostics import Diagnostic
from ..model.english import NUMBER, number_of
from ..model.programme import SHADOWING_VISITS, Programme
from ..model.required import Milestone, Notice
from ..model.walk import own_texts
from .entry import Entry, entries_of

_ROLES = (
    r"\b(?:participants?|leads?|administrators?|facilitators?|coach(?:es)?|supervisors?|line managers?|evaluat\w+)\b"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


class _Typed(NamedTuple):
    """A typed figure: its words, and the blanks that may stand in its place."""

    text: str
    """Regular expression; # is the number."""
    blanks: tuple[str, ...]
    beside: str = ""
    """Regular expression of what the same sentence says."""
    any_number: bool = False
    """Whether any number in these words is one that a rule works out; otherwise only the rule's own value is."""


_TABLE = (
    _Typed("# weeks? (?:before|ahead of) the (?:first workshop|start|programme starts)", ("weeks_before",)),
    _Typed("# weeks? after the first workshop", ("weeks_after",)),
    _Typed("# weeks?", ("study_leave_weeks",), r"\bstudy leave\b"),
    _Typed("# weeks?", ("rota_weeks",), r"\brotas?\b"),
    _Typed("# weeks?", ("room_weeks",), r"\bbook\b.*\brooms?\b"),
    _Typed("open for # weeks?", ("applications_weeks",), r"\bapplications?\b"),
    _Typed("every # weeks", ("workshop_weeks",), r"\bworkshops\b", any_number=True),
    _Typed("week #", ("charter_week",), r"\bcharters?\b", any_number=True),
    _Typed("week #", ("driver_diagram_week",), r"\bdriver diagrams?\b", any_number=True),
    _Typed("week #", ("first_surgery_week",), r"\bsurger(?:y|ies)\b", any_number=True),
    _Typed("week #", ("midpoint_week",), r"\bmidpoint\b", any_number=True),
    _Typed("week #", ("presentation_week",), r"\bpresentations?\b", any_number=True),
    _Typed(r"# months(?! (?:after|before|later|ago)\b)", ("months",)),
    _Typed("#-month", ("months",)),
    _Typed("# workshops", ("workshops",)),
    _Typed("# (?:shadowing )?visits", ("visits",)),
    _Typed("# (?:pair |group )?meetings", ("meetings",)),
    _Typed("# (?:design )?surgeries", ("surgeries",), r"\b(?:months?|programme|cohort)\b", any_number=True),
    _Typed("cohort of # (?:pairs|groups)", ("groups",), any_number=True),
    _Typed(
        "# hours? (?:a (?:week|month|workshop|surgery)|in all|altogether|over the (?:programme|cohort))",
        ("participant_hours", "lead_hours_a_week", "administrator_hours_a_week", "facilitator_hours_a_workshop"),
        _ROLES,
        any_number=True,
    ),
    _Typed("# hours? a month", ("project_hours_a_month",), r"\bprojects?\b|\bof you\b", any_number=True),
    _Typed(
        "(?:half )?a day a (?:week|month)", ("lead_hours_a_week", "administrator_hours_a_week"), _ROLES, any_number=True
    ),
    _Typed(
        rf"\d\d? (?:{_MONTHS}) 20\d\d",
        ("start", "applications_close", "date:selection"),
        r"\b(?:workshops?|applications?|places)\b",
        any_number=True,
    ),
)
_EXPRESSIONS = [
    (typed, re.compile(rf"\b{typed.text.replace('#', NUMBER)}\b", re.I), re.compile(typed.beside, re.I))
    for typed in _TABLE
]
_UNITS = ("week", "month", "workshops", "visits", "meetings", "surgeries", "cohort of", "hour", "a day", " 20")
"""One of these is in every typed figure; most texts have none."""
_MAYBE = re.compile(
    rf"\b(?:{NUMBER}[ \n-](?:\w+ )?(?:weeks?|months?|workshops|visits|meetings|surgeries|pairs|groups|hours?)"
    r"|weeks? \w+|a day a|20\d\d)\b",
    re.I,
)
_SENTENCES = re.compile(r"(?<=[.?!])\s+|\n(?=\s*(?:[-*|>]|\d+\.)|\n)")


def check(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """A warning for each typed figure of the shared text that a rule works out."""
    values = _values(entries)
    for entry in entries:
        if entry.trust is None and entry.kind not in UNFILLED | REPORTED:
            for visit in own_texts(entry.visits):
                if any(unit in visit.value for unit in _UNITS) and _MAYBE.search(visit.value):
                    for words, where, blanks in _typed(visit.value, values):
                        advice = f"write {' or '.join(f'`{{{name}}}`' for name in blanks)} in place of the number"
                        message = f"`{words}` follows from a rule, so it should not be typed"
                        yield entry.warning("typed-figure", message, visit.path, advice, words=where)


def _typed(text: str, values: Mapping[str, int]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Typed figures with the patterns that recognise them and the blanks that can replace them."""
    for written in _SENTENCES.split(text):
        sentence = " ".join(written.split())
        if not _MAYBE.search(sentence):
            continue
        taken: set[int] = set()
        for typed, expression, beside in _EXPRESSIONS:
            for match in expression.finditer(sentence):
                if match.start() in taken or not beside.search(sentence):
                    continue
                if blanks := typed.blanks if typed.any_number else _of_value(typed, match, values):
                    taken.add(match.start())
                    once = text.count(match[0]) == 1
                    yield match[0], match[0] if once else written.strip().partition("\n")[0][:60], blanks


def _of_value(typed: _Typed, match: re.Match[str], values: Mapping[str, int]) -> tuple[str, ...]:
    """The blanks of a typed figure whose value is the number."""
    number = number_of(match["number"])
    return tuple(name for name, value in values.items() if value == number and name.partition(":")[0] in typed.blanks)


def _values(entries: Sequence[Entry]) -> dict[str, int]:
    """The figures of a usual cohort that follow from the content alone, by the content of their mark."""
    values = {"visits": SHADOWING_VISITS}
    for _, programme in entries_of(entries, Programme):
        values |= {"months": programme.months, "meetings": programme.months, "workshops": len(programme.workshops)}
    for _, calendar in entries_of(entries, CalendarRules):
        weeks = {id: milestone.weeks_from_launch for id, milestone in calendar.milestones.items()}
        notice = {"study_leave_weeks": Notice.STUDY_LEAVE, "rota_weeks": Notice.ROTA, "room_weeks": "room-booking"}
        values |= {name: calendar.notice[id].weeks for name, id in notice.items() if id in calendar.notice}
        values |= {f"weeks_before:{id}": -week for id, week in weeks.items() if week < 0}
        values |= {f"weeks_after:{id}": week for id, week in weeks.items() if week > 0}
        if Milestone.APPLICATIONS_OPEN in weeks and Milestone.APPLICATIONS_CLOSE in weeks:
            span = weeks[Milestone.APPLICATIONS_CLOSE] - weeks[Milestone.APPLICATIONS_OPEN]
            values["applications_weeks"] = span
    return values
