"""Names, addresses and scores of people stay in the planner's workbook, and in what is made for people to read.

A rare name, address, telephone number and score go through every command. Then every byte of everything that was
written or printed is searched, inside archives and PDF too.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from generator.model.playbook_files import FORMATS, format_of
from tests import small
from tests.command import run
from tests.scheme_cells import Planner

TODAY = "2026-11-28"
SECRETS = ("Zenobia", "Quirkington", "zq4711@example", "07700 900461", "Vorblatt", "3.37", "whisper4711", "Yarrowby")
NAMED = "Ottoline Yarrowby"
"""An applicant. Who named her, or must not be paired with her, is nobody's business but the planner's."""
PERSON = {
    "Name": "Zenobia Quirkington",
    "Decision": "Participant",
    "Side": "Clinician",
    "Email": "zq4711@example.nhs.uk",
    "Phone": "07700 900461",
    "Points: learning need": 3.37,
    "Line manager": "Odo Vorblatt",
    "Note": "whisper4711",
    "Partners before": NAMED,
    "Named after meeting": NAMED,
    "Not to be paired with": NAMED,
}
RECORDS = """keep_until: 2029-01-31
people:
  - id: person-1
    name: Zenobia Quirkington
    email: zq4711@example.nhs.uk
    phone: 07700 900461
    line_manager: Odo Vorblatt
    scores: {need: 3.37}
    note: whisper4711
"""
FOR_PEOPLE = {"scheme.xlsx", "Status.html", "playbook.zip"}
"""Files of a playbook that may name people; the archive holds the other two."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a scheme beside it, with which every command has been run; `printed` has what they printed."""
    project = small.write(tmp_path_factory.mktemp("private") / "project")
    file = project / "westshire.xlsx"
    commands = [("scheme", "new", "westshire.xlsx", "--start", "2027-09-15", "--groups", "2", "--today", TODAY)]
    (project / "printed").write_text(output(project, commands))
    with Planner(file) as planner:
        planner.choose("records.keep_until", datetime.date(2029, 1, 31))
        planner.add("People", **PERSON)
        planner.add("People", Name=NAMED)
        planner.add("Groups", Group="Pair 1", Member_1="Zenobia Quirkington")
        planner.book["Tasks"].cell(3, planner.column("Tasks", "Note")).value = "Ask Zenobia Quirkington"
        planner.book["Dates"].cell(3, planner.column("Dates", "Note")).value = "whisper4711"
    # The site shows the playbook of this trust, so neither its records nor its answers must be in there.
    (project / "content/trusts/westbrook/records.yml").write_text(RECORDS)
    for folder in (".", "content/trusts/westbrook"):
        (project / folder / "evaluation.xlsx").write_bytes(file.read_bytes())
    more = [
        ("scheme", "update", "westshire.xlsx", "--today", TODAY),
        ("scheme", "update", "westshire.xlsx", "--today", TODAY, "--format", "json"),
        ("playbook", "westshire.xlsx", "--with", "everything", "--today", TODAY),
        ("playbook", "--check-updates", "westshire.xlsx", "--today", TODAY),
        ("plan", "westshire.xlsx", "--today", TODAY, "--format", "json"),
        ("packs", "--scheme", "westshire.xlsx", "--today", TODAY),
        ("pairs", "westshire.xlsx", "--today", TODAY, "--format", "json"),
        ("scheme", "export", "westshire.xlsx", "exported"),
        ("playbook", "westbrook", "--formats", "html,xlsx,ics", "--today", TODAY),
        ("build",),
        ("check",),
    ]
    (project / "printed").write_text(output(project, more))
    return project


def output(project: Path, commands: list[tuple[str, ...]]) -> str:
    """Everything that some commands print. Each must succeed."""
    printed = []
    for command in commands:
        result = run(*command, folder=project)
        assert result.returncode == 0, result.stderr
        printed.append(f"$ {' '.join(command)}\n{result.stdout}{result.stderr}")
    return "\n".join(printed)


