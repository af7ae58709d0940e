"""Hours: nothing is lost on the way from assumptions to months, and nothing is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.library import Library
from tests.planning.profiles import playbook, profile


@settings(max_examples=25)
@given(months=st.integers(2, 18), groups=st.integers(1, 30), size=st.integers(2, 4), dated=st.booleans())
def test_months_and_roles_add_up_to_the_assumptions(
    library: Library, months: int, groups: int, size: int, dated: bool
) -> None:
    values = {} if dated else {"start": None}
    effort = playbook(library, profile(months=months, groups=groups, size=size, **values)).effort  # type: ignore[arg-type]

    assert effort.hours == pytest.approx(sum(line.hours for line in effort.lines), abs=1)
    for role in effort.roles:
        assert sum(hours for _, hours in role.by_month) == pytest.approx(role.hours, abs=1), role.role
        assert role.hours > 0


def test_workshops_count_for_everybody_who_is_in_them(library: Library) -> None:
    effort = playbook(library, profile(groups=6)).effort
    line = next(line for line in effort.lines if line.assumption.id == "participant-workshops")
    length = sum(workshop.duration_minutes for workshop in library.workshops.values()) / 60

    assert line.hours == pytest.approx(12 * length)


def test_more_people_need_more_administration(library: Library) -> None:
    small, large = (
        next(role for role in playbook(library, profile(groups=groups)).effort.roles if role.role == "administrator")
        for groups in (4, 20)
    )

    assert large.hours > 2 * small.hours


def test_a_trust_can_give_its_own_hours(library: Library) -> None:
    effort = playbook(library, profile(hours={"sponsor": 20.0})).effort
    line = next(line for line in effort.lines if line.assumption.id == "sponsor")

    assert (line.hours, line.adjusted) == (20.0, True)


def test_costs_come_from_the_trusts_own_rates_alone(library: Library) -> None:
    assert playbook(library, profile()).effort.cost is None

    effort = playbook(library, profile(rates={"executive-sponsor": 100.0})).effort
    assert effort.cost == pytest.approx(1200)
    assert [role.role for role in effort.roles if role.cost is not None] == ["executive-sponsor"]
