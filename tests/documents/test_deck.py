"""The slides of a workshop: what they show, when, and what the facilitator reads."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from generator.documents.deck import FEEDBACK, Deck, Picture, Slide, SlideKind, deck
from generator.model import workshop as model
from generator.model.library import Library
from generator.model.trust import WorkshopChoice
from generator.model.workshop import ActivityKind, Cue, Workshop
from generator.planning.agenda import timed
from generator.planning.selection import WorkshopPlan

DATE = datetime.date(2026, 11, 24)


def plan(workshop: Workshop, **choice: object) -> WorkshopPlan:
    return WorkshopPlan(workshop, WorkshopChoice.model_validate({"workshop": workshop.id, **choice}), timed(workshop))


def deck_of(workshop: Workshop, day: datetime.date | None = None, **choice: object) -> Deck:
    return deck(
        plan(workshop, **choice), organisation="Westbrook", colour="#0f6f83", release="1.0.0", date=DATE, day=day
    )


def with_activity(workshop: Workshop, **values: object) -> Workshop:
    """A workshop with a single activity."""
    activity = {"id": "one", "title": "One", "kind": ActivityKind.EXERCISE, "minutes": 25} | values
    return workshop.model_copy(update={"activities": [model.Activity(**activity)]})


def slide(title: str, *points: str, notes: str | None = None) -> model.Slide:
    return model.Slide(title=title, points=list(points), notes=notes)


def the_only(workshop: Workshop, *slides: model.Slide, **values: object) -> Slide:
    _, only, _ = deck_of(with_activity(workshop, slides=list(slides), **values)).slides
    return only


@pytest.fixture
def workshop(small_library: Library) -> Workshop:
    return small_library.workshops["listening"]


def test_it_opens_with_the_workshop_the_trust_and_the_day(workshop: Workshop) -> None:
    first = deck_of(workshop, datetime.date(2027, 1, 13), room="Library", facilitators=["Ada", "Ben", "Cy"]).slides[0]

    assert first.kind is SlideKind.TITLE
    assert first.title == workshop.title
    assert first.points == (
        "Westbrook",
        f"Workshop {workshop.number}",
        "Wednesday 13 January 2027, 13:00 to 14:00",
        "Library",
        "With Ada, Ben and Cy",
    )
    assert "13:25 Listening in pairs" in first.notes


def test_without_a_day_it_says_the_hours(workshop: Workshop) -> None:
    assert deck_of(workshop).slides[0].points == ("Westbrook", f"Workshop {workshop.number}", "13:00 to 14:00")


def test_an_activity_without_slides_opens_with_its_name_and_what_people_do(workshop: Workshop) -> None:
    shown = the_only(workshop, title="Listening", summary="Partners take turns.")

    assert (shown.kind, shown.title, shown.points) == (SlideKind.SECTION, "Listening", ("Partners take turns.",))
    assert shown.time == "13:00 to 13:25"


def test_the_notes_of_a_slide_cover_its_whole_activity(workshop: Workshop) -> None:
    shown = the_only(
        workshop,
        slide("What we do", "Listen", notes="Speak *slowly*.\n\nThen wait."),
        title="Listening",
        say=["Welcome."],
        do=["Ring the bell."],
        cues=[Cue(minute=5, do="Change over.")],
        ask=["What did you hear?"],
        watch_for=["Silence."],
        if_late="Skip it.",
        if_late_saves=4,
    )

    assert shown.points == ("Listen",)
    assert shown.notes == (
        "13:00 to 13:25 (25 minutes): Listening. Slide 1 of 1.\n\nSpeak slowly.\nThen wait.\n\n"
        "Say\n- Welcome.\n\nDo\n- Ring the bell.\n\nBy the minute\n- Minute 5: Change over.\n\n"
        "Ask\n- What did you hear?\n\n"
        "Watch for\n- Silence.\n\nIf late\n- Skip it. This saves 4 minutes."
    )


def test_a_break_says_when_to_be_back_and_what_comes_next(workshop: Workshop) -> None:
    (pause,) = (each for each in deck_of(workshop).slides if each.kind is SlideKind.BREAK)

    assert (pause.title, pause.points, pause.back) == ("Break", ("We start again at 13:25",), datetime.time(13, 25))
    assert pause.notes.endswith("At 13:25: Listening in pairs.")


def test_it_closes_with_thanks_and_with_the_form_where_there_is_one(workshop: Workshop) -> None:
    item = model.EvaluationItem(id="heard", text="I was heard.", objective=workshop.objectives[0].id)

    assert deck_of(workshop.model_copy(update={"evaluation": [item]})).slides[-1].points == (FEEDBACK,)
    assert deck_of(workshop.model_copy(update={"evaluation": []})).slides[-1].points == ()
    assert deck_of(workshop).slides[-1].kind is SlideKind.CLOSING


@pytest.mark.parametrize(
    ("title", "points", "picture"),
    [
        ("A driver diagram shows why", (), Picture.DRIVER_DIAGRAM),
        ("Three questions", ("Plan, do, study, act",), Picture.WHEEL),
        ("Run charts", (), Picture.RUN_CHART),
        ("Four stories", ("Patients, front line, middle, top",), Picture.ROLES),
        ("A plan", ("Do it, and act",), None),
        ("The top of the middle", (), None),
        ("Medians of busdriver diagrams", (), None),
    ],
)
def test_a_slide_has_a_picture_where_its_words_are_about_it(
    workshop: Workshop, title: str, points: tuple[str, ...], picture: Picture | None
) -> None:
    assert the_only(workshop, slide(title, *points)).picture is picture


def test_a_picture_appears_once_in_an_activity(workshop: Workshop) -> None:
    pair = [slide("Draw the run chart"), slide("Read the run chart")]
    slides = deck_of(with_activity(workshop, slides=pair)).slides

    assert [each.picture for each in slides] == [None, Picture.RUN_CHART, None, None]


def test_every_workshop_has_its_slides_in_order_and_its_pictures(library: Library) -> None:
    pictures = set()
    for workshop in library.workshops.values():
        slides = deck_of(workshop).slides
        expected = [
            title
            for activity in workshop.activities
            for title in ([each.title for each in activity.slides] or [activity.title])
        ]
        assert [each.title for each in slides[1:-1]] == expected
        starts = [each.time for each in slides[1:-1]]
        assert starts == sorted(starts)
        pictures |= {each.picture for each in slides}
    assert pictures == {None, *Picture}


def test_a_deck_is_a_value(workshop: Workshop) -> None:
    assert deck_of(workshop) == deck_of(workshop)
    assert replace(deck_of(workshop), release="2") != deck_of(workshop)
