"""References and evidence labels in words: the same on the site and in every document."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.base import Advice, Evidenced, EvidenceLabel
from ..model.reference import Reference

LABELS = {
    EvidenceLabel.PILOT: "Pilot",
    EvidenceLabel.PUBLISHED: "Published",
    EvidenceLabel.SUGGESTED: "Suggested",
}
"""What a reader sees of each evidence label."""

MEANINGS = {
    EvidenceLabel.PILOT: "a paired learning scheme that ran reported it",
    EvidenceLabel.PUBLISHED: "reported elsewhere in print",
    EvidenceLabel.SUGGESTED: "this guide's own advice",
}
"""What each evidence label means."""


ET_AL = "et al"
"""Stands as the last author where a source has more than are named."""


def short(reference: Reference) -> str:
    """A reference as it is named in running text: Klaber and others, Lyons 2023."""
    if not reference.authors:
        name = reference.container or reference.title
    else:
        name = _family(reference.authors[0])
        if len(reference.authors) > 2 or reference.authors[-1] == ET_AL:
            name += " and others"
        elif len(reference.authors) == 2:
            name += f" and {_family(reference.authors[1])}"
    return f"{name} {reference.year}" if reference.year else name


def _family(author: str) -> str:
    """A person's family name; an organisation's whole name."""
    words = author.split()
    initials = len(words) > 1 and words[-1].isupper() and len(words[-1]) <= 4
    return " ".join(words[:-1]) if initials else author


def full(reference: Reference) -> str:
    """A reference as an entry of a list in the Vancouver style, without its address."""
    authors = ", ".join(reference.authors[:6]) + (", et al" if len(reference.authors) > 6 else "")
    parts = [authors, reference.title, reference.container or ""]
    if reference.volume or reference.pages:
        where = reference.volume or str(reference.year or "")
        parts.append(f"{where}:{reference.pages}" if reference.pages else where)
    elif reference.year:
        parts.append(str(reference.year))
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def address(reference: Reference) -> str | None:
    """Where a reference can be read: its DOI as a link, else its own address."""
    return f"https://doi.org/{reference.doi}" if reference.doi else reference.url


def agreed(claims: Sequence[Evidenced | Advice]) -> EvidenceLabel | None:
    """The label that all of some claims share where none cites anything; None where each has to say its own."""
    labels = {claim.evidence for claim in claims}
    if len(labels) == 1 and not any(claim.cite for claim in claims):
        return labels.pop()
    return None
