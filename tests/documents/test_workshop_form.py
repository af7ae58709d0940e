"""The feedback form of one workshop: its own statements, and no question that only others ask."""

from __future__ import annotations

import pytest

from generator.documents.document import Table, plain
from generator.documents.form import form_blocks, forms, shared_forms, unlinked
from generator.documents.workshop_form import form_of_workshop, forms_of_workshops
from generator.model.instrument import Instrument
from generator.model.library import Library
from generator.planning.playbook import plan

WORDS = ("use", "keep", "change")


@pytest.fixture(scope="module")
def feedback(library: Library) -> Instrument:
    return library.instruments["workshop-feedback"]


def asked(form: Instrument) -> list[str]:
    return [question.id for group in form.groups for question in group.questions]


def test_the_powerlab_asks_about_its_roles_below_how_it_went(library: Library, feedback: Instrument) -> None:
    form = form_of_workshop(feedback, library.workshops["powerlab"])

    assert [(group.title, [question.id for question in group.questions]) for group in form.groups] == [
        ("About me", ["side"]),
        ("What I can do now", ["first", "second", "third", "fourth"]),
        ("How it went for me", ["other-profession", "pace", "included", "worth", "left-role", "support"]),
        ("In my words", list(WORDS)),
    ]
    assert form.groups[1].questions[0].text == "I can describe one event as it looked from four places."


def test_no_other_workshop_asks_about_roles(library: Library, feedback: Instrument) -> None:
    form = form_of_workshop(feedback, library.workshops["nhs-context"])

    assert form.title == "Feedback: The NHS context: quality, safety, finance and policy"
    assert asked(form) == [
        *("side", "first", "second", "third", "fourth", "fifth"),
        *("other-profession", "pace", "included", "worth"),
        *WORDS,
    ]


def test_what_every_form_asks_is_the_whole_form_in_its_order(library: Library, feedback: Instrument) -> None:
    """So the columns of the workbook for the evaluation come in the order of each form."""
    whole = asked(feedback)
    for workshop in library.workshops.values():
        own = asked(form_of_workshop(feedback, workshop))
        assert own == [id for id in whole if id in own]
        assert len(workshop.evaluation) == sum(id in own for id in ("first", "second", "third", "fourth", "fifth"))


def test_a_form_about_no_workshop_stays_as_it_is(library: Library) -> None:
    leaver = library.instruments["leaver-form"]

    assert forms_of_workshops(leaver, library.workshops.values()) == (leaver,)


def test_ratings_stand_beside_the_points_of_their_scale(library: Library, feedback: Instrument) -> None:
    form = form_of_workshop(feedback, library.workshops["powerlab"])
    first, second = (block for block in form_blocks(form, None, unlinked) if isinstance(block, Table))

    labels = ["", "Disagree strongly", "Disagree", "Neither", "Agree", "Agree strongly"]
    assert [plain(cell) for cell in first.header] == [plain(cell) for cell in second.header] == labels
    assert [[plain(cell) for cell in row] for row in first.rows][1] == [
        "3. I noticed what my place made me do.",
        *("1", "2", "3", "4", "5"),
    ]
    assert second.rows[0][5][0].title == "5: 6. I heard something from another profession that I can use."


def test_a_playbook_and_the_site_have_a_page_for_each_workshop(library: Library) -> None:
    playbook = plan(library, "westbrook")
    titles = [f"Feedback: {each.workshop.title}" for each in playbook.workshops]

    assert [document.title for document in forms(playbook)["workshop-feedback"]] == titles
    assert len(titles) == 6
    assert [document.title for document in forms(playbook)["leaver-form"]] == ["Leaver form"]
    shared = shared_forms(library.instruments["workshop-feedback"], None, library)
    assert [document.title for document in shared] == [
        f"Feedback: {library.workshops[id].title}" for id in library.programme.workshops
    ]
