"""Makes the packs of workshops: a folder for each, and one archive of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..planning.session import Session
from ..writers.bundle import Themes, archive
from ..writers.pack import pack_files
from .staged import staged, write_files

ALL = "all-workshops"


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was made."""

    folder: Path
    files: int
    """How many files it has."""


def make(
    sessions: Sequence[Session], themes: Themes, template: bytes | None, target: Path, *, every: bool
) -> Iterator[Packed]:
    """Make packs, and tell of each as it ends. The target is replaced as a whole once all are made.

    Args:
        sessions: the workshops as they are held.
        themes: how files look.
        template: the trust's own Word template.
        target: the folder that holds a folder for each.
        every: whether these are all workshops, so that there is an archive of all.
    """
    whole: dict[str, bytes] = {}
    with staged(target) as folder:
        for session in sessions:
            # The deck joins here: pack_files(..., slides=pptx.write(deck(session), base, the trust's template.pptx)).
            files = pack_files(session, themes, template)
            write_files(folder, {f"{session.name}/{name}": raw for name, raw in files.items()})
            whole |= {f"{session.name}/{name}": raw for name, raw in files.items() if not name.endswith(".zip")}
            yield Packed(target / session.name, len(files))
        if every:
            write_files(folder, {f"{ALL}.zip": archive(whole, ALL)})
