"""Learning paths: what each kind of reader opens first, in which order, and how long that takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Advice, Item, Line, Minutes, Noun, Prose, RoleId, Slug

FEWEST_STEPS, MOST_STEPS = 5, 9


class PathStep(Noun):
    """One thing to open, and why."""

    id: Slug
    """Short id of the step, unique within its path."""
    do: Prose
    """What to do, with exactly one link to what it opens, such as `Read [Leadership](guidance:leadership).`"""
    minutes: Minutes
    """How long it takes."""
    why: Line
    """Why it is worth the time, in one line."""


class LearningPath(Item, Advice):
    """Where one kind of reader starts. Paths are shown in the order of their roles."""

    title: Line
    """Whom it is for, such as For facilitators."""
    summary: Line
    """What the reader can do afterwards, in one sentence."""
    roles: Annotated[list[RoleId], Field(min_length=1)]
    """The roles that it is for. The path of participants is in the participant handbook too."""
    steps: Annotated[list[PathStep], Field(min_length=FEWEST_STEPS, max_length=MOST_STEPS)]
    """What to open, in order: from 5 to 9 steps. Those that a cohort does not have are left out of its playbook."""

    @property
    def minutes(self) -> int:
        """Minutes of all steps together."""
        return sum(step.minutes for step in self.steps)
