"""How a trust forms pairs and groups: the sides of a group, what is wished of those in it, and how much that counts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from .base import Noun, PairingMethodId


class Side(StrEnum):
    """The side from which a person comes into a group; the words are those of the staff groups' members."""

    CLINICIAN = "clinician"
    MANAGER = "manager"
    COLLEAGUE = "colleague"
    """Somebody of a partner organisation."""


class Wish(StrEnum):
    """Something that is better met in a pair or group, but need not be."""

    SAME_SITE = "same-site"
    ACROSS_DEPARTMENTS = "across-departments"
    SAME_DEPARTMENT = "same-department"
    NEAR_STAGE = "near-stage"
    SIMILAR_NEEDS = "similar-needs"
    COMPLEMENTARY_NEEDS = "complementary-needs"
    NAMED_EACH_OTHER = "named-each-other"
    STARRED_PROJECT = "starred-project"
    NEW_PARTNERS = "new-partners"
    LEFT_OVER_FIRST = "left-over-first"
    KEEP = "keep"

    @property
    def field(self) -> str:
        """The field of `PairingChoices` with its weight."""
        return self.value.replace("-", "_")


class Weight(StrEnum):
    """How much a wish counts."""

    NOT_AT_ALL = "not-at-all"
    A_LITTLE = "a-little"
    MATTERS = "matters"
    MATTERS_MOST = "matters-most"


OPPOSITES = {Wish.ACROSS_DEPARTMENTS: Wish.SAME_DEPARTMENT, Wish.SAME_DEPARTMENT: Wish.ACROSS_DEPARTMENTS}
"""Wishes that nobody can have together."""
USUAL = {Wish.SAME_SITE: Weight.MATTERS, Wish.ACROSS_DEPARTMENTS: Weight.MATTERS}
"""What counts for a pairing method that does not say."""
HALF_DAYS = 2
"""Half days a month that the members of a group usually must have in common."""
MOST_ROUNDS = 8
"""Of a meet-first event: people tire of more, and a place card has no more lines."""


def _weight(value: Any) -> Any:
    """A weight; profiles of earlier releases have true or false."""
    match value:
        case True:
            return Weight.MATTERS.value
        case False:
            return Weight.NOT_AT_ALL.value
        case _:
            return value


ChosenWeight = Annotated[Weight | None, BeforeValidator(_weight)]


class PairingChoices(Noun):
    """How the trust forms pairs."""

    method: PairingMethodId
    """How partners are found."""
    half_days: Annotated[int, Field(ge=0, le=40)] = HALF_DAYS
    """Half days a month on which all members of a group can meet, at least; one that suits all every week counts as
    four, so 1 to 4 ask the same: one half day a week."""
    make_up: dict[Side, Annotated[int, Field(ge=0, le=3)]] = {}
    """Members of a group by side, at least one clinician and one manager. None: by who takes part."""
    same_site: ChosenWeight = None
    """How much it counts that partners work on the same site: not-at-all, a-little, matters or matters-most. This and
    every weight below are as is usual for the method when left out."""
    across_departments: ChosenWeight = None
    """How much it counts that partners come from different departments."""
    same_department: ChosenWeight = None
    """How much it counts that partners come from the same department."""
    near_stage: ChosenWeight = None
    """How much it counts that partners are at a similar stage of their careers."""
    similar_needs: ChosenWeight = None
    """How much it counts that partners want to learn about the same topics."""
    complementary_needs: ChosenWeight = None
    """How much it counts that each partner offers what the other wants to learn about."""
    named_each_other: ChosenWeight = None
    """How much it counts whom people named after they met."""
    starred_project: ChosenWeight = None
    """How much it counts that partners starred the same project of the menu."""
    new_partners: ChosenWeight = None
    """How much it counts that partners were not partners before."""
    left_over_first: ChosenWeight = None
    """How much it counts that whoever had no partner last time has one now."""
    keep: ChosenWeight = None
    """How much it counts that pairs and groups stay as they are on the sheet Groups."""

    def weights(self, usual: Mapping[Wish, Weight]) -> dict[Wish, Weight]:
        """The weight of every wish: what the trust chose, else what is usual for its pairing method.

        A wish for the same department leaves out the usual one for different departments, and the other way round.
        """
        usual = usual or USUAL
        chosen: dict[Wish, Weight | None] = {wish: getattr(self, wish.field) for wish in Wish}
        wanted = {wish for wish, weight in chosen.items() if weight not in (None, Weight.NOT_AT_ALL)}
        return {
            wish: weight or (Weight.NOT_AT_ALL if OPPOSITES.get(wish) in wanted else usual.get(wish, Weight.NOT_AT_ALL))
            for wish, weight in chosen.items()
        }


def usual_make_up(size: int, numbers: Mapping[Side, int]) -> dict[Side, int]:
    """How many of each side a group of some size has, at least one clinician and one manager.

    Each further seat goes to the side with the most people for a seat, counting that one (D'Hondt's method).

    Args:
        size: members of a group, at least 2.
        numbers: how many people of each side take part.
    """
    seats = {Side.CLINICIAN: 1, Side.MANAGER: 1, Side.COLLEAGUE: 0}
    for _ in range(size - 2):
        most = max(seats, key=lambda side: (numbers.get(side, 0) / (seats[side] + 1), -list(Side).index(side)))
        seats[most] += 1
    return {side: number for side, number in seats.items() if number}
