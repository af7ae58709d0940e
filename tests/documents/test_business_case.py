"""The business case: one page for every cohort, with nothing made up and nothing unpriced left unsaid."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents import sheet
from generator.documents.business_case import NO_SAVING, RATES, business_case
from generator.documents.document import Document
from generator.documents.scheme_workbook import scheme_workbook
from generator.model.library import Library
from generator.planning import dates
from generator.planning.business_case import share_in_words, total_in_words
from generator.planning.figures import pounds
from generator.planning.playbook import Playbook, plan
from generator.writers.formats import EVERYTHING, USUAL, Inputs, outputs
from tests.documents import cohorts as shapes
from tests.documents.test_charter import pages, rows, tables_of, words
from tests.documents.test_scheme_workbook import sheet as sheet_of
from tests.examples import examples
from tests.planning.profiles import playbook, profile
from tests.test_formats import THEME
from tests.worked.cohorts import lines, printed_of, section

STAFF = "Hours and cost by role"
COSTS = [{"title": f"Cost number {pounds}", "pounds": pounds, "each": ["workshop"]} for pounds in range(30)]


def page(library: Library, **values: Any) -> Document:
    return business_case(playbook(library, profile(**values)))


def everybody(library: Library) -> dict[str, Any]:
    """A cohort with one person of each staff group, all roles rated, and many other costs."""
    groups = list(library.vocabulary.staff_groups)
    people = [{"staff_group": id, "number": 1} for id in groups]
    return {
        "groups": len(groups) // 2,
        "cohort": {"participants": people},
        "rates": dict.fromkeys([*library.vocabulary.roles, *groups], 234.56),
        "costs": COSTS,
    }


@pytest.mark.parametrize("name", shapes.NAMES)
def test_it_is_one_page(library: Library, name: str) -> None:
    document = business_case(shapes.book(name, library))

    assert sheet.fits(document)
    assert pages(document) == 1


def test_the_longest_is_one_page_too(library: Library) -> None:
    long = page(library, **everybody(library))

    assert pages(long) == 1
    assert len(rows(tables_of(long)["Other costs"])) < len(COSTS)
    assert sum(row.pounds for row in playbook(library, profile(costs=COSTS)).business_case.others) == 6 * sum(range(30))


def test_small_costs_of_a_long_list_are_added_up(library: Library) -> None:
    """There is room for six lines: 6 x 25 to 6 x 29, and the others are 6 x (0 + 1 + ... + 24) = 1,800."""
    other = rows(tables_of(page(library, costs=COSTS))["Other costs"])

    assert [row[2] for row in other] == ["£150", "£156", "£162", "£168", "£174", "£1,800"]
    assert other[-1][:2] == ["25 smaller costs", "once"]


def test_without_rates_it_counts_hours_and_says_where_rates_come_from(library: Library) -> None:
    text = words(page(library))

    assert "It is in hours alone: the trust has given no rates or other costs yet." in text
    assert RATES in text
    assert "£" not in text


def test_a_role_without_a_rate_is_named_and_one_with_a_rate_shows_its_band(library: Library) -> None:
    rated = page(library, rates={"programme-lead": 38.5, "managers": 30}, bands={"programme-lead": "Band 8a"})
    staff = {row[0]: row[3] for row in rows(tables_of(rated)[STAFF])}

    assert staff["Programme lead"] == "£38.50, Band 8a"
    assert staff["Managers (6)"] == "£30"
    assert {staff["Resident doctors (6)"], staff["Administrator"]} == {"no rate yet"}


def test_where_every_hour_has_a_rate_nothing_is_missing(library: Library) -> None:
    book = playbook(library, profile(rates=dict.fromkeys(library.vocabulary.roles, 20)))
    text = words(business_case(book))

    assert share_in_words(book.business_case) == "every hour"
    assert "which prices every hour." in text
    assert RATES not in text
    assert "no rate yet" not in text


def test_backfill_without_a_rate_is_named(library: Library) -> None:
    """Six resident doctors in 21 hours of workshops: 126 hours."""
    missing = "hours have no rate yet, 126 of them backfill."

    assert missing in words(page(library, rates={"managers": 30}))
    assert missing not in words(page(library, rates={"resident-doctors": 40}))


def test_other_costs_alone_are_no_price_of_hours(library: Library) -> None:
    book = playbook(library, profile(costs=[{"title": "Printing", "pounds": 80}]))

    assert total_in_words(book.business_case) == "£80, which prices no hour"


def test_what_it_buys_has_its_evidence_and_no_saving(library: Library) -> None:
    book = playbook(library, profile())
    document = business_case(book)
    bought = rows(tables_of(document)["What it buys"])

    assert book.schedule is not None
    day = dates.date(book.schedule.milestones["presentation-day"])
    assert bought[0] == [f"6 pairs learn from each other, and each presents a project on {day}", "This plan"]
    assert [row[1] for row in bought[1:]] == ["Pilot Klaber and others"] * len(library.programme.figures)
    assert NO_SAVING in words(document)


def test_it_comes_in_three_formats(library: Library) -> None:
    inputs = Inputs(plan(library, "imperial"), THEME, None)
    usual, every = (outputs(inputs, wanted)["business-case"] for wanted in (USUAL, EVERYTHING))

    assert [each.path for each in usual] == ["2 Business case.docx"]
    assert {each.path: each.write()[:4] for each in every} == {
        "2 Business case.docx": b"PK\x03\x04",
        "2 Business case.html": b"<!do",
        "2 Business case.pdf": b"%PDF",
    }


@settings(max_examples=examples(15))
@given(groups=st.integers(1, 30), months=st.integers(3, 18), rated=st.sets(st.sampled_from(["coach", "managers"])))
def test_rows_add_up_to_the_hours_of_the_plan(library: Library, groups: int, months: int, rated: set[str]) -> None:
    book = playbook(library, profile(groups=groups, months=months, rates=dict.fromkeys(rated, 10)))
    case = book.business_case

    assert case.hours == book.effort.range
    assert case.backfill.usual <= case.hours.usual
    assert case.hours.low <= case.hours.usual <= case.hours.high
    assert sum(row.hours.usual for row in case.unpriced) + case.priced.usual == case.hours.usual


def test_the_workbook_and_the_page_have_the_totals_of_the_plan(library: Library) -> None:
    rates = {"resident-doctors": 41.5, "programme-lead": 38.25, "participant": 30}
    book = playbook(library, profile(rates=rates, costs=COSTS[:3]))
    case, cells = book.business_case, sheet_of(scheme_workbook(book), "Business case").rows
    columns = [heading.title for heading in sheet_of(scheme_workbook(book), "Business case").columns]

    def total(title: str) -> float:
        values = [getattr(row[columns.index(title)], "value", row[columns.index(title)]) for row in cells]
        return sum(value for value in values if isinstance(value, int | float))

    assert case.total is not None
    assert total("Hours") == pytest.approx(float(case.hours.usual), abs=0.05)
    assert total("Hours low") == pytest.approx(float(case.hours.low), abs=0.05)
    assert total("Hours high") == pytest.approx(float(case.hours.high), abs=0.05)
    assert total("Hours to backfill") == pytest.approx(float(case.backfill.usual), abs=0.05)
    assert total("Hours priced") == pytest.approx(float(case.priced.usual), abs=0.05)
    assert total("Cost") == pytest.approx(float(case.total.usual), abs=0.05)
    assert total("Cost low") == pytest.approx(float(case.total.low), abs=0.05)
    assert total("Cost high") == pytest.approx(float(case.total.high), abs=0.05)
    assert f"The cost is {pounds(case.total.usual)} " in words(business_case(book))
    assert total_in_words(case) in words_of_playbook(book)


def words_of_playbook(book: Playbook) -> str:
    return "\n".join(lines(section(printed_of(book), "at-a-glance")))
