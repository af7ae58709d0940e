"""Small windows, large text, wide spacing, reduced motion, forced colours, and the structure of each page."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.test_site import paths, sideways
from tests.reading import pages, read

SPACING = """* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
"""Text spacing of WCAG 2.2, success criterion 1.4.12."""

# The timer's policy allows a style to be added only like this.
ADD_STYLE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""

CUT_OFF = """() => [...document.querySelectorAll("main *, header h1, .cover *")].filter((element) => {
  const style = getComputedStyle(element);
  const isCut = (axis, inner, outer) => ["hidden", "clip"].includes(style[axis]) && inner > outer + 2;
  return (
    element.getClientRects().length > 0 &&
    element.clientWidth > 1 &&
    style.visibility === "visible" &&
    !element.closest("svg, .menu-unseen, .unseen, .md-nav, .md-top, .md-tooltip") &&
    element.textContent.trim() &&
    (isCut("overflowX", element.scrollWidth, element.clientWidth) ||
      isCut("overflowY", element.scrollHeight, element.clientHeight))
  );
}).map((element) => element.outerHTML.slice(0, 120))"""
"""Elements whose text is cut off."""

MOVES = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const most = (list) => Math.max(...list.split(",").map(parseFloat));
  const longest = Math.max(most(style.transitionDuration), most(style.animationDuration));
  return longest > 0.01 || style.scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 120))"""

BEYOND = """() => [...document.querySelectorAll("article *, body > main *")].filter((element) => {
  const box = element.getBoundingClientRect();
  const frame = element.closest(
    ".drawing, .table, .md-typeset__scrollwrap, .menu-table, pre, svg, .menu-unseen, .unseen"
  );
  return box.width > 1 && !frame && (box.right > innerWidth + 1 || box.left < -1);
}).map((element) => element.outerHTML.slice(0, 120))"""
"""Elements that extend beyond the window and are in no scrolling frame."""

BORDERS = """(selector) => [...document.querySelectorAll(selector)].map((element) => {
  const style = getComputedStyle(element);
  const isThere = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) >= 1;
  return isThere && style.borderTopColor !== style.backgroundColor;
})"""


@pytest.mark.parametrize("path", paths())
def test_nothing_is_cut_off_at_400_per_cent_or_with_wide_spacing(open_page: Open, path: str) -> None:
    """At 400 per cent a window of 1280 pixels is 320 CSS pixels wide."""
    page = open_page(path, width=320)
    assert sideways(page) <= 0
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(CUT_OFF) == []

    page.evaluate(ADD_STYLE, SPACING)
    assert sideways(page) <= 0
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(
    "path",
    [
        "projects/",
        "workshops/powerlab/timer/",
        *(
            pytest.param(path, marks=pytest.mark.slow)
            for path in ("", "workshops/powerlab/", "playbooks/imperial/guidance.html")
        ),
    ],
)
def test_nothing_moves_with_reduced_motion(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.emulate_media(reduced_motion="reduce")

    assert page.evaluate(MOVES) == []


def forced(page: Page, selector: str) -> list[bool]:
    """Whether each element has a visible border with forced colours."""
    page.emulate_media(forced_colors="active")
    visible: list[bool] = page.evaluate(BORDERS, selector)
    assert visible, selector
    return visible


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("case-studies/pre-surgery-clinic/", "a[class^=evidence-]"),
        pytest.param("playbooks/imperial/guidance.html", ".mark", marks=pytest.mark.slow),
        ("projects/locum-and-bank-requests/", ".verdict"),
        ("projects/", ".projects .weeks"),
        pytest.param("playbooks/westbrook/menu/", ".projects .level", marks=pytest.mark.slow),
        pytest.param("plan/checklist/", ".md-header", marks=pytest.mark.slow),
    ],
)
def test_labels_keep_their_border_in_forced_colours(open_page: Open, path: str, selector: str) -> None:
    assert all(forced(open_page(path), selector))


def test_icons_are_visible_in_forced_colours(open_page: Open) -> None:
    page = open_page("plan/")
    page.emulate_media(forced_colors="active")
    paper = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    icons = page.locator("article .icon")

    assert icons.count() > 10
    assert paper not in icons.evaluate_all("icons => icons.map((icon) => getComputedStyle(icon).backgroundColor)")


def test_selected_choices_are_visible_in_forced_colours(open_page: Open) -> None:
    page = open_page("projects/")
    page.locator(".menu-choice input").first.check()
    page.locator(".projects .menu-star:visible").first.click()

    assert all(forced(page, ".menu-chip"))
    looks = page.locator(".menu-star:visible").evaluate_all(
        "all => all.slice(0, 2).map((element) => [getComputedStyle(element).borderTopColor, "
        "getComputedStyle(element.querySelector('svg')).fill])"
    )
    assert looks[0] != looks[1]


def test_a_status_is_visible_in_forced_colours(open_page: Open) -> None:
    page = open_page("playbooks/westbrook/menu/")
    page.emulate_media(forced_colors="active")
    marks = page.locator(".status").evaluate_all(
        "all => Object.fromEntries(all.map((element) => [element.className, "
        "['backgroundImage', 'backgroundColor'].map((name) => getComputedStyle(element, '::before')[name]).join()]))"
    )

    assert len(marks) > 1
    assert len(set(marks.values())) == len(marks)


# Structure


def test_each_page_has_a_unique_title_a_language_and_headings_in_order(site: Path) -> None:
    titles: dict[str, Path] = {}
    for file in pages(site):
        page = read(file)
        levels = [level for level, _ in page.headings]
        assert next(values for tag, values in page.elements if tag == "html")["lang"].startswith("en"), file
        assert page.title and page.title not in titles, (file, titles.get(page.title))
        titles[page.title] = file
        assert levels.count(1) == 1 and levels[0] == 1, file
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (file, levels)


@pytest.mark.parametrize("path", paths("timer/", ".html"))
def test_each_page_has_its_landmarks(open_page: Open, path: str) -> None:
    page = open_page(path)
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1, landmark
    names = page.get_by_role("navigation").evaluate_all(
        "all => all.map((element) => element.getAttribute('aria-label'))"
    )

    assert names and all(names)
    assert len(set(names)) == len(names)
    assert page.evaluate("document.documentElement.lang").startswith("en")
