"""Why people are proposed as a pair or group, what was given up, and the next best place of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..model.base import LINE_LENGTH
from ..model.english import listed
from ..model.pairing import Wish
from ..model.sheets.profile import WISHES
from . import rules, wishes
from .cohort import Cohort
from .next_best import Change, Changes
from .proposal import Proposal, ProposedGroup
from .reason_words import Phrase, broken_rules, clause, free, phrase

MET = wishes.SHORTFALL // 2
"""A wish whose shortfall is at most this counts as met."""
_BOTH_ASKED = {Wish.SIMILAR_NEEDS, Wish.STARRED_PROJECT}
"""Wishes that only two people who both say something can have."""
_ONE_ASKED = {Wish.COMPLEMENTARY_NEEDS, Wish.NAMED_EACH_OTHER, Wish.NEW_PARTNERS}
"""Wishes for which it is enough that one of two people says something."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that counted for a group."""

    wish: Wish | None
    """None for what is not wished but asked of every group: half days that suit all, or that people are fixed."""
    words: str
    """A clause such as `same site (General Hospital)`; for the team alone."""
    between: tuple[tuple[str, str], ...]
    """The ids of each two members of whom it is true; none if it is about one person."""
    cost: int = 0
    """What it adds to the cost of the group."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """The next best place of a person."""

    person: str
    partners: tuple[str, ...]
    """With whom the person would be instead."""
    cost: int
    """How much more all unmet wishes would cost together."""
    groups: tuple[tuple[str, ...], ...]
    """The groups that would be different, as they would be: first that of the person."""
    left_out: tuple[str, ...]
    """Who would have no group and has one now."""
    words: str
    """All of it in a sentence, and what would be lost."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a group is proposed."""

    group: ProposedGroup
    met: tuple[Reason, ...]
    """Those of the wishes that count most first, after what is asked of every group."""
    given_up: tuple[Reason, ...]
    """The dearest first; before them, of a fixed group, the rules that it breaks. A wish for which nobody said
    anything, such as a project that both starred, is left out: no partner could meet it. So the costs may add up to
    less than that of the group."""
    alternatives: tuple[Alternative, ...]
    """The next best place of each member; once if it is the same change for several. Nothing for whoever is fixed or
    has no other place, unless somebody else lost theirs: see `next_best`."""
    team: str
    """Why, for the team alone: for `LearningGroup.formed`."""
    participants: str | None
    """Why, for its members: for `LearningGroup.reason`. It speaks of posts, sites, departments and half days alone, and
    gives away nobody's wishes. None if there is nothing to say."""


def reasons(cohort: Cohort, proposal: Proposal) -> tuple[Reasons, ...]:
    """The reasons for each group of a proposal, in its order."""
    changes = Changes(cohort, proposal)
    return tuple(_reasons(cohort, proposal, group, changes) for group in proposal.groups)


def _reasons(cohort: Cohort, proposal: Proposal, group: ProposedGroup, changes: Changes) -> Reasons:
    members = group.members
    met, given_up = about(cohort, members)
    met += _left_over(cohort, proposal, members)
    if group.pinned:
        met.insert(0, Reason(None, "fixed by the planner", tuple(combinations(members, 2))))
        given_up[:0] = [Reason(None, *broken) for broken in broken_rules(cohort, members)]
    best = {frozenset(change.groups): (id, change) for id in reversed(members) if (change := changes.best(id))}
    alternatives = (_alternative(cohort, id, change) for id, change in reversed(best.values()))
    return Reasons(
        group=group,
        met=tuple(met),
        given_up=tuple(given_up),
        alternatives=tuple(alternatives),
        team=_sentence([reason.words for reason in met[: 1 if group.pinned else None]] or ["no wish is met"]),
        participants=participants(cohort, members),
    )


def about(cohort: Cohort, members: Sequence[str], *, unasked: bool = False) -> tuple[list[Reason], list[Reason]]:
    """What is met and what is given up among some people, whether they are proposed or not.

    Args:
        cohort: what the people come from.
        members: their ids.
        unasked: with wishes for which they said nothing.
    """
    twos = tuple(combinations(members, 2))
    met = [
        Reason(None, f"{_names(cohort, pinned)} are fixed together", tuple(combinations(pinned, 2)))
        for pin in cohort.pins
        if 1 < len(pinned := [id for id in members if id in pin.members]) < len(members)
    ]
    if cohort.common and (shared := rules.common_half_days(cohort, members)):
        met.append(Reason(None, f"{_everybody(members)} {free(shared)}", twos))
    alike: dict[tuple[Wish, bool, Phrase], list[tuple[tuple[str, str], Phrase, int]]] = {}
    for two in twos:
        for fact in wishes.facts(cohort, *two):
            if unasked or _counts(cohort, fact.wish, *two):
                words = phrase(fact, *(cohort.by_id[id].name for id in two))
                key = fact.wish, fact.shortfall <= MET, words._replace(values=()) if words.apart else words
                alike.setdefault(key, []).append((two, words, fact.cost))
    given_up: list[Reason] = []
    for (wish, is_met, words), entries in alike.items():
        between = tuple(two for two, _, _ in entries)
        values = [value for _, each, _ in entries for value in each.values]
        named = [] if words.named else [(cohort.by_id[a].name, cohort.by_id[b].name) for a, b in between]
        text = clause(words.text, values, named, len(twos))
        (met if is_met else given_up).append(Reason(wish, text, between, sum(cost for _, _, cost in entries)))
    met.sort(key=lambda reason: -wishes.WEIGHT[cohort.weights[reason.wish]] if reason.wish else -100)
    return met, sorted(given_up, key=lambda reason: -reason.cost)


