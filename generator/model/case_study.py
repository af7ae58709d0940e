"""Case studies: what happened elsewhere, with measured results."""

from __future__ import annotations

from enum import StrEnum

from .base import Claim, ComponentId, Evidenced, Item, Line, SettingId, Slug


class Better(StrEnum):
    """Which way is an improvement."""

    LOWER = "lower"
    HIGHER = "higher"


class Result(Evidenced):
    """One measured result."""

    id: Slug
    """Short id, unique within the case study."""
    measure: Line
    """What was measured."""
    before: float | None = None
    """Value before; leave out where none was reported."""
    before_label: Line | None = None
    """When or what the first value is, such as year before."""
    after: float
    """Value after."""
    after_label: Line | None = None
    """When or what the second value is."""
    unit: Line
    """Unit, such as days or per cent of participants."""
    better: Better
    """lower or higher: which way is an improvement."""


class CaseStudy(Item):
    """Something that happened elsewhere; every case study has the same structure."""

    title: Line
    """Title of the case study."""
    summary: Line
    """What happened, in one sentence."""
    organisation: Line
    """Where it happened; anonymous if the report is."""
    years: Line | None = None
    """When it happened, such as 2010-11."""
    settings: list[SettingId] = []
    """Where in a service it happened; none where a whole programme is the subject, or where the report does not say."""
    context: Claim
    """The situation before."""
    what_was_done: Claim
    """What people did."""
    what_changed: Claim
    """What changed, with figures where they are published."""
    take_away: Claim
    """What to learn from it."""
    limits: Claim
    """How far the evidence reaches."""
    results: list[Result] = []
    """Measured results; each cites its source."""
    components: list[ComponentId] = []
    """Learning components at work in it."""
