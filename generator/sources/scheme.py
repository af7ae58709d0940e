"""A planner's workbook from its bytes: first its sheets, then, once the content is read, what they say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from ..model.diagnostics import InputFault
from ..model.ids import id_from
from ..model.library import Library
from ..model.record_choices import record_choices
from ..model.scheme_file import SchemeFile
from ..model.sheets.every import SHEETS
from ..model.trust import Partner, Site, TrustProfile
from ..model.typed_workbook import TypedWorkbook
from .convert import convert
from .layout import scheme_of
from .read_before import ReadBefore
from .scheme_file import scheme_file
from .scheme_input import SchemeInput
from .scheme_profile import read_profile
from .scheme_records import read_records
from .typed_workbook import read_typed
from .yaml_reader import Source

P = TypeVar("P", Site, Partner)


@dataclass(frozen=True, slots=True)
class NamedScheme:
    """A planner's workbook that is still to be read with the content."""

    slug: str
    """The trust's id: the one that the workbook has, or one from the file's name."""
    file: SchemeFile
    """Its file is the path that it has among the content."""
    before: ReadBefore | None = None
    """What was read of the records before, if it is read again."""

    def read(self, library: Library) -> SchemeInput:
        """What the workbook says. `library` has the content, for names and choices.

        Raises:
            InputFault: every fault of the profile and of the records, each with its sheet and cell.
        """
        source = read_profile(self.file, library)
        profile, faults = convert(source, TrustProfile, self.slug)
        faults = [source.worded(fault) for fault in source.all_faults(faults)]
        # Names of places are needed to read the people, even if something is wrong with the rest of the profile.
        sites, partners = _places(source, "sites", Site), _places(source, "partners", Partner)
        read = read_records(self.file, record_choices(library, sites, partners, {}), self.before)
        if faults or profile is None or read.records is None:
            raise InputFault([*faults, *read.diagnostics])
        return SchemeInput(source, read, self.file, source.row_ids)


def named_scheme(raw: bytes, name: str) -> NamedScheme:
    """A workbook from its bytes. `name` is the path as the user typed it.

    Raises:
        InputFault: it cannot be read as a scheme, or its name has no letters or digits for an id. The place of each
            fault has the name.
    """
    return named_typed(read_typed(raw, name))


def named_typed(typed: TypedWorkbook) -> NamedScheme:
    """A workbook from its cells. Otherwise as `named_scheme`."""
    name = typed.file
    file = scheme_file(typed, SHEETS)
    slug = file.record.trust if file.record else id_from(stem(name))
    if slug is None:
        message = "the name has no letters or digits for the trust's id"
        raise InputFault.of("bad-id", message, name, "rename it with letters and digits")
    inside = scheme_of(slug)
    tables = {sheet: replace(table, file=inside) for sheet, table in file.tables.items()}
    return NamedScheme(slug, replace(file, file=inside, tables=tables))


def _places(source: Source, name: str, model: type[P]) -> list[P]:
    """Sites or partners of a profile that may have faults."""
    rows = [
        row for row in source.data.get(name, ()) if isinstance(row.get("id"), str) and isinstance(row.get("name"), str)
    ]
    return [model.model_construct(**row) for row in rows]


def stem(name: str) -> str:
    """The name of a file without its folders and its ending."""
    return name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
