"""Instruments: forms and questionnaires."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import (
    Advice,
    DomainId,
    FrameworkId,
    Item,
    Line,
    Noun,
    ObjectiveId,
    Prose,
    RoleId,
    Searched,
    Slug,
    Timing,
    WorkshopId,
)


class InstrumentKind(StrEnum):
    """What a form is for."""

    APPLICATION = "application"
    SELF_ASSESSMENT = "self-assessment"
    FEEDBACK = "feedback"
    LOG = "log"
    AGREEMENT = "agreement"
    WORKSHEET = "worksheet"
    SURVEY = "survey"


class QuestionKind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    SCALE = "scale"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"
    DIRECTION = "direction"
    """Whether something became less, stayed or became more."""


class Wave(StrEnum):
    """The copies of a form that the same people, or people in the same part, fill in more than once."""

    BEFORE = "before"
    THEN = "then"
    AFTER = "after"


WAVE_TITLES = {Wave.BEFORE: "Before the programme", Wave.THEN: "Looking back", Wave.AFTER: "At the end"}
"""The copies as people see them."""


class Level(StrEnum):
    """Kirkpatrick's levels of evaluation."""

    REACTION = "reaction"
    LEARNING = "learning"
    BEHAVIOUR = "behaviour"
    RESULTS = "results"


class Scale(Item):
    """A rating scale."""

    labels: Annotated[list[Line], Field(min_length=2, max_length=10)]
    """The label of each point, from the lowest."""


class Question(Noun):
    """One question."""

    id: Slug
    """Short id, unique within the instrument."""
    text: Line
    """The question or statement."""
    kind: QuestionKind
    """line, text, scale, choice, number, date, yes-no or direction."""
    scale: Slug | None = None
    """Id of this instrument's scale, for a question of kind scale."""
    choices: list[Line] = []
    """The choices, for a question of kind choice; for one of kind direction three of them, from less to more."""
    domain: DomainId | None = None
    """Leadership domain that it asks about."""
    objectives: list[ObjectiveId] = []
    """Workshop objectives that it asks about, as powerlab/bridge."""
    workshops: list[WorkshopId] = []
    """Asked only after these workshops, on a form that asks which workshop it is about; after every one when left
    out."""


class CopyInstructions(Noun):
    """What somebody reads first on one copy of a form."""

    wave: Wave
    """The copy: before, then or after."""
    instructions: Prose
    """What is said on this copy alone, above the instructions of every copy."""


class QuestionGroup(Noun):
    """Questions under one heading."""

    id: Slug
    """Short id, unique within the instrument."""
    title: Line
    """Heading."""
    intro: Prose | None = None
    """What the person should know first."""
    waves: list[Wave] = []
    """Only on these copies of a form; on every copy when left out."""
    level: Level | None = None
    """Kirkpatrick's level that its questions ask about: reaction, learning, behaviour or results."""
    own_page: bool = False
    """true to print it on a page that it shares with no other group, so that the page can be taken off."""
    columns: list[Line] = []
    """Titles of the columns of a grid in which the questions are answered on paper, row by row."""
    questions: Annotated[list[Question], Field(min_length=1)]
    """The questions, in order."""


class Instrument(Item, Advice, Searched):
    """A form or questionnaire."""

    title: Line
    """Name of the form."""
    kind: InstrumentKind
    """application, self-assessment, feedback, log, agreement, worksheet or survey."""
    framework: FrameworkId | None = None
    """The leadership framework that the domains of its questions come from. A form that asks about domains should say
    it. A self-assessment is used only by trusts that have chosen its framework."""
    summary: Line
    """What it is for, in one sentence."""
    completed_by: RoleId
    """The role that fills it in."""
    minutes: Annotated[int, Field(ge=1, le=120)] | None = None
    """How long it takes to fill in, where its instructions or summary say so."""
    timing: list[Timing] = []
    """When it is filled in."""
    waves: list[Wave] = []
    """The copies of a form that is filled in more than once, in their order: before, after and then (looking back)."""
    anonymous: bool = False
    """true if no name is asked and a matching code links a person's forms."""
    read_by: Line | None = None
    """Who sees the answers, in the words of whoever fills it in; shown on the form and in the participant handbook. A
    form that is evaluated must say it."""
    instructions: Prose
    """What the person reads first; on every copy, if there are several."""
    on_screen: Prose | None = None
    """What is read in place of the instructions by whoever fills the form in on a screen, where they speak of paper."""
    copies: list[CopyInstructions] = []
    """What is said on one copy alone."""
    scales: dict[str, Scale] = {}
    """Rating scales that its questions use."""
    groups: Annotated[list[QuestionGroup], Field(min_length=1)]
    """The questions, under headings."""

    @property
    def evaluated(self) -> tuple[Question, ...]:
        """The questions that the evaluation has a column for, in order; none on a form that it does not use.

        All questions of a self-assessment, survey or feedback form, those of `FormQuestion` included. Of an application
        only the ratings, which go in without a name.
        """
        questions = tuple(question for group in self.groups for question in group.questions)
        match self.kind:
            case InstrumentKind.SELF_ASSESSMENT | InstrumentKind.SURVEY | InstrumentKind.FEEDBACK:
                return questions
            case InstrumentKind.APPLICATION:
                return tuple(question for question in questions if question.kind is QuestionKind.SCALE)
            case _:
                return ()
