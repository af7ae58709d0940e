"""What is said about one person in a proposal, for a terminal. It names people."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.english import listed
from ..pairing.answer import Answer
from ..pairing.cohort import Aside
from ..pairing.conflict_words import unmatched_sentences
from ..pairing.reasons import Reasons
from .document import ended
from .pairs_words import ASIDE, noun, though_fixed, why_lines


def explained(answer: Answer, person: str) -> str:
    """With whom somebody is and why, or why not. `person` is an id."""
    return "\n".join(_lines(answer, person))


def _lines(answer: Answer, person: str) -> Iterator[str]:
    cohort = answer.cohort
    name = cohort.by_id[person].name
    if why := next((why for why in answer.reasons if person in why.group.members), None):
        yield _together(answer, why, person)
        yield from (f"  {label}: {text}" for label, text in why_lines(why))
    elif each := next((each for each in answer.unmatched if each.person == person), None):
        yield f"{name} has no {noun(cohort)}."
        yield from (f"  {sentence}" for sentence in unmatched_sentences(cohort, each))
    else:
        asides = {person.id: why for person, why in answer.proposal.aside}
        why_not = ASIDE[asides.get(person, Aside.RESERVE)] + though_fixed(cohort, cohort.by_id[person])
        yield f"{name} is not considered: {ended(why_not)}"


def _together(answer: Answer, why: Reasons, person: str) -> str:
    names = {id: answer.cohort.by_id[id].name for id in why.group.members}
    return f"{why.group.name}: {names[person]} with {listed(name for id, name in names.items() if id != person)}."
