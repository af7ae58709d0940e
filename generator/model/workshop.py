"""Workshops: a timed plan that a facilitator can run."""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from .base import (
    CaseStudyId,
    Clock,
    DomainId,
    InstrumentId,
    Item,
    Line,
    Minutes,
    Noun,
    Prose,
    RoleId,
    Searched,
    Section,
    Slug,
    Weeks,
)
from .handout import HandoutChart, HandoutGrid
from .required import STATEMENTS
from .room_set import Area, Cast, Count, Prop
from .workshop_preparation import LetterText, Rehearsal, TimeToPrepare


class ActivityKind(StrEnum):
    """What people do in an activity."""

    WELCOME = "welcome"
    TALK = "talk"
    DISCUSSION = "discussion"
    EXERCISE = "exercise"
    SIMULATION = "simulation"
    PRESENTATION = "presentation"
    REFLECTION = "reflection"
    BREAK = "break"
    CLOSE = "close"


class Slide(Noun):
    """One slide."""

    title: Line
    """Title of the slide."""
    points: list[Line] = []
    """Points on the slide; at most six, of about twelve words each."""
    notes: Prose | None = None
    """What the facilitator says with it."""


class Cue(Noun):
    """Something to do at a minute of an activity, of which the timer reminds the facilitator."""

    minute: Annotated[int, Field(ge=0, le=600)]
    """Minutes after the activity begins."""
    do: Line
    """What to do then, starting with a verb."""


class GroupVariant(Noun):
    """How an activity goes in groups of three or four: what is given replaces the activity's own, the rest stays."""

    group_sizes: Annotated[list[Annotated[int, Field(ge=3, le=4)]], Field(min_length=1, max_length=2)]
    """The sizes of groups that it is for: 3, 4 or both."""
    minutes: Minutes | None = None
    """How long the activity takes then; the activities must add up to the workshop's length at each size."""
    summary: Line | None = None
    """What participants do, in one line."""
    say: list[Line] | None = None
    """What the facilitator says."""
    do: list[Line] | None = None
    """What the facilitator does, all of it, with minutes as in the activity."""
    cues: list[Cue] | None = None
    """What to do at which minute, all of it; an empty list for none."""
    ask: list[Line] | None = None
    """What the facilitator asks the room."""
    watch_for: list[Line] | None = None
    """What the facilitator looks out for."""
    if_late: Line | None = None
    """What to shorten or skip when time is short."""
    if_late_saves: Minutes | None = None
    """How many minutes that saves."""
    slides: list[Slide] | None = None
    """Slides for the activity, all of them."""

    @property
    def given(self) -> dict[str, Any]:
        """What replaces the activity's own, by field."""
        fields = ((name, getattr(self, name)) for name in type(self).model_fields if name != "group_sizes")
        return {name: value for name, value in fields if value is not None}


class Activity(Noun):
    """One timed part of a workshop. A break is an activity too."""

    id: Slug
    """Short id, unique within the workshop."""
    title: Line
    """Name of the activity."""
    kind: ActivityKind
    """welcome, talk, discussion, exercise, simulation, presentation, reflection, break or close."""
    minutes: Minutes
    """How long it takes."""
    summary: Line | None = None
    """What participants do, in one line."""
    objectives: list[Slug] = []
    """Ids of this workshop's objectives that the activity serves."""
    say: list[Line] = []
    """What the facilitator says."""
    do: list[Line] = []
    """What the facilitator does; a line that begins with "Minutes 5 to 10:" is a cue for the timer too."""
    cues: list[Cue] = []
    """What to do at which minute, in order, where `do` does not say it."""
    ask: list[Line] = []
    """What the facilitator asks the room."""
    watch_for: list[Line] = []
    """What the facilitator looks out for."""
    if_late: Line | None = None
    """What to shorten or skip when time is short."""
    if_late_saves: Minutes | None = None
    """How many minutes that saves; the timer offers to take them."""
    slides: list[Slide] = []
    """Slides for the activity."""
    handouts: list[Slug] = []
    """Ids of this workshop's handouts that are used."""
    props: list[Slug] = []
    """Ids of this workshop's props that are used."""
    instruments: list[InstrumentId] = []
    """Forms that are filled in."""
    variants: list[GroupVariant] = []
    """What differs in groups of three or four; at most one for each size."""

    def variant(self, group_size: int) -> GroupVariant | None:
        """What differs in groups of this size; None where nothing does."""
        return next((variant for variant in self.variants if group_size in variant.group_sizes), None)

    def in_groups_of(self, group_size: int) -> Activity:
        """The activity as groups of this size do it."""
        variant = self.variant(group_size)
        return self.model_copy(update={**(variant.given if variant else {}), "variants": []})


