"""A project that is read again after a change has the library and the faults of one that is read for the first time."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from generator.sources.content_file import FilesReadBefore
from generator.sources.load import Loaded, load
from tests import small
from tests.sources.test_mutations import FILES, MUTATIONS, mutate


def edits(number: int, seed: int) -> Iterator[dict[str, bytes]]:
    """The project after each of a number of edits, of which some put all others right."""
    chance = random.Random(seed)
    content = small.files()
    for _ in range(number):
        path = chance.choice(sorted(FILES))
        match chance.randrange(6):
            case 0:
                content = {other: raw for other, raw in content.items() if other != path}
            case 1:
                folder, _, name = path.rpartition("/")
                content = content | {f"{folder}/copy-of-{name}": FILES[path]}
            case 2 | 3:
                content = content | {path: mutate(path, [chance.choice(MUTATIONS)], chance.randrange(2**32))}
            case _:
                content = small.files() | {path: FILES[path].rstrip() + b"\n# edited\n" * chance.randrange(1, 5)}
        yield content


def reported(loaded: Loaded) -> object:
    """Everything that a reader sees of what was loaded, and the library with the order of its entries."""
    return loaded.library and loaded.library.model_dump(), loaded.diagnostics, loaded.texts, loaded.drafts


@pytest.mark.parametrize(
    ("number", "seed"), [(40, 1), *(pytest.param(200, seed, marks=pytest.mark.slow) for seed in range(2, 5))]
)
def test_after_each_edit_the_result_is_that_of_reading_everything(number: int, seed: int) -> None:
    before = FilesReadBefore()
    with_faults = 0
    for content in edits(number, seed):
        again, fresh = load(content, advise=True, before=before), load(content, advise=True)
        assert reported(again) == reported(fresh)
        with_faults += fresh.library is None
    assert 0 < with_faults < number


def test_nouns_of_files_that_did_not_change_are_the_same_objects() -> None:
    before = FilesReadBefore()
    first = load(small.files(), before=before).require()
    second = load(small.edited("projects_menu/discharge.yml", "Sooner home", "Home sooner"), before=before).require()
    assert second.projects["discharge"].title == "Home sooner"
    changed = {id for id, project in second.projects.items() if project is not first.projects[id]}
    assert changed == {"discharge"}
    assert all(second.guidance[id] is topic for id, topic in first.guidance.items())
    assert second.programme is first.programme
