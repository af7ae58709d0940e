"""A workshop's whole pack including its slides, which need python-pptx: this module is not pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..documents.context import COLOUR
from ..documents.deck import deck
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Library, Trust
from ..planning.session import Session, sessions
from .bundle import Theme, archive
from .pack import pack_files

ALL = "all-workshops"
"""Name of the archive of all packs."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The look of the files of packs."""

    theme: Theme
    slides: bytes
    """The project's own base for slides, a PowerPoint file."""
    word_template: bytes | None = None
    """The trust's own Word template."""
    slides_template: bytes | None = None
    """The trust's own PowerPoint template."""

    @classmethod
    def of(cls, theme: Theme, trust: Trust | None) -> Looks:
        """The look given by a theme, with a trust's own templates.

        Raises:
            InputFault: the theme lacks the base for slides, or that has a fault.
        """
        # python-pptx takes a quarter of a second to import, and a build with cached packs does not need it.
        from . import pptx

        base = theme.files.get(pptx.BASE)
        if base is None:
            raise InputFault([Diagnostic("missing-file", "the base for slides is missing", Place(pptx.BASE))])
        if fault := pptx.template_fault(base):
            raise InputFault([Diagnostic("bad-template", f"the base for slides {fault}", Place(pptx.BASE))])
        own = (trust.word_template, trust.slides_template) if trust else (None, None)
        return cls(theme, base, *own)


def whole_pack(session: Session, looks: Looks) -> dict[str, bytes]:
    """Every file of a workshop's pack by name, including its archive."""
    return pack_files(session, looks.theme, looks.word_template, slides(session, looks))


def archive_of_all(packs: Mapping[str, Mapping[str, bytes]]) -> bytes:
    """An archive of several packs, a folder for each, without their own archives."""
    files = {f"{name}/{path}": raw for name, pack in packs.items() for path, raw in pack.items()}
    return archive({path: raw for path, raw in files.items() if not path.endswith(".zip")}, ALL)


def shared_packs(library: Library, looks: Looks) -> dict[str, dict[str, bytes]]:
    """The packs of all workshops for no particular trust, by the workshop's id."""
    return {id: whole_pack(session, looks) for id, session in sessions(library).items()}


def slides(session: Session, looks: Looks) -> bytes:
    """The deck of a workshop."""
    from . import pptx

    profile, entry = session.profile, session.entry
    slide_deck = deck(
        session.plan,
        organisation=session.organisation,
        colour=profile.brand.colour if profile else COLOUR,
        release=session.release.id,
        date=session.release.date,
        day=entry.first if entry else None,
    )
    return pptx.write(slide_deck, looks.slides, looks.slides_template)
