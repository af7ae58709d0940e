"""Letters filled in with what a plan knows, and the rest left blank."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents.context import shared_document
from generator.documents.document import (
    RATINGS,
    Block,
    Callout,
    Front,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
    paragraph,
    plain,
)
from generator.documents.form import form_blocks, forms, shared_forms
from generator.documents.letter import letters, sections, with_gaps
from generator.documents.letter_values import letter_values, sending_values
from generator.documents.prose import blocks
from generator.model.base import Timing
from generator.model.blanks import LETTER_BLANKS, PERSONAL_BLANKS
from generator.model.instrument import Instrument, Wave
from generator.model.library import Library
from generator.model.prose import as_prose
from generator.model.template import TemplateKind
from generator.planning.applicability import audience
from generator.planning.dates import weekday_and_date
from generator.site.page_context import PageContext
from generator.writers import docx, html, markdown
from tests.examples import examples
from tests.planning.profiles import playbook, profile
from tests.test_formats import THEME


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
    values = letter_values(playbook(worked_library, profile(contacts=contacts)))

    assert (values["lead"], values["sponsor"]) == ("A. Lead", "B. Sponsor")
    assert values["contact"] == "office@example.nhs.uk"


def test_without_a_start_the_dates_stay_blank(worked_library: Library) -> None:
    assert "[dates of the workshops]" in letter(worked_library, "place-offer", start=None)


def test_every_value_belongs_to_a_known_blank(library: Library) -> None:
    assert {name.partition(":")[0] for name in letter_values(playbook(library, profile()))} <= {*LETTER_BLANKS}


def test_a_letter_or_certificate_has_a_letterhead_without_title_or_release(library: Library) -> None:
    book = playbook(library, profile())
    documents = letters(book)

    for template in book.templates:
        id = template.id
        from_the_trust = template.kind in (TemplateKind.LETTER, TemplateKind.CERTIFICATE)
        assert documents[id].front is (Front.LETTERHEAD if from_the_trust else Front.TITLE), id


def test_a_page_says_whom_a_section_is_for_and_a_letter_does_not(library: Library) -> None:
    """A page of the site shows the sections for every way of pairing."""
    advert, context = library.templates["recruitment-advert"], PageContext(library, "letters/recruitment-advert.md")
    page = sections(advert, context, {}, lambda rule: audience(rule, library.vocabulary, library.pairing_methods))

    titles = [block.title for block in page if isinstance(block, Callout)]
    assert "Only for this way of pairing: Meet first, then choose" in titles
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
    book = playbook(library, profile())
    documents = letters(book)

    for template in book.templates:
        id = template.id
        if template.kind is TemplateKind.LETTER:
            headings = [block for block in documents[id].blocks if isinstance(block, Heading)]
            assert all(heading.starts_page for heading in headings), id


def test_nothing_but_the_certificate_prints_with_the_certificate(library: Library) -> None:
    """Advice on figures, names and training points is in the plan of the presentation day."""
    documents = letters(playbook(library, profile()))

    assert not [block for block in documents["certificate"].blocks if isinstance(block, Heading)]
    assert "attendance sheet" in words(documents["closing-event-plan"].blocks)


@settings(max_examples=examples(60))
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
    (form,) = documents[f"self-assessment-{wave.value}"]

    assert form.front is Front.TITLE
    assert "This copy is the one that is filled in" in words(form.blocks)


@pytest.mark.parametrize(("wave", "asked"), [("before", False), ("after", False), ("then", True)])
def test_a_copy_does_not_ask_what_belongs_on_another_copy(library: Library, wave: str, asked: bool) -> None:
    """Nor which copy it is, since its title says so."""
    text = words(forms(playbook(library, profile()))[f"preparedness-self-assessment-{wave}"][0].blocks)

    assert ("what changed your mind" in text) is asked
    assert "Which copy is this" not in text


@pytest.mark.parametrize(("wave", "said"), [("before", False), ("then", True), ("after", False)])
def test_a_copy_says_nothing_of_what_belongs_on_another_copy(library: Library, wave: str, said: bool) -> None:
    """Whoever rates the start before the programme does not yet read that she will look back at it."""
    text = words(forms(playbook(library, profile()))[f"preparedness-self-assessment-{wave}"][0].blocks)

    assert ("This copy is called a then-test." in text) is said
    assert ("Return it before you know who your partner is" in text) is (wave == "before")
    assert ("Rate how prepared you are now." in text) is (wave == "after")


def test_a_form_that_is_evaluated_says_who_sees_the_answers(library: Library) -> None:
    documents = forms(playbook(library, profile()))

    assert "Who sees your answers: The evaluation lead alone" in words(
        documents["preparedness-self-assessment-before"][0].blocks
    )
    assert "Who sees your answers" not in words(documents["partnership-agreement"][0].blocks)


def test_what_the_points_of_a_scale_mean_is_said_once_for_each_heading(library: Library) -> None:
    form = library.instruments["preparedness-self-assessment"]
    blocks = forms(playbook(library, profile()))["preparedness-self-assessment-before"][0].blocks
    meaning = ["", "Not at all prepared", "A little prepared", "Fairly prepared", "Well prepared", "Fully prepared"]

    rated = [group for group in form.groups if any(question.scale for question in group.questions)]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [[plain(cell) for cell in each.header] for each in tables] == [meaning] * len(rated)
    assert {tuple(plain(cell) for cell in row[1:]) for each in tables for row in each.rows} == {tuple("12345")}


def test_a_group_with_a_page_of_its_own_shares_it_with_no_other(library: Library) -> None:
    form = library.instruments["application-form"]
    ratings = form.groups[-1]
    moved = form.model_copy(update={"groups": [form.groups[0], ratings, *form.groups[1:-1]]})

    def starts(instrument: Instrument) -> list[str]:
        blocks = form_blocks(instrument, None, lambda _: ())
        return [block.anchor for block in blocks if isinstance(block, Heading) and block.starts_page]

    assert starts(form) == [ratings.id]
    assert starts(moved) == [ratings.id, form.groups[1].id]


def test_every_form_has_room_for_every_answer(library: Library) -> None:
    for id, instrument in library.instruments.items():
        wave = instrument.waves[0] if instrument.waves else None
        form, *_ = shared_forms(instrument, wave, library)
        groups = [group for group in instrument.groups if not group.waves or wave in group.waves]
        questions = sum(len(group.questions) for group in groups)
        questions -= 3 * (id == "workshop-feedback")  # which workshop it is, and two after the powerlab
        answers = sum(type(block).__name__ in ("WritingLines", "AnswerBoxes") for block in form.blocks)
        tables = [block for block in form.blocks if isinstance(block, Table)]
        answers += sum(len(table.rows) for table in tables if table.role == RATINGS)
        answers += sum(len(row) for table in tables if table.row_height for row in table.rows)
        assert answers == questions, id


# --- what the plan knows, and what the sender still has to write ------------------------------------------------------


def values_of(library: Library, **values: Any) -> dict[str, str]:
    return letter_values(playbook(library, profile(**values)))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Cohort 2", "Cohort 2"),
        ("Example cohort 2027", "Example cohort 2027"),
        ("Joint cohort", "the joint cohort"),
        ("the autumn cohort", "the autumn cohort"),
        ("The Autumn cohort", "the autumn cohort"),
        ("Spring", "the spring cohort"),
        ("Nightingale cohort", "the Nightingale cohort"),
        ("Cohort A", "Cohort A"),
        ("Nightingale", "Nightingale"),
    ],
)
def test_a_cohorts_name_reads_as_english(worked_library: Library, name: str, sentence: str) -> None:
    assert values_of(worked_library, cohort={"name": name})["cohort"] == sentence


def test_times_and_rooms_of_workshops_are_known(worked_library: Library) -> None:
    """Two workshops of two and a half and three and a half hours, the second in a room that nobody has named yet."""
    runs = [
        {"workshop": "meeting", "start": datetime.time(13), "room": "Lecture room"},
        {"workshop": "presenting", "start": datetime.time(9)},
    ]
    values = values_of(worked_library, workshops=runs)

    assert values["workshop_1_time_and_room"] == "13:00 to 15:30, Lecture room"
    assert values["presentation_day_time_and_room"] == "09:00 to 12:30, [room]"
    assert values["workshop_dates_and_times"] == "Wed 13 Jan 2027, 13:00 to 15:30; Wed 15 Sep 2027, 09:00 to 12:30"
    assert values["workshop_rooms"] == "Lecture room on Wed 13 Jan 2027; [room] on Wed 15 Sep 2027"


def test_what_all_workshops_share_stands_there_once(worked_library: Library) -> None:
    runs = [{"workshop": id, "start": datetime.time(13), "room": "Hall"} for id in ("meeting", "presenting")]

    values = values_of(worked_library, workshops=runs[:1])

    assert values_of(worked_library, workshops=runs)["workshop_rooms"] == "Hall"
    assert values["workshop_dates_and_times"] == "Wed 13 Jan 2027, 13:00 to 15:30"


def test_deadlines_for_leave_and_rotas_are_counted_back_from_the_first_workshop(worked_library: Library) -> None:
    """From Wednesday 13 January 2027, with notices of a trust's own: 8 and 10 weeks."""
    values = values_of(worked_library, schedule={"notice": {"study-leave": 8, "generic-rota": 10}})

    assert values["leave_deadline"] == "Wednesday 18 November 2026"
    assert values["rota_deadline"] == "Wednesday 4 November 2026"


