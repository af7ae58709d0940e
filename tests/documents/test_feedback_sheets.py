"""Feedback typed into the workbook of a workshop: it is counted there, and imported as it is."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.documents.attendance import feedback
from generator.model.library import Library
from generator.planning.playbook import Playbook, plan
from generator.planning.session import Session, sessions
from generator.sources.answers_import import ImportedAnswers, Wanted
from generator.studio.evaluation import new_evaluation, opened_answers, with_exports
from generator.writers import xlsx
from tests.libreoffice import HAS_LIBREOFFICE, edited_in_libreoffice

SUPPORT = 11
"""Number of the powerlab's question that is answered with yes or no."""
FORMS: Sequence[Sequence[Any]] = [
    ["Clinician", 4, 5, 4, 2, 5, 3, 5, 4, 5, "Yes", "Ask the night team, by May", "The bell", "More time"],
    ["Manager", 3, 4, 4, 3, 4, 2, 4, 5, 4, "No", None, None, None],
    ["Other", 5, 1, 4, None, 3, 1, 5, 5, 2, "Yes", None, None, "=no"],
    *(["Clinician", 4, 4, 4, fourth, 4, 4, 4, 4, 4, "Yes", None, None, None] for fourth in (4, 4, 4, 2, 5, 2, 5, 3)),
]
"""Eleven forms of the powerlab, in the order of its questions."""
IDS = (
    *("first", "second", "third", "fourth"),
    *("other-profession", "pace", "included", "worth", "left-role", "support"),
    *("use", "keep", "change"),
)


@pytest.fixture(scope="module")
def playbook(library: Library) -> Playbook:
    return plan(library, "westbrook")


@pytest.fixture(scope="module")
def blank(library: Library) -> bytes:
    session = sessions(library, "westbrook")["powerlab"]
    return written(session)


def written(session: Session) -> bytes:
    book = feedback(session)
    assert book is not None
    return xlsx.write(book, session.release.stamp)


