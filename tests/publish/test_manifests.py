"""Whether the files of a site, a playbook or a tree of releases have changed since they were written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model.diagnostics import InputFault
from generator.publish.manifests import verify, write_manifest
from generator.publish.staged import write_files
from generator.publish.versions import BuiltRelease, whole_tree
from generator.writers.bundle import archive
from generator.writers.manifest import PLAYBOOK_MANIFEST, manifest
from tests.command import run

FILES = {"index.html": b"home", "data/menu.json": b"{}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files and their manifest."""
    write_files(tmp_path / "site", FILES.items())
    write_manifest(tmp_path / "site", {"release": "2026.1"})
    return tmp_path / "site"


def codes(folder: Path) -> list[tuple[str, str]]:
    """Kind of fault and file, in order."""
    return sorted(
        (fault.code, fault.place.file.removeprefix("there/"))
        for each in verify(folder, "there")
        for fault in each.faults
    )


def test_files_that_nobody_changed(folder: Path) -> None:
    (verified,) = verify(folder, "there")

    assert (verified.files, verified.faults) == (2, ())


def test_every_change_is_reported_at_once(folder: Path) -> None:
    (folder / "index.html").write_bytes(b"hame")
    (folder / "data/menu.json").unlink()
    (folder / "data/more.json").write_bytes(b"{}")

    assert codes(folder) == [
        ("changed-file", "index.html"),
        ("extra-file", "data/more.json"),
        ("missing-file", "data/menu.json"),
    ]


def test_a_file_that_was_replaced_by_a_link_has_changed(folder: Path) -> None:
    (folder / "index.html").rename(folder.parent / "elsewhere.html")
    (folder / "index.html").symlink_to(folder.parent / "elsewhere.html")

    assert codes(folder) == [("changed-file", "index.html")]


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"files": 5}', b'{"files": {"a": 1}}', b"\xff"])
def test_an_unreadable_manifest_is_one_fault(folder: Path, raw: bytes) -> None:
    (folder / "manifest.json").write_bytes(raw)
    with pytest.raises(InputFault) as raised:
        verify(folder, "there")

    assert [fault.code for fault in raised.value.diagnostics] == ["bad-manifest"]


def test_each_release_of_a_tree_has_its_own_manifest(tmp_path: Path) -> None:
    releases = [BuiltRelease(id, "c" * 40, FILES) for id in ("2026.1", "2026.2")]
    write_files(tmp_path / "tree", whole_tree(releases, "2026.2", "Paired Learning"))

    assert [each.folder.name for each in verify(tmp_path / "tree", "there")] == ["2026.1", "2026.2", "latest"]
    (tmp_path / "tree/latest/index.html").write_bytes(b"hame")
    assert codes(tmp_path / "tree") == [("changed-file", "latest/index.html")]


def test_the_manifest_of_a_playbook_is_in_a_folder_of_its_own(tmp_path: Path) -> None:
    playbook = tmp_path / "westbrook"
    write_files(playbook, [*FILES.items(), (PLAYBOOK_MANIFEST, manifest({"trust": "westbrook"}, FILES))])

    for named in (playbook, tmp_path, playbook / "For the tool"):
        (verified,) = verify(named, "there")
        assert (verified.files, verified.faults) == (2, ())
    (playbook / "index.html").write_bytes(b"hame")
    assert codes(playbook) == [("changed-file", "index.html")]
    (playbook / PLAYBOOK_MANIFEST).write_bytes(b"{}")
    with pytest.raises(InputFault) as raised:
        verify(playbook, "there")
    assert raised.value.diagnostics[0].place.file == "there/For the tool/manifest.json"


def old_playbook(folder: Path) -> bytes:
    """An archive as releases up to 2026.4 wrote it: it holds the folder's manifest, which does not list it."""
    return archive(FILES | {"manifest.json": (folder / "manifest.json").read_bytes()}, "playbook")


def test_an_archive_that_no_manifest_listed_yet_belongs_to_the_folder(folder: Path) -> None:
    (folder / "playbook.zip").write_bytes(old_playbook(folder))
    assert codes(folder) == []

    with zipfile.ZipFile(folder / "playbook.zip", "w") as target:
        target.writestr("playbook/manifest.json", "{}")
    assert codes(folder) == [("extra-file", "playbook.zip")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_damaged_archive_is_no_error_wherever_the_damage_is(folder: Path, place: int, byte: int) -> None:
    whole = bytearray(old_playbook(folder))
    whole[place % len(whole)] = byte
    (folder / "playbook.zip").write_bytes(bytes(whole))

    assert codes(folder) in ([], [("extra-file", "playbook.zip")])


def test_the_command_exits_with_1_if_a_file_has_changed(folder: Path) -> None:
    assert run("verify", str(folder)).stdout.endswith("2 files, all as they were written\n")

    (folder / "index.html").write_bytes(b"hame")
    result = run("verify", str(folder))
    assert (result.returncode, result.stdout) == (1, "")
    assert "error[changed-file]: the file was changed after it was written" in result.stderr
    assert run("verify", str(folder / "data")).returncode == 1
