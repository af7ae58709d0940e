"""The playbook as a workbook."""

from __future__ import annotations

import datetime
import re

import pytest

from generator.documents.spreadsheet import Cell, Formula, Sheet, SheetLink, Workbook
from generator.documents.workbook import workbook
from generator.model.library import Library
from generator.model.sheets.form import Kind
from generator.planning.playbook import Playbook, plan
from generator.sources.load import load
from tests import small
from tests.planning.profiles import playbook as playbook_of
from tests.planning.profiles import profile

PROFILE = "content/trusts/westbrook/profile.yml"
SHEETS = [
    "Start here",
    "Checklist",
    "Schedule",
    "Contacts",
    "Hours",
    "Hours by role",
    "Hours by month",
    "Business case",
    "Projects",
    "Risks",
    "Evaluation data",
    "Attendance",
]
REFERENCE = re.compile(r"([A-Za-z]+)\[(?:\[#This Row\],)?\[?([^\[\]]+)\](?::\[([^\[\]]+)\])?\]?")


@pytest.fixture(params=["westbrook", "eastmere", "northvale"])
def playbook(request: pytest.FixtureRequest, worked_library: Library) -> Playbook:
    return plan(worked_library, request.param)


def changed(old: str, new: str) -> Playbook:
    """The small project's playbook after one change to its profile."""
    return plan(load(small.edited(PROFILE, old, new)).require(), "westbrook")


def sheet(book: Workbook, name: str) -> Sheet:
    (match,) = [sheet for sheet in book.sheets if sheet.name == name]
    return match


def column(of: Sheet, title: str) -> list[Cell]:
    number = [column.title for column in of.columns].index(title)
    return [row[number] for row in of.rows]


def results(of: Sheet, title: str) -> list[float]:
    """What the formulas of a column come to."""
    cells = column(of, title)
    return [float(cell.value) for cell in cells if isinstance(cell, Formula) and cell.value != ""]


def test_the_sheets_are_in_order(playbook: Playbook) -> None:
    assert [sheet.name for sheet in workbook(playbook).sheets] == SHEETS


def test_rows_are_as_long_as_the_columns_and_titles_are_unique(playbook: Playbook) -> None:
    book = workbook(playbook)

    assert len({sheet.table for sheet in book.sheets}) == len(book.sheets)
    for each in book.sheets:
        assert {len(row) for row in each.rows} == {len(each.columns)}, each.name
        assert len({column.title.lower() for column in each.columns}) == len(each.columns), each.name


def test_every_drop_down_has_a_list_with_the_values_of_its_cells(playbook: Playbook) -> None:
    book = workbook(playbook)
    lists = {choices.name: choices.values for choices in book.lists}

    for each in book.sheets:
        for heading in each.columns:
            if heading.kind in (Kind.CHOICE, Kind.CHECK):
                assert heading.choices is not None
                assert set(column(each, heading.title)) <= {None, *lists[heading.choices]}, (each.name, heading.title)


def test_every_formula_names_columns_that_exist(playbook: Playbook) -> None:
    book = workbook(playbook)
    known = {(each.table, heading.title) for each in book.sheets for heading in each.columns}
    formulas = {
        cell.expression for each in book.sheets for row in each.rows for cell in row if isinstance(cell, Formula)
    }

    assert formulas
    for formula in formulas:
        references = REFERENCE.findall(formula)
        assert references, formula
        assert {(table, name) for table, *names in references for name in names if name} <= known, formula


def test_the_first_sheet_names_the_trust_and_links_to_the_others(worked_library: Library) -> None:
    start = workbook(plan(worked_library, "northvale")).sheets[0]
    rows = [(str(row[0]), str(row[1])) for row in start.rows if isinstance(row[0], str)]
    about = dict(rows)

    assert about["Trust"] == "Northvale Hospitals"
    assert about["Cohort"] == "Autumn cohort: 5 groups of three, 6 months"
    assert about["First workshop"] == "Tuesday 7 September 2027"
    assert about["Content release"] == "2026.1, 24 November 2026"
    assert "not Northvale Hospitals's own plan" in about["An example"]
    assert [what.partition(" ")[0] for name, what in rows if name == "To check"] == [
        "Bank",
        "Apply",
        "School",
        "The",
        "Few",
    ]
    assert [row[0].sheet for row in start.rows if isinstance(row[0], SheetLink)] == SHEETS[1:]


