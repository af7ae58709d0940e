"""The home page: what a newcomer sees in the first ten seconds."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Advice, LearningPathId, Line, Noun, Prose
from .programme import Scene


class HomeStep(Noun):
    """One of the things that pairs do, under its drawing."""

    scene: Scene
    """pair, shadowing, workshop, project, surgery or presentation."""
    title: Line
    """What pairs do, in a word or two."""
    text: Line
    """The same in a sentence."""
    hours: Line
    """How long it takes a participant; the figure is a blank, such as {meeting_hours}."""


class HomeClaim(Advice):
    """A claim about the steps."""

    text: Line
    """What is claimed, in a sentence or two."""


class HomeFact(Advice):
    """An answer to what a newcomer asks first."""

    title: Line
    """What is answered, such as How much time."""
    text: Prose
    """The answer, in two or three sentences."""


class HomeDoor(Noun):
    """A way in for one kind of reader."""

    path: LearningPathId
    """The learning path behind the door."""
    title: Line
    """The reader's job in the reader's words, such as I run a workshop."""
    text: Prose
    """What the reader finds, with links to what is used most."""


class Home(Noun):
    """The home page, besides the headline figures, which the programme has."""

    steps: Annotated[list[HomeStep], Field(min_length=4, max_length=4)]
    """What pairs do, in four steps: their drawings are one picture."""
    about_steps: list[HomeClaim] = []
    """Where the steps come from, and what their hours are."""
    facts: Annotated[list[HomeFact], Field(min_length=2, max_length=4)]
    """For whom it is, how much time it takes, what it brings and who is behind it."""
    doors: list[HomeDoor] = []
    """Ways in, in the order of the page."""
