"""Indexes of what planners and participants use: at a glance, what each thing is for, who uses it and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model.instrument import Instrument
from ..model.library import Library
from ..model.required import Milestone
from ..planning.weeks import PlanWeeks
from . import addresses
from .page import ENTRIES, Page, sources
from .page_context import PageContext


class FormEntry(NamedTuple):
    """A form in the index."""

    form: Instrument
    when: tuple[str, ...]
    """When it is filled in, in words."""


class FormStage(NamedTuple):
    """The forms that people first meet in one stretch of a cohort."""

    id: str
    title: str
    forms: list[FormEntry]


def forms_index(library: Library) -> Page:
    """The forms by when people first meet them."""
    description = "Every form and questionnaire of the programme, to print or to fill in on a screen."
    files = sources(library.instruments)

    def values() -> dict[str, list[FormStage]]:
        return {"stages": form_stages(library)}

    return Page(addresses.FORMS, "forms_index", "Forms", description, files, values, **ENTRIES)


def form_stages(library: Library) -> list[FormStage]:
    """Forms in the order of their first week, in stages that have any; forms without a time come last."""
    weeks, context = PlanWeeks.of(library), PageContext(library, addresses.FORMS)
    last_day = weeks.milestones[Milestone.PRESENTATION_DAY]
    timed = sorted((form for form in library.instruments.values() if form.timing), key=lambda form: _first(form, weeks))
    stages = (
        ("before", "Before the first workshop", [form for form in timed if _first(form, weeks) < 0]),
        ("during", "During the programme", [form for form in timed if 0 <= _first(form, weeks) < last_day]),
        ("end", "At the end and later", [form for form in timed if _first(form, weeks) >= last_day]),
        ("needed", "When it is needed", [form for form in library.instruments.values() if not form.timing]),
    )
    return [FormStage(id, title, _entries(forms, context)) for id, title, forms in stages if forms]


def _first(form: Instrument, weeks: PlanWeeks) -> int:
    return min(map(weeks.week, form.timing))


def _entries(forms: Sequence[Instrument], context: PageContext) -> list[FormEntry]:
    return [FormEntry(form, tuple(map(context.when, form.timing))) for form in forms]
