"""What is proposed for a cohort as plain values, for other programs and for the studio's page. It names people."""

from __future__ import annotations

from typing import Any

from ..model.scheme import Person
from ..model.sheets.profile import WISHES
from ..pairing.answer import Answer
from ..pairing.cohort import Cohort
from ..pairing.conflict_words import conflict_sentences, unmatched_sentences
from ..pairing.fairness import Fairness, Row
from ..pairing.reasons import Alternative, Reasons
from ..pairing.what_if import words as changes_in_words
from .pairs_words import ASIDE, SPLITS, in_brief, noun
from .pairs_words import WISHES as SHORT


def as_values(answer: Answer) -> dict[str, Any]:
    """What is proposed for a cohort, with its reasons. People are known by their ids."""
    cohort, proposal = answer.cohort, answer.proposal
    return {
        "noun": noun(cohort),
        "line": in_brief(cohort, proposal),
        "cost": proposal.cost,
        "bound": proposal.bound,
        "proven": proposal.proven,
        "people": {id: _person(cohort, person) for id, person in cohort.by_id.items()},
        "groups": [_group(each) for each in answer.reasons],
        "unmatched": [
            {"person": each.person, "sentences": list(unmatched_sentences(cohort, each))} for each in answer.unmatched
        ],
        "conflict": list(conflict_sentences(cohort, answer.conflict)) if answer.conflict else [],
        "reserves": [person.id for person in proposal.reserves],
        "aside": [{"person": person.id, "why": ASIDE[why]} for person, why in proposal.aside],
        "weights": [
            {"wish": wish.value, "title": title, "weight": cohort.weights[wish].value.replace("-", " ")}
            for wish, (title, _) in WISHES.items()
        ],
        "fairness": _fairness(answer.fairness),
        "changes": None if answer.differences is None else list(changes_in_words(answer.differences, cohort)),
    }


def _person(cohort: Cohort, person: Person) -> dict[str, Any]:
    side = cohort.sides.get(person.id)
    return {
        "name": person.name,
        "side": side.value if side else None,
        "from": ", ".join(filter(None, (person.department, cohort.sites.get(person.site or "")))),
    }


def _group(why: Reasons) -> dict[str, Any]:
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


def _alternative(alternative: Alternative) -> dict[str, Any]:
    return {
        "person": alternative.person,
        "partners": list(alternative.partners),
        "cost": alternative.cost,
        "words": alternative.words,
    }


def _fairness(fairness: Fairness) -> dict[str, Any]:
    return {
        "wishes": [SHORT[wish] for wish in fairness.wishes],
        "everybody": _row(fairness.everybody),
        "splits": [
            {"title": title, "rows": [_row(row) for row in fairness.rows if row.split is split]}
            for split, title in SPLITS.items()
        ],
        "sentences": list(fairness.sentences),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "people": row.people,
        "placed": row.placed,
        "small": row.small,
        "shares": [{"met": share.met, "asked": share.asked} for share in row.shares],
    }
