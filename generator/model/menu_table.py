"""Improvement projects as a table: one row a project, one column a field.

Lists written as workbooks, CSV, JSON or YAML have these columns, and lists are read by them. `menu_cells.py` converts
nested fields to the text of a cell and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic.fields import FieldInfo

from .base import EvidenceLabel, Noun
from .library import KINDS, Kind, Library, Trust
from .progress import ProjectStatus
from .project import Difficulty, ImprovementProject, Interval, ProjectKind
from .walk import Path, shapes


class Holds(StrEnum):
    """The kind of value in a column."""

    ID = "id"
    LINE = "line"
    PROSE = "prose"
    NUMBER = "number"
    WEEKS = "weeks"
    YES_NO = "yes or no"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    NAME = "name"
    """A noun that the project refers to, by title or id."""
    NAMES = "names"
    LINES = "lines"
    MEASURES = "measures"
    DRIVERS = "drivers"
    RISKS = "risks"
    COHORTS = "cohorts"
    """Which cohorts the project is for."""


@dataclass(frozen=True, slots=True)
class MenuColumn:
    """A column and the field it fills."""

    title: str
    path: Path
    holds: Holds
    width: int
    """In characters."""
    example: str
    choices: type[StrEnum] | None = None
    refers: str | None = None
    """Kind of noun whose ids these are."""

    @property
    def field(self) -> str:
        """The name of the field, with dots in the path to a nested one."""
        return ".".join(map(str, self.path))

    @property
    def about(self) -> str:
        """What belongs there, in one or two sentences."""
        if self.holds is Holds.ID:
            return "The name of the project's file. Leave it empty for a new project."
        return " ".join((_info(self.path).description or "").split())

    @property
    def in_a_cell(self) -> str:
        """How to type it into a cell; empty if that is obvious."""
        return _IN_A_CELL.get(self.holds, "")

    @property
    def in_yaml(self) -> str:
        """How to type it into a project's file; empty if that is obvious."""
        return _IN_YAML.get(self.holds, "")

    @property
    def required(self) -> bool:
        """Whether every project needs it."""
        return self.holds is not Holds.ID and all(
            _info(self.path[: length + 1]).is_required() for length in range(len(self.path))
        )


_IN_A_CELL = {
    Holds.PROSE: "Markdown: paragraphs, lists and links, no headings.",
    Holds.CHOICES: "One on each line.",
    Holds.NAMES: "One on each line.",
    Holds.LINES: "One on each line.",
    Holds.MEASURES: "One on each line: kind | name | what is counted.",
    Holds.DRIVERS: "One on each line: a primary driver, then secondary drivers after -, their changes after --.",
    Holds.RISKS: "One on each line: risk | response.",
    Holds.COHORTS: "One on each line, such as: months at least: 6.",
}


_IN_YAML = {
    Holds.PROSE: "Markdown: paragraphs, lists and links, no headings.",
    Holds.CHOICES: "A list, such as [menu, self-led].",
    Holds.NAMES: "A list, such as [first, second].",
    Holds.LINES: "A list: each entry on its own line, after `- `.",
    Holds.MEASURES: "A list, such as:\n- id: on-time\n  name: On-time starts\n  kind: outcome\n"
    "  definition: First cases that start on time, of all",
    Holds.DRIVERS: "A list, such as:\n- name: The team is ready\n  secondary:\n    - name: Briefing happens\n"
    "      changes: [Fix the time of the briefing]",
    Holds.RISKS: "A list, such as:\n- risk: Staff feel rushed\n  response: Measure the safety checks",
}


def _info(path: Path) -> FieldInfo:
    model: type[Noun] = ImprovementProject
    for step in path[:-1]:
        model = shapes(model)[str(step)].model or model
    return model.model_fields[str(path[-1])]


def _column(
    title: str,
    field: str,
    holds: Holds,
    width: int,
    example: str,
    choices: type[StrEnum] | None = None,
    refers: str | None = None,
) -> MenuColumn:
    return MenuColumn(title, tuple(field.split(".")), holds, width, example, choices, refers)


