"""A scheme: a trust's profile, and what happens to its cohort: people, groups, dates, tasks, sessions, projects."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from .base import (
    CareerStageId,
    Day,
    Email,
    LearningTopicId,
    Line,
    Noun,
    PlainText,
    ProjectId,
    Slug,
    StaffGroupId,
)
from .case_study import Better
from .pairing import Side
from .project import MeasureKind
from .schedule_preferences import Weekday
from .template import Level
from .trust import TrustProfile


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


class HalfDay(StrEnum):
    """Half a day of the working week."""

    MONDAY_MORNING = "monday-morning"
    MONDAY_AFTERNOON = "monday-afternoon"
    TUESDAY_MORNING = "tuesday-morning"
    TUESDAY_AFTERNOON = "tuesday-afternoon"
    WEDNESDAY_MORNING = "wednesday-morning"
    WEDNESDAY_AFTERNOON = "wednesday-afternoon"
    THURSDAY_MORNING = "thursday-morning"
    THURSDAY_AFTERNOON = "thursday-afternoon"
    FRIDAY_MORNING = "friday-morning"
    FRIDAY_AFTERNOON = "friday-afternoon"

    @property
    def day(self) -> Weekday:
        return Weekday(self.value.partition("-")[0])


LOWEST_SCORE, HIGHEST_SCORE = 1, 4
"""Points that the selection guide gives for a question."""

Score = Annotated[float, Field(ge=LOWEST_SCORE, le=HIGHEST_SCORE), AfterValidator(lambda points: round(points, 2))]
"""Points for one question, to two decimals; a half where two scorers differ by one and take the mean."""


class Scores(Noun):
    """The panel's points for the three questions of the selection guide."""

    reason: Score | None = None
    """Points for the reason for applying, 1 to 4; left out while there are none."""
    need: Score | None = None
    """Points for the learning need, 1 to 4."""
    release: Score | None = None
    """Points for how firm the release is, 1 to 4."""


class Person(Noun):
    """An applicant, a participant or a reserve."""

    id: Slug
    """Stable id of the row, such as person-1a2b3c4d."""
    name: Line
    """Full name, as on letters."""
    email: Email | None = None
    """Work email."""
    phone: Line | None = None
    """The telephone number on which the person is reached fastest."""
    post: Line | None = None
    """Job title, as on a name badge."""
    staff_group: StaffGroupId | None = None
    """Staff group."""
    side: Side | None = None
    """clinician, manager or colleague; by the staff group when left out."""
    grade: Line | None = None
    """Band or grade."""
    stage: CareerStageId | None = None
    """Stage of the career, for pairs whose partners are at a similar one."""
    site: Slug | None = None
    """Id of the trust's site where the person works most days."""
    partner: Slug | None = None
    """Id of the partner organisation that employs the person; left out for the trust's own staff."""
    department: Line | None = None
    """Department or ward."""
    post_ends: Day | None = None
    """Last day in the present post; left out for a permanent post."""
    days: list[HalfDay] = []
    """Half days on which the person can usually meet, such as monday-morning. None: any."""
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
    not_with: list[Slug] = []
    """Ids of people with whom the person must not be paired. Confidential."""
    named: list[Slug] = []
    """Ids of people whom the person would like as a partner after meeting them, the first choice first.
    Confidential."""
    partners_before: list[Slug] = []
    """Ids of people who were the person's partners in an earlier cohort."""
    left_over: bool = False
    """true: the person had no partner last time."""
    learn: list[LearningTopicId] = []
    """Topics about which the person wants to learn."""
    offer: list[LearningTopicId] = []
    """Topics about which a partner can learn from the person."""
    starred: list[ProjectId] = []
    """Projects of the menu that the person would like to work on."""
    wishes: PlainText | None = None
    """What the person hopes for."""
    scores: Scores = Scores()
    """The panel's points."""
    decision: Decision = Decision.APPLIED
    """Where the person stands."""
    reserve_place: Annotated[int, Field(ge=1, le=99)] | None = None
    """Place in the order of the reserves of the person's side: 1 is called first."""
    release: Agreement = Agreement.NOT_ASKED
    """Whether the release is agreed."""
    note: PlainText | None = None
    """Anything else."""


class LearningGroup(Noun):
    """A pair, or a group of three or four."""

    id: Slug
    """Stable id of the row, such as group-1a2b3c4d."""
    name: Line
    """Name, such as Pair 1."""
    members: list[Slug] = []
    """Ids of the people in it."""
    formed: Line | None = None
    """How it came about, and why, such as each named the other at the pairing event. For the team alone."""
    reason: Line | None = None
    """Why these people, in a sentence for the letter of introduction, which all of them read."""
    fixed: bool = False
    """true: whoever forms pairs again leaves it as it is."""
    first_met: Day | None = None
    """Day on which its members first met; left out while they have not."""
    note: PlainText | None = None
    """Anything else."""


