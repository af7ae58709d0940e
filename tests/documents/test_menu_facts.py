"""What a menu says of the time that a trust's cohort has for projects."""

from __future__ import annotations

import datetime

import pytest

from generator.documents.menu_facts import search_words, time_for_projects, trust_menu_facts
from generator.model.library import Library
from generator.model.programme import ShortForm
from generator.planning.playbook import plan
from tests.planning.profiles import playbook, profile

ONE = {"menu": {"projects": ["quick-letters"]}}


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (datetime.date(2027, 1, 13), "Project charters are signed by Wednesday 17 March 2027, which leaves 26 weeks"),
        (None, "Project charters are signed 9 weeks after the first workshop, which leaves 26 weeks"),
    ],
)
def test_the_charter_has_its_day_or_its_week(
    worked_library: Library, start: datetime.date | None, sentence: str
) -> None:
    """Workshop 2 is in week 7, charters follow two weeks later, the presentation day is in week 35."""
    book = playbook(worked_library, profile(start=start, **ONE))

    assert (
        time_for_projects(book)
        == f"{sentence} until the presentation day. Of 1 project, 1 fits, 0 are tight, 0 do not fit."
    )


def test_without_a_charter_projects_start_at_the_first_workshop(worked_library: Library) -> None:
    programme = worked_library.programme.model_copy(update={"charter": None})
    book = playbook(worked_library.model_copy(update={"programme": programme}), profile(start=None, **ONE))

    assert time_for_projects(book).startswith(
        "Project charters are signed at the first workshop, which leaves 35 weeks until the presentation day."
    )


def test_a_short_form_says_that_it_asks_for_data_first(worked_library: Library) -> None:
    short = ShortForm(months_below=5, workshops=["meeting", "listening", "presenting"], advice="A")
    programme = worked_library.programme.model_copy(update={"short_form": short})
    book = playbook(worked_library.model_copy(update={"programme": programme}), profile(months=4, **ONE))

    assert time_for_projects(book).endswith(" The programme asks for their data before the first workshop.")


@pytest.mark.parametrize("months", [9, 13])
def test_the_length_of_a_trusts_own_cohort_is_always_offered(worked_library: Library, months: int) -> None:
    facts = trust_menu_facts(playbook(worked_library, profile(months=months)))

    assert (facts["usual"], facts["own"], months in facts["months"]) == (months, True, True)
    assert facts["months"] == sorted(facts["months"])


def test_people_search_by_the_other_words_of_what_the_menu_has_and_of_nothing_else(library: Library) -> None:
    book = plan(library, "westbrook")
    facts = trust_menu_facts(book)
    by_title = {term["title"]: term for term in facts["terms"]}
    settings = {id for entry in book.menu for id in entry.project.settings}

    assert {"ED", "A&E"} <= set(by_title["Emergency department"]["also"])
    assert by_title["Emergency department"]["facet"] == "setting"
    assert {term["id"] for term in facts["terms"] if term.get("facet") == "setting"} == settings
    assert "TTO" in by_title["medicines to take home"]["also"]
    assert "YAML" not in by_title


def test_a_glossary_term_without_other_words_than_its_plural_is_no_search_term(library: Library) -> None:
    titles = [term["title"] for term in trust_menu_facts(plan(library, "westbrook"))["terms"]]

    assert library.glossary["ward-round"].also == ["ward rounds"]
    assert "ward round" not in titles


def test_the_words_of_a_project_are_its_own_then_those_of_what_it_belongs_to(library: Library) -> None:
    words = search_words(library.projects["handover-list-in-one-place"], library.vocabulary)

    assert words[:2] == ["handover", "hospital at night"]
    assert {"SAU", "T&O", "EPR"} <= set(words)
    assert len(words) == len(set(words))
