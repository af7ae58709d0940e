"""The page on which a panel reads what is proposed: every pair or group, and everybody who has none."""

from __future__ import annotations

from collections.abc import Iterator

from ..pairing.cohort import Cohort
from ..pairing.proposal import Proposal
from ..planning.playbook import Playbook
from .context import document_of
from .document import Block, Callout, Document, Front, Heading, bullets, paragraph, table
from .pairs_words import in_brief, noun

CONFIDENTIAL = "For the panel only. Show it to no participant: it draws on what people said in confidence."


def pairs_page(playbook: Playbook, cohort: Cohort, proposal: Proposal) -> Document:
    """What is proposed for a cohort, for the panel that decides."""
    title = f"Proposed {noun(cohort)}s"
    return document_of(playbook, title, _blocks(cohort, proposal), Front.TITLE)


def _blocks(cohort: Cohort, proposal: Proposal) -> Iterator[Block]:
    yield Callout("Confidential", (paragraph(CONFIDENTIAL),), "warning")
    yield paragraph(f"{in_brief(cohort, proposal)}.", "lead")
    word = noun(cohort)
    if proposal.groups:
        yield Heading(1, f"The {word}s", "groups")
        rows = [
            (group.name, ", ".join(cohort.by_id[id].name for id in group.members), str(group.cost))
            for group in proposal.groups
        ]
        yield table((word.capitalize(), "Who", "Cost"), rows, widths=(2, 6, 1), row_headers=True, numbers=(2,))
    if proposal.unmatched:
        yield Heading(1, f"Without a {word}", "unmatched")
        yield bullets(cohort.by_id[id].name for id in proposal.unmatched)
    if proposal.reserves:
        yield Heading(1, "Reserves, in the order in which to call them", "reserves")
        yield bullets(person.name for person in proposal.reserves)
