"""A form to fill in on a screen, as one HTML file that works offline and sends nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..documents.answer_form import AnswerForm
from ..model.required import FormQuestion
from .lone_page import SHARED_STYLES, LonePageTheme, embedded, rendered, texts
from .theme import accents

TEMPLATE = "theme/documents/answer-form.html.jinja"
STYLE_SHEET = "theme/documents/answer-form.css"
SCRIPT = "theme/documents/answer-form.js"
THEME_FILES = (TEMPLATE, SHARED_STYLES, STYLE_SHEET, SCRIPT)
"""What such a form needs of the theme. It has no font inside, because it is sent by email and opened on phones."""


def theme_of(theme: Mapping[str, bytes]) -> LonePageTheme:
    """The theme of forms, from files by their path from the project folder.

    Raises:
        InputFault: files of the form are missing; it names all of them.
    """
    template, shared, styles, script = texts(theme, THEME_FILES, "the form")
    return LonePageTheme(TEMPLATE, template, f"\n{shared}\n{styles}\n", f"\n{script}\n")


def write(form: AnswerForm, theme: LonePageTheme) -> bytes:
    """The form as HTML, in UTF-8.

    Raises:
        InputFault: the template has a fault.
    """
    rated = dict.fromkeys(id for texts in form.statements.values() for id in texts)
    facts = {
        "id": form.id,
        "owner": form.owner,
        "columns": form.columns,
        "given": form.given,
        "code": FormQuestion.CODE.value,
        "workshop": FormQuestion.WORKSHOP.value,
        "workshops": len(form.workshops),
        "statements": form.statements,
        "rated": list(rated),
        "onlyAfter": form.only_after,
    }
    return rendered(
        replace(theme, styles=f"\n{accents(form.colour)}{theme.styles}"),
        form=form,
        code=FormQuestion.CODE.value,
        rated=rated,
        facts=embedded(facts),
    )
