"""The foot of a page: how to cite it, and the address at which it stays as it is."""

from __future__ import annotations

import re

import pytest

from generator.documents import citation
from generator.model.library import Library
from generator.planning import dates
from generator.site.addresses import permanent
from tests.site.made import page_of

PROJECT = "projects/discharge.md"


def foot(library: Library, tree: str | None, page: str = PROJECT) -> str:
    text = page_of(library, page, tree=tree)
    return text[text.index('<div class="page-source"') :]


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index.md", "https://trust.nhs.uk/pairs/2026.1/"),
        ("projects/index.md", "https://trust.nhs.uk/pairs/2026.1/projects/"),
        ("projects/discharge.md", "https://trust.nhs.uk/pairs/2026.1/projects/discharge/"),
    ],
)
def test_a_permanent_address_is_in_the_folder_of_the_release(page: str, address: str) -> None:
    assert permanent(page, "2026.1", "https://trust.nhs.uk/pairs/") == address
    assert permanent(page, "2026.1", "https://trust.nhs.uk/pairs") == address


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index.md", "../2026.1/"),
        ("projects/index.md", "../../2026.1/projects/"),
        ("projects/discharge.md", "../../../2026.1/projects/discharge/"),
    ],
)
def test_without_an_address_it_leads_out_of_the_folder_that_the_page_is_in(page: str, address: str) -> None:
    assert permanent(page, "2026.1", "") == address


def test_a_page_of_a_release_has_a_permanent_link(small_library: Library) -> None:
    release = small_library.release.id
    (address,) = re.findall(r'class="permanent" href="([^"]+)"', foot(small_library, "https://trust.nhs.uk/pairs/"))

    assert address == f"https://trust.nhs.uk/pairs/{release}/projects/discharge/"
    assert f'href="../../../{release}/projects/discharge/"' in foot(small_library, "")


def test_a_page_that_no_release_keeps_has_none(small_library: Library) -> None:
    assert "ermanent" not in foot(small_library, None)


def test_a_page_says_how_to_cite_it(small_library: Library) -> None:
    release, guide = small_library.release, small_library.programme.title
    when = f"Release {release.id}, {dates.date(release.date)}."
    title = small_library.projects["discharge"].title

    assert f">{guide}. {title}. {when}<" in foot(small_library, None)
    # The title of the home page is that of the guide.
    assert f">{guide}. {when}<" in foot(small_library, None, "index.md")


def test_a_title_that_ends_a_sentence_has_no_second_stop() -> None:
    cited = citation.of_page("Who decides?", "Paired learning", "2026.1", "1 May 2026")
    assert cited == "Paired learning. Who decides? Release 2026.1, 1 May 2026."
