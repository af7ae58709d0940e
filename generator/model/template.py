"""Templates: letters, adverts, plans and the like, with named blanks that a trust's profile fills."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import Advice, Applicability, InstrumentId, Item, Line, Noun, Prose, RoleId, Searched, Slug, Timing, Weeks


class TemplateKind(StrEnum):
    """What a template is."""

    ADVERT = "advert"
    LETTER = "letter"
    GUIDE = "guide"
    CERTIFICATE = "certificate"
    BRIEFING = "briefing"
    PLAN = "plan"
    REGISTER = "register"
    EXAMPLE = "example"


class Audience(StrEnum):
    """Whom copies of a template go to by name."""

    OFFERED = "places-offered"
    """People who are offered a place."""
    PARTICIPANTS = "participants"
    """People whose place is confirmed."""
    RESERVES = "reserves"
    NOT_THIS_TIME = "not-this-time"
    """People who are not chosen."""
    GROUP_MEMBERS = "group-members"
    """The members of each pair or group."""
    LINE_MANAGERS = "line-managers"
    """The line managers of those who are offered a place or have one."""
    SUPERVISORS = "supervisors"
    """The supervisors of the same people."""
    ROTA_CONTACTS = "rota-contacts"
    """Those who plan the duties of the same people."""
    LEADS = "leads"
    """Contacts in the roles of its `recipients`, and all who release those with a place: one letter for each."""
    SPONSORS = "sponsors"
    """The sponsor of each project of the cohort."""


class Level(StrEnum):
    """How likely or how grave a risk is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Circumstance(StrEnum):
    """A fact of a cohort's plan that makes some risks matter more."""

    SHORT_PREPARATION = "short-preparation"
    QUIET_PREPARATION = "quiet-preparation"
    LATE_LEAVE = "late-leave"
    LATE_ROTA = "late-rota"
    WINTER_WORKSHOPS = "winter-workshops"
    SCHOOL_HOLIDAYS = "school-holidays"
    WORKSHOPS_CLOSE = "workshops-close"
    CHANGEOVER = "changeover"
    LONG_PROGRAMME = "long-programme"
    FIRST_COHORT = "first-cohort"
    LATER_COHORT = "later-cohort"
    FEW_GROUPS = "few-groups"
    MANY_GROUPS = "many-groups"
    LARGE_GROUPS = "large-groups"
    SEVERAL_SITES = "several-sites"
    PARTNERS = "partners"
    SAME_DEPARTMENT = "same-department"
    FEW_CONTACTS = "few-contacts"
    UNPRICED_HOURS = "unpriced-hours"
    FEW_PROJECTS_FIT = "few-projects-fit"
    DATA_FIRST = "data-first"


class FilledForm(Noun):
    """A form as somebody who is made up filled it in."""

    form: InstrumentId
    """The form."""
    answers: Annotated[dict[Slug, Line], Field(min_length=1)]
    """What was written, by the ids of the form's questions; other questions are not shown. Several choices have a
    semicolon between them, and what was taken off is in square brackets."""


class TemplateSection(Advice):
    """A section of a template."""

    id: Slug
    """Short id, unique within the template."""
    title: Line | None = None
    """Heading; sections of letters have none."""
    body: Prose
    """Text, in Markdown. Put blanks in curly brackets, such as {trust}."""
    filled: FilledForm | None = None
    """A form that is shown filled in below the text."""
    only_for: Applicability = Applicability()
    """Which cohorts the section is for; every cohort when left out."""


class RegisterRisk(Noun):
    """One risk of a scheme."""

    id: Slug
    """Short id, unique within the register."""
    risk: Line
    """What could go wrong, and what would follow."""
    likelihood: Level
    """low, medium or high before anything is done."""
    impact: Level
    """low, medium or high before anything is done."""
    response: Line
    """What is done about it."""
    owner: RoleId
    """The role that watches it."""
    raised_by: list[Circumstance] = []
    """Facts of a plan that make it matter more, such as winter-workshops; the first that holds is given as the reason.
    None: it matters equally in every plan."""
    only_for: Applicability = Applicability()
    """Which cohorts it is for; every cohort when left out."""


class Template(Item, Advice, Searched):
    """Something to send, print or keep, ready to be filled in."""

    title: Line
    """Name of the template."""
    kind: TemplateKind
    """advert, letter, guide, certificate, briefing, plan, register or example (filled in, and made up)."""
    summary: Line
    """What it is for, in one sentence."""
    sender: RoleId
    """The role that sends, signs or keeps it."""
    recipients: list[RoleId] = []
    """The roles that receive it; none where it is for everybody."""
    goes_to: Audience | None = None
    """Whom `paired-learning letters` makes a copy for, by name; nobody when left out."""
    subject: Line | None = None
    """Subject of a letter or email; may hold blanks."""
    timing: list[Timing] = []
    """When it is used."""
    weeks_before_workshop: Weeks | None = None
    """For a letter that goes out before every workshop with that workshop's own words: how many weeks before it. It
    takes the place of `timing`."""
    sections: Annotated[list[TemplateSection], Field(min_length=1)]
    """Its sections, in order."""
    risks: list[RegisterRisk] = []
    """The risks of a register."""
    only_for: Applicability = Applicability()
    """Which cohorts it is for; every cohort when left out."""
