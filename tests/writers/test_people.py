"""The folder of letters, mails and papers of sessions."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents.papers import all_papers
from generator.model.library import Library
from generator.model.scheme import Decision, LearningGroup, Records
from generator.model.template import Audience
from generator.planning.playbook import Playbook
from generator.planning.playbook import plan as playbook_of
from generator.writers.people import paper_files, papers_of
from tests import any_records
from tests.documents.test_personal_letters import INTRODUCTION, person, template
from tests.examples import examples
from tests.planning.profiles import playbook, profile
from tests.sources.test_records_round_trip import known
from tests.test_formats import THEME
from tests.writers.test_eml import read
from tests.writers.test_word_template import saved, trust
from tests.writers.word_rules import problems

OFFER = template("places-offered", "Dear {recipient}, ring [number] & ask.", subject="A place for {recipient}")
CERTIFICATE = template("participants", "{participant} took part.", kind="certificate", title="Certificate")


@pytest.fixture(scope="module")
def book(worked_library: Library) -> Playbook:
    templates = {
        "offer": OFFER.model_copy(update={"id": "offer"}),
        "certificate": CERTIFICATE.model_copy(update={"id": "certificate"}),
    }
    people = [
        person("Olu", decision=Decision.OFFERED, email="olu@example.nhs.uk"),
        person("Zoë", decision=Decision.OFFERED),
        person("Pia"),
        person("Pim"),
    ]
    groups = [LearningGroup(id="pair-1", name="Pair 1", members=["pia", "pim"])]
    plan = playbook(worked_library.model_copy(update={"templates": templates}), profile())
    return replace(plan, records=Records(people=people, groups=groups))


@pytest.fixture(scope="module")
def files(book: Playbook) -> dict[str, bytes]:
    return written(book)


def written(book: Playbook, *wanted: str, word: bytes | None = None) -> dict[str, bytes]:
    every = all_papers(book)
    return paper_files(book, every, wanted or {papers.id for papers in every}, THEME, word)


def test_each_paper_is_one_file_for_all_and_one_for_each(files: dict[str, bytes]) -> None:
    sessions = ("meeting", "listening", "systems", "measuring", "changing", "presenting")
    surgeries = [f"surgery-{number}" for number in range(1, 7)]

    assert sorted(files) == sorted(
        [
            ".gitignore",
            "manifest.json",
            "read-me.txt",
            "still-missing.txt",
            "mail-merge.xlsx",
            "letters/offer.docx",
            "letters/offer/olu.docx",
            "letters/offer/zoe.docx",
            "mails/offer/olu.eml",
            "mails/offer/zoe.eml",
            "letters/certificate.docx",
            "letters/certificate/pia.docx",
            "letters/certificate/pim.docx",
            "sessions/name-badges.docx",
            "sessions/attendance-lists.docx",
            "sessions/table-plans.docx",
            *(f"sessions/attendance-lists/workshop-{id}.docx" for id in sessions),
            *(f"sessions/attendance-lists/{id}.docx" for id in surgeries),
            *(f"sessions/table-plans/workshop-{id}.docx" for id in sessions),
        ]
    )


def test_only_what_is_wanted_is_written_with_what_is_for_all(book: Playbook, files: dict[str, bytes]) -> None:
    some = written(book, "offer")

    assert {papers_of(path) for path in some} == {"offer", None}
    for path in ("read-me.txt", "still-missing.txt", "mail-merge.xlsx"):
        assert some[path] == files[path]
    assert {papers_of(path) for path in files if path.startswith(("letters/", "mails/", "sessions/"))} == {
        papers.id for papers in all_papers(book)
    }


def test_word_files_are_valid_in_the_own_look_and_in_a_trusts(book: Playbook, files: dict[str, bytes]) -> None:
    own = written(book, "offer", "name-badges", "table-plans", word=saved(trust()))

    for every in (files, own):
        word_files = {path: raw for path, raw in every.items() if path.endswith(".docx")}
        assert {path: problems(raw) for path, raw in word_files.items()} == {path: [] for path in word_files}


def test_a_mail_has_the_letter_in_text_and_html_with_its_gaps_marked(files: dict[str, bytes]) -> None:
    message = read(files["mails/offer/olu.eml"])
    text, page = (part.get_content() for part in message.iter_parts())

    assert (message["To"], message["Subject"]) == ("Olu <olu@example.nhs.uk>", "A place for Olu")
    assert text.strip() == "Dear Olu, ring [number] & ask."
    assert '<p>Dear Olu, ring <span class="missing">[number]</span> &amp; ask.</p>' in page
    assert "To" not in read(files["mails/offer/zoe.eml"])


def test_word_finds_the_fields_of_a_mail_merge_in_the_first_row(files: dict[str, bytes]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(files["mail-merge.xlsx"]))["offer"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["recipient", "recipient_email", "about"],
        ["Olu", "olu@example.nhs.uk", "Olu"],
        ["Zoë", None, "Zoë"],
    ]


def test_the_same_records_give_the_same_bytes(book: Playbook, files: dict[str, bytes]) -> None:
    assert written(book) == files
    assert json.loads(files["manifest.json"])["trust"] == "test"


def test_git_leaves_the_folder_alone(files: dict[str, bytes]) -> None:
    assert files[".gitignore"] == b"*\n"


@settings(max_examples=examples(15))
@given(data=st.data())
def test_any_records_give_valid_files_with_names_that_every_system_takes(
    worked_library: Library, data: st.DataObject
) -> None:
    """A trust with two sites, a partner organisation, and groups of three."""
    plan = playbook_of(worked_library, "northvale")
    records = data.draw(any_records.records(known(plan)))
    templates = tuple(
        template(audience.value, INTRODUCTION, title=audience.value).model_copy(update={"id": audience.value})
        for audience in Audience
    )
    files = written(replace(plan, records=records, templates=templates))

    assert len({path.casefold() for path in files}) == len(files)
    for path, raw in files.items():
        assert re.fullmatch(r"[a-z0-9./-]+", path), path
        if path.endswith(".docx"):
            assert problems(raw) == []
        if path.endswith(".eml"):
            assert read(raw)["X-Unsent"] == "1"
        if path.endswith(".xlsx"):
            assert openpyxl.load_workbook(io.BytesIO(raw)).sheetnames


def test_tables_have_headers_but_for_labels(files: dict[str, bytes]) -> None:
    for path in ("sessions/attendance-lists.docx", "sessions/table-plans.docx", "sessions/name-badges.docx"):
        with zipfile.ZipFile(io.BytesIO(files[path])) as archive:
            tables = list(ElementTree.fromstring(archive.read("word/document.xml")).iter(qn("w:tbl")))
        assert tables
        for table in tables:
            header = table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}")
            assert (header is None) is (path == "sessions/name-badges.docx")
            assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}") is not None
