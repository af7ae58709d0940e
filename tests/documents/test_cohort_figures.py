"""Figures and dates in the documents of a small cohort, each worked out by hand.

Two pairs meet for an hour and a half in each of six months, from Wednesday 13 January 2027: 36 hours, 9 for each
person. An administrator works an hour in each of 24 weeks.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.documents.document import Block, Checklist, Heading, Paragraph, Table, plain
from generator.documents.facilitator_guide import facilitator_guide
from generator.model.library import Library, Trust
from generator.model.workshop import Preparation
from generator.planning.session import sessions
from tests.planning import cohort, profiles
from tests.worked.cohorts import letter_facts, printed_of


def sections(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """What follows each heading, by the heading's words."""
    by_heading: dict[str, list[Block]] = {}
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        else:
            by_heading.setdefault(heading, []).append(block)
    return by_heading


def playbook_sections() -> dict[str, list[Block]]:
    return sections(printed_of(cohort.book()))


def rows(blocks: Iterable[Block]) -> list[list[str]]:
    """The rows of the first table."""
    table = next(block for block in blocks if isinstance(block, Table))
    return [[plain(cell) for cell in row] for row in table.rows]


def with_work_around_it() -> Library:
    """The library with something to do before and after each workshop."""
    work = {
        "preparation": [Preparation(do="Book the room", owner="administrator", weeks=8)],
        "follow_up": [
            Preparation(do="Thank the speakers", owner="facilitator", weeks=0),
            Preparation(do="Send the notes", owner="facilitator", weeks=2),
        ],
    }
    library = cohort.library()
    workshops = {id: workshop.model_copy(update=work) for id, workshop in library.workshops.items()}
    return library.model_copy(update={"workshops": workshops})


def test_hours_by_month_of_participants_and_of_everybody_else() -> None:
    assert rows(playbook_sections()["By month"]) == [
        ["January 2027", "4.5", "3"],
        ["February 2027", "6", "4"],
        ["March 2027", "7.5", "5"],
        ["April 2027", "6", "4"],
        ["May 2027", "6", "4"],
        ["June 2027", "6", "4"],
    ]


def test_hours_at_a_glance_count_participants_once() -> None:
    facts = dict(rows(playbook_sections()["At a glance"]))

    assert facts["Hours for each participant"] == "about 9, over 6 months"
    assert facts["Hours of all others"] == "about 24"


def test_blanks_of_letters_have_the_cohorts_dates_and_notices() -> None:
    assert letter_facts(cohort.book()) == {
        "trust": "Test Hospitals",
        "trust_short": "Test",
        "cohort": "Cohort 1",
        "sites": "Main site",
        "who": "resident doctors and managers",
        "hours": "9",
        "applications_open": "Wednesday 23 September 2026",
        "applications_close": "Wednesday 21 October 2026",
        "places_confirmed": "Wednesday 18 November 2026",
        "pairing_event": "Wednesday 30 December 2026",
        "start": "Wednesday 13 January 2027",
        "first_surgery": "Wednesday 31 March 2027",
        "presentation_day": "Wednesday 2 June 2027",
        "end": "Wednesday 30 June 2027",
        "board_report": "Wednesday 11 August 2027",
        "workshop_1_time": "13:00 to 14:00",
        "workshop_1_time_and_room": "13:00 to 14:00, [room]",
        "presentation_day_time": "13:00 to 14:00",
        "presentation_day_time_and_room": "13:00 to 14:00, [room]",
        "workshop_dates": "Wed 13 Jan 2027, Wed 24 Mar 2027 and Wed 2 Jun 2027",
        "leave_deadline": "Wednesday 2 December 2026",
        "rota_deadline": "Wednesday 11 November 2026",
    }


def test_work_around_a_workshop_is_due_on_days_of_its_own() -> None:
    """What follows a workshop is due a week after it at the earliest, never on the day itself."""
    profile = profiles.profile(months=6, groups=2, pairing={"method": "meet-first"})
    library = with_work_around_it().model_copy(update={"trusts": {profile.id: Trust(profile=profile)}})
    guide = facilitator_guide(sessions(library, profile.id)["listening"])
    due = {
        plain(entry.do): entry.when for block in guide.blocks if isinstance(block, Checklist) for entry in block.entries
    }

    assert due == {
        "Book the room": "Wed 18 Nov 2026\n8 weeks before",
        "Thank the speakers": "Wed 20 Jan 2027\nWithin the week after",
        "Send the notes": "Wed 27 Jan 2027\n2 weeks after",
    }


def test_every_section_says_how_far_it_is_backed() -> None:
    """The section is backed by a pilot and cites the first of the references."""
    labels = [plain(block.runs) for block in playbook_sections()["Why it matters"] if isinstance(block, Paragraph)]

    assert labels[-1] == "Pilot [1]"
