"""What prepares facilitators, coaches and the panel, and the examples that are filled in."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from generator.model.instrument import Instrument, QuestionKind
from generator.model.library import Library
from generator.model.template import Template


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without those below their headers."""
    lines = re.findall(r"^\| (.*) \|$", text, re.MULTILINE)
    return [[cell.strip() for cell in line.split("|")] for line in lines if not line.startswith("---")]


def body(template: Template, id: str) -> str:
    return next(section.body for section in template.sections if section.id == id)


def answers(template: Template, section: str) -> dict[str, str]:
    filled = next(each.filled for each in template.sections if each.id == section)
    assert filled
    return filled.answers


def questions(form: Instrument) -> list[str]:
    return [question.id for group in form.groups for question in group.questions]


@pytest.mark.parametrize(
    ("id", "section", "minutes"),
    [("facilitator-preparation", "plan", 90), ("coach-preparation", "plan", 90), ("panel-practice", "how", 30)],
)
def test_the_minutes_of_a_session_follow_one_another_and_add_up(
    library: Library, id: str, section: str, minutes: int
) -> None:
    plan = body(library.templates[id], section)
    spans = [tuple(map(int, span)) for span in re.findall(r"^\| (\d+) to (\d+) \|", plan, re.MULTILINE)]

    assert [first for first, _ in spans] == [0, *(last for _, last in spans[:-1])]
    assert spans[-1][1] == minutes
    assert all(first < last for first, last in spans)


def test_three_cases_of_fourteen_minutes_fill_their_part_of_the_coaches_plan(library: Library) -> None:
    template = library.templates["coach-preparation"]
    cases = [section.id for section in template.sections if section.id.startswith("case-")]

    assert cases == ["case-stuck", "case-large", "case-sponsor"]
    assert "| 30 to 72 | Three cases | 14 minutes each: one to read your slip, eight for the slot, two" in body(
        template, "plan"
    )
    assert 3 * 14 == 72 - 30
    assert 1 + 8 + 2 + 3 == 14


@pytest.mark.parametrize("section", ["form-a", "form-b"])
def test_the_panel_sees_of_a_practice_form_what_it_sees_of_a_real_one(library: Library, section: str) -> None:
    """Names, ratings and what only the office reads are taken off."""
    form = library.instruments["application-form"]
    ratings = [question.id for group in form.groups if group.own_page for question in group.questions]
    shown = answers(library.templates["panel-practice"], section)

    assert list(shown) == [id for id in questions(form) if id not in {"name", "contact", "agree", "sent", *ratings}]
    assert shown["site"] == "[taken off]"
    assert shown["ease"] == "[Goes to the administrator only]"


@pytest.mark.parametrize(
    ("form", "scores", "total"),
    [
        ("scores-a", [(3, 4, "3.5"), (2, 2, "2"), (4, 4, "4")], "9.5"),
        ("scores-b", [(2, 4, "4"), (4, 4, "4"), (2, 2, "2, then 3")], "10, then 11"),
    ],
)
def test_scores_follow_the_rules_of_the_selection_guide(
    library: Library, form: str, scores: list[tuple[int, int, str]], total: str
) -> None:
    table = rows(body(library.templates["panel-practice-scores"], form))

    assert [(int(row[1]), int(row[2]), row[3]) for row in table[1:4]] == scores
    assert all(row[4] for row in table[1:4])
    assert table[4][1:4] == [str(sum(row[0] for row in scores)), str(sum(row[1] for row in scores)), total]
    first, *then = (Fraction(each) for each in re.findall(r"[\d.]+", total))
    agreed = [[Fraction(each) for each in re.findall(r"[\d.]+", row[2])] for row in scores]
    assert sum(each[0] for each in agreed) == first
    assert [sum(each[-1] for each in agreed)] == (then or [first])
    for clinician, manager, settled in scores:
        if abs(clinician - manager) == 1:
            assert Fraction(settled) == Fraction(clinician + manager, 2)


def test_the_filled_charter_answers_every_question(library: Library) -> None:
    filled = answers(library.templates["filled-charter"], "charter")

    assert list(filled) == questions(library.instruments["project-charter"])


def test_the_filled_charter_has_the_days_of_the_worked_example(library: Library) -> None:
    """Signed in the cohort's charter week; its baseline, tests and presentation are those of the tool's charter."""
    filled = answers(library.templates["filled-charter"], "charter")

    assert filled["signed"] == "8 April 2026"
    assert filled["dates"] == "7 July, 9 September, 15 September, 16 September 2026"
    assert filled["sponsor"].startswith("Head of patient experience, Westbrook (made up).")


def test_staying_power_has_ten_statements_each_with_what_to_do_when_it_is_low(library: Library) -> None:
    form = library.instruments["staying-power"]
    scored = [question for group in form.groups for question in group.questions if question.kind is QuestionKind.SCALE]
    section = next(each for each in library.guidance["sustaining"].sections if each.id == "staying-power")

    assert len(scored) == 10
    assert len(rows(section.body)) - 1 == 10
    assert "10 is the least and 40 the most" in form.instructions
    assert len(form.scales["extent"].labels) * len(scored) == 40


def test_what_a_colleague_notes_is_for_the_person_alone(library: Library) -> None:
    sheet, check = library.instruments["observation-sheet"], library.instruments["self-check"]

    assert (sheet.read_by or "").startswith("The person who is watched, and nobody else.")
    assert (check.read_by or "").startswith("You alone.")
    assert (sheet.evaluated, check.evaluated) == ((), ())
