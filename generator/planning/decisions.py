"""The decisions of the guidance that a cohort still has to take, with who decides and by when."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from ..model.guidance import Decision, GuidanceTopic
from .playbook import Playbook


class OpenDecision(NamedTuple):
    """Something that is not decided yet."""

    decision: Decision
    topic: GuidanceTopic
    owner: str
    """The role that decides."""
    when: str
    """By when, in words, such as 4 weeks before: applications open."""
    due: datetime.date | None
    """None while the cohort has no start."""


def open_decisions(playbook: Playbook) -> tuple[OpenDecision, ...]:
    """What a cohort has to decide from the day on which planning starts, the earliest first.

    A decision that was due before that day counts as taken, and so does one that the profile gives. What nobody has
    to decide unless something goes wrong is left out.
    """
    schedule, weeks = playbook.schedule, playbook.weeks
    dated = [
        (weeks.week(decision.timing), OpenDecision(decision, plan.topic, decision.owner, when, due))
        for plan in playbook.topics
        for decision in plan.topic.decisions
        if decision.owner and decision.timing and not decision.in_profile
        for when, due in [(weeks.in_words(decision.timing), schedule.due(decision.timing) if schedule else None)]
        if due is None or due >= playbook.planning_from
    ]
    return tuple(each for _, each in sorted(dated, key=lambda pair: (pair[1].due or datetime.date.min, pair[0])))
