"""How far the wishes of different people were met: by side, site and staff group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..model.pairing import Wish
from ..model.scheme import Person
from ..model.sheets.profile import SIDES
from . import wishes
from .cohort import Cohort
from .proposal import Proposal

SMALL = 5
"""Fewer people than this say little: a share of them is chance."""


class Split(StrEnum):
    """What people are told apart by."""

    SIDE = "side"
    SITE = "site"
    STAFF_GROUP = "staff-group"


@dataclass(frozen=True, slots=True)
class Share:
    """How many people had a wish met."""

    met: int
    """Those for whom at least half of it is met, with their partners together."""
    asked: int
    """Those with a group whose answers the wish can be compared for: who named somebody, who starred a project, whose
    site is known."""


@dataclass(frozen=True, slots=True)
class Row:
    """People of one side, site or staff group."""

    split: Split | None
    """None: everybody."""
    name: str
    """In words, such as clinicians or General Hospital."""
    people: int
    """How many are considered."""
    placed: int
    """How many of them have a group."""
    shares: tuple[Share, ...]
    """For each wish of the report."""

    @property
    def small(self) -> bool:
        """Whether there are too few people to say anything of them."""
        return self.people < SMALL


@dataclass(frozen=True, slots=True)
class Fairness:
    """A report of how wishes were met."""

    wishes: tuple[Wish, ...]
    """Those that count."""
    everybody: Row
    rows: tuple[Row, ...]
    """By side, then site, then staff group."""
    sentences: tuple[str, ...]
    """Who did worse throughout, where the numbers are large enough to say so."""


def fairness(cohort: Cohort, proposal: Proposal) -> Fairness:
    """How the wishes of those considered were met."""
    counting = tuple(wish for wish in Wish if wish in _ASKED and wishes.WEIGHT[cohort.weights[wish]])
    met = _met(cohort, proposal)

    def row(split: Split | None, name: str, people: list[Person]) -> Row:
        placed = [person for person in people if person.id in met]
        shares = (
            Share(
                sum(wish in met[person.id] for person in placed if _ASKED[wish](cohort, person)),
                sum(_ASKED[wish](cohort, person) for person in placed),
            )
            for wish in counting
        )
        return Row(split, name, len(people), len(placed), tuple(shares))

    rows = [
        row(split, name, [person for person in cohort.people if key(person) == value])
        for split, key, names in _splits(cohort)
        for value, name in names.items()
        if any(key(person) == value for person in cohort.people)
    ]
    return Fairness(counting, row(None, "everybody", list(cohort.people)), tuple(rows), ())


def _splits(cohort: Cohort) -> Iterator[tuple[Split, Callable[[Person], str], Mapping[str, str]]]:
    """What people are told apart by, and the words for each value."""
    yield Split.SIDE, lambda person: cohort.sides[person.id], {side: words for side, (_, words) in SIDES.items()}
    yield Split.SITE, lambda person: person.site or "", {**cohort.sites, "": "no site of the trust"}
    yield Split.STAFF_GROUP, lambda person: person.staff_group or "", {**cohort.staff_groups, "": "no staff group"}


def _met(cohort: Cohort, proposal: Proposal) -> dict[str, set[Wish]]:
    """The wishes of each person with a group that are met at least by half."""
    met: dict[str, set[Wish]] = {}
    for group in proposal.groups:
        for id in group.members:
            others = [other for other in group.members if other != id]
            shortfalls: dict[Wish, int] = {}
            for fact in (fact for other in others for fact in wishes.facts(cohort, id, other)):
                own = fact.shortfall
                if fact.wish in _ONE_WAY:
                    own = 0 if fact.first else wishes.SHORTFALL
                shortfalls[fact.wish] = shortfalls.get(fact.wish, 0) + own
            met[id] = {wish for wish, sum_ in shortfalls.items() if 2 * sum_ <= wishes.SHORTFALL * len(others)}
    return met


_ONE_WAY = {Wish.NAMED_EACH_OTHER, Wish.COMPLEMENTARY_NEEDS}
"""Wishes that one of two people may have without the other: each one's own half is what counts for that person."""
_ASKED: dict[Wish, Callable[[Cohort, Person], bool]] = {
    Wish.SAME_SITE: lambda _, person: bool(person.site),
    Wish.ACROSS_DEPARTMENTS: lambda _, person: bool(person.department),
    Wish.SAME_DEPARTMENT: lambda _, person: bool(person.department),
    Wish.NEAR_STAGE: lambda _, person: bool(person.stage),
    Wish.SIMILAR_NEEDS: lambda _, person: bool(person.learn),
    Wish.COMPLEMENTARY_NEEDS: lambda _, person: bool(person.learn),
    Wish.NAMED_EACH_OTHER: lambda _, person: bool(person.named),
    Wish.STARRED_PROJECT: lambda _, person: bool(person.starred),
    Wish.NEW_PARTNERS: lambda _, person: bool(person.partners_before),
    Wish.KEEP: lambda cohort, person: person.id in cohort.group_of,
}
"""Whom a wish can be compared for."""
