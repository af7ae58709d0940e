"""A manifest lists the files of a folder with their hashes, so that anybody can see later whether one has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ..model.playbook_files import FOR_THE_TOOL

NAME = "manifest.json"
PLAYBOOK_MANIFEST = f"{FOR_THE_TOOL}/{NAME}"
"""Path of the manifest of a playbook, whose folder is for people."""


def manifest(about: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """A manifest as JSON: what the files are and were made from, and files by path from the folder that it is of."""
    return listing(about, {path: entry(content) for path, content in files.items()})


def entry(content: bytes) -> dict[str, Any]:
    """What a manifest says of one file."""
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def listing(about: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A manifest of files that are not at hand, from what it is to say of each by its path."""
    return (json.dumps({**about, "files": dict(sorted(entries.items()))}, indent=2, ensure_ascii=False) + "\n").encode()
