"""Workbooks of answers to questionnaires that somebody filled in: three forms of every kind of question, with answers.

What is typed is a list of edits, as in `tests/filled_schemes.py`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.documents.spreadsheet import sheet_of
from generator.model.answers import Answers
from generator.model.diagnostics import Diagnostic, InputFault
from generator.model.instrument import Instrument
from generator.model.scheme_file import SchemeFile
from generator.model.sheets.evaluation import CODES_FORM, READ_ME_FORM, SETTINGS, evaluation_forms, sheets_of
from generator.model.sheets.form import Value
from generator.model.typed_workbook import TypedSheet, TypedWorkbook
from generator.model.workshop import Workshop
from generator.sources.answers import read_answers
from generator.sources.scheme_file import scheme_file
from tests.filled_schemes import Edit, edited, typed_sheet

FILE = "evaluation.xlsx"
READY = ["Not ready", "Nearly", "Ready", "Very ready"]


def question(id: str, text: str, kind: str = "scale", **more: Any) -> dict[str, Any]:
    return {"id": id, "text": text, "kind": kind, **({"scale": "ready"} if kind == "scale" else {}), **more}


def form(id: str, title: str, kind: str, questions: Sequence[Mapping[str, Any]], **more: Any) -> Instrument:
    """A form with all its questions in one group."""
    values = {
        "id": id,
        "title": title,
        "kind": kind,
        "summary": f"{title}.",
        "completed_by": "participant",
        "read_by": "The evaluation lead.",
        "instructions": "Please answer.",
        "source": f"content/instruments/{id}.yml",
        "scales": {"ready": {"id": "ready", "source": "", "labels": READY}},
        "groups": [{"id": "all", "title": "All", "questions": list(questions)}],
        **more,
    }
    return Instrument.model_validate(values, strict=False)


READINESS = form(
    "readiness",
    "Readiness",
    "self-assessment",
    [
        question("code", "Your matching code", "line"),
        question("side", "I take part as", "choice", choices=["Clinician", "Manager", "Other"]),
        question("lead", "Lead a team"),
        question("listen", "Hear others out"),
    ],
    waves=["before", "after", "then"],
)
SURVEY = form(
    "end-survey",
    "End survey",
    "survey",
    [
        question("code", "Your matching code", "line"),
        question("worth", "It was worth it"),
        question("visits", "Visits made", "number"),
        question("released", "Were you released?", "yes-no"),
        question("asks", "I ask others first", "direction", choices=["Less often", "As before", "More often"]),
        question("stage", "How far did you get?", "choice", choices=["Planned", "Tested", "In daily use"]),
        question("last", "When did you last meet?", "date"),
        question("where", "Where did you meet?", "line"),
        question("words", "What would you change?", "text"),
    ],
)
FEEDBACK = form(
    "feedback",
    "Workshop feedback",
    "feedback",
    [question("workshop", "Title of the workshop", "line"), question("pace", "The pace was right")],
)
LOG = form("log", "Log of visits", "log", [question("seen", "What I saw", "text")])
INSTRUMENTS = (READINESS, LOG, SURVEY, FEEDBACK)
WORKSHOPS = tuple(
    Workshop.model_construct(id=id, title=title) for id, title in (("first", "First steps"), ("power", "The powerlab"))
)
FORMS = evaluation_forms(INSTRUMENTS)
ROWS: Mapping[str, Sequence[Mapping[str, Value]]] = {
    "readiness": [
        {"code": "MI07D", "the copy": "Before the programme", "side": "Clinician", "lead": 2, "listen": 3},
        {"code": "mi 07 d", "the copy": "At the end", "side": "Clinician", "lead": 4},
        {"code": "RO21N", "the copy": "Before the programme", "side": "Manager", "lead": 1, "listen": 1},
    ],
    "end-survey": [
        {
            "code": "MI07D",
            "worth": 4,
            "visits": 3,
            "released": "Yes",
            "asks": "More often",
            "stage": "Tested",
            "last": datetime.date(2027, 6, 1),
            "where": "In the canteen",
            "words": "More time.\nFewer forms.",
        }
    ],
    "feedback": [{"workshop": "The powerlab", "pace": 3}],
}


def typed(edits: Iterable[Edit] = (), rows: Mapping[str, Sequence[Mapping[str, Value]]] = ROWS) -> TypedWorkbook:
    """A workbook with rows by form, after some edits. The rows have the ids `row-1`, `row-2` and so on."""
    settings = [(each.id, {"about": each.column.title, "what": each.column.help}) for each in SETTINGS]
    sheets: dict[str, TypedSheet] = {READ_ME_FORM.name: typed_sheet(sheet_of(READ_ME_FORM, settings))}
    for id, sheet in sheets_of(INSTRUMENTS).items():
        lines = [(f"row-{number}", cells) for number, cells in enumerate(rows.get(id, ()), start=1)]
        sheets[sheet.name] = typed_sheet(sheet_of(sheet, lines))
    sheets[CODES_FORM.name] = typed_sheet(sheet_of(CODES_FORM, []))
    for edit in edits:
        sheets[edit["sheet"]] = edited(sheets[edit["sheet"]], edit)
    return TypedWorkbook(FILE, tuple(sheets.values()))


def file(edits: Iterable[Edit] = (), rows: Mapping[str, Sequence[Mapping[str, Value]]] = ROWS) -> SchemeFile:
    return scheme_file(typed(edits, rows), FORMS)


def read(
    edits: Iterable[Edit] = (), rows: Mapping[str, Sequence[Mapping[str, Value]]] = ROWS
) -> tuple[Answers, list[Diagnostic]]:
    return read_answers(file(edits, rows), INSTRUMENTS, WORKSHOPS)


def faults(edits: Iterable[Edit]) -> list[Diagnostic]:
    """Every fault and warning of the workbook after some edits."""
    try:
        return read(edits)[1]
    except InputFault as fault:
        return fault.diagnostics
