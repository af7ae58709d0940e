"""A plugin for those who run MkDocs itself in the project folder: it gives MkDocs the pages that we write.

The site does not depend on it: `build` builds the exported project, which has no plugin of ours.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, file_sort_key

from ..model.diagnostics import InputFault, render_all
from .cached_pages import cached_pages
from .export import STYLE_SHEETS, exported


class _Settings(Config):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """The plugin has no settings."""


class PairedLearningPlugin(BasePlugin[_Settings]):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """Gives MkDocs the pages of the exported project and their order."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Write the pages, and set their order."""
        project = Path(config.config_file_path).parent
        try:
            site, date = cached_pages(project)
            project_of_ours = exported(project, site, date)
        except InputFault as fault:
            raise PluginError(f"\n{render_all(fault.diagnostics)}") from fault
        self._docs, config.nav = project_of_ours.docs, site.navigation
        config.extra_css = list(project_of_ours.settings.get(STYLE_SHEETS, config.extra_css))
        # Among them are the names of Material's style sheets in two.
        config.extra.update(project_of_ours.settings["extra"])
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Give MkDocs the files of the exported project and Material's, in the order in which it finds files."""
        ours = [
            File.generated(config, uri, abs_src_path=str(content))
            if isinstance(content, Path)
            else File.generated(config, uri, content=content)
            for uri, content in self._docs.items()
        ]
        materials = [file for file in files if file.src_dir != config.docs_dir]
        return Files(sorted([*ours, *materials], key=file_sort_key))
