"""The decisions that a cohort still has to take: which, in which order, and by when."""

from __future__ import annotations

import datetime
from typing import Any

from generator.model.base import Timing
from generator.model.guidance import Decision, Option
from generator.model.library import Library
from generator.planning.decisions import open_decisions
from tests.planning import cohort, profiles


def decision(id: str, week: int | None, owner: str = "programme-lead", **values: Any) -> Decision:
    """A decision due some weeks before the first workshop; one that nobody has to take where the week is None."""
    due = {} if week is None else {"owner": owner, "timing": Timing(milestone="launch", weeks_before=week)}
    options = [Option(name="Yes", fits_when="Always."), Option(name="No", fits_when="Never.")]
    return Decision(id=id, question=f"{id}?", options=options, **due, **values)


def library(*decisions: Decision) -> Library:
    """The library of the cohort, in which one topic has these decisions and the others have none."""
    base = cohort.library()
    topics = {id: topic.model_copy(update={"decisions": []}) for id, topic in base.guidance.items()}
    topics["time"] = topics["time"].model_copy(update={"decisions": list(decisions)})
    return base.model_copy(update={"guidance": topics})


def due(of: Library, **values: Any) -> list[tuple[str, str, datetime.date | None]]:
    """Id, owner and day of each decision of a cohort from 13 January 2027."""
    book = profiles.playbook(of, profiles.profile(groups=2, months=6, **values))
    return [(each.decision.id, each.owner, each.due) for each in open_decisions(book)]


def test_the_earliest_decision_is_first_and_names_who_decides_and_by_when() -> None:
    two = library(decision("later", 3), decision("sooner", 8, "administrator"))

    assert due(two) == [
        ("sooner", "administrator", datetime.date(2026, 11, 18)),
        ("later", "programme-lead", datetime.date(2026, 12, 23)),
    ]


def test_the_day_decides_and_not_the_usual_week() -> None:
    """The second workshop is usually in week 10, on 24 March; the trust holds it on 14 April, in week 13."""
    late = {"pins": [{"what": "workshop-asking", "day": datetime.date(2027, 4, 14)}]}
    room = decision("room", 0).model_copy(update={"timing": Timing(workshop="asking")})
    guests = decision("guests", 0).model_copy(update={"timing": Timing(milestone="launch", weeks_after=11)})

    assert due(library(room, guests), schedule=late) == [
        ("guests", "programme-lead", datetime.date(2027, 3, 31)),
        ("room", "programme-lead", datetime.date(2027, 4, 14)),
    ]


def test_decisions_of_one_day_keep_the_order_of_the_guidance() -> None:
    assert [id for id, _, _ in due(library(decision("b", 5), decision("a", 5)))] == ["b", "a"]


def test_a_decision_that_was_due_before_planning_starts_is_due_on_that_day() -> None:
    """Planning starts in the week before: what comes first is due at once, and nothing is lost."""
    of = library(decision("sooner", 9), decision("later", 3))

    assert due(of, planning_from=datetime.date(2026, 11, 18)) == [
        ("sooner", "programme-lead", datetime.date(2026, 11, 18)),
        ("later", "programme-lead", datetime.date(2026, 12, 23)),
    ]


def test_what_the_profile_says_and_what_nobody_has_to_decide_is_left_out() -> None:
    of = library(decision("size", 8, in_profile=True), decision("in-case", None), decision("leave", 8))

    assert [id for id, _, _ in due(of)] == ["leave"]


def test_a_cohort_without_a_start_has_its_decisions_in_weeks() -> None:
    book = profiles.playbook(
        library(decision("later", 3), decision("sooner", 8)), profiles.profile(start=None, groups=2)
    )

    assert [(each.decision.id, each.when, each.due) for each in open_decisions(book)] == [
        ("sooner", "8 weeks before: launch", None),
        ("later", "3 weeks before: launch", None),
    ]


def test_a_cohort_that_runs_has_taken_what_was_due_before_its_plan() -> None:
    of = library(decision("sooner", 9), decision("later", 3))
    running = {"cohort": {"running": True}}

    assert due(of, planning_from=datetime.date(2026, 12, 23), **running) == [
        ("later", "programme-lead", datetime.date(2026, 12, 23)),
    ]
    assert due(of, planning_from=datetime.date(2026, 12, 24), **running) == []
