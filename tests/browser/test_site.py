"""The site as people use it."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from generator.model.library import Library
from tests.browser.conftest import Open
from tests.reading import pages

ONE_OF_EACH_KIND = [
    "",
    "plan/",
    "plan/time-and-release/",
    "plan/checklist/",
    "plan/pairing-methods/",
    "programme/",
    "programme/conversation/",
    "forms/",
    "forms/preparedness-self-assessment/",
    "workshops/",
    "workshops/facilitators/",
    "workshops/powerlab/",
    "workshops/powerlab/facilitators/",
    "workshops/powerlab/timer/",
    "projects/",
    "projects/theatre-first-case-start/",
    "case-studies/",
    "case-studies/pre-surgery-clinic/",
    "playbooks/",
    "playbooks/imperial/",
    "playbooks/imperial/plan.html",
    "playbooks/imperial/guidance.html",
    "playbooks/westbrook/menu/",
    "about/",
    "about/glossary/",
    "about/references/",
    "about/leadership-domains/",
    "about/accessibility/",
    "about/how-to-use/",
]
QUICK = ("", "workshops/powerlab/", "projects/", "projects/theatre-first-case-start/")
"""Pages that `make test` opens; `make test-all` opens them all."""


def paths(*without: str) -> list[Any]:
    """Pages for a test's parameters, all but `QUICK` marked as slow, without those that end in some text."""
    wanted = [path for path in ONE_OF_EACH_KIND if not (without and path.endswith(without))]
    return [path if path in QUICK else pytest.param(path, marks=pytest.mark.slow) for path in wanted]


