"""When letters and forms are needed, worked out by hand for six pairs in tests/worked/six_pairs.md."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from generator.model.base import Timing
from generator.model.playbook_files import safe_title
from generator.planning.letters_and_forms import letters_and_forms, needed_next, needed_until
from generator.planning.playbook import Playbook
from generator.planning.status import next_things
from tests.worked.cohorts import playbook, replanned

NAMES = [
    "Letters/01 by 29 July Executive briefing",
    "Letters/02 by 29 July Risk register",
    "Letters/03 by 9 September Advert",
    "Letters/04 by 21 October Guide for the panel",
    "Letters/05 by 4 November Letter to the rota coordinator",
    "Letters/06 by 4 November Offer of a place",
    "Letters/07 by 28 July Plan for the closing event",
    "Letters/08 by 22 September Certificate",
    "Letters/09 A filled charter",
    "Forms/01 by 9 September Application form",
    "Forms/02 by 24 December Self-assessment - before the programme",
    "Forms/03 by 20 January Partnership agreement",
    "Forms/04 by 17 March Shadowing log",
    "Forms/05 by 6 October Self-assessment - at the end",
    "Forms/06 by 6 October Self-assessment - looking back",
    "Forms/07 by 27 October Sponsor survey",
]


def names(book: Playbook) -> list[str]:
    return [f"{each.kind}/{each.name}" for each in letters_and_forms(book)]


def titles(book: Playbook, today: datetime.date) -> list[str]:
    return [each.title for each in needed_next(letters_and_forms(book), today)]


def test_letters_and_forms_are_numbered_by_the_day_that_first_needs_them() -> None:
    assert names(playbook("westbrook")) == NAMES


def test_a_number_stays_whatever_the_day_is() -> None:
    assert names(replace(playbook("westbrook"), today=datetime.date(2027, 9, 1))) == NAMES


def test_the_eight_that_are_needed_next_include_those_of_the_last_28_days() -> None:
    # 28 days after 9 September.
    assert titles(playbook("westbrook"), datetime.date(2026, 10, 7)) == [
        "Advert",
        "Application form",
        "Guide for the panel",
        "Letter to the rota coordinator",
        "Offer of a place",
        "Self-assessment: before the programme",
        "Partnership agreement",
        "Shadowing log",
    ]


def test_what_is_used_again_later_is_needed_then() -> None:
    # The risk register was first used on 29 July 2026, and is used again on 26 May 2027.
    assert titles(playbook("westbrook"), datetime.date(2026, 10, 8)) == [
        "Guide for the panel",
        "Letter to the rota coordinator",
        "Offer of a place",
        "Self-assessment: before the programme",
        "Partnership agreement",
        "Shadowing log",
        "Risk register",
        "Plan for the closing event",
    ]


def test_fewer_than_eight_are_left_at_the_end() -> None:
    assert titles(playbook("westbrook"), datetime.date(2027, 10, 20)) == [
        "Certificate",
        "Self-assessment: at the end",
        "Self-assessment: looking back",
        "Sponsor survey",
        "A filled charter",
    ]


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (datetime.date(2026, 10, 7), datetime.date(2026, 10, 7)),
        (datetime.date(2026, 10, 8), datetime.date(2026, 11, 18)),
        (datetime.date(2026, 11, 18), datetime.date(2026, 11, 18)),
    ],
)
def test_the_same_ones_are_needed_until_28_days_after_the_first_of_them(
    today: datetime.date, last: datetime.date
) -> None:
    needed = needed_next(letters_and_forms(playbook("westbrook")), today)

    assert needed_until(needed, today) == last
    assert needed_next(letters_and_forms(playbook("westbrook")), last) == needed
    assert needed_next(letters_and_forms(playbook("westbrook")), last + datetime.timedelta(days=1)) != needed


def test_without_a_start_they_are_in_the_order_of_their_weeks_and_have_no_day() -> None:
    cohort = {**playbook("westbrook").profile.cohort.model_dump(mode="json", exclude_unset=True), "start": None}
    book = replanned("westbrook", cohort=cohort)

    assert names(book)[:3] == ["Letters/01 Executive briefing", "Letters/02 Risk register", "Letters/03 Advert"]
    assert names(book)[9:11] == ["Forms/01 Application form", "Forms/02 Self-assessment - before the programme"]
    assert [each.title for each in needed_next(letters_and_forms(book), book.today)] == [
        "Executive briefing",
        "Risk register",
        "Advert",
        "Guide for the panel",
        "Letter to the rota coordinator",
        "Offer of a place",
        "Plan for the closing event",
        "Certificate",
    ]
    assert needed_until(needed_next(letters_and_forms(book), book.today), book.today) is None


def test_without_a_start_week_0_is_before_week_1() -> None:
    cohort = {**playbook("westbrook").profile.cohort.model_dump(mode="json", exclude_unset=True), "start": None}
    book = replanned("westbrook", cohort=cohort)
    second, first = (
        book.templates[0].model_copy(update={"title": title, "timing": [Timing(milestone="launch", weeks_after=week)]})
        for title, week in (("In week 1", 1), ("In week 0", 0))
    )

    assert names(replace(book, templates=(second, first), instruments=())) == [
        "Letters/01 In week 0",
        "Letters/02 In week 1",
    ]


def test_a_form_of_three_times_is_filled_in_before_at_the_first_and_after_at_the_last() -> None:
    book = playbook("westbrook")
    form = next(each for each in book.instruments if each.waves)
    timing = [Timing(milestone=milestone) for milestone in ("applications-open", "launch", "presentation-day")]
    book = replace(book, templates=(), instruments=(form.model_copy(update={"timing": timing}),))

    assert names(book) == [
        "Forms/01 by 9 September Self-assessment - before the programme",
        "Forms/02 by 22 September Self-assessment - at the end",
        "Forms/03 by 22 September Self-assessment - looking back",
    ]
    assert {len(each.days) for each in letters_and_forms(book)} == {1}


def test_what_has_no_set_time_comes_last() -> None:
    book = playbook("westbrook")
    advert = book.templates[0].model_copy(update={"timing": [], "title": "Any time"})
    book = replace(book, templates=(advert, *book.templates[1:]), instruments=())

    assert names(book)[-2:] == ["Letters/08 Any time", "Letters/09 A filled charter"]
    assert titles(book, datetime.date(2027, 9, 1)) == ["Certificate", "Any time", "A filled charter"]


def test_the_same_day_of_two_years_has_its_year() -> None:
    book = playbook("westbrook")
    # Two weeks after 8 September 2026, and the presentations on 22 September 2027.
    first, second = (
        book.templates[0].model_copy(update={"id": id, "title": id, "timing": [Timing(milestone=milestone, **weeks)]})
        for id, milestone, weeks in (
            ("first", "applications-open", {"weeks_after": 2}),
            ("second", "presentation-day", {}),
        )
    )
    assert book.schedule is not None
    days = {**book.schedule.milestones, "applications-open": datetime.date(2026, 9, 8)}
    schedule = replace(book.schedule, milestones=days)

    assert names(replace(book, schedule=schedule, templates=(first, second), instruments=())) == [
        "Letters/01 by 22 September 2026 first",
        "Letters/02 by 22 September 2027 second",
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Self-assessment: before", "Self-assessment - before"),
        ("What now? (50% done)", "What now (50 per cent done)"),
        ('Plan/Do\\Study "here" <a|b> #1*', "Plan-Do-Study here a - b 1"),
        ("Ends in a stop.", "Ends in a stop"),
        (" two  spaces ", "two spaces"),
        ("word " * 20, "word word word word word word word word word word word word"),
        ("a" * 70, "a" * 60),
        ("b" * 60, "b" * 60),
    ],
)
def test_a_title_becomes_a_name_that_windows_and_sharepoint_take(title: str, name: str) -> None:
    assert safe_title(title) == name


def test_what_comes_next_is_the_tasks_and_events_of_the_plan_with_their_days() -> None:
    things = next_things(playbook("westbrook"), datetime.date(2026, 10, 20))

    assert [(thing.what, thing.day, thing.roles) for thing in things] == [
        ("Selection", datetime.date(2026, 10, 21), ("programme-lead", "executive-sponsor", "administrator")),
        ("Book the room: Workshop 1: Meeting each other", datetime.date(2026, 10, 21), ("programme-lead",)),
        ("Write to everybody who releases a participant", datetime.date(2026, 10, 28), ("programme-lead",)),
    ]


def test_what_is_on_the_day_itself_comes_next_and_weeks_to_choose_from_do_not() -> None:
    def titles(day: datetime.date) -> list[str]:
        return [thing.what for thing in next_things(playbook("westbrook"), day)]

    # Places are confirmed on Wednesday 4 November 2026. Pair meeting 1 may be on any day from 20 January on.
    assert titles(datetime.date(2026, 11, 4))[0] == "Places confirmed"
    assert titles(datetime.date(2027, 1, 20)) == [
        "Fill in: Partnership agreement",
        "Workshop 1: Meeting each other",
        "Book the room: Workshop 3: How systems work",
    ]


def test_of_forms_for_the_same_day_those_with_several_copies_come_first() -> None:
    book = playbook("westbrook")
    rated = next(each for each in book.instruments if each.waves)
    timing = [Timing(milestone="applications-open"), Timing(milestone="presentation-day")]
    several, survey, early = (
        rated.model_copy(update={"title": title, "timing": times, "waves": waves})
        for title, times, waves in (
            ("Self-assessment", timing, rated.waves),
            ("Survey", timing[1:], []),
            ("Application form", timing[:1], []),
        )
    )

    assert names(replace(book, templates=(), instruments=(survey, early, several))) == [
        "Forms/01 by 9 September Self-assessment - before the programme",
        "Forms/02 by 9 September Application form",
        "Forms/03 by 22 September Self-assessment - at the end",
        "Forms/04 by 22 September Self-assessment - looking back",
        "Forms/05 by 22 September Survey",
    ]
