"""What newer releases of the content change for an open scheme."""

from __future__ import annotations

from collections.abc import Callable

from ..documents.news import WHAT, groups, sentences
from ..documents.trust_changes import affects, can_affect
from ..model.changes import Change, ChangeDetail, ReleaseChanges
from ..model.library import Library
from ..planning.playbook import Playbook
from . import schema


def changes_since(playbook: Callable[[], Playbook], library: Library, release: str) -> schema.News:
    """What affects a cohort of all that changed after a release; of one that the content does not know, everything.

    Args:
        playbook: gives the plan with the content as it is now. That takes a while, so it is called only if needed.
        library: the content.
        release: id of the release that the plan was made with before.
    """
    ids = list(library.releases)
    later = ids[ids.index(release) + 1 :] if release in ids else ids
    changes = [change for id in later if id in library.changes for change in library.changes[id].changes]
    affecting = [change for change in changes if affects(change, playbook())]
    return {
        "releases": later,
        "groups": [
            {"title": title, "changes": [_shown(change) for change in group]}
            for title, group in groups(affecting).items()
        ],
    }


def told(record: ReleaseChanges) -> ReleaseChanges:
    """As much of what a release changed as the page can show: what can affect a cohort, without the words of texts."""
    changes = [
        change.model_copy(update={"details": [ChangeDetail(text=detail.text) for detail in change.details]})
        for change in record.changes
        if can_affect(change)
    ]
    return record.model_copy(update={"changes": changes})


def _shown(change: Change) -> schema.ContentChange:
    return {"title": change.title, "what": WHAT[change.what], "details": sentences(change)}
