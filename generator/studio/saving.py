"""Saves the open scheme: its workbook with the plan as it is now, together with what lies beside it."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.archive import zipped
from ..model.diagnostics import InputFault, errors
from ..model.scheme_file import Change
from ..model.typed_workbook import Uncarried
from ..sources.load import load_trust
from . import schema
from .desk import Desk, OpenScheme
from .opened import Check, Opened
from .typed_package import typed_into


def as_opened(desk: Desk) -> Opened:
    """The open scheme with its edits, as other parts of the studio take a workbook.

    Raises:
        InputFault: it has faults.
    """
    scheme, checked = desk.open_scheme, desk.checked
    if checked is None or checked.library is None or checked.values is None:
        raise InputFault(errors(checked.diagnostics) if checked else ())
    return Opened(scheme.slug, scheme.name, scheme.raw, checked.library, checked.values, check_of(desk, scheme))


def check_of(desk: Desk, scheme: OpenScheme) -> Check:
    """How to read other cells of a scheme, with the files beside it."""
    return lambda named: load_trust(desk.content, named.slug, scheme.files, named.read)


def saved(desk: Desk, *, anyway: bool) -> tuple[schema.Saved, bytes | None]:
    """The new workbook, and what there is to say about it; no workbook if it cannot hold something.

    Args:
        desk: the desk with a scheme on it.
        anyway: whether to leave out what a new workbook cannot hold.

    Raises:
        InputFault: the scheme has faults.
    """
    from .updated import updated

    result = updated(as_opened(desk), desk.today)
    about = of_changes(desk.open_scheme.name, result.changes, result.uncarried)
    return about, result.raw if anyway or not result.uncarried else None


def of_changes(file: str, changes: Iterable[Change], uncarried: Iterable[Uncarried]) -> schema.Saved:
    """What changed in a workbook, and what is left out of it."""
    return {
        "file": file,
        "changes": [{"sheet": each.sheet, "cell": each.cell, "text": each.text} for each in changes],
        "left_out": [{"what": each.what, "sheet": each.sheet, "cell": each.cell} for each in uncarried],
    }


def draft(scheme: OpenScheme) -> bytes:
    """The workbook as it was opened, with the edits typed into its cells and nothing planned again."""
    return typed_into(scheme.raw, scheme.name, scheme.edits)


def to_keep(scheme: OpenScheme, raw: bytes) -> list[tuple[str, bytes]]:
    """What a planner keeps of a scheme: its workbook, in a ZIP with the files beside it if there are some."""
    if not scheme.beside:
        return [(scheme.name, raw)]
    stem = scheme.name.rpartition(".")[0]
    files = {scheme.name: raw, **{f"{stem}/{path}": content for path, content in scheme.beside.items()}}
    return [(f"{stem}.zip", zipped(files))]
