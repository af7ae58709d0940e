"""A learning path: what one kind of reader opens first, how long it takes and why."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.english import counted
from ..model.learning_path import LearningPath, PathStep
from ..planning import dates
from .context import Context
from .document import Block, Inline, Listing, Paragraph, Run, paragraph

TITLE = "Where to start"


def blocks(path: LearningPath, context: Context) -> Iterator[Block]:
    """The steps, and the minutes of all of them together."""
    yield Listing(tuple(_step(step, context) for step in path.steps), numbered=True)
    yield paragraph(f"{counted(len(path.steps), 'step')}, about {dates.duration(path.minutes)} in all.")


def _step(step: PathStep, context: Context) -> tuple[Block, ...]:
    minutes = Run(f"{counted(step.minutes, 'minute')}. ", strong=True)
    return (Paragraph(_runs(step.do, context)), Paragraph((minutes, Run(step.why))))


def _runs(prose: str, context: Context) -> Inline:
    return tuple(run for block in context.prose(prose) if isinstance(block, Paragraph) for run in block.runs)