COLUMNS = (
    _column("Title", "title", Holds.LINE, 32, "The first case starts on time"),
    _column("Summary", "summary", Holds.LINE, 40, "Find out what delays the first operation, and remove it."),
    _column("Evidence", "evidence", Holds.CHOICE, 14, "Suggested", EvidenceLabel),
    _column("References", "cite", Holds.NAMES, 24, "the id of a reference", refers="reference"),
    _column("Theme", "theme", Holds.NAME, 20, "Theatres", refers="theme"),
    _column("Settings", "settings", Holds.NAMES, 24, "Operating theatres\nSurgical wards", refers="setting"),
    _column("Specialties", "specialties", Holds.NAMES, 24, "Anaesthetics", refers="specialty"),
    _column("Kinds", "kinds", Holds.CHOICES, 14, "Menu\nSelf-led", ProjectKind),
    _column("Difficulty", "difficulty", Holds.CHOICE, 14, "Starter", Difficulty),
    _column("Duration in weeks", "duration_weeks", Holds.WEEKS, 12, "22"),
    _column("Hours a month", "hours_a_month", Holds.NUMBER, 12, "6"),
    _column("Problem", "problem", Holds.PROSE, 50, "Lists start late, so they end late."),
    _column("Why now", "why_now", Holds.PROSE, 40, "A new theatre system shows each start."),
    _column("Aim", "aim", Holds.LINE, 40, "By __ (date), start __ of every ten lists on time."),
    _column(
        "Drivers",
        "drivers",
        Holds.DRIVERS,
        46,
        "The team is ready\n- Briefing happens\n-- Fix the time of the briefing",
    ),
    _column(
        "Measures", "measures", Holds.MEASURES, 56, "outcome | On-time starts | First cases that start on time, of all"
    ),
    _column("How often to measure", "measurement.interval", Holds.CHOICE, 14, "Weekly", Interval),
    _column("Points before", "measurement.points_before", Holds.NUMBER, 10, "8"),
    _column("Points after", "measurement.points_after", Holds.NUMBER, 10, "12"),
    _column("Data source", "data.source", Holds.LINE, 34, "Theatre system"),
    _column("Data access", "data.access", Holds.LINE, 34, "Ask the theatre manager for start times."),
    _column("Weeks to get the data", "data.lead_weeks", Holds.WEEKS, 12, "2"),
    _column("In scope", "scope_in", Holds.LINES, 30, "Two theatres\nMorning lists"),
    _column("Out of scope", "scope_out", Holds.LINES, 30, "Emergency theatre"),
    _column("Sponsor", "sponsor", Holds.LINE, 28, "Theatre general manager"),
    _column("Weeks to get the sponsor", "sponsor_lead_weeks", Holds.WEEKS, 12, "2"),
    _column("People to bring in", "recruit", Holds.LINES, 30, "A theatre coordinator\nA porter"),
    _column("What the clinician brings", "clinician_part", Holds.LINE, 34, "Goes with the first patient to theatre."),
    _column("What the manager brings", "manager_part", Holds.LINE, 34, "Writes down the reasons for a week."),
    _column("Risks", "risks", Holds.RISKS, 46, "Staff feel rushed | Measure the safety checks"),
    _column("Governance", "governance", Holds.PROSE, 40, "Counts of lists hold no patient data."),
    _column("Questions for a surgery", "surgery_questions", Holds.LINES, 36, "Which reason comes up most often?"),
    _column("Sustained by", "sustained_by", Holds.LINE, 30, "The theatre coordinator"),
    _column("Domains", "domains", Holds.NAMES, 26, "Managing services", refers="domain"),
    _column("Workshops", "workshops", Holds.NAMES, 26, "powerlab", refers="workshop"),
    _column("Case studies", "case_studies", Holds.NAMES, 26, "The title of a case study", refers="case study"),
    _column("Owner", "owner", Holds.NAME, 24, "Quality improvement team", refers="role"),
    _column("Only for", "only_for", Holds.COHORTS, 26, "months at least: 6"),
    _column("Status", "progress.status", Holds.CHOICE, 12, "Taken", ProjectStatus),
    _column("Site", "progress.site", Holds.NAME, 20, "hill", refers="site"),
    _column("Starts", "progress.starts", Holds.DATE, 18, "13/1/2027"),
    _column("Ends", "progress.ends", Holds.DATE, 18, "30/6/2027"),
    _column("Contact name", "progress.contact.name", Holds.LINE, 24, "Improvement office"),
    _column("Contact email", "progress.contact.email", Holds.LINE, 28, "office@example.nhs.uk"),
    _column("Contact private", "progress.contact.private", Holds.YES_NO, 10, "Yes"),
    _column("Reason for withdrawal", "withdrawn.reason", Holds.LINE, 34, "The new theatre system does this."),
    _column(
        "Take instead", "withdrawn.instead", Holds.NAMES, 26, "turnaround-between-cases", refers="improvement project"
    ),
    MenuColumn("Id", ("id",), Holds.ID, 26, "theatre-first-case-start"),
)
"""Every column, in the order in which an author writes the fields."""

BY_FIELD = {column.field: column for column in COLUMNS}
BY_TITLE = {column.title: column for column in COLUMNS}

Names = Mapping[str, Mapping[str, str]]
"""Titles by id, for each kind of noun."""


def names(library: Library, trust: Trust | None = None) -> dict[str, dict[str, str]]:
    """The nouns that projects may refer to, with those of a trust if it is given."""
    result: dict[str, dict[str, str]] = {}
    for kind in KINDS:
        if kind.link or kind.within or kind.name == "reference":
            nouns = {**kind.of(library), **_own(kind, trust)}
            by_id = kind.name in ("reference", "improvement project")
            result[kind.name] = {id: id if by_id else getattr(noun, "title", id) for id, noun in nouns.items()}
    result["site"] = {site.id: site.name for site in trust.profile.sites} if trust else {}
    return result


def _own(kind: Kind, trust: Trust | None) -> Mapping[str, Any]:
    """What a trust adds to the nouns of a kind."""
    return next((getattr(trust, own.attribute) for own in KINDS if trust and own.shared == kind.name), {})
