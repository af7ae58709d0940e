"""The project menu in a playbook: a trust's own words about each project, where it has any."""

from __future__ import annotations

from generator.documents.document import Heading, Paragraph, plain
from generator.documents.improvement_project import overview
from generator.documents.playbook import document
from generator.model.library import Library
from generator.planning.playbook import Playbook, plan


def line_below(playbook: Playbook, title: str) -> str:
    """The status line of a project; empty where it has none."""
    blocks = document(playbook).blocks
    start = next(number for number, block in enumerate(blocks) if isinstance(block, Heading) and block.text == title)
    for block in blocks[start + 1 : start + 4]:
        if isinstance(block, Paragraph) and plain(block.runs).startswith("Status: "):
            return plain(block.runs)
    return ""


def test_a_menu_with_own_or_taken_projects_says_how_far_the_trust_is(library: Library) -> None:
    playbook = plan(library, "westbrook")
    table = overview(playbook)
    status = {plain(row[0]): plain(row[-1]) for row in table.rows}

    assert plain(table.header[-1]) == "Status"
    assert len(table.widths) == len(table.header) == 7
    assert status["One store of equipment for two sites"] == "Open, our own"
    assert status[library.projects["discharge-medicines-ready"].title] == "Taken"
    assert status[library.projects["patient-transfer-form-project"].title] == "Done"
    assert [plain(row[0]) for row in table.rows] == [entry.project.title for entry in playbook.menu]


def test_a_menu_where_all_are_open_does_not(library: Library) -> None:
    assert [plain(cell) for cell in overview(plan(library, "imperial")).header][-1] == "Fits?"


def test_a_project_says_when_where_who_sponsors_it_and_whom_to_ask(library: Library) -> None:
    playbook = plan(library, "westbrook")

    assert line_below(playbook, library.projects["discharge-medicines-ready"].title) == (
        "Status: Taken, 20 January 2027 to 30 June 2027, at Westbrook General. Sponsor: Chief pharmacist. "
        "Talk to Pharmacy office: pharmacy@westbrook.example."
    )
    assert line_below(playbook, library.projects["admission-review"].title) == ""
    assert line_below(plan(library, "imperial"), library.projects["admission-review"].title) == ""


def test_the_sponsor_is_the_trusts_own(library: Library) -> None:
    said = [plain(block.runs) for block in document(plan(library, "westbrook")).blocks if isinstance(block, Paragraph)]

    assert "Sponsor: Chief pharmacist" in said
