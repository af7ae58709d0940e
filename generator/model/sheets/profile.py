"""The sheets of a scheme's workbook that hold its profile, and the field of the profile that each cell fills in."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..pairing import Side, Wish
from ..programme import Programme
from ..trust import TrustProfile
from . import choices
from .form import Kind, SheetColumn, SheetForm

COLOUR = "#0f4c5c"
"""The main colour of a trust that names none."""
CHOOSE = "Yes for each that applies. Without any Yes all apply, except those with No."


LISTS_OF_CHOICES = ("services", "menu.themes", "instruments")
"""Paths of the lists of which each possible entry has a row. Their order has no meaning."""
KEEP_UNTIL = "records.keep_until"
"""Id of the row with the day by which people must be deleted, which is part of the records."""


PAIRING = "pairing."
"""Start of the paths of what the trust chooses about pairs."""
WISHES = {
    Wish.SAME_SITE: ("Partners from the same site", "How much it counts when partners are proposed."),
    Wish.ACROSS_DEPARTMENTS: ("Partners from different departments", "How much it counts."),
    Wish.SAME_DEPARTMENT: ("Partners from the same department", "How much it counts."),
    Wish.NEAR_STAGE: ("Partners at a similar career stage", "How much it counts. It goes by the column Career stage."),
    Wish.SIMILAR_NEEDS: ("Partners who want to learn the same", "How much it counts."),
    Wish.COMPLEMENTARY_NEEDS: ("Partners who can teach each other", "How much it counts."),
    Wish.NAMED_EACH_OTHER: ("Partners who named each other", "How much it counts, after people have met."),
    Wish.STARRED_PROJECT: ("Partners who starred the same project", "How much it counts."),
    Wish.NEW_PARTNERS: ("New partners", "How much it counts that people were not partners before."),
    Wish.LEFT_OVER_FIRST: ("A place for those left over", "How much it counts that they had no partner last time."),
    Wish.KEEP: ("Pairs and groups as they are", "How much it counts that people stay together who are together now."),
}
"""The title of each wish about pairs, and the help for its weight."""


SIDES = {
    Side.CLINICIAN: ("Clinicians in a group", "clinicians"),
    Side.MANAGER: ("Managers in a group", "managers"),
    Side.COLLEAGUE: ("Colleagues in a group", "colleagues from partner organisations"),
}
"""The title of the number of members from each side, and who they are."""


class SheetField(NamedTuple):
    """A field with a row of its own, on a sheet with a row for each field."""

    section: str
    """What rows near it are about."""
    column: SheetColumn
    """What its cell holds; the key is the path of the field within the profile, and the id of the row."""

    @property
    def path(self) -> str:
        return self.column.key


def field(section: str, path: str, title: str, help: str, kind: Kind = Kind.TEXT, **more: object) -> SheetField:
    """A field, with the help for its cell."""
    return SheetField(section, SheetColumn(path, title, 40, help, kind, fill=True, **more))  # type: ignore[arg-type]


def yes_no(section: str, path: str, title: str, help: str) -> SheetField:
    """A field that is answered with Yes or No."""
    return field(section, path, title, help, Kind.CHOICE, choices=choices.YES_NO)


def _chosen(section: str, path: str, title: str, help: str, list: str, **more: object) -> SheetField:
    return field(section, path, title, help, Kind.CHOICE, choices=list, **more)


_FIRST, _COHORT, _PAIRS, _DATES, _LOOK = "First of all", "The cohort", "Pairs", "Dates and times", "The playbook"

SCHEME_FIELDS = (
    field(_FIRST, "name", "Full name of the trust", "As on letters.", required=True),
    field(_FIRST, "short_name", "Short name", "As in the middle of a sentence.", required=True),
    field(_FIRST, "cohort.groups", "Pairs or groups", "How many pairs or groups.", Kind.NUMBER, required=True),
    _chosen(
        _FIRST,
        "pairing.method",
        "How partners are found",
        "How partners find each other.",
        choices.METHODS,
        required=True,
    ),
    field(_COHORT, "cohort.start", "First workshop", "The day. Every other date follows from it.", Kind.DATE),
    field(_COHORT, "cohort.months", "Months", "How long the cohort lasts: 2 to 24 months.", Kind.NUMBER),
    field(_COHORT, "cohort.group_size", "People in a group", "2 for pairs, 3 or 4 for groups.", Kind.NUMBER),
    field(_COHORT, "cohort.name", "Name of the cohort", "As on letters, such as Cohort 1."),
    field(_COHORT, "cohort.number", "Number of the cohort", "2 for the trust's second cohort.", Kind.NUMBER),
    field(
        _COHORT,
        "cohort.starts_after_changeover",
        "Year of the August changeover before the start",
        "Such as 2027, instead of a first workshop: it is then some weeks after doctors change posts.",
        Kind.NUMBER,
    ),
    yes_no(_COHORT, "cohort.running", "Has the cohort begun?", "Yes: its first workshop may be in the past."),
    field(
        _PAIRS,
        "pairing.half_days",
        "Half days in common",
        "How many a month must suit all members. One a week counts as 4, so 1 to 4 ask the same: one a week.",
        Kind.NUMBER,
    ),
    *(
        field(
            _PAIRS, f"{PAIRING}make_up.{side}", title, f"How many members of each pair or group are {who}.", Kind.NUMBER
        )
        for side, (title, who) in SIDES.items()
    ),
    *(
        _chosen(_PAIRS, f"{PAIRING}{wish.field}", title, help, choices.WEIGHTS)
        for wish, (title, help) in WISHES.items()
    ),
    _chosen(
        _DATES,
        "schedule.weekdays",
        "Weekdays of workshops",
        "The best first, with semicolons between them, such as Wednesday; Thursday.",
        choices.WEEKDAYS,
        several=True,
    ),
    field(_DATES, "schedule.start_time", "Start of every workshop", "Such as 9:30.", Kind.TIME),
    field(
        _DATES,
        "schedule.workshop_spacing_weeks",
        "Weeks from workshop to workshop",
        "The same number each time, 1 to 26.",
        Kind.NUMBER,
    ),
    _chosen(
        _DATES,
        "schedule.workshop_spacing",
        "How workshops are spread",
        "How far apart the workshops are.",
        choices.SPACINGS,
    ),
    field(
        _DATES,
        "schedule.surgery_spacing_weeks",
        "Weeks from surgery to surgery",
        "How often the design surgeries are, 1 to 26 weeks.",
        Kind.NUMBER,
    ),
    yes_no(
        _DATES,
        "schedule.avoid_school_holidays",
        "Keep school holidays free",
        "Yes: nothing is planned in the school holidays of the sheet Closed days.",
    ),
    field(_DATES, "planning_from", "Nothing is planned before", "The day on which planning starts.", Kind.DATE),
    field(_LOOK, "brand.colour", "Main colour", f"Such as {COLOUR}; dark enough for white text."),
    field(_LOOK, "brand.logo", "File of the logo", "A PNG in the folder with this file's name, such as logo.png."),
    field(_LOOK, "brand.logo_text", "What the logo shows", "For people who cannot see it."),
    _chosen(
        _LOOK, "visibility", "Who may see the playbook", "Private, unless the site may show it.", choices.VISIBILITY
    ),
    field(_LOOK, "ods_code", "ODS code of the trust", "Three to six letters and digits, such as RYJ."),
    field(_LOOK, "website", "Website of the trust", "The whole address, with https://."),
    field(_LOOK, "note", "Note for readers", "What readers of the playbook should know about this scheme."),
    yes_no(_LOOK, "example", "Is this an example?", "Yes: the trust did not write it itself."),
    _chosen(
        _LOOK,
        "framework",
        "Leadership framework",
        "The framework of the self-assessment. Do not change it once answers have come in.",
        choices.FRAMEWORKS,
    ),
    field(
        "People",
        KEEP_UNTIL,
        "Keep until",
        "The day by which the people must be deleted from this file, as you told them.",
        Kind.DATE,
    ),
)
"""The rows of the sheet Scheme, in the order in which a planner thinks of them."""


def value_at(profile: TrustProfile, path: str) -> Any:
    """The value at a path within a profile; None if something above it is missing."""
    value: Any = profile
    for step in filter(None, path.split(".")):
        value = value.get(step) if isinstance(value, dict) else getattr(value, step)
        if value is None:
            return None
    return value


def usual_name(number: int) -> str:
    """The name of a cohort that has none of its own."""
    return f"Cohort {number}"


def run_by_default(programme: Programme, months: int) -> list[str]:
    """Ids of the workshops of a cohort whose trust chooses none, in their order."""
    return (programme.short_form_for(months) or programme).workshops


def _text(key: str, title: str, width: int, help: str = "", kind: Kind = Kind.TEXT, **more: object) -> SheetColumn:
    return SheetColumn(key, title, width, help, kind, fill=True, **more)  # type: ignore[arg-type]


def _choice(key: str, title: str, width: int, help: str, list: str, **more: object) -> SheetColumn:
    return _text(key, title, width, help, Kind.CHOICE, choices=list, **more)


SECTION, WHAT, CHOICE, USUAL, HELP = "section", "what", "choice", "usual", "help"
"""Keys of the columns of a sheet with a row for each field."""
_FIELD_COLUMNS = (
    SheetColumn(SECTION, "Section", 22),
    SheetColumn(WHAT, "What", 40),
    _text(CHOICE, "Your choice", 40, "Leave it empty for what stands under As usual."),
    SheetColumn(USUAL, "As usual", 40, "What holds while your choice is empty."),
    SheetColumn(HELP, "How to fill it in", 60),
)
SCHEME = SheetForm(
    "Scheme",
    "Scheme",
    "Your choices for the scheme. Fill in the rows marked with *; every other row that you leave empty is as usual.",
    _FIELD_COLUMNS,
    fixed_columns=2,
)
CHOICES = SheetForm(
    "Choices",
    "Choices",
    "Choices from long lists. Nothing here has to be filled in.",
    _FIELD_COLUMNS,
    fixed_columns=2,
)

EVENT = "event/"
"""Start of the ids of rows of events, such as event/surgery; the id of a workshop's row is the workshop's."""
ROOMS = SheetForm(
    "Rooms",
    "Rooms",
    "Where, when and with whom workshops and events are held. An empty row drops nothing; No leaves a workshop out.",
    (
        SheetColumn("title", "Workshop or event", 40),
        SheetColumn("usual", "Usual time", 18),
        _choice("run", "Run it?", 10, "No leaves the workshop out. Empty: as usual.", choices.YES_NO),
        _text("order", "Order", 8, "1 for the first, if the order is not the usual one.", Kind.NUMBER),
        _text("week", "Week", 8, "Weeks after the first workshop, which is in week 0: for all or none.", Kind.NUMBER),
        _text("start", "Start", 10, "Such as 9:30.", Kind.TIME),
        _text(
            "minutes", "Minutes", 10, "How long an event takes. A workshop takes as long as its agenda.", Kind.NUMBER
        ),
        _text("room", "Room", 30, "Where."),
        _text("facilitators", "Facilitators", 34, "Who runs it; semicolons between names.", several=True),
        _text("breaks", "Breaks", 34, "Your own breaks: after what | minutes | name. Semicolons between breaks."),
        _text("note", "Note", 40, "What participants should know."),
    ),
)
WHO = SheetForm(
    "Who takes part",
    "WhoTakesPart",
    "How many people of each staff group take part. The sum must be the number of groups times the people in a group.",
    (
        SheetColumn("staff_group", "Staff group", 44, kind=Kind.CHOICE, choices=choices.STAFF_GROUPS),
        _text("number", "People", 10, "How many.", Kind.NUMBER),
    ),
)
SITES = SheetForm(
    "Sites and partners",
    "Sites",
    "The sites of your trust, at least one, and the organisations that take part with it.",
    (
        _choice("kind", "Kind", 24, "A site of your trust, or an organisation that takes part.", choices.PLACES),
        _text("name", "Name", 50, "As on letters.", required=True),
    ),
    blank_rows=8,
)
CLOSED = SheetForm(
    "Closed days",
    "ClosedDays",
    "Days on which nothing may be planned. Bank holidays are already left out.",
    (
        _choice("kind", "Kind", 18, "School holidays count if the sheet Scheme keeps them free.", choices.CLOSED),
        _text("first", "First day", 18, "The day, such as 13/01/2027.", Kind.DATE, required=True),
        _text("last", "Last day", 18, "Empty for a single day.", Kind.DATE),
        _text("reason", "Why", 50, "In a few words.", required=True),
    ),
    blank_rows=12,
    example={"kind": "Closed", "reason": "Example: the new patient record goes live"},
)
CONTACTS = SheetForm(
    "Contacts",
    "Contacts",
    "Whom to ask. They appear in your own files, never on the public site unless Private says No.",
    (
        _choice("role", "Role", 34, "Their role in the scheme.", choices.ROLES, required=True),
        _text("name", "Name", 34, "The person or team.", required=True),
        _text("email", "Email", 40, "Work email."),
        _choice("private", "Private", 10, "No: the public site may show it. Empty: Yes.", choices.YES_NO),
    ),
    blank_rows=12,
    example={"role": "Programme lead", "name": "Example: name of the lead", "email": "lead@example.nhs.uk"},
)
OWN_WORDS = SheetForm(
    "Own words",
    "OwnWords",
    "What your playbook says differently from the shared guidance, and why.",
    (
        _choice("kind", "Change", 12, "Drop a section, add one, or replace one.", choices.CHANGES, required=True),
        _choice("text", "Text", 40, "Guidance, component or chapter of the handbook.", choices.TEXTS, required=True),
        _text("section", "Section", 30, "Heading of the section; for a new one a short name.", required=True),
        _text("title", "New heading", 34, "For a section that is added or replaced."),
        _text("body", "New text", 70, "For a section that is added or replaced."),
        _text("reason", "Why", 40, "Shown in the playbook.", required=True),
        _text("based_on", "Based on", 16, "The code of the shared text that you read: a warning here gives it."),
    ),
    blank_rows=8,
    example={
        "kind": "Add",
        "section": "travel",
        "title": "Example: travel between the sites",
        "body": "Hold workshops at each site in turn.",
        "reason": "The cohort works on two sites.",
    },
)
BACKGROUND = SheetForm(
    "Background",
    "Background",
    "Public facts about your trust and paired learning, each with its evidence.",
    (
        _text("text", "Fact", 80, "In one or two sentences.", required=True),
        _choice("evidence", "Evidence", 14, "How far it is backed.", choices.EVIDENCE, required=True),
        _choice("cite", "References", 34, "Semicolons between several.", choices.REFERENCES, several=True),
    ),
    blank_rows=5,
    example={"text": "Example: the first scheme ran here in 2010-11.", "evidence": "Suggested"},
)
PROFILE_SHEETS = (SCHEME, ROOMS, WHO, SITES, CLOSED, CONTACTS, CHOICES, OWN_WORDS, BACKGROUND)
