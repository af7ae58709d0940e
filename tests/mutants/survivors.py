"""Mutants that no test notices: as mutmut made them, and as survivors.md lists them with the reason."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).with_name("survivors.md")
_HEADING = re.compile(r"^## (\S+): (\S+)$")


@dataclass(frozen=True, slots=True, order=True)
class Survivor:
    """One change of one function that no test notices."""

    file: str
    """Below generator/."""
    function: str
    """Name of the function, or of the class and the method."""
    was: str
    """The lines that are changed, without their indent."""
    becomes: str

    def __str__(self) -> str:
        diff = [*(f"-{line}" for line in self.was.split("\n")), *(f"+{line}" for line in self.becomes.split("\n"))]
        return "\n".join([f"## {self.file}: {self.function}", "```diff", *diff, "```"])


def of_mutant(tree: Path, path: str, mutant: str) -> Survivor:
    """A survivor from its name.

    Args:
        tree: the copy of the project in which mutmut ran.
        path: the file, from the project folder.
        mutant: mutmut's name for it.
    """
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    with contextlib.chdir(tree):
        diff = get_diff_for_mutant(mutant, path=path)
    was, becomes = (
        "\n".join(line[1:].strip() for line in diff.splitlines() if re.match(rf"\{sign}(?!\{sign}\{sign})", line))
        for sign in "-+"
    )
    function = mutant.rpartition(".")[2].partition("__mutmut")[0]
    function = ".".join(function.split("ǁ")[1:]) if "ǁ" in function else function.removeprefix("x_")
    return Survivor(path.removeprefix("generator/"), function, was, becomes)


def listed() -> Iterator[Survivor]:
    """Every survivor of survivors.md, as often as it is there.

    A heading names file and function, a sentence gives the reason, and a block of kind `diff` has the changes with an
    empty line between one and the next.
    """
    file = function = ""
    lines: list[str] | None = None
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if match := _HEADING.match(line):
            file, function = match[1], match[2]
        elif line == "```diff":
            lines = []
        elif line == "```" and lines is not None:
            for change in "\n".join(lines).split("\n\n"):
                was, becomes = (
                    "\n".join(row[1:] for row in change.split("\n") if row.startswith(sign)) for sign in "-+"
                )
                yield Survivor(file, function, was, becomes)
            lines = None
        elif lines is not None:
            lines.append(line)
