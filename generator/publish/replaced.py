"""The playbook that a new one replaces: the day on which its planning started, and its plan."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from ..model.archive import opened
from ..model.diagnostics import InputFault
from ..model.playbook_files import PREVIOUS_PLAN, RECORDED_PLAN
from ..model.recorded_plan import RecordedPlan
from ..sources.layout import profile_of
from ..sources.recorded_plan import read_recorded_plan
from .manifests import listed_files, manifest_of
from .updated_folder import BESIDE


class Replaced(NamedTuple):
    """What a new playbook takes from the one that it replaces."""

    planning_from: datetime.date | None
    """The day on which planning started, if the profile has not changed since; None if it has to be chosen again."""
    plan: RecordedPlan | None
    """The plan that the new one is compared with, if any."""


def replaced(folder: Path, hashes: Mapping[str, str]) -> Replaced:
    """The playbook in a folder that is to be written with inputs of these hashes.

    A playbook that is written again from the same inputs is compared with the plan that it was compared with the first
    time, so that formats that are written one after another agree.

    Raises:
        InputFault: a recorded plan is damaged.
    """
    about: dict[str, Any] = {}
    with suppress(OSError, ValueError, RecursionError):
        about = json.loads(manifest_of(folder).read_bytes())
    inputs, planning_from = {}, None
    with suppress(KeyError, TypeError, ValueError, AttributeError):
        inputs = dict(about["inputs"])
        planning_from = datetime.date.fromisoformat(about["planning_from"])
    same_profile = inputs.get("profile") == hashes["profile"]
    same = inputs.get("all") == hashes["all"]
    return Replaced(planning_from if same_profile else None, _plan(folder, PREVIOUS_PLAN if same else RECORDED_PLAN))


def basis(
    slug: str, content: Mapping[str, bytes], folder: Path, today: datetime.date
) -> tuple[datetime.date, RecordedPlan | None]:
    """The day on which the planning of a trust starts, and the plan in the folder of its playbook, if it has one.

    Raises:
        InputFault: the recorded plan is damaged.
    """
    profile = hashlib.sha256(content[profile_of(slug)]).hexdigest()
    before = replaced(folder, {"profile": profile, "all": ""})
    return before.planning_from or today, before.plan


def _plan(folder: Path, name: str) -> RecordedPlan | None:
    """The newest plan of a name that this tool wrote in a folder. Until 2026.4 it was in the folder itself."""
    listed = listed_files(folder)
    for own in (name, PurePosixPath(name).name):
        path = next((path for path, values in listed.items() if values.get(BESIDE) == own), own)
        file = folder / path
        if file.is_file():
            return read_recorded_plan(file.as_posix(), file.read_bytes())
    return None


def plan_of(path: Path, typed: str) -> RecordedPlan:
    """The plan of a playbook that is a folder, a ZIP archive or a plan.json; `typed` is the path as the user typed it.

    Raises:
        InputFault: there is no plan, or it is damaged.
    """
    plan = PurePosixPath(RECORDED_PLAN).name
    if path.is_dir():
        if recorded := _plan(path, RECORDED_PLAN):
            return recorded
    elif path.suffix.lower() == ".zip":
        members = opened(path.read_bytes(), "ZIP", ".zip")
        if isinstance(members, str):
            raise InputFault.of("bad-archive", f"the file {members}", typed, "name a playbook.zip that this tool wrote")
        inside = sorted((name for name in members if name.rpartition("/")[2] == plan), key=len)
        if inside:
            return read_recorded_plan(f"{typed}/{inside[0]}", members[inside[0]])
    elif path.is_file():
        return read_recorded_plan(typed, path.read_bytes())
    advice = f"name the folder or the playbook.zip of a playbook that has a {plan}"
    raise InputFault.of("no-plan", "there is no plan here", typed, advice)
