"""Letters and forms of the project's own content agree with each other, and with the plan."""

from __future__ import annotations

import datetime
import re

import pytest

from generator.documents.form import forms
from generator.documents.letter import letters
from generator.model.answers import FEWEST
from generator.model.base import Timing
from generator.model.library import Library
from generator.model.sheets.profile import KEEP_UNTIL, SCHEME_FIELDS
from generator.model.template import TemplateKind
from generator.planning.letters_and_forms import letters_and_forms
from generator.planning.playbook import Playbook
from tests import small
from tests.documents.test_letter import words
from tests.planning.profiles import playbook, profile

RELEASE = ("release-letter-line-manager", "release-letter-supervisor", "release-letter-rota-coordinator")


FOR_TWO = re.compile(
    r"\bpairs?\b|\b(?:the|a|your|my|his|her|their) partner\b|\bboth (?:of you|partners|diaries|professions)\b",
    re.IGNORECASE,
)
REPORTED = {"an improvement with their partner", "one pair set up", "30 pairs at Birmingham", "one pair's own"}
"""What the briefing reports of schemes that paired two people."""


def text(library: Library, id: str) -> str:
    """The words of a template or form, as they are typed."""
    if id in library.templates:
        template = library.templates[id]
        return "\n".join([template.subject or "", *(section.body for section in template.sections)])
    form = library.instruments[id]
    return "\n".join([form.instructions, *(question.text for group in form.groups for question in group.questions)])


def only_timing(library: Library, id: str) -> Timing:
    noun = library.templates.get(id) or library.instruments[id]
    (timing,) = noun.timing
    return timing


@pytest.mark.parametrize("id", RELEASE)
def test_a_release_letter_asks_for_all_the_time_and_says_which_of_it_is_fixed(library: Library, id: str) -> None:
    """Dates of workshops alone are less than a quarter of what a participant needs."""
    words = text(library, id)

    assert all(f"{{{name}}}" in words for name in ("participant_hours", "fixed_hours", "flexible_hours"))
    assert "{workshop_dates_and_times}" in words
    assert "fit round" not in words


def test_a_briefing_takes_amount_and_hours_from_the_plan(library: Library) -> None:
    words = text(library, "executive-briefing")

    assert "{cost}" in words and "{all_hours}" in words
    assert "[amount]" not in words and "[number]" not in words


def test_letters_leave_no_date_to_the_sender_that_the_plan_knows(library: Library) -> None:
    """Only the day of a visit is the sender's own."""
    typed = {
        id: re.findall(r"\[(?:date|start and finish|time and room)[^\]]*\]", text(library, id))
        for id, template in library.templates.items()
        if template.kind is TemplateKind.LETTER and id != "shadowing-request"
    }

    # The day on which the supervisor said yes.
    assert {id: dates for id, dates in typed.items() if dates} == {"release-letter-rota-coordinator": ["[date]"]}


@pytest.mark.parametrize("id", ["place-offer", "recruitment-advert"])
def test_each_way_of_pairing_has_its_own_words(library: Library, id: str) -> None:
    methods = [method for section in library.templates[id].sections for method in section.only_for.pairing_methods]

    assert sorted(methods) == sorted(library.pairing_methods)


def test_nothing_is_said_of_the_length_of_a_form(library: Library) -> None:
    """How many pages it takes depends on the font and the trust's own Word template."""
    for id, form in library.instruments.items():
        assert not re.search(r"\b(one|two|three) (page|pages|sides)\b", f"{form.summary} {form.instructions}"), id


def test_the_last_forms_are_filled_in_at_one_sitting(library: Library) -> None:
    last = library.instruments["preparedness-self-assessment"].timing[-1]

    assert only_timing(library, "end-of-programme-survey") == last
    assert (last.milestone, last.weeks_after) == ("presentation-day", 1)


def test_the_last_self_assessments_are_numbered_before_the_survey_that_asks_for_them_first(library: Library) -> None:
    forms = {each.id: each for each in letters_and_forms(playbook(library, profile()))}
    order = [
        forms[id]
        for id in (
            "preparedness-self-assessment-after",
            "preparedness-self-assessment-then",
            "end-of-programme-survey",
        )
    ]

    assert "First fill in the two last copies" in text(library, "end-of-programme-survey")
    assert [each.days for each in order] == [order[0].days] * 3
    assert [each.number for each in order] == sorted(each.number for each in order)


def test_what_follows_workshop_three_keeps_its_order(library: Library) -> None:
    """The sponsor hears of the project before the charter is signed, and no test comes before it."""
    order = ("driver-diagram-sheet", "sponsor-brief", "project-charter", "design-surgery-record", "pdsa-sheet")
    timings = [only_timing(library, id) for id in order]

    assert {timing.workshop for timing in timings} == {"skills-for-change"}
    assert [timing.weeks_after for timing in timings] == [1, 1, 3, 4, 5]


