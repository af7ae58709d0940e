"""Indexes say at a glance what each thing is for, who uses it and when."""

from __future__ import annotations

from html import unescape

import pytest

from generator.model.library import Library
from generator.site import addresses
from generator.site.edition import SiteFiles
from generator.site.index_pages import form_stages
from tests.site.made import page_of


@pytest.fixture(scope="module")
def site(whole_site: SiteFiles) -> SiteFiles:
    return whole_site


def entry(site: SiteFiles, uri: str, title: str) -> str:
    """The line of the index that begins with this title."""
    lines = unescape(site.files[uri].decode()).split("\n")
    return next((line for line in lines if f'<span class="entry-name">[{title}](' in line), "")


def test_forms_stand_in_the_order_in_which_people_meet_them(library: Library) -> None:
    stages = {stage.id: [form.id for form, _ in stage.forms] for stage in form_stages(library)}

    assert list(stages) == ["before", "during", "end", "needed"]
    assert stages["before"][0] == "application-form"
    assert stages["end"][-1] == "six-months-survey"
    assert stages["needed"] == ["leaver-form", "workshop-feedback"]
    assert sorted(id for ids in stages.values() for id in ids) == sorted(library.instruments)


def test_stages_without_forms_are_left_out(small_library: Library) -> None:
    assert all(stage.forms for stage in form_stages(small_library))


def test_a_form_says_who_fills_it_in_when_and_whether_it_asks_for_a_name(site: SiteFiles) -> None:
    survey = entry(site, addresses.FORMS, "Six months after")
    charter = entry(site, addresses.FORMS, "Project charter")

    assert "Participant" in survey
    assert "Six months after" in survey
    assert "No name asked" in survey
    assert "3 weeks after the workshop Skills and tools for change" in charter
    assert "No name asked" not in charter


def test_a_topic_says_how_much_there_is_to_decide_and_to_do(library: Library, site: SiteFiles) -> None:
    topic = library.guidance["time-and-release"]
    line = entry(site, addresses.PLAN, topic.title)

    assert f"{len(topic.decisions)} decisions" in line
    assert f"{len(topic.actions)} actions" in line
    assert f"{len(topic.templates) + len(topic.instruments)} forms and letters" in line


def test_a_workshop_says_how_long_it_takes_and_when_it_comes(site: SiteFiles) -> None:
    first = entry(site, addresses.WORKSHOPS, "1. Self-awareness and a shared purpose")
    third = entry(site, addresses.WORKSHOPS, "3. Skills and tools for change")

    assert "3 hours 30 minutes" in first
    assert "At the start" in first
    assert "After 9 weeks" in third


def test_planners_are_led_to_what_they_need_most(site: SiteFiles, library: Library) -> None:
    for title in (
        "Make your plan",
        "Planning checklist",
        "Letters, adverts and plans",
        "Pairing methods",
        "Example report",
    ):
        assert entry(site, addresses.PLAN, title)
    assert addresses.EXAMPLE_REPORT_PAGE in library.pages


def test_an_index_leads_to_an_example_report_where_there_is_one(small_library: Library) -> None:
    without = {id: page for id, page in small_library.pages.items() if id != addresses.EXAMPLE_REPORT_PAGE}
    library = small_library.model_copy(update={"pages": without})

    assert "Example report" in page_of(small_library, addresses.PLAN)
    assert "Example report" not in page_of(library, addresses.PLAN)


def test_case_studies_with_figures_come_first_each_with_its_setting_and_years(
    library: Library, site: SiteFiles
) -> None:
    text = unescape(site.files[addresses.CASE_STUDIES].decode())
    measured = [study.title for study in library.case_studies.values() if study.results]
    _, with_figures, told = text.split("\n## ")

    assert measured
    assert all(title in with_figures for title in measured)
    assert not [title for title in measured if title in told]
    clinic = entry(site, addresses.CASE_STUDIES, "A clinic before surgery")
    assert "Pre-assessment, Surgical wards" in clinic
    assert "2010-11" in clinic
    assert "fell from 7.4" in clinic