def test_deadlines_in_letters_are_those_of_the_calendar(library: Library) -> None:
    """For a start that leaves too little time for the usual notice as well."""
    for start in (datetime.date(2027, 1, 13), datetime.date(2027, 9, 15)):
        book = playbook(library, profile(start=start, planning_from=datetime.date(2026, 10, 1)))
        assert book.schedule is not None
        days = {entry.id: entry.first for entry in book.schedule.entries}
        first = book.workshops[0].id
        values = letter_values(book)

        assert values["leave_deadline"] == weekday_and_date(days[f"study-leave-workshop-{first}"])
        assert values["rota_deadline"] == weekday_and_date(days[f"generic-rota-workshop-{first}"])


def test_an_answer_is_due_some_days_after_a_letter_goes_out(worked_library: Library) -> None:
    """The invitation goes out when applications open, on Wednesday 2 September 2026."""
    template = worked_library.templates["advert"].model_copy(
        update={"subject": "Yes by {answer_by:5} or {answer_by}?", "timing": [Timing(milestone="applications-open")]}
    )
    book = playbook(worked_library, profile())
    values = dict(sending_values(template, book))

    assert values == {
        "sent": "Wednesday 2 September 2026",
        "answer_by:5": "Monday 7 September 2026",
        "answer_by": "Wednesday 16 September 2026",
    }
    assert dict(sending_values(template, playbook(worked_library, profile(start=None)))) == {}


