"""Letters for people: who gets which, and what is in the blanks that differ from person to person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents.personal_letters import PersonalLetter, personal_letters
from generator.model.ids import id_from
from generator.model.library import Library
from generator.model.scheme import (
    Attended,
    CohortProject,
    Decision,
    HalfDay,
    LearningGroup,
    Person,
    ProjectStage,
    Records,
)
from generator.model.template import Template
from tests.documents.test_letter import words
from tests.examples import examples
from tests.planning.profiles import playbook, profile

DOCTOR, MANAGER = "resident-doctors", "managers"


def person(name: str, **values: Any) -> Person:
    """Somebody with a place, whose id is made from the name."""
    known = {"decision": Decision.PARTICIPANT, **values}
    return Person(id=id_from(name) or "person", name=name, **known)


def group(*names: str) -> LearningGroup:
    return LearningGroup(id="pair-1", name="Pair 1", members=[name.lower() for name in names])


def template(goes_to: str | None, body: str = "Dear {recipient}", **values: Any) -> Template:
    whole = {
        "id": "letter",
        "source": "content/templates/letter.yml",
        "title": "Letter",
        "kind": "letter",
        "summary": "A letter.",
        "sender": "programme-lead",
        "goes_to": goes_to,
        "sections": [{"id": "letter", "body": body}],
        **values,
    }
    return Template.model_validate(whole, strict=False)


def written(library: Library, records: Records, *templates: Template, **choices: Any) -> tuple[PersonalLetter, ...]:
    """The letters made from templates for a cohort with some records."""
    own = {f"{number}-{each.id}": each.model_copy(update={"id": f"{number}"}) for number, each in enumerate(templates)}
    book = playbook(library.model_copy(update={"templates": own}), profile(**choices))
    return tuple(letter for copies in personal_letters(replace(book, records=records)).values() for letter in copies)


def text(letter: PersonalLetter) -> str:
    return words(letter.document.blocks)


# --- who gets which ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goes_to", "recipients"),
    [
        (None, []),
        ("places-offered", ["Olu"]),
        ("participants", ["Pia", "Pim"]),
        ("reserves", ["Rex"]),
        ("not-this-time", ["Nat"]),
        ("group-members", ["Pia", "Pim"]),
        ("line-managers", ["Boss of Olu", "Boss of Pia", "Boss of Pim"]),
        ("supervisors", ["Supervisor of Olu", "Supervisor of Pia", "Supervisor of Pim"]),
        ("rota-contacts", ["Rota of Olu", "Rota of Pia", "Rota of Pim"]),
        ("sponsors", ["Sue Sponsor"]),
    ],
)
def test_each_audience_has_its_recipients(worked_library: Library, goes_to: str | None, recipients: list[str]) -> None:
    decisions = {
        "Ann": Decision.APPLIED,
        "Olu": Decision.OFFERED,
        "Pia": Decision.PARTICIPANT,
        "Pim": Decision.PARTICIPANT,
        "Rex": Decision.RESERVE,
        "Nat": Decision.NOT_THIS_TIME,
        "Wyn": Decision.WITHDRAWN,
    }
    people = [
        person(
            name,
            decision=decision,
            line_manager=f"Boss of {name}",
            supervisor=f"Supervisor of {name}",
            rota_contact=f"Rota of {name}",
        )
        for name, decision in decisions.items()
    ]
    projects = [
        CohortProject(id="project-1", title="Shorter waits", sponsor="Sue Sponsor"),
        CohortProject(id="project-2", title="Given up", sponsor="Sid Sponsor", stage=ProjectStage.STOPPED),
    ]
    records = Records(people=people, groups=[group("Pia", "Pim", "Wyn")], projects=projects)

    assert [letter.recipient for letter in written(worked_library, records, template(goes_to))] == recipients


def test_the_shared_letters_go_to_those_whom_they_are_for(library: Library) -> None:
    assert {id: each.goes_to.value for id, each in library.templates.items() if each.goes_to} == {
        "place-offer": "places-offered",
        "not-this-time": "not-this-time",
        "welcome": "participants",
        "certificate": "participants",
        "partner-introduction": "group-members",
        "release-letter-line-manager": "line-managers",
        "release-letter-supervisor": "supervisors",
        "release-letter-rota-coordinator": "rota-contacts",
        "sponsor-brief": "sponsors",
        "letter-to-participants": "participants",
        "letter-to-leads": "leads",
    }


def releases(library: Library, who: Person) -> list[tuple[str, str]]:
    """The release letters about somebody: who is asked, and what is asked of whom."""
    letters = written(
        library,
        Records(people=[who]),
        template("line-managers", title="line manager"),
        template("supervisors", title="supervisor", only_for={"staff_groups": [DOCTOR]}),
    )
    return [(letter.template.title, letter.recipient) for letter in letters]


def test_somebody_is_asked_to_release_everybody_even_where_no_name_is_known_yet(worked_library: Library) -> None:
    """A doctor's supervisor, anybody else's line manager, and whoever is named besides."""
    assert releases(worked_library, person("Dora", staff_group=DOCTOR)) == [("supervisor", "")]
    assert releases(worked_library, person("Max", staff_group=MANAGER)) == [("line manager", "")]
    assert releases(worked_library, person("Una")) == [("line manager", "")]
    assert releases(worked_library, person("Dora", staff_group=DOCTOR, line_manager="Lena")) == [
        ("line manager", "Lena"),
        ("supervisor", ""),
    ]
    assert releases(worked_library, person("Max", staff_group=MANAGER, supervisor="Saul")) == [("line manager", "")]
    assert releases(worked_library, person("Una", supervisor="Saul")) == [("line manager", ""), ("supervisor", "Saul")]


def test_a_letter_has_the_sections_for_the_staff_group_of_its_person(worked_library: Library) -> None:
    sections = [
        {"id": "all", "body": "For everybody."},
        {"id": "doctors", "body": "For doctors.", "only_for": {"staff_groups": [DOCTOR]}},
    ]
    records = Records(
        people=[person("Dora", staff_group=DOCTOR), person("Max", staff_group=MANAGER), person("Una", staff_group=None)]
    )
    letters = written(worked_library, records, template("participants", sections=sections))

    assert {letter.about: text(letter) for letter in letters} == {
        "Dora": "For everybody.\nFor doctors.",
        "Max": "For everybody.",
        "Una": "For everybody.\nFor doctors.",
    }


def test_notes_to_the_sender_are_no_part_of_what_is_sent(worked_library: Library) -> None:
    sections = [{"id": "letter", "body": "Dear {recipient}"}, {"id": "note", "title": "Before", "body": "Ring first."}]
    (letter,) = written(worked_library, Records(people=[person("Pia")]), template("participants", sections=sections))

    assert text(letter) == "Dear Pia"


# --- what is in the blanks --------------------------------------------------------------------------------------------

INTRODUCTION = """\
Dear {recipient}, meet {partner}. All: {members}.

