"""Faults of the Word templates that trusts bring."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.diagnostics import Diagnostic, Place
from . import docx

ENDING = "/template.docx"


def template_faults(files: Mapping[str, bytes]) -> list[Diagnostic]:
    """What is wrong with each template among some files.

    Args:
        files: content of each file by its path from the project folder.
    """
    return [
        Diagnostic(
            "bad-template",
            f"the template {fault}",
            Place(path),
            "save a plain copy from Word as .docx, or delete the file to do without",
        )
        for path, raw in files.items()
        if path.startswith("content/trusts/") and path.endswith(ENDING) and (fault := docx.template_fault(raw))
    ]
