"""Output folders are whole or untouched, and no lock or temporary folder is left behind."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.diagnostics import InputFault
from generator.publish.locks import scratch
from generator.publish.staged import MARKER, moved_into, staged, write_files
from generator.publish.whole_file import write_whole
from tests import small


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def make(target: Path, text: str) -> None:
    with staged(target) as folder:
        write_files(folder, {"a/page.html": text.encode()}.items())


def test_new_output_replaces_the_whole_folder(tmp_path: Path) -> None:
    make(tmp_path / "site", "one")
    with staged(tmp_path / "site") as folder:
        write_files(folder, {"b.html": b"two"}.items())

    assert contents(tmp_path / "site") == {"b.html": "two"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failed_build_leaves_the_old_output(tmp_path: Path) -> None:
    make(tmp_path / "site", "one")
    with pytest.raises(RuntimeError), staged(tmp_path / "site") as folder:
        write_files(folder, {"b.html": b"two"}.items())
        raise RuntimeError

    assert contents(tmp_path / "site") == {"a/page.html": "one"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_killed_build_leaves_the_old_output_and_the_next_build_cleans_up(tmp_path: Path) -> None:
    make(tmp_path / "site", "one")
    code = (
        "import sys, time; from pathlib import Path; from generator.publish.staged import staged, write_files\n"
        "with staged(Path(sys.argv[1])) as folder:\n"
        "    write_files(folder, {'b.html': b'two'}.items()); print('written', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(small.ROOT)},
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert contents(tmp_path / "site") == {"a/page.html": "one"}
    make(tmp_path / "site", "three")
    assert contents(tmp_path / "site") == {"a/page.html": "three"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_that_was_cut_off_is_undone(tmp_path: Path) -> None:
    make(tmp_path / "site", "one")
    (tmp_path / "site").rename(tmp_path / ".site.old")
    with pytest.raises(RuntimeError), staged(tmp_path / "site"):
        raise RuntimeError

    assert contents(tmp_path / "site") == {"a/page.html": "one"}


def test_a_folder_that_we_did_not_write_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")

    with pytest.raises(InputFault) as caught, staged(tmp_path):
        pass

    assert [fault.code for fault in caught.value.diagnostics] == ["foreign-files"]
    assert (tmp_path / "thesis.docx").read_text() == "mine"


@pytest.mark.parametrize(("umask", "mode"), [(0o077, 0o700), (0o022, 0o755)])
def test_folders_follow_the_users_umask(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        make(tmp_path / "site", "one")
        make(tmp_path / "site", "two")
    finally:
        os.umask(before)

    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site", tmp_path / "site/a")] == [mode, mode]


def test_no_lock_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    make(tmp_path / "site", "one")
    write_whole(tmp_path / "file.txt", b"one")
    with scratch() as folder:
        assert folder.parent == tmp_path / "temporary"

    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_lock_keeps_others_out_though_its_file_is_deleted_again_and_again(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from generator.publish.locks import locked\n"
        "counter = Path(sys.argv[1])\n"
        "for _ in range(100):\n"
        "    with locked(counter): counter.write_text(str(int(counter.read_text()) + 1))"
    )
    counter = tmp_path / "counter"
    counter.write_text("0")
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(counter)], env={**os.environ, "PYTHONPATH": str(small.ROOT)})
        for _ in range(3)
    ]

    assert [each.wait(timeout=120) for each in runs] == [0, 0, 0]
    assert counter.read_text() == "300"


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from generator.publish.staged import staged, write_files\n"
        "with staged(Path(sys.argv[1])) as folder:\n"
        "    for name in 'abcdef':\n"
        "        write_files(folder, [(name, sys.argv[2].encode())]); time.sleep(0.05)"
    )
    builds = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "site"), text],
            env={**os.environ, "PYTHONPATH": str(small.ROOT)},
        )
        for text in ("one", "two")
    ]
    assert [build.wait(timeout=60) for build in builds] == [0, 0]

    files = contents(tmp_path / "site")
    assert sorted(files) == list("abcdef")
    assert len(set(files.values())) == 1


@given(st.lists(st.sampled_from(["..", "a", "", "/etc", "."]), min_size=1, max_size=4).map("/".join))
def test_no_path_leads_out_of_the_folder(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    folder = tmp_path_factory.mktemp("staging") / "inner"
    folder.mkdir()
    with suppress(ValueError, OSError):
        write_files(folder, [(path, b"x")])
    assert [entry.name for entry in folder.parent.iterdir()] == ["inner"]


def test_files_are_moved_into_a_folder_and_others_of_it_go(tmp_path: Path) -> None:
    folder, source = tmp_path / "site", tmp_path / "built"
    write_files(folder, [("index.html", b"old"), ("gone/index.html", b"gone")])
    write_files(source, [("index.html", b"new"), ("plan/index.html", b"plan")])

    assert moved_into(folder, source) == {"index.html", "gone/index.html", "plan/index.html"}

    left = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert left == {"index.html": b"new", "plan/index.html": b"plan"}
