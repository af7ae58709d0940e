"""Faults of trusts' own Word and PowerPoint templates."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.diagnostics import Diagnostic, Place
from ..sources.layout import trust_of


def template_faults(files: Mapping[str, bytes]) -> list[Diagnostic]:
    """What is wrong with each template among some files."""
    faults = []
    for path, raw in files.items():
        fault, advice = None, ""
        if trust_of(path) and path.endswith("/template.docx"):
            from ..writers import docx

            fault, advice = docx.template_fault(raw), "save a plain copy from Word as .docx, or delete the file"
        elif trust_of(path) and path.endswith("/template.pptx"):
            # python-pptx takes a quarter of a second to import, and few trusts have a template.
            from ..writers import pptx

            fault, advice = pptx.template_fault(raw), "save a plain copy from PowerPoint as .pptx, or delete the file"
        if fault:
            faults.append(Diagnostic("bad-template", f"the template {fault}", Place(path), advice))
    return faults
