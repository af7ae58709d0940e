"""Shared text in the words of a cohort: nouns that fit the size of its groups, and figures from its plan."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.base import EvidenceLabel, Section
from generator.model.blanks import FIGURES
from generator.model.library import Library, Trust
from generator.model.walk import walk
from generator.planning.cohort_figures import group_members, in_usual_words, usual_wording, usual_workshops
from generator.planning.figures import whole_number
from generator.planning.playbook import plan
from generator.planning.schedule import EntryKind
from generator.planning.session import sessions
from generator.planning.wording import Wording, worded, worded_library
from tests import varied
from tests.planning import cohort
from tests.planning.profiles import playbook, profile

THREES = Wording(3, {"months": "9", "visits": "1", "workshops": "one", "surgeries": "1"})
PAIRS = Wording(2, THREES.figures)


def section(body: str, evidence: EvidenceLabel = EvidenceLabel.SUGGESTED) -> Section:
    return Section(id="a", title="How pairs meet", body=body, evidence=evidence)


@pytest.mark.parametrize(
    ("text", "threes"),
    [
        ("Pairs meet; the pair's aim, all pairs' aims.", "Groups meet; the group's aim, all groups' aims."),
        ("Pair a clinician with a manager, and pair people by date.",) * 2,
        ("Paired learning needs pairing and a repair.", "Paired learning needs pairing and a repair."),
        ("See [the pair meeting](component:pair-meetings).", "See [the group meeting](component:pair-meetings)."),
        ("Ask {your partner/your partners} first.", "Ask your partners first."),
        ("{A pair/A pair} of the pilot tried it.", "A pair of the pilot tried it."),
        ("{both of\nyou/all of\nyou}", "all of\nyou"),
    ],
)
def test_threes_and_fours_are_groups(text: str, threes: str) -> None:
    assert THREES.text(text) == threes
    assert Wording(4).text(text) == threes


def test_twos_are_pairs() -> None:
    assert PAIRS.text("Pairs ask {their partner/their partners}.") == "Pairs ask their partner."


def test_a_figure_of_one_takes_the_singular() -> None:
    assert PAIRS.text("{visits} visits, {visits} shadowing visits, {workshops} workshops, {surgeries} surgeries") == (
        "1 visit, 1 shadowing visit, one workshop, 1 surgery"
    )
    assert PAIRS.text("a {visits}-visits plan of {months} months") == "a 1-visit plan of 9 months"


def test_a_figure_in_prose_cannot_become_markup() -> None:
    wording = Wording(2, {"group_members": "the clinician from *St_Mary*"})

    assert Wording(2, {"meeting_hours": "1.5"}).text("{meeting_hours} hours", prose=True) == "1.5 hours"
    assert wording.text("Ask {group_members}", prose=True) == r"Ask the clinician from \*St\_Mary\*"
    noun = worded(section("Ask {group_members}").model_copy(update={"title": "For {group_members}"}), wording)
    assert noun.body == r"Ask the clinician from \*St\_Mary\*"
    assert noun.title == "For the clinician from *St_Mary*"
    assert wording.text("{group_members}") == "The clinician from *St_Mary*"


def test_brackets_that_are_no_mark_stay_as_they_are() -> None:
    assert THREES.text("{{ 7*7 }} {unknown}") == "{{ 7*7 }} {unknown}"


def test_what_was_reported_of_pairs_stays_with_its_figures_filled_in() -> None:
    reported = worded(section("Pairs met in {months} months.", EvidenceLabel.PILOT), THREES)
    advice = worded(section("Pairs meet in {months} months."), THREES)

    assert (reported.title, reported.body) == ("How pairs meet", "Pairs met in 9 months.")
    assert (advice.title, advice.body) == ("How groups meet", "Groups meet in 9 months.")


def test_a_noun_without_marks_is_the_same_noun(library: Library) -> None:
    noun = section("The pair meets.")

    assert worded(noun, PAIRS) is noun
    assert worded(noun, THREES) is not noun


def test_what_trusts_wrote_and_references_stay_as_they_are(library: Library) -> None:
    threes = worded_library(library, THREES)

    assert threes.trusts is library.trusts
    assert threes.references is library.references
    assert threes.case_studies == library.case_studies
    assert threes.glossary == library.glossary


def test_a_trusts_own_projects_are_in_its_words_and_its_profile_is_not() -> None:
    """A project of its own often begins as a copy of a shared one."""
    own = cohort.project(id="ours", aim="{Both/All} of the pair count.")
    of_three = profile(months=6, groups=2, size=3, pairing={"method": "meet-first"}, name="Pair Street {months}")
    trust = Trust(profile=of_three, projects={"ours": own})
    book = plan(cohort.library().model_copy(update={"trusts": {"test": trust}}), "test")

    assert [project.aim for project in book.projects if project.id == "ours"] == ["All of the group count."]
    assert book.profile.name == "Pair Street {months}"


def test_titles_in_calendars_fit_the_size_of_the_groups() -> None:
    pairs, threes = (cohort.dated(groups=2, size=size) for size in (2, 3))

    assert [entry.title for entry in pairs.of(EntryKind.PAIR_MEETING)][:1] == ["Pair meeting 1"]
    assert [entry.title for entry in threes.of(EntryKind.PAIR_MEETING)][:1] == ["Group meeting 1"]
    assert threes.of(EntryKind.PAIR_MEETING)[0].reason == "Once in month 1, on a day that suits the group"


def test_what_a_trust_says_of_a_closed_day_stays_as_it_is() -> None:
    closed = {"first": datetime.date(2027, 3, 24), "last": datetime.date(2027, 3, 24), "reason": "Pairs of {months}"}
    plan = cohort.dated(size=3, schedule={"closed": [closed]})

    assert any("closed (Pairs of {months})" in entry.reason for entry in plan.entries)


def test_no_mark_is_left_in_a_playbook_or_on_the_site(library: Library) -> None:
    book = playbook(library, profile(size=3))
    shared = (*book.topics, *book.components, *book.workshops)
    nouns = [
        *(plan.topic for plan in book.topics),
        *(plan.component for plan in book.components),
        *(plan.workshop for plan in book.workshops),
        *(book.projects + book.instruments),
        *in_usual_words(library).guidance.values(),
        *in_usual_words(library).projects.values(),
    ]

    assert shared
    texts = [visit.value for noun in nouns for visit in walk(noun) if visit.shape.prose or visit.shape.line]
    assert [text for text in texts if "{" in text] == []


def test_forms_of_a_session_are_in_the_words_of_its_cohort(small_library: Library) -> None:
    log = small_library.instruments["log"].model_copy(
        update={"title": "Log of {your pair/your three}, {months} months"}
    )
    library = small_library.model_copy(update={"instruments": {"log": log}})
    (session,) = sessions(library).values()

    assert session.instruments["log"].title == f"Log of your pair, {library.programme.months} months"


# --- figures --------------------------------------------------------------------------------------------------------


def test_figures_of_a_cohort_worked_out_by_hand() -> None:
    """Two pairs over six months, from Wednesday 13 January 2027, with three workshops."""
    figures = cohort.book().wording.figures

    assert (figures["months"], figures["groups"], figures["participants"]) == ("6", "2 pairs", "4")
    assert (figures["workshops"], figures["workshop_weeks"]) == ("three", "0, 10 and 20")
    assert (figures["study_leave_weeks"], figures["rota_weeks"]) == ("6", "9")
    assert (figures["lead_in_weeks"], figures["applications_weeks"]) == ("30", "4")
    assert (figures["presentation_week"], figures["end_week"]) == ("20", "24")
    assert figures["weeks_before:applications-close"] == "12"
    assert figures["weeks_after:board-report"] == "30"
    assert figures["participant_hours"] == "9"


def test_figures_count_what_the_calendar_shows() -> None:
    book = cohort.book()
    assert book.schedule is not None
    figures = book.wording.figures

    assert figures["visits"] == str(len(book.schedule.of(EntryKind.SHADOWING)))
    assert figures["meetings"] == str(len(book.schedule.of(EntryKind.PAIR_MEETING)))
    assert figures["surgeries"] == str(len(book.schedule.of(EntryKind.SURGERY)))


def test_weeks_are_those_of_the_days_where_the_cohort_has_dates() -> None:
    """A week that is closed moves the end of applications, 12 weeks before the first workshop, to the week before."""
    closed = {"first": datetime.date(2026, 10, 19), "last": datetime.date(2026, 10, 25), "reason": "A move"}
    figures = cohort.book(schedule={"closed": [closed]}).wording.figures

    assert figures["weeks_before:applications-close"] == "13"


def test_a_trust_s_own_notice_is_what_text_says() -> None:
    assert cohort.book(schedule={"notice": {"study-leave": 8}}).wording.figures["study_leave_weeks"] == "8"


@pytest.mark.parametrize(
    ("values", "members"),
    [
        ({}, "the clinician and the manager"),
        ({"size": 3}, "the clinician and the two managers"),
        (
            {
                "cohort": {
                    "group_size": 3,
                    "participants": [
                        {"staff_group": "nurses", "number": 6},
                        {"staff_group": "managers", "number": 6},
                        {"staff_group": "partner-organisation-staff", "number": 6},
                    ],
                },
                "partners": [{"id": "council", "name": "the council"}],
            },
            "the clinician, the manager and the colleague from the council",
        ),
        (
            {
                "cohort": {
                    "participants": [
                        {"staff_group": "nurses", "number": 6},
                        {"staff_group": "managers", "number": 4},
                        {"staff_group": "partner-organisation-staff", "number": 2},
                    ],
                }
            },
            "the clinician and the manager or colleague from the partner organisation",
        ),
    ],
)
def test_a_group_is_named_by_who_is_in_it(library: Library, values: dict[str, Any], members: str) -> None:
    assert group_members(profile(groups=6, **values), library.vocabulary) == members


def test_the_site_has_a_value_for_every_figure(library: Library) -> None:
    """Those of a usual cohort without dates: 12 pairs over nine months."""
    every = "; ".join(f"{{{name}}}" for name in FIGURES)
    page = next(iter(library.pages.values()))
    pages = {"about": page.model_copy(update={"summary": every})}
    values = in_usual_words(library.model_copy(update={"pages": pages})).pages["about"].summary.split("; ")
    figures = dict(zip(FIGURES, values, strict=True))

    assert [name for name, value in figures.items() if not value or value[0] in "[{"] == []
    assert (figures["groups"], figures["participants"], figures["months"]) == ("12 pairs", "24", "9")
    assert (figures["workshops"], figures["workshop_weeks"]) == ("six", "0, 5, 9, 16, 25 and 34")
    assert (figures["charter_week"], figures["first_surgery_week"], figures["surgeries"]) == ("12", "13", "5")


def test_every_playbook_has_a_value_for_every_figure(library: Library) -> None:
    for slug in library.trusts:
        assert set(FIGURES) <= plan(library, slug).wording.figures.keys(), slug


@pytest.mark.parametrize(("groups", "months", "size"), [(14, 9, 2), (4, 4, 2), (8, 14, 3), (5, 18, 4)])
def test_hours_in_text_are_those_of_the_tables(library: Library, groups: int, months: int, size: int) -> None:
    book = playbook(library, profile(groups=groups, months=months, size=size))
    by_role = {role.role: role for role in book.effort.roles}
    figures = book.wording.figures
    person = book.effort.a_person

    assert person is not None
    assert figures["participant_hours"] == whole_number(person.usual)
    assert figures["lead_hours"] == whole_number(by_role["programme-lead"].hours)
    assert figures["administrator_hours"] == whole_number(by_role["administrator"].hours)
    assert figures["all_hours"] == whole_number(book.effort.hours)
    assert int(figures["fixed_hours"]) + int(figures["flexible_hours"]) == int(figures["participant_hours"])


def test_workshops_are_as_groups_of_the_size_run_them_and_variants_speak_of_groups() -> None:
    library = varied.library()
    threes = worded_library(library, THREES).workshops["listening"].activities[2]
    pairs = worded_library(library, PAIRS).workshops["listening"].activities[2]

    assert (threes.title, threes.minutes) == ("Listening in groups", 39)
    assert threes.summary == "Two talk, the others of a group listen."
    assert threes.variants == []
    assert (pairs.title, pairs.minutes, pairs.summary) == ("Listening in pairs", 35, "One talks, one listens.")
    assert [variant.summary for variant in pairs.variants] == [threes.summary]


def test_usual_workshops_are_there_for_pairs_and_for_each_size_that_differs() -> None:
    library = varied.library()
    other = library.workshops["listening"].model_copy(update={"id": "other", "activities": []})
    by_size = usual_workshops(library.model_copy(update={"workshops": {**library.workshops, "other": other}}))

    minutes = {size: [each.minutes for each in workshop.activities] for size, workshop in by_size["listening"].items()}
    assert minutes == {2: [10, 15, 35], 3: [6, 15, 39], 4: [10, 15, 35]}
    assert [by_size["listening"][size].activities[2].title for size in (2, 3)] == [
        "Listening in pairs",
        "Listening in groups",
    ]
    assert list(by_size["other"]) == [2]


@pytest.mark.parametrize(
    ("size", "people", "groups", "members"),
    [
        (2, None, "12 pairs", "the resident doctors and the managers"),
        (3, None, "12 groups of three", "the resident doctors and the two managers"),
        (4, 32, "8 groups of four", "the resident doctors and the three managers"),
    ],
)
def test_a_usual_cohort_has_a_clinician_in_each_group_and_managers_for_the_rest(
    size: int, people: int | None, groups: str, members: str
) -> None:
    figures = usual_wording(cohort.library(), size, people).figures

    assert (figures["groups"], figures["group_members"]) == (groups, members)
