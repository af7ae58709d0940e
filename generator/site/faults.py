"""Faults of page templates and of links, as diagnostics."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping

from jinja2 import TemplateSyntaxError

from ..model.diagnostics import Diagnostic, Place

TEMPLATES = "theme/pages"
OVERRIDES = "overrides/"
SUFFIX = ".md.jinja"


def template_file(name: str) -> str:
    """Path of a page template from the project folder."""
    return f"{TEMPLATES}/{name}{SUFFIX}"


def template_fault(error: Exception, name: str) -> Diagnostic:
    """A fault of a page template or of one that it includes, with its line."""
    line = 1
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.endswith(SUFFIX):
                name = frame.filename.removeprefix(f"{TEMPLATES}/").removesuffix(SUFFIX)
                line = frame.lineno or 1
    return Diagnostic(
        "template",
        f"the page template cannot be used: {str(error) or type(error).__name__}",
        Place(template_file(name), line),
        "correct the template; theme/pages/macros.md.jinja and page_writer.py say what it may call",
    )


def override_fault(error: Exception) -> Diagnostic:
    """A fault of a template that changes Material's, with its line."""
    name, line = "main.html", 1
    for frame in traceback.extract_tb(error.__traceback__):
        if OVERRIDES in frame.filename:
            name, line = frame.filename.rpartition(OVERRIDES)[2], frame.lineno or 1
    if isinstance(error, TemplateSyntaxError):
        name, line = (error.filename or error.name or name).rpartition(OVERRIDES)[2], error.lineno
    message = f"the template cannot be used: {str(error) or type(error).__name__}"
    return Diagnostic("template", message, Place(f"theme/{OVERRIDES}{name}", line), "correct the template")


def link_faults(messages: Iterable[str], templates: Mapping[str, str]) -> list[Diagnostic]:
    """Warnings and errors of MkDocs as diagnostics that name the template of a page; `templates` has it by path."""
    diagnostics = []
    for message in messages:
        page = re.match(r"Doc file '([^']+)'", message)
        name = templates.get(page[1]) if page else None
        place = Place(template_file(name)) if name else Place("mkdocs.yml")
        code = "broken-link" if page else "mkdocs"
        diagnostics.append(Diagnostic(code, message, place, "correct the link" if page else None))
    return diagnostics
