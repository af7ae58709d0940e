"""The page for the sponsor: one page for every cohort, its figures worked out by hand, with no saving made up."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.documents import sheet
from generator.documents.business_case import NO_SAVING, business_case
from generator.documents.document import Document, Figure, Figures, Front, descendants
from generator.documents.sponsor_page import sponsor_page
from generator.model.library import Library
from generator.writers import docx
from tests.documents.cohorts import NAMES, book
from tests.documents.test_charter import pages, rows, tables_of, word_can_be_laid_out, words
from tests.planning.profiles import playbook, profile
from tests.test_formats import THEME
from tests.worked import cohorts
from tests.writers.test_word_template import saved, trust

DECIDE, DURING = "What we ask you to decide", "What you do during it"


def figures(document: Document) -> tuple[Figure, ...]:
    (block,) = (block for block in document.blocks if isinstance(block, Figures))
    return block.items


def page(library: Library, **values: Any) -> Document:
    return sponsor_page(playbook(library, profile(**values)))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_one_page(library: Library, name: str) -> None:
    document = sponsor_page(book(name, library))

    assert document.front is Front.SHEET
    assert sheet.fits(document)
    assert pages(document) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_trusts_own_template_has_room_for_its_header(library: Library, name: str) -> None:
    assert sheet.height(sponsor_page(book(name, library), template=True)) <= sheet.HEIGHT - sheet.FOR_TEMPLATE


def test_the_longest_is_one_page_too(library: Library) -> None:
    """Every staff group takes part, and every text that a profile has is long."""
    groups = list(library.vocabulary.staff_groups)
    values = {
        "groups": len(groups) // 2,
        "cohort": {"participants": [{"staff_group": id, "number": 1} for id in groups], "name": "Cohort " * 20},
        "name": "Teaching Hospitals " * 12,
        "sites": [{"id": f"site-{number}", "name": "A hospital with a long name"} for number in range(9)],
        "rates": dict.fromkeys(groups, 234.56),
        "contacts": [
            {"role": "programme-lead", "name": "A long name " * 9, "email": "a.very.long.address@trust.example.nhs.uk"}
        ]
        * 3,
    }

    assert pages(page(library, **values)) == 1


def test_its_figures_are_those_of_the_worked_cohort() -> None:
    """six_pairs.md: 63 hours for each of 12 people, 1,062 in all, and £29,836 for 84 per cent of them."""
    assert figures(sponsor_page(cohorts.playbook("westbrook"))) == (
        Figure("6", "pairs", "9 months"),
        Figure("63", "hours for each participant"),
        Figure("1,062", "hours of everybody"),
        Figure("£29,836", "prices 84 per cent of the hours"),
    )


def test_without_rates_it_says_so_and_names_no_pound(library: Library) -> None:
    document = page(library)

    assert figures(document)[-1] == Figure("Unpriced", "the trust has given no rates yet")
    assert "£" not in words(document)


def test_what_to_decide_comes_with_its_last_day(library: Library) -> None:
    """30 weeks before Wednesday 13 January 2027 is 17 June 2026, 28 weeks 1 July, 27 weeks 8 July."""
    document = page(library)
    decisions = rows(tables_of(document)[DECIDE])

    assert decisions[0][0] == decisions[1][0] == "Wed 1 Jul 2026"
    assert decisions[0][1].startswith("Back 6 pairs for 9 months from 13 January 2027: ")
    assert decisions[1:3] == [
        ["Wed 1 Jul 2026", "Appoint a senior clinician and a senior manager as joint leads, in writing."],
        ["Wed 8 Jul 2026", "Agree the home team, the budget holder and the hours of each role."],
    ]


def test_the_sponsors_own_dates_are_there_with_hours_and_clock() -> None:
    """six_pairs.md has the days; the end of the programme is nobody's to attend."""
    document = sponsor_page(cohorts.playbook("westbrook"))

    assert "About 15 hours of your time in all, from saying yes to the report for the board." in words(document)
    assert rows(tables_of(document)[DURING]) == [
        ["Wed 20 Jan 2027", "Workshop 1: Meeting each other, 13:00 to 15:30."],
        ["Wed 26 May 2027", "Midpoint: The leads take stock."],
        ["Wed 22 Sep 2027", "Workshop 6: Presenting, 12:30 to 16:00."],
        ["Wed 24 Nov 2027", "Board report: The board reads the report."],
        ["Wed 12 Apr 2028", "Six months after: The leads ask what has lasted."],
    ]


def test_what_is_due_on_a_day_takes_the_place_of_its_milestone(library: Library) -> None:
    during = rows(tables_of(page(library))[DURING])

    assert [
        "Wed 3 Nov 2027",
        "Present the page for the board, with one clear request. Decide on the next cohort, its size, its "
        "professions and its money.",
    ] in during
    assert not [what for _, what in during if what.startswith("Board report")]


def test_without_dates_it_counts_in_weeks(library: Library) -> None:
    document = page(library, start=None)

    assert "This cohort has no dates yet." in words(document)
    assert [when for when, _ in rows(tables_of(document)[DECIDE])][1] == "Sponsor agreed"


def test_the_evidence_has_labels_and_limits_and_no_saving(library: Library) -> None:
    document = page(library, start=datetime.date(2027, 3, 10))
    labels = [run.text for run in descendants(document.blocks) if getattr(run, "role", None) == "evidence-pilot"]

    assert labels
    assert library.programme.limits
    assert f"{library.programme.limits} {NO_SAVING}" in words(document)


def test_partner_organisations_are_named(library: Library) -> None:
    together = "together with Westshire Council and Westshire Community Health and Care NHS Foundation Trust"

    assert (
        f"In this cohort, 8 resident doctors and 16 managers do so, {together}, from 15 September 2027 to 24 May 2028."
    ) in words(sponsor_page(book("c", library)))


def test_the_three_biggest_risks_say_why_they_matter_here(library: Library) -> None:
    risks = tables_of(sponsor_page(book("a", library)))["The three biggest risks"]

    assert [row[1] for row in rows(risks)] == [
        "High likelihood and high impact in any cohort.",
        "Study leave needs eight weeks' notice, and places are confirmed eight weeks before the first workshop.",
        "Rotas need eight weeks' notice, and places are confirmed eight weeks before the first workshop.",
    ]


def test_it_says_whom_to_ask_or_leaves_room_for_a_name(library: Library) -> None:
    assert "Ada Lead, programme lead, ada@example.nhs.uk" in words(sponsor_page(book("a", library)))
    assert "Programme lead: ____" in words(page(library))


@pytest.mark.slow
@pytest.mark.skipif(not word_can_be_laid_out(), reason="LibreOffice is not there, or no font as wide as Arial")
def test_in_word_it_and_the_business_case_are_one_page(library: Library, tmp_path: Path) -> None:
    template = saved(trust())
    for name in NAMES:
        for kind, document in {"sponsor": sponsor_page, "case": business_case}.items():
            plain = document(book(name, library))
            own = document(book(name, library), template=True)
            (tmp_path / f"{kind}-{name}.docx").write_bytes(docx.write(plain, THEME))
            (tmp_path / f"{kind}-{name}-template.docx").write_bytes(docx.write(own, THEME, template))
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=300)

    pages_of_files = {path.stem: len(pikepdf.open(path).pages) for path in tmp_path.glob("*.pdf")}
    assert len(pages_of_files) == 4 * len(NAMES)
    assert [name for name, number in pages_of_files.items() if number != 1] == []
