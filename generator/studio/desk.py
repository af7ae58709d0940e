"""The desk of the studio: the content, and the planner's scheme that lies open on it, with what she typed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..model.diagnostics import Diagnostic, InputFault, Place, errors
from ..model.library import Library, Trust
from ..model.scheme_file import SchemeFile
from ..model.sheets.every import SHEETS
from ..model.sheets.form import Value
from ..model.typed_workbook import TypedWorkbook
from ..planning.playbook import Playbook, plan
from ..sources.layout import scheme_of
from ..sources.library_json import read_library
from ..sources.load import CheckedContent, load_trust
from ..sources.rules_records import check_with_trust
from ..sources.scheme import NamedScheme
from ..sources.scheme_file import scheme_file
from ..sources.scheme_input import SchemeInput
from ..sources.trust_register import RegisteredTrust, read_register
from ..writers.theme import Theme
from .data import EXAMPLES, FONTS, LIBRARY, REGISTER, SHARED_HASH, theme_of
from .jobs import Job
from .typed_edits import CellAddress, edited


@dataclass(frozen=True)
class Checked:
    """What a scheme says after the edits so far."""

    typed: TypedWorkbook
    file: SchemeFile | None
    """None if the sheets or columns are no longer those of a scheme."""
    library: Library | None
    """The content with the scheme's trust alone; None if there are errors."""
    values: SchemeInput | None
    diagnostics: tuple[Diagnostic, ...]
    """Their place has the name by which the planner knows the file."""


@dataclass
class OpenScheme:
    """The workbook that a planner has open."""

    slug: str
    name: str
    """The file's name, such as westshire.xlsx."""
    raw: bytes
    typed: TypedWorkbook
    """As it was opened."""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """The files beside it, such as logo.png or projects/own.yml, by their path in its folder."""
    edits: Mapping[CellAddress, Value] = field(default_factory=dict)
    """What was typed since it was opened."""
    example: bool = False
    unsaved: bool = False
    """Whether it has never been saved as a workbook."""
    profile_files: Mapping[str, bytes] | None = None
    """The profile that it was made of, and what was beside it, by path in their folder; None for a workbook.

    As long as nobody changes anything, its files are those of the profile.
    """

    @property
    def files(self) -> dict[str, bytes]:
        """The files beside it by their path in the project."""
        folder = scheme_of(self.slug).rpartition("/")[0]
        return {f"{folder}/{path}": raw for path, raw in self.beside.items()}


class Desk:
    """What the studio's program holds between two requests."""

    def __init__(self, data: Mapping[str, bytes], fonts: str = FONTS) -> None:
        """`data` are the data files by name, and `fonts` the folder of the theme's fonts on this machine.

        InputFault if the content is not of this version of the program.
        """
        self.data = data
        self.theme: Theme = theme_of(data, fonts)
        self.job: Job | None = None
        """What is being made of the open scheme, as long as it has not changed."""
        self.content = CheckedContent.of(read_library(data[LIBRARY], LIBRARY))
        self.today = self.content.library.release.date
        """The day of the request that is being answered."""
        self.scheme: OpenScheme | None = None
        self.checked: Checked | None = None
        """What the open scheme says at present; None if none is open."""
        self.before: Playbook | None = None
        """The plan as it was when the scheme was opened; None if there was none."""

    @property
    def library(self) -> Library:
        """The shared content."""
        return self.content.library

    @property
    def shared_hash(self) -> str:
        """The hash of all that every playbook is made from."""
        return self.data[SHARED_HASH].decode()

    @cached_property
    def register(self) -> Mapping[str, RegisteredTrust]:
        """The register of NHS trusts by code."""
        return read_register(self.data[REGISTER].decode())

    @cached_property
    def examples(self) -> dict[str, dict[str, bytes]]:
        """The files of each example trust by their path in its folder."""
        examples: dict[str, dict[str, bytes]] = {}
        for name, raw in self.data.items():
            if name.startswith(EXAMPLES):
                slug, _, path = name.removeprefix(EXAMPLES).partition("/")
                examples.setdefault(slug, {})[path] = raw
        return examples

    def open(self, scheme: OpenScheme) -> None:
        """Put a scheme on the desk."""
        self.scheme = scheme
        self.before = None
        self.check()
        self.before = self.playbook() if self.checked and not errors(self.checked.diagnostics) else None

    def type(self, edits: Mapping[CellAddress, Value]) -> None:
        """Take other edits in place of those so far."""
        self.open_scheme.edits = edits
        self.check()

    @property
    def open_scheme(self) -> OpenScheme:
        """The open scheme. InputFault if there is none."""
        if self.scheme is None:
            raise InputFault.of("nothing-open", "no scheme is open", "", "start one, or open a workbook")
        return self.scheme

    def check(self) -> None:
        """Read the scheme again after an edit."""
        self.job = None
        scheme = self.open_scheme
        typed = edited(scheme.typed, scheme.edits)
        inside = scheme_of(scheme.slug)
        try:
            file = scheme_file(replace(typed, file=inside), SHEETS)
        except InputFault as fault:
            self.checked = Checked(typed, None, None, None, self._named(fault.diagnostics))
            return
        loaded = load_trust(self.content, scheme.slug, scheme.files, NamedScheme(scheme.slug, file).read)
        values, diagnostics = loaded.schemes.get(scheme.slug), [*loaded.diagnostics]
        if loaded.library and values and values.records:
            trust, read = loaded.library.trusts[scheme.slug], values.records
            diagnostics += read.diagnostics
            diagnostics += check_with_trust(trust.records, read.source, loaded.library, trust, self.today)
        self.checked = Checked(typed, file, loaded.library, values, self._named(diagnostics))
        if loaded.library:
            try:
                self._plan = self._planned(loaded.library)
            except InputFault as fault:
                named = self._named([*diagnostics, *fault.diagnostics])
                self.checked = Checked(typed, file, None, values, named)

    def _planned(self, library: Library) -> Playbook:
        return plan(library, self.open_scheme.slug, today=self.today, made=self.today)

    def playbook(self) -> Playbook:
        """The plan of the open scheme, which has no errors."""
        return self._plan

    def _named(self, diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Diagnostics that name files as the planner knows them."""
        scheme = self.open_scheme
        folder, _, inside = scheme_of(scheme.slug).rpartition("/")
        stem = scheme.name.rpartition(".")[0]

        def named(place: Place) -> Place:
            if place.file == f"{folder}/{inside}":
                return replace(place, file=scheme.name)
            path = place.file.removeprefix(f"{folder}/")
            return replace(place, file=f"{stem}/{path}") if path != place.file else place

        return tuple(replace(each, place=named(each.place)) for each in diagnostics)

    @property
    def trust(self) -> Trust:
        """The trust of the open scheme, which has no errors."""
        if self.checked is None or self.checked.library is None:
            raise InputFault(self.checked.diagnostics if self.checked else ())
        return self.checked.library.trusts[self.open_scheme.slug]
