"""Faults of trusts' own Word and PowerPoint templates."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.diagnostics import Diagnostic, Place
from ..sources.layout import MACRO_TEMPLATES, WORD_TEMPLATES, trust_of

PLAIN_COPY = "save a plain copy from Word as .docx or .dotx, or delete the file"


def template_faults(files: Mapping[str, bytes], *, tried: bool = True) -> list[Diagnostic]:
    """What is wrong with each template among some files.

    A PowerPoint template is tried out too: slides of every kind are written with it. A browser, which writes none, has
    nothing that could; `tried` is false there.
    """
    faults = []
    for path, raw in files.items():
        folder, _, name = path.rpartition("/")
        fault, advice = None, PLAIN_COPY
        if trust_of(path) and name in (*WORD_TEMPLATES, *MACRO_TEMPLATES):
            from ..writers import docx

            fault = docx.template_fault(raw)
            if name in MACRO_TEMPLATES:
                fault = "is of a kind that can hold macros; save it without them"
            elif name != WORD_TEMPLATES[0] and f"{folder}/{WORD_TEMPLATES[0]}" in files:
                fault, advice = f"has {WORD_TEMPLATES[0]} beside it, and only one can be used", "delete one of the two"
        elif trust_of(path) and name == "template.pptx":
            advice = "save a plain copy from PowerPoint as .pptx, or delete the file"
            if tried:
                # python-pptx takes a quarter of a second to import, and few trusts have a template.
                from ..writers import pptx

                fault = pptx.template_fault(raw)
            else:
                from ..writers.office import slide_checks

                fault = slide_checks.fault(raw)
        if fault:
            faults.append(Diagnostic("bad-template", f"the template {fault}", Place(path), advice))
    return faults
