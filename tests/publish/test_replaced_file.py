"""A planner's own file is replaced in one step, and what was in it before stays beside it."""

from __future__ import annotations

import datetime
import os
import signal
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from generator.model.diagnostics import InputFault
from generator.publish import whole_file
from generator.publish.whole_file import replace_file

NOW = datetime.datetime(2026, 11, 28, 17, 30, 59, tzinfo=datetime.UTC)
MOMENTS = 25


def replace(path: Path, text: str, read: str = "old") -> str:
    """Replace a file by a text; the name of the old version."""
    return replace_file(path, text.encode(), read=read.encode(), now=NOW, shown=f"typed/{path.name}").name


def refusal(path: Path, read: str = "old") -> tuple[str, str | None]:
    """Why a file is not replaced: the kind of fault, and the advice."""
    with pytest.raises(InputFault) as caught:
        replace(path, "new", read)
    (fault,) = caught.value.diagnostics
    assert fault.place.file == "typed/westshire.xlsx"
    return fault.code, fault.help


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "scheme" / "westshire.xlsx"
    path.parent.mkdir()
    path.write_text("old")
    return path


def test_the_old_version_stays_beside_the_new_one(file: Path) -> None:
    assert replace(file, "new") == "westshire (before 2026-11-28 17.30).xlsx"
    assert texts(file.parent) == {"westshire.xlsx": "new", "westshire (before 2026-11-28 17.30).xlsx": "old"}


def test_a_second_version_within_the_minute_gets_another_name(file: Path) -> None:
    replace(file, "new")

    assert replace(file, "newer", read="new") == "westshire (before 2026-11-28 17.30, 2).xlsx"
    assert texts(file.parent) == {
        "westshire.xlsx": "newer",
        "westshire (before 2026-11-28 17.30).xlsx": "old",
        "westshire (before 2026-11-28 17.30, 2).xlsx": "new",
    }


@pytest.mark.parametrize("lock", ["~$westshire.xlsx", ".~lock.westshire.xlsx#"])
def test_a_file_that_is_open_in_a_spreadsheet_program_is_left_alone(file: Path, lock: str) -> None:
    (file.parent / lock).touch()

    advice = f"close it and run the command again; if nobody has it open, delete `{lock}` beside it"
    assert refusal(file) == ("file-open", advice)
    assert texts(file.parent) == {"westshire.xlsx": "old", lock: ""}


def test_a_file_that_was_saved_again_is_left_alone(file: Path) -> None:
    assert refusal(file, read="older") == ("file-changed", "run the command again")
    assert texts(file.parent) == {"westshire.xlsx": "old"}


def test_a_file_marked_as_read_only_is_left_alone(file: Path) -> None:
    file.chmod(0o444)

    assert refusal(file) == ("read-only", "allow changes to it, or work on a copy")
    assert texts(file.parent) == {"westshire.xlsx": "old"}


@pytest.mark.parametrize("step", ["link", "replace", "touch"])
def test_a_folder_in_which_nothing_may_be_written_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    if step == "link":
        monkeypatch.setattr(os, "link", refused)
        monkeypatch.setattr(whole_file.shutil, "copy2", refused)
    else:
        monkeypatch.setattr(Path, step, refused)

    assert refusal(file)[0] == "not-writable"
    assert texts(file.parent) == {"westshire.xlsx": "old"}


def test_a_link_stays_and_the_file_that_it_points_to_is_replaced(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(file)

    assert replace(link, "new") == "westshire (before 2026-11-28 17.30).xlsx"
    assert link.is_symlink()
    assert texts(file.parent) == {"westshire.xlsx": "new", "westshire (before 2026-11-28 17.30).xlsx": "old"}


def test_a_file_that_only_its_owner_may_read_stays_so(file: Path) -> None:
    file.chmod(0o600)
    replace(file, "new")

    assert {stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()} == {0o600}


def test_a_file_system_without_hard_links_gets_a_copy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refused)
    replace(file, "new")
    replace(file, "newer", read="new")

    assert sorted(texts(file.parent).values()) == ["new", "newer", "old"]


def test_a_process_killed_at_any_moment_leaves_the_old_or_the_new_version(file: Path) -> None:
    steps = _steps(lambda: replace(file, "new"))
    assert steps > MOMENTS
    for moment in range(MOMENTS):
        for path in file.parent.iterdir():
            path.unlink()
        file.write_text("old")
        _killed(lambda: replace(file, "new"), at=1 + moment * steps // MOMENTS)

        assert file.read_text() in ("old", "new")
        assert "old" in texts(file.parent).values()
        assert replace(file, "newer", read=file.read_text())
        assert "old" in texts(file.parent).values()
        assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def _steps(work: Callable[[], object]) -> int:
    """How many lines of Python a call runs."""
    lines = 0

    def count(_frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(None)
    return lines


def _killed(work: Callable[[], object], at: int) -> None:
    """Call a function in a process that is killed before it runs the line of a number."""
    process = os.fork()
    if process == 0:
        lines = 0

        def kill(_frame: FrameType, event: str, _value: Any) -> Any:
            nonlocal lines
            lines += event == "line"
            if lines >= at:
                os.kill(os.getpid(), signal.SIGKILL)
            return kill

        sys.settrace(kill)
        work()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL
