"""The command line: exit codes, messages on the right stream, never a traceback."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import cast

import pytest
import typer
from typer.core import TyperGroup
from typer.models import TyperInfo
from typer.testing import CliRunner

from generator.cli import MODULES, register
from generator.cli.common import MAKE
from generator.model.playbook_files import FORMATS, ITEMS
from tests import small
from tests.command import run, run_python

FAULTY = small.edited("projects_menu/discharge.yml", "theme: flow", "theme: flown")
README = (small.ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: TyperGroup, before: str = "") -> Iterator[str]:
    """Every command as a user types it. `release make` is typed as `release`."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}".removesuffix(f" {MAKE}")


PROGRAM = register()
COMMANDS = sorted(commands(cast(TyperGroup, typer.main.get_command(PROGRAM))))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("small") / "project")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("faulty") / "project", FAULTY)


def test_the_projects_own_content_has_no_faults_or_warnings() -> None:
    result = run("check")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("files: no faults, no warnings\n")


def test_faults_are_listed_on_stderr_with_exit_1(faulty: Path) -> None:
    result = run("check", folder=faulty)

    assert result.returncode == 1
    assert result.stderr.startswith("error[unknown-theme]: no theme `flown`\n  projects_menu/discharge.yml:3:8\n")
    assert result.stdout == f"{len(small.files())} files: 1 fault, no warnings\n"


def test_faults_as_json(faulty: Path) -> None:
    result = run("check", "--format", "json", folder=faulty)

    assert result.returncode == 1
    assert json.loads(result.stdout) == [
        {
            "code": "unknown-theme",
            "severity": "error",
            "file": "projects_menu/discharge.yml",
            "line": 3,
            "column": 8,
            "length": 5,
            "cell": None,
            "message": "no theme `flown`",
            "help": "did you mean `flow`?",
            "excerpt": "theme: flown",
        }
    ]


@pytest.mark.parametrize("arguments", [["build"], ["playbook", "--all"], ["packs"], ["export", "out"]])
def test_no_command_writes_anything_if_the_content_has_faults(faulty: Path, arguments: list[str]) -> None:
    before = sorted(faulty.iterdir())
    result = run(*arguments, folder=faulty)

    assert result.returncode == 1
    assert "error[unknown-theme]" in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(faulty.iterdir()) == before


def test_the_table_of_modules_lists_the_commands_of_each() -> None:
    registered = [
        (info.name or info.callback.__name__, info.callback.__module__)
        for info in register().registered_commands
        if info.callback is not None
    ]
    groups = [(str(info.name), module) for info in register().registered_groups for module in modules_of(info)]

    assert sorted(registered + groups) == sorted(
        (command, f"generator.cli.{module}") for module, commands in MODULES.items() for command in commands
    )


def modules_of(group: TyperInfo) -> set[str]:
    """The modules in which the commands of a group are."""
    assert group.typer_instance is not None
    return {info.callback.__module__ for info in group.typer_instance.registered_commands if info.callback}


@pytest.mark.slow
def test_a_build_from_the_cache_does_not_import_the_model(project: Path) -> None:
    assert run("build", folder=project).returncode == 0
    code = (
        "import sys; from generator.cli import main; sys.argv = ['paired-learning', 'build']\n"
        "try: main()\n"
        "finally: print([name for name in ('generator.model.library', 'generator.writers.pdf') if name in sys.modules])"
    )
    result = run_python(code, folder=project)

    assert result.stdout.splitlines()[-1] == "[]", result.stderr


def test_the_readme_lists_every_command() -> None:
    listed = re.findall(r"^\| `([a-z -]+)` \| [^|]+ \|$", README.partition("## Every command")[2], re.M)

    assert sorted(listed) == COMMANDS


def test_the_readme_lists_every_item_of_a_playbook() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| ([^|]*) \| ([^|]*) \| ([^|]+) \|$", README, re.M)

    assert rows == [(id, in_short(each.usual), in_short(each.further), each.words) for id, each in ITEMS.items()]


def in_short(paths: Sequence[str]) -> str:
    """Paths with the name of a file once, such as `1 Plan.html, .docx`."""
    by_name = groupby(paths, lambda path: path.rpartition(".")[0])
    return ", ".join(f"{name}.{', .'.join(path.rpartition('.')[2] for path in group)}" for name, group in by_name)


def test_the_help_of_playbook_lists_every_format_and_item() -> None:
    text = " ".join(run("playbook", "--help").stdout.replace("│", " ").split())

    assert ", ".join(FORMATS) in text
    assert ", ".join(id for id, item in ITEMS.items() if item.further) in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    """The test above runs a command for its help; here one process asks for all."""
    result = CliRunner(env={"COLUMNS": "100"}).invoke(PROGRAM, [*command.split(), "--help"])

    assert result.exit_code == 0
    assert f"Example: paired-learning {command}" in " ".join(result.stdout.replace("│", " ").split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["playbook"],
        ["playbook", "imperial", "--all"],
        ["packs", "--start", "1pm"],
        ["frobnicate"],
        ["check", "--format", "xml"],
        ["export"],
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str]) -> None:
    result = run(*arguments)

    assert result.returncode == 2
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_outside_a_project_it_says_so(tmp_path: Path) -> None:
    result = run("check", folder=tmp_path)

    assert result.returncode == 2
    assert result.stderr == (
        "paired-learning: no mkdocs.yml beside a content folder in this folder or above it; use --project\n"
    )


def test_it_works_from_any_folder_below_the_project(project: Path) -> None:
    result = run("check", folder=project / "content" / "guidance")

    assert (result.returncode, result.stdout) == (0, f"{len(small.files())} files: no faults, no warnings\n")


def test_a_playbook_is_written_where_it_says(project: Path) -> None:
    result = run("playbook", "westbrook", "--formats", "html", folder=project)

    assert result.returncode == 0, result.stderr
    manifest = json.loads((project / "dist/playbooks/westbrook/For the tool/manifest.json").read_text(encoding="utf-8"))
    # The manifest lists every file but itself.
    files = len(manifest["files"]) + 1
    assert result.stdout == f"dist{os.sep}playbooks{os.sep}westbrook{os.sep} ({files} files)\n"
    assert "Westbrook Hospitals" in (project / "dist/playbooks/westbrook/1 Plan.html").read_text(encoding="utf-8")


def test_an_unknown_trust_is_a_fault_with_a_suggestion(project: Path) -> None:
    result = run("playbook", "westbrok", folder=project)

    assert result.returncode == 1
    assert "error[unknown-trust]: no trust `westbrok`" in result.stderr
    assert "help: did you mean `westbrook`?" in result.stderr


def test_a_broken_template_is_a_located_fault(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    (project / "theme/pages/home.md.jinja").write_text("one\n{% if %}\n", encoding="utf-8")
    result = run("build", folder=project)

    assert result.returncode == 1
    assert "error[template]" in result.stderr
    assert "theme/pages/home.md.jinja:2" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_broken_link_stops_the_build(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    page = project / "theme/pages/home.md.jinja"
    page.write_text("# Home\n\n[nowhere](nowhere.md) and [lost](plan/index.md#lost)\n", encoding="utf-8")
    result = run("build", folder=project)

    assert result.returncode == 1
    assert "'nowhere.md'" in result.stderr
    assert "#lost" in result.stderr
    assert not (project / "site").exists()


def test_a_symbolic_link_out_of_the_theme_is_refused(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (project / "theme/assets/secret.txt").symlink_to(secret)
    result = run("build", folder=project)

    assert result.returncode == 1
    assert "symbolic link" in result.stderr
    assert not (project / "site").exists()


def test_a_full_disk_is_one_clear_line(project: Path) -> None:
    result = run("build", "--site", "/dev/full/site", folder=project)

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) <= 4


def test_an_error_in_the_program_is_reported_as_such(project: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import generator.sources.load as load\ndef broken(*_, **__): raise RuntimeError('boom')\nload.load = broken\n"
    )
    result = run("check", folder=project, PYTHONPATH=f"{tmp_path}{os.pathsep}{small.ROOT}")

    assert result.returncode == 70
    assert result.stderr.startswith("error[internal]: RuntimeError: boom\n")
    assert "Traceback" not in result.stderr
