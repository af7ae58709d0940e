"""Everything that the project stands on is listed with a licence that lets anybody use it."""

from __future__ import annotations

import re

import pytest

from tests import licences, small

ALLOWED = re.compile(r"MIT|BSD|Apache|ISC|MPL|PSF|not for this system")
ROW = re.compile(r"^\| ([a-z0-9][a-z0-9._-]*) \| (\S+) \| (.+) \|$", re.MULTILINE)
LISTED = {name: (version, terms) for name, version, terms in ROW.findall(licences.LIST.read_text(encoding="utf-8"))}


def test_the_list_is_of_what_is_locked() -> None:
    assert {name: version for name, (version, _) in LISTED.items()} == licences.locked(), "run: make licences"


@pytest.mark.parametrize("name", sorted(licences.locked()))
def test_each_package_may_be_used_by_anybody(name: str) -> None:
    terms = LISTED[name][1]

    assert ALLOWED.search(terms), terms
    assert licences.licence(name) in (None, terms), "run: make licences"


def test_what_lies_in_the_project_is_there() -> None:
    for _, _, place in licences.ASSETS:
        assert (small.ROOT / place).exists(), place


def test_every_locked_package_has_hashes() -> None:
    for lock in ("site", "test", "bench"):
        text = (small.ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
        for block in re.split(r"\n(?=[a-z0-9])", text):
            if re.match(r"[a-z0-9._-]+==", block):
                assert "--hash=sha256:" in block, block.split("\n")[0]