def sideways(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize(
    ("door", "step", "end"),
    [
        ("I plan a scheme", "Time and release", "Study leave"),
        pytest.param("I take part", "Improvement projects", "From idea to charter", marks=pytest.mark.slow),
        pytest.param("I run a workshop", "first workshop", "Agenda", marks=pytest.mark.slow),
    ],
)
def test_each_way_in_leads_to_its_page(open_page: Open, door: str, step: str, end: str) -> None:
    page = open_page()
    page.get_by_role("article").get_by_role("link", name=door, exact=True).click()
    page.get_by_role("article").get_by_role("link", name=step).first.click()

    expect(page.get_by_role("article")).to_contain_text(end)


def test_what_a_release_changed_item_by_item_is_folded_twice(open_page: Open) -> None:
    page = open_page("about/whats-new/")
    change = page.locator("details a", has_text="Accessibility statement").first
    expect(change).to_be_hidden()

    page.get_by_text("Everything that changed, item by item").first.click()
    expect(change).to_be_hidden()
    page.locator("summary", has_text="Pages").first.click()
    expect(change).to_be_visible()


def test_facilitator_notes_fold_and_unfold(open_page: Open) -> None:
    page = open_page("workshops/skills-for-change/")
    first = page.locator("details.facilitator").first
    expect(first).not_to_have_attribute("open", "")

    first.locator("summary").click()
    expect(first.get_by_text("Say", exact=True)).to_be_visible()

    page.get_by_role("button", name="Open all notes").click()
    assert page.locator("details.facilitator:not([open])").count() == 0
    page.get_by_role("button", name="Close all notes").click()
    assert page.locator("details.facilitator[open]").count() == 0


def test_the_menu_of_pages_opens_on_a_phone(open_page: Open) -> None:
    page = open_page("workshops/powerlab/", width=320)
    page.locator("label[for=__drawer].md-header__button").click()

    expect(page.locator(".md-nav--primary").get_by_role("link", name="Sharing learning").first).to_be_visible()


def test_a_long_page_lists_its_sections_where_there_is_no_room_beside_it(open_page: Open) -> None:
    page = open_page("programme/shadowing/", width=390)
    contents = page.locator(".on-this-page")
    contents.locator("summary").click()
    contents.get_by_role("link", name="In theatre").click()
    expect(page.locator("#in-theatre")).to_be_in_viewport()

    page.set_viewport_size({"width": 1280, "height": 900})
    expect(contents).to_be_hidden()
    expect(page.get_by_role("navigation", name="Table of contents").last).to_be_visible()


def test_a_glossary_term_says_what_it_means(open_page: Open) -> None:
    page = open_page("plan/time-and-release/")
    term = page.locator("a.term").first

    assert term.get_attribute("href", timeout=5000).startswith("../../about/glossary/#")  # type: ignore[union-attr]
    term.hover()
    expect(page.locator(".md-tooltip2--active, .md-tooltip--active").first).to_be_visible()


@pytest.mark.slow
def test_every_page_is_fine_at_phone_width(open_page: Open, site: Path, address: str) -> None:
    page = open_page(width=320)
    wide = []
    for file in pages(site):
        page.goto(address + file.parent.relative_to(site).as_posix())
        if sideways(page) > 0:
            wide.append(file)

    assert wide == []


@pytest.mark.parametrize(
    "path",
    [
        "projects/",
        "workshops/skills-for-change/",
        *(pytest.param(path, marks=pytest.mark.slow) for path in ("", "case-studies/pre-surgery-clinic/")),
    ],
)
def test_pages_work_without_scripts(open_page: Open, path: str) -> None:
    page = open_page(path, scripts=False)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.get_by_role("article").get_by_role("link").count() > 2
    for fold in page.locator("details.facilitator summary").all()[:1]:
        fold.click()
        expect(page.get_by_text("Say", exact=True).first).to_be_visible()


@pytest.mark.slow
def test_without_scripts_the_whole_menu_shows(open_page: Open, library: Library) -> None:
    page = open_page("projects/", scripts=False)

    for project in library.projects.values():
        expect(page.get_by_role("article").get_by_role("link", name=project.title, exact=True)).to_be_visible()


def test_the_skip_link_comes_first(open_page: Open) -> None:
    page = open_page("plan/time-and-release/")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()


@pytest.mark.parametrize("path", ["workshops/skills-for-change/", "workshops/powerlab/facilitators/"])
def test_a_workshop_prints_its_agenda_and_says_to_print_the_guide(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.locator("details.gives-away").evaluate_all("folds => folds.forEach(fold => { fold.open = true; })")
    note = page.get_by_text("print the facilitator guide from the files of this page")
    expect(note).not_to_be_visible()

    page.emulate_media(media="print")
    expect(note).to_be_visible()
    expect(page.get_by_role("heading", name="Agenda", exact=True)).to_be_visible()
    for name in ("Downloads", "Facilitator notes", "Handouts", "Before the day"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_have_count(0)
    for part in (".md-header", ".md-tabs", ".md-footer", ".md-sidebar"):
        for note in page.locator(part).all():
            expect(note).not_to_be_visible()


@pytest.mark.slow
def test_the_playbook_opens_from_disk(open_page: Open, site: Path, tmp_path: Path) -> None:
    page = open_page("playbooks/imperial/")
    page.get_by_role("link", name="Open the plan").click()
    expect(page.get_by_role("heading", name="At a glance", exact=True)).to_be_visible()

    alone = tmp_path / "plan.html"
    alone.write_bytes((site / "playbooks/imperial/plan.html").read_bytes())
    page.goto(alone.as_uri())
    expect(page.get_by_role("heading", name="At a glance", exact=True)).to_be_visible()
    assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "projects/",
        "",
        "workshops/powerlab/",
        "case-studies/pre-surgery-clinic/",
    ],
)
def test_a_first_visit_costs_less_than_500_kilobytes(chromium: Browser, address: str, path: str) -> None:
    """Everything that a page loads; text counts compressed, as web servers send it."""
    context = chromium.new_context()
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    bodies = {response.url: response.body() for response in responses if response.ok}
    context.close()

    assert not [url for url in bodies if "/search/" in url and not url.endswith("/search/open.js")]
    assert sum(len(gzip.compress(body)) for body in bodies.values()) < 500_000


def test_the_meaning_of_a_word_is_shown_in_letters_to_read(open_page: Open) -> None:
    page = open_page("plan/time-and-release/")
    page.locator("main a[title]", has_text="registrars").hover()

    meaning = page.get_by_role("tooltip")
    expect(meaning).to_contain_text("resident doctor")
    expect(meaning.locator("> *").first).to_have_css("font-size", "14px")
