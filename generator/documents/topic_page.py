"""The page of a guidance topic: what to decide and to do at a glance, then the text; the rest is folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..model.base import Applicability
from ..model.english import counted
from ..model.guidance import Action, Decision, GuidanceTopic
from ..planning.weeks import PlanWeeks, week_in_words
from . import guidance
from .context import Context
from .document import Block, Run
from .page_head import Fold, HeadFact, figure_and_words, to_read

FIRST = 3
"""How many actions are at a glance."""


class TopicPage(NamedTuple):
    """A topic on the site."""

    topic: GuidanceTopic
    stage: str
    """Title of the stage of a scheme that it belongs to."""
    stage_page: str
    """Where topics of the stage are listed."""
    weeks: PlanWeeks
    """The weeks of a usual cohort."""
    context: Context

    def head_facts(self) -> Iterator[HeadFact]:
        """How much there is to decide and to do, from when, who does most of it, and how long the page takes."""
        topic = self.topic
        if topic.decisions:
            decide = Run(counted(len(topic.decisions), "decision"), link="#decisions", strong=True)
            yield HeadFact("decide", "To decide", (decide,))
        do = Run(counted(len(topic.actions), "action"), link="#actions", strong=True)
        first = week_in_words(min(self.weeks.week(action.timing) for action in topic.actions))
        yield HeadFact("tasks", "To do", (do, Run(" "), Run(f"from {first}", role="small")))
        owners = Counter(action.owner for action in topic.actions).most_common()
        most = self.context.role(owners[0][0])
        others = f"most often, and {counted(len(owners) - 1, 'other')}" if len(owners) > 1 else "alone"
        yield HeadFact("person", "Who", (Run(most), Run(" "), Run(others, role="small")))
        yield HeadFact("hours", "To read", figure_and_words(to_read(self._everything()), "with what is folded"))
        yield HeadFact("milestone", "Stage", (Run(self.stage, link=self.stage_page),))

    def first_actions(self) -> list[Action]:
        """The actions that are due first, in the order of time."""
        return sorted(self.topic.actions, key=lambda action: self.weeks.week(action.timing))[:FIRST]

    def due(self, item: Action | Decision) -> str:
        """Who sees to it and by when; empty for a decision that nobody has to take."""
        if item.owner is None or item.timing is None:
            return ""
        return f"{self.context.role(item.owner)}. {self.context.due(item.timing)}."

    def text(self) -> Iterator[Block]:
        """What every cohort reads."""
        everybody = (section for section in self.topic.sections if section.only_for == Applicability())
        return self.context.sections(everybody, "", 1)

    def for_some(self) -> Iterator[Fold]:
        """What only some cohorts read."""
        for section in self.topic.sections:
            if section.only_for != Applicability():
                blocks = (*self.context.prose(section.body), self.context.evidence(section))
                yield Fold(section.id, section.title, "", blocks)

    def decisions(self) -> Iterator[Fold]:
        """What to decide: each question, with the usual choice in sight."""
        for decision in self.topic.decisions:
            blocks = tuple(guidance.options(decision, self.topic.decisions, self.context))
            hint = " ".join(filter(None, (usual(decision), self.due(decision))))
            yield Fold(f"decide-{decision.id}", decision.question, hint, blocks)

    def shared_label(self) -> tuple[Block, ...]:
        """The label of all decisions, if they have the same."""
        return self.context.shared(self.topic.decisions)

    def actions(self) -> Iterator[Block]:
        """What to do, in the topic's own order."""
        return guidance.actions(self.topic, self.context, "", 1)

    def later(self) -> Iterator[Fold]:
        """What goes wrong, and how to see that it works."""
        topic = self.topic
        # The headings are the titles of the folds.
        pitfalls = tuple(self.context.pitfalls(topic.pitfalls, "", 1))[1:]
        yield Fold("pitfalls", "What tends to go wrong", "And what to do instead", pitfalls)
        if topic.signs:
            signs = tuple(guidance.signs(topic, self.context, "", 1))[1:]
            yield Fold("signs", "Signs that it works", "What you see when it does", signs)

    def _everything(self) -> Iterator[Block]:
        yield from self.text()
        yield from self.actions()
        for fold in (*self.for_some(), *self.decisions(), *self.later()):
            yield from fold.blocks


def usual(decision: Decision) -> str:
    """The usual choice as a sentence; empty if there is none."""
    return next((f"Usually: {option.name}." for option in decision.options if option.usual), "")
