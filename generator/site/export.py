"""The project that an engine builds the site from: ordinary files that plain `mkdocs build --strict` builds, too.

Every page, the navigation and what the theme changes are in it before any engine sees it. `build` builds it, and
`export` writes it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from ..model.characters import decoded
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..publish.staged import Content
from ..sources.tree import read_file, read_theme
from .edition import PLAIN, Edition, SiteFiles
from .material_styles import FIRST, REST, material_styles
from .studio_program import shared_files
from .style_sheets import joined

SETTINGS = "mkdocs.yml"
PLUGIN = "paired-learning"
DOCS_FOLDER, OVERRIDES_FOLDER = "docs", "overrides"
ASSETS, OVERRIDES = "theme/assets/", "theme/overrides/"
PDF_FONTS = ".ttf"
"""Ending of fonts of PDF documents; pages have the same ones as woff2."""
LATEST = "latest"
"""Folder of the newest release."""
ENGINES = ("mkdocs", "properdocs", "zensical")
HEADER = """\
# Written by `paired-learning export`. Build it with: mkdocs build --strict
# ProperDocs (properdocs build --strict) and Zensical (zensical build) build the same pages.
"""
STYLE_SHEETS = "extra_css"
OTHER_FILES = ("INHERIT", "hooks")
"""Settings that name further files, which an exported project would not have."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A project without this program."""

    settings: Mapping[str, Any]
    """The settings of MkDocs, with the navigation as `nav`."""
    docs: Mapping[str, Content]
    """Pages and downloads by path."""
    overrides: Mapping[str, bytes]
    """Templates that change those of Material, by path."""
    date: datetime.date
    """The release date of the content, for use as a clock."""
    engine: str = ENGINES[0]
    """The engine that builds it."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Template that each page was made with, by its path: faults name it."""

    @property
    def files(self) -> dict[str, Content]:
        """The files of the project by path from its folder."""
        files: dict[str, Content] = {SETTINGS: self.settings_file}
        files.update((f"{DOCS_FOLDER}/{path}", raw) for path, raw in self.docs.items())
        files.update((f"{OVERRIDES_FOLDER}/{path}", raw) for path, raw in self.overrides.items())
        return files

    @property
    def settings_file(self) -> bytes:
        """The settings as YAML."""
        return (HEADER + yaml.safe_dump(dict(self.settings), sort_keys=False, allow_unicode=True, width=120)).encode()


def exported(project: Path, site: SiteFiles, date: datetime.date, edition: Edition = PLAIN) -> Exported:
    """The project that an edition of a site is built from, with the theme and settings of a project of ours.

    Raises:
        InputFault: mkdocs.yml is not plain YAML or names an unknown engine, or a file of the theme cannot be read.
    """
    theme = read_theme(project)
    docs: dict[str, Content] = {path: raw for path, raw in under(ASSETS, theme).items() if not path.endswith(PDF_FONTS)}
    docs.update(site.files)
    docs.update(shared_files(project, site.files))
    settings = _settings(project)
    engine = settings.get("extra", {}).pop("engine", ENGINES[0])
    if engine not in ENGINES:
        message, advice = f"unknown engine `{str(engine)[:60]}`", f"choose one of {', '.join(ENGINES)}"
        raise InputFault.of("unknown-engine", message, SETTINGS, advice)
    plain = _of_edition(_without_plugin(settings), site, edition) | {"nav": site.navigation}
    if isinstance(sheets := plain.get(STYLE_SHEETS), list):
        plain[STYLE_SHEETS], first = joined(sheets, docs)
        docs.update(first)
    ours = {path: decoded(raw) for path, raw in docs.items() if path.endswith(".css") and isinstance(raw, bytes)}
    if styles := material_styles(theme, plain, ours):
        docs.update(styles)
        plain["extra"] = {**plain["extra"], "material": {"first": FIRST, "rest": REST}}
    return Exported(plain, docs, under(OVERRIDES, theme), date, engine, site.templates)


def under(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a folder, by path from there."""
    return {path.removeprefix(folder): raw for path, raw in files.items() if path.startswith(folder)}


def title_and_base(project: Path) -> tuple[str, str]:
    """Title of the published site, and its path on its server with a slash at both ends.

    Raises:
        InputFault: mkdocs.yml is not plain YAML.
    """
    settings = _settings(project)
    path = urlsplit(str(settings.get("site_url") or "")).path.strip("/")
    return str(settings.get("site_name", "")), f"/{path}/" if path else "/"


def tree_of(project: Path, edition: Edition) -> str | None:
    """The address of the tree of releases that an edition's pages name, as for `site_files`.

    Raises:
        InputFault: mkdocs.yml is not plain YAML.
    """
    address = _settings(project).get("site_url")
    # A copy that is read from files has no tree around it.
    return address or ("" if edition.release else None) if edition.release or edition.offline else None


def _settings(project: Path) -> dict[str, Any]:
    """The settings of a project, with `extra` as a mapping."""
    try:
        values = yaml.safe_load(read_file(project / SETTINGS, SETTINGS))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(SETTINGS, mark.line + 1, mark.column + 1) if mark else Place(SETTINGS)
        fault = Diagnostic("yaml-syntax", f"{SETTINGS} is not plain YAML", place)
        raise InputFault([fault]) from error
    if not isinstance(values, dict):
        raise InputFault.of("not-a-mapping", f"{SETTINGS} has no settings", SETTINGS)
    for name in OTHER_FILES:
        if name in values:
            message = f"`{name}` names files that an exported project would not have"
            raise InputFault.of("not-exported", message, SETTINGS, f"take `{name}` out")
    extra = values.get("extra") or {}
    if not isinstance(extra, dict):
        raise InputFault.of("not-a-mapping", "`extra` is not a mapping", SETTINGS)
    return values | {"extra": extra}


def _without_plugin(settings: dict[str, Any]) -> dict[str, Any]:
    def name(plugin: Any) -> str:
        return plugin if isinstance(plugin, str) else next(iter(plugin))

    theme = settings.get("theme")
    plain = settings | {
        "docs_dir": DOCS_FOLDER,
        "theme": theme | {"custom_dir": OVERRIDES_FOLDER} if isinstance(theme, dict) else theme,
        "plugins": [plugin for plugin in settings.get("plugins") or [] if name(plugin) != PLUGIN],
    }
    plain.pop("site_dir", None)
    return plain


def _of_edition(settings: dict[str, Any], site: SiteFiles, edition: Edition) -> dict[str, Any]:
    """Settings with what the theme's templates need to know about an edition."""
    settings, extra = dict(settings), dict(settings["extra"])
    if edition.release:
        extra["release"] = {"id": site.release, "address": settings.pop("site_url", None) or ""}
        # The address is that of the whole tree; templates write a release's canonical addresses themselves.
        extra["version"] = {"provider": "mike", "default": LATEST}
    if edition.preview:
        extra["preview"] = True
    if edition.offline:
        settings["use_directory_urls"] = False
        extra["offline"] = True
    return settings | {"extra": extra}
