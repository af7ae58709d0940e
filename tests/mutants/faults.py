"""The table of faults: each is one edit of the code that a test of the same room must notice.

Fifteen of them once went unnoticed by every test. The text to replace stands exactly once in its file, so that a
refactoring which moves it must say here where it went.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOMS = {
    "planning": ("tests/planning", "tests/worked"),
    "documents": ("tests/documents", "tests/worked"),
    "writers": ("tests/writers",),
    "sources": ("tests/sources",),
    "evaluation": ("tests/evaluation",),
}
"""Where the tests of a room are."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One edit of one file."""

    room: str
    """Whose tests must find it."""
    title: str
    """What goes wrong, as a reader of the playbook would see it."""
    file: str
    """The file, below generator/."""
    old: str
    new: str
    first: str
    """The test or test file of the room that runs first, since it finds the fault soonest; the whole room follows."""

    @property
    def tests(self) -> tuple[tuple[str, ...], ...]:
        """What pytest runs, one after the other, until a test fails."""
        return (f"tests/{self.room}/{self.first}",), ROOMS[self.room]

    def occurrences(self, root: Path) -> int:
        """How often the file contains the text to replace; 0 if the file is missing."""
        path = root / "generator" / self.file
        return path.read_text(encoding="utf-8").count(self.old) if path.is_file() else 0


DATES, FIGURES = "test_cohort_dates.py", "test_cohort_figures.py"

