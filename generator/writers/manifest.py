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


def hash_of(start: str, files: Mapping[str, bytes]) -> str:
    """A hash of a text and of files with their paths."""
    digest = hashlib.sha256(start.encode())
    for path, raw in sorted(files.items()):
        digest.update(f"\0{path}\0{len(raw)}\0".encode(errors="surrogateescape") + raw)
    return digest.hexdigest()


def input_hashes(shared: str, own: Mapping[str, bytes], profile: bytes) -> dict[str, str]:
    """What the manifest of a playbook says of its inputs: a hash of them all, and one of the profile.

    Args:
        shared: a hash of what every playbook is made from.
        own: the files of the trust by their path from the project folder; its profile, as YAML, is one of them.
        profile: the profile.
    """
    return {"all": hash_of(shared, own), "profile": hashlib.sha256(profile).hexdigest()}


def manifest(about: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """A manifest as JSON: what the files are and were made from, and files by path from the folder that it is of."""
    return listing(about, {path: entry(content) for path, content in files.items()})


def entry(content: bytes) -> dict[str, Any]:
    """What a manifest says of one file."""
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def listing(about: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A manifest of files that are not at hand, from what it is to say of each by its path."""
    return (json.dumps({**about, "files": dict(sorted(entries.items()))}, indent=2, ensure_ascii=False) + "\n").encode()
