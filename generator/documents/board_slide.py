"""The board page as one slide, with all its sentences in the notes."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.english import in_words
from .board_page import LIMITS, board_page, chart, figures, period, spoken
from .deck import Deck, Slide, SlideKind
from .evaluation import Evaluation
from .evaluation_advice import decisions, disappointments
from .evaluation_words import headline
from .sheet import shortened

LINE = 90
"""Most letters of the line about what did not work; all lines are in the notes."""


def board_slide(evaluation: Evaluation) -> Deck:
    """A deck of one slide."""
    playbook = evaluation.playbook
    title = headline(evaluation.verdict()).rstrip(".")
    slide = Slide(
        SlideKind.CONTENT,
        title,
        tuple(_points(evaluation)),
        "\n".join(_notes(evaluation)),
        drawing=chart(evaluation, "slide-chart"),
    )
    profile = playbook.profile
    return Deck(
        title=board_page(evaluation).title,
        subject=period(evaluation),
        organisation=profile.name,
        language="en-GB",
        colour=profile.brand.colour,
        release=playbook.release.id,
        date=playbook.release.date,
        slides=(slide,),
    )


def _points(evaluation: Evaluation) -> Iterator[str]:
    """A line for each figure, the most serious line of what did not work, and the first decision, all in short."""
    for item in figures(evaluation).items:
        numbers = item.value[0].isdigit()
        yield f"{item.value} {item.label}" if numbers else f"{item.value}: {item.label}"
    worst = shortened(disappointments(evaluation)[0], LINE)
    yield f"Did not work: {worst[0].lower()}{worst[1:].rstrip('.')}"
    if evaluation.playbook.profile.example:
        yield "Made up, as an example"


def _notes(evaluation: Evaluation) -> Iterator[str]:
    yield from spoken(evaluation)
    yield from ("", "What did not work", *(f"- {line}" for line in disappointments(evaluation)))
    yield from ("", "What to decide (advice)", *(f"- {line}" for line in decisions(evaluation)))
    yield from ("", LIMITS.format(fewest=in_words(evaluation.published.fewest)))
