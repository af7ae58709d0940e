"""Conflicts, and why somebody has no group, in plain English for the team. They never say whose a request is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.english import counted, in_words, listed
from ..model.pairing import Side
from ..model.scheme import HalfDay
from .cohort import Cohort
from .conflicts import Conflict
from .constraints import Constraint, ConstraintKind
from .reason_words import SIDES, chain_words, free, too_many
from .rules import RuleKind
from .unmatched import Change, ChangeKind, Unmatched

NAMED = 3
"""People of a long list who are named."""
SETS_OF_DAYS = 6
"""Different sets of half days at most that are named."""


def conflict_sentences(cohort: Cohort, conflict: Conflict) -> tuple[str, ...]:
    """What cannot be, then each rule in a sentence."""
    rules = [rule for rule in conflict.constraints if rule.kind is not ConstraintKind.DAYS]
    days = [rule for rule in conflict.constraints if rule.kind is ConstraintKind.DAYS]
    return (_heading(cohort, conflict), *(_rule(cohort, rule) for rule in rules), *_days(cohort, days))


def unmatched_sentences(cohort: Cohort, unmatched: Unmatched) -> tuple[str, ...]:
    """Why somebody has no group, and what would help."""
    return (_why(cohort, unmatched), *(_change(cohort, unmatched, change) for change in unmatched.changes))


def left_over_sentences(cohort: Cohort, everybody: Sequence[Unmatched]) -> tuple[str, ...]:
    """For each side of which several people are left over: for how many there are places, and which reserves could take
    part. `own_sentences` does not say it again."""
    sentences = []
    for side, people in _left_over(everybody).items():
        number = f"{in_words(people[0].of_side)} {SIDES[side][1]}"
        places = people[0].of_side - people[0].surplus
        over = f"{in_words(people[0].surplus)} are left over"
        sentences.append(f"There are places for {in_words(places) if places else 'none'} of {number}: {over}.")
        reserves: dict[str, list[str]] = {}
        for each in people:
            for change in each.changes:
                if change.kind is ChangeKind.RESERVE:
                    reserves.setdefault(change.people[0], []).append(each.person)
        for id, ids in reserves.items():
            whom = "one of them" if len(ids) == len(people) else _some(cohort, ids, "or")
            sentences.append(f"{cohort.by_id[id].name}, a reserve, could take part and be with {whom}.")
    return tuple(sentences)


def own_sentences(cohort: Cohort, unmatched: Unmatched, everybody: Sequence[Unmatched]) -> tuple[str, ...]:
    """Why somebody has no group, and what would help, without what `left_over_sentences` says of all on that side."""
    if unmatched.side not in _left_over(everybody):
        return unmatched_sentences(cohort, unmatched)
    name = cohort.by_id[unmatched.person].name
    why = " ".join([f"{name} is left over.{_exchange(cohort, unmatched)}", *_rules(cohort, unmatched)])
    changes = [change for change in unmatched.changes if change.kind is not ChangeKind.RESERVE]
    own = (why, *(_change(cohort, unmatched, change) for change in changes))
    return own if own != (f"{name} is left over.",) else ()


def _left_over(everybody: Sequence[Unmatched]) -> dict[Side, list[Unmatched]]:
    """The people of each side of which the numbers leave over several."""
    sides: dict[Side, list[Unmatched]] = {}
    for each in everybody:
        if each.surplus > 1:
            sides.setdefault(each.side, []).append(each)
    return sides


def _heading(cohort: Cohort, conflict: Conflict) -> str:
    group = "pair" if cohort.size == 2 else "group"
    if not conflict.groups:
        return f"No {group} can be formed."
    number = len(conflict.constraints)
    head = f"There are people for {counted(conflict.groups, group)}, but "
    if number == 1:
        return f"{head}this rule leaves somebody out."
    head += f"these {in_words(number)} rules cannot {'both' if number == 2 else 'all'} hold. "
    if conflict.smallest:
        return f"{head}Changing any one of them is enough, unless others are in the way too."
    return f"{head}There may be a shorter list."


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
            many = too_many(cohort, rule.people)
            return (
                f"{rule.detail[0]} is fixed: {people}{many}."
                if rule.detail
                else f"You are trying {people} together{many}."
            )
        case ConstraintKind.NOT_WITH:
            return f"A confidential request keeps {people} apart."
        case ConstraintKind.MAKE_UP:
            few = listed((SIDES[Side(side)][1] for side in rule.detail), "or")
            seats = listed(f"{in_words(seats)} {SIDES[side][seats > 1]}" for side, seats in cohort.make_up.items())
            return f"{'A pair' if cohort.size == 2 else 'A group'} has {seats}, and there are too few {few}."
        case _:
            return f"{chain_words(cohort, rule.detail, rule.kind is ConstraintKind.LINE_MANAGEMENT)}."


def _days(cohort: Cohort, rules: Sequence[Constraint]) -> list[str]:
    """When people can meet, those with the fewest half days first; those with the same ones together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for rule in sorted(rules, key=lambda rule: len(rule.detail)):
        together.setdefault(rule.detail, []).append(rule.people[0])
    alike = list(together.items())
    sentences = [
        f"{_names(cohort, ids)} {'is' if len(ids) == 1 else 'are'} {free([HalfDay(day) for day in days])}."
        for days, ids in alike[:SETS_OF_DAYS]
    ]
    if others := [id for _, ids in alike[SETS_OF_DAYS:] for id in ids]:
        number = counted(len(others), "other person", "other people")
        sentences.append(f"The half days of {number} count too: {_names(cohort, others)}.")
    return sentences


