"""The programme and its learning components."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import (
    Advice,
    ComponentId,
    EvidenceLabel,
    InstrumentId,
    Item,
    Line,
    Minutes,
    Noun,
    ReferenceId,
    Searched,
    Section,
    Slug,
    Timing,
    Weeks,
    WorkshopId,
)

SHADOWING_VISITS = 3
"""Visits each way in a cohort of the usual length."""


class Scene(StrEnum):
    """The drawings of people, each a file of its name in `theme/drawings/`."""

    PAIR = "pair"
    SHADOWING = "shadowing"
    WORKSHOP = "workshop"
    PROJECT = "project"
    SURGERY = "surgery"
    PRESENTATION = "presentation"


class Figure(Noun):
    """A headline figure with its source."""

    value: Line
    """The figure as shown, such as 75 per cent."""
    text: Line
    """What it counts."""
    cite: Annotated[list[ReferenceId], Field(min_length=1)]
    """The references that report it."""
    evidence: EvidenceLabel = EvidenceLabel.PUBLISHED
    """pilot: a paired learning scheme that ran reported it; published: reported elsewhere in print."""


class ShortForm(Noun):
    """The programme of a cohort that is too short for all workshops."""

    months_below: Annotated[int, Field(ge=2, le=24)]
    """It is used for cohorts of fewer months than this."""
    workshops: Annotated[list[WorkshopId], Field(min_length=2)]
    """The workshops that it keeps, in their order."""
    advice: Line
    """What such a cohort does about its projects."""


class Programme(Noun):
    """The whole scheme: what it is, and its parts in their order."""

    title: Line
    """Name of the programme."""
    summary: Line
    """What it is, in one sentence."""
    months: Annotated[int, Field(ge=1, le=24)]
    """Usual length of a cohort in months."""
    sections: list[Section]
    """What a newcomer needs to know, with evidence."""
    figures: list[Figure] = []
    """Headline figures, each with its source."""
    limits: Line | None = None
    """How far the figures reach, in a sentence; it stands below them wherever they are shown to a sponsor."""
    components: Annotated[list[ComponentId], Field(min_length=1)]
    """The learning components, in their order."""
    pair_meetings: ComponentId
    """The component whose monthly agendas are used for the pair meetings."""
    workshops: Annotated[list[WorkshopId], Field(min_length=1)]
    """The workshops, in their order."""
    workshop_weeks: list[Weeks] = []
    """The week of each workshop in a cohort of the usual length; the first is at 0. None: spread evenly."""
    charter: Timing | None = None
    """By when each pair has a signed project charter; the first design surgery comes after it."""
    short_form: ShortForm | None = None
    """What a short cohort runs, unless its trust names its own workshops."""
    usual_groups: Annotated[int, Field(ge=1, le=200)] = 12
    """Pairs in a usual cohort: figures of the site are worked out for that many."""

    def short_form_for(self, months: int) -> ShortForm | None:
        """The short form, for a cohort of so few months; None for the whole programme."""
        return self.short_form if self.short_form and months < self.short_form.months_below else None


class MeetingAgenda(Noun):
    """An agenda for one meeting of a component, with prompts."""

    id: Slug
    """Short id, unique within the component."""
    title: Line
    """Name of the meeting."""
    month: Annotated[int, Field(ge=0, le=24)] | None = None
    """Month of the programme it is meant for; 0 is before the first workshop."""
    minutes: Minutes
    """How long it takes."""
    aim: Line
    """What the meeting is for."""
    prompts: Annotated[list[Line], Field(min_length=1)]
    """Questions to start the conversation."""


class Pitfall(Advice):
    """Something that tends to go wrong."""

    pitfall: Line
    """What goes wrong."""
    instead: Line
    """What to do instead."""


class LearningComponent(Item, Searched):
    """One of the ways in which a pair learns."""

    title: Line
    """Name of the component."""
    summary: Line
    """What it is, in one sentence."""
    scene: Scene | None = None
    """The drawing that goes with it: pair, shadowing, workshop, project, surgery or presentation."""
    hours: Line | None = None
    """How long it takes a participant; the figure is a blank, such as {meeting_hours}."""
    sections: Annotated[list[Section], Field(min_length=1)]
    """The guide, section by section."""
    agendas: list[MeetingAgenda] = []
    """Meeting agendas, where the component has meetings."""
    questions: list[Line] = []
    """Questions that a coach or a partner can ask."""
    pitfalls: list[Pitfall] = []
    """What tends to go wrong, and what to do instead."""
    instruments: list[InstrumentId] = []
    """Forms that go with it."""
