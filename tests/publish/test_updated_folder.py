"""An output folder is brought up to date without losing what somebody added to it or changed in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish import updated_folder
from generator.publish.staged import MARKER
from generator.publish.updated_folder import placement, update_folder
from generator.writers.manifest import NAME, entry, manifest
from tests import small


def update(folder: Path, **files: str) -> list[tuple[str, str]]:
    """Write text files, and return the warnings as kinds and paths."""
    content = {f"{name}.txt": text.encode() for name, text in files.items()}
    warnings = update_folder(folder, content | {NAME: manifest({"release": "2026.1"}, content)})
    return [(warning.code, warning.place.file) for warning in warnings]


def texts(folder: Path) -> dict[str, str]:
    """The folder's files, but for the manifest and the mark."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (NAME, MARKER)
    }


def test_files_that_nobody_changed_are_replaced_and_removed(tmp_path: Path) -> None:
    update(tmp_path / "out", plan="1", letter="1")

    assert update(tmp_path / "out", plan="2") == []
    assert texts(tmp_path / "out") == {"plan.txt": "2"}
    assert json.loads((tmp_path / "out" / NAME).read_bytes())["release"] == "2026.1"


def test_a_changed_file_stays_and_the_new_version_is_updated_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update(out, plan="1")
    (out / "plan.txt").write_text("hers")

    for text in ("2", "3"):
        assert update(out, plan=text) == [("changed-file", "plan.txt")]
        assert texts(out) == {"plan.txt": "hers", "plan (new).txt": text}


def test_a_new_version_that_was_changed_stays_too(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update(out, plan="1")
    (out / "plan.txt").write_text("hers")
    update(out, plan="2")
    (out / "plan (new).txt").write_text("hers, too")

    assert len(update(out, plan="3")) == 2
    assert texts(out) == {"plan.txt": "hers", "plan (new).txt": "hers, too", "plan (new 2).txt": "3"}


def test_a_new_version_that_took_the_place_of_the_changed_file_is_ours_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update(out, plan="1")
    (out / "plan.txt").write_text("hers")
    update(out, plan="2")
    (out / "plan (new).txt").replace(out / "plan.txt")

    assert update(out, plan="3") == []
    assert texts(out) == {"plan.txt": "3"}


def test_a_changed_file_that_is_no_longer_written_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update(out, plan="1", letter="1")
    (out / "letter.txt").write_text("signed")

    assert update(out, plan="2") == [("changed-file", "letter.txt")]
    assert texts(out) == {"plan.txt": "2", "letter.txt": "signed"}


@pytest.mark.parametrize("broken", [None, "", "{}", '{"files": []}'])
def test_files_are_not_doubled_when_the_manifest_is_lost_or_broken(tmp_path: Path, broken: str | None) -> None:
    out = tmp_path / "out"
    update(out, plan="1", letter="1", note="1")
    (out / "note.txt").write_text("hers")
    if broken is None:
        (out / NAME).unlink()
    else:
        (out / NAME).write_text(broken)

    assert update(out, plan="1", letter="1", note="1") == [("added-file", "note.txt")]
    assert texts(out) == {"plan.txt": "1", "letter.txt": "1", "note.txt": "hers", "note (new).txt": "1"}
    assert json.loads((out / NAME).read_bytes())["files"].keys() == {"plan.txt", "letter.txt", "note (new).txt"}


def test_added_files_folders_and_links_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update(out, plan="1")
    (out / "mine/empty").mkdir(parents=True)
    (out / "mine/notes.txt").write_text("notes")
    (out / "mine/link").symlink_to("notes.txt")
    (out / "copy of plan.txt").write_text("1")

    (out / "~$plan.docx").write_text("a lock of Word")

    (warning,) = update_folder(out, {"plan.txt": b"2", NAME: manifest({}, {})})
    assert warning.message == "files that were added to this folder stay: copy of plan.txt, mine/link, mine/notes.txt"
    (out / "~$plan.docx").unlink()
    assert texts(out) == {"plan.txt": "2", "mine/notes.txt": "notes", "mine/link": "notes", "copy of plan.txt": "1"}
    assert (out / "mine/empty").is_dir()
    assert (out / "mine/link").is_symlink()


def test_an_added_file_with_the_name_of_a_new_one_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update(out, plan="1")
    (out / "Letter.txt").write_text("mine")

    assert update(out, plan="1", letter="2") == [("added-file", "Letter.txt")]
    assert texts(out) == {"plan.txt": "1", "Letter.txt": "mine", "letter (new).txt": "2"}


def test_a_folder_with_the_name_of_a_new_file_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "plan.txt").mkdir(parents=True)
    (out / "plan.txt/notes.txt").write_text("mine")
    (out / MARKER).write_text("")

    assert update(out, plan="1") == [("added-file", "")]
    assert texts(out) == {"plan.txt/notes.txt": "mine", "plan (new).txt": "1"}


