"""What people are told and do before a workshop: letters, what to do with little time, a rehearsal."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Advice, Line, Minutes, Noun, Prose, Slug


class LetterText(Noun):
    """A workshop's own words in the two letters that go out before it.

    The templates with `weeks_before_workshop` are the frame around them.
    """

    what_happens: Prose
    """What will happen, for participants; it gives nothing away that is to come as a surprise."""
    bring: Annotated[list[Line], Field(min_length=1)]
    """What participants bring or do beforehand, each starting with a verb."""
    opting_out: Prose
    """What a participant need not do, and how to say so."""
    for_leads: Prose
    """What the senior leads, and those who release participants, must know and do."""


class TimeLeft(Noun):
    """What to do in the time that is left before a workshop, and what to leave out."""

    do: Annotated[list[Line], Field(min_length=1)]
    """What to do, in order, each starting with a verb."""
    leave_out: list[Line] = []
    """What to leave out or run in another way."""


class TimeToPrepare(Advice):
    """What to do with eight weeks, one week or one day before a workshop."""

    eight_weeks: TimeLeft
    """With the usual time."""
    one_week: TimeLeft
    """With a week."""
    one_day: TimeLeft
    """With a day."""


class RehearsalMoment(Noun):
    """A moment of a workshop that a facilitator practises aloud."""

    activity: Slug
    """Id of this workshop's activity."""
    hard: Line
    """What is hard about it."""
    try_saying: Annotated[list[Line], Field(min_length=1)]
    """Words to try aloud."""
    minutes: Minutes
    """How long to practise it."""


class Rehearsal(Noun):
    """A sheet with which a facilitator practises, and looks back afterwards."""

    moments: Annotated[list[RehearsalMoment], Field(min_length=2, max_length=2)]
    """The two moments to practise aloud."""
    look_back: Annotated[list[Line], Field(min_length=5, max_length=8)]
    """Questions to ask oneself afterwards; no score is kept."""
