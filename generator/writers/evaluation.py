"""The files of an evaluation: the board page, the report, and the results that may be passed on."""

from __future__ import annotations

from collections.abc import Mapping

from ..documents.board_page import NAME as BOARD_PAGE
from ..documents.board_page import board_page
from ..documents.combined_report import NAME as COMBINED
from ..documents.combined_report import combined_report
from ..documents.document import Document
from ..documents.evaluation import Evaluation
from ..documents.evaluation_report import NAME as REPORT
from ..documents.evaluation_report import evaluation_report
from ..documents.evaluation_values import as_json, published_results
from ..evaluation.combined import Combined
from ..model.library import Library
from . import docx, html, pdf
from .manifest import NAME as MANIFEST
from .manifest import manifest
from .theme import Theme

RESULTS = "results.json"
SLIDE = f"{BOARD_PAGE}.pptx"
READ_ME = """\
What came of a cohort

Board page          one page and one slide for the board: read it, change the words as you see fit, and stand by them
Evaluation report   every result that may be shown, how it was worked out, and its limits
results.json        the same results, to be put together with those of other cohorts and trusts

No result here is for a small group, and nobody's own answers are in it but as a line in a picture of everybody.
Publish one version, once all forms are in: two versions that are a few answers apart could be compared.
Files that you change stay as they are when you make them again; the new version comes beside them.
"""


def evaluation_files(
    evaluation: Evaluation, theme: Theme, template: bytes | None = None, slide: bytes | None = None
) -> dict[str, bytes]:
    """Files by their path within the folder.

    Args:
        evaluation: what they are about.
        theme: the look of every file.
        template: the trust's own Word template.
        slide: the board page as a PowerPoint file, which needs a library that a browser lacks.
    """
    word = board_page(evaluation, template=True) if template else None
    files = {
        **in_every_format(BOARD_PAGE, board_page(evaluation), theme, template, word),
        **({SLIDE: slide} if slide else {}),
        **in_every_format(REPORT, evaluation_report(evaluation), theme, template),
    }
    return with_results(evaluation, files)


def with_results(evaluation: Evaluation, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Documents of an evaluation with what lies beside them: a read-me, the results and the manifest."""
    results = published_results(evaluation)
    every = {"read-me.txt": READ_ME.encode(), **files, RESULTS: as_json(results)}
    return every | {MANIFEST: manifest({"trust": results.trust, "release": results.release}, every)}


def combined_files(combined: Combined, library: Library, theme: Theme) -> dict[str, bytes]:
    """The report on several cohorts by its path within the folder."""
    files = in_every_format(COMBINED, combined_report(combined, library), theme)
    return files | {MANIFEST: manifest({"release": library.release.id}, files)}


def in_every_format(
    name: str, document: Document, theme: Theme, template: bytes | None = None, word: Document | None = None
) -> dict[str, bytes]:
    """A document as HTML, Word and PDF. `word` is the version for Word, if it differs."""
    return {
        f"{name}.html": html.write(document, theme),
        f"{name}.docx": docx.write(word or document, theme, template),
        f"{name}.pdf": pdf.write(document, theme),
    }
