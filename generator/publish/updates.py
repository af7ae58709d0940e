"""Which playbooks are out of date, and what the changes mean for their trusts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..documents.trust_changes import TrustChanges, trust_changes
from ..sources.layout import profile_of
from ..sources.load import load_each
from ..sources.past import past_content
from ..sources.repository import Repository
from ..writers.manifest import NAME as MANIFEST


@dataclass(frozen=True, slots=True)
class Update:
    """One playbook on disk."""

    slug: str
    release: str
    """Release of the content that it was made from."""
    newest: str
    """Release of the present content."""
    effect: TrustChanges | None
    """What the releases since then mean for the trust; None if there is no later release."""


def updates(project: Path, files: Mapping[str, bytes], folder: Path) -> list[Update]:
    """Every playbook of a folder, compared with the present content files of a project.

    A playbook includes the profile that it was made from, because the profile may be outside the project.

    Raises:
        InputFault: the content has faults, or git lacks the content of an earlier release.
    """
    playbooks = _playbooks(folder)
    content = dict(files)
    for slug, (_, profile) in playbooks.items():
        content.setdefault(profile_of(slug), profile)
    present = load_each(content).require()
    newest = present.release.id
    result = []
    for slug, (release, _) in playbooks.items():
        effect = None
        if release != newest and slug in present.trusts:
            past = past_content(Repository.of(project), files, present, release).library
            effect = trust_changes(past, present, slug)
        result.append(Update(slug, release, newest, effect))
    return result


def _playbooks(folder: Path) -> dict[str, tuple[str, bytes]]:
    """Release and profile of each playbook by its trust. Other folders are ignored."""
    playbooks: dict[str, tuple[str, bytes]] = {}
    for manifest in sorted(folder.glob(f"*/{MANIFEST}")) if folder.is_dir() else ():
        with suppress(OSError, ValueError, KeyError, TypeError):
            values = json.loads(manifest.read_bytes())
            playbooks[str(values["trust"])] = (str(values["release"]), (manifest.parent / "profile.yml").read_bytes())
    return playbooks
