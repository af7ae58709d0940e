"""Pages made again after a change are those of a site that is made from nothing, and no other page is made."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from generator.model.library import Library
from generator.site import pages
from generator.site.pages import SitePages, site_files
from generator.sources.content_file import FilesReadBefore
from generator.sources.load import load
from generator.sources.tree import read_theme
from generator.sources.yaml_reader import read
from tests import small
from tests.strategies import as_yaml

THEME = read_theme(small.ROOT)
PROJECT, TRUST = "projects_menu/discharge.yml", "content/trusts/westbrook/profile.yml"


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of the texts of a file that have several words."""
    if isinstance(value, str) and " " in value:
        yield path
    elif isinstance(value, dict | list):
        for key, nested in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(nested, (*path, key))


def another_word(raw: bytes, chance: random.Random) -> bytes:
    """A file with one more word in one of its texts."""
    source, _ = read("file.yml", raw)
    assert source is not None
    data = source.data
    places = list(texts(data))
    if not places:
        return raw
    *path, last = chance.choice(places)
    holder = data
    for key in path:
        holder = holder[key]
    holder[last] = f"{holder[last].rstrip()} {chance.choice(('further', 'pair', 'charter', 'again'))}"
    return as_yaml(data)


def libraries(number: int, seed: int) -> Iterator[tuple[Library, dict[str, dict[str, bytes]], str]]:
    """Content, downloads and board page after each of a number of drawn edits that leave no fault."""
    chance, before = random.Random(seed), FilesReadBefore()
    content, downloads, board_page = small.files(), dict[str, dict[str, bytes]](), ""
    while number:
        changed = dict(content)
        path = chance.choice(sorted(path for path in content if path.endswith(".yml")))
        copy = f"projects_menu/copy-{chance.randrange(3)}.yml"
        match chance.randrange(8):
            case 0:
                changed[copy] = content[PROJECT].replace(b"Sooner home", f"Home {chance.randrange(9)}".encode())
            case 1:
                changed.pop(copy, None)
            case 2:
                changed[PROJECT] += (
                    b"" if b"withdrawn" in content[PROJECT] else b"withdrawn: {reason: Done elsewhere.}\n"
                )
            case 3:
                changed = small.files()
            case 4:
                downloads = {"projects/discharge": {"charter.pdf": b"x" * chance.randrange(1, 10**6)}}
                board_page = f"What came of it: {chance.randrange(9)}."
            case 5 if TRUST in content:
                private = content[TRUST].replace(b"visibility: public", b"visibility: private")
                changed[TRUST] = private if chance.random() < 0.5 else small.files()[TRUST]
            case _:
                changed[path] = another_word(content[path], chance)
        if library := load(changed, before=before).library:
            content, number = changed, number - 1
            yield library, downloads, board_page


@pytest.mark.parametrize(("number", "seed"), [(6, 3), pytest.param(200, 1, marks=pytest.mark.slow)])
def test_after_each_edit_the_site_is_that_made_from_nothing(number: int, seed: int) -> None:
    kept = SitePages(THEME)
    sites = set()
    for library, downloads, board_page in libraries(number, seed):
        kept.renew(library, downloads, board_page)
        page = kept.page("projects/discharge.md")
        site, fresh = kept.files(), site_files(library, THEME, downloads, board_page=board_page)
        assert site == fresh
        assert list(site.files) == list(fresh.files)
        assert page == fresh.files["projects/discharge.md"]
        sites.add(hash(tuple(site.files.values())))
    assert len(sites) > number / 2


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the pages that are made."""
    made: list[str] = []
    write = SitePages._written

    def noted(self: SitePages, page: pages.Page) -> Any:
        made.append(page.uri)
        return write(self, page)

    monkeypatch.setattr(SitePages, "_written", noted)
    return made


def changed(*edits: tuple[str, str, str]) -> Library:
    content = small.files()
    for path, old, new in edits:
        content |= {path: content[path].replace(old.encode(), new.encode())}
        assert content[path] != small.files()[path]
    return load(content).require()


def test_nothing_is_made_again_when_nothing_changed(made: list[str]) -> None:
    kept = SitePages(THEME)
    kept.renew(load(small.files()).require(), {})
    first = kept.files()
    assert sorted(made) == sorted(path for path in first.files if path.endswith(".md"))
    made.clear()
    kept.renew(load(small.files()).require(), {})
    assert kept.files() == first
    assert made == []


def test_a_project_is_on_its_own_page_and_on_those_that_list_projects(made: list[str]) -> None:
    kept = SitePages(THEME)
    kept.renew(load(small.files()).require(), {})
    kept.files()
    made.clear()
    kept.renew(changed((PROJECT, "Sooner home", "Home sooner")), {})
    kept.files()
    assert {"projects/discharge.md", "projects/index.md"} <= set(made)
    assert not {"about/glossary.md", "about/references.md", "about/whats-new.md", "plan/index.md"} & set(made)
    other = [uri for uri in made if uri.startswith("projects/")]
    assert set(other) == {"projects/discharge.md", "projects/index.md"}


def test_a_single_page_is_made_without_the_others(made: list[str]) -> None:
    kept = SitePages(THEME)
    kept.renew(load(small.files()).require(), {})
    assert b"Sooner home" in (kept.page("projects/discharge.md") or b"")
    assert made == ["projects/discharge.md"]
    assert kept.page("projects/none.md") is None


def test_the_size_of_a_download_is_on_its_page_alone(made: list[str]) -> None:
    kept, library = SitePages(THEME), load(small.files()).require()
    kept.renew(library, {"projects/discharge": {"charter.pdf": b"x" * 1_000}})
    kept.files()
    made.clear()
    kept.renew(library, {"projects/discharge": {"charter.pdf": b"x" * 900_000}})
    assert b"900 KB" in kept.files().files["projects/discharge.md"]
    assert made == ["projects/discharge.md"]
