"""What six pairs cost: every figure that costs_of_six_pairs.md works out by hand."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from generator.documents.business_case import business_case
from generator.documents.document import Figure, Figures
from generator.documents.plan import plan_document
from generator.documents.scheme_workbook import scheme_workbook
from generator.model.effort import Counted, CountsAs, EffortRules, Every
from generator.model.library import Library, Trust
from generator.model.trust import TrustProfile
from generator.planning.business_case import BusinessCase, money_blanks, total_in_words
from generator.planning.figures import Range, rounded
from generator.planning.hour_figures import hour_figures, in_text
from generator.planning.playbook import Playbook, plan
from tests.worked.cohorts import lines, rows, sheet
from tests.worked.content import library as worked

CHANGES: dict[str, dict[str, Any]] = {
    "participant-workshops": {
        "counts_as": CountsAs.WORKSHOPS,
        "backfill": True,
        "backfill_for": ["resident-doctors"],
    },
    "participant-meetings": {"counts_as": CountsAs.MEETINGS},
    "participant-shadowing": {"counts_as": CountsAs.SHADOWING},
    "participant-project": {"counts_as": CountsAs.PROJECT, "from_projects": True, "each": [Counted.PARTICIPANT]},
    "lead-running": {"hours": 4, "each": [], "every": Every.WEEK, "groups_each": 4},
    "supervisor": {
        "each": [Counted.PARTICIPANT],
        "staff_groups": ["resident-doctors"],
        "counts_as": CountsAs.SUPERVISOR,
    },
}
CHOICES = {
    "rates": {"resident-doctors": 40, "managers": 30, "programme-lead": 42.25, "executive-sponsor": 90},
    "bands": {"programme-lead": "Band 8a"},
    "costs": [
        {"title": "Rooms", "pounds": 120, "each": ["workshop"]},
        {"title": "Printing", "pounds": 15, "each": [Counted.PARTICIPANT]},
        {"title": "Outside facilitator", "pounds": 900},
    ],
}


def library() -> Library:
    """The library of the worked cohorts with the assumptions of this page."""
    assumptions = worked().effort.assumptions
    changed = {id: each.model_copy(update=CHANGES.get(id, {})) for id, each in assumptions.items()}
    return worked().model_copy(update={"effort": EffortRules(assumptions=changed)})


@cache
def book() -> Playbook:
    profile = worked().trusts["westbrook"].profile
    values = {**profile.model_dump(exclude_unset=True), **CHOICES}
    trust = Trust(profile=TrustProfile.model_validate(values, strict=False))
    return plan(library().model_copy(update={"trusts": {"westbrook": trust}}), "westbrook")


@pytest.fixture(scope="module")
def case() -> BusinessCase:
    return book().business_case


def shown(range: Range) -> tuple[str, str, str]:
    return (f"{rounded(range.low, 2):,}", f"{rounded(range.usual, 2):,}", f"{rounded(range.high, 2):,}")


def test_each_row_has_its_hours_and_what_of_them_needs_backfill(case: BusinessCase) -> None:
    assert [(row.staff_group or row.role, *shown(row.hours), int(row.backfill.usual)) for row in case.staff] == [
        ("resident-doctors", "359.00", "413.00", "503.00", 92),
        ("managers", "359.00", "413.00", "503.00", 0),
        ("executive-sponsor", "15.00", "15.00", "15.00", 0),
        ("programme-lead", "362.00", "362.00", "362.00", 0),
        ("administrator", "45.00", "45.00", "45.00", 0),
        ("facilitator", "66.67", "66.67", "66.67", 0),
        ("coach", "24.00", "24.00", "24.00", 0),
        ("educational-supervisor", "12.00", "12.00", "12.00", 0),
        ("evaluation-lead", "24.00", "24.00", "24.00", 0),
    ]
    assert shown(case.hours) == ("1,266.67", "1,374.67", "1,554.67")


def test_each_rate_prices_its_row_and_the_others_have_no_cost(case: BusinessCase) -> None:
    assert {row.staff_group or row.role: shown(row.cost) for row in case.staff if row.cost} == {
        "resident-doctors": ("14,360.00", "16,520.00", "20,120.00"),
        "managers": ("10,770.00", "12,390.00", "15,090.00"),
        "programme-lead": ("15,294.50", "15,294.50", "15,294.50"),
        "executive-sponsor": ("1,350.00", "1,350.00", "1,350.00"),
    }
    assert [row.role for row in case.unpriced] == [
        "administrator",
        "facilitator",
        "coach",
        "educational-supervisor",
        "evaluation-lead",
    ]


def test_the_totals_and_the_new_money(case: BusinessCase) -> None:
    assert shown(case.staff_pounds) == ("41,774.50", "45,554.50", "51,854.50")
    assert [(cost.title, cost.times, cost.pounds) for cost in case.others] == [
        ("Rooms", 6, 720),
        ("Printing", 12, 180),
        ("Outside facilitator", 1, 900),
    ]
    assert case.total is not None
    assert shown(case.total) == ("43,574.50", "47,354.50", "53,654.50")
    assert shown(case.new_money) == ("5,480.00", "5,480.00", "5,480.00")
    assert total_in_words(case) == "£47,355, which prices 88 per cent of the hours"
    assert money_blanks(case) == {
        "cost": "47,355",
        "cost_range": "47,355 (43,575 to 53,655)",
        "cost_hours_share": "88",
    }


def test_the_page_has_the_same_figures() -> None:
    page = business_case(book()).blocks

    assert lines(block for block in page if not isinstance(block, Figures))[:2] == [
        "This case is for 6 pairs, with 6 resident doctors and 6 managers, over 9 months from 20 January 2027.",
        "The cost is £47,355 (£43,575 to £53,655), which prices 88 per cent of the hours. 172 hours have no rate yet.",
    ]
    assert [block.items for block in page if isinstance(block, Figures)] == [
        (
            Figure("6", "pairs", "9 months"),
            Figure("69", "hours for each participant", "60 to 84 by project"),
            Figure("1,375", "hours of everybody", "92 of them need cover"),
            Figure("£47,355", "prices 88 per cent of the hours", "£5,480 of it is new money"),
        )
    ]
    assert rows(page, "hours") == [
        ("Resident doctors (6)", "413 (359 to 503)", "92", "£40", "£16,520"),
        ("Managers (6)", "413 (359 to 503)", "", "£30", "£12,390"),
        ("Executive sponsor", "15", "", "£90", "£1,350"),
        ("Programme lead", "362", "", "£42.25, Band 8a", "£15,295"),
        ("Administrator", "45", "", "no rate yet", ""),
        ("Facilitator", "67", "", "no rate yet", ""),
        ("Coach", "24", "", "no rate yet", ""),
        ("Educational supervisor", "12", "", "no rate yet", ""),
        ("Evaluation lead", "24", "", "no rate yet", ""),
        ("Everybody", "1,375 (1,267 to 1,555)", "92", "", "£45,555"),
    ]
    assert rows(page, "other-costs") == [
        ("Rooms", "£120 for each workshop, 6 in all", "£720"),
        ("Printing", "£15 for each participant, 12 in all", "£180"),
        ("Outside facilitator", "once", "£900"),
    ]
    assert rows(page, "total") == [
        ("Staff time that has a rate", "£41,775", "£45,555", "£51,855"),
        ("Other costs", "£1,800", "£1,800", "£1,800"),
        ("Total", "£43,575", "£47,355", "£53,655"),
        ("Of which new money: backfill at these rates, other costs", "£5,480", "£5,480", "£5,480"),
    ]


def test_the_workbook_has_the_same_figures() -> None:
    cells = sheet(scheme_workbook(book()), "Business case")
    values = [tuple(getattr(cell, "value", cell) for cell in row) for row in cells]

    assert values[0] == (
        *("Participant", "Resident doctors", 413.00, 359.00, 503.00, 92, 40, ""),
        *(16520, 14360, 20120, 413.00),
    )
    assert values[2:5] == [
        ("Executive sponsor", None, 15, 15, 15, 0, 90, "", 1350, 1350, 1350, 15),
        ("Programme lead", None, 362, 362, 362, 0, 42.25, "Band 8a", 15294.5, 15294.5, 15294.5, 362),
        ("Administrator", None, 45, 45, 45, 0, "", "", "", "", "", 0),
    ]
    assert values[-1] == ("Costs besides time", None, None, None, None, None, None, None, 1800, 1800, 1800, None)
    costs = sheet(scheme_workbook(book()), "Costs")
    assert [tuple(getattr(cell, "value", cell) for cell in row) for row in costs[:2]] == [
        ("Rooms", 120, "For each workshop", 6, 720),
        ("Printing", 15, "For each participant", 12, 180),
    ]


def test_running_text_has_the_same_figures() -> None:
    assert {name: in_text(number) for name, number in hour_figures(book().effort).items()} == {
        "participant_hours": "69",
        "participant_hours_low": "60",
        "participant_hours_high": "84",
        "participant_hours_a_week": "1.8",
        "workshop_hours": "15",
        "meeting_hours": "14",
        "shadowing_hours": "7",
        "project_hours": "33",
        "fixed_hours": "15",
        "flexible_hours": "54",
        "project_hours_a_month": "5.5",
        "project_hours_a_month_low": "4",
        "project_hours_a_month_high": "8",
        "lead_hours": "362",
        "lead_hours_a_week": "8",
        "lead_hours_a_month": "34",
        "administrator_hours": "45",
        "administrator_hours_a_week": "0.8",
        "administrator_hours_a_month": "3.3",
        "sponsor_hours": "15",
        "evaluation_hours": "24",
        "facilitator_hours_a_workshop": "5.6",
        "coach_hours_a_surgery": "2",
        "supervisor_hours": "2",
        "all_hours": "1,375",
    }


def test_the_first_pages_of_the_playbook_have_them_too() -> None:
    facts = dict(rows(plan_document(book()).blocks, "at-a-glance"))

    assert facts["Hours for each participant"] == "about 69, over 9 months; 60 to 84 with the size of the project"
    assert facts["Cost, at the trust's own rates"] == "£47,355, which prices 88 per cent of the hours"