def texts(name: str, raw: bytes) -> Iterator[tuple[str, str]]:
    """What is in a file, and in the files within it, by path; of a PDF its text and its facts."""
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for member in archive.namelist():
                yield from texts(f"{name}/{member}", archive.read(member))
    elif raw.startswith(b"%PDF"):
        pdf = pypdf.PdfReader(io.BytesIO(raw))
        yield name, "\n".join([str(pdf.metadata), *(page.extract_text() for page in pdf.pages)])
    else:
        # Coordinates of drawings look like scores.
        yield name, re.sub(r"<svg\b.*?</svg>", "", raw.decode("utf-8", errors="replace"), flags=re.DOTALL)


def leaks(folder: Path, allowed: set[str] = frozenset()) -> list[tuple[str, str]]:  # type: ignore[assignment]
    """Where a secret is in a folder's files, and which."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in allowed]
    assert files
    return [
        (name, secret)
        for path in files
        for name, text in texts(path.relative_to(folder).as_posix(), path.read_bytes())
        for secret in SECRETS
        if secret in text
    ]


def test_the_search_finds_what_is_in_the_workbook(project: Path) -> None:
    found = {
        secret
        for _, text in texts("", (project / "westshire.xlsx").read_bytes())
        for secret in SECRETS
        if secret in text
    }

    assert found == set(SECRETS)


@pytest.mark.parametrize("folder", ["site", ".cache", "dist/packs-westshire", "exported"])
def test_no_name_is_in(project: Path, folder: str) -> None:
    assert leaks(project / folder) == []


def test_no_other_file_of_a_playbook_names_anybody(project: Path) -> None:
    assert leaks(project / "dist/playbooks/westbrook", FOR_PEOPLE) == []
    playbook = project / "dist/playbooks/westshire"

    assert {format_of(path.name) for path in playbook.rglob("*") if path.is_file()} >= set(FORMATS)
    assert leaks(playbook, FOR_PEOPLE) == []


def test_whom_somebody_named_is_in_the_workbook_alone(project: Path) -> None:
    status = project / "dist/playbooks/westshire/Status.html"

    assert "Yarrowby" not in status.read_text()


def test_the_panel_reads_names_and_nothing_else_about_people(project: Path) -> None:
    """Not who asked that two are not paired, and no address, score or note."""
    folder = project / "dist/pairs/westshire"

    assert {secret for _, secret in leaks(folder)} == {"Zenobia", "Quirkington", "Yarrowby"}


def test_no_command_prints_a_name(project: Path) -> None:
    assert [secret for secret in SECRETS if secret in (project / "printed").read_text()] == []


BAD = {
    "Email": ("zq4711@example", "Zenobia Quirkington"),
    "Site": ("Zenobia Quirkington",),
    "Decision": ("Zenobia Quirkington",),
    "Staff group": ("Zenobia Quirkington",),
    "Post ends": ("Zenobia Quirkington",),
    "Name": ("Zenobia Quirkington " * 40, "=1+1", "Zenobia\u202eQuirkington"),
}


@pytest.mark.parametrize(
    ("title", "value"),
    [
        # One run of the program for each takes long: an address and a name show the rule, the others wait.
        pytest.param(title, value, marks=() if title == "Email" else pytest.mark.slow)
        for title, values in BAD.items()
        for value in values
    ],
)
def test_no_fault_quotes_what_is_typed_about_people(project: Path, tmp_path: Path, title: str, value: str) -> None:
    file = tmp_path / "westshire.xlsx"
    file.write_bytes((project / "westshire.xlsx").read_bytes())
    with Planner(file) as planner:
        planner.add("People", **{"Name": "Zenobia Quirkington", title: value})
    for command in (["scheme", "update"], ["playbook"], ["plan"], ["packs", "--scheme"]):
        result = run(*command, str(file), "--today", TODAY, folder=project)

        assert result.returncode == 1
        assert re.search(r"sheet People, cell [A-Z]+\d+", result.stderr)
        assert [secret for secret in SECRETS if secret in result.stdout + result.stderr] == []


def test_an_unknown_or_ambiguous_member_is_not_quoted(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "westshire.xlsx"
    file.write_bytes((project / "westshire.xlsx").read_bytes())
    with Planner(file) as planner:
        planner.add("People", Name="Zenobia Quirkington")
        planner.add("Groups", Group="Pair 2", Member_1="Zenobio Quirkington")
    result = run("scheme", "update", str(file), "--today", TODAY, folder=project)

    assert result.returncode == 1
    assert "sheet Groups, cell" in result.stderr
    assert [secret for secret in SECRETS if secret in result.stderr] == []
