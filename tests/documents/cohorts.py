"""Cohorts that documents of one page must hold: the examples, schemes A, B and C, long names, three organisations."""

from __future__ import annotations

import datetime
from typing import Any

from generator.documents.charter import own_charter
from generator.documents.document import Document
from generator.model.library import Library
from generator.planning.menu import in_use
from generator.planning.playbook import Playbook, plan
from tests.planning.profiles import planned_once, playbook, profile

EXAMPLES = ("imperial", "kings", "north-middlesex", "westbrook")
LONG_NAME = "Bwrdd Iechyd Addysgu Prifysgol Powys a Betsi Cadwaladr, Canolbarth a Gogledd Cymru"
RATES = {"resident-doctors": 40, "managers": 30, "programme-lead": 42.25}
PARTNERS = [
    {"id": "council", "name": "Westshire Council"},
    {"id": "community", "name": "Westshire Community Health and Care NHS Foundation Trust"},
]
SCHEMES: dict[str, dict[str, Any]] = {
    "a": {
        "start": datetime.date(2027, 3, 10),
        "groups": 14,
        "planning_from": datetime.date(2026, 11, 1),
        "schedule": {"notice": {"study-leave": 8}},
        "rates": RATES,
        "costs": [{"title": "Rooms", "pounds": 120, "each": ["workshop"]}],
        "contacts": [
            {"role": "programme-lead", "name": "Ada Lead", "email": "ada@example.nhs.uk"},
            {"role": "administrator", "name": "Programme office", "email": "office@example.nhs.uk"},
        ],
    },
    "b": {"start": datetime.date(2027, 3, 3), "groups": 4, "months": 4, "planning_from": datetime.date(2026, 11, 1)},
    "c": {"start": datetime.date(2027, 9, 15), "groups": 8, "size": 3, "partners": PARTNERS},
    "long-welsh-name": {
        "name": LONG_NAME,
        "short_name": "Powys a Betsi",
        "example": True,
        "size": 4,
        "partners": PARTNERS,
    },
    "no-dates": {"start": None},
}

WELSH = "Bwrdd Iechyd Prifysgol Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a'r Cylch"


def closed(*mondays: datetime.date) -> list[dict[str, Any]]:
    """Weeks that the trust has closed."""
    friday = datetime.timedelta(days=4)
    return [{"first": day, "last": day + friday, "reason": "Inspection of the whole trust"} for day in mondays]


LARGEST: dict[str, dict[str, Any]] = {
    "long": {
        "groups": 30,
        "months": 18,
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
    },
    "partners": {
        "start": datetime.date(2027, 9, 15),
        "groups": 8,
        "size": 4,
        "partners": [
            {"id": f"partner-{number}", "name": f"Partner {number} for Health and Social Care of the North and East"}
            for number in range(1, 6)
        ],
        "sites": [
            {"id": f"site-{number}", "name": f"General Hospital and Community Campus {number}"}
            for number in range(1, 7)
        ],
    },
    "names": {
        "groups": 12,
        "name": WELSH,
        "cohort": {"name": f"Carfan gyntaf {WELSH}"},
        "sites": [{"id": "main", "name": f"Ysbyty {WELSH}"}],
        "rates": RATES,
        "costs": [{"title": "Rooms", "pounds": 250, "each": ["workshop"]}],
        "contacts": [
            {"role": role, "name": f"Y Parchedig {WELSH}"[:80], "email": f"{role}.of.the.programme@wales.nhs.example"}
            for role in ("programme-lead", "administrator", "executive-sponsor", "senior-clinician", "senior-manager")
        ],
    },
}
"""The largest cohorts that are to be expected, with pins and closed weeks, several organisations, or long words."""


def book(name: str, library: Library) -> Playbook:
    """The playbook of an example, of a scheme or of one of the largest cohorts."""
    if name in EXAMPLES:
        return planned_once(library, name, lambda: plan(library, name))
    return playbook(library, profile(**{**SCHEMES, **LARGEST}[name]))


NAMES = (*EXAMPLES, *SCHEMES)


def charters(book: Playbook) -> dict[str, Document]:
    """The charter of each project that is the trust's own or that somebody has taken, by project id."""
    return {entry.project.id: own_charter(entry, book) for entry in in_use(book.menu)}
