"""A project's charter: one page to agree and sign, filled in as far as is known, with blanks for the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from ..model.english import counted
from ..model.library import Library
from ..model.project import ImprovementProject, Measure, MeasureKind
from ..model.prose import plain_text
from ..model.required import Milestone
from ..planning import dates
from ..planning.feasibility import feasibility
from ..planning.menu import MenuEntry, is_in_use
from ..planning.playbook import Playbook
from ..planning.project_plan import PhaseKind, ProjectPlan, own_plan, project_plan
from . import sheet
from .context import document_of, example_note, shared_document
from .document import BLANK, Block, Document, Front, Heading, Paragraph, Run, Words, ended, labelled, paragraph, table
from .improvement_project import how_long, status

FILL_IN = "________"
"""A blank within a sentence, long enough to write in by hand."""
_BLANKS = re.compile("__+")


class Limits(NamedTuple):
    """The most that a charter shows of a project: measures, risks, and characters of each text."""

    measures: int
    risks: int
    title: int
    text: int
    """For text across the whole width, such as the problem."""
    half: int
    """For text in half the width."""
    narrow: int
    """For text in a narrower cell."""


LIMITS = (
    Limits(4, 3, 120, 440, 260, 140),
    Limits(4, 3, 120, 330, 240, 120),
    Limits(3, 2, 100, 260, 170, 110),
    Limits(3, 2, 90, 180, 110, 105),
    Limits(3, 1, 80, 130, 60, 50),
    Limits(3, 1, 60, 110, 55, 44),
)
"""From most to least. A charter uses the first set that fits on one page."""


def shared_charter(entry: MenuEntry, library: Library) -> Document:
    """The charter of a project for no particular trust, without dates."""
    # In exactly the weeks that it needs nothing is cut.
    plan = project_plan(library.programme.months, feasibility(entry.project, entry.weeks))

    def document(title: str, subtitle: str, blocks: Iterable[Block]) -> Document:
        return shared_document(title, subtitle, library.programme.title, library.release, blocks, Front.SHEET)

    return _fitting(_Charter(entry, plan, None), document, 0)


def own_charter(entry: MenuEntry, playbook: Playbook, *, template: bool = False) -> Document:
    """The charter of a project in a trust's cohort. A trust's own Word template may need more room."""
    charter = _Charter(entry, own_plan(entry.project, playbook), playbook)

    def document(title: str, subtitle: str, blocks: Iterable[Block]) -> Document:
        return document_of(playbook, title, blocks, Front.SHEET, subtitle)

    return _fitting(charter, document, sheet.FOR_TEMPLATE if template else 0)


def anchor_of(project: str) -> str:
    """Where a link to a project's charter leads, in a file with other charters."""
    return f"charter-{project}"


class _Charter(NamedTuple):
    """The facts that a charter is written from."""

    entry: MenuEntry
    plan: ProjectPlan
    playbook: Playbook | None


def _fitting(charter: _Charter, document: Callable[[str, str, Iterable[Block]], Document], spare: float) -> Document:
    """The charter with as much as fits on one page and leaves some points of its height spare.

    `document` takes a title, a subtitle and blocks.
    """
    project, key_dates = charter.entry.project, tuple(_dates(charter))

    def with_limits(limits: Limits) -> Document:
        title = f"Project charter: {sheet.shortened(project.title, limits.title)}"
        return document(title, sheet.shortened(project.summary, limits.half), _blocks(charter, limits, key_dates))

    return sheet.fullest([partial(with_limits, limits) for limits in LIMITS], spare)


def _blocks(charter: _Charter, limits: Limits, key_dates: Iterable[Block]) -> Iterator[Block]:
    project = charter.entry.project
    # A link to the charter leads to its first block.
    anchor: str | None = anchor_of(project.id)
    for block in _opening(charter, limits):
        yield replace(block, anchor=anchor)
        anchor = None
    yield Heading(1, "Problem, aim and scope", anchor or "aim")
    yield _named("Problem", sheet.shortened(plain_text(project.problem), limits.text))
    yield _named("Aim", sheet.shortened(project.aim, limits.text))
    yield _named("In", _listed(project.scope_in, limits.text))
    yield _named("Out", _listed(project.scope_out, limits.text))
    yield from _measures(project, limits)
    yield from _people(charter, limits)
    yield from key_dates
    yield Heading(1, "Main risks", "risks")
    risks = (
        (sheet.shortened(risk.risk, limits.half), sheet.shortened(risk.response, limits.half))
        for risk in project.risks[: limits.risks]
    )
    yield table(("What could go wrong", "What we do about it"), risks, widths=(2, 3))
    more = ((len(project.measures) - limits.measures, "measure"), (len(project.risks) - limits.risks, "risk"))
    numbers = [counted(number, f"more {name}") for number, name in more if number > 0]
    rest = ", ".join([*numbers, "the driver diagram, governance and questions for a design surgery"])
    yield paragraph(f"The project's page has the rest: {rest}.", "facts")