@pytest.mark.parametrize(
    ("weeks", "deadline"),
    [(11, "Wednesday 28 October 2026"), (12, "today, as the usual day has passed")],
)
def test_a_deadline_that_is_over_when_a_letter_goes_out_is_today(
    worked_library: Library, weeks: int, deadline: str
) -> None:
    """The letter goes out when places are confirmed, on Wednesday 28 October 2026, 11 weeks before the start."""
    book = playbook(worked_library, profile(schedule={"notice": {"generic-rota": weeks}}))
    template = book.templates[0].model_copy(update={"timing": [Timing(milestone="places-confirmed")]})
    given = letter_values(book) | dict(sending_values(template, book))

    assert given["rota_deadline"] == deadline


def test_the_lead_and_the_office_have_their_own_addresses(worked_library: Library) -> None:
    lead = {"role": "programme-lead", "name": "A. Lead", "email": "lead@example.nhs.uk"}
    office = {"role": "administrator", "name": "Office", "email": "office@example.nhs.uk"}
    both, alone = (values_of(worked_library, contacts=contacts) for contacts in ([lead, office], [lead]))

    assert (both["lead_email"], both["administrator_email"]) == ("lead@example.nhs.uk", "office@example.nhs.uk")
    assert (both["contact"], alone["contact"]) == ("office@example.nhs.uk", "lead@example.nhs.uk")


