"""A scheme as a workbook: what the plan puts into it, and what its formulas make of it."""

from __future__ import annotations

import datetime
import re

import pytest

from generator.documents.scheme_start import NO_DAY_TO_DELETE
from generator.documents.scheme_workbook import ORDER, scheme_workbook
from generator.documents.spreadsheet import Cell, Formula, Sheet, SheetLink, Workbook
from generator.model.library import Library
from generator.model.scheme import (
    Attended,
    DateRecord,
    Decision,
    Person,
    Records,
    RiskRecord,
    Scores,
    TaskRecord,
    TaskStatus,
)
from generator.model.sheets.form import EXAMPLE, Kind
from generator.model.sheets.plan import TASKS
from generator.model.template import Level
from generator.planning.playbook import Playbook, plan
from generator.planning.status import status
from generator.sources.load import load
from tests import small
from tests.planning.profiles import playbook as playbook_of
from tests.planning.profiles import profile

PROFILE = "content/trusts/westbrook/profile.yml"
SHEETS = ["Start here", *ORDER]
REFERENCE = re.compile(r"([A-Za-z]+)\[(?:\[#This Row\],)?\[?([^\[\]]+)\](?::\[([^\[\]]+)\])?\]?")
ABOUT_EXAMPLES = ("An example", "Please note")
"""What the first rows are about where the trust is an example."""


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


def test_the_sheets_are_in_the_order_in_which_a_scheme_comes_to_them(playbook: Playbook) -> None:
    assert [sheet.name for sheet in scheme_workbook(playbook).sheets] == SHEETS


def test_rows_are_as_long_as_the_columns_and_titles_are_unique(playbook: Playbook) -> None:
    book = scheme_workbook(playbook)

    assert len({sheet.table for sheet in book.sheets}) == len(book.sheets)
    for each in book.sheets:
        assert {len(row) for row in each.rows} == {len(each.columns)}, each.name
        assert len({column.title.lower() for column in each.columns}) == len(each.columns), each.name


def test_every_drop_down_has_a_list_with_the_values_of_its_cells(playbook: Playbook) -> None:
    book = scheme_workbook(playbook)
    lists = {choices.name: getattr(choices, "values", None) for choices in book.lists}

    for each in book.sheets:
        for heading in each.columns:
            if heading.kind in (Kind.CHOICE, Kind.CHECK):
                assert heading.choices in lists, (each.name, heading.title)
                values = set(column(each, heading.title)) - {None}
                allowed = lists[heading.choices]
                assert each.ids[0] == EXAMPLE or allowed is None or values <= set(allowed), (each.name, heading.title)


def test_every_formula_names_columns_that_exist(playbook: Playbook) -> None:
    book = scheme_workbook(playbook)
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
    start = scheme_workbook(plan(worked_library, "northvale")).sheets[0]
    rows = [(str(row[0]), str(row[1])) for row in start.rows if isinstance(row[0], str)]
    about = dict(rows)

    assert about["Trust"] == "Northvale Hospitals"
    assert about["Cohort"] == "Autumn cohort: 5 groups of three, 6 months"
    assert about["First workshop"] == "Tuesday 7 September 2027"
    assert about["Content release"] == "2026.1, 24 November 2026"
    assert "There is no Northvale Hospitals" in about["An example"]
    assert [what.partition(" ")[0] for name, what in rows if name == "Look at"] == [
        "Bank",
        "Apply",
        "School",
        "The",
        "Few",
    ]
    assert [row[0].sheet for row in start.rows if isinstance(row[0], SheetLink)] == SHEETS[1:]


def test_the_first_sheet_says_what_to_do_next_and_what_to_type_where(playbook: Playbook) -> None:
    start = scheme_workbook(playbook).sheets[0]
    rows = [(str(row[0]), str(row[1])) for row in start.rows]

    assert [what for about, what in rows if about == "Do next"] == list(status(playbook, playbook.today).next_steps)
    first = next(number for number, row in enumerate(rows) if row[0] not in ABOUT_EXAMPLES)
    assert rows[first][0] == "Do next"
    assert start.looks[first, 1].bold
    assert ("Delete by", NO_DAY_TO_DELETE) in rows


