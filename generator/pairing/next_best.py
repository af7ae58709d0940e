"""What else could be proposed for a person, and what that would cost everybody together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from . import rules, wishes
from .cohort import Cohort
from .proposal import Proposal, propose


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a proposal that gives somebody another partner or another group."""

    cost: int
    """How much more all unmet wishes cost together."""
    groups: tuple[tuple[str, ...], ...]
    """The groups that are different, as they are after it."""
    instead_of: tuple[tuple[str, ...], ...]
    """The same before it."""
    left_out: tuple[str, ...]
    """Who has no group after it but had one before."""
    movers: tuple[str, ...] = ()
    """The two of one side who change places, if it is no more than that."""


class Changes:
    """Looks for the cheapest changes of a proposal."""

    def __init__(self, cohort: Cohort, proposal: Proposal) -> None:
        self._cohort = cohort
        self._proposal = proposal
        self._groups = {id: group.members for group in proposal.groups for id in group.members}
        self._loose = [person.id for person in cohort.people if person.id not in cohort.pin_of]
        self._allowed = cache(lambda a, b: rules.allowed(cohort, a, b))
        self._cost = cache(lambda a, b: wishes.cost(cohort, a, b))

    def best(self, person: str) -> Change | None:
        """The cheapest change that gives a person other partners and places as many people.

        None if there is none, or the person is fixed.

        In a group, the person changes places with somebody of another group. In a pair, so does the partner, or
        somebody without a pair takes the partner's place; where no rule allows any of that, it is the cheapest change
        of those that part as few other pairs as possible.
        """
        if person in self._cohort.pin_of:
            return None
        pair = self._cohort.size == 2
        (leaving,) = [id for id in self._groups[person] if (id != person) is pair][:1]
        few = min(self._few(leaving), key=lambda change: change.cost, default=None)
        return few or (self._many(person) if pair else None)

    def _few(self, leaving: str) -> Iterator[Change]:
        """Changes of one or two groups by which somebody leaves the others."""
        side, members = self._cohort.sides[leaving], self._groups[leaving]
        others = (
            id
            for id in self._loose
            if self._cohort.sides[id] is side and id not in members and (id in self._groups or self._cohort.size == 2)
        )
        return filter(None, (self._change(leaving, other) for other in others))

    def _change(self, leaving: str, other: str) -> Change | None:
        """Two people of one side change places, or one without a group takes that of the other."""
        old = [self._groups[id] for id in (leaving, other) if id in self._groups]
        new = tuple(tuple({leaving: other, other: leaving}.get(id, id) for id in members) for members in old)
        if not all(map(self._possible, new)):
            return None
        cost = sum(map(self._price, new)) - sum(map(self._price, old))
        left_out = () if other in self._groups else (leaving,)
        if left_out:
            waiting = [self._cohort.by_id[id].left_over for id in (leaving, other)]
            cost += wishes.left_over(self._cohort) * (waiting[0] - waiting[1])
        return Change(cost, new, tuple(old), left_out, (leaving, other))

    def _many(self, person: str) -> Change | None:
        """A change of as few pairs as possible, after which a pair is no longer together."""
        pair = self._groups[person]
        apart = replace(self._cohort, forbidden=self._cohort.forbidden | {frozenset(pair)})
        groups = [group.members for group in self._proposal.groups]
        after = propose(apart, [members for members in groups if members != pair])
        if person in after.unmatched:  # so they are if fewer pairs are possible: then all others stay
            return None
        changed = [group.members for group in after.groups]
        new = tuple(members for members in changed if members not in groups)
        old = tuple(members for members in groups if members not in changed)
        left_out = tuple(id for members in old for id in members if id in after.unmatched)
        return Change(after.cost - self._proposal.cost, new, old, left_out)

    def _possible(self, members: Sequence[str]) -> bool:
        shared = -1
        for id in members:
            shared &= self._cohort.half_days[id]
        fits = shared.bit_count() >= self._cohort.common
        return fits and all(self._allowed(a, b) for a, b in combinations(members, 2))

    def _price(self, members: Sequence[str]) -> int:
        return sum([self._cost(a, b) for a, b in combinations(members, 2)])
