"""The cache between builds: never trusted, never in the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.publish.build_cache import Shelf, cached, cached_in_turn
from generator.site.site_downloads import CHARTERS
from tests import small
from tests.command import run

FILES = {"b.txt": b"two\nlines\n", "a/c.bin": bytes(range(256)), "empty": b""}


class Maker:
    """Makes the files, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Mapping[str, bytes]:
        self.times += 1
        return FILES


def test_files_are_made_once(tmp_path: Path) -> None:
    make = Maker()

    assert [cached(tmp_path, {"key": make}) for _ in range(3)] == [FILES] * 3
    assert make.times == 1


def test_cached_files_come_in_the_same_order_as_new_ones(tmp_path: Path) -> None:
    orders = [list(cached(tmp_path, {"key": Maker()})) for _ in range(2)]

    assert orders == [["a/c.bin", "b.txt", "empty"]] * 2


@pytest.mark.parametrize(
    "damage",
    [lambda raw: raw[:-1], lambda raw: raw[:0], lambda raw: raw.replace(b"two", b"TWO"), lambda raw: raw + b"x"],
    ids=["truncated", "empty", "edited", "longer"],
)
def test_an_entry_that_is_not_as_it_was_written_is_made_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    make = Maker()
    cached(tmp_path, {"key": make})
    entry = tmp_path / "key"
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))

    assert cached(tmp_path, {"key": make}) == FILES
    assert (make.times, entry.read_bytes()) == (2, whole)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_no_damage_of_one_byte_is_ever_published(tmp_path: Path, place: int, byte: int) -> None:
    cached(tmp_path, {"key": Maker()})
    raw = bytearray((tmp_path / "key").read_bytes())
    raw[place % len(raw)] = byte
    (tmp_path / "key").write_bytes(bytes(raw))

    assert cached(tmp_path, {"key": Maker()}) == FILES


def test_entries_that_nobody_asks_for_are_deleted(tmp_path: Path) -> None:
    (tmp_path / "folder of an earlier version").mkdir()
    cached(tmp_path, {"old": Maker()})
    cached(tmp_path, {"new": Maker()})

    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder would be")

    assert cached(tmp_path / "cache", {"key": Maker()}) == FILES


def test_an_edited_cache_is_not_published(tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    assert run("build", folder=project).returncode == 0
    charter = next((project / "site").rglob("charter.pdf"))
    whole = charter.read_bytes()
    for path in (project / ".cache").rglob("*"):
        if path.is_file():
            os.truncate(path, path.stat().st_size - 100)

    assert any((project / CHARTERS).iterdir())
    assert run("build", folder=project).returncode == 0
    assert charter.read_bytes() == whole


def test_an_entry_of_a_shelf_stays_until_it_is_replaced(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    assert shelf.read("page") is None
    shelf.write("page", {"html": b"one", "words": b"\x00"})
    shelf.write("other", {"html": b"two"})
    assert shelf.read("page") == {"html": b"one", "words": b"\x00"}
    shelf.write("page", {"html": b"three"})
    assert Shelf(tmp_path / "shelf").read("page") == {"html": b"three"}

    shelf.keep({"page", "never"})
    assert [path.name for path in (tmp_path / "shelf").iterdir()] == ["page"]


def test_an_entry_that_was_cut_off_or_edited_is_none(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.write("page", {"html": b"one"})
    raw = (tmp_path / "page").read_bytes()
    for damaged in (raw[:-1], raw.replace(b"one", b"two"), b""):
        (tmp_path / "page").write_bytes(damaged)
        assert shelf.read("page") is None


def test_a_shelf_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_bytes(b"a file")
    shelf = Shelf(tmp_path / "shelf")
    shelf.write("page", {"html": b"one"})
    shelf.keep({"page"})
    assert shelf.read("page") is None


def test_each_entry_is_written_before_the_next_maker_is_asked_for(tmp_path: Path) -> None:
    kept = []

    def makers() -> Iterator[tuple[str, Maker]]:
        for key in ("first", "second"):
            kept.append([path.name for path in tmp_path.glob("[!.]*")])
            yield key, Maker()

    assert cached_in_turn(tmp_path, makers()) == FILES
    assert kept == [[], ["first"]]
