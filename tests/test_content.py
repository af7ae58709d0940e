"""The project's own content is complete and easy to read."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain, pairwise

import pytest
import textstat

from generator.model.base import Item, Timing
from generator.model.instrument import QuestionKind, Wave
from generator.model.library import Library
from generator.model.pairing import PairingChoices, Weight, Wish
from generator.model.project import RUN_CHART_POINTS
from generator.model.prose import plain_text
from generator.model.summary import summary
from generator.model.walk import walk
from generator.planning.agenda import cues, in_groups_of
from generator.planning.wording import Wording, worded
from tests.command import run

HARDEST_GRADE = 9.0
"""Flesch-Kincaid grade of a whole file; readers of about 14 understand it."""

THEME = {
    "flow",
    "discharge",
    "theatres",
    "outpatients",
    "diagnostics",
    "medicines",
    "communication",
    "workforce-experience",
    "sustainability",
    "health-inequalities",
    "digital",
    "finance-and-procurement",
    "community-interface",
    "safety",
}


def texts(library: Library) -> dict[str, str]:
    """The text of each file, with a full stop after lines that have no punctuation at their end."""
    lines: dict[str, list[str]] = defaultdict(list)
    nouns = (
        *library.guidance.values(),
        *library.components.values(),
        *library.chapters.values(),
        *library.pairing_methods.values(),
        *library.workshops.values(),
        *library.projects.values(),
        *library.case_studies.values(),
        *library.instruments.values(),
        *library.templates.values(),
        *library.pages.values(),
        *library.glossary.values(),
    )
    for noun in nouns:
        assert isinstance(noun, Item)
        for visit in walk(noun):
            if visit.shape.prose or visit.shape.line:
                text = plain_text(visit.value) if visit.shape.prose else visit.value
                lines[noun.source] += [line for line in text.split("\n") if line.strip()]
    return {
        source: " ".join(line if line.rstrip().endswith((".", "?", "!", ":")) else f"{line}." for line in file_lines)
        for source, file_lines in lines.items()
    }


def test_every_file_reads_easily(library: Library) -> None:
    grades = {source: textstat.flesch_kincaid_grade(text) for source, text in texts(library).items()}

    assert len(grades) > 90
    assert {source: grade for source, grade in grades.items() if grade > HARDEST_GRADE} == {}


def test_every_column_of_a_table_has_a_heading(library: Library) -> None:
    """A screen reader reads the heading before each cell."""
    nouns = (*library.guidance.values(), *library.components.values(), *library.templates.values())
    prose = [(noun.id, visit.value) for noun in nouns for visit in walk(noun) if visit.shape.prose]
    headings = [(id, row) for id, text in prose for row in re.findall(r"^(\|.*\|)\n\|[ :|-]+\|$", text, re.MULTILINE)]

    assert len(headings) > 100
    assert [(id, row) for id, row in headings if not all(cell.strip() for cell in row.strip("|").split("|"))] == []


def test_the_menu_covers_many_themes_and_settings(library: Library) -> None:
    projects = library.projects.values()

    assert len(projects) >= 64
    assert {project.theme for project in projects} >= THEME
    assert len({id for project in projects for id in (*project.settings, *project.specialties)}) >= 12
    reported = {"pre-surgery-clinic", "patient-transfer-form", "friday-night-admissions", "unnecessary-admissions"}
    assert reported <= {study for project in projects for study in project.case_studies}


ASKS = re.compile(
    r"patients?\b(?! transport)|women|parents?\b|relative|carers?\b|daughter|lay member|public|people (who|with)", re.I
)
"""Words for whoever is asked and does not work here."""


def test_every_project_is_up_to_a_run_chart_and_says_whom_it_asks(library: Library) -> None:
    """Whom it brings in of those it is for, or why it asks none of them."""
    for project in library.projects.values():
        assert project.measurement.points_before >= RUN_CHART_POINTS, project.id
        assert ASKS.search(" ".join(project.recruit)) or "no patient is asked" in project.governance, project.id


def test_no_line_of_a_project_is_the_rest_of_one_that_a_comma_split(library: Library) -> None:
    for project in library.projects.values():
        for visit in walk(project):
            if visit.shape.line and visit.path[0] not in ("also", "sponsor"):
                assert not visit.value[0].islower(), f"{project.id}: {visit.value}"


def test_every_task_of_a_workshop_has_an_id_of_its_own(library: Library) -> None:
    """Ticks belong to it, in one list of preparation and follow-up."""
    for workshop in library.workshops.values():
        ids = [task.id for task in (*workshop.preparation, *workshop.follow_up)]
        assert all(ids) and len(set(ids)) == len(ids), workshop.id


def test_every_workshop_can_be_delivered(library: Library) -> None:
    assert len(library.workshops) == 6
    for workshop in library.workshops.values():
        assert 8 <= len(workshop.activities) <= 14, workshop.id
        assert len(workshop.handouts) >= 2, workshop.id
        assert workshop.online, workshop.id
        assert workshop.materials and workshop.preparation and workshop.follow_up, workshop.id
        assert workshop.room.accessibility, workshop.id
        assert any(activity.kind.value == "break" for activity in workshop.activities), workshop.id
        for activity in workshop.activities:
            if activity.kind.value != "break":
                for field in ("say", "do", "ask", "watch_for", "if_late", "slides", "objectives"):
                    assert getattr(activity, field), f"{workshop.id}: {activity.id} has no {field}"
    assert library.workshops["powerlab"].safety
    assert {"Top", "Middle", "Front line"} <= {
        place.strip() for card in library.workshops["powerlab"].role_cards for place in (card.place,)
    }


@pytest.mark.parametrize("group_size", [2, 3, 4])
def test_what_a_facilitator_does_fills_the_minutes_of_each_activity(library: Library, group_size: int) -> None:
    by_the_control_sheet = {"round-one", "round-two"}
    for workshop in library.workshops.values():
        for activity in in_groups_of(worded(workshop, Wording(group_size)), group_size).activities:
            if activity.kind.value == "break" or activity.id in by_the_control_sheet:
                continue
            matches = (re.match(r"Minutes (\d+) to (\d+):", line) for line in activity.do)
            spans = [(int(match[1]), int(match[2])) for match in matches if match]
            assert all(end == start for (_, end), (start, _) in pairwise(spans)), f"{workshop.id}: {activity.id}"
            assert (spans[0][0], spans[-1][1]) == (0, activity.minutes), f"{workshop.id}: {activity.id}"


def test_the_timer_of_the_powerlab_says_when_the_control_sheet_hands_out_each_letter(library: Library) -> None:
    powerlab = library.workshops["powerlab"]
    sheet = next(handout for handout in powerlab.handouts if handout.id == "control-sheet")
    rounds = {activity.id: activity for activity in powerlab.activities}
    for id, section in zip(("round-one", "round-two"), sheet.parts, strict=False):
        rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", section.text or "", re.MULTILINE)
        timed = cues(rounds[id])

        assert [int(minute) for minute, _ in rows] == [cue.minute for cue in timed], id
        for (_, row), cue in zip(rows, timed, strict=True):
            assert re.findall(r"letter \d", row, re.IGNORECASE) == [
                each.capitalize() for each in re.findall(r"letter \d", cue.do)
            ], row


def test_minutes_saved_when_late_are_a_figure_and_not_said_a_second_time(library: Library) -> None:
    for workshop in library.workshops.values():
        for activity in workshop.activities:
            said = re.search(r"\bsaves?\b", activity.if_late or "")
            assert not (said and activity.if_late_saves), f"{workshop.id}: {activity.id}"
        saved = sum(activity.if_late_saves or 0 for activity in workshop.activities)
        assert saved >= 25, f"{workshop.id}: only {saved} minutes can be saved"


def test_the_survey_and_the_last_self_assessment_have_a_sitting_of_their_own(library: Library) -> None:
    forms = chain.from_iterable(
        activity.instruments for workshop in library.workshops.values() for activity in workshop.activities
    )

    assert {"end-of-programme-survey", "preparedness-self-assessment"}.isdisjoint(forms)


def test_a_sponsor_is_found_before_the_charter_is_signed(library: Library) -> None:
    [charter] = library.instruments["project-charter"].timing
    [search] = [task for task in library.workshops["skills-for-change"].follow_up if "Find a sponsor" in task.do]

    assert charter.workshop == "skills-for-change"
    assert search.weeks < charter.weeks_after


def test_slides_can_be_read_from_the_back(library: Library) -> None:
    for workshop in library.workshops.values():
        for activity in workshop.activities:
            for slide in activity.slides:
                assert len(slide.points) <= 6, f"{workshop.id}: {slide.title}"
                for point in slide.points:
                    assert len(point.split()) <= 14, f"{workshop.id}: {point}"
                assert slide.notes, f"{workshop.id}: {slide.title}"


def test_every_topic_is_complete(library: Library) -> None:
    assert {"leadership", "organisational-support", "recruitment", "pairing", "time-and-release", "evaluation"} <= set(
        library.guidance
    )
    for topic in library.guidance.values():
        sections = {section.id for section in topic.sections}
        assert {"why-it-matters", "what-the-pilot-did"} <= sections, topic.id
        assert topic.decisions and len(topic.actions) >= 5 and topic.pitfalls and topic.signs, topic.id
        assert topic.instruments and topic.templates, topic.id


@pytest.mark.parametrize("id", ["preparedness-self-assessment", "management-and-leadership-self-assessment"])
def test_a_self_assessment_covers_every_domain_of_its_framework_in_three_waves(library: Library, id: str) -> None:
    form = library.instruments[id]
    questions = [question for group in form.groups for question in group.questions]

    assert set(form.waves) == set(Wave)
    assert form.anonymous
    assert form.framework
    assert {question.domain for question in questions if question.domain} == set(
        library.frameworks[form.framework].domains
    )
    assert all(len(scale.labels) == 5 for scale in form.scales.values())


def test_the_usual_self_assessment_asks_about_every_workshop(library: Library) -> None:
    form = library.instruments["preparedness-self-assessment"]
    objectives = {id for group in form.groups for question in group.questions for id in question.objectives}

    assert {id.split("/")[0] for id in objectives} == set(library.workshops)


def test_every_form_that_asks_about_domains_names_their_framework(library: Library) -> None:
    assert {
        id
        for id, form in library.instruments.items()
        if form.framework is None and any(question.domain for group in form.groups for question in group.questions)
    } == set()


def test_no_form_that_is_evaluated_shows_single_copies_to_the_programme_lead(library: Library) -> None:
    evaluated = {id: form for id, form in library.instruments.items() if form.evaluated}

    assert {
        id for id, form in evaluated.items() if "never " not in (form.read_by or "").split("programme lead")[0]
    } == (set())
    assert set(evaluated) == {
        "application-form",
        "colleague-view",
        "end-of-programme-survey",
        "leaver-form",
        "management-and-leadership-self-assessment",
        "midpoint-check",
        "preparedness-self-assessment",
        "six-months-survey",
        "sponsor-survey",
        "workshop-feedback",
    }


def test_a_form_whose_sentences_the_report_may_quote_says_so(library: Library) -> None:
    quoted = {
        form.id: form.read_by or ""
        for form in library.instruments.values()
        if any(question.kind is QuestionKind.TEXT for question in form.evaluated)
    }

    assert len(quoted) == 9
    assert [
        id for id, said in quoted.items() if not re.search("quote|sentences that people wrote|examples", said)
    ] == []


def test_examples_of_trusts_that_exist_have_their_code_in_the_register(library: Library) -> None:
    """By it documents know whether to say that the trust has not approved the example."""
    examples = {id: trust.profile for id, trust in library.trusts.items() if trust.profile.example}

    assert {id for id, profile in examples.items() if profile.ods_code is None} == {"westbrook"}


def test_the_first_self_assessment_is_back_before_partners_meet(library: Library) -> None:
    weeks = {id: milestone.weeks_from_launch for id, milestone in library.calendar.milestones.items()}
    least = {id: milestone.least_weeks for id, milestone in library.calendar.milestones.items()}

    assert library.instruments["preparedness-self-assessment"].timing[0] == Timing(milestone="baseline")
    assert (weeks["places-confirmed"], weeks["baseline"], weeks["pairing-event"]) == (-10, -8, -4)
    assert (least["places-confirmed"], least["baseline"], least["pairing-event"]) == (-6, -4, -2)


def test_sponsors_rate_the_same_lines_at_the_start_and_at_the_end(library: Library) -> None:
    groups = {group.id: group for group in library.instruments["sponsor-survey"].groups}

    assert groups["seen"].waves == []
    assert [question.kind for question in groups["seen"].questions] == [QuestionKind.SCALE] * 3
    assert (groups["hopes"].waves, groups["service"].waves) == ([Wave.BEFORE], [Wave.AFTER])


@pytest.mark.parametrize("id", ["colleague-view", "six-months-survey"])
def test_those_who_compare_from_memory_are_asked_for_a_direction(library: Library, id: str) -> None:
    questions = [question for group in library.instruments[id].groups for question in group.questions]
    directions = [question.choices for question in questions if question.kind is QuestionKind.DIRECTION]

    assert len(directions) >= 3
    assert set(map(tuple, directions)) == {("Less often", "As before", "More often")}


@pytest.mark.parametrize(
    "id",
    [
        "recruitment-advert",
        "invitation",
        "selection-guide",
        "release-letter-line-manager",
        "release-letter-supervisor",
        "release-letter-rota-coordinator",
        "welcome",
        "certificate",
        "executive-briefing",
        "closing-event-plan",
        "risk-register",
    ],
)
def test_every_template_exists(library: Library, id: str) -> None:
    assert library.templates[id].sections


def test_the_glossary_is_long_enough(library: Library) -> None:
    assert len(library.glossary) >= 60


def test_the_summary_prints_the_counts(library: Library) -> None:
    result = run("check", "--summary")

    for name, counts in summary(library):
        assert f"  {name:<14}{counts}" in result.stdout
    assert f"{len(library.projects)} projects" in result.stdout


def test_the_closing_event_has_the_times_of_its_workshop(library: Library) -> None:
    template = library.templates["closing-event-plan"]
    order = next(section.body for section in template.sections if section.id == "running-order")
    spans = re.findall(r"^\| (\d+) to (\d+) \|", order, re.MULTILINE)
    minutes = [activity.minutes for activity in library.workshops["sharing-learning"].activities]
    during = [(int(first), int(last)) for first, last in spans if int(last) <= sum(minutes)]

    assert [last - first for first, last in during] == minutes
    assert [first for first, _ in during] == [sum(minutes[:number]) for number in range(len(minutes))]


def test_the_application_form_asks_for_what_pairs_are_proposed_from(library: Library) -> None:
    form, vocabulary = library.instruments["application-form"], library.vocabulary
    choices = {question.id: question.choices for group in form.groups for question in group.questions}

    assert choices["stage"] == [stage.title for stage in vocabulary.career_stages.values()]
    assert (
        choices["learn-topics"]
        == choices["offer-topics"]
        == [each.title for each in vocabulary.learning_topics.values()]
    )


def test_every_pairing_method_says_what_counts(library: Library) -> None:
    usual = {id: PairingChoices(method=id).weights(method.wishes) for id, method in library.pairing_methods.items()}
    most = {
        id: [wish for wish, weight in weights.items() if weight is Weight.MATTERS_MOST] for id, weights in usual.items()
    }

    assert most == {
        "meet-then-choose": [Wish.NAMED_EACH_OTHER],
        "placed-before-start": [Wish.SAME_SITE],
        "within-department": [Wish.SAME_DEPARTMENT],
        "across-divisions": [Wish.ACROSS_DEPARTMENTS],
    }


def test_every_reference_says_how_much_of_it_we_have_read(library: Library) -> None:
    assert [id for id, reference in library.references.items() if reference.read is None] == []
