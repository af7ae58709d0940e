"""The sheet Start here: what to do next, how to use the file, who may see it, and what is on each sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model.prose import plain_text
from ..model.sheets.form import Use
from ..model.sheets.plan import START_HERE
from ..model.typed_workbook import Look
from ..planning import dates
from ..planning.applicability import groups
from ..planning.playbook import Playbook
from ..planning.status import Status
from .cell_looks import usual_look
from .context import example_note
from .spreadsheet import Cell, Sheet, SheetLink, sheet_of

HOW_TO_USE = (
    (
        "To fill it in",
        "Type into the tinted cells; where there is a list, choose from it. A title that ends with * is needed in each "
        "row. Whatever you leave empty is as usual. Point at a title to see what belongs there.",
    ),
    (
        "To make it yours",
        "Sort, filter, colour, and add rows, columns and sheets of your own. Only leave the titles as they are.",
    ),
    (
        "To bring it up to date",
        "Open it on the page Make your plan of the site and save it there. Dates and figures are worked out again, and "
        "all that you typed stays.",
    ),
    (
        "Logo and templates",
        "Your logo, template.docx and template.pptx go into a folder beside this file, with the same name as the file.",
    ),
    (
        "Who may see it",
        "Only those who choose and run the scheme, because it names people. Keep it where your trust keeps such data. "
        "Answers to questionnaires go into evaluation.xlsx, which has no names.",
    ),
)
NO_DAY_TO_DELETE = "No day yet. Type into the sheet Scheme the day by which the people must be taken out of this file."
TABS = f"Amber: {Use.FILL.lower()}. Blue: {Use.PLAN[:1].lower()}{Use.PLAN[1:]}. Grey: {Use.READ.lower()}."


def start_sheet(playbook: Playbook, state: Status, sheets: Sequence[Sheet]) -> Sheet:
    """The sheet; its links lead to the other sheets of the workbook."""
    texts = {
        **{f"example-{number}": row for number, row in enumerate(_example(playbook), start=1)},
        **{f"next-{number}": ("Do next", step) for number, step in enumerate(state.next_steps, start=1)},
        **{f"warning-{number}": ("Look at", text) for number, text in enumerate(_warnings(playbook, state), start=1)},
        **{f"use-{number}": row for number, row in enumerate(HOW_TO_USE, start=1)},
        "delete-by": ("Delete by", _delete_by(playbook)),
        "tabs": ("Colours of the tabs", TABS),
    }
    about = {f"about-{number}": row for number, row in enumerate(_about(playbook), start=1)}
    links: dict[str, dict[str, Cell]] = {
        f"sheet/{sheet.name}": {"about": SheetLink(sheet.name), "what": sheet.note} for sheet in sheets
    }
    whole = sheet_of(START_HERE, (_rows(texts) | links | _rows(about)).items())
    return replace(whole, looks=dict(_looks(whole)))


def _rows(texts: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, Cell]]:
    return {id: {"about": about, "what": what} for id, (about, what) in texts.items()}


def _looks(sheet: Sheet) -> Iterator[tuple[tuple[int, int], Look]]:
    """Bold type for what to do next."""
    for number, id in enumerate(sheet.ids):
        if id.startswith("next-"):
            for column, of in enumerate(sheet.columns):
                yield (number, column), replace(usual_look(of, "", ""), bold=True)


def _warnings(playbook: Playbook, state: Status) -> Iterator[str]:
    yield from state.warnings
    for warning in playbook.warnings:
        yield f"{warning.message} {warning.advice}"


def _delete_by(playbook: Playbook) -> str:
    keep_until = playbook.records.keep_until
    return dates.weekday_and_date(keep_until) if keep_until else NO_DAY_TO_DELETE


def _example(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """What somebody must know before anything else who opens the workbook of an example."""
    profile = playbook.profile
    if profile.example:
        yield "An example", example_note(profile)
        if profile.note:
            yield "Please note", plain_text(profile.note)


def _about(playbook: Playbook) -> Iterator[tuple[str, str]]:
    profile, cohort, release = playbook.profile, playbook.profile.cohort, playbook.release
    yield "Trust", profile.name
    yield "Cohort", f"{cohort.name}: {groups(cohort)}, {cohort.months} months"
    start = playbook.schedule.start if playbook.schedule else None
    yield "First workshop", dates.weekday_and_date(start) if start else "Not set yet"
    yield "Content release", f"{release.id}, {dates.date(release.date)}"
    if profile.note and not profile.example:
        yield "Please note", plain_text(profile.note)
