"""A profile stands in the sheets of a scheme's workbook and comes back as it was."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.documents.scheme_profile import profile_lists
from generator.documents.scheme_workbook import scheme_workbook
from generator.documents.spreadsheet import Workbook
from generator.model.base import Noun
from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.model.scheme_file import SchemeFile
from generator.model.trust import TrustProfile
from generator.model.typed_workbook import TypedWorkbook
from generator.model.walk import Path, Shape, authored_fields, shapes
from generator.sources.convert import convert
from generator.sources.load import load
from generator.sources.scheme_profile import read_profile
from generator.sources.typed_workbook import read_typed
from generator.sources.yaml_reader import read
from generator.studio.updated import new
from generator.writers import xlsx, yaml_text
from tests import project_content, small
from tests.drawn_profiles import profiles
from tests.examples import examples
from tests.filled_schemes import FILE, as_read, profile_file, sheets_of, typed_sheet
from tests.planning.profiles import playbook as playbook_of

DRAWN = settings(
    max_examples=examples(25),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def read_back(profile: TrustProfile, library: Library, file: SchemeFile | None = None) -> TrustProfile:
    source = read_profile(file or profile_file(profile, library), library)
    assert source.faults == []
    result, faults = convert(source, TrustProfile, profile.id)
    assert result is not None, faults
    return result.model_copy(update={"source": profile.source})


def leaves(shape: Shape, path: Path = ()) -> Iterator[Path]:
    """The paths of all plain values that a field can hold; * stands for any number or id."""
    if inner := shape.list_of or shape.dict_of:
        yield from leaves(inner, (*path, "*"))
    elif shape.model:
        fields = shapes(shape.model)
        for name in authored_fields(shape.model):
            yield from leaves(fields[name], (*path, name))
    else:
        yield path


def used(value: Any, shape: Shape, path: Path = ()) -> Iterator[Path]:
    """The paths of the plain values of a noun that differ from what is left out."""
    if inner := shape.list_of or shape.dict_of:
        for entry in value.values() if shape.dict_of else value:
            yield from used(entry, inner, (*path, "*"))
    elif isinstance(value, Noun):
        for name in authored_fields(type(value)):
            if getattr(value, name) != type(value).model_fields[name].default:
                yield from used(getattr(value, name), shapes(type(value))[name], (*path, name))
    else:
        yield path


@pytest.fixture(scope="module")
def every_field() -> TrustProfile:
    source, faults = read("every_field.yml", (small.ROOT / "tests/every_field.yml").read_bytes())
    assert source is not None, faults
    profile, faults = convert(source, TrustProfile, "westshire")
    assert profile is not None, faults
    return profile


def test_the_profile_with_every_field_has_every_field(every_field: TrustProfile) -> None:
    shape = Shape(model=TrustProfile)

    assert set(used(every_field, shape)) == set(leaves(shape)), "give a new field a value in tests/every_field.yml"


def test_every_field_has_a_place_in_the_scheme(every_field: TrustProfile, library: Library) -> None:
    assert read_back(every_field, library).model_dump() == every_field.model_dump()


@pytest.mark.parametrize("start", [datetime.date(2027, 9, 15), None])
def test_the_whole_workbook_of_a_scheme_has_every_field(
    every_field: TrustProfile, library: Library, start: datetime.date | None
) -> None:
    cohort = every_field.cohort.model_copy(update={"start": start, "starts_after_changeover": None})
    profile = every_field.model_copy(update={"cohort": cohort})
    sheets = scheme_workbook(playbook_of(library, profile)).sheets
    file = as_read(TypedWorkbook(FILE, tuple(map(typed_sheet, sheets))))

    assert read_back(profile, library, file).model_dump() == profile.model_dump()


def test_the_order_of_rows_does_not_matter_where_each_is_about_something(
    every_field: TrustProfile, library: Library
) -> None:
    file = profile_file(every_field, library)
    turned = {name: replace(table, rows=table.rows[::-1]) for name, table in file.tables.items()}
    profile = read_back(every_field, library, replace(file, tables=turned))

    cohort, menu = profile.cohort, profile.menu
    assert profile.workshops == every_field.workshops
    assert profile.schedule == every_field.schedule
    assert (menu.projects, menu.progress) == (every_field.menu.projects, every_field.menu.progress)
    assert (profile.hours, profile.rates, profile.bands) == (every_field.hours, every_field.rates, every_field.bands)
    assert {each.staff_group: each.number for each in cohort.participants} == {"resident-doctors": 8, "managers": 4}


def test_rows_that_have_lost_their_ids_are_known_by_their_titles(every_field: TrustProfile, library: Library) -> None:
    file = profile_file(every_field, library)
    tables = {
        name: replace(table, rows=tuple(replace(row, id=f"row-{row.number}", own=True) for row in table.rows))
        for name, table in file.tables.items()
        if name in ("Scheme", "Rooms", "Who takes part", "Choices")
    }

    assert read_back(every_field, library, replace(file, tables={**file.tables, **tables})) == every_field


def test_every_field_comes_back_from_its_file(every_field: TrustProfile) -> None:
    source, faults = read("profile.yml", yaml_text.noun(every_field))
    assert source is not None, faults

    assert convert(source, TrustProfile, "westshire")[0] == every_field.model_copy(update={"source": "profile.yml"})


@pytest.mark.parametrize("slug", ["imperial", "kings", "north-middlesex", "westbrook"])
def test_an_example_stands_in_a_scheme_as_it_is(library: Library, slug: str) -> None:
    profile = library.trusts[slug].profile

    assert read_back(profile, library) == profile


ANY_PROFILE = st.deferred(lambda: profiles(project_content.library()))


@DRAWN
@given(ANY_PROFILE)
def test_any_profile_comes_back_from_its_sheets(profile: TrustProfile) -> None:
    assert read_back(profile, project_content.library()).model_dump() == profile.model_dump()


def from_excel(profile: TrustProfile) -> TrustProfile:
    """The profile after it was written as an Excel file and read again."""
    library = project_content.library()
    sheets, lists = tuple(sheets_of(profile, library)), profile_lists(library, profile)
    book = Workbook("Scheme", profile.name, profile.cohort.name, "2026.1", profile.brand.colour, sheets, lists)
    raw = xlsx.write(book, datetime.datetime(2026, 11, 28, tzinfo=datetime.UTC))
    return read_back(profile, library, as_read(read_typed(raw, FILE)))


@settings(DRAWN, max_examples=examples(4))
@given(ANY_PROFILE)
def test_any_profile_comes_back_from_an_excel_file(profile: TrustProfile) -> None:
    assert from_excel(profile).model_dump() == profile.model_dump()


@pytest.mark.slow
@settings(DRAWN, max_examples=60)
@given(ANY_PROFILE)
def test_very_many_profiles_come_back_from_excel_files(profile: TrustProfile) -> None:
    assert from_excel(profile).model_dump() == profile.model_dump()


@DRAWN
@given(ANY_PROFILE)
def test_any_profile_comes_back_from_its_file(profile: TrustProfile) -> None:
    source, faults = read("profile.yml", yaml_text.noun(profile))
    assert source is not None, faults
    result, faults = convert(source, TrustProfile, profile.id)

    assert result == profile, faults


def test_a_text_that_is_longer_than_a_cell_is_a_fault_and_not_cut() -> None:
    profile = "content/trusts/westbrook/profile.yml"
    library = load(small.edited(profile, "example: true\n", f"example: true\nnote: {'word ' * 7000}\n")).require()

    with pytest.raises(InputFault) as caught:
        new(library, "westbrook", datetime.date(2026, 12, 1))
    (fault,) = caught.value.diagnostics
    assert fault.message == "`Your choice` on the sheet Scheme is longer than a cell can be"
    assert fault.place.file == profile
