"""The checked shared content as JSON and back: what a browser reads in place of 300 files of YAML."""

from __future__ import annotations

from pydantic import ValidationError

from ..model.diagnostics import InputFault
from ..model.library import Library


def library_json(library: Library) -> bytes:
    """A Library without its trusts as JSON. Fields that have their usual value are left out."""
    shared = library.model_copy(update={"trusts": {}})
    return shared.model_dump_json(exclude_defaults=True).encode()


def read_library(raw: bytes, file: str) -> Library:
    """The Library that `library_json` wrote: every dictionary has the order that it had. `file` is its name.

    Raises:
        InputFault: the JSON is not what this version of the generator writes.
    """
    try:
        return Library.model_validate_json(raw)
    except ValidationError as error:
        advice = "load the page again, so that its program and its content are of the same release"
        raise InputFault.of("bad-library", "the content does not match the program", file, advice) from error
