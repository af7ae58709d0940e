"""Why a participant has no group, and the smallest changes that would help."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from ..model.pairing import Side
from . import rules
from .cohort import Cohort
from .proposal import Proposal
from .rules import RuleKind

LARGEST = 4
"""Members of a group at most."""
SUGGESTIONS = 2
"""Suggestions for each person at most."""


class ChangeKind(StrEnum):
    """What would place somebody."""

    MORE_HALF_DAYS = "more-half-days"
    """More half days in common with any one of some people."""
    ALLOW = "allow"
    """Two people whom the planner tries to keep apart may be together."""
    UNFIX = "unfix"
    """A fixed group may change."""
    RESERVE = "reserve"
    """The first reserve of a side that is short takes part."""
    JOIN = "join"
    """A group takes the person as one more."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that would place somebody, and leave nobody else without a group."""

    kind: ChangeKind
    people: tuple[str, ...]
    """Ids: the people of whom any one helps, the other person, the members of the group, or the reserve."""
    group: str = ""
    """Name of the group of JOIN and UNFIX, if it has one."""
    number: int = 0
    """Half days a week of MORE_HALF_DAYS."""
    cost: int = 0
    """What unmet wishes JOIN adds."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps somebody from people of the other sides."""

    kind: RuleKind
    people: int
    """With how many of them."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A participant without a group."""

    person: str
    side: Side
    others: int
    """People of the other sides."""
    surplus: int
    """People of this side for whom no seats are left, whatever the rules; 0 if its numbers leave nobody over."""
    obstacles: tuple[Obstacle, ...]
    """The rules in the way, those that keep the most people away first."""
    suitable: int
    """People of the other sides from whom no rule keeps the person."""
    extra: int | None
    """How much more the unmet wishes of all pairs would cost if this person were placed and somebody else of the side
    left out; None where that cannot be or is not known."""
    changes: tuple[Change, ...]
    """At most two, the smallest first."""


def unmatched(cohort: Cohort, proposal: Proposal) -> tuple[Unmatched, ...]:
    """Everybody without a group, in the order of the cohort."""
    return tuple(_reasons(cohort, id) for id in proposal.unmatched)


def _reasons(cohort: Cohort, id: str) -> Unmatched:
    side = cohort.sides[id]
    others = [other.id for other in cohort.people if cohort.sides[other.id] is not side]
    between = [rules.rules_between(cohort, id, other) for other in others]
    counts = Counter(kind for each in between for kind in {rule.kind for rule in each})
    order = list(RuleKind)
    obstacles = sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0])))
    return Unmatched(
        person=id,
        side=side,
        others=len(others),
        surplus=0,
        obstacles=tuple(Obstacle(kind, number) for kind, number in obstacles),
        suitable=sum(not each for each in between),
        extra=None,
        changes=(),
    )
