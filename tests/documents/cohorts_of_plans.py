"""Cohorts whose plans must be short: the three schemes of planners, and the largest that are to be expected."""

from __future__ import annotations

import datetime
from typing import Any

from generator.model.library import Library
from generator.model.required import Role
from generator.planning.playbook import Playbook, plan
from tests.planning import profiles

SATURDAY_AFTER = datetime.timedelta(days=4)


def closed(*weeks: datetime.date) -> list[dict[str, Any]]:
    """Weeks that the trust has closed, by their Mondays."""
    return [{"first": day, "last": day + SATURDAY_AFTER, "reason": "Inspection of the whole trust"} for day in weeks]


A = {
    "groups": 14,
    "start": datetime.date(2027, 3, 10),
    "schedule": {
        "notice": {"study-leave": 8},
        "closed": closed(datetime.date(2027, 4, 12), datetime.date(2027, 9, 13)),
    },
    "contacts": [{"role": "programme-lead", "name": "A Lead", "email": "lead@example.nhs.uk"}],
}
B = {"groups": 4, "months": 4, "start": datetime.date(2027, 3, 3)}
C = {
    "groups": 8,
    "size": 3,
    "start": datetime.date(2027, 9, 15),
    "partners": [
        {"id": "council", "name": "Westshire Council"},
        {"id": "community", "name": "Westshire Community Trust"},
    ],
}
"""Scheme A has 14 pairs, B four pairs and four months, C eight groups of three with two partners."""

LONG = {
    "groups": 30,
    "months": 18,
    "start": datetime.date(2027, 1, 13),
    "planning_from": datetime.date(2026, 5, 4),
    "schedule": {
        "pins": [
            {
                "what": "workshop-skills-for-change",
                "day": datetime.date(2027, 5, 19),
                "reason": "The only day of the lecture theatre",
            },
            {"what": "surgery-2", "day": datetime.date(2027, 7, 14), "room": "Room 4 in the education centre"},
            {
                "what": "milestone-pairing-event",
                "day": datetime.date(2026, 12, 9),
                "room": "The restaurant of the old building",
            },
        ],
        "closed": closed(*(datetime.date(2027, month, 1) for month in (2, 3, 6, 11)), datetime.date(2028, 2, 7)),
    },
}
PARTNERS = {
    **C,
    "size": 4,
    "partners": [
        {
            "id": f"partner-{number}",
            "name": f"Partner organisation number {number} for Health and Social Care of the North",
        }
        for number in range(1, 6)
    ],
    "sites": [
        {"id": f"site-{number}", "name": f"General Hospital and Community Campus {number}"} for number in range(1, 7)
    ],
}
WELSH = "Bwrdd Iechyd Prifysgol Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a'r Cylch"
NAMES = {
    "groups": 12,
    "name": WELSH,
    "cohort": {"name": f"Carfan gyntaf {WELSH}"},
    "sites": [{"id": "main", "name": f"Ysbyty {WELSH}"}],
    "rates": {"programme-lead": 38.5, "resident-doctors": 41.5},
    "costs": [{"title": "Rooms", "pounds": 250, "each": ["workshop"]}],
}
COHORTS: dict[str, dict[str, Any]] = {"a": A, "b": B, "c": C, "long": LONG, "partners": PARTNERS, "names": NAMES}


def book(library: Library, name: str) -> Playbook:
    """The playbook of a cohort, or of a trust of the library, by its name."""
    if name in library.trusts:
        return plan(library, name)
    values = COHORTS[name]
    if name == "names":
        contacts = [
            {"role": role, "name": f"{title.title} {WELSH}"[:80], "email": f"{role}.of.the.programme@wales.nhs.example"}
            for role, title in library.vocabulary.roles.items()
            if role != Role.PARTICIPANT
        ]
        values = {**values, "contacts": contacts}
    return profiles.playbook(library, profiles.profile(**values))
