"""MkDocs as an engine within this process."""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from ..model.diagnostics import InputFault
from ..publish.locks import scratch
from ..publish.staged import write_files
from .export import SETTINGS, Exported
from .faults import link_faults

EPOCH = "SOURCE_DATE_EPOCH"


class MkDocsEngine:
    """Builds sites with MkDocs."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache

    def build(self, project: Exported, folder: Path) -> set[str]:
        """As `Engine` says."""
        before = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        with scratch() as place, _dated(project.date), messages() as said:
            write_files(place, project.files.items())
            try:
                mkdocs_build(load_config(str(place / SETTINGS), site_dir=str(folder), strict=True))
            except (Abort, ConfigurationError) as error:
                raise InputFault(link_faults(said or [str(error)], project.templates)) from error
        return before | {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@contextlib.contextmanager
def _dated(day: datetime.date) -> Iterator[None]:
    """Let MkDocs use the release date of the content instead of the clock, whatever the environment says."""
    before = {EPOCH: os.environ[EPOCH]} if EPOCH in os.environ else {}
    moment = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
    os.environ[EPOCH] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        del os.environ[EPOCH]
        os.environ.update(before)


@contextlib.contextmanager
def messages() -> Iterator[list[str]]:
    """Collect the warnings and errors of MkDocs instead of printing them."""
    said: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    logger.addHandler(collector)
    before, logger.propagate = logger.propagate, False
    try:
        yield said
    finally:
        logger.removeHandler(collector)
        logger.propagate = before
