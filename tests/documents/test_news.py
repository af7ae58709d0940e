"""The effect of a release on a trust, in words for a terminal."""

from __future__ import annotations

import datetime

from generator.documents import news
from generator.documents.trust_changes import MovedDate, TailoringToReview, TrustChanges
from generator.model.changes import Change, ChangeKind
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
