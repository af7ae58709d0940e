"""What moved: a section of the playbook, a calendar for each event, and a read-me for Outlook."""

from __future__ import annotations

import datetime
from typing import Any

from generator.documents.calendar import Calendar, Method, calendar, changed_events
from generator.documents.document import Heading, Table, plain
from generator.documents.plan_text import as_values, in_brief, in_text, read_me
from generator.model.library import Library, Trust
from generator.planning.moves import recorded
from generator.planning.playbook import Playbook, plan
from tests.planning.profiles import profile
from tests.worked.cohorts import printed_of

FIRST, SECOND = datetime.date(2026, 6, 1), datetime.date(2026, 9, 1)
OFFICE = {"role": "administrator", "name": "Learning office", "email": "office@example.nhs.uk"}
FACILITATOR = {"role": "facilitator", "name": "Ann Lee", "email": "ann.lee@example.nhs.uk"}
LEAD = {"role": "programme-lead", "name": "Ben Cole"}


def planned(library: Library, today: datetime.date, before: Playbook | None = None, **values: Any) -> Playbook:
    of = profile(**{"months": 6, "planning_from": None, "contacts": [OFFICE, FACILITATOR, LEAD], **values})
    content = library.model_copy(update={"trusts": {of.id: Trust(profile=of)}})
    return plan(content, of.id, today=today, previous=recorded(before) if before else None)


def moved(library: Library, **values: Any) -> Playbook:
    """A plan in which the second workshop has another room than before."""
    before = planned(library, FIRST)
    choices = [{"workshop": each.workshop.id} for each in before.workshops]
    choices[1] |= {"room": "Room 7"}
    return planned(library, SECOND, before, workshops=choices, **values)


def second(playbook: Playbook) -> str:
    return f"workshop-{playbook.workshops[1].workshop.id}"


def test_a_playbook_says_what_moved_since_when_why_and_whom_to_tell(worked_library: Library) -> None:
    playbook = moved(worked_library)
    blocks = printed_of(playbook)
    heading = next(block for block in blocks if isinstance(block, Heading) and block.anchor == "what-moved")
    table = next(block for block in blocks[blocks.index(heading) :] if isinstance(block, Table))
    rows = [[plain(cell) for cell in row] for row in table.rows]

    assert heading.text == "What moved since 1 June 2026"
    assert [plain(cell) for cell in table.header] == ["What", "It was", "It is now", "Why", "Whom to tell"]
    assert len(rows) == 1
    title, was, now, why, whom = rows[0]
    assert title.startswith("Workshop 2: ")
    assert now == f"{was}, Room 7"
    assert why == "New place, same day."
    assert whom == (
        "Participant; Facilitator (Ann Lee, ann.lee@example.nhs.uk); Programme lead (Ben Cole); "
        "Administrator (Learning office, office@example.nhs.uk)"
    )


def test_a_renamed_workshop_says_its_earlier_name(worked_library: Library) -> None:
    before = planned(worked_library, FIRST)
    id = before.workshops[1].workshop.id
    renamed = worked_library.workshops[id].model_copy(update={"title": "Another name"})
    library = worked_library.model_copy(update={"workshops": worked_library.workshops | {id: renamed}})
    text = "\n".join(in_brief(planned(library, SECOND, before)))

    assert "Workshop 2: Another name\n" in text
    assert f"was: Workshop 2: {worked_library.workshops[id].title}: " in text
    assert "why: New title, same day" in text


