"""The sheets of a scheme that say what happens to its cohort: people, groups, sessions, projects and measures."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from ..schedule_preferences import Weekday
from ..scheme import HIGHEST_SCORE, LOWEST_SCORE, Agreement, Attended, Decision, HalfDay, ProjectStage
from .choices import CHECK, SITES, STAFF_GROUPS, YES
from .form import Kind, SheetColumn, SheetForm, in_row

PARTNERS, DAYS, DECISIONS, RELEASES = "Partners", "Half days", "Decisions", "Releases"
SIDES, CAREER_STAGES, TOPICS = "Sides", "Career stages", "Learning topics"
LETTERS, STAGES, MENU, STATUS = "Letters", "Stages", "Menu projects", "Status"
MEASURE_KINDS, BETTER = "Kinds of measure", "Which values are better"
PEOPLE_NAMES, GROUP_NAMES, PROJECT_TITLES = "People in the scheme", "Groups in the scheme", "Projects in the scheme"
"""Names of lists to choose from. The last three are columns of the planner's own sheets."""

LETTER_MEANINGS = {
    Attended.ATTENDED: "attended",
    Attended.PARTLY: "part of it",
    Attended.SENT_APOLOGIES: "sent apologies",
    Attended.NOT_THERE: "not there",
}
SCORES = {"reason": "Reason for applying", "need": "Learning need", "release": "Release"}
"""The questions of the selection guide, by the field of `Scores`, as the guide's table names them."""
SCORE = "score_"
"""Start of the keys of their columns."""
_POINTS = {field: f"Points: {title.lower()}" for field, title in SCORES.items()}
MEMBER = "member_"
"""Start of the keys of the columns of a group's members, which end with their number from 1."""


def in_words(choice: StrEnum) -> str:
    """A choice as planners see it, such as Not asked."""
    return choice.value.replace("-", " ").capitalize()


def half_days_in_words(days: Iterable[HalfDay]) -> str:
    """Half days with the whole days among them put together, such as Monday; Wednesday afternoon."""
    chosen = set(days)
    words: list[str] = []
    for day in Weekday:
        halves = [half for half in HalfDay if half.day is day and half in chosen]
        words += [day.value.capitalize()] if len(halves) == 2 else map(in_words, halves)
    return "; ".join(words)


@cache
def half_days(day: str) -> tuple[HalfDay, ...]:
    """The half days of a day or half day, such as monday or wednesday-afternoon."""
    return tuple(half for half in HalfDay if day in (half.value, half.day.value))


def _fill(
    key: str,
    title: str,
    width: int,
    help: str,
    kind: Kind = Kind.TEXT,
    choices: str | None = None,
    *,
    strict: bool = True,
    several: bool = False,
    required: bool = False,
) -> SheetColumn:
    return SheetColumn(
        key, title, width, help, kind, choices, strict=strict, several=several, fill=True, required=required
    )


def _several(key: str, title: str, choices: str, help: str) -> SheetColumn:
    return _fill(key, title, 30, help, Kind.CHOICE, choices, strict=False, several=True)


_ATTENDEE = in_row("Sessions", "Name")
_TOTAL = in_row("People", _POINTS["reason"], _POINTS["release"])

