"""Faults of trusts' own Word and PowerPoint templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..model.diagnostics import Diagnostic, Place


def _word_fault(raw: bytes) -> str | None:
    from ..writers import docx

    return docx.template_fault(raw)


def _slides_fault(raw: bytes) -> str | None:
    # python-pptx takes a quarter of a second to import, and few trusts have a template.
    from ..writers import pptx

    return pptx.template_fault(raw)


CHECKS: dict[str, tuple[Callable[[bytes], str | None], str]] = {
    "/template.docx": (_word_fault, "save a plain copy from Word as .docx, or delete the file"),
    "/template.pptx": (_slides_fault, "save a plain copy from PowerPoint as .pptx, or delete the file"),
}
"""The check of each kind of template, and what to do about a fault."""


def template_faults(files: Mapping[str, bytes]) -> list[Diagnostic]:
    """What is wrong with each template among some files.

    Args:
        files: content of each file by its path from the project folder.
    """
    return [
        Diagnostic("bad-template", f"the template {fault}", Place(path), advice)
        for path, raw in files.items()
        for ending, (check, advice) in CHECKS.items()
        if path.startswith("content/trusts/") and path.endswith(ending) and (fault := check(raw))
    ]
