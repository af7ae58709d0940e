"""The letters before a workshop, with a cohort's date, times, room and names, or with blanks."""

from __future__ import annotations

from ..model.blanks import filled
from ..model.template import Template
from ..planning.session import Session
from .context import PlaybookContext, shared_document
from .document import Document, Front
from .letter import letter, subject, with_gaps
from .letter_values import letter_values, sending_values, signature
from .session import prose_blocks


def session_letters(session: Session) -> dict[str, Document]:
    """The letters of a session by the name of their file."""
    start = f"{session.name}-"
    return {template.id.removeprefix(start): _letter(session, template) for template in session.letters}


def _letter(session: Session, template: Template) -> Document:
    if playbook := session.playbook:
        values = letter_values(playbook) | dict(sending_values(template, playbook))
        if name := signature(playbook, template.sender):
            values["sender"] = name
        return letter(playbook, PlaybookContext(playbook), template, values)
    bodies = (prose_blocks(filled(section.body, {})) for section in template.sections)
    blocks = (*subject(template, {}), *(with_gaps(block) for body in bodies for block in body))
    return shared_document(template.title, "", session.programme, session.release, blocks, Front.LETTERHEAD)
