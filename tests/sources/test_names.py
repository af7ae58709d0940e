"""Names of files that are invalid or ambiguous on some system. They exist only here: no clone may contain them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.base import is_device, is_slug
from generator.model.diagnostics import InputFault, Severity
from generator.model.ids import id_from
from generator.model.library import KIND, KINDS, LINKS, Kind
from generator.site import addresses
from generator.sources.load import load
from generator.sources.tree import read_project
from tests import small

PROJECT = small.files()["projects_menu/discharge.yml"]
PROFILE = small.files()["content/trusts/westbrook/profile.yml"]
COMPOSED = "projects_menu/café.yml"


def codes(*paths: str) -> list[tuple[str, str]]:
    """File and code of each diagnostic when these files are added to the small project."""
    added = {path: PROFILE if "/trusts/" in path else PROJECT for path in paths}
    return [(fault.place.file, fault.code) for fault in load(small.files() | added).diagnostics]


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_no_file_has_a_name_that_windows_reserves(name: str) -> None:
    assert codes(f"projects_menu/{name}.yml") == [(f"projects_menu/{name}.yml", "device-name")]
    assert codes(f"content/trusts/{name}/profile.yml") == [(f"content/trusts/{name}/profile.yml", "device-name")]


def test_names_that_differ_only_in_case_or_normal_form_are_each_reported() -> None:
    decomposed = unicodedata.normalize("NFD", COMPOSED)
    assert decomposed != COMPOSED
    assert codes(COMPOSED, decomposed) == [(decomposed, "bad-id"), (COMPOSED, "bad-id")]
    assert codes("projects_menu/Discharge.yml") == [("projects_menu/Discharge.yml", "bad-id")]


@pytest.mark.parametrize(
    "name", ["a" * 300, "a" * 61, "a.b", ".", "..", "a b", "a\nb", "a\n", "-a", "a--b", "\u202ea", "a\udcff", "ä", "A"]
)
def test_no_file_has_a_name_that_is_not_an_id(name: str) -> None:
    assert codes(f"projects_menu/{name}.yml") == [(f"projects_menu/{name}.yml", "bad-id")]


@pytest.mark.parametrize(
    "path",
    ["projects_menu/../secret.yml", "projects_menu/a/b.yml", "content/notes.txt", "content/fakeREADME.md",
     "content/\udcff/README.md", "content/trusts/westbrook/Template.docx", "content/trusts/westbrook/other.docx",
     "content/trusts/westbrook/logo.PNG", "projects_menu/discharge.yaml", "projects_menu/discharge.yml.bak"],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_reported(path: str) -> None:
    assert codes(path) == [(path, "unexpected-file")]


@pytest.mark.parametrize("path", ["content/notes.txt", "content/menu.html", "content/letters/invitation.docx"])
def test_only_a_yaml_file_is_taken_for_a_misplaced_one(path: str) -> None:
    (fault,) = load(small.files() | {path: b"x"}).diagnostics

    assert fault.help == "move it out of the content folders"


@pytest.mark.parametrize("name", ["template.docx", "template.pptx", "logo.png", "profile.yml"])
def test_a_folder_with_the_name_of_a_file_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "projects_menu").mkdir()
    (tmp_path / "content/trusts/eastbrook" / name).mkdir(parents=True)

    with pytest.raises(InputFault) as caught:
        read_project(tmp_path)

    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.place.file) == ("not-a-file", f"content/trusts/eastbrook/{name}")


def test_a_planner_may_keep_files_of_their_own_in_a_trusts_folder_or_beside_it() -> None:
    own = {f"content/trusts/westbrook/{name}": b"Ring Sam." for name in ("list.xlsx", "minutes.pdf")}
    own["content/trusts/notes.txt"] = b"Ring Sam."
    loaded = load(small.files() | own)

    assert loaded.library is not None
    assert [(warning.place.file, warning.severity) for warning in loaded.diagnostics] == [
        (path, Severity.WARNING) for path in sorted(own)
    ]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "*" in kind.file and KIND[kind.shared or kind.name].page])
def test_no_noun_takes_the_address_of_a_list(kind: Kind) -> None:
    listed = KIND[kind.shared or kind.name]
    for id in ("index", *listed.reserved):
        path = kind.file.replace("<trust>", "westbrook").replace("*", id)
        assert codes(path) == [(path, "reserved-id")]


def test_every_page_in_the_folder_of_a_kind_is_reserved() -> None:
    pages = {value for value in vars(addresses).values() if isinstance(value, str) and value.endswith(".md")}
    for kind in LINKS.values():
        folder = kind.page.partition("*")[0]
        ids = {page.removeprefix(folder).removesuffix(".md") for page in pages if page.startswith(folder)}
        assert {id for id in ids if "/" not in id} <= {"index", *kind.reserved}, kind.name


def test_an_import_gives_a_project_another_id_than_index() -> None:
    assert id_from("Index") == "index-project"
    assert id_from("Indices") == "indices"


def test_notes_for_authors_are_not_content() -> None:
    assert codes("content/README.md", "projects_menu/README.md", "content/trusts/westbrook/README.md") == []


@given(st.text(max_size=70))
def test_two_ids_never_differ_only_in_case_or_normal_form(text: str) -> None:
    if is_slug(text) and not is_device(text):
        assert text.isascii()
        assert text == text.casefold().strip() == unicodedata.normalize("NFKC", text)
