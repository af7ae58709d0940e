"""Sessions of workshops: for a trust's cohort or for no particular trust, at any time of day."""

from __future__ import annotations

import datetime

import pytest

from generator.model.diagnostics import InputFault
from generator.model.library import Library, Trust
from generator.model.scheme import Decision, Person, Records
from generator.planning.moves import recorded
from generator.planning.session import Session, sessions, sessions_of
from tests.planning import cohort, profiles


def with_trust(**values: object) -> Library:
    """The library with a trust whose profile is in no file."""
    profile = profiles.profile(months=6, groups=2, pairing={"method": "meet-first"}, **values)  # type: ignore[arg-type]
    return cohort.library().model_copy(update={"trusts": {profile.id: Trust(profile=profile)}})


def times(held: dict[str, Session]) -> dict[str, str]:
    return {id: f"{session.plan.starts:%H:%M} to {session.plan.ends:%H:%M}" for id, session in held.items()}


def test_every_workshop_has_a_session_at_its_own_time() -> None:
    held = sessions(cohort.library())

    assert times(held) == dict.fromkeys(cohort.WORKSHOPS, "13:00 to 14:00")
    assert [session.name for session in held.values()] == ["workshop-1", "workshop-2", "workshop-3"]
    session = held["asking"]
    assert (session.organisation, session.profile, session.schedule, session.entry) == (
        "Small programme",
        None,
        None,
        None,
    )
    assert session.plan.choice.workshop == "asking"
    assert session.programme == "Small programme"
    assert session.release.id == "2026.1"
    assert (session.vocabulary, session.instruments) == (cohort.library().vocabulary, cohort.library().instruments)


def test_a_session_can_start_at_another_time() -> None:
    assert times(sessions(cohort.library(), start=datetime.time(9, 30))) == dict.fromkeys(
        cohort.WORKSHOPS, "09:30 to 10:30"
    )


def test_a_trust_runs_the_workshops_that_it_chose_on_its_days() -> None:
    library = with_trust(workshops=[{"workshop": "asking", "start": datetime.time(10)}, {"workshop": "listening"}])
    held = sessions(library, "test")

    assert times(held) == {"asking": "10:00 to 11:00", "listening": "13:00 to 14:00"}
    session = held["listening"]
    assert session.organisation == "Test Hospitals"
    assert session.entry is not None
    assert session.entry.first == datetime.date(2027, 6, 2)


def test_a_trusts_sessions_can_start_at_another_time() -> None:
    nine = datetime.time(9)
    chosen = with_trust(workshops=[{"workshop": "asking", "start": datetime.time(10), "room": "Room 7"}])

    assert times(sessions(with_trust(), "test", nine)) == dict.fromkeys(cohort.WORKSHOPS, "09:00 to 10:00")
    detailed = with_trust(workshop_details={"asking": {"start": datetime.time(10), "room": "Room 7"}})
    assert times(sessions(detailed, "test", nine)) == dict.fromkeys(cohort.WORKSHOPS, "09:00 to 10:00")
    assert sessions(detailed, "test", nine)["asking"].plan.choice.room == "Room 7"
    held = sessions(chosen, "test", nine)
    assert times(held) == {"asking": "09:00 to 10:00"}
    assert held["asking"].plan.choice.room == "Room 7"


def test_a_session_of_a_cohort_without_a_start_has_no_day() -> None:
    session = sessions(with_trust(start=None), "test")["asking"]

    assert (session.schedule, session.entry) == (None, None)