class TimedLine(NamedTuple):
    """A line of what a facilitator does that begins with its minutes."""

    starts: tuple[int, ...]
    """The minutes at which it is done."""
    ends: int
    text: str


_MINUTES = re.compile(r"Minutes? (\d+)(?: (to|and) (\d+))?: *(.+)", re.DOTALL)


def timed_line(line: str) -> TimedLine | None:
    """A line such as "Minutes 0 to 5: sit down.", "Minute 18: count." or "Minutes 8 and 16: ring."; None if untimed."""
    match = _MINUTES.fullmatch(line)
    if not match:
        return None
    first, joint, second, text = match.groups()
    starts = (int(first), int(second)) if joint == "and" else (int(first),)
    return TimedLine(starts, int(second or first), text[:1].upper() + text[1:])


class Objective(Noun):
    """What a participant can do afterwards."""

    id: Slug
    """Short id, unique within the workshop."""
    text: Line
    """What a participant can do, starting with a verb."""
    domains: Annotated[list[DomainId], Field(min_length=1)]
    """Leadership domains that it builds."""


class Shown(StrEnum):
    """What the generator writes into a part of a handout."""

    CAST = "cast"
    """How many of each role card there are."""
    PIECES = "pieces"
    """What each role card knows."""


class HandoutPart(Noun):
    """One part of a handout."""

    title: Line
    """Heading of the part."""
    text: Prose | None = None
    """What it says."""
    shows: Shown | None = None
    """cast: a table of how many of each role card there are; pieces: what each role card knows."""
    chart: HandoutChart | None = None
    """A chart, to draw on or to read."""
    grid: HandoutGrid | None = None
    """A grid or boxes to write in."""
    writing_lines: Annotated[int, Field(ge=0, le=40)] = 0
    """Empty lines to write on."""
    starts_page: bool = False
    """Whether it begins a new page."""


class Handout(Noun):
    """A sheet that participants read or fill in."""

    id: Slug
    """Short id, unique within the workshop."""
    title: Line
    """Title of the handout."""
    instructions: Prose
    """What to do with it."""
    parts: Annotated[list[HandoutPart], Field(min_length=1)]
    """Its parts, in order."""
    pages: Annotated[int, Field(ge=1, le=6)] = 1
    """How many pages it has in print."""
    cards: bool = False
    """Whether its parts are cards to cut out, each with its title and text."""
    count: Count | None = None
    """How many to print; one a person when left out."""
    whom: Line | None = None
    """Whom it is for, if the count does not say it."""


class RoleCard(Noun):
    """A card for one role of a simulation."""

    id: Slug
    """Short id, unique within the workshop."""
    title: Line
    """Name of the role."""
    place: Line
    """Where the role is in the system: top, middle, front line or patient."""
    knows: Line | None = None
    """What only this role knows, and somebody else needs."""
    briefing: Prose
    """What the player wants and may do."""
    piece_to: Slug | None = None
    """Id of the role card that also says what this one knows, where this one is left out."""
    piece: Line | None = None
    """What that card then says, if the words of `knows` do not suit it."""
    numbers: list[Annotated[int, Field(ge=0, le=40)]] = []
    """How many cards there are at each number of people of the cast; without a cast use `count`."""
    count: Count | None = None
    """How many cards there are, for a workshop without a cast."""
    spare: Annotated[int, Field(ge=0, le=10)] = 0
    """How many more to print."""