def test_the_checklist_has_every_action_with_its_day(playbook: Playbook) -> None:
    items = [item for section in playbook.checklist for item in section.items]
    table = sheet(workbook(playbook), "Checklist")

    assert column(table, "Action") == [item.action.do for item in items]
    assert column(table, "Due") == [item.due for item in items]
    assert all(isinstance(due, datetime.date) for due in column(table, "Due"))
    assert set(column(table, "Status")) == {"Not started"}


def test_the_schedule_has_every_date_with_its_reason(playbook: Playbook) -> None:
    assert playbook.schedule is not None
    table = sheet(workbook(playbook), "Schedule")

    assert column(table, "Date") == [entry.first for entry in playbook.schedule.entries]
    assert column(table, "Why") == [entry.reason for entry in playbook.schedule.entries]
    for first, last in zip(column(table, "Date"), column(table, "End date"), strict=True):
        assert last is None or (isinstance(first, datetime.date) and isinstance(last, datetime.date) and first < last)


def test_a_workshop_has_its_times(worked_library: Library) -> None:
    table = sheet(workbook(plan(worked_library, "eastmere")), "Schedule")
    times = dict(zip(column(table, "What"), column(table, "Time"), strict=True))

    assert times["Workshop 1: Meeting each other"] == "09:00 to 11:30"
    assert times["Design surgery 1"] is None


def test_contacts_are_followed_by_room_for_more() -> None:
    old, new = "tailoring:", "contacts:\n  - role: facilitator\n    name: =SUM(A1)\n    email: a@b.uk\ntailoring:"
    table = sheet(workbook(changed(old, new)), "Contacts")

    assert table.rows[0] == ("Facilitator", "=SUM(A1)", "a@b.uk")
    assert table.rows[1:] == ((None, None, None),) * 20


def test_hours_add_up_to_those_of_the_playbook(playbook: Playbook) -> None:
    book, effort = workbook(playbook), playbook.effort
    lines = sheet(book, "Hours")

    for row, line in zip(lines.rows, effort.lines, strict=True):
        *_, each, times, _counted, workshops, total, _source = row
        assert isinstance(each, float | int)
        assert isinstance(times, int)
        assert isinstance(total, Formula)
        extra = workshops if isinstance(workshops, float | int) else 0
        assert total.value == pytest.approx(each * times + extra)
        assert total.value == pytest.approx(float(line.hours), abs=0.005), "a sheet has two decimal places"
    for total in (sum(results(lines, "Hours in all")), sum(results(sheet(book, "Hours by role"), "Hours"))):
        assert total == pytest.approx(float(effort.hours), abs=0.01)


def test_hours_by_month_add_up_to_the_total(playbook: Playbook) -> None:
    table = sheet(workbook(playbook), "Hours by month")

    assert [heading.title for heading in table.columns[4:]] == [month.short_title for month in playbook.effort.months]
    for row, line in zip(table.rows, playbook.effort.lines, strict=True):
        months = [cell.value for cell in row[4:] if isinstance(cell, Formula)]
        assert sum(map(float, months)) == pytest.approx(float(line.hours), abs=0.01)


def test_a_trusts_own_figure_is_marked() -> None:
    table = sheet(workbook(changed("tailoring:", "hours:\n  meetings: 2.125\ntailoring:")), "Hours")

    assert column(table, "Hours each") == [2.125]
    assert column(table, "Figure from") == ["This trust"]
    assert results(table, "Hours in all") == [51]


def test_without_rates_the_business_case_has_room_for_them() -> None:
    without = sheet(workbook(changed("months: 6", "months: 6")), "Business case")
    rated = sheet(workbook(changed("tailoring:", "rates:\n  participant: 35.5\ntailoring:")), "Business case")

    assert column(without, "Pounds each") == [None] * 6
    assert column(without, "Item")[2:] == ["Rooms and catering", "Printing", "Outside facilitation", "Travel"]
    assert results(without, "Cost") == []
    assert column(rated, "Pounds each") == [35.5, 35.5, *[None] * 4]
    assert sum(results(rated, "Cost")) == 24 * 35.5


def test_a_role_without_a_rate_has_no_cost(worked_library: Library) -> None:
    case = sheet(workbook(plan(worked_library, "northvale")), "Business case")
    costs = dict(zip(column(case, "Item"), column(case, "Cost"), strict=True))

    assert {item: cost.value for item, cost in costs.items() if isinstance(cost, Formula) and cost.value != ""} == {
        "Programme lead": 4000,
        "Coach": 1100,
    }