def typed(raw: bytes, forms: Sequence[Sequence[Any]]) -> bytes:
    """The workbook after somebody typed forms in."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    for row, answers in enumerate(forms, start=2):
        book["Feedback"].cell(row, 1).value = row - 1
        for column, answer in enumerate(answers, start=2):
            cell = book["Feedback"].cell(row, column)
            cell.value = answer
            if isinstance(answer, str):
                cell.data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def values(raw: bytes, sheet: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    return [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=2)]


def test_every_answer_that_was_typed_is_imported(playbook: Playbook, blank: bytes) -> None:
    file = {"feedback.xlsx": typed(blank, FORMS)}
    result, answers = into_evaluation(playbook, file)

    assert result.diagnostics == []
    (export,) = result.exports
    assert (export.taken, export.unasked) == (11, ("Fifth statement",))
    assert answers == in_order(
        (
            "powerlab",
            side,
            {id: {"Yes": True, "No": False}.get(each, each) for id, each in zip(IDS, answers, strict=True) if each},
        )
        for side, *answers in FORMS
    )


def in_order(answers: Iterable[tuple[str, str, Mapping[str, Any]]]) -> list[Any]:
    return sorted(((workshop, side, dict(each)) for workshop, side, each in answers), key=repr)


def into_evaluation(playbook: Playbook, files: Mapping[str, bytes]) -> tuple[ImportedAnswers, list[Any]]:
    """What became of some files, and what the workbook for the evaluation has after they were added to it."""
    opened = opened_answers(new_evaluation(playbook), "evaluation.xlsx", playbook)
    updated, result = with_exports(opened, playbook, files, Wanted())
    again = opened_answers(updated.raw, "evaluation.xlsx", playbook)
    assert not again.diagnostics
    return result, in_order((each.workshop, each.side, each.answers) for each in again.answers.responses)


def test_the_sheet_of_each_workshop_says_which_workshop_it_is_about(library: Library, playbook: Playbook) -> None:
    packs = sessions(library, "westbrook")
    files = {f"{id}.xlsx": typed(written(each), [["Other", 4, 3]] * 2) for id, each in packs.items()}
    result, answers = into_evaluation(playbook, files)

    assert result.diagnostics == []
    assert answers == in_order((id, "Other", {"first": 4, "second": 3}) for id in packs for _ in range(2))


def test_it_is_said_first_who_may_open_the_file(blank: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank))
    about = {row[0].value: row[1].value for row in book[book.sheetnames[0]].iter_rows(min_row=2)}

    assert book.sheetnames[:3] == ["Read me", "Feedback", "Results"]
    assert about["Who may open this file"].startswith("The facilitators of this workshop, the evaluation lead")
    assert "never the programme lead" in about["What the form promises"]
    assert book["Read me"]["C8"].value == 10
    assert book.defined_names["FewestPeople"].attr_text == "'Read me'!$C$8"


def test_before_anything_is_typed_nothing_is_shown(blank: bytes) -> None:
    assert [row[2] for row in values(blank, "Results")] == ["too few to show"] * 10
    assert not any(figure for row in values(blank, "Results") for figure in row[3:])


def test_a_figure_is_shown_for_enough_people_who_did_not_all_answer_alike(blank: bytes) -> None:
    results = openpyxl.load_workbook(io.BytesIO(blank))["Results"]
    rating, support = (
        "Feedback[3. I noticed what my place made me do.]",
        "Feedback[11. I know whom to ring if something from today stays with me.]",
    )
    enough = f"AND(COUNT({rating})>=MAX(FewestPeople,5),MIN({rating})<MAX({rating}))"
    both = f'COUNTIF({support},"Yes")+COUNTIF({support},"No")'

    assert results["C3"].value == f'=IF({enough},COUNT({rating}),"too few to show")'
    assert results["D3"].value == f'=IF({enough},ROUND(100*COUNTIF({rating},">=4")/COUNT({rating}),0),"")'
    assert results["E3"].value == f'=IF({enough},MEDIAN({rating}),"")'
    assert results["C11"].value.startswith(f"=IF(AND({both}>=MAX(FewestPeople,5),")


def in_basic(forms: Sequence[Sequence[Any]]) -> str:
    """The edits that type forms in."""
    lines = ['  sheet = book.Sheets.getByName("Feedback")']
    for row, answers in enumerate(forms, start=1):
        for column, answer in enumerate(answers, start=1):
            if answer is not None:
                value = f'String = "{answer}"' if isinstance(answer, str) else f"Value = {answer}"
                lines.append(f"  sheet.getCellByPosition({column}, {row}).{value}")
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice is not there")
def test_results_are_those_of_a_count_by_hand(blank: bytes, tmp_path: Path) -> None:
    """Eleven forms, but ten answers to question 5; all answered question 4 alike."""
    raw = edited_in_libreoffice(blank, in_basic(FORMS), tmp_path)
    results = {int(row[0].partition(".")[0]): row[2:] for row in values(raw, "Results")}
    hidden = ["too few to show", None, None, None, None]

    assert results == {
        2: [11, 91, 4, None, None],
        3: [11, 91, 4, None, None],
        4: hidden,
        5: [10, 50, 3.5, None, None],
        6: [11, 91, 4, None, None],
        7: [11, 73, 4, None, None],
        8: [11, 100, 4, None, None],
        9: [11, 100, 4, None, None],
        10: [11, 91, 4, None, None],
        11: [11, None, None, 10, 1],
    }


@pytest.mark.slow
@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice is not there")
@pytest.mark.parametrize(
    ("forms", "fewest", "shown"),
    [
        pytest.param(FORMS[:9], 10, False, id="nine forms"),
        pytest.param(FORMS[:6], 6, True, id="a lower number that was chosen"),
        pytest.param(FORMS[:4], 2, False, id="no number under five counts"),
    ],
)
def test_results_for_fewer_people_than_were_chosen_are_hidden(
    blank: bytes, tmp_path: Path, forms: Sequence[Sequence[Any]], fewest: int, *, shown: bool
) -> None:
    chosen = f'  book.Sheets.getByName("Read me").getCellRangeByName("C8").Value = {fewest}\n'
    raw = edited_in_libreoffice(blank, chosen + in_basic(forms), tmp_path)
    answers = {int(row[0].partition(".")[0]): row[2] for row in values(raw, "Results")}

    assert answers[2] == answers[SUPPORT] == (len(forms) if shown else "too few to show")