def _counts(cohort: Cohort, wish: Wish, a: str, b: str) -> bool:
    """Whether a wish made any difference for two people, as far as they said anything."""
    asked = [wishes.asked(cohort, wish, cohort.by_id[id]) for id in (a, b)]
    if wish in _BOTH_ASKED:
        return all(asked)
    return any(asked) or wish not in _ONE_ASKED


def _left_over(cohort: Cohort, proposal: Proposal, members: Sequence[str]) -> Iterator[Reason]:
    """Members who had no partner last time, where somebody of their side has none now."""
    waiting = {cohort.sides[id] for id in proposal.unmatched}
    for id in members:
        person = cohort.by_id[id]
        if wishes.left_over(cohort) and person.left_over and cohort.sides[id] in waiting:
            yield Reason(Wish.LEFT_OVER_FIRST, f"{person.name} had no partner last time", ())


def _sentence(clauses: Iterable[str]) -> str:
    """Clauses with semicolons between them; the last are left out where all would be too long for a line."""
    first, *others = clauses
    text = first[0].upper() + first[1:]
    for each in others:
        if len(longer := f"{text}; {each}") <= LINE_LENGTH:
            text = longer
    return text[:LINE_LENGTH]


def participants(cohort: Cohort, members: Sequence[str]) -> str | None:
    """Why some people are together, as they may read it: a sentence without its full stop."""
    people = [cohort.by_id[id] for id in members]
    everybody = _everybody(members)
    met = {
        wish
        for wish in (Wish.SAME_SITE, Wish.ACROSS_DEPARTMENTS, Wish.SAME_DEPARTMENT)
        if all(_is_met(cohort, wish, a, b) for a, b in combinations(members, 2))
    }
    clauses = []
    if Wish.SAME_SITE in met:
        clauses.append(f"you {everybody} work at {cohort.sites[people[0].site or '']}")
    if Wish.ACROSS_DEPARTMENTS in met:
        departments = listed(person.department or "" for person in people)
        clauses.append(f"you come from different departments ({departments})")
    if Wish.SAME_DEPARTMENT in met:
        clauses.append(f"you {everybody} work in the same department ({people[0].department})")
    shared = rules.common_half_days(cohort, members) if any(person.days for person in people) else ()
    if cohort.common and shared:
        clauses.append(f"you are {everybody} {free(shared)}")
    posts = list(dict.fromkeys(person.post for person in people if person.post))
    if clauses and len(posts) == len(people):
        clauses.insert(0, f"you have different posts ({listed(posts)})")
    while len(listed(clauses)) > LINE_LENGTH:
        clauses.remove(max(clauses, key=len))
    return listed(clauses) or None


def _is_met(cohort: Cohort, wish: Wish, a: str, b: str) -> bool:
    return any(fact.wish is wish and fact.shortfall <= MET for fact in wishes.facts(cohort, a, b))


def _everybody(members: Sequence[str]) -> str:
    return "both" if len(members) == 2 else "all"


def _names(cohort: Cohort, ids: Iterable[str]) -> str:
    return listed(cohort.by_id[id].name for id in ids)


def _alternative(cohort: Cohort, person: str, change: Change) -> Alternative:
    own = next(members for members in change.groups if person in members)
    groups = (own, *(members for members in change.groups if members != own))
    partners = tuple(id for id in own if id != person)
    return Alternative(person, partners, change.cost, groups, change.left_out, _change_words(cohort, groups, change))


def _change_words(cohort: Cohort, groups: Sequence[Sequence[str]], change: Change) -> str:
    """What would be instead, how much worse that is, and what would be lost."""
    if cohort.size == 2:
        instead = ", and ".join(f"{_names(cohort, pair[:1])} with {_names(cohort, pair[1:])}" for pair in groups)
        lost = list(filter(None, (_lost(cohort, pair, change.instead_of) for pair in groups)))
    else:
        instead = f"{_names(cohort, change.movers)} change places"
        less = [WISHES[wish][0] for wish in _less(cohort, groups, change.instead_of)]
        lost = [f"less of {', '.join(title[0].lower() + title[1:] for title in less)}"] if less else []
    words = [_worse(change.cost)]
    if change.left_out:
        words.append(f"{_names(cohort, change.left_out)} without a partner")
    return "; ".join((f"{instead}: {', '.join(words)}", *lost))


def _lost(cohort: Cohort, pair: Sequence[str], before: Sequence[Sequence[str]]) -> str:
    """What is given up in a pair and met in one that its members had before."""
    theirs = [members for members in before if set(members) & set(pair)]
    had = {reason.wish for members in theirs for reason in about(cohort, members)[0]}
    lost = [reason.words for reason in about(cohort, pair, unasked=True)[1] if reason.wish in had]
    return f"{_names(cohort, pair)}: {', '.join(lost)}" if lost else ""


def _less(cohort: Cohort, after: Sequence[Sequence[str]], before: Sequence[Sequence[str]]) -> list[Wish]:
    """The wishes that are met less in some groups than in others."""
    more: Counter[Wish] = Counter()
    for groups, sign in ((after, 1), (before, -1)):
        for members in groups:
            for a, b in combinations(members, 2):
                for fact in wishes.facts(cohort, a, b):
                    more[fact.wish] += sign * fact.cost
    return [wish for wish in Wish if more[wish] > 0]


def _worse(cost: int) -> str:
    if not cost:
        return "as good"
    return f"{abs(cost)} point{'s' if abs(cost) > 1 else ''} {'worse' if cost > 0 else 'better'}"