def test_a_pin_gives_a_workshop_its_time_and_room() -> None:
    """A start for the whole session replaces the time of a pin, not its room."""
    pins = [
        {"what": "workshop-asking", "day": datetime.date(2027, 3, 24), "start": datetime.time(10), "room": "Room 7"},
        {"what": "workshop-listening", "day": datetime.date(2027, 1, 13)},
    ]
    chosen = [{"workshop": "listening", "room": "Room 1", "start": datetime.time(11)}, {"workshop": "asking"}]
    library = with_trust(schedule={"pins": pins, "start_time": datetime.time(15)}, workshops=chosen)

    held = sessions(library, "test")
    assert times(held) == {"listening": "11:00 to 12:00", "asking": "10:00 to 11:00"}
    assert {id: session.plan.choice.room for id, session in held.items()} == {"listening": "Room 1", "asking": "Room 7"}
    ends = with_trust(schedule={"pins": [{**pins[0], "end": datetime.time(12)}]}, workshops=chosen)
    assert times(sessions(ends, "test"))["asking"] == "10:00 to 12:00"
    assert times(sessions(ends, "test", datetime.time(9)))["asking"] == "09:00 to 10:00"
    at_nine = sessions(library, "test", datetime.time(9))
    assert times(at_nine) == {"listening": "09:00 to 10:00", "asking": "09:00 to 10:00"}
    assert at_nine["asking"].plan.choice.room == "Room 7"
    assert times(sessions(with_trust(schedule={"start_time": datetime.time(15)}), "test")) == dict.fromkeys(
        cohort.WORKSHOPS, "15:00 to 16:00"
    )


def test_a_session_is_of_the_plan_of_today() -> None:
    """The profile says nothing of the day of planning, so that of the command counts."""
    library = with_trust(planning_from=None)

    with pytest.raises(InputFault):
        sessions(library, "test", today=datetime.date(2027, 1, 14))
    playbook = sessions(library, "test", today=datetime.date(2026, 1, 1))["asking"].playbook
    assert playbook is not None
    assert f"{playbook.planning_from}" == "2026-01-01"
    again = sessions(library, "test", today=datetime.date(2026, 2, 1), previous=recorded(playbook))["asking"].playbook
    assert again is not None
    assert again.previous == recorded(playbook)


def test_forms_and_workshops_of_a_session_are_in_the_words_of_its_cohort() -> None:
    base = with_trust(size=3)
    asking = base.workshops["asking"].model_copy(update={"title": "Pairs ask"})
    log = base.instruments["log"].model_copy(update={"title": "Log of a pair"})
    library = base.model_copy(
        update={"workshops": {**base.workshops, "asking": asking}, "instruments": {**base.instruments, "log": log}}
    )

    session = sessions(library, "test")["asking"]
    assert (session.workshop.title, session.instruments["log"].title) == ("Groups ask", "Log of a group")
    usual = sessions(library)["asking"]
    assert (usual.workshop.title, usual.instruments["log"].title) == ("Pairs ask", "Log of a pair")


def test_a_session_for_no_trust_is_for_a_usual_cohort_unless_it_says_for_whom() -> None:
    """The small programme has twelve pairs as usual."""
    usual, asked = sessions(cohort.library())["asking"], sessions(cohort.library(), people=25, group_size=3)["asking"]

    assert (usual.people, usual.cohort, usual.room.group_size, usual.room.groups) == (24, 24, 2, 12)
    assert (asked.people, asked.cohort, asked.room.group_size, asked.room.groups) == (25, 25, 3, 9)
    assert asked.participants == ()


def test_a_session_of_a_trust_is_for_its_cohort_unless_people_are_recorded() -> None:
    """Two pairs are planned, and three people have accepted a place."""
    planned = sessions(with_trust(), "test")["asking"]
    assert (planned.people, planned.room.group_size, planned.participants) == (4, 2, ())
    assert sessions(with_trust(), "test", people=10)["asking"].people == 10

    library = with_trust()
    trust = library.trusts["test"]
    people = [
        Person(id=f"person-{number}", name=f"Person {number}", decision=decision)
        for number, decision in enumerate([*[Decision.PARTICIPANT] * 3, Decision.OFFERED])
    ]
    recorded_trust = trust.model_copy(update={"records": Records(people=people)})
    recorded_library = library.model_copy(update={"trusts": {"test": recorded_trust}})
    session = sessions(recorded_library, "test")["asking"]
    assert (session.people, session.participants) == (3, ("Person 0", "Person 1", "Person 2"))
    assert sessions(recorded_library, "test", people=10)["asking"].participants == ()
    assert session.playbook is not None
    assert [(each.name, each.room) for each in sessions_of(session.playbook)] == [
        (each.name, each.room) for each in sessions(recorded_library, "test").values()
    ]
