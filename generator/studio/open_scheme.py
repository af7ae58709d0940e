"""The workbook that a planner has open in the studio, and what it says with her edits so far."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..documents.spreadsheet import fits_cell
from ..model.diagnostics import Diagnostic, InputFault, Place, errors
from ..model.library import Library, Trust
from ..model.scheme_file import Record, SchemeFile
from ..model.sheets.every import SHEETS
from ..model.sheets.profile import CHOICE, SCHEME
from ..model.typed_workbook import TypedWorkbook, cell_name
from ..planning.cohort_plan import CohortPlan, plan_in_short
from ..planning.menu import CohortWeeks
from ..planning.playbook import Playbook
from ..sources.layout import scheme_of
from ..sources.load import CheckedContent, load_trust
from ..sources.read_before import ReadBefore
from ..sources.rules_records import check_with_trust
from ..sources.scheme import NamedScheme, stem
from ..sources.scheme_file import SchemeReader
from ..sources.scheme_input import SchemeInput
from .trust_templates import template_faults
from .typed_edits import Edits, Typing


@dataclass
class OpenScheme:
    """The workbook that a planner has open."""

    slug: str
    name: str
    """The file's name, such as westshire.xlsx."""
    source: bytes | Callable[[], bytes]
    """Its file; of a new one, what writes it."""
    typed: TypedWorkbook
    """As it was opened; its file is the path that it has among the content."""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """The files beside it, such as logo.png or projects/own.yml, by their path in its folder."""
    edits: Edits = field(default_factory=dict)
    """What was typed since it was opened."""
    example: bool = False
    unsaved: bool = False
    """Whether it has never been saved as a workbook."""
    fresh: bool = False
    """Whether nobody has seen its dates but whoever is trying out settings here, so that none is worth keeping."""
    own_split: bool = False
    """Whether the tool itself split the participants into staff groups."""
    playbook: Playbook | None = None
    """What its workbook was just made from; None once the scheme has been checked."""
    profile_files: Mapping[str, bytes] | None = None
    """The profile that it was made of, and what was beside it, by path in their folder; None for a workbook.

    As long as nobody changes anything, its files are those of the profile.
    """

    @cached_property
    def raw(self) -> bytes:
        """Its file as it was opened."""
        return self.source if isinstance(self.source, bytes) else self.source()

    @property
    def folder(self) -> str:
        """Where its files are among the content."""
        return scheme_of(self.slug).rpartition("/")[0]

    @property
    def files(self) -> dict[str, bytes]:
        """The files beside it by their path in the project."""
        return {f"{self.folder}/{path}": raw for path, raw in self.beside.items()}

    def named(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Diagnostics that name files as the planner knows them, in the order of a report."""
        named = (replace(each, place=self._named(each.place)) for each in diagnostics)
        return sorted(named, key=Diagnostic.sort_key)

    def _named(self, place: Place) -> Place:
        if place.file == scheme_of(self.slug):
            return replace(place, file=self.name)
        inside = place.file.removeprefix(f"{self.folder}/")
        return replace(place, file=f"{stem(self.name)}/{inside}") if inside != place.file else place


@dataclass(frozen=True, slots=True)
class Checked:
    """What a scheme says with the edits so far."""

    typed: TypedWorkbook
    file: SchemeFile
    """Without the sheets whose titles have faults."""
    library: Library | None
    """The content with the scheme's trust alone; None if there are errors."""
    values: SchemeInput | None
    """What was read, with its cells; None if a cell has a fault."""
    plan: CohortPlan | None
    """None if there are errors."""
    diagnostics: tuple[Diagnostic, ...]
    """They name files as the planner knows them."""

    @property
    def stated_name(self) -> str | None:
        """What the workbook calls its trust, whatever faults it has."""
        table = self.file.tables.get(SCHEME.name)
        row = next((row for row in table.rows if row.id == "name"), None) if table else None
        value = row.value(CHOICE) if row else None
        return str(value) if value is not None else None


class Checker:
    """Checks an open scheme again after each edit. What no edit has changed is not worked out again."""

    def __init__(self, content: CheckedContent) -> None:
        """`content` is the shared content."""
        self.content = content
        self._usual = CohortWeeks(content.library)
        self._typing = Typing()
        self._reader, self._before = SchemeReader(SHEETS), ReadBefore()
        self._record: tuple[Record | None, Record | None] = (None, None)
        """The record of a fresh scheme, and the same without its plan."""
        self._plan: CohortPlan | None = None
        self._planned: tuple[object, ...] = ()
        """What the last plan was made from."""
        self._beside: Mapping[str, bytes] = {}
        self._template_faults: list[Diagnostic] = []

    def checked(self, scheme: OpenScheme, today: datetime.date) -> Checked:
        """What the scheme says.

        Raises:
            InputFault: the workbook is no scheme.
        """
        typed = self._typing.edited(scheme.typed, scheme.edits)
        file, faults = self._reader.read(typed)
        if scheme.fresh:
            file = replace(file, record=self._without_plan(file.record))
        others = [*_too_long(scheme), *self._faults_beside(scheme)]
        if faults:
            return Checked(typed, file, None, None, None, tuple(scheme.named([*faults, *others])))
        loaded = load_trust(self.content, scheme.slug, scheme.files, NamedScheme(scheme.slug, file, self._before).read)
        values, diagnostics = loaded.schemes.get(scheme.slug), [*others, *loaded.diagnostics]
        library, plan = loaded.library if not errors(others) else None, None
        if library is not None and values is not None:
            if values.records:
                trust, read = library.trusts[scheme.slug], values.records
                diagnostics += read.diagnostics
                diagnostics += check_with_trust(trust.records, read.source, library, trust, today)
            try:
                plan = self._plan_of(library, scheme, today)
            except InputFault as fault:
                diagnostics, library = [*diagnostics, *fault.diagnostics], None
        return Checked(typed, file, library, values, plan, tuple(scheme.named(diagnostics)))

    def _without_plan(self, record: Record | None) -> Record | None:
        if record is not self._record[0]:
            self._record = record, record and record.model_copy(update={"plan": None})
        return self._record[1]

    def _plan_of(self, library: Library, scheme: OpenScheme, today: datetime.date) -> CohortPlan:
        trust = library.trusts[scheme.slug]
        record = trust.scheme_file.record if trust.scheme_file else None
        made_from = (trust.profile, trust.projects, record, today)
        if self._plan is None and scheme.playbook is not None:
            self._plan, self._planned = _known_plan(scheme.playbook, trust), made_from
        if self._plan is None or made_from != self._planned:
            self._plan = plan_in_short(library, scheme.slug, today=today, made=today, usual=self._usual)
            self._planned = made_from
        return replace(self._plan, records=trust.records)

    def _faults_beside(self, scheme: OpenScheme) -> list[Diagnostic]:
        if scheme.beside is not self._beside:
            self._beside = scheme.beside
            self._template_faults = template_faults(scheme.files, tried=False)
        return self._template_faults


def _known_plan(playbook: Playbook, trust: Trust) -> CohortPlan | None:
    """The plan of a trust as read from a new workbook; None unless that says what the workbook was made from."""
    written = playbook.library.trusts[trust.profile.id]
    profile = written.profile.model_copy(update={"source": trust.profile.source})
    if (profile, written.projects) != (trust.profile, trust.projects):
        return None
    known = {name: getattr(playbook, name) for name in CohortPlan.__dataclass_fields__}
    return CohortPlan(**known | {"profile": trust.profile})


def _too_long(scheme: OpenScheme) -> Iterator[Diagnostic]:
    """Texts that no spreadsheet program would let anybody type."""
    for (sheet, row, column), value in scheme.edits.items():
        if isinstance(value, str) and not fits_cell(value):
            place = Place(scheme.typed.file, cell=f"{sheet}!{cell_name(row, column)}")
            yield Diagnostic("too-long", "the text is longer than a cell can be", place, "shorten it")
