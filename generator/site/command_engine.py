"""Engines that are programs of their own: each is started on the exported project in a temporary folder."""

from __future__ import annotations

import datetime
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from ..model.diagnostics import InputFault
from ..publish.locks import scratch
from ..publish.staged import moved_into, write_files
from .export import SETTINGS, Exported
from .faults import link_faults

EPOCH = "SOURCE_DATE_EPOCH"
SITE = "site"
"""Folder in which engines build, within the project's."""
ARGUMENTS = {
    "properdocs": ("build", "--strict", "--config-file", SETTINGS),
    "zensical": ("build", "--strict", "--clean"),
}
"""How to build with each."""
OF_PROPERDOCS = re.compile(r"^(?:WARNING|ERROR) +-  (.+)$", re.MULTILINE)
OF_ZENSICAL = re.compile(r"^(?:Warning|Error): (.+)\n.*\[ (\S+):(\d+):\d+ \]", re.MULTILINE)
"""A warning, its page and the line there."""
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
"""Zensical writes them wherever it writes."""


class CommandEngine:
    """Builds each site from nothing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def build(self, project: Exported, folder: Path) -> set[str]:
        """As `Engine` says. Every file is written."""
        if importlib.util.find_spec(self.name) is None:
            message, advice = f"the engine {self.name} is not installed", f"install it: pip install {self.name}"
            raise InputFault.of("no-engine", message, SETTINGS, advice)
        with scratch() as place:
            write_files(place, project.files.items())
            self._run(project, place)
            return moved_into(folder, place / SITE)

    def refresh(self, words: Mapping[str, bytes], folder: Path) -> set[str]:  # noqa: ARG002
        """As `Engine` says: these programs can only build a whole site."""
        return set()

    def _run(self, project: Exported, place: Path) -> None:
        moment = datetime.datetime.combine(project.date, datetime.time(), tzinfo=datetime.UTC)
        settings = {"PYTHONUTF8": "1", EPOCH: str(int(moment.timestamp()))}
        result = subprocess.run(  # noqa: S603  # the name is one of ours
            [sys.executable, "-m", self.name, *ARGUMENTS[self.name]],
            cwd=place,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if result.returncode or not (place / SITE).is_dir():
            output = COLOURS.sub("", result.stdout + result.stderr)
            faults = OF_PROPERDOCS.findall(output)
            faults += [f"Doc file '{page}', line {line}: {what}" for what, page, line in OF_ZENSICAL.findall(output)]
            raise InputFault(link_faults(faults or [output.strip()[-500:]], project.templates))
