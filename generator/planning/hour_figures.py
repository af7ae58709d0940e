"""The hours that running text names, by the name of their blank, from the same assumptions as the tables."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from ..model.effort import Counted, CountsAs, Every
from ..model.required import Role
from .effort import PARTICIPANT_ROLES, Effort, EffortLine
from .figures import hours, rounded, whole_number

TOTALS = {
    "lead": Role.LEAD,
    "administrator": Role.ADMINISTRATOR,
    "sponsor": Role.SPONSOR,
    "evaluation": Role.EVALUATION_LEAD,
}
"""Blanks for all the hours of a role."""
EACH_TIME = {"facilitator_hours_a_workshop": Role.FACILITATOR, "coach_hours_a_surgery": Role.COACH}
"""Blanks for the hours of one person each time."""
PER_PERSON = {
    "workshop_hours": CountsAs.WORKSHOPS,
    "meeting_hours": CountsAs.MEETINGS,
    "shadowing_hours": CountsAs.SHADOWING,
    "project_hours": CountsAs.PROJECT,
    "form_hours": CountsAs.FORMS,
}
"""Blanks for the hours of one participant on one component."""


def hour_figures(effort: Effort) -> dict[str, Fraction]:
    """Hours by the name of their blank; a figure about which there is no assumption is missing."""
    return dict(_figures(effort))


def in_text(number: Fraction) -> str:
    """Hours as running text gives them: whole from 10 on, with at most one decimal below."""
    return whole_number(number) if number >= 10 else hours(number)


def _figures(effort: Effort) -> Iterator[tuple[str, Fraction]]:
    yield from _participant(effort)
    for name, role in TOTALS.items():
        yield from ((f"{name}_hours", each.hours) for each in effort.roles if each.role == role)
    for name in ("lead", "administrator"):
        if running := [line for line in _of_role(effort, TOTALS[name]) if line.running]:
            total = sum((line.hours for line in running), Fraction())
            yield f"{name}_hours_a_week", total / effort.programme_weeks
            yield f"{name}_hours_a_month", total / effort.programme_months
    for name, role in EACH_TIME.items():
        for line in _of_role(effort, role)[:1]:
            yield name, line.hours / line.times if line.times else line.hours_each
    for line in _counted_as(effort, CountsAs.SENIOR_LEAD)[:1]:
        yield "senior_lead_hours", line.hours
        yield "senior_lead_hours_a_month", _a_month(line, effort)
    for name, counts_as in (("supervisor", CountsAs.SUPERVISOR), ("line_manager", CountsAs.LINE_MANAGER)):
        yield from ((f"{name}_hours", line.hours_each) for line in _counted_as(effort, counts_as)[:1])
    yield "all_hours", effort.hours


def _participant(effort: Effort) -> Iterator[tuple[str, Fraction]]:
    person = effort.a_person
    if person is None:
        return
    people = effort.counts[Counted.PARTICIPANT]
    yield "participant_hours", person.usual
    yield "participant_hours_low", person.low
    yield "participant_hours_high", person.high
    yield "participant_hours_a_week", person.usual / effort.programme_weeks
    components = {
        name: sum((line.hours for line in lines), Fraction()) / people
        for name, counts_as in PER_PERSON.items()
        if (lines := _counted_as(effort, counts_as))
    }
    if sum(components.values()) == person.usual:
        components = _adding_up(components, person.usual)
    yield from components.items()
    if fixed := [line for line in _participants_lines(effort) if line.assumption.workshop_length]:
        hours_each = sum((line.hours for line in fixed), Fraction()) / people
        on_dates = components.get("workshop_hours", hours_each)
        yield "fixed_hours", on_dates
        yield "flexible_hours", Fraction(rounded(person.usual) - rounded(on_dates))
    if project := effort.project:
        yield "project_hours_a_month", project.a_month.usual
        yield "project_hours_a_month_low", project.a_month.low
        yield "project_hours_a_month_high", project.a_month.high


def _adding_up(numbers: dict[str, Fraction], total: Fraction) -> dict[str, Fraction]:
    """Whole hours that add up to the rounded total: text shows them in a table above it.

    Each is rounded down, and those with the largest remainders get the hours that are left.
    """
    whole = {name: floor(number) for name, number in numbers.items()}
    left = int(rounded(total)) - sum(whole.values())
    by_remainder = sorted(numbers, key=lambda name: whole[name] - numbers[name])
    return {name: Fraction(whole[name] + (name in by_remainder[:left])) for name in numbers}


def _a_month(line: EffortLine, effort: Effort) -> Fraction:
    if line.assumption.every is Every.MONTH:
        return line.hours_each
    return line.hours / effort.programme_months


def _of_role(effort: Effort, role: str) -> list[EffortLine]:
    return [line for line in effort.lines if line.assumption.role == role]


def _counted_as(effort: Effort, counts_as: CountsAs) -> list[EffortLine]:
    return [line for line in effort.lines if line.assumption.counts_as is counts_as]


def _participants_lines(effort: Effort) -> list[EffortLine]:
    return [line for line in effort.lines if line.assumption.role in PARTICIPANT_ROLES]