def test_a_file_that_is_saved_during_the_swap_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    update(out, plan="1")

    def saved_meanwhile(*_: object) -> bytes:
        fresh = tmp_path / "saved"
        fresh.write_text("hers")
        fresh.replace(out / "plan.txt")
        return b'{"files": {}}'

    with monkeypatch.context() as patch:
        patch.setattr(updated_folder, "listing", saved_meanwhile)
        assert update(out, plan="2") == [("changed-file", "plan (new).txt")]
    assert texts(out) == {"plan.txt": "2", "plan (new).txt": "hers"}


def test_a_file_system_without_hard_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refused)
    update(tmp_path / "out", plan="1")
    (tmp_path / "out/notes.txt").write_text("mine")

    update(tmp_path / "out", plan="2")
    assert texts(tmp_path / "out") == {"plan.txt": "2", "notes.txt": "mine"}


PATHS = st.sampled_from(["a", "A", "a (new)", "a (new 2)", "b", "c/a", "c/b", "A/b"])
TEXTS = st.sampled_from(["1", "2", "3"])


@given(new=st.dictionaries(PATHS, TEXTS), present=st.dictionaries(PATHS, TEXTS), listed=st.dictionaries(PATHS, TEXTS))
def test_nothing_is_lost_whatever_is_in_the_folder(
    new: dict[str, str], present: dict[str, str], listed: dict[str, str]
) -> None:
    new = {path: text for path, text in sorted(new.items()) if path != "A"}
    hashes = {path: entry(text.encode())["sha256"] for path, text in present.items()}
    entries = {path: entry(text.encode()) for path, text in listed.items()}
    placed = placement({path: str(entry(text.encode())["sha256"]) for path, text in new.items()}, hashes, entries, bool)

    written = list(placed.names.values())
    assert len({path.casefold() for path in written}) == len(written) == len(new)
    for path, text in present.items():
        assert path in placed.foreign or text in listed.values() or new.get(path) == text
        assert path not in placed.foreign or path.casefold() not in {name.casefold() for name in written}
        assert path in placed.foreign or listed.get(path) == text or path in new


UPDATE = """
import sys, time
from pathlib import Path
from generator.publish import updated_folder
from generator.writers.manifest import NAME, listing, manifest

def slow(*values):
    print("nearly done", flush=True)
    time.sleep(float(sys.argv[3]))
    return listing(*values)

updated_folder.listing = slow
content = {f"{name}.txt": sys.argv[2].encode() for name in ("plan", "letter")}
updated_folder.update_folder(Path(sys.argv[1]), content | {NAME: manifest({}, content)})
"""


def start(folder: Path, text: str, seconds: float) -> subprocess.Popen[str]:
    """Update a folder in a process that waits before its last step."""
    return subprocess.Popen(
        [sys.executable, "-c", UPDATE, str(folder), text, str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(small.ROOT)},
    )


def test_a_killed_update_leaves_everything_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update(out, plan="1", letter="1")
    (out / "letter.txt").write_text("signed")
    (out / "notes.txt").write_text("mine")
    process = start(out, "2", 60)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.wait()

    assert texts(out) == {"plan.txt": "1", "letter.txt": "signed", "notes.txt": "mine"}
    update(out, plan="3", letter="3")
    assert texts(out) == {"plan.txt": "3", "letter.txt": "signed", "letter (new).txt": "3", "notes.txt": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_two_updates_at_once_lose_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update(out, plan="1", letter="1")
    (out / "letter.txt").write_text("signed")
    runs = [start(out, text, 0.2) for text in ("2", "3")]
    assert [(each.communicate(timeout=120), each.returncode)[1] for each in runs] == [0, 0]

    files = texts(out)
    assert files["letter.txt"] == "signed"
    assert files["plan.txt"] == files["letter (new).txt"]
    assert files["plan.txt"] in ("2", "3")