class FormCount(Noun):
    """How many of a form to print."""

    form: InstrumentId
    """The form."""
    count: Count
    """How many of it."""
    whom: Line | None = None
    """Whom it is for, if the count does not say it."""


class Material(Noun):
    """Something to bring."""

    item: Line
    """What it is."""
    quantity: Line
    """How many, in words, such as one a pair."""
    count: Count | None = None
    """The same as a rule, so that the list for a session has the figure."""


class Room(Noun):
    """The room that the workshop needs."""

    layout: Line
    """How tables and chairs stand."""
    plan: list[Area] = []
    """The places in the room, for a drawing of it and for what lies where."""
    needs: list[Line] = []
    """What the room must have."""
    accessibility: list[Line] = []
    """What makes it work for everybody."""


class Preparation(Noun):
    """Something to do before or after the workshop."""

    do: Line
    """What is done, starting with a verb."""
    owner: RoleId
    """The role that sees to it."""
    weeks: Weeks
    """Whole weeks before the workshop (preparation) or after it (follow-up)."""
    id: Slug | None = None
    """Short id, unique within the workshop and never changed: ticks that people keep in their browser belong to it."""


class EvaluationItem(Noun):
    """A statement that participants rate at the end."""

    id: Slug
    """Short id, unique within the workshop."""
    text: Line
    """The statement, rated from 1 to 5."""
    objective: Slug
    """Id of this workshop's objective that it tests."""


class Workshop(Item, Searched):
    """One workshop: objectives, a timed list of activities, and all that a facilitator needs."""

    title: Line
    """Name of the workshop."""
    number: Annotated[int, Field(ge=1, le=20)]
    """Its place in the programme."""
    summary: Line
    """What it is about, in one sentence."""
    duration_minutes: Annotated[int, Field(ge=30, le=600)]
    """Length in minutes, breaks included; the activities must add up to it."""
    start: Clock = datetime.time(13, 0)
    """Usual start, as 13:00; a trust can set its own."""
    background: list[Section] = []
    """Where the workshop comes from, with evidence."""
    participants: list[Section] = []
    """What participants read beforehand, for a workshop that must not be given away: its notes, cards and handouts are
    then on a page of the site for facilitators, which the search leaves out."""
    objectives: Annotated[list[Objective], Field(min_length=1)]
    """What participants can do afterwards."""
    activities: Annotated[list[Activity], Field(min_length=1)]
    """What happens, in order."""
    groups_a_room: Annotated[int, Field(ge=1, le=100)] | None = None
    """How many pairs or groups can present in one room, for a workshop with presentations."""
    handouts: list[Handout] = []
    """Sheets for participants."""
    role_cards: list[RoleCard] = []
    """Cards for a simulation."""
    cast: Cast | None = None
    """How many of each card there are, by the number of people."""
    props: list[Prop] = []
    """What is printed for the room besides: slips, badges, letters, posters."""
    forms: list[FormCount] = []
    """Forms of which more or fewer are printed than one a person."""
    tables: Count | None = None
    """How many tables people sit at, for a workshop without a cast."""
    facilitators: Annotated[int, Field(ge=1, le=10)] = 1
    """How many facilitators it needs, for a workshop without a cast."""
    materials: list[Material] = []
    """What to bring."""
    room: Room
    """The room."""
    preparation: list[Preparation] = []
    """What is done before."""
    follow_up: list[Preparation] = []
    """What is done after."""
    letters: LetterText | None = None
    """Its own words in the letters to participants, and to leads and those who release, two weeks before."""
    time_left: TimeToPrepare | None = None
    """What to do with eight weeks, one week or one day."""
    rehearsal: Rehearsal | None = None
    """What a facilitator practises aloud, and asks afterwards."""
    online: Prose | None = None
    """How to run it online."""
    safety: Prose | None = None
    """What keeps participants safe, where feelings may run high."""
    evaluation: Annotated[list[EvaluationItem], Field(max_length=len(STATEMENTS))] = []
    """What participants rate at the end: at most five statements, as many as the feedback form has room for."""
    case_studies: list[CaseStudyId] = []
    """Case studies to draw on."""
