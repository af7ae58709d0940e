"""Several releases side by side, and the offline copy, as people browse them."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import gitting
from tests.browser.conftest import Open, open_pages, reload_file
from tests.quiet_server import serve
from tests.reading import read as read_page

# Two releases and their copy take ten seconds to make.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def repository(with_two_releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(with_two_releases, tmp_path_factory.mktemp("browsed") / "project"))


@pytest.fixture(scope="module")
def releases(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of both releases in a folder of a server."""
    root = tmp_path_factory.mktemp("server")
    gitting.done(gitting.release(repository, "export", str(root / "pairs")))
    with serve(root) as address:
        yield f"{address}pairs/"


@pytest.fixture
def visit(chromium: Browser, releases: str) -> Iterator[Open]:
    """Opens a page of the releases."""
    with open_pages(chromium, releases) as opened:
        yield opened


@pytest.fixture(scope="module")
def laptop(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline copy, unpacked in a folder whose name has a space and a Welsh letter."""
    folder = tmp_path_factory.mktemp("laptop") / "Gŵyl y gwanwyn"
    gitting.done(gitting.release(repository, "offline", str(folder / "copy.zip")))
    with zipfile.ZipFile(folder / "copy.zip") as archive:
        archive.extractall(folder)
    return folder / "paired-learning"


@pytest.fixture
def read(chromium: Browser, laptop: Path) -> Iterator[Open]:
    """Opens a page of the copy, with the network off."""
    with open_pages(chromium, laptop.as_uri() + "/", offline=True) as opened:
        yield opened


def choose(page: Page, version: str) -> None:
    page.locator(".md-version").hover()
    page.locator(".md-version__link", has_text=version).click()


@pytest.mark.slow
def test_the_root_leads_to_the_newest_release(visit: Open) -> None:
    page = visit("")

    expect(page).to_have_url(re.compile(r"/pairs/latest/$"))


def test_the_selector_keeps_the_page(visit: Open, releases: str) -> None:
    page = visit("2026.1/projects/discharge/")
    choose(page, "2026.2")

    expect(page).to_have_url(f"{releases}2026.2/projects/discharge/")
    expect(page.get_by_role("article")).to_contain_text("18 of work")


@pytest.mark.slow
def test_the_selector_goes_to_the_home_page_if_a_release_lacks_the_page(visit: Open, releases: str) -> None:
    page = visit("2026.1/projects/old-way/")
    choose(page, "2026.2")

    expect(page).to_have_url(f"{releases}2026.2/")


def test_an_old_page_links_to_its_newest_version(visit: Open, releases: str) -> None:
    page = visit("2026.1/projects/discharge/")
    banner = page.locator(".md-banner--warning")
    expect(banner).to_contain_text("This is release 2026.1.")

    banner.get_by_role("link", name="See this page in the newest release").click()
    expect(page).to_have_url(f"{releases}latest/projects/discharge/")
    expect(page.locator(".md-banner--warning")).to_be_hidden()


@pytest.mark.parametrize("folder", ["latest", "2026.2"])
def test_a_page_links_to_where_it_stays_as_it_is(visit: Open, releases: str, folder: str) -> None:
    page = visit(f"{folder}/projects/discharge/")
    page.get_by_role("link", name="Permanent link to this page in release 2026.2").click()

    expect(page).to_have_url(f"{releases}2026.2/projects/discharge/")


def test_an_old_page_that_no_longer_exists_links_to_the_home_page(visit: Open, releases: str) -> None:
    page = visit("2026.1/projects/old-way/")
    link = page.get_by_role("link", name="The newest release no longer has this page. Go to its home page")

    expect(link).to_be_visible()
    assert link.evaluate("link => link.href") == f"{releases}latest/"


def test_the_newest_release_has_no_banner_at_its_own_address(visit: Open) -> None:
    page = visit("2026.2/projects/")
    expect(page.locator(".md-version__current")).to_have_text("2026.2")

    expect(page.locator(".md-banner--warning")).to_be_hidden()


def test_search_stays_within_a_release(visit: Open, releases: str) -> None:
    page = visit("2026.1/")
    page.get_by_role("button", name="Search", exact=True).click()
    page.keyboard.insert_text("home")
    expect(page.locator(".search__link").first).to_be_visible()
    links = page.locator(".search__link").evaluate_all("links => links.map((link) => link.href)")

    assert links
    assert all(link.startswith(f"{releases}2026.1/") for link in links)
    expect(page.locator(".search__results")).to_contain_text("The old way home")


@pytest.mark.slow
def test_search_works_offline(read: Open) -> None:
    page = read("index.html")
    page.get_by_role("button", name="Search", exact=True).click()
    page.keyboard.insert_text("medicines")

    expect(page.locator(".search__results")).to_contain_text("Sooner home")
    page.locator(".search__link", has_text="Sooner home").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sooner home")


@pytest.mark.slow
def test_the_copy_has_the_filters_and_the_shortlist_of_the_menu(read: Open) -> None:
    page = read("projects/index.html")
    field = page.get_by_label("Search, such as")
    field.fill("zebra")
    expect(page.locator(".project-menu li").filter(has_text="Sooner home")).to_be_hidden()
    field.fill("medicines")
    expect(page.locator(".project-menu li").filter(has_text="Sooner home")).to_be_visible()

    page.locator(".projects li:visible button").first.click()
    reload_file(page, page.get_by_role("button", name="Shortlist (1)"))
    page.locator("a[data-project=discharge]").click()
    expect(page).to_have_url(re.compile(r"/projects/discharge\.html$"))


def test_the_copy_has_no_selector_of_releases(read: Open) -> None:
    page = read("projects/index.html")

    assert page.locator(".md-version").count() == 0


def test_every_link_of_the_copy_leads_to_a_file(laptop: Path) -> None:
    lost = []
    for file in sorted(laptop.rglob("*.html")):
        if file.name == "404.html":
            continue
        for link in read_page(file).links:
            path = link.partition("#")[0].partition("?")[0]
            if path and not re.match(r"[a-z]+:", path) and not (file.parent / path).resolve().is_file():
                lost.append((file.relative_to(laptop).as_posix(), link))

    assert lost == []


def test_the_copy_offers_its_downloads(read: Open, laptop: Path) -> None:
    page = read("workshops/listening.html")
    links = page.locator(".downloads a.file").evaluate_all("links => links.map((link) => link.href)")

    assert links
    for link in links:
        assert (laptop / link.removeprefix(laptop.as_uri() + "/")).is_file()
