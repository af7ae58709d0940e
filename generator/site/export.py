"""An ordinary MkDocs project without our plugin: plain `mkdocs build --strict` builds the same pages from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Library
from .downloads import Downloads
from .pages import site_files

PLUGIN = "paired-learning"
ASSETS, OVERRIDES = "theme/assets/", "theme/overrides/"
DOCS_FOLDER, OVERRIDES_FOLDER = "docs", "overrides"
HEADER = """\
# Written by `paired-learning export`. Build it with: mkdocs build --strict
# Zensical builds it too (zensical build) after you delete overrides/partials, which changes Material's own templates.
"""


def files(
    settings: str,
    library: Library,
    theme: Mapping[str, bytes],
    downloads: Downloads | None = None,
    board_page: str = "",
) -> dict[str, bytes]:
    """The files of the exported project by path. `settings` is the text of mkdocs.yml, and the rest as for the site.

    Raises:
        InputFault: mkdocs.yml is not YAML, or a template of the theme has a fault.
    """
    site = site_files(library, theme, downloads, board_page=board_page)
    result = {f"{DOCS_FOLDER}/{uri}": content for uri, content in site.files.items()}
    for path, content in theme.items():
        for prefix, folder in ((ASSETS, DOCS_FOLDER), (OVERRIDES, OVERRIDES_FOLDER)):
            if path.startswith(prefix):
                result[f"{folder}/{path.removeprefix(prefix)}"] = content
    exported = _without_plugin(_settings(settings)) | {"nav": site.navigation}
    text = yaml.safe_dump(exported, sort_keys=False, allow_unicode=True, width=120)
    result["mkdocs.yml"] = (HEADER + text).encode()
    return result


def _settings(text: str) -> dict[str, Any]:
    try:
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place("mkdocs.yml", mark.line + 1, mark.column + 1) if mark else Place("mkdocs.yml")
        fault = Diagnostic("yaml-syntax", "mkdocs.yml cannot be exported: it is not plain YAML", place)
        raise InputFault([fault]) from error
    if not isinstance(values, dict):
        raise InputFault.of("not-a-mapping", "mkdocs.yml has no settings", "mkdocs.yml")
    return values


def _without_plugin(settings: dict[str, Any]) -> dict[str, Any]:
    def name(plugin: Any) -> str:
        return plugin if isinstance(plugin, str) else next(iter(plugin))

    theme = settings.get("theme")
    return settings | {
        "docs_dir": DOCS_FOLDER,
        "theme": theme | {"custom_dir": OVERRIDES_FOLDER} if isinstance(theme, dict) else theme,
        "plugins": [plugin for plugin in settings.get("plugins", []) if name(plugin) != PLUGIN],
    }
