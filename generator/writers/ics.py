"""Calendar to an iCalendar file (RFC 5545) that Outlook, Google and Apple can import."""

from __future__ import annotations

import datetime
from typing import TypeAlias

import icalendar

from ..documents.calendar import Calendar, Event
from ..model.characters import clean
from ..model.trust import Contact

PRODUCT = "-//Paired Learning//Playbook calendar//EN"
ZONE = "Europe/London"
ALARM_HOUR = 9
"""Hour of the day at which reminders appear."""

_Change: TypeAlias = icalendar.TimezoneDaylight | icalendar.TimezoneStandard
_HOUR = datetime.timedelta(hours=1)


def write(calendar: Calendar) -> bytes:
    """A calendar as an iCalendar file, in UTF-8."""
    result = icalendar.Calendar()
    result.add("version", "2.0")
    result.add("prodid", PRODUCT)
    result.add("calscale", "GREGORIAN")
    result.add("method", calendar.method.value)
    result.add("x-wr-calname", icalendar.vText(clean(calendar.name)))
    result.add("x-wr-timezone", ZONE)
    result.add_component(_zone())
    for event in calendar.events:
        result.add_component(_event(event, calendar))
    raw: bytes = result.to_ical()
    return raw


def _zone() -> icalendar.Timezone:
    """Civil time in London since 1996: clocks change on the last Sundays of March and October at 01:00 UTC.

    The rule is that of Directive 2000/84/EC and SI 2002/262. It is written out because Outlook shifts events whose
    zone a file only names.
    """
    zone = icalendar.Timezone()
    zone.add("tzid", ZONE)
    zone.add("x-lic-location", ZONE)
    zone.add_component(_change(icalendar.TimezoneDaylight(), "BST", _local(1996, 3, 31, 1), 0 * _HOUR))
    zone.add_component(_change(icalendar.TimezoneStandard(), "GMT", _local(1996, 10, 27, 2), _HOUR))
    return zone


def _local(year: int, month: int, day: int, hour: int) -> datetime.datetime:
    """The clock time before the change, as RFC 5545 asks for."""
    return datetime.datetime.combine(datetime.date(year, month, day), datetime.time(hour))


def _change(change: _Change, name: str, first: datetime.datetime, before: datetime.timedelta) -> _Change:
    """One of the two yearly changes of clocks, on the last Sunday of its month."""
    change.add("tzname", name)
    change.add("dtstart", first)
    change.add("tzoffsetfrom", before)
    change.add("tzoffsetto", _HOUR - before)
    change.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
    return change


def _event(event: Event, calendar: Calendar) -> icalendar.Event:
    result = icalendar.Event()
    # A vDatetime, because `add` would look up the zone of a plain datetime in the machine's own time zones.
    stamp = icalendar.vDatetime(event.stamp.astimezone(datetime.UTC))
    result.add("uid", event.uid)
    result.add("sequence", event.sequence)
    result.add("dtstamp", stamp)
    result.add("last-modified", stamp)
    result.add("summary", clean(event.title))
    result.add("description", clean(event.description))
    if event.place:
        result.add("location", clean(event.place))
    _add_times(result, event)
    result.add("categories", [clean(category) for category in event.categories])
    result.add("transp", "TRANSPARENT" if event.free else "OPAQUE")
    result.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if calendar.organiser:
        result.add("organizer", _person(calendar.organiser))
        # RFC 5546 wants attendees in a request, and the organiser is the only reader whose address is always known.
        result.add("attendee", _person(calendar.organiser, ROLE="CHAIR", PARTSTAT="ACCEPTED"))
    for contact in calendar.attendees:
        result.add("attendee", _person(contact, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION"))
    if event.alarm_days is not None:
        result.add_component(_alarm(event, event.alarm_days))
    return result


def _person(contact: Contact, **parameters: str) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"mailto:{contact.email}")
    # A quotation mark would end the parameter's value.
    address.params["CN"] = clean(contact.name).replace('"', "'")
    address.params.update(parameters)
    return address


def _add_times(result: icalendar.Event, event: Event) -> None:
    """Add start and end. The end is exclusive: for whole days, it is the day after."""
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
    """A reminder in the morning, a number of days before."""
    start = event.starts or datetime.time()
    before = datetime.timedelta(days=days, hours=start.hour - ALARM_HOUR, minutes=start.minute)
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(event.title))
    alarm.add("trigger", -before)
    return alarm
