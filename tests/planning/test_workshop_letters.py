"""Letters before each workshop: one frame, each workshop's own words."""

from __future__ import annotations

import datetime
from typing import Any

from generator.model.base import Timing
from generator.model.library import Library
from generator.model.template import Template
from generator.model.workshop_preparation import LetterText
from generator.planning.session import sessions
from generator.planning.workshop_letters import workshop_letters
from tests.planning import cohort
from tests.planning.profiles import playbook, profile

WORDS = LetterText(
    what_happens="You *listen*.",
    bring=["Bring a pen", "Ask *one* person"],
    opting_out="Say pass.",
    for_leads="Please do not drop in.",
)


def frame(body: str, **values: Any) -> Template:
    whole = {
        "id": "to-all",
        "source": "content/templates/to-all.yml",
        "title": "Letter to all",
        "kind": "letter",
        "summary": "A letter.",
        "sender": "programme-lead",
        "subject": "{workshop_number}: {workshop_title} on {workshop_date}",
        "weeks_before_workshop": 2,
        "sections": [{"id": "letter", "body": body}],
        **values,
    }
    return Template.model_validate(whole, strict=False)


def library_with(body: str = "{workshop_happens}", **values: Any) -> Library:
    """The hand-made library with a frame, and words for the workshop listening alone."""
    library = cohort.library()
    listening = library.workshops["listening"].model_copy(update={"letters": WORDS, "title": "To *listen*"})
    letter = frame(body, **values)
    return library.model_copy(
        update={
            "workshops": {**library.workshops, "listening": listening},
            "templates": {**library.templates, letter.id: letter},
        }
    )


def letters(body: str) -> tuple[Template, ...]:
    library = library_with(body)
    return workshop_letters(library.templates.values(), library.workshops.values())


def test_a_workshop_with_words_has_a_letter_for_each_frame_and_one_without_has_none() -> None:
    (letter,) = letters("{workshop_happens}")

    assert (letter.id, letter.title) == ("workshop-1-to-all", "Workshop 1: letter to all")
    assert letter.timing == [Timing(workshop="listening", weeks_before=2)]


def test_what_a_workshop_says_is_in_place_of_its_blanks_and_the_others_stay() -> None:
    (letter,) = letters("{workshop_happens} {workshop_opting_out} {workshop_for_leads} {workshop_date} {recipient}")

    assert letter.sections[0].body == "You *listen*. Say pass. Please do not drop in. {workshop_date} {recipient}"
    assert letter.subject == "1: To *listen* on {workshop_date}"


def test_lines_and_titles_in_the_text_of_a_letter_are_no_markup() -> None:
    (letter,) = letters("{workshop_number} {workshop_title}\n\n{workshop_bring}")

    assert letter.sections[0].body == "1 To \\*listen\\*\n\n- Bring a pen\n- Ask \\*one\\* person"


def test_a_playbook_has_the_letters_apart_from_its_other_templates() -> None:
    book = playbook(library_with(), profile(months=6, groups=2))

    assert "to-all" not in [template.id for template in book.templates]
    assert [letter.id for letter in book.workshop_letters] == ["workshop-1-to-all"]


def test_a_letter_goes_out_two_weeks_before_the_session() -> None:
    book = playbook(library_with(), profile(months=6, groups=2))

    assert book.schedule
    assert book.schedule.workshop_days["listening"] == datetime.date(2027, 1, 13)
    assert book.schedule.due(book.workshop_letters[0].timing[0]) == datetime.date(2026, 12, 30)


def test_a_letter_may_go_out_on_the_day_itself() -> None:
    library = library_with(weeks_before_workshop=0)
    (letter,) = workshop_letters(library.templates.values(), library.workshops.values())

    assert letter.timing == [Timing(workshop="listening", weeks_before=0)]


def test_each_session_has_its_own_letters() -> None:
    held = sessions(library_with())

    assert {id: [letter.id for letter in session.letters] for id, session in held.items()} == {
        "listening": ["workshop-1-to-all"],
        "asking": [],
        "presenting": [],
    }
