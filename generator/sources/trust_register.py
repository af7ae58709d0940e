"""The register of NHS trusts in the package: their names and regions, and which have closed."""

from __future__ import annotations

import csv
import datetime
import importlib.resources
import re
from dataclasses import dataclass

_SMALL = frozenset(["and", "for", "in", "of", "on", "the", "upon", "with"])
_CAPITALS = frozenset(["NHS", "UK"])
_QUALIFIERS = (
    *("Acute", "Chest", "City", "College", "Combined", "Community", "County", "District", "Eye", "General"),
    *("National", "Orthopaedic", "Royal", "Teaching"),
)
"""Words that need the word after them: Sheffield Teaching Hospitals, not Sheffield Teaching."""


@dataclass(frozen=True, slots=True)
class RegisteredTrust:
    """One trust of the register."""

    code: str
    """Code in the NHS Organisation Data Service."""
    name: str
    """In ordinary capitals; the register has capitals throughout."""
    region: str
    """NHS England region; may be empty."""
    closed: datetime.date | None
    """The day on which it closed; None if it is open."""
    successor: str
    """Code of the trust that it merged into; empty if unknown."""


def trusts() -> dict[str, RegisteredTrust]:
    """Every trust of the register by its code."""
    return read_register(
        importlib.resources.files("generator.data").joinpath("nhs_trusts.csv").read_text(encoding="utf-8")
    )


def read_register(text: str) -> dict[str, RegisteredTrust]:
    """The trusts of the register's table by code."""
    register = {}
    for row in csv.DictReader(text.splitlines()):
        name, code = ordinary_name(row["name"]), row["code"]
        closed = datetime.date.fromisoformat(row["closed"]) if row["closed"] else None
        register[code] = RegisteredTrust(code, name, row["region"], closed, row["successor"])
    return register


def ordinary_name(name: str) -> str:
    """A name in ordinary capitals: KING'S COLLEGE HOSPITAL NHS TRUST is King's College Hospital NHS Trust."""
    pieces = re.split(r"([\s(-])", " ".join(name.split()))
    return "".join(_piece(piece, first=number == 0) for number, piece in enumerate(pieces))


def _piece(piece: str, *, first: bool) -> str:
    lower = piece.lower()
    return piece if piece in _CAPITALS else lower if lower in _SMALL and not first else lower[:1].upper() + lower[1:]


def short_name(name: str) -> str:
    """A name for running text: without the legal form, and without `Hospitals` if a name of its own is left."""
    base = re.sub(r",?\s+NHS(?: Foundation)? Trust$", "", name.strip())
    base = re.sub(r" (?:Teaching|University)$", "", base)
    short = re.sub(r"(?: University)?(?: Healthcare)?(?: Hospitals?)?$", "", base)
    if short.startswith("The ") or short.rpartition(" ")[2] in _QUALIFIERS:
        short = base
    return name.strip() if re.fullmatch(r"(?:The \w+)?", short) else short
