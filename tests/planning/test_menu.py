"""The project menu: which cohorts a project fits, how far a trust is with it, what has left."""

from __future__ import annotations

import datetime

import pytest

from generator.model.library import Library, Trust
from generator.model.progress import ProjectStatus
from generator.model.project import Withdrawal
from generator.planning.feasibility import Verdict, feasibility
from generator.planning.menu import CohortWeeks, in_use, shared_menu
from generator.planning.playbook import Playbook, plan
from tests.planning.profiles import profile

CONTACT = {"name": "Bed office", "email": "beds@example.nhs.uk"}


def playbook(library: Library, *, public: bool = False, **menu: object) -> Playbook:
    trust = Trust(profile=profile(menu=menu))
    return plan(library.model_copy(update={"trusts": {"test": trust}}), "test", public=public)


def withdrawn(library: Library, id: str) -> Library:
    gone = library.projects[id].model_copy(update={"withdrawn": Withdrawal(reason="Every ward does it now.")})
    return library.model_copy(update={"projects": library.projects | {id: gone}})


def test_the_fewest_months_are_the_least_that_fit(library: Library) -> None:
    cohorts = CohortWeeks.of(library)
    for entry in shared_menu(library):
        for least, verdicts in (
            (entry.tight_from, {Verdict.FITS, Verdict.TIGHT}),
            (entry.fits_from, {Verdict.FITS}),
        ):
            assert least is not None
            fitting = [n for n in range(2, 25) if feasibility(entry.project, cohorts.weeks(n)).verdict in verdicts]
            assert fitting == list(range(least, 25)), entry.project.id


def test_a_project_for_long_cohorts_alone_fits_no_shorter_one(library: Library) -> None:
    project = next(iter(library.projects.values()))
    long = project.model_copy(update={"only_for": project.only_for.model_copy(update={"months_at_least": 18})})

    assert CohortWeeks.of(library).fewest_months(long, frozenset({Verdict.FITS})) == 18


def test_the_menu_goes_theme_by_theme(library: Library) -> None:
    themes = [entry.project.theme for entry in shared_menu(library)]
    order = list(library.vocabulary.themes)

    assert themes == sorted(themes, key=order.index)
    assert len(themes) == len(library.projects)


def test_a_trust_says_how_far_it_is_with_a_shared_project(library: Library) -> None:
    told = {"project": "discharge-medicines-ready", "status": "taken", "sponsor": "Chief pharmacist"}
    entry = next(one for one in playbook(library, progress=[told]).menu if one.project.id == told["project"])

    assert (entry.progress.status, entry.sponsor, entry.own) == (ProjectStatus.TAKEN, "Chief pharmacist", False)


def test_own_projects_and_taken_ones_are_in_use(library: Library) -> None:
    book = plan(library, "westbrook")

    assert {entry.project.id for entry in in_use(book.menu)} == {
        "shared-equipment-store",
        "discharge-medicines-ready",
        "patient-transfer-form-project",
    }


def test_the_playbook_has_the_same_projects_on_its_menu(library: Library) -> None:
    for slug in library.trusts:
        book = plan(library, slug)
        assert {entry.project.id for entry in book.menu} == {project.id for project in book.projects}


@pytest.mark.parametrize(
    ("private", "public", "there"), [(True, True, False), (True, False, True), (False, True, True)]
)
def test_a_private_contact_stays_in_the_trusts_own_files(
    library: Library, private: bool, public: bool, there: bool
) -> None:
    told = {"project": "discharge-medicines-ready", "contact": CONTACT | {"private": private}}
    book = playbook(library, public=public, progress=[told])
    entry = next(one for one in book.menu if one.project.id == told["project"])

    assert (entry.progress.contact is not None) is there


def test_a_withdrawn_project_leaves_every_menu(library: Library) -> None:
    changed = withdrawn(library, "discharge-medicines-ready")

    assert "discharge-medicines-ready" not in {entry.project.id for entry in shared_menu(changed)}
    chosen = playbook(changed, projects=["discharge-medicines-ready", "staff-rest-at-night"])
    assert [project.id for project in chosen.projects] == ["staff-rest-at-night"]
    assert "it was withdrawn: Every ward does it now." in {choice.reason for choice in chosen.omissions}


def test_dates_are_kept(library: Library) -> None:
    told = {"project": "staff-rest-at-night", "starts": datetime.date(2027, 2, 1), "ends": datetime.date(2027, 5, 1)}
    entry = next(one for one in playbook(library, progress=[told]).menu if one.project.id == told["project"])

    assert (entry.progress.starts, entry.progress.ends) == (told["starts"], told["ends"])