| Who | Days | Site | Reach |
| --- | --- | --- | --- |
| You | {days} | {site} | {reach} |
| {partner} | {partner_days} | {partner_site} | {partner_reach} |
"""


def rows(letter: PersonalLetter) -> list[str]:
    return text(letter).split("\n")


def test_a_partner_is_described(worked_library: Library) -> None:
    pia = person("Pia", site="main", email="pia@example.nhs.uk", phone="ext. 123", grade="ST4", department="Ward 3")
    records = Records(people=[pia, person("Pim", partner="council")], groups=[group("Pia", "Pim")])
    council = [{"id": "council", "name": "Westshire Council"}]
    to_pia, to_pim = written(worked_library, records, template("group-members", INTRODUCTION), partners=council)

    assert rows(to_pim) == [
        "Dear Pim, meet Pia. All: Pia (ST4, Ward 3); Pim.",
        *("Who", "Days", "Site", "Reach"),
        *("You", "[usual days]", "Westshire Council", "[number or email]"),
        *("Pia", "[usual days]", "Main site", "ext. 123 or pia@example.nhs.uk"),
    ]
    assert rows(to_pia)[0] == "Dear Pia, meet Pim. All: Pia (ST4, Ward 3); Pim."


def test_each_partner_of_a_group_of_three_has_a_row(worked_library: Library) -> None:
    names = ("Pia", "Pim", "Pat")
    people = [person(name, email=f"{name.lower()}@example.nhs.uk") for name in names]
    records = Records(people=people, groups=[group(*names)])
    to_pia, *_ = written(worked_library, records, template("group-members", INTRODUCTION), size=3)

    assert rows(to_pia)[0] == "Dear Pia, meet Pim and Pat. All: Pia; Pim; Pat."
    assert rows(to_pia)[9:] == [
        *("Pim", "[usual days]", "[site]", "pim@example.nhs.uk"),
        *("Pat", "[usual days]", "[site]", "pat@example.nhs.uk"),
    ]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "You share Tuesdays, and each knows what the other asks",
            "You share Tuesdays, and each knows what the other asks.",
        ),
        ("You share Tuesdays.", "You share Tuesdays."),
        (None, "[one sentence: what each of you can learn only from the rest]."),
    ],
)
def test_partners_are_told_why_they_are_together(worked_library: Library, reason: str | None, told: str) -> None:
    pair = group("Pia", "Pim").model_copy(update={"reason": reason, "formed": "Nobody else was left"})
    records = Records(people=[person("Pia"), person("Pim")], groups=[pair])
    letters = written(worked_library, records, template("group-members", "Why: {group_reason}."))

    assert [text(letter) for letter in letters] == [f"Why: {told}"] * 2


def test_half_days_read_as_english(worked_library: Library) -> None:
    days = [HalfDay.MONDAY_MORNING, HalfDay.TUESDAY_MORNING, HalfDay.TUESDAY_AFTERNOON, HalfDay.FRIDAY_AFTERNOON]
    (letter,) = written(
        worked_library, Records(people=[person("Pia", days=days)]), template("participants", "On {days}")
    )

    assert text(letter) == "On Monday morning, Tuesday and Friday afternoon"


def test_a_certificate_says_what_somebody_attended(worked_library: Library) -> None:
    """Workshops of 150, 120, 180, 90, 170 and 210 minutes: without the second, 800 minutes, 13.3 hours."""
    letter = template(
        "participants", "At {workshops_attended} workshops, {workshop_hours_attended} hours: {project_title}"
    )
    ids = ["meeting", "listening", "systems", "measuring", "changing", "presenting"]
    marks = dict.fromkeys(ids, Attended.ATTENDED) | {"listening": Attended.SENT_APOLOGIES}

    def certified(**changes: Attended | None) -> str:
        attended = {id: mark for id, mark in (marks | changes).items() if mark}
        records = Records(
            people=[person("Pia")],
            groups=[group("Pia")],
            projects=[
                CohortProject(id="project-1", title="Stopped", group="pair-1", stage=ProjectStage.STOPPED),
                CohortProject(id="project-2", title="Shorter waits", group="pair-1"),
            ],
            attendance={"pia": {f"workshop-{id}": mark for id, mark in attended.items()}},
        )
        return text(*written(worked_library, records, letter))

    assert certified() == "At five workshops, 13.3 hours: Shorter waits"
    assert certified(systems=Attended.PARTLY) == "At four workshops, [number] hours: Shorter waits"
    assert certified(presenting=None) == "At [number] workshops, [number] hours: Shorter waits"


def test_what_is_still_unknown_is_listed_once(worked_library: Library) -> None:
    (letter,) = written(
        worked_library,
        Records(people=[person("Pia")]),
        template("participants", "Dear {recipient}, ring [number] or [number], ask {partner}.", subject="To {sender}"),
    )

    assert letter.missing == (
        "[name and post of the person who signs]",
        "[number]",
        "[name of the learning partner]",
    )
    assert letter.subject == "To [name and post of the person who signs]"


@settings(max_examples=examples(60))
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1)
    .map(str.strip)
    .filter(bool)
)
def test_a_name_is_shown_as_typed_and_never_taken_for_markup_or_for_a_blank(worked_library: Library, name: str) -> None:
    names = [person("Pia"), Person(id="other", name=name, decision=Decision.PARTICIPANT)]
    records = Records(people=names, groups=[group("Pia", "other")])
    to_pia, to_other = written(worked_library, records, template("group-members", INTRODUCTION))

    shown = " ".join(name.split())
    assert " ".join(rows(to_other)[0].split()).startswith(f"Dear {shown}, meet Pia.")
    assert " ".join(rows(to_pia)[9].split()) == shown
    assert set(to_other.missing) == {"[usual days]", "[site]", "[number or email]"}


def test_several_partners_are_described_together_outside_tables(worked_library: Library) -> None:
    people = [person("Pia"), person("Pim", post="Nurse"), person("Pat", department="Ward 3"), person("Pol")]
    records = Records(people=people, groups=[group("Pia", "Pim", "Pat", "Pol")])
    to_pia, *_ = written(worked_library, records, template("group-members", "Of {partner_post}."), size=4)

    assert text(to_pia) == "Of Pim: Nurse; Pat: Ward 3."
