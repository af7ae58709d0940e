"""The calendar file: read back by two parsers, right across the end of summer time, safe whatever the words hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import ics as second_parser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.documents.calendar import Calendar, Event, Method, calendar
from generator.model.library import Library
from generator.model.trust import Contact
from generator.planning.moves import recorded
from generator.planning.playbook import plan
from generator.writers import ics
from tests import elsewhere

STAMP = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=datetime.UTC)
OFFICE = Contact(role="administrator", name='Learning "and" office, north', email="office@example.nhs.uk")
FACILITATOR = Contact(role="facilitator", name="Ann Lee", email="ann.lee@example.nhs.uk")
DAY, WEEK = datetime.date(2027, 1, 13), datetime.timedelta(weeks=1)
LONDON = ZoneInfo("Europe/London")
HOSTILE = "Tea; coffee, cake\\n\r\nEND:VEVENT\r\nBEGIN:VEVENT\u2028SUMMARY:Another"


@pytest.fixture(autouse=True, scope="module")
def plain_output() -> Iterator[None]:
    """The second parser wraps the standard output once more each time that it reads something."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("colorama.init", lambda: None)
        yield


def event(**values: Any) -> Event:
    given = {
        "uid": "workshop.cohort-1.trust@paired-learning",
        "sequence": 0,
        "stamp": STAMP,
        "title": "Workshop",
        "description": "Why",
        "place": "Room 7",
        "first": datetime.date(2027, 1, 13),
        "last": datetime.date(2027, 1, 13),
        "starts": None,
        "ends": None,
        "categories": ("Paired Learning", "Workshop"),
    }
    return Event(**(given | values))


def written(*events: Event, name: str = "Cohort 1") -> bytes:
    return ics.write(Calendar(name, events))


def read(raw: bytes) -> icalendar.Calendar:
    result = icalendar.Calendar.from_ical(raw)
    assert isinstance(result, icalendar.Calendar)
    return result


def only(raw: bytes) -> icalendar.Event:
    (entry,) = read(raw).events
    return entry


@pytest.mark.parametrize(
    "slug", ["imperial", *(pytest.param(slug, marks=pytest.mark.slow) for slug in ("kings", "north-middlesex"))]
)
def test_two_parsers_read_every_event_back(library: Library, slug: str) -> None:
    planned = calendar(plan(library, slug))
    assert planned is not None
    raw = ics.write(planned)
    first = {str(entry["uid"]): entry for entry in read(raw).events}
    second = {entry.uid: entry for entry in second_parser.Calendar(raw.decode()).events}

    assert first.keys() == second.keys() == {event.uid for event in planned.events}
    for event in planned.events:
        entry, other = first[event.uid], second[event.uid]
        assert str(entry["summary"]) == other.name == event.title
        assert str(entry["description"]) == other.description == event.description
        assert entry.start == other.begin.datetime if event.starts else entry.start == other.begin.date() == event.first
        assert set(other.categories) == {str(each) for each in entry["categories"].cats} == set(event.categories)
        assert other.transparent == event.free


def test_the_properties_of_the_file_are_set() -> None:
    raw = written(event(), name="Imperial, Cohort 1")
    parsed = read(raw)

    assert {name: str(parsed[name]) for name in ("version", "method", "calscale", "x-wr-timezone")} == {
        "version": "2.0",
        "method": "PUBLISH",
        "calscale": "GREGORIAN",
        "x-wr-timezone": "Europe/London",
    }
    assert b"X-WR-CALNAME:Imperial\\, Cohort 1\r\n" in raw


def test_a_later_import_updates_an_event() -> None:
    entry = only(written(event()))

    assert str(entry["uid"]) == "workshop.cohort-1.trust@paired-learning"
    assert entry["sequence"] == 0
    assert entry["dtstamp"].dt == entry["last-modified"].dt == STAMP


def moved(sequence: int, **values: Any) -> bytes:
    """The file of one event that moved, as the programme office sends it."""
    later = STAMP + datetime.timedelta(days=sequence)
    entry = event(sequence=sequence, stamp=later, starts=datetime.time(13), ends=datetime.time(16), **values)
    return ics.write(Calendar("Moved", (entry,), Method.REQUEST, OFFICE, (FACILITATOR,)))


