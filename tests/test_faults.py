"""Failures outside the content: killed commands, full disks, locked folders, two runs at once, unusual machines."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import command, gitting, small

BUILD = ["build"]
PLAYBOOKS = ["playbook", "--all", "--formats", "html,docx,ics,xlsx", "--today", "2026-12-01"]
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
"""Linux constants: to drop a capability for good, and the capability to ignore file permissions."""
OUTPUT = {"build": Path("site"), "playbook": Path("dist/playbooks/westbrook")}


def temporary(folder: Path) -> str:
    """A temporary folder for the commands of one test alone."""
    place = folder.parent / "temporary"
    place.mkdir(exist_ok=True)
    return str(place)


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return command.run(*arguments, folder=folder, TMPDIR=temporary(folder), **environment)


def start(folder: Path, *arguments: str, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start a command in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(small.ROOT), "NO_COLOR": "1", "TMPDIR": temporary(folder), **gitting.WHO},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=limit,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def left_over(project: Path) -> list[str]:
    """Names of files, in a project and in the temporary folder, that only an unfinished run leaves behind."""
    inside = [str(path.relative_to(project)) for path in project.rglob("*") if ".git" not in path.parts]
    return [
        path
        for path in inside
        if ".staging-" in path or path.endswith((".old", ".new")) or "/new-" in path or "/gone-" in path
    ] + [path.name for path in Path(temporary(project)).glob("paired-learning-scratch-*")]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with its site and its playbook."""
    folder = small.write(tmp_path_factory.mktemp("finished") / "project")
    for arguments in (BUILD, PLAYBOOKS):
        result = run(*arguments, folder=folder)
        assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def project(finished: Path, tmp_path: Path) -> Path:
    """The same, for a test to change."""
    return Path(shutil.copytree(finished, tmp_path / "project"))


def change(folder: Path) -> None:
    """Change something that every page and every playbook is made from."""
    gitting.edit(folder, gitting.PROJECT, "title: Sooner home", "title: Home by noon")


def kill_often(folder: Path, arguments: list[str], times: int) -> None:
    """Kill a command at random moments: its output is always the old or the new one, and the next run tidies up."""
    target = folder / OUTPUT[arguments[0]]
    old = tree(target)
    change(folder)
    began = time.monotonic()
    reference = Path(shutil.copytree(folder, folder.with_name("reference")))
    assert run(*arguments, folder=reference).returncode == 0
    length = time.monotonic() - began
    new = tree(reference / OUTPUT[arguments[0]])
    assert new != old
    moments = random.Random(11)
    for _ in range(times):
        process = start(folder, *arguments)
        time.sleep(moments.uniform(0.1, length * 1.1))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        assert tree(target) in (old, new)
    assert run(*arguments, folder=folder).returncode == 0
    assert tree(target) == new
    assert left_over(folder) == []


@pytest.mark.parametrize(
    "arguments", [PLAYBOOKS, pytest.param(BUILD, marks=pytest.mark.slow)], ids=lambda arguments: arguments[0]
)
def test_a_command_that_is_killed_leaves_the_old_output_or_the_new(project: Path, arguments: list[str]) -> None:
    kill_often(project, arguments, 2)


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [BUILD, PLAYBOOKS], ids=lambda arguments: arguments[0])
def test_a_command_that_is_killed_fifty_times(project: Path, arguments: list[str]) -> None:
    kill_often(project, arguments, 50)


