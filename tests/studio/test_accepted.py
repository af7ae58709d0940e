"""An accepted proposal in a planner's workbook."""

from __future__ import annotations

import datetime
import io
from functools import cache

import openpyxl
import pytest

from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.model.scheme import LearningGroup, Records
from generator.pairing.answer import answer
from generator.pairing.cohort import WhatIf
from generator.sources.load import CheckedContent, Loaded, load_trust
from generator.sources.scheme import NamedScheme
from generator.studio.accepted import Accepted, accepted
from generator.studio.opened import opened
from tests import project_content
from tests.pair_schemes import FIXED, SIX, TODAY, workbook


def check(scheme: NamedScheme) -> Loaded:
    """Read a workbook beside content that is checked once, as the studio does."""
    return load_trust(shared_content(), scheme.slug, {}, scheme.read)


@cache
def shared_content() -> CheckedContent:
    return CheckedContent.of(project_content.library())


def accept(raw: bytes, changes: WhatIf | None = None) -> Accepted:
    """Accept what is proposed for a workbook."""
    scheme = opened(raw, "westshire.xlsx", check)
    trust = scheme.library.trusts[scheme.slug]
    return accepted(scheme, raw, answer(trust.records, trust.profile, scheme.library, changes), TODAY)


def rows(raw: bytes) -> list[tuple[object, ...]]:
    """Name, members and day of the first meeting in each row of the sheet Groups."""
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["Groups"]
    titles = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[2]}
    columns = [titles[title] for title in ("Group", "Member 1", "Member 2", "First met")]
    values = ([sheet.cell(row, column).value for column in columns] for row in range(3, sheet.max_row + 1))
    plain = ([each.date() if isinstance(each, datetime.datetime) else each for each in row] for row in values)
    return [tuple(row) for row in plain if row[0] and not str(row[0]).startswith("Example")]


PAIRS = [("Ann", "Hal"), ("Bea", "Lou"), ("Cal", "Guy"), ("Dee", "Ian"), ("Eve", "Kit"), ("Fay", "Jay")]
"""The best of the twelve people, worked out where they are described."""


def test_every_pair_has_a_row_and_is_not_written_again(library: Library) -> None:
    first = accept(workbook(library, SIX))

    assert [row[1:3] for row in rows(first.updated.raw)] == PAIRS
    assert (first.rows, first.replaced, first.admitted) == ((4, 5, 6, 7, 8, 9), (), 0)

    again = accept(first.updated.raw)

    assert again.rows == ()
    assert again.updated.raw == first.updated.raw


def test_rows_with_other_members_than_before_are_listed_and_fixed_ones_stand(library: Library) -> None:
    met = datetime.date(2026, 11, 2)
    groups = [
        FIXED.model_copy(update={"first_met": met}),
        LearningGroup(id="two", name="Bea's pair", members=["bea", "guy"], first_met=met),
        LearningGroup(id="three", name="Pair 3", members=["cal"]),
    ]
    result = accept(workbook(library, Records(people=SIX.people, groups=groups)))

    written = rows(result.updated.raw)
    assert written[0] == ("Pair 1", "Ann", "Hal", met)
    assert sorted(row[1:3] for row in written) == PAIRS
    assert [row[3] for row in written[1:]] == [None] * 5
    assert result.replaced == (4, 5)


def test_what_was_typed_about_the_members_of_before_stays_and_is_named(library: Library) -> None:
    groups = [
        LearningGroup(id="one", name="Bea's pair", members=["bea", "guy"], note="Both work nights"),
        LearningGroup(id="two", name="Pair 2", members=["ann", "hal"], note="Meets by telephone"),
        LearningGroup(id="three", name="Pair 3", members=["cal", "dee"], note="Both new"),
        LearningGroup(id="four", name="Pair 4", members=["eve"]),
    ]
    result = accept(workbook(library, Records(people=SIX.people, groups=groups)))

    assert (result.replaced, result.noted) == ((3, 5, 6), (3, 5))
    sheet = openpyxl.load_workbook(io.BytesIO(result.updated.raw))["Groups"]
    (column,) = [cell.column for cell in sheet[2] if cell.value == "Note"]
    notes = [sheet.cell(row, column).value for row in (3, 4, 5, 6)]
    assert notes == ["Both work nights", "Meets by telephone", "Both new", None]


@pytest.mark.slow
def test_people_who_are_tried_out_become_participants(library: Library) -> None:
    reserve = SIX.people[-1].model_copy(update={"decision": "reserve", "reserve_place": 1})
    records = Records(people=[*SIX.people[:-1], reserve])
    result = accept(workbook(library, records), WhatIf(with_=("lou",)))

    assert [row[1:3] for row in rows(result.updated.raw)] == PAIRS
    assert result.admitted == 1


@pytest.mark.slow
def test_a_workbook_of_an_earlier_release_is_brought_up_to_date_first(library: Library) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(library, SIX)))
    titles = [cell.value for cell in book["Groups"][2]]
    book["Groups"].delete_cols(titles.index("What its members are told") + 1)
    raw = io.BytesIO()
    book.save(raw)

    with pytest.raises(InputFault) as fault:
        accept(raw.getvalue())

    (diagnostic,) = fault.value.diagnostics
    assert diagnostic.code == "old-columns"
    assert "save it on the page Make your plan" in (diagnostic.help or "")
