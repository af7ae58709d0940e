"""Documents as they are opened from a folder: axe, narrow screens, keyboard, print, forced colours, no request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.documents.board_page import board_page
from generator.documents.document import (
    Block,
    Callout,
    Checklist,
    ChecklistEntry,
    Drawing,
    Figure,
    Figures,
    Front,
    Heading,
    Paragraph,
    Run,
    bullets,
    paragraph,
    table,
)
from generator.documents.evaluation_report import evaluation_report
from generator.documents.icons import icon
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.sources.tree import read_theme
from generator.writers import html
from generator.writers.bundle import playbook_files
from generator.writers.formats import Wanted
from generator.writers.theme import Theme
from tests import small
from tests.browser.conftest import Open, open_pages
from tests.browser.test_accessibility import clean
from tests.browser.test_keyboard import look, press
from tests.browser.test_menu import choose
from tests.browser.test_reflow import ADD_STYLE, BEYOND, CUT_OFF, MOVES, SPACING, forced
from tests.browser.test_site import sideways
from tests.documents.evaluations import cohort, evaluated, feedback, flat, records, self_assessments
from tests.writers.sample import document

THEME = Theme(read_theme(small.ROOT))
PLAN, HANDBOOK, GUIDANCE, MENU = "1 Plan", "3 Participant handbook", "4 Guidance", "5 Project menu"
DOOR, SAMPLE, SHEET = "Open me first", "sample", "sheet"
BOARD_PAGE, REPORT = "Board page", "Evaluation report"
NAME = "Bwrdd Iechyd T\u0177 Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"
"""An organisation with the longest name of a place there is."""
SVG = (
    '<svg role="img" aria-label="A year" viewBox="0 0 900 90" width="900" height="90" '
    'xmlns="http://www.w3.org/2000/svg"><text x="9" y="40" fill="#1c2528">May</text></svg>'
)
LABEL = Run("Suggested", role="evidence-suggested")
CLAIM = "Ask for release in writing before you offer a place, and keep the answer."


def sample() -> tuple[Block, ...]:
    """A block of each kind that plans and handbooks have."""
    return (
        Figures((Figure("14", "pairs"), Figure("20 Jan", "first workshop", "2027"), Figure("76", "hours for each"))),
        Heading(1, "Dates", "dates"),
        Paragraph((Run(CLAIM),), anchor="claim"),
        Paragraph((LABEL,), "evidence"),
        Heading(2, "Every date", "every-date"),
        table(
            ("When", "What", "Who", "Why then", "Where"),
            [
                (
                    "Wed 20 January 2027\n13:00 to 16:30",
                    (icon("workshop"), Run("Workshop 1")),
                    "Participants",
                    "First",
                    "Room",
                )
            ],
        ),
        Drawing(SVG, "A year", rows=(("20 January", "Workshop 1"), ("24 February", "Workshop 2"))),
        Heading(1, "What to do", "do"),
        Callout("How to read the labels", (bullets([(LABEL, Run(" this guide's own advice"))]),)),
        Callout("Look at this first", (paragraph("No day is set for the interviews."),), "warning"),
        Checklist((ChecklistEntry((Run("Ask a director to sponsor the scheme."),), (), "Lead", "Wed 8 Jul 2026"),)),
    )


@pytest.fixture(scope="module")
def folder(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook's folder with its web pages, the pages of an evaluation, and two samples."""
    result = tmp_path_factory.mktemp("folder")
    files = playbook_files(plan(library, "westbrook"), THEME, Wanted(frozenset({"html"})), b"")
    playbook = cohort(library, record=partial(records, people=24, left=3), groups=12)
    evaluation = evaluated(playbook, *self_assessments(playbook, flat, 20), *feedback(playbook, "powerlab", 12, pace=2))
    files[f"{BOARD_PAGE}.html"] = html.write(board_page(evaluation), THEME)
    files[f"{REPORT}.html"] = html.write(evaluation_report(evaluation), THEME)
    files[f"{SAMPLE}.html"] = html.write(document(*sample(), organisation=NAME), THEME)
    files[f"{SHEET}.html"] = html.write(document(*sample(), organisation=NAME, front=Front.SHEET), THEME)
    for path, raw in files.items():
        (result / path).parent.mkdir(exist_ok=True)
        (result / path).write_bytes(raw)
    return result


