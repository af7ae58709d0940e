"""What is printed for a room: pieces counted by hand for the powerlab, what they say, and the list of what to print."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from generator.documents.document import (
    AnswerBoxes,
    Callout,
    Document,
    Figures,
    Front,
    Heading,
    Paragraph,
    Piece,
    WritingLines,
    plain,
)
from generator.documents.pieces import rows_on_a_page
from generator.documents.print_list import PrintLine, print_lines, print_list
from generator.documents.props import FORMATS, Sheets, cut_documents, posters, sheets
from generator.documents.room_words import how_many
from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.model.room_set import Count, Each, Lot, PropFormat
from generator.model.workshop import RoleCard
from generator.planning.room_set import RoomNumbers
from generator.planning.session import Session, sessions, sessions_of
from tests.documents.test_letter import words
from tests.documents.test_session_papers import cohort, pairs

PER_PERSON = ("Slips for play or watch", "Role cards", "Badges", "Red cards", "Labels of envelopes")
PAGES = {"facilitator-guide": 13, "form-workshop-feedback": 1}


@pytest.fixture(scope="module")
def powerlabs(library: Library) -> Mapping[int, Session]:
    """The powerlab for 8, 12, 24 and 36 people."""
    return {people: sessions(library, people=people)["powerlab"] for people in (8, 12, 24, 36)}


def pieces(session: Session) -> dict[str, int]:
    """How many pieces there are, by their title without the number."""
    return {each.title.partition(" 1 to")[0]: len(each.block.pieces) for each in sheets(session)}


def of(session: Session, title: str) -> Sheets:
    return next(each for each in sheets(session) if each.title.startswith(title))


def said(piece: Piece) -> str:
    """The words of a piece."""
    return words(piece.blocks)


def test_the_pieces_of_the_powerlab(powerlabs: Mapping[int, Session]) -> None:
    """Six care slips a patient; three care texts a ward; a card, badge and slip a person and four spare."""
    eight = {"Care slips": 12, "Slips for play or watch": 12, "Slips for a sentence": 4, "Role cards": 12, "Badges": 12}
    eight |= {
        "Red cards": 12,
        "Labels of envelopes": 12,
        "Care texts": 6,
        "Answers": 1,
        "Letters to hand over": 10,
        "Signs": 9,
    }
    twelve = eight | {"Care slips": 18}
    twelve |= dict.fromkeys(PER_PERSON, 16)
    twelve |= {"Letters to hand over": 11}
    more = {"Headed paper": 6}
    twenty_four = twelve | more | {"Care slips": 30, "Care texts": 9, "Signs": 10}
    twenty_four |= dict.fromkeys(PER_PERSON, 28)
    thirty_six = twelve | more | {"Care slips": 48, "Care texts": 12, "Signs": 11}
    thirty_six |= dict.fromkeys(PER_PERSON, 40)

    assert pieces(powerlabs[8]) == eight
    assert pieces(powerlabs[12]) == twelve
    assert pieces(powerlabs[24]) == twenty_four
    assert pieces(powerlabs[36]) == thirty_six


def test_the_sheets_of_paper_of_the_powerlab(powerlabs: Mapping[int, Session]) -> None:
    """The guide of 13 pages for each facilitator, handouts, forms, then slips, cards, letters and signs."""

    def paper(people: int) -> tuple[int, int]:
        lines = print_lines(powerlabs[people], PAGES)
        totals = Counter[str]()
        for line in lines:
            totals[line.size] += line.paper_sheets
        return totals["a4"], totals["a3"]

    assert paper(12) == (2 * 13 + 68 + 12 + (2 + 2 + 1) + (8 + 2 + 2 + 2 + 2 + 1) + 6 + 5, 5)
    assert paper(24) == (2 * 13 + 122 + 24 + (3 + 3 + 1) + (14 + 3 + 3 + 3 + 3 + 1 + 2) + 6 + 5, 6)
    assert paper(36) == (3 * 13 + 178 + 36 + (5 + 4 + 1) + (20 + 4 + 4 + 4 + 4 + 1 + 2) + 6 + 6, 7)


def test_the_handouts_of_the_powerlab(powerlabs: Mapping[int, Session]) -> None:
    lines = [line for line in print_lines(powerlabs[24], PAGES) if line.file == "handouts"]

    assert [(line.title, line.first, line.copies, line.whom) for line in lines] == [
        ("Who plays what, and what each card knows", 2, 2, "each facilitator"),
        ("Control sheet", 4, 2, "each facilitator"),
        ("Waiting list", 6, 2, "each ward clerk, two each"),
        ("Observer's sheet", 7, 10, "each observer, two each, and 4 spare"),
        ("Three words", 8, 24, "everybody"),
        ("What I did not know", 9, 26, "everybody, and 2 spare"),
        ("On Monday", 10, 26, "everybody, and 2 spare"),
        ("Looking after yourself", 11, 26, "everybody, and 2 spare"),
    ]
    twelve = [line.title for line in print_lines(powerlabs[12], PAGES)]
    assert "Waiting list" not in twelve and "Headed paper" not in " ".join(twelve[:-1])


def test_each_line_names_its_file_pages_and_paper(powerlabs: Mapping[int, Session]) -> None:
    lines = {line.title: line for line in print_lines(powerlabs[24], PAGES)}

    assert lines["Care slips 1 to 30"] == PrintLine(
        "Care slips 1 to 30", "slips", 1, 3, 1, "the box for new slips, by the chairs", pieces=10
    )
    play = lines["Slips for play or watch (28)"]
    assert (play.file, play.first, play.pages) == ("slips", 4, 3)
    red = lines["Red cards (28)"]
    assert (red.file, red.first, red.pages, red.paper) == ("badges-and-cards", 18, 3, "red card")
    assert lines["Slips for a sentence (4)"].pieces == 4
    rules = lines["House rules of Larkmoor Hospital"]
    assert (rules.file, rules.copies, rules.size) == ("house-rules-a3", 6, "a3")


def test_each_slip_has_its_number_and_its_question_in_turn(powerlabs: Mapping[int, Session]) -> None:
    slips = of(powerlabs[24], "Care slip").block.pieces

    assert [slip.blocks[0].text for slip in slips if isinstance(slip.blocks[0], Heading)] == [
        f"Care slip {number}" for number in range(1, 31)
    ]
    questions = Counter(plain(slip.blocks[1].runs) for slip in slips if isinstance(slip.blocks[1], Paragraph))
    assert set(questions.values()) == {5} and len(questions) == 6
    assert "May I eat before my test?" in said(slips[0]) and "May I eat before my test?" in said(slips[6])
    assert all(word in said(slips[29]) for word in ("Waiting since", "Heard", "Cared for", "Told"))


def test_words_that_are_too_long_for_a_piece_are_a_fault_in_its_file(library: Library) -> None:
    """One fault, although 28 slips have the same words."""
    workshop = library.workshops["powerlab"]
    props = [
        prop.model_copy(update={"text": "Fold it, and give it back to us. " * 40})
        if prop.id == "play-or-watch"
        else prop
        for prop in workshop.props
    ]
    changed = {**library.workshops, "powerlab": workshop.model_copy(update={"props": props})}
    session = sessions(library.model_copy(update={"workshops": changed}), people=24)["powerlab"]

    with pytest.raises(InputFault) as raised:
        sheets(session)

    (fault,) = raised.value.diagnostics
    assert fault.code == "piece-too-long"
    assert fault.message.startswith(
        "Slips for play or watch. For the envelopes: too long for 90 by 45 mm: Play or watch"
    )
    assert (fault.place.file, fault.help) == ("content/workshops/powerlab.yml", "shorten it, or make two of it")


def test_badges_bear_the_roles_of_the_cards(powerlabs: Mapping[int, Session]) -> None:
    session = powerlabs[24]
    badges = Counter(" ".join(said(piece).split()) for piece in of(session, "Badge").block.pieces)

    assert badges == {
        "Chief executive": 1,
        "Finance director": 1,
        "Medical director": 1,
        "Service manager": 2,
        "Matron": 2,
        "Nurse": 6,
        "Doctor": 2,
        "Ward clerk": 1,
        "Patient": 6,
        "Relative": 1,
        "Observer": 5,
    }
    cards = of(session, "Role cards").block.pieces
    assert Counter(card.label for card in cards)["Spare"] == 4


def test_a_card_says_what_the_cards_left_out_know(powerlabs: Mapping[int, Session]) -> None:
    def chief(people: int) -> str:
        return said(of(powerlabs[people], "Role cards").block.pieces[0])

    assert chief(36).count("You also know") == 0
    assert chief(24).count("You also know") == 1
    assert chief(12).count("You also know") == 2
    assert "the first six words of a care text" in chief(24)


def test_letters_are_in_order_and_say_outside_for_whom_and_when(powerlabs: Mapping[int, Session]) -> None:
    letters = of(powerlabs[24], "Letters").block.pieces
    outside = [
        (piece.blocks[0].text, plain(piece.blocks[1].runs))
        for piece in letters
        if isinstance(piece.blocks[0], Heading) and isinstance(piece.blocks[1], Paragraph)
    ]

    assert outside == [
        ("Letter 1: for the chief executive", "Round one, minute 4"),
        ("Letter 2: for a nurse", "Round one, minute 8"),
        ("Letter 3 (copy 1 of 2): for a patient", "Round one, minute 11"),
        ("Letter 3 (copy 2 of 2): for a patient", "Round one, minute 11"),
        ("Letter 4: for the chief executive", "Round one, minute 14"),
        ("Letter 5: for the finance director", "Round two, minute 0"),
        ("Letter 6: for a matron", "Round two, minute 4"),
        ("Letter 7: for a patient", "Round two, minute 8"),
        ("Letter 8: for a nurse", "Round two, minute 12"),
        ("Letter 9: for a service manager", "Round two, minute 15"),
        ("Policy: for the desk at the top", "Before the start"),
    ]
    folds = re.findall(r"Fold [a-z]+, [a-z ]+[a-z]", said(letters[0]))
    assert folds == ["Fold second, to the back", "Fold first, up over the text"]
    eight = [said(piece) for piece in of(powerlabs[8], "Letters").block.pieces]
    assert not any("Letter 6" in letter for letter in eight)


def test_choices_have_boxes(powerlabs: Mapping[int, Session]) -> None:
    slip = of(powerlabs[12], "Slips for play").block.pieces[0]

    assert [block.labels for block in slip.blocks if isinstance(block, AnswerBoxes)] == [
        ("I play",),
        ("I watch",),
        ("Another card, please",),
    ]


def test_signs_name_wards_places_and_boxes(powerlabs: Mapping[int, Session]) -> None:
    signs = [" ".join(said(piece).split()) for piece in of(powerlabs[12], "Signs").block.pieces]

    assert signs == [
        *("Ward 1", "Ward 2", "Top", "Middle", "Patients", "Quiet room", "New slips", "Gone home", "Badges")
    ]


def test_a_poster_comes_in_two_sizes(powerlabs: Mapping[int, Session]) -> None:
    rules = posters(powerlabs[12])

    assert {name: (poster.page, poster.front) for name, poster in rules.items()} == {
        "house-rules-a4": ("a4", Front.POSTER),
        "house-rules-a3": ("a3", Front.POSTER),
    }
    assert rules["house-rules-a3"].title == "House rules of Larkmoor Hospital"


def test_files_are_few_and_named_for_what_they_hold(powerlabs: Mapping[int, Session], library: Library) -> None:
    documents = cut_documents(powerlabs[24])

    assert list(documents) == ["slips", "badges-and-cards", "letters", "signs"]
    assert {document.front for document in documents.values()} == {Front.CUT}
    assert documents["badges-and-cards"].title == "Badges and cards of workshop 5"
    assert list(cut_documents(sessions(library)["self-awareness"])) == ["badges-and-cards"]
    assert cut_documents(sessions(library)["nhs-context"]) == posters(sessions(library)["nhs-context"]) == {}


def test_as_many_pieces_fit_on_a_page_as_the_list_says(powerlabs: Mapping[int, Session]) -> None:
    session = powerlabs[24]
    for document in cut_documents(session).values():
        for each in sheets(session):
            if each.block in document.blocks:
                assert rows_on_a_page(each.block, document) * each.block.across == each.on_a_page, each.title
    poster = FORMATS[PropFormat.POSTER]
    assert (poster.across, poster.down) == (1, 1)


def test_without_a_cast_cards_are_counted_by_their_rule(library: Library) -> None:
    """A set of cards for two pairs, or for each larger group."""
    count = Count(each=Each.GROUP, in_every=2, for_larger_groups=Lot(each=Each.GROUP))
    card = RoleCard(id="sister", title="Ward sister", place="Front line", briefing="Ask.", count=count)
    workshop = library.workshops["nhs-context"].model_copy(update={"role_cards": [card]})
    own = library.model_copy(update={"workshops": {"nhs-context": workshop}})

    for people, size, sets in ((24, 2, 6), (26, 2, 7), (24, 3, 8), (24, 4, 6)):
        session = sessions(own, people=people, group_size=size)["nhs-context"]
        assert pieces(session) == {"Role cards": sets}, (people, size)
        assert of(session, "Role cards").whom == "those who play"


def test_names_are_on_badges_where_a_scheme_has_them(library: Library) -> None:
    people, groups = pairs(5)
    book = cohort(library, *people, groups=groups)
    session = next(each for each in sessions_of(book) if each.workshop.id == "self-awareness")
    badges = [" ".join(said(piece).split()) for piece in of(session, "Name badges").block.pieces]

    assert session.people == 10
    assert badges[:3] == ["A1 Pair 1", "B1 Pair 1", "A2 Pair 2"]
    assert badges[10:] == ["", ""]
    blank = of(sessions(library)["self-awareness"], "Name badges").block.pieces
    assert len(blank) == 26
    assert all(isinstance(piece.blocks[0], WritingLines) for piece in blank)


def figures(document: Document) -> list[tuple[str, str, str]]:
    (block,) = (block for block in document.blocks if isinstance(block, Figures))
    return [(each.value, each.label, each.note) for each in block.items]


def test_the_list_of_what_to_print_says_for_whom_and_how_much_paper(powerlabs: Mapping[int, Session]) -> None:
    document = print_list(powerlabs[24], PAGES)
    assert document.title == "What to print for workshop 5"
    assert "For 24 people in 12 pairs, 2 facilitators and 3 tables." in words(document.blocks)
    assert figures(document) == [
        ("219", "sheets of paper, A4", "3 of them red card"),
        ("6", "sheets of paper, A3", ""),
    ]
    assert "Without paper of size A3" in words(document.blocks)


@pytest.mark.parametrize(
    ("people", "title", "said"),
    [
        (
            60,
            "Hold it twice",
            "60 people take part, and the workshop takes at most 40 at a time. This is for 30",
        ),
        (90, "Hold it three times", "This is for 30 of them"),
        (6, "Too few people", "6 people take part, and the workshop needs at least 8. This is for 8."),
    ],
)
def test_a_cohort_that_is_too_large_or_too_small_for_the_room(
    library: Library, people: int, title: str, said: str
) -> None:
    document = print_list(sessions(library, people=people)["powerlab"], PAGES)
    (callout,) = (block for block in document.blocks if isinstance(block, Callout))

    assert callout.title == title
    assert said in words(callout.blocks)


def test_what_to_bring_has_figures_where_they_can_be_counted(library: Library) -> None:
    materials = {each.item: each for each in library.workshops["powerlab"].materials}
    room = RoomNumbers(24, 2, 3, 2, {"nurse": 5, "patient": 5, "doctor": 2})

    assert how_many(materials["White counters for the finance director"], room) == "20 (four for each patient)"
    assert how_many(materials["Lined paper for care sheets"], room) == "60 (20 sheets a ward table)"
    assert how_many(materials["Water and tissues"], room) == "for all, and in the quiet room"
    assert how_many(materials["Bell, large clock, floor tape, bin for cards"], room) == "one of each"


def of_every_number_and_size() -> Iterator[object]:
    """Every number in one size of group, and the fewest, the usual and the most in each; the others are slow."""
    for people, size in product(range(8, 41), (2, 3, 4)):
        quick = size == 2 + people % 3 or people in (8, 24, 40)
        yield pytest.param(people, size, marks=() if quick else pytest.mark.slow)


@pytest.mark.parametrize(("people", "size"), list(of_every_number_and_size()))
def test_for_every_number_there_are_as_many_cards_as_people_and_slips_as_the_rule_says(
    library: Library, people: int, size: int
) -> None:
    workshop = library.workshops["powerlab"]
    session = sessions_of_one(library, people, size)
    room, printed = session.room, pieces(session)

    assert printed["Role cards"] == printed["Badges"] == people + 4
    assert printed["Care slips"] == 3 * 2 * room.cards["patient"]
    assert workshop.cast
    # The counters run out before the slips: see the comment on them in the workshop's file.
    patients = room.cards["patient"]
    to_spend = 6 * patients - -(-5 * patients // 10) - patients
    on_chairs = patients + (1 if people >= 12 else 0)
    assert to_spend + on_chairs <= printed["Care slips"] - 1, "slip 1 is the sample"


def sessions_of_one(library: Library, people: int, size: int) -> Session:
    only = library.model_copy(update={"workshops": {"powerlab": library.workshops["powerlab"]}})
    return sessions(only, people=people, group_size=size, start=datetime.time(13))["powerlab"]
