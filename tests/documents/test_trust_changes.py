"""What a release means for one trust: what affects it, and what follows."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.documents.trust_changes import TrustChanges, trust_changes
from generator.model.handbook import Handbook
from generator.model.library import Library, Trust
from generator.model.project import ImprovementProject
from generator.model.trust import TrustProfile
from tests.planning.profiles import profile

STUDY_LEAVE = "study-leave"
TODAY = datetime.date(2026, 1, 5)


@pytest.fixture
def library(worked_library: Library) -> Library:
    """The worked library: the cohort of these tests starts on Wednesday 15 September 2027."""
    return worked_library


def notice(library: Library, weeks: int) -> Library:
    """The content with another notice for study leave."""
    rule = library.calendar.notice[STUDY_LEAVE].model_copy(update={"weeks": weeks})
    calendar = library.calendar.model_copy(update={"notice": library.calendar.notice | {STUDY_LEAVE: rule}})
    return library.model_copy(update={"calendar": calendar})


def rewritten(library: Library, topic: str) -> Library:
    """The content with another first section of a topic."""
    noun = library.guidance[topic]
    first = noun.sections[0].model_copy(update={"body": "Something else."})
    changed = noun.model_copy(update={"sections": [first, *noun.sections[1:]]})
    return library.model_copy(update={"guidance": library.guidance | {topic: changed}})


def effect(old: Library, new: Library, **choices: Any) -> TrustChanges:
    trusts = {"test": Trust(profile=profile(start=datetime.date(2027, 9, 15), **choices))}
    return trust_changes(old, new.model_copy(update={"trusts": trusts}), "test", TODAY)


def test_nothing_changed_and_nothing_follows(library: Library) -> None:
    assert effect(library, library).nothing


def test_a_longer_notice_moves_dates_and_changes_letters(library: Library) -> None:
    """Six weeks before 15 September 2027 is the August changeover, so study leave was due the day before it."""
    effects = effect(library, notice(library, 9))

    assert [(change.kind, change.id) for change in effects.changes] == [("notice rule", STUDY_LEAVE)]
    assert len(effects.dates) == 6
    assert (effects.dates[0].title, effects.dates[0].before, effects.dates[0].after) == (
        "Apply for study leave: Workshop 1: Meeting each other",
        datetime.date(2027, 8, 3),
        datetime.date(2027, 7, 14),
    )
    assert all(date.after < date.before for date in effects.dates if date.before and date.after)
    assert list(effects.letters) == ["Letter to the rota coordinator"]


def test_a_trust_with_its_own_notice_is_not_affected(library: Library) -> None:
    assert effect(library, notice(library, 9), schedule={"notice": {STUDY_LEAVE: 7}}).nothing


def test_a_project_that_is_not_on_its_menu_does_not_affect_it(library: Library) -> None:
    here, there = list(library.projects.values())[:2]

    def shorter(project: ImprovementProject) -> Library:
        changed = project.model_copy(update={"duration_weeks": project.duration_weeks + 1})
        return library.model_copy(update={"projects": library.projects | {project.id: changed}})

    assert effect(library, shorter(there), menu={"projects": [here.id]}).changes == ()
    assert [change.id for change in effect(library, shorter(here), menu={"projects": [here.id]}).changes] == [here.id]


@pytest.mark.parametrize(("topic", "expected"), [("release", 1), ("sponsor", 0)])
def test_a_tailoring_must_be_reviewed_when_its_shared_text_changes(library: Library, topic: str, expected: int) -> None:
    section = library.guidance["release"].sections[0]
    tailoring = {
        "kind": "replace",
        "topic": "release",
        "section": section.id,
        "title": "Our way",
        "body": "As we do it.",
        "reason": "We have one rota.",
    }
    effects = effect(library, rewritten(library, topic), tailoring=[tailoring])

    assert len(effects.tailorings) == expected
    if expected:
        assert effects.tailorings[0].reason == "We have one rota."


def test_a_change_of_the_handbook_affects_a_trust_and_its_own_words(small_library: Library) -> None:
    own = [{"kind": "drop", "handbook": "notes", "section": "seen", "reason": "We write elsewhere."}]
    chapter = small_library.chapters["notes"]
    seen = chapter.sections[0].model_copy(update={"body": "No names."})
    changed = chapter.model_copy(update={"sections": [seen]})
    handbook = Handbook(chapters=small_library.chapters | {"notes": changed})
    trust = small_library.trusts["westbrook"]
    of = TrustProfile.model_validate({**trust.profile.model_dump(), "tailoring": own}, strict=False)
    new = small_library.model_copy(
        update={"handbook": handbook, "trusts": {"westbrook": trust.model_copy(update={"profile": of})}}
    )
    effects = trust_changes(small_library, new, "westbrook", TODAY)

    assert [(change.kind, change.id) for change in effects.changes] == [("handbook chapter", "notes")]
    assert [(each.where, each.reason) for each in effects.tailorings] == [("Notes: seen", "We write elsewhere.")]
    # The earlier content may have no handbook at all.
    assert trust_changes(small_library.model_copy(update={"handbook": None}), new, "westbrook", TODAY).changes


def test_choices_that_the_earlier_content_did_not_have(library: Library) -> None:
    workshop, project = list(library.workshops)[-1], next(iter(library.projects))
    old = library.model_copy(
        update={
            "workshops": {id: noun for id, noun in library.workshops.items() if id != workshop},
            "projects": {id: noun for id, noun in library.projects.items() if id != project},
            "pairing_methods": dict(list(library.pairing_methods.items())[1:]),
        }
    )
    effects = effect(
        old,
        library,
        menu={"projects": [project], "progress": [{"project": project, "status": "taken"}]},
        workshops=[{"workshop": id} for id in library.workshops],
        pairing={"method": next(iter(library.pairing_methods))},
    )

    assert {("workshop", workshop), ("improvement project", project)} <= {
        (change.kind, change.id) for change in effects.changes
    }
