"""The smallest set of rules that cannot hold together when not everybody is placed for whom there are seats."""

from __future__ import annotations

from dataclasses import dataclass

from .cohort import Cohort
from .constraints import Constraint, ConstraintKind, Question, constraints, possible_groups, short_sides
from .hitting_sets import Undecided, smallest

WORK = 30_000
"""People at most who are asked about on the way to the smallest conflict, all of a cohort by each question. Beyond it a
conflict is given of which no rule can be left out."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot hold together, if as many people are to be placed as the numbers of each side allow."""

    constraints: tuple[Constraint, ...]
    """If any one of them is dropped, the others can hold together; or that is not decided within `STEPS`, which only
    happens to groups of three and four of many people."""
    smallest: bool
    """Whether no conflict has fewer rules."""
    groups: int
    """Pairs or groups that the numbers of each side allow."""


def conflict(cohort: Cohort) -> Conflict | None:
    """The smallest conflict among the rules of a cohort. None: there is none, or that is not decided within `STEPS`."""
    groups = possible_groups(cohort)
    settled = {id for pin in cohort.pins if len(pin.members) >= cohort.size for id in pin.members}
    if not groups and len(settled) < len(cohort.people):
        rule = Constraint(ConstraintKind.MAKE_UP, detail=tuple(side.value for side in short_sides(cohort)))
        return Conflict((rule,), smallest=True, groups=0)
    rules = constraints(cohort)
    try:
        core = smallest(len(rules), Question(cohort, rules), WORK // max(1, len(cohort.people)))
    except Undecided:
        return None
    if core is None:
        return None
    return Conflict(tuple(rules[number] for number in core.constraints), core.smallest, groups)
