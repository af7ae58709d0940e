"""Forms as lists of questions and options, for Microsoft Forms to read or for somebody to paste into an online form."""

from __future__ import annotations

import string
from collections.abc import Iterator

from ..model.playbook_files import EVALUATION
from ..planning.playbook import Playbook
from .answer_form import AnswerForm
from .context import document_of
from .document import Block, Document, Front, Heading, Listing, Paragraph, Run, paragraph

READ_ME = "00 Read me first"
"""Name of the file that says how the others are used."""


def online_form(form: AnswerForm, playbook: Playbook) -> Document:
    """A form as a list of numbered questions with lettered options."""
    return document_of(playbook, form.title, _blocks(form), Front.TITLE)


def _blocks(form: AnswerForm) -> Iterator[Block]:
    if form.readers:
        yield Paragraph((Run("Who sees your answers: ", strong=True), Run(form.readers)))
    yield from form.instructions
    for group in form.groups:
        yield Heading(1, group.title, group.id)
        yield from group.intro
        for question in group.questions:
            yield Paragraph((Run(f"{question.number}. {question.text}", strong=True),))
            for letter, option in zip(string.ascii_uppercase, question.options, strict=False):
                yield paragraph(f"{letter}. {option.label}")


def how_to_use(playbook: Playbook) -> Document:
    """How the forms in this folder become online forms, and how the answers come back."""
    return document_of(playbook, "Forms for Microsoft Forms", _how_to_use(), Front.TITLE)


def _how_to_use() -> Iterator[Block]:
    steps = (
        "The evaluation lead makes these forms, in an account of their own. Whoever owns a form, or works on it with "
        "them, can read every answer. So never share it with the programme lead of the same cohort.",
        "In Microsoft Forms choose Quick import, then one of these files, then Form. If you have no such button, make "
        "a new form and copy the questions into it. Options that you paste together become one option for each line.",
        "Look at each question. Leave its words and those of its options as they are: they say which answer is which "
        "when the answers come back. Ask for one choice on questions with options, and let every question be left out.",
        "In the settings turn off Record name, so that no answer comes with a name. Send the link to those who fill "
        "the form in, and nobody else.",
        f"Export the answers to Excel. The evaluation lead adds the export to {EVALUATION}.xlsx, on the page Make your "
        "plan or with the command paired-learning evaluation import.",
    )
    yield Heading(1, "What to do", "what-to-do")
    yield Listing(tuple((paragraph(step),) for step in steps), numbered=True)
    yield Heading(1, "Which file", "which-file")
    yield paragraph(
        "There is a file for each copy of a form, and one for each workshop that people give feedback on. The "
        "application form is not here, because it goes to the programme office with a name."
    )