PEOPLE = SheetForm(
    name="People",
    table="People",
    note="One row for each person: applicants, participants and reserves. Type names as letters should have them. "
    "Only those who choose and run the scheme may see this sheet; answers to questionnaires never belong in it.",
    columns=(
        _fill("name", "Name", 26, "Full name, as on letters and certificates.", required=True),
        _fill("email", "Email", 32, "Work email, such as name@example.nhs.uk."),
        _fill("phone", "Phone", 16, "The number on which the person is reached fastest."),
        _fill("post", "Post", 26, "Job title, as on a name badge."),
        _fill("staff_group", "Staff group", 26, "Choose from the list.", Kind.CHOICE, STAFF_GROUPS),
        _fill("side", "Side", 12, "Leave it empty to go by the staff group.", Kind.CHOICE, SIDES),
        _fill("grade", "Band or grade", 16, "Such as ST5 or Band 7."),
        _fill(
            "stage",
            "Career stage",
            30,
            "The nearest on the list, to pair people who are near.",
            Kind.CHOICE,
            CAREER_STAGES,
        ),
        _fill("site", "Site", 24, "Where the person works most days.", Kind.CHOICE, SITES),
        _fill("partner", "Partner organisation", 24, "Only for staff of a partner.", Kind.CHOICE, PARTNERS),
        _fill("department", "Department", 24, "Department or ward."),
        _fill("post_ends", "Post ends", 16, "Last day in this post. Empty for a permanent post.", Kind.DATE),
        _fill(
            "days",
            "Days that suit",
            28,
            "Days or half days to meet, with semicolons between them, such as Monday; Wednesday afternoon. Empty: any.",
            Kind.CHOICE,
            DAYS,
            strict=False,
            several=True,
        ),
        _fill("line_manager", "Line manager", 24, "Who releases the person."),
        _fill("line_manager_email", "Line manager email", 30, "Where the release letter goes."),
        _fill("supervisor", "Supervisor", 24, "Educational supervisor, for doctors in training."),
        _fill("supervisor_email", "Supervisor email", 30, "Where the supervisor's letter goes."),
        _fill("rota_contact", "Rota contact", 24, "Who plans the person's duties."),
        _fill("rota_contact_email", "Rota contact email", 30, "Where the rota letter goes."),
        _several("learn", "Wants to learn about", TOPICS, "Topics from the list, with semicolons between them."),
        _several("offer", "Can teach about", TOPICS, "Topics from the list, with semicolons between them."),
        _several("starred", "Starred projects", MENU, "Projects of the menu that the person likes."),
        _fill("wishes", "Wishes", 36, "In the person's own words. Nothing is proposed from it."),
        _several(
            "partners_before", "Partners before", PEOPLE_NAMES, "Names from this sheet: partners of an earlier cohort."
        ),
        _fill("left_over", "Left over", 10, "Yes: had no partner last time.", Kind.CHECK, CHECK),
        _several(
            "named", "Named after meeting", PEOPLE_NAMES, "Names from this sheet, the first choice first. Confidential."
        ),
        _several(
            "not_with",
            "Not to be paired with",
            PEOPLE_NAMES,
            "Names from this sheet, with semicolons between them. Confidential.",
        ),
        *(
            _fill(
                f"{SCORE}{field}",
                title,
                13,
                f"{LOWEST_SCORE} to {HIGHEST_SCORE}, as in the selection guide; a half is the mean of two.",
                Kind.DECIMAL,
            )
            for field, title in _POINTS.items()
        ),
        SheetColumn(
            "points",
            "Points",
            9,
            "The sum of the three. It is worked out.",
            Kind.DECIMAL,
            formula=f'IF(COUNT({_TOTAL})=0,"",SUM({_TOTAL}))',
        ),
        _fill("decision", "Decision", 16, "Where the person stands. Empty: applied.", Kind.CHOICE, DECISIONS),
        _fill("reserve_place", "Reserve place", 10, "For reserves: 1 is called first on that side.", Kind.NUMBER),
        _fill("release", "Release agreed", 14, "How far the release has got. Empty: not asked.", Kind.CHOICE, RELEASES),
        _fill("note", "Note", 36, "Anything else. No health details, please."),
    ),
    example={
        "name": "Example Person",
        "email": "example.person@example.nhs.uk",
        "phone": "Extension 1234",
        "post": "Example post",
        "grade": "ST5",
        "department": "Example ward",
        "post_ends": datetime.date(2030, 8, 6),
        "days": "Monday; Wednesday afternoon",
        "line_manager": "Example Manager",
        "line_manager_email": "example.manager@example.nhs.uk",
        "wishes": "How a budget is set",
        "score_reason": 3,
        "score_need": 3.5,
        "score_release": 4,
        "decision": in_words(Decision.APPLIED),
        "release": in_words(Agreement.ASKED),
    },
)
"""Blank rows depend on the cohort."""

PROJECTS = SheetForm(
    name="Projects",
    table="CohortProjects",
    note="One row for each project that a group of this cohort carries out. The menu of projects is on the sheet Menu.",
    columns=(
        _fill("title", "Project", 36, "What the group calls it. Empty: the title on the menu."),
        _fill("project", "From the menu", 36, "The project of the menu, if it comes from there.", Kind.CHOICE, MENU),
        _fill("group", "Group", 18, "Who carries it out: a name from the sheet Groups.", Kind.CHOICE, GROUP_NAMES),
        _fill("sponsor", "Sponsor", 24, "Who backs it and signs the charter."),
        _fill("sponsor_email", "Sponsor email", 30, "Where letters to the sponsor go."),
        _fill("stage", "Status", 16, "Where it stands. Empty: idea.", Kind.CHOICE, STAGES),
        _fill("charter_day", "Charter agreed on", 16, "The day on which the sponsor signed.", Kind.DATE),
        _fill("next_step", "Next step", 36, "What comes next."),
        _fill("next_step_by", "By", 16, "When the next step is due.", Kind.DATE),
        _fill("note", "Note", 36, "Anything else."),
    ),
    blank_rows=5,
    example={
        "title": "Example: letters home within a day",
        "sponsor": "Example Sponsor",
        "sponsor_email": "example.sponsor@example.nhs.uk",
        "stage": in_words(ProjectStage.CHOSEN),
        "next_step": "Ask the analyst for last year's figures",
    },
)

