"""Everything of a workshop to cut out in one file, and the files of a playbook that hold it."""

from __future__ import annotations

from generator.documents.document import Document, Front, PageSize, Piece, Pieces
from generator.documents.print_set import file_names, files, print_set
from generator.model.library import Library
from generator.planning.session import sessions
from generator.writers.formats import Inputs, Wanted, outputs
from tests.documents.test_letter import words
from tests.planning.profiles import playbook, profile
from tests.test_formats import THEME


def contents(document: Document) -> Piece:
    first = document.blocks[0]
    assert isinstance(first, Pieces)
    (piece,) = first.pieces
    return piece


def test_the_first_page_lists_the_others_and_what_to_print_besides(library: Library) -> None:
    document = print_set(sessions(library, people=24)["powerlab"])
    said = words(contents(document).blocks)

    assert document.front is Front.CUT
    for line in (
        "For 24 people in 12 pairs, 2 facilitators and 3 tables.",
        "54 pages. Print all of them once, on one side",
        "Pages 2 to 4: Care slips 1 to 30, for the box for new slips, by the chairs",
        "Pages 26 to 28: Red cards (28), on red card, for each chair, and each facilitator",
        "Page 35: Answers, for the plain folder of one service manager",
        "Pages 49 to 54: House rules of Larkmoor Hospital (6), for each ward table",
        "10: Observer's sheet, for each observer, two each, and 4 spare",
        "24: Feedback form, for everybody",
    ):
        assert line in said, line


def test_the_first_page_says_so_if_not_all_people_are_in_the_room_at_once(library: Library) -> None:
    said = words(contents(print_set(sessions(library, people=60)["powerlab"])).blocks)

    assert "Hold it twice: 60 people take part, and the workshop takes at most 40 at a time. This is for 30" in said
    assert "Print it once for each time." in said


def test_there_are_as_many_copies_of_a_poster_as_are_hung_up(library: Library) -> None:
    *_, last = print_set(sessions(library, people=12)["powerlab"]).blocks

    assert isinstance(last, Pieces)
    assert len(last.pieces) == 5


def test_a_workshop_has_files_for_what_it_has(library: Library) -> None:
    poster = "House rules of Larkmoor Hospital A3"
    workshops = library.workshops
    assert file_names(workshops["powerlab"]) == ["handouts", "to cut out", poster]
    assert file_names(workshops["self-awareness"]) == ["handouts", "to cut out"]
    assert file_names(workshops["nhs-context"]) == ["handouts"]
    for session in sessions(library).values():
        assert list(files(session)) == file_names(session.workshop)
    assert files(sessions(library)["powerlab"])[poster].page is PageSize.A3


def test_a_playbook_has_them_for_its_own_cohort_if_they_are_asked_for(library: Library) -> None:
    book = playbook(library, profile(groups=10, workshops=[{"workshop": "powerlab"}, {"workshop": "nhs-context"}]))
    inputs = Inputs(book, THEME, None)
    assert "print-sets" not in outputs(inputs, Wanted())
    made = {file.path: file for file in outputs(inputs, Wanted(further=frozenset(["print-sets"])))["print-sets"]}

    assert sorted(path for path in made if path.endswith(".pdf")) == [
        "Print sets/2 The NHS context - handouts.pdf",
        "Print sets/5 Powerlab - House rules of Larkmoor Hospital A3.pdf",
        "Print sets/5 Powerlab - handouts.pdf",
        "Print sets/5 Powerlab - to cut out.pdf",
    ]
    written = made["Print sets/5 Powerlab - to cut out.docx"].illustrated
    assert written is not None
    assert "For 20 people in 10 pairs" in words(contents(written()).blocks)