def test_a_moved_event_is_a_request_that_two_parsers_read_with_a_sequence_that_rises() -> None:
    files = [moved(number, first=day, last=day) for number, day in enumerate([DAY, DAY + WEEK, DAY + 2 * WEEK])]
    first = [only(raw) for raw in files]
    second = [second_parser.Calendar(raw.decode()) for raw in files]
    sequences = [
        [int(line.value) for line in event.extra if line.name == "SEQUENCE"] for (event,) in map(events, second)
    ]

    assert [str(read(raw)["method"]) for raw in files] == [each.method for each in second] == ["REQUEST"] * 3
    assert [entry["sequence"] for entry in first] == [0, 1, 2]
    assert sequences == [[0], [1], [2]]
    assert len({str(entry["uid"]) for entry in first}) == 1
    assert [entry["dtstamp"].dt - STAMP for entry in first] == [datetime.timedelta(days=days) for days in (0, 1, 2)]
    for entry, (other,) in zip(first, map(events, second), strict=True):
        assert entry.start == other.begin.datetime
        assert str(entry["organizer"]) == f"mailto:{OFFICE.email}"
        assert other.organizer.email == OFFICE.email
        assert {attendee.email for attendee in other.attendees} == {OFFICE.email, FACILITATOR.email}
        assert {str(each) for each in entry["attendee"]} == {f"mailto:{OFFICE.email}", f"mailto:{FACILITATOR.email}"}


def events(calendar: second_parser.Calendar) -> list[second_parser.Event]:
    return list(calendar.events)


def test_the_name_of_an_organiser_cannot_end_its_quotation() -> None:
    assert only(moved(1))["organizer"].params["CN"] == "Learning 'and' office, north"


def test_an_event_that_is_gone_is_a_cancellation_that_two_parsers_read() -> None:
    gone = event(sequence=3, cancelled=True)
    raw = ics.write(Calendar("Gone", (gone,), Method.CANCEL, OFFICE))
    (other,) = second_parser.Calendar(raw.decode()).events
    entry = only(raw)

    assert str(read(raw)["method"]) == second_parser.Calendar(raw.decode()).method == "CANCEL"
    assert str(entry["status"]) == other.status == "CANCELLED"
    assert (str(entry["uid"]), entry["sequence"]) == (gone.uid, 3)
    assert other.organizer.email == OFFICE.email


def entries(raw: bytes) -> dict[bytes, bytes]:
    """The text of each event by its uid."""
    texts = re.findall(rb"BEGIN:VEVENT.*?END:VEVENT", raw, re.S)
    return {re.search(rb"UID:(.*?)\r\n(?! )", text, re.S)[1]: text for text in texts}  # type: ignore[index]


def test_entries_that_did_not_move_keep_their_bytes(worked_library: Library) -> None:
    before = plan(worked_library, "westbrook")
    trust = worked_library.trusts["westbrook"]
    choices = [each.choice for each in before.workshops]
    choices[1] = choices[1].model_copy(update={"room": "Room 7"})
    profile = trust.profile.model_copy(update={"workshops": choices})
    trusts = {"westbrook": trust.model_copy(update={"profile": profile})}
    moved = worked_library.model_copy(update={"trusts": trusts})
    after = plan(moved, "westbrook", today=datetime.date(2030, 1, 1), previous=recorded(before))
    old, new = (entries(ics.write(whole)) for each in (before, after) if (whole := calendar(each)))

    changed = [uid for uid in new if new[uid] != old[uid]]
    assert old.keys() == new.keys()
    assert changed == [f"workshop-{before.workshops[1].workshop.id}.cohort-1.westbrook@paired-learning".encode()]
    assert b"SEQUENCE:1\r\n" in new[changed[0]]
    assert b"LOCATION:Room 7\r\n" in new[changed[0]]


@pytest.mark.parametrize("day", [datetime.date(2027, 1, 13), datetime.date(2027, 7, 14)], ids=["winter", "summer"])
def test_a_workshop_keeps_its_clock_time_in_winter_and_in_summer(day: datetime.date) -> None:
    raw = written(event(first=day, last=day, starts=datetime.time(13), ends=datetime.time(16, 30)))
    entry = only(raw)
    (other,) = second_parser.Calendar(raw.decode()).events

    assert f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T130000\r\n".encode() in raw
    for start, end in ((entry.start, entry.end), (other.begin.datetime, other.end.datetime)):
        assert start == datetime.datetime.combine(day, datetime.time(13), LONDON)
        assert end == datetime.datetime.combine(day, datetime.time(16, 30), LONDON)
        assert start.utcoffset() == datetime.timedelta(hours=1 if day.month == 7 else 0)


