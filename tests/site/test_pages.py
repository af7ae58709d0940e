"""Every page of the built site, as a reader without scripts sees it."""

from __future__ import annotations

import itertools
import posixpath
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from generator.documents import citation
from generator.model.library import Library
from generator.model.walk import claims_of
from generator.planning import dates
from generator.planning.cohort_figures import in_usual_words
from generator.planning.playbook import plan
from generator.planning.schedule import EntryKind
from generator.site.addresses import address, relative
from generator.site.navigation import navigation
from generator.site.pages import site_files
from generator.sources.tree import read_theme
from tests import small
from tests.reading import Read, pages, read

PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join)
FONT = "fonts/atkinson-hyperlegible-next-english.woff2"


@pytest.fixture(scope="module")
def everything(site: Path) -> dict[str, Read]:
    """Every page by its path from the root of the site."""
    return {page.relative_to(site).as_posix(): read(page) for page in pages(site)}


def page_of(kind: str, id: str) -> str:
    """Path of the built page of an item."""
    return address(kind, id).replace("/index.md", ".md").replace(".md", "/index.html")


def test_every_item_has_a_page(library: Library, everything: dict[str, Read]) -> None:
    library = in_usual_words(library)
    for kind, nouns in (
        ("guidance", library.guidance),
        ("component", library.components),
        ("workshop", library.workshops),
        ("project", library.projects),
        ("case-study", library.case_studies),
        ("instrument", library.instruments),
    ):
        for id, noun in nouns.items():
            page = everything[page_of(kind, id)]
            assert noun.title in page.headings[0][1], id
            assert " ".join(noun.summary.split()) == page.description, id


@given(PATHS, PATHS)
def test_a_link_leads_from_the_folder_of_its_page(target: str, page: str) -> None:
    assert relative(target, page) == posixpath.relpath(target, posixpath.dirname(page) or ".")


