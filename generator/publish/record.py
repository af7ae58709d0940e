"""The record of a release in the project: its commit in content/releases.yml, and what it changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from ..documents.news import as_values
from ..model.changes import Change
from ..sources.layout import CHANGES, RELEASES
from .whole_file import write_whole

HEADER = "# Written by `paired-learning release`. It says what the release changed; do not edit it.\n"


def with_field(text: str, release: str, field: str, value: str) -> str:
    """The text of releases.yml with a field of a release that is in it set, and otherwise unchanged."""
    lines = text.split("\n")
    key = re.compile(rf"""["']?{re.escape(release)}["']?\s*:""")
    start = next(number for number, line in enumerate(lines) if key.match(line)) + 1
    end = next((number for number in range(start, len(lines)) if re.match(r"\S", lines[number])), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    block = lines[start:end]
    indent = next((line[: len(line) - len(line.lstrip())] for line in block if line.strip()), "  ")
    others = [line for line in block if not line.startswith(f"{indent}{field}:")]
    written = yaml.safe_dump({field: value}, allow_unicode=True, width=10_000).rstrip("\n")
    return "\n".join([*lines[:start], *others, f"{indent}{written}", *(lines[end:] or [""])])


def changes_file(since: str, changes: Sequence[Change]) -> str:
    """The text of the file that says what a release changed since an earlier one."""
    values = {"since": since, "changes": as_values(changes)}
    return HEADER + yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=110)


def write_record(project: Path, files: dict[str, str]) -> None:
    """Write files of the record by path from the project folder, each whole or not at all."""
    for path, text in files.items():
        write_whole(project / path, text.encode())


def record_files(releases: str, id: str, commit: str, since: str | None, changes: Sequence[Change]) -> dict[str, str]:
    """The files of the record of a release.

    Args:
        releases: text of releases.yml as it is.
        id: the release.
        commit: commit of its content.
        since: the release before it; None for the first.
        changes: what it changed.
    """
    files = {RELEASES: with_field(releases, id, "commit", commit)}
    if since is not None:
        files[f"{CHANGES}{id}.yml"] = changes_file(since, changes)
    return files