def test_the_day_by_which_people_must_be_deleted_is_on_the_first_sheet(worked_library: Library) -> None:
    start = of(worked_library, Records(keep_until=datetime.date(2028, 6, 30))).sheets[0]

    assert ("Delete by", "Friday 30 June 2028") in [row[:2] for row in start.rows]


def of(library: Library, records: Records, made: datetime.date | None = None) -> Workbook:
    """The workbook of six pairs with records of their scheme."""
    trust = library.trusts["westbrook"].model_copy(update={"records": records})
    return scheme_workbook(plan(library.model_copy(update={"trusts": {"westbrook": trust}}), "westbrook", made=made))


def test_tasks_are_the_actions_of_the_plan_with_their_days(playbook: Playbook) -> None:
    items = [item for section in playbook.checklist for item in section.items]
    table = sheet(scheme_workbook(playbook), "Tasks")

    assert table.ids == tuple(f"{item.topic.id}/{item.action.id}" for item in items)
    assert column(table, "Action") == [item.action.do for item in items]
    assert column(table, "Due") == [item.due for item in items]
    assert all(isinstance(due, datetime.date) for due in column(table, "Due"))
    assert set(column(table, "Status")) == {None}


def test_what_is_said_of_tasks_stays_and_own_tasks_follow(worked_library: Library) -> None:
    first = sheet(of(worked_library, Records()), "Tasks").ids[0]
    records = Records(
        tasks={
            first: TaskRecord(
                owner="Ada", status=TaskStatus.IN_PROGRESS, note="Half way", due=datetime.date(2026, 8, 3)
            ),
            "task-1a2b3c4d": TaskRecord(action="Order the badges", due=datetime.date(2027, 1, 4)),
        }
    )
    table = sheet(of(worked_library, records), "Tasks")
    cells = dict(zip((heading.key for heading in table.columns), table.rows[0], strict=True))

    assert (cells["owner"], cells["status"], cells["note"]) == ("Ada", "In progress", "Half way")
    assert cells["due"] == datetime.date(2026, 8, 3)
    assert (table.ids[-1], column(table, "Action")[-1]) == ("task-1a2b3c4d", "Order the badges")


def test_tasks_say_in_words_what_is_late_and_what_comes_next(worked_library: Library) -> None:
    first, second = sheet(of(worked_library, Records()), "Tasks").ids[:2]
    records = Records(tasks={second: TaskRecord(status=TaskStatus.NOT_NEEDED)})
    days = [due for due in column(sheet(of(worked_library, records), "Tasks"), "Due") if isinstance(due, datetime.date)]
    today = days[4]
    table = sheet(of(worked_library, records, today), "Tasks")

    for row, due in zip(table.rows, days, strict=True):
        state = row[table.number("state")]
        assert isinstance(state, Formula)
        assert state.expression == TASKS.column("state").formula
        if row is table.rows[1]:
            assert state.value == "Done"
        else:
            weeks = (due - today).days
            assert state.value == ("Overdue" if weeks < 0 else "Next two weeks" if weeks <= 14 else "")
    assert {highlight.words for highlight in table.highlights} == {"Overdue", "Next two weeks", "Done"}
    assert first == table.ids[0]


def test_every_date_is_there_with_its_reason(playbook: Playbook) -> None:
    assert playbook.schedule is not None
    table = sheet(scheme_workbook(playbook), "Dates")

    assert table.ids == tuple(entry.id for entry in playbook.schedule.entries)
    assert column(table, "Date") == [entry.first for entry in playbook.schedule.entries]
    assert column(table, "Why") == [entry.reason for entry in playbook.schedule.entries]
    for first, last in zip(column(table, "Date"), column(table, "End date"), strict=True):
        assert last is None or (isinstance(first, datetime.date) and isinstance(last, datetime.date) and first < last)


def test_what_is_said_of_dates_stays(worked_library: Library) -> None:
    records = Records(dates={"surgery-1": DateRecord(done=True, in_diaries=True, note="Moved here")})
    table = sheet(of(worked_library, records), "Dates")
    row = table.rows[table.ids.index("surgery-1")]
    cells = {heading.title: getattr(cell, "value", cell) for heading, cell in zip(table.columns, row, strict=True)}

    assert (cells["Done"], cells["In diaries"], cells["Note"], cells["State"]) == ("Yes", "Yes", "Moved here", "Done")


