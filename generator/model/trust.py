"""A trust's profile: everything that it chooses, in one file."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import (
    Claim,
    Clock,
    Colour,
    ComponentId,
    Day,
    Email,
    FrameworkId,
    GuidanceId,
    HandbookChapterId,
    InstrumentId,
    Item,
    Line,
    Minutes,
    Noun,
    ProjectId,
    Prose,
    RoleId,
    SettingId,
    Slug,
    StaffGroupId,
    ThemeId,
    Web,
    WorkshopId,
)
from .effort import Counted
from .pairing import PairingChoices
from .progress import ProjectProgress
from .schedule_preferences import SchedulePreferences

Hours = Annotated[float, Field(ge=0, le=500)]
"""A number of hours."""

Pounds = Annotated[float, Field(ge=0, le=1000)]
"""An amount in pounds sterling."""


Amount = Annotated[float, Field(ge=0, le=1_000_000)]
"""A cost in pounds sterling."""


class Visibility(StrEnum):
    """Who may see a trust's playbook."""

    PUBLIC = "public"
    PRIVATE = "private"


class Site(Noun):
    """A place where the trust works."""

    id: Slug
    """Short id, unique within the profile."""
    name: Line
    """Name of the site."""


class Participants(Noun):
    """How many of a staff group take part."""

    staff_group: StaffGroupId
    """The staff group."""
    number: Annotated[int, Field(ge=1, le=500)]
    """How many people."""


class Cohort(Noun):
    """One run of the programme."""

    name: Line
    """Name of the cohort, such as Cohort 1."""
    number: Annotated[int, Field(ge=1, le=50)] = 1
    """1 for the trust's first cohort, 2 for its second."""
    start: Day | None = None
    """Day of the first workshop, as 2027-01-13; leave out while it is not decided."""
    starts_after_changeover: Annotated[int, Field(ge=2012, le=2100)] | None = None
    """Year: the first workshop is some weeks after the August changeover of it. Instead of `start`."""
    running: bool = False
    """true once the cohort has begun: its first workshop may then be in the past."""
    months: Annotated[int, Field(ge=2, le=24)]
    """Length in months."""
    group_size: Annotated[int, Field(ge=2, le=4)] = 2
    """People in a learning group: 2 for pairs."""
    groups: Annotated[int, Field(ge=1, le=200)]
    """Number of pairs or groups."""
    participants: Annotated[list[Participants], Field(min_length=1)]
    """Who takes part; the numbers add up to groups times group_size."""


class Partner(Noun):
    """An organisation that takes part with the trust."""

    id: Slug
    """Short id, unique within the profile."""
    name: Line
    """Name of the organisation, such as a council or a community trust."""


class OwnBreak(Noun):
    """A break as this trust takes it."""

    after: Slug
    """Id of the activity that it follows."""
    minutes: Minutes
    """How long it takes."""
    title: Line = "Break"
    """Name of the break."""


class WorkshopDetails(Noun):
    """How this trust runs a workshop."""

    start: Clock | None = None
    """Start time, as 09:30; the workshop's usual start when left out."""
    breaks: list[OwnBreak] = []
    """Its own breaks, in place of the workshop's. None: the workshop's."""
    room: Line | None = None
    """Where it is held."""
    facilitators: list[Line] = []
    """Who runs it."""
    note: Line | None = None
    """Anything participants should know."""


class WorkshopChoice(WorkshopDetails):
    """A workshop that this trust chooses to run."""

    workshop: WorkshopId
    """The workshop."""


class MenuChoices(Noun):
    """The trust's part of the project menu."""

    projects: list[ProjectId] = []
    """These projects, in this order. None: all that suit the cohort."""
    themes: list[ThemeId] = []
    """Only projects of these themes. None: every theme."""
    omit: list[ProjectId] = []
    """Leave these out."""
    progress: list[ProjectProgress] = []
    """Progress with projects of the shared menu; its own projects have theirs in their own files."""


class Contact(Noun):
    """A person whom readers of the playbook may ask."""

    role: RoleId
    """The role that the person has in the scheme."""
    name: Line
    """Name of the person or team."""
    email: Email | None = None
    """Email address."""
    private: bool = True
    """true: in the trust's own files only, never on the public site."""


class Brand(Noun):
    """How the trust's documents look."""

    colour: Colour
    """Main colour, as #123456; it must be dark enough for white text."""
    logo: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.png$")] | None = None
    """File name of a PNG in the trust's folder."""
    logo_text: Line | None = None
    """What the logo shows, for those who cannot see it."""


