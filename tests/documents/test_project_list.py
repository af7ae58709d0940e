"""The projects that fit, on two or three pages, and the charter of each in the same Word file: what a pair chooses."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import docx as python_docx
import pikepdf
import pytest

from generator.documents.document import Document, Front, Run, Table, descendants
from generator.documents.project_list import ALL, OWN, projects_and_charters
from generator.model.library import Library
from generator.planning.feasibility import Verdict
from generator.planning.menu import in_full, in_use
from generator.planning.playbook import Playbook, plan
from generator.writers import docx
from tests.documents import cohorts as shapes
from tests.documents.test_charter import overlong, pages, rows, word_can_be_laid_out, words
from tests.planning.profiles import playbook, profile
from tests.test_formats import THEME
from tests.worked import cohorts
from tests.writers.test_word_template import saved, trust


def list_of(playbook: Playbook, *, template: bool = False) -> Document:
    return projects_and_charters(playbook, template=template)[0]


def tables(document: Document) -> dict[str, Table]:
    """Each table by the group that heads its first column."""
    found = [block for block in document.blocks if isinstance(block, Table)]
    return {"".join(run.text for run in table.header[0]): table for table in found}


def everything_fits(library: Library) -> Playbook:
    return playbook(library, profile(months=24))


def links(document: Document) -> list[str]:
    return [each.link for each in descendants(document.blocks) if isinstance(each, Run) and each.link]


@pytest.mark.parametrize("name", shapes.NAMES)
def test_the_list_is_at_most_three_pages(library: Library, name: str) -> None:
    document = list_of(shapes.book(name, library))

    assert document.front is Front.SHEET
    assert pages(document) <= 3


def test_a_cohort_with_a_theme_of_its_own_has_two_pages(library: Library) -> None:
    assert pages(list_of(plan(library, "westbrook"))) == 2


def test_where_all_projects_fit_the_list_has_three_pages_and_cuts_neither_a_sponsor_nor_a_summary(
    library: Library,
) -> None:
    book = everything_fits(library)
    document = list_of(book)

    assert [entry.fit.verdict for entry in book.menu if entry.fit] == [Verdict.FITS] * len(library.projects)
    assert pages(document) == 3
    assert len(tables(document)[ALL].rows) == len(library.projects)
    assert "\u2026" not in words(document)


def test_the_worked_cohort_has_its_taken_project_first() -> None:
    """six_pairs.md: Ward round is taken; First case on time and Quick letters fit, Safe handover is tight."""
    document = list_of(cohorts.playbook("westbrook"))
    by_title = {title: rows(table) for title, table in tables(document).items()}

    assert next(iter(by_title)) == OWN
    assert by_title[OWN] == [
        [
            "Ward round",
            "Ward round, one ward at a time. Taken, North hospital, 20 January 2027 to 20 July 2027.",
            "Tight",
            "26",
            "6",
            "Chief nurse",
        ]
    ]
    others = [row for title, group in by_title.items() if title != OWN for row in group]
    assert {row[0]: (row[2], row[3]) for row in others} == {
        "First case on time": ("Fits", "13"),
        "Quick letters": ("Fits", "14"),
        "Safe handover": ("Tight", "32"),
    }


def test_it_says_how_many_do_not_fit_and_where_they_are() -> None:
    document = list_of(cohorts.playbook("westbrook"))

    assert "The 2 projects that do not fit are in 5 Project menu, with the reason." in words(document)
    assert "beside:5 Project menu.html" in links(document)


def test_where_every_project_fits_nothing_is_said_of_others(library: Library) -> None:
    document = list_of(everything_fits(library))

    assert "not fit are" not in words(document)
    assert not [link for link in links(document) if link.startswith("beside:")]


def test_it_has_a_charter_for_each_project_of_the_list_in_its_order(library: Library) -> None:
    book = plan(library, "westbrook")
    first, *charters = projects_and_charters(book)
    titles = [row[0] for table in tables(first).values() for row in rows(table)]

    assert [charter.title.removeprefix("Project charter: ") for charter in charters] == titles
    assert set(titles) == {entry.project.title for entry in in_full(book.menu)}
    assert titles[: len(in_use(book.menu))] == [entry.project.title for entry in in_use(book.menu)]


def test_a_menu_without_projects_has_no_file(library: Library) -> None:
    book = playbook(library, profile(menu={"omit": list(library.menu)}))

    assert projects_and_charters(book) == ()


def test_long_texts_are_shortened_until_the_list_fits(worked_library: Library) -> None:
    long = overlong(worked_library).project
    projects = {f"long-{number}": long.model_copy(update={"id": f"long-{number}"}) for number in range(40)}
    base = worked_library.model_copy(update={"projects": projects})
    document = list_of(playbook(base, profile(months=24, pairing={"method": next(iter(base.pairing_methods))})))

    assert len(tables(document)[ALL].rows) == 40
    assert "\u2026" in words(document)
    assert pages(document) <= 3


def test_each_title_leads_to_its_charter_in_the_word_file() -> None:
    documents = projects_and_charters(cohorts.playbook("westbrook"))
    body = python_docx.Document(io.BytesIO(docx.write_together(documents, THEME))).element.body
    targets = [link.get(f"{{{link.nsmap['w']}}}anchor") for link in body.xpath(".//w:hyperlink[@w:anchor]")]
    bookmarks = body.xpath(".//w:bookmarkStart/@w:name")

    assert len(targets) == len(documents) - 1 == 4
    assert len(set(bookmarks)) == len(bookmarks)
    assert set(targets) <= set(bookmarks)


@pytest.mark.slow
@pytest.mark.skipif(not word_can_be_laid_out(), reason="LibreOffice is not there, or no font as wide as Arial")
def test_the_word_file_has_three_pages_and_one_for_each_charter(library: Library, tmp_path: Path) -> None:
    wanted = {}
    for name, book in {"all": everything_fits(library), "imperial": plan(library, "imperial")}.items():
        for template in (None, saved(trust())):
            documents = projects_and_charters(book, template=template is not None)
            file = tmp_path / f"{name}{'-template' * (template is not None)}.docx"
            file.write_bytes(docx.write_together(documents, THEME, template))
            wanted[file.stem] = 3 + len(documents) - 1
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=300)

    assert {path.stem: len(pikepdf.open(path).pages) for path in tmp_path.glob("*.pdf")} == wanted