@pytest.fixture
def open_file(chromium: Browser, folder: Path) -> Iterator[Open]:
    """Opens a document from disk, without a network; fails on any request to elsewhere."""
    with open_pages(chromium, "file:", offline=True) as opened:
        yield lambda name, **looks: opened((folder / f"{name}.html").as_uri(), **looks)


def slow(*names: str) -> list[object]:
    return [pytest.param(name, marks=pytest.mark.slow) for name in names]


def left(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), pytest.param(320, "dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", [SAMPLE, BOARD_PAGE, *slow(DOOR, PLAN, HANDBOOK, GUIDANCE, MENU, REPORT)])
def test_axe_finds_nothing(open_file: Open, name: str, width: int, scheme: str) -> None:
    clean(open_file(name, width=width, scheme=scheme))


@pytest.mark.parametrize("name", [SAMPLE, SHEET, DOOR, PLAN, *slow(HANDBOOK, GUIDANCE, MENU, BOARD_PAGE, REPORT)])
def test_nothing_is_wider_than_a_phone_or_cut_off(open_file: Open, name: str) -> None:
    page = open_file(name, width=320)
    assert sideways(page) <= 0
    assert page.evaluate(BEYOND) == []

    page.evaluate(ADD_STYLE, SPACING)
    assert sideways(page) <= 0
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("name", slow(PLAN, HANDBOOK, GUIDANCE, REPORT))
def test_no_table_scrolls_at_any_width(open_file: Open, name: str) -> None:
    page = open_file(name)
    for width in (320, 640, 704, 705, 768, 960, 1024, 1088, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        scrolling = page.locator(".table").evaluate_all(
            "all => all.filter((frame) => frame.scrollWidth > frame.clientWidth + 1)"
            ".map((frame) => frame.textContent.slice(0, 80))"
        )
        assert scrolling == [], width


def test_a_table_is_a_list_on_a_phone(open_file: Open) -> None:
    page = open_file(SAMPLE, width=320)
    cells = page.locator("td").evaluate_all("all => all.map((cell) => getComputedStyle(cell, '::before').content)")

    assert cells == ["none", '"What: "', '"Who: "', '"Why then: "', '"Where: "']
    expect(page.locator("thead")).to_have_css("position", "absolute")


@pytest.mark.parametrize(("width", "least"), [(1280, 0), (320, 30)])
def test_an_icon_begins_its_cell_or_follows_the_title_of_the_column(open_file: Open, width: int, least: int) -> None:
    page = open_file(SAMPLE, width=width)

    assert least <= left(page, "td .icon") - left(page, "td:has(.icon)") < least + 30


def test_a_drawing_is_a_list_on_a_phone_alone(open_file: Open) -> None:
    page = open_file(SAMPLE, width=320)
    expect(page.locator("figure svg")).to_be_hidden()
    expect(page.locator("figure dl")).to_be_visible()

    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator("figure svg")).to_be_visible()
    expect(page.locator("figure dl")).to_be_hidden()


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(28, 37, 40)"), ("dark", "rgb(230, 237, 239)")])
def test_words_of_a_drawing_can_be_read_in_the_dark(open_file: Open, scheme: str, colour: str) -> None:
    expect(open_file(SAMPLE, scheme=scheme).locator("figure text")).to_have_css("fill", colour)


