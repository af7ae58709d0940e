"""A cohort's plan in short: the dates, projects, hours and titles that the whole plan has."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from generator.model.library import Library
from generator.model.programme import ShortForm
from generator.model.trust import Contact
from generator.planning.cohort_plan import CohortPlan, plan_in_short
from generator.planning.menu import CohortWeeks
from generator.planning.moves import recorded
from generator.planning.playbook import plan

START, LATER = datetime.date(2026, 1, 12), datetime.date(2026, 1, 14)
TITLED = ("checklist", "menu", "projects", "workshops")
"""Fields with nouns of which the short plan has only the titles in the cohort's words."""


def values(of: CohortPlan) -> dict[str, Any]:
    """All that a short plan says, and the titles where it says no more."""
    said = {name: getattr(of, name) for name in CohortPlan.__dataclass_fields__ if name not in TITLED}
    menu = [(entry.project.id, entry.project.title, entry.own) for entry in of.menu]
    checklist = [
        (section.milestone, section.when, [replace(item, topic=item.topic.title) for item in section.items])  # type: ignore[arg-type]
        for section in of.checklist
    ]
    return {
        **said,
        "checklist": checklist,
        "menu": menu,
        "projects": [(project.id, project.title) for project in of.projects],
        "workshops": [(each.workshop.id, each.workshop.title) for each in of.workshops],
    }


def with_contact(library: Library, slug: str) -> Library:
    """The library with somebody in a trust whom only its own files name, and no day for its planning to start."""
    trust = library.trusts[slug]
    contact = Contact(role="programme-lead", name="A. Example", private=True)
    profile = trust.profile.model_copy(update={"contacts": [contact], "planning_from": None})
    return library.model_copy(update={"trusts": {slug: trust.model_copy(update={"profile": profile})}})


def with_pairs(library: Library) -> Library:
    """The library with pairs in the titles of a topic, a milestone, a role, a workshop and a project."""

    def titled(nouns: Mapping[str, Any], id: str) -> dict[str, Any]:
        return {**nouns, id: nouns[id].model_copy(update={"title": "For each pair"})}

    calendar, vocabulary, topic = library.calendar, library.vocabulary, next(iter(library.guidance.values()))
    actions = [action.model_copy(update={"do": "Meet a pair."}) for action in topic.actions]
    changed = {
        "guidance": {**titled(library.guidance, topic.id), topic.id: topic.model_copy(update={"actions": actions})},
        "calendar": calendar.model_copy(update={"milestones": titled(calendar.milestones, "midpoint")}),
        "vocabulary": vocabulary.model_copy(update={"roles": titled(vocabulary.roles, "programme-lead")}),
        "workshops": titled(library.workshops, next(iter(library.workshops))),
        "projects": titled(library.projects, next(iter(library.projects))),
    }
    changed["guidance"] = titled(changed["guidance"], topic.id)
    return library.model_copy(update=changed)


@pytest.mark.parametrize("slug", ["eastmere", "northvale", "westbrook"])
def test_it_says_what_the_whole_plan_says(worked_library: Library, slug: str) -> None:
    library = with_contact(with_pairs(worked_library), slug)
    whole = plan(library, slug, today=START, made=LATER)

    assert values(plan_in_short(library, slug, today=START, made=LATER)) == values(whole)
    assert values(plan_in_short(library, slug, today=START, made=LATER, usual=CohortWeeks(library))) == values(whole)
    assert [contact.name for contact in whole.contacts] == ["A. Example"]
    assert whole.checklist


@pytest.mark.parametrize("planned", [plan, plan_in_short])
def test_the_day_on_which_it_is_made_is_not_the_day_from_which_it_plans(worked_library: Library, planned: Any) -> None:
    library = with_contact(worked_library, "westbrook")
    later = planned(library, "westbrook", today=START, made=LATER)
    alone = planned(library, "westbrook", today=START)

    assert (later.planning_from, later.today) == (START, LATER)
    assert (alone.planning_from, alone.today) == (START, START)
    assert planned(library, "westbrook").planning_from == worked_library.release.date


@pytest.mark.parametrize("planned", [plan, plan_in_short])
def test_it_follows_the_plan_that_it_replaces(worked_library: Library, planned: Any) -> None:
    before = recorded(plan(worked_library, "westbrook", today=START))

    assert planned(worked_library, "westbrook", today=START).previous is None
    assert planned(worked_library, "westbrook", today=LATER, previous=before).previous == before


def test_titles_and_actions_are_in_the_words_of_the_cohort(worked_library: Library) -> None:
    groups = plan_in_short(with_pairs(worked_library), "northvale")
    items = [item for section in groups.checklist for item in section.items]

    assert "For each group" in [workshop.title for workshop in (plan.workshop for plan in groups.workshops)]
    assert "For each group" in [project.title for project in groups.projects]
    assert "For each group" in [item.topic.title for item in items]
    assert "Meet a group." in [item.action.do for item in items]
    assert groups.vocabulary.roles["programme-lead"].title == "For each group"
    assert "For each group" in [section.milestone.title for section in groups.checklist if section.milestone]


def test_advice_on_a_short_programme_is_in_the_words_of_the_cohort(worked_library: Library) -> None:
    programme, trust = worked_library.programme, worked_library.trusts["eastmere"]
    short = ShortForm(months_below=6, workshops=programme.workshops[:2], advice="Tell each pair.")
    cohort = trust.profile.cohort.model_copy(update={"group_size": 3})
    profile = trust.profile.model_copy(update={"cohort": cohort})
    changed = {
        "programme": programme.model_copy(update={"short_form": short}),
        "trusts": {"eastmere": trust.model_copy(update={"profile": profile})},
    }

    warnings = plan_in_short(worked_library.model_copy(update=changed), "eastmere").warnings

    assert [warning.advice for warning in warnings if warning.code == "short-form"] == ["Tell each group."]
