"""A scheme: a trust's profile, and what happens to its cohort: people, groups, dates, tasks, sessions, projects."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import Day, Email, Line, Noun, ProjectId, Prose, Slug, StaffGroupId
from .schedule_preferences import Weekday
from .template import Level
from .trust import TrustProfile


class Side(StrEnum):
    """The side from which a person comes into a group."""

    CLINICIAN = "clinician"
    MANAGER = "manager"
    COLLEAGUE = "colleague"
    """Somebody of a partner organisation."""


class Decision(StrEnum):
    """Where an applicant stands."""

    APPLIED = "applied"
    OFFERED = "offered"
    """A place is offered, and the answer is open."""
    PARTICIPANT = "participant"
    """The place is accepted."""
    RESERVE = "reserve"
    NOT_THIS_TIME = "not-this-time"
    WITHDRAWN = "withdrawn"


class Agreement(StrEnum):
    """Whether a participant's release is agreed."""

    NOT_ASKED = "not-asked"
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"


class TaskStatus(StrEnum):
    """How far a task has got."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    NOT_NEEDED = "not-needed"


class Attended(StrEnum):
    """Whether somebody was at a session: one letter each."""

    ATTENDED = "A"
    PARTLY = "P"
    SENT_APOLOGIES = "S"
    NOT_THERE = "N"


class ProjectStage(StrEnum):
    """Where a group's project stands."""

    IDEA = "idea"
    CHOSEN = "chosen"
    CHARTER_AGREED = "charter-agreed"
    UNDER_WAY = "under-way"
    FINISHED = "finished"
    STOPPED = "stopped"


Score = Annotated[float, Field(ge=0, le=100)]
"""Points that the panel gave."""


class Person(Noun):
    """An applicant, a participant or a reserve."""

    id: Slug
    """Stable id of the row."""
    name: Line
    """Full name, as on letters."""
    email: Email | None = None
    """Work email."""
    side: Side | None = None
    """clinician, manager or colleague; by the staff group when left out."""
    staff_group: StaffGroupId | None = None
    """Staff group."""
    grade: Line | None = None
    """Band or grade."""
    site: Slug | None = None
    """Id of the trust's site where the person works."""
    partner: Slug | None = None
    """Id of the partner organisation that employs the person; left out for the trust's own staff."""
    department: Line | None = None
    """Department or ward."""
    line_manager: Line | None = None
    """Who releases the person."""
    line_manager_email: Email | None = None
    """Line manager's email."""
    supervisor: Line | None = None
    """Educational supervisor, for doctors in training."""
    supervisor_email: Email | None = None
    """Supervisor's email."""
    rota_contact: Line | None = None
    """Who plans the person's duties."""
    rota_contact_email: Email | None = None
    """Rota contact's email."""
    days: list[Weekday] = []
    """Weekdays that suit. None: any."""
    not_with: list[Slug] = []
    """Ids of people with whom the person must not be paired."""
    wishes: Prose | None = None
    """What the person hopes for."""
    scores: list[Score | None] = []
    """Points for each question of the selection guide, in its order; None where there are none yet."""
    decision: Decision = Decision.APPLIED
    """Where the person stands."""
    release: Agreement = Agreement.NOT_ASKED
    """Whether the release is agreed."""
    note: Prose | None = None
    """Anything else."""


class LearningGroup(Noun):
    """A pair, or a group of three or four."""

    id: Slug
    """Stable id of the row."""
    name: Line
    """Name, such as Pair 1."""
    members: list[Slug] = []
    """Ids of the people in it."""
    formed: Line | None = None
    """How it came about, such as chosen at the pairing event."""
    fixed: bool = False
    """true: whoever makes pairs again leaves it as it is."""
    first_met: Day | None = None
    """Day on which its members first met; left out while they have not."""
    note: Prose | None = None
    """Anything else."""


