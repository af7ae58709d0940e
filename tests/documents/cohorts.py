"""Cohorts that documents of one page must hold: the examples, schemes A, B and C, long names, three organisations."""

from __future__ import annotations

import datetime
from typing import Any

from generator.documents.charter import own_charter
from generator.documents.document import Document
from generator.model.library import Library
from generator.planning.menu import in_use
from generator.planning.playbook import Playbook, plan
from tests.planning.profiles import playbook, profile

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


def book(name: str, library: Library) -> Playbook:
    """The playbook of an example or of a scheme."""
    return plan(library, name) if name in EXAMPLES else playbook(library, profile(**SCHEMES[name]))


NAMES = (*EXAMPLES, *SCHEMES)


def charters(book: Playbook) -> dict[str, Document]:
    """The charter of each project that is the trust's own or that somebody has taken, by project id."""
    return {entry.project.id: own_charter(entry, book) for entry in in_use(book.menu)}
