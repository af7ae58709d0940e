"""What a room needs by the number of people: rules for counting, who plays which role, and sheets to cut out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import Line, Noun, Prose, Slug

FEWEST_PEOPLE, MOST_PEOPLE = 8, 40
"""People in one room for whom packs are counted."""
GROUP_SIZES = (2, 3, 4)

_People = Annotated[int, Field(ge=FEWEST_PEOPLE, le=MOST_PEOPLE)]
_Number = Annotated[int, Field(ge=0, le=MOST_PEOPLE)]


class Each(StrEnum):
    """What something is counted for."""

    PERSON = "person"
    GROUP = "group"
    TABLE = "table"
    FACILITATOR = "facilitator"
    ROLE = "role"
    SESSION = "session"


class Lot(Noun):
    """So many copies for each of something."""

    each: Each
    """person, group (a pair or a larger one), table, facilitator, role (each player of `roles`), or session (once)."""
    roles: list[Slug] = []
    """Ids of the role cards whose players are counted, for `each: role`. Empty: every card."""
    in_every: Annotated[int, Field(ge=1, le=40)] = 1
    """Counted once for every so many, rounded up: 2 for one set for two pairs."""
    copies: Annotated[int, Field(ge=1, le=100)] = 1
    """How many each time."""
    spare: Annotated[int, Field(ge=0, le=20)] = 0
    """How many more, whatever the number of people."""
    from_people: Annotated[int, Field(ge=0, le=MOST_PEOPLE)] = 0
    """Fewer people than this need none."""


class Count(Lot):
    """How many of something a session needs."""

    for_larger_groups: Lot | None = None
    """The rule for groups of three and four, if it is another one."""


class Cast(Noun):
    """How many of each role card there are at some numbers of people. Each role card has a number for each of these."""

    people: Annotated[list[_People], Field(min_length=1)]
    """Numbers of people, from the fewest to the most. Between two of them the cards of the smaller number are used, and
    further people get those of `fill_with`."""
    tables: Annotated[list[_Number], Field(min_length=1)]
    """How many tables there are at each of these numbers."""
    facilitators: Annotated[list[_Number], Field(min_length=1)]
    """How many facilitators; between two numbers of people as many as at the larger one."""
    fill_with: Annotated[list[Slug], Field(min_length=1)]
    """Ids of the role cards that further people get, in turn."""


PLAN_ACROSS, PLAN_DOWN = 24, 14
"""Steps of the grid on which a room is planned; a step is half a metre or more."""


class Area(Noun):
    """A place in the room, on a plan of 24 by 14 steps."""

    id: Slug
    """Short id, unique within the room."""
    title: Line
    """What it is called on the plan."""
    left: Annotated[int, Field(ge=0, lt=PLAN_ACROSS)]
    """Steps from the left edge of the plan."""
    top: Annotated[int, Field(ge=0, lt=PLAN_DOWN)]
    """Steps from the top edge."""
    across: Annotated[int, Field(ge=3, le=PLAN_ACROSS)]
    """Width in steps."""
    down: Annotated[int, Field(ge=2, le=PLAN_DOWN)]
    """Depth in steps."""
    walls: bool = False
    """true: a room of its own, with a door; otherwise tape on the floor."""
    ring: bool = False
    """true: its chairs stand in a circle."""
    tables: Count | None = None
    """How many tables it has."""
    chairs: Count | None = None
    """How many chairs it has."""
    holds: list[Line] = []
    """What is on its tables, chairs or floor before the start."""


class PropFormat(StrEnum):
    """How something to hold is printed."""

    SLIP = "slip"
    """Ten on a page."""
    CARD = "card"
    """Three on a page in large letters, or two where the text is longer."""
    BADGE = "badge"
    """Ten on a page."""
    TABLE_SIGN = "table-sign"
    """Two on a page, in the largest letters that fit."""
    PLACE_CARD = "place-card"
    """Ten on a page."""
    POSTER = "poster"
    """A page of A4, and one of A3."""
    LETTER = "letter"
    """Two on a page, to fold: outside are the number, the reader and the minute."""


class Bears(StrEnum):
    """What tells the pieces of a prop apart."""

    NAME = "name"
    ROLE = "role"


class Prop(Noun):
    """Something that people hold, read or see, and that is printed for the room."""

    id: Slug
    """Short id, unique within the workshop."""
    title: Line
    """What it is: the heading of a slip, card or poster, and what the list of what to print names."""
    plural: Line | None = None
    """What several are called in the list of what to print; the title when left out."""
    format: PropFormat
    """slip, card, badge, table-sign, place-card, poster or letter."""
    count: Count
    """How many the room needs."""
    whom: Line
    """Whom it is for, or where it belongs, such as the box by the chairs; outside on a letter."""
    text: Prose | None = None
    """What it says."""
    choices: list[Line] = []
    """Answers to choose from, each with a box to tick."""
    numbered: bool = False
    """Whether each one has a number, from 1."""
    dealt: list[Line] = []
    """Lines that are dealt in turn: the first slip or card has the first line, the second the next, and so on."""
    bears: Bears | None = None
    """name: the name of a participant, or a line to write one; role: the role of a card in play."""
    paper: Line | None = None
    """Paper or card that it is printed on, such as red card; white paper when left out."""
    minute: Annotated[int, Field(ge=0, le=600)] | None = None
    """For a letter: minutes after its activity begins at which it is handed over."""
