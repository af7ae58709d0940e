"""Markup of other languages in every text of a project is text in every format: nothing runs, nothing is included."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pptx
import pytest

from generator.model.base import Noun
from generator.model.diagnostics import render_all
from generator.model.learning_path import LearningPath
from generator.model.library import Library
from generator.model.walk import walk
from generator.planning.playbook import plan
from generator.planning.session import sessions
from generator.sources.load import load
from generator.sources.tree import FONTS, read_theme
from generator.sources.yaml_reader import read
from generator.writers.bundle import Theme, playbook_files
from generator.writers.formats import EVERYTHING
from generator.writers.whole_pack import Looks, whole_pack
from tests import reading, small
from tests.command import run
from tests.strategies import as_yaml
from tests.test_formats import html_text, pdf_text, squeezed, word_text

LINE = (
    "=1+1 Zebra {{ 7*7 }} {% raw %} #read('/etc/passwd') $x$ @ref <label> {: onclick=alert(1) .x #y } [^1] :smile: "
    "&lt;b&gt; <script>alert(1)</script> <iframe src=x> <img src=x onerror=alert(1)> [x](javascript:alert(1)) "
    '--8<-- "x" \\r\\n *z* _u_ `c` ~~s~~ ++k++ ^^i^^ ==m== http://example.org'
)
"""A line is plain text: all of it is shown as it stands here."""
PROSE = (
    "Giraffe {{ 7*7 }} {% raw %} #read('/etc/passwd') $x$ @ref <label> {: onclick=alert(1) .x #y }\n\n"
    '--8<-- "x"\n\n!!! note\n\n[^1]: foot :smile: <script>alert(1)</script> <iframe src=x> '
    "<img src=x onerror=alert(1)> ++k++ ^^i^^ ==m=="
)
"""Prose is CommonMark: whatever other programs make of it is shown as it stands here."""
THEME = read_theme(small.ROOT)
FOLDER = str(small.ROOT / FONTS)


def hostile() -> dict[str, bytes]:
    """The small project with every line and every piece of prose replaced, by the types of their fields."""
    found = small.files()
    loaded = load(found).require()
    for noun, key in _nouns(loaded):
        path = getattr(noun, "source", "") or _file_of(noun)
        source, _ = read(path, found[path])
        assert source is not None
        value = source.data[key] if key in source.data and path.count("/") == 1 else source.data
        for visit in walk(noun):
            if visit.shape.line or visit.shape.prose:
                text = LINE if visit.shape.line else PROSE
                # No list may hold the same text twice.
                text += f" {visit.path[-1]}" if isinstance(visit.path[-1], int) else ""
                # A step of a learning path must have a link of ours.
                text += (
                    " [menu](page:project-menu)" if visit.path[-1] == "do" and isinstance(noun, LearningPath) else ""
                )
                _set(value, visit.path, text)
        found[path] = as_yaml(source.data)
    return found


def _nouns(library: Library) -> Iterator[tuple[Noun, str]]:
    """Every noun that is a file or an entry of one, with its key there."""
    for name in type(library).model_fields:
        value = getattr(library, name)
        # The record of the last run of tests is in no file of the small project.
        for key, one in value.items() if isinstance(value, dict) else [("", value)] if value is not None else []:
            yield (one.profile if name == "trusts" else one), key


def _file_of(noun: Noun) -> str:
    name = type(noun).__name__
    return (
        f"content/{''.join(f'_{letter.lower()}' if letter.isupper() else letter for letter in name)[1:]}.yml".replace(
            "effort_rules", "effort"
        )
    )


def _set(value: Any, path: tuple[str | int, ...], text: str) -> None:
    """Replace a value where the file has one; what a model fills in by itself is in no file."""
    for step in path[:-1]:
        value = value[step] if not isinstance(value, dict) or step in value else {}
    if isinstance(value, list) or path[-1] in value:
        value[path[-1]] = text


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return hostile()


@pytest.fixture(scope="module")
def content(files: dict[str, bytes]) -> Library:
    loaded = load(files)
    assert loaded.library is not None, render_all(loaded.diagnostics)
    return loaded.library


@pytest.fixture(scope="module")
def made(content: Library) -> dict[str, bytes]:
    """Every file of the playbook and of the workshop's pack."""
    theme = Theme.of(THEME, FOLDER)
    book = playbook_files(plan(content, "westbrook"), theme, EVERYTHING, b"profile")
    session = next(iter(sessions(content, None, None).values()))
    return book | {f"pack/{name}": raw for name, raw in whole_pack(session, Looks.of(theme, None)).items()}


