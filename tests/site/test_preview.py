"""A preview writes the pages that changed and no others, and shows what is wrong without writing any."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.live_site import LiveSite
from generator.site.preview import Preview
from tests import small
from tests.site.test_build import contents
from tests.site.test_serve import PROJECT

PAGE, OTHER, MENU = "projects/discharge/index.html", "about/glossary/index.html", "projects/index.html"


class Previewed:
    """A project whose preview is built when a test says so."""

    def __init__(self, folder: Path) -> None:
        self.project = small.write(folder / "project")
        (folder / "site").mkdir()
        self.site = LiveSite(folder / "site")
        self.preview = Preview(self.project, self.site, lambda _: self.is_saved)
        self.is_saved = False
        self.preview.rebuild()

    def save(self, old: str, new: str) -> None:
        file = self.project / PROJECT
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        self.preview.rebuild()

    def written(self, path: str) -> tuple[int, int]:
        """Which file is at a path, and when it was written."""
        status = (self.site.folder / path).stat()
        return status.st_ino, status.st_mtime_ns

    def text(self, path: str) -> str:
        return (self.site.folder / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Previewed:
    return Previewed(tmp_path_factory.mktemp("previewed"))


def test_a_page_that_does_not_depend_on_what_was_saved_is_not_written_again(previewed: Previewed) -> None:
    own, other = previewed.written(PAGE), previewed.written(OTHER)
    previewed.save("Sooner home", "Home by noon")

    assert "Home by noon" in previewed.text(PAGE)
    assert "Home by noon" in previewed.text(MENU)
    assert previewed.written(PAGE) != own
    assert previewed.written(OTHER) == other
    previewed.save("Home by noon", "Sooner home")


def test_a_fault_is_told_and_no_page_is_written(previewed: Previewed) -> None:
    before = {path: previewed.written(path) for path in (PAGE, OTHER, MENU)}
    previewed.save("theme: flow", "theme: flown")
    assert "no theme `flown`" in previewed.site.faults

    previewed.save("theme: flown", "theme: flow")
    assert previewed.site.faults == ""
    assert {path: previewed.written(path) for path in before} == before


def test_the_page_that_somebody_looks_at_comes_before_all_others(previewed: Previewed) -> None:
    menu, state = previewed.written(MENU), previewed.site.state
    previewed.is_saved = True
    with previewed.site.looked_at(PAGE):
        previewed.save("Sooner home", "Home by noon")
        assert previewed.site.is_old(PAGE, state)
    assert "Home by noon" in previewed.text(PAGE)
    assert previewed.written(MENU) == menu

    previewed.is_saved = False
    previewed.preview.rebuild()
    assert "Home by noon" in previewed.text(MENU)
    previewed.save("Home by noon", "Sooner home")


@pytest.mark.slow
def test_background_work_stops_for_a_save_and_carries_on_from_there(tmp_path: Path) -> None:
    previewed = Previewed(tmp_path)
    answers = iter([False] * 20)
    previewed.preview = Preview(previewed.project, previewed.site, lambda _: next(answers, True))
    previewed.preview.rebuild()
    assert previewed.text(OTHER)

    previewed.save("Sooner home", "Home by noon")
    assert "Home by noon" not in previewed.text(MENU)
    answers = iter([False] * 100_000)
    previewed.preview.rebuild()
    assert "Home by noon" in previewed.text(MENU)
    whole = Previewed(tmp_path / "whole")
    whole.save("Sooner home", "Home by noon")
    assert contents(previewed.site.folder) == contents(whole.site.folder)


def test_a_page_of_an_earlier_run_of_the_server_is_old(previewed: Previewed) -> None:
    assert previewed.site.is_old(PAGE, "0123abcd.7")
    assert previewed.site.is_old(PAGE, "")
    assert not previewed.site.is_old(PAGE, previewed.site.state)


def test_facts_of_a_menu_are_news_to_its_page_alone(previewed: Previewed) -> None:
    state = previewed.site.state
    previewed.site.show({"projects/facts.js"})

    assert previewed.site.is_old(MENU, state)
    assert not previewed.site.is_old(PAGE, state)
    previewed.site.show({"javascripts/site.js"})
    assert previewed.site.is_old(OTHER, state)
