"""The data of a project for the studio in the browser; cached."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from ..documents.document import Drawing, descendants
from ..documents.guidance_book import guidance_document
from ..model.library import Library, Trust
from ..model.trust import Cohort, Visibility
from ..planning.applicability import group_name
from ..planning.playbook import plan
from ..sources.layout import TRUST_ASSETS, TRUSTS, file_kind, sample_records_of, trust_of
from ..sources.library_json import library_json
from ..studio.data import DRAWINGS, EXAMPLE_LIST, EXAMPLES, LIBRARY, REGISTER, SHARED_HASH
from ..studio.news import told
from ..writers import answer_form, menu_page, picture
from ..writers.manifest import hash_of
from ..writers.theme import DOCUMENT_FONT, FONTS, FURTHER_FONT, GLYPHS, ICONS, REQUIRED, Theme, drawing_key
from .build_cache import FOLDER, cached
from .playbooks import shared_hash

CACHE = FOLDER / "studio-data"
THEME_FILES = (*REQUIRED, DOCUMENT_FONT, FURTHER_FONT, ICONS, GLYPHS, *menu_page.THEME_FILES, *answer_form.THEME_FILES)
"""What documents are made from, besides the TrueType fonts; the rest of the theme is for the site and for decks."""


def studio_data(
    project: Path, content: Mapping[str, bytes], library: Library, theme: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files by path, as `studio/data.py` reads them; cached in the project folder if possible.

    `library` is what the files of the content say.

    Raises:
        InputFault: the theme lacks a file.
    """
    shared = shared_hash(content, theme)
    key = hash_of(shared, dict(_examples(content, library)))[:24]
    return cached(project / CACHE, {key: lambda: data_files(content, library, theme)})


def is_example(trust: Trust) -> bool:
    """Whether anybody may begin with a copy of a trust's profile."""
    return trust.profile.example and trust.profile.visibility is Visibility.PUBLIC


def _words(cohort: Cohort) -> str:
    """A cohort in a few words, such as `12 pairs, 9 months`."""
    return f"{cohort.groups} {group_name(cohort.group_size, cohort.groups)}, {cohort.months} months"


def _examples(content: Mapping[str, bytes], library: Library) -> Iterator[tuple[str, bytes]]:
    """The files of public examples that are read. Records hold names, so they are left out, and so is all else."""
    for path, raw in content.items():
        trust = library.trusts.get(slug := trust_of(path) or "")
        read = file_kind(path) or TRUST_ASSETS.fullmatch(path) or path == sample_records_of(slug)
        if trust and is_example(trust) and read:
            yield f"{EXAMPLES}{path.removeprefix(f'{TRUSTS}/')}", raw


def data_files(content: Mapping[str, bytes], library: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by path, made now. Otherwise as `studio_data`."""
    examples = [
        {"slug": slug, "name": trust.profile.name, "words": _words(trust.profile.cohort)}
        for slug, trust in library.trusts.items()
        if is_example(trust)
    ]
    changes = {id: told(record) for id, record in library.changes.items()}
    register = importlib.resources.files("generator.data").joinpath("nhs_trusts.csv").read_bytes()
    return {
        LIBRARY: library_json(library.model_copy(update={"changes": changes})),
        REGISTER: register,
        SHARED_HASH: shared_hash(content, theme).encode(),
        EXAMPLE_LIST: json.dumps(examples, ensure_ascii=False).encode(),
        **{path: theme[path] for path in THEME_FILES if path in theme},
        **{path: raw for path, raw in theme.items() if path.startswith(FONTS) and path.endswith(".ttf")},
        **{f"{DRAWINGS}{key}.png": raw for key, raw in shared_drawings(library, Theme(theme)).items()},
        **dict(_examples(content, library)),
    }


def shared_drawings(library: Library, theme: Theme) -> dict[str, bytes]:
    """PNG of the drawings in the guidance of the first public trust, by `drawing_key`.

    They show what shared case studies found, so those of other trusts are the same; one with case studies of its own
    has further ones.
    """
    public = [slug for slug, trust in library.trusts.items() if trust.profile.visibility is Visibility.PUBLIC][:1]
    blocks = chain.from_iterable(descendants(guidance_document(plan(library, slug)).blocks) for slug in public)
    drawings = [block.svg for block in blocks if isinstance(block, Drawing)]
    return {drawing_key(svg): picture.png(picture.outlined(svg, theme.glyphs)) for svg in drawings}
