"""What applies to a cohort and why: groups of three and four, partners, a second cohort, services."""

from __future__ import annotations

import datetime

from generator.model.library import Library
from tests.planning.profiles import playbook, profile


def test_groups_of_four_get_what_is_for_them(worked_library: Library) -> None:
    pairs, fours = playbook(worked_library, profile()), playbook(worked_library, profile(size=4))

    assert any("learns in groups of four" in choice.reason for choice in fours.inclusions)
    assert not any("groups of" in choice.reason for choice in pairs.inclusions)
    assert {choice.what for choice in pairs.omissions} & {choice.what for choice in fours.inclusions}


def test_a_partner_organisation_is_an_ordinary_profile(worked_library: Library) -> None:
    book = playbook(
        worked_library,
        profile(
            staff=("nurses", "partner-organisation-staff"), partners=[{"id": "council", "name": "Westshire Council"}]
        ),
    )

    assert any("partner organisation" in choice.reason for choice in book.inclusions)


def test_a_second_cohort_is_an_ordinary_profile(worked_library: Library) -> None:
    first, second = playbook(worked_library, profile()), playbook(worked_library, profile(cohort={"number": 2}))

    assert first.schedule is not None
    assert second.schedule is not None
    assert first.schedule.entries == second.schedule.entries


def test_projects_of_services_that_the_trust_lacks_stay_out(worked_library: Library) -> None:
    book = playbook(worked_library, profile(services=["theatres"]))

    assert [project.id for project in book.projects] == ["first-case", "safe-handover"]
    assert any(choice.reason == "the trust has no service where it happens" for choice in book.omissions)


def test_everything_that_is_left_out_has_a_reason(library: Library) -> None:
    for book in (playbook(library, profile()), playbook(library, profile(size=3, months=3, groups=2))):
        assert all(choice.what and choice.reason for choice in (*book.omissions, *book.inclusions))


def test_details_of_workshops_change_not_which_workshops_run(library: Library) -> None:
    details = {"powerlab": {"room": "Hall"}, "self-awareness": {"room": "Library", "start": datetime.time(10)}}
    for months in (4, 9):
        plain = playbook(library, profile(months=months))
        detailed = playbook(library, profile(months=months, workshop_details=details))

        assert [plan.id for plan in detailed.workshops] == [plan.id for plan in plain.workshops]
        assert detailed.omissions == plain.omissions
        first = detailed.workshops[0]
        assert (first.id, first.choice.room, first.starts) == ("self-awareness", "Library", datetime.time(10))


def test_a_workshop_that_is_chosen_has_the_details_of_its_choice(library: Library) -> None:
    chosen = profile(
        workshops=[{"workshop": "powerlab", "room": "Hall"}], workshop_details={"self-awareness": {"room": "Library"}}
    )

    assert [plan.choice.room for plan in playbook(library, chosen).workshops] == ["Hall"]


def test_a_topic_for_cohorts_with_a_partner_organisation_is_whole_or_not_there(library: Library) -> None:
    alone = playbook(library, profile())
    together = playbook(library, profile(partners=[{"id": "council", "name": "Westshire Council"}]))

    for book, shown in ((alone, False), (together, True)):
        assert ("integrated-care" in {plan.topic.id for plan in book.topics}) is shown
        assert ("integrated-care" in {item.topic.id for section in book.checklist for item in section.items}) is shown
    left_out = [choice for choice in alone.omissions if "Integrated care" in choice.what]
    assert left_out == [("Topic: Integrated care", "for cohorts with a partner organisation")]


def test_only_a_cohort_that_starts_soon_reads_of_a_fast_start(library: Library) -> None:
    """From 15 March to 16 June 2027 there are 13 whole weeks."""
    start = datetime.date(2027, 6, 16)
    soon, later, undated = (
        playbook(library, profile(start=start, planning_from=datetime.date(2027, 3, 15))),
        playbook(library, profile(start=start, planning_from=datetime.date(2026, 10, 1))),
        playbook(library, profile(start=None)),
    )

    assert ["fast-start" in {plan.topic.id for plan in book.topics} for book in (soon, later, undated)] == [
        True,
        False,
        False,
    ]
    assert any(choice.reason == "the cohort has 13 weeks to prepare" for choice in soon.inclusions)
