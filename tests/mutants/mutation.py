"""Mutation testing with mutmut: change the code of a room in every small way and count how many changes a test notices.

Run by `make mutation`; `python -m tests.mutants.mutation documents` tries another room. mutmut changes functions and
methods, not constants, properties or the text between the braces of an f-string. Changes that mypy refuses count for
nothing, since they could not land; of the others the tests of the room must notice a share. Every survivor of planning/
is in survivors.md with the reason. Exits with 0 where all that holds, with 1 where it does not.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from tests.mutants import survivors, trees
from tests.mutants.survivors import Survivor

AT_ONCE = 2
LEAST = {"planning": 85.0, "documents": 0.0, "model": 0.0, "pairing": 0.0}
"""Per cent of mutants that tests must notice, by room."""
TESTS = {
    "planning": ["tests/planning", "tests/worked"],
    "documents": ["tests/documents", "tests/worked"],
    "model": ["tests/model", "tests/sources", "tests/planning"],
    "pairing": ["tests/pairing"],
}
CONFIG = """
[tool.mutmut]
source_paths = ["generator"]
only_mutate = {files}
also_copy = ["content", "projects_menu", "theme", ".vscode", "mkdocs.yml", "requirements"]
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = [
    "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:unraisableexception", "-p", "tests.mutants.small_only",
]
process_isolation = "forkserver"
use_git_change_detection = false
timeout_constant = 20.0
type_check_command = [
    "mypy", "--output", "json", "--no-incremental", "--no-warn-unused-ignores", "generator/{room}",
]
"""
NOTICED = {1, 3, 24, 36, 152, 255, -24}
"""Exit codes of mutmut for a test that failed and for one that did not come to an end."""
REFUSED = 37
"""Its exit code for a mutant that the type checker refuses."""


@dataclass
class Outcome:
    """What became of the mutants of one file."""

    refused: int = 0
    noticed: int = 0
    survivors: list[Survivor] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Per cent of the mutants that pass the type checker which a test noticed."""
        tried = self.noticed + len(self.survivors)
        return 100 * self.noticed / tried if tried else 100.0


def run(tree: Path, room: str, files: list[str]) -> None:
    """Let mutmut try every mutant of some files of a copy of the project."""
    paths = json.dumps([f"generator/{room}/{name}" for name in files])
    with (tree / "pyproject.toml").open("a", encoding="utf-8") as config:
        config.write(CONFIG.format(files=paths, tests=json.dumps(TESTS[room]), room=room))
    _forget_survivors(tree)
    _forget_copies(tree, room)
    programs = Path(sys.executable).parent
    subprocess.run(
        [programs / "mutmut", "run", "--max-children", f"{AT_ONCE}"],
        cwd=tree,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        stdout=None if sys.stdout.isatty() else subprocess.DEVNULL,
        check=True,
    )


def _forget_survivors(tree: Path) -> None:
    """Retry the mutants that survived the last run, with the present tests."""
    for meta in (tree / "mutants").rglob("*.meta"):
        data = json.loads(meta.read_text(encoding="utf-8"))
        codes = data["exit_code_by_key"]
        data["exit_code_by_key"] = {name: code if code in NOTICED | {REFUSED} else None for name, code in codes.items()}
        meta.write_text(json.dumps(data), encoding="utf-8")
    (tree / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)


def _forget_copies(tree: Path, room: str) -> None:
    """Let mutmut see the files that an earlier run with other files copied without mutants."""
    for path in (tree / "mutants" / "generator" / room).glob("*.py"):
        if "mutmut" not in path.read_text(encoding="utf-8"):
            path.unlink()


def outcomes(tree: Path, room: str, files: list[str]) -> dict[str, Outcome]:
    """What became of the mutants of each file that matches one of some patterns, by its path below generator/."""
    results = {}
    for meta in sorted((tree / "mutants" / "generator" / room).glob("*.py.meta")):
        if not any(fnmatch(meta.name.removesuffix(".meta"), pattern) for pattern in files):
            continue
        path = meta.relative_to(tree / "mutants").as_posix().removesuffix(".meta")
        codes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        outcome = results[path.removeprefix("generator/")] = Outcome()
        for mutant, code in codes.items():
            if code == REFUSED:
                outcome.refused += 1
            elif code in NOTICED:
                outcome.noticed += 1
            else:
                outcome.survivors.append(survivors.of_mutant(tree, path, mutant))
    return results


def report(results: dict[str, Outcome]) -> Iterator[str]:
    """A row for each file and one for all."""
    total = Outcome()
    yield f"{'file':40} {'mutants':>8} {'refused':>8} {'noticed':>8} {'survived':>8} {'per cent':>8}"
    for path, outcome in results.items():
        yield _row(path, outcome)
        total.refused += outcome.refused
        total.noticed += outcome.noticed
        total.survivors += outcome.survivors
    yield _row("all", total)


def _row(name: str, outcome: Outcome) -> str:
    survived = len(outcome.survivors)
    mutants = outcome.refused + outcome.noticed + survived
    return f"{name:40} {mutants:8} {outcome.refused:8} {outcome.noticed:8} {survived:8} {outcome.rate:8.1f}"


def faults(results: dict[str, Outcome], room: str) -> Iterator[str]:
    """What is wrong with the result: too few mutants noticed, or a list of survivors that does not fit."""
    noticed = sum(outcome.noticed for outcome in results.values())
    survived = Counter(survivor for outcome in results.values() for survivor in outcome.survivors)
    tried = noticed + survived.total()
    if 100 * noticed < LEAST[room] * tried:
        yield f"Tests notice {noticed} of {tried} mutants of {room}/, fewer than {LEAST[room]:g} per cent."
    if LEAST[room]:
        listed = Counter(survivors.listed())
        for survivor in survived - listed:
            yield f"Not in survivors.md:\n{survivor}"
        for survivor in listed - survived:
            if survivor.file in results:
                yield f"In survivors.md, but no longer a survivor:\n{survivor}"


def main(arguments: list[str]) -> int:
    """Mutate a room and say what survived.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.mutation", description="Test the tests of a room.")
    parser.add_argument("room", choices=[*LEAST], nargs="?", default="planning")
    parser.add_argument("--files", nargs="+", default=["*.py"], help="patterns of file names in the room")
    parser.add_argument("--keep", type=Path, help="a folder for the copy; what it has tried already is not tried again")
    chosen = parser.parse_args(arguments)
    with contextlib.ExitStack() as stack:
        tree = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "copy"
        trees.copy_to(tree)
        run(tree, chosen.room, chosen.files)
        results = outcomes(tree, chosen.room, chosen.files)
        wrong = list(faults(results, chosen.room))
    print("\n".join(report(results)))
    print("\n\n".join(["", *wrong]) if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
