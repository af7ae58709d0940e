"""Instruments as documents to print or to fill in on a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model.instrument import Instrument, Question, QuestionKind, Wave
from ..planning.playbook import Playbook
from .context import Context, document_of
from .document import AnswerBoxes, Block, Document, Front, Heading, Paragraph, Run, WritingLines, paragraph
from .timeline import WAVES

WAVE_TITLES = {Wave.BEFORE: "Before the programme", Wave.THEN: "Looking back", Wave.AFTER: "At the end"}
LINES = 4
"""Empty lines for an answer in sentences."""


def forms(playbook: Playbook) -> dict[str, Document]:
    """Every instrument of a playbook as a document, by its id; one asked in several waves has one for each."""
    context = Context(playbook)
    result = {}
    for instrument in playbook.instruments:
        waves: list[Wave | None] = [*instrument.waves] or [None]
        for wave in waves:
            name = instrument.id + (f"-{wave.value}" if wave else "")
            result[name] = _document(instrument, wave, playbook, context)
    return result


def _document(instrument: Instrument, wave: Wave | None, playbook: Playbook, context: Context) -> Document:
    title = instrument.title + (f": {WAVE_TITLES[wave].lower()}" if wave else "")
    return document_of(playbook, title, form_blocks(instrument, wave, context.prose), Front.TITLE)


def form_blocks(
    instrument: Instrument, wave: Wave | None, prose: Callable[[str], tuple[Block, ...]]
) -> Iterator[Block]:
    """A form to fill in.

    Args:
        instrument: the form.
        wave: when it is filled in, where it is asked several times.
        prose: turns prose into blocks.
    """
    if wave:
        yield paragraph(f"This copy is the one that is filled in {WAVES[wave]}.", "lead")
    yield from prose(instrument.instructions)
    for group in instrument.groups:
        yield Heading(1, group.title, group.id)
        if group.intro:
            yield from prose(group.intro)
        for number, question in enumerate(group.questions, start=1):
            yield from _question(question, number, instrument)


def _question(question: Question, number: int, instrument: Instrument) -> Iterator[Block]:
    yield Paragraph((Run(f"{number}. ", strong=True), Run(question.text)), "question")
    match question.kind:
        case QuestionKind.SCALE:
            labels = instrument.scales[question.scale or ""].labels
            yield AnswerBoxes(tuple(f"{point} {label}" for point, label in enumerate(labels, start=1)), scale=True)
        case QuestionKind.CHOICE:
            yield AnswerBoxes(tuple(question.choices))
        case QuestionKind.YES_NO:
            yield AnswerBoxes(("Yes", "No"))
        case QuestionKind.TEXT:
            yield WritingLines(LINES)
        case _:
            yield WritingLines(1)
