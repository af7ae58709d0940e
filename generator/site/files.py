"""What the pages of a site are, once they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """Everything that MkDocs needs and that no file of the theme is."""

    release: str
    """Id of the release of the content."""
    files: dict[str, bytes]
    """Content of each page and download by its path from the root of the docs folder."""
    navigation: list[Any]
    """The `nav` of MkDocs."""
    templates: dict[str, str]
    """Template of each page by its path."""
