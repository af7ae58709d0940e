"""Which steps of the learning paths a playbook has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..model.learning_path import LearningPath, PathStep
from ..model.library import LINKS, Library
from ..model.prose import internal_links
from ..model.required import PROJECT_MENU


def paths_of(library: Library, ids: Mapping[str, Collection[str]]) -> Iterator[LearningPath]:
    """The paths without steps that open something which a playbook does not have.

    `ids` are those in the playbook by scheme of link. Kinds that it does not name are all there, except for pages,
    which only the site has.
    """

    def is_there(step: PathStep) -> bool:
        return all(
            link.id in ids.get(link.kind, (link.id,)) or link.id in LINKS[link.kind].reserved
            if link.kind != "page"
            else link.id == PROJECT_MENU
            for link in internal_links(step.do)
        )

    for path in library.paths.values():
        steps = [step for step in path.steps if is_there(step)]
        if steps:
            yield path if len(steps) == len(path.steps) else path.model_copy(update={"steps": steps})
