"""The project menu as participants use it: filters, search, shortlist. Expected matches are worked out here again."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from generator.documents.menu_facts import SCRIPTS, STYLES, shared_menu_facts, trust_menu_facts
from generator.model.library import Library
from generator.planning.menu import shared_menu
from generator.planning.playbook import plan
from generator.writers.lone_page import embedded
from tests import small
from tests.browser.conftest import Open, reload_file
from tests.browser.test_site import sideways

pytestmark = pytest.mark.firefox

MENU, TRUST_MENU = "projects/", "playbooks/westbrook/menu/"
ASSETS = small.ROOT / "theme/assets"
Facts = dict[str, Any]

HOSTILE = "<img src=x onerror=alert(1)></script><b>\"'&amp;"


@pytest.fixture(scope="module")
def shared(library: Library) -> Facts:
    """Facts of the shared menu."""
    return shared_menu_facts(library, shared_menu(library))


@pytest.fixture(scope="module")
def trust(library: Library) -> Facts:
    """Facts of a trust's own menu."""
    return trust_menu_facts(plan(library, "westbrook", public=True))


# Expected matches


def matching(facts: Facts, months: int | None = None, words: Iterable[str] = (), **chosen: set[str]) -> list[Facts]:
    """Projects that match, in the order of the menu. Words are beginnings of words, which no glossary term has."""

    def text(project: Facts) -> str:
        measures = [measure[key] for measure in project["measures"] for key in ("name", "counts")]
        own = [
            form
            for term in facts["terms"]
            if term.get("id") in project["values"].get(term.get("facet"), ())
            for form in (term["title"], *term["also"])
        ]
        texts = [*(project[key] for key in ("title", "summary", "problem", "aim")), *measures, *project["also"], *own]
        return "\n".join(texts).lower()

    return [
        project
        for project in facts["projects"]
        if all(ids & set(project["values"][facet]) for facet, ids in chosen.items())
        and (months is None or verdict(facts, project, months) != "does not fit")
        and all(re.search(rf"(?<![^\W_]){word}", text(project)) for word in words)
    ]


def verdict(facts: Facts, project: Facts, months: int) -> str:
    """How well a project fits a cohort of some months."""
    rank = project["verdicts"][facts["months"].index(months)][0]
    return ("fits", "tight", "does not fit")[rank]


def verdicts(facts: Facts, months: int, projects: Iterable[Facts]) -> dict[str, int]:
    """How many projects get each verdict."""
    return Counter(verdict(facts, project, months) for project in projects)


def titles(projects: Iterable[Facts]) -> list[str]:
    return [project["title"] for project in projects]


# What the page shows


def shown(page: Page) -> list[str]:
    """Titles of the visible cards, in order."""
    links = page.locator(".projects > ul > li:not([hidden]) a[data-project]")
    return list(
        links.evaluate_all(
            "links => links.filter((element) => element.offsetParent).map((element) => element.textContent)"
        )
    )


def choice(page: Page, facet: str, id: str) -> Locator:
    return page.locator(f'.menu-choice input[name="{facet}"][value="{id}"]')


def choose(page: Page, facet: str, id: str) -> None:
    """Tick or untick a choice, opening its facet as a reader does."""
    box = choice(page, facet, id)
    details = page.locator("details.menu-facet").filter(has=box)
    if not details.evaluate("element => element.open"):
        details.locator("summary").click()
    box.click()


def counts(page: Page, facet: str) -> dict[str, int]:
    rows = page.locator(f'.menu-choice:has(input[name="{facet}"])').evaluate_all(
        "rows => rows.map((row) => [row.querySelector('input').value, row.querySelector('.menu-count').textContent])"
    )
    return {id: int(re.sub(r"\D", "", text)) for id, text in rows}


def star(page: Page, number: int) -> Locator:
    return page.locator(".projects .menu-star").nth(number)


def through_history(page: Page, way: str) -> None:
    """Go back or forward within the page, as its buttons do: Playwright waits for a new page there in Firefox."""
    page.evaluate(
        "way => new Promise(done => { addEventListener('hashchange', done, { once: true }); history[way](); })", way
    )


def chips(page: Page) -> list[str]:
    return page.locator(".menu-chip").evaluate_all("all => all.map((element) => element.childNodes[1].textContent)")


def open_shortlist(page: Page) -> None:
    page.get_by_role("button", name="Shortlist (").click()


def notes(page: Page) -> Locator:
    return page.locator(".menu-entry textarea")


