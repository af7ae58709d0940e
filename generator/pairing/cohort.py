"""Who is to be paired: the people of a scheme who are considered, the side of each, and what counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from ..model.library import Library
from ..model.pairing import Side, Weight, Wish, usual_make_up
from ..model.scheme import Decision, HalfDay, LearningGroup, Person, Records
from ..model.sheets.choices import same_words
from ..model.trust import TrustProfile
from ..model.vocabulary import Vocabulary
from .management import Chain, chains

WEEKS = 4
"""Weeks of a month, as half days are counted: one that suits every week is four a month."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a planner tries out, beside what the scheme says. People are given by their ids."""

    pins: tuple[tuple[str, ...], ...] = ()
    """People who are together already."""
    forbidden: tuple[tuple[str, str], ...] = ()
    """People who must not be together."""
    without: tuple[str, ...] = ()
    """Participants who are left aside."""
    with_: tuple[str, ...] = ()
    """People who are not participants, but are considered."""
    weights: Mapping[Wish, Weight] = field(default_factory=dict)


class Aside(StrEnum):
    """Why somebody on the sheet People is not considered."""

    APPLIED = "applied"
    OFFERED = "offered"
    RESERVE = "reserve"
    NOT_THIS_TIME = "not-this-time"
    WITHDRAWN = "withdrawn"
    NO_SIDE = "no-side"
    """A participant with neither a side nor a staff group that has one."""
    TAKEN_OUT = "taken-out"
    """By what the planner tries out."""


@dataclass(frozen=True, slots=True)
class Pin:
    """People who stay together, whatever else is proposed."""

    members: tuple[str, ...]
    """Those who are considered, in their order."""
    name: str = ""
    """Name of the fixed group on the sheet Groups; empty for people whom the planner tries out."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """What a proposal is made from. The order of rows on the sheets does not matter."""

    people: tuple[Person, ...]
    """Those considered, by name, then email, then id."""
    aside: tuple[tuple[Person, Aside], ...]
    """Everybody else on the sheet, in the same order, but reserves in the order of their places."""
    sides: Mapping[str, Side]
    """The side whose seat each of those considered takes. A colleague of a partner organisation whose side has no seat
    takes one of a side that is short of people."""
    make_up: Mapping[Side, int]
    """Members of a group by side."""
    weights: Mapping[Wish, Weight]
    """The weight of every wish."""
    common: int
    """Half days of the week that must suit all members of a group."""
    pins: tuple[Pin, ...]
    """Disjoint, by their first member."""
    forbidden: frozenset[frozenset[str]]
    """Two people each whom the planner's trial keeps apart."""
    groups: tuple[LearningGroup, ...]
    """The sheet Groups as it is."""
    half_days: Mapping[str, int]
    """The half days that suit each person on the sheet, as bits in the order of `HalfDay`."""
    chains: Mapping[tuple[str, str], Chain]
    """The shortest chain of managers and supervisors from one person to another above them."""
    sites: Mapping[str, str]
    """Names of the sites."""
    stages: Mapping[str, str]
    """Titles of the career stages, the earliest first."""
    topics: Mapping[str, str]
    """Titles of the learning topics."""
    projects: Mapping[str, str]
    """Titles of the projects of the menu."""
    staff_groups: Mapping[str, str]
    """Titles of the staff groups."""
    by_id: Mapping[str, Person]
    """Everybody on the sheet People."""
    group_of: Mapping[str, str]
    """The id of the group on the sheet Groups that each person is in."""
    pin_of: Mapping[str, int]
    """The number of the pin that each person is in."""
    ranks: Mapping[str, int]
    """Career stages by their place in the order, from 0."""
    reserve_sides: Mapping[str, Side]
    """The side of each reserve who has one with a seat."""

    @property
    def size(self) -> int:
        """Members of a group."""
        return sum(self.make_up.values())


