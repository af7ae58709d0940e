"""Running clock times."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from generator.model.library import Library
from generator.model.trust import OwnBreak
from generator.model.workshop import Activity, ActivityKind, Cue
from generator.planning.agenda import add_minutes, cues, in_groups_of, minutes_between, timed, untimed, varied_sizes
from tests import varied


def test_each_activity_starts_when_the_previous_one_ends(small_library: Library) -> None:
    activities = timed(small_library.workshops["listening"])

    assert [(f"{each.starts:%H:%M}", f"{each.ends:%H:%M}", each.activity.title) for each in activities] == [
        ("13:00", "13:10", "Welcome"),
        ("13:10", "13:25", "Break"),
        ("13:25", "14:00", "Listening in pairs"),
    ]
    assert [each.is_break for each in activities] == [False, True, False]


def test_a_trust_can_start_at_its_own_time(small_library: Library) -> None:
    activities = timed(small_library.workshops["listening"], datetime.time(9, 30))

    assert (activities[0].starts, activities[-1].ends) == (datetime.time(9, 30), datetime.time(10, 30))


@given(st.times(), st.integers(0, 600), st.integers(0, 600))
def test_minutes_add_up_around_the_clock(start: datetime.time, first: int, second: int) -> None:
    assert add_minutes(add_minutes(start, first), second) == add_minutes(start, first + second)


def test_every_workshop_of_the_content_ends_when_it_says(library: Library) -> None:
    for workshop in library.workshops.values():
        activities = timed(workshop)
        assert activities[-1].ends == add_minutes(workshop.start, workshop.duration_minutes), workshop.id


def test_a_trust_can_take_its_own_breaks(small_library: Library) -> None:
    own = [OwnBreak(after="welcome", minutes=5), OwnBreak(after="listening", minutes=20, title="Lunch")]
    activities = timed(small_library.workshops["listening"], breaks=own)

    assert [(f"{each.starts:%H:%M}", each.activity.title) for each in activities] == [
        ("13:00", "Welcome"),
        ("13:10", "Break"),
        ("13:15", "Listening in pairs"),
        ("13:50", "Lunch"),
    ]
    assert activities[-1].ends == datetime.time(14, 10)
    assert [timed.activity.id for timed in activities if timed.is_break][-1] == "own-break-2"


def test_minutes_between_two_times() -> None:
    assert minutes_between(datetime.time(10, 15), datetime.time(13, 30)) == 195
    assert minutes_between(datetime.time(9, 45), datetime.time(10, 5)) == 20


def test_cues_are_the_timed_lines_of_what_a_facilitator_does_and_the_cues_in_order() -> None:
    activity = Activity(
        id="round",
        title="Round",
        kind=ActivityKind.SIMULATION,
        minutes=20,
        do=[
            "Minutes 0 to 12: show the map. Say nothing.",
            "Watch faces.",
            "Minutes 8 and 16: ring once.",
            "Minute 18: count.",
            "In each slot, minutes 0 to 5: the talk.",
        ],
        cues=[Cue(minute=4, do="Give letter 1."), Cue(minute=16, do="Stand up.")],
    )

    assert [(cue.minute, cue.do) for cue in cues(activity)] == [
        (0, "Show the map. Say nothing."),
        (4, "Give letter 1."),
        (8, "Ring once."),
        (16, "Stand up."),
        (16, "Ring once."),
        (18, "Count."),
    ]
    assert untimed(activity) == ("Watch faces.", "In each slot, minutes 0 to 5: the talk.")


def test_a_group_runs_the_variant_for_its_size_and_the_rest_as_pairs_do() -> None:
    listening = varied.library().workshops["listening"]
    threes, fours = in_groups_of(listening, 3), in_groups_of(listening, 4)

    assert [activity.minutes for activity in threes.activities] == [6, 15, 39]
    assert [activity.minutes for activity in fours.activities] == [10, 15, 35]
    welcome, _, talk = threes.activities
    assert (welcome.say, talk.say, talk.ask) == (["Welcome."], ["One of you talks."], ["What did you hear?"])
    assert [(cue.minute, cue.do) for cue in cues(talk)] == [
        (0, "The first of you talks."),
        (13, "The second, then the third."),
        (26, "The third of you talks."),
    ]
    assert (talk.if_late, talk.if_late_saves) == ("Do one round instead of two.", 5)
    assert [slide.title for slide in talk.slides] == ["Three rounds"]
    assert [activity.say for activity in fours.activities] == [["Welcome, fours."], [], ["One of you talks."]]
    assert fours.activities[2] == listening.activities[2].model_copy(update={"variants": []})
    assert in_groups_of(listening, 2).activities[0].minutes == 10


def test_the_sizes_of_groups_that_differ_from_pairs(small_library: Library) -> None:
    assert varied_sizes(varied.library().workshops["listening"]) == (3, 4)
    assert varied_sizes(small_library.workshops["listening"]) == ()
