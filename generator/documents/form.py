"""Forms: as documents to print or to fill in on a screen, and on pages of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count, groupby
from typing import TypeAlias

from ..model.english import counted, listed
from ..model.instrument import (
    WAVE_TITLES,
    Instrument,
    Question,
    QuestionGroup,
    QuestionKind,
    Scale,
    Wave,
)
from ..model.library import Library
from ..model.required import FormQuestion
from ..model.workshop import Workshop
from ..planning.playbook import Playbook
from .context import Context, PlaybookContext, document_of, shared_document
from .document import (
    BLANK,
    CIRCLE,
    RATINGS,
    AnswerBoxes,
    Block,
    Callout,
    Document,
    Front,
    Heading,
    Inline,
    Paragraph,
    Run,
    Table,
    WritingLines,
    paragraph,
    table,
)
from .page_head import HeadFact, figure_and_words
from .prose import blocks
from .timeline import WAVES
from .workshop_form import asks_which_workshop, forms_of_workshops

LINES, FEWER, MANY = 3, 2, 7
"""Empty lines for an answer in sentences, and for each on a form with many of them."""
GRID_ROW = 28
"""Height of a row of a grid of questions, in millimetres."""
OF_EACH_WORKSHOP = (
    "On paper each workshop has its own form of one page, with that workshop's statements in place of those below. It "
    "is in the workshop's pack, and the Word file on this page has all of them. On a screen there is one form for all "
    "workshops: it shows the statements of the one that you choose."
)
"""What the page of a form says if it is about one of several workshops."""

Prose: TypeAlias = Callable[[str], tuple[Block, ...]]
"""Turns prose into blocks."""


def copies(instrument: Instrument) -> Sequence[Wave | None]:
    """The copies of a form; None for a form with a single one."""
    return instrument.waves or (None,)


def copy_id(instrument: Instrument, wave: Wave | None) -> str:
    """The id of a copy of a form, such as `self-assessment-before`."""
    return f"{instrument.id}-{wave.value}" if wave else instrument.id


def copy_title(instrument: Instrument, wave: Wave | None) -> str:
    """The title of a copy of a form, such as `Self-assessment: before the programme`."""
    return f"{instrument.title}: {WAVE_TITLES[wave].lower()}" if wave else instrument.title


def forms(playbook: Playbook) -> dict[str, tuple[Document, ...]]:
    """Every instrument of a playbook by id, an instrument with several waves once for each.

    Each is a document, or one for each workshop that it is about.
    """
    prose = PlaybookContext(playbook).prose
    workshops = [plan.workshop for plan in playbook.workshops]
    return {
        copy_id(form, wave): tuple(
            document_of(playbook, copy_title(each, wave), form_blocks(each, wave, prose), front_of(each))
            for each in forms_of_workshops(form, workshops)
        )
        for form in playbook.instruments
        for wave in copies(form)
    }


def shared_forms(instrument: Instrument, wave: Wave | None, library: Library) -> tuple[Document, ...]:
    """A form, or one copy of it, for no particular trust: a document, or one for each workshop that it is about."""
    workshops = [library.workshops[id] for id in library.programme.workshops]
    return tuple(
        shared_document(
            copy_title(each, wave),
            "",
            library.programme.title,
            library.release,
            form_blocks(each, wave, unlinked),
            front_of(each),
        )
        for each in forms_of_workshops(instrument, workshops)
    )


def front_of(instrument: Instrument) -> Front:
    """A form without a name is a page or two in small type: people fill it in at the door or between two tasks."""
    return Front.SHEET if instrument.anonymous else Front.TITLE


def unlinked(prose: str) -> tuple[Block, ...]:
    """Prose of a file that is on its own, so that internal links are words alone."""
    return blocks(prose, lambda _kind, _id: None)


def form_blocks(instrument: Instrument, wave: Wave | None, prose: Prose) -> Iterator[Block]:
    """A form to fill in, or one of several copies that are filled in at different times."""
    own = [copy for copy in instrument.copies if copy.wave is wave]
    for copy in own:
        yield from prose(copy.instructions)
    if wave and not own:
        yield paragraph(f"This copy is the one that is filled in {WAVES[wave]}.", "lead")
    yield from prose(instrument.instructions)
    yield from _readers(instrument)
    after_own_page = False
    numbers = count(1)
    sentences = sum(question.kind is QuestionKind.TEXT for group in instrument.groups for question in group.questions)
    lines = FEWER if sentences >= MANY else LINES
    for group in instrument.groups:
        if wave and group.waves and wave not in group.waves:
            continue
        yield from _heading(group, prose, starts_page=group.own_page or after_own_page)
        after_own_page = group.own_page
        if group.columns:
            yield _grid(group, numbers)
            continue
        for headings, questions in groupby(group.questions, partial(_headings, instrument)):
            numbered = [(next(numbers), question) for question in questions]
            if headings:
                yield _side_by_side(headings, numbered)
            else:
                for number, question in numbered:
                    yield _question(question, number)
                    yield _answer(question, number, (), lines)


def _grid(group: QuestionGroup, numbers: Iterator[int]) -> Table:
    """Questions as cells to write in, each with its number and named by its column and row."""
    cells: list[Inline] = [(Run(f"{next(numbers)}. ", strong=True), *BLANK) for _ in group.questions]
    across = len(group.columns)
    cells += [()] * (-len(cells) % across)
    rows = [cells[start : start + across] for start in range(0, len(cells), across)]
    return table(group.columns, rows, widths=(1,) * across, row_height=GRID_ROW)


def _headings(instrument: Instrument, question: Question) -> tuple[str, ...]:
    """The answers that stand above a column each, for a question that shares them with its neighbours."""
    if question.kind is QuestionKind.DIRECTION:
        return tuple(question.choices)
    return tuple(instrument.scales[question.scale].labels) if question.scale else ()


def _side_by_side(headings: Sequence[str], questions: Iterable[tuple[int, Question]]) -> Table:
    """Questions, each beside a circle for each answer. The points of a scale have their numbers, to type them in."""

    def circle(number: int, question: Question, point: int, label: str) -> Inline:
        name = f"{point}" if question.scale else ""
        return (Run(name, title=f"{name or label}: {number}. {question.text}", role=CIRCLE),)

    rows = (
        (
            (Run(f"{number}. ", strong=True), Run(question.text)),
            *(circle(number, question, point, label) for point, label in enumerate(headings, start=1)),
        )
        for number, question in questions
    )
    return table(("", *headings), rows, widths=(9, *(2 for _ in headings)), role=RATINGS)


def _readers(instrument: Instrument) -> Iterator[Block]:
    """Who sees the answers of a form that is evaluated; other forms say it in their instructions, if it matters."""
    if instrument.evaluated and instrument.read_by:
        yield Paragraph((Run("Who sees your answers: ", strong=True), Run(instrument.read_by)))


def _meaning(scale: Scale) -> str:
    """The points of a scale with their labels, in a line."""
    return ", ".join(f"{point} = {label}" for point, label in enumerate(scale.labels, start=1))


def head_facts(instrument: Instrument, context: Context) -> Iterator[HeadFact]:
    """What people ask before they fill it in: whether it is theirs, when it is due, how long it takes, who is named."""
    yield HeadFact("person", "Filled in by", context.role(instrument.completed_by))
    if instrument.timing:
        yield HeadFact("window", "When", "; ".join(map(context.when, instrument.timing)))
    if instrument.waves:
        copies_of = ", ".join(WAVES[wave] for wave in instrument.waves)
        yield HeadFact("form", "Copies", copies_of[0].upper() + copies_of[1:])
    questions = counted(sum(len(group.questions) for group in instrument.groups), "question")
    minutes = instrument.minutes
    takes = figure_and_words(counted(minutes, "minute"), f"for {questions}") if minutes else questions
    yield HeadFact("hours", "Takes", takes)
    if instrument.anonymous:
        yield HeadFact("private", "Name", "Not asked")


def form_page(instrument: Instrument, context: Context, workshops: Mapping[str, Workshop]) -> Iterator[Block]:
    """A form with its evidence and its scales; its questions have the numbers of a scale without the labels."""
    yield context.evidence(instrument)
    yield from context.prose(instrument.instructions)
    yield from _readers(instrument)
    for copy in instrument.copies:
        yield Callout(WAVE_TITLES[copy.wave], context.prose(copy.instructions))
    if asks_which_workshop(instrument):
        yield paragraph(OF_EACH_WORKSHOP)
    for scale in instrument.scales.values():
        yield paragraph(f"Scale: {_meaning(scale)}.")
    numbers = count(1)
    for group in instrument.groups:
        yield from _heading(group, context.prose)
        if group.waves:
            yield paragraph(f"Only on the copy that is filled in {listed(WAVES[wave] for wave in group.waves)}.")
        for question in group.questions:
            # The question that paper does not ask has no number, so that the others have the same as there.
            number = 0 if question.id == FormQuestion.WORKSHOP else next(numbers)
            yield _question(question, number, (*_after_which(question, workshops), *_domain(question, context)))
            yield _answer(question, number, _points(instrument, question), LINES)


def _after_which(question: Question, workshops: Mapping[str, Workshop]) -> Inline:
    """After which workshops a question is asked, if not after all."""
    titles = listed([workshops[id].title for id in question.workshops])
    return (Run(f" Only after {titles}.", emphasis=True),) if titles else ()


def _domain(question: Question, context: Context) -> Inline:
    return context.domains([question.domain] if question.domain else [])


def _heading(group: QuestionGroup, prose: Prose, *, starts_page: bool = False) -> Iterator[Block]:
    yield Heading(1, group.title, group.id, starts_page)
    if group.intro:
        yield from prose(group.intro)


def _question(question: Question, number: int, about: Inline = ()) -> Block:
    numbered = (Run(f"{number}. ", strong=True),) if number else ()
    return Paragraph((*numbered, Run(question.text), *about), "question")


def _points(instrument: Instrument, question: Question) -> list[str]:
    """The points of a question's scale from 1; none where it has no scale."""
    labels = instrument.scales[question.scale].labels if question.scale else ()
    return [f"{point}" for point, _ in enumerate(labels, start=1)]


def _answer(question: Question, number: int, points: Sequence[str], lines: int) -> Block:
    asked = f"{number}. {question.text}"
    match question.kind:
        case QuestionKind.SCALE:
            return AnswerBoxes(tuple(points), scale=True, question=asked)
        case QuestionKind.CHOICE | QuestionKind.DIRECTION:
            return AnswerBoxes(tuple(question.choices), question=asked)
        case QuestionKind.YES_NO:
            return AnswerBoxes(("Yes", "No"), question=asked)
        case QuestionKind.TEXT:
            return WritingLines(lines)
        case _:
            return WritingLines(1)
