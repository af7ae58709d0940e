"""The page of a guidance topic: what to decide and to do at a glance, and everything of the topic somewhere on it."""

from __future__ import annotations

import pytest

from generator.documents.document import Heading, plain, runs_of
from generator.documents.plain_text import in_plain_text
from generator.documents.topic_page import TopicPage, usual
from generator.model.library import Library
from generator.planning.weeks import PlanWeeks
from generator.site.page_context import PageContext


def page(library: Library, id: str) -> TopicPage:
    context = PageContext(library, f"plan/{id}.md")
    return TopicPage(library.guidance[id], "Prepare", "index.md#prepare", PlanWeeks.of(library), context)


def facts(topic: TopicPage) -> dict[str, str]:
    return {fact.name: plain(runs_of(fact.words)) for fact in topic.head_facts()}


def test_the_head_says_how_much_there_is_to_decide_and_to_do_from_when_and_who_does_most(library: Library) -> None:
    head = facts(page(library, "time-and-release"))

    assert head["To decide"] == "4 decisions"
    assert head["To do"] == "15 actions from 24 weeks before the first workshop"
    assert head["Who"] == "Administrator most often, and 8 others"
    assert head["Stage"] == "Prepare"


def test_the_minutes_to_read_follow_from_the_words(library: Library) -> None:
    topic = page(library, "time-and-release")
    shorter = topic._replace(topic=topic.topic.model_copy(update={"sections": topic.topic.sections[:1]}))

    long, short = (int(facts(each)["To read"].split()[0]) for each in (topic, shorter))
    assert 1 <= short < long < 30


def test_what_is_due_first_comes_first(library: Library) -> None:
    topic = page(library, "time-and-release")
    weeks = [topic.weeks.week(action.timing) for action in topic.first_actions()]

    assert len(weeks) == 3
    assert weeks == sorted(weeks)
    assert weeks[0] == min(topic.weeks.week(action.timing) for action in topic.topic.actions)


@pytest.mark.parametrize("id", ["time-and-release", "integrated-care", "fast-start", "evaluation"])
def test_every_section_is_open_or_folded_and_none_is_lost(library: Library, id: str) -> None:
    topic = page(library, id)
    open_sections = [block.text for block in topic.text() if isinstance(block, Heading) and block.level == 1]
    folded = [fold.title for fold in topic.for_some()]

    assert sorted([*open_sections, *folded]) == sorted(section.title for section in topic.topic.sections)
    assert open_sections


def test_a_decision_shows_its_usual_choice_and_folds_the_others(library: Library) -> None:
    topic = page(library, "time-and-release")
    folds = {fold.id: fold for fold in topic.decisions()}

    assert len(folds) == len(topic.topic.decisions)
    for decision in topic.topic.decisions:
        fold = folds[f"decide-{decision.id}"]
        assert fold.title == decision.question
        assert usual(decision) in fold.hint
        text = in_plain_text(fold.blocks)
        assert all(option.name in text for option in decision.options)


def test_what_goes_wrong_and_the_signs_come_without_a_second_heading(library: Library) -> None:
    topic = page(library, "time-and-release")

    assert [fold.id for fold in topic.later()] == ["pitfalls", "signs"]
    assert not [block for fold in topic.later() for block in fold.blocks if isinstance(block, Heading)]
