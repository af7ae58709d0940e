"""The effect of a release on a trust, in words for a terminal."""

from __future__ import annotations

import datetime

from generator.documents import news
from generator.documents.trust_changes import MovedDate, TailoringToReview, TrustChanges
from generator.model.changes import Change, ChangeDetail, ChangeKind
from tests.planning.profiles import profile

BEFORE, AFTER = datetime.date(2027, 1, 13), datetime.date(2027, 1, 20)
TRUST = profile()
NOTHING = TrustChanges(TRUST, (), (), (), ())
EVERYTHING = TrustChanges(
    TRUST,
    (Change(kind="workshop", id="listening", title="Listening", what=ChangeKind.NEW),),
    (MovedDate("Workshop 1", BEFORE, AFTER), MovedDate("Launch", None, AFTER), MovedDate("Review", BEFORE, None)),
    (TailoringToReview("Leadership: sponsor", "our board has a sponsor already"),),
    ("Release letter", "Advert"),
)


def test_a_release_that_changes_nothing_for_a_trust_says_so() -> None:
    assert news.effect_in_text(NOTHING) == f"None of this affects {TRUST.short_name}."
    assert news.effect_in_brief(NOTHING) == "none of it affects what it chose"


def change(kind: str, what: ChangeKind, *details: str, more: int = 0) -> Change:
    return Change(
        kind=kind, id="it", title="It", what=what, details=[ChangeDetail(text=text) for text in details], more=more
    )


def test_what_is_not_listed_of_an_item_is_counted() -> None:
    assert news.sentences(change("workshop", ChangeKind.CHANGED, "Length: new")) == ["Length: new"]
    assert news.sentences(change("workshop", ChangeKind.CHANGED, "A", "B", more=1)) == ["A", "B", "And 1 other change"]
    assert news.sentences(change("workshop", ChangeKind.CHANGED, "A", more=12)) == ["A", "And 12 other changes"]


def test_rules_are_together_and_so_are_terms_and_lists() -> None:
    kinds = ("workshop", "milestone", "responsibility", "theme", "reference")
    by_chapter = news.chapters(change(kind, ChangeKind.NEW) for kind in kinds)

    assert {title: [each.kind for each in changes] for title, changes in by_chapter.items()} == {
        "Workshops": ["workshop"],
        "Rules for dates and hours": ["milestone", "responsibility"],
        "Terms, lists and sources": ["theme", "reference"],
    }


def test_every_kind_that_is_kept_together_with_others_exists() -> None:
    assert news.CHAPTERS.keys() <= news.HEADINGS.keys()


def test_items_are_counted_by_what_happened_to_them() -> None:
    new, changed, removed = (
        change("workshop", what) for what in (ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.REMOVED)
    )

    assert news.counts([removed, changed, new, changed]) == "1 new, 2 changed, 1 removed"


def test_everything_that_follows_is_listed() -> None:
    assert news.effect_in_text(EVERYTHING) == (
        f"What this means for {TRUST.short_name}\n\n"
        "Workshops\n  Listening (new)\n\n"
        "Dates that move\n"
        "  Workshop 1: Wed 20 Jan 2027 instead of Wed 13 Jan 2027\n"
        "  Launch: new, on Wed 20 Jan 2027\n"
        "  Review: removed, was on Wed 13 Jan 2027\n\n"
        "Tailorings to look at again\n  Leadership: sponsor (our board has a sponsor already)\n\n"
        "Letters and templates with changed text: send them again\n  Release letter\n  Advert"
    )


def test_one_line_counts_everything_that_follows() -> None:
    assert news.effect_in_brief(EVERYTHING) == (
        "1 change affects what it chose, 3 dates move, 1 tailoring to look at again, "
        "2 letters and templates to send again"
    )
