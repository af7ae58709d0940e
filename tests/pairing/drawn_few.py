"""A few people of the drawn cohort, for comparison with all that can be tried."""

from __future__ import annotations

from random import Random
from typing import Any

from generator.model.library import Library
from generator.model.scheme import Decision, Records
from generator.pairing.cohort import Cohort, WhatIf, cohort
from tests.pairing import drawn_cohort


def few(library: Library, seed: int, clinicians: int = 4, others: int = 4, **values: Any) -> Cohort:
    """Some of the sixty people, drawn by the seed. `values` are a WhatIf's and a profile's."""
    records = drawn_cohort.records(library, seed)
    by_number = sorted(records.people, key=lambda person: int(person.id.partition("-")[2]))
    random = Random(seed)
    chosen = [*random.sample(by_number[:30], clinicians), *random.sample(by_number[30:60], others)]
    people = [person.model_copy(update={"decision": Decision.PARTICIPANT}) for person in chosen]
    ids = {person.id for person in people}
    kept = [_among(person, ids) for person in people]
    changes = values.pop("changes", WhatIf())
    return cohort(Records(people=kept), drawn_cohort.profile(**values), library, changes)


def _among(person: Any, ids: set[str]) -> Any:
    names = {
        field: [id for id in getattr(person, field) if id in ids] for field in ("not_with", "named", "partners_before")
    }
    return person.model_copy(update=names)
