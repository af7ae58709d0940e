"""Content says in its own words what it takes from a source: never eight of the source's words in a row."""

from tests.own_words import hashed, of_sources, runs, shared
from tests.small import ROOT

MADE_UP = "Two colleagues who share a problem can often solve it faster than a committee."


def test_eight_words_in_a_row_are_seen_whatever_stands_between_them() -> None:
    hashes = frozenset(hashed(run) for run in runs(MADE_UP))

    assert shared("- Two colleagues who share\n  a [problem](guidance:pairing) can often!", hashes) == [
        "two colleagues who share a problem can often"
    ]
    assert shared("Two colleagues who share a problem can, at times, solve it.", hashes) == []


def test_no_content_has_eight_words_in_a_row_of_a_source() -> None:
    hashes = of_sources()
    files = [file for folder in ("content", "projects_menu") for file in (ROOT / folder).rglob("*.yml")]
    copied = {
        str(file.relative_to(ROOT)): runs_of_sources
        for file in files
        if "changes" not in file.parts and (runs_of_sources := shared(file.read_text(encoding="utf-8"), hashes))
    }

    assert len(hashes) > 1000 and len(files) > 150
    assert copied == {}
