"""The project menu in a playbook, with the status of each project at the trust."""

from __future__ import annotations

from generator.documents.document import Heading, Paragraph, plain
from generator.documents.improvement_project import overview
from generator.model.library import Library
from generator.planning.playbook import Playbook, plan
from tests.worked.cohorts import printed_of


def line_below(playbook: Playbook, title: str) -> str:
    """The status line of a project; empty where it has none."""
    blocks = printed_of(playbook)
    start = next(number for number, block in enumerate(blocks) if isinstance(block, Heading) and block.text == title)
    for block in blocks[start + 1 : start + 4]:
        if isinstance(block, Paragraph) and plain(block.runs).startswith("Status: "):
            return plain(block.runs)
    return ""


def test_a_menu_with_own_or_taken_projects_has_a_column_of_statuses(worked_library: Library) -> None:
    tables = {trust: overview(plan(worked_library, trust)) for trust in ("westbrook", "northvale")}
    status = {trust: {plain(row[0]): plain(row[-1]) for row in table.rows} for trust, table in tables.items()}

    assert plain(tables["westbrook"].header[-1]) == "Status"
    assert len(tables["westbrook"].widths) == len(tables["westbrook"].header) == 7
    assert status["westbrook"] == {
        "First case on time": "Open",
        "Home visits": "Open",
        "Safe handover": "Open",
        "Ward round": "Taken",
        "Quick letters": "Open",
        "Yearly review": "Open",
    }
    assert status["northvale"]["Shared records"] == "Taken, our own"


def test_a_menu_with_only_open_projects_has_no_column_of_statuses(worked_library: Library) -> None:
    assert [plain(cell) for cell in overview(plan(worked_library, "eastmere")).header][-1] == "Fits?"


def test_a_project_has_its_dates_site_sponsor_and_contact(worked_library: Library) -> None:
    playbook = plan(worked_library, "westbrook")

    assert line_below(playbook, "Ward round") == (
        "Status: Taken, 20 January 2027 to 20 July 2027, at North hospital. Sponsor: Chief nurse. "
        "Talk to Ward office: ward@example.nhs.uk."
    )
    assert line_below(playbook, "Quick letters") == ""


def test_the_sponsor_is_the_trusts_own(worked_library: Library) -> None:
    blocks = printed_of(plan(worked_library, "westbrook"))
    lines = [plain(block.runs) for block in blocks if isinstance(block, Paragraph)]

    assert "Sponsor: Chief nurse" in lines


def test_a_sponsor_who_takes_long_is_looked_for_early(worked_library: Library) -> None:
    """First case on time allows 5 weeks for a sponsor; charters are signed 2 weeks after workshop 2."""
    blocks = printed_of(plan(worked_library, "westbrook"))
    lines = [plain(block.runs) for block in blocks if isinstance(block, Paragraph)]

    assert "Sponsor: Divisional director (start looking at workshop 1)" in lines