def test_a_first_plan_and_one_in_which_nothing_moved_have_no_section(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    again = planned(worked_library, SECOND, first)

    for playbook in (first, again):
        anchors = {block.anchor for block in printed_of(playbook) if isinstance(block, Heading)}
        assert "at-a-glance" in anchors
        assert "what-moved" not in anchors
        assert changed_events(playbook) == {}
        assert in_brief(playbook) == []
    assert "Nothing has moved since 1 June 2026." in in_text(again)
    assert "Nothing has moved" not in in_text(first)


def only(calendars: dict[str, Calendar], name: str) -> Calendar:
    assert list(calendars) == [name]
    return calendars[name]


def test_each_moved_event_has_a_request_from_the_programme_office(worked_library: Library) -> None:
    playbook = moved(worked_library)
    request = only(changed_events(playbook), f"moved-{second(playbook)}")
    whole = calendar(playbook)
    assert whole is not None
    assert request.organiser is not None

    assert request.method is Method.REQUEST
    assert request.organiser.email == "office@example.nhs.uk"
    assert [contact.name for contact in request.attendees] == ["Ann Lee"], "the lead has no email address"
    assert request.events[0] in whole.events, "the same entry in both files"
    assert request.events[0].sequence == 1
    assert {event.sequence for event in whole.events} == {0, 1}


def test_without_the_address_of_the_office_there_is_no_request(worked_library: Library) -> None:
    before = planned(worked_library, FIRST, contacts=[FACILITATOR])
    choices = [{"workshop": each.workshop.id, "room": "Room 7"} for each in before.workshops]
    playbook = planned(worked_library, SECOND, before, contacts=[FACILITATOR], workshops=choices)
    calendars = changed_events(playbook)

    assert calendars
    assert {(each.method, each.organiser, each.attendees) for each in calendars.values()} == {
        (Method.PUBLISH, None, ())
    }
    assert "no email address for the administrator or the lead" in " ".join(read_me(playbook).split())


def test_the_lead_sends_the_requests_where_there_is_no_office(worked_library: Library) -> None:
    lead = {"role": "programme-lead", "name": "Ann Lee", "email": "lead@example.nhs.uk"}
    before = planned(worked_library, FIRST, contacts=[lead])
    choices = [{"workshop": each.workshop.id, "room": "Room 7"} for each in before.workshops]
    calendars = changed_events(planned(worked_library, SECOND, before, contacts=[lead], workshops=choices))

    assert calendars
    assert {(each.method, each.organiser.email) for each in calendars.values() if each.organiser} == {
        (Method.REQUEST, "lead@example.nhs.uk")
    }


def test_what_is_gone_is_cancelled_and_what_is_new_is_requested(worked_library: Library) -> None:
    before = planned(worked_library, FIRST, months=6)
    shorter = planned(worked_library, SECOND, before, months=5)
    cancelled = changed_events(shorter)["cancelled-pair-meeting-6"]
    (event,) = cancelled.events

    assert cancelled.method is Method.CANCEL
    assert event.cancelled
    assert event.title.startswith("Cancelled: Pair meeting 6")
    assert event.uid == "pair-meeting-6.cohort-1.test@paired-learning"
    assert event.sequence == 1

    longer = planned(worked_library, SECOND, shorter, months=6)
    request = changed_events(longer)["new-pair-meeting-6"]
    assert (request.method, request.events[0].sequence) == (Method.REQUEST, 2)


def test_events_that_are_all_gone_are_cancelled_too(worked_library: Library) -> None:
    playbook = planned(worked_library, SECOND, planned(worked_library, FIRST), start=None)
    calendars = changed_events(playbook)

    assert calendars
    assert {each.method for each in calendars.values()} == {Method.CANCEL}


def test_the_read_me_says_what_to_do_with_the_files_and_lists_the_moves(worked_library: Library) -> None:
    text = read_me(moved(worked_library))

    assert text.startswith("What moved since 1 June 2026\n")
    assert "from Learning office (office@example.nhs.uk)" in text
    assert "In Outlook:" in text
    assert "  why: New place, same day\n" in text
    assert max(map(len, text.partition("Workshop 2")[0].splitlines())) <= 120


def test_the_plan_as_text_has_every_date_with_its_reason(worked_library: Library) -> None:
    playbook = moved(worked_library)
    text = in_text(playbook)
    assert playbook.schedule is not None

    assert text.startswith("Test Hospitals, Cohort 1: planned from 1 September 2026\n\nWhat moved since 1 June 2026:\n")
    for entry in playbook.schedule.entries:
        assert f": {entry.title}\n    {entry.reason}." in text


def test_the_plan_for_programs_has_entries_moves_and_warnings(worked_library: Library) -> None:
    playbook = moved(worked_library)
    values = as_values(playbook)
    (move,) = values["moves"]

    assert (values["planning_from"], values["since"]) == ("2026-09-01", "2026-06-01")
    assert len(values["entries"]) == len(recorded(playbook).entries)
    assert (move["before"]["place"], move["after"]["place"]) == (None, "Room 7")
    assert move["contacts"][0] == {"role": "administrator", "name": "Learning office", "email": "office@example.nhs.uk"}
    assert [warning["code"] for warning in values["warnings"]] == [warning.code for warning in playbook.warnings]


def test_two_plans_that_start_on_one_day_are_not_told_apart_by_it(worked_library: Library) -> None:
    before = planned(worked_library, FIRST)
    choices = [{"workshop": each.workshop.id, "room": "Room 7"} for each in before.workshops]
    playbook = planned(worked_library, FIRST, before, workshops=choices)

    assert in_brief(playbook)[0].endswith(" dates moved since the last plan:")
    assert read_me(playbook).startswith("What moved since the last plan\n")


def test_the_plan_says_what_a_shorter_preparation_gives_up(library: Library) -> None:
    playbook = planned(library, datetime.date(2026, 9, 28))

    assert playbook.given_up
    for sentence in playbook.given_up:
        assert in_text(playbook).count(sentence) == 1
    assert as_values(playbook)["given_up"] == list(playbook.given_up)


def test_many_moves_are_listed_in_brief(worked_library: Library) -> None:
    before = planned(worked_library, FIRST)
    playbook = planned(worked_library, SECOND, before, start=datetime.date(2027, 2, 10))
    lines = in_brief(playbook)

    assert lines[0].endswith(" dates moved since 1 June 2026:")
    assert len([line for line in lines if line.startswith("    why: ")]) == 10
    assert lines[-1].endswith(" more: see What moved in the plan")
