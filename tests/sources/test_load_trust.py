"""One trust checked beside shared content that has been checked has the faults that it has when all is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.diagnostics import Diagnostic, render_all
from generator.model.library import KINDS
from generator.model.trust import TrustProfile
from generator.sources.layout import trust_of
from generator.sources.library_json import library_json, read_library
from generator.sources.load import CheckedContent, load, load_each, load_trust
from generator.sources.scheme_input import ReadScheme
from tests import filled_schemes, small
from tests.sources.test_errors import CASES, SCHEMES, files_of
from tests.strategies import Drawn, as_yaml, noun
from tests.worked import content as worked


def of_trusts(files: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The files of each trust by its slug."""
    slugs = {slug for path in files if (slug := trust_of(path))}
    return {slug: {path: raw for path, raw in files.items() if trust_of(path) == slug} for slug in sorted(slugs)}


def shared(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: raw for path, raw in files.items() if trust_of(path) is None}


@cache
def small_content() -> CheckedContent:
    return CheckedContent.of(load(shared(small.files())).require())


def content_of(files: Mapping[str, bytes]) -> CheckedContent | None:
    """The shared content of some files; None if it has faults, or none of its own."""
    if shared(files) == shared(small.files()):
        return small_content()
    loaded = load(shared(files))
    return CheckedContent.of(loaded.library, loaded.drafts) if loaded.library else None


def same_both_ways(files: Mapping[str, bytes], content: CheckedContent) -> bool:
    """Whether as much is said of each trust's files beside content that was checked before as when all is read."""
    everything = load_each(files).diagnostics
    return all(
        load_trust(content, slug, own).diagnostics == [each for each in everything if trust_of(each.place.file) == slug]
        for slug, own in of_trusts(files).items()
    )


CASES_OF_TRUSTS = [case for case in CASES if any(trust_of(path) for path in files_of(case))]


@pytest.mark.parametrize("case", CASES_OF_TRUSTS, ids=lambda case: case.name)
def test_a_fault_of_a_trust_is_reported_in_the_same_words(case: Path) -> None:
    files = small.files() | files_of(case)
    content = content_of(files)

    assert content is None or same_both_ways(files, content)


def test_most_faults_of_trusts_are_of_trusts_alone() -> None:
    alone = [case for case in CASES_OF_TRUSTS if shared(files_of(case)) == {}]

    assert len(alone) >= 50


@pytest.mark.parametrize("case", SCHEMES, ids=lambda case: case.name)
def test_a_fault_of_a_workbook_is_reported_in_the_same_words(case: Path) -> None:
    content = CheckedContent.of(worked.library())

    def loaded(files: Mapping[str, bytes], read: ReadScheme) -> list[Diagnostic]:
        own = of_trusts(files).get(filled_schemes.TRUST, {})
        return load_trust(content, filled_schemes.TRUST, own, read).diagnostics

    diagnostics = filled_schemes.faults(filled_schemes.edits_of(case), loaded)

    assert render_all(diagnostics) + "\n" == (case / "expected.txt").read_text(encoding="utf-8")


def any_profile() -> st.SearchStrategy[Drawn]:
    """Profiles with all kinds of faults in what belongs together."""
    library = small_content().library
    kinds = [kind for kind in KINDS if kind.within or (kind.file and "<" not in kind.file and not kind.single)]
    known = {kind.name: list(kind.of(library)) for kind in kinds}
    return noun(TrustProfile, {name: [*ids, f"no-{name.split()[-1]}"] for name, ids in known.items()})


@given(st.deferred(any_profile))
def test_a_drawn_profile_has_the_same_faults(values: Drawn) -> None:
    files = small.files() | {"content/trusts/drawn/profile.yml": as_yaml(values)}

    assert same_both_ways(files, small_content())


def test_content_is_the_same_after_a_journey_as_json() -> None:
    library = worked.library()
    read = read_library(library_json(library), "library.json")

    assert read == library.model_copy(update={"trusts": {}})
    for name in type(library).model_fields:
        before, after = getattr(library, name), getattr(read, name)
        assert name == "trusts" or not isinstance(before, dict) or list(before) == list(after)
