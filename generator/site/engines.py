"""The engines that turn an exported project into a site.

`mkdocs` runs within this process and keeps what it rendered. The others are programs of their own, which are started on
the exported project.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from .export import ENGINES, Exported
from .interruption import GoOn, always


class Engine(Protocol):
    """Builds sites, one after the other."""

    def build(self, project: Exported, folder: Path) -> set[str]:
        """Bring a folder up to date with a project: empty, or as this engine left it when it built there last.

        Files that stay as they are are not written, and files that the site no longer has are removed. A file that
        changes is never half written.

        Returns:
            Paths of the files that were written or removed, from the folder.

        Raises:
            InputFault: the settings, a template or a link has faults, or the engine is not installed. Pages in the
                folder are as they were, but for files that are no pages.
        """

    def refresh(self, words: Mapping[str, bytes], folder: Path) -> set[str]:
        """Put new words on some pages of the site that was last built there, and leave its navigation as it is.

        Somebody is looking at these pages. The next `build` brings everything else up to date and reports any faults. A
        page that cannot be made on its own stays as it is.

        Args:
            words: Markdown by path from the docs folder.
            folder: where the site is.

        Returns:
            Paths of the files that were written, from the folder.
        """


def engine_for(project: Exported, cache: Path | None = None, go_on: GoOn = always) -> Engine:
    """An engine for a project.

    It may keep what it rendered in a folder of the cache. It asks `go_on` before each page, if it makes single pages.
    """
    if project.engine == ENGINES[0]:
        from .mkdocs_engine import MkDocsEngine

        return MkDocsEngine(cache, go_on)
    from .command_engine import CommandEngine

    return CommandEngine(project.engine)