class TailoringKind(StrEnum):
    """What a tailoring does to the shared text."""

    DROP = "drop"
    ADD = "add"
    REPLACE = "replace"


class Tailoring(Noun):
    """A change that the trust makes to a section of the guidance, of a component or of the participant handbook."""

    kind: TailoringKind
    """drop a section, add one, or replace one."""
    topic: GuidanceId | None = None
    """The guidance topic; give this, `component` or `handbook`."""
    component: ComponentId | None = None
    """The learning component; give this, `topic` or `handbook`."""
    handbook: HandbookChapterId | None = None
    """The chapter of the participant handbook; give this, `topic` or `component`."""
    section: Slug
    """Id of the section that is dropped or replaced, or of the new one."""
    title: Line | None = None
    """Heading, for a section that is added or replaced."""
    body: Prose | None = None
    """Text, for a section that is added or replaced."""
    reason: Line
    """Why the trust does it differently; shown in the playbook."""
    based_on: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")] | None = None
    """Content hash of the shared section when the change was made; `check` prints the present one."""

    @property
    def targets(self) -> list[tuple[str, str]]:
        """Kind and id of each text that it names; a valid tailoring names one."""
        named = (("guidance topic", self.topic), ("component", self.component), ("handbook chapter", self.handbook))
        return [(kind, id) for kind, id in named if id is not None]


class Cost(Noun):
    """A cost of the cohort besides people's time, such as rooms, printing, travel or an outside facilitator."""

    title: Line
    """What it is for."""
    pounds: Amount
    """Pounds each time."""
    each: list[Counted] = []
    """What it is multiplied by, such as workshop or participant. None: once."""


class TrustProfile(Item):
    """Everything that a trust chooses."""

    name: Line
    """Full name of the trust."""
    short_name: Line
    """Name for running text."""
    ods_code: Annotated[str, Field(pattern=r"^[A-Z0-9]{3,6}$")] | None = None
    """Code in the NHS Organisation Data Service."""
    website: Web | None = None
    """The trust's site."""
    visibility: Visibility = Visibility.PRIVATE
    """public: the site shows the playbook; private: files only."""
    example: bool = False
    """true if this is an example that the trust itself did not write."""
    note: Prose | None = None
    """What readers should know about this profile."""
    background: list[Claim] = []
    """Public facts about the trust and paired learning, with evidence."""
    sites: Annotated[list[Site], Field(min_length=1)]
    """Where the trust works."""
    partners: list[Partner] = []
    """Organisations that take part with the trust."""
    services: list[SettingId] = []
    """Services that the trust has, for its project menu. None: all."""
    cohort: Cohort
    """The run that this playbook is for."""
    planning_from: Day | None = None
    """Day on which planning starts; nothing is planned before it. Left out: the day on which you make the plan."""
    schedule: SchedulePreferences = SchedulePreferences()
    """Its preferences for dates."""
    pairing: PairingChoices
    """How pairs are formed."""
    workshops: list[WorkshopChoice] = []
    """The workshops that it runs, in this order. None: all, in the programme's order."""
    workshop_details: dict[str, WorkshopDetails] = {}
    """Times, rooms and facilitators of workshops by id. They do not change which workshops run."""
    framework: FrameworkId | None = None
    """The leadership framework of its self-assessment. None: the usual one."""
    instruments: list[InstrumentId] = []
    """The forms that it uses. None: all of its framework."""
    menu: MenuChoices = MenuChoices()
    """Its part of the project menu."""
    contacts: list[Contact] = []
    """People to ask."""
    brand: Brand
    """How its documents look."""
    hours: dict[str, Hours] = {}
    """Hours that differ from the assumptions, by the assumption's id."""
    rates: dict[str, Pounds] = {}
    """Pounds an hour by role, or by staff group of participants, where the trust wants costs."""
    bands: dict[str, Line] = {}
    """Band or grade behind a rate, by the same id, such as Band 8a."""
    costs: list[Cost] = []
    """Costs besides people's time: rooms, printing, facilitation, travel."""
    tailoring: list[Tailoring] = []
    """What it does differently from the shared guidance."""

    @property
    def fingerprint(self) -> str:
        """What tells whether the profile has changed: 16 hexadecimal digits."""
        text = self.model_dump_json(exclude={"id", "source"}, exclude_defaults=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
