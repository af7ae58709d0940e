"""The plan of a meet-first event, with a picture of the room for each round, and place cards."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest

from generator.documents import svg
from generator.documents.document import Document, Drawing, Heading, Paragraph, Table, descendants, plain
from generator.documents.meeting_plan import event, meeting_plan, place_cards, usual_rounds
from generator.documents.pairs_folder import as_page, pairs_documents
from generator.documents.plain_text import in_plain_text
from generator.documents.room_picture import fitting, room_picture
from generator.model.library import Library
from generator.model.scheme import Records
from generator.pairing.answer import answer
from generator.pairing.cohort import cohort
from generator.pairing.meetings import Meetings, meetings
from generator.planning.playbook import Playbook
from tests.pair_schemes import SIX, SIX_WITH_ONE_FIXED, playbook, profile_of_six
from tests.pairing.small_cohort import clinician, manager


def planned(library: Library, records: Records, number: int) -> tuple[Meetings, Document, Document]:
    """The meetings of some people, the plan and the cards."""
    plan = playbook(library, records)
    people = cohort(records, plan.profile, library)
    result = meetings(people, number)
    return result, meeting_plan(plan, people, result), place_cards(plan, people, result)


def tables(page: Document) -> list[list[list[str]]]:
    return [[[plain(cell) for cell in row] for row in block.rows] for block in page.blocks if isinstance(block, Table)]


def test_those_who_move_find_their_tables_and_those_who_stay_their_visitors(library: Library) -> None:
    result, page, _ = planned(library, SIX, 2)

    moves, stays = tables(page)
    assert result.staying == ("ann", "bea", "cal", "dee", "eve", "fay")
    assert moves == [[id.capitalize(), *map(str, result.tables(id))] for id in result.moving]
    assert [row[0] for row in stays] == ["1 Ann", "2 Bea", "3 Cal", "4 Dee", "5 Eve", "6 Fay"]
    assert [row[1] for row in stays] == [
        "; ".join(str(other).capitalize() for other in result.partners[id]) for id in result.staying
    ]


def test_the_room_of_each_round_has_everybody_once(library: Library) -> None:
    result, page, _ = planned(library, SIX, 3)

    drawings = [block for block in page.blocks if isinstance(block, Drawing)]
    assert len(drawings) == 3
    for drawing, coming in zip(drawings, result.rounds, strict=True):
        names = re.findall(r"<text [^>]*>([A-Z]\w+)</text>", drawing.svg)
        assert sorted(names) == sorted(person.name for person in SIX.people)
        assert drawing.rows == tuple(
            (f"Table {number}", f"{stays.capitalize()} and {str(comes).capitalize()}")
            for number, (stays, comes) in enumerate(zip(result.staying, coming, strict=True), start=1)
        )


def test_rounds_start_a_quarter_of_an_hour_into_the_event(library: Library) -> None:
    _, page, _ = planned(library, SIX, 3)

    rounds = [block.text for block in page.blocks if isinstance(block, Heading) and block.level == 2]
    assert rounds == ["Round 1, 12:45", "Round 2, 12:55", "Round 3, 13:05"]
    assert "Wednesday 16 December 2026, 12:30 to 14:00." in in_plain_text(page.blocks)


def test_who_rests_is_said_where_the_sides_are_not_equal(library: Library) -> None:
    people = Records(people=[clinician("ann"), manager("ben"), manager("cat"), manager("dev")])
    _, page, cards = planned(library, people, 2)

    assert "Rest: Cat, Dev." in in_plain_text(page.blocks)
    assert "Round 1: rest\nRound 2: table 1, Ann" in in_plain_text(cards.blocks)


def test_a_table_without_a_visitor_says_so(library: Library) -> None:
    people = Records(people=[clinician("ann"), clinician("ben"), manager("cat")])
    _, page, _ = planned(library, people, 1)

    (drawing,) = [block for block in page.blocks if isinstance(block, Drawing)]
    assert drawing.rows == (("Table 1", "Ann and Cat"), ("Table 2", "Ben, nobody comes"))


def test_everybody_misses_somebody_and_the_plan_says_why(library: Library) -> None:
    why = "too few rounds for everybody to meet everybody, so that no confidential request shows"

    assert why in in_plain_text(planned(library, SIX, 6)[1].blocks)
    assert why not in in_plain_text(planned(library, SIX, 4)[1].blocks)


def test_a_fixed_pair_has_no_table_and_no_card(library: Library) -> None:
    _, page, cards = planned(library, SIX_WITH_ONE_FIXED, 2)

    assert "Those in a pair that is fixed have no table: 2 people." in in_plain_text(page.blocks)
    assert "Ann" not in in_plain_text(cards.blocks)


def test_a_card_has_a_persons_own_tables(library: Library) -> None:
    result, _, cards = planned(library, SIX, 2)

    texts = [plain(each.runs) for each in descendants(cards.blocks) if isinstance(each, Paragraph)]
    assert len(texts) == 12
    first, second = (str(other).capitalize() for other in result.partners["bea"])
    assert texts[1] == f"Bea\nTable 2: you stay, others come\nRound 1: {first}\nRound 2: {second}"
    guy = texts[6 + result.moving.index("guy")]
    lines = [
        f"Round {number}: table {at}, {str(other).capitalize()}"
        for number, (at, other) in enumerate(zip(result.tables("guy"), result.partners["guy"], strict=True), start=1)
    ]
    assert guy.split("\n") == ["Guy", "You move from table to table", *lines]


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (datetime.time(12, 30), datetime.time(14), 6),
        (datetime.time(12, 30), datetime.time(13, 15), 1),
        (datetime.time(12, 30), datetime.time(12, 40), 1),
        (datetime.time(9), datetime.time(10, 49), 7),
        (datetime.time(9), datetime.time(17), 8),
        (None, None, 6),
    ],
)
def test_there_are_as_many_rounds_as_the_event_has_time_for(
    library: Library, starts: datetime.time | None, ends: datetime.time | None, expected: int
) -> None:
    plan = playbook(library, SIX)

    assert usual_rounds(with_times(plan, starts, ends)) == expected


def with_times(plan: Playbook, starts: datetime.time | None, ends: datetime.time | None) -> Playbook:
    """The plan with other times of its pairing event."""
    schedule, entry = plan.schedule, event(plan)
    assert schedule and entry
    entries = tuple(replace(each, starts=starts, ends=ends) if each is entry else each for each in schedule.entries)
    return replace(plan, schedule=replace(schedule, entries=entries))


def test_only_where_people_meet_first_there_is_a_plan_unless_rounds_are_asked_for(library: Library) -> None:
    met, placed = playbook(library, SIX), playbook(library, SIX, profile_of_six("placed-before-start"))
    given = answer(SIX, met.profile, library)

    assert list(pairs_documents(met, given)) == ["Pairs", "Meeting plan", "Place cards"]
    assert list(pairs_documents(placed, given)) == ["Pairs"]
    assert list(pairs_documents(placed, given, 4)) == ["Pairs", "Meeting plan", "Place cards"]


def test_without_anybody_to_meet_there_is_no_plan(library: Library) -> None:
    lone = Records(people=[clinician("ann")])
    plan = playbook(library, lone)

    assert list(pairs_documents(plan, answer(lone, plan.profile, library))) == ["Pairs"]


def test_cards_are_for_printing_and_the_others_are_pages_too(library: Library) -> None:
    plan = playbook(library, SIX)
    documents = pairs_documents(plan, answer(SIX, plan.profile, library))

    assert {name: as_page(each) for name, each in documents.items()} == {
        "Pairs": True,
        "Meeting plan": True,
        "Place cards": False,
    }


def test_a_name_that_is_too_long_for_the_room_beside_a_table_is_cut() -> None:
    assert fitting("Ann Hill") == "Ann Hill"
    short = fitting("Wilhelmina Montgomery-Harrington")
    assert short.startswith("Wilhelmina Mon") and short.endswith("\N{HORIZONTAL ELLIPSIS}")


def test_a_picture_is_as_high_as_its_rows_of_tables_and_escapes_names() -> None:
    drawing = room_picture("Round 1", [("Ann <b>", "Ben"), *[("Cat", None)] * 4], 41, "round")

    assert f'viewBox="0 0 {svg.WIDTH} 96"' in drawing.svg
    assert "Ann &lt;b&gt;" in drawing.svg
    assert re.findall(r">(\d+)</text>", drawing.svg) == ["41", "42", "43", "44", "45"]
