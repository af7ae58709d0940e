"""How far the wishes of different people were met: by side, site and staff group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import comb

from ..model.english import in_words
from ..model.pairing import Wish
from ..model.scheme import Person
from ..model.sheets.profile import SIDES, WISHES
from . import wishes
from .cohort import Cohort
from .proposal import Proposal

SMALL = 5
"""Fewer people than this say little: a share of them is chance."""
_NO_SITE = "people without a site"
_RARE = Fraction(1, 20)
"""A chance up to this is called rare, for all comparisons of the report together (Bonferroni's correction)."""


class Split(StrEnum):
    """What people are told apart by."""

    SIDE = "side"
    SITE = "site"
    STAFF_GROUP = "staff-group"


@dataclass(frozen=True, slots=True)
class Share:
    """How many people had a wish met."""

    met: int
    """Those with whom somebody is whom they named, or from whom they can learn; for other wishes those for whom at
    least half of it is met, over all partners."""
    asked: int
    """Those with a group whose rows say anything that the wish goes by: who named somebody, who starred a project,
    whose site is given."""


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
    counting = tuple(wish for wish in Wish if wish is not Wish.LEFT_OVER_FIRST and wishes.WEIGHT[cohort.weights[wish]])
    met = _met(cohort, proposal)

    def row(split: Split | None, name: str, people: list[Person]) -> Row:
        placed = [person for person in people if person.id in met]
        shares = (
            Share(
                sum(wish in met[person.id] for person in placed if wishes.asked(cohort, wish, person)),
                sum(wishes.asked(cohort, wish, person) for person in placed),
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
    everybody = row(None, "everybody", list(cohort.people))
    return Fairness(counting, everybody, tuple(rows), tuple(_worse_throughout(counting, everybody, rows)))


def _worse_throughout(counting: Sequence[Wish], everybody: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Those with whom each wish that can be compared is met less often than with the others, at least two wishes, where
    chance would hardly do that for one of them."""
    comparisons = len(rows) * len(counting)
    for row in rows:
        compared = []
        for wish, share, total in zip(counting, row.shares, everybody.shares, strict=True):
            rest = Share(total.met - share.met, total.asked - share.asked)
            if min(share.asked, rest.asked) >= SMALL:
                compared.append((_chance(share, total) * comparisons, wish, share, rest))
        worse = [share.met * rest.asked < rest.met * share.asked for _, _, share, rest in compared]
        if len(compared) > 1 and all(worse):
            chance, wish, share, rest = min(compared, key=lambda entry: entry[0])
            if chance <= _RARE:
                title = WISHES[wish][0]
                who = f"people at {row.name}" if row.split is Split.SITE and row.name != _NO_SITE else row.name
                yield (
                    f"{who[0].upper()}{who[1:]} did worse than the others in each of the "
                    f"{in_words(len(compared))} wishes that can be compared. The clearest: "
                    f"{title[0].lower()}{title[1:]}, {share.met} of {share.asked} against {rest.met} of {rest.asked}."
                )


def _chance(share: Share, total: Share) -> Fraction:
    """How likely it is that so few or fewer have a wish met if it is met for as many of all people, whoever they are.

    The hypergeometric distribution, as in Fisher's exact test."""
    ways = sum(
        comb(total.met, met) * comb(total.asked - total.met, share.asked - met)
        for met in range(max(0, share.asked - (total.asked - total.met)), share.met + 1)
    )
    return Fraction(ways, comb(total.asked, share.asked))


def _splits(cohort: Cohort) -> Iterator[tuple[Split, Callable[[Person], str], Mapping[str, str]]]:
    """What people are told apart by, and the words for each value."""
    yield Split.SIDE, lambda person: cohort.sides[person.id], {side: words for side, (_, words) in SIDES.items()}
    yield Split.SITE, lambda person: person.site or "", {**cohort.sites, "": _NO_SITE}
    yield (
        Split.STAFF_GROUP,
        lambda person: person.staff_group or "",
        {**cohort.staff_groups, "": "people without a staff group"},
    )


def _met(cohort: Cohort, proposal: Proposal) -> dict[str, set[Wish]]:
    """The wishes of each person with a group that are met."""
    met: dict[str, set[Wish]] = {}
    for group in proposal.groups:
        for id in group.members:
            others = [other for other in group.members if other != id]
            facts = [fact for other in others for fact in wishes.facts(cohort, id, other)]
            shortfalls = Counter[Wish]()
            for fact in facts:
                shortfalls[fact.wish] += fact.shortfall
            met[id] = {
                wish
                for wish, shortfall in shortfalls.items()
                if (
                    any(fact.first for fact in facts if fact.wish is wish)
                    if wish in _ONE_WAY
                    else 2 * shortfall <= wishes.SHORTFALL * len(others)
                )
            }
    return met


_ONE_WAY = {Wish.NAMED_EACH_OTHER, Wish.COMPLEMENTARY_NEEDS}
"""Wishes of one person that the other need not share: each one's own is what counts."""
