"""The project menu: which cohorts a project fits, how far a trust is with it, and what was withdrawn."""

from __future__ import annotations

import datetime

import pytest

from generator.model.library import Library, Trust
from generator.model.progress import ProjectStatus
from generator.model.project import Interval, Withdrawal
from generator.planning.feasibility import Verdict, feasibility
from generator.planning.menu import FEWEST_MONTHS, MOST_MONTHS, CohortWeeks, MenuEntry, in_use, shared_menu
from generator.planning.playbook import Playbook, plan
from tests.planning.profiles import profile

CONTACT = {"name": "Bed office", "email": "beds@example.nhs.uk"}


def playbook(library: Library, *, public: bool = False, **menu: object) -> Playbook:
    trust = Trust(profile=profile(menu=menu))
    return plan(library.model_copy(update={"trusts": {"test": trust}}), "test", public=public)


def entry(book: Playbook, project: str) -> MenuEntry:
    return next(entry for entry in book.menu if entry.project.id == project)


def withdrawn(library: Library, id: str) -> Library:
    gone = library.projects[id].model_copy(update={"withdrawn": Withdrawal(reason="Every ward does it now.")})
    return library.model_copy(update={"projects": library.projects | {id: gone}})


def test_the_shortest_cohort_is_the_first_that_fits(library: Library) -> None:
    cohorts = CohortWeeks(library)
    for entry in shared_menu(library):
        rule = entry.project.only_for
        lengths = range(rule.months_at_least or FEWEST_MONTHS, (rule.months_at_most or MOST_MONTHS) + 1)
        for least, verdicts in (
            (entry.tight_from, {Verdict.FITS, Verdict.TIGHT}),
            (entry.fits_from, {Verdict.FITS}),
        ):
            fitting = [n for n in lengths if feasibility(entry.project, cohorts.weeks(n)).verdict in verdicts]
            assert fitting == ([] if least is None else list(range(least, lengths.stop))), entry.project.id


def test_a_project_only_for_long_cohorts_fits_no_shorter_one(library: Library) -> None:
    project = next(iter(library.projects.values()))
    long = project.model_copy(update={"only_for": project.only_for.model_copy(update={"months_at_least": 18})})

    assert CohortWeeks(library).fewest_months(long, frozenset({Verdict.FITS})) == 18


def test_the_menu_is_sorted_by_theme(library: Library) -> None:
    themes = [entry.project.theme for entry in shared_menu(library)]
    order = list(library.vocabulary.themes)

    assert themes == sorted(themes, key=order.index)
    assert len(themes) == len(library.menu)


def test_weeks_for_projects_in_cohorts_of_every_length(worked_library: Library) -> None:
    """35 weeks in nine months: 35 x months / 9, rounded."""
    cohorts = CohortWeeks(worked_library)

    short, long = range(2, 13), range(13, 25)
    assert [cohorts.weeks(months) for months in short] == [8, 12, 16, 19, 23, 27, 31, 35, 39, 43, 47]
    assert [cohorts.weeks(months) for months in long] == [51, 54, 58, 62, 66, 70, 74, 78, 82, 86, 89, 93]


@pytest.mark.parametrize(("duration", "fewest"), [(6, 2), (10, 3), (91, 24), (92, None)])
def test_the_shortest_cohort_has_two_months_and_the_longest_two_years(
    worked_library: Library, duration: int, fewest: int | None
) -> None:
    """Two weeks for data and sponsor, then the work: 8 weeks are two months, 93 are two years. No point can be cut."""
    project = worked_library.projects["quick-letters"]
    timing = project.measurement.model_copy(
        update={"interval": Interval.MONTHLY, "points_before": 0, "points_after": 1}
    )
    changed = project.model_copy(update={"duration_weeks": duration, "measurement": timing})

    assert CohortWeeks(worked_library).fewest_months(changed, frozenset({Verdict.FITS, Verdict.TIGHT})) == fewest


def test_a_project_for_cohorts_of_one_month_fits_no_cohort_shorter_than_two(worked_library: Library) -> None:
    """Two weeks for data and sponsor and two of work would fit the four weeks of one month."""
    project = worked_library.projects["quick-letters"]
    timing = project.measurement.model_copy(update={"interval": Interval.WEEKLY, "points_before": 0, "points_after": 1})
    rule = project.only_for.model_copy(update={"months_at_least": 1})
    short = project.model_copy(update={"duration_weeks": 2, "measurement": timing, "only_for": rule})

    assert feasibility(short, 4).verdict is Verdict.TIGHT
    assert CohortWeeks(worked_library).fewest_months(short, frozenset({Verdict.FITS, Verdict.TIGHT})) == 2


def test_a_trust_says_how_far_it_is_with_a_shared_project(worked_library: Library) -> None:
    progress = {"project": "ward-round", "status": "taken", "sponsor": "Chief pharmacist"}
    taken = entry(playbook(worked_library, progress=[progress]), "ward-round")

    assert (taken.progress.status, taken.sponsor, taken.own) == (ProjectStatus.TAKEN, "Chief pharmacist", False)


def test_own_projects_and_taken_ones_are_in_use(worked_library: Library) -> None:
    used = {
        trust: [entry.project.id for entry in in_use(plan(worked_library, trust).menu)]
        for trust in worked_library.trusts
    }

    assert used == {"eastmere": [], "northvale": ["shared-records"], "westbrook": ["ward-round"]}


def test_the_playbook_has_the_same_projects_on_its_menu(library: Library) -> None:
    for slug in library.trusts:
        book = plan(library, slug)
        assert {entry.project.id for entry in book.menu} == {project.id for project in book.projects}


@pytest.mark.parametrize(
    ("private", "public", "there"), [(True, True, False), (True, False, True), (False, True, True)]
)
def test_a_private_contact_stays_in_the_trusts_own_files(
    worked_library: Library, private: bool, public: bool, there: bool
) -> None:
    progress = {"project": "ward-round", "contact": CONTACT | {"private": private}}
    book = playbook(worked_library, public=public, progress=[progress])

    assert (entry(book, "ward-round").progress.contact is not None) is there


def test_a_withdrawn_project_leaves_every_menu(worked_library: Library) -> None:
    changed = withdrawn(worked_library, "ward-round")

    assert "ward-round" not in {entry.project.id for entry in shared_menu(changed)}
    chosen = playbook(changed, projects=["ward-round", "quick-letters"])
    assert [project.id for project in chosen.projects] == ["quick-letters"]
    assert "it was withdrawn: Every ward does it now." in {choice.reason for choice in chosen.omissions}


def test_a_taken_project_has_its_dates(worked_library: Library) -> None:
    progress = {"project": "quick-letters", "starts": datetime.date(2027, 2, 1), "ends": datetime.date(2027, 5, 1)}
    taken = entry(playbook(worked_library, progress=[progress]), "quick-letters")

    assert (taken.progress.starts, taken.progress.ends) == (progress["starts"], progress["ends"])
