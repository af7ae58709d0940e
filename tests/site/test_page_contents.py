"""A long page has a list of its sections for small screens."""

from __future__ import annotations

from generator.site.page_contents import LEAST, MARK, with_contents
from generator.site.pages import site_files
from generator.sources.load import load
from generator.sources.tree import read_theme
from tests import small


def sections(number: int) -> str:
    return "".join(f"## Section {n} {{ #section-{n} }}\n\nWords\n\n### Below { {n} }\n\n" for n in range(number))


def test_a_long_page_lists_its_sections() -> None:
    page = with_contents(f"# Title\n\n{MARK}\n\n{sections(LEAST)}")

    assert LEAST == 9
    assert MARK not in page
    assert "<summary>On this page: 9 sections</summary>" in page
    assert page.count("- [Section ") == 9
    assert "- [Section 0](#section-0)\n- [Section 1](#section-1)\n" in page
    assert "[Below" not in page


def test_a_shorter_page_has_no_list() -> None:
    assert with_contents(f"# Title\n\n{MARK}\n\n{sections(8)}") == f"# Title\n\n\n\n{sections(8)}"


def test_a_heading_in_a_closed_fold_is_not_listed() -> None:
    folded = "<details markdown>\n<summary>More</summary>\n\n## Folded { #folded }\n\n</details>\n"
    page = with_contents(f"{MARK}\n\n{sections(9)}{folded}")

    assert "<summary>On this page: 9 sections</summary>" in page
    assert "(#folded)" not in page


def test_titles_are_shown_as_plain_words() -> None:
    icon = '<span class="icon icon-download" aria-hidden="true"></span>'
    page = with_contents(f"{MARK}\n\n{sections(8)}## {icon} Files &amp; *forms* {{ #files .wide }}\n\n")

    assert "- [Files &#38; forms](#files)\n" in page


def test_the_list_is_on_pages_of_the_programme_and_not_in_the_search() -> None:
    body = "".join(
        f"  - {{id: s{n}, title: Part {n}, body: Words., evidence: suggested}}\n" for n in range(LEAST)
    ).encode()
    path = "content/components/conversation.yml"
    content = small.files()
    text = content[path].decode()
    start = text.index("sections:\n") + len("sections:\n")
    content[path] = text[:start].encode() + body + text[start:].encode()
    site = site_files(load(content).require(), read_theme(small.ROOT))

    assert b"- [Part 0](#s0)\n- [Part 1](#s1)" in site.files["programme/conversation.md"]
    assert not [path for path, raw in site.files.items() if path.startswith("search/") and b"On this page" in raw]
