"""Makes the packs of workshops: a folder for each, and one archive of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..planning.session import Session
from ..writers.pdf import PdfError
from ..writers.whole_pack import ALL, Looks, archive_of_all, whole_pack
from .staged import staged, write_files


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was made."""

    folder: Path
    files: int
    """How many files it has."""


def make(sessions: Sequence[Session], looks: Looks, target: Path, *, every: bool) -> Iterator[Packed]:
    """Make packs, and tell of each as it ends. The target is replaced as a whole once all are made.

    Args:
        sessions: the workshops as they are held.
        looks: how files look.
        target: the folder that holds a folder for each.
        every: whether these are all workshops, so that there is an archive of all.
    """
    packs: dict[str, dict[str, bytes]] = {}
    with staged(target) as folder:
        for session in sessions:
            files = packs[session.name] = _pack(session, looks)
            write_files(folder, ((f"{session.name}/{name}", raw) for name, raw in files.items()))
            yield Packed(target / session.name, len(files))
        if every:
            write_files(folder, [(f"{ALL}.zip", archive_of_all(packs))])


def _pack(session: Session, looks: Looks) -> dict[str, bytes]:
    try:
        return whole_pack(session, looks)
    except PdfError as error:
        source = session.profile.source if session.profile else session.workshop.source
        message = f"no accessible PDF can be made of {session.name}: {error}"
        raise InputFault([Diagnostic("pdf", message, Place(source), "take out letters of other scripts")]) from error
