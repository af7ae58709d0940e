"""The participant handbook: the dates of a participant, the words of the cohort, and nothing about others."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest
import textstat

from generator.documents.document import (
    Block,
    Figures,
    Heading,
    Paragraph,
    Run,
    Table,
    WritingLines,
    descendants,
    plain,
)
from generator.documents.guidance_book import guidance_document
from generator.documents.handbook import handbook
from generator.model.library import Library
from generator.planning import dates
from generator.planning.playbook import Playbook, plan
from generator.planning.schedule import EntryKind
from generator.sources.load import load
from generator.sources.tree import read_theme
from generator.writers import pdf
from generator.writers.theme import Theme
from tests import small
from tests.cohort_records import cohort_records
from tests.planning.profiles import playbook, profile

EXAMPLES = ("imperial", "kings", "north-middlesex", "westbrook")
START = datetime.date(2027, 3, 10)
MONTHS = {name[:3]: number for number, name in enumerate(dates.MONTHS, start=1)}
DATE = re.compile(rf"\b(\d\d?) ({'|'.join(MONTHS)})[a-z]*(?: (20\d\d))?\b")
PARTNERS = [{"id": "council", "name": "Westshire Council"}, {"id": "trust", "name": "Westshire Community Trust"}]
THEME = Theme.of(read_theme(small.ROOT), str(small.ROOT / "theme" / "assets" / "fonts"))
BESIDE = "beside:4 Guidance.html#"


def blocks_of(book: Playbook) -> tuple[Block, ...]:
    return handbook(book).blocks


def cells(book: Playbook) -> list[tuple[str, ...]]:
    """Every row of every table."""
    tables = [table for table in descendants(blocks_of(book)) if isinstance(table, Table)]
    return [tuple(map(plain, row)) for table in tables for row in table.rows]


def texts(book: Playbook) -> Iterator[str]:
    """Every text, the runs of a paragraph or cell together."""
    for block in descendants(blocks_of(book)):
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            yield plain(block.runs)
        elif isinstance(block, Table):
            yield from (plain(cell) for row in (block.header, *block.rows) for cell in row)


def headings(book: Playbook, level: int) -> list[str]:
    return [block.text for block in blocks_of(book) if isinstance(block, Heading) and block.level == level]


# --- how long it is -------------------------------------------------------------------------------------------------

COHORTS: dict[str, dict[str, Any]] = {
    "fourteen pairs": {"start": START, "groups": 14},
    "four pairs in four months": {"start": datetime.date(2027, 3, 3), "groups": 4, "months": 4},
    "eight groups of three": {
        "start": datetime.date(2027, 9, 15),
        "groups": 8,
        "size": 3,
        "staff": ("resident-doctors", "partner-organisation-staff"),
        "partners": PARTNERS,
    },
    "groups of four on two sites": {"size": 4, "sites": [{"id": "a", "name": "North"}, {"id": "b", "name": "South"}]},
    "two years": {"months": 24},
    "before it has a start": {"start": None},
}


def pages(book: Playbook) -> int:
    with pikepdf.open(io.BytesIO(pdf.write(handbook(book), THEME))) as file:
        return len(file.pages)


@pytest.mark.parametrize("slug", EXAMPLES)
def test_it_has_at_most_twelve_pages(library: Library, slug: str) -> None:
    assert pages(plan(library, slug)) <= 12


@pytest.mark.parametrize("values", COHORTS.values(), ids=COHORTS)
def test_it_has_at_most_twelve_pages_for_cohorts_of_every_kind(library: Library, values: dict[str, Any]) -> None:
    assert pages(playbook(library, profile(**values))) <= 12


# --- what it says ---------------------------------------------------------------------------------------------------


def test_the_chapters_come_in_the_order_of_use(library: Library) -> None:
    assert headings(playbook(library, profile()), 1) == [
        "What happens in these months",
        "Where to start",
        "My dates",
        "What is expected of us",
        "The conversation",
        "Shadowing",
        "The project, step by step",
        "Whom to ask",
        "When something goes wrong",
        "The forms I will fill in",
        "Where this comes from",
        "A page to write on",
    ]


def test_the_cover_says_how_much_it_is(library: Library) -> None:
    [figures] = [block for block in blocks_of(playbook(library, profile())) if isinstance(block, Figures)]

    assert [(figure.value, figure.label) for figure in figures.items] == [
        ("6", "workshops"),
        ("9", "meetings"),
        ("3", "visits"),
        ("77", "hours"),
    ]


def test_a_single_visit_is_one_visit(library: Library) -> None:
    book = playbook(library, profile(months=2))
    [figures] = [block for block in blocks_of(book) if isinstance(block, Figures)]

    assert ("1", "visit") in [(figure.value, figure.label) for figure in figures.items]
    assert "I make 1 visit, and host as many." in list(texts(book))


def test_every_workshop_has_its_day_time_and_room(library: Library) -> None:
    rooms = {"self-awareness": {"room": "Seminar room 2"}}
    rows = cells(playbook(library, profile(start=START, workshop_details=rooms)))
    workshops = [row for row in rows if row[1].startswith("Workshop ")]

    assert workshops == [
        (
            "Wed 10 Mar 2027\n13:00 to 16:30",
            "Workshop 1: Self-awareness and a shared purpose\nSeminar room 2",
            "Wed 27 Jan 2027",
        ),
        (
            "Wed 14 Apr 2027\n13:00 to 16:30",
            "Workshop 2: The NHS context: quality, safety, finance and policy\nRoom to follow",
            "Wed 3 Mar 2027",
        ),
        (
            "Wed 12 May 2027\n13:00 to 16:30",
            "Workshop 3: Skills and tools for change\nRoom to follow",
            "Wed 31 Mar 2027",
        ),
        (
            "Wed 30 Jun 2027\n13:00 to 16:30",
            "Workshop 4: Designing services for quality and safety\nRoom to follow",
            "Wed 19 May 2027",
        ),
        (
            "Wed 25 Aug 2027\n13:00 to 16:30",
            "Workshop 5: Powerlab: working within systems\nRoom to follow",
            "Wed 14 Jul 2027",
        ),
        (
            "Wed 3 Nov 2027\n13:00 to 16:30",
            "Workshop 6: Sharing learning through project presentations\nRoom to follow",
            "Wed 22 Sep 2027",
        ),
    ]


@pytest.mark.parametrize("slug", EXAMPLES)
def test_nothing_that_a_participant_has_to_keep_free_is_missing(library: Library, slug: str) -> None:
    book = plan(library, slug)
    assert book.schedule is not None
    said = "\n".join(texts(book))

    for kind in (EntryKind.WORKSHOP, EntryKind.SURGERY, EntryKind.PAIR_MEETING, EntryKind.SHADOWING):
        for entry in book.schedule.of(kind):
            alone = entry.first == entry.last
            assert (dates.short(entry.first) if alone else dates.days(entry.first, entry.last)) in said, entry.id
            assert entry.title in said or kind is EntryKind.SURGERY, entry.id


@pytest.mark.parametrize("slug", EXAMPLES)
def test_every_date_is_one_of_the_schedule(library: Library, slug: str) -> None:
    book = plan(library, slug)
    schedule = book.schedule
    assert schedule is not None
    known = {day for entry in schedule.entries for day in (entry.first, entry.last)} | {*schedule.milestones.values()}
    known |= {schedule.charter_day} if schedule.charter_day else set()
    days = {(day.day, day.month): day.year for day in known}
    said = "\n".join(texts(book)).partition("What happens in these months")[2]
    found = [match.groups() for match in DATE.finditer(said)]

    assert len(found) > 30
    for day, month, year in found:
        assert (int(day), MONTHS[month]) in days, f"{day} {month}"
        assert year is None or int(year) in {
            each.year for each in known if (each.day, each.month) == (int(day), MONTHS[month])
        }


def test_the_steps_of_the_project_have_this_cohorts_days(library: Library) -> None:
    rows = cells(playbook(library, profile(start=START)))

    assert {
        row[0]: row[1] for row in rows if row[0] in ("Sign the charter", "Try it once", "Ask for help", "Present")
    } == {
        "Sign the charter": "Wednesday 2 June 2027",
        "Try it once": "Wednesday 16 June 2027",
        "Ask for help": "Wednesday 9 June 2027",
        "Present": "Wednesday 3 November 2027",
    }


@pytest.mark.parametrize("values", COHORTS.values(), ids=COHORTS)
def test_the_steps_come_one_after_another(library: Library, values: dict[str, Any]) -> None:
    rows = cells(playbook(library, profile(**values)))
    steps = [match for row in rows if len(row) == 3 for match in DATE.finditer(row[1]) if row[1].startswith(dates.DAYS)]
    days = [datetime.date(int(match[3]), MONTHS[match[2]], int(match[1])) for match in steps]

    assert len(days) == (5 if values.get("start", START) else 0)
    assert days == sorted(days)


def test_nothing_is_left_to_be_filled_in_where_the_plan_has_its_dates(library: Library) -> None:
    runs = [item for item in descendants(blocks_of(playbook(library, profile()))) if isinstance(item, Run)]

    assert [run.text for run in runs if run.role == "missing"] == []


def test_each_meeting_has_its_window_and_a_question_for_each_stage(library: Library) -> None:
    rows = cells(playbook(library, profile(start=START, months=4, groups=4)))
    meetings = {row[0]: row[1].split("\n") for row in rows if len(row) == 2 and row[1].count("?") > 1}

    assert list(meetings) == [
        "Who are you?\nBefore the first workshop",
        "How each of us works\n10 Mar to 6 Apr 2027",
        "Halfway\n7 Apr to 4 May 2027",
        "Power and influence\n5 May to 1 Jun 2027",
        "Looking back and staying in touch\n2 Jun to 30 Jun 2027",
    ]
    assert {len(questions) for questions in meetings.values()} == {3}
    assert not any(
        question.startswith(("Warm up", "Main talk", "Take away")) for each in meetings.values() for question in each
    )


def test_each_form_says_when_it_is_due_and_who_reads_it(library: Library) -> None:
    rows = {row[0]: row[1:] for row in cells(playbook(library, profile(start=START))) if len(row) == 3}

    assert rows["Preparedness self-assessment"] == (
        "Wed 13 Jan 2027\nWed 10 Nov 2027",
        "The evaluation lead alone, and never the programme lead. Others see figures of ten people or more, charts "
        "with a line for each person, and sentences that people wrote, all without codes.",
    )
    assert list(rows)[-13:] == [
        "Preparedness self-assessment",
        "Partnership agreement",
        "Shadowing log",
        "Driver diagram sheet",
        "Project charter",
        "PDSA sheet",
        "Midpoint check",
        "Staying power",
        "Case study form",
        "End of programme survey",
        "Six months after",
        "Leaver form",
        "Workshop feedback",
    ]
    assert rows["Workshop feedback"][0] == "At the end of each workshop"
    assert rows["Partnership agreement"][1] == "The two of you, and nobody else."
    # That one is filled in already, and these are for others.
    assert not {"Application form", "Sponsor survey", "A colleague's view", "Design surgery record"} & rows.keys()


def test_every_form_of_a_participant_says_who_reads_it(library: Library) -> None:
    assert [
        form.id for form in library.instruments.values() if form.completed_by == "participant" and not form.read_by
    ] == []


def test_contacts_are_named_or_left_to_be_written_in(library: Library) -> None:
    lead = {"role": "programme-lead", "name": "A Lead", "email": "lead@example.nhs.uk"}
    rows = cells(playbook(library, profile(contacts=[lead])))

    assert ("Programme lead", "A Lead", "lead@example.nhs.uk") in rows
    assert ("Administrator", "", "") in rows


def test_partner_organisations_are_named(library: Library) -> None:
    book = playbook(library, profile(size=3, staff=("nurses", "partner-organisation-staff"), partners=PARTNERS))
    said = "\n".join(texts(book))

    assert "the two colleagues from Westshire Council or Westshire Community Trust learn from one another" in said
    assert "Some of the people in this cohort work at Westshire Council and Westshire Community Trust." in said


def test_there_is_a_page_to_write_on(library: Library) -> None:
    blocks = blocks_of(playbook(library, profile()))
    start = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.anchor == "notes")
    [heading, *page] = blocks[start:]

    assert isinstance(heading, Heading) and heading.starts_page
    assert sum(isinstance(block, WritingLines) for block in page) == 3
    assert not any(isinstance(block, Heading) and block.level == 1 for block in page)


def test_only_what_is_more_than_advice_carries_a_mark(library: Library) -> None:
    roles = [item.role for item in descendants(blocks_of(playbook(library, profile()))) if isinstance(item, Run)]

    # The statement itself, and the line that explains the mark.
    assert [role for role in roles if role and role.startswith("evidence-")] == ["evidence-pilot", "evidence-pilot"]


def test_without_a_start_it_says_what_follows(library: Library) -> None:
    book = playbook(library, profile(start=None))
    said = "\n".join(texts(book))

    assert "The dates follow as soon as the day of the first workshop is known." in said
    assert "On [date of the presentation day] you show the result" in said
    assert ("How each of us works\nMonth 1") in [row[0] for row in cells(book)]


def test_without_a_text_for_it_there_is_only_the_cover(library: Library) -> None:
    """As in a release from before there was a handbook."""
    book = playbook(library.model_copy(update={"handbook": None}), profile())

    assert not any(isinstance(block, Heading) for block in blocks_of(book))


CLUMSY = re.compile(r"\b(anew|stands? (?:in|on)|told by|of which there|utili[sz]e|leverage|stakeholder|in order to)\b")


@pytest.mark.parametrize("size", [2, 3])
def test_it_reads_easily(library: Library, size: int) -> None:
    said = [text.replace("\n", ". ") for text in texts(playbook(library, profile(size=size))) if text.count(" ") > 3]
    whole = " ".join(text if text.endswith((".", "?", "!", ":")) else f"{text}." for text in said)

    assert textstat.flesch_kincaid_grade(whole) < 7
    assert [text for text in said if CLUMSY.search(text)] == []


# --- what it does not say -------------------------------------------------------------------------------------------


def test_it_is_the_same_whatever_things_cost(library: Library) -> None:
    dear = profile(rates={"participant": 400.0}, costs=[{"title": "Room", "pounds": 9999}])

    assert blocks_of(playbook(library, dear)) == blocks_of(playbook(library, profile()))


def test_it_is_the_same_whoever_takes_part(small_library: Library) -> None:
    trust = small_library.trusts["westbrook"]
    people = small_library.model_copy(
        update={"trusts": {"westbrook": trust.model_copy(update={"records": cohort_records()})}}
    )

    assert plan(people, "westbrook").records.people
    assert blocks_of(plan(people, "westbrook")) == blocks_of(plan(small_library, "westbrook"))


def test_private_contacts_are_not_in_a_public_one(library: Library) -> None:
    lead = {"role": "programme-lead", "name": "The secret lead", "email": "secret@example.nhs.uk"}
    trust = plan(library, "kings").library.trusts["kings"]
    private = trust.model_copy(update={"profile": profile(contacts=[lead])})
    public = plan(library.model_copy(update={"trusts": {"kings": private}}), "kings", public=True)

    assert "secret" not in "\n".join(texts(public))


# --- a trust's own words --------------------------------------------------------------------------------------------


def own_words(**change: Any) -> Playbook:
    files = small.edited(
        "content/trusts/westbrook/profile.yml",
        small.files()["content/trusts/westbrook/profile.yml"].decode().partition("tailoring:\n")[2],
        "".join(
            f"  {'- ' if number == 0 else '  '}{name}: {value}\n" for number, (name, value) in enumerate(change.items())
        ),
    )
    return plan(load(files).require(), "westbrook")


def test_a_trust_can_add_to_a_chapter() -> None:
    book = own_words(kind="add", handbook="help", section="bus", title="The bus", body="Take it.", reason="It is far")

    assert "The bus" in headings(book, 2)
    assert "Take it." in list(texts(book))


def test_a_trust_can_replace_a_section() -> None:
    book = own_words(kind="replace", handbook="start", section="in-short", title="Ours", body="We meet.", reason="So")

    assert "Ours" in headings(book, 2)
    assert "In short" not in headings(book, 2)


def test_a_trust_can_drop_a_section_and_its_plan_says_why() -> None:
    book = own_words(kind="drop", handbook="start", section="in-short", reason="We say it in person")

    assert "In short" not in headings(book, 2)
    assert ("Handbook: What happens: In short", "We say it in person") in [
        (choice.what, choice.reason) for choice in book.omissions
    ]


def test_what_a_trust_changed_in_a_component_is_in_the_handbook_too() -> None:
    book = own_words(
        kind="replace", component="conversation", section="how", title="Our way", body="Walk.", reason="So"
    )

    assert "Our way" in headings(book, 2)


# --- links ----------------------------------------------------------------------------------------------------------


@cache
def anchors(book_blocks: tuple[Block, ...]) -> set[str]:
    named = (item.anchor for item in descendants(book_blocks) if isinstance(item, Heading | Paragraph))
    return {anchor for anchor in named if anchor}


@pytest.mark.parametrize("size", [2, 3])
def test_every_link_leads_somewhere(library: Library, size: int) -> None:
    book = playbook(library, profile(size=size))
    here, guidance = anchors(blocks_of(book)), anchors(guidance_document(book).blocks)
    links = [item.link for item in descendants(blocks_of(book)) if isinstance(item, Run) and item.link]

    assert "#forms" in links
    for link in links:
        if link.startswith("#"):
            assert link[1:] in here, link
        elif link.startswith(BESIDE):
            assert link.removeprefix(BESIDE) in guidance, link
        else:
            assert link.startswith(("https://", "beside:4 Guidance.html")), link
