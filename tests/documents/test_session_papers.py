"""Lists to sign, name badges and table plans with real names."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from generator.documents.document import Document, Inline, Paragraph, Pieces, Table, plain, size_of
from generator.documents.pieces import in_own_letters
from generator.documents.session_papers import attendance_lists, name_badges, table_plans
from generator.documents.text_width import width
from generator.model.library import Library
from generator.model.scheme import Decision, LearningGroup, Person, Records
from generator.planning.playbook import Playbook
from tests.documents.test_personal_letters import person
from tests.planning.profiles import playbook, profile
from tests.worked.cohorts import lines

LABEL_WIDTH, LABEL_HEIGHT = 90 * 72 / 25.4, 55 * 72 / 25.4
"""Of a badge, in points."""


def cohort(library: Library, *people: Person, groups: list[LearningGroup] | None = None) -> Playbook:
    records = Records(people=list(people), groups=groups or [])
    return replace(playbook(library, profile(short_name="Test")), records=records)


def pairs(number: int) -> tuple[list[Person], list[LearningGroup]]:
    """Pair 1 of A1 and B1, and so on."""
    people = [person(f"{side}{pair}") for pair in range(1, number + 1) for side in "AB"]
    groups = [
        LearningGroup(id=f"pair-{pair}", name=f"Pair {pair}", members=[f"a{pair}", f"b{pair}"])
        for pair in range(1, number + 1)
    ]
    return people, groups


def table_of(document: Document) -> list[tuple[str, ...]]:
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [tuple(plain(cell) for cell in row) for row in table.rows]


def badges(document: Document | None) -> list[Inline]:
    assert document is not None
    (sheet,) = document.blocks
    assert isinstance(sheet, Pieces)
    assert (sheet.across, sheet.width, sheet.height) == (2, 90, 55)
    return [block.runs for piece in sheet.pieces for block in piece.blocks if isinstance(block, Paragraph)]


def test_each_session_has_a_list_of_the_participants_by_group(worked_library: Library) -> None:
    """Whoever has no group yet comes last, and whoever has no place is not on it."""
    people = [
        person("Una"),
        person("Pia", post="Registrar", department="Ward 3"),
        person("Olu", decision=Decision.OFFERED),
        person("Pim"),
    ]
    group = LearningGroup(id="pair-1", name="Pair 1", members=["pim", "olu", "pia"])
    lists = attendance_lists(cohort(worked_library, *people, groups=[group]))

    assert [id for id in lists if id.startswith("workshop")] == [
        f"workshop-{id}" for id in ("meeting", "listening", "systems", "measuring", "changing", "presenting")
    ]
    assert "surgery-1" in lists
    assert lines(lists["workshop-meeting"].blocks[:2]) == [
        "Attendance list",
        "Workshop 1: Meeting each other\nWednesday 13 January 2027, 13:00 to 15:30",
    ]
    assert table_of(lists["workshop-meeting"]) == [
        ("Pim", "Pair 1", "", ""),
        ("Pia", "Pair 1", "Registrar, Ward 3", ""),
        ("Una", "", "", ""),
    ]


def test_without_participants_or_dates_there_is_nothing_to_print(worked_library: Library) -> None:
    for book in (
        cohort(worked_library, person("Olu", decision=Decision.OFFERED)),
        replace(cohort(worked_library, person("Pia")), schedule=None),
    ):
        assert not attendance_lists(book)
        assert not table_plans(book)
    assert name_badges(cohort(worked_library)) is None


def test_groups_sit_together_at_tables_of_six(worked_library: Library) -> None:
    """Seven pairs: three tables, and the second and the third round move on by one and two tables."""
    people, groups = pairs(7)
    plans = table_plans(cohort(worked_library, *people, groups=groups))

    assert table_of(plans["workshop-meeting"]) == [
        ("Table 1", "Pair 1: A1, B1\nPair 4: A4, B4\nPair 7: A7, B7"),
        ("Table 2", "Pair 2: A2, B2\nPair 5: A5, B5"),
        ("Table 3", "Pair 3: A3, B3\nPair 6: A6, B6"),
    ]
    assert table_of(plans["workshop-listening"]) == [
        ("Table 1", "Pair 1: A1, B1\nPair 6: A6, B6"),
        ("Table 2", "Pair 2: A2, B2\nPair 4: A4, B4"),
        ("Table 3", "Pair 3: A3, B3\nPair 5: A5, B5\nPair 7: A7, B7"),
    ]


def test_pairs_meet_each_other_pair_at_most_every_few_workshops(worked_library: Library) -> None:
    """Fifteen pairs at five tables: no two share a table twice in the first five workshops."""
    people, groups = pairs(15)
    plans = list(table_plans(cohort(worked_library, *people, groups=groups)).values())[:5]
    meetings = [
        meeting
        for plan in plans
        for _table, seated in table_of(plan)
        for meeting in combinations(sorted(line.partition(":")[0] for line in seated.split("\n")), 2)
    ]

    assert len(meetings) == 5 * 5 * 3
    assert len(set(meetings)) == len(meetings)


def test_a_badge_has_the_name_what_the_person_does_the_group_and_the_trust(worked_library: Library) -> None:
    pia = person("Pia", post="Registrar")
    group = LearningGroup(id="pair-1", name="Pair 1", members=["pia"])

    assert [plain(badge) for badge in badges(name_badges(cohort(worked_library, pia, groups=[group])))] == [
        "Pia\nRegistrar\nPair 1\nTest"
    ]


@given(st.text(st.sampled_from("aMiW \u00e9\u6f22-"), min_size=1, max_size=150).filter(str.strip))
def test_no_badge_is_cut_whatever_the_name(worked_library: Library, name: str) -> None:
    who = Person(id="who", name=name, post=name, decision=Decision.PARTICIPANT)
    group = LearningGroup(id="pair-1", name=name, members=["who"])
    document = name_badges(cohort(worked_library, who, groups=[group]))
    (badge,) = badges(document)
    assert document and in_own_letters(document.blocks[0])

    height = 0.0
    for run in badge:
        size = size_of(run.role)
        assert size is not None
        texts = [text for text in run.text.split("\n") if text]
        assert all(width(text, size) <= LABEL_WIDTH - 10 for text in texts)
        # Lines of the style are 1.08 times as high as the font's own, which are 1.15 times its size.
        height += len(texts) * size * 1.15 * 1.08
    assert height < LABEL_HEIGHT