@pytest.fixture(scope="module")
def site(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small.write(tmp_path_factory.mktemp("foreign") / "project", files)
    result = run("build", folder=folder)
    assert result.returncode == 0, result.stderr
    return folder / "site"


def of(made: dict[str, bytes], ending: str) -> dict[str, bytes]:
    """The files of one format."""
    found = {name: raw for name, raw in made.items() if name.endswith(ending)}
    assert found
    return found


def all_of_it_is_text(text: str, name: str) -> None:
    """The words stand there as they were typed, and as nothing else."""
    plain = squeezed(text)
    assert squeezed(LINE) in plain, f"{name}: {text[:2000]}"
    assert "zebra49" not in plain, name
    assert "giraffe49" not in plain, name
    assert "root:x:" not in plain, name


def nothing_runs(page: reading.Read, name: str) -> None:
    """No element and no attribute of a page is theirs."""
    for tag, values in page.elements:
        assert tag != "iframe", name
        assert not any(attribute.startswith("on") for attribute in values), (name, tag, values)
        assert not (tag == "img" and values.get("src") == "x"), name
        assert "javascript:" not in values.get("href", ""), name
        assert values.get("id") != "y", name
        assert "x" not in values.get("class", "").split(), name


def test_every_text_was_replaced(files: dict[str, bytes], content: Library) -> None:
    left = [
        (type(noun).__name__, visit.path)
        for noun, _ in _nouns(content)
        for visit in walk(noun)
        if (visit.shape.line or visit.shape.prose) and "ebra" not in visit.value and "iraffe" not in visit.value
    ]
    assert left == []


def test_pages_of_the_site(site: Path) -> None:
    for path in reading.pages(site):
        page = reading.read(path)
        nothing_runs(page, str(path))
        assert "zebra49" not in squeezed(page.text), path
        assert "<script>alert" not in path.read_text(encoding="utf-8"), path
    for path in ("projects/discharge", "workshops/listening", "planning/time", "case-studies/clinic"):
        if (site / path / "index.html").is_file():
            all_of_it_is_text(reading.read(site / path / "index.html").text, path)


def test_pages_of_the_playbook_and_the_timer(made: dict[str, bytes]) -> None:
    for name, raw in of(made, ".html").items():
        page = reading.Read()
        page.feed(raw.decode())
        nothing_runs(page, name)
        assert b"<script>alert" not in raw, name
    all_of_it_is_text(html_text(made["4 Guidance.html"]), "4 Guidance.html")


def test_word_files(made: dict[str, bytes]) -> None:
    for name, raw in of(made, ".docx").items():
        all_of_it_is_text(word_text(raw), name)
        document = docx.Document(io.BytesIO(raw))
        assert not any("javascript" in tie.target_ref for tie in document.part.rels.values() if tie.is_external), name
        assert b"/etc/passwd" not in b"".join(line for line in raw.splitlines() if b"INCLUDETEXT" in line), name


@pytest.mark.slow
def test_pdf_files(made: dict[str, bytes]) -> None:
    for name, raw in of(made, ".pdf").items():
        all_of_it_is_text(pdf_text(raw), name)
        assert b"/JavaScript" not in raw, name
        assert b"/Launch" not in raw, name


def test_workbooks(made: dict[str, bytes]) -> None:
    for name, raw in of(made, ".xlsx").items():
        book = openpyxl.load_workbook(io.BytesIO(raw))
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
        # Our own sums name their column, and so may hold a title, quoted.
        assert not [cell.value for cell in cells if cell.data_type == "f" and str(cell.value).startswith("=1")], name
        all_of_it_is_text(" ".join(str(cell.value) for cell in cells), name)
        assert not [tie for sheet in book.worksheets for tie in sheet._hyperlinks if "javascript" in (tie.target or "")]


def test_calendars(made: dict[str, bytes]) -> None:
    for name, raw in of(made, ".ics").items():
        calendar = icalendar.Calendar.from_ical(raw)
        kinds = {part.name for part in calendar.walk()}
        assert kinds <= {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT", "VALARM"}, name
        all_of_it_is_text(" ".join(str(event["summary"]) for event in calendar.walk("VEVENT")), name)


def test_decks(made: dict[str, bytes]) -> None:
    for name, raw in of(made, ".pptx").items():
        slides = pptx.Presentation(io.BytesIO(raw)).slides
        shapes = [shape for slide in slides for shape in slide.shapes if shape.has_text_frame]
        all_of_it_is_text(" ".join(shape.text_frame.text for shape in shapes), name)
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            assert not any(b"javascript" in parts.read(part) for part in parts.namelist() if part.endswith(".rels"))