def _why(cohort: Cohort, unmatched: Unmatched) -> str:
    """The numbers if they leave somebody over, and the rules if they leave out this person or more people than that."""
    name = cohort.by_id[unmatched.person].name
    sentences = []
    if unmatched.surplus:
        places = unmatched.of_side - unmatched.surplus
        number = f"{in_words(unmatched.of_side)} {SIDES[unmatched.side][unmatched.of_side > 1]}"
        exchange = _exchange(cohort, unmatched)
        are = f"there are places for {in_words(places) if places else 'none'} of {number}"
        sentences.append(f"{name} is left over: {are}.{exchange}")
    return " ".join([*sentences, *_rules(cohort, unmatched)])


def _rules(cohort: Cohort, unmatched: Unmatched) -> Iterator[str]:
    """The rules if they leave out this person, or more people than the numbers do."""
    name = cohort.by_id[unmatched.person].name
    if unmatched.without > unmatched.surplus or not unmatched.suitable:
        if unmatched.obstacles:
            yield _obstacles(unmatched, name)
        if unmatched.suitable:
            but = "then somebody else would have no partner" if cohort.size == 2 else "no further group can be formed"
            yield f"{_some(cohort, unmatched.suitable)} would suit {name}, but {but}."


def _obstacles(unmatched: Unmatched, name: str) -> str:
    number = unmatched.others
    if number == 1:
        return (
            f"The only possible partner for {name} is {listed(_OBSTACLES[each.kind] for each in unmatched.obstacles)}."
        )
    first, *others = unmatched.obstacles
    if first.people == number:
        also = listed(f"{_numbers(each.people)} also {_OBSTACLES[each.kind]}" for each in others)
        all_of = "Both" if number == 2 else f"All {in_words(number)}"
        return f"{all_of} possible partners for {name} are {_OBSTACLES[first.kind]}{f'; {also}' if also else ''}."
    obstacles = listed(f"{_numbers(each.people)} {_OBSTACLES[each.kind]}" for each in unmatched.obstacles)
    return f"Of {in_words(number)} possible partners for {name}, {obstacles}."


def _some(cohort: Cohort, ids: Sequence[str], conjunction: str = "and") -> str:
    """Names of a few people, and how many others there are."""
    names = [cohort.by_id[id].name for id in ids]
    if len(names) > NAMED + 1:
        others = f"{in_words(len(names) - NAMED)} others"
        any_of = "either of" if len(names) == NAMED + 2 else "any of"
        names = [*names[:NAMED], others if conjunction == "and" else f"{any_of} {others}"]
    return listed(names, conjunction)


def _exchange(cohort: Cohort, unmatched: Unmatched) -> str:
    """What it would cost to leave out somebody else."""
    if unmatched.extra is None or unmatched.instead is None:
        return ""
    worse = f"{counted(unmatched.extra, 'point')} worse" if unmatched.extra else "just as well"
    return f" With {cohort.by_id[unmatched.instead].name} left over instead, the wishes would be met {worse}."


def _numbers(number: int) -> str:
    return f"{in_words(number)} {'is' if number == 1 else 'are'}"


_OBSTACLES = {
    RuleKind.SIDES: "of the same side",
    RuleKind.LINE_MANAGEMENT: "above or below in line management",
    RuleKind.SUPERVISION: "above or below through a supervisor",
    RuleKind.NOT_WITH: "kept apart by a confidential request",
    RuleKind.HALF_DAYS: "free on too few of the same half days",
    RuleKind.PIN: "in a fixed group",
    RuleKind.FORBIDDEN: "kept apart by what you are trying",
}


def _change(cohort: Cohort, unmatched: Unmatched, change: Change) -> str:
    name = cohort.by_id[unmatched.person].name
    match change.kind:
        case ChangeKind.MORE_HALF_DAYS:
            people = _some(cohort, change.people, "or" if cohort.size == 2 else "and")
            more = f"{in_words(change.number)} more half day{'s' * (change.number > 1)}".capitalize()
            return f"{more} a week in common with {people} would be enough."
        case ChangeKind.ALLOW:
            return f"It would be enough to let {name} be with {_names(cohort, change.people)}."
        case ChangeKind.UNFIX:
            fixed = (
                f"{change.group} ({_names(cohort, change.people)})" if change.group else _names(cohort, change.people)
            )
            return f"It would be enough not to fix {fixed}."
        case ChangeKind.RESERVE:
            reserve = cohort.by_id[change.people[0]]
            return f"{reserve.name}, a reserve, could take part and be with {name}."
        case ChangeKind.JOIN:
            worse = f", at a cost of {counted(change.cost, 'point')}" if change.cost else ""
            return f"{change.group} ({_names(cohort, change.people)}) could take {name} as well{worse}."


def _names(cohort: Cohort, ids: Iterable[str], conjunction: str = "and") -> str:
    return listed((cohort.by_id[id].name for id in ids), conjunction)
