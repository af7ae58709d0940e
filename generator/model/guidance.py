"""Planning guidance: one topic in each file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import (
    Advice,
    Applicability,
    InstrumentId,
    Item,
    Line,
    Noun,
    Point,
    Prose,
    RoleId,
    Searched,
    Section,
    Slug,
    StageId,
    TemplateId,
    Timing,
)
from .programme import Pitfall


class Option(Noun):
    """One way to decide a question."""

    name: Line
    """Name of the option."""
    fits_when: Line
    """When it is the right choice."""
    usual: bool = False
    """true for the choice to make unless something speaks for another; at most one of a decision."""


class Decision(Advice):
    """Something that planners must decide, with the choices."""

    id: Slug
    """Short id, unique within the topic."""
    question: Line
    """What must be decided."""
    options: Annotated[list[Option], Field(min_length=2)]
    """The choices, and when each fits."""
    owner: RoleId | None = None
    """The role that decides; leave out if nobody has to decide unless something goes wrong."""
    timing: Timing | None = None
    """By when it is decided; goes with `owner`."""
    in_profile: bool = False
    """true if a trust's profile already says what was decided, such as the number of pairs."""


class Action(Advice):
    """Something to do by a certain time."""

    id: Slug
    """Short id, unique within the topic."""
    do: Line
    """What is done, starting with a verb."""
    detail: Prose | None = None
    """How to do it, if one line is not enough."""
    owner: RoleId
    """The role that sees to it."""
    timing: Timing
    """When it is due."""
    only_for: Applicability = Applicability()
    """Which cohorts it is for; every cohort when left out."""


class GuidanceTopic(Item, Searched):
    """One planning topic: what to know, what to decide, what to do and when."""

    title: Line
    """Name of the topic."""
    order: Annotated[int, Field(ge=1, le=99)]
    """Place among the topics of its stage; a smaller number comes first."""
    stage: StageId
    """Stage of the scheme that it belongs to."""
    summary: Line
    """Why the topic matters, in one sentence."""
    only_for: Applicability = Applicability()
    """Which cohorts the topic is for; every cohort when left out."""
    sections: Annotated[list[Section], Field(min_length=1)]
    """The guidance, section by section."""
    decisions: list[Decision] = []
    """What planners must decide."""
    actions: Annotated[list[Action], Field(min_length=1)]
    """What is done, by whom and when."""
    pitfalls: Annotated[list[Pitfall], Field(min_length=1)]
    """What tends to go wrong, and what to do instead."""
    signs: list[Point] = []
    """Signs that it works."""
    instruments: list[InstrumentId] = []
    """Forms to use."""
    templates: list[TemplateId] = []
    """Letters, adverts and other templates to use."""
