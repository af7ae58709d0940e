"""The page for the board: one page and one slide, figures as literals, and rules for each line both ways."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from functools import partial

import pptx as python_pptx
import pytest

from generator.documents import sheet
from generator.documents.board_page import LIMITS, board_page, figures, what_was_done
from generator.documents.board_slide import board_slide
from generator.documents.document import Document, Drawing, Figure, Heading, Listing, Paragraph, plain
from generator.documents.evaluation import Evaluation
from generator.documents.evaluation_advice import NOTHING, UNKNOWN, decisions, disappointments
from generator.evaluation.results import Published, Results
from generator.model.answers import Response
from generator.model.diagnostics import InputFault, Place
from generator.model.instrument import Wave
from generator.model.library import Library
from generator.model.scheme import ProjectStage, Records
from generator.writers import pptx
from tests import small
from tests.documents.evaluations import (
    cohort,
    evaluated,
    falling,
    feedback,
    flat,
    measured,
    records,
    rising,
    self_assessments,
)
from tests.documents.test_charter import pages

FINISHED, UNDER_WAY, STOPPED = ProjectStage.FINISHED, ProjectStage.UNDER_WAY, ProjectStage.STOPPED
STAGES = (FINISHED, FINISHED, UNDER_WAY, STOPPED)


@pytest.fixture(scope="module")
def ended(library: Library) -> Evaluation:
    """24 people in 12 pairs, of whom 3 left; 20 answered and rose; four projects."""
    playbook = cohort(library, record=partial(records, people=24, left=3, stages=STAGES), groups=12)
    return evaluated(playbook, *self_assessments(playbook, rising, 20))


def with_answers(evaluation: Evaluation, *arguments: object, **values: object) -> Evaluation:
    return evaluated(evaluation.playbook, *self_assessments(evaluation.playbook, *arguments, **values))  # type: ignore[arg-type]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def lists(document: Document) -> list[list[str]]:
    return [
        [plain(each.runs) for item in block.items for each in item if isinstance(each, Paragraph)]
        for block in document.blocks
        if isinstance(block, Listing)
    ]


def test_it_says_what_was_done_found_not_worked_and_to_decide(ended: Evaluation) -> None:
    assert headings(board_page(ended)) == [
        "Participants felt more prepared to lead at the end than at the start",
        "What did not work",
        "What to decide",
    ]


def test_what_was_done_is_said_with_numbers(ended: Evaluation) -> None:
    assert what_was_done(ended) == (
        "24 people started in 12 pairs, and 21 finished. 6 of 6 workshops were held, where 111 of 129 places were "
        "taken."
    )


def test_four_figures_each_with_its_number_of_people(ended: Evaluation) -> None:
    assert figures(ended).items == (
        Figure("21 of 24", "people finished", "24 applied"),
        Figure("20 of 20", "rated themselves higher after than before", "0 the same, 0 lower, p < 0.001"),
        Figure("20 of 20", "rated themselves higher after than looking back", "0 the same, 0 lower, p < 0.001"),
        Figure("2 of 4", "projects finished", "1 stopped, no chart shows an improvement"),
    )


def test_the_chart_shows_each_person(ended: Evaluation) -> None:
    (drawing,) = (block for block in board_page(ended).blocks if isinstance(block, Drawing))

    assert drawing.title == "How prepared each person felt, from 1 (not at all prepared) to 5 (fully prepared)"


def test_what_did_not_work_is_always_there(ended: Evaluation) -> None:
    assert disappointments(ended) == (
        "3 of 24 people who started left before the end.",
        "Of 4 projects, one is stopped and one is unfinished.",
        "No project has recorded a value of a measure.",
        "Fewest came to the workshop \u201cThe NHS context: quality, safety, finance and policy\u201d: 18 of 21.",
        "20 of 24 people who started returned the self-assessment at the end. We do not know how prepared the "
        "others felt.",
    )


def test_what_to_decide_follows_from_the_figures(ended: Evaluation) -> None:
    assert decisions(ended) == (
        "Whether to run another cohort. The ratings speak for it; they do not show what caused the change.",
        "What becomes of the unfinished project: whether to finish it, hand it over or stop it, and who owns it.",
        "Who asks those who left why, before others are recruited.",
        "Who helps projects to measure: none has the ten values that a run chart needs.",
    )


def test_the_price_of_a_finisher_is_said_where_the_plan_is_priced(library: Library) -> None:
    """6,048 pounds for other costs, of 21 people who finished: 288 pounds."""
    costs = [{"title": "Everything", "pounds": 6048}]
    playbook = cohort(library, record=partial(records, people=24, left=3), groups=12, costs=costs)

    first, *_ = decisions(evaluated(playbook, *self_assessments(playbook, rising, 20)))

    assert first == (
        "Whether to run another cohort, at £288 for each person who finishes, as far as the plan is priced. The "
        "ratings speak for it; they do not show what caused the change."
    )


def test_a_rise_that_only_looking_back_shows_is_not_called_more(ended: Evaluation) -> None:
    evaluation = with_answers(ended, flat, 20)

    assert headings(board_page(evaluation))[0] == "We cannot tell whether participants felt more prepared to lead"
    assert "We cannot tell whether they felt more prepared in any of the seven domains." in disappointments(evaluation)
    assert decisions(evaluation)[0] == (
        "Whether to run another cohort. The ratings cannot decide it, so say on what other grounds, and put the "
        "results of both cohorts together."
    )


def test_a_fall_is_said_and_asks_why(ended: Evaluation) -> None:
    evaluation = with_answers(ended, falling, 20)

    assert headings(board_page(evaluation))[0] == (
        "Participants felt less prepared to lead at the end than at the start"
    )
    assert "They felt less prepared in all seven domains." in disappointments(evaluation)
    assert decisions(evaluation)[0] == (
        "No cohort of the same kind until participants have been asked why they do not feel more prepared."
    )


def test_a_domain_that_fell_is_named(ended: Evaluation) -> None:
    every = with_answers(ended, falling, 20)
    kept = tuple(each for each in every.published.results.comparisons if each.about.domain in ("", "managing-services"))
    published = replace(every.published, results=replace(every.published.results, comparisons=kept))

    assert "They felt less prepared in \u201cManaging services\u201d." in disappointments(
        every._replace(published=published)
    )


def test_a_result_for_few_people_is_not_shown(ended: Evaluation) -> None:
    evaluation = with_answers(ended, rising, 9)

    why = "too few people answered, or all answered alike"
    assert figures(evaluation).items[1:3] == (
        Figure("Not shown", "rated themselves higher after than before", why),
        Figure("Not shown", "rated themselves higher after than looking back", why),
    )
    assert headings(board_page(evaluation))[0] == "How prepared to lead participants felt cannot be shown"
    assert decisions(evaluation)[0] == "Whether to run another cohort. No ratings can be shown for or against it."
    assert not any(isinstance(block, Drawing) for block in board_page(evaluation).blocks)


def test_without_answers_and_records_it_says_plainly_that_nothing_is_known(library: Library) -> None:
    evaluation = evaluated(cohort(library))

    assert what_was_done(evaluation) == (
        "6 pairs were planned. What was done is not known here: the scheme's workbook has nobody with a place yet."
    )
    assert figures(evaluation).items[0] == Figure("12", "people planned", "nobody is recorded yet")
    assert figures(evaluation).items[1].value == "Not known"
    assert headings(board_page(evaluation))[0] == (
        "Nothing is known yet: nobody has rated themselves both at the start and at the end"
    )
    assert lists(board_page(evaluation))[0] == [UNKNOWN]


@pytest.mark.parametrize(("today", "ended"), [(datetime.date(2027, 9, 21), False), (datetime.date(2027, 9, 22), True)])
def test_the_programme_has_ended_on_its_last_day(library: Library, today: datetime.date, ended: bool) -> None:
    assert evaluated(cohort(library, today)).delivery.ended is ended


def test_before_the_end_nothing_is_to_be_decided(library: Library) -> None:
    playbook = cohort(library, datetime.date(2027, 5, 3), record=partial(records, people=12, stages=(UNDER_WAY,)))

    evaluation = evaluated(playbook)
    *held, last = evaluation.delivery.workshops
    workshops = (*held, last._replace(there=0, apologies=0))
    to_come = evaluation._replace(delivery=replace(evaluation.delivery, workshops=workshops))

    assert what_was_done(evaluation).startswith("12 people take part in 6 pairs; the programme has not ended.")
    assert figures(evaluation).items[0] == Figure("12", "people take part", "12 applied")
    assert decisions(evaluation)[0] == (
        "Decide nothing about another cohort before the programme has ended, which is on 22 September 2027."
    )
    assert not any("unfinished" in line for line in decisions(evaluation))
    assert not any("no record that anybody came" in line for line in disappointments(to_come))


def test_low_attendance_asks_who_releases_people(ended: Evaluation) -> None:
    asked = "Who sees to it that people are released: they came to 74 per cent of the places at workshops."
    low = replace(
        ended.delivery, workshops=tuple(each._replace(there=74, apologies=26) for each in ended.delivery.workshops)
    )
    enough = replace(
        ended.delivery, workshops=tuple(each._replace(there=75, apologies=25) for each in ended.delivery.workshops)
    )

    assert asked in decisions(ended._replace(delivery=low))
    assert not any("released" in line for line in decisions(ended._replace(delivery=enough)))


def test_few_forms_ask_how_they_come_back(ended: Evaluation) -> None:
    asked = "How the last forms come back next time, such as half an hour for them in every diary."

    assert asked not in decisions(ended)
    assert asked in decisions(with_answers(ended, rising, 19))


def test_one_in_ten_who_left_is_not_yet_a_question(ended: Evaluation) -> None:
    asked = "Who asks those who left why, before others are recruited."

    assert asked in decisions(ended._replace(delivery=replace(ended.delivery, started=29)))
    assert asked not in decisions(ended._replace(delivery=replace(ended.delivery, started=30)))


def test_refused_release_is_said(ended: Evaluation) -> None:
    line = "Release was refused for 2 people."

    assert line not in disappointments(ended)
    assert line in disappointments(ended._replace(delivery=replace(ended.delivery, release_refused=2)))


def test_a_workshop_without_a_record_is_said(ended: Evaluation) -> None:
    first, *others = ended.delivery.workshops
    empty = first._replace(there=0, apologies=0, unrecorded=24)

    assert "1 of 6 workshops have no record that anybody came." in disappointments(
        ended._replace(delivery=replace(ended.delivery, workshops=(empty, *others)))
    )


def test_the_lowest_rating_is_said_if_it_is_in_the_lower_half(ended: Evaluation) -> None:
    """12 people give the pace two points of five, and everything else four or five."""
    playbook = ended.playbook
    low = evaluated(playbook, *feedback(playbook, "powerlab", 12, pace=2))
    good = evaluated(playbook, *feedback(playbook, "powerlab", 12, pace=4))

    assert (
        "The lowest rating: \u201cThe pace was right for me\u201d (median 2 of 5, n = 12, Powerlab: working within "
        "systems)." in disappointments(low)
    )
    assert not any("lowest rating" in line for line in disappointments(good))


def test_the_lowest_rating_of_each_survey_and_workshop_is_named_the_lowest_first(ended: Evaluation) -> None:
    playbook = ended.playbook
    low = evaluated(
        playbook,
        *feedback(playbook, "powerlab", 12, pace=3, included=2),
        *feedback(playbook, "nhs-context", 12, worth=2),
    )

    first = (
        "\u201cIt was worth the time away from my work\u201d (median 2 of 5, n = 12, The NHS context: quality, safety, "
    )
    second = "\u201cI could take part in everything, and felt safe to speak\u201d (median 2 of 5, n = 12, Powerlab: "
    assert f"The lowest ratings: {first}finance and policy) and {second}working within systems)." in disappointments(
        low
    )


def test_low_ratings_before_the_programme_and_of_one_side_are_no_disappointment(ended: Evaluation) -> None:
    place = Place("evaluation.xlsx", cell="Sponsor survey!A5")
    sponsors = [
        Response("sponsor-survey", Wave.BEFORE, "", "", "", {"asks": 1 + number % 2}, place) for number in range(12)
    ]
    managers = [
        Response("workshop-feedback", None, "", side, "powerlab", {"pace": points - number % 2}, place)
        for side, points in (("Clinician", 5), ("Manager", 2))
        for number in range(12 if side == "Manager" else 16)
    ]
    evaluation = evaluated(ended.playbook, *sponsors, *managers)

    assert any(each.about.side == "Manager" for each in evaluation.published.results.answered)
    assert not any("lowest rating" in line for line in disappointments(evaluation))


def test_a_rating_in_the_middle_of_its_scale_is_no_disappointment(ended: Evaluation) -> None:
    neither = evaluated(ended.playbook, *feedback(ended.playbook, "powerlab", 12, pace=3))

    assert not any("lowest rating" in line for line in disappointments(neither))


def test_a_chart_for_the_worse_is_said_and_one_for_the_better_is_no_disappointment(library: Library) -> None:
    def lines(better: bool) -> str:
        playbook = cohort(library, record=partial(measured, better=better))
        return " ".join(disappointments(evaluated(playbook)))

    assert "shifted for the worse after the baseline" in lines(better=False)
    assert "run chart" not in lines(better=True)
    assert "shifted" not in lines(better=True)


def test_two_charts_for_the_worse_have_a_line_each(library: Library) -> None:
    lines = disappointments(evaluated(cohort(library, record=partial(measured, better=False, projects=2))))

    assert [line.partition(":")[0] for line in lines if "shifted for the worse" in line] == ["Project 1", "Project 2"]


def test_a_chart_that_shifted_both_ways_is_said(library: Library) -> None:
    later = (*[8] * 9, *[16] * 9)
    lines = disappointments(evaluated(cohort(library, record=partial(measured, better=True, later=later))))

    assert any("it shifted both ways after the baseline" in line for line in lines)


def test_ten_values_are_enough_for_a_chart(library: Library) -> None:
    asked = "Who helps projects to measure: none has the ten values that a run chart needs."

    def lines(number: int) -> tuple[str, ...]:
        record = partial(measured, better=True, later=())
        playbook = cohort(library, record=lambda planned: without(record(planned), 10 - number))
        return decisions(evaluated(playbook))

    assert asked not in lines(10)
    assert asked in lines(9)


def without(record: Records, values: int) -> Records:
    """Records without their last values."""
    return record.model_copy(update={"measurements": record.measurements[: len(record.measurements) - values]})


def test_many_charts_for_the_worse_are_one_line(library: Library) -> None:
    playbook = cohort(library, record=partial(measured, better=False, projects=3))

    assert (
        "3 run charts shifted for the worse, or both ways, after the baseline: of \u201cProject 1\u201d, "
        "\u201cProject 2\u201d and \u201cProject 3\u201d."
    ) in disappointments(evaluated(playbook))


def test_a_chart_for_the_better_is_counted_in_the_figure(library: Library) -> None:
    playbook = cohort(library, record=partial(measured, better=True))

    assert figures(evaluated(playbook)).items[3] == Figure("1 of 1", "projects finished", "1 improved on a run chart")


def test_without_a_comparison_the_chart_is_that_of_the_longest_measure(library: Library) -> None:
    """The second project has a value less."""
    playbook = cohort(library, record=lambda planned: without(measured(planned, better=True, projects=2), 1))
    (drawing,) = (block for block in board_page(evaluated(playbook)).blocks if isinstance(block, Drawing))

    assert drawing.title == "Run chart: Hours to a bed"
    assert dict(drawing.rows)["Values"].startswith("19, ")


def test_answers_without_records_do_not_let_the_page_say_that_nobody_left(library: Library) -> None:
    playbook = cohort(library)

    assert disappointments(evaluated(playbook, *self_assessments(playbook, rising, 12))) == (
        "Nobody recorded what was done: who left, who came to the workshops, what became of projects.",
    )


def test_if_nothing_disappoints_the_page_says_what_that_is_worth(ended: Evaluation) -> None:
    perfect = replace(
        ended.delivery,
        left=0,
        started=20,
        workshops=tuple(each._replace(there=20, apologies=0, unrecorded=0) for each in ended.delivery.workshops),
        projects=dict.fromkeys(ProjectStage, 0),
    )

    assert disappointments(ended._replace(delivery=perfect)) == (NOTHING,)


def test_who_may_not_be_shown_is_said_with_the_number(ended: Evaluation) -> None:
    assert plain(board_page(ended).blocks[-1].runs) == LIMITS.format(fewest="ten")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("code", "end"),
    [("RYJ", "are made up, and Westshire NHS Trust has not approved it."), (None, "are made up.")],
)
def test_an_example_says_so_and_that_a_trust_which_exists_has_not_approved_it(
    library: Library, code: str | None, end: str
) -> None:
    named = {"name": "Westshire NHS Trust", "ods_code": code}
    playbook = cohort(library, example=True, record=partial(records, people=24), groups=12, **named)
    first = board_page(evaluated(playbook)).blocks[0]

    assert isinstance(first, Paragraph)
    assert plain(first.runs) == f"This is an example: the cohort, its people and their answers {end}"


@pytest.mark.parametrize("template", [False, True])
def test_it_is_one_page_however_much_there_is_to_say(ended: Evaluation, template: bool) -> None:
    document = board_page(with_answers(ended, flat, 20), template=template)

    assert sheet.fits(document, sheet.FOR_TEMPLATE * template)
    assert template or pages(document) == 1


def test_a_long_name_and_long_titles_fit_too(library: Library) -> None:
    long = "Bwrdd Iechyd Addysgu Prifysgol Powys a Betsi Cadwaladr, Canolbarth a Gogledd Cymru"
    playbook = cohort(
        library, example=True, name=long, record=partial(records, people=24, left=3, stages=STAGES), groups=12
    )

    assert pages(board_page(evaluated(playbook, *self_assessments(playbook, flat, 20)))) == 1


@pytest.mark.parametrize("points", [rising, flat, falling])
def test_the_slide_is_one_with_all_sentences_in_its_notes(ended: Evaluation, points: object) -> None:
    evaluation = with_answers(ended, points, 20)
    raw = pptx.write(board_slide(evaluation), (small.ROOT / pptx.BASE).read_bytes())
    (slide,) = python_pptx.Presentation(io.BytesIO(raw)).slides
    notes = slide.notes_slide.notes_text_frame.text

    assert all(line in notes for line in (*disappointments(evaluation), *decisions(evaluation)))
    assert slide.shapes.title.text == headings(board_page(evaluation))[0]


def test_a_long_line_about_what_did_not_work_is_cut_on_the_slide(library: Library) -> None:
    evaluation = evaluated(cohort(library, record=partial(measured, better=False)))
    deck = board_slide(evaluation)

    assert deck.slides[0].points[-1] == (
        "Did not work: project 1: Hours to a bed, 19 values: it shifted for the worse after the baseline \u2026"
    )
    raw = pptx.write(deck, (small.ROOT / pptx.BASE).read_bytes())
    assert len(python_pptx.Presentation(io.BytesIO(raw)).slides) == 1


def test_a_slide_without_answers_says_so(library: Library) -> None:
    (slide,) = board_slide(evaluated(cohort(library))).slides

    assert "Not known: rated themselves higher after than before" in slide.points


def test_results_that_tell_too_much_are_refused(ended: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check that knows no rule of hiding sees everything that would be shown."""
    seen = []

    def recovered(published: Published, forms: object, taking_part: object) -> tuple[str, ...]:
        seen.append((published.fewest, taking_part))
        return ("something",)

    monkeypatch.setattr("generator.documents.evaluation.recovered", recovered)
    with pytest.raises(InputFault) as caught:
        with_answers(ended, rising, 20)

    assert [fault.code for fault in caught.value.diagnostics] == ["recovered"]
    assert seen == [(10, {"Manager": 11, "Clinician": 10})]


def test_only_figures_that_may_be_shown_are_asked_for(ended: Evaluation) -> None:
    nothing = ended._replace(published=replace(ended.published, results=Results()))

    assert nothing.comparison(Wave.BEFORE) is None
    assert nothing.returned("preparedness-self-assessment", Wave.AFTER) is None