@pytest.mark.parametrize("id", ["project-charter", "pdsa-sheet", "sponsor-brief"])
def test_tests_with_patients_wait_for_the_signature(library: Library, id: str) -> None:
    assert re.search(r"signed|signature", text(library, id))


def test_a_partnership_agreement_has_a_line_for_each_member_of_a_group_of_four(library: Library) -> None:
    form = library.instruments["partnership-agreement"]
    signatures = [question for group in form.groups if group.id == "signed" for question in group.questions[:-1]]

    assert len(signatures) == 4
    assert any(group.id == "difference" for group in form.groups)


def test_what_people_are_told_of_their_data_is_what_the_tool_does(library: Library) -> None:
    retention, notice = text(library, "retention-table"), text(library, "privacy-notice")
    topic = " ".join(section.body for section in library.guidance["records-and-privacy"].sections)
    studio = (small.ROOT / "theme/assets/javascripts/studio/keep.js").read_text(encoding="utf-8")
    screen = (small.ROOT / "theme/documents/answer-form.html.jinja").read_text(encoding="utf-8")

    # Whatever holds names or answers has a line.
    files = {"scheme.xlsx", "evaluation.xlsx", "attendance-and-feedback.xlsx", "Status.html", "results.json"}
    assert {name for name in files if f"`{name}`" not in retention} == set()
    # Buttons, ticks and rows have these words.
    assert all("Keep a copy in this browser" in words for words in (studio, retention, topic))
    assert all("Delete my draft" in words for words in (screen, retention))
    (title,) = (field.column.title for field in SCHEME_FIELDS if field.path == KEEP_UNTIL)
    assert all(f"row {title}" in words for words in (retention, topic))
    # Forms and reports promise the same number.
    assert FEWEST == 10
    assert "no result for fewer than ten people" in notice


def test_each_time_of_the_privacy_notice_is_one_of_the_retention_table(library: Library) -> None:
    times = {
        "three months after {places_confirmed}",
        "{end}",
        "months after the last survey, {date:six-months-after}",
        "board papers",
    }

    for id in ("retention-table", "privacy-notice"):
        assert {time for time in times if time not in text(library, id).lower()} == set(), id


def test_visits_are_known_to_be_logged_and_the_log_says_who_reads_it(library: Library) -> None:
    assert "makes notes" in text(library, "shadowing-request")
    assert "**Who reads it.**" in text(library, "shadowing-log")


def said_in(cohort: Playbook) -> dict[str, str]:
    """All words of each letter and form, by its id."""
    documents = {id: (letter,) for id, letter in letters(cohort).items()} | forms(cohort)
    return {id: " ".join(words(each.blocks) for each in group) for id, group in documents.items()}


@pytest.mark.parametrize("size", [3, 4])
@pytest.mark.parametrize("method", ["meet-then-choose", "placed-before-start"])
def test_no_letter_or_form_speaks_of_two_people_where_more_learn_together(
    library: Library, size: int, method: str
) -> None:
    cohort = playbook(library, profile(size=size, pairing={"method": method}))

    for id, said in said_in(cohort).items():
        for reported in REPORTED:
            said = said.replace(reported, "")
        assert not (match := FOR_TWO.search(said)), f"{id}: {said[match.start() - 40 : match.end() + 40]}"


@pytest.mark.parametrize("size", [2, 3])
def test_every_letter_and_form_has_its_words_and_figures(library: Library, size: int) -> None:
    cohort = playbook(library, profile(size=size))

    for id, said in said_in(cohort).items():
        assert "{" not in said, id


NAMES_PARTNERS = (
    "invitation",
    "recruitment-advert",
    "release-letter-line-manager",
    "welcome",
    "executive-briefing",
    "certificate",
)


@pytest.mark.parametrize("id", NAMES_PARTNERS)
def test_partner_organisations_are_named(library: Library, id: str) -> None:
    partners = [{"id": "council", "name": "Westshire Council"}]
    alone, joint = profile(size=3), profile(size=3, partners=partners)

    assert "Westshire Council" in words(letters(playbook(library, joint))[id].blocks)
    assert "partner organisation" not in words(letters(playbook(library, alone))[id].blocks)


def test_the_sitting_at_the_end_and_both_surveys_of_sponsors_have_their_days(library: Library) -> None:
    # The baseline is 8 weeks before the first workshop; the presentations are in week 34, and the end is in week 36.
    cohort = playbook(library, profile(start=datetime.date(2027, 3, 10)))
    days = {each.id: each.days[0] for each in letters_and_forms(cohort) if each.days}
    numbers = {each.id: each.number for each in letters_and_forms(cohort)}

    assert days["sponsor-survey-before"] == days["preparedness-self-assessment-before"] == datetime.date(2027, 1, 13)
    assert days["sponsor-survey-after"] == datetime.date(2027, 11, 24)
    assert days["preparedness-self-assessment-after"] == datetime.date(2027, 11, 10)
    assert numbers["preparedness-self-assessment-then"] == numbers["preparedness-self-assessment-after"] + 1