def test_the_rule_of_the_zone_agrees_with_every_change_of_the_clocks() -> None:
    (zone,) = read(written(event())).timezones
    own = zone.to_tz(lookup_tzid=False)

    for year in range(1997, 2037):
        for month in (3, 10):
            for day in range(24, 32):
                for hour in (0, 1, 3, 12):
                    moment = datetime.datetime(year, month, day, hour, 30)  # noqa: DTZ001
                    if (
                        moment.replace(tzinfo=LONDON, fold=0).utcoffset()
                        != moment.replace(tzinfo=LONDON, fold=1).utcoffset()
                    ):
                        continue  # an hour that is left out or comes twice
                    assert moment.replace(tzinfo=own).utcoffset() == moment.replace(tzinfo=LONDON).utcoffset(), moment


def test_a_span_is_whole_days_shown_as_free() -> None:
    raw = written(event(first=datetime.date(2027, 3, 1), last=datetime.date(2027, 3, 28)))

    assert b"DTSTART;VALUE=DATE:20270301\r\n" in raw
    assert b"DTEND;VALUE=DATE:20270329\r\n" in raw, "the end is the first day that no longer belongs to it"
    assert b"TRANSP:TRANSPARENT\r\n" in raw


def test_a_workshop_is_shown_as_busy() -> None:
    assert b"TRANSP:OPAQUE\r\n" in written(event(starts=datetime.time(13), ends=datetime.time(16)))


def test_an_event_past_midnight_ends_on_the_next_day() -> None:
    entry = only(written(event(starts=datetime.time(22), ends=datetime.time(2))))

    assert entry.end - entry.start == datetime.timedelta(hours=4)


@pytest.mark.parametrize("starts", [None, datetime.time(13, 30)], ids=["all day", "timed"])
def test_a_reminder_comes_at_nine_in_the_morning(starts: datetime.time | None) -> None:
    ends = datetime.time(16) if starts else None
    entry = only(written(event(starts=starts, ends=ends, alarm_days=7)))
    (alarm,) = entry.walk("VALARM")
    start = datetime.datetime.combine(datetime.date(2027, 1, 13), starts or datetime.time())

    assert start + alarm["trigger"].dt == datetime.datetime(2027, 1, 6, 9)  # noqa: DTZ001
    assert (str(alarm["action"]), str(alarm["description"])) == ("DISPLAY", "Workshop")


def test_an_empty_location_is_left_out() -> None:
    assert b"\r\nLOCATION" not in written(event(place=""))


@given(st.text(min_size=1, max_size=300), st.sampled_from(["title", "description", "place"]))
@example(HOSTILE, "title")
@example(HOSTILE, "description")
@example("BEGIN:VALARM\nTRIGGER:-PT1M", "place")
def test_any_text_stays_text(text: str, where: str) -> None:
    raw = written(event(**{where: text}), name=text)
    entry = only(raw)
    name = {"title": "summary"}.get(where, "location" if where == "place" else where)

    assert words(str(entry[name])) == words(text)
    assert entry.subcomponents == []
    assert len(second_parser.Calendar(raw.decode()).events) == 1


def words(text: str) -> list[str]:
    """The words of a text, without what a calendar cannot hold."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", " ", text).split()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
@example("Zoë und Ærø: 🩺 " * 20)
def test_lines_have_at_most_75_octets_and_no_character_is_split(text: str) -> None:
    raw = written(event(description=text))

    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_a_stamp_is_in_utc() -> None:
    summer = datetime.timezone(datetime.timedelta(hours=1))
    raw = written(event(stamp=STAMP.astimezone(summer)))

    assert raw == written(event())
    assert b"DTSTAMP:20261124T093000Z\r\n" in raw


@pytest.mark.slow
def test_the_same_dates_give_the_same_bytes_anywhere() -> None:
    what = "ics.write(calendar(playbook))"
    london, auckland = (elsewhere.written(what, zone) for zone in ("Europe/London", "Pacific/Auckland"))

    assert london == auckland
    assert london.startswith(b"BEGIN:VCALENDAR\r\n")