def test_partner_organisations_are_named(worked_library: Library) -> None:
    partners = [{"id": "council", "name": "Westshire Council"}, {"id": "community", "name": "Westshire Community"}]

    assert values_of(worked_library, partners=partners)["partners"] == "Westshire Council and Westshire Community"


def test_a_group_of_three_has_several_partners(worked_library: Library) -> None:
    assert "[names of the learning partners]" in letter(worked_library, "place-offer", size=3)


def test_what_the_sender_still_has_to_write_is_marked(worked_library: Library) -> None:
    """In paragraphs, lists, quotations and tables, whatever its style; citations and other text are not."""
    prose = "Dear **[name]**, ring [a number, *any*].\n\n- [x]\n\n> [y]\n\n| A | [b] |\n| --- | --- |\n| [c] | d |\n"
    marked = [
        run.text
        for block in map(with_gaps, blocks(prose, lambda _kind, _id: None))
        for run in runs_of(block)
        if run.role == "missing"
    ]

    assert marked == ["[name]", "[a number, ", "any", "]", "[x]", "[y]", "[b]", "[c]"]
    assert with_gaps(paragraph("A bracket [ alone.")) == paragraph("A bracket [ alone.")


def runs_of(block: Block) -> list[Run]:
    match block:
        case Paragraph():
            return list(block.runs)
        case Listing():
            return [run for item in block.items for inner in item for run in runs_of(inner)]
        case Quotation():
            return [run for inner in block.blocks for run in runs_of(inner)]
        case Table():
            return [run for row in (block.header, *block.rows) for cell in row for run in cell]
        case _:
            return []


def test_what_is_missing_is_highlighted_in_every_format_and_bracketed(worked_library: Library) -> None:
    """Whoever sees no colour reads the brackets, and the dots below the words."""
    release = worked_library.release
    document = shared_document("Letter", "", "Trust", release, [with_gaps(paragraph("Dear [name],"))], Front.LETTERHEAD)
    body = zipfile.ZipFile(io.BytesIO(docx.write(document, THEME))).read("word/document.xml").decode()

    assert '<w:highlight w:val="yellow"/><w:u w:val="dotted"/></w:rPr><w:t xml:space="preserve">[name]</w:t>' in body
    assert b'<span class="missing">[name]</span>' in html.write(document, THEME)
    assert re.search(rb"\.missing\s*\{[^}]*border-bottom", THEME.file("theme/documents/document.css"))
    assert markdown.inline((Run("[name]", role="missing"),)).startswith('<span class="missing">')


def test_nothing_that_a_full_profile_knows_is_left_blank(library: Library) -> None:
    """Only the people whom each copy names are left to the sender."""
    contacts = [
        {"role": role, "name": f"A. {role}", "email": f"{role}@example.nhs.uk"}
        for role in ("programme-lead", "administrator", "executive-sponsor")
    ]
    full = profile(
        contacts=contacts,
        partners=[{"id": "council", "name": "Westshire Council"}],
        rates={"participant": 30},
        workshops=[{"workshop": id, "room": "Lecture theatre"} for id in library.workshops],
        schedule={"events": {"pairing-event": {"room": "Hall"}}},
    )
    texts = "\n".join(words(document.blocks) for document in letters(playbook(library, full)).values())
    left_blank = {name for name, meaning in LETTER_BLANKS.items() if f"[{meaning}]" in texts}

    assert {"recipient", "participant", "partner", "sender"} <= left_blank <= PERSONAL_BLANKS.keys()
