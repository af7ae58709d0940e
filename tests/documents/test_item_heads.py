"""The heads of forms, letters and learning components: what their readers ask first."""

from __future__ import annotations

import re

import pytest

from generator.documents import form, glance, guidance, letter
from generator.documents.document import plain, runs_of
from generator.documents.page_head import HeadFact
from generator.model.library import Library
from generator.planning.cohort_figures import in_usual_words
from generator.planning.playbook import plan
from generator.site.page_context import PageContext

IN_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 8: "eight", 10: "ten"}
"""Minutes as the instructions of forms write them."""


@pytest.fixture(scope="module")
def usual(library: Library) -> Library:
    return in_usual_words(library)


def said(facts: list[HeadFact]) -> dict[str, str]:
    return {fact.name: plain(runs_of(fact.words)) for fact in facts}


def of_form(library: Library, id: str) -> dict[str, str]:
    return said(list(form.head_facts(library.instruments[id], PageContext(library, f"forms/{id}.md"))))


def of_letter(library: Library, id: str) -> dict[str, str]:
    template, context = library.templates[id], PageContext(library, f"letters/{id}.md")
    return said(list(letter.head_facts(template, list(letter.sections(template, context, {})), context)))


def of_component(library: Library, id: str) -> dict[str, str]:
    context = PageContext(library, f"programme/{id}.md")
    return said(list(guidance.component_facts(library.components[id], context)))


def test_a_form_says_whose_it_is_when_it_is_due_and_how_long_it_takes(usual: Library) -> None:
    assert of_form(usual, "midpoint-check") == {
        "Filled in by": "Participant",
        "When": "1 week before: midpoint",
        "Takes": "3 minutes for 8 questions",
        "Name": "Not asked",
    }
    assert of_form(usual, "sponsor-survey")["Copies"] == "Before the programme, at the end"


def test_a_form_that_names_no_minutes_has_its_questions_alone(usual: Library) -> None:
    head = of_form(usual, "project-charter")

    assert re.fullmatch(r"\d+ questions", head["Takes"])
    assert "Name" not in head


def test_the_minutes_of_a_form_are_those_that_its_words_name(library: Library) -> None:
    """Nobody reads one figure at the head and another in the instructions."""
    timed = {id: each for id, each in library.instruments.items() if each.minutes}
    named = [each.instructions.lower() + each.summary.lower() for each in timed.values()]

    minutes = [each.minutes or 0 for each in timed.values()]
    wrong = [
        id
        for id, number, text in zip(timed, minutes, named, strict=True)
        if not re.search(rf"\b({number}|{IN_WORDS.get(number, number)})\b(/\d+\}})?\s+minutes", text)
    ]
    assert len(timed) >= 12
    assert wrong == []


def test_a_letter_says_from_whom_to_whom_when_and_what_is_left_to_write(usual: Library) -> None:
    head = of_letter(usual, "release-letter-line-manager")

    assert (head["From"], head["To"], head["When"]) == ("Programme lead", "Line manager", "Selection")
    assert re.fullmatch(r"\d+ blanks your plan fills in what it knows", head["To fill in"])
    assert head["To read"] == "2 minutes"


def test_what_nobody_sends_is_kept_by_somebody(usual: Library) -> None:
    head = of_letter(usual, "risk-register")

    assert "Kept by" in head
    assert "From" not in head


def test_a_letter_before_each_workshop_says_so(usual: Library) -> None:
    assert of_letter(usual, "letter-to-participants")["When"] == "2 weeks before each workshop"


def test_a_component_says_how_many_hours_it_takes_and_how_long_its_page_is(usual: Library) -> None:
    head = of_component(usual, "shadowing")

    assert head["Time"] == "9 hours for each participant"
    assert head["To fill in"] == "2 forms"
    assert int(head["To read"].split()[0]) > 3
    assert "Time" not in of_component(usual, "design-surgeries")


def test_a_playbook_begins_with_its_cohort_in_figures(library: Library) -> None:
    head = said(list(glance.head_facts(plan(library, "imperial", public=True))))

    assert (head["Who"], head["How long"]) == ("12 pairs", "9 months")
    assert head["First workshop"] == "Wednesday 15 September 2027"
    assert head["Workshops"] == "6, with clock times"
