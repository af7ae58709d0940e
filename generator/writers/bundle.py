"""All files of one playbook, from values to bytes: the same on a trust's laptop, in a browser and on a server."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from ..model.recorded_plan import RecordedPlan
from ..planning.moves import recorded
from ..planning.playbook import Playbook
from .formats import Format, stamp
from .manifest import NAME as MANIFEST
from .manifest import manifest
from .theme import Theme

__all__ = ["Theme", "archive", "playbook_files", "stamp"]

PLAN = "plan.json"
"""The plan as it is, which the next plan is compared with."""
PREVIOUS_PLAN = "previous-plan.json"
"""The plan that this one replaced. The same inputs give the same playbook only together with it."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every member of an archive: the oldest that the format knows, so that no byte depends on a clock."""


def playbook_files(
    playbook: Playbook,
    theme: Theme,
    formats: frozenset[Format],
    profile: bytes,
    template: bytes | None = None,
    inputs: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Every file of a playbook by its path within the playbook's folder.

    Args:
        playbook: the plan.
        theme: the look of the files.
        formats: the formats to write.
        profile: text of the profile as it was used.
        template: the trust's own Word template.
        inputs: what the manifest says of the inputs, such as their hashes.
    """
    files = {path: raw for each in Format if each in formats for path, raw in each.write(playbook, theme, template)}
    files["profile.yml"] = profile
    files[PLAN] = plan_text(recorded(playbook))
    if playbook.previous is not None:
        files[PREVIOUS_PLAN] = plan_text(playbook.previous)
    about = {
        "trust": playbook.profile.id,
        "name": playbook.profile.name,
        "example": playbook.profile.example,
        "release": playbook.release.id,
        "release_date": playbook.release.date.isoformat(),
        "planning_from": playbook.planning_from.isoformat(),
        "formats": sorted(formats),
        "inputs": dict(sorted((inputs or {}).items())),
    }
    files[MANIFEST] = manifest(about, files)
    files["playbook.zip"] = archive(files, f"{playbook.profile.id}-playbook")
    return files


def plan_text(plan: RecordedPlan) -> bytes:
    """A recorded plan as JSON; `sources/recorded_plan.py` reads it back."""
    return f"{plan.model_dump_json(indent=2)}\n".encode()


def archive(files: Mapping[str, bytes], folder: str) -> bytes:
    """A ZIP archive of files within one folder; the same files give the same bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as target:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}", ZIP_TIME)
            compressed = path.endswith((".docx", ".xlsx", ".pptx", ".pdf", ".png", ".zip"))
            entry.compress_type = zipfile.ZIP_STORED if compressed else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return raw.getvalue()
