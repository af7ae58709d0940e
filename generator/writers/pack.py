"""The pack of a workshop: every file that somebody needs to run it."""

from __future__ import annotations

from collections.abc import Iterator

from ..documents.attendance import attendance_and_feedback
from ..documents.calendar import workshop_calendar
from ..documents.facilitator_guide import facilitator_guide
from ..documents.handouts import forms, handouts, role_cards
from ..documents.plain_text import in_plain_text
from ..documents.rehearsal_sheet import rehearsal_sheet
from ..documents.session_letters import session_letters
from ..planning.session import Session
from . import docx, ics, pdf, xlsx
from .bundle import Theme, archive

SLIDES = "slides.pptx"


def pack_files(
    session: Session, theme: Theme, template: bytes | None = None, slides: bytes | None = None
) -> dict[str, bytes]:
    """Every file of a workshop's pack by name, and an archive of them all; `template` is the trust's own, for Word.

    Only a build machine can make the slides.
    """
    files = dict(_files(session, theme, template))
    if slides is not None:
        files[SLIDES] = slides
    files[f"{session.name}.zip"] = archive(files, session.name)
    return files


def _files(session: Session, theme: Theme, template: bytes | None) -> Iterator[tuple[str, bytes]]:
    documents = {
        "facilitator-guide": facilitator_guide(session),
        "handouts": handouts(session),
        "role-cards": role_cards(session),
        "rehearsal-sheet": rehearsal_sheet(session),
        **{f"form-{id}": form for id, form in forms(session).items()},
    }
    for name, document in documents.items():
        if document is not None:
            yield f"{name}.docx", docx.write(document, theme, template)
            yield f"{name}.pdf", pdf.write(document, theme)
    for name, letter in session_letters(session).items():
        yield f"{name}.docx", docx.write(letter, theme, template)
        yield f"{name}.txt", (in_plain_text(letter.blocks) + "\n").encode()
    yield "attendance-and-feedback.xlsx", xlsx.write(attendance_and_feedback(session), session.release.stamp)
    if session.playbook and (calendar := workshop_calendar(session.playbook, session.workshop.id)):
        yield "workshop.ics", ics.write(calendar)
