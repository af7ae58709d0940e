"""What commands on a planner's own workbook share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..sources.layout import WORKBOOK_ENDINGS
from .common import project_folder, usage
from .playbooks import NamedTrusts, read_named

if TYPE_CHECKING:
    from ..model.scheme_file import Change
    from ..model.typed_workbook import Uncarried
    from ..sources.forgotten import Mention
    from ..sources.outside import OutsideTrust
    from ..studio.opened import Opened


def opened_with_files(project: Path | None, file: Path) -> tuple[Opened, OutsideTrust]:
    """A workbook that has no faults, and what is beside it."""
    if file.suffix.lower() not in WORKBOOK_ENDINGS:
        usage(f"`{file}` is no workbook: name a file that ends in .xlsx")
    named = read_named(project_folder(project), [str(file)])
    named.raise_faults()
    (trust,) = named.outside
    return opened_of(named), trust


def opened_of(named: NamedTrusts) -> Opened:
    """The only workbook that the user named."""
    from ..studio.opened import Opened, checking

    (slug,), (trust,) = named.slugs, named.outside
    return Opened(slug, trust.typed, named.library, named.schemes[slug], checking(named.content))


def refuse_uncarried(uncarried: Sequence[Uncarried], file: Path, anyway: bool) -> None:
    """Raise an InputFault if a workbook holds what its new version cannot hold, unless it is to be written anyway."""
    if anyway or not uncarried:
        return
    advice = "move it to a workbook of its own, or leave it out with --anyway; the old workbook stays in any case"
    raise InputFault(
        Diagnostic(
            "not-carried",
            f"the new workbook cannot hold {each.what}",
            Place(str(file), cell=f"{each.sheet}!{each.cell}".rstrip("!") or None),
            advice,
        )
        for each in uncarried
    )


def at(item: Change | Uncarried | Mention) -> str:
    """The place of something in a workbook, for the start of a line."""
    place = ", ".join(filter(None, (item.sheet, item.cell)))
    return f"{place}: " if place else ""
