"""Python-Markdown with the site's extensions shows every text exactly as it is."""

from __future__ import annotations

import html.parser

import markdown as python_markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.documents.document import (
    AnswerBoxes,
    Callout,
    Checklist,
    ChecklistEntry,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
    WritingLines,
)
from generator.documents.prose import blocks
from generator.writers import markdown
from tests import small

EXTENSIONS = yaml.safe_load((small.ROOT / "mkdocs.yml").read_text())["markdown_extensions"]
NAMES = [name if isinstance(name, str) else next(iter(name)) for name in EXTENSIONS]

# One line of text as the models let it through: no control characters, no breaks, no space at the ends.
LINES = (
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from("*_`#>-+|[](){}<>&!~^\\=:.1 \"'"),
        min_size=1,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


class Reader(html.parser.HTMLParser):
    """Reads the text and the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links.extend(value or "" for name, value in attributes if name == "href")

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(python_markdown.markdown(text, extensions=NAMES))
    reader.text = " ".join(reader.text.split())
    return reader


@given(LINES)
@example("1. not a list")
@example("- not a list")
@example("# not a heading")
@example("    not code")
@example("<b>not bold</b>")
@example("a <!-- b")
@example("&amp; &lt;script&gt;")
@example("[not](a-link)")
@example("{: .not-a-class }")
@example("!!! note")
@example("| not | a table |")
@example("`code` ``")
@example("snake_case_name and 2 * 3 * 4")
@example("---")
@example("\\* and \\")
@example("https://example.org/a_b_c")
def test_a_line_is_shown_as_it_is(line: str) -> None:
    page = read(markdown.inline_text(line))

    assert page.text == " ".join(line.split())
    assert page.elements == ["p"]


@given(LINES, LINES, LINES)
def test_a_list_keeps_its_items(first: str, second: str, inner: str) -> None:
    def item(line: str) -> Paragraph:
        return Paragraph((Run(line),))

    page = read(markdown.blocks([Listing(((item(first),), (item(second), Listing(((item(inner),),), numbered=True))))]))

    assert page.elements.count("ul") == 1
    assert page.elements.count("ol") == 1
    assert page.elements.count("li") == 3
    assert page.text == " ".join(f"{first} {second} {inner}".split())


@given(st.lists(LINES, min_size=4, max_size=4))
def test_a_table_keeps_its_cells(cells: list[str]) -> None:
    a, b, c, d = ((Run(cell),) for cell in cells)

    page = read(markdown.blocks([Table((a, b), ((c, d),))]))

    assert [page.elements.count(tag) for tag in ("table", "th", "td")] == [1, 2, 2]
    assert page.text == " ".join(" ".join(cells).split())


@given(LINES, LINES, LINES)
def test_a_form_a_checklist_and_a_warning_keep_their_words(first: str, second: str, third: str) -> None:
    task = ChecklistEntry((Run(first),), (Paragraph((Run(second),)),), "Lead", third)

    page = read(
        markdown.blocks(
            [
                AnswerBoxes((first, second)),
                AnswerBoxes((first, second, third), scale=True),
                WritingLines(2),
                Checklist((task,)),
                Callout(first, (Paragraph((Run(second),)),), "warning"),
            ]
        )
    )

    assert [page.elements.count(tag) for tag in ("p", "span", "li", "div")] == [4, 6, 1, 3]
    said = f"{first} {second} {first}{second}{third} {first} Lead. {third}. {second} {first} {second}"
    assert page.text.replace(" ", "") == "".join(said.split())


def test_many_short_answers_have_an_element_each() -> None:
    page = read(markdown.blocks([AnswerBoxes(tuple("abcdefg"))]))

    assert page.elements == ["p", *["span"] * 14]
    assert page.text == "abcdefg"


def test_columns_of_numbers_are_aligned_and_looks_are_classes() -> None:
    number, word = ((Run("12"),), (Run("a"),))

    page = python_markdown.markdown(
        markdown.blocks(
            [
                Table((word, number), ((word, number),), numbers=(1,), role="stacked"),
                Paragraph(word, "lead", "here"),
                Heading(2, "Title", "title"),
            ]
        ),
        extensions=NAMES,
    )

    assert page.startswith('<div class="stacked">')
    assert '<td style="text-align: right;">12</td>' in page
    assert '<p class="lead" id="here">a</p>' in page
    assert '<h3 id="title">Title</h3>' in page


@given(LINES, LINES, st.booleans(), st.booleans(), st.booleans())
def test_styles_work_wherever_they_start(before: str, line: str, strong: bool, emphasis: bool, code: bool) -> None:
    page = read(markdown.blocks([Paragraph((Run(before), Run(line, strong=strong, emphasis=emphasis, code=code)))]))

    wanted = ["p"] + ["strong"] * strong + ["em"] * emphasis + ["code"] * code
    assert page.elements == wanted
    assert page.text == " ".join((before + line).split())


@pytest.mark.parametrize("address", ["https://example.org/a_(b)_c*d*", "plan/time.md#why", "mailto:a_b@example.org"])
def test_links_keep_their_address(address: str) -> None:
    page = read(markdown.inline((Run("see [it]", link=address, title='a "title"'),)))

    assert [
        link.replace("%28", "(").replace("%29", ")") for link in page.links if "@" not in link and "&#" not in link
    ] == ([] if "@" in address else [address])
    assert page.text == "see [it]"


def test_a_quotation_and_a_break() -> None:
    page = read(markdown.blocks([Quotation((Paragraph((Run("one\ntwo"),)),)), Paragraph((Run("three"),))]))

    assert page.elements == ["blockquote", "p", "br", "p"]


def test_prose_with_every_kind_of_markup_is_shown() -> None:
    text = "One *two* `three_`.\n\n1. four\n\n   five\n2. six\n   - seven\n\n| a\\|b | c |\n| - | - |\n| `x` | **y** |"
    page = read(markdown.blocks(blocks(text, lambda _kind, _id: None)))

    assert page.text == "One two three_. four five six seven a|b c x y"
    assert [page.elements.count(tag) for tag in ("ol", "ul", "table", "em", "strong", "code")] == [1, 1, 1, 1, 1, 2]


def test_no_title_ends_a_link() -> None:
    written = markdown.inline((Run("word", link="a.md#k", title="say 'x') \"so\" (end"),))

    assert written == '[word](a.md#k "say &#39;x&#39;&#41; &#34;so&#34; &#40;end")'
