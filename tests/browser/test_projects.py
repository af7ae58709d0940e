"""Project pages in a browser: text of drawings within its boxes, keyboard, phones, colours and print."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from generator.model.library import Library
from tests.browser.conftest import Open

OWN = "playbooks/westbrook/projects/shared-equipment-store/"
LONG = "projects/interpreter-booked-first-time/"

OVERFLOWING = """
() => {
  const wrong = [];
  document.querySelectorAll(".driver").forEach((group) => {
    const box = group.querySelector("rect").getBBox();
    group.querySelectorAll("text").forEach((text) => {
      const words = text.getBBox();
      const within = words.x >= box.x && words.x + words.width <= box.x + box.width
        && words.y >= box.y && words.y + words.height <= box.y + box.height;
      if (!within) wrong.push(text.textContent);
    });
  });
  document.querySelectorAll(".drawing svg").forEach((drawing) => {
    const view = drawing.viewBox.baseVal;
    drawing.querySelectorAll("text").forEach((text) => {
      const words = text.getBBox();
      if (words.x < 0 || words.x + words.width > view.width || words.y + words.height > view.height)
        wrong.push(text.textContent);
    });
  });
  return wrong;
}
"""
OVERLAPPING = """
() => {
  const wrong = [];
  const texts = [...document.querySelectorAll(".plan text")].map((text) => [text.textContent, text.getBBox()]);
  texts.forEach(([words, first], number) => texts.slice(number + 1).forEach(([others, second]) => {
    const apart = first.x + first.width <= second.x || second.x + second.width <= first.x
      || first.y + first.height <= second.y || second.y + second.height <= first.y;
    if (!apart) wrong.push(`${words} / ${others}`);
  }));
  return wrong;
}
"""


def frames(page: Page) -> list[str | None]:
    return [frame.get_attribute("tabindex") for frame in page.locator(".drawing").all()]


@pytest.mark.slow
def test_the_text_of_a_drawing_stays_within_its_boxes(open_page: Open, address: str) -> None:
    assert_text_stays_within_its_boxes(open_page(), address, [LONG, OWN])


@pytest.mark.slow
def test_the_text_of_every_drawing_stays_within_its_boxes(open_page: Open, address: str, library: Library) -> None:
    assert_text_stays_within_its_boxes(open_page(), address, [f"projects/{id}/" for id in library.menu])


def assert_text_stays_within_its_boxes(page: Page, address: str, paths: list[str]) -> None:
    """Check the drawing of each page."""
    for path in paths:
        page.goto(address + path)
        page.evaluate("document.fonts.ready")
        assert page.locator(".driver").count() > 5, path
        assert page.evaluate(OVERFLOWING) == [], path
        assert page.evaluate(OVERLAPPING) == [], path


def test_on_a_wide_screen_the_drawing_comes_first_and_its_text_folds(open_page: Open) -> None:
    page = open_page(LONG)
    words = page.locator("details.same-as-text").first

    expect(words).not_to_have_attribute("open", "")
    assert page.locator(".driver-diagram").bounding_box()["y"] < words.bounding_box()["y"]  # type: ignore[index]
    words.locator("summary").click()
    expect(words.get_by_text("Try: ").first).to_be_visible()


def test_on_a_phone_the_text_comes_first_and_is_open(open_page: Open) -> None:
    page = open_page(LONG, width=320)
    words = page.locator("details.same-as-text").first

    expect(words.get_by_text("Try: ").first).to_be_visible()
    assert page.locator(".driver-diagram").bounding_box()["y"] > words.bounding_box()["y"]  # type: ignore[index]
    table = page.locator(".plan-table").bounding_box()
    assert page.locator(".drawing svg.plan").bounding_box()["y"] > table["y"]  # type: ignore[index]


def test_without_scripts_the_text_is_open_and_the_keyboard_reaches_the_drawing(open_page: Open) -> None:
    page = open_page(LONG, scripts=False)

    expect(page.locator("details.same-as-text").first.get_by_text("Try: ").first).to_be_visible()
    assert frames(page) == ["0", "0"]


@pytest.mark.slow
def test_the_keyboard_stops_at_a_drawing_only_where_it_scrolls(open_page: Open) -> None:
    page = open_page(LONG)
    frame = page.locator(".drawing").first
    expect(frame).not_to_have_attribute("tabindex", "0")
    expect(frame).not_to_have_attribute("role", "group")

    page.set_viewport_size({"width": 700, "height": 900})
    expect(frame).to_have_attribute("tabindex", "0")
    expect(frame).to_have_attribute("role", "group")
    expect(frame).to_have_attribute("aria-label", re.compile("Driver diagram: "))
    frame.evaluate("frame => frame.addEventListener('scroll', () => { frame.dataset.scrolled = 'yes'; })")
    frame.focus()
    page.keyboard.press("ArrowRight")
    expect(frame).to_have_attribute("data-scrolled", "yes")

    page.set_viewport_size({"width": 1280, "height": 900})
    expect(frame).not_to_have_attribute("tabindex", "0")


def test_in_print_the_drawing_is_as_wide_as_the_page(open_page: Open) -> None:
    page = open_page(LONG, width=700)
    page.emulate_media(media="print")

    for drawing in page.locator(".drawing svg").all():
        assert drawing.bounding_box()["width"] <= 700  # type: ignore[index]


@pytest.mark.slow
def test_forced_colours_apply_to_drawings(chromium: Browser, address: str) -> None:
    context = chromium.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(address + LONG)
    canvas, text = page.evaluate(
        "['Canvas', 'CanvasText'].map((name) => { const probe = document.createElement('p'); "
        "probe.style.color = name; document.body.append(probe); return getComputedStyle(probe).color; })"
    )
    for selector in (".driver-aim rect", ".driver-primary rect", "rect.plan-baseline"):
        look = page.locator(selector).first.evaluate("(element) => getComputedStyle(element).fill")
        assert look == canvas, selector
    for selector in (".driver-aim text", ".plan text"):
        assert page.locator(selector).first.evaluate("(element) => getComputedStyle(element).fill") == text, selector
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [LONG, OWN])
def test_axe_finds_nothing(open_page: Open, path: str, width: int, scheme: str) -> None:
    page = open_page(path, width=width, scheme=scheme)
    report = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})

    assert report.violations_count == 0, report.generate_report()


def test_the_charter_is_at_the_top(open_page: Open) -> None:
    page = open_page(LONG, scripts=False)
    charter = page.get_by_role("link", name="One-page charter (Word)")
    top = charter.evaluate("link => link.getBoundingClientRect().bottom")
    assert top < page.locator("article :is(h2, table, dl)").first.evaluate(
        "element => element.getBoundingClientRect().top"
    )
    with page.expect_download() as download:
        charter.click()

    assert download.value.suggested_filename == "charter.docx"


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_folded_is_open_on_paper(open_page: Open, scripts: bool) -> None:
    page = open_page(LONG, scripts=scripts)
    expect(page.get_by_text("Find your sponsor: ")).to_be_hidden()
    paper = pypdf.PdfReader(io.BytesIO(page.pdf()))

    words = " ".join("\n".join(sheet.extract_text() for sheet in paper.pages).split())
    for folded in ("Find your sponsor: ", "Out of scope", "Bring in:", "What could go wrong"):
        assert folded in words
    expect(page.get_by_text("Find your sponsor: ")).to_be_hidden()


def test_a_link_to_a_fold_opens_it(open_page: Open) -> None:
    page = open_page(f"{LONG}#people")
    expect(page.get_by_text("Bring in:")).to_be_visible()
    expect(page.get_by_text("What could go wrong", exact=True)).to_be_hidden()

    page.evaluate("location.hash = 'risks'")
    expect(page.get_by_text("What could go wrong", exact=True)).to_be_visible()