def cohort(records: Records, profile: TrustProfile, library: Library, changes: WhatIf | None = None) -> Cohort:
    """What a proposal is made from.

    Args:
        records: the people and groups of the scheme.
        profile: what its trust chose.
        library: the content, with the trust's own projects in `library.trusts` if it has any.
        changes: what the planner tries out.
    """
    changes = changes or WhatIf()
    vocabulary = library.vocabulary
    everybody = sorted(records.people, key=_key)
    why = {person.id: _why_aside(person, vocabulary, changes) for person in everybody}
    people = tuple(person for person in everybody if why[person.id] is None)
    aside = [(person, reason) for person in everybody if (reason := why[person.id])]
    pins = _pins(people, records.groups, changes)
    make_up = make_up_of(profile, vocabulary)
    usual = library.pairing_methods[profile.pairing.method].wishes
    trust = library.trusts.get(profile.id)
    projects = {**library.projects, **(trust.projects if trust else {})}
    return Cohort(
        people=people,
        aside=tuple(sorted(aside, key=lambda each: (each[1] is Aside.RESERVE, each[0].reserve_place or 100))),
        sides=_seats(people, vocabulary, make_up, pins),
        make_up=make_up,
        weights={**profile.pairing.weights(usual), **changes.weights},
        common=-(-profile.pairing.half_days // WEEKS),
        pins=pins,
        forbidden=frozenset(map(frozenset, changes.forbidden)),
        groups=tuple(records.groups),
        half_days={person.id: _mask(person) for person in everybody},
        chains=chains(everybody),
        sites={site.id: site.name for site in profile.sites},
        stages={id: stage.title for id, stage in vocabulary.career_stages.items()},
        topics={id: topic.title for id, topic in vocabulary.learning_topics.items()},
        projects={id: project.title for id, project in projects.items()},
        staff_groups={id: group.title for id, group in vocabulary.staff_groups.items()},
        by_id={person.id: person for person in everybody},
        group_of={member: group.id for group in records.groups for member in group.members},
        pin_of={member: number for number, pin in enumerate(pins) for member in pin.members},
        ranks={id: rank for rank, id in enumerate(vocabulary.career_stages)},
        reserve_sides={
            person.id: side
            for person, reason in aside
            if reason is Aside.RESERVE and (side := _own_side(person, vocabulary)) in make_up and side
        },
    )


def make_up_of(profile: TrustProfile, vocabulary: Vocabulary) -> dict[Side, int]:
    """How many of each side a group of the trust's cohort has: as it chose, else by who takes part."""
    if chosen := profile.pairing.make_up:
        return {side: chosen[side] for side in Side if chosen.get(side)}
    numbers: Counter[Side] = Counter()
    for each in profile.cohort.participants:
        if side := vocabulary.staff_groups[each.staff_group].side:
            numbers[side] += each.number
    return usual_make_up(profile.cohort.group_size, numbers)


def _key(person: Person) -> tuple[str, str, str]:
    return same_words(person.name), (person.email or "").casefold(), person.id


def _own_side(person: Person, vocabulary: Vocabulary) -> Side | None:
    staff_group = vocabulary.staff_groups.get(person.staff_group or "")
    return person.side or (staff_group.side if staff_group else None)


def _why_aside(person: Person, vocabulary: Vocabulary, changes: WhatIf) -> Aside | None:
    if person.id in changes.without:
        return Aside.TAKEN_OUT
    if person.decision is not Decision.PARTICIPANT and person.id not in changes.with_:
        return Aside(person.decision.value)
    return None if _own_side(person, vocabulary) else Aside.NO_SIDE


def _pins(people: Sequence[Person], groups: Iterable[LearningGroup], changes: WhatIf) -> tuple[Pin, ...]:
    """Those who stay together. Pins that share somebody become one."""
    order = {person.id: number for number, person in enumerate(people)}
    pins: list[Pin] = []
    named = [(group.members, group.name) for group in groups if group.fixed]
    for members, name in [*named, *((members, "") for members in changes.pins)]:
        joined = {id for id in members if id in order}
        for pin in [pin for pin in pins if joined & set(pin.members)]:
            pins.remove(pin)
            joined |= set(pin.members)
            name = pin.name or name
        pins.append(Pin(tuple(sorted(joined, key=order.__getitem__)), name))
    together = (pin for pin in pins if len(pin.members) > 1)
    return tuple(sorted(together, key=lambda pin: order[pin.members[0]]))


def _seats(
    people: Sequence[Person], vocabulary: Vocabulary, make_up: Mapping[Side, int], pins: Iterable[Pin]
) -> dict[str, Side]:
    """The side whose seat each person takes.

    Whoever has a side without a seat takes one of the side that has the fewest people for its seats; those who are
    pinned into a whole group take none from it.
    """
    size = sum(make_up.values())
    settled = {id for pin in pins if len(pin.members) >= size for id in pin.members}
    own = {person.id: _own_side(person, vocabulary) for person in people}
    seats = {id: side for id, side in own.items() if side in make_up}
    numbers = Counter(side for id, side in seats.items() if id not in settled)
    for id in (id for id in own if id not in seats):
        side = min(make_up, key=lambda side: (Fraction(numbers[side], make_up[side]), -list(Side).index(side)))
        seats[id] = side
        numbers[side] += id not in settled
    return {id: seats[id] for id in own}  # type: ignore[misc]


def _mask(person: Person) -> int:
    return sum(1 << number for number, half in enumerate(HalfDay) if not person.days or half in person.days)
