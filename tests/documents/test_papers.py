"""All papers of a cohort: what they are called, what is missing in them, and the sheet for mail merge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.documents.papers import (
    Papers,
    all_papers,
    choices,
    in_brief,
    mail_merge,
    normal,
    read_me,
    still_missing,
    words_for,
)
from generator.model.library import Library
from generator.model.scheme import Decision, LearningGroup, Records
from generator.model.template import Audience
from generator.planning.playbook import Playbook
from tests.documents.test_personal_letters import person, template
from tests.planning.profiles import playbook, profile

OFFER = template(
    "places-offered", "Dear {recipient}, ring [number] by {answer_by:7}. Your partner is {partner}.", title="Offer"
)
NOTE = {"id": "note", "title": "Before", "body": "Ring **{lead}** first."}
WELCOME = template(
    "participants",
    title="Welcome",
    subject="Welcome to {cohort}",
    timing=[{"milestone": "selection"}],
    sections=[{"id": "letter", "body": "Dear {recipient}"}, NOTE],
)
PEOPLE = [
    person("Olu", decision=Decision.OFFERED, email="olu@example.nhs.uk"),
    person("Ola", decision=Decision.OFFERED),
    person("Pia", email="pia@example.nhs.uk"),
]


@pytest.fixture
def book(worked_library: Library) -> Playbook:
    templates = {
        "offer": OFFER.model_copy(update={"id": "offer"}),
        "welcome": WELCOME.model_copy(update={"id": "welcome"}),
    }
    library = worked_library.model_copy(update={"templates": templates})
    groups = [LearningGroup(id="pair-1", name="Pair 1", members=["olu", "pia"])]
    lead = [{"role": "programme-lead", "name": "A*B"}]
    return replace(playbook(library, profile(contacts=lead)), records=Records(people=PEOPLE, groups=groups))


def test_papers_are_called_by_their_title_their_id_or_whom_they_go_to(book: Playbook) -> None:
    words = {papers.id: papers.words for papers in all_papers(book)}

    assert words == {
        "offer": {"offer", "places offered", "offered"},
        "welcome": {"welcome", "participants", "participant"},
        "attendance-lists": {"attendance lists"},
        "table-plans": {"table plans"},
        "name-badges": {"name badges"},
    }
    assert {"places offered", "line managers", "Welcome", "Name badges"} <= set(choices(all_papers(book)))
    assert words_for(Audience.NOT_THIS_TIME) == {"not this time"}
    assert normal(" Places-Offered ") == "places offered"


def test_what_is_missing_is_listed_by_letter_and_person(book: Playbook) -> None:
    assert still_missing(book, all_papers(book)) == (
        "Still missing in the letters of Cohort 1, Test Hospitals\n"
        "\n"
        "Offer (letters/offer)\n"
        "  In each: [number]; [date, 7 days from today]\n"
        "  Ola: [name of the learning partner]; no email address\n"
    )


def test_nothing_missing_is_said(book: Playbook) -> None:
    records = Records(people=PEOPLE[2:])

    assert still_missing(book, all_papers(replace(book, records=records))).endswith("\n\nNothing.\n")


def test_numbers_for_the_terminal_name_nobody(book: Playbook) -> None:
    assert [in_brief(papers) for papers in all_papers(book)] == [
        "Offer: 2 documents, 6 gaps to fill",
        "Welcome: 1 document",
        "Attendance lists: 12 documents",
        "Table plans: 6 documents",
        "Name badges: 1 document",
    ]


def test_mail_merge_has_a_sheet_for_each_letter_a_row_for_each_recipient_and_a_column_for_each_blank(
    book: Playbook,
) -> None:
    merge = mail_merge(book, all_papers(book))
    assert merge is not None
    offer, welcome = merge.sheets

    assert [column.title for column in offer.columns] == [
        "recipient",
        "recipient_email",
        "about",
        "answer_by_7",
        "partner",
    ]
    assert offer.rows == (
        ("Olu", "olu@example.nhs.uk", "Olu", None, "Pia"),
        ("Ola", None, "Ola", None, None),
    )
    assert (welcome.name, welcome.rows) == ("welcome", (("Pia", "pia@example.nhs.uk", "Pia", "Cohort 1"),))
    assert mail_merge(book, [Papers("offer", "Offer", "letters", {})]) is None


def test_sheets_of_long_names_differ(book: Playbook) -> None:
    (letters, *_) = all_papers(book)
    ids = [f"{'letter-' * 5}{number}" for number in range(3)]
    merge = mail_merge(book, [replace(letters, id=id) for id in ids])

    assert merge is not None
    names = [sheet.name for sheet in merge.sheets]
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)
    assert len({sheet.table for sheet in merge.sheets}) == 3


def test_people_of_the_same_name_have_files_of_their_own(book: Playbook) -> None:
    """A name that Windows reserves, one in letters that no file name should have, and names that differ in case."""
    names = ["Con", "Ann Lee", "ANN LEE", "漢字", "字"]
    people = [person(f"p{number}").model_copy(update={"name": name}) for number, name in enumerate(names)]
    welcome = all_papers(replace(book, records=Records(people=people)))[1]

    assert list(welcome.documents) == ["con-project", "ann-lee", "ann-lee-2", "person", "person-2"]


def test_the_read_me_has_the_notes_of_letters_that_somebody_gets(book: Playbook) -> None:
    text = read_me(book, all_papers(book))

    assert "WHO MAY SEE THIS FOLDER" in text
    assert text.endswith("\nBEFORE YOU SEND: Welcome\nRing A*B first.\n")
    assert not any(who.name in text for who in PEOPLE)
    nobody = replace(book, records=Records(people=PEOPLE[:1]))
    assert "BEFORE YOU SEND" not in read_me(nobody, all_papers(nobody))
