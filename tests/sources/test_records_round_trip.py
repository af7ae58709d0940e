"""Records of any cohort are the same after they were in a workbook or in YAML."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.documents.scheme_records import record_choices, sessions, sheets
from generator.model.library import Library
from generator.model.scheme import Records
from generator.planning.playbook import Playbook, plan
from generator.sources.layout import profile_of
from generator.sources.records import read_records_file
from generator.sources.scheme_records import read_records
from generator.studio.opened import checking, opened
from generator.studio.updated import new
from generator.writers import yaml_text
from tests import any_records
from tests.cohort_records import cohort_records
from tests.examples import examples
from tests.scheme_files import scheme_file
from tests.worked import content

TODAY = datetime.date(2026, 11, 28)


@pytest.fixture(scope="module")
def playbook(worked_library: Library) -> Playbook:
    return plan(worked_library, "northvale")


def known(playbook: Playbook) -> dict[str, list[str]]:
    """Ids that records may name."""
    profile = playbook.profile
    return {
        "staff group": list(playbook.vocabulary.staff_groups),
        "career stage": list(playbook.vocabulary.career_stages),
        "learning topic": list(playbook.vocabulary.learning_topics),
        "improvement project": [project.id for project in playbook.projects],
        "site": [site.id for site in profile.sites],
        "partner": [partner.id for partner in profile.partners],
        "session": [*sessions(playbook), "surgery-99"],
    }


@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_drawn_records_come_back_from_the_sheets(playbook: Playbook, data: st.DataObject) -> None:
    records = data.draw(any_records.records(known(playbook)))
    book = replace(playbook, records=records)
    result = read_records(scheme_file(sheets(book)), record_choices(book))

    assert result.records == records, result.diagnostics


@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_drawn_records_come_back_from_yaml(playbook: Playbook, data: st.DataObject) -> None:
    records = data.draw(any_records.records(known(playbook)))

    assert read_records_file("records.yml", yaml_text.noun(records)).records == records


def test_records_of_every_kind_come_back_from_yaml() -> None:
    assert read_records_file("records.yml", yaml_text.noun(cohort_records())).records == cohort_records()
    assert read_records_file("records.yml", yaml_text.noun(Records())).records == Records()


def through_a_file(library: Library, records: Records) -> Records:
    """Records of Northvale after they were in an Excel file."""
    trust = library.trusts["northvale"].model_copy(update={"records": records})
    raw = new(library.model_copy(update={"trusts": library.trusts | {"northvale": trust}}), "northvale", TODAY)
    files = {path: raw for path, raw in content.files().items() if path != profile_of("northvale")}
    return opened(raw, "northvale.xlsx", checking(files)).library.trusts["northvale"].records


@pytest.mark.slow
@pytest.mark.parametrize("number", [pytest.param(4, id="a few"), pytest.param(150, id="many")])
def test_drawn_records_come_back_from_a_real_file(worked_library: Library, playbook: Playbook, number: int) -> None:
    @settings(max_examples=examples(number), deadline=None)
    @given(records=any_records.records(known(playbook)))
    def come_back(records: Records) -> None:
        assert through_a_file(worked_library, records) == records

    come_back()
