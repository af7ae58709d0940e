"""A cohort of 60 on three sites, drawn from a seed: thirty clinicians, 28 managers and two colleagues of a council.

The people do not exist. Some manage others, some must not be paired, and most have named somebody after they met.
"""

from __future__ import annotations

from random import Random
from typing import Any

from generator.model.library import Library
from generator.model.scheme import Decision, HalfDay, LearningGroup, Person, Records
from generator.model.trust import TrustProfile
from generator.pairing.cohort import Cohort, WhatIf, cohort
from tests.planning import profiles

SITES = {"general": "General Hospital", "hill": "Hill Hospital", "quay": "Quay Health Centre"}
CLINICAL = ["Acute medicine", "Surgery", "Stroke", "Maternity", "Theatres", "Paediatrics", "Imaging", "Emergency"]
OFFICES = ["Operations", "Finance", "Surgery", "Emergency", "Digital", "Estates", "Maternity", "Planning"]
_STAFF = {
    "resident-doctors": 14,
    "nurses": 7,
    "allied-health-professionals": 6,
    "consultants": 3,
    "managers": 26,
    "graduate-management-trainees": 2,
    "partner-organisation-staff": 2,
}
_FIRST = (
    "Ada",
    "Ben",
    "Cara",
    "Dev",
    "Ewa",
    "Femi",
    "Gita",
    "Hugh",
    "Ines",
    "Jon",
    "Kofi",
    "Lena",
    "Musa",
    "Nia",
    "Omar",
    "Pia",
)
_LAST = ("Ash", "Beck", "Cole", "Dunn", "Ellis")
_CLINICIANS = {"resident-doctors", "nurses", "allied-health-professionals", "consultants"}


def profile(size: int = 2, **values: Any) -> TrustProfile:
    """The profile of the drawn cohort, for pairs or for groups of another size that divides 60."""
    participants = [{"staff_group": id, "number": number} for id, number in _STAFF.items()]
    return profiles.profile(
        groups=60 // size,
        size=size,
        cohort={"participants": participants},
        sites=[{"id": id, "name": name} for id, name in SITES.items()],
        partners=[{"id": "council", "name": "Westshire Council"}],
        **values,
    )


def records(library: Library, seed: int = 1) -> Records:
    """The people, with five reserves and somebody who withdrew; two of them are a pair already."""
    random = Random(seed)
    names = random.sample([f"{first} {last}" for first in _FIRST for last in _LAST], 66)
    groups = [id for id, number in _STAFF.items() for _ in range(number)]
    people = [_person(random, library, number, names[number], group) for number, group in enumerate(groups)]
    people = _among_themselves(random, people)
    for number, group in enumerate(("resident-doctors", "nurses", "managers", "managers", "managers"), start=60):
        reserve = _person(random, library, number, names[number], group)
        place = 1 + [each.staff_group in _CLINICIANS for each in people[60:]].count(group in _CLINICIANS)
        people.append(reserve.model_copy(update={"decision": Decision.RESERVE, "reserve_place": place}))
    gone = _person(random, library, 65, names[65], "nurses")
    people.append(gone.model_copy(update={"decision": Decision.WITHDRAWN}))
    pair = LearningGroup(id="pair-1", name="Pair 1", members=["person-1", "person-31"], fixed=True)
    random.shuffle(people)
    return Records(people=people, groups=[pair])


def drawn(library: Library, seed: int = 1, changes: WhatIf | None = None, **values: Any) -> Cohort:
    """What a proposal for the drawn cohort is made from. `values` are those of `profile`."""
    return cohort(records(library, seed), profile(**values), library, changes)


def _person(random: Random, library: Library, number: int, name: str, staff_group: str) -> Person:
    clinician = staff_group in _CLINICIANS
    partner = staff_group == "partner-organisation-staff"
    topics = list(library.vocabulary.learning_topics)
    stages = list(library.vocabulary.career_stages)
    likely = {"resident-doctors": stages[:3], "consultants": stages[3:]}.get(staff_group, stages[:4])
    word = name.casefold().replace(" ", ".")
    return Person(
        id=f"person-{number}",
        name=name,
        email=f"{word}@westshire.example",
        staff_group=staff_group,
        stage=None if random.random() < 0.1 else random.choice(likely),
        site=None if partner else random.choices(list(SITES), [5, 3, 2])[0],
        partner="council" if partner else None,
        department="Adult social care" if partner else random.choice(CLINICAL if clinician else OFFICES),
        days=[]
        if random.random() < 0.3
        else sorted(random.sample(list(HalfDay), random.randint(3, 7)), key=list(HalfDay).index),
        line_manager=f"Head of {staff_group.replace('-', ' ')}",
        learn=random.sample(topics, random.randint(0, 3)),
        offer=random.sample(topics, random.randint(0, 3)),
        starred=random.sample(sorted(library.menu)[:12], random.randint(0, 2)),
        left_over=random.random() < 0.05,
        decision=Decision.PARTICIPANT,
    )


def _among_themselves(random: Random, people: list[Person]) -> list[Person]:
    """The people, with managers, partners before, and names of those whom they would like or would rather not have."""
    clinicians, others = people[:30], people[30:]
    changes: dict[str, dict[str, Any]] = {person.id: {} for person in people}
    head, deputy, *rest = others
    changes[deputy.id] = {"line_manager": head.name, "line_manager_email": head.email}
    for person in (*random.sample(clinicians, 2), *random.sample(rest, 2)):
        changes[person.id] = {"line_manager": deputy.name}
    consultant = clinicians[-1]
    changes[consultant.id] = {"line_manager": head.name, "line_manager_email": head.email}
    for person in random.sample(clinicians[:14], 3):
        changes[person.id] |= {"supervisor": f"Dr {consultant.name}", "supervisor_email": consultant.email}
    for person in random.sample(people, 3):
        changes[person.id]["not_with"] = [random.choice([other.id for other in people if other is not person])]
    for first, second in zip(random.sample(clinicians, 4), random.sample(others, 4), strict=True):
        changes[first.id]["partners_before"], changes[second.id]["partners_before"] = [second.id], [first.id]
    for one_side, other_side in ((clinicians, others), (others, clinicians)):
        for person in one_side:
            if random.random() < 0.85:
                changes[person.id]["named"] = [other.id for other in random.sample(other_side, random.randint(1, 3))]
    return [person.model_copy(update=changes[person.id]) for person in people]
