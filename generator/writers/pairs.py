"""The files that a panel decides about pairs or groups with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..documents.document import Document
from ..documents.pairs_folder import READ_ME, as_page
from ..planning.playbook import Playbook
from . import docx, html
from .manifest import NAME as MANIFEST
from .manifest import manifest
from .theme import Theme

VALUES = "pairs.json"


def pair_files(
    playbook: Playbook,
    documents: Mapping[str, Document],
    theme: Theme,
    template: bytes | None = None,
    values: Mapping[str, Any] | None = None,
) -> dict[str, bytes]:
    """Files by their path within the folder: each document as Word and as HTML, labels as Word alone, and the values.

    Only the panel may see the folder: its files hold personal data, and what people said in confidence.
    """
    files = {
        # Where the folder is in a repository, git leaves it alone.
        ".gitignore": b"*\n",
        "read-me.txt": READ_ME.encode(),
    }
    for name, document in documents.items():
        if as_page(document):
            files[f"{name}.html"] = html.write(document, theme)
        files[f"{name}.docx"] = docx.write(document, theme, template)
    if values is not None:
        files[VALUES] = (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode()
    files[MANIFEST] = manifest({"trust": playbook.profile.id, "release": playbook.release.id}, files)
    return files
