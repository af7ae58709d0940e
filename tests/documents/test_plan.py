"""The plan of a cohort and its guidance: what each has, in which order, and that every link has its target."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from generator.documents.citation import DESCRIBED
from generator.documents.document import (
    BESIDE,
    Block,
    Callout,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
    descendants,
    plain,
)
from generator.documents.guidance_book import guidance_document
from generator.documents.links import linked_to
from generator.documents.plan import plan_document
from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.model.playbook_files import BUSINESS_CASE, GUIDANCE
from generator.planning import dates
from generator.planning.hour_figures import in_text
from generator.planning.playbook import plan
from generator.planning.schedule import EntryKind, ScheduleEntry
from tests.examples import examples
from tests.planning.profiles import playbook, profile
from tests.planning.test_drawn_profiles import profiles
from tests.worked.cohorts import lines, rows, section


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
        "Dates and milestones",
        "Who does what",
        "Hours and cost",
        "Risks",
        "Evaluation plan",
        "Checklist",
    ]


def test_the_guidance_has_everything_that_is_shared(small_library: Library) -> None:
    assert headings(guidance_document(plan(small_library, "westbrook"))) == [
        "Why paired learning",
        "Where to start",
        "Responsibilities",
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
                assert trust.profile.name in " ".join(lines([notice]))


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


WHERE = {
    EntryKind.MILESTONE: "dates-milestones",
    EntryKind.WORKSHOP: "dates-workshops",
    EntryKind.SURGERY: "dates-meetings",
    EntryKind.PAIR_MEETING: "dates-meetings",
    EntryKind.SHADOWING: "dates-meetings",
    EntryKind.EVALUATION: "evaluation-plan",
    EntryKind.DEADLINE: "dates-workshops",
}
"""The part of a plan that has the dates of a kind."""


def cells(blocks: Iterable[Block], anchor: str) -> set[str]:
    """Each line of each cell of a table."""
    return {line for row in rows(blocks, anchor) for cell in row for line in cell.split("\n")}


def words_of(entry: ScheduleEntry) -> set[str]:
    """The day or days of an entry, and its title where it has a row of its own."""
    day = dates.days(entry.first, entry.last) if entry.first != entry.last else dates.short(entry.first)
    clock = f"{dates.clock(entry.starts)} to {dates.clock(entry.ends)}" if entry.starts and entry.ends else ""
    title = entry.title + (f", {entry.place}" if entry.place else "")
    match entry.kind:
        case EntryKind.WORKSHOP | EntryKind.MILESTONE:
            return {day, title, clock} - {""}
        case EntryKind.SURGERY | EntryKind.PAIR_MEETING | EntryKind.SHADOWING:
            return {day, f"{title}, {clock}" if clock else title}
        case _:
            return {day}


@given(st.data())
@settings(max_examples=examples(25))
def test_every_action_date_and_role_with_hours_is_in_the_plan(library: Library, data: st.DataObject) -> None:
    """Whatever the cohort: each action with its day and owner, each date, each role with hours and with its work."""
    try:
        book = playbook(library, data.draw(profiles()))
    except InputFault:
        reject()
    blocks, roles = plan_document(book).blocks, book.vocabulary.roles
    schedule = book.schedule
    assert schedule is not None

    for item in (item for each in book.checklist for item in each.items):
        assert item.due is not None
        row = f"{dates.short(item.due)} | {item.action.do} | {roles[item.action.owner].title}"
        assert row in lines(section(blocks, "checklist"))
    for entry in schedule.entries:
        if entry.kind is not EntryKind.WINDOW:  # the first and the last day of applications are milestones
            assert words_of(entry) <= cells(blocks, WHERE[entry.kind]), entry
    for each in book.effort.roles:
        hours = [row[-1] for row in rows(blocks, "who-does-what") if row[0] == roles[each.role].title]
        assert hours == [in_text(each.hours)]
    for form in book.instruments:
        assert form.title in [row[0] for row in rows(blocks, "evaluation-plan")]


def test_the_evaluation_plan_says_when_each_form_is_filled_in_and_who_sees_no_single_answers(library: Library) -> None:
    blocks = plan_document(playbook(library, profile(start=datetime.date(2027, 3, 10)))).blocks
    when = {row[0]: row[2] for row in rows(blocks, "evaluation-plan")}

    # The first workshop is on 10 March 2027; the baseline is eight weeks earlier, before the pairing event.
    assert when["Preparedness self-assessment"].startswith("Wed 13 Jan 2027")
    assert when["Workshop feedback"] == "At the end of each workshop"
    assert when["Leaver form"] == "As needed"
    assert lines(section(blocks, "evaluation-plan"))[-1].endswith(
        "Single answers are never shown to the programme lead of the same cohort."
    )


def test_links_to_files_that_are_not_there_are_words_alone(library: Library) -> None:
    document = plan_document(plan(library, "westbrook"))
    guidance_alone = links(linked_to(document, {f"{GUIDANCE}.html": f"{BESIDE}{GUIDANCE}.html"}))

    assert f"{BESIDE}{BUSINESS_CASE}.docx" in links(document)
    assert {link for link in links(document) if GUIDANCE in link} <= guidance_alone
    assert f"{BESIDE}{BUSINESS_CASE}.docx" not in guidance_alone
    assert [link for link in links(linked_to(document, {})) if link.startswith(BESIDE)] == []
    assert lines(linked_to(document, {}).blocks) == lines(document.blocks)


def test_a_plan_gives_the_rule_behind_a_milestone_and_the_guidance_the_whole_reason(library: Library) -> None:
    soon = {"planning_from": datetime.date(2026, 10, 1)}
    reason = "both leads (at last) are free; no clinics"
    pin = {"what": "milestone-midpoint", "day": datetime.date(2027, 5, 6), "reason": reason}
    book = playbook(library, profile(schedule={"pins": [pin]}, **soon))
    short = {row[1]: row[2] for row in rows(plan_document(book).blocks, "dates-milestones")}
    whole = {row[1]: row[3] for row in rows(guidance_document(book).blocks, "every-date")}

    assert short["Applications open"] == "13 weeks before the first workshop"
    assert whole["Applications open"].startswith("13 weeks before the first workshop (")
    assert short["Midpoint"] == f"The day the trust chose: {reason}"
