"""Effort, as assumptions about hours that a trust can adjust, and responsibilities of roles."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import Advice, Applicability, Item, Line, MilestoneId, Noun, RoleId, StaffGroupId


class Counted(StrEnum):
    """What hours are multiplied by."""

    PARTICIPANT = "participant"
    GROUP = "group"
    WORKSHOP = "workshop"
    SURGERY = "surgery"
    MEETING = "meeting"
    """A pair meeting of the plan."""
    VISIT = "visit"
    """A shadowing visit of the plan."""
    MONTH = "month"
    SITE = "site"


class Every(StrEnum):
    """How often hours come again between two milestones."""

    WEEK = "week"
    MONTH = "month"


class CountsAs(StrEnum):
    """The figure in running text that hours belong to, where their role alone does not say so."""

    WORKSHOPS = "workshops"
    MEETINGS = "meetings"
    SHADOWING = "shadowing"
    PROJECT = "project"
    FORMS = "forms"
    SENIOR_LEAD = "senior-lead"
    SUPERVISOR = "supervisor"
    LINE_MANAGER = "line-manager"


class EffortAssumption(Item, Advice):
    """Hours that one role spends on one thing."""

    title: Line
    """What the hours are for."""
    role: RoleId
    """Whose hours they are."""
    hours: Annotated[float, Field(ge=0, le=500)]
    """Hours each time; for `workshop_length`, hours besides the workshop itself; for `from_projects`, hours a month."""
    each: list[Counted] = []
    """What the hours are multiplied by: participant, group, workshop, surgery, meeting, visit, month, site."""
    every: Every | None = None
    """week or month: the hours come again in each one from `since` to `until`."""
    groups_each: Annotated[int, Field(ge=1, le=200)] | None = None
    """How many pairs or groups the hours are for: 8 gives them once for up to 8, twice for 9 to 16, and so on."""
    staff_groups: list[StaffGroupId] = []
    """Count only participants of these staff groups. None: all."""
    people: Annotated[int, Field(ge=1, le=20)] = 1
    """How many people of the role give these hours each time."""
    workshop_length: bool = False
    """true to add the length of each workshop."""
    from_projects: bool = False
    """true to take the hours a month that the projects ask for, over the weeks that the cohort has for them.
    `hours` counts where the menu has no project."""
    backfill: bool = False
    """true if somebody must be found to do the person's usual work in these hours."""
    backfill_for: list[StaffGroupId] = []
    """Staff groups of participants whose hours need backfill. None: all."""
    counts_as: CountsAs | None = None
    """The figure in running text that the hours belong to, such as workshops."""
    since: MilestoneId | None = None
    """Milestone from which the hours are spread; hours for each workshop or surgery fall on its day instead."""
    until: MilestoneId | None = None
    """Milestone until which the hours are spread."""
    only_for: Applicability = Applicability()
    """Which cohorts it is for; every cohort when left out."""


class EffortRules(Noun):
    """All assumptions about hours."""

    assumptions: dict[str, EffortAssumption]
    """Assumptions by id, in the order of reading."""


class Responsibility(Item):
    """One task with the roles around it (a RACI row)."""

    title: Line
    """The task, starting with a verb."""
    responsible: RoleId
    """The role that does it."""
    accountable: RoleId
    """The role that answers for it."""
    consulted: list[RoleId] = []
    """Roles that are consulted before."""
    informed: list[RoleId] = []
    """Roles that are informed afterwards."""


class Responsibilities(Noun):
    """All tasks of a scheme."""

    tasks: dict[str, Responsibility]
    """Tasks by id, in the order of time."""
