"""The data of the studio in the browser: complete, no larger than needed, and the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.documents.papers import all_papers
from generator.model.library import Library, Trust
from generator.model.scheme import Records
from generator.model.trust import TrustProfile
from generator.planning.playbook import plan
from generator.publish.playbooks import shared_hash
from generator.publish.studio_data import THEME_FILES, _examples, studio_data
from generator.sources.library_json import read_library
from generator.sources.load import load
from generator.sources.tree import FONTS, read_project, read_theme
from generator.studio.data import theme_of
from generator.studio.news import told
from generator.writers.bundle import playbook_files
from generator.writers.formats import EVERYTHING, Inputs, Wanted, outputs
from generator.writers.people import paper_files
from generator.writers.theme import Theme
from tests import small
from tests.cohort_records import ASHA, BEN
from tests.planning.profiles import playbook, profile


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, library: Library) -> dict[str, bytes]:
    return studio_data(tmp_path_factory.mktemp("project"), read_project(small.ROOT), library, read_theme(small.ROOT))


@pytest.fixture(scope="module")
def theme(files: dict[str, bytes]) -> Theme:
    return theme_of(files, str(small.ROOT / FONTS))


WESTBROOK = small.ROOT / "content/trusts/westbrook"


def replace_profile(trust: Trust, profile: TrustProfile) -> Trust:
    return trust.model_copy(update={"profile": profile})


def test_the_library_is_that_of_the_command_line(files: dict[str, bytes], library: Library) -> None:
    """But for trusts, and for what no release can change for a cohort."""
    changes = {id: told(record) for id, record in library.changes.items()}

    assert read_library(files["library.json"], "library.json") == library.model_copy(
        update={"trusts": {}, "changes": changes}
    )


def test_the_hash_for_manifests_is_that_of_the_command_line(files: dict[str, bytes]) -> None:
    assert files["shared_hash.txt"].decode() == shared_hash(read_project(small.ROOT), read_theme(small.ROOT))


def test_the_examples_are_described(files: dict[str, bytes]) -> None:
    assert json.loads(files["examples.json"])[-1] == {
        "slug": "westbrook",
        "name": "Westbrook Hospitals and Community Trust",
        "words": "8 pairs, 9 months",
    }


@pytest.mark.slow
def test_the_files_of_the_theme_are_all_that_documents_need_and_no_others(library: Library) -> None:
    theme = Read(read_theme(small.ROOT))
    welsh = playbook(library, profile(name="Bwrdd Iechyd Prifysgol Gŵyr"))
    book = replace(plan(library, "westbrook"), records=Records(people=[ASHA, BEN]))
    playbook_files(book, Theme(theme, str(small.ROOT / FONTS)), EVERYTHING, b"")
    playbook_files(welsh, Theme(theme), Wanted(frozenset(["html"])), b"")
    papers = all_papers(book)
    paper_files(book, papers, [each.id for each in papers], Theme(theme))

    assert theme.read == set(THEME_FILES)


class Read(dict[str, bytes]):
    """The files of a theme, and which of them somebody has read."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(files)
        self.read: set[str] = set()

    def __getitem__(self, path: str) -> dict[str, bytes]:
        self.read.add(path)
        return super().__getitem__(path)

    def get(self, path: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]
        self.read.add(path)
        return super().get(path, default)


def test_only_fonts_that_typst_reads_are_in_it(theme: Theme) -> None:
    assert sorted(set(theme.files) - set(THEME_FILES)) == [
        "theme/assets/fonts/atkinson-hyperlegible-next-italic.ttf",
        "theme/assets/fonts/atkinson-hyperlegible-next-regular.ttf",
        "theme/assets/fonts/atkinson-hyperlegible-next-semibold-italic.ttf",
        "theme/assets/fonts/atkinson-hyperlegible-next-semibold.ttf",
    ]


@pytest.mark.parametrize("cohort", [{}, {"groups": 5, "size": 3}, {"groups": 2, "months": 3}], ids=str)
def test_the_guidance_of_any_trust_needs_no_typst_for_word(
    theme: Theme, library: Library, cohort: dict[str, int]
) -> None:
    book = playbook(library, profile(**cohort))
    every = outputs(Inputs(book, theme, None), Wanted(frozenset(["docx"]), frozenset(["guidance"])))

    assert [each.path for each in every["guidance"] if each.needs_typst(theme)] == []


def test_the_examples_are_the_public_ones_with_what_is_read_of_them_but_records(library: Library) -> None:
    content = read_project(small.ROOT)
    folder = "content/trusts/westbrook"
    names = {
        f"{folder}/records.yml": b"people: []\n",
        f"{folder}/evaluation.xlsx": b"MI07D",
        f"{folder}/notes.txt": b"Asha",
    }
    private = library.trusts["kings"]
    hidden = private.profile.model_copy(update={"visibility": "private"})
    own = library.trusts["imperial"].profile.model_copy(update={"example": False})
    trusts = {
        **library.trusts,
        "kings": replace_profile(private, hidden),
        "imperial": replace_profile(library.trusts["imperial"], own),
    }
    examples = dict(_examples({**content, **names}, library.model_copy(update={"trusts": trusts})))

    assert sorted(examples) == [
        "trusts/north-middlesex/profile.yml",
        "trusts/westbrook/profile.yml",
        *sorted(f"trusts/westbrook/projects/{path.name}" for path in WESTBROOK.glob("projects/*.yml")),
        "trusts/westbrook/sample_records.yml",
    ]


def test_an_author_who_changes_nothing_waits_for_nothing(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, theme = read_project(small.ROOT), read_theme(small.ROOT)
    first = studio_data(tmp_path, content, library, theme)
    monkeypatch.setattr("generator.publish.studio_data.data_files", None)

    assert studio_data(tmp_path, content, library, theme) == first


def test_it_has_the_same_bytes_each_time(files: dict[str, bytes], tmp_path: Path) -> None:
    content = read_project(small.ROOT)

    assert studio_data(tmp_path, content, load(content).require(), read_theme(small.ROOT)) == files
