"""Letters filled in with what a plan knows, and the rest left blank."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents.document import Block, Front, Listing, Paragraph, Quotation, Table, plain
from generator.documents.form import forms
from generator.documents.letter import as_prose, blanks, letters
from generator.documents.prose import blocks
from generator.model.blanks import FIGURES, LETTER_BLANKS
from generator.model.instrument import Wave
from generator.model.library import Library
from generator.model.template import TemplateKind
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


def test_a_letter_has_a_letterhead_and_no_title(library: Library) -> None:
    documents = letters(playbook(library, profile()))

    for id, template in library.templates.items():
        wanted = Front.LETTERHEAD if template.kind is TemplateKind.LETTER else Front.TITLE
        assert documents[id].front is wanted, id


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


def test_every_form_has_room_for_every_answer(library: Library) -> None:
    documents = forms(playbook(library, profile()))

    for id, instrument in library.instruments.items():
        form = documents.get(id) or documents[f"{id}-{instrument.waves[0].value}"]
        questions = sum(len(group.questions) for group in instrument.groups)
        answers = [block for block in form.blocks if type(block).__name__ in ("WritingLines", "AnswerBoxes")]
        assert len(answers) == questions, id