def violations(page: Page) -> str:
    # The theme's tabs fade as the page scrolls; test_accessibility.py checks them.
    within = "article" if page.locator("article").count() else "html"
    report = Axe().run(page, within, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return str(report.generate_report()) if report.violations_count else ""


# Browse


def test_filters_combine_with_or_within_a_facet_and_with_and_between_facets(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    choose(page, "theme", "flow")
    choose(page, "theme", "discharge")
    assert shown(page) == titles(matching(shared, theme={"flow", "discharge"}))

    choose(page, "setting", "medical-wards")
    choose(page, "difficulty", "starter")
    expected = matching(shared, theme={"flow", "discharge"}, setting={"medical-wards"}, difficulty={"starter"})
    assert 0 < len(expected) < len(matching(shared, theme={"flow", "discharge"}))
    assert shown(page) == titles(expected)
    assert page.locator(".menu-total").text_content() == f"{len(expected)} of {len(shared['projects'])} projects"


def test_each_choice_counts_the_projects_that_it_would_leave(open_page: Open, shared: Facts) -> None:
    page = open_page(f"{MENU}#theme=flow,theatres&setting=theatres&months=6")
    chosen: dict[str, set[str]] = {"theme": {"flow", "theatres"}, "setting": {"theatres"}}
    for facet in shared["facets"]:
        others = {id: ids for id, ids in chosen.items() if id != facet["id"]}
        expected = {
            choice["id"]: len(matching(shared, 6, **others, **{facet["id"]: {choice["id"]}}))
            for choice in facet["choices"]
        }
        assert counts(page, facet["id"]) == expected
    options = page.locator("#menu-months option").all_text_contents()[1:]
    expected_options = []
    for months in shared["months"]:
        number = verdicts(shared, months, matching(shared, **chosen))
        expected_options.append(f"{months} months ({number['fits']} fit, {number['tight']} tight)")
    assert options == expected_options

    empty = page.locator(".menu-choice.none").first
    expect(empty.locator(".menu-count")).to_contain_text("0")
    expect(empty.locator("input")).to_be_enabled()


def test_fits_a_cohort_and_marks_what_is_tight(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    page.get_by_label("Fits a cohort of").select_option("9")

    assert shown(page) == titles(matching(shared, 9))
    for word, mark in (("fits", "Fits 9 months"), ("tight", "Tight in 9 months")):
        marked = page.locator("li:not([hidden]) .name").filter(has_text=mark).locator("a")
        expected = [project["title"] for project in shared["projects"] if verdict(shared, project, 9) == word]
        assert expected and sorted(marked.all_text_contents()) == sorted(expected)
    number = verdicts(shared, 9, shared["projects"])
    assert (page.locator(".menu-total").text_content() or "").endswith(
        f" projects. For 9 months: {number['fits']} fit, {number['tight']} are tight, "
        f"{number['does not fit']} do not fit."
    )
    page.get_by_label("Fits a cohort of").select_option("")
    expect(page.locator(".fit:visible")).to_have_count(0)


@pytest.mark.slow
def test_sorting_by_fit_uses_the_usual_length_until_another_is_chosen(open_page: Open, shared: Facts) -> None:
    """The best verdict first, and the most weeks to spare first within it; a cohort usually has nine months."""

    def by_fit(months: int) -> list[str]:
        place = shared["months"].index(months)

        def order(project: Facts) -> tuple[int, int]:
            rank, spare = project["verdicts"][place]
            return rank, -spare

        return titles(sorted(shared["projects"], key=order))

    page = open_page(MENU)
    page.get_by_label("Sort by").select_option("fit")
    assert shown(page) == by_fit(9)
    expect(page).to_have_url(re.compile(re.escape("#sort=fit") + "$"))
    words = {"fits": "Fits 9 months", "tight": "Tight in 9 months", "does not fit": "Does not fit 9 months"}
    by_title = {project["title"]: words[verdict(shared, project, 9)] for project in shared["projects"]}
    marks = page.locator(".projects > ul > li:not([hidden]) .fit").all_text_contents()
    assert marks == [by_title[title] for title in by_fit(9)]

    page.get_by_label("Fits a cohort of").select_option("12")
    fitting = set(titles(matching(shared, 12)))
    assert shown(page) == [title for title in by_fit(12) if title in fitting]


@pytest.mark.firefox(False)
@pytest.mark.slow
def test_a_trusts_menu_says_how_each_project_fits_its_own_cohort(
    open_page: Open, library: Library, trust: Facts
) -> None:
    """Westbrook's example cohort; its cards can be read without a script."""
    playbook = plan(library, "westbrook", public=True)
    fits = {entry.project.title: entry.fit for entry in playbook.menu if entry.fit}
    plain_page = open_page(TRUST_MENU, scripts=False)
    cards = plain_page.locator(".projects > ul > li")
    said = dict(zip(cards.locator("a").all_text_contents(), cards.locator(".weeks").all_text_contents(), strict=True))
    assert said == {title: f"{fit.weeks_needed} weeks: {fit.verdict.value}" for title, fit in fits.items()}

    page = open_page(TRUST_MENU)
    number = verdicts(trust, trust["usual"], trust["projects"])
    assert f"{number['tight']} are tight, {number['does not fit']} do not fit." in (
        page.locator(".menu-total").text_content() or ""
    )
    expect(page.locator(".fit:visible")).to_have_count(0)
    page.get_by_label("Sort by").select_option("fit")
    assert shown(page) == sorted(shown(page), key=lambda title: fits[title].order)


def test_search_matches_every_word_of_a_project(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    for typed, words in (
        ("bed", ["bed"]),
        ("  PATIENTS   Ward ", ["patient", "ward"]),
        ("w\u00e1rd r\u00f2und", ["ward", "round"]),
    ):
        page.get_by_label("Search, such as").fill(typed)
        expected = titles(matching(shared, words=words))
        assert 0 < len(expected) < len(shared["projects"])
        assert sorted(shown(page)) == sorted(expected)
    expect(page.locator("#menu-sort option:checked")).to_have_text("Best match first")


def test_a_result_says_why_it_matched(open_page: Open) -> None:
    page = open_page(f"{MENU}#q=TTO")
    assert shown(page) == ["Medicines ready before lunch"]
    expect(page.locator(".projects .why")).to_have_text("Matches TTO: medicines to take home")
    page.get_by_label("Search, such as").fill("lunch")
    expect(page.locator(".projects .why").first).to_be_hidden()


def test_search_reads_problems_and_measures(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    for project, part in ((shared["projects"][0], "problem"), (shared["projects"][1], "measures")):
        text = project[part] if part == "problem" else project["measures"][0]["counts"]
        page.get_by_label("Search, such as").fill(text[:90])
        assert shown(page) == [project["title"]]


@pytest.mark.slow
def test_sorting_gives_a_single_flat_list(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    expect(page.locator("#flow")).to_be_visible()
    levels = ["starter", "moderate", "stretching"]
    keys: dict[str, Any] = {
        "title": lambda project: project["title"].casefold(),
        "weeks": lambda project: project["weeks"],
        "hours": lambda project: project["hours"],
        "level": lambda project: levels.index(project["level"]),
    }
    for sort, key in keys.items():
        page.get_by_label("Sort by").select_option(sort)
        assert shown(page) == titles(sorted(shared["projects"], key=key))
        expect(page.locator("#flow")).to_be_hidden()
    page.get_by_label("Sort by").select_option("theme")
    assert shown(page) == titles(shared["projects"])
    expect(page.locator("#flow")).to_be_visible()


@pytest.mark.slow
def test_a_link_keeps_the_filter(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    choose(page, "theme", "flow")
    choose(page, "theme", "discharge")
    page.get_by_label("Fits a cohort of").select_option("9")
    page.get_by_label("Search, such as").fill("bed")
    page.get_by_label("Sort by").select_option("title")
    expect(page).to_have_url(re.compile(re.escape("#theme=flow,discharge&months=9&q=bed&sort=title") + "$"))

    other = open_page(f"{MENU}{page.url[page.url.index('#') :]}")
    matches = matching(shared, 9, ["bed"], theme={"flow", "discharge"})
    assert shown(other) == shown(page) == titles(sorted(matches, key=lambda project: project["title"]))
    assert other.get_by_label("Search, such as").input_value() == "bed"
    expect(choice(other, "theme", "discharge")).to_be_checked()
    assert chips(other) == ["Flow", "Discharge", "9 months", "\u201cbed\u201d"]


@pytest.mark.slow
def test_the_back_button_undoes_the_last_change(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    choose(page, "theme", "flow")
    page.get_by_label("Search, such as").press_sequentially("bed ")
    assert len(shown(page)) == len(matching(shared, words=["bed"], theme={"flow"}))
    page.get_by_label("Search, such as").press("Enter")
    page.get_by_label("Search, such as").press_sequentially("patient")
    expect(page).to_have_url(re.compile(re.escape("#theme=flow&q=bed%20patient") + "$"))

    through_history(page, "back")
    expect(page).to_have_url(re.compile(re.escape("#theme=flow&q=bed") + "$"))
    assert page.get_by_label("Search, such as").input_value() == "bed"
    through_history(page, "back")
    assert shown(page) == titles(matching(shared, theme={"flow"}))
    through_history(page, "back")
    assert shown(page) == titles(shared["projects"])
    expect(choice(page, "theme", "flow")).not_to_be_checked()
    through_history(page, "forward")
    expect(choice(page, "theme", "flow")).to_be_checked()


@pytest.mark.slow
def test_chips_remove_filters_and_keep_the_focus(open_page: Open, shared: Facts) -> None:
    page = open_page(f"{MENU}#theme=flow,discharge&months=9&q=bed")
    page.get_by_role("button", name="Remove filter Theme: Flow").press("Enter")
    assert chips(page) == ["Discharge", "9 months", "\u201cbed\u201d"]
    expect(page.get_by_role("button", name="Remove filter Theme: Discharge")).to_be_focused()
    page.get_by_role("button", name="Remove filter Search").press("Enter")
    expect(page.get_by_role("button", name="Remove filter Cohort: 9 months")).to_be_focused()

    page.get_by_role("button", name="Clear all").press("Enter")
    assert shown(page) == titles(shared["projects"])
    assert "#" not in page.url
    expect(page.get_by_label("Search, such as")).to_be_focused()
    expect(page.locator(".menu-chips")).to_be_hidden()


@pytest.mark.slow
def test_with_no_matches_it_suggests_which_filter_to_remove(open_page: Open, shared: Facts) -> None:
    page = open_page(f"{MENU}#theme=flow,discharge&setting=pathology&months=9")
    rest = {
        "Without Theme: Flow, Discharge": len(matching(shared, 9, setting={"pathology"})),
        "Without Setting: Pathology": len(matching(shared, 9, theme={"flow", "discharge"})),
    }
    assert shown(page) == []
    offers = page.locator(".menu-none button").all_text_contents()
    expected = [f"{words} \u2013 {n} project{'s' if n > 1 else ''}" for words, n in rest.items() if n]
    assert sorted(offers) == sorted(expected)
    page.get_by_role("button", name="Without Setting").click()
    assert shown(page) == titles(matching(shared, 9, theme={"flow", "discharge"}))
    expect(page.locator(".menu-none")).to_be_hidden()
    page.get_by_label("Search, such as").fill("xyzzy")
    choose(page, "difficulty", "starter")
    page.get_by_label("Fits a cohort of").select_option("6")
    expect(page.get_by_role("button", name="Without Search")).to_be_visible()


@pytest.mark.slow
def test_a_themes_anchor_shows_that_theme(open_page: Open, shared: Facts) -> None:
    page = open_page("projects/theatre-first-case-start/")
    page.get_by_role("article").get_by_role("link", name="Theatres", exact=True).click()
    expect(page.locator(".menu-total")).to_contain_text(" of ")

    assert shown(page) == titles(matching(shared, theme={"theatres"}))
    page.evaluate("location.hash = 'project-menu'")
    assert shown(page) == titles(matching(shared, theme={"theatres"}))


@pytest.mark.slow
def test_unknown_values_in_an_address_are_ignored(open_page: Open, shared: Facts) -> None:
    page = open_page(f"{MENU}#theme=nowhere&months=99&sort=worst&view=x&__proto__=1&constructor=a&q=")
    for hash in ("", "#theme=%E0%A4%A&q=%", "#=&&=a=b&months=&theme=,,,", "#toString", "#theme"):
        page.evaluate("hash => { location.hash = hash; }", hash)
        assert shown(page) == titles(shared["projects"])
    page.reload()
    choose(page, "theme", "flow")
    expect(page).to_have_url(re.compile(re.escape("#theme=flow") + "$"))


def test_hostile_text_in_an_address_stays_text(open_page: Open) -> None:
    page = open_page(f"{MENU}#q=%3Cimg%20src=x%20onerror=alert(1)%3E%22%5D%27%5C{'%F0%9F%98%80' * 200}&sort=title")

    assert chips(page)[0].startswith('\u201c<img src=x onerror=alert(1)>"]')
    assert page.locator(".project-menu img").count() == 0
    page.get_by_label("Sort by").select_option("weeks")
    expect(page).to_have_url(re.compile(re.escape("&sort=weeks") + "$"))


def test_a_screen_reader_hears_the_number_of_results_once(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    page.evaluate(
        """() => {
          window.heard = [];
          const region = document.querySelector(".project-menu [role=status]");
          new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true });
        }"""
    )
    page.get_by_label("Search, such as").press_sequentially("discharge")
    number = len(matching(shared, words=["discharge"]))
    expect(page.locator(".project-menu [role=status]")).to_have_text(f"{number} of {len(shared['projects'])} projects")
    assert page.evaluate("heard.filter((message) => message.includes(' of ')).length") == 1


def test_it_works_with_the_keyboard_alone(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    page.get_by_label("Search, such as").focus()
    reached = []
    while "INPUT" not in reached and len(reached) < 10:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", reached
    # Firefox lets one scroll the column of filters by the keys.
    reached = [each for each in reached if each != "menu-filters"]
    assert reached == ["menu-sort", "BUTTON", "menu-months", "SUMMARY", "INPUT"]
    page.keyboard.press("Space")
    expect(choice(page, "theme", "flow")).to_be_focused()
    assert shown(page) == titles(matching(shared, theme={"flow"}))
    star(page, 0).focus()
    page.keyboard.press("Enter")
    expect(star(page, 0)).to_have_attribute("aria-pressed", "true")
    expect(star(page, 0)).to_be_focused()
    page.get_by_role("button", name="Shortlist (1)").press("Enter")
    expect(page.get_by_role("heading", name="Your shortlist")).to_be_focused()
    page.get_by_role("button", name="Back to all projects").press("Enter")
    expect(page.get_by_role("button", name="Shortlist (1)")).to_be_focused()
    assert page.locator(".project-menu [tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0


PHONE = {"width": 320, "height": 640}


def is_in_view(element: Locator) -> bool:
    """Whether all of it is in the window, and nothing lies over its middle."""
    return bool(
        element.evaluate(
            """element => {
              const { top, bottom, left, right } = element.getBoundingClientRect();
              const upmost = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
              return top >= 0 && bottom <= innerHeight && element.contains(upmost);
            }"""
        )
    )


def test_on_a_phone_the_filters_are_a_sheet_that_always_shows_how_many_are_left(open_page: Open, trust: Facts) -> None:
    page = open_page(f"{TRUST_MENU}#theme=flow&difficulty=starter", width=320)
    page.set_viewport_size(PHONE)
    opener = page.get_by_role("button", name="Filters (2)")
    expect(choice(page, "theme", "flow")).to_be_hidden()
    opener.click()
    sheet = page.get_by_role("dialog", name="Filters")
    for facet in sheet.locator("details").all():
        facet.evaluate("facet => { facet.open = true; }")
    expect(sheet.get_by_label("Sort by")).to_be_visible()
    for id in ("medicines", "discharge"):
        choice(page, "theme", id).click()
        themes = {"flow", "medicines", *(["discharge"] if id == "discharge" else [])}
        number = len(matching(trust, theme=themes, difficulty={"starter"}))
        assert is_in_view(sheet.get_by_role("button", name=f"Show {number} project"))
    sheet.locator("details").last.scroll_into_view_if_needed()
    assert is_in_view(sheet.get_by_role("button", name="Show"))
    assert sideways(page) <= 0
    sheet.get_by_role("button", name="Show").click()
    expect(choice(page, "theme", "flow")).to_be_hidden()
    expect(page.get_by_role("button", name="Filters (4)")).to_be_focused()
    assert len(shown(page)) == number

    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Filters (4)")).to_be_focused()


@pytest.mark.slow
def test_the_sheet_leaves_the_filters_where_they_were(open_page: Open) -> None:
    page = open_page(MENU, width=320)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name="Close the filters").click()
    page.set_viewport_size({"width": 1280, "height": 900})

    expect(choice(page, "theme", "flow")).to_be_visible()
    expect(page.locator(".menu-bar").get_by_label("Sort by")).to_be_visible()


@pytest.mark.parametrize("path", [MENU, pytest.param(TRUST_MENU, marks=pytest.mark.slow)])
def test_on_a_phone_the_first_card_is_in_the_first_screen(open_page: Open, path: str) -> None:
    page = open_page(path, width=320)
    page.set_viewport_size(PHONE)
    first = page.locator(".projects > ul > li:visible").first

    assert is_in_view(first.locator(".name"))
    assert is_in_view(first.locator(".menu-star"))


@pytest.mark.firefox(False)
@pytest.mark.slow
def test_in_print_it_is_a_table_of_the_matches(open_page: Open, trust: Facts) -> None:
    page = open_page(f"{TRUST_MENU}#status=taken,done")
    page.emulate_media(media="print")
    expected = matching(trust, status={"taken", "done"})

    assert shown(page) == titles(expected)
    row = page.locator(".projects li:not([hidden])").first
    assert row.evaluate("element => getComputedStyle(element).display") == "table-row"
    cells = row.locator(".name, .what, .where, .weeks, .hours, .level, .status")
    assert set(cells.evaluate_all("all => all.map((element) => getComputedStyle(element).display)")) == {"table-cell"}
    assert len({round(box["y"]) for cell in cells.all() if (box := cell.bounding_box())}) == 1
    expect(page.locator(".projects .head:visible")).to_have_text("Project In short Where Weeks Hours Level Status")
    for hidden in (".menu-bar", ".menu-filters", ".menu-star", ".menu-clear"):
        expect(page.locator(hidden).first).to_be_hidden()


@pytest.mark.firefox(False)
def test_with_facts_of_an_earlier_release_the_list_is_as_without_scripts(open_page: Open, site: Path) -> None:
    kept = (site / TRUST_MENU / "facts.js").read_text(encoding="utf-8").replace('"id":"discharge', '"id":"another')
    page = open_page()
    page.route("**/facts.js", lambda route: route.fulfill(body=kept, content_type="text/javascript"))
    page.goto(page.url + TRUST_MENU, wait_until="load")

    expect(page.get_by_role("heading", name="Flow")).to_be_visible()
    expect(page.locator(".menu-filters, .menu-bar, .menu-star")).to_have_count(0)


@pytest.mark.firefox(False)
def test_without_scripts_the_list_shows_in_its_groups(open_page: Open, trust: Facts) -> None:
    page = open_page(TRUST_MENU, scripts=False)

    assert shown(page) == titles(trust["projects"])
    expect(page.get_by_role("heading", name="Flow")).to_be_visible()
    expect(page.get_by_text("Taken, Westbrook General, 20 January 2027 to 15 September 2027")).to_be_visible()
    expect(page.locator(".projects .head").first).to_be_hidden()


# Shortlist


# Playwright's way back to an earlier page waits for ever in Firefox.
@pytest.mark.firefox(False)
@pytest.mark.slow
def test_a_star_puts_a_project_on_the_shortlist(open_page: Open, shared: Facts) -> None:
    page = open_page(MENU)
    expect(star(page, 1)).to_have_accessible_name(f"Add to shortlist: {shared['projects'][1]['title']}")
    star(page, 1).click()
    expect(star(page, 1)).to_have_accessible_name(f"On your shortlist: {shared['projects'][1]['title']}")
    expect(star(page, 1)).to_have_attribute("aria-pressed", "true")

    page.locator(".projects a[data-project]").nth(1).click()
    expect(page.get_by_role("button", name="On your shortlist")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    page.locator(".projects a[data-project]").first.click()
    page.get_by_role("button", name="Add to shortlist").click()
    page.get_by_role("link", name="Your shortlist (2)").click()
    expect(page).to_have_url(re.compile(re.escape("/projects/#view=shortlist") + "$"))
    expect(page.locator(".menu-entry-title")).to_have_text([shared["projects"][n]["title"] for n in (1, 0)])
    expect(page.get_by_text("Kept in this browser only")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="On your shortlist")).to_be_visible()


@pytest.mark.slow
def test_each_menu_has_its_own_shortlist(open_page: Open, trust: Facts) -> None:
    page = open_page(TRUST_MENU)
    page.locator(".projects a[data-project]").first.click()
    page.get_by_role("button", name="Add to shortlist").click()
    page.get_by_role("link", name="Your shortlist (1), Project menu of Westbrook").click()
    expect(page.locator(".menu-entry-title")).to_have_text([trust["projects"][0]["title"]])
    page.goto(page.url.split("/playbooks")[0] + "/projects/")
    expect(page.get_by_role("button", name="Shortlist (0)")).to_be_visible()
    page.goto(page.url + trust["projects"][0]["id"] + "/")
    expect(page.get_by_role("button", name="Add to shortlist")).to_be_visible()


@pytest.mark.slow
def test_notes_are_saved_while_they_are_typed(open_page: Open) -> None:
    page = open_page(MENU, own=True)
    star(page, 0).click()
    open_shortlist(page)
    notes(page).fill("Ask Dr Patel\n<b>first</b>")
    page.reload()

    expect(notes(page)).to_have_value("Ask Dr Patel\n<b>first</b>")
    other = page.context.new_page()
    other.goto(page.url)
    notes(other).fill("Asked")
    expect(notes(page)).to_have_value("Asked")
    other.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


@pytest.mark.slow
def test_undo_restores_a_removed_project(open_page: Open) -> None:
    page = open_page(MENU)
    for number in range(3):
        star(page, number).click()
    open_shortlist(page)
    notes(page).nth(1).fill("Mine")
    before = page.locator(".menu-entry-title").all_text_contents()
    page.get_by_role("button", name="Remove").nth(1).click()
    expect(page.locator(".menu-entry")).to_have_count(2)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.locator(".menu-entry-title").all_text_contents() == before
    expect(notes(page).nth(1)).to_have_value("Mine")
    expect(page.get_by_role("heading", name="Your shortlist")).to_be_focused()

    page.get_by_role("button", name="Clear shortlist").click()
    expect(page.locator(".menu-entry")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".menu-entry-title").all_text_contents() == before
    page.get_by_role("button", name="Back to all projects").click()
    star(page, 1).click()
    star(page, 1).click()
    open_shortlist(page)
    expect(notes(page).last).to_have_value("Mine")


@pytest.mark.slow
def test_four_projects_are_compared_and_a_fifth_is_refused(open_page: Open, trust: Facts) -> None:
    page = open_page(TRUST_MENU)
    for number in range(5):
        star(page, number).click()
    open_shortlist(page)
    notes(page).first.fill("Ours")
    boxes = page.get_by_role("checkbox", name="Compare")
    boxes.first.check()
    expect(page.get_by_text("Tick another to compare them").first).to_be_visible()
    for number in (1, 2, 3):
        boxes.nth(number).check()
    boxes.nth(4).click()
    expect(page.get_by_role("alert")).to_contain_text("Four fit side by side")
    expect(boxes.nth(4)).not_to_be_checked()

    table = page.get_by_role("table")
    first = trust["projects"][0]
    assert table.get_by_role("columnheader").all_text_contents() == titles(trust["projects"][:4])
    rows = table.get_by_role("rowheader").all_text_contents()
    assert rows[:7] == ["In short", "Where", "Weeks", "Hours", "Level", "Does it fit?", "Fits cohorts"]
    assert rows[7:] == ["Sponsor", "Aim", "Measures", "The clinician", "The manager", "Status", "Your notes"]
    cells = table.locator("tbody tr td:nth-child(2)").all_text_contents()
    assert cells[5] == first["fit"].capitalize()
    assert cells[6] == f"From {first['fits']} months (tight from {first['tight']})"
    assert (cells[0], cells[10], cells[12:]) == (first["summary"], first["clinician"], ["Open", "Ours"])
    boxes.nth(0).uncheck()
    boxes.nth(4).check()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert table.get_by_role("columnheader").all_text_contents() == titles(trust["projects"][1:5])


@pytest.mark.firefox(False)
@pytest.mark.slow
@pytest.mark.parametrize(
    "clipboard", [pytest.param(True, id="clipboard"), pytest.param(False, id="older way", marks=pytest.mark.slow)]
)
def test_the_shortlist_is_copied_as_text(open_page: Open, trust: Facts, clipboard: bool) -> None:
    page = open_page("about/", own=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not clipboard:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(page.url.replace("about/", TRUST_MENU))
    star(page, 0).click()
    open_shortlist(page)
    notes(page).fill("Ask first")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    notes(page).fill("")
    notes(page).press("Control+v")

    project = trust["projects"][0]
    text = notes(page).input_value()
    effort = f"{project['weeks']} weeks"
    for words in (project["title"], project["summary"], project["where"], effort, "Ask first", "Status: Open"):
        assert words in text
    assert f"/projects/{project['id']}/" in text


@pytest.mark.slow
def test_excel_opens_the_download(open_page: Open, trust: Facts) -> None:
    page = open_page(TRUST_MENU)
    for number in range(5):
        star(page, number).click()
    open_shortlist(page)
    typed = ['=1+1, "quoted"\nline', "+44", "-1", "@you", "plain"]
    for number, text in enumerate(typed):
        notes(page).nth(number).fill(text)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download for Excel").click()
    assert waiting.value.suggested_filename == "shortlist-westbrook.csv"
    raw = Path(waiting.value.path()).read_bytes()

    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert text.endswith("\r\n") and text.count("\r\n") == 6
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert ",".join(head) == "Title,Summary,Where,Weeks,Hours a month,Level,Sponsor,Status,Notes,Address"
    first = trust["projects"][0]
    assert rows[0][:7] == [
        *(first[key] for key in ("title", "summary", "where")),
        str(first["weeks"]),
        str(first["hours"]),
        "Starter",
        first["sponsor"],
    ]
    assert [row[8] for row in rows] == [*(f"'{text}" for text in typed[:4]), "plain"]
    assert rows[0][9].endswith(f"/projects/{first['id']}/")


@pytest.mark.firefox(False)
@pytest.mark.slow
def test_in_print_the_shortlist_has_its_notes(open_page: Open) -> None:
    page = open_page(MENU)
    star(page, 0).click()
    open_shortlist(page)
    notes(page).fill("First line\nlast line of a long note")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")

    expect(page.locator(".menu-note-on-paper")).to_have_text("First line\nlast line of a long note")
    expect(page.locator(".menu-note-on-paper")).to_be_visible()
    for hidden in ("textarea", ".menu-actions", ".menu-remove", ".menu-bar"):
        expect(page.locator(f".project-menu {hidden}").first).to_be_hidden()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(f"{TRUST_MENU}#status=taken", marks=pytest.mark.slow),
        "playbooks/westbrook/projects/shared-equipment-store/",
    ],
)
def test_talk_about_it_starts_an_email_that_names_the_project(open_page: Open, library: Library, path: str) -> None:
    page = open_page(path)
    is_menu = path.startswith(TRUST_MENU)
    project = library.projects["discharge-medicines-ready"]
    title = project.title if is_menu else "One store of equipment for two sites"
    email = "pharmacy@westbrook.example" if is_menu else "integrated-care@westbrook.example"
    link = page.locator('a[href^="mailto:"]:visible').first
    to, _, query = str(link.get_attribute("href")).partition("?")

    assert to == f"mailto:{email}"
    subject, body = (unquote(part.split("=", 1)[1]) for part in query.split("&"))
    assert subject == title
    address = page.url.split("#")[0].replace(TRUST_MENU, f"projects/{project.id}/")
    assert body.split("\r\n") == [f"I would like to talk about this project: {title}", "", address, ""]
    if is_menu:
        page.locator("li:not([hidden]) .menu-star").click()
        open_shortlist(page)
        expect(page.locator('.menu-entry a[href^="mailto:"]')).to_have_attribute("href", f"{to}?{query}")


@pytest.mark.slow
def test_the_shortlist_says_what_has_left_the_menu(open_page: Open) -> None:
    page = open_page(MENU)
    page.evaluate(
        """localStorage.setItem("paired-learning-shortlist:*", JSON.stringify({ projects: [
          { id: "gone", title: "An old project", note: "Still mine", compare: true }, { id: 7 }, null, "x"] }))"""
    )
    page.goto(f"{page.url}#view=shortlist")
    page.reload()

    expect(page.locator(".menu-entry")).to_have_count(1)
    expect(page.get_by_text("No longer on this menu")).to_be_visible()
    expect(notes(page)).to_have_value("Still mine")
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".menu-entry")).to_have_count(0)


@pytest.mark.slow
def test_a_broken_store_gives_an_empty_shortlist(open_page: Open) -> None:
    page = open_page(MENU)
    for stored in ("{broken", "[]", '{"projects": 5}', "null", '"x"'):
        page.evaluate("stored => localStorage.setItem('paired-learning-shortlist:*', stored)", stored)
        page.reload()
        expect(page.get_by_role("button", name="Shortlist (0)")).to_be_visible()
    star(page, 0).click()
    expect(page.get_by_role("button", name="Shortlist (1)")).to_be_visible()
    page.evaluate("localStorage.setItem('paired-learning-menu', '{broken')")
    page.goto(str(page.locator(".projects a[data-project]").first.evaluate("link => link.href")))
    expect(page.get_by_role("button", name="On your shortlist")).to_be_visible()


# Two lists


THEIRS = ("discharge-medicines-ready", "fair-waiting-list")


def test_a_shared_address_shows_both_lists_and_where_they_agree(open_page: Open, library: Library) -> None:
    page = open_page(MENU)
    page.locator(".projects li", has=page.locator(f"[data-project={THEIRS[0]}]")).locator(".menu-star").click()
    page.locator(".projects li", has=page.locator("[data-project=one-form-fewer]")).locator(".menu-star").click()
    page.evaluate("hash => { location.hash = hash; }", f"view=shortlist&projects={','.join(THEIRS)},left-long-ago")

    expect(page.get_by_role("region", name="A shortlist that was shared with you")).to_be_visible()
    # By its class: Playwright's search by role and then by tag ends Firefox's process.
    partner = page.locator(".menu-partner")
    expect(partner).to_contain_text(
        "1 of 2 projects is on your shortlist too. 1 project of theirs is not on this menu."
    )
    groups = dict(
        zip(partner.locator("h3").all_text_contents(), partner.locator("ul").all_text_contents(), strict=True)
    )
    assert library.projects[THEIRS[0]].title in groups["On both lists (1)"]
    assert library.projects[THEIRS[1]].title in groups["Only on theirs (1)"]
    assert library.projects["one-form-fewer"].title in groups["Only on yours (1)"]
    assert violations(page) == ""

    partner.get_by_role("button", name="Add to mine").press("Enter")
    expect(partner).to_contain_text("2 of 2 projects are on your shortlist too.")
    expect(partner.get_by_role("heading", level=2)).to_be_focused()
    expect(page.locator(".menu-entry")).to_have_count(3)
    partner.get_by_role("button", name="Close their list").click()
    expect(partner).to_be_hidden()
    expect(page).to_have_url(re.compile("#view=shortlist$"))


def test_all_of_theirs_are_added_and_undone_at_once(open_page: Open) -> None:
    page = open_page(f"{MENU}#view=shortlist&projects={','.join(THEIRS)}")
    page.get_by_role("button", name="Add all of theirs to mine").click()
    expect(page.locator(".menu-entry")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".menu-entry")).to_have_count(0)


@pytest.mark.firefox(False)
@pytest.mark.slow
def test_the_link_of_a_shortlist_carries_its_ids_and_nothing_else(open_page: Open, shared: Facts) -> None:
    page = open_page("about/", own=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(page.url.replace("about/", MENU))
    star(page, 0).click()
    star(page, 1).click()
    open_shortlist(page)
    notes(page).first.fill("Nobody else reads this")
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".menu-news")).to_contain_text("Link copied.")

    ids = ",".join(project["id"] for project in shared["projects"][:2])
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{page.url.split('#')[0]}#view=shortlist&projects={ids}"
    other = open_page(link.removeprefix(page.url.split(MENU)[0]))
    expect(other.get_by_role("heading", name="Only on theirs (2)")).to_be_visible()


@pytest.mark.parametrize("refuses", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.slow
def test_a_phone_has_its_own_sheet_to_share_with(open_page: Open, refuses: bool) -> None:
    page = open_page("about/", own=True)
    page.add_init_script(
        """window.matchMedia = ((real) => (query) =>
             query === "(pointer: coarse)" ? { matches: true } : real.call(window, query))(window.matchMedia);
           navigator.share = (what) => { window.sent = what; return OUTCOME; };""".replace(
            "OUTCOME", "Promise.reject(new DOMException('', 'AbortError'))" if refuses else "Promise.resolve()"
        )
    )
    page.goto(page.url.replace("about/", MENU))
    star(page, 0).click()
    open_shortlist(page)
    page.get_by_role("button", name="Share").click()

    sent = page.evaluate("window.sent")
    assert sent["title"] == "Shortlist: Project menu"
    assert re.search(r"/projects/#view=shortlist&projects=[a-z-]+$", sent["url"])
    expect(page.locator(".menu-news")).to_be_hidden()


def test_hostile_ids_in_an_address_are_left_out(open_page: Open) -> None:
    page = open_page(f"{MENU}#view=shortlist&projects=%3Cb%3E,../x,__proto__,,fair-waiting-list,fair-waiting-list")
    expect(page.get_by_role("heading", name="Only on theirs (1)")).to_be_visible()
    expect(page.locator(".menu-partner")).to_contain_text("0 of 1 project is on your shortlist too.")


@pytest.mark.slow
def test_with_two_ticked_the_comparison_is_one_press_away(open_page: Open) -> None:
    page = open_page(MENU, width=320)
    page.set_viewport_size(PHONE)
    for number in range(4):
        star(page, number).click()
    open_shortlist(page)
    boxes = page.get_by_role("checkbox", name="Compare")
    boxes.nth(0).check()
    assert is_in_view(page.get_by_text("Tick another to compare them").locator("visible=true"))
    boxes.nth(1).check()
    compare = page.get_by_role("button", name="Compare 2 side by side").nth(1)
    assert is_in_view(compare)
    compare.press("Enter")
    expect(page.get_by_role("heading", name="Side by side")).to_be_focused()
    expect(page.get_by_role("heading", name="Side by side")).to_be_in_viewport()


# As a single file, without Material


def alone(path: Path, site: Path, facts: Facts, before: str = "") -> str:
    """Address of a file that holds only a menu, its style and its script."""
    built = (site / TRUST_MENU / "index.html").read_text(encoding="utf-8")
    start, end = built.index('<div class="project-menu'), built.index('<div class="page-source"')
    style = "".join((ASSETS / name).read_text(encoding="utf-8") for name in STYLES)
    script = before + "".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"
    path.write_text(
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Menu</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<style>{style}</style></head><body><main><h1>Menu</h1>{built[start:end]}"
        f'<script type="application/json" class="menu-facts">{embedded(facts)}</script></main>'
        f"<script>{script}</script></body></html>",
        encoding="utf-8",
    )
    return path.as_uri()


@pytest.mark.slow
def test_it_works_as_a_single_file(open_page: Open, site: Path, trust: Facts, tmp_path: Path) -> None:
    page = open_page(alone(tmp_path / "menu.html", site, trust))
    choose(page, "theme", "flow")
    assert shown(page) == titles(matching(trust, theme={"flow"}))
    expect(page).to_have_url(re.compile(re.escape("menu.html#theme=flow") + "$"))
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(re.compile(re.escape("menu.html") + "$"))
    through_history(page, "back")
    through_history(page, "back")
    assert shown(page) == titles(trust["projects"])
    star(page, 0).click()
    reload_file(page, page.get_by_role("button", name="Shortlist (1)"))
    open_shortlist(page)
    expect(page.locator(".menu-entry")).to_have_count(1)
    assert violations(page) == ""


@pytest.mark.slow
def test_in_a_file_a_partners_list_is_copied_and_pasted(
    open_page: Open, site: Path, trust: Facts, tmp_path: Path
) -> None:
    page = open_page(alone(tmp_path / "menu.html", site, trust))
    page.evaluate("document.execCommand = () => { window.copied = document.activeElement.value; return true; }")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    star(page, 0).click()
    open_shortlist(page)
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".menu-news")).to_contain_text("List copied.")
    text = page.evaluate("window.copied")
    assert f"- {trust['projects'][0]['title']}" in text

    paste = page.get_by_label("Compare with a partner")
    paste.fill("something else")
    expect(page.get_by_role("alert").filter(has_text="not a list")).to_be_visible()
    paste.fill(text.replace("\n", " "))
    expect(page.get_by_role("heading", name="On both lists (1)")).to_be_visible()
    expect(paste).to_have_value("")


def test_a_blocked_store_is_reported(open_page: Open, site: Path, trust: Facts, tmp_path: Path) -> None:
    blocked = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = open_page(alone(tmp_path / "menu.html", site, trust, blocked))
    star(page, 0).click()
    open_shortlist(page)
    notes(page).fill("For now")

    expect(page.get_by_text("does not let the page keep anything")).to_be_visible()
    page.get_by_role("button", name="Back to all projects").click()
    open_shortlist(page)
    expect(notes(page)).to_have_value("For now")


def test_hostile_facts_are_text(open_page: Open, site: Path, trust: Facts, tmp_path: Path) -> None:
    names = ("title", "summary", "problem", "aim", "where", "sponsor", "clinician", "manager", "progress")
    first = (
        trust["projects"][0]
        | dict.fromkeys(names, HOSTILE)
        | {
            "contact": {"name": HOSTILE, "email": "a?cc=b@x.example"},
            "measures": [{"kind": HOSTILE, "name": HOSTILE, "counts": HOSTILE}],
        }
    )
    second = trust["projects"][1] | {"title": HOSTILE}
    facets = [
        facet | {"title": HOSTILE, "choices": [choice | {"title": HOSTILE} for choice in facet["choices"]]}
        for facet in trust["facets"]
    ]
    facts = trust | {"title": HOSTILE, "facets": facets, "projects": [first, second, *trust["projects"][2:]]}
    page = open_page(alone(tmp_path / "menu.html", site, facts))
    choice(page, "theme", "flow").click()
    star(page, 0).click()
    star(page, 1).click()
    assert str(page.locator(".talk a").first.get_attribute("href")).startswith("mailto:a%3Fcc%3Db@x.example?subject=")
    open_shortlist(page)
    for box in page.get_by_role("checkbox", name="Compare").all():
        box.check()
    page.get_by_role("button", name="Remove").first.click()

    assert page.locator("img, b, [onerror]").count() == 0
    expect(page.locator(".menu-news")).to_contain_text(HOSTILE)
    expect(page.locator(".menu-entry-title")).to_have_text(HOSTILE)


# Accessibility


# test_opened_states.py runs axe on each.
@pytest.mark.firefox(False)
@pytest.mark.slow
def test_forced_colours_still_show_which_projects_are_starred(open_page: Open) -> None:
    page = open_page(MENU)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    star(page, 0).click()
    borders = [star(page, n).evaluate("element => getComputedStyle(element).borderTopColor") for n in (0, 1)]

    assert borders[0] != borders[1]
