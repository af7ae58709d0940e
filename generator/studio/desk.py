"""The desk of the studio: the content, and the planner's scheme that lies open on it, with what she typed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.diagnostics import InputFault, errors
from ..model.library import Library
from ..model.recorded_plan import RecordedPlan
from ..model.sheets.profile import SheetField
from ..planning.cohort_plan import CohortPlan
from ..planning.moves import recorded
from ..planning.playbook import Playbook, plan
from ..sources.library_json import read_library
from ..sources.load import CheckedContent
from ..sources.trust_register import RegisteredTrust, read_register
from ..writers.theme import Theme
from . import schema
from .data import EXAMPLE_LIST, EXAMPLES, FONTS, LIBRARY, REGISTER, SHARED_HASH, theme_of
from .open_scheme import Checked, Checker, OpenScheme
from .sheets import ShownSheets, fields_of
from .typed_edits import Edits, as_typed, own_split

if TYPE_CHECKING:
    from ..pairing.answer import Answer
    from ..pairing.cohort import WhatIf
    from .jobs import Job, Source


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
        self.source: Source | None = None
        """What its files are made from, as long as it has not changed."""
        self.pairs: tuple[WhatIf, Answer] | None = None
        """What the planner tried out last, and what was proposed then, as long as it has not changed."""
        self.content = CheckedContent.of(read_library(data[LIBRARY], LIBRARY))
        self.today = self.content.library.release.date
        """The day of the request that is being answered."""
        self._checker = Checker(self.content)
        self.scheme: OpenScheme | None = None
        self._checked: Checked | None = None
        self._opened: Checked | None = None
        self.before: RecordedPlan | None = None
        """The dates as they were when the scheme was opened; None if it had faults, or counted in weeks.

        Of a plan that counted in weeks nobody knows any date that could have moved.
        """
        self._playbook: Playbook | None = None
        self.shown = ShownSheets(self.library, self.fields)
        """The sheets that the page knows of the open scheme."""

    @property
    def library(self) -> Library:
        """The shared content."""
        return self.content.library

    @property
    def shared_hash(self) -> str:
        """The hash of all that every playbook is made from."""
        return self.data[SHARED_HASH].decode()

    @cached_property
    def fields(self) -> Mapping[str, Mapping[str, SheetField]]:
        """The fields of the sheets with a row for each, by the ids of their rows."""
        return fields_of(self.library)

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

    @cached_property
    def example_list(self) -> list[schema.Example]:
        """The examples in the order to show."""
        examples: list[schema.Example] = json.loads(self.data[EXAMPLE_LIST])
        return examples

    @property
    def open_scheme(self) -> OpenScheme:
        """The open scheme. InputFault if there is none."""
        if self.scheme is None:
            raise InputFault.of("nothing-open", "no scheme is open", "", "start one, or open a workbook")
        return self.scheme

    @property
    def checked(self) -> Checked:
        """What the open scheme says at present. InputFault if there is none."""
        if self._checked is None:
            raise InputFault.of("nothing-open", "no scheme is open", "", "start one, or open a workbook")
        return self._checked

    def open(self, scheme: OpenScheme, *, again: bool = False) -> None:
        """Put a scheme on the desk; one that lies there already is taken away.

        `again` is for a new version of the same scheme: what moved still counts from when it was first opened.

        Raises:
            InputFault: the workbook is no scheme.
        """
        checker = Checker(self.content)
        checked = checker.checked(scheme, self.today)
        scheme.playbook = None
        self.scheme, self._checker, self._checked, self._opened = scheme, checker, checked, checked
        self._playbook, self.job, self.source, self.pairs = None, None, None, None
        self.shown = ShownSheets(self.library, self.fields)
        if not again:
            self.before = recorded(checked.plan) if checked.plan and checked.plan.schedule else None

    def type(self, edits: Edits) -> None:
        """Take other edits in place of those so far."""
        scheme = self.open_scheme
        file = self._opened.file if self._opened else self.checked.file
        typed = as_typed(edits, file, self.fields)
        scheme.edits = {**typed, **own_split(typed, file)} if scheme.own_split else typed
        self.check()

    def check(self) -> None:
        """Read the open scheme again after a change."""
        self._playbook, self.job, self.source, self.pairs = None, None, None, None
        self._checked = self._checker.checked(self.open_scheme, self.today)

    @property
    def checked_library(self) -> Library:
        """The content with the trust of the open scheme. InputFault with its faults if it has some."""
        if self.checked.library is None:
            raise InputFault(errors(self.checked.diagnostics))
        return self.checked.library

    @property
    def plan(self) -> CohortPlan:
        """The plan of the open scheme in short. InputFault with its faults if it has some."""
        if self.checked.plan is None:
            raise InputFault(errors(self.checked.diagnostics))
        return self.checked.plan

    def playbook(self) -> Playbook:
        """The whole plan of the open scheme.

        Raises:
            InputFault: it has faults.
        """
        if self._playbook is None:
            library = self.checked_library
            self._playbook = plan(library, self.open_scheme.slug, today=self.today, made=self.today)
        return self._playbook
