"""What is odd about a cohort's records: warnings alone, because a planner may be right."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from generator.documents.scheme_records import record_choices, sheets
from generator.model.case_study import Better
from generator.model.diagnostics import Diagnostic
from generator.model.project import MeasureKind
from generator.model.scheme import (
    Attended,
    CohortProject,
    Decision,
    LearningGroup,
    Measurement,
    Person,
    ProjectStage,
    Records,
)
from generator.planning.playbook import Playbook, plan
from generator.sources.load import load
from generator.sources.rules_records import check_with_trust
from generator.sources.scheme_records import read_records
from tests import small
from tests.scheme_files import scheme_file

KEEP = datetime.date(2028, 1, 31)
START = datetime.date(2027, 1, 13)
"""The first workshop of the small project's cohort, which is in pairs and takes six months."""
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return plan(load(small.files()).require(), "westbrook")


def warnings(playbook: Playbook, records: Records, today: datetime.date | None = None) -> list[Diagnostic]:
    """What is reported of records in the sheets of a scheme, but for the day by which people are deleted."""
    book = replace(playbook, records=records)
    read = read_records(scheme_file(sheets(book)), record_choices(book))
    assert read.records, read.diagnostics
    library = playbook.library
    beside = check_with_trust(read.records, read.source, library, library.trusts["westbrook"], today)
    assert all(fault.excerpt == "" for fault in (*read.diagnostics, *beside))
    return [fault for fault in (*read.diagnostics, *beside) if fault.code != "no-keep-until"]


def told(playbook: Playbook, **values: Any) -> list[str]:
    return [f"{each.severity.value} {each.code} {each.place.cell}" for each in warnings(playbook, Records(**values))]


def people(*decisions: Decision, **values: Any) -> list[Person]:
    """A person for each decision."""
    return [
        Person(id=f"person-{number}", name=f"Person {number}", decision=decision, **values)
        for number, decision in enumerate(decisions, start=1)
    ]


def pair(*members: int, **values: Any) -> LearningGroup:
    return LearningGroup(id="group-1", name="Pair 1", members=[f"person-{member}" for member in members], **values)


TWO = people(Decision.PARTICIPANT, Decision.PARTICIPANT)


def test_nothing_is_said_of_records_in_order(playbook: Playbook) -> None:
    assert told(playbook, people=TWO, groups=[pair(1, 2)]) == []


def test_a_member_who_has_no_place(playbook: Playbook) -> None:
    one = people(Decision.PARTICIPANT, Decision.RESERVE)
    assert told(playbook, people=one, groups=[pair(1, 2)]) == ["warning no-participant Groups!D3"]


def test_a_group_larger_than_others(playbook: Playbook) -> None:
    three = people(*[Decision.PARTICIPANT] * 3)
    assert told(playbook, people=three, groups=[pair(1, 2, 3)]) == ["warning large-group Groups!E3"]


@pytest.mark.parametrize(("first", "second"), [(["person-2"], []), ([], ["person-1"]), (["person-2"], ["person-1"])])
def test_a_pair_of_people_who_must_not_be_paired(playbook: Playbook, first: list[str], second: list[str]) -> None:
    both = [TWO[0].model_copy(update={"not_with": first}), TWO[1].model_copy(update={"not_with": second})]
    assert told(playbook, people=both, groups=[pair(1, 2)]) == ["warning not-with Groups!D3"]


def test_two_people_with_one_address(playbook: Playbook) -> None:
    both = people(Decision.PARTICIPANT, Decision.PARTICIPANT, email="ward@example.nhs.uk")
    assert told(playbook, people=both) == ["warning duplicate-email People!C4"]


def test_words_that_are_left_of_an_example_that_somebody_typed_over(playbook: Playbook) -> None:
    person = Person(
        id="person-1",
        name="Jo Bloggs",
        email="example.person@example.nhs.uk",
        line_manager="Example Manager",
        grade="ST5",
        post="Registrar",
    )
    project = CohortProject(id="project-1", title="Waits", sponsor_email="example.sponsor@example.nhs.uk")

    assert told(playbook, people=[person], projects=[project]) == [
        "warning example People!C3",
        "warning example People!O3",
        "warning example Projects!F3",
    ]


def test_a_place_among_the_reserves_of_somebody_who_is_none(playbook: Playbook) -> None:
    assert told(playbook, people=people(Decision.APPLIED, reserve_place=1)) == ["warning no-reserve People!AH3"]


def test_letters_of_somebody_who_has_no_place(playbook: Playbook) -> None:
    attendance = {"person-1": {"workshop-listening": Attended.ATTENDED}}
    applied = told(playbook, people=people(Decision.APPLIED), attendance=attendance)

    assert applied == ["warning no-participant Sessions!D3"]
    assert told(playbook, people=people(Decision.WITHDRAWN), attendance=attendance) == []


def test_a_project_under_way_without_a_group(playbook: Playbook) -> None:
    projects = [
        CohortProject(id="project-1", title="Sooner home", stage=ProjectStage.UNDER_WAY),
        CohortProject(id="project-2", title="An idea"),
    ]
    assert told(playbook, projects=projects) == ["warning no-group Projects!D3"]