@pytest.mark.slow
def test_a_release_that_is_killed_fifty_times(tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    moments = random.Random(13)
    for _ in range(50):
        process = start(folder, "release", "2026.1", "--latest")
        time.sleep(moments.uniform(0.2, 3.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        gitting.git(folder, "fsck", "--no-dangling")
        commits = gitting.git(folder, "rev-list", "--count", "gh-pages", check=False)
        assert commits in ("", "1")
    gitting.done(run("release", "2026.1", "--latest", folder=folder, **gitting.WHO))
    assert left_over(folder) == []


def full() -> None:
    """Limit files to 300 bytes, to act like a full disk on any machine."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))


WRITERS: dict[str, list[str]] = {
    "build": ["build"],
    "export": ["export", "exported"],
    "playbook": ["playbook", "westbrook", "--formats", "html", "--output", "books"],
    "packs": ["packs", "--output", "packs"],
    "offline": ["release", "offline", "all.zip"],
    "menu template": ["menu", "template", "form.xlsx"],
    "menu export": ["menu", "export", "menu.yml"],
    "menu import": ["menu", "import", "ideas.csv", "--into", "projects_menu"],
    "schema": ["schema"],
    "new trust": ["new", "trust", "Eastbrook", "--project", str(small.ROOT), "--output", "profile.yml"],
}
"""Every command that writes."""


@pytest.mark.parametrize(
    "command",
    [name if name in ("playbook", "menu import") else pytest.param(name, marks=pytest.mark.slow) for name in WRITERS],
)
def test_a_full_disk_is_reported_in_one_line_and_nothing_changes(project: Path, command: str) -> None:
    (project / "ideas.csv").write_text("Title,Problem\nShorter queues,People wait\n")
    shutil.rmtree(project / ".cache", ignore_errors=True)
    before = tree(project)
    process = start(project, *WRITERS[command], limit=full)
    _, stderr = process.communicate(timeout=120)

    assert process.returncode == 1, stderr
    assert stderr.startswith("error[system]: File too large: "), stderr
    assert len(stderr.strip().split("\n")) == 1
    # The cache may be lost on a full disk; the next build makes it again.
    shutil.rmtree(project / ".cache", ignore_errors=True)
    assert tree(project) == before
    assert left_over(project) == []


@pytest.mark.slow
def test_a_release_on_a_full_disk_is_reported_in_one_line(tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    gitting.done(gitting.release(folder, "2026.1", "--latest"))
    process = start(folder, "release", "export", "public", limit=full)
    _, stderr = process.communicate(timeout=120)

    assert (process.returncode, stderr.count("\n")) == (1, 1)
    assert stderr.startswith("error[system]: File too large: "), stderr
    assert not (folder / "public").exists()
    assert left_over(folder) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A tiny disk; the test is skipped if it cannot be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("disks cannot be mounted here; the tests with a limit on the size of files cover this")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def assert_one_line_of_a_full_disk(result: subprocess.CompletedProcess[str], disk: Path) -> None:
    """The fault is one line, and nothing is left on the disk."""
    assert result.returncode == 1
    assert result.stderr == "error[system]: No space left on device: " + result.stderr.rpartition(": ")[2]
    assert list(disk.iterdir()) == []


def test_a_disk_that_fills_up_is_reported_in_one_line(finished: Path, small_disk: Path) -> None:
    for arguments in (["build", "--site"], ["export"], ["release", "offline"]):
        assert_one_line_of_a_full_disk(run(*arguments, str(small_disk / "out"), folder=finished), small_disk)


@pytest.mark.slow
def test_a_disk_that_fills_up_during_a_release_is_reported_in_one_line(small_disk: Path, tmp_path: Path) -> None:
    folder = gitting.repository(tmp_path / "project")
    gitting.done(gitting.release(folder, "2026.1", "--latest"))
    for arguments in (["export"], ["rebuild", "--into"]):
        result = run("release", *arguments, str(small_disk / "out"), folder=folder, **gitting.WHO)
        assert_one_line_of_a_full_disk(result, small_disk)


@pytest.mark.slow
def test_a_read_only_disk_is_reported_in_one_line(finished: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for arguments in (
        ["build", "--site"],
        ["export"],
        ["release", "offline"],
        ["menu", "import", "ideas.csv", "--into"],
    ):
        (finished / "ideas.csv").write_text("Title,Problem\nShorter queues,People wait\n")
        result = run(*arguments, str(small_disk / "out"), folder=finished)
        assert (result.returncode, result.stderr) == (1, "error[system]: Read-only file system: out\n")


@pytest.fixture
def locked_project(tmp_path: Path) -> Iterator[Path]:
    """The small project in read-only folders."""
    folder = small.write(tmp_path / "locked")
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    yield folder
    for path in folders:
        path.chmod(0o755)


def bound_by_permissions() -> None:
    """Make permissions apply to an administrator too."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


@pytest.mark.slow
def test_a_project_that_cannot_be_written_is_built_elsewhere(
    finished: Path, locked_project: Path, tmp_path: Path
) -> None:
    site, books = tmp_path / "site", tmp_path / "books"
    results = {}
    for arguments in (BUILD, [*BUILD, "--site", str(site)], [*PLAYBOOKS, "--output", str(books)]):
        process = start(locked_project, *arguments, limit=bound_by_permissions)
        _, stderr = process.communicate(timeout=300)
        results[arguments[-1]] = (process.returncode, stderr)

    assert results == {
        "build": (1, "error[system]: Permission denied: site\n"),
        str(site): (0, ""),
        str(books): (0, ""),
    }
    assert tree(site) == tree(finished / "site")
    assert tree(books) == tree(finished / "dist/playbooks")


@pytest.mark.slow
def test_two_builds_and_two_playbooks_at_once_do_not_mix(project: Path) -> None:
    change(project)
    running = [start(project, *arguments) for arguments in (BUILD, BUILD, PLAYBOOKS, PLAYBOOKS)]
    for process in running:
        _, stderr = process.communicate(timeout=300)
        assert process.returncode == 0, stderr
    alone = Path(shutil.copytree(project, project.with_name("alone")))
    for arguments in (BUILD, PLAYBOOKS):
        assert run(*arguments, folder=alone).returncode == 0
    assert tree(project / "site") == tree(alone / "site")
    assert tree(project / "dist") == tree(alone / "dist")
    assert left_over(project) == []


def test_two_imports_at_once_lose_nothing(project: Path) -> None:
    for name in ("one", "two"):
        rows = "".join(f"Idea {number},{name} of it\n" for number in range(6))
        (project / f"{name}.csv").write_text(f"Title,Problem\n{rows}")
    running = [start(project, "menu", "import", f"{name}.csv", "--into", "ideas") for name in ("one", "two")]
    outputs = [process.communicate(timeout=120) for process in running]

    assert all("Traceback" not in stderr for _, stderr in outputs)
    texts = [path.read_text(encoding="utf-8") for path in sorted((project / "ideas").iterdir())]
    assert len(texts) == 6
    assert all(text.count("title:") == 1 and text.endswith("\n") for text in texts)


@pytest.mark.slow
def test_the_settings_of_the_machine_make_no_difference(finished: Path, tmp_path: Path) -> None:
    folder = small.write(tmp_path / "Gŵyl y gwanwyn" / "y prosiect")
    read_only = {"HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    environment = {**read_only, "PYTHONUTF8": "0", "PYTHONHASHSEED": "7", "LANG": "C"}
    for arguments in (BUILD, PLAYBOOKS):
        result = command.run(*arguments, folder=folder / "content" / "guidance", **environment)
        assert result.returncode == 0, result.stderr
    assert tree(folder / "site") == tree(finished / "site")
    assert tree(folder / "dist") == tree(finished / "dist")


@pytest.mark.slow
@pytest.mark.parametrize("day", ["1999-12-31T23:59:58", "2041-02-03T04:05:06"])
def test_a_wrong_clock_makes_no_difference(
    finished: Path, tmp_path: Path, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder = small.write(tmp_path / "project")
    for path in folder.rglob("*"):
        os.utime(path, (2**31, 2**31) if day < "2000" else (0, 0))
    for arguments in (BUILD, PLAYBOOKS):
        moved = (
            f"import sys, time_machine; time_machine.travel('{day}').start(); from generator.cli import main; "
            f"sys.argv = ['paired-learning', *{arguments!r}]; main()"
        )
        result = command.run_python(moved, folder=folder)
        assert result.returncode == 0, result.stderr
    assert tree(folder / "site") == tree(finished / "site")
    assert tree(folder / "dist") == tree(finished / "dist")


@pytest.mark.parametrize("day", ["1999-12-31", pytest.param("2101-01-01", marks=pytest.mark.slow)])
def test_a_clock_that_no_plan_can_have_is_reported_in_one_line(tmp_path: Path, day: str) -> None:
    folder = small.write(tmp_path / "project")
    late = (
        f"import sys, time_machine; time_machine.travel('{day}T12:00:00').start(); from generator.cli import main; "
        "sys.argv = ['paired-learning', 'playbook', '--all']; main()"
    )
    result = command.run_python(late, folder=folder)
    assert result.returncode == 2
    assert result.stderr == (
        f"paired-learning: the clock of this computer says {day}; "
        "give the right day with `--today`, such as `--today 2026-12-01`\n"
    )


@pytest.mark.slow
def test_windows_line_ends_make_no_difference(finished: Path, tmp_path: Path) -> None:
    files = {path: raw.replace(b"\n", b"\r\n") for path, raw in small.files().items()}
    folder = small.write(tmp_path / "project", files)
    result = run("build", "--project", str(folder), folder=tmp_path)

    assert result.returncode == 0, result.stderr
    assert tree(folder / "site") == tree(finished / "site")


def test_a_pipe_or_a_link_in_the_content_is_a_fault_and_is_not_read(project: Path) -> None:
    os.mkfifo(project / "projects_menu" / "pipe.yml")
    (project / "content" / "guidance" / "link.yml").symlink_to("/etc/passwd")
    deep = project / "content" / "/".join("d" * 40)
    deep.mkdir(parents=True)
    result = run("check", folder=project)

    assert result.returncode == 1
    for code in ("not-a-file", "symbolic-link", "too-deep"):
        assert f"error[{code}]" in result.stderr


def test_content_that_is_a_link_is_a_fault(project: Path, tmp_path: Path) -> None:
    (project / "projects_menu").rename(tmp_path / "elsewhere")
    (project / "projects_menu").symlink_to(tmp_path / "elsewhere")
    result = run("build", folder=project)

    assert result.returncode == 1
    assert "error[symbolic-link]" in result.stderr


@pytest.mark.slow
def test_ten_thousand_projects_are_checked_and_the_one_fault_among_them_is_found(project: Path) -> None:
    text = (project / gitting.PROJECT).read_text(encoding="utf-8")
    for number in range(10_000):
        other = text.replace("title: Sooner home", f"title: Sooner home {number}")
        (project / "projects_menu" / f"copy-{number}.yml").write_text(other, encoding="utf-8")
    assert run("check", folder=project).returncode == 0
    gitting.edit(project, "projects_menu/copy-7321.yml", "title: Sooner home 7321", "titel: Sooner home 7321")
    result = run("check", folder=project)

    assert result.returncode == 1
    assert "projects_menu/copy-7321.yml:" in result.stderr
    assert result.stderr.count("error[") == 2


def test_five_megabytes_in_one_file_are_a_fault(project: Path) -> None:
    with (project / gitting.PROJECT).open("a") as file:
        file.write(f"more: {'word ' * 1_000_000}\n")
    result = run("check", folder=project)

    assert result.returncode == 1
    assert "error[file-too-large]" in result.stderr
    assert f"{gitting.PROJECT}:1:1" in result.stderr
