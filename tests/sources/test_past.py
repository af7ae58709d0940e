"""Content of past releases is read with today's models, which have fewer fields than it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.room_set import Count, Each
from generator.sources.load import load
from generator.sources.past import content_at
from generator.sources.repository import Repository
from generator.sources.tree import read_project
from tests import gitting, small

CARD = """
role_cards:
  - id: sister
    title: Ward sister
    place: Front line
    copies: 6
    briefing: You want a quiet shift.
"""
WORKSHOP = "content/workshops/listening.yml"


def test_the_number_of_a_role_card_in_releases_up_to_2026_4_is_its_count(tmp_path: Path) -> None:
    files = small.files()
    folder = gitting.repository(tmp_path / "project", {**files, WORKSHOP: files[WORKSHOP] + CARD.encode()})
    release = next(reversed(load(files).require().releases.values()))

    past = content_at(Repository.of(folder), files, release, gitting.git(folder, "rev-parse", "HEAD").strip())

    [card] = past.library.workshops["listening"].role_cards
    assert card.count == Count(each=Each.SESSION, copies=6)


@pytest.mark.slow
def test_every_release_of_this_project_can_still_be_read() -> None:
    files = read_project(small.ROOT)
    repository = Repository.of(small.ROOT)

    assert not repository.shallow
    for release in load(files).require().releases.values():
        if release.commit:
            assert content_at(repository, files, release, release.commit).library.workshops, release.id
