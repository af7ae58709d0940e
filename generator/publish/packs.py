"""Writes the packs of workshops: a folder for each, and one archive of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ..model.diagnostics import Diagnostic, InputFault
from ..planning.session import Session
from ..writers.manifest import NAME as MANIFEST
from ..writers.manifest import manifest
from ..writers.pdf import PdfError
from ..writers.whole_pack import ALL, Looks, archive_of_all, whole_pack
from .updated_folder import update_folder


def make(
    sessions: Sequence[Session], looks: Looks, target: Path, *, every: bool, finished: Callable[[str], None]
) -> tuple[dict[str, int], list[Diagnostic]]:
    """Write packs, all or none, each into its folder of the target, and call `finished` with the name of each.

    Files of an earlier run that nobody changed are replaced or removed. With `every`, which
    means that the sessions are all workshops, one archive holds all packs.

    Returns:
        How many files each pack has, by its name; and warnings of files that somebody added or changed.

    Raises:
        InputFault: no PDF can be made of a workshop, or the folder holds files of somebody else.
    """
    packs: dict[str, dict[str, bytes]] = {}
    for session in sessions:
        try:
            packs[session.name] = whole_pack(session, looks)
        except PdfError as error:
            source = (session.profile or session.workshop).source
            message = f"no accessible PDF can be made of {session.name}: {error}"
            raise InputFault.of(
                "pdf", message, source, "this is a fault of the generator: report it with the message"
            ) from error
        finished(session.name)
    files = {f"{name}/{path}": raw for name, pack in packs.items() for path, raw in pack.items()}
    if every:
        files[f"{ALL}.zip"] = archive_of_all(packs)
    files[MANIFEST] = manifest({"release": sessions[0].release.id}, {})
    return {name: len(pack) for name, pack in packs.items()}, update_folder(target, files)
