"""Effort, as assumptions about hours that a trust can adjust, and responsibilities of roles."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import Advice, Applicability, Item, Line, MilestoneId, Noun, RoleId


class Counted(StrEnum):
    """What hours are multiplied by."""

    PARTICIPANT = "participant"
    GROUP = "group"
    WORKSHOP = "workshop"
    SURGERY = "surgery"
    MONTH = "month"
    SITE = "site"


class EffortAssumption(Item, Advice):
    """Hours that one role spends on one thing."""

    title: Line
    """What the hours are for."""
    role: RoleId
    """Whose hours they are."""
    hours: Annotated[float, Field(ge=0, le=500)]
    """Hours each time; for `workshop_length`, hours besides the workshop itself."""
    each: list[Counted] = []
    """What the hours are multiplied by: participant, group, workshop, surgery, month, site. None: once."""
    people: Annotated[int, Field(ge=1, le=20)] = 1
    """How many people of the role give these hours each time."""
    workshop_length: bool = False
    """true to add the length of each workshop."""
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
