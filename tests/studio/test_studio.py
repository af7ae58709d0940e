"""The studio gives the bytes that the command line writes, without a disk: from bytes to bytes."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from generator.model.diagnostics import InputFault
from generator.sources.layout import profile_of
from generator.sources.load import load
from generator.studio.converted import exported
from generator.studio.forgotten import forgotten
from generator.studio.merged import merged
from generator.studio.opened import Opened, checking, opened
from generator.studio.updated import new, updated
from generator.writers.new_profile import NewProfile, write
from tests import small
from tests.command import run
from tests.scheme_cells import Planner

TODAY = datetime.date(2026, 11, 28)
NAME = "westshire.xlsx"
CHECK = checking(small.files())


@pytest.fixture(scope="module")
def raw() -> bytes:
    """A new workbook."""
    profile = NewProfile("Westshire", "Westshire", start=datetime.date(2027, 9, 15), groups=2)
    return new(load(small.files() | {profile_of("westshire"): write(profile).encode()}).require(), "westshire", TODAY)


def typed(raw: bytes, folder: Path, *people: str) -> bytes:
    """The workbook with people in it, saved by another program."""
    file = folder / NAME
    file.write_bytes(raw)
    with Planner(file) as planner:
        planner.choose("records.keep_until", datetime.date(2029, 1, 31))
        for person in people:
            planner.add("People", Name=person)
    return file.read_bytes()


def names(workbook: Opened) -> list[str]:
    return [person.name for person in workbook.library.trusts["westshire"].records.people]


def test_an_update_gives_the_bytes_of_the_command(raw: bytes, tmp_path: Path) -> None:
    project = small.write(tmp_path / "project")
    hers = typed(raw, tmp_path, "Ada Mine")
    assert run("scheme", "update", str(tmp_path / NAME), "--today", str(TODAY), folder=project).returncode == 0

    result = updated(opened(hers, NAME, CHECK), TODAY)
    assert result.raw == (tmp_path / NAME).read_bytes()
    assert (result.changes, result.uncarried) == ((), ())


@pytest.mark.slow
def test_an_update_of_an_update_gives_the_same_bytes(raw: bytes, tmp_path: Path) -> None:
    first = updated(opened(typed(raw, tmp_path, "Ada Mine"), NAME, CHECK), TODAY).raw

    assert updated(opened(first, NAME, CHECK), TODAY).raw == first


def test_a_person_is_taken_out(raw: bytes, tmp_path: Path) -> None:
    result = forgotten(opened(typed(raw, tmp_path, "Ada Mine", "Bo Theirs"), NAME, CHECK), "Ada Mine", TODAY)

    assert names(opened(result.raw, NAME, CHECK)) == ["Bo Theirs"]
    assert [each.sheet for each in result.removed] == ["People"]


def test_nobody_of_that_name_is_a_fault_of_the_workbook(raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputFault) as caught:
        forgotten(opened(typed(raw, tmp_path, "Ada Mine"), NAME, CHECK), "Bo Theirs", TODAY)

    assert {fault.place.file for fault in caught.value.diagnostics} == {NAME}


@pytest.mark.slow
def test_two_copies_are_merged(raw: bytes, tmp_path: Path) -> None:
    mine, theirs = (typed(raw, tmp_path, person) for person in ("Ada Mine", "Bo Theirs"))
    result = merged((raw, "base.xlsx"), (mine, "mine.xlsx"), (theirs, "theirs.xlsx"), CHECK, TODAY)

    assert sorted(names(opened(result.raw, NAME, CHECK))) == ["Ada Mine", "Bo Theirs"]
    assert result.conflicts == ()


def test_workbooks_of_two_trusts_are_not_merged(raw: bytes) -> None:
    profile = NewProfile("Eastshire", "Eastshire", start=datetime.date(2027, 9, 15), groups=2)
    library = load(small.files() | {profile_of("eastshire"): write(profile).encode()}).require()
    with pytest.raises(InputFault) as caught:
        merged(None, (raw, "mine.xlsx"), (new(library, "eastshire", TODAY), "theirs.xlsx"), CHECK, TODAY)

    assert [(fault.code, fault.place.file) for fault in caught.value.diagnostics] == [("other-scheme", "theirs.xlsx")]


def test_an_export_reads_back_as_the_same_scheme(raw: bytes, tmp_path: Path) -> None:
    workbook = opened(typed(raw, tmp_path, "Ada Mine"), NAME, CHECK)
    files = {f"content/trusts/westshire/{name}": text for name, text in exported(workbook).items()}
    again = load(small.files() | files).require().trusts["westshire"]

    whole = workbook.library.trusts["westshire"]
    assert again.records == whole.records
    assert again.profile.fingerprint == whole.profile.fingerprint
