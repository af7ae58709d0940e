"""Makes what the site has of the worked example of an evaluation, by the functions of the commands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from ..documents.board_page import board_page
from ..documents.board_slide import board_slide
from ..documents.business_case import business_case
from ..documents.document import Block, Drawing, Heading, table
from ..documents.evaluation import Evaluation, evaluate
from ..documents.evaluation_workbook import evaluation_workbook
from ..documents.svg import ACCENT
from ..evaluation.codes import look_alike, near_codes
from ..model.diagnostics import InputFault, errors
from ..model.library import Library
from ..model.scheme import TaskRecord, TaskStatus
from ..model.scheme_file import SchemeFile
from ..model.sheets import evaluation as forms
from ..model.sheets.choices import YES
from ..planning.playbook import Playbook, plan
from ..sources.answers_import import Wanted
from ..sources.evaluation_example import ID, example_exports, example_library
from ..sources.scheme_file import ANSWERS, scheme_file
from ..sources.typed_workbook import read_typed
from ..studio.evaluation import new_evaluation, opened_answers, with_exports
from ..studio.typed_edits import Edits, edited
from ..studio.updated import new_workbook, to_file
from ..writers import markdown, pptx
from ..writers.evaluation import evaluation_files, in_every_format
from ..writers.theme import Theme
from .downloads import EXAMPLE_ANSWERS, EXAMPLE_CASE, EXAMPLE_PAGE, EXAMPLE_REPORT, EXAMPLE_SCHEME
from .page_writer import figure

DRAWING = """\
<div class="drawing-and-words" markdown>

<details class="same-as-text" open markdown>
<summary>The same as text</summary>

{words}

</details>

{figure}

</div>"""
"""A drawing, and for narrow screens the same as text."""


def example_report(library: Library, content: Mapping[str, bytes], look: Theme) -> dict[str, bytes]:
    """The files for download by name, and the board page as the site shows it.

    Raises:
        InputFault: the example has faults, or the theme lacks a file.
    """
    example, day = example_library(library, content), library.release.date
    playbook = plan(_all_done(example, day), ID, today=day, made=day)
    workbook = filled_workbook(playbook, example_exports(content))
    opened = opened_answers(workbook, EXAMPLE_ANSWERS, playbook)
    if faults := errors(opened.diagnostics):
        raise InputFault(faults)
    return {
        EXAMPLE_SCHEME: to_file(new_workbook(playbook), playbook.release),
        EXAMPLE_ANSWERS: workbook,
        **_documents(evaluate(playbook, opened.answers, EXAMPLE_ANSWERS), look),
    }


def _all_done(example: Library, day: datetime.date) -> Library:
    """The example with every task done that was due, whatever tasks the guidance has by now."""
    trust = example.trusts[ID]
    items = (item for section in plan(example, ID, today=day, made=day).checklist for item in section.items)
    done = {
        f"{item.topic.id}/{item.action.id}": TaskRecord(status=TaskStatus.DONE)
        for item in items
        if item.due and item.due <= day
    }
    records = trust.records.model_copy(update={"tasks": done})
    return example.model_copy(update={"trusts": {ID: trust.model_copy(update={"records": records})}})


def _documents(evaluation: Evaluation, look: Theme) -> dict[str, bytes]:
    """The business case, what `evaluation report` writes, by names for addresses, and the board page for the site."""
    slide = pptx.write(board_slide(evaluation), look.file(pptx.BASE), None, look.glyphs)
    case = in_every_format(EXAMPLE_CASE, business_case(evaluation.playbook), look)
    files = case | evaluation_files(evaluation, look, slide=slide)
    named = {name.lower().replace(" ", "-"): raw for name, raw in files.items()}
    return {name: named[name] for name in EXAMPLE_REPORT if name in named} | {EXAMPLE_PAGE: _page(evaluation).encode()}


def _page(evaluation: Evaluation) -> str:
    """The board page as the site shows it: in the site's colour, which its style sheet changes in dark mode."""
    profile = evaluation.playbook.profile
    own = profile.model_copy(update={"brand": profile.brand.model_copy(update={"colour": ACCENT})})
    page = board_page(evaluation._replace(playbook=replace(evaluation.playbook, profile=own)))
    return "\n\n".join(map(_on_the_site, page.blocks))


def _on_the_site(block: Block) -> str:
    """A block of the board page in Markdown, below a heading of the site's page."""
    match block:
        case Heading():
            return markdown.blocks((replace(block, level=block.level + 1),))
        case Drawing():
            words = markdown.blocks((table(block.rows[0], block.rows[1:]),))
            return DRAWING.format(words=words, figure=figure(block))
        case _:
            return markdown.blocks((block,))


def filled_workbook(playbook: Playbook, exports: Mapping[str, bytes]) -> bytes:
    """A workbook of answers as the evaluation lead has it before the report.

    The exports are in it, codes that look the same on paper are joined, and the comments were read.

    Raises:
        InputFault: rows of an export cannot be taken.
    """
    new = opened_answers(new_evaluation(playbook), EXAMPLE_ANSWERS, playbook)
    updated, imported = with_exports(new, playbook, exports, Wanted())
    if imported.diagnostics:
        raise InputFault(imported.diagnostics)
    opened = opened_answers(updated.raw, EXAMPLE_ANSWERS, playbook)
    typed = edited(read_typed(updated.raw, EXAMPLE_ANSWERS), _choices(opened.file))
    file = scheme_file(typed, forms.evaluation_forms(playbook.instruments), ANSWERS)
    return to_file(evaluation_workbook(playbook, file, near=near_codes(opened.answers))[0], playbook.release)


def _choices(file: SchemeFile) -> Edits:
    """What the evaluation lead types before the report."""
    first, codes = file.tables[forms.READ_ME], file.tables[forms.CODES]
    read = next(row.number for row in first.rows if row.id == "comments_read")
    same = [
        row.number for row in codes.rows if look_alike(*(str(row.value(key)) for key in (forms.FIRST, forms.SECOND)))
    ]
    return {
        (forms.READ_ME, read, first.columns[forms.CHOICE]): YES,
        **{(forms.CODES, row, codes.columns[forms.SAME]): YES for row in same},
    }
