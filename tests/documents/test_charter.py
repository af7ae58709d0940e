"""Charters: one page for every project, filled in as far as is known, with room for the rest and nothing private."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx as python_docx
import pikepdf
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from generator.documents import sheet
from generator.documents.charter import chosen, own_charter, shared_charter
from generator.documents.document import Document, Front, Heading, Paragraph, Table, plain
from generator.model.library import Library
from generator.model.project import Measure, MeasureKind
from generator.planning.menu import MenuEntry, in_use, shared_menu
from generator.planning.playbook import plan
from generator.writers import docx, html, markdown, pdf
from generator.writers.formats import EVERYTHING, USUAL, Inputs, outputs
from generator.writers.theme import PDF_TEMPLATE
from tests.documents.cohorts import charters
from tests.test_formats import THEME
from tests.writers.test_word_template import saved, trust

LONG = ("Everyone waits for something that nobody has said aloud yet, and " * 9)[:498].strip() + "."


def entry(library: Library, id: str) -> MenuEntry:
    return next(each for each in shared_menu(library) if each.project.id == id)


def tables_of(document: Document) -> dict[str, Table]:
    """Each table by the heading above it."""
    tables: dict[str, Table] = {}
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            tables[heading] = block
    return tables


def words(document: Document) -> str:
    """All that a document says, a line for each paragraph and each cell."""
    lines = [document.title, document.subtitle]
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.append(block.text)
        elif isinstance(block, Paragraph):
            lines.append(plain(block.runs))
        elif isinstance(block, Table):
            lines += [plain(cell) for row in (block.header, *block.rows) for cell in row]
    return "\n".join(lines)


def rows(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def pages(document: Document) -> int:
    with pikepdf.open(io.BytesIO(pdf.write(document, THEME))) as file:
        return len(file.pages)


def all_charters(library: Library) -> dict[str, Document]:
    """The shared ones, and those of a trust's own and taken projects."""
    shared = {each.project.id: shared_charter(each, library) for each in shared_menu(library)}
    playbook = plan(library, "westbrook")
    return shared | {f"westbrook-{id}": document for id, document in charters(playbook).items()}


def overlong(library: Library) -> MenuEntry:
    """A project in which every text is as long as it may be."""
    ward_round = entry(library, "ward-round")
    project = ward_round.project
    values: dict[str, Any] = {
        **dict.fromkeys(("title", "summary", "problem", "aim", "clinician_part", "manager_part", "sustained_by"), LONG),
        **dict.fromkeys(("scope_in", "scope_out", "recruit"), [LONG] * 9),
        "measures": [
            measure.model_copy(update={"id": f"{measure.id}-{number}", "name": LONG, "definition": LONG})
            for measure in project.measures
            for number in (1, 2)
        ],
        "risks": [project.risks[0].model_copy(update={"risk": LONG, "response": LONG})] * 9,
        "data": project.data.model_copy(update={"source": LONG, "access": LONG}),
    }
    return replace(ward_round, project=project.model_copy(update=values), sponsor=LONG)


def test_every_charter_fits_on_one_page(library: Library) -> None:
    documents = all_charters(library)
    for id, document in documents.items():
        assert sheet.fits(document), id
    for id in sorted(documents, key=lambda name: sheet.height(documents[name]))[-12:]:
        assert pages(documents[id]) == 1, id


@pytest.mark.slow
def test_every_charter_is_one_page_of_pdf(library: Library) -> None:
    for id, document in all_charters(library).items():
        assert pages(document) == 1, id


def test_a_charter_with_the_longest_texts_fits_too(worked_library: Library) -> None:
    assert pages(shared_charter(overlong(worked_library), worked_library)) == 1


def word_can_be_laid_out() -> bool:
    """Whether LibreOffice is there, and with it a font as wide as Arial, which the Word files name."""
    if shutil.which("soffice") is None or shutil.which("fc-match") is None:
        return False
    matched = subprocess.run(["fc-match", "--format=%{family}", "Arial"], capture_output=True, text=True).stdout
    return matched in ("Arial", "Liberation Sans", "Arimo")


