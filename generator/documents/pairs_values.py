"""What is proposed for a cohort as plain values, for other programs and for the studio's page. It names people."""

from __future__ import annotations

from typing import TypedDict

from ..model.scheme import Person
from ..model.sheets.profile import WISHES
from ..pairing.answer import Answer
from ..pairing.cohort import Cohort
from ..pairing.conflict_words import conflict_sentences, left_over_sentences, own_sentences
from ..pairing.fairness import Fairness, Row
from ..pairing.reasons import Alternative, Reasons
from ..pairing.what_if import words as changes_in_words
from .pairs_words import ASIDE, SPLITS, in_brief, not_written, noun, though_fixed
from .pairs_words import WISHES as SHORT


class PersonValues(TypedDict):
    """Somebody on the sheet People."""

    name: str
    side: str | None
    """The side whose seat the person takes; None for whoever is not considered."""
    of: str
    """Department and site, as far as they are known."""


class AlternativeValues(TypedDict):
    """The next best place of somebody."""

    person: str
    partners: list[str]
    cost: int
    words: str


class GroupValues(TypedDict):
    """A pair or group."""

    name: str
    members: list[str]
    fixed: bool
    cost: int
    met: list[str]
    given_up: list[str]
    alternatives: list[AlternativeValues]
    participants: str | None


class UnmatchedValues(TypedDict):
    """Somebody without a group: why, then what would help. Nothing for who is only left over: see `left_over`."""

    person: str
    sentences: list[str]


class AsideValues(TypedDict):
    """Somebody who is not considered."""

    person: str
    why: str


class WeightValues(TypedDict):
    """How much a wish counts."""

    wish: str
    title: str
    weight: str


class ShareValues(TypedDict):
    """How many people had a wish met."""

    met: int
    asked: int


class RowValues(TypedDict):
    """How the wishes of some people were met."""

    name: str
    people: int
    placed: int
    small: bool
    shares: list[ShareValues]


class SplitValues(TypedDict):
    """People by what tells them apart."""

    title: str
    rows: list[RowValues]


class FairnessValues(TypedDict):
    """How wishes were met."""

    wishes: list[str]
    """The columns of each row's shares."""
    everybody: RowValues
    splits: list[SplitValues]
    sentences: list[str]


class PairsValues(TypedDict):
    """What is proposed for a cohort. People are known by their ids."""

    noun: str
    line: str
    cost: int
    bound: int
    proven: bool
    people: dict[str, PersonValues]
    groups: list[GroupValues]
    unmatched: list[UnmatchedValues]
    left_over: list[str]
    """Of sides of which several people are left over: for how many there are places, and what would help."""
    conflict: list[str]
    """What cannot be, then each rule; empty if all can hold."""
    reserves: list[str]
    aside: list[AsideValues]
    weights: list[WeightValues]
    fairness: FairnessValues
    changes: list[str] | None
    """What is different without what is tried out; None if nothing is."""
    not_written: str | None
    """What is tried out and not on the sheets once the groups are, in a sentence; None if there is nothing."""


def as_values(answer: Answer) -> PairsValues:
    """What is proposed for a cohort, with its reasons. People are known by their ids."""
    cohort, proposal = answer.cohort, answer.proposal
    return {
        "noun": noun(cohort),
        "line": in_brief(answer),
        "cost": proposal.cost,
        "bound": proposal.bound,
        "proven": proposal.proven,
        "people": {id: _person(cohort, person) for id, person in cohort.by_id.items()},
        "groups": [_group(each) for each in answer.reasons],
        "unmatched": [
            {"person": each.person, "sentences": list(own_sentences(cohort, each, answer.unmatched))}
            for each in answer.unmatched
        ],
        "left_over": list(left_over_sentences(cohort, answer.unmatched)),
        "conflict": list(conflict_sentences(cohort, answer.conflict)) if answer.conflict else [],
        "reserves": [person.id for person in proposal.reserves],
        "aside": [
            {"person": person.id, "why": ASIDE[why] + though_fixed(cohort, person)} for person, why in proposal.aside
        ],
        "weights": [
            {"wish": wish.value, "title": title, "weight": cohort.weights[wish].value.replace("-", " ")}
            for wish, (title, _) in WISHES.items()
        ],
        "fairness": _fairness(answer.fairness),
        "changes": None if answer.differences is None else list(changes_in_words(answer.differences, cohort)),
        "not_written": not_written(answer),
    }


def _person(cohort: Cohort, person: Person) -> PersonValues:
    side = cohort.sides.get(person.id)
    return {
        "name": person.name,
        "side": side.value if side else None,
        "of": ", ".join(filter(None, (person.department, cohort.sites.get(person.site or "")))),
    }


def _group(why: Reasons) -> GroupValues:
    return {
        "name": why.group.name,
        "members": list(why.group.members),
        "fixed": why.group.pinned,
        "cost": why.group.cost,
        "met": [reason.words for reason in why.met],
        "given_up": [reason.words for reason in why.given_up],
        "alternatives": [_alternative(each) for each in why.alternatives],
        "participants": why.participants,
    }


def _alternative(alternative: Alternative) -> AlternativeValues:
    return {
        "person": alternative.person,
        "partners": list(alternative.partners),
        "cost": alternative.cost,
        "words": alternative.words,
    }


def _fairness(fairness: Fairness) -> FairnessValues:
    return {
        "wishes": [SHORT[wish] for wish in fairness.wishes],
        "everybody": _row(fairness.everybody),
        "splits": [
            {"title": title, "rows": [_row(row) for row in fairness.rows if row.split is split]}
            for split, title in SPLITS.items()
        ],
        "sentences": list(fairness.sentences),
    }


def _row(row: Row) -> RowValues:
    return {
        "name": row.name,
        "people": row.people,
        "placed": row.placed,
        "small": row.small,
        "shares": [{"met": share.met, "asked": share.asked} for share in row.shares],
    }