def test_two_values_of_a_measure_for_one_day(playbook: Playbook) -> None:
    values = [
        Measurement(id=f"measure-{number}", day=START, project="project-1", measure=name, value=number)
        for number, name in enumerate(["Hours", "hours", "Beds"])
    ]
    projects = [CohortProject(id="project-1", title="Sooner home")]
    assert told(playbook, projects=projects, measurements=values) == ["warning two-values Measures!E4"]


def measured(*rows: dict[str, Any]) -> dict[str, Any]:
    """A project with weekly values of a measure."""
    values = [
        Measurement(id=f"measure-{number}", day=START + number * WEEK, project="project-1", value=number, **row)
        for number, row in enumerate({"measure": "Hours"} | row for row in rows)
    ]
    return {"projects": [CohortProject(id="project-1", title="Sooner home")], "measurements": values}


def test_rows_of_a_measure_that_say_different_things_of_it(playbook: Playbook) -> None:
    kinds = measured({"kind": MeasureKind.OUTCOME}, {}, {"kind": MeasureKind.PROCESS, "measure": " HOURS"})
    assert told(playbook, **kinds) == ["warning measure-differs Measures!H5"]
    assert told(playbook, **measured({"better": Better.LOWER}, {"better": Better.HIGHER})) == [
        "warning measure-differs Measures!I4"
    ]
    assert told(playbook, **measured({"target": 0}, {"target": 4})) == ["warning measure-differs Measures!J4"]
    assert told(playbook, **measured({}, {"target": 4}, {"target": 4}, {"target": 5, "measure": "Beds"})) == []
    (each,) = warnings(playbook, Records(**measured({"better": Better.LOWER}, {"better": Better.HIGHER})))
    assert each.message == "cell I3 of the sheet Measures says something else of this measure, and that counts"
    assert each.help == "make them the same, or clear this cell"


def test_a_baseline_after_other_values(playbook: Playbook) -> None:
    assert told(playbook, **measured({"baseline": True}, {}, {"baseline": True})) == [
        "warning late-baseline Measures!G5"
    ]
    assert told(playbook, **measured({"baseline": True}, {"baseline": True}, {})) == []
    assert told(playbook, **measured({}, {"baseline": True, "measure": "Beds"})) == []


def test_a_baseline_goes_by_days_and_not_by_rows(playbook: Playbook) -> None:
    later_first = measured({}, {"baseline": True})
    later_first["measurements"].reverse()
    assert told(playbook, **later_first) == ["warning late-baseline Measures!G3"]


def test_a_day_far_from_the_cohort(playbook: Playbook) -> None:
    assert told(playbook, groups=[pair(first_met=datetime.date(2072, 1, 13))]) == ["warning far-from-cohort Groups!H3"]
    assert told(playbook, groups=[pair(first_met=datetime.date(2026, 12, 1))]) == []


def test_a_post_that_ends_before_the_cohort(playbook: Playbook) -> None:
    early = people(Decision.PARTICIPANT, Decision.APPLIED, post_ends=datetime.date(2027, 3, 1))
    assert told(playbook, people=early) == ["warning post-ends-early People!M3"]


def test_people_without_a_day_by_which_they_are_deleted(playbook: Playbook) -> None:
    book = replace(playbook, records=Records(people=TWO))
    (warning,) = read_records(scheme_file(sheets(book)), record_choices(book)).diagnostics

    assert (warning.code, warning.severity) == ("no-keep-until", "warning")


def test_people_who_had_to_be_deleted_by_now(playbook: Playbook) -> None:
    read = read_records(scheme_file(sheets(playbook)), record_choices(playbook))
    records, trust = Records(people=TWO, keep_until=KEEP), playbook.library.trusts["westbrook"]

    def codes(today: datetime.date | None) -> list[str]:
        return [each.code for each in check_with_trust(records, read.source, playbook.library, trust, today)]

    assert codes(KEEP) == []
    assert codes(None) == []
    assert codes(KEEP + datetime.timedelta(days=1)) == ["keep-until-over"]


def test_ids_that_the_content_or_the_profile_does_not_have(playbook: Playbook) -> None:
    wishes = {
        "stage": "some-year",
        "learn": ["nights", "night"],
        "offer": ["trains"],
        "starred": ["discharge", "dischar"],
    }
    person = Person(id="person-1", name="A", staff_group="manager", site="mane", partner="council", **wishes)
    records = Records(people=[person], projects=[CohortProject(id="project-1", title="B", project="discharged")])
    read = read_records(scheme_file(sheets(playbook)), record_choices(playbook))
    faults = check_with_trust(records, read.source, playbook.library, playbook.library.trusts["westbrook"])

    assert [(each.code, each.help) for each in faults] == [
        ("unknown-group", "did you mean `managers`?"),
        ("unknown-stage", "did you mean `some-years`?"),
        ("unknown-topic", "did you mean `nights`?"),
        ("unknown-topic", "use one of `budgets`, `nights`"),
        ("unknown-project", "did you mean `discharge`?"),
        ("unknown-site", "did you mean `main`?"),
        ("unknown-partner", "use the id of a partner"),
        ("unknown-project", "did you mean `discharge`?"),
    ]
