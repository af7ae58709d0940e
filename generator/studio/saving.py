"""Saves the open scheme: its workbook with the plan as it is now, together with what lies beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.archive import zipped
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.scheme_file import Change, SchemeFile
from ..model.typed_workbook import TypedWorkbook, Uncarried
from ..sources.layout import scheme_of
from ..sources.load import load_trust
from ..sources.scheme import named_scheme
from . import schema
from .as_read import as_read, is_known
from .desk import Desk
from .open_scheme import OpenScheme
from .opened import Check, Opened
from .opening import read_as
from .typed_package import typed_into
from .wire import Files

if TYPE_CHECKING:
    from .updated import Updated


def as_opened(desk: Desk) -> Opened:
    """The open scheme with its edits, as other parts of the studio take a workbook.

    Raises:
        InputFault: it has faults.
    """
    scheme, library, values = desk.open_scheme, desk.checked_library, desk.checked.values
    if values is None:
        raise ValueError("a scheme without faults has values")
    return Opened(scheme.slug, scheme.name, library, values, check_of(desk, scheme))


def check_of(desk: Desk, scheme: OpenScheme) -> Check:
    """How to read other cells of a scheme, with the files beside it."""
    return lambda named: load_trust(desk.content, named.slug, scheme.files, named.read)


def saved(desk: Desk) -> Updated:
    """The open scheme as a new workbook.

    Raises:
        InputFault: it has faults.
    """
    from .updated import updated

    return updated(as_opened(desk), desk.today)


def again(scheme: OpenScheme, result: Updated, before: SchemeFile) -> OpenScheme:
    """A scheme after its workbook was brought up to date. `before` is what it said before."""
    typed = read_again(result, before)
    return OpenScheme(scheme.slug, scheme.name, lambda: result.raw, typed, scheme.beside, example=scheme.example)


def read_again(result: Updated, before: SchemeFile) -> TypedWorkbook:
    """A workbook as it is read after it was brought up to date. `before` is what it said before."""
    slug = result.playbook.profile.id
    return as_read(result.workbook, scheme_of(slug)) if is_known(result.workbook, before) else read_as(result.raw, slug)


def of_changes(file: str, changes: Iterable[Change] = (), uncarried: Iterable[Uncarried] = ()) -> schema.Saved:
    """What changed in a workbook, and what is left out of it."""
    return {
        "file": file,
        "changes": [{"sheet": each.sheet, "cell": each.cell, "text": each.text} for each in changes],
        "left_out": [{"what": each.what, "sheet": each.sheet, "cell": each.cell} for each in uncarried],
    }


def not_carried(file: str, uncarried: Iterable[Uncarried]) -> list[Diagnostic]:
    """Faults of what a new workbook cannot hold."""
    advice = "save the workbook first: it then says what is left out"
    return [
        Diagnostic(
            "not-carried",
            f"the new workbook cannot hold {each.what}",
            Place(file, cell=f"{each.sheet}!{each.cell}".rstrip("!") or None),
            advice,
        )
        for each in uncarried
    ]


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


def merged(desk: Desk, files: Files) -> tuple[OpenScheme, schema.Merged]:
    """A scheme of two copies of its workbook: the last two of some files. One before them is what both come from.

    What lies beside an open scheme of the same trust stays.

    Raises:
        InputFault: a copy is no scheme, or they are of two schemes, or what they say together has faults.
    """
    from . import merged as merging

    if not 2 <= len(files) <= 3:
        raise InputFault.of("two-copies", "two copies of one workbook make one", "", "choose your copy and the other")
    base = (files[0][1], files[0][0]) if len(files) == 3 else None
    (name, mine), (their_name, theirs) = files[-2:]
    slug = named_scheme(mine, name).slug
    beside = desk.scheme.beside if desk.scheme and desk.scheme.slug == slug else {}
    scheme = OpenScheme(slug, name, mine, read_as(mine, slug), beside)
    result = merging.merged(base, (mine, name), (theirs, their_name), check_of(desk, scheme), desk.today)
    about = of_changes(name, result.changes, result.uncarried)
    conflicts: list[schema.Conflict] = [
        {"sheet": each.sheet, "cell": each.cell, "row": each.row, "column": each.column} for each in result.conflicts
    ]
    scheme = replace(scheme, source=result.raw, typed=read_as(result.raw, slug), unsaved=True)
    return scheme, {"conflicts": conflicts, "changes": about["changes"], "left_out": about["left_out"]}
