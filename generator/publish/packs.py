"""Makes the packs of workshops: a folder for each, and one archive of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..documents.deck import deck
from ..documents.session import COLOUR
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Trust
from ..planning.session import Session
from ..writers import pptx
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


@dataclass(frozen=True, slots=True)
class Looks:
    """How the files of packs look."""

    themes: Themes
    slides: bytes
    """The project's own base for slides."""
    word_template: bytes | None = None
    """The trust's own Word template."""
    slides_template: bytes | None = None
    """The trust's own PowerPoint template."""

    @classmethod
    def of(cls, theme: Mapping[str, bytes], fonts: str, trust: Trust | None) -> Looks:
        """From the files of a theme and a trust's own templates.

        Args:
            theme: files of the theme by their path from the project folder.
            fonts: where the folder of fonts is on this machine.
            trust: the trust that holds the workshops; None for nobody in particular.

        Raises:
            InputFault: the theme lacks a file, or its base for slides has a fault.
        """
        base = theme.get(pptx.BASE)
        if base is None:
            raise InputFault([Diagnostic("missing-file", "there is no base for slides", Place(pptx.BASE))])
        if fault := pptx.template_fault(base):
            raise InputFault([Diagnostic("bad-template", f"the base for slides {fault}", Place(pptx.BASE))])
        own = (trust.word_template, trust.slides_template) if trust else (None, None)
        return cls(Themes.of(theme, fonts), base, *own)


def make(sessions: Sequence[Session], looks: Looks, target: Path, *, every: bool) -> Iterator[Packed]:
    """Make packs, and tell of each as it ends. The target is replaced as a whole once all are made.

    Args:
        sessions: the workshops as they are held.
        looks: how files look.
        target: the folder that holds a folder for each.
        every: whether these are all workshops, so that there is an archive of all.
    """
    whole: dict[str, bytes] = {}
    with staged(target) as folder:
        for session in sessions:
            files = pack_files(session, looks.themes, looks.word_template, _slides(session, looks))
            write_files(folder, {f"{session.name}/{name}": raw for name, raw in files.items()})
            whole |= {f"{session.name}/{name}": raw for name, raw in files.items() if not name.endswith(".zip")}
            yield Packed(target / session.name, len(files))
        if every:
            write_files(folder, {f"{ALL}.zip": archive(whole, ALL)})


def _slides(session: Session, looks: Looks) -> bytes:
    profile, entry = session.profile, session.entry
    made = deck(
        session.plan,
        organisation=session.organisation,
        colour=profile.brand.colour if profile else COLOUR,
        release=session.release.id,
        date=session.release.date,
        day=entry.first if entry else None,
    )
    return pptx.write(made, looks.slides, looks.slides_template)