def test_sums_are_there_for_programs_that_do_not_calculate(worked_library: Library) -> None:
    """Such as Excel while it protects a file that came by email."""
    ada = Person(
        id="person-0000000a", name="Ada", decision=Decision.PARTICIPANT, scores=Scores(reason=3, need=3.5, release=2)
    )
    marks = {"workshop-meeting": Attended.ATTENDED, "surgery-1": Attended.PARTLY}
    book = of(worked_library, Records(people=[ada], attendance={ada.id: marks}))

    assert results(sheet(book, "People"), "Points") == [8.5]
    assert results(sheet(book, "Sessions"), "Attended") == [1]


def test_a_workshop_has_its_times(worked_library: Library) -> None:
    table = sheet(scheme_workbook(plan(worked_library, "eastmere")), "Dates")
    times = dict(zip(column(table, "What"), column(table, "Time"), strict=True))

    assert times["Workshop 1: Meeting each other"] == "09:00 to 11:30"
    assert times["Design surgery 1"] is None


def test_hours_add_up_to_those_of_the_playbook(playbook: Playbook) -> None:
    book, effort = scheme_workbook(playbook), playbook.effort
    lines = sheet(book, "Hours")

    assert lines.ids == tuple(line.assumption.id for line in effort.lines)
    for row, line in zip(lines.rows, effort.lines, strict=True):
        cells = dict(zip((heading.key for heading in lines.columns), row, strict=True))
        each, months, workshop = cells["hours"] or cells["usual"], cells["months"], cells["workshop"] or 0
        assert cells["in_all"].value == pytest.approx(
            each * (1 if months is None else months) * cells["times"] + workshop, abs=0.005
        )
        assert cells["in_all"].value == pytest.approx(float(line.hours), abs=0.005), "a sheet has two decimal places"
    for total in (sum(results(lines, "Hours in all")), sum(results(sheet(book, "Hours by role"), "Hours"))):
        assert total == pytest.approx(float(effort.hours), abs=0.01)


def test_hours_by_month_add_up_to_the_total(playbook: Playbook) -> None:
    table = sheet(scheme_workbook(playbook), "Hours by month")

    assert [heading.title for heading in table.columns[4:]] == [month.short_title for month in playbook.effort.months]
    for row, line in zip(table.rows, playbook.effort.lines, strict=True):
        months = [cell.value for cell in row[4:] if isinstance(cell, Formula)]
        assert sum(map(float, months)) == pytest.approx(float(line.hours), abs=0.01)


def test_without_rates_the_business_case_counts_hours_alone() -> None:
    without = sheet(scheme_workbook(changed("months: 6", "months: 6")), "Business case")

    assert column(without, "Item") == ["Participant", "Participant", "Costs besides time"]
    assert [cost.value for cost in column(without, "Cost") if isinstance(cost, Formula)] == ["", "", 0]


def test_costs_follow_from_the_rates(worked_library: Library) -> None:
    book = scheme_workbook(plan(worked_library, "northvale"))
    rates = sheet(book, "Rates")

    assert rates.ids[:2] == ("participant", "consultants")
    assert sum(results(rates, "Hours")[1:]) >= results(rates, "Hours")[0]
    assert set(column(sheet(book, "Business case"), "Item")) - {"Costs besides time"} <= set(
        column(rates, "Whose time")
    )


def test_a_role_without_a_rate_has_no_cost(worked_library: Library) -> None:
    case = sheet(scheme_workbook(plan(worked_library, "northvale")), "Business case")
    costs = dict(zip(column(case, "Item"), column(case, "Cost"), strict=True))

    assert {item: cost.value for item, cost in costs.items() if isinstance(cost, Formula) and cost.value != ""} == {
        "Programme lead": 4000,
        "Coach": 1100,
        "Costs besides time": 0,
    }


def test_the_menu_says_what_fits_and_why(playbook: Playbook) -> None:
    table = sheet(scheme_workbook(playbook), "Menu")
    rows = dict(zip(table.ids, table.rows, strict=True))
    number = {heading.key: table.number(heading.key) for heading in table.columns}

    assert set(rows) >= {project.id for project in playbook.projects}
    for project in playbook.projects:
        assert rows[project.id][number["project"]] == project.title
        assert rows[project.id][number["on_menu"]] == "Yes"
        assert str(rows[project.id][number["fit"]]).lower() == playbook.feasibility[project.id].verdict.value
    assert all(str(why)[0].isupper() for why in column(table, "Why"))


