"""What must hold of any two people in a pair or group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..model.scheme import HalfDay
from .cohort import Cohort

_EVERY_HALF_DAY = (1 << len(HalfDay)) - 1


class RuleKind(StrEnum):
    """What a rule is about."""

    SIDES = "sides"
    """A group has a seat for only one of their side."""
    LINE_MANAGEMENT = "line-management"
    """One of them is above the other, through line managers alone."""
    SUPERVISION = "supervision"
    """One of them is above the other, through a supervisor at least once."""
    NOT_WITH = "not-with"
    """One of them asked not to be paired with the other. Which of them is confidential."""
    HALF_DAYS = "half-days"
    """Too few half days suit both."""
    PIN = "pin"
    """One of them is in a fixed group without the other, and it has no seat left or the other is in one too."""
    FORBIDDEN = "forbidden"
    """The planner tries out what happens if they are kept apart."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason why two people cannot be in the same pair or group."""

    kind: RuleKind
    people: tuple[str, str]
    """Ids, as they were asked about."""
    detail: tuple[str, ...] = ()
    """The side; the ids of the chain from the lower person to the upper; the half days that suit both; or the ids of
    those in the fixed groups. Nothing for the others."""


def rules_between(cohort: Cohort, a: str, b: str) -> tuple[Rule, ...]:
    """All rules that keep two of the people considered apart; empty if they may be together."""
    together = (a, b)
    rules: list[Rule] = []
    side = cohort.sides[a]
    if side is cohort.sides[b] and cohort.make_up[side] == 1:
        rules.append(Rule(RuleKind.SIDES, together, (side.value,)))
    if chain := cohort.chains.get((a, b)) or cohort.chains.get((b, a)):
        kind = RuleKind.SUPERVISION if chain.supervision else RuleKind.LINE_MANAGEMENT
        rules.append(Rule(kind, together, chain.people))
    if b in cohort.by_id[a].not_with or a in cohort.by_id[b].not_with:
        rules.append(Rule(RuleKind.NOT_WITH, together))
    if (cohort.half_days[a] & cohort.half_days[b]).bit_count() < cohort.common:
        rules.append(Rule(RuleKind.HALF_DAYS, together, tuple(common_half_days(cohort, together))))
    if pinned := _pinned_apart(cohort, a, b):
        rules.append(Rule(RuleKind.PIN, together, pinned))
    if frozenset(together) in cohort.forbidden:
        rules.append(Rule(RuleKind.FORBIDDEN, together))
    return tuple(rules)


def allowed(cohort: Cohort, a: str, b: str) -> bool:
    """Whether no rule keeps two people apart."""
    return not rules_between(cohort, a, b)


def common_half_days(cohort: Cohort, people: Iterable[str]) -> tuple[HalfDay, ...]:
    """The half days of the week that suit all of some people, in their order."""
    mask = _EVERY_HALF_DAY
    for id in people:
        mask &= cohort.half_days[id]
    return tuple(half for number, half in enumerate(HalfDay) if mask >> number & 1)


def _pinned_apart(cohort: Cohort, a: str, b: str) -> tuple[str, ...]:
    """Those in fixed groups that keep two people apart; empty if none does."""
    first, second = cohort.pin_of.get(a), cohort.pin_of.get(b)
    if first == second:
        return ()
    members = [cohort.pins[number].members for number in (first, second) if number is not None]
    if len(members) == 2 or len(members[0]) >= cohort.size:
        return tuple(id for pinned in members for id in pinned)
    return ()
