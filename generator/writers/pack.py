"""The pack of a workshop: every file that somebody needs to run it."""

from __future__ import annotations

from collections.abc import Iterator

from ..documents.attendance import attendance, feedback
from ..documents.calendar import workshop_calendar
from ..documents.document import Document
from ..documents.facilitator_guide import facilitator_guide
from ..documents.handouts import forms, handouts
from ..documents.plain_text import in_plain_text
from ..documents.print_list import FORM, GUIDE, HANDOUTS, PRINT_LIST, REHEARSAL, print_list
from ..documents.props import cut_documents, posters
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


def pack_documents(session: Session) -> dict[str, Document]:
    """The documents of a pack by name, but for letters and for the list of what to print, which counts their pages."""
    named = {
        GUIDE: facilitator_guide(session),
        HANDOUTS: handouts(session),
        REHEARSAL: rehearsal_sheet(session),
        **{f"{FORM}{id}": form for id, form in forms(session).items()},
        **cut_documents(session),
        **posters(session),
    }
    return {name: document for name, document in named.items() if document is not None}


def _files(session: Session, theme: Theme, template: bytes | None) -> Iterator[tuple[str, bytes]]:
    documents = pack_documents(session)
    printed = {name: pdf.write(document, theme) for name, document in documents.items()}
    listed = print_list(session, {name: pdf.page_count(raw) for name, raw in printed.items()})
    documents = {PRINT_LIST: listed, **documents}
    printed[PRINT_LIST] = pdf.write(listed, theme)
    for name, document in documents.items():
        yield f"{name}.docx", docx.write(document, theme, template)
        yield f"{name}.pdf", printed[name]
    for name, letter in session_letters(session).items():
        yield f"{name}.docx", docx.write(letter, theme, template)
        # A letter begins with its subject.
        yield f"{name}.txt", f"Subject: {in_plain_text(letter.blocks)}\n".encode()
    for name, book in (("attendance", attendance(session)), ("feedback", feedback(session))):
        if book:
            yield f"{name}.xlsx", xlsx.write(book, session.release.stamp)
    if session.playbook and (calendar := workshop_calendar(session.playbook, session.workshop.id)):
        yield "workshop.ics", ics.write(calendar)
