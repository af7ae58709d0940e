"""A project's weeks and its verdict are the same wherever a reader meets them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.documents.charter import own_charter, shared_charter
from generator.documents.document import Block, Paragraph, Table, plain
from generator.documents.improvement_project import overview
from generator.documents.menu_data import menu_data
from generator.documents.menu_facts import menu_facts, trust_menu_facts
from generator.documents.plan_on_a_page import plans_table
from generator.model.library import Library
from generator.model.project import ImprovementProject
from generator.planning.cohort_figures import in_usual_words
from generator.planning.feasibility import Verdict
from generator.planning.menu import CohortWeeks, shared_menu
from generator.planning.project_plan import project_plan
from tests.planning.profiles import playbook, profile
from tests.worked.cohorts import printed_of

Said = dict[str, tuple[int, str]]
"""Weeks from the charter to the last point, and the verdict, by project id."""

QUICK = (4, 9)
EVERY = tuple(range(3, 19))


def in_reason(text: str) -> tuple[int, str]:
    """The weeks and the verdict of a sentence such as `Tight: needs 21 of the 22 weeks after the charter.`"""
    match = re.search(r"(Fits|Tight|Does not fit): needs (\d+) ", text)
    assert match, text
    return int(match[2]), match[1].lower()


def in_facts(facts: dict[str, Any], months: int, weeks: int) -> Said:
    """What the script of a menu says of a length of cohort, which has some weeks from charter to presentation."""
    place = facts["months"].index(months)
    verdicts = {each["id"]: each["verdicts"][place] for each in facts["projects"]}
    # A project that is not for cohorts of this length has no verdict.
    return {id: (weeks - each[1], list(Verdict)[each[0]].value) for id, each in verdicts.items() if each}


def text_of(blocks: tuple[Block, ...]) -> str:
    return "\n".join(plain(block.runs) for block in blocks if isinstance(block, Paragraph))


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def page(project: ImprovementProject, months: int, cohorts: CohortWeeks) -> Table:
    """The table of a project's page, for one length of cohort."""
    return plans_table([project_plan(months, cohorts.fit(project, months))])


def check(library: Library, months: int) -> None:
    """The playbook of a cohort without dates, its menu and charters, and the shared menu and pages."""
    book = playbook(library, profile(start=None, months=months))
    titles = {project.title: project.id for project in book.projects}
    expected = {id: (fit.weeks_needed, fit.verdict.value) for id, fit in book.feasibility.items()}
    weeks = book.project_weeks.weeks
    assert set(expected) == {entry.project.id for entry in book.menu}

    own = trust_menu_facts(book)
    assert {each["id"]: (each["weeks"], each["fit"]) for each in own["projects"]} == expected
    assert in_facts(own, months, weeks) == expected

    shared = shared_menu(library)
    cohorts = CohortWeeks(library)
    site = menu_facts(shared, library.vocabulary, library.domains, (), None, "*", months=months)
    verdicts = in_facts(site, months, cohorts.weeks(months))
    assert {id: verdicts[id] for id in expected} == expected

    rows = cells(overview(book))
    assert {titles[row[0]]: (int(row[2]), row[5].lower()) for row in rows} == expected
    printed = text_of(printed_of(book))
    for entry in book.menu:
        id = entry.project.id
        assert in_reason(text_of(own_charter(entry, book).blocks)) == expected[id]
        (said,) = (row[1] for row in cells(page(entry.project, months, cohorts)) if row[0] == "Does it fit?")
        assert in_reason(said) == expected[id]
        reason = book.feasibility[id].reason
        assert f"Fits the cohort: {expected[id][1].capitalize()}: {reason}." in printed or (
            expected[id][1] == "does not fit" and f"{entry.project.title}: {reason}." in printed
        )


@pytest.mark.parametrize("months", QUICK)
def test_menu_page_charter_and_playbook_agree(worked_library: Library, months: int) -> None:
    check(worked_library, months)


@pytest.mark.slow
@pytest.mark.parametrize("months", EVERY)
def test_menu_page_charter_and_playbook_agree_for_every_project_and_length(library: Library, months: int) -> None:
    check(library, months)


def test_data_and_charter_have_the_weeks_of_a_cohort_that_asks_for_data_after_the_charter(library: Library) -> None:
    usual = in_usual_words(library)
    data = {each["id"]: each["weeks_needed"] for each in menu_data(library)["projects"]}

    assert data == {id: project.weeks_needed for id, project in library.projects.items()}
    for entry in shared_menu(usual):
        assert f"{entry.weeks} weeks from the charter to the last point" in text_of(shared_charter(entry, usual).blocks)
