"""The profile forms that earlier releases wrote: their sheets and columns, and the field that each column fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .effort import Counted
from .library import Library
from .schedule_preferences import Weekday


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the form and the field of the profile it fills."""

    sheet: str
    title: str
    field: str
    """Path of the field within the profile; `*` is the number of the row. Rates and bands are by role alone."""
    help: str
    choices: str | None = None
    """Name of the list to choose from."""
    kind: Literal["text", "number", "money", "date"] = "text"


ONCE = "Once"
"""How often a cost is paid that is counted for nothing."""

SHEETS = {
    "Trust": (1, "One row about the trust."),
    "Cohort": (1, "One row about the cohort. Every date follows from the first workshop."),
    "Participants": (8, "A row for each staff group. The numbers must add up to groups times people in a group."),
    "Sites": (8, "A row for each site."),
    "Partners": (5, "Organisations that take part with the trust, if there are any."),
    "Weekdays": (5, "Weekdays for workshops, best first. Leave empty for the weekday of the first workshop."),
    "Closed days": (12, "Days on which nothing may be planned. Bank holidays are already left out."),
    "Rooms": (8, "Where each workshop is held and who runs it, if known."),
    "Contacts": (12, "People to ask. They appear in your own files, not on the site."),
    "Rates": (
        12,
        "Pounds an hour for each role or staff group: your finance business partner knows the full hourly cost. "
        "Leave empty if you want no costs.",
    ),
    "Other costs": (8, "What the cohort costs besides people's time: rooms, printing, an outside facilitator, travel."),
}
"""The rows that each sheet had, and its note. A sheet with one row is not a list."""

COLUMNS = (
    FormColumn("Trust", "Full name", "name", "As on letters."),
    FormColumn("Trust", "Short name", "short_name", "As in a sentence."),
    FormColumn("Trust", "ODS code", "ods_code", "Three letters or digits, such as RYJ."),
    FormColumn("Trust", "Who may see it", "visibility", "Private, unless the site may show it.", "Visible"),
    FormColumn("Trust", "Main colour", "brand.colour", "Such as #14532d; dark enough for white text."),
    FormColumn("Cohort", "Name", "cohort.name", "Such as Cohort 1."),
    FormColumn("Cohort", "Number", "cohort.number", "1 for the trust's first cohort.", kind="number"),
    FormColumn("Cohort", "First workshop", "cohort.start", "The day; leave empty if it is not set.", kind="date"),
    FormColumn("Cohort", "Months", "cohort.months", "Length in months, 2 to 24.", kind="number"),
    FormColumn("Cohort", "People in a group", "cohort.group_size", "2 for pairs, 3 or 4.", kind="number"),
    FormColumn("Cohort", "Groups", "cohort.groups", "How many pairs or groups.", kind="number"),
    FormColumn("Cohort", "Pairing method", "pairing.method", "How partners find each other.", "Methods"),
    FormColumn("Cohort", "Same site", "pairing.same_site", "Whether partners work on the same site.", "YesNo"),
    FormColumn(
        "Cohort", "Other department", "pairing.across_departments", "Whether their departments differ.", "YesNo"
    ),
    FormColumn("Cohort", "Workshop time", "schedule.start_time", "Such as 13:00; leave empty for the usual times."),
    FormColumn("Participants", "Staff group", "cohort.participants.*.staff_group", "Who takes part.", "StaffGroups"),
    FormColumn("Participants", "People", "cohort.participants.*.number", "How many.", kind="number"),
    FormColumn("Sites", "Site", "sites.*.name", "Its name."),
    FormColumn("Partners", "Organisation", "partners.*.name", "Such as a council."),
    FormColumn("Weekdays", "Weekday", "schedule.weekdays.*", "A day of the week.", "Weekdays"),
    FormColumn("Closed days", "First day", "schedule.closed.*.first", "The day.", kind="date"),
    FormColumn("Closed days", "Last day", "schedule.closed.*.last", "For a single day, the same day.", kind="date"),
    FormColumn("Closed days", "Why", "schedule.closed.*.reason", "In a few words."),
    FormColumn("Rooms", "Workshop", "workshops.*.workshop", "The workshop.", "Workshops"),
    FormColumn("Rooms", "Start", "workshops.*.start", "Such as 09:30."),
    FormColumn("Rooms", "Room", "workshops.*.room", "Where."),
    FormColumn("Rooms", "Facilitator", "workshops.*.facilitators", "Who runs it."),
    FormColumn("Contacts", "Role", "contacts.*.role", "Their role in the scheme.", "Roles"),
    FormColumn("Contacts", "Name", "contacts.*.name", "The person or team."),
    FormColumn("Contacts", "Email", "contacts.*.email", "Their email address."),
    FormColumn("Rates", "Role", "rates.*.role", "The role, or the staff group of participants.", "Rated"),
    FormColumn("Rates", "Pounds an hour", "rates.*.pounds", "Such as 18.50.", kind="money"),
    FormColumn("Rates", "Band or grade", "rates.*.band", "If you like, such as Band 8a."),
    FormColumn("Other costs", "What", "costs.*.title", "Such as rooms and lunch."),
    FormColumn("Other costs", "Pounds", "costs.*.pounds", "Pounds each time.", kind="money"),
    FormColumn("Other costs", "How often", "costs.*.each", "How often it is paid.", "Often"),
)
"""The columns of the form, in order."""


def choices(library: Library) -> dict[str, dict[str, str]]:
    """The choices in each list: the words that a planner sees, and the id in the profile."""
    vocabulary = library.vocabulary
    return {
        "Visible": {"Private: files only": "private", "Public: the site shows it": "public"},
        "YesNo": {"Yes": "true", "No": "false"},
        "Methods": {method.title: id for id, method in library.pairing_methods.items()},
        "StaffGroups": {group.title: id for id, group in vocabulary.staff_groups.items()},
        "Weekdays": {day.value.capitalize(): day.value for day in Weekday},
        "Workshops": {workshop.title: id for id, workshop in library.workshops.items()},
        "Roles": {role.title: id for id, role in vocabulary.roles.items()},
        "Rated": {
            term.title: id for terms in (vocabulary.roles, vocabulary.staff_groups) for id, term in terms.items()
        },
        "Often": {ONCE: ONCE, **{f"For each {counted}": counted.value for counted in Counted}},
    }
