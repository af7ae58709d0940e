"""Forms: as documents to print or to fill in on a screen, and on pages of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from ..model.english import listed
from ..model.instrument import WAVE_TITLES, Instrument, Question, QuestionGroup, QuestionKind, Scale, Wave
from ..model.library import Library
from ..planning.playbook import Playbook
from .context import Context, PlaybookContext, document_of, shared_document
from .document import (
    AnswerBoxes,
    Block,
    Callout,
    Document,
    Front,
    Heading,
    Inline,
    Paragraph,
    Run,
    WritingLines,
    paragraph,
)
from .prose import blocks
from .timeline import WAVES

LINES = 3
"""Empty lines for an answer in sentences."""

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


def forms(playbook: Playbook) -> dict[str, Document]:
    """Every instrument of a playbook as a document by id. An instrument with several waves has a document for each."""
    prose = PlaybookContext(playbook).prose
    return {
        copy_id(form, wave): document_of(playbook, copy_title(form, wave), form_blocks(form, wave, prose), Front.TITLE)
        for form in playbook.instruments
        for wave in copies(form)
    }


def shared_form(instrument: Instrument, wave: Wave | None, library: Library) -> Document:
    """A form, or one copy of it, for no particular trust."""
    title, content = copy_title(instrument, wave), form_blocks(instrument, wave, unlinked)
    return shared_document(title, "", library.programme.title, library.release, content, Front.TITLE)


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
    for group in instrument.groups:
        if wave and group.waves and wave not in group.waves:
            continue
        yield from _heading(group, prose, starts_page=group.own_page or after_own_page)
        after_own_page = group.own_page
        scale = None
        for number, question in enumerate(group.questions, start=1):
            # What the points mean stands above the first question that they answer, not below each.
            if question.scale and question.scale != scale:
                yield paragraph(f"{_meaning(instrument.scales[question.scale])}.", "scale")
            scale = question.scale or scale
            yield _question(question, number)
            yield _answer(question, number, _points(instrument, question))


def _readers(instrument: Instrument) -> Iterator[Block]:
    """Who sees the answers of a form that is evaluated; other forms say it in their instructions, if it matters."""
    if instrument.evaluated and instrument.read_by:
        yield Paragraph((Run("Who sees your answers: ", strong=True), Run(instrument.read_by)))


def _meaning(scale: Scale) -> str:
    """The points of a scale with their labels, in a line."""
    return ", ".join(f"{point} = {label}" for point, label in enumerate(scale.labels, start=1))


def form_page(instrument: Instrument, context: Context) -> Iterator[Block]:
    """A form with its evidence and its scales; its questions have the numbers of a scale without the labels."""
    yield context.evidence(instrument)
    yield from context.prose(instrument.instructions)
    yield from _readers(instrument)
    if instrument.waves:
        yield paragraph(f"It is asked more than once: {', '.join(WAVES[wave] for wave in instrument.waves)}.")
    for copy in instrument.copies:
        yield Callout(WAVE_TITLES[copy.wave], context.prose(copy.instructions))
    for scale in instrument.scales.values():
        yield paragraph(f"Scale: {_meaning(scale)}.")
    for group in instrument.groups:
        yield from _heading(group, context.prose)
        if group.waves:
            yield paragraph(f"Only on the copy that is filled in {listed(WAVES[wave] for wave in group.waves)}.")
        for number, question in enumerate(group.questions, start=1):
            yield _question(question, number, context.domains([question.domain] if question.domain else []))
            yield _answer(question, number, _points(instrument, question))


def _heading(group: QuestionGroup, prose: Prose, *, starts_page: bool = False) -> Iterator[Block]:
    yield Heading(1, group.title, group.id, starts_page)
    if group.intro:
        yield from prose(group.intro)


def _question(question: Question, number: int, about: Inline = ()) -> Block:
    return Paragraph((Run(f"{number}. ", strong=True), Run(question.text), *about), "question")


def _points(instrument: Instrument, question: Question) -> list[str]:
    """The points of a question's scale from 1; none where it has no scale."""
    labels = instrument.scales[question.scale].labels if question.scale else ()
    return [f"{point}" for point, _ in enumerate(labels, start=1)]


def _answer(question: Question, number: int, points: Sequence[str]) -> Block:
    asked = f"{number}. {question.text}"
    match question.kind:
        case QuestionKind.SCALE:
            return AnswerBoxes(tuple(points), scale=True, question=asked)
        case QuestionKind.CHOICE | QuestionKind.DIRECTION:
            return AnswerBoxes(tuple(question.choices), question=asked)
        case QuestionKind.YES_NO:
            return AnswerBoxes(("Yes", "No"), question=asked)
        case QuestionKind.TEXT:
            return WritingLines(LINES)
        case _:
            return WritingLines(1)
