"""Which playbooks are behind the content, and what follows for their trusts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..documents.trust_changes import TrustChanges, trust_changes
from ..sources.load import load_each
from ..sources.past import past_content
from ..sources.repository import Repository
from ..writers.manifest import NAME as MANIFEST

PROFILE = "profile.yml"


@dataclass(frozen=True, slots=True)
class Update:
    """One playbook that was made."""

    slug: str
    release: str
    """Release of the content from which it was made."""
    newest: str
    """Release of the content as it is now."""
    effect: TrustChanges | None
    """What follows from the releases since; None where there was none."""


def updates(project: Path, files: Mapping[str, bytes], folder: Path) -> list[Update]:
    """Every playbook of a folder, by its trust.

    A playbook holds the profile that it was made from, so that trusts are known whose profile lies elsewhere.

    Args:
        project: the folder that holds mkdocs.yml.
        files: the present content files.
        folder: the folder that holds a folder for each playbook.

    Raises:
        InputFault: the content has faults, or git lacks the content of an earlier release.
    """
    made = _made(folder)
    content = dict(files)
    for slug, (_, profile) in made.items():
        content.setdefault(f"content/trusts/{slug}/{PROFILE}", profile)
    present = load_each(content).require()
    newest = present.release.id
    found = []
    for slug, (release, _) in made.items():
        effect = None
        if release != newest and slug in present.trusts:
            past = past_content(Repository.of(project), files, present, release).library
            effect = trust_changes(past, present, slug)
        found.append(Update(slug, release, newest, effect))
    return found


def _made(folder: Path) -> dict[str, tuple[str, bytes]]:
    """Release and profile of each playbook by its trust; a folder that is no playbook is passed over."""
    found: dict[str, tuple[str, bytes]] = {}
    for manifest in sorted(folder.glob(f"*/{MANIFEST}")) if folder.is_dir() else ():
        with suppress(OSError, ValueError, KeyError, TypeError):
            values = json.loads(manifest.read_bytes())
            found[str(values["trust"])] = (str(values["release"]), (manifest.parent / PROFILE).read_bytes())
    return found