def test_a_project_that_is_not_on_the_menu_can_be_put_there(library: Library) -> None:
    chosen = profile(menu={"projects": ["theatre-first-case-start"]})
    table = sheet(scheme_workbook(playbook_of(library, chosen)), "Menu")
    on_menu = dict(zip(table.ids, column(table, "On the menu"), strict=True))

    assert table.ids[0] == "theatre-first-case-start"
    assert [id for id, on in on_menu.items() if on == "Yes"] == ["theatre-first-case-start"]
    assert len(on_menu) == sum(project.withdrawn is None for project in library.projects.values())


def test_risks_come_from_the_register_with_a_day_of_review(playbook: Playbook) -> None:
    (register,) = [template for template in playbook.templates if template.kind.value == "register"]
    table = sheet(scheme_workbook(playbook), "Risks")
    risks = len(register.risks)

    assert table.ids == (*(risk.id for risk in register.risks), *[""] * 10)
    assert column(table, "Risk") == [risk.risk for risk in register.risks] + [None] * 10
    assert all(isinstance(day, datetime.date) for day in column(table, "Review on")[:risks])


def test_what_is_said_of_risks_stays_and_own_risks_follow(worked_library: Library) -> None:
    first, *_ = sheet(of(worked_library, Records()), "Risks").ids
    own = RiskRecord(risk="The lift breaks down", likelihood=Level.HIGH, owner="Ada", note="Ring estates")
    table = sheet(of(worked_library, Records(risks={first: own, "risk-1a2b3c4d": own})), "Risks")
    number = table.ids.index("risk-1a2b3c4d")

    assert table.rows[0] == table.rows[number]
    assert table.rows[0] == ("The lift breaks down", "High", None, None, "Ada", None, "Ring estates")


def test_without_a_start_there_are_weeks_but_no_days() -> None:
    book = scheme_workbook(changed("  start: 2027-01-13\n", ""))
    rows = [row[:2] for row in book.sheets[0].rows]

    assert column(sheet(book, "Dates"), "Date") == [None], "there is room for what is typed in"
    assert ("First workshop", "Not set yet") in rows
    about, what = next(row for row in rows if row[0] not in ABOUT_EXAMPLES)
    assert about == "Do next"
    assert str(what).startswith("Choose the day of the first workshop")
    assert column(sheet(book, "Tasks"), "Due") == [None] * 5
    assert column(sheet(book, "Tasks"), "When") == [
        "8 weeks before: first workshop",
        "2 weeks before: pairing event",
        "2 weeks after: first workshop",
        "2 weeks before: programme end",
        "2 weeks before: board report",
    ]
    assert [heading.title for heading in sheet(book, "Hours by month").columns[4:]] == ["Month 1"]


def test_what_was_said_of_dates_stays_while_there_is_no_start(worked_library: Library) -> None:
    trust = worked_library.trusts["westbrook"]
    cohort = trust.profile.cohort.model_copy(update={"start": None})
    changes = {
        "profile": trust.profile.model_copy(update={"cohort": cohort}),
        "records": Records(dates={"surgery-1": DateRecord(note="In the library")}),
    }
    library = worked_library.model_copy(update={"trusts": {"westbrook": trust.model_copy(update=changes)}})
    table = sheet(scheme_workbook(plan(library, "westbrook")), "Dates")

    assert "surgery-1" in table.ids
    assert column(table, "Note")[table.ids.index("surgery-1")] == "In the library"


def test_a_trust_without_risks_has_room_for_its_own(small_library: Library) -> None:
    assert column(sheet(scheme_workbook(plan(small_library, "westbrook")), "Risks"), "Risk") == [None] * 10


def test_hours_say_what_they_are_counted_for(library: Library) -> None:
    def counted(groups: int, size: int) -> dict[object, object]:
        hours = sheet(scheme_workbook(playbook_of(library, profile(groups=groups, size=size))), "Hours")
        return dict(zip(column(hours, "What"), column(hours, "Counted"), strict=True))

    assert counted(9, 2)["Running the programme"] == "every week, for every 8 pairs begun"
    assert counted(9, 3)["Running the programme"] == "every week, for every 8 groups begun"
    assert counted(9, 2)["Shadowing visits"] == "for each participant and visit"
