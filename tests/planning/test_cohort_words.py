"""The small library in the words of a cohort of threes: every kind of field that holds text."""

from __future__ import annotations

import pytest

from generator.model.base import EvidenceLabel, Section
from generator.model.effort import EffortRules
from generator.model.library import Library
from generator.planning.wording import Wording, worded, worded_effort, worded_library, worded_schedule, worded_weeks
from tests.planning import cohort

PAIRS, THREES = Wording(2, {"months": "6"}), Wording(3, {"months": "6", "visits": "1", "workshops": "one"})


def library(**changes: object) -> Library:
    return cohort.library().model_copy(update=changes)


@pytest.mark.parametrize(
    ("text", "threes"),
    [
        ("Pair", "Group"),
        ("A pair and pairs", "A group and groups"),
        ("The repair and the Paired", "The repair and the Paired"),
        ("{visits} visits, {workshops} workshops", "1 visit, one workshop"),
        ("{visits} long visits", "1 long visit"),
        ("{months} months", "6 months"),
        ("{unknown} and {lead_hours}", "{unknown} and [hours of the programme lead in all]"),
        ("{your partner/your partners}, {rota_weeks} weeks", "your partners, [weeks of notice for the rota] weeks"),
    ],
)
def test_words_for_threes(text: str, threes: str) -> None:
    assert THREES.text(text) == threes


def test_a_text_without_pairs_or_marks_is_the_same() -> None:
    assert PAIRS.text("A pair in {months} months, with {your partner/your partners}") == (
        "A pair in 6 months, with your partner"
    )
    assert THREES.text("A pair in {months} months", reported=True) == "A pair in 6 months"
    assert Wording().text("A pair of {months}") == "A pair of [length of the cohort in months]"


def test_only_names_in_prose_are_guarded_from_markdown() -> None:
    figures = Wording(2, {"group_members": "the *clinician*", "all_hours": "1,250.5"})

    assert figures.text("{group_members}, {all_hours}", prose=True) == r"The \*clinician\*, 1,250.5"
    assert figures.text("Ask {group_members}") == "Ask the *clinician*"


def test_texts_in_lists_and_in_nouns_within_nouns_change() -> None:
    """A project's aim, its drivers' changes and its lists; what names something else, such as an id, does not."""
    project = cohort.project(
        aim="By __, each pair has an aim.",
        scope_in=["The pair's ward", "One ward"],
        id="pair",
        drivers=[driver.model_copy(update={"name": "The pair"}) for driver in cohort.project().drivers],
    )
    changed = worded(project, THREES)

    assert changed.aim == "By __, each group has an aim."
    assert changed.scope_in == ["The group's ward", "One ward"]
    assert [driver.name for driver in changed.drivers] == ["The group"]
    assert changed.drivers[0].secondary == project.drivers[0].secondary
    assert changed.id == "pair"
    assert worded(project, Wording(2)) is project


def test_a_noun_keeps_every_list_that_does_not_change() -> None:
    project = cohort.project(aim="Each pair has an aim.", scope_in=["One ward"])
    changed = worded(project, THREES)

    assert changed.scope_in is project.scope_in
    assert changed.drivers is project.drivers
    assert changed.measures is project.measures


def test_what_is_reported_keeps_its_pairs_and_what_is_in_it_too() -> None:
    section = Section(id="a", title="How pairs met", body="Pairs met.", evidence=EvidenceLabel.PUBLISHED)
    advice = section.model_copy(update={"evidence": EvidenceLabel.SUGGESTED})
    programme = cohort.library().programme.model_copy(update={"title": "Pairs", "sections": [section, advice]})

    assert worded(section, THREES) is section
    assert worded(advice, THREES, reported=True) is advice
    assert [part.title for part in worded(programme, THREES).sections] == ["How pairs met", "How groups met"]
    assert worded(programme, THREES).title == "Groups"


def test_every_kind_of_shared_content_changes_and_what_others_wrote_does_not() -> None:
    base = cohort.library()
    workshop = base.workshops["asking"].model_copy(update={"title": "Pairs ask"})
    theme = base.vocabulary.themes["flow"].model_copy(update={"description": "How pairs move."})
    vocabulary = base.vocabulary.model_copy(update={"themes": {"flow": theme}})
    references = {id: each.model_copy(update={"title": "Pairs"}) for id, each in base.references.items()}
    studies = {id: each.model_copy(update={"title": "Pairs"}) for id, each in base.case_studies.items()}
    before = library(
        workshops={**base.workshops, "asking": workshop},
        vocabulary=vocabulary,
        references=references,
        case_studies=studies,
    )
    after = worded_library(before, THREES)

    assert after.workshops["asking"].title == "Groups ask"
    assert after.vocabulary.themes["flow"].description == "How groups move."
    assert after.references is before.references
    assert after.case_studies is before.case_studies
    assert after.trusts is before.trusts
    assert after.instruments is before.instruments


def test_dates_weeks_and_hours_have_their_titles_in_the_words_of_the_cohort() -> None:
    """A reason may quote the trust, so that only the reason of a pair meeting changes."""
    pin = {"what": "workshop-asking", "day": cohort.dated().start.replace(month=3), "reason": "each pair is here"}
    base = cohort.library()
    asking = base.workshops["asking"].model_copy(update={"title": "Pairs ask"})
    assumption = cohort.assumption("meetings", "participant", 1.5).model_copy(update={"title": "Each pair meets"})
    of = library(
        workshops={**base.workshops, "asking": asking}, effort=EffortRules(assumptions={"meetings": assumption})
    )
    plain = cohort.book(of, schedule={"pins": [pin]})
    assert plain.schedule is not None
    dates = worded_schedule(plain.schedule, THREES)

    assert cohort.entry(dates, "workshop-asking").title == "Workshop 2: Groups ask"
    assert cohort.entry(dates, "workshop-asking").reason == "The day the trust chose: each pair is here"
    assert cohort.entry(dates, "pair-meeting-1").title == "Group meeting 1"
    assert cohort.entry(dates, "pair-meeting-1").reason == "Once in month 1, on a day that suits the group"
    assert dates.weeks.titles["asking"] == worded_weeks(plain.weeks, THREES).titles["asking"] == "Groups ask"
    assert [line.assumption.title for line in worded_effort(plain.effort, THREES).lines] == ["Each group meets"]
