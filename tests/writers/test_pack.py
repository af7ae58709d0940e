"""Packs of all workshops, read back: Word, PDF, workbook, calendar and archive."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

import docx
import icalendar
import openpyxl
import pikepdf
import pypdf
import pytest

from generator.model.library import Library
from generator.planning.session import Session, sessions
from generator.writers.pack import SLIDES, pack_files
from tests.documents.test_facilitator_guide import sessions_of
from tests.test_formats import THEME

WORKSHOPS = ("self-awareness", "nhs-context", "skills-for-change", "designing-services", "powerlab", "sharing-learning")


@pytest.fixture(
    scope="module",
    params=[pytest.param(id, marks=() if id in ("nhs-context", "powerlab") else pytest.mark.slow) for id in WORKSHOPS],
)
def session(request: pytest.FixtureRequest, library: Library) -> Session:
    """A workshop as the trust of an example holds it, five past the half hour."""
    return sessions(library, "imperial", datetime.time(9, 35))[request.param]


@pytest.fixture(scope="module")
def files(session: Session) -> dict[str, bytes]:
    """Its pack."""
    return pack_files(session, THEME)


CUT = {
    "self-awareness": ["badges-and-cards"],
    "powerlab": ["slips", "badges-and-cards", "letters", "signs", "house-rules-a4", "house-rules-a3"],
}
"""What is cut out or hung up, by the id of the workshop."""


def pages(raw: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(raw)).pages]


def sheets(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw))


def test_the_list_of_workshops_is_complete(library: Library) -> None:
    assert set(WORKSHOPS) == set(library.workshops)


def test_a_pack_holds_every_file_of_the_workshop(session: Session, files: dict[str, bytes]) -> None:
    documents = ["what-to-print", "facilitator-guide", "handouts", "rehearsal-sheet"]
    documents += {f"form-{id}" for activity in session.workshop.activities for id in activity.instruments}
    documents += CUT.get(session.workshop.id, [])

    assert set(files) == {
        *(f"{name}.{ending}" for name in documents for ending in ("docx", "pdf")),
        *(f"letter-to-{whom}.{ending}" for whom in ("participants", "leads") for ending in ("docx", "txt")),
        "attendance.xlsx",
        "feedback.xlsx",
        "workshop.ics",
        f"{session.name}.zip",
    }


def test_a_rehearsal_sheet_is_one_page(files: dict[str, bytes]) -> None:
    assert len(pages(files["rehearsal-sheet.pdf"])) == 1


def test_the_text_of_a_letter_can_be_pasted_into_an_email(session: Session, files: dict[str, bytes]) -> None:
    letter = files["letter-to-participants.txt"].decode()

    assert letter.startswith(f"Subject: Workshop {session.workshop.number} on ")
    assert "09:35 to " in letter
    assert not re.search(r"\*\*|[{}]", letter)


def test_the_archive_holds_the_same_files(session: Session, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files[f"{session.name}.zip"])) as packed:
        inside = {name.removeprefix(f"{session.name}/"): packed.read(name) for name in packed.namelist()}

    assert inside == {name: raw for name, raw in files.items() if name != f"{session.name}.zip"}


def test_the_run_sheet_has_the_first_page_to_itself(session: Session, files: dict[str, bytes]) -> None:
    first, second, *_ = pages(files["facilitator-guide.pdf"])
    times = [f"{item.starts:%H:%M}" for item in session.plan.activities]

    assert re.findall(r"\b\d\d:\d\d\b", first.split("Run sheet")[1]) == [*times, f"{session.plan.ends:%H:%M}"]
    assert times[0] == "09:35"
    assert "Before the day" in second


def test_the_rest_of_the_guide_starts_a_page_in_word_too(session: Session, files: dict[str, bytes]) -> None:
    word = docx.Document(io.BytesIO(files["facilitator-guide.docx"]))
    breaks = {
        item.text: item.paragraph_format.page_break_before
        for item in word.paragraphs
        if item.style.name == "Small Heading"
    }

    assert breaks["Run sheet"] is None
    assert breaks["Before the day"] is breaks["On the day"] is True
    assert [cell.text for cell in word.tables[0].rows[0].cells] == ["Time", "Min", "What happens", "Have ready", "Done"]
    assert len(word.tables[0].rows) == len(session.plan.activities) + 2
    assert word.core_properties.language == "en-GB"
    assert word.core_properties.title.startswith(f"Guide to workshop {session.workshop.number}")


def test_each_handout_has_a_page(session: Session, files: dict[str, bytes]) -> None:
    shown = [" ".join(page.split()) for page in pages(files["handouts.pdf"])]
    titles = [f"{number}. {item.title}" for number, item in enumerate(session.workshop.handouts, start=1)]

    assert len(shown) > len(titles)
    for title in titles:
        assert any(page.startswith(title) for page in shown), title


def test_each_pdf_is_accessible(files: dict[str, bytes]) -> None:
    for name, raw in files.items():
        if name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(raw)) as opened:
                assert opened.open_metadata()["pdfuaid:part"] == "1", name
                assert str(opened.Root.Lang) == "en-GB"
                assert bool(opened.Root.MarkInfo.Marked)


def test_attendance_has_a_row_for_each_place_with_lists_to_choose_from(files: dict[str, bytes]) -> None:
    sheet = sheets(files["attendance.xlsx"])["Attendance"]
    (table,) = sheet.tables.values()

    assert table.ref == "A1:E25"
    assert [cell.value for cell in sheet[1]] == ["No.", "Name", "Staff group", "Attendance", "Note"]
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation if rule.type == "list"} == {
        "C2:C25",
        "D2:D25",
    }


def test_the_feedback_form_is_a_page_with_the_questions_of_this_workshop(
    session: Session, files: dict[str, bytes]
) -> None:
    (page,) = pages(files["form-workshop-feedback.pdf"])
    for number, item in enumerate(session.workshop.evaluation, start=2):
        assert f"{number}. {item.text}" in page

    assert page.startswith(
        f"{session.organisation} Feedback: {session.workshop.title} Workshop {session.workshop.number},"
    )
    assert "statement" not in page
    assert "Title of the workshop" not in page
    assert ("de-roling" in page) is (session.workshop.id == "powerlab")


def test_paper_form_and_sheet_have_the_same_questions_with_the_same_numbers(files: dict[str, bytes]) -> None:
    (page,) = pages(files["form-workshop-feedback.pdf"])
    titles = [cell.value for cell in sheets(files["feedback.xlsx"])["Feedback"][1]]

    assert titles[0] == "Form"
    assert len(titles) > 12
    places = [page.index(title) for title in titles[1:]]
    assert places == sorted(places)
    assert [int(title.partition(".")[0]) for title in titles[1:]] == [*range(1, len(titles))]


def test_feedback_takes_ratings_from_1_to_5_and_no_names(session: Session, files: dict[str, bytes]) -> None:
    sheet = sheets(files["feedback.xlsx"])["Feedback"]
    rules = [rule for rule in sheet.data_validations.dataValidation if rule.type == "whole"]
    ratings = [rule for rule in rules if rule.formula2]

    assert "Name" not in [cell.value for cell in sheet[1]]
    assert len(ratings) == len(session.workshop.evaluation) + 4 + (session.workshop.id == "powerlab")
    assert {(rule.formula1, rule.formula2, rule.errorStyle or "stop") for rule in ratings} == {("1", "5", "stop")}


def test_the_calendar_has_the_event_of_the_playbook_at_the_time_of_the_pack(
    session: Session, files: dict[str, bytes]
) -> None:
    (event,) = icalendar.Calendar.from_ical(files["workshop.ics"]).walk("VEVENT")

    assert session.entry is not None
    assert event["uid"] == f"workshop-{session.workshop.id}.cohort-1.imperial@paired-learning"
    assert event.decoded("dtstart").date() == session.entry.first
    assert event.decoded("dtstart").time() == datetime.time(9, 35)


def test_the_same_session_gives_the_same_bytes(session: Session, files: dict[str, bytes]) -> None:
    assert pack_files(session, THEME) == files


@pytest.mark.slow
def test_a_pack_for_no_particular_trust_has_no_dates(library: Library) -> None:
    session = sessions(library)["powerlab"]
    files = pack_files(session, THEME)

    assert "workshop.ics" not in files
    assert pages(files["facilitator-guide.pdf"])[0].startswith("Paired Learning Guide to workshop 5")
    assert sheets(files["feedback.xlsx"])["Feedback"].max_row == 25


@pytest.mark.slow
def test_a_trust_without_a_start_date_has_no_calendar(library: Library) -> None:
    assert "workshop.ics" not in pack_files(sessions_of(library, start=None)["powerlab"], THEME)


def test_slides_are_added_to_the_pack_and_its_archive(small_library: Library) -> None:
    files = pack_files(sessions(small_library)["listening"], THEME, slides=b"deck")

    assert files[SLIDES] == b"deck"
    with zipfile.ZipFile(io.BytesIO(files["workshop-1.zip"])) as packed:
        assert packed.read(f"workshop-1/{SLIDES}") == b"deck"


def test_a_trusts_own_word_template_is_used(library: Library) -> None:
    own = docx.Document()
    own.styles["Heading 1"].font.name = "Trust Sans"
    raw = io.BytesIO()
    own.save(raw)
    files = pack_files(sessions_of(library)["powerlab"], THEME, raw.getvalue())
    guide = docx.Document(io.BytesIO(files["facilitator-guide.docx"]))

    assert guide.styles["Heading 1"].font.name == "Trust Sans"


def test_cards_are_in_large_type(library: Library) -> None:
    word = docx.Document(io.BytesIO(pack_files(sessions(library)["powerlab"], THEME)["badges-and-cards.docx"]))
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    briefing = [item for cell in cells for item in cell.paragraphs if item.text.startswith("You know")]

    assert len(briefing) == 28
    assert all(run.font.size.pt >= 16 for item in briefing for run in item.runs)
