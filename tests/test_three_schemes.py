"""Three schemes made in Excel alone, from nothing to a playbook: no YAML is written and no cell is read by hand.

A: 14 pairs, nine months from 10 March 2027, two closed weeks, study leave eight weeks before. B: 4 pairs, four months.
C: 8 groups of three with a council and a community trust. Their dates are worked out in `worked/three_schemes.md`.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from tests import small
from tests.command import run
from tests.scheme_cells import Planner
from tests.worked import content

TODAY = "2026-11-28"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("worked") / "project", content.files())


def started(project: Path, name: str, *options: str) -> Path:
    """The workbook of a new scheme."""
    file = project / f"{name}.xlsx"
    result = run("scheme", "new", file.name, *options, "--today", TODAY, folder=project)
    assert (result.returncode, result.stderr) == (0, "")
    return file


def planned(project: Path, file: Path, *formats: str) -> dict[str, str]:
    """Update the workbook, make its playbook, and return each date by the id of its entry, from the workbook."""
    result = run("scheme", "update", file.name, "--today", TODAY, folder=project)
    assert (result.returncode, result.stderr) == (0, "")
    arguments = ("--formats", ",".join(formats)) if formats else ()
    result = run("playbook", file.name, "--today", TODAY, *arguments, folder=project)
    assert (result.returncode, result.stderr) == (0, "")
    page = Planner(file)
    rows = page.book["Dates"].iter_rows(min_row=3)
    column = page.column("Dates", "Date") - 1
    dates = {str(row[0].value): row[column].value for row in rows if row[0].value and row[column].value}
    dates_in_sheet = {id: f"{day:%Y-%m-%d}" for id, day in dates.items()}
    plan = json.loads((project / f"dist/playbooks/{file.stem}/For the tool/plan.json").read_bytes())
    assert {entry["id"]: entry["first"] for entry in plan["entries"]} == dates_in_sheet
    return dates_in_sheet


def workshops(dates: dict[str, str]) -> list[str]:
    return sorted(day for id, day in dates.items() if id.startswith("workshop-"))


def files(project: Path, name: str) -> set[str]:
    folder = project / "dist/playbooks" / name
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def fourteen_pairs(project: Path, name: str) -> Path:
    file = started(project, name, "--name", "Westshire Hospitals NHS Trust", "--start", "2027-03-10", "--groups", "14")
    with Planner(file) as planner:
        planner.type("Choices", "schedule.notice.study-leave", "Your choice", 8)
        days = {"First_day": datetime.date(2027, 4, 12), "Last_day": datetime.date(2027, 4, 16)}
        planner.add("Closed days", Kind="Closed", Why="Inspection", **days)
        days = {"First_day": datetime.date(2027, 9, 13), "Last_day": datetime.date(2027, 9, 17)}
        planner.add("Closed days", Kind="Closed", Why="A new patient record", **days)
        planner.add("Contacts", Role="Programme lead", Name="A Lead", Email="lead@example.nhs.uk")
    return file


def test_fourteen_pairs(project: Path) -> None:
    dates = planned(project, fourteen_pairs(project, "a"), "html", "ics", "xlsx")
    assert workshops(dates) == ["2027-03-10", "2027-04-28", "2027-06-16", "2027-08-11", "2027-09-22", "2027-11-10"]
    # Eight weeks before the second workshop; and before the last one, out of the week that is closed.
    assert dates["study-leave-workshop-listening"] == "2027-03-03"
    assert dates["study-leave-workshop-presenting"] == "2027-09-10"
    written = {"Calendars/All dates.ics", "5 Project menu.html", "1 Plan.html", "scheme.xlsx", "evaluation.xlsx"}
    assert written <= files(project, "a")


@pytest.mark.slow
def test_fourteen_pairs_in_every_format_with_letters_for_people(project: Path) -> None:
    file = fourteen_pairs(project, "a-whole")
    with Planner(file) as planner:
        planner.choose("records.keep_until", datetime.date(2029, 1, 31))
        for number in range(1, 29):
            decision = "Participant" if number > 2 else "Offered"
            planner.add("People", Name=f"Person Number{number}", Email=f"p{number}@example.nhs.uk", Decision=decision)
    planned(project, file)
    result = run("letters", file.name, "--today", TODAY, folder=project)

    assert result.returncode == 0
    written = {"1 Plan.docx", "3 Participant handbook.pdf", "2 Page for the sponsor.pdf", "Status.html"}
    assert written <= files(project, "a-whole")
    assert any(path.suffix == ".docx" for path in (project / "dist/letters/a-whole").rglob("*"))


@pytest.mark.slow
def test_four_pairs_in_four_months(project: Path) -> None:
    file = started(project, "b", "--start", "2027-03-03", "--groups", "4", "--months", "4")
    dates = planned(project, file, "xlsx")
    assert workshops(dates) == ["2027-03-03", "2027-03-24", "2027-04-14", "2027-05-12", "2027-06-02", "2027-06-23"]
    assert [dates[f"surgery-{number}"] for number in (1, 2, 3)] == ["2027-04-07", "2027-05-05", "2027-06-09"]


@pytest.mark.slow
def test_eight_groups_of_three_with_partners(project: Path) -> None:
    file = started(project, "c", "--start", "2027-09-15", "--groups", "8", "--group-size", "3")
    with Planner(file) as planner:
        planner.add("Sites and partners", Kind="Partner organisation", Name="Westshire Council")
        planner.add("Sites and partners", Kind="Partner organisation", Name="Westshire Community Trust")
    dates = planned(project, file, "xlsx", "docx")
    assert workshops(dates) == ["2027-09-15", "2027-11-03", "2027-12-22", "2028-02-09", "2028-03-29", "2028-05-17"]
    assert "Westshire Council" in (project / "dist/playbooks/c/For the tool/profile.yml").read_text(encoding="utf-8")
    assert any(path.startswith("Letters/") for path in files(project, "c"))
