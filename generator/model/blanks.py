"""Blanks in shared text: `{months}`, `{weeks_before:selection}`, `{your partner/your partners}`.

A plan fills them with its own figures, and with the words for the size of its learning groups. Curly brackets are a
mark where a letter follows or a slash is within them; all others, and double ones, are text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

PERSONAL_BLANKS = {
    "recipient": "name of the person who receives it",
    "participant": "name of the participant",
    "partner": "name of the learning partner",
    "sender": "name and post of the person who signs",
    # The person whom a copy of a letter is about, the partners, and their project.
    "post": "post and department",
    "days": "usual days",
    "site": "site",
    "reach": "number or email",
    "partner_post": "post and department",
    "partner_days": "usual days",
    "partner_site": "site",
    "partner_reach": "number or email",
    "members": "name and post of each member",
    "group_reason": "one sentence: what each of you can learn only from the rest",
    "workshops_attended": "number",
    "workshop_hours_attended": "number",
    "project_title": "title of the project",
    "project_members": "names",
}
"""Blanks that a plan leaves open, since each copy of a letter is for somebody else."""

WORKSHOP_BLANKS = {
    "workshop_number": "number of the workshop",
    "workshop_title": "title of the workshop",
    "workshop_date": "date of the workshop",
    "workshop_time": "start and finish",
    "workshop_room": "room",
    "workshop_happens": "what happens at the workshop",
    "workshop_bring": "what to bring or do beforehand",
    "workshop_opting_out": "what is a choice, and how to opt out",
    "workshop_for_leads": "what leads and those who release must know",
}
"""Blanks of letters that go out before every workshop; the last four hold its own words."""

LETTER_BLANKS = {
    **PERSONAL_BLANKS,
    **WORKSHOP_BLANKS,
    # The trust and its cohort.
    "trust": "name of the trust",
    "trust_short": "short name of the trust",
    "partners": "partner organisations",
    "cohort": "name of the cohort",
    "sites": "sites that take part",
    "who": "staff groups that take part",
    "lead": "name of the programme lead",
    "lead_email": "email of the programme lead",
    "administrator": "name of the administrator",
    "administrator_email": "email of the administrator",
    "sponsor": "name of the executive sponsor",
    "sponsor_email": "email of the executive sponsor",
    "contact": "email of the programme office",
    # Dates, times and rooms.
    "applications_open": "date on which applications open",
    "applications_close": "date on which applications close",
    "places_confirmed": "date by which places are confirmed",
    "pairing_event": "date of the pairing event",
    "pairing_event_time": "start and finish of the pairing event",
    "pairing_event_room": "room of the pairing event",
    "pairing_event_time_and_room": "time and room of the pairing event",
    "start": "date of the first workshop",
    "workshop_1_time": "start and finish of the first workshop",
    "workshop_1_room": "room of the first workshop",
    "workshop_1_time_and_room": "time and room of the first workshop",
    "workshop_dates": "dates of the workshops",
    "workshop_times": "start and finish times",
    "workshop_rooms": "rooms of the workshops",
    "workshop_dates_and_times": "dates of the workshops, with start and finish times",
    "presentation_day": "date of the presentation day",
    "presentation_day_time": "start and finish of the presentation day",
    "presentation_day_room": "room of the presentation day",
    "presentation_day_time_and_room": "time and room of the presentation day",
    "end": "date on which the programme ends",
    "board_report": "date of the board report",
    "leave_deadline": "last day to apply for leave for the first workshop",
    "rota_deadline": "last day to give the first workshop's date to rota coordinators",
    "sent": "date on which this is sent",
    "charter_day": "last day for project charters",
    "first_test": "day of the first PDSA sheet",
    "first_surgery": "date of the first design surgery",
    "answer_by": "date, two weeks from today",
    "date": "date of a milestone",
    # Money.
    "cost": "what the cohort costs, in pounds",
    "cost_range": "what the cohort costs in pounds, with the least and the most",
    "cost_hours_share": "share of the hours that the cost includes, in per cent",
    # The older name of participant_hours, in the templates of past releases.
    "hours": "hours that a participant needs in all",
}
"""Blanks that only a template or the handbook may hold, with the text shown while they are not filled."""

FIGURES = {
    # Hours.
    "participant_hours": "hours of one participant in all, with a project of the usual size",
    "participant_hours_low": "the same with the smallest project",
    "participant_hours_high": "the same with the largest project",
    "participant_hours_a_week": "hours of one participant a week, on average",
    "workshop_hours": "hours of one participant in workshops",
    "meeting_hours": "hours of one participant in meetings of the pair or group",
    "shadowing_hours": "hours of one participant in shadowing",
    "project_hours": "hours of one participant on a project of the usual size",
    "project_hours_a_month": "the same a month",
    "project_hours_a_month_low": "hours of one participant a month on the smallest project",
    "project_hours_a_month_high": "hours of one participant a month on the largest project",
    "form_hours": "hours of one participant for forms",
    "fixed_hours": "hours of one participant on fixed dates: the workshops",
    "flexible_hours": "hours of one participant on days that the participant chooses: all the others",
    "lead_hours": "hours of the programme lead in all",
    "lead_hours_a_month": "hours of the programme lead a month, on average",
    "lead_hours_a_week": "hours of the programme lead a week, on average",
    "administrator_hours": "hours of the administrator in all",
    "administrator_hours_a_month": "hours of the administrator a month, on average",
    "administrator_hours_a_week": "hours of the administrator a week, on average",
    "senior_lead_hours_a_month": "hours of each senior lead a month, on average",
    "sponsor_hours": "hours of the executive sponsor in all",
    "facilitator_hours_a_workshop": "hours of one facilitator for one workshop, preparation included",
    "coach_hours_a_surgery": "hours of the coach for one design surgery",
    "supervisor_hours": "hours of one educational supervisor in all",
    "line_manager_hours": "hours of one line manager in all",
    "evaluation_hours": "hours of the evaluation lead in all",
    "all_hours": "hours of everybody in all",
    # The cohort.
    "months": "length of the cohort in months",
    "groups": "number of pairs or groups, such as 12 pairs",
    "group_members": "who learns together, such as the clinician and the manager",
    "participants": "number of participants",
    "workshops": "number of workshops, as a word",
    "visits": "number of shadowing visits each way",
    "meetings": "number of meetings of a pair or group",
    "surgeries": "number of design surgeries",
    # Weeks, counted from the first workshop.
    "workshop_weeks": "weeks of the workshops, such as 0, 5, 9, 16, 25 and 34",
    "first_surgery_week": "week of the first design surgery",
    "charter_week": "week of the charter",
    "driver_diagram_week": "week of the driver diagram",
    "midpoint_week": "week of the midpoint",
    "presentation_week": "week of the presentation day",
    "end_week": "week in which the programme ends",
    # Lengths in weeks.
    "project_weeks": "weeks from the charter to the presentation day",
    "lead_in_weeks": "weeks from the decision to the first workshop",
    "least_lead_in_weeks": "the same in the shortest preparation that works",
    "applications_weeks": "weeks for which applications are open",
    "answer_weeks": "weeks from the selection until places are confirmed",
    "study_leave_weeks": "weeks of notice for study leave",
    "rota_weeks": "weeks of notice for the rota",
    "room_weeks": "weeks of notice for a room",
}
"""Blanks that any shared text may hold, each with what it means."""

MILESTONE_FIGURES = {
    "weeks_before": "weeks from a milestone to the first workshop",
    "least_weeks_before": "the same in the shortest preparation that works",
    "weeks_after": "weeks from the first workshop to a milestone",
}
"""Figures that need the id of a milestone, as in `{weeks_before:selection}`."""

MEANINGS = {**LETTER_BLANKS, **FIGURES, **MILESTONE_FIGURES}

DATE = "date"
"""The blank of a template for the date of a milestone, as in `{date:selection}`."""
ANSWER_BY = "answer_by"
"""The blank of a template that may say how many days after it is sent: `{answer_by:7}`."""

UNFILLED = frozenset({"reference", "preferred term", "release", "changes", "quality", "bank holidays"})
"""Kinds of nouns with no blanks: what others wrote, and history."""
REPORTED = frozenset({"case study", "glossary term"})
"""Kinds that report what happened elsewhere, where a pair was a pair, or say what a word means."""

# Python looks for a bracket much more quickly than for a place with no bracket before it.
_CURLY = re.compile(r"\{(?<!\{\{)(\s*[A-Za-z][^{}]*|[^{}/]*/[^{}]*)\}(?!\})")
_STRAY = re.compile(r"\{(?<!\{\{)\s*[A-Za-z]|[A-Za-z]\}(?!\})")


class Mark(NamedTuple):
    """What stands between two curly brackets of a text."""

    content: str
    line: int = 0
    """Line of the text, from 0."""
    starts_sentence: bool = False

    @property
    def wordings(self) -> tuple[str, ...]:
        """The words for pairs and those for larger groups; a single one if it is a name."""
        return tuple(self.content.split("/"))

    @property
    def name(self) -> str:
        """Name of the blank, without what follows a colon."""
        return self.content.partition(":")[0]

    @property
    def argument(self) -> str:
        """What follows the name after a colon: the id of a milestone, or a number of days; empty without one."""
        return self.content.partition(":")[2]


def marks(text: str) -> Iterator[Mark]:
    """The marks of a text, known or not, in order."""
    if "{" in text:
        for match in _CURLY.finditer(text):
            yield Mark(match[1], text.count("\n", 0, match.start()))


def stray_bracket(text: str) -> int | None:
    """The line, from 0, of the first curly bracket beside a letter that belongs to no mark; None if there is none."""
    # Marks may span lines, and line numbers must not change.
    rest = _CURLY.sub(lambda match: "\n" * match[0].count("\n"), text)
    if "{" not in rest and "}" not in rest:
        return None
    match = _STRAY.search(rest)
    return rest.count("\n", 0, match.start()) if match else None


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start]
    return start == 0 or before.rstrip(" \n").endswith((".", "?", "!")) or before.endswith("\n\n")


def replaced(text: str, replace: Callable[[Mark], str | None]) -> str:
    """The text with its marks replaced; a mark stays where there is no replacement for it.

    What replaces a name at the start of a sentence starts with a capital letter.
    """

    def replacement(match: re.Match[str]) -> str:
        mark = Mark(match[1], 0, _starts_sentence(text, match.start()))
        value = replace(mark)
        if value is None:
            return match[0]
        # The value of a name does not know where it stands; an address keeps its small letters.
        if mark.starts_sentence and len(mark.wordings) == 1 and "@" not in value:
            return value[:1].upper() + value[1:]
        return value

    return _CURLY.sub(replacement, text) if "{" in text else text


def for_pairs(text: str) -> str:
    """The text with the words for pairs, and its other marks unfilled."""
    return replaced(text, lambda mark: mark.wordings[0] if len(mark.wordings) == 2 else None)


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its blanks filled from the values, or else with what they mean in square brackets."""

    def value(mark: Mark) -> str | None:
        if value := values.get(mark.content):
            return value
        if mark.name == ANSWER_BY and mark.argument:
            return f"[date, {mark.argument} days from today]"
        meaning = MEANINGS.get(mark.name)
        return meaning and f"[{meaning}]"

    return replaced(text, value)
