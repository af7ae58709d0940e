"""The forms that the exports in `tests/foreign_answers/` are of, and what becomes of an export.

Everybody in these exports is made up.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from generator.model.answers import Answers, Response
from generator.model.instrument import Instrument, Wave
from generator.model.workshop import EvaluationItem, Workshop
from generator.sources.answer_columns import LeftOut, left_out
from generator.sources.answers_import import ImportedAnswers, Wanted, import_answers
from generator.sources.column_guess import plain
from tests.filled_answers import form, question

FOLDER = Path(__file__).parent / "foreign_answers"
PREPARED = ["Not at all prepared", "A little prepared", "Fairly prepared", "Well prepared", "Fully prepared"]
AGREE = ["Disagree strongly", "Disagree", "Neither", "Agree", "Agree strongly"]
SIDES = ["Clinician", "Manager", "Other"]


def scale(labels: Sequence[str]) -> dict[str, Any]:
    return {"ready": {"id": "ready", "source": "", "labels": labels}}


def group(id: str, *questions: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": id, "title": id.capitalize(), "questions": list(questions), **more}


READINESS = form(
    "readiness",
    "Readiness to lead",
    "self-assessment",
    [],
    scales=scale(PREPARED),
    waves=["before", "after", "then"],
    groups=[
        group(
            "you",
            question("code", "Your matching code", "line"),
            question("side", "I take part as. Tick one.", "choice", choices=SIDES),
        ),
        group(
            "lines",
            question("lead", "Lead a team made up of several professions"),
            question("hear-out", "Hear somebody out before I say what I think"),
            question("budget", "Read a service's monthly budget and find the lines that need a question"),
            question("worry", "Raise a worry about patients' safety with somebody senior to me"),
            question("try-safely", "Try out a safer way to do one step on a small scale, and change it after each try"),
        ),
        group(
            "hindsight",
            question("differently", "Which line do you see differently from how you saw it at the start?", "text"),
            waves=["then"],
        ),
    ],
)


def _survey(partner: str, partners: str) -> Instrument:
    return form(
        "end-survey",
        "End of programme survey",
        "survey",
        [
            question("side", "I took part as. Tick one.", "choice", choices=SIDES),
            question("visits", "Visits in which I shadowed somebody", "number"),
            question("talks", f"Talks with {partner} are worth my time."),
            question("worth", "It was worth what it cost me and my colleagues in time."),
            question("released", "Were you released for what you were promised?", "yes-no"),
            question(
                "asks", "I ask others before I decide", "direction", choices=["Less often", "As before", "More often"]
            ),
            question("last", "When did you last meet?", "date"),
            question(
                "stage",
                "How far did you get?",
                "choice",
                choices=["Planned", f"Tested with {partners}", "In daily use"],
            ),
            question("where", "Where did you meet?", "line"),
            question("change", "What to change first", "text"),
        ],
        scales=scale(AGREE),
    )


SURVEY = _survey("my partner", "my partner")
SURVEY_FOR_GROUPS = _survey("my partners", "my group")
CHECK = form(
    "midpoint",
    "Midpoint check",
    "survey",
    [
        question("side", "I take part as. Tick one.", "choice", choices=SIDES),
        question("talks", "Talks with my partner are worth my time."),
        question("heard", "Each of us is heard, and what I say changes what we do."),
        question("in-the-way", "What gets in the way of meetings", "text"),
    ],
    scales=scale(AGREE),
)
FEEDBACK = form(
    "feedback",
    "Workshop feedback",
    "feedback",
    [],
    scales=scale(AGREE),
    groups=[
        group("workshop", question("workshop", "Title of the workshop", "line")),
        group("statements", question("first", "First statement"), question("second", "Second statement")),
        group("power", question("roles", "I left as myself.", workshops=["power"])),
        group("session", question("pace", "The pace was right for me."), question("keep", "The best part", "line")),
    ],
)
INSTRUMENTS = (READINESS, SURVEY, CHECK, FEEDBACK)


def _workshop(id: str, title: str, *statements: str) -> Workshop:
    items = [
        EvaluationItem(id=f"item-{number}", text=text, objective="objective") for number, text in enumerate(statements)
    ]
    return Workshop.model_construct(id=id, title=title, evaluation=items)


WORKSHOPS = (
    _workshop("first", "First steps", "I can say how I work best.", "I can ask for feedback."),
    _workshop("power", "The powerlab", "I noticed what my post made me do.", "I can name one thing that I shall do."),
)


@cache
def export(file: str) -> bytes:
    """An export in that folder. A workbook is written from its rows in YAML, as no workbook may be committed."""
    if not file.endswith(".xlsx"):
        return (FOLDER / file).read_bytes()
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in yaml.safe_load((FOLDER / f"{file}.yml").read_text(encoding="utf-8")).items():
        sheet = workbook.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                formula = isinstance(value, dict)
                cell = sheet.cell(number, column, value["formula"] if formula else value)
                if cell.data_type == "f" and not formula:
                    cell.data_type = "s"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def taken(files: Mapping[str, bytes], known: Iterable[Response] = (), **say: Any) -> ImportedAnswers:
    """What becomes of some exports. `say` is what the user says of them."""
    wanted = Wanted(
        say.get("form"),
        tuple(map(Wave, say.get("copies", ()))),
        say.get("workshop"),
        {plain(column): field or None for column, field in say.get("map", {}).items()},
    )
    wordings = (INSTRUMENTS, (SURVEY_FOR_GROUPS,))
    result = import_answers(files, wordings, WORKSHOPS, Answers(tuple(known)), wanted)
    for export in result.exports:
        assert export.rows == export.taken + export.already + export.reported
        assert export.reported == 0 or export.faults
    return result


def outcome(result: ImportedAnswers) -> dict[str, Any]:
    """What became of exports, in short."""
    values: dict[str, Any] = {}
    for export in result.exports:
        if export.form:
            values.setdefault("forms", []).append(export.form.id)
        values["rows"] = values.get("rows", 0) + export.rows
        for key in ("already", "missing", "without_code"):
            if number := getattr(export, key):
                values[key] = values.get(key, 0) + number
        columns = export.columns.matches if export.columns else ()
        if close := [column.column for column in columns if column.how and column.how.value == "close spelling"]:
            values["close"] = close
        for reason in LeftOut:
            if reason is not LeftOut.NONE and (names := [each.column for each in columns if left_out(each) is reason]):
                values[reason.name.lower()] = names
        if export.unasked:
            values["no_column_for"] = list(export.unasked)
    if result.responses:
        values["taken"] = [in_short(response) for response in result.responses]
    if result.diagnostics:
        values["reported"] = [
            f"{fault.place.cell or f'line {fault.place.line}'} {fault.code}" for fault in result.diagnostics
        ]
    if result.notices:
        values["notices"] = result.notices
    return values


def in_short(response: Response) -> str:
    """A response on one line."""
    who = (response.code, response.wave, response.side, response.workshop)
    answers = (f"{id} {value}" for id, value in response.answers.items())
    return f"{' '.join(filter(None, who))}: {', '.join(answers)}"
