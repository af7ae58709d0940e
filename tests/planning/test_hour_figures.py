"""Hours in running text: they follow the rules of the shared content, and what stands in one table adds up."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.library import Library
from generator.planning.business_case import money_blanks
from generator.planning.figures import rounded
from generator.planning.hour_figures import PER_PERSON, hour_figures, in_text
from tests.examples import examples
from tests.planning.profiles import playbook, profile


def figures(library: Library, **values: object) -> dict[str, Fraction]:
    return hour_figures(playbook(library, profile(**values)).effort)  # type: ignore[arg-type]


@pytest.mark.parametrize(("groups", "hours_a_week"), [(1, 4), (4, 4), (8, 4), (9, 8), (14, 8), (16, 8), (17, 12)])
def test_lead_and_administrator_have_half_a_day_a_week_for_every_eight_pairs_begun(
    library: Library, groups: int, hours_a_week: int
) -> None:
    shown = figures(library, groups=groups)

    assert (shown["lead_hours_a_week"], shown["administrator_hours_a_week"]) == (hours_a_week, hours_a_week)


@pytest.mark.parametrize("months", [4, 6, 9, 12])
def test_a_senior_lead_has_three_hours_in_every_month_from_the_plan_to_the_end(library: Library, months: int) -> None:
    """24 weeks before the first workshop and 4 a month after it: 9 months have 60 weeks, which are 14 months."""
    shown = figures(library, months=months, start=None)
    whole_months = {4: 9, 6: 11, 9: 14, 12: 17}[months]

    assert shown["senior_lead_hours_a_month"] == 3
    assert shown["senior_lead_hours"] == 3 * whole_months


def test_the_plans_own_meetings_and_visits_are_counted(library: Library) -> None:
    """Four months have four meetings of an hour and two visits of three hours."""
    shown = figures(library, months=4)

    assert (shown["meeting_hours"], shown["shadowing_hours"]) == (4, 6)


@settings(max_examples=examples(25))
@given(months=st.integers(3, 18), groups=st.integers(1, 30), size=st.integers(2, 4))
def test_what_text_says_of_one_participant_adds_up_and_is_what_the_tables_say(
    library: Library, months: int, groups: int, size: int
) -> None:
    book = playbook(library, profile(months=months, groups=groups, size=size))
    shown = hour_figures(book.effort)
    person = book.effort.a_person

    assert person is not None
    assert sum(shown[name] for name in PER_PERSON) == int(rounded(person.usual))
    assert shown["fixed_hours"] + shown["flexible_hours"] == int(rounded(person.usual))
    assert shown["participant_hours"] == person.usual
    assert shown["participant_hours_low"] <= shown["participant_hours"] <= shown["participant_hours_high"]
    assert shown["all_hours"] == book.effort.hours


def test_projects_say_how_many_hours_a_month_they_take(library: Library) -> None:
    """The median of two is the middle between them."""
    projects = sorted(library.projects.values(), key=lambda project: project.hours_a_month)
    small, large = projects[0], projects[-1]
    hours = [small.hours_a_month, large.hours_a_month]
    shown = figures(library, months=18, menu={"projects": [small.id, large.id]})

    assert hours[0] < hours[1]
    assert shown["project_hours_a_month_low"] == hours[0]
    assert shown["project_hours_a_month"] == Fraction(sum(hours), 2)
    assert shown["project_hours_a_month_high"] == hours[1]


def test_a_trusts_own_hours_a_month_replace_those_of_the_projects(library: Library) -> None:
    shown = figures(library, hours={"participant-project": 3.5})

    assert shown["project_hours_a_month_low"] == shown["project_hours_a_month_high"] == Fraction("3.5")
    assert shown["participant_hours_low"] == shown["participant_hours_high"]


def test_supervisors_are_counted_for_doctors_in_training_and_line_managers_for_the_others(library: Library) -> None:
    roles = {role.role: role.hours for role in playbook(library, profile(groups=6)).effort.roles}
    nurses = playbook(library, profile(groups=6, staff=("nurses", "managers"))).effort

    assert (roles["educational-supervisor"], roles["line-manager"]) == (12, 12)
    assert [role.role for role in nurses.roles if role.role == "educational-supervisor"] == []
    assert next(role.hours for role in nurses.roles if role.role == "line-manager") == 24


@pytest.mark.parametrize(("number", "shown"), [("9.96", "10"), ("2.25", "2.3"), ("10.5", "11"), ("1234.5", "1,235")])
def test_text_shows_whole_hours_from_ten_on(number: str, shown: str) -> None:
    assert in_text(Fraction(number)) == shown


def test_letters_name_the_cost_with_the_share_that_it_prices(library: Library) -> None:
    rates = {"rates": {"resident-doctors": 40, "managers": 30}, "costs": [{"title": "Rooms", "pounds": 600}]}
    case = playbook(library, profile(**rates)).business_case  # type: ignore[arg-type]
    blanks = money_blanks(case)

    assert case.total is not None
    assert blanks["cost"] == f"{rounded(case.total.usual):,}"
    assert blanks["cost_hours_share"] == f"{rounded(case.share * 100)}"
    assert money_blanks(playbook(library, profile()).business_case) == {}
