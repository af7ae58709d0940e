"""The plan of a cohort and its guidance: what each has, in which order, and that every link has its target."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.documents.citation import DESCRIBED
from generator.documents.document import BESIDE, Callout, Document, Heading, Paragraph, Run, Table, descendants, plain
from generator.documents.guidance_book import guidance_document
from generator.documents.plan import plan_document
from generator.model.library import Library
from generator.model.playbook_files import GUIDANCE
from generator.planning.playbook import plan
from tests.worked.cohorts import lines


@pytest.fixture(scope="module")
def plans(library: Library) -> list[Document]:
    return [plan_document(plan(library, slug)) for slug in library.trusts]


@pytest.fixture(scope="module")
def guidance(library: Library) -> list[Document]:
    return [guidance_document(plan(library, slug)) for slug in library.trusts]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def links(document: Document) -> set[str]:
    return {run.link for run in descendants(document.blocks) if isinstance(run, Run) and run.link}


def anchors(document: Document) -> Counter[str]:
    blocks = descendants(document.blocks)
    return Counter(block.anchor for block in blocks if isinstance(block, Heading | Paragraph) and block.anchor)


def test_a_plan_has_what_a_planner_decides_does_and_looks_up(library: Library) -> None:
    assert headings(plan_document(plan(library, "westbrook"))) == [
        "At a glance",
        "What to decide now",
        "What to do first",
        "Timeline",
        "Dates",
        "Who does what",
        "Hours and cost",
        "Risks",
        "Evaluation plan",
        "Checklist",
    ]


def test_the_guidance_has_everything_that_is_shared(small_library: Library) -> None:
    assert headings(guidance_document(plan(small_library, "westbrook"))) == [
        "Why paired learning",
        "Time",
        "Pairing",
        "How pairs learn",
        "Workshops",
        "Projects in full",
        "Evaluation",
        "Sustaining",
        "Where the hours come from",
        "Every date and why",
        "Letters and templates",
        "Forms",
        "Case studies",
        "How this plan was made",
        "References",
    ]


def test_anchors_are_unique_and_every_link_has_one(plans: list[Document], guidance: list[Document]) -> None:
    for own, beside in zip(plans, guidance, strict=True):
        targets = anchors(own), anchors(beside)
        assert [anchor for each in targets for anchor, number in each.items() if number > 1] == []
        here = {link[1:] for link in links(own) if link.startswith("#")}
        there = {link.partition("#")[2] for link in links(own) if link.startswith(f"{BESIDE}{GUIDANCE}.html#")}
        assert here <= set(targets[0])
        assert there <= set(targets[1])
        assert there, "the plan refers to no guidance"
        assert {link[1:] for link in links(beside) if link.startswith("#")} <= set(targets[1])


def test_an_example_says_so_first(plans: list[Document], guidance: list[Document], library: Library) -> None:
    for trust, *documents in zip(library.trusts.values(), plans, guidance, strict=True):
        for document in documents:
            if trust.profile.example:
                notice = next(block for block in document.blocks if isinstance(block, Callout))
                assert f"not {trust.profile.name}'s own plan" in " ".join(lines([notice]))


def test_rows_are_as_long_as_their_header(plans: list[Document], guidance: list[Document]) -> None:
    for document in (*plans, *guidance):
        for block in document.blocks:
            if isinstance(block, Table):
                assert {len(row) for row in block.rows} <= {len(block.header)}, plain(block.header[0])


def test_headings_go_down_one_level_at_a_time(plans: list[Document], guidance: list[Document]) -> None:
    for document in (*plans, *guidance):
        level = 0
        for block in document.blocks:
            if isinstance(block, Heading):
                assert block.level <= level + 1, block.text
                level = block.level


def test_that_a_title_is_not_the_exact_one_is_said_once(library: Library, guidance: list[Document]) -> None:
    assert any(reference.described for reference in plan(library, "westbrook").references)
    for document in guidance:
        assert lines(document.blocks).count(DESCRIBED) == 1


def test_a_playbook_without_such_a_title_explains_no_brackets(small_library: Library) -> None:
    assert DESCRIBED not in lines(guidance_document(plan(small_library, "westbrook")).blocks)
