"""All files of one playbook, from values to bytes: the same on a trust's laptop, in a browser and on a server.

Files can be written one at a time too, so that a page can show how far it is: each of `outputs`, and `last_files`.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

from ..documents.open_first import open_first
from ..model.archive import zipped
from ..model.playbook_files import ARCHIVE, ITEMS, PREVIOUS_PLAN, PROFILE_USED, RECORDED_PLAN
from ..model.playbook_files import OPEN_FIRST as OPEN_FIRST_NAME
from ..model.recorded_plan import RecordedPlan
from ..planning.letters_and_forms import letters_and_forms, needed_next, needed_until
from ..planning.moves import recorded
from ..planning.playbook import Playbook
from ..planning.status import next_things
from . import html
from .formats import Inputs, Wanted, outputs
from .manifest import PLAYBOOK_MANIFEST as MANIFEST
from .manifest import manifest
from .theme import Theme

__all__ = ["Theme", "archive", "playbook_files"]

OPEN_FIRST = f"{OPEN_FIRST_NAME}.html"


def playbook_files(
    playbook: Playbook,
    theme: Theme,
    wanted: Wanted,
    profile: bytes,
    template: bytes | None = None,
    inputs: Mapping[str, str] | None = None,
    earlier: Collection[str] = (),
) -> dict[str, bytes]:
    """Every file of a playbook by its path within the playbook's folder.

    Args:
        playbook: the plan.
        theme: the look of the files.
        wanted: the files to write.
        profile: text of the profile as it was used.
        template: the trust's own Word template.
        inputs: what the manifest says of the inputs, such as their hashes.
        earlier: paths of other files that the folder has from an earlier run, for the page to open first.
    """
    written = outputs(Inputs(playbook, theme, template), wanted, earlier)
    files = {each.path: each.write() for group in written.values() for each in group}
    return files | last_files(playbook, theme, wanted, profile, files, inputs, earlier)


def last_files(
    playbook: Playbook,
    theme: Theme,
    wanted: Wanted,
    profile: bytes,
    written: Mapping[str, bytes],
    inputs: Mapping[str, str] | None = None,
    earlier: Collection[str] = (),
) -> dict[str, bytes]:
    """The files that are written when all `written` ones are: the page to open first, what the tool reads, the archive.

    The other arguments are those of `playbook_files`.
    """
    files = {**written, OPEN_FIRST: open_first_page(playbook, theme, written), PROFILE_USED: profile}
    files[RECORDED_PLAN] = plan_text(recorded(playbook))
    if playbook.previous is not None:
        files[PREVIOUS_PLAN] = plan_text(playbook.previous)
    about = {
        "trust": playbook.profile.id,
        "name": playbook.profile.name,
        "example": playbook.profile.example,
        "release": playbook.release.id,
        "release_date": playbook.release.date.isoformat(),
        "planning_from": playbook.planning_from.isoformat(),
        "up_to_date_until": _last_day(playbook).isoformat(),
        "formats": sorted(wanted.formats),
        "with": sorted(wanted.further),
        "inputs": dict(sorted((inputs or {}).items())),
    }
    files[MANIFEST] = manifest(about, files)
    files[ARCHIVE] = archive(files, f"{playbook.profile.id}-playbook")
    if earlier:
        # The archive has the files of this run alone.
        files[OPEN_FIRST] = open_first_page(playbook, theme, {*files, *earlier})
    return {path: raw for path, raw in files.items() if path not in written}


def open_first_page(playbook: Playbook, theme: Theme, paths: Collection[str]) -> bytes:
    """The page to open first of a folder with files at these paths."""
    by_item = {id: sorted(filter(item.has, paths)) for id, item in ITEMS.items()}
    return html.write(open_first(playbook, {id: own for id, own in by_item.items() if own}), theme)


def _last_day(playbook: Playbook) -> datetime.date:
    """The last day on which the same letters are needed, and the same things come next."""
    today = playbook.today
    coming = [thing.day for thing in next_things(playbook, today) if thing.day]
    needed = needed_until(needed_next(letters_and_forms(playbook), today), today)
    return min([*coming, *filter(None, [needed])], default=datetime.date.max)


def plan_text(plan: RecordedPlan) -> bytes:
    """A recorded plan as JSON; `sources/recorded_plan.py` reads it back."""
    return f"{plan.model_dump_json(indent=2)}\n".encode()


def archive(files: Mapping[str, bytes], folder: str) -> bytes:
    """A ZIP archive of files within one folder, the one to open first before all others.

    The same files give the same bytes.
    """
    ordered = sorted(files.items(), key=lambda file: (not file[0].startswith(OPEN_FIRST), file[0]))
    return zipped({f"{folder}/{path}": content for path, content in ordered})