def _opening(charter: _Charter, limits: Limits) -> Iterator[Paragraph]:
    """Whether it is an example, and how far a trust is with the project, if anybody has it or can be asked."""
    if charter.playbook is None:
        return
    profile, entry = charter.playbook.profile, charter.entry
    if note := example_note(profile, sheet.shortened(profile.name, limits.half)):
        yield paragraph(note)
    if is_in_use(entry) or entry.progress.contact:
        yield Paragraph(status(entry, profile, sponsor=False))


def _named(name: str, value: str) -> Paragraph:
    return labelled(name, _BLANKS.sub(FILL_IN, value))


def _listed(lines: Sequence[str], most: int) -> str:
    return ended(sheet.shortened("; ".join(lines), most))


def _measures(project: ImprovementProject, limits: Limits) -> Iterator[Block]:
    timing, data = project.measurement, project.data
    yield Heading(1, "Measures and data", "measures")
    rows: list[tuple[Words, ...]] = []
    for measure in chosen(project.measures, limits.measures):
        name = sheet.shortened(measure.name, limits.narrow // 2)
        definition = sheet.shortened(measure.definition, limits.narrow)
        rows.append((name, definition, measure.kind.value.capitalize(), BLANK, BLANK))
    header = ("Measure", "What is counted", "Kind", "Now", "Goal")
    yield table(header, rows, widths=(10, 27, 6, 5, 5), row_headers=True)
    before = f"{counted(timing.points_before, 'point')} before the change"
    often = f"{timing.interval.value.capitalize()}, {before} and {timing.points_after} after it. "
    where = sheet.shortened(f"{ended(data.source)} {ended(data.access)}", limits.text)
    lead = f" Allow {dates.weeks(data.lead_weeks)}." if data.lead_weeks else ""
    often_title, where_title = Run("How often: ", strong=True), Run("Data and access: ", strong=True)
    yield Paragraph((often_title, Run(often), where_title, Run(f"{where}{lead}")))


def chosen(measures: Sequence[Measure], most: int) -> list[Measure]:
    """The first measures in their order: at least three, with at least one of each kind."""
    first = [next(measure for measure in measures if measure.kind is kind) for kind in MeasureKind]
    others = [measure for measure in measures if measure not in first]
    wanted = [*first, *others[: most - len(first)]]
    return [measure for measure in measures if measure in wanted]


def _people(charter: _Charter, limits: Limits) -> Iterator[Block]:
    project = charter.entry.project
    people = (
        ("Clinician", project.clinician_part),
        ("Manager", project.manager_part),
        ("Sponsor", charter.entry.sponsor),
        ("Others to bring in", "; ".join(project.recruit)),
        ("Keeps it going", project.sustained_by),
    )
    yield Heading(1, "Team, and who agrees", "team")
    rows = ((who, sheet.shortened(does, limits.half), BLANK, BLANK) for who, does in people)
    yield table(("Who", "Part", "Name", "Agreed on"), rows, widths=(8, 28, 12, 7), row_headers=True)


def _dates(charter: _Charter) -> Iterator[Block]:
    """Phases side by side: their length, and their days or room to write them in."""
    phases = [phase for phase in charter.plan.phases if phase.kind is not PhaseKind.SPARE]
    schedule, day, fit = charter.playbook.schedule if charter.playbook else None, None, charter.plan.fit
    yield Heading(1, "Key dates", "dates")
    if charter.playbook:
        day = charter.playbook.project_weeks.charter_day
        first = f"Charter: {dates.weekday_and_date(day)}. " if day else ""
        yield paragraph(f"{first}{fit.verdict.value.capitalize()}: {fit.reason}.")
    else:
        yield paragraph(f"{' '.join(how_long(charter.entry))}.")
    rows: list[tuple[Words, ...]] = [("How long", *(dates.weeks(phase.weeks) for phase in phases), "One day")]
    if schedule and day:
        days = [phase.days(day) for phase in phases]
        last = schedule.milestones[Milestone.PRESENTATION_DAY]
        rows.append(("Days", *(dates.days(*span) for span in (*days, (last, last)))))
    else:
        rows.append(("Our dates", *(BLANK for _ in phases), BLANK))
    header = ("Step", *(phase.title for phase in phases), "Presentation day")
    yield table(header, rows, widths=(4, *(6 for _ in phases), 6), row_headers=True)