class DateRecord(Noun):
    """What the planner says of a date of the plan."""

    entry: Line
    """Id of the schedule's entry, such as workshop-powerlab."""
    done: bool = False
    """true once it is over or settled."""
    in_diaries: bool = False
    """true once everybody has it in the diary."""
    note: Prose | None = None
    """Anything else."""


class TaskRecord(Noun):
    """What the planner says of a task: one of the plan, or one of her own."""

    id: Line
    """Id of the task: of the plan, as topic/action, or of the row."""
    action: Line | None = None
    """What to do, for a task of the planner's own."""
    due: Day | None = None
    """Last day, for a task of the planner's own."""
    owner: Line | None = None
    """Who does it: a role or a name; the plan's role when left out."""
    status: TaskStatus = TaskStatus.NOT_STARTED
    """How far it has got."""
    note: Prose | None = None
    """Anything else."""


class Attendance(Noun):
    """Whether a person was at a workshop or a surgery."""

    person: Slug
    """Id of the person."""
    session: Line
    """Id of the schedule's entry, such as workshop-powerlab or surgery-1."""
    attended: Attended
    """A attended, P part of it, S sent apologies, N not there."""


class CohortProject(Noun):
    """A project that a group of the cohort carries out."""

    id: Slug
    """Stable id of the row."""
    title: Line
    """What it is called."""
    project: ProjectId | None = None
    """The project of the menu that it comes from, if any."""
    group: Slug | None = None
    """Id of the group."""
    sponsor: Line | None = None
    """Who sponsors it."""
    sponsor_email: Email | None = None
    """Sponsor's email."""
    stage: ProjectStage = ProjectStage.IDEA
    """Where it stands."""
    charter_day: Day | None = None
    """Day on which the charter was agreed; left out while it is not."""
    next_step: Line | None = None
    """What comes next."""
    next_step_by: Day | None = None
    """By when."""
    note: Prose | None = None
    """Anything else."""


class Measurement(Noun):
    """A value of a measure on a day: a point of a run chart."""

    id: Slug
    """Stable id of the row."""
    day: Day
    """Day of the measurement, or the last day of what it counts."""
    project: Slug
    """Id of the cohort's project."""
    measure: Line
    """Name of the measure, the same on each row."""
    value: Annotated[float, Field(ge=-1e9, le=1e9)]
    """The value."""
    change: Line | None = None
    """What changed on this day, for the chart."""


class RiskRecord(Noun):
    """A risk of the register as the planner keeps it."""

    id: Line
    """Id of the register's risk, or of the row."""
    risk: Line
    """What could go wrong."""
    likelihood: Level | None = None
    """How likely it is now."""
    impact: Level | None = None
    """How serious it would be."""
    response: Prose | None = None
    """What is done about it."""
    owner: Line | None = None
    """Who watches it: a role or a name."""
    review_on: Day | None = None
    """When to look at it next."""
    note: Prose | None = None
    """Anything else."""


class Records(Noun):
    """What happens to a cohort. Names and scores are in here, so none of it ever reaches the site."""

    keep_until: Day | None = None
    """The day by which the people in this file must be deleted from it."""
    people: list[Person] = []
    """Applicants, participants and reserves."""
    groups: list[LearningGroup] = []
    """Pairs and groups."""
    dates: list[DateRecord] = []
    """What is said of dates of the plan."""
    tasks: list[TaskRecord] = []
    """What is said of tasks, and the planner's own."""
    attendance: list[Attendance] = []
    """Who was at which session."""
    projects: list[CohortProject] = []
    """The groups' projects."""
    measurements: list[Measurement] = []
    """Values of their measures."""
    risks: list[RiskRecord] = []
    """Risks that differ from the shared register, and the planner's own."""


class Scheme(Noun):
    """Everything in a planner's file."""

    profile: TrustProfile
    """What the trust chooses."""
    records: Records = Records()
    """What happens to its cohort."""
