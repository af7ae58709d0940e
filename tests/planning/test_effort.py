"""Hours: nothing is lost on the way from assumptions to months, and nothing is invented."""

from __future__ import annotations

import datetime
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.library import Library
from generator.planning.dates import Month
from generator.planning.figures import Range
from tests.examples import examples
from tests.planning.effort_rules import assumption, library_with
from tests.planning.profiles import playbook, profile


@settings(max_examples=examples(25))
@given(months=st.integers(2, 18), groups=st.integers(1, 30), size=st.integers(2, 4), dated=st.booleans())
def test_months_and_roles_add_up_to_the_assumptions(
    library: Library, months: int, groups: int, size: int, dated: bool
) -> None:
    values = {} if dated else {"start": None}
    effort = playbook(library, profile(months=months, groups=groups, size=size, **values)).effort  # type: ignore[arg-type]

    assert effort.hours == sum(line.hours for line in effort.lines)
    for role in effort.roles:
        assert sum(role.by_month.values()) == role.hours > 0, role.role


def test_everybody_in_a_workshop_gives_its_hours(library: Library) -> None:
    effort = playbook(library, profile(groups=6)).effort
    line = next(line for line in effort.lines if line.assumption.id == "participant-workshops")
    minutes = sum(workshop.duration_minutes for workshop in library.workshops.values())

    assert line.hours == Fraction(12 * minutes, 60)


def test_more_people_need_more_administration(worked_library: Library) -> None:
    """An hour and a quarter for each of 8 or 40 people, and five hours for each of six workshops."""
    hours = [
        role.hours
        for groups in (4, 20)
        for role in playbook(worked_library, profile(groups=groups)).effort.roles
        if role.role == "administrator"
    ]

    assert hours == [40, 80]


def test_a_trust_can_give_its_own_hours(worked_library: Library) -> None:
    effort = playbook(worked_library, profile(hours={"sponsor-report": 20.0})).effort
    line = next(line for line in effort.lines if line.assumption.id == "sponsor-report")

    assert (line.hours, line.adjusted) == (20.0, True)


def test_costs_come_from_the_trusts_own_rates_alone(worked_library: Library) -> None:
    assert playbook(worked_library, profile()).business_case.total is None

    case = playbook(worked_library, profile(rates={"executive-sponsor": 100.0})).business_case
    assert case.total == Range.of(Fraction(1200))
    assert [row.role for row in case.staff if row.cost is not None] == ["executive-sponsor"]


def test_hours_are_the_decimal_numbers_that_their_author_typed(library: Library) -> None:
    roles = ("programme-lead", "administrator", "facilitator")
    rules = library_with(library, *(assumption(role, 5.35, until="launch") for role in roles))
    effort = playbook(rules, profile()).effort

    assert effort.hours == Fraction("16.05")
    assert effort.lines[0].by_month == {Month(2027, 1): Fraction("5.35")}


def test_a_workshop_gets_its_share_of_the_trusts_own_hours(library: Library) -> None:
    """Two hours beside each workshop: a workshop of three hours has five of ours, whatever the guide's figure is."""
    rule = assumption("facilitator", 0, each=["workshop"], workshop_length=True)
    effort = playbook(library_with(library, rule), profile(hours={"facilitator": 2.0})).effort
    minutes = [workshop.duration_minutes for workshop in library.workshops.values()]

    assert effort.lines[0].by_month[Month(2027, 1)] == 2 + Fraction(minutes[0], 60)
    assert effort.hours == sum(2 + Fraction(each, 60) for each in minutes)


def test_hours_from_a_milestone_to_itself_are_in_its_week(worked_library: Library) -> None:
    """The week after Wednesday 27 January 2027 is in February."""
    rules = library_with(worked_library, assumption("programme-lead", 3, since="launch", until="launch"))
    effort = playbook(rules, profile(start=datetime.date(2027, 1, 27))).effort

    assert effort.lines[0].by_month == {Month(2027, 1): 3}
