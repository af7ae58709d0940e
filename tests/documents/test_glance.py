"""The first page of a playbook, and what other pages say in the same words."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.documents.context import PlaybookContext, example_note
from generator.documents.document import Paragraph, Table, plain
from generator.documents.glance import glance
from generator.documents.tidier import tailoring
from generator.documents.timeline import every_date
from generator.model.library import Library
from generator.planning.playbook import Playbook
from tests.planning.profiles import playbook, profile


def facts(book: Playbook, of: Any = glance) -> dict[str, str]:
    """The first table of a section, by the first cell of each row."""
    table = next(block for block in of(book, PlaybookContext(book)) if isinstance(block, Table))
    return {plain(row[0]): plain(row[1]) for row in table.rows}


def test_a_single_participant_of_a_staff_group_is_no_plural(worked_library: Library) -> None:
    single, six = playbook(worked_library, profile(groups=1)), playbook(worked_library, profile(groups=6))

    assert facts(single)["Participants"] == "resident doctors (1), managers (1)"
    assert facts(six)["Participants"] == "6 resident doctors, 6 managers"
    assert "Planned for resident doctors (1), managers (1);" in facts(single, tailoring)["9. Tailoring"]


def test_projects_are_counted_with_the_right_verbs(worked_library: Library) -> None:
    """Four months have 12 weeks from the charter to the presentation day: First case on time needs 13, Home visits 30,
    Ward round 26. Nine months have 26; Quick letters needs 14."""

    def counts(months: int, *projects: str) -> str:
        book = playbook(worked_library, profile(months=months, menu={"projects": list(projects)}))
        return facts(book)["Projects to choose from"]

    assert counts(4, "first-case", "home-visits", "ward-round") == ("3: 0 fit, 1 is tight, 2 do not fit")
    assert counts(9, "quick-letters") == "1: 1 fits, 0 are tight, 0 do not fit"


def test_an_empty_menu_is_no_count(worked_library: Library) -> None:
    empty = playbook(worked_library, profile(menu={"projects": ["none"]}))

    assert facts(empty)["Projects to choose from"] == "None"
    assert ", no projects, " in facts(empty, tailoring)["3. Materials"]


def test_thousands_have_a_comma(worked_library: Library) -> None:
    """One of 400 participants: 15.25 hours of workshops, 13.5 of meetings, 7 of shadowing and 9 x 500 on the project.

    All others: lead 121, administrator 500 + 30, facilitators 66.5, coaches 24, sponsor 12, supervisors 400,
    evaluation 24. Coaches cost 24 x 900.
    """
    rich = facts(
        playbook(worked_library, profile(hours={"participant-project": 500.0}, groups=200, rates={"coach": 900.0}))
    )

    assert rich["Hours for each participant"] == "about 4,536, over 9 months"
    assert rich["Hours of all others"] == "about 1,178"
    assert rich["Cost, at the trust's own rates"] == "£21,600, which prices less than 1 per cent of the hours"


def test_a_timeline_beyond_the_known_bank_holidays_promises_nothing(worked_library: Library) -> None:
    known = worked_library.bank_holidays.until

    def promise(start: datetime.date) -> str:
        book = playbook(worked_library, profile(start=start))
        return plain(
            next(block for block in every_date(book, PlaybookContext(book)) if isinstance(block, Paragraph)).runs
        )

    assert promise(datetime.date(2031, 9, 10)).endswith(
        f" Bank holidays after {known} are not known yet, so later dates may fall on one."
    )
    assert "not known" not in promise(datetime.date(2026, 5, 13))


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("RYJ", "It is not Westshire's own plan, and the trust has not approved it."),
        (None, "There is no Westshire: its people, places, dates and figures are made up."),
    ],
)
def test_only_a_trust_that_exists_is_said_not_to_have_approved_its_example(code: str | None, end: str) -> None:
    trust = profile(example=True, name="Westshire", ods_code=code)

    assert example_note(trust) == f"This is an example that shows what a playbook looks like. {end}"
    assert example_note(profile(example=False, ods_code=code)) == ""
