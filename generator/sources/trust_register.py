"""The register of NHS trusts that the package carries: names, regions, and which are closed."""

from __future__ import annotations

import csv
import datetime
import importlib.resources
import re
from dataclasses import dataclass

REGISTER = "nhs_trusts.csv"
_SMALL = frozenset(["and", "for", "in", "of", "on", "the", "upon", "with"])
_CAPITALS = frozenset(["NHS", "UK"])


@dataclass(frozen=True, slots=True)
class RegisteredTrust:
    """One trust of the register."""

    code: str
    """Code in the NHS Organisation Data Service."""
    name: str
    """Its name in ordinary letters."""
    region: str
    """NHS England region; empty where the register has none."""
    closed: datetime.date | None
    """The day on which it closed; None while it is open."""
    successor: str
    """Code of the trust that it merged into, where a source names it; else empty."""


def trusts() -> dict[str, RegisteredTrust]:
    """Every trust of the register by its code. Reads the package's own data, nothing else."""
    text = importlib.resources.files("generator.data").joinpath(REGISTER).read_text(encoding="utf-8")
    return {
        row["code"]: RegisteredTrust(
            row["code"],
            ordinary_name(row["name"]),
            row["region"],
            datetime.date.fromisoformat(row["closed"]) if row["closed"] else None,
            row["successor"],
        )
        for row in csv.DictReader(text.splitlines())
    }


def ordinary_name(name: str) -> str:
    """A name in ordinary letters: KING'S COLLEGE HOSPITAL NHS TRUST is King's College Hospital NHS Trust."""
    words = name.split()
    return " ".join(_word(word, first=number == 0) for number, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    if word in _CAPITALS:
        return word
    lower = word.lower()
    if lower in _SMALL and not first:
        return lower
    parts = re.split(r"([-(])", lower)
    return "".join(
        part if part in _SMALL and number else part[:1].upper() + part[1:] for number, part in enumerate(parts)
    )


def short_name(name: str) -> str:
    """A name for running text: without what every trust's name ends with."""
    ends = r"\s+(?:University\s+)?(?:Healthcare\s+)?(?:Hospitals?\s+)?(?:NHS\s+)?(?:Foundation\s+)?(?:Trust)$"
    return re.sub(ends, "", name).strip() or name
