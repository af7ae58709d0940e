"""Conflicts, and why somebody has no group, in plain English for the team. They never say whose a request is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model.english import counted, in_words, listed
from ..model.pairing import Side
from ..model.scheme import HalfDay
from .cohort import Cohort
from .conflicts import Conflict
from .constraints import Constraint, ConstraintKind
from .rules import RuleKind
from .unmatched import Change, ChangeKind, Unmatched

NAMED = 6
"""People whose days are told one by one."""
SIDES = {
    Side.CLINICIAN: ("clinician", "clinicians"),
    Side.MANAGER: ("manager", "managers"),
    Side.COLLEAGUE: ("colleague of a partner organisation", "colleagues of partner organisations"),
}


def conflict_sentences(cohort: Cohort, conflict: Conflict) -> tuple[str, ...]:
    """What cannot be, then each rule in a sentence."""
    rules = [rule for rule in conflict.constraints if rule.kind is not ConstraintKind.DAYS]
    days = [rule for rule in conflict.constraints if rule.kind is ConstraintKind.DAYS]
    return (_heading(cohort, conflict), *(_rule(cohort, rule) for rule in rules), *_days(cohort, days))


def unmatched_sentences(cohort: Cohort, unmatched: Unmatched) -> tuple[str, ...]:
    """Why somebody has no group, and what would help."""
    return (_why(cohort, unmatched), *(_change(cohort, unmatched, change) for change in unmatched.changes))


def _heading(cohort: Cohort, conflict: Conflict) -> str:
    group = "pair" if cohort.size == 2 else "group"
    if not conflict.groups:
        return f"No {group} can be formed."
    head = f"There are people for {counted(conflict.groups, group)}, but "
    if len(conflict.constraints) == 1:
        return head + "this rule leaves somebody out:"
    shorter = "" if conflict.smallest else " There may be a shorter list than this."
    return (
        head
        + f"these {in_words(len(conflict.constraints))} rules cannot all hold. Changing any of them helps.{shorter}"
    )


def _rule(cohort: Cohort, rule: Constraint) -> str:
    people = _names(cohort, rule.people)
    match rule.kind:
        case ConstraintKind.HALF_DAYS:
            suit = "half day a week that suits" if cohort.common == 1 else "half days a week that suit"
            needed = f"{in_words(cohort.common)} {suit}"
            return f"A pair needs {needed} both." if cohort.size == 2 else f"A group needs {needed} everybody in it."
        case ConstraintKind.FORBIDDEN:
            return f"You are trying to keep {people} apart."
        case ConstraintKind.PIN:
            return f"{rule.detail[0]} is fixed: {people}." if rule.detail else f"You are trying {people} together."
        case ConstraintKind.NOT_WITH:
            return f"A confidential request keeps {people} apart."
        case ConstraintKind.MAKE_UP:
            few = listed((SIDES[Side(side)][1] for side in rule.detail), "or")
            seats = listed(f"{in_words(seats)} {SIDES[side][seats > 1]}" for side, seats in cohort.make_up.items())
            return f"{'A pair' if cohort.size == 2 else 'A group'} has {seats}, and there are too few {few}."
        case _:
            return _chain(cohort, rule)


def _chain(cohort: Cohort, rule: Constraint) -> str:
    lower, *between, upper = (cohort.by_id[id].name for id in rule.detail)
    if between:
        return f"{upper} is above {lower}, through {listed(between)}."
    what = "line manager" if rule.kind is ConstraintKind.LINE_MANAGEMENT else "supervisor"
    return f"{upper} is {lower}'s {what}."


def _days(cohort: Cohort, rules: Sequence[Constraint]) -> list[str]:
    fewest = sorted(rules, key=lambda rule: len(rule.detail))
    named, others = (fewest, []) if len(fewest) <= NAMED else (fewest[:NAMED], fewest[NAMED:])
    sentences = [f"{_names(cohort, rule.people)} can meet {_half_days(rule.detail)}." for rule in named]
    if others:
        names = _names(cohort, [id for rule in others for id in rule.people])
        sentences.append(f"The days of {counted(len(others), 'other')} do not match either: {names}.")
    return sentences


def _half_days(values: Iterable[str]) -> str:
    return "on " + listed(HalfDay(value).value.replace("-", " ").capitalize() + "s" for value in values)


def _why(cohort: Cohort, unmatched: Unmatched) -> str:
    name = cohort.by_id[unmatched.person].name
    if unmatched.surplus:
        return f"{name}: {in_words(unmatched.surplus)} more {SIDES[unmatched.side][1]} than seats for them."
    reasons = "; ".join(f"{_OBSTACLES[each.kind]} {in_words(each.people)}" for each in unmatched.obstacles)
    return f"{name}: of {counted(unmatched.others, 'person', 'people')} of the other side, {reasons}."


_OBSTACLES = {
    RuleKind.SIDES: "the same side as",
    RuleKind.LINE_MANAGEMENT: "line management to",
    RuleKind.SUPERVISION: "supervision of",
    RuleKind.NOT_WITH: "a confidential request about",
    RuleKind.HALF_DAYS: "too few half days in common with",
    RuleKind.PIN: "fixed groups of",
    RuleKind.FORBIDDEN: "what you try out about",
}


def _change(cohort: Cohort, unmatched: Unmatched, change: Change) -> str:
    name, people = cohort.by_id[unmatched.person].name, _names(cohort, change.people, "or")
    match change.kind:
        case ChangeKind.MORE_HALF_DAYS:
            more = f"{in_words(change.number)} more half day{'s' * (change.number > 1)} a week".capitalize()
            return f"{more} in common with {people} would help."
        case ChangeKind.ALLOW:
            return f"Letting {name} and {people} be together would help."
        case ChangeKind.UNFIX:
            return f"Not fixing {change.group or _names(cohort, change.people)} would help."
        case ChangeKind.RESERVE:
            return f"{people}, the first reserve, could take part."
        case ChangeKind.JOIN:
            return f"{change.group} could take {name} as one more."


def _names(cohort: Cohort, ids: Iterable[str], conjunction: str = "and") -> str:
    return listed((cohort.by_id[id].name for id in ids), conjunction)
