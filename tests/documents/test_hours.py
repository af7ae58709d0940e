"""Hours and costs as a playbook shows them."""

from __future__ import annotations

from generator.documents.context import PlaybookContext
from generator.documents.document import Figures, Paragraph, Table, plain
from generator.documents.hours import in_short, resources
from generator.model.library import Library
from generator.planning.playbook import Playbook
from tests.planning.effort_rules import assumption, library_with
from tests.planning.profiles import playbook, profile


def tables(of: Playbook) -> dict[str, list[list[str]]]:
    """Rows of each table by the title of its first column."""
    blocks = (block for block in resources(of, PlaybookContext(of)) if isinstance(block, Table))
    return {plain(table.header[0]): [[plain(cell) for cell in row] for row in table.rows] for table in blocks}


def words(of: Playbook) -> list[str]:
    """The paragraphs of the plan's section."""
    return [plain(block.runs) for block in in_short(of, PlaybookContext(of)) if isinstance(block, Paragraph)]


def test_the_hours_of_a_month_are_the_same_on_every_python(library: Library) -> None:
    """As floats, 5.35 + 5.35 + 5.35 is 16.049999999999997 on Python 3.11 and 16.05 from 3.12: shown as 16 or 16.1."""
    roles = ("programme-lead", "administrator", "facilitator")
    rules = library_with(library, *(assumption(role, 5.35, until="launch") for role in roles))

    assert tables(playbook(rules, profile()))["Month"] == [["January 2027", "0", "16.1"]]


def test_hours_each_are_shown_as_they_were_typed(library: Library) -> None:
    rules = library_with(library, assumption("facilitator", 1.25, each=["participant"], people=3, until="launch"))

    assert tables(playbook(rules, profile(groups=200)))["What"] == [["Hours", "Facilitator", "1.25", "1,200", "1,500"]]


def test_costs_are_whole_pounds_with_commas(library: Library) -> None:
    rules = library_with(library, assumption("facilitator", 100, until="launch"))
    rated = profile(rates={"facilitator": 130.205})

    assert "Cost at the trust's own figures: £13,021. This prices every hour." in words(playbook(rules, rated))
    assert "The trust has given no hourly rates or other costs, so this plan counts hours alone." in words(
        playbook(rules, profile())
    )


def test_the_hours_in_short_are_those_of_one_participant_of_the_lead_of_the_others_and_of_all(library: Library) -> None:
    """Four participants with 10 hours each; the lead has 30, the facilitator 12.5."""
    rules = library_with(
        library,
        assumption("participant", 10, each=["participant"], until="launch"),
        assumption("programme-lead", 30, until="launch"),
        assumption("facilitator", 12.5, until="launch"),
    )
    book = playbook(rules, profile(groups=2))
    (figures,) = [block for block in in_short(book, PlaybookContext(book)) if isinstance(block, Figures)]

    assert [(each.value, each.label, each.note) for each in figures.items] == [
        ("10", "hours for each participant", ""),
        ("43", "hours of all who support participants", "of these, 30 of the programme lead"),
        ("83", "hours of everybody", ""),
    ]
