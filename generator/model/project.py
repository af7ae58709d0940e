"""Improvement projects: the menu that pairs choose from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import (
    Applicability,
    CaseStudyId,
    DomainId,
    Evidenced,
    Item,
    Line,
    Noun,
    ProjectId,
    Prose,
    RoleId,
    SettingId,
    Slug,
    SpecialtyId,
    ThemeId,
    Weeks,
    WorkshopId,
)
from .progress import Progress

RUN_CHART_POINTS = 10
"""Fewest points of a run chart, which also needs a median."""


class ProjectKind(StrEnum):
    """How a pair comes to a project."""

    SELF_LED = "self-led"
    ALLOCATED = "allocated"
    MENU = "menu"


class Difficulty(StrEnum):
    """How hard a project is for a first-time pair."""

    STARTER = "starter"
    MODERATE = "moderate"
    STRETCHING = "stretching"


class MeasureKind(StrEnum):
    """What a measure is about."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"


class Interval(StrEnum):
    """How often a measure is taken."""

    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"

    @property
    def days(self) -> int:
        """Days from one point to the next; a month counts as 30."""
        return _DAYS[self]


_DAYS = {Interval.DAILY: 1, Interval.WEEKLY: 7, Interval.FORTNIGHTLY: 14, Interval.MONTHLY: 30}


class Measure(Noun):
    """One thing that is counted."""

    id: Slug
    """Short id, unique within the project."""
    name: Line
    """Name of the measure."""
    kind: MeasureKind
    """outcome: what patients or staff notice; process: whether the change happens; balancing: harm elsewhere."""
    definition: Line
    """Exactly what is counted, out of what."""


class Measurement(Noun):
    """How often, and for how long, the measures are taken."""

    interval: Interval
    """daily, weekly, fortnightly or monthly."""
    points_before: Annotated[int, Field(ge=0, le=400)]
    """Points taken before the change."""
    points_after: Annotated[int, Field(ge=1, le=400)]
    """Points taken after the change."""

    @property
    def points(self) -> int:
        return self.points_before + self.points_after

    @property
    def weeks_before(self) -> int:
        return self.weeks_of(self.points_before)

    @property
    def weeks_after(self) -> int:
        return self.weeks_of(self.points_after)

    @property
    def weeks(self) -> int:
        """Whole weeks that all points take; the points after the change start in a new week."""
        return self.weeks_before + self.weeks_after

    def weeks_of(self, points: int) -> int:
        """Whole weeks that some points take, rounded up."""
        return -(-points * self.interval.days // 7)


class DataAccess(Noun):
    """Where the data is and how to get it."""

    source: Line
    """System or record that holds it."""
    access: Line
    """Whom to ask, and what they need."""
    lead_weeks: Weeks
    """Weeks from asking to having it."""


class SecondaryDriver(Noun):
    """A secondary driver, with changes to try."""

    name: Line
    """The driver."""
    changes: Annotated[list[Line], Field(min_length=1)]
    """Changes to try."""


class PrimaryDriver(Noun):
    """A main influence on the aim."""

    name: Line
    """The driver."""
    secondary: Annotated[list[SecondaryDriver], Field(min_length=1)]
    """Its secondary drivers."""


class Risk(Noun):
    """What could go wrong, and the response."""

    risk: Line
    """What could go wrong."""
    response: Line
    """What to do about it."""


class Withdrawal(Noun):
    """Why a project is no longer on the menu, and what to take instead."""

    reason: Line
    """Why, in one sentence."""
    instead: list[ProjectId] = []
    """Projects to take instead."""


class ImprovementProject(Item, Evidenced):
    """A template for a project that a trust can adopt."""

    title: Line
    """Name of the project."""
    summary: Line
    """What it is, in one sentence."""
    theme: ThemeId
    """Its theme."""
    settings: Annotated[list[SettingId], Field(min_length=1)]
    """Where it can happen."""
    specialties: list[SpecialtyId] = []
    """Specialties that it belongs to; none means any."""
    also: list[Line] = []
    """Other words by which people search for it: abbreviations, everyday names, topics that it touches."""
    kinds: Annotated[list[ProjectKind], Field(min_length=1)]
    """How a pair may come to it: self-led, allocated, menu."""
    difficulty: Difficulty
    """starter, moderate or stretching."""
    duration_weeks: Annotated[int, Field(ge=2, le=60)]
    """Weeks from the first measurement to the last."""
    hours_a_month: Annotated[int, Field(ge=1, le=80)]
    """Hours a month for each member of the pair."""
    problem: Prose
    """What is wrong today, and for whom."""
    why_now: Prose
    """Why it is worth doing now."""
    aim: Line
    """An aim with blanks that the pair fills in: how much, by when."""
    drivers: Annotated[list[PrimaryDriver], Field(min_length=1)]
    """The driver diagram: primary drivers, secondary drivers, changes to try."""
    measures: Annotated[list[Measure], Field(min_length=3)]
    """At least one outcome, one process and one balancing measure."""
    measurement: Measurement
    """How often and how many points."""
    data: DataAccess
    """Where the data is."""
    scope_in: Annotated[list[Line], Field(min_length=1)]
    """What the project covers."""
    scope_out: Annotated[list[Line], Field(min_length=1)]
    """What it leaves out."""
    sponsor: Line
    """The post that sponsors it, such as clinical director for surgery."""
    sponsor_lead_weeks: Weeks = 2
    """Weeks to get the sponsor's agreement."""
    recruit: Annotated[list[Line], Field(min_length=1)]
    """Whom to bring in."""
    clinician_part: Line
    """What the clinician brings."""
    manager_part: Line
    """What the manager brings."""
    risks: Annotated[list[Risk], Field(min_length=1)]
    """What could go wrong."""
    governance: Prose
    """Ethics and information governance."""
    surgery_questions: Annotated[list[Line], Field(min_length=1)]
    """Questions to take to a design surgery."""
    sustained_by: Line
    """Who keeps it going afterwards."""
    domains: Annotated[list[DomainId], Field(min_length=1)]
    """Leadership domains that it builds."""
    workshops: Annotated[list[WorkshopId], Field(min_length=1)]
    """Workshops that help with it."""
    case_studies: list[CaseStudyId] = []
    """Case studies that it is based on or resembles."""
    owner: RoleId
    """The role that answers questions about it."""
    only_for: Applicability = Applicability()
    """Which cohorts it suits; every cohort when left out."""
    progress: Progress = Progress()
    """The trust's progress with it; only for a trust's own projects."""
    withdrawn: Withdrawal | None = None
    """Set when the project leaves the menu; its page stays and points to a replacement."""

    @property
    def work_weeks(self) -> int:
        """Whole weeks from having the data to the last point."""
        return max(self.duration_weeks, self.measurement.weeks)

    @property
    def weeks_needed(self) -> int:
        """Whole weeks from the charter to the last point, with data asked for on the day of the charter.

        The sponsor is found before the charter, so `sponsor_lead_weeks` does not count.
        """
        return self.data.lead_weeks + self.work_weeks
