"""The self-contained HTML file: safe whatever the content, complete offline, the same each time."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.documents.document import (
    Block,
    Callout,
    Checklist,
    ChecklistEntry,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
)
from generator.documents.playbook import document as playbook_document
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.writers import html
from generator.writers.theme import LATIN_FONT, Theme
from tests.writers.sample import document

THEME = Theme({html.STYLE_SHEET: b"body { color: black }"})
HOSTILE = '</title></style><script>alert("1")</script><img src=x onerror=alert(1)>&amp;'


class Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


def written(*blocks: Block, **values: object) -> str:
    return html.write(document(*blocks, **values), THEME).decode()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_stays_text(text: str) -> None:
    page = Elements(written(Paragraph((Run(text),)), title=text, organisation=text))

    assert text in page.text
    assert "script" not in [tag for tag, _ in page.tags]


def test_hostile_text_adds_no_element_anywhere() -> None:
    def everything(text: str) -> list[str]:
        run = (Run(text, link="https://example.org", title=text, role="evidence-pilot"),)
        page = written(
            Heading(1, text, "a"),
            Heading(2, text, "b"),
            Paragraph(run),
            Listing(((Paragraph(run),),)),
            Table((run,), ((run,),), caption=text),
            Callout(text, (Paragraph(run),)),
            Checklist((ChecklistEntry(run, (Paragraph(run),), text, text),)),
            title=text,
            subtitle=text,
            organisation=text,
        )
        return [tag for tag, _ in Elements(page).tags]

    assert everything(HOSTILE) == everything("harmless")


def test_a_colour_cannot_carry_a_style() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        written(colour="#fff}body{display:none")


def test_a_whole_playbook_makes_no_requests(library: Library) -> None:
    page = html.write(
        playbook_document(plan(library, "imperial")), Theme({html.STYLE_SHEET: b"", LATIN_FONT: b"wOF2"})
    ).decode()
    elements = Elements(page)

    for tag, attributes in elements.tags:
        assert tag not in ("script", "link", "iframe", "object", "embed", "base")
        assert (attributes.get("src") or "data:").startswith("data:")
        assert not any(name.startswith("on") for name in attributes)
    assert re.findall(r"url\((?!data:)", page) == []
    assert "default-src 'none'" in page


def test_ids_are_unique_and_internal_links_find_them(library: Library) -> None:
    for slug in library.trusts:
        elements = Elements(html.write(playbook_document(plan(library, slug)), THEME).decode())
        ids = [attributes["id"] for _, attributes in elements.tags if "id" in attributes]
        links = {
            attributes["href"][1:] for _, attributes in elements.tags if (attributes.get("href") or "").startswith("#")
        }

        assert len(ids) == len(set(ids))
        assert links <= set(ids)


def test_the_same_input_gives_the_same_bytes(library: Library) -> None:
    first, second = (html.write(playbook_document(plan(library, "imperial")), THEME) for _ in range(2))

    assert first == second


def test_a_logo_is_embedded_with_its_text() -> None:
    page = Elements(written(logo=b"\x89PNG", logo_text='A "tree"'))
    (image,) = [attributes for tag, attributes in page.tags if tag == "img"]

    assert image == {"src": "data:image/png;base64,iVBORw==", "alt": 'A "tree"'}
