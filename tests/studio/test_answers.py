"""The step about what came of the cohort: a workbook of answers in, a report out, and nothing that anybody said."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from generator.model.answers import Answers, Response
from generator.model.diagnostics import Place
from generator.model.instrument import QuestionKind
from generator.model.scheme_file import Row
from generator.model.sheets.evaluation import CODES as CODES_SHEET
from generator.model.sheets.evaluation import SAME
from generator.model.typed_workbook import TypedCell
from generator.studio.answers import AddedValues, AnswersValues
from generator.studio.desk import Desk
from generator.studio.evaluation import new_evaluation, opened_answers, with_answers
from tests.command import run
from tests.studio.desks import ask, ask_for_files, desk
from tests.studio.test_schema import wrong

PEOPLE = 12
CANARY = "Whispered in the corridor"


@pytest.fixture(scope="module")
def on() -> Desk:
    """A desk with an example."""
    on = desk()
    ask(on, "example", slug="westbrook")
    return on


def answer(number: int, kind: QuestionKind, choices: list[str]) -> Any:
    """What somebody answers to a question; `number` is theirs."""
    match kind:
        case QuestionKind.SCALE:
            return 1 + number % 4
        case QuestionKind.CHOICE:
            return choices[number % len(choices)]
        case QuestionKind.TEXT:
            return f"{CANARY} {number}"
        case _:
            return None


@cache
def filled(on: Desk, *codes: str) -> bytes:
    """A workbook in which people with codes have answered every copy of the self-assessment."""
    playbook = on.playbook()
    opened = opened_answers(new_evaluation(playbook), "evaluation.xlsx", playbook)
    form = next(form for form in playbook.instruments if form.kind.value == "self-assessment")
    added = [
        Response(
            form.id,
            wave,
            code=code,
            side="Clinician",
            workshop="",
            answers={
                question.id: value
                for question in form.evaluated
                if question.id not in ("code", "side")
                and (value := answer(number + len(wave), question.kind, question.choices)) is not None
            },
            place=Place("evaluation.xlsx"),
        )
        for wave in form.waves
        for number, code in enumerate(codes)
    ]
    return with_answers(opened, playbook, added).raw


CODES = [f"{letter}A{day:02}N" for letter, day in zip("CDEFGHJKMPQR", range(11, 11 + PEOPLE), strict=True)]


@pytest.mark.slow
def test_a_new_workbook_is_the_one_of_the_playbook(on: Desk, tmp_path: Any) -> None:
    reply, files = ask_for_files(on, "answers-new")
    target = tmp_path / "evaluation.xlsx"

    assert (reply, list(files)) == ({}, ["evaluation.xlsx"])
    assert run("evaluation", "new", "westbrook", "--output", str(target), "--today", "2026-11-28").returncode == 0
    assert files["evaluation.xlsx"] == target.read_bytes()


def test_the_reply_says_how_many_forms_came_back_and_nothing_that_anybody_said(on: Desk) -> None:
    reply, files = ask_for_files(on, "answers", [("evaluation.xlsx", filled(on, *CODES))])
    forms = {form["title"]: form["people"] for form in reply["answers"]["forms"]}

    assert wrong(reply["answers"], AnswersValues) == []
    assert forms["Preparedness self-assessment: looking back"] == PEOPLE
    assert sum(forms.values()) == 3 * PEOPLE
    assert (reply["answers"]["near"], reply["answers"]["faults"]) == (0, [])
    assert list(files) == ["evaluation.xlsx"]
    assert not any(word in json.dumps(reply) for word in (CANARY, *CODES))


def test_codes_that_nearly_match_are_counted_until_somebody_has_decided(on: Desk) -> None:
    playbook = on.playbook()
    opened = opened_answers(filled(on, "MI07D"), "evaluation.xlsx", playbook)
    last = opened.answers.responses[-1]
    opened = replace(opened, answers=Answers((*opened.answers.responses[:-1], replace(last, code="MIO7D"))))
    decided = TypedCell("No")

    assert [near.id for near in opened.undecided] == ["MI07D-MIO7D"]
    codes = opened.file.tables[CODES_SHEET]
    row = Row("MI07D-MIO7D", 3, {SAME: decided})
    file = replace(opened.file, tables={**opened.file.tables, CODES_SHEET: replace(codes, rows=(row,))})
    assert replace(opened, file=file).undecided == ()


def export(on: Desk, *codes: str) -> bytes:
    """What an online form exports for some people: one copy of the self-assessment, with their addresses."""
    form = next(form for form in on.playbook().instruments if form.kind.value == "self-assessment")
    asked = [question for question in form.evaluated if question.kind in (QuestionKind.SCALE, QuestionKind.LINE)]
    rows = [["Email", *(question.text for question in asked)]]
    for code in codes:
        rows.append([f"{code}@example.nhs.uk", *(code if question.id == "code" else "3" for question in asked)])
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def test_an_export_is_added_once_and_without_addresses(on: Desk) -> None:
    files = [("evaluation.xlsx", filled(on)), ("answers.csv", export(on, *CODES))]
    reply, (raw,) = ask_and_bytes(on, files, copies=["before"])
    (taken,) = reply["added"]["exports"]
    again, _ = ask_and_bytes(on, [("evaluation.xlsx", raw), files[1]], copies=["before"])

    assert (taken["rows"], taken["taken"], taken["incomplete"], taken["reported"]) == (PEOPLE, PEOPLE, 0, 0)
    assert taken["left_out"] == [{"why": "never taken: it may tell who answered, or when", "headings": ["Email"]}]
    assert taken["personal"] is True
    assert sum(form["people"] for form in reply["answers"]["forms"]) == PEOPLE
    assert (again["added"]["exports"][0]["taken"], again["added"]["exports"][0]["already"]) == (0, PEOPLE)
    assert not any(code in json.dumps(reply) for code in CODES)
    assert wrong(reply["added"], AddedValues) == []


def test_a_copy_that_nobody_can_tell_is_asked_for(on: Desk) -> None:
    files = [("evaluation.xlsx", filled(on)), ("answers.csv", export(on, *CODES))]
    reply, _ = ask_and_bytes(on, files)

    assert [fault["code"] for fault in reply["added"]["faults"]] == ["which-copy"]
    assert sum(form["people"] for form in reply["answers"]["forms"]) == 0


def test_two_exports_of_the_same_name_are_both_taken(on: Desk) -> None:
    files = [
        ("evaluation.xlsx", filled(on)),
        ("answers.csv", export(on, *CODES[:4])),
        ("answers.csv", export(on, *CODES[4:])),
    ]
    reply, _ = ask_and_bytes(on, files, copies=["before"])

    assert [(each["name"], each["taken"]) for each in reply["added"]["exports"]] == [
        ("answers.csv", 4),
        ("answers (2).csv", PEOPLE - 4),
    ]


def test_exports_of_one_row_are_counted_together(on: Desk) -> None:
    files = [("evaluation.xlsx", filled(on)), *((f"{code}.csv", export(on, code)) for code in CODES)]
    reply, _ = ask_and_bytes(on, files, copies=["before"])
    (taken,) = reply["added"]["exports"]

    assert (taken["name"], taken["more"], taken["rows"], taken["taken"]) == (
        f"{CODES[0]}.csv",
        PEOPLE - 1,
        PEOPLE,
        PEOPLE,
    )


def ask_and_bytes(on: Desk, files: list[tuple[str, bytes]], **more: Any) -> tuple[dict[str, Any], list[bytes]]:
    reply, produced = ask_for_files(on, "answers-add", files, **more)
    return reply, list(produced.values())


def test_a_report_is_made_step_by_step(on: Desk) -> None:
    workbook = [("evaluation.xlsx", filled(on, *CODES))]
    reply, _ = ask_for_files(on, "answers-make", workbook, documents=False)
    paths = [file["path"] for file in reply["making"]["files"]]
    pages: dict[str, bytes] = {}
    while not (step := ask_for_files(on, "next"))[0].get("finished"):
        pages |= step[1]

    assert paths == ["Board page.html", "Board page.docx", "Evaluation report.html", "Evaluation report.docx"]
    assert list(pages) == paths
    assert list(step[1]) == ["westbrook-evaluation.zip"]
    assert not any(word in page.decode() for path, page in pages.items() if path.endswith("html") for word in CODES)


def test_the_board_page_that_is_shown_is_the_one_of_the_report(on: Desk) -> None:
    workbook = [("evaluation.xlsx", filled(on, *CODES))]
    _, shown = ask_for_files(on, "answers-page", workbook)
    ask(on, "answers-make", workbook)

    assert shown == ask_for_files(on, "next")[1]


def test_no_report_is_made_of_a_workbook_with_faults(on: Desk) -> None:
    workbook = [("evaluation.xlsx", filled(on, "MI07D", "mi-07-d"))]

    assert {fault["code"] for fault in ask(on, "answers-make", workbook)["faults"]} == {"code-twice"}


def test_another_file_is_refused(on: Desk) -> None:
    scheme = [("westbrook.xlsx", on.open_scheme.raw)]

    assert [fault["code"] for fault in ask(on, "answers", scheme)["faults"]] == ["not-answers"]