@pytest.mark.skipif(not word_can_be_laid_out(), reason="LibreOffice is not there, or no font as wide as Arial")
@pytest.mark.slow
def test_word_files_fit_on_one_page_in_libreoffice(library: Library, tmp_path: Path) -> None:
    charters_by_id = all_charters(library)
    longest = sorted(charters_by_id, key=lambda name: sheet.height(charters_by_id[name]))[-8:]
    for id in longest:
        (tmp_path / f"{id}.docx").write_bytes(docx.write(charters_by_id[id], THEME))
    playbook = plan(library, "westbrook")
    template = saved(trust())
    for each in playbook.menu[:4]:
        document = own_charter(each, playbook, template=True)
        (tmp_path / f"template-{each.project.id}.docx").write_bytes(docx.write(document, THEME, template))
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=180)

    made_pages = {path.name: len(pikepdf.open(path).pages) for path in tmp_path.glob("*.pdf")}
    assert len(made_pages) == 12
    assert [name for name, number in made_pages.items() if number != 1] == []


def test_nothing_is_smaller_than_can_be_read(library: Library) -> None:
    raw = docx.write(shared_charter(shared_menu(library)[0], library), THEME)
    word = python_docx.Document(io.BytesIO(raw))
    sizes = {style.name: style.font.size for style in word.styles if style.type == WD_STYLE_TYPE.PARAGRAPH}

    for name in ("Sheet Text", "Sheet Table Text", "Sheet Table Heading"):
        assert sizes[name] >= Pt(8.5)
    template = THEME.text(PDF_TEMPLATE)
    (sizes_of_pdf,) = re.findall(r"-size\) = if sheet \{\s*\(([^)]+)\)", template)
    assert min(float(size.removesuffix("pt")) for size in sizes_of_pdf.split(", ")) >= 8


def test_it_says_what_is_known_and_leaves_room_for_the_rest(worked_library: Library) -> None:
    document = shared_charter(entry(worked_library, "ward-round"), worked_library)
    tables, text = tables_of(document), words(document)

    assert document.front is Front.SHEET
    assert document.title == "Project charter: Ward round"
    assert document.subtitle == "Ward round, one ward at a time."
    assert "Aim: By ________, cut the wait from ________ to ________." in text
    assert "In: One ward." in text
    assert rows(tables["Measures and data"]) == [
        ["Wait", "Days from referral to appointment", "Outcome", "", ""],
        ["Named", "Days with somebody named out of all", "Process", "", ""],
        ["Complaints", "Complaints in a week", "Balancing", "", ""],
    ]
    assert "Weekly, 10 points before the change and 10 after it." in text
    assert "The patient administration system. Ask the information team. Allow 4 weeks." in text
    assert rows(tables["Team, and who agrees"]) == [
        ["Clinician", "Knows the patients.", "", ""],
        ["Manager", "Knows the beds.", "", ""],
        ["Sponsor", "Divisional director", "", ""],
        ["Others to bring in", "Ward clerk", "", ""],
        ["Keeps it going", "The ward manager", "", ""],
    ]
    assert rows(tables["Key dates"]) == [
        ["How long", "4 weeks", "10 weeks", "2 weeks", "10 weeks", "One day"],
        ["Our dates", "", "", "", "", ""],
    ]
    assert rows(tables["Main risks"]) == [["People rush.", "Watch complaints."]]


def test_a_trusts_charter_has_its_dates_colours_and_people(worked_library: Library) -> None:
    """The worked cohorts of Westbrook and Northvale; six_pairs.md and five_groups_of_three.md have the dates."""
    taken = charters(plan(worked_library, "westbrook"))["ward-round"]
    own = charters(plan(worked_library, "northvale"))["shared-records"]

    assert (taken.colour, taken.organisation) == ("#14532d", "Westbrook Hospitals")
    assert (
        "Status: Taken, 20 January 2027 to 20 July 2027, at North hospital. Talk to Ward office: ward@example.nhs.uk."
        in words(taken)
    )
    assert rows(tables_of(taken)["Team, and who agrees"])[2][1] == "Chief nurse"
    assert "There is no Northvale Hospitals" in words(own)
    assert "Charter: Friday 15 October 2027. Tight: needs 21 weeks after the charter" in words(own)
    assert rows(tables_of(own)["Key dates"])[1][1] == "15 Oct to 4 Nov 2027"


def test_a_trust_without_dates_gets_room_for_them(worked_library: Library) -> None:
    dated = plan(worked_library, "northvale")
    undated = replace(dated.project_weeks, charter_day=None)
    playbook = replace(dated, schedule=None, project_weeks=undated)
    document = charters(playbook)["shared-records"]

    assert rows(tables_of(document)["Key dates"])[1] == ["Our dates", "", "", "", "", ""]
    assert "Charter:" not in words(document)
    assert pages(document) == 1


