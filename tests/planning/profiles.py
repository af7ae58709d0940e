"""Profiles for tests of the planning core: the project's own content with a trust of any shape."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from generator.model.library import Library, Trust
from generator.model.trust import TrustProfile
from generator.planning.playbook import Playbook, plan

BASE: dict[str, Any] = {
    "id": "test",
    "source": "content/trusts/test/profile.yml",
    "name": "Test Hospitals",
    "short_name": "Test",
    "sites": [{"id": "main", "name": "Main site"}],
    "pairing": {"method": "meet-then-choose"},
    "brand": {"colour": "#14532d"},
    "planning_from": datetime.date(2024, 1, 1),
}


SHAPES: dict[str, dict[str, Any]] = {
    "smallest": {"groups": 2, "months": 3},
    "largest": {
        "groups": 15,
        "size": 4,
        "sites": [{"id": "north", "name": "North site"}, {"id": "south", "name": "South site"}],
        "partners": [{"id": "council", "name": "Westshire Council"}],
        "contacts": [{"role": "programme-lead", "name": "Learning team", "email": "learning@example.nhs.uk"}],
        "rates": {"administrator": 18.5},
    },
    "august": {"start": None, "cohort": {"starts_after_changeover": 2027}},
    "welsh": {"name": "Bwrdd Iechyd Prifysgol Gŵyr a Llŷn", "short_name": "Gŵyr"},
}
"""What `profile` takes for cohorts that differ as much as cohorts do."""


def profile(
    *,
    start: datetime.date | None = datetime.date(2027, 1, 13),
    months: int = 9,
    groups: int = 6,
    size: int = 2,
    staff: tuple[str, str] = ("resident-doctors", "managers"),
    cohort: dict[str, Any] | None = None,
    **values: Any,
) -> TrustProfile:
    """A profile; the first staff group has one member in each group, the second the rest."""
    participants = [
        {"staff_group": staff[0], "number": groups},
        {"staff_group": staff[1], "number": groups * (size - 1)},
    ]
    own = {
        "name": "Cohort 1",
        "start": start,
        "months": months,
        "groups": groups,
        "group_size": size,
        "participants": participants,
        **(cohort or {}),
    }
    return TrustProfile.model_validate({**BASE, "cohort": own, **values}, strict=False)


PLANNED: OrderedDict[tuple[int, str], tuple[Library, Playbook]] = OrderedDict()
"""The playbooks that were asked for last, each with its library, so that no other library can take its number."""
MOST_PLANNED = 24


def playbook(library: Library, of: TrustProfile) -> Playbook:
    """The playbook of a profile that is in no file.

    Many tests ask for the same one, and none can change it.
    """
    # What a profile says as its usual value is not the same as what it leaves out.
    return planned_once(library, repr(of.model_dump(exclude_unset=True)), lambda: planned_again(library, of))


def planned_once(library: Library, name: str, make: Callable[[], Playbook]) -> Playbook:
    """The playbook of a library that has this name, made unless it is one of those that were asked for last."""
    key = id(library), name
    if key not in PLANNED:
        PLANNED[key] = library, make()
    PLANNED.move_to_end(key)
    while len(PLANNED) > MOST_PLANNED:
        PLANNED.popitem(last=False)
    return PLANNED[key][1]


def planned_again(library: Library, of: TrustProfile) -> Playbook:
    """The playbook of a profile that is in no file, planned again on each call."""
    trust = Trust(profile=of)
    return plan(library.model_copy(update={"trusts": {of.id: trust}}), of.id)
