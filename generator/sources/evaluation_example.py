"""The worked example of an evaluation: a cohort that never was, with the exports of its online forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ..model.diagnostics import Diagnostic, InputFault, Place, errors
from ..model.instrument import Wave
from ..model.library import Library
from .layout import EVALUATION_EXAMPLE, SAMPLE_RECORDS, is_of_evaluation_example, profile_of, records_of
from .load import CheckedContent, load_trust

ID = "evaluation-example"
"""Id of its trust."""
PROFILE, RECORDS = f"{EVALUATION_EXAMPLE}/profile.yml", f"{EVALUATION_EXAMPLE}/{SAMPLE_RECORDS}"
ANSWERS = f"{EVALUATION_EXAMPLE}/answers/"
_PLACES = {profile_of(ID): PROFILE, records_of(ID): RECORDS}
"""The file of the example by the path that it would have as a trust's."""


class Export(NamedTuple):
    """The export of an online form."""

    path: str
    form: str
    """Id of the form."""
    wave: Wave | None
    """The copy, for a form with several."""
    raw: bytes


def example_files(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the example among those of the content; none in content without it."""
    return {path: raw for path, raw in content.items() if is_of_evaluation_example(path)}


def example_library(library: Library, content: Mapping[str, bytes]) -> Library | None:
    """The shared content with the example's cohort as its only trust; None if the content has no example.

    Raises:
        InputFault: the example has faults.
    """
    files = {path: content[source] for path, source in _PLACES.items() if source in content}
    if not files:
        return None
    loaded = load_trust(CheckedContent.of(library), ID, files)
    if loaded.library is None:
        raise InputFault(map(_as_written, errors(loaded.diagnostics)))
    return loaded.library


def example_exports(content: Mapping[str, bytes]) -> list[Export]:
    """The exports of forms in their order. A name is the id of a form and, where it has several copies, that of one.

    Raises:
        InputFault: a file of the example is none that it can have.
    """
    exports, faults = [], []
    for path in sorted(example_files(content).keys() - {*_PLACES.values()}):
        form, _, rest = path.removeprefix(ANSWERS).partition(".")
        wave, _, ending = rest.rpartition(".")
        if not path.startswith(ANSWERS) or ending != "csv" or wave not in ("", *Wave):
            advice = "name an export after its form and its copy, such as answers/sponsor-survey.before.csv"
            faults.append(Diagnostic("unexpected-file", "nothing reads this file", Place(path), advice))
        exports.append(Export(path, form, Wave(wave) if wave in (*Wave,) else None, content[path]))
    if faults:
        raise InputFault(faults)
    return exports


def _as_written(fault: Diagnostic) -> Diagnostic:
    """A fault with the path that the file has."""
    return replace(fault, place=replace(fault.place, file=_PLACES.get(fault.place.file, fault.place.file)))
