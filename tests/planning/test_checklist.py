"""The checklist: nothing lost, earliest first, under the milestone that comes next."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from generator.model.base import Timing
from generator.model.calendar_rules import CalendarRules, Milestone
from generator.model.library import Library
from generator.planning.checklist import checklist
from generator.planning.weeks import PlanWeeks, week_in_words
from tests.planning import cohort


def calendar(**weeks: int) -> CalendarRules:
    milestones = {
        id: Milestone(id=id, source="x", title=id.capitalize(), description="x", weeks_from_launch=week)
        for id, week in weeks.items()
    }
    return CalendarRules(milestones=milestones)


def weeks(rules: CalendarRules) -> PlanWeeks:
    """Weeks of a cohort of the usual length that runs no workshops."""
    milestones = rules.milestones.items()
    titles = {id: milestone.title for id, milestone in milestones}
    return PlanWeeks({id: each.weeks_from_launch for id, each in milestones}, {}, (), Fraction(1), titles, None)


def test_actions_are_under_the_milestone_that_they_lead_to(small_library: Library) -> None:
    topic = small_library.guidance["time"]
    rules = calendar(decision=-30, launch=0)
    sections = checklist([(topic, action) for action in topic.actions], rules, weeks(rules))

    assert [
        (section.milestone and section.milestone.id, section.when, [item.action.id for item in section.items])
        for section in sections
    ] == [
        ("launch", "the week of the first workshop", ["ask"]),
        (None, None, ["thank"]),
    ]
    assert sections[0].items[0].when == "8 weeks before: launch"


@given(
    st.lists(st.integers(-104, 156), min_size=1, max_size=6, unique=True).map(sorted),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60), st.booleans()), max_size=20),
)
def test_no_action_is_lost_and_all_are_in_order(numbers: list[int], timings: list[tuple[int, int, bool]]) -> None:
    rules = calendar(**{f"m{number}": week for number, week in enumerate(numbers)})
    topic = cohort.library().guidance["time"]
    actions = [
        topic.actions[0].model_copy(
            update={
                "id": f"a{number}",
                "timing": Timing(
                    milestone=f"m{which % len(numbers)}",
                    weeks_before=offset if before else 0,
                    weeks_after=0 if before else offset,
                ),
            }
        )
        for number, (which, offset, before) in enumerate(timings)
    ]

    sections = checklist([(topic, action) for action in actions], rules, weeks(rules))

    items = [item for section in sections for item in section.items]
    assert sorted(item.action.id for item in items) == sorted(action.id for action in actions)
    assert [item.week for item in items] == sorted(week(action.timing, rules) for action in actions)
    for section in sections:
        if section.milestone is not None:
            assert all(item.week <= section.milestone.weeks_from_launch for item in section.items)


def week(timing: Timing, rules: CalendarRules) -> int:
    assert timing.milestone is not None
    return rules.milestones[timing.milestone].weeks_from_launch - timing.weeks_before + timing.weeks_after


def test_timings_in_words() -> None:
    of = weeks(calendar(launch=0))

    assert of.in_words(Timing(milestone="launch", weeks_before=1)) == "1 week before: launch"
    assert of.in_words(Timing(milestone="launch", weeks_after=2)) == "2 weeks after: launch"
    assert of.in_words(Timing(milestone="launch")) == "Launch"
    assert week_in_words(-30) == "30 weeks before the first workshop"
    assert week_in_words(0) == "the week of the first workshop"


def test_an_abbreviation_keeps_its_capitals_in_a_timing() -> None:
    milestone = Milestone(id="launch", source="x", title="GPs are invited", description="x", weeks_from_launch=0)

    of = weeks(CalendarRules(milestones={"launch": milestone}))

    assert of.in_words(Timing(milestone="launch", weeks_before=2)) == ("2 weeks before: GPs are invited")