def test_no_header_of_a_table_is_empty(library: Library) -> None:
    for document in all_charters(library).values():
        for table in tables_of(document).values():
            assert all(map(plain, table.header))
            assert all(plain(row[0]) for row in table.rows)


def test_what_is_left_out_is_named(worked_library: Library) -> None:
    document = shared_charter(overlong(worked_library), worked_library)

    assert len(tables_of(document)["Main risks"].rows) == 1
    assert "The project's page has the rest: 3 more measures, 8 more risks, the driver diagram" in words(document)
    assert "\u2026" in words(document)


def test_measures_of_each_kind_stay_when_some_are_left_out() -> None:
    kinds = [MeasureKind.OUTCOME, MeasureKind.OUTCOME, MeasureKind.PROCESS, MeasureKind.OUTCOME, MeasureKind.BALANCING]
    measures = [Measure(id=f"m{n}", name=f"M{n}", kind=kind, definition="x") for n, kind in enumerate(kinds)]

    assert [measure.name for measure in chosen(measures, 3)] == ["M0", "M2", "M4"]
    assert [measure.name for measure in chosen(measures, 4)] == ["M0", "M1", "M2", "M4"]
    assert chosen(measures, 9) == measures


@given(st.text(alphabet="ab .?;", max_size=80), st.integers(10, 60))
def test_shortened_text_is_the_beginning(value: str, most: int) -> None:
    short = sheet.shortened(value, most)

    assert len(short) <= max(most + 1, 2)
    assert value.startswith(short.removesuffix("\u2026").rstrip())


def test_whole_sentences_are_kept_where_that_is_at_least_half() -> None:
    assert sheet.shortened("One sentence. Another one.", 26) == "One sentence. Another one."
    assert sheet.shortened("One sentence. Another one.", 20) == "One sentence."
    assert sheet.shortened("A. Another much longer sentence.", 20) == "A. Another much \u2026"


def test_other_formats_show_a_cell_to_write_in(worked_library: Library) -> None:
    document = shared_charter(entry(worked_library, "ward-round"), worked_library)

    assert b'<span class="blank"></span></td>' in html.write(document, THEME)
    assert '<span class="blank"></span>' in markdown.blocks(document.blocks)


def test_the_word_file_can_be_filled_in_and_read_aloud(worked_library: Library) -> None:
    word = python_docx.Document(
        io.BytesIO(docx.write(shared_charter(entry(worked_library, "ward-round"), worked_library), THEME))
    )
    team = next(table for table in word.tables if table.cell(0, 0).text == "Who")
    headings = [each for each in word.paragraphs if each.style.name == "Sheet Heading"]

    assert team.cell(1, 2).text == ""
    assert team.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert team.cell(1, 2)._tc.xpath("./w:tcPr/w:tcBorders/w:left")
    assert [each.style.base_style.name for each in headings] == ["Heading 1"] * len(headings)
    assert headings[0].text == "Problem, aim and scope"


def test_a_templates_own_page_and_fonts_stay(worked_library: Library) -> None:
    document = own_charter(plan(worked_library, "westbrook").menu[0], plan(worked_library, "westbrook"), template=True)
    word = python_docx.Document(io.BytesIO(docx.write(document, THEME, saved(trust()))))
    section = word.sections[0]

    assert section.header.paragraphs[0].text == "Westbrook NHS Trust"
    assert word.styles["Normal"].font.name == "Georgia"
    assert section.page_width.cm == pytest.approx(21, abs=0.01)
    assert section.left_margin.cm == pytest.approx(1.4, abs=0.01)
    assert word.styles["Sheet Heading"].base_style.name == "Heading 1"
    assert word.styles["Sheet Heading"].font.size == Pt(11)


def test_a_playbook_has_a_word_charter_of_each_project_in_use(worked_library: Library) -> None:
    inputs = Inputs(plan(worked_library, "westbrook"), THEME, saved(trust()))
    (file,) = outputs(inputs, EVERYTHING)["charters"]

    assert [entry.project.id for entry in in_use(inputs.playbook.menu)] == ["ward-round"]
    assert file.path == f"Charters/{worked_library.projects['ward-round'].title}.docx"
    assert python_docx.Document(io.BytesIO(file.write())).styles["Normal"].font.name == "Georgia"
    assert "charters" not in outputs(inputs, USUAL)


def test_a_trust_without_such_projects_has_none(worked_library: Library) -> None:
    assert "charters" not in outputs(Inputs(plan(worked_library, "eastmere"), THEME, None), EVERYTHING)
