"""Which playbooks are out of date, and what the changes mean for their trusts."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Container, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..documents.trust_changes import TrustChanges, trust_changes
from ..model.diagnostics import Diagnostic, InputFault, errors
from ..planning.moves import moves
from ..planning.playbook import plan
from ..sources.layout import profile_of, trust_of
from ..sources.load import load_each
from ..sources.past import past_content
from ..sources.repository import Repository
from ..sources.scheme_input import ReadScheme
from .manifests import manifest_of
from .replaced import basis


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
    profile_changed: bool
    dates_to_move: int
    """How many dates a new playbook would move, add or take away because the profile changed."""
    faults: tuple[Diagnostic, ...] = ()
    """Why it cannot be compared."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A playbook as it was written."""

    release: str
    planning_from: datetime.date | None
    """None if an earlier release of this tool wrote it."""
    profile: bytes
    hashes: dict[str, str]
    """Hashes of what it was made from, as in its manifest."""


def updates(
    project: Path,
    files: Mapping[str, bytes],
    folder: Path,
    today: datetime.date,
    wanted: Container[str] | None = None,
    schemes: Mapping[str, ReadScheme] | None = None,
) -> list[Update]:
    """Every playbook of a folder, or those of the wanted trusts, compared with the present content files of a project.

    A playbook includes the profile that it was made from, because the profile may be outside the project.

    Raises:
        InputFault: the shared content has faults.
    """
    written = {slug: each for slug, each in _playbooks(folder).items() if wanted is None or slug in wanted}
    content = dict(files)
    for slug, each in written.items():
        content.setdefault(profile_of(slug), each.profile)
    loaded = load_each(content, schemes=schemes)
    present = loaded.require()
    newest = present.release.id
    result = []
    for slug, each in written.items():
        effect, changed, dates = None, False, 0
        faults = tuple(fault for fault in errors(loaded.diagnostics) if trust_of(fault.place.file) == slug)
        if slug in present.trusts:
            profile = hashlib.sha256(content[profile_of(slug)]).hexdigest()
            changed = profile != each.hashes.get("profile")
            try:
                if changed:
                    day, previous = basis(slug, content, folder / slug, today)
                    dates = len(moves(plan(present, slug, today=day, previous=previous)))
                if each.release != newest:
                    past = past_content(Repository.of(project), files, present, each.release).library
                    effect = trust_changes(past, present, slug, each.planning_from or today)
            except InputFault as fault:
                faults = tuple(fault.diagnostics)
        result.append(Update(slug, each.release, newest, effect, changed, dates, faults))
    return result


def _playbooks(folder: Path) -> dict[str, _Written]:
    """Each playbook by its trust. Other folders are ignored."""
    playbooks: dict[str, _Written] = {}
    for own in sorted(folder.iterdir()) if folder.is_dir() else ():
        with suppress(OSError, ValueError, KeyError, TypeError):
            manifest = manifest_of(own)
            values = json.loads(manifest.read_bytes())
            profile = manifest.with_name("profile.yml").read_bytes()
            day = values.get("planning_from")
            playbooks[str(values["trust"])] = _Written(
                str(values["release"]),
                datetime.date.fromisoformat(day) if day else None,
                profile,
                dict(values["inputs"]),
            )
    return playbooks
