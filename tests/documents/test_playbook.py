"""The playbook as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from generator.documents import playbook as playbook_document
from generator.documents.document import (
    Block,
    Callout,
    Checklist,
    Document,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Quotation,
    Table,
    plain,
)
from generator.model.library import Library
from generator.planning.playbook import plan


def every_text(blocks: Iterable[Block]) -> Iterable[Inline]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.runs
            case Table():
                yield from block.header
                for row in block.rows:
                    yield from row
            case Listing():
                for item in block.items:
                    yield from every_text(item)
            case Callout() | Quotation():
                yield from every_text(block.blocks)
            case Checklist():
                for entry in block.entries:
                    yield entry.do
                    yield from every_text(entry.detail)
            case _:
                pass


@pytest.fixture(scope="module")
def documents(library: Library) -> list[Document]:
    return [playbook_document.document(plan(library, slug)) for slug in library.trusts]


def test_the_sections_are_in_order(small_library: Library) -> None:
    document = playbook_document.document(plan(small_library, "westbrook"))

    assert [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1] == [
        "At a glance",
        "Why paired learning",
        "Who does what",
        "Timeline",
        "Time",
        "Pairing",
        "How pairs learn",
        "Workshops",
        "Project menu",
        "Meetings, surgeries and shadowing",
        "Evaluation plan",
        "Evaluation",
        "Sustaining",
        "Resources and hours",
        "Checklist",
        "Letters and templates",
        "Forms",
        "Case studies",
        "How this plan was made",
        "References",
    ]


def test_anchors_are_unique_and_every_internal_link_has_one(documents: list[Document]) -> None:
    for document in documents:
        anchors = Counter(
            block.anchor for block in document.blocks if isinstance(block, Heading | Paragraph) and block.anchor
        )
        links = {
            run.link[1:] for runs in every_text(document.blocks) for run in runs if (run.link or "").startswith("#")
        }

        assert [anchor for anchor, number in anchors.items() if number > 1] == []
        assert links - set(anchors) == set()
        assert links, "nothing refers to anything"


def test_an_example_says_so_first(documents: list[Document], library: Library) -> None:
    for document, trust in zip(documents, library.trusts.values(), strict=True):
        if trust.profile.example:
            (notice,) = [block for block in document.blocks[:3] if isinstance(block, Callout)]
            words = " ".join(plain(runs) for runs in every_text(notice.blocks))
            assert f"not {trust.profile.name}'s own plan" in words


def test_rows_are_as_long_as_their_header(documents: list[Document]) -> None:
    for document in documents:
        for block in document.blocks:
            if isinstance(block, Table):
                assert {len(row) for row in block.rows} <= {len(block.header)}, block.caption


def test_headings_go_down_one_level_at_a_time(documents: list[Document]) -> None:
    for document in documents:
        level = 0
        for block in document.blocks:
            if isinstance(block, Heading):
                assert block.level <= level + 1, block.text
                level = block.level
