"""The letters before a workshop, for whoever sends them, and those to leads and others by name."""

from __future__ import annotations

import datetime
from dataclasses import replace
from email import message_from_bytes
from typing import Any

from generator.documents.document import Front
from generator.documents.letter import missing
from generator.documents.papers import all_papers, read_me
from generator.documents.personal_letters import PersonalLetter, personal_letters
from generator.documents.plain_text import in_plain_text
from generator.documents.session_letters import session_letters
from generator.model.library import Library, Trust
from generator.model.scheme import Decision, Person, Records
from generator.planning.session import sessions
from generator.writers.people import files_of
from tests.planning.profiles import playbook, profile
from tests.test_formats import THEME

PIN = {
    "what": "workshop-powerlab",
    "day": datetime.date(2027, 6, 9),
    "start": datetime.time(9, 30),
    "room": "Seminar room 2",
}
CONTACTS = [
    {"role": "senior-clinician", "name": "Sen Clinician", "email": "sen@example.nhs.uk"},
    {"role": "programme-lead", "name": "Lea Lead", "email": "lea@example.nhs.uk"},
]


def text(library: Library, workshop: str, letter: str, **values: Any) -> str:
    """A letter of a workshop in plain text, for a trust with these values, or for no particular trust."""
    slug = None
    if values:
        trust = profile(**values)
        library = library.model_copy(update={"trusts": {trust.id: Trust(profile=trust)}})
        slug = trust.id
    return in_plain_text(session_letters(sessions(library, slug)[workshop])[letter].blocks)


def test_for_no_particular_trust_dates_rooms_and_names_stay_blank(library: Library) -> None:
    letter = session_letters(sessions(library)["powerlab"])["letter-to-participants"]

    assert letter.front is Front.LETTERHEAD
    assert {"[date of the workshop]", "[start and finish]", "[room]", "[name of the person who receives it]"} <= set(
        missing(letter.blocks)
    )
    assert "Workshop 5 of paired learning is Powerlab: working within systems." in in_plain_text(letter.blocks)


def test_a_trusts_letter_has_its_date_times_room_and_people(library: Library) -> None:
    values = {"schedule": {"pins": [PIN]}, "contacts": CONTACTS}
    letter = text(library, "powerlab", "letter-to-participants", **values)

    assert letter.startswith("Workshop 5 on Wednesday 9 June 2027: what to expect and what to bring")
    assert "- Date: Wednesday 9 June 2027\n- Time: 09:30 to 13:00\n- Room: Seminar room 2" in letter
    assert "Tell us by Wednesday 2 June 2027 what would help you" in letter
    assert "Write to lea@example.nhs.uk or ring [telephone]" in letter
    assert letter.endswith("Lea Lead, programme lead")


def test_every_workshop_has_both_letters(library: Library) -> None:
    for session in sessions(library).values():
        assert sorted(session_letters(session)) == ["letter-to-leads", "letter-to-participants"]


def test_the_letters_of_the_powerlab_do_not_give_it_away(library: Library) -> None:
    letters = "\n".join(text(library, "powerlab", id) for id in ("letter-to-participants", "letter-to-leads"))
    cards = [card.title.lower() for card in library.workshops["powerlab"].role_cards]

    assert "do you play, or do you watch?" in letters
    assert [card for card in cards if card != "patient" and card in letters.lower()] == []
    assert [word for word in ("inspector", "counter", "letter 8", "slip") if word in letters.lower()] == []


# --- letters to leads by name -----------------------------------------------------------------------------------------


def to_leads(library: Library, *people: Person, **values: Any) -> list[PersonalLetter]:
    plan = replace(playbook(library, profile(**values)), records=Records(people=list(people)))
    return list(personal_letters(plan)["workshop-5-letter-to-leads"])


def person(name: str, **values: Any) -> Person:
    return Person(id=name.lower(), name=name, decision=Decision.PARTICIPANT, **values)


def test_whoever_releases_several_people_gets_one_letter_about_them_all(library: Library) -> None:
    letters = to_leads(
        library,
        person("Ana", line_manager="Max", line_manager_email="max@example.nhs.uk"),
        person("Ben", line_manager="Max", line_manager_email="max@example.nhs.uk", supervisor="Sue"),
        person("Cat"),
    )

    assert [(letter.about, letter.recipient, letter.email) for letter in letters] == [
        ("Cat", "", ""),
        ("Ana and Ben", "Max", "max@example.nhs.uk"),
        ("Ben", "Sue", ""),
    ]
    assert letters[1].subject.startswith("Ana and Ben at workshop 5 on ")


def test_the_senior_leads_get_a_letter_about_the_whole_cohort(library: Library) -> None:
    (letter,) = to_leads(library, contacts=CONTACTS)

    assert (letter.recipient, letter.email) == ("Sen Clinician", "sen@example.nhs.uk")
    assert letter.about == "Cohort 1"


def test_the_read_me_says_by_when_each_letter_before_a_workshop_goes_out(library: Library) -> None:
    plan = replace(
        playbook(library, profile(schedule={"pins": [PIN]})),
        records=Records(people=[person("Ana", line_manager="Max")]),
    )

    text = read_me(plan, all_papers(plan))
    assert "By Wednesday 26 May 2027: Workshop 5: letter to participants two weeks ahead\n" in text
    assert "WHEN TO SEND" not in read_me(replace(plan, schedule=None), all_papers(replace(plan, schedule=None)))


def test_the_mail_is_a_draft_with_the_letter_in_words_and_in_html(library: Library) -> None:
    people = [person("Ana", email="ana@example.nhs.uk")]
    plan = replace(playbook(library, profile(schedule={"pins": [PIN]})), records=Records(people=people))
    papers = next(each for each in all_papers(plan) if each.id == "workshop-5-letter-to-participants")

    mail = message_from_bytes(files_of(papers, THEME)["mails/workshop-5-letter-to-participants/ana.eml"])
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Workshop 5 on Wednesday 9 June 2027: what to expect and what to bring"
    words, page = (str(body.get_payload(decode=True), "utf-8") for body in mail.get_payload())
    assert words.startswith("Dear Ana,")
    assert "<strong>Room:</strong> Seminar room 2" in page


def test_a_letter_to_whoever_releases_somebody_is_filed_under_the_recipients_name(library: Library) -> None:
    people = [person("Ana", line_manager="Max"), person("Ben", line_manager="Max")]
    plan = replace(playbook(library, profile()), records=Records(people=people))
    papers = next(each for each in all_papers(plan) if each.id == "workshop-5-letter-to-leads")

    assert list(papers.documents) == ["max"]
    assert papers.title == "Workshop 5: letter to leads and those who release, two weeks ahead"