def test_a_preview_compiles_no_template_twice(small_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = read_theme(small.ROOT)
    first = site_files(small_library, theme, {})
    monkeypatch.setattr(Environment, "compile", None)

    assert site_files(small_library, theme, {}) == first


def test_every_page_has_a_title_a_description_and_its_source(everything: dict[str, Read]) -> None:
    assert len(everything) > 60
    for path, page in everything.items():
        assert page.title, path
        assert 20 < len(page.description) < 300, path
        assert [level for level, _ in page.headings].count(1) == 1, path
        assert "For maintainers: " in page.text, path
        assert "ontent release 20" in page.text, path


def test_every_page_asks_for_its_font_first(site: Path, everything: dict[str, Read]) -> None:
    """Otherwise its words move when the font arrives."""
    for path, page in everything.items():
        font, script = [
            values["href"] for name, values in page.elements if name == "link" and values["rel"] == "preload"
        ]
        assert script.endswith("choices.js"), path
        assert (site / path).parent.joinpath(font).resolve() == site.resolve() / FONT, path


def test_what_only_maintainers_need_is_last(everything: dict[str, Read], library: Library) -> None:
    for path, page in everything.items():
        _, _, last = page.text.rpartition("For maintainers: ")
        assert len(last.split()) < 60, path

    *_, about = navigation(library, {})
    *_, last = about["About"]
    assert last == {"For maintainers": ["about/quality.md"]}


@pytest.mark.parametrize("path", ["about/whats-new", "about/how-to-use", "about/accessibility"])
def test_a_release_of_this_guide_is_no_leave_from_daily_work(everything: dict[str, Read], path: str) -> None:
    page = everything[f"{path}/index.html"]

    assert "release" in page.text
    assert not [link for link in page.links if link.endswith("#release")]


def test_case_studies_with_measured_results_come_first(everything: dict[str, Read]) -> None:
    page = everything["case-studies/index.html"]
    text = " ".join(page.text.split())
    result = "Mean length of stay for elective surgery fell from 7.4 (the year before) to 4.1 days"

    assert text.index("A clinic before surgery") < text.index("The Imperial pilot") < text.index("A transfer form")
    assert text.index("went home sooner") < text.index(result) < text.index("Not named in the report")


@pytest.mark.parametrize("study", ["pre-surgery-clinic", "friday-night-admissions"])
def test_a_case_study_begins_with_what_came_of_it(everything: dict[str, Read], study: str) -> None:
    titles = [title for level, title in everything[f"case-studies/{study}/index.html"].headings if level == 2]

    assert titles[:3] == ["What changed", "The situation before", "What people did"]


def test_pages_have_different_titles(everything: dict[str, Read]) -> None:
    titles = [page.title for page in everything.values()]

    assert len(set(titles)) == len(titles)


def test_headings_go_down_one_step_at_a_time(everything: dict[str, Read]) -> None:
    for path, page in everything.items():
        levels = [level for level, _ in page.headings]
        assert levels[0] == 1, path
        for before, after in itertools.pairwise(levels):
            assert after <= before + 1, f"{path}: {page.headings}"


def test_ids_are_unique_on_each_page(everything: dict[str, Read]) -> None:
    for path, page in everything.items():
        assert len(set(page.ids)) == len(page.ids), path


def test_every_claim_shows_its_label_and_links_to_its_source(library: Library, everything: dict[str, Read]) -> None:
    for kind, nouns in (("guidance", library.guidance), ("component", library.components)):
        for id, noun in nouns.items():
            page = everything[page_of(kind, id)]
            cites = {cite for _, claim in claims_of(noun) for cite in claim.cite}
            links = {urldefrag(link)[1] for link in page.links if "references/" in link}
            assert cites <= links, id
            for label in {claim.evidence for _, claim in claims_of(noun)}:
                assert citation.LABELS[label] in page.text, id


def test_internal_links_lead_to_an_existing_page_and_anchor(site: Path, everything: dict[str, Read]) -> None:
    ids = {path: set(page.ids) for path, page in everything.items()}
    checked = 0
    for path, page in everything.items():
        for link in page.links:
            if ":" in link.split("/")[0]:
                continue
            target, fragment = urldefrag(urljoin(f"https://site/{path}", link))
            file = target.removeprefix("https://site/")
            file += "index.html" if file == "" or file.endswith("/") else ""
            assert (site / file).is_file(), f"{path} links to {link}"
            if fragment and file in ids and not fragment.startswith("__"):
                assert fragment in ids[file], f"{path} links to {link}"
            checked += 1
    assert checked > 2000


def test_items_link_to_each_other_and_back(library: Library, everything: dict[str, Read]) -> None:
    def leads(start: tuple[str, str], end: tuple[str, str]) -> bool:
        page = everything[page_of(*start)]
        targets = {urljoin(f"/{page_of(*start)}", urldefrag(link)[0]) for link in page.links}
        return "/" + page_of(*end).removesuffix("index.html") in targets

    for project in library.projects.values():
        here = ("project", project.id)
        for workshop in project.workshops:
            assert leads(here, ("workshop", workshop))
            assert leads(("workshop", workshop), here)
        for study in project.case_studies:
            assert leads(here, ("case-study", study))
            assert leads(("case-study", study), here)


def test_results_are_a_drawing_and_a_table(library: Library, everything: dict[str, Read]) -> None:
    study = library.case_studies["pre-surgery-clinic"]
    page = everything[page_of("case-study", study.id)]

    assert study.results
    assert [values["role"] for tag, values in page.elements if tag == "svg" and values.get("role")] == ["img"]
    for number in ("7.4", "4.1"):
        assert number in page.text


def test_the_page_of_a_playbook_has_its_timeline_as_a_drawing_and_as_text(
    library: Library, everything: dict[str, Read]
) -> None:
    page = everything[page_of("trust", "westbrook")]
    schedule = plan(library, "westbrook").schedule
    assert schedule is not None

    assert [values["class"] for tag, values in page.elements if tag == "svg" and values.get("role")] == ["timeline"]
    for entry in schedule.of(EntryKind.WORKSHOP):
        assert f"{dates.short(entry.first)} {entry.title}" in " ".join(page.text.split())


def test_a_topic_says_which_cohorts_have_it_in_their_playbook(everything: dict[str, Read]) -> None:
    text = {id: " ".join(everything[page_of("guidance", id)].text.split()) for id in ("integrated-care", "leadership")}

    assert "Playbooks have it only for cohorts with a partner organisation." in text["integrated-care"]
    assert "Playbooks have it only" not in text["leadership"]


def test_an_agenda_has_clock_times(library: Library, everything: dict[str, Read]) -> None:
    page = everything[page_of("workshop", "skills-for-change")]
    workshop = library.workshops["skills-for-change"]

    assert f"{workshop.start:%H:%M}" in page.text
    for activity in workshop.activities:
        assert activity.title in page.text
    assert [tag for tag, values in page.elements if tag == "details" and "facilitator" in values.get("class", "")]


def test_no_page_loads_anything_from_another_host(everything: dict[str, Read]) -> None:
    for path, page in everything.items():
        for tag, values in page.elements:
            if tag in ("script", "img", "iframe", "source") or (tag == "link" and values.get("rel") != "canonical"):
                for name in ("src", "href"):
                    assert "//" not in values.get(name, ""), f"{path}: {values}"
