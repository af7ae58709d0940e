"""In a browser the preview shows each save on the page that is open, and what is wrong above the last good page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import small
from tests.site.test_serve import PROJECT, Served, serving

WAIT = 60_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(small.write(tmp_path_factory.mktemp("shown") / "project")) as served:
        served.waits_for("Sooner home", "projects/discharge/")
        yield served


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The page of a project, as somebody has it open while writing."""
    context = browser.new_context(viewport={"width": 1280, "height": 400})
    page = context.new_page()
    page.goto(f"http://{served.address}/projects/discharge/")
    yield page
    context.close()


def test_a_save_shows_on_the_open_page_where_its_reader_was(served: Served, page: Page) -> None:
    page.evaluate("scrollTo(0, 300)")
    served.save(PROJECT, "title: Sooner home", "title: Home by noon")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Home by noon", timeout=WAIT)
    page.wait_for_function("scrollY === 300")
    served.save(PROJECT, "title: Home by noon", "title: Sooner home")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sooner home", timeout=WAIT)


def test_new_words_are_on_the_page_before_it_is_loaded_again(served: Served, page: Page) -> None:
    page.evaluate("addEventListener('pagehide', () => (sessionStorage.left = document.querySelector('h1').innerText))")
    # A page with boxes to tick that nobody has ticked holds nothing that could be lost.
    expect(page.locator("article input[type=checkbox]").first).to_be_attached()
    served.save(PROJECT, "title: Sooner home", "title: Home by noon")

    page.wait_for_function("sessionStorage.left", timeout=WAIT)
    assert "Home by noon" in page.evaluate("sessionStorage.left")
    served.save(PROJECT, "title: Home by noon", "title: Sooner home")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sooner home", timeout=WAIT)


@pytest.mark.slow
def test_a_choice_in_a_list_keeps_the_article_that_has_it(served: Served, page: Page) -> None:
    page.evaluate("""() => {
      document.querySelector("article").insertAdjacentHTML("beforeend", "<select><option>a<option>b</select>");
      document.querySelector("article select").selectedIndex = 1;
      addEventListener("pagehide", () => (sessionStorage.left = document.querySelector("h1").innerText));
    }""")
    served.save(PROJECT, "title: Sooner home", "title: Home by noon")

    page.wait_for_function("sessionStorage.left", timeout=WAIT)
    assert "Sooner home" in page.evaluate("sessionStorage.left")
    served.save(PROJECT, "title: Home by noon", "title: Sooner home")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sooner home", timeout=WAIT)


def test_a_save_takes_nothing_from_a_page_that_asks_before_it_is_left(served: Served, page: Page) -> None:
    page.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())")
    page.evaluate("document.querySelector('article').dataset.mine = 'typed'")
    # A browser lets only a page that somebody has used ask.
    page.get_by_role("heading", level=1).click()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    served.save(PROJECT, "title: Sooner home", "title: Home by noon")
    served.waits_for("Home by noon", "projects/discharge/")
    page.wait_for_timeout(1000)

    assert asked[:1] == ["beforeunload"]
    expect(page.locator("article[data-mine='typed']")).to_contain_text("Sooner home")
    served.save(PROJECT, "title: Home by noon", "title: Sooner home")
    served.waits_for("Sooner home", "projects/discharge/")


def test_what_was_typed_in_a_field_is_still_there_after_a_save(served: Served, page: Page) -> None:
    page.goto(f"http://{served.address}/projects/")
    field = page.get_by_role("searchbox").first
    field.fill("discharge")
    served.save(PROJECT, "title: Sooner home", "title: Home by noon")

    expect(page.locator("article")).to_contain_text("Home by noon", timeout=WAIT)
    expect(field).to_have_value("discharge")
    served.save(PROJECT, "title: Home by noon", "title: Sooner home")
    expect(page.locator("article")).to_contain_text("Sooner home", timeout=WAIT)


def test_a_fault_shows_above_the_last_good_page_until_it_is_mended(served: Served, page: Page) -> None:
    served.save(PROJECT, "theme: flow", "theme: flown")

    faults = page.locator("details.faults")
    expect(faults).to_contain_text("no theme `flown`", timeout=WAIT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sooner home")

    served.save(PROJECT, "theme: flown", "theme: flow")
    expect(faults).to_have_count(0, timeout=WAIT)


@pytest.mark.slow
def test_a_style_sheet_shows_at_once(served: Served, page: Page) -> None:
    sheet = "theme/assets/stylesheets/site.css"
    file = served.project / sheet
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\nh1 {{ letter-spacing: 7px !important; }}\n", encoding="utf-8")

    expect(page.get_by_role("heading", level=1)).to_have_css("letter-spacing", "7px", timeout=WAIT)
    file.write_text(text, encoding="utf-8")
    expect(page.get_by_role("heading", level=1)).not_to_have_css("letter-spacing", "7px", timeout=WAIT)
