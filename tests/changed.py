"""Lists the tests of what changed, for `make check`.

A file has changed if it is uncommitted or untracked, or differs from the upstream branch. A file of the generator
selects the tests of its room and every test that imports it; content, theme and requirements select the tests that read
them.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tests import small

ALWAYS = "tests/test_house.py"
READERS = {
    "content": ("tests/test_content.py", "tests/site/test_pages.py"),
    "projects_menu": ("tests/test_content.py", "tests/site/test_projects.py"),
    "theme": ("tests/site", "tests/writers"),
    "requirements": ("tests/test_licences.py",),
}
"""Tests that read a folder, by the folder's name."""


def changed_files() -> list[str]:
    """Paths of all files that differ from the upstream branch, from the project's folder."""
    upstream = _git("rev-parse", "--verify", "--quiet", "@{upstream}").strip()
    paths = _git("diff", "--name-only", upstream or "HEAD").splitlines()
    return sorted({*paths, *_git("ls-files", "--others", "--exclude-standard").splitlines()})


def select(paths: Iterable[str], importers: dict[str, set[str]]) -> list[str]:
    """Test files and folders to run, without those that another of them contains.

    Args:
        paths: changed files.
        importers: test files by the module of the generator that they import.
    """
    tests = {ALWAYS}
    for path in paths:
        tests.update(_selected_by(PurePosixPath(path), importers))
    existing = {test for test in tests if (small.ROOT / test).exists()}
    return sorted(test for test in existing if not any(test.startswith(f"{folder}/") for folder in existing))


def _selected_by(path: PurePosixPath, importers: dict[str, set[str]]) -> Iterator[str]:
    top = path.parts[0]
    if top == "generator" and path.suffix == ".py":
        module = ".".join(path.with_suffix("").parts)
        yield from importers.get(module, ())
        if len(path.parts) > 2:
            yield f"tests/{path.parts[1]}"
        if path.parts[1] == "cli":
            yield from (test.relative_to(small.ROOT).as_posix() for test in small.ROOT.glob("tests/test_*command*.py"))
            yield "tests/test_cli.py"
    elif top == "tests" and path.name.startswith("test_"):
        yield path.as_posix()
    elif top == "tests" and len(path.parts) > 2:
        # A helper or a file that tests of the folder read.
        yield "tests/sources/test_errors.py" if path.parts[1] == "errors" else f"tests/{path.parts[1]}"
    yield from READERS.get(top, ())


def importers() -> dict[str, set[str]]:
    """Test files by each module of the generator that they import."""
    result: dict[str, set[str]] = {}
    for file in sorted((small.ROOT / "tests").rglob("test_*.py")):
        name = file.relative_to(small.ROOT).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("generator"):
                for module in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                    result.setdefault(module, set()).add(name)
    return result


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=small.ROOT, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    print(*select(changed_files(), importers()), sep="\n")  # noqa: T201 - its purpose
