"""What a planner can take from the site as it is: a blank workbook, and a filled one with its playbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..model.library import Library
from ..model.playbook_files import ARCHIVE, SCHEME
from ..model.scheme import Records
from ..model.trust import Visibility
from ..planning.playbook import plan
from ..publish.build_cache import FOLDER, cached, made_last
from ..publish.project_theme import project_theme
from ..sources.layout import profile_of
from ..sources.load import CheckedContent, load_trust
from ..studio.updated import new
from ..writers import yaml_text
from ..writers.bundle import playbook_files
from ..writers.fingerprint import program
from ..writers.formats import USUAL
from ..writers.manifest import hash_of
from ..writers.new_profile import NewProfile, write
from ..writers.theme import Theme
from .downloads import BLANK_WORKBOOK, SAMPLE_PLAYBOOK, SAMPLE_WORKBOOK

SAMPLES = FOLDER / "samples"
YOUR_TRUST = NewProfile("Your trust", "Your trust")
"""The trust of the blank workbook: nothing is decided, and everything has its usual value."""
YOUR_SLUG = "your-trust"


def samples(project: Path, library: Library, theme: Mapping[str, bytes], *, preview: bool = False) -> dict[str, bytes]:
    """The files by name; cached in the project folder if possible. A preview shows those that were made last.

    Raises:
        InputFault: the theme lacks a file, or no plan can be made.
    """
    key = made_last(project / SAMPLES) if preview else None
    if key is None:
        key = hash_of(program() + library.model_dump_json(), theme)[:24]
    return cached(project / SAMPLES, {key: lambda: _samples(project, library, theme)})


def _samples(project: Path, library: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    return {BLANK_WORKBOOK: blank(library), **_filled(library, project_theme(project, theme))}


def blank(library: Library) -> bytes:
    """The workbook of a trust that has decided nothing yet."""
    profile = {profile_of(YOUR_SLUG): write(YOUR_TRUST).encode()}
    return new(load_trust(CheckedContent.of(library), YOUR_SLUG, profile).require(), YOUR_SLUG, library.release.date)


def _filled(library: Library, theme: Theme) -> dict[str, bytes]:
    """The workbook and the playbook of the first public example that has made-up people; nothing if none has."""
    day = library.release.date
    for slug, trust in library.trusts.items():
        if trust.profile.example and trust.profile.visibility is Visibility.PUBLIC and trust.sample != Records():
            filled = trust.model_copy(update={"records": trust.sample})
            playbook = plan(library.model_copy(update={"trusts": {slug: filled}}), slug, today=day, made=day)
            profile = yaml_text.noun(trust.profile)
            files = playbook_files(playbook, theme, USUAL, profile, trust.word_template)
            return {SAMPLE_WORKBOOK: files[f"{SCHEME}.xlsx"], SAMPLE_PLAYBOOK: files[ARCHIVE]}
    return {}
