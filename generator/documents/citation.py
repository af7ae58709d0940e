"""References and evidence labels in words, for the site and for every document."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.base import Advice, Evidenced, EvidenceLabel
from ..model.reference import Reading, Reference
from .document import ended

LABELS = {EvidenceLabel.PILOT: "Pilot", EvidenceLabel.PUBLISHED: "Published", EvidenceLabel.SUGGESTED: "Suggested"}
"""Names of the evidence labels."""

MEANINGS = {
    EvidenceLabel.PILOT: "a paired learning scheme that ran reported it",
    EvidenceLabel.PUBLISHED: "reported elsewhere in print",
    EvidenceLabel.SUGGESTED: "this guide's own advice",
}
"""What each evidence label means, after a colon or in brackets."""

ET_AL = "et al"
"""The last author of a source that has more than it names."""


DESCRIBED = "A title in square brackets says what the source is about; it is not its exact title."
"""What readers of a list of references must know once, where a title in it is described."""


READ = {
    Reading.ABSTRACT: "We have read the abstract only.",
    Reading.NOTHING: "We have not read it: check it in print before you rely on it.",
}
"""What the list of references says of sources that we have not read in full."""


def remarks(reference: Reference) -> str:
    """What follows a reference in a list: its note, and how much of it we have read; may be empty."""
    return " ".join(filter(None, (reference.note, READ.get(reference.read) if reference.read else None)))


def short(reference: Reference) -> str:
    """A reference in running text: Klaber and others, Lyons 2023."""
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
    """A person's family name, or an organisation's whole name."""
    words = author.split()
    initials = len(words) > 1 and words[-1].isupper() and len(words[-1]) <= 4
    return " ".join(words[:-1]) if initials else author


def full(reference: Reference) -> str:
    """A reference in the Vancouver style, without its address. `DESCRIBED` explains the square brackets."""
    authors = ", ".join(reference.authors[:6]) + (", et al" if len(reference.authors) > 6 else "")
    title = f"[{reference.title}]" if reference.described else reference.title
    elements = [authors, title, reference.container or ""]
    if reference.volume or reference.pages:
        where = reference.volume or str(reference.year or "")
        elements.append(f"{where}:{reference.pages}" if reference.pages else where)
    elif reference.year:
        elements.append(str(reference.year))
    return " ".join(ended(element) for element in elements if element)


def address(reference: Reference) -> str | None:
    """The link to a reference: its DOI if it has one, else its address."""
    return f"https://doi.org/{reference.doi}" if reference.doi else reference.url


def agreed(claims: Sequence[Evidenced | Advice]) -> EvidenceLabel | None:
    """The label of claims that all have the same and cite nothing; None where each must show its own."""
    labels = {claim.evidence for claim in claims}
    if len(labels) == 1 and not any(claim.cite for claim in claims):
        return labels.pop()
    return None


def of_page(title: str, guide: str, release: str, day: str) -> str:
    """How to cite a page of this guide, in the same style, without its address."""
    elements = [guide, title if title != guide else "", f"Release {release}, {day}"]
    return " ".join(ended(element) for element in elements if element)
