"""A folder is brought up to date by writing what changed and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish.kept_folder import File, KeptFolder, as_it_is


def contents(folder: Path) -> dict[str, bytes]:
    """Files of a folder by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def never() -> bytes:
    raise AssertionError("a file that has not changed was made")


def test_only_what_changed_is_made_and_written(tmp_path: Path) -> None:
    kept = KeptFolder(tmp_path)
    assert kept.bring([File("a.html", 1, lambda: b"a"), File("b/c.html", 1, lambda: b"c")]) == {"a.html", "b/c.html"}
    before = (tmp_path / "a.html").stat().st_ino

    assert kept.bring([File("a.html", 1, never), File("b/c.html", 2, lambda: b"C")]) == {"b/c.html"}
    assert contents(tmp_path) == {"a.html": b"a", "b/c.html": b"C"}
    assert (tmp_path / "a.html").stat().st_ino == before


def test_what_is_gone_is_deleted_with_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    kept = KeptFolder(tmp_path)
    kept.bring([as_it_is("a/b/c.css", b"c"), as_it_is("a/d.css", b"d"), as_it_is("e/f/g.css", b"g")])

    assert kept.bring([as_it_is("a/d.css", b"d")]) == {"a/b/c.css", "e/f/g.css"}
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["a", "a/d.css"]


def test_whoever_reads_a_file_while_it_changes_has_the_old_one_or_the_new_one_whole(tmp_path: Path) -> None:
    kept = KeptFolder(tmp_path)
    kept.bring([as_it_is("a.html", b"old")])
    with (tmp_path / "a.html").open("rb") as reader:
        kept.bring([as_it_is("a.html", b"newer")])
        assert reader.read() == b"old"
    assert contents(tmp_path) == {"a.html": b"newer"}


def test_a_file_that_cannot_be_made_leaves_the_rest_as_it_was_and_the_next_time_mends_it(tmp_path: Path) -> None:
    kept = KeptFolder(tmp_path)
    kept.bring([File(name, 1, lambda: b"old") for name in "abc"])

    def broken() -> bytes:
        raise LookupError

    with pytest.raises(LookupError):
        kept.bring([File("a", 2, lambda: b"new"), File("b", 2, broken), File("c", 2, lambda: b"new")])
    assert contents(tmp_path) == {"a": b"new", "b": b"old", "c": b"old"}
    assert kept.bring([File("a", 2, never), File("b", 2, lambda: b"new"), File("c", 1, never)]) == {"b"}


def test_a_file_from_a_disk_is_written_again_when_it_changes_there(tmp_path: Path) -> None:
    source = tmp_path / "source.bin"
    source.write_bytes(b"one")
    kept = KeptFolder(tmp_path / "site")
    kept.bring([as_it_is("shared.bin", source)])
    assert kept.bring([as_it_is("shared.bin", source)]) == set()

    source.write_bytes(b"another")
    assert kept.bring([as_it_is("shared.bin", source)]) == {"shared.bin"}
    assert contents(tmp_path / "site") == {"shared.bin": b"another"}


def test_single_files_are_written_without_the_rest(tmp_path: Path) -> None:
    kept = KeptFolder(tmp_path)
    kept.bring([File(name, 1, lambda: b"old") for name in "abc"])

    assert kept.write([File("a", 2, lambda: b"new"), File("b", 1, never)]) == {"a"}
    assert contents(tmp_path) == {"a": b"new", "b": b"old", "c": b"old"}
    assert kept.bring([File("a", 2, never), File("b", 1, never)]) == {"c"}
