"""What's new: the changes of each release, with hostile text as text, and when each page changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.changes import Change, ChangeDetail, ChangeKind, Words, WordsHow
from generator.publish.record import changes_file
from tests import small
from tests.command import run
from tests.reading import Read, read

HOSTILE = "[x](javascript:alert(1)) <script>alert(2)</script> {{ library }} **bold** `code`"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project after a second release."""
    words = [Words(how=how, text=f"{HOSTILE} {how.value} ") for how in WordsHow]
    changes = [
        Change(
            kind="improvement project",
            id="discharge",
            title="Sooner home",
            what=ChangeKind.CHANGED,
            details=[ChangeDetail(text=f"Problem rewritten {HOSTILE}", words=words)],
            more=2,
        ),
        Change(kind="improvement project", id="gone", title=f"Gone {HOSTILE}", what=ChangeKind.REMOVED),
        *(
            Change(kind=kind, id=id, title=title, what=ChangeKind.NEW)
            for kind, id, title in (
                ("workshop", "listening", "Listening"),
                ("workshop", "another", "Another workshop"),
                ("milestone", "launch", "Launch"),
                ("notice rule", "study-leave", "Study leave"),
            )
        ),
    ]
    files = small.files()
    files["content/releases.yml"] += (
        b'"2026.2":\n  date: 2027-01-13\n  summary: The next.\n  for_planners: [You can start late.]\n'
    )
    files["content/changes/2026.2.yml"] = changes_file("2026.1", changes).encode()
    project = small.write(tmp_path_factory.mktemp("news") / "project", files)
    result = run("build", folder=project)
    assert result.returncode == 0, result.stderr
    return project / "site"


@pytest.fixture(scope="module")
def page(built: Path) -> Read:
    return read(built / "about/whats-new/index.html")


def test_releases_are_listed_newest_first(page: Read) -> None:
    releases = [text for level, text in page.headings if level == 2]

    assert [text.removesuffix("¶") for text in releases] == ["Release 2026.2", "Release 2026.1"]


def test_an_item_with_a_page_is_linked_and_a_removed_one_is_not(page: Read) -> None:
    assert "../../projects/discharge/" in page.links
    assert not [link for link in page.links if "gone" in link]
    assert "(removed)" in page.text


def test_changed_words_are_text(page: Read) -> None:
    assert page.text.count(HOSTILE) == 5
    assert not [link for link in page.links if link.startswith("javascript")]
    assert [tag for tag, _ in page.elements if tag in ("ins", "del")] == ["del", "ins"]


def test_a_release_begins_with_its_sentence_and_what_it_means_for_planners(built: Path) -> None:
    text = (built / "about/whats-new/index.html").read_text(encoding="utf-8")

    fold = text.index("<summary>Improvement projects: 1 changed, 1 removed</summary>")
    assert text.index("The next.") < text.index("You can start late.") < fold < text.index("<del>")
    news, _, _ = text.partition('class="page-source"')
    assert text.index("If you plan a scheme") < text.index("You can start late.")
    assert text.index("<summary>Everything that changed, item by item</summary>") < fold
    assert news.count("<summary>") == len(("everything", "projects", "workshops", "rules"))


def test_rules_are_folded_together_each_kind_under_its_name(page: Read) -> None:
    text = " ".join(page.text.split())

    assert "Rules for dates and hours: 2 new Milestones New items: Launch. Notice rules New items: Study leave." in text


def test_new_items_of_a_kind_are_named_in_a_line(page: Read) -> None:
    assert "Workshops: 2 new New items: Listening; Another workshop." in " ".join(page.text.split())
    assert "../../workshops/listening/" in page.links


def test_what_is_not_listed_is_counted(page: Read) -> None:
    assert "And 2 other changes" in page.text


def test_each_page_says_when_its_item_changed(built: Path) -> None:
    project = " ".join(read(built / "projects/discharge/index.html").text.split())
    topic = " ".join(read(built / "plan/time/index.html").text.split())

    assert "Added in content release 2026.1. Last changed in content release 2026.2, 13 January 2027." in project
    assert "Last changed in content release 2026.1, 24 November 2026." in topic