class DateRecord(Noun):
    """What the planner says of a date: one of the plan, or one of her own."""

    what: Line | None = None
    """What it is, for a date of the planner's own."""
    day: Day | None = None
    """The day, for a date of the planner's own."""
    done: bool = False
    """true once it is over or settled."""
    in_diaries: bool = False
    """true once everybody has it in the diary."""
    note: PlainText | None = None
    """Anything else."""


class TaskRecord(Noun):
    """What the planner says of a task: one of the plan, or one of her own."""

    action: Line | None = None
    """What to do, for a task of the planner's own."""
    due: Day | None = None
    """Last day; the plan's when left out."""
    owner: Line | None = None
    """Who does it: a role or a name; the plan's role when left out."""
    status: TaskStatus = TaskStatus.NOT_STARTED
    """How far it has got."""
    note: PlainText | None = None
    """Anything else."""


class CohortProject(Noun):
    """A project that a group of the cohort carries out."""

    id: Slug
    """Stable id of the row, such as project-1a2b3c4d."""
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
    note: PlainText | None = None
    """Anything else."""


MeasuredValue = Annotated[float, Field(ge=-1e9, le=1e9), AfterValidator(lambda value: round(value, 4))]
"""A value of a measure, to four decimals."""


class Measurement(Noun):
    """A value of a measure on a day: a point of a run chart. What a measure is, its first row that says so says."""

    id: Slug
    """Stable id of the row, such as measure-1a2b3c4d."""
    day: Day
    """Day of the measurement, or the last day of what it counts."""
    project: Slug
    """Id of the cohort's project."""
    measure: Line
    """Name of the measure, the same in each of its rows."""
    value: MeasuredValue
    """The value, to four decimals."""
    change: Line | None = None
    """What changed on this day, for the chart."""
    baseline: bool = False
    """true: taken before any change; later values are judged by the median of these."""
    kind: MeasureKind | None = None
    """outcome, process or balancing; needed in the first row of the measure only."""
    better: Better | None = None
    """higher or lower: which values are better; needed in the first row of the measure only."""
    target: MeasuredValue | None = None
    """The value to reach; needed in the first row of the measure only."""

    @property
    def series(self) -> tuple[str, str]:
        """What it is a point of: the project's id, and the measure's name without capitals or spare spaces."""
        return self.project, " ".join(self.measure.split()).casefold()


class RiskRecord(Noun):
    """A risk of the register as the planner keeps it."""

    risk: Line
    """What could go wrong."""
    likelihood: Level | None = None
    """How likely it is now."""
    impact: Level | None = None
    """How serious it would be."""
    response: PlainText | None = None
    """What is done about it."""
    owner: Line | None = None
    """Who watches it: a role or a name."""
    review_on: Day | None = None
    """When to look at it next."""
    note: PlainText | None = None
    """Anything else."""


class Records(Noun):
    """What happens to a cohort. Names and scores are in here, so none of it ever reaches the site."""

    keep_until: Day | None = None
    """The day by which the people in this file must be deleted from it."""
    people: list[Person] = []
    """Applicants, participants and reserves."""
    groups: list[LearningGroup] = []
    """Pairs and groups."""
    dates: dict[str, DateRecord] = {}
    """What the planner says of dates, by the id of the schedule's entry, such as workshop-powerlab; her own have an id
    such as date-1a2b3c4d."""
    tasks: dict[str, TaskRecord] = {}
    """What the planner says of tasks, by the task's id, topic/action; her own have an id such as task-1a2b3c4d."""
    attendance: dict[str, dict[str, Attended]] = {}
    """Who was at which workshop or surgery, by the id of the person, then by the id of the schedule's entry:
    A attended, P part of it, S sent apologies, N not there."""
    projects: list[CohortProject] = []
    """The groups' projects."""
    measurements: list[Measurement] = []
    """Values of their measures."""
    risks: dict[str, RiskRecord] = {}
    """Risks that differ from the shared register, by its id; her own have an id such as risk-1a2b3c4d."""

    @property
    def by_id(self) -> dict[str, Person]:
        """The people by their ids."""
        return {person.id: person for person in self.people}

    @property
    def participants(self) -> list[Person]:
        """The people who accepted a place, in their order."""
        return [person for person in self.people if person.decision is Decision.PARTICIPANT]


class Scheme(Noun):
    """Everything in a planner's file."""

    profile: TrustProfile
    """What the trust chooses."""
    records: Records = Records()
    """What happens to its cohort."""
