"""Improvement projects as a table: one row a project, one column a field.

Lists written as workbooks, CSV, JSON or YAML have these columns, and lists are read by them. `menu_cells.py` converts
nested fields to the text of a cell and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from .base import EvidenceLabel, Noun
from .descriptions import descriptions
from .library import KINDS, Library, Trust
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


class MenuColumn(NamedTuple):
    """A column and the field it fills."""

    title: str
    field: str
    """Its name, with dots in the path to a nested one."""
    holds: Holds
    width: int
    """In characters."""
    example: str
    choices: type[StrEnum] | None = None
    refers: str | None = None
    """Kind of noun whose ids these are."""

    @property
    def path(self) -> Path:
        """The path of the field within the project."""
        return tuple(self.field.split("."))

    @property
    def about(self) -> str:
        """What belongs there, in one or two sentences."""
        if self.holds is Holds.ID:
            return "The name of the project's file. Leave it empty for a new project."
        return " ".join(descriptions(_model(self.path))[str(self.path[-1])].split())

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
        groups = accumulate((step,) for step in self.path)
        return self.holds is not Holds.ID and all(
            _model(path).model_fields[str(path[-1])].is_required() for path in groups
        )


_IN_A_CELL = {
    Holds.PROSE: "Markdown: paragraphs, lists and links, no headings.",
    **dict.fromkeys((Holds.CHOICES, Holds.NAMES, Holds.LINES), "One on each line."),
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


def _model(path: Path) -> type[Noun]:
    """The model of the noun that holds the field."""
    model: type[Noun] = ImprovementProject
    for step in path[:-1]:
        model = shapes(model)[str(step)].model or model
    return model


COLUMNS = (
    MenuColumn("Title", "title", Holds.LINE, 32, "The first case starts on time"),
    MenuColumn("Summary", "summary", Holds.LINE, 40, "Find out what delays the first operation, and remove it."),
    MenuColumn("Evidence", "evidence", Holds.CHOICE, 14, "Suggested", EvidenceLabel),
    MenuColumn("References", "cite", Holds.NAMES, 24, "the id of a reference", refers="reference"),
    MenuColumn("Theme", "theme", Holds.NAME, 20, "Theatres", refers="theme"),
    MenuColumn("Settings", "settings", Holds.NAMES, 24, "Operating theatres\nSurgical wards", refers="setting"),
    MenuColumn("Specialties", "specialties", Holds.NAMES, 24, "Anaesthetics", refers="specialty"),
    MenuColumn("Search words", "also", Holds.LINES, 24, "Late starts\nTheatre utilisation"),
    MenuColumn("Kinds", "kinds", Holds.CHOICES, 14, "Menu\nSelf-led", ProjectKind),
    MenuColumn("Difficulty", "difficulty", Holds.CHOICE, 14, "Starter", Difficulty),
    MenuColumn("Duration in weeks", "duration_weeks", Holds.WEEKS, 12, "22"),
    MenuColumn("Hours a month", "hours_a_month", Holds.NUMBER, 12, "6"),
    MenuColumn("Problem", "problem", Holds.PROSE, 50, "Lists start late, so they end late."),
    MenuColumn("Why now", "why_now", Holds.PROSE, 40, "A new theatre system shows each start."),
    MenuColumn("Aim", "aim", Holds.LINE, 40, "By __ (date), start __ of every ten lists on time."),
    MenuColumn(
        "Drivers",
        "drivers",
        Holds.DRIVERS,
        46,
        "The team is ready\n- Briefing happens\n-- Fix the time of the briefing",
    ),
    MenuColumn(
        "Measures", "measures", Holds.MEASURES, 56, "outcome | On-time starts | First cases that start on time, of all"
    ),
    MenuColumn("How often to measure", "measurement.interval", Holds.CHOICE, 14, "Weekly", Interval),
    MenuColumn("Points before", "measurement.points_before", Holds.NUMBER, 10, "8"),
    MenuColumn("Points after", "measurement.points_after", Holds.NUMBER, 10, "12"),
    MenuColumn("Data source", "data.source", Holds.LINE, 34, "Theatre system"),
    MenuColumn("Data access", "data.access", Holds.LINE, 34, "Ask the theatre manager for start times."),
    MenuColumn("Weeks to get the data", "data.lead_weeks", Holds.WEEKS, 12, "2"),
    MenuColumn("In scope", "scope_in", Holds.LINES, 30, "Two theatres\nMorning lists"),
    MenuColumn("Out of scope", "scope_out", Holds.LINES, 30, "Emergency theatre"),
    MenuColumn("Sponsor", "sponsor", Holds.LINE, 28, "Theatre general manager"),
    MenuColumn("Weeks to get the sponsor", "sponsor_lead_weeks", Holds.WEEKS, 12, "2"),
    MenuColumn("People to bring in", "recruit", Holds.LINES, 30, "A theatre coordinator\nA porter"),
    MenuColumn(
        "What the clinician brings", "clinician_part", Holds.LINE, 34, "Goes with the first patient to theatre."
    ),
    MenuColumn("What the manager brings", "manager_part", Holds.LINE, 34, "Writes down the reasons for a week."),
    MenuColumn("Risks", "risks", Holds.RISKS, 46, "Staff feel rushed | Measure the safety checks"),
    MenuColumn("Governance", "governance", Holds.PROSE, 40, "Counts of lists hold no patient data."),
    MenuColumn("Questions for a surgery", "surgery_questions", Holds.LINES, 36, "Which reason comes up most often?"),
    MenuColumn("Sustained by", "sustained_by", Holds.LINE, 30, "The theatre coordinator"),
    MenuColumn("Domains", "domains", Holds.NAMES, 26, "Managing services", refers="domain"),
    MenuColumn("Workshops", "workshops", Holds.NAMES, 26, "powerlab", refers="workshop"),
    MenuColumn("Case studies", "case_studies", Holds.NAMES, 26, "The title of a case study", refers="case study"),
    MenuColumn("Owner", "owner", Holds.NAME, 24, "Quality improvement team", refers="role"),
    MenuColumn("Only for", "only_for", Holds.COHORTS, 26, "months at least: 6"),
    MenuColumn("Status", "progress.status", Holds.CHOICE, 12, "Taken", ProjectStatus),
    MenuColumn("Site", "progress.site", Holds.NAME, 20, "hill", refers="site"),
    MenuColumn("Starts", "progress.starts", Holds.DATE, 18, "13/1/2027"),
    MenuColumn("Ends", "progress.ends", Holds.DATE, 18, "30/6/2027"),
    MenuColumn("Contact name", "progress.contact.name", Holds.LINE, 24, "Improvement office"),
    MenuColumn("Contact email", "progress.contact.email", Holds.LINE, 28, "office@example.nhs.uk"),
    MenuColumn("Contact private", "progress.contact.private", Holds.YES_NO, 10, "Yes"),
    MenuColumn("Reason for withdrawal", "withdrawn.reason", Holds.LINE, 34, "The new theatre system does this."),
    MenuColumn(
        "Take instead", "withdrawn.instead", Holds.NAMES, 26, "turnaround-between-cases", refers="improvement project"
    ),
    MenuColumn("Id", "id", Holds.ID, 26, "theatre-first-case-start"),
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
            own = (getattr(trust, other.attribute) for other in KINDS if trust and other.shared == kind.name)
            nouns = {**kind.of(library), **next(own, {})}
            by_id = kind.name in ("reference", "improvement project")
            result[kind.name] = {id: id if by_id else getattr(noun, "title", id) for id, noun in nouns.items()}
    result["site"] = {site.id: site.name for site in trust.profile.sites} if trust else {}
    return result
