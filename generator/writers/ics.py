"""Calendar to one iCalendar file (RFC 5545) that Outlook, Google and Apple import."""

from __future__ import annotations

import datetime

import icalendar

from ..documents.calendar import Calendar, Event
from ..model.characters import clean

PRODUCT = "-//Paired Learning//Playbook calendar//EN"
ZONE = "Europe/London"
ALARM_HOUR = 9
"""Hour of the day at which a reminder is shown."""

_HOUR = datetime.timedelta(hours=1)


def write(calendar: Calendar, stamp: datetime.datetime) -> bytes:
    """A calendar as an iCalendar file, in UTF-8.

    Args:
        calendar: its name and entries.
        stamp: when it was made; a program that has an entry already takes the one with the later stamp. A time
            without a zone is in UTC.
    """
    # Ready made: `add` would fetch the zone of a plain datetime from the machine's own time zones.
    made = icalendar.vDatetime(stamp.astimezone(datetime.UTC) if stamp.tzinfo else stamp.replace(tzinfo=datetime.UTC))
    result = icalendar.Calendar()
    result.add("version", "2.0")
    result.add("prodid", PRODUCT)
    result.add("calscale", "GREGORIAN")
    result.add("method", "PUBLISH")
    result.add("x-wr-calname", icalendar.vText(clean(calendar.name)))
    result.add("x-wr-timezone", ZONE)
    result.add_component(_zone())
    for event in calendar.events:
        result.add_component(_event(event, made))
    raw: bytes = result.to_ical()
    return raw


def _zone() -> icalendar.Timezone:
    """Civil time in London since 1996: clocks change on the last Sundays of March and October at 01:00 UTC.

    Written out in full (Directive 2000/84/EC and SI 2002/262 keep the rule), since Outlook shifts entries whose zone
    a file only names.
    """
    zone = icalendar.Timezone()
    zone.add("tzid", ZONE)
    zone.add("x-lic-location", ZONE)
    zone.add_component(_change(icalendar.TimezoneDaylight(), "BST", _local(1996, 3, 31, 1), 0 * _HOUR))
    zone.add_component(_change(icalendar.TimezoneStandard(), "GMT", _local(1996, 10, 27, 2), _HOUR))
    return zone


def _local(year: int, month: int, day: int, hour: int) -> datetime.datetime:
    """A clock time as it was before the change, which is how RFC 5545 has it."""
    return datetime.datetime.combine(datetime.date(year, month, day), datetime.time(hour))


def _change(
    part: icalendar.TimezoneDaylight | icalendar.TimezoneStandard,
    name: str,
    first: datetime.datetime,
    before: datetime.timedelta,
) -> icalendar.TimezoneDaylight | icalendar.TimezoneStandard:
    """One of the two changes of a year, on the last Sunday of its month: from one offset to the other."""
    part.add("tzname", name)
    part.add("dtstart", first)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", _HOUR - before)
    part.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
    return part


def _event(event: Event, stamp: icalendar.vDatetime) -> icalendar.Event:
    result = icalendar.Event()
    result.add("uid", event.uid)
    result.add("sequence", 0)
    result.add("dtstamp", stamp)
    result.add("last-modified", stamp)
    result.add("summary", clean(event.title))
    result.add("description", clean(event.description))
    if event.place:
        result.add("location", clean(event.place))
    _add_times(result, event)
    result.add("categories", [clean(category) for category in event.categories])
    result.add("transp", "TRANSPARENT" if event.free else "OPAQUE")
    result.add("status", "CONFIRMED")
    if event.alarm_days is not None:
        result.add_component(_alarm(event, event.alarm_days))
    return result


def _add_times(result: icalendar.Event, event: Event) -> None:
    """The end is the first moment that no longer belongs to the event."""
    day = datetime.timedelta(days=1)
    if event.starts is None or event.ends is None:
        result.add("dtstart", event.first)
        result.add("dtend", event.last + day)
        return
    start = datetime.datetime.combine(event.first, event.starts)
    end = datetime.datetime.combine(event.last, event.ends)
    result.add("dtstart", start, {"TZID": ZONE})
    result.add("dtend", end if end > start else end + day, {"TZID": ZONE})


def _alarm(event: Event, days: int) -> icalendar.Alarm:
    """A reminder in the morning, some days before."""
    start = event.starts or datetime.time()
    before = datetime.timedelta(days=days, hours=start.hour - ALARM_HOUR, minutes=start.minute)
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(event.title))
    alarm.add("trigger", -before)
    return alarm
