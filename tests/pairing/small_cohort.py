"""A few people whose every value a test gives, of a cohort of pairs unless it says otherwise."""

from __future__ import annotations

from typing import Any

from generator.model.library import Library
from generator.model.pairing import Side, Wish
from generator.model.scheme import Decision, LearningGroup, Person, Records
from generator.model.trust import TrustProfile
from generator.model.vocabulary import PairingMethod, StaffGroup, Term
from generator.pairing.cohort import Cohort, WhatIf, cohort
from tests.planning import profiles

STAFF = {"doctors": "clinician", "managers": "manager", "council": "colleague", "porters": None}
"""What one of each staff group is called."""
NOTHING = {wish.field: "not-at-all" for wish in Wish}
"""Weights with which no wish counts."""


def clinician(id: str, **values: Any) -> Person:
    return person(id, side=Side.CLINICIAN, **values)


def manager(id: str, **values: Any) -> Person:
    return person(id, side=Side.MANAGER, **values)


def person(id: str, **values: Any) -> Person:
    """A participant; the name is the id with a capital."""
    return Person(id=id, **{"name": id.capitalize(), "decision": Decision.PARTICIPANT, **values})


def small_library(library: Library, **wishes: str) -> Library:
    """The library with the staff groups above, five stages, four topics and a pairing method with some wishes."""

    def terms(*ids: str) -> dict[str, Term]:
        return {id: Term(id=id, source="", title=id.capitalize(), description="A term.") for id in ids}

    staff_groups = {
        id: StaffGroup(id=id, source="", title=id.capitalize(), description="A group.", member=member)
        for id, member in STAFF.items()
    }
    vocabulary = library.vocabulary.model_copy(
        update={
            "staff_groups": staff_groups,
            "career_stages": terms("early", "middle", "late", "later", "last"),
            "learning_topics": terms("budgets", "beds", "nights", "data"),
        }
    )
    text = {"title": "A method", "summary": "One.", "how": "So.", "fits_when": "Now.", "watch_for": "This."}
    method = PairingMethod.model_validate(
        {**text, "id": "method", "source": "", "evidence": "suggested", "wishes": wishes}, strict=False
    )
    return library.model_copy(update={"vocabulary": vocabulary, "pairing_methods": {"method": method}})


def small_profile(*, size: int = 2, participants: dict[str, int] | None = None, **pairing: Any) -> TrustProfile:
    """A profile with the sites North and South; `pairing` are its choices about pairs."""
    numbers = participants or {"doctors": 1, "managers": size - 1}
    return profiles.profile(
        groups=1,
        size=size,
        cohort={"participants": [{"staff_group": id, "number": number} for id, number in numbers.items()]},
        sites=[{"id": "north", "name": "North"}, {"id": "south", "name": "South"}],
        pairing={"method": "method", **pairing},
    )


def small_cohort(
    library: Library,
    *people: Person,
    groups: tuple[LearningGroup, ...] = (),
    changes: WhatIf | None = None,
    profile: TrustProfile | None = None,
    **pairing: Any,
) -> Cohort:
    """The cohort of some people. `pairing` are the choices of its profile; without any no wish counts."""
    records = Records(people=list(people), groups=list(groups))
    chosen = profile or small_profile(**{**NOTHING, **pairing})
    return cohort(records, chosen, small_library(library), changes)
