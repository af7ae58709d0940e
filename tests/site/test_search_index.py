"""The index of the site's search: what is found, by which words, in which section; and its files."""

from __future__ import annotations

import pytest

from generator.model.library import Library
from generator.model.vocabulary import GlossaryTerm
from generator.site.edition import SiteFiles
from generator.site.pages import site_files
from generator.site.search_entries import Entry, site_address
from generator.site.search_index import FILE_SIZE, index_files
from generator.site.search_postings import ALSO, TERM, TITLE, Names, Posting, postings
from generator.site.search_text import Section, sections, words
from generator.sources.load import load
from generator.sources.tree import read_theme
from tests import search_files, small

DID_NOT_ATTEND = GlossaryTerm(
    id="did-not-attend",
    source="content/glossary.yml",
    term="did not attend",
    definition="What is noted where somebody did not come.",
    also=["DNA"],
)
PAGE = """\
---
description: "What it is."
---

# Sooner home

What it *is*.
{ .lead }

## Why &amp; when { #why }

A [ward round](../about/glossary.md#ward-round "Doctors (and others) see patients."){ .term } takes long.

<svg><text>Drawn words</text></svg>

| Measure | Kind |
| --- | --- |
| Days \\* in <strong>hospital</strong> | Outcome |

<details class="fold" id="risks" markdown>
<summary markdown><span class="fold-title">Risks</span> <span class="fold-hint">What may go wrong</span></summary>

Harm elsewhere.

</details>

<div class="page-source" markdown>
For maintainers: `projects_menu/discharge.yml`
</div>
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load(small.files()).require()


@pytest.fixture(scope="module")
def pages(library: Library) -> SiteFiles:
    return site_files(library, read_theme(small.ROOT))


def names(library: Library) -> Names:
    return Names(library.vocabulary, [DID_NOT_ATTEND])


def test_a_page_is_read_section_by_section_as_plain_text() -> None:
    above, why, risks = sections(PAGE)

    assert above == Section("", "", "What it is .")
    assert (why.anchor, why.heading) == ("why", "Why & when")
    assert words(why.text) == words("A ward round takes long. Measure Kind Days in hospital Outcome")
    assert risks == Section("risks", "Risks", "Harm elsewhere.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A&E", ["a", "and", "e"]),
        ("TTOs, DNAs", ["TTO", "DNA"]),
        ("2WW NEWS2", ["2WW", "NEWS2"]),
        ("It is IT", ["it", "is", "IT"]),
        ("Parkinson\u2019s caf\u00e9", ["parkinsons", "cafe"]),
        ("Step-down", ["step", "down"]),
    ],
)
def test_words_are_in_small_letters_but_abbreviations_in_capitals(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_word_counts_by_where_it_is_and_leads_to_the_section_that_says_most_of_it(library: Library) -> None:
    text = [Section("", "", ""), Section("one", "Beds", "One bed."), Section("two", "Home", "Bed, bed, bed and bed.")]
    found = postings(Entry("projects", "A free bed", "Home sooner.", "x/", text), names(library))

    assert found["bed"] == Posting(TITLE + 3, 2)
    assert found["beds"].section == 1
    assert found["free"] == Posting(TITLE, 0)


def test_what_mentions_a_glossary_term_is_found_by_its_other_forms(library: Library) -> None:
    text = [Section("", "", ""), Section("why", "Why", "Patients who did not attend.")]
    found = postings(Entry("plan", "Clinics", "Of many kinds.", "x/", text), names(library))

    assert found["DNA"] == found["did not attend"] == Posting(1, 1)


def test_a_project_is_found_by_its_own_words_and_those_of_its_setting(library: Library) -> None:
    id, term = next(iter(library.vocabulary.settings.items()))
    settings = {id: term.model_copy(update={"also": ["SAU", "short stay"]})}
    known = Names(library.vocabulary.model_copy(update={"settings": settings}), [])
    found = postings(Entry("projects", "A", "B", "x/", also=["board round"], terms=[f"setting:{id}"]), known)

    assert found["board round"].score == ALSO and found["board"].score == ALSO // 2
    assert found["SAU"].score == found["short stay"].score == TERM + 1


def test_the_index_has_each_page_and_each_word_of_the_glossary_once(library: Library, pages: SiteFiles) -> None:
    index = search_files.data(pages.files)
    addresses = [address for _, _, address, *_ in search_files.records(index)]

    assert {"", "projects/discharge/", *(f"about/glossary/#{id}" for id in library.glossary)} <= set(addresses)
    assert len(set(addresses)) == len(addresses) == len(index["index"]["entries"])


def test_files_of_one_name_are_one_result_with_each_format(library: Library) -> None:
    files = {"projects/discharge": {"charter.docx": b"x", "charter.pdf": b"y"}, "downloads": {"blank-scheme.xlsx": b""}}
    index = search_files.data(site_files(library, read_theme(small.ROOT), files).files)
    by_address = {record[2]: record for record in search_files.records(index)}
    charter = by_address["projects/discharge/charter.docx"]

    assert charter[:2] == ["Charter", "Sooner home"]
    assert [words for _, words in charter[4]] == ["Word, 1 KB", "PDF, 1 KB"]
    assert "downloads/blank-scheme.xlsx" in by_address and "projects/discharge/charter.pdf" not in by_address
    assert {"docx", "charter"} <= search_files.postings(index).keys()


def test_every_result_of_the_site_leads_to_a_page_or_a_file(library: Library) -> None:
    for ending in ("/", ".html"):
        pages = site_files(library, read_theme(small.ROOT), ending=ending)
        known = {site_address(uri, ending) for uri in pages.files if uri.endswith(".md")} | pages.files.keys()
        records = search_files.records(search_files.data(pages.files))

        assert {address.partition("#")[0] for _, _, address, *_ in records} <= known


def test_words_are_in_order_so_that_a_search_knows_their_file(pages: SiteFiles) -> None:
    index = search_files.data(pages.files)
    rows = [word.lower() for _, name in index["index"]["words"] for word, *_ in index[name]]

    assert rows == sorted(rows)
    assert [first for first, _ in index["index"]["words"]] == [
        index[name][0][0].lower() for _, name in index["index"]["words"]
    ]


def test_no_file_is_much_larger_than_the_others(library: Library) -> None:
    entries = [Entry("projects", f"Home {n}", "Sooner " + "home " * (n % 9), f"{n}/") for n in range(2_000)]
    files = index_files(entries, library.vocabulary, [])

    assert max(len(raw) for path, raw in files.items() if "entries-" in path) < 1.1 * FILE_SIZE
    # One word that all have is one row, however long.
    assert max(len(raw) for path, raw in files.items() if "words-" in path) < 2 * FILE_SIZE


def test_a_changed_page_leaves_most_files_as_they_are(pages: SiteFiles) -> None:
    files = small.edited("projects_menu/discharge.yml", "Sooner home", "Sooner back home")
    before = {path for path in pages.files if path.startswith("search/")}
    after = {
        path for path in site_files(load(files).require(), read_theme(small.ROOT)).files if path.startswith("search/")
    }

    assert before != after
    assert len(before & after) > len(before) / 3
