"""What planners type into a scheme means what they expect."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from generator.documents.scheme_profile import profile_sheets
from generator.model.library import Library
from generator.model.pairing import Side
from generator.model.trust import TrustProfile
from generator.model.typed_workbook import TypedCell
from generator.planning.selection import Selection
from generator.sources.cell_values import UnreadableError
from generator.sources.profile_values import day_of_year
from generator.sources.scheme_profile import read_profile
from tests.filled_schemes import TRUST, Edit, profile_file, profile_of
from tests.worked import content

WORKSHOPS = ["meeting", "listening", "systems", "measuring", "changing", "presenting"]


def typed(sheet: str, row: str, **values: Any) -> list[Edit]:
    """What somebody types into a row; words of a title are joined by underscores."""
    return [
        {"sheet": sheet, "row": row, "column": column.replace("_", " "), "value": values[column]} for column in values
    ]


def scheme(row: str, value: object) -> TrustProfile:
    """The profile after something is typed beside a question."""
    return profile_of(typed("Scheme", row, Your_choice=value))


def rooms(*edits: Edit, months: int = 9) -> TrustProfile:
    """The profile of a trust that has chosen no workshops and typed something into Rooms."""
    cleared = [
        {"sheet": "Rooms", "row": id, "column": column}
        for id in WORKSHOPS
        for column in ("Run it?", "Room", "Facilitators", "Start", "Breaks", "Note")
    ]
    return profile_of([*cleared, *typed("Scheme", "cohort.months", Your_choice=months), *edits])


def run(profile: TrustProfile) -> list[str]:
    """The workshops of its cohort."""
    library = content.library()
    trust = library.trusts[TRUST].model_copy(update={"profile": profile})
    return [plan.id for plan in Selection(library, trust).workshops()]


@pytest.mark.parametrize(
    ("value", "time"),
    [
        (datetime.time(9, 30), "09:30"),
        ("9.30", "09:30"),
        ("9:30", "09:30"),
        ("09:30:00", "09:30"),
        ("9.30am", "09:30"),
        ("1 pm", "13:00"),
        ("12:15 am", "00:15"),
        (9.3, "09:30"),
        (13, "13:00"),
        (0.395833, "09:30"),
        (datetime.datetime(1900, 1, 9, 7, 12), "09:30"),  # noqa: DTZ001  # 9.3 in a cell for times
        (datetime.datetime(2027, 1, 13, 14, 45), "14:45"),  # noqa: DTZ001  # cells have no zone
    ],
)
def test_a_time_can_be_typed_as_people_type_times(value: object, time: str) -> None:
    assert scheme("schedule.start_time", value).schedule.start_time == datetime.time.fromisoformat(time)


@pytest.mark.parametrize(
    "value",
    [
        datetime.date(2027, 1, 13),
        datetime.datetime(2027, 1, 13, 9, 0),  # noqa: DTZ001  # cells have no zone
        "13/01/2027",
        "13/1/27",
        "13.01.2027",
        "13th January 2027",
        "Wed 13 Jan 2027",
        "2027-01-13",
        46400,
    ],
)
def test_a_date_has_its_day_before_its_month(value: object) -> None:
    assert scheme("cohort.start", value).cohort.start == datetime.date(2027, 1, 13)


@pytest.mark.parametrize("value", ["14 December", "14th Dec", "14/12", "December 14", datetime.date(2026, 12, 14)])
def test_a_day_of_the_year_is_a_day_and_a_month(value: Any) -> None:
    assert day_of_year(TypedCell(value)) == "12-14"


@pytest.mark.parametrize("value", ["12-14", "30 February", "Christmas", 14])
def test_a_day_of_the_year_without_a_month_in_words_or_after_a_stroke_is_none(value: Any) -> None:
    with pytest.raises(UnreadableError, match="not a day of the year"):
        day_of_year(TypedCell(value))


def test_an_event_has_a_start_minutes_and_a_room_only(library: Library) -> None:
    file = profile_file(library.trusts["westbrook"].profile, library)
    table = file.tables["Rooms"]
    typed = {"room": TypedCell("Library"), "facilitators": TypedCell("Ann Ray"), "run": TypedCell("No")}
    rows = [replace(row, cells=row.cells | typed) if row.id == "event/surgery" else row for row in table.rows]
    tables = {**file.tables, "Rooms": replace(table, rows=tuple(rows))}
    source = read_profile(replace(file, tables=tables), library)

    assert [(fault.code, fault.message) for fault in source.faults] == [
        ("not-for-events", "an event has no `Run it?`"),
        ("not-for-events", "an event has no `Facilitators`"),
    ]
    assert source.data["schedule"]["events"] == {"surgery": {"room": "Library"}}


@pytest.mark.parametrize(("value", "same"), [("Yes", True), ("y", True), (True, True), ("no", False), (False, False)])
def test_yes_and_no_can_be_typed_in_short(value: object, same: bool) -> None:
    assert scheme("schedule.avoid_school_holidays", value).schedule.avoid_school_holidays is same


@pytest.mark.parametrize(
    ("value", "weight"),
    [
        ("Matters most", "matters-most"),
        ("a  LITTLE", "a-little"),
        ("Yes", "matters"),
        (True, "matters"),
        ("No", "not-at-all"),
        (False, "not-at-all"),
    ],
)
def test_a_weight_is_chosen_and_yes_or_no_of_an_earlier_release_is_read(value: object, weight: str) -> None:
    assert scheme("pairing.same_site", value).pairing.same_site == weight


def test_capitals_spaces_and_signs_of_a_code_do_not_matter() -> None:
    assert scheme("brand.colour", "14532d").brand.colour == "#14532d"
    assert scheme("brand.colour", "#0F4").brand.colour == "#00FF44"
    assert scheme("ods_code", "rx9").ods_code == "RX9"
    assert scheme("website", "www.westbrook.example").website == "https://www.westbrook.example"
    assert scheme("pairing.method", "meet,  then CHOOSE").pairing.method == "meet-then-choose"


@pytest.mark.parametrize("value", ["£18.50", 18.5, "18.50"])
def test_pounds_may_have_their_sign(value: object) -> None:
    assert profile_of(typed("Rates", "administrator", Pounds_an_hour=value)).rates["administrator"] == 18.5


def test_what_is_left_empty_is_as_usual() -> None:
    assert scheme("cohort.name", None).cohort.name == "Cohort 1"
    assert scheme("cohort.months", None).cohort.months == content.library().programme.months
    assert scheme("brand.colour", None).brand.colour == "#0f4c5c"


@pytest.mark.parametrize("months", [3, 9])
def test_one_room_that_is_known_drops_no_workshop(months: int) -> None:
    plain = rooms(months=months)
    known = rooms(
        *typed("Rooms", "systems", Room="Library", Start="10:15", Facilitators="Ann Ray; Sam Lee"), months=months
    )

    assert plain.workshops == known.workshops == []
    assert run(known) == run(plain)
    details = known.workshop_details["systems"]
    assert (details.room, details.facilitators) == ("Library", ["Ann Ray", "Sam Lee"])


def test_yes_beside_one_workshop_drops_no_other() -> None:
    assert rooms(*typed("Rooms", "systems", **{"Run it?": "Yes"})).workshops == []


def test_no_leaves_out_one_workshop_and_nothing_else() -> None:
    profile = rooms(*typed("Rooms", "systems", **{"Run it?": "No"}, Room="Library"))

    assert run(profile) == [id for id in WORKSHOPS if id != "systems"]
    assert profile.workshop_details["systems"].room == "Library", "what was typed beside it is kept"


def test_the_order_of_workshops_is_typed_and_not_that_of_the_rows() -> None:
    first, second = typed("Rooms", "changing", Order=1), typed("Rooms", "measuring", Order=2)

    assert run(rooms(*first, *second)) == ["changing", "measuring", "meeting", "listening", "systems", "presenting"]


def test_breaks_are_typed_in_words() -> None:
    profile = rooms(*typed("Rooms", "changing", Breaks="Plan a test | 20 | Coffee\nplan-a-test|5"))
    breaks = profile.workshop_details["changing"].breaks

    assert [(own.after, own.minutes, own.title) for own in breaks] == [
        ("plan-a-test", 20, "Coffee"),
        ("plan-a-test", 5, "Break"),
    ]


def test_a_new_site_has_an_id_made_from_its_name_that_no_other_has() -> None:
    sites = profile_of(
        [
            *typed("Sites and partners", "new", Name="North"),
            *typed("Sites and partners", "new 2", Kind="Partner organisation", Name="Westbrook Council"),
        ]
    )

    assert [site.id for site in sites.sites] == ["north", "south", "north-2"]
    assert [(partner.id, partner.name) for partner in sites.partners] == [("westbrook-council", "Westbrook Council")]


def test_a_closed_period_may_be_a_single_day() -> None:
    (_, period) = profile_of(typed("Closed days", "new", First_day="13/01/2027", Why="Audit")).schedule.closed

    assert period.first == period.last == datetime.date(2027, 1, 13)


@pytest.mark.parametrize(("answers", "services"), [({"wards": "Yes"}, ["wards"]), ({"wards": "No"}, ["theatres"])])
def test_services_are_those_with_yes_or_all_but_those_with_no(answers: dict[str, str], services: list[str]) -> None:
    library = content.library()
    edits = [edit for id, answer in answers.items() for edit in typed("Choices", f"services.{id}", Your_choice=answer)]
    profile = profile_of(edits)

    expected = (
        services if "Yes" in answers.values() else [id for id in library.vocabulary.settings if id not in answers]
    )
    assert profile.services == expected


def test_every_row_says_what_is_usual_unless_it_must_be_filled_in() -> None:
    library = content.library()
    sheets = profile_sheets(library.trusts[TRUST].profile, library)
    for name in ("Scheme", "Choices"):
        keys = [column.key for column in sheets[name].columns]
        for row in sheets[name].rows:
            what, usual = str(row[keys.index("what")]), row[keys.index("usual")]
            assert (usual is None) == what.endswith(" *"), what


def test_what_must_be_filled_in_comes_first() -> None:
    library = content.library()
    rows = profile_sheets(library.trusts[TRUST].profile, library)["Scheme"].rows
    marked = [str(row[1]).endswith(" *") for row in rows]

    assert marked == sorted(marked, reverse=True)
    assert 3 <= sum(marked) <= 6


def test_what_is_usual_of_pairs_is_by_the_method_and_by_who_takes_part(library: Library) -> None:
    westbrook = library.trusts["westbrook"].profile
    pairing = westbrook.pairing.model_copy(update={"half_days": 8, "make_up": {Side.CLINICIAN: 2}})
    sheet = profile_sheets(westbrook.model_copy(update={"pairing": pairing}), library)["Scheme"]
    columns = [column.key for column in sheet.columns]
    rows = {str(id): dict(zip(columns, row, strict=True)) for id, row in zip(sheet.ids, sheet.rows, strict=True)}
    cells = {id.removeprefix("pairing."): (row["choice"], row["usual"]) for id, row in rows.items() if "pairing." in id}

    assert cells == {
        "method": ("Across divisions and specialties", None),
        "half_days": (8, "2"),
        "make_up.clinician": (2, "1"),
        "make_up.manager": (None, "1"),
        "make_up.colleague": (None, "0"),
        "same_site": ("Not at all", "Matters"),
        "across_departments": ("Matters", "Matters most"),
        "same_department": (None, "Not at all"),
        "near_stage": (None, "Matters"),
        "similar_needs": (None, "Not at all"),
        "complementary_needs": (None, "Matters"),
        "named_each_other": (None, "Not at all"),
        "starred_project": (None, "A little"),
        "new_partners": (None, "Matters"),
        "left_over_first": (None, "Matters"),
        "keep": (None, "Not at all"),
    }