FAULTS = (
    # Planning: the first seven went unnoticed.
    Fault(
        "planning",
        "Design surgeries are held up to the day of the last workshop",
        "planning/weeks.py",
        "LAST_SURGERY_WEEKS = 2",
        "LAST_SURGERY_WEEKS = 0",
        DATES,
    ),
    Fault(
        "planning",
        "Milestones before the first workshop stretch with a cohort's months",
        "planning/weeks.py",
        "week = preparation.get(id, usual)",
        "week = round(preparation.get(id, usual) * stretch)",
        DATES,
    ),
    Fault(
        "planning",
        "A project that the trust chose is dropped for a missing service",
        "planning/selection.py",
        "elif services and project.id not in menu.projects and not services & set(project.settings):",
        "elif services and not services & set(project.settings):",
        FIGURES,
    ),
    Fault(
        "planning",
        "No warning of school holidays that are known for a part of the programme only",
        "planning/warnings.py",
        "if known is None or known < schedule.end - 90 * DAY:",
        "if known is None:",
        FIGURES,
    ),
    Fault(
        "planning",
        "The share of hours that have a rate leaves out those without one",
        "planning/business_case.py",
        "return self.priced.usual / self.hours.usual if",
        "return self.priced.usual / self.priced.usual if",
        "../worked/test_costs_of_six_pairs.py",
    ),
    Fault(
        "planning",
        "The hours of a project follow from the median alone",
        "planning/effort.py",
        "Range(min(hours), Fraction(median(hours)), max(hours))",
        "Range.of(Fraction(median(hours)))",
        "test_hour_figures.py",
    ),
    Fault(
        "planning",
        "Hours of a participant are doubled",
        "planning/effort.py",
        "total.times(Fraction(1, people)) if role in PARTICIPANT_ROLES else None",
        "total.times(Fraction(2, people)) if role in PARTICIPANT_ROLES else None",
        FIGURES,
    ),
    Fault(
        "planning",
        "One workshop too few is counted as close to another",
        "planning/warnings.py",
        "{len(close)} workshops",
        "{len(close) - 1} workshops",
        FIGURES,
    ),
    Fault(
        "planning",
        "The pairing event shares its day with a workshop",
        "planning/planner.py",
        "self.taken, max(after, today), before)",
        "(), max(after, today), before)",
        DATES,
    ),
    Fault(
        "planning",
        "Notice is given a week too late",
        "planning/due_dates.py",
        "draft.days.on_or_before(workshop.first - weeks * WEEK)",
        "draft.days.on_or_before(workshop.first - (weeks - 1) * WEEK)",
        DATES,
    ),
    Fault(
        "planning",
        "The weekdays that a trust wants are ignored",
        "planning/planner.py",
        "self.weekdays = [weekday.number for weekday in choices.weekdays] or [start.day.weekday()]",
        "self.weekdays = [start.day.weekday()]",
        DATES,
    ),
    Fault(
        "planning",
        "A project without a week to spare is said to be too long",
        "planning/feasibility.py",
        "if self.spare < 0:",
        "if self.spare <= 0:",
        FIGURES,
    ),
    Fault(
        "planning",
        "A calendar ignores the new day of an event, since its sequence has not risen",
        "planning/moves.py",
        "raised = int(before.cancelled or announces(before, entry))",
        "raised = 0",
        "test_moves.py",
    ),
    Fault(
        "planning",
        "A calendar ignores an event that comes back after it was cancelled",
        "planning/moves.py",
        "before.cancelled or announces(before, entry)",
        "announces(before, entry)",
        "test_moves.py",
    ),
    # Documents: the first four went unnoticed.
    Fault(
        "documents",
        "Hours of participants and of everybody else are swapped",
        "documents/hours.py",
        "hours(participants), hours(others)",
        "hours(others), hours(participants)",
        FIGURES,
    ),
    Fault(
        "documents",
        "Letters give the notice of study leave as that of the rota",
        "documents/letter_values.py",
        '"rota_deadline": Notice.ROTA}',
        '"rota_deadline": Notice.STUDY_LEAVE}',
        FIGURES,
    ),
    Fault(
        "documents",
        "Hours of all others at a glance count participants too",
        "documents/glance.py",
        "whole_number(effort.hours_of_others)",
        "whole_number(effort.hours)",
        FIGURES,
    ),
    Fault(
        "documents",
        "What follows a workshop is due on the day itself",
        "documents/session.py",
        "entry.first + max(number, 1) * week",
        "entry.first + number * week",
        FIGURES,
    ),
    Fault(
        "documents",
        "A section loses the label that says how far it is backed",
        "documents/context.py",
        "return (self.label(claim.evidence, claim.cite), *(",
        'return (Run(""), *(',
        FIGURES,
    ),
    Fault(
        "documents",
        "Letters give the day of the last workshop as the end of the programme",
        "documents/letter_values.py",
        '"end": Milestone.PROGRAMME_END,',
        '"end": Milestone.PRESENTATION_DAY,',
        FIGURES,
    ),
    # Writers: the first two went unnoticed.
    Fault(
        "writers",
        "CSV leaves a text that begins with @ to be read as a formula",
        "model/menu_cells.py",
        r"[=+\\-@\t",
        r"[=+\\-\t",
        "test_csv_text.py",
    ),
    Fault(
        "writers",
        "The name of a row is an ordinary cell in HTML",
        "writers/html.py",
        "f'<th scope=\"row\"{numeric[0]}>' if block.row_headers",
        "f'<td{numeric[0]}>' if block.row_headers",
        "test_html_tables.py",
    ),
    Fault(
        "writers",
        "Excel reads a text that begins with = as a formula",
        "writers/excel/sheet.py",
        "self._write_string(row, column, text(cell), look)",
        "(self.write_formula if cell[:1] == '=' else self._write_string)(row, column, text(cell), look)",
        "test_xlsx.py::test_what_looks_like_a_formula_stays_text",
    ),
    Fault(
        "writers",
        "A whole-day entry of the calendar ends a day too early",
        "writers/ics.py",
        'result.add("dtend", event.last + day)',
        'result.add("dtend", event.last)',
        "test_ics.py::test_a_span_is_whole_days_shown_as_free",
    ),
    Fault(
        "writers",
        "Markdown reads a backtick of the content as code",
        "writers/markdown.py",
        r"[\\`*_{}",
        r"[\\*_{}",
        "test_markdown.py",
    ),
    Fault(
        "writers",
        "HTML of the content is taken as HTML",
        "writers/html.py",
        'result = escape(run.text).replace("\\n", "<br>")',
        'result = run.text.replace("\\n", "<br>")',
        "test_html.py::test_hostile_text_adds_no_element_anywhere",
    ),
    # Sources: the first two went unnoticed.
    Fault(
        "sources",
        "A trust may choose another trust's own project",
        "sources/references.py",
        "shared or entry.kind, entry.trust].add",
        "shared or entry.kind, None].add",
        "test_own_files.py",
    ),
    Fault(
        "sources",
        "Lock files that Word leaves beside an open document are read",
        "sources/tree.py",
        'if entry.name.startswith((".", "~$")):',
        'if entry.name.startswith("."):',
        "test_own_files.py",
    ),
    Fault(
        "sources",
        "The second of two values of one key is taken without a word",
        "sources/yaml_reader.py",
        "elif key in values:",
        "elif key in values and False:",
        "test_yaml_reader.py::test_all_faults_of_a_file_are_reported_at_once",
    ),
    Fault(
        "sources",
        "A claim that should be backed may cite nothing",
        "sources/rules.py",
        "if claim.evidence is not EvidenceLabel.SUGGESTED and not claim.cite:",
        "if claim.evidence is EvidenceLabel.PUBLISHED and not claim.cite:",
        "test_errors.py::test_a_fault_is_reported_in_these_words[uncited-claim]",
    ),
    Fault(
        "planning",
        "Groups of three read of your partner",
        "planning/wording.py",
        "return mark.wordings[self.group_size > 2]",
        "return mark.wordings[0]",
        "test_wording.py",
    ),
    Fault(
        "documents",
        "What the sender of a letter still has to write is not highlighted",
        "documents/letter.py",
        'role = "missing" if balanced and depth > 0 else run.role',
        "role = run.role",
        "test_letter.py",
    ),
    Fault(
        "sources",
        "A typed number that a rule works out passes without a warning",
        "sources/typed_figures.py",
        "if blanks := typed.blanks if typed.any_number else _of_value(typed, match, values):",
        "if blanks := typed.blanks if typed.any_number else ():",
        "test_errors.py::test_a_fault_is_reported_in_these_words[typed-figure]",
    ),
    Fault(
        "evaluation",
        "A question is shown to which everybody gave the same answer",
        "evaluation/disclosure.py",
        "if values is not None and len(values) == 1:",
        "if values is not None and not values:",
        "test_disclosure.py",
    ),
    Fault(
        "evaluation",
        "Sides are shown although one of them has few people",
        "evaluation/disclosure.py",
        "if any(map(self._small_or_linked, by_side.values())) or self._rest_is_small(form, by_side):",
        "if self._rest_is_small(form, by_side):",
        "test_disclosure.py",
    ),
    Fault(
        "evaluation",
        "Codes that the evaluation lead has joined stay two people",
        "evaluation/analysis.py",
        "answers.same_codes.get(response.code, response.code)",
        "response.code",
        "test_analysis.py",
    ),
    Fault(
        "evaluation",
        "Nothing is corrected for the number of tests",
        "evaluation/conclusions.py",
        "(p.two_sided if figure.adjusted is None else figure.adjusted)",
        "p.two_sided",
        "test_conclusions.py",
    ),
    Fault(
        "evaluation",
        "People are said to feel more prepared where only one of the two comparisons shows it",
        "evaluation/conclusions.py",
        "if first is second else VerdictKind.CANNOT_TELL",
        "if first is second or first is Finding.UP else VerdictKind.CANNOT_TELL",
        "test_conclusions.py",
    ),
)
