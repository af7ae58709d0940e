"""The worked example of an evaluation: a cohort that never was, with the exports of its online forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..model.diagnostics import Diagnostic, InputFault, errors
from ..model.library import Library
from .layout import EVALUATION_EXAMPLE, SAMPLE_RECORDS, is_of_evaluation_example, profile_of, records_of
from .load import CheckedContent, load_trust

ID = "evaluation-example"
"""Id of its trust."""
PROFILE, RECORDS = f"{EVALUATION_EXAMPLE}/profile.yml", f"{EVALUATION_EXAMPLE}/{SAMPLE_RECORDS}"
ANSWERS = f"{EVALUATION_EXAMPLE}/answers/"
_PLACES = {profile_of(ID): PROFILE, records_of(ID): RECORDS}
"""The file of the example by the path that it would have as a trust's."""


def example_files(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the example among those of the content; none in content without it."""
    return {path: raw for path, raw in content.items() if is_of_evaluation_example(path)}


def shared_content(library: Library, content: Mapping[str, bytes]) -> Library:
    """What the example may be made from: of the projects those that it names, and nothing that only the site shows.

    So a change of another project does not change the example.
    """
    words = b"".join(example_files(content).values()).decode(errors="replace")
    projects = {id: project for id, project in library.projects.items() if id in words}
    others: dict[str, Any] = {"case_studies": {}, "pages": {}, "changes": {}, "quality": None, "trusts": {}}
    return library.model_copy(update={"projects": projects, **others})


def example_library(library: Library, content: Mapping[str, bytes]) -> Library:
    """The shared content with the example's cohort as its only trust. `library` is that of the site.

    Raises:
        InputFault: the example has faults.
    """
    files = {path: content[source] for path, source in _PLACES.items() if source in content}
    if PROFILE not in content:
        raise InputFault.of("missing-file", "the example has no profile", PROFILE, f"write {PROFILE}")
    loaded = load_trust(CheckedContent.of(shared_content(library, content)), ID, files)
    if loaded.library is None:
        raise InputFault(map(_as_written, errors(loaded.diagnostics)))
    return loaded.library


def example_exports(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """The exports of forms by path, in their order."""
    return {path: content[path] for path in sorted(example_files(content).keys() - _PLACES.values())}


def _as_written(fault: Diagnostic) -> Diagnostic:
    """A fault with the path that the file has."""
    return replace(fault, place=replace(fault.place, file=_PLACES.get(fault.place.file, fault.place.file)))
