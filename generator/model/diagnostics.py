"""Diagnostics: errors and warnings as values, each with a place and a suggestion, and their rendering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache


class Severity(StrEnum):
    """error: the input cannot be used; warning: it can, but somebody should look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the input. Lines and columns count from 1, columns in characters."""

    file: str
    """Relative to the project folder, with forward slashes."""
    line: int = 1
    column: int = 1
    length: int = 1
    """Characters to underline on that line, at least 1."""
    cell: str | None = None
    """In a workbook: sheet and cell, such as Cohort!B2, or the sheet alone; line and column are then unused."""

    def __str__(self) -> str:
        if self.cell is None:
            return f"{self.file}:{self.line}:{self.column}"
        sheet, _, cell = self.cell.partition("!")
        return f"{self.file}, sheet {sheet}" + (f", cell {cell}" if cell else "")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault or warning."""

    code: str
    """Stable kind, such as unknown-project, for programs."""
    message: str
    """What is wrong, in one clause."""
    place: Place
    help: str | None = None
    severity: Severity = Severity.ERROR
    excerpt: str | None = None
    """Line of the input at the place, if known."""

    def sort_key(self) -> tuple[str, str, int, int, str, str]:
        """Order of a report: by file, sheet and cell, line and column."""
        place = self.place
        return (place.file, place.cell or "", place.line, place.column, self.code, self.message)

    def as_json(self) -> dict[str, object]:
        """Plain values for `--format json`."""
        first = {"code": self.code, "severity": self.severity.value}
        return {**first, **asdict(self.place), "message": self.message, "help": self.help, "excerpt": self.excerpt}


class InputFault(Exception):
    """Raised with the diagnostics that prevent further work; the command line prints them."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted(diagnostics, key=Diagnostic.sort_key)
        super().__init__(f"{len(self.diagnostics)} fault(s) in the input")

    @classmethod
    def of(cls, code: str, message: str, file: str, help: str | None = None) -> InputFault:
        """A single fault of a whole file."""
        return cls([Diagnostic(code, message, Place(file), help)])


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without the warnings."""
    return [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]


def with_excerpts(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[Diagnostic]:
    """The diagnostics in the order of a report, each with the line that it points at."""

    @cache
    def lines(file: str) -> list[str]:
        return texts[file].split("\n") if file in texts else []

    def complete(diagnostic: Diagnostic) -> Diagnostic:
        place = diagnostic.place
        if diagnostic.excerpt is not None or place.line > len(lines(place.file)):
            return diagnostic
        return replace(diagnostic, excerpt=lines(place.file)[place.line - 1].rstrip("\r"))

    return sorted(map(complete, diagnostics), key=Diagnostic.sort_key)


EXCERPT_WIDTH = 100


def printable(text: str) -> str:
    """Text that is safe to print: nothing in it moves the cursor or changes the writing direction."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def render(diagnostic: Diagnostic) -> str:
    """A diagnostic as text: message, place, the line with carets, help."""
    place = diagnostic.place
    lines = [
        f"{diagnostic.severity.value}[{diagnostic.code}]: {printable(diagnostic.message)}",
        f"  {printable(str(place))}",
    ]
    if diagnostic.excerpt is not None and diagnostic.excerpt.strip():
        # A long line is shown from shortly before the place, so that the carets are visible.
        start = max(0, place.column - 1 - EXCERPT_WIDTH // 2) if len(diagnostic.excerpt) > EXCERPT_WIDTH else 0
        excerpt = printable(diagnostic.excerpt[start : start + EXCERPT_WIDTH])
        offset = place.column - 1 - start
        carets = max(1, min(place.length, len(excerpt) - offset))
        number = str(place.line)
        lines.append(f"{number} | {excerpt}")
        lines.append(f"{' ' * len(number)} | {' ' * offset}{'^' * carets}")
    if diagnostic.help:
        lines.append(f"help: {printable(diagnostic.help)}")
    return "\n".join(lines)


def render_all(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics as text, one blank line between them."""
    return "\n\n".join(render(diagnostic) for diagnostic in diagnostics)
