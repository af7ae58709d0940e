"""The theme of a project on this machine, where Typst reads fonts and the template of PDF documents itself."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..sources.tree import FONTS
from ..writers.theme import PDF_TEMPLATE, Theme


def project_theme(project: Path, files: Mapping[str, bytes]) -> Theme:
    """The theme of a project. `files` are those that were read from it.

    Raises:
        InputFault: files are missing; all of them.
    """
    template = project / PDF_TEMPLATE

    def folder() -> str:
        # Somebody may save the template during a build, and each file must look as its hash in the cache says.
        with suppress(OSError):
            if template.read_bytes() == files[PDF_TEMPLATE]:
                return str(template.parent)
        return ""

    return Theme.of(files, str(project / FONTS), folder)
