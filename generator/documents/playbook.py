"""A plan and its guidance in one document, for where they are not yet two files."""

from __future__ import annotations

from ..planning.playbook import Playbook
from . import guidance_book, plan
from .context import PlaybookContext, document_of
from .document import Document


def document(playbook: Playbook) -> Document:
    """Plan and guidance."""
    context = PlaybookContext(playbook, "")
    sections = (*plan.SECTIONS, *guidance_book.SECTIONS)
    return document_of(
        playbook, "Paired learning playbook", (block for section in sections for block in section(playbook, context))
    )