def test_the_menu_says_what_fits_and_why(playbook: Playbook) -> None:
    table = sheet(workbook(playbook), "Projects")

    assert column(table, "Project") == [project.title for project in playbook.projects]
    assert [str(fit).lower() for fit in column(table, "Fit")] == [
        playbook.feasibility[project.id].verdict.value for project in playbook.projects
    ]
    assert all(str(why)[0].isupper() for why in column(table, "Why"))


def test_risks_come_from_the_register_with_a_day_of_review(playbook: Playbook) -> None:
    (register,) = [template for template in playbook.templates if template.kind.value == "register"]
    table = sheet(workbook(playbook), "Risks")
    risks = len(register.risks)

    assert column(table, "Risk") == [risk.risk for risk in register.risks] + [None] * 10
    assert all(isinstance(day, datetime.date) for day in column(table, "Review on")[:risks])


def test_ratings_have_a_row_for_each_place_and_wave_and_no_names(playbook: Playbook) -> None:
    cohort = playbook.profile.cohort
    table = sheet(workbook(playbook), "Evaluation data")
    ratings = [heading for heading in table.columns if heading.kind is Kind.RATING]
    (form,) = [form for form in playbook.instruments if form.kind.value == "self-assessment"]
    items = [question for group in form.groups for question in group.questions if question.kind.value == "scale"]

    assert len(table.rows) == cohort.groups * cohort.group_size * len(form.waves)
    assert all(cell is None for row in table.rows for cell in row)
    assert [heading.title for heading in table.columns[:2]] == ["Code", "Wave"]
    assert table.columns[2:] == tuple(ratings)
    assert [heading.title for heading in ratings] == [
        f"{number}. {item.text}" for number, item in enumerate(items, start=1)
    ]
    assert {heading.highest for heading in ratings} == {3}
    assert not any(heading.title.lower().startswith("name") for heading in table.columns)


def test_attendance_has_a_row_for_each_place_and_a_column_for_each_workshop(playbook: Playbook) -> None:
    cohort = playbook.profile.cohort
    table = sheet(workbook(playbook), "Attendance")

    assert len(table.rows) == cohort.groups * cohort.group_size
    assert len([heading for heading in table.columns if heading.title.startswith("Workshop ")]) == len(
        playbook.workshops
    )
    assert column(table, "Group").count(column(table, "Group")[0]) == cohort.group_size
    assert set(column(table, "Name")) == {None}


def test_without_a_start_there_are_weeks_but_no_days() -> None:
    book = workbook(changed("  start: 2027-01-13\n", ""))
    rows = [row[:2] for row in book.sheets[0].rows]

    assert "Schedule" not in [each.name for each in book.sheets]
    assert ("First workshop", "Not set yet") in rows
    assert any(about == "To check" and "Give the profile a `start`" in str(what) for about, what in rows)
    assert column(sheet(book, "Checklist"), "Due") == [None] * 5
    assert column(sheet(book, "Checklist"), "When") == [
        "8 weeks before: first workshop",
        "2 weeks before: pairing event",
        "2 weeks after: first workshop",
        "2 weeks before: programme end",
        "2 weeks before: board report",
    ]
    assert [heading.title for heading in sheet(book, "Hours by month").columns[4:]] == ["Month 1"]
    assert [heading.title for heading in sheet(book, "Attendance").columns[3:]] == ["Workshop 1", "Workshops attended"]


def test_missing_content_makes_no_sheet(small_library: Library) -> None:
    names = [each.name for each in workbook(plan(small_library, "westbrook")).sheets]

    assert "Risks" not in names
    assert "Evaluation data" not in names


def test_hours_say_what_they_are_counted_for(library: Library) -> None:
    def counted(groups: int, size: int) -> dict[object, object]:
        hours = sheet(workbook(playbook_of(library, profile(groups=groups, size=size))), "Hours")
        return dict(zip(column(hours, "What"), column(hours, "Counted"), strict=True))

    assert counted(9, 2)["Running the programme"] == "every week, for every 8 pairs begun"
    assert counted(9, 3)["Running the programme"] == "every week, for every 8 groups begun"
    assert counted(9, 2)["Shadowing visits"] == "for each participant and visit"