MEASURES = SheetForm(
    name="Measures",
    table="Measures",
    note="One row for each value of a measure, for the run charts. Kind, better and target are needed once for each "
    "measure. Never type anything about a single patient.",
    columns=(
        _fill(
            "day", "Date", 16, "Day of the measurement, or the last day of what it counts.", Kind.DATE, required=True
        ),
        _fill(
            "project",
            "Project",
            36,
            "A project from the sheet Projects.",
            Kind.CHOICE,
            PROJECT_TITLES,
            strict=False,
            required=True,
        ),
        _fill("measure", "Measure", 36, "The same words in each row of the measure.", required=True),
        _fill("value", "Value", 12, "A number, without a unit.", Kind.DECIMAL, required=True),
        _fill("change", "What changed", 36, "A change that began on this day, for the chart."),
        _fill(
            "baseline",
            "Baseline",
            10,
            "Yes: taken before any change. The median of these rows is the line that later rows are judged by.",
            Kind.CHECK,
            CHECK,
        ),
        _fill("kind", "Kind", 12, "In the first row of the measure: what it is for.", Kind.CHOICE, MEASURE_KINDS),
        _fill(
            "better", "Better", 10, "In the first row: whether higher or lower values are better.", Kind.CHOICE, BETTER
        ),
        _fill("target", "Target", 12, "In the first row: the value to reach, without a unit.", Kind.DECIMAL),
    ),
    blank_rows=40,
    example={
        "day": datetime.date(2030, 1, 31),
        "project": "Example: letters home within a day",
        "measure": "Letters sent within a day, per cent",
        "value": 62,
        "change": "Started the list by the printer",
        "target": 90,
    },
)


def groups_form(size: int) -> SheetForm:
    """The sheet of pairs or groups with columns for `size` members."""
    pairs = size == 2
    what, name = ("pair", "Pair 1") if pairs else ("group", "Group 1")
    members = (
        _fill(
            f"{MEMBER}{number}",
            f"Member {number}",
            26,
            "A name from the sheet People. Where two people have the same name, add the email in brackets.",
            Kind.CHOICE,
            PEOPLE_NAMES,
            strict=False,
        )
        for number in range(1, size + 1)
    )
    return SheetForm(
        name="Groups",
        table="Groups",
        note=f"One row for each {what}. Choose its members from the sheet People.",
        columns=(
            _fill("name", "Group", 18, f"Its name, such as {name}.", required=True),
            *members,
            _fill("formed", "How it came about", 36, "And why these people, in a few words. For the team alone."),
            _fill(
                "reason",
                "What its members are told",
                36,
                "Why these people, in a sentence for the letter that all of them get.",
            ),
            _fill("fixed", "Fixed", 8, f"Yes: whoever forms {what}s again leaves it as it is.", Kind.CHECK, CHECK),
            _fill("first_met", "First met", 16, "The day on which its members first met.", Kind.DATE),
            _fill("note", "Note", 36, "Anything else."),
        ),
        example={
            "name": f"Example {what}",
            "formed": "Each named the other at the pairing event",
            "fixed": YES,
            "first_met": datetime.date(2030, 1, 15),
        },
    )


_LEGEND = ", ".join(f"{letter.value} {meaning}" for letter, meaning in LETTER_MEANINGS.items())


def sessions_form(sessions: Mapping[str, str]) -> SheetForm:
    """The sheet of attendance with a column for each session; `sessions` are their titles by schedule entry."""
    titles = list(sessions.values())
    letters = in_row("Sessions", titles[0], titles[-1]) if titles else ""
    return SheetForm(
        name="Sessions",
        table="Sessions",
        note=f"Who was at which workshop and surgery, one letter each: {_LEGEND}. "
        "The names are those of the participants on the sheet People.",
        columns=(
            SheetColumn("name", "Name", 26, "From the sheet People."),
            SheetColumn("group", "Group", 16, "From the sheet Groups."),
            *(_fill(id, title, 12, f"{_LEGEND}.", Kind.CHOICE, LETTERS) for id, title in sessions.items()),
            SheetColumn(
                "attended",
                "Attended",
                10,
                "How many sessions in full. It is worked out.",
                Kind.NUMBER,
                formula=f'IF({_ATTENDEE}="","",COUNTIF({letters},"{Attended.ATTENDED.value}"))' if titles else '""',
            ),
        ),
        blank_rows=1,
    )


RECORD_FORMS = (PEOPLE, groups_form(2), sessions_form({}), PROJECTS, MEASURES)
"""The sheets as a reader knows them: members and sessions have as many columns as their scheme needs."""
