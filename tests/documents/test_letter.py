"""Letters filled in with what a plan knows, and the rest left blank."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents.document import Block, Front, Heading, Listing, Paragraph, Quotation, Table, plain
from generator.documents.form import forms
from generator.documents.letter import blanks, letters, sections
from generator.documents.prose import blocks
from generator.model.blanks import FIGURES, LETTER_BLANKS
from generator.model.instrument import Wave
from generator.model.library import Library
from generator.model.prose import as_prose
from generator.model.template import TemplateKind
from generator.planning.applicability import audience
from generator.site.page_context import PageContext
from tests.planning.profiles import playbook, profile


def words(blocks: Iterable[Block]) -> str:
    """All words of some blocks."""
    texts = []
    for block in blocks:
        match block:
            case Paragraph():
                texts.append(plain(block.runs))
            case Listing():
                texts += [words(item) for item in block.items]
            case Quotation():
                texts.append(words(block.blocks))
            case Table():
                texts += [plain(cell) for row in (block.header, *block.rows) for cell in row]
            case _:
                pass
    return "\n".join(texts)


def letter(library: Library, id: str, **values: Any) -> str:
    return words(letters(playbook(library, profile(**values)))[id].blocks)


def test_a_certificate_names_the_trust_and_the_presentation_day(worked_library: Library) -> None:
    """35 weeks after Wednesday 13 January 2027."""
    assert letter(worked_library, "certificate", name="Westshire Hospitals") == (
        "[name of the participant] took part in Cohort 1 and presented on Wednesday 15 September 2027. "
        "[name of the executive sponsor]"
    )


def test_unknown_values_stay_blank(worked_library: Library) -> None:
    text = letter(worked_library, "place-offer")

    assert "[name of the learning partner]" in text
    assert not re.search(r"\{\w+\}", text)


def test_contacts_fill_in_who_signs(worked_library: Library) -> None:
    contacts = [
        {"role": "programme-lead", "name": "A. Lead"},
        {"role": "executive-sponsor", "name": "B. Sponsor"},
        {"role": "administrator", "name": "Office", "email": "office@example.nhs.uk"},
    ]
    values = blanks(playbook(worked_library, profile(contacts=contacts)))

    assert (values["lead"], values["sponsor"]) == ("A. Lead", "B. Sponsor")
    assert values["contact"] == "office@example.nhs.uk"


def test_without_a_start_the_dates_stay_blank(worked_library: Library) -> None:
    assert "[dates of the workshops]" in letter(worked_library, "place-offer", start=None)


def test_every_value_belongs_to_a_known_blank(library: Library) -> None:
    assert set(blanks(playbook(library, profile()))) <= {*LETTER_BLANKS, *FIGURES}


def test_a_letter_or_certificate_has_a_letterhead_without_title_or_release(library: Library) -> None:
    documents = letters(playbook(library, profile()))

    for id, template in library.templates.items():
        from_the_trust = template.kind in (TemplateKind.LETTER, TemplateKind.CERTIFICATE)
        assert documents[id].front is (Front.LETTERHEAD if from_the_trust else Front.TITLE), id


def test_a_page_says_whom_a_section_is_for_and_a_letter_does_not(library: Library) -> None:
    """A page of the site shows the sections for every way of pairing."""
    advert, context = library.templates["recruitment-advert"], PageContext(library, "letters/recruitment-advert.md")
    page = sections(advert, context, {}, lambda rule: audience(rule, library.vocabulary, library.pairing_methods))

    assert "Only for this way of pairing: Meet first, then choose." in words(page)
    assert "Only for" not in letter(library, "recruitment-advert")


def test_findings_in_a_briefing_have_their_evidence_on_its_page(library: Library) -> None:
    """They are the findings of others, so the rest of the briefing alone is our own advice."""
    briefing = library.templates["executive-briefing"]
    labels = {section.id: section.evidence.value for section in briefing.sections}

    assert {id for id, label in labels.items() if label != "suggested"} == {"pilot", "others", "limits"}
    page = words(sections(briefing, PageContext(library, "letters/executive-briefing.md"), {}))
    assert "Pilot" in page and "Published" in page
    assert "Published" not in letter(library, "executive-briefing")


def test_notes_to_the_sender_of_a_letter_start_a_new_page(library: Library) -> None:
    documents = letters(playbook(library, profile()))

    for id, template in library.templates.items():
        if template.kind is TemplateKind.LETTER:
            headings = [block for block in documents[id].blocks if isinstance(block, Heading)]
            assert all(heading.starts_page for heading in headings), id


def test_nothing_but_the_certificate_prints_with_the_certificate(library: Library) -> None:
    """Advice on figures, names and training points is in the plan of the closing event."""
    documents = letters(playbook(library, profile()))

    assert not [block for block in documents["certificate"].blocks if isinstance(block, Heading)]
    assert "attendance sheet" in words(documents["closing-event-plan"].blocks)


@settings(max_examples=60)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1)
    .map(str.strip)
    .filter(bool)
)
def test_text_of_a_profile_is_not_markup(name: str) -> None:
    (paragraph,) = blocks(f"At {as_prose(name)} today", lambda _kind, _id: None)

    assert isinstance(paragraph, Paragraph)
    assert " ".join(plain(paragraph.runs).split()) == " ".join(f"At {name} today".split())
    assert all(not run.strong and not run.emphasis and not run.code and not run.link for run in paragraph.runs)


@pytest.mark.parametrize("wave", list(Wave))
def test_a_self_assessment_has_a_copy_for_each_wave(worked_library: Library, wave: Wave) -> None:
    documents = forms(playbook(worked_library, profile()))
    form = documents[f"self-assessment-{wave.value}"]

    assert form.front is Front.TITLE
    assert "This copy is the one that is filled in" in words(form.blocks)


@pytest.mark.parametrize(("wave", "asked"), [("before", False), ("after", False), ("then", True)])
def test_a_copy_does_not_ask_what_belongs_on_another_copy(library: Library, wave: str, asked: bool) -> None:
    """Nor which copy it is, since its title says so."""
    text = words(forms(playbook(library, profile()))[f"preparedness-self-assessment-{wave}"].blocks)

    assert ("what changed your mind" in text) is asked
    assert "Which copy is this" not in text


def test_every_form_has_room_for_every_answer(library: Library) -> None:
    documents = forms(playbook(library, profile()))

    for id, instrument in library.instruments.items():
        wave = instrument.waves[0] if instrument.waves else None
        form = documents[f"{id}-{wave.value}" if wave else id]
        groups = [group for group in instrument.groups if not group.waves or wave in group.waves]
        questions = sum(len(group.questions) for group in groups)
        answers = [block for block in form.blocks if type(block).__name__ in ("WritingLines", "AnswerBoxes")]
        assert len(answers) == questions, id
