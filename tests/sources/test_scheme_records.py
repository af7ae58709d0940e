"""Records as a planner types them into the sheets of a scheme."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from generator.documents.scheme_records import record_choices, sheets
from generator.model.case_study import Better
from generator.model.diagnostics import errors
from generator.model.project import MeasureKind
from generator.model.scheme import Agreement, Attended, Decision, HalfDay, ProjectStage, Records
from generator.planning.playbook import Playbook, plan
from generator.sources.load import load
from generator.sources.records import ReadRecords
from generator.sources.scheme_records import read_records
from tests import small
from tests.cohort_records import cohort_records
from tests.scheme_files import Typed, scheme_file


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return plan(load(small.files()).require(), "westbrook")


def read(playbook: Playbook, typed: Mapping[str, Mapping[int, Typed]], records: Records | None = None) -> ReadRecords:
    """What is read after somebody typed into the sheets; rows count as in the workbook, from 3."""
    book = replace(playbook, records=records or Records())
    return read_records(scheme_file(sheets(book), typed), record_choices(book))


def typed(playbook: Playbook, sheets: Mapping[str, Mapping[int, Typed]]) -> Records:
    result = read(playbook, sheets)
    assert result.records, [str(fault) for fault in result.diagnostics]
    return result.records


def person(playbook: Playbook, **values: Any) -> Any:
    """The only person of a sheet in which somebody typed one row."""
    (person,) = typed(playbook, {"People": {4: {"name": "Asha Rao", **values}}}).people
    return person


def faults(result: ReadRecords) -> list[str]:
    """Code, cell and message of each error."""
    return [f"{fault.code} {fault.place.cell}: {fault.message}" for fault in errors(result.diagnostics)]


def test_what_is_written_is_read_back(playbook: Playbook) -> None:
    records = cohort_records().model_copy(update={"keep_until": None, "dates": {}, "tasks": {}, "risks": {}})

    assert read(playbook, {}, records).records == records


def test_an_empty_scheme_has_no_records(playbook: Playbook) -> None:
    assert typed(playbook, {}) == Records()


def test_a_name_alone_is_a_person(playbook: Playbook) -> None:
    assert person(playbook).decision is Decision.APPLIED
    assert person(playbook).release is Agreement.NOT_ASKED


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(2028, 8, 1),
        datetime.datetime(2028, 8, 1),  # noqa: DTZ001  # as openpyxl gives it
        "1/8/2028",
        "01.08.28",
        "1 August 2028",
        "Tue 1 Aug 2028",
        "1st August 2028",
        46966,
    ],
)
def test_a_day_may_be_typed_in_many_ways(playbook: Playbook, day: object) -> None:
    assert person(playbook, post_ends=day).post_ends == datetime.date(2028, 8, 1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (
            "Monday; Wednesday afternoon",
            [HalfDay.MONDAY_MORNING, HalfDay.MONDAY_AFTERNOON, HalfDay.WEDNESDAY_AFTERNOON],
        ),
        ("wed pm, Mon am", [HalfDay.MONDAY_MORNING, HalfDay.WEDNESDAY_AFTERNOON]),
        ("Fridays", [HalfDay.FRIDAY_MORNING, HalfDay.FRIDAY_AFTERNOON]),
        ("any", []),
    ],
)
def test_days_that_suit(playbook: Playbook, days: str, expected: list[HalfDay]) -> None:
    assert person(playbook, days=days).days == expected


@pytest.mark.parametrize(("typed", "expected"), [(3, 3), (2.5, 2.5), ("2,5", 2.5), (" 3.5 ", 3.5)])
def test_points(playbook: Playbook, typed: object, expected: float) -> None:
    assert person(playbook, score_need=typed).scores.need == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [(7700900123, "07700900123"), (447700900123, "+447700900123"), (1234, "1234"), ("01632 960123", "01632 960123")],
)
def test_a_telephone_number_keeps_its_nought(playbook: Playbook, typed: object, expected: str) -> None:
    assert person(playbook, phone=typed).phone == expected


@pytest.mark.parametrize(
    "typed", ["asha@example.nhs.uk", "Asha Rao <asha@example.nhs.uk>", "mailto:asha@example.nhs.uk "]
)
def test_an_address_as_mail_programs_copy_it(playbook: Playbook, typed: str) -> None:
    assert person(playbook, email=typed).email == "asha@example.nhs.uk"


@pytest.mark.parametrize(
    ("typed", "expected"), [("Yes", True), ("y", True), ("x", True), (True, True), (1, True), ("no", False)]
)
def test_a_tick(playbook: Playbook, typed: object, expected: bool) -> None:
    (group,) = _typed_groups(playbook, {"name": "Pair 1", "fixed": typed})
    assert group.fixed is expected


def _typed_groups(playbook: Playbook, *groups: Typed) -> list[Any]:
    people = {4: {"name": "Asha Rao", "decision": "participant"}, 5: {"name": "Ben Okoro", "decision": "participant"}}
    return typed(playbook, {"People": people, "Groups": dict(enumerate(groups, start=4))}).groups


@pytest.mark.parametrize("name", ["Asha Rao", "asha  rao", " ASHA RAO "])
def test_names_are_found_whatever_their_capitals_and_spaces(playbook: Playbook, name: str) -> None:
    (group,) = _typed_groups(playbook, {"name": "Pair 1", "member_1": name, "member_2": "Ben Okoro"})
    assert group.members == ["person-00000004", "person-00000005"]


def test_words_of_a_list_and_their_capitals(playbook: Playbook) -> None:
    asha = person(playbook, staff_group="resident doctors", decision="not this time", release="AGREED", side="manager")
    assert (asha.staff_group, asha.decision, asha.release) == ("resident-doctors", "not-this-time", "agreed")


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("Nights; Budgets", ["nights", "budgets"]),
        ("nights,  BUDGETS", ["nights", "budgets"]),
        ("Budgets\nNights;", ["budgets", "nights"]),
        ("budgets", ["budgets"]),
    ],
)
def test_several_topics(playbook: Playbook, typed: str, topics: list[str]) -> None:
    assert person(playbook, learn=typed).learn == topics


def test_a_title_with_a_comma_is_one_of_several_projects(playbook: Playbook) -> None:
    titles = {"Home, sooner": "sooner", "Sooner home": "discharge", "Home": "home"}
    typed = {"People": {4: {"name": "Asha Rao", "starred": "home,  Sooner; Home, Sooner home"}}}
    choices = record_choices(playbook) | {"Menu projects": titles}
    result = read_records(scheme_file(sheets(replace(playbook, records=Records())), typed), choices)

    assert result.records
    assert result.records.people[0].starred == ["sooner", "home", "discharge"]


def test_a_stage_and_whether_somebody_was_left_over(playbook: Playbook) -> None:
    asha = person(playbook, stage="some years", left_over="yes")
    assert (asha.stage, asha.left_over) == ("some-years", True)


def test_what_a_measure_is(playbook: Playbook) -> None:
    row = {"day": "1/5/27", "project": "Sooner", "measure": "Hours", "value": 4, "baseline": "yes", "kind": "balancing"}
    rows = {"Projects": {4: {"title": "Sooner"}}, "Measures": {4: row | {"better": "LOWER", "target": "2,5"}}}
    (read,) = typed(playbook, rows).measurements

    assert (read.kind, read.better, read.target, read.baseline) == (MeasureKind.BALANCING, Better.LOWER, 2.5, True)


def test_a_sheet_of_measures_from_before_they_had_a_kind(playbook: Playbook) -> None:
    written = sheets(replace(playbook, records=cohort_records()))
    of = written[-1]
    older = replace(of, columns=of.columns[:5], rows=tuple(row[:5] for row in of.rows))
    records = read_records(scheme_file([*written[:-1], older]), record_choices(playbook)).records

    assert of.name == "Measures"
    assert records is not None
    assert [(each.value, each.kind, each.baseline) for each in records.measurements] == [
        (5.25, None, False),
        (4, None, False),
    ]


def test_several_people_whom_somebody_must_not_be_paired_with(playbook: Playbook) -> None:
    people = {
        4: {"name": "Asha Rao", "not_with": "Ben Okoro; Dan Webb"},
        5: {"name": "Ben Okoro", "not_with": "Asha Rao, Dan Webb"},
        6: {"name": "Dan Webb", "not_with": "Rao, Asha"},
        7: {"name": "Rao, Asha"},
    }
    not_with = [person.not_with for person in typed(playbook, {"People": people}).people]
    assert [[id[-1] for id in ids] for ids in not_with] == [["5", "6"], ["4", "6"], ["7"], []]


def test_two_people_of_one_name(playbook: Playbook) -> None:
    people = {
        4: {"name": "Sam Hill", "email": "sam@example.nhs.uk"},
        5: {"name": "Sam Hill", "department": "Surgery"},
        6: {"name": "Sam Hill"},
    }
    group = {"name": "Pair 1", "member_1": "sam hill (SAM@example.nhs.uk)", "member_2": "Sam Hill (surgery)"}
    result = read(playbook, {"People": people, "Groups": {4: group, 5: {"name": "Pair 2", "member_1": "Sam Hill"}}})

    assert faults(result) == [
        "ambiguous-name Groups!C5: this name is in 3 rows of the sheet People: row 4, row 5 and row 6"
    ]
    assert result.diagnostics[0].help == "add the email or the department in brackets after the name"


def test_a_project_of_the_menu_needs_no_title(playbook: Playbook) -> None:
    (project,) = typed(playbook, {"Projects": {4: {"project": "Sooner home", "stage": "under way"}}}).projects
    assert (project.title, project.project, project.stage) == ("Sooner home", "discharge", ProjectStage.UNDER_WAY)


def test_letters_of_a_row_that_the_planner_added(playbook: Playbook) -> None:
    people = {4: {"name": "Asha Rao", "decision": "Participant"}}
    row = {"name": "asha rao", "workshop-listening": "a"}
    records = typed(playbook, {"People": people, "Sessions": {3: row}})
    assert records.attendance == {"person-00000004": {"workshop-listening": Attended.ATTENDED}}


def test_an_example_that_was_typed_over_is_a_row_like_others(playbook: Playbook) -> None:
    assert [each.name for each in typed(playbook, {"People": {3: {"name": "Asha Rao"}}}).people] == ["Asha Rao"]


WRONG: dict[str, tuple[dict[str, dict[int, Typed]], str]] = {
    "no name": (
        {"People": {4: {"email": "asha@example.nhs.uk"}}},
        "missing-field People!B4: `Name` is empty",
    ),
    "not an address": (
        {"People": {4: {"name": "Asha Rao", "email": "asha at work"}}},
        "bad-email People!C4: `Email` is not an email address",
    ),
    "too many points": (
        {"People": {4: {"name": "Asha Rao", "score_need": 5}}},
        "out-of-range People!AD4: `Points: learning need` must be at most 4",
    ),
    "points as a fraction that became a date": (
        {"People": {4: {"name": "Asha Rao", "score_need": datetime.date(2027, 4, 3)}}},
        "not-a-number People!AD4: this is not a number",
    ),
    "not a day": (
        {"People": {4: {"name": "Asha Rao", "post_ends": "August"}}},
        "bad-date People!M4: this is not a date",
    ),
    "another century": (
        {"People": {4: {"name": "Asha Rao", "post_ends": "1/8/1928"}}},
        "bad-date People!M4: the date is outside the years 2000 to 2100",
    ),
    "a grade that became a date": (
        {"People": {4: {"name": "Asha Rao", "grade": datetime.date(2026, 8, 7)}}},
        "date-for-text People!H4: this is a date or a time, not text",
    ),
    "not in the list": (
        {"People": {4: {"name": "Asha Rao", "staff_group": "Doctors"}}},
        "unknown-choice People!F4: this is not in the list",
    ),
    "not with oneself": (
        {"People": {4: {"name": "Asha Rao", "not_with": "Asha Rao"}}},
        "names-itself People!AB4: this is the person of the same row",
    ),
    "not with somebody unknown": (
        {"People": {4: {"name": "Asha Rao", "not_with": "Zoe"}}},
        "unknown-person People!AB4: this name is in no row of the sheet People",
    ),
    "one person twice": (
        {
            "People": {
                4: {"name": "Asha Rao", "email": "asha@example.nhs.uk"},
                5: {"name": "asha rao", "email": "Asha@example.nhs.uk"},
            }
        },
        "duplicate-person People!C5: this person is already in cell C4 of the sheet People, with the same name and "
        "email",
    ),
    "in two groups": (
        {
            "People": {4: {"name": "Asha Rao", "decision": "Participant"}},
            "Groups": {4: {"name": "Pair 1", "member_1": "Asha Rao"}, 5: {"name": "Pair 2", "member_2": "Asha Rao"}},
        },
        "two-groups Groups!D5: this person is already in a group, in cell C4 of the sheet Groups",
    ),
    "a measure of no project": (
        {"Measures": {4: {"day": "1/5/2027", "project": "Sooner", "measure": "Hours", "value": 4}}},
        "unknown-project Measures!C4: this name is in no row of the sheet Projects",
    ),
    "a measure without its value": (
        {
            "Projects": {4: {"title": "Sooner home"}},
            "Measures": {4: {"day": "1/5/2027", "project": "Sooner home", "measure": "Hours"}},
        },
        "missing-field Measures!E4: `Value` is empty",
    ),
    "a value with its unit": (
        {
            "Projects": {4: {"title": "Sooner home"}},
            "Measures": {4: {"day": "1/5/2027", "project": "Sooner home", "measure": "Hours", "value": "4 hours"}},
        },
        "not-a-number Measures!E4: this is not a number",
    ),
    "a project of a group that is not there": (
        {"Projects": {4: {"title": "Sooner home", "group": "Pair 9"}}},
        "unknown-group Projects!D4: this name is in no row of the sheet Groups",
    ),
    "a letter that means nothing": (
        {"People": {4: {"name": "Asha Rao"}}, "Sessions": {3: {"name": "Asha Rao", "workshop-listening": "Q"}}},
        "unknown-choice Sessions!D3: this is not in the list",
    ),
    "letters of nobody": (
        {"Sessions": {3: {"workshop-listening": "A"}}},
        "unknown-person Sessions!B3: the row has letters but no name",
    ),
}
"""What somebody typed, and the only fault."""


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_filling_has_one_fault_with_its_cell(playbook: Playbook, name: str) -> None:
    sheets, expected = WRONG[name]
    result = read(playbook, sheets)

    assert faults(result) == [expected]
    assert result.diagnostics[0].help
    assert "asha" not in (expected + str(result.diagnostics[0])).casefold(), "a fault names nobody"


def test_a_fault_of_one_cell_hides_no_other_fault(playbook: Playbook) -> None:
    people = {4: {"name": "Asha Rao", "email": "asha"}, 5: {"name": "Ben", "side": "left"}}
    groups = {4: {"name": "Pair 1", "member_1": "Asha Rao"}, 5: {"name": "Pair 2", "member_1": "Asha Rao"}}

    assert [fault.split()[0] for fault in faults(read(playbook, {"People": people, "Groups": groups}))] == [
        "unknown-choice",
        "bad-email",
        "two-groups",
    ]


def test_all_faults_are_reported_at_once(playbook: Playbook) -> None:
    people = {4: {"email": "x"}, 5: {"name": "Ben", "days": "Sunday", "score_reason": "good"}}
    result = read(playbook, {"People": people, "Projects": {4: {"note": "A note"}}})

    assert sorted(fault.split(":")[0] for fault in faults(result)) == [
        "bad-email People!C4",
        "missing-field People!B4",
        "missing-field Projects!B4",
        "not-a-number People!AC5",
        "unknown-choice People!N5",
    ]
