"""Which file holds what, by its path."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.library import KIND, KINDS, Kind

RELEASES, QUALITY = KIND["release"].file, KIND["quality"].file
CHANGES = KIND["changes"].file.removesuffix("*.yml")
"""Folder of the records of what each release changed."""
TRUSTS = "content/trusts"
FILE_KINDS = tuple(kind for kind in KINDS if kind.file)
READ_ME = re.compile(r"(content|projects_menu)(/[a-z0-9_-]+)*/README\.md", re.ASCII)
"""Notes for authors; nothing reads them."""
RECORDS = "records.yml"
"""What happens to a trust's cohort, beside its profile."""
SAMPLE_RECORDS = "sample_records.yml"
"""The same for the sample workbook of an example: people who do not exist."""
EVALUATION_EXAMPLE = "content/examples/evaluation"
"""Folder of the worked example of an evaluation: a profile, sample records, and exports of forms in `answers/`."""
_OF_EVALUATION_EXAMPLE = re.compile(
    rf"{EVALUATION_EXAMPLE}/(profile\.yml|{re.escape(SAMPLE_RECORDS)}|answers/[a-z0-9-]+\.csv)"
)
WORD_TEMPLATES = ("template.docx", "template.dotx")
"""What a trust's own look of Word files may be called: a document, or a template as Word saves it."""
SLIDES_TEMPLATE = "template.pptx"
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xls", ".ods")
"""Of the names of planners' workbooks. Those that cannot be read say so."""
MACRO_TEMPLATES = ("template.docm", "template.dotm")
"""The same with macros, which is refused."""
TRUST_ASSETS = re.compile(rf"{TRUSTS}/[^/]+/([a-z0-9-]+\.png|template\.(docx|dotx|docm|dotm|pptx))")
"""Files beside a profile that are not YAML."""

BESIDE_A_WORKBOOK = (
    "*.png",
    *WORD_TEMPLATES,
    *MACRO_TEMPLATES,
    SLIDES_TEMPLATE,
    "projects/*.yml",
    "case_studies/*.yml",
)
"""What is read of the folder that is called as a workbook is, without its ending. Anything else there is left alone."""


def is_beside(path: str) -> bool:
    """Whether a file is read from the folder beside a workbook, by its path in that folder."""
    patterns = (re.escape(pattern).replace(r"\*", "[^/]+") for pattern in BESIDE_A_WORKBOOK)
    return any(re.fullmatch(pattern, path) for pattern in patterns)


def file_kind(path: str) -> tuple[Kind, str, str | None] | None:
    """The kind of a file, its id and its trust; None if no kind has such a path."""
    for kind in FILE_KINDS:
        if match := kind.match(path):
            groups = match.groupdict()
            trust = groups.get("trust")
            return kind, groups.get("id") or trust or kind.name.replace(" ", "-"), trust
    return None


def profile_of(trust: str) -> str:
    """The path of a trust's profile."""
    return f"{TRUSTS}/{trust}/profile.yml"


def records_of(trust: str) -> str:
    """The path of the records of a trust's cohort. They hold names."""
    return f"{TRUSTS}/{trust}/{RECORDS}"


def sample_records_of(trust: str) -> str:
    """The path of the made-up records of an example."""
    return f"{TRUSTS}/{trust}/{SAMPLE_RECORDS}"


def scheme_of(trust: str) -> str:
    """The path of a planner's workbook among the files of the content. It is read only where somebody names it."""
    return f"{TRUSTS}/{trust}/scheme.xlsx"


def word_template_of(trust: str, files: Mapping[str, bytes]) -> bytes | None:
    """A trust's own Word file or template among the files of the content."""
    return next((files[path] for name in WORD_TEMPLATES if (path := f"{TRUSTS}/{trust}/{name}") in files), None)


def is_of_evaluation_example(path: str) -> bool:
    """Whether a file belongs to the worked example of an evaluation, which is no part of the Library."""
    return _OF_EVALUATION_EXAMPLE.fullmatch(path) is not None


def trust_of(path: str) -> str | None:
    """The trust whose folder this is, or that a file belongs to; None for shared content."""
    return path.split("/")[2] if path.startswith(f"{TRUSTS}/") else None
