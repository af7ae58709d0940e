"""The form for a trust's profile: a workbook with a list for every choice, and no YAML to write.

`sources/profile_form.py` reads it by the same `FORM`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.library import Library
from ..model.schedule_preferences import Weekday
from .spreadsheet import Choices, Column, Kind, Sheet, Workbook, blank_rows

YES, NO = "Yes", "No"
PUBLIC, PRIVATE = "Public: the site shows it", "Private: files only"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the form and the field of the profile it fills."""

    title: str
    field: str
    width: int
    help: str
    kind: Kind = Kind.TEXT
    choices: str | None = None


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet of the form and the section of the profile it fills."""

    name: str
    table: str
    note: str
    rows: int
    """Empty rows; 1 for a section that is not a list."""
    columns: tuple[FormColumn, ...]


FORM = (
    FormSheet(
        "Trust",
        "Trust",
        "One row about the trust.",
        1,
        (
            FormColumn("Full name", "name", 44, "As on letters."),
            FormColumn("Short name", "short_name", 24, "As in a sentence."),
            FormColumn("ODS code", "ods_code", 12, "Three letters or digits, such as RYJ."),
            FormColumn(
                "Who may see it", "visibility", 26, "Private, unless the site may show it.", Kind.CHOICE, "Visible"
            ),
            FormColumn("Main colour", "colour", 14, "Such as #14532d; dark enough for white text."),
        ),
    ),
    FormSheet(
        "Cohort",
        "Cohort",
        "One row about the cohort. Every date follows from the first workshop.",
        1,
        (
            FormColumn("Name", "name", 24, "Such as Cohort 1."),
            FormColumn("Number", "number", 10, "1 for the trust's first cohort.", Kind.NUMBER),
            FormColumn("First workshop", "start", 20, "The day; leave empty if it is not set.", Kind.DATE),
            FormColumn("Months", "months", 10, "Length in months, 2 to 24.", Kind.NUMBER),
            FormColumn("People in a group", "group_size", 12, "2 for pairs, 3 or 4.", Kind.NUMBER),
            FormColumn("Groups", "groups", 10, "How many pairs or groups.", Kind.NUMBER),
            FormColumn("Pairing method", "method", 34, "How partners find each other.", Kind.CHOICE, "Methods"),
            FormColumn("Same site", "same_site", 12, "Whether partners work on the same site.", Kind.CHOICE, "YesNo"),
            FormColumn(
                "Other department", "across_departments", 14, "Whether their departments differ.", Kind.CHOICE, "YesNo"
            ),
            FormColumn("Workshop time", "start_time", 14, "Such as 13:00; leave empty for the usual times."),
        ),
    ),
    FormSheet(
        "Participants",
        "Participants",
        "A row for each staff group. The numbers must add up to groups times people in a group.",
        8,
        (
            FormColumn("Staff group", "staff_group", 40, "Who takes part.", Kind.CHOICE, "StaffGroups"),
            FormColumn("People", "number", 10, "How many.", Kind.NUMBER),
        ),
    ),
    FormSheet("Sites", "Sites", "A row for each site.", 8, (FormColumn("Site", "name", 44, "Its name."),)),
    FormSheet(
        "Partners",
        "Partners",
        "Organisations that take part with the trust, if there are any.",
        5,
        (FormColumn("Organisation", "name", 44, "Such as a council."),),
    ),
    FormSheet(
        "Weekdays",
        "Weekdays",
        "Weekdays for workshops, best first. Leave empty for the weekday of the first workshop.",
        5,
        (FormColumn("Weekday", "weekday", 20, "A day of the week.", Kind.CHOICE, "Weekdays"),),
    ),
    FormSheet(
        "Closed days",
        "ClosedDays",
        "Days on which nothing may be planned. Bank holidays are already left out.",
        12,
        (
            FormColumn("First day", "first", 20, "The day.", Kind.DATE),
            FormColumn("Last day", "last", 20, "For a single day, the same day.", Kind.DATE),
            FormColumn("Why", "reason", 44, "In a few words."),
        ),
    ),
    FormSheet(
        "Rooms",
        "Rooms",
        "Where each workshop is held and who runs it, if known.",
        8,
        (
            FormColumn("Workshop", "workshop", 44, "The workshop.", Kind.CHOICE, "Workshops"),
            FormColumn("Start", "start", 10, "Such as 09:30."),
            FormColumn("Room", "room", 30, "Where."),
            FormColumn("Facilitator", "facilitator", 30, "Who runs it."),
        ),
    ),
    FormSheet(
        "Contacts",
        "Contacts",
        "People to ask. They appear in your own files, not on the site.",
        12,
        (
            FormColumn("Role", "role", 34, "Their role in the scheme.", Kind.CHOICE, "Roles"),
            FormColumn("Name", "name", 34, "The person or team."),
            FormColumn("Email", "email", 40, "Their email address."),
        ),
    ),
    FormSheet(
        "Rates",
        "Rates",
        "Pounds an hour for each role; leave empty if you want no costs.",
        12,
        (
            FormColumn("Role", "role", 34, "The role.", Kind.CHOICE, "Roles"),
            FormColumn("Pounds an hour", "pounds", 16, "Such as 18.50.", Kind.MONEY),
        ),
    ),
)
"""The sheets of the form, in order."""


def choices(library: Library) -> dict[str, dict[str, str]]:
    """The choices in each list: the words that a planner sees, and the id in the profile."""
    vocabulary = library.vocabulary
    return {
        "Visible": {PRIVATE: "private", PUBLIC: "public"},
        "YesNo": {YES: "true", NO: "false"},
        "Methods": {method.title: id for id, method in library.pairing_methods.items()},
        "StaffGroups": {group.title: id for id, group in vocabulary.staff_groups.items()},
        "Weekdays": {day.value.capitalize(): day.value for day in Weekday},
        "Workshops": {workshop.title: id for id, workshop in library.workshops.items()},
        "Roles": {role.title: id for id, role in vocabulary.roles.items()},
    }


def profile_form(library: Library) -> Workbook:
    """The empty form."""
    return Workbook(
        title="Profile of a trust",
        organisation=library.programme.title,
        cohort="To be filled in",
        release=library.release.id,
        colour="#0f4c5c",
        sheets=tuple(map(_sheet, FORM)),
        lists=tuple(Choices(name, tuple(values)) for name, values in choices(library).items()),
    )


def _sheet(sheet: FormSheet) -> Sheet:
    columns = tuple(
        Column(column.title, column.width, column.kind, column.choices, prompt=column.help, fill=True)
        for column in sheet.columns
    )
    return Sheet(sheet.name, sheet.table, sheet.note, columns, blank_rows(sheet.rows, columns))
