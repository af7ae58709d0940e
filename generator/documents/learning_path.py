"""A learning path: what one kind of reader opens first, how long it takes and why."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.english import counted
from ..model.learning_path import LearningPath
from ..planning import dates
from .context import Context
from .document import Block, Inline, Paragraph, paragraph, table

TITLE = "Where to start"


def blocks(path: LearningPath, context: Context) -> Iterator[Block]:
    """The steps, and the minutes of all of them together."""
    rows = ((_runs(step.do, context), f"{step.minutes}", step.why) for step in path.steps)
    yield table(("What to do", "Minutes", "Why"), rows, widths=(5, 1, 5))
    yield paragraph(f"{counted(len(path.steps), 'step')}, about {dates.duration(path.minutes)} in all.")


def _runs(prose: str, context: Context) -> Inline:
    return tuple(run for block in context.prose(prose) if isinstance(block, Paragraph) for run in block.runs)
