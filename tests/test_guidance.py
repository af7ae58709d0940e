"""Guidance, components and the programme agree with each other and with the plan, for cohorts of every kind."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from generator.model.base import EvidenceLabel, Noun, Timing
from generator.model.library import Library
from generator.planning.weeks import PlanWeeks, least_lead_in_weeks
from tests.planning.profiles import playbook, profile

FOR_TWO = re.compile(
    r"\bpairs?\b|\b(?:your|their|his|her|my) (?:learning )?partner\b|\bthe partner\b(?! organi)"
    r"|\bboth (?:of (?:you|us|them)|partners|people|diaries|calendars|divisions|areas)\b"
    r"|\b(?:you|they|we|us) both\b|\b(?:either|neither) of (?:you|us)\b|\btwo of (?:you|us)\b",
    re.IGNORECASE,
)


def said(value: object) -> Iterator[str]:
    """The texts of a noun, without those that report what other schemes did; an id has no space and is left out."""
    if isinstance(value, Noun):
        if getattr(value, "evidence", EvidenceLabel.SUGGESTED) is EvidenceLabel.SUGGESTED:
            for name in type(value).model_fields:
                yield from said(getattr(value, name))
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from said(each)
    elif isinstance(value, str) and " " in value:
        yield value


def due(library: Library, weeks: PlanWeeks) -> dict[str, int]:
    """The week of every action, by its topic and id."""
    return {
        f"{topic.id}/{action.id}": weeks.week(action.timing)
        for topic in library.guidance.values()
        for action in topic.actions
    }


def in_order(*weeks: int) -> bool:
    return all(before <= after for before, after in pairwise(weeks))


@pytest.mark.parametrize("months", range(3, 19))
def test_actions_follow_the_course_of_a_cohort_of_every_length(library: Library, months: int) -> None:
    weeks = PlanWeeks.of(library, months)
    week, milestones = due(library, weeks), weeks.milestones
    (charter,) = library.instruments["project-charter"].timing

    assert weeks.workshops["skills-for-change"] < week["evaluation/project-baseline"] <= weeks.week(charter)
    assert in_order(week["leadership/first-doors"], weeks.week(charter))
    assert in_order(week["sustaining/certificates"], milestones["presentation-day"] - 1)
    assert in_order(milestones["presentation-day"] + 1, week["evaluation/final-ratings"], milestones["programme-end"])
    assert in_order(
        milestones["presentation-day"] + 1, week["sustaining/last-pair-meeting"], milestones["programme-end"]
    )


@pytest.mark.parametrize("short", [False, True])
def test_preparation_keeps_its_order_however_short_it_is(library: Library, short: bool) -> None:
    weeks = PlanWeeks.of(library, lead_in=least_lead_in_weeks(library.calendar) if short else None)
    week, milestones = due(library, weeks), weeks.milestones
    before_the_call = (
        "time-and-release/fix-dates",
        "organisational-support/surgery-dates",
        "organisational-support/privacy-check",
        "evaluation/permission-check",
        "recruitment/set-rule",
        "recruitment/test-form",
    )

    assert {action: due for action, due in week.items() if due < milestones["decision"]} == {}
    assert all(week[action] <= milestones["applications-open"] for action in before_the_call)
    assert in_order(week["pairing/make-matches"], week["pairing/introduce"], week["pairing/first-talk"], -1)
    assert week["time-and-release/leave-forms"] == milestones["places-confirmed"]


@pytest.mark.parametrize("months", [3, 4, 6, 9, 14, 18])
def test_the_programme_at_a_glance_is_in_the_order_of_time(library: Library, months: int) -> None:
    sections = playbook(library, profile(cohort={"months": months})).programme.sections
    (glance,) = (section.body for section in sections if section.id == "nine-months")
    rows = re.findall(r"^\| (?:(\d+) weeks? before|(?:Up to w|W)eek (\d+)) \|", glance, re.MULTILINE)
    weeks = [int(after) if after else -int(before) for before, after in rows]

    assert len(weeks) >= 7
    assert weeks == sorted(weeks)


@pytest.mark.parametrize("size", [3, pytest.param(4, marks=pytest.mark.slow)])
@pytest.mark.parametrize("method", ["meet-then-choose", "placed-before-start", "within-department", "across-divisions"])
def test_nothing_speaks_to_two_people_where_more_learn_together(library: Library, size: int, method: str) -> None:
    partners = [{"id": "council", "name": "Westshire Council"}]
    soon = {"start": datetime.date(2027, 6, 16), "planning_from": datetime.date(2027, 3, 15)}
    plan = playbook(library, profile(size=size, pairing={"method": method}, partners=partners, **soon))
    assert {topic.topic.id for topic in plan.topics} == set(library.guidance)
    shown = [
        plan.programme.summary,
        plan.programme.sections,
        plan.pairing_method,
        *plan.responsibilities,
        *(component.component for component in plan.components),
        *(topic.topic for topic in plan.topics),
    ]
    texts = [text for noun in shown for text in said(noun)]

    assert len(texts) > 500
    assert [text for text in texts if FOR_TWO.search(text)] == []


def test_the_last_sitting_is_the_day_on_which_its_forms_are_due(library: Library) -> None:
    (action,) = (action for action in library.guidance["evaluation"].actions if action.id == "final-ratings")

    assert library.instruments["end-of-programme-survey"].timing == [action.timing]
    assert library.instruments["preparedness-self-assessment"].timing[-1] == action.timing


@pytest.mark.parametrize("months", [3, 4, 6, 9])
def test_the_last_sitting_is_before_the_programme_ends_where_the_presentations_had_to_move(
    library: Library, months: int
) -> None:
    """In six months from March, the presentations move out of the weeks of the August changeover."""
    plan = playbook(library, profile(start=datetime.date(2027, 3, 3), months=months)).schedule
    (action,) = (action for action in library.guidance["evaluation"].actions if action.id == "final-ratings")
    assert plan

    assert plan.milestones["presentation-day"] < plan.due(action.timing) <= plan.milestones["programme-end"]


def test_the_guidance_says_when_each_form_is_filled_in_and_why_one_comparison_is_not_enough(library: Library) -> None:
    sections = {section.id: section for section in library.guidance["evaluation"].sections}
    linked = set(re.findall(r"instrument:([a-z-]+)", sections["what-to-ask-when"].body))

    # The page of ratings belongs to the application form. A form of another framework takes the place of one of these.
    usual = {id for id, framework in library.frameworks.items() if framework.usual} | {None}
    evaluated = {id for id, form in library.instruments.items() if form.evaluated and form.framework in usual}
    assert linked == evaluated - {"application-form"}
    assert sections["response-shift"].cite == ["lyons-2023", "taylor-then-tests"]


def test_dates_of_surgeries_are_fixed_with_those_of_the_workshops(library: Library) -> None:
    timings = {
        action.id: action.timing
        for topic in library.guidance.values()
        for action in topic.actions
        if action.id in {"fix-dates", "surgery-dates", "closing-plan"}
    }

    assert timings["surgery-dates"] == timings["fix-dates"] == Timing(milestone="plan-approved")
    assert timings["closing-plan"] == Timing(milestone="presentation-day", weeks_before=12)


def test_monthly_meetings_take_the_hour_that_the_hours_count(library: Library) -> None:
    meetings = [agenda for agenda in library.components[library.programme.pair_meetings].agendas if agenda.month]

    assert {agenda.minutes for agenda in meetings} == {60}
    assert library.effort.assumptions["participant-meetings"].hours == 1
    assert sum(agenda.minutes for agenda in library.components["shadowing"].agendas if agenda.id == "the-debrief") == 30


def test_no_monthly_meeting_relies_on_a_workshop_that_may_not_be_held(library: Library) -> None:
    agendas = library.components["conversation"].agendas

    assert not [
        agenda.id for agenda in agendas for text in said(agenda) if re.search("simulation|powerlab", text, re.I)
    ]


@pytest.mark.parametrize(("months", "shown"), [(4, True), (5, False)])
def test_a_cohort_that_runs_the_short_form_reads_how_to_choose_a_project_in_time(
    library: Library, months: int, shown: bool
) -> None:
    plan = playbook(library, profile(months=months))
    (projects,) = (each for each in plan.components if each.component.id == "improvement-projects")

    assert ("short-cohort" in {each.section.id for each in projects.sections}) is shown
    assert ("the short programme" in " ".join(warning.message for warning in plan.warnings)) is shown
