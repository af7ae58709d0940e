"""The project menu: which cohorts a project fits, how far a trust is with it, and what was withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from generator.model.base import Timing
from generator.model.library import Library, Trust
from generator.model.programme import ShortForm
from generator.model.progress import ProjectStatus
from generator.model.project import ImprovementProject, Interval, Withdrawal
from generator.planning.feasibility import Verdict
from generator.planning.menu import CohortWeeks, MenuEntry, by_fit, in_full, in_use, shared_menu
from generator.planning.playbook import Playbook, plan
from tests.planning import cohort
from tests.planning.profiles import profile

CONTACT = {"name": "Bed office", "email": "beds@example.nhs.uk"}


def playbook(
    library: Library,
    *,
    public: bool = False,
    months: int = 9,
    workshops: Sequence[dict[str, str]] = (),
    **menu: object,
) -> Playbook:
    trust = Trust(profile=profile(menu=menu, months=months, workshops=list(workshops)))
    return plan(library.model_copy(update={"trusts": {"test": trust}}), "test", public=public)


def entry(book: Playbook, project: str) -> MenuEntry:
    return next(entry for entry in book.menu if entry.project.id == project)


def withdrawn(library: Library, id: str) -> Library:
    gone = library.projects[id].model_copy(update={"withdrawn": Withdrawal(reason="Every ward does it now.")})
    return library.model_copy(update={"projects": library.projects | {id: gone}})


def test_from_the_shortest_cohort_on_every_longer_one_is_long_enough(library: Library) -> None:
    for entry in shared_menu(library):
        for least, verdicts in (
            (entry.tight_from, {Verdict.FITS, Verdict.TIGHT}),
            (entry.fits_from, {Verdict.FITS}),
        ):
            months = sorted(entry.fits)
            too_short = [number for number in months if entry.fits[number].verdict not in verdicts]
            longer = [number for number in months if number > max(too_short, default=0)]
            assert least == min(longer, default=None), entry.project.id


def on_the_menu(library: Library, project: ImprovementProject) -> MenuEntry:
    (entry,) = shared_menu(library.model_copy(update={"projects": {project.id: project}}))
    return entry


def test_a_project_only_for_long_cohorts_fits_no_shorter_one(library: Library) -> None:
    project = next(iter(library.projects.values()))
    long = project.model_copy(update={"only_for": project.only_for.model_copy(update={"months_at_least": 18})})

    assert on_the_menu(library, long).fits_from == 18


def test_the_menu_is_sorted_by_theme(library: Library) -> None:
    themes = [entry.project.theme for entry in shared_menu(library)]
    order = list(library.vocabulary.themes)

    assert themes == sorted(themes, key=order.index)
    assert len(themes) == len(library.menu)


def test_weeks_for_projects_in_cohorts_of_every_length(worked_library: Library) -> None:
    """35 x months / 9 weeks to the presentation day; charters are signed in the week that is the number of months.

    Workshop 2 of six is in a fifth of the weeks to the presentation day, and charters follow after 2 x months / 9
    weeks, at least one, but before workshop 3. six_pairs.md has the working.
    """
    cohorts = CohortWeeks(worked_library)

    short, long = range(2, 13), range(13, 25)
    assert [cohorts.weeks(months) for months in short] == [6, 9, 12, 14, 17, 20, 23, 26, 29, 32, 35]
    assert [cohorts.weeks(months) for months in long] == [38, 40, 43, 46, 49, 52, 55, 58, 61, 64, 66, 69]


@pytest.mark.parametrize("start", [datetime.date(2027, 1, 13), None])
def test_a_cohort_that_signs_its_charters_on_presentation_day_has_no_week_for_projects(
    start: datetime.date | None,
) -> None:
    def weeks(**programme: object) -> tuple[int, int]:
        base = cohort.library()
        changed = base.model_copy(update={"programme": base.programme.model_copy(update=programme)})
        project_weeks = cohort.book(changed, start=start).project_weeks
        return project_weeks.charter_week, project_weeks.weeks

    assert weeks(charter=Timing(milestone="presentation-day")) == (20, 0)
    assert weeks(charter=Timing(milestone="presentation-day", weeks_after=1)) == (21, 0)
    assert weeks(charter=Timing(milestone="presentation-day", weeks_before=1)) == (19, 1)
    assert weeks() == (0, 20)


@pytest.mark.parametrize(("duration", "fewest"), [(4, 2), (5, 3), (67, 24), (68, None)])
def test_the_shortest_cohort_has_two_months_and_the_longest_two_years(
    worked_library: Library, duration: int, fewest: int | None
) -> None:
    """Two weeks for data, then the work: 6 weeks are two months, 69 are two years. The only point cannot be cut."""
    project = worked_library.projects["quick-letters"]
    timing = project.measurement.model_copy(update={"interval": Interval.WEEKLY, "points_before": 0, "points_after": 1})
    changed = project.model_copy(update={"duration_weeks": duration, "measurement": timing})

    assert on_the_menu(worked_library, changed).tight_from == fewest


def test_a_project_for_cohorts_of_one_month_fits_no_cohort_shorter_than_two(worked_library: Library) -> None:
    project = worked_library.projects["quick-letters"]
    timing = project.measurement.model_copy(update={"interval": Interval.WEEKLY, "points_before": 0, "points_after": 1})
    rule = project.only_for.model_copy(update={"months_at_least": 1})
    short = project.model_copy(update={"duration_weeks": 2, "measurement": timing, "only_for": rule})

    assert on_the_menu(worked_library, short).tight_from == 2


def test_a_short_form_asks_for_data_before_the_first_workshop(worked_library: Library) -> None:
    """Quick letters has 2 weeks to get data and 12 of work. Four months have 16 weeks, and charters are signed two
    workshops of five (4 weeks apart) and a week in, after 5: 11 are left, so 5 of 6 points after the change stay."""
    short = ShortForm(
        months_below=5,
        workshops=["meeting", "listening", "measuring", "changing", "presenting"],
        advice="A",
    )
    programme = worked_library.programme.model_copy(update={"short_form": short})
    changed = worked_library.model_copy(update={"programme": programme})
    fits = on_the_menu(changed, worked_library.projects["quick-letters"]).fits

    assert fits[4].reason == (
        "needs 12 weeks after the charter, with data asked for before the first workshop, and the cohort has 11: "
        "plan 5 points after the change, not 6"
    )
    assert (fits[4].weeks_needed, fits[5].weeks_needed) == (12, 14)
    short_playbook = playbook(changed, months=4)
    assert (fits[5].data_first, short_playbook.project_weeks.data_first) == (False, True)
    assert short_playbook.feasibility["quick-letters"].data_first


def test_a_trust_that_names_its_workshops_runs_no_short_form(worked_library: Library) -> None:
    short = ShortForm(months_below=5, workshops=["meeting", "presenting"], advice="A")
    programme = worked_library.programme.model_copy(update={"short_form": short})
    changed = worked_library.model_copy(update={"programme": programme})
    own = playbook(changed, months=4, workshops=[{"workshop": "meeting"}, {"workshop": "presenting"}])

    assert not own.project_weeks.data_first


def test_a_playbook_has_in_full_what_fits_or_is_in_use(worked_library: Library) -> None:
    """Six months have 17 weeks: First case on time and Quick letters fit or are tight, Home visits does not fit."""
    progress = [{"project": "home-visits", "status": "taken"}]
    book = playbook(worked_library, months=6, projects=["home-visits", "ward-round", "first-case"], progress=progress)

    assert [entry.project.id for entry in in_full(book.menu)] == ["first-case", "home-visits"]
    assert [entry.project.id for entry in by_fit(book.menu)] == ["first-case", "ward-round", "home-visits"]


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
