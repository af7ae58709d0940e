"""A manifest: what files were made, and from what, so that anybody can see later whether they are still the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

NAME = "manifest.json"


def manifest(about: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """A manifest as JSON.

    Args:
        about: what the files are and what they were made from.
        files: their content by path from the manifest's own folder.
    """
    values = {
        **about,
        "files": {
            path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for path, content in sorted(files.items())
        },
    }
    return (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode()