def test_contents_are_beside_the_text_and_folded_on_a_phone(open_file: Open) -> None:
    page = open_file(SAMPLE)
    link = page.get_by_role("navigation").get_by_role("link", name="What to do")
    expect(link).to_be_visible()
    assert left(page, "nav") < left(page, "main")

    page.set_viewport_size({"width": 320, "height": 900})
    expect(link).to_be_hidden()
    page.get_by_text("Contents", exact=True).click()
    expect(link).to_be_visible()


def test_evidence_is_marked_in_the_margin_and_after_the_sentence_on_a_phone(open_file: Open) -> None:
    page = open_file(SAMPLE)
    mark = page.get_by_role("img", name="Evidence: suggested")
    expect(mark).to_have_attribute("title", "Evidence: suggested")
    assert left(page, "#claim .mark") < left(page, "#claim")

    page.set_viewport_size({"width": 320, "height": 900})
    assert left(page, "#claim .mark") > left(page, "#claim")


def test_marks_rules_and_boxes_are_visible_in_forced_colours(open_file: Open) -> None:
    page = open_file(SAMPLE)

    assert all(forced(page, ".mark, .callout"))
    expect(page.locator("header")).to_have_css("border-bottom-style", "solid")


def test_nothing_moves_with_reduced_motion(open_file: Open) -> None:
    page = open_file(SAMPLE)
    page.emulate_media(reduced_motion="reduce")

    assert page.evaluate(MOVES) == []


def test_a_keyboard_reaches_contents_text_and_boxes(open_file: Open) -> None:
    page = open_file(SAMPLE, width=320)
    press(page, "^Skip to the content$")
    expect(page).to_have_url(re.compile(re.escape("#content") + "$"))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox")).to_be_checked()

    page.reload()
    press(page, "^Contents$")
    press(page, "^What to do$")
    expect(page).to_have_url(re.compile(re.escape("#do") + "$"))


def test_the_next_steps_are_cards_side_by_side(open_file: Open) -> None:
    cards = open_file(DOOR).locator(".next-steps tbody tr")
    boxes = [box for box in map(Locator.bounding_box, cards.all()) if box]

    assert len({box["y"] for box in boxes}) == 1
    assert len({box["x"] for box in boxes}) == 3


def test_a_link_leads_to_a_file_beside_it(open_file: Open) -> None:
    page = open_file(DOOR)
    page.get_by_role("link", name="1 Plan").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Plan")
    expect(page).to_have_url(re.compile(re.escape("/1%20Plan.html") + "$"))


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 320])
def test_whatever_has_the_focus_is_in_view(open_file: Open, width: int) -> None:
    page = open_file(GUIDANCE, width=width)
    focused = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focused.append(look(page))

    assert [each.fault for each in focused if each and each.fault] == []
    assert sum(each is not None for each in focused) == 40


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(91, 35, 51)"), ("dark", "rgb(207, 130, 152)")])
def test_the_trusts_colour_is_lighter_in_the_dark(open_file: Open, scheme: str, colour: str) -> None:
    expect(open_file(DOOR, scheme=scheme).locator("main a").first).to_have_css("color", colour)


@pytest.mark.slow
def test_the_menu_filters_and_leads_into_the_guidance(open_file: Open) -> None:
    page = open_file(MENU)
    choose(page, "status", "taken")
    clean(page)
    page.get_by_role("link", name="Medicines ready before lunch", exact=True).click()

    expect(page).to_have_url(re.compile(re.escape("/4%20Guidance.html#project-discharge-medicines-ready") + "$"))
    expect(page.locator("#project-discharge-medicines-ready")).to_be_in_viewport()


def test_paper_has_the_text_alone(open_file: Open) -> None:
    page = open_file(SAMPLE)
    page.emulate_media(media="print", color_scheme="dark")

    expect(page.get_by_role("navigation")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator("figure svg")).to_be_visible()


def test_the_page_for_the_board_is_printed_on_one_page(open_file: Open) -> None:
    raw = open_file(BOARD_PAGE).pdf(format="A4", prefer_css_page_size=True)

    assert len(pikepdf.open(BytesIO(raw)).pages) == 1
