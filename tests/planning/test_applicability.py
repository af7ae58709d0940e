"""Whether something is for a cohort, and the words for it."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.base import Applicability
from generator.model.library import Library
from generator.planning.applicability import audience, cohort_in_sentence, group_name, met, unmet
from tests.planning.profiles import playbook, profile

THREES = {"groups": 2, "size": 3}
PARTNER = {"partners": [{"id": "council", "name": "Council"}]}
SITES = {"sites": [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}]}
LATER = {"cohort": {"number": 2}}


@pytest.mark.parametrize(
    ("rule", "others", "why_not", "why"),
    [
        (
            {"staff_groups": ["resident-doctors", "nurses"]},
            {"staff": ("consultants", "managers")},
            "for cohorts with resident doctors or nurses",
            "the cohort has resident doctors",
        ),
        (
            {"pairing_methods": ["meet-then-choose"]},
            {"pairing": {"method": "panel-decides"}},
            "for another way of pairing",
            "the cohort finds partners in this way",
        ),
        ({"group_sizes": [2]}, THREES, "for pairs", "the cohort learns in pairs"),
        ({"several_sites": False}, SITES, "for trusts with one site", "the cohort works on one site"),
        ({"partners": False}, PARTNER, "for cohorts of one organisation", "the cohort is of one organisation"),
        ({"later_cohort": False}, LATER, "for a trust's first cohort", "the cohort is the trust's first"),
        ({"months_at_least": 9}, {"months": 8}, "for cohorts of 9 months or more", "the cohort lasts 9 months"),
        ({"months_at_most": 9}, {"months": 10}, "for cohorts of 9 months or less", "the cohort lasts 9 months"),
    ],
)
def test_what_is_for_the_usual_cohort_and_not_for_another(
    worked_library: Library, rule: dict[str, Any], others: dict[str, Any], why_not: str, why: str
) -> None:
    """The usual cohort: pairs of resident doctors and managers of one organisation on one site, for nine months."""
    applicability = Applicability.model_validate(rule)
    usual, other = profile(), profile(**others)
    words = worked_library.vocabulary

    assert (unmet(applicability, usual, words), met(applicability, usual, words)) == (None, why)
    assert unmet(applicability, other, words) == why_not


@pytest.mark.parametrize(
    ("rule", "others", "why"),
    [
        ({"several_sites": True}, SITES, "the cohort works on several sites"),
        ({"partners": True}, PARTNER, "the cohort has a partner organisation"),
        ({"later_cohort": True}, LATER, "the cohort is not the trust's first"),
        ({"group_sizes": [3, 4]}, THREES, "the cohort learns in groups of three"),
        (
            {"several_sites": True, "group_sizes": [3], "months_at_least": 3},
            SITES | THREES,
            "the cohort learns in groups of three, works on several sites, lasts 9 months",
        ),
    ],
)
def test_why_something_is_for_a_cohort(
    worked_library: Library, rule: dict[str, Any], others: dict[str, Any], why: str
) -> None:
    applicability = Applicability.model_validate(rule)

    assert met(applicability, profile(**others), worked_library.vocabulary) == why
    assert unmet(applicability, profile(**others), worked_library.vocabulary) is None
    assert unmet(applicability, profile(), worked_library.vocabulary) is not None


@pytest.mark.parametrize(
    ("weeks", "why_not"),
    [
        (12, None),
        (16, None),
        (17, "for cohorts with 16 weeks or less to prepare"),
        (None, "for cohorts with 16 weeks or less to prepare"),
    ],
)
def test_what_is_for_a_short_preparation(worked_library: Library, weeks: int | None, why_not: str | None) -> None:
    """Where nobody says how many weeks there are, nothing that is for few weeks applies."""
    rule, words = Applicability(weeks_to_prepare_at_most=16), worked_library.vocabulary

    assert unmet(rule, profile(), words, weeks) == why_not
    assert audience(rule, words, worked_library.pairing_methods) == ("for cohorts with 16 weeks or less to prepare",)
    if why_not is None:
        assert met(rule, profile(), words, weeks) == f"the cohort has {weeks} weeks to prepare"


def test_a_project_for_a_short_preparation_is_on_the_menu_with_its_fit(worked_library: Library) -> None:
    """Its fit was worked out before the weeks to prepare were known, and the project was missing there."""
    id, project = next(iter(worked_library.projects.items()))
    rule = Applicability(weeks_to_prepare_at_most=100)
    changed = {**worked_library.projects, id: project.model_copy(update={"only_for": rule})}
    book = playbook(worked_library.model_copy(update={"projects": changed}), profile())

    assert id in book.feasibility
    assert [entry.project.id for entry in book.menu if entry.fit is None] == []


def test_what_is_for_everybody_needs_no_reason(worked_library: Library) -> None:
    assert unmet(Applicability(), profile(), worked_library.vocabulary) is None
    assert met(Applicability(), profile(), worked_library.vocabulary) is None
    assert audience(Applicability(), worked_library.vocabulary, worked_library.pairing_methods) == ()


def test_a_page_says_whom_something_is_for(worked_library: Library) -> None:
    rule = Applicability(
        staff_groups=["nurses"],
        pairing_methods=["panel-decides", "meet-then-choose"],
        group_sizes=[3, 4],
        several_sites=True,
        months_at_least=6,
        months_at_most=12,
    )

    assert audience(rule, worked_library.vocabulary, worked_library.pairing_methods) == (
        "for cohorts with nurses",
        "for this way of pairing: The panel decides, Meet, then choose",
        "for groups of three or groups of four",
        "for cohorts of 6 months or more",
        "for cohorts of 12 months or less",
        "for trusts with several sites",
    )


def test_groups_have_a_singular() -> None:
    assert [group_name(size, number) for size in (2, 3, 4) for number in (1, 2)] == [
        "pair",
        "pairs",
        "group of three",
        "groups of three",
        "group of four",
        "groups of four",
    ]


def test_every_staff_group_of_the_cohort_that_is_a_reason_is_named(worked_library: Library) -> None:
    both = Applicability(staff_groups=["resident-doctors", "managers", "nurses"])

    assert met(both, profile(), worked_library.vocabulary) == "the cohort has resident doctors and managers"


@pytest.mark.parametrize(
    ("name", "in_a_sentence"),
    [
        ("Cohort 2", "Cohort 2"),
        ("The 2027 cohort", "The 2027 cohort"),
        ("Joint cohort", "the joint cohort"),
        ("The joint cohort", "the joint cohort"),
        ("The  Joint Cohort", "the joint Cohort"),
        ("Nightingale cohort", "the Nightingale cohort"),
        ("The Nightingale Cohort", "the Nightingale Cohort"),
        ("Spring", "the spring cohort"),
        ("the spring", "the spring cohort"),
        ("Springfield", "Springfield"),
        ("Spring group", "Spring group"),
        ("Cohort", "the cohort"),
        ("Theatre nurses", "Theatre nurses"),
    ],
)
def test_the_name_of_a_cohort_in_a_sentence(name: str, in_a_sentence: str) -> None:
    """What is no name of its own loses its capital; a number makes it a name."""
    assert cohort_in_sentence(name) == in_a_sentence
