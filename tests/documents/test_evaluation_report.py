"""The full report: every chapter, figures as literals, and plain words where nothing is known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from generator.documents.document import Document, Drawing, Heading, Paragraph, Table, descendants, plain
from generator.documents.evaluation import Evaluation
from generator.documents.evaluation_method import OBJECTIONS
from generator.documents.evaluation_report import evaluation_report
from generator.model.answers import Response
from generator.model.diagnostics import Place
from generator.model.instrument import Wave
from generator.model.library import Library
from generator.model.scheme import ProjectStage
from tests.documents.evaluations import (
    cohort,
    evaluated,
    feedback,
    flat,
    measured,
    records,
    rising,
    self_assessments,
)

STAGES = (ProjectStage.FINISHED, ProjectStage.UNDER_WAY)


@pytest.fixture(scope="module")
def ended(library: Library) -> Evaluation:
    playbook = cohort(
        library,
        record=partial(records, people=24, left=3, stages=STAGES),
        groups=12,
        costs=[{"title": "Everything", "pounds": 6048}],
    )
    return evaluated(playbook, *self_assessments(playbook, flat, 20), *feedback(playbook, "powerlab", 12, pace=2))


@pytest.fixture(scope="module")
def report(ended: Evaluation) -> Document:
    return evaluation_report(ended)


def section(document: Document, title: str) -> Iterator[object]:
    """The blocks below a heading, up to the next of its level."""
    level = None
    for block in document.blocks:
        if isinstance(block, Heading):
            if level is not None and block.level <= level:
                return
            level = block.level if block.text == title else level
        elif level is not None:
            yield block


def rows(document: Document, title: str) -> list[tuple[str, ...]]:
    table = next(block for block in section(document, title) if isinstance(block, Table))
    return [tuple(map(plain, row)) for row in table.rows]


def sentences(document: Document) -> list[str]:
    return [plain(block.runs) for block in descendants(document.blocks) if isinstance(block, Paragraph)]


def test_it_has_every_chapter(report: Document) -> None:
    chapters = [block.text for block in report.blocks if isinstance(block, Heading) and block.level == 1]

    assert chapters == [
        "At a glance",
        "What was done",
        "What was found at each level",
        "Self-assessment",
        "Other forms",
        "Projects",
        "How results were worked out",
        "Limits",
        "Checklists",
        "Sources",
    ]


def test_no_anchor_comes_twice_and_no_link_leads_nowhere(report: Document) -> None:
    blocks = list(descendants(report.blocks))
    anchors = [block.anchor for block in blocks if isinstance(block, (Heading, Paragraph)) and block.anchor]
    links = [link for block in blocks if (link := getattr(block, "link", None)) and link.startswith("#")]

    assert len(anchors) == len(set(anchors))
    assert {link[1:] for link in links} <= set(anchors)


def test_what_was_done_is_counted(report: Document) -> None:
    assert rows(report, "What was done") == [
        ("Applied", "24"),
        ("Started", "24"),
        ("Left before the end", "3"),
        ("Finished", "21"),
        ("Release agreed", "24 of 24"),
        ("Pairs", "12; the first meeting of 0 is recorded"),
        ("Design surgeries held", "0 of 6"),
    ]
    assert rows(report, "Attendance at workshops")[1] == (
        "The NHS context: quality, safety, finance and policy",
        *("18", "0", "3", "0", "3"),
    )
    assert rows(report, "Projects by stage") == [("Under way", "1"), ("Finished", "1")]


def test_the_cost_of_a_finisher_says_what_it_is_made_of(report: Document) -> None:
    assert (
        "Cost for each person who finished: £288. That is the planned cost of £6,048, which prices 0 per cent of the "
        "hours, divided by 21."
    ) in sentences(report)


def test_scores_are_given_at_three_times(ended: Evaluation, report: Document) -> None:
    first, *domains = rows(report, "How prepared people felt")

    assert (first[0], first[1], len(domains)) == ("All items together", "20", 7)
    assert first[2:] == ("0", "2.44 (2.3 to 2.59)", "1.94 (1.88 to 2.01)", "2.48 (2.37 to 2.53)")


def test_both_comparisons_are_side_by_side_with_what_may_be_said(report: Document) -> None:
    first, *domains = rows(report, "Both comparisons")

    assert first[0] == "All items together"
    assert first[2].startswith("20, 0, 0; p < 0.001")
    assert first[3] == "We cannot tell"
    assert len(domains) == 7


def test_each_comparison_says_what_it_can_show_with_its_source(report: Document) -> None:
    shown = [plain(block.runs) for block in section(report, "Self-assessment") if isinstance(block, Paragraph)]

    assert shown[0].startswith("Before to after compares")
    assert shown[1].startswith("Looking back to after compares")
    assert [each.rpartition(" (")[2] for each in shown[:2]] == ["Lyons and others 2023)", "Taylor and others)"]


def test_tests_are_in_full(report: Document) -> None:
    table = next(block for block in section(report, "Looking back to after: the tests") if isinstance(block, Table))

    assert [plain(cell) for cell in table.header] == [
        "Domain",
        "People",
        "Estimate",
        "Interval of 95 per cent",
        "Rank-biserial",
        "p",
        "p by Pratt",
        "p by Holm",
    ]
    assert table.caption == "Points of the scale; 7 tests of domains corrected together"
    assert [plain(cell) for cell in table.rows[0]][4:] == ["1", "< 0.001", "< 0.001", "\u2013"]


def test_each_person_is_a_line_in_a_picture_of_each_domain(report: Document) -> None:
    pictures = [block for block in section(report, "Each person's change in each domain") if isinstance(block, Drawing)]

    assert len(pictures) == 7


def test_feedback_is_by_workshop(report: Document) -> None:
    table = next(block for block in section(report, "Workshop feedback") if isinstance(block, Table))
    pace = next(row for row in table.rows if plain(row[0]) == "The pace was right for me.")

    assert table.caption == "Powerlab: working within systems"
    assert [plain(cell) for cell in pace[1:]] == [
        "12",
        "0",
        "2 (2 to 2)",
        "1, 11, 0, 0, 0",
    ]


def test_workshops_are_in_the_order_of_the_programme(ended: Evaluation) -> None:
    playbook = ended.playbook
    report = evaluation_report(
        evaluated(playbook, *feedback(playbook, "self-awareness", 12), *feedback(playbook, "nhs-context", 12))
    )
    captions = [block.caption for block in section(report, "Workshop feedback") if isinstance(block, Table)]

    assert captions == ["Self-awareness and a shared purpose", "The NHS context: quality, safety, finance and policy"]
    assert [row[1] for row in rows(report, "Forms that came back")] == captions


def test_sponsors_at_the_start_and_at_the_end_are_not_compared(ended: Evaluation) -> None:
    place = Place("evaluation.xlsx", cell="Sponsor survey!A5")
    given = [
        Response("sponsor-survey", wave, "", "", "", {"asks": 3 + number % 2}, place)
        for wave in (Wave.BEFORE, Wave.AFTER)
        for number in range(12)
    ]
    report = evaluation_report(evaluated(ended.playbook, *given))
    captions = [block.caption for block in section(report, "Sponsor survey") if isinstance(block, Table)]

    assert captions == ["Before", "After"]
    assert "Those who answered before and after need not be the same people, so the two are not compared." in sentences(
        report
    )


def test_feedback_has_the_statements_of_its_workshop(report: Document) -> None:
    """The powerlab has four; the fifth number of the form is left over."""
    table = next(block for block in section(report, "Workshop feedback") if isinstance(block, Table))

    assert [plain(row[0]) for row in table.rows[:5]] == [
        "I can describe one event as it looked from four places.",
        "I noticed what my place made me do.",
        "I can say what helps people to raise a worry about safety.",
        "I have planned a conversation that joins two places.",
        "Fifth statement",
    ]


def test_every_form_says_what_it_is_for_and_who_sees_the_answers(report: Document) -> None:
    forms = {row[0]: row[1:] for row in rows(report, "The forms")}

    assert forms["Workshop feedback"][1] == "Participant"
    assert forms["Workshop feedback"][2].endswith("never the programme lead. The report may quote what you write.")
    assert "Project charter" not in forms


def test_every_objection_has_its_answer(report: Document) -> None:
    assert rows(report, "What a statistician would object") == [tuple(each) for each in OBJECTIONS]


def test_levels_say_what_was_found_and_what_was_not_measured(report: Document) -> None:
    reaction, learning, behaviour, results = rows(report, "What was found at each level")

    assert "Lowest: \u201cThe pace was right for me\u201d, median 2 of 5 (n = 12)." in reaction[1]
    assert learning[1].startswith(
        "We cannot tell whether participants felt more prepared to lead. More prepared in none"
    )
    assert (behaviour[1], results[1]) == ("Not measured.", "Not measured.")


def test_checklists_say_what_is_not_recorded(report: Document) -> None:
    tidier = dict(rows(report, "TIDieR: what was done, so that others can repeat it"))
    squire = dict(rows(report, "SQUIRE 2.0: what a report of improvement work says"))

    assert tidier["12. How well, actual"] == (
        "6 of 6 workshops held, 86 per cent of their places taken; 21 of 24 people finished"
    )
    assert len(tidier) == 12
    assert len(squire) == 18
    assert squire["3. Problem description"] == "Not recorded: why this trust began"


def test_what_is_not_shown_is_counted(report: Document) -> None:
    """Nobody answered one line of the feedback, and its sides are not shown."""
    few = "In this report 1 result is not shown, because too few people answered or all answered alike."
    others = "3 results are not shown, because a hidden one could be worked out from them."

    assert {few, others} <= set(sentences(report))


def test_if_nothing_is_hidden_the_report_says_so(ended: Evaluation) -> None:
    evaluation = evaluated(ended.playbook, *self_assessments(ended.playbook, flat, 20))

    assert "In this report nothing had to be hidden." in sentences(evaluation_report(evaluation))


def test_limits_name_what_this_cohort_lacks(report: Document) -> None:
    limits = [
        plain(block.runs) for block in descendants(tuple(section(report, "Limits"))) if isinstance(block, Paragraph)
    ]

    assert limits[:4] == [
        "People rated themselves, and there was no comparison group.",
        "20 of 24 people who started returned the self-assessment at the end.",
        "At workshops that were held, attendance was not recorded 15 times.",
        "Two of 2 projects recorded no measure.",
    ]


def test_projects_have_their_charts_and_values(library: Library) -> None:
    report = evaluation_report(evaluated(cohort(library, record=partial(measured, better=True))))
    blocks = list(section(report, "Project 1"))

    assert isinstance(blocks[0], Paragraph)
    assert plain(blocks[0].runs).startswith(
        "Hours to a bed, 19 values: it shifted for the better after the baseline (median 12 before, 8 since)."
    )
    assert any(isinstance(block, Drawing) for block in blocks)
    assert isinstance(blocks[-1], Table)


def test_comments_are_shown_only_once_somebody_read_them(ended: Evaluation) -> None:
    place = Place("evaluation.xlsx", cell="Workshop feedback!A5")
    given = [
        Response(
            "workshop-feedback", None, "", "Manager", "powerlab", {"change": f"More time, {number}", "pace": 4}, place
        )
        for number in range(12)
    ]

    def said(read: bool) -> list[str]:
        return sentences(evaluation_report(evaluated(ended.playbook, *given, comments_read=read)))

    assert (
        said(read=True)[said(read=True).index("The part to change before it runs again, and how.") + 1]
        == "More time, 0"
    )
    assert "More time, 3" not in said(read=False)


def test_a_colleagues_view_has_its_directions(ended: Evaluation) -> None:
    place = Place("evaluation.xlsx", cell="A colleague's view!A5")
    given = [
        Response("colleague-view", None, "", "", "", {"asks": 1 if number < 11 else 0}, place) for number in range(12)
    ]
    report = evaluation_report(evaluated(ended.playbook, *given))
    table = next(block for block in section(report, "A colleague's view") if isinstance(block, Table))

    assert [plain(cell) for cell in table.rows[0]] == [
        "Asks people of other professions before deciding",
        *("0", "1", "11", "0", "< 0.001", "More"),
    ]
    assert (
        "Of 1 line of \u201cA colleague's view\u201d: more often in one."
        in rows(report, "What was found at each level")[2][1]
    )


def test_what_people_say_of_themselves_is_not_counted_as_what_colleagues_see(ended: Evaluation) -> None:
    place = Place("evaluation.xlsx")
    given = [
        Response(form, None, "", "", "", {question: 1 if number < 11 else 0}, place)
        for form, question in (("colleague-view", "asks"), ("six-months-survey", "ask-others"))
        for number in range(12)
    ]
    behaviour = rows(evaluation_report(evaluated(ended.playbook, *given)), "What was found at each level")[2][1]

    assert behaviour == (
        "Of 1 line of \u201cA colleague's view\u201d: more often in one. "
        "Of 1 line of \u201cSix months after\u201d: more often in one."
    )


def test_what_sponsors_saw_before_the_programme_is_not_what_it_found(ended: Evaluation) -> None:
    place = Place("evaluation.xlsx")
    given = [
        Response("sponsor-survey", wave, "", "", "", {"asks": 2 + (number == 0) + later}, place)
        for later, wave in enumerate((Wave.BEFORE, Wave.AFTER))
        for number in range(12)
    ]
    behaviour = rows(evaluation_report(evaluated(ended.playbook, *given)), "What was found at each level")[2][1]

    assert behaviour == "Rated: \u201cThey ask other professions before they decide\u201d, median 3 of 5 (n = 12)."


def test_where_nothing_is_known_it_says_so(library: Library) -> None:
    text = sentences(evaluation_report(evaluated(cohort(library))))

    assert "Nothing is known yet: nobody has rated themselves both at the start and at the end." in text
    assert "No form has come back from enough people to be counted here." in text
    assert "No project has recorded a value of a measure." in text
    assert "What was done is not recorded in the scheme's workbook." in text


def test_a_form_that_is_not_shown_by_side_says_so(report: Document, ended: Evaluation) -> None:
    feedback_sides = [
        plain(block.runs) for block in section(report, "Workshop feedback") if isinstance(block, Paragraph)
    ]
    ten_a_side = [plain(block.runs) for block in section(report, "Self-assessment") if isinstance(block, Paragraph)]
    nine_and_ten = evaluation_report(evaluated(ended.playbook, *self_assessments(ended.playbook, flat, 19)))
    sentence = "Not shown by side (Clinician, Manager, Other): it would tell what a small group answered."

    assert feedback_sides == [sentence]
    assert sentence not in ten_a_side
    assert sentence in sentences(nine_and_ten)


def test_sides_are_apart_where_they_may_be_shown(library: Library) -> None:
    playbook = cohort(library, groups=15)
    report = evaluation_report(evaluated(playbook, *self_assessments(playbook, rising, 30)))

    assert [row[0] for row in rows(report, "By side")[:2]] == [
        "All items together: Clinician",
        "All items together: Manager",
    ]
