"""The playbook's dates as a calendar."""

from __future__ import annotations

import datetime

import pytest

from generator.documents.calendar import Calendar, Event, calendar, calendars_by_role
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.planning.schedule import EntryKind
from generator.sources.load import load
from tests import small

PROFILE = "content/trusts/westbrook/profile.yml"


@pytest.fixture
def library(worked_library: Library) -> Library:
    """The worked cohorts; their pages have the dates."""
    return worked_library


@pytest.fixture(params=["westbrook", "eastmere", "northvale"])
def slug(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def of(library: Library, slug: str) -> Calendar:
    result = calendar(plan(library, slug))
    assert result is not None
    return result


def starting(library: Library, events: Calendar, start: str) -> Event:
    (match,) = [event for event in events.events if event.uid.startswith(f"{start}.")]
    return match


def test_every_date_of_the_schedule_is_in_it_once(library: Library, slug: str) -> None:
    schedule = plan(library, slug).schedule
    assert schedule is not None
    events = of(library, slug).events

    assert [(event.first, event.last, event.starts) for event in events] == [
        (entry.first, entry.first if entry.kind is EntryKind.SHADOWING else entry.last, entry.starts)
        for entry in schedule.entries
    ]
    assert len({event.uid for event in events}) == len(events)


def test_a_title_says_what_and_for_which_cohort(library: Library) -> None:
    events = of(library, "westbrook")

    assert events.name == "Paired Learning: Westbrook, Cohort 1"
    assert (
        starting(library, events, "workshop-systems").title
        == "Workshop 3: How systems work (Paired Learning, Cohort 1)"
    )


def test_a_workshop_has_its_agenda_its_readers_and_its_reason(library: Library) -> None:
    event = starting(library, of(library, "northvale"), "workshop-meeting")

    assert (event.starts, event.ends) == (datetime.time(12, 15), datetime.time(14, 45))
    assert "\nAgenda\n12:15 " in event.description
    assert "\n14:45 End\n" in event.description
    assert "For: Participant, Facilitator, Programme lead, Administrator" in event.description
    assert "Why this day: 4 weeks or more after the August changeover of 2027." in event.description
    assert event.categories == ("Paired Learning", "Workshop")
    assert not event.free


def test_a_workshop_has_its_room_its_facilitators_and_its_note() -> None:
    profile = small.edited(
        PROFILE,
        "tailoring:",
        "workshops:\n  - workshop: listening\n    room: Room 7\n    facilitators: [Ann Lee, Ben Cole]\n"
        "    note: Bring a pen.\ntailoring:",
    )
    library = load(profile).require()
    event = starting(library, of(library, "westbrook"), "workshop-listening")

    assert event.place == "Room 7"
    assert "Run by: Ann Lee, Ben Cole\n\nBring a pen.\n" in event.description


def test_a_pair_meeting_is_a_span_with_the_prompts_of_its_month(library: Library) -> None:
    events = of(library, "westbrook")
    event = starting(library, events, "pair-meeting-2")
    (agenda,) = [agenda for agenda in library.components["conversation"].agendas if agenda.month == 2]

    assert event.first < event.last
    assert event.free
    assert "Choose a day and a time within this span." in event.description
    for line in (agenda.aim, *agenda.prompts):
        assert line in event.description


def test_every_pair_meeting_has_its_agenda(library: Library, slug: str) -> None:
    """There are agendas for six months."""
    months = library.trusts[slug].profile.cohort.months
    meetings = [event for event in of(library, slug).events if event.uid.startswith("pair-meeting-")]

    assert len(meetings) == months
    assert len([event for event in meetings if "\nTo talk about\n- " in event.description]) == min(months, 6)


def test_agendas_of_one_title_keep_their_own_prompts(library: Library) -> None:
    component = library.components["conversation"]
    same = [agenda.model_copy(update={"title": "Check-in"}) for agenda in component.agendas]
    components = {**library.components, component.id: component.model_copy(update={"agendas": same})}
    events = of(library.model_copy(update={"components": components}), "westbrook")
    (second,) = [agenda for agenda in same if agenda.month == 2]

    assert second.prompts[0] in starting(library, events, "pair-meeting-2").description


def test_only_what_has_a_time_takes_time(library: Library, slug: str) -> None:
    for event in of(library, slug).events:
        assert event.free == ("Workshop" not in event.categories)
        assert (event.starts is None) == (event.ends is None)


def test_deadlines_and_forms_remind_their_readers(library: Library, slug: str) -> None:
    for event in of(library, slug).events:
        expected = 7 if event.categories[1] in ("Deadline", "Evaluation") else None
        assert event.alarm_days == expected, event.title


def test_every_entry_says_why_and_who_it_is_for(library: Library, slug: str) -> None:
    for event in of(library, slug).events:
        assert "For: " in event.description
        assert "Why th" in event.description


def test_an_example_says_so_in_every_entry(library: Library, small_library: Library) -> None:
    for event in of(library, "northvale").events:
        assert "There is no Northvale Hospitals" in event.description

    profile = load(small.edited(PROFILE, "example: true", "example: false")).require()
    assert all("example" not in event.description for event in of(profile, "westbrook").events)


def test_an_entry_keeps_its_uid_when_its_day_its_title_and_the_release_change() -> None:
    before = load(small.files()).require()
    after = load(
        small.edited(PROFILE, "start: 2027-01-13", "start: 2027-02-17")
        | {"content/releases.yml": b'"2026.2":\n  date: 2026-12-01\n  summary: Another release.\n'}
        | {
            "content/workshops/listening.yml": small.files()["content/workshops/listening.yml"].replace(
                b"title: Listening\n", b"title: Hearing\n"
            )
        }
    ).require()

    old = {event.uid: event for event in of(before, "westbrook").events}
    new = {event.uid: event for event in of(after, "westbrook").events}

    assert old.keys() == new.keys()
    uid = "workshop-listening.cohort-1.westbrook@paired-learning"
    assert (old[uid].first, new[uid].first) == (datetime.date(2027, 1, 13), datetime.date(2027, 2, 17))
    assert new[uid].title == "Workshop 1: Hearing (Small programme, Cohort 1)"


def test_another_cohort_has_entries_of_its_own() -> None:
    first = load(small.files()).require()
    second = load(small.edited(PROFILE, "  name: Cohort 1", "  name: Cohort 2\n  number: 2")).require()

    assert not {event.uid for event in of(first, "westbrook").events} & {
        event.uid for event in of(second, "westbrook").events
    }


def test_each_role_has_its_own_dates(library: Library, slug: str) -> None:
    playbook = plan(library, slug)
    assert playbook.schedule is not None
    everything = {event.uid: event for event in of(library, slug).events}
    by_role = calendars_by_role(playbook)

    assert by_role["facilitator"].name.endswith("(Facilitator)")
    for role, own in by_role.items():
        uids = {event.uid for event in own.events}
        wanted = {entry.id for entry in playbook.schedule.entries if role in entry.roles}

        assert own.events, role
        assert all(everything[event.uid] == event for event in own.events), "the same entry in both files"
        assert wanted <= {uid.partition(".")[0] for uid in uids}
    assert {uid for own in by_role.values() for uid in (event.uid for event in own.events)} == set(everything)


def test_clinicians_who_take_part_have_what_all_participants_have(library: Library) -> None:
    by_role = calendars_by_role(plan(library, "westbrook"))
    all_participants = {event.uid for event in by_role["participant"].events}
    clinicians = {event.uid for event in by_role["clinician-participant"].events}

    assert all_participants < clinicians
    assert all(uid.startswith("study-leave-") for uid in clinicians - all_participants)
    assert "manager-participant" not in by_role, "managers have no dates besides those of all participants"


def test_without_a_start_there_is_no_calendar() -> None:
    playbook = plan(load(small.edited(PROFILE, "  start: 2027-01-13\n", "")).require(), "westbrook")

    assert calendar(playbook) is None
    assert calendars_by_role(playbook) == {}


def test_every_kind_of_entry_is_named(library: Library, slug: str) -> None:
    kinds = {event.categories[1] for event in of(library, slug).events}

    meeting = "Group meeting" if slug == "northvale" else "Pair meeting"
    assert kinds == {kind.value.capitalize() for kind in EntryKind} - {"Pair meeting"} | {meeting}


def test_a_shadowing_visit_is_a_reminder_on_the_first_day_of_its_weeks(library: Library) -> None:
    event = starting(library, of(library, "westbrook"), "shadowing-1")

    assert event.first == event.last
    assert event.title == "Shadowing visit 1: choose a day by 16 April 2027 (Paired Learning, Cohort 1)"
    assert event.description.startswith("Choose a day from 20 January 2027 to 16 April 2027.")
