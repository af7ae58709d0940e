"""What holds the house up: imports, the pure part, and what no file of the project may hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small

TRACKED = subprocess.run(
    ["git", "ls-files", "-z"], cwd=small.ROOT, capture_output=True, text=True, check=True
).stdout.split("\0")[:-1]
TEXT = [
    path
    for path in TRACKED
    if (small.ROOT / path).is_file() and Path(path).suffix not in (".docx", ".png", ".pptx", ".ttf", ".woff2")
]
ARCHITECTURE = (small.ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
README = (small.ROOT / "README.md").read_text(encoding="utf-8")

# The writers of slides, which only the build machine uses.
SLIDES = ("generator.writers.pptx", "generator.writers.slides.", "generator.writers.whole_pack")

# What a browser does not have. A module of the pure part that needed one of them would not import there. The writer of
# decks is left out: only a build machine makes them.
BLOCKED = (
    "mkdocs",
    "material",
    "lxml",
    "docx",
    "pptx",
    "openpyxl",
    "typer",
    "rich",
    "filelock",
    "yaml._yaml",
    "typst",
)

PURE = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if any(name == other or name.startswith(other + ".") for other in {blocked!r}):
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, Blocked())
from pathlib import Path
import importlib, pkgutil, generator
for part in ("model", "sources", "planning", "pairing", "evaluation", "documents", "writers", "studio"):
    package = importlib.import_module("generator." + part)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.startswith({slides!r}):
            importlib.import_module(module.name)
from generator.documents.plan import plan_document
from generator.planning.playbook import plan
from generator.sources.load import load
from generator.writers import html
from generator.writers.theme import Theme
root = Path(sys.argv[1])
files = {{path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}}
theme = {{path: raw for path, raw in files.items() if path.startswith("theme/")}}
content = {{path: raw for path, raw in files.items() if path.startswith(("content/", "projects_menu/"))}}
library = load(content).require()
sys.stdout.buffer.write(html.write(plan_document(plan(library, "westbrook")), Theme(theme)))
"""


def test_imports_go_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=small.ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


def test_a_circle_of_imports_breaks_the_contract(tmp_path: Path) -> None:
    shutil.copytree(small.ROOT / "generator", tmp_path / "generator")
    shutil.copy(small.ROOT / "pyproject.toml", tmp_path)
    entry = tmp_path / "generator/sources/entry.py"
    circle = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .load import Loaded\n"
    entry.write_text(entry.read_text(encoding="utf-8") + circle, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--contract", "no-circular-imports"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert result.returncode == 1
    assert "No cycles are allowed in generator.sources" in result.stdout


def test_a_browser_can_run_the_pure_part_and_gets_the_same_bytes(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    code = PURE.format(blocked=BLOCKED, slides=SLIDES)
    pure = subprocess.run(
        [sys.executable, "-c", code, str(project)],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(small.ROOT)},
        check=False,
    )
    assert pure.returncode == 0, pure.stderr.decode()

    from tests.command import run

    assert run("playbook", "westbrook", folder=project).returncode == 0
    assert pure.stdout == (project / "dist/playbooks/westbrook/1 Plan.html").read_bytes()


@pytest.mark.parametrize(
    "pattern",
    [
        r"pypi\.org|files\.pythonhosted|registry\.npmjs|--index-url|--extra-index-url|index_url\s*=",
        r"/work/|/root/|(?<!\w)/home/\w",
        r"\bTO" r"DO\b.*:|\bFIX" r"ME\b|\bX" r"XX\b",
        r"^<{7} |^>{7} ",
    ],
)  # fmt: skip
def test_no_file_holds(pattern: str) -> None:
    found = [
        f"{path}: {match[0]}"
        for path in TEXT
        for match in [re.search(pattern, (small.ROOT / path).read_text(encoding="utf-8", errors="replace"), re.M)]
        if match and path != "tests/test_house.py"
    ]
    assert found == []


def test_every_requirement_has_a_hash() -> None:
    for path in (small.ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,]+\])?==\S+", text, re.M | re.I)

        assert pins
        assert len(re.findall(r"^[a-z0-9][^\n]*\\\n    --hash=sha256:", text, re.M | re.I)) == len(pins)


@pytest.mark.parametrize("path", [path for path in TRACKED if path.startswith("generator/") and path.endswith(".py")])
def test_a_file_can_be_read_in_one_sitting(path: str) -> None:
    assert len((small.ROOT / path).read_text(encoding="utf-8").splitlines()) <= 400


def test_only_the_command_line_reads_the_clock() -> None:
    calls = re.compile(r"\b(?:date|datetime)\.(?:now|today|utcnow)\(|\btime\.(?:time|localtime|gmtime)\(")
    readers = [
        path
        for path in TRACKED
        if path.startswith("generator/")
        and path.endswith(".py")
        and calls.search((small.ROOT / path).read_text("utf-8"))
    ]
    assert readers == ["generator/cli/common.py"]


def test_every_room_is_in_the_picture() -> None:
    rooms = {path.split("/")[1] for path in TRACKED if path.startswith("generator/") and path.count("/") > 1}

    assert rooms
    assert [room for room in sorted(rooms) if f"generator/{room}/" not in ARCHITECTURE] == []


def test_commands_of_the_readme_exist() -> None:
    from tests.command import run

    commands = sorted(set(re.findall(r"paired-learning ([a-z][a-z-]+)", README)))

    assert {"check", "playbook", "serve"} <= set(commands)
    for command in commands:
        assert run(command, "--help").returncode == 0, command
    targets = re.findall(r"^([a-z]+):", (small.ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= set(targets)


def test_files_that_the_readme_points_to_exist() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "DECISIONS.md"):
        text = (small.ROOT / name).read_text(encoding="utf-8")
        links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if ":" not in link]
        for link in filter(None, links):
            assert (small.ROOT / link).exists(), f"{name} points to {link}"
