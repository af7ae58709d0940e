"""Files made on the studio's desk: byte for byte those that the command line writes."""

from __future__ import annotations

import datetime
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator.model.archive import zipped
from generator.model.library import Library, Trust
from generator.studio.desk import Desk
from generator.studio.saving import saved as saved_scheme
from generator.studio.updated import new
from generator.writers import picture
from tests import small
from tests.command import run, run_python
from tests.planning.profiles import SHAPES, profile
from tests.scheme_cells import Planner
from tests.studio.desks import TODAY, ask, ask_for_files, cell, data, desk
from tests.test_house import BLOCKED, SLIDES
from tests.writers.word_sample import png

SCHEMES: dict[str, dict[str, Any]] = {
    **SHAPES,
    "welsh": {**SHAPES["welsh"], "brand": {"colour": "#7a1f5c"}},
    "threes": {"groups": 5, "size": 3},
}
PEOPLE = ("Asha Rao", "Ben Okoro")


def slow(slug: str) -> Any:
    """A trust that is compared only when all tests are run."""
    return pytest.param(slug, marks=pytest.mark.slow)


def workbook(library: Library, slug: str, **shape: Any) -> bytes:
    """A new workbook of a trust."""
    trust = Trust(profile=profile(**shape).model_copy(update={"id": slug}))
    return new(library.model_copy(update={"trusts": {slug: trust}}), slug, datetime.date.fromisoformat(TODAY))


@pytest.fixture(scope="module")
def schemes(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbooks that most tests read; the smallest has people and a logo."""
    folder = tmp_path_factory.mktemp("schemes")
    for slug in ("smallest", "threes"):
        (folder / f"{slug}.xlsx").write_bytes(workbook(library, slug, **SCHEMES[slug]))
    with Planner(folder / "smallest.xlsx") as planner:
        planner.choose("records.keep_until", datetime.date(2029, 1, 31))
        planner.choose("brand.logo", "logo.png")
        planner.choose("brand.logo_text", "Westshire")
        for person in PEOPLE:
            planner.add(
                "People", Name=person, Decision="Participant", Email=f"{person.split()[0].lower()}@example.nhs.uk"
            )
    (folder / "smallest").mkdir()
    (folder / "smallest/logo.png").write_bytes(png(40, 20))
    return folder


def open_on_desk(folder: Path, slug: str) -> Desk:
    on = desk()
    beside = [(file.name, file.read_bytes()) for file in (folder / slug).glob("*.png")]
    reply = ask(on, "open", [(f"{slug}.xlsx", (folder / f"{slug}.xlsx").read_bytes()), *beside])
    assert reply["state"]["faults"] == []
    return on


@pytest.fixture(scope="module")
def threes(schemes: Path) -> Desk:
    """A desk with the groups of three, for tests that change nothing."""
    return open_on_desk(schemes, "threes")


@pytest.fixture(scope="module")
def smallest(schemes: Path) -> Desk:
    """A desk with the scheme that has people, for tests that change nothing."""
    return open_on_desk(schemes, "smallest")


def unzipped(raw: bytes) -> dict[str, bytes]:
    """The members of an archive, whose names begin with one folder."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def in_folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def by_command(*arguments: str, folder: Path) -> dict[str, bytes]:
    """The files that a command writes for one trust."""
    out = folder / "out" / "-".join(arguments)
    result = run(*arguments, "--project", str(small.ROOT), "--today", TODAY, "--output", str(out), folder=folder)
    assert (result.returncode, result.stderr) == (0, "")
    (folder_of_trust,) = out.iterdir() if arguments[0] == "playbook" else (out,)
    return in_folder(folder_of_trust)


def made(on: Desk, what: str = "make", **more: Any) -> dict[str, bytes]:
    """All files that a desk makes, each asked for by itself, and the archive, which has the manifest too."""
    files: dict[str, bytes] = {}
    total = ask(on, what, **more)["making"]["total"]
    for number in range(1, total + 1):
        reply, produced = ask_for_files(on, "next")
        assert (reply["done"], reply["total"]) == (number, total)
        files |= produced
    reply, produced = ask_for_files(on, "next")
    (archive,) = produced.values()
    return {**files, "playbook.zip": archive}


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["westbrook", "imperial", "kings", "north-middlesex"])
def test_an_example_is_made_as_by_the_command_line(slug: str, tmp_path: Path) -> None:
    on = desk()
    ask(on, "example", slug=slug)
    files = made(on)
    expected = by_command("playbook", slug, folder=tmp_path)

    assert {path: raw == expected[path] for path, raw in files.items()} == dict.fromkeys(files, True)
    assert sorted(expected.keys() - files.keys()) == [
        ".paired-learning",
        "For the tool/manifest.json",
        "For the tool/plan.json",
        "For the tool/profile.yml",
    ]


@pytest.mark.parametrize("slug", ["smallest", *(slow(slug) for slug in ("largest", "august", "welsh", "threes"))])
def test_a_workbook_is_made_as_by_the_command_line(slug: str, schemes: Path, library: Library) -> None:
    if not (schemes / f"{slug}.xlsx").exists():
        (schemes / f"{slug}.xlsx").write_bytes(workbook(library, slug, **SCHEMES[slug]))
    files = made(open_on_desk(schemes, slug))
    expected = by_command("playbook", f"{slug}.xlsx", folder=schemes)

    assert {path: raw == expected[path] for path, raw in files.items()} == dict.fromkeys(files, True)


@pytest.mark.slow
def test_with_edits_it_is_made_as_the_workbook_that_saving_gives(schemes: Path) -> None:
    on, wanted = open_on_desk(schemes, "threes"), {"formats": ["html", "ics"]}
    opened = ask(on, "open", [("threes.xlsx", (schemes / "threes.xlsx").read_bytes())])
    ask(on, "edit", edits=[{**cell(opened, "Scheme", "cohort.start", "choice"), "value": "22/9/2027"}])
    saved = saved_scheme(on).raw
    again = desk()
    ask(again, "open", [("threes.xlsx", saved)])

    files = made(on, **wanted)
    assert files == made(again, **wanted)
    assert b"Wednesday 22 September 2027" in files["1 Plan.html"]


@pytest.mark.slow
def test_a_new_scheme_is_made_as_its_workbook() -> None:
    on, again = desk(), desk()
    ask(on, "new", name="Westshire NHS Trust", code=None, start="2027-09-15", groups=12, group_size=2, months=9)
    ask(again, "open", [("westshire.xlsx", on.open_scheme.raw)])

    assert made(on, formats=["html"]) == made(again, formats=["html"])


@pytest.mark.slow
def test_an_edited_example_is_made_as_a_workbook() -> None:
    on, wanted = desk(), {"formats": ["xlsx"]}
    opened = ask(on, "example", slug="kings")
    ask(on, "edit", edits=[{**cell(opened, "Scheme", "cohort.start", "choice"), "value": "22/9/2027"}])
    again = desk()
    ask(again, "open", [("kings.xlsx", saved_scheme(on).raw)])

    assert made(on, **wanted) == made(again, **wanted)


@pytest.mark.slow
def test_the_list_says_what_comes_and_which_files_need_typst(threes: Desk) -> None:
    making = ask(threes, "make")["making"]
    files = {each["path"]: each for each in making["files"]}

    assert making["total"] == len(files)
    assert files["2 Business case.docx"] == {
        "path": "2 Business case.docx",
        "item": "business-case",
        "words": "Hours, cost and backfill on one page",
        "needs_documents": False,
    }
    assert list(files)[-1] == "Open me first.html"
    assert [path for path, each in files.items() if each["needs_documents"]] == [
        "1 Plan.docx",
        "1 Plan.pdf",
        "2 Page for the sponsor.pdf",
        "3 Participant handbook.docx",
        "3 Participant handbook.pdf",
    ]


def test_everything_has_the_further_files_too(threes: Desk) -> None:
    paths = {
        with_: {each["path"] for each in ask(threes, "make", **{"with": [with_]})["making"]["files"]}
        for with_ in ("guidance", "everything")
    }

    assert "4 Guidance.docx" in paths["guidance"] < paths["everything"]
    assert "Letters/1.1 Invitation to managers.docx" not in paths["guidance"]


@pytest.mark.slow
def test_one_file_is_made_by_itself(threes: Desk) -> None:
    every = made(threes, formats=["docx"])
    reply, files = ask_for_files(threes, "one", path="2 Business case.docx")

    assert reply == {"path": "2 Business case.docx"}
    assert files == {"2 Business case.docx": every["2 Business case.docx"]}
    assert ask(threes, "one", path="9 Nothing.docx")["faults"][0]["code"] == "no-file"


@pytest.mark.slow
def test_one_file_is_made_while_letters_are_being_made(smallest: Desk) -> None:
    total = ask(smallest, "letters-make")["making"]["total"]
    _, files = ask_for_files(smallest, "one", path="Calendars/All dates.ics")

    assert list(files) == ["Calendars/All dates.ics"]
    assert (ask(smallest, "next")["done"], smallest.job and len(smallest.job.steps)) == (1, total)


@pytest.mark.parametrize(
    "what", ["make", "letters", *(pytest.param(what, marks=pytest.mark.slow) for what in ("letters-make", "one"))]
)
def test_nothing_is_made_of_a_scheme_that_has_faults_or_is_not_there(schemes: Path, what: str) -> None:
    on = desk()
    assert [fault["code"] for fault in ask(on, what, path="1 Plan.html")["faults"]] == ["nothing-open"]

    opened = ask(on, "open", [("threes.xlsx", (schemes / "threes.xlsx").read_bytes())])
    months = cell(opened, "Scheme", "cohort.months", "choice")
    ask(on, "edit", edits=[{**months, "value": "many"}])
    faults = ask(on, what, path="1 Plan.html")["faults"]
    assert [(fault["file"], fault["cell"]) for fault in faults] == [("threes.xlsx", f"D{months['row']}")]


def test_a_change_ends_what_was_being_made(schemes: Path) -> None:
    on = open_on_desk(schemes, "threes")
    ask(on, "make")
    ask(on, "edit", edits=[])

    assert ask(on, "next")["faults"][0]["code"] == "nothing-making"


def test_without_typst_a_file_that_needs_it_is_a_fault_and_can_be_tried_again(
    threes: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture.png.cache_clear()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "typst", None)
        ask(threes, "make", formats=["docx"])
        reply = ask(threes, "next")
        assert [(fault["code"], fault["file"]) for fault in reply["faults"]] == [("no-typst", "1 Plan.docx")]

    assert ask(threes, "next")["path"] == "1 Plan.docx"


def test_a_planner_can_go_on_without_typst(threes: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    files = made(threes, documents=False)

    assert "1 Plan.docx" in files
    assert not [path for path in files if path.endswith(".pdf")]
    assert '"pdf"' not in unzipped(files["playbook.zip"])["For the tool/manifest.json"].decode()
    with zipfile.ZipFile(io.BytesIO(files["1 Plan.docx"])) as word:
        names = [name for name in word.namelist() if name.startswith("word/media/")]
    assert sorted(name.rpartition(".")[2] for name in names) == ["png", "svg"]


@pytest.mark.slow
def test_letters_are_those_of_the_command_line(schemes: Path) -> None:
    expected = by_command("letters", "smallest.xlsx", folder=schemes)
    on = open_on_desk(schemes, "smallest")
    files = made(on, "letters-make")
    archive = unzipped(files.pop("playbook.zip"))

    assert archive == {path: raw for path, raw in expected.items() if path != ".paired-learning"}
    assert files.items() <= archive.items()


def test_no_reply_about_letters_names_a_person(smallest: Desk) -> None:
    replies = [
        ask(smallest, "letters"),
        ask(smallest, "letters-make", ids=["name-badges", "attendance-lists"]),
        ask(smallest, "next"),
    ]

    assert not [name for name in PEOPLE if name in str(replies) or name.split()[0].casefold() in str(replies)]
    assert replies[2] == {"path": "sessions/attendance-lists", "done": 1, "total": 2}


def test_letters_say_how_many_are_ready_and_what_is_missing(smallest: Desk) -> None:
    every = {each["id"]: each for each in ask(smallest, "letters")["letters"]}

    assert every["name-badges"] == {
        "id": "name-badges",
        "title": "Name badges",
        "to": "",
        "documents": 1,
        "ready": 1,
        "missing": [],
    }


def test_without_people_there_is_nobody_to_write_to(threes: Desk) -> None:
    fault = ask(threes, "letters-make")["faults"][0]

    assert (fault["code"], fault["message"], fault["file"]) == (
        "no-people",
        "there is nobody to write to yet",
        "threes.xlsx",
    )


@pytest.mark.slow
def test_files_that_are_made_one_after_another_share_what_they_are_made_from(schemes: Path) -> None:
    on = open_on_desk(schemes, "threes")
    ask(on, "make")
    source = on.source
    ask(on, "make", formats=["html"])
    ask(on, "one", path="1 Plan.html")
    ask(on, "letters")

    assert on.source is source
    ask(on, "edit", edits=[])
    assert on.source is None


WITHOUT = """
import json, sys, zipfile
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if any(name == other or name.startswith(other + ".") for other in {blocked!r}):
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, Blocked())
from generator.studio.desk import Desk
from generator.studio.messages import answer
with zipfile.ZipFile({data!r}) as archive:
    desk = Desk({{name: archive.read(name) for name in archive.namelist()}})
def ask(what, files=(), **more):
    reply, produced = answer(desk, json.dumps({{"what": what, "today": {today!r}, **more}}), files)
    return json.loads(reply), produced
def whole(what, **more):
    for _ in range(ask(what, **more)[0]["making"]["total"]):
        ask("next")
    return ask("next")[1][0][1]
ask("open", [(name, open({folder!r} + name, "rb").read()) for name in ("smallest.xlsx", "smallest/logo.png")])
open({result!r}, "wb").write(whole("make", documents=False) + whole("letters-make"))
ask("import-menu", [("ideas.csv", b"Title\\nFaster scans")])
"""
ROOMS = ("generator.publish", "generator.site", "generator.cli", "generator.writers.fingerprint", *SLIDES)
"""What of this program is not sent to a browser."""


@pytest.mark.slow
def test_nothing_is_needed_that_a_browser_lacks(schemes: Path, tmp_path: Path) -> None:
    result, blocked = tmp_path / "result", sorted({*BLOCKED, *ROOMS} - {"openpyxl"})
    (tmp_path / "data.zip").write_bytes(zipped(data()))
    paths = {"data": str(tmp_path / "data.zip"), "folder": f"{schemes}/", "result": str(result)}
    done = run_python(WITHOUT.format(blocked=blocked, today=TODAY, **paths), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    on = open_on_desk(schemes, "smallest")
    playbook = made(on, documents=False)["playbook.zip"]

    assert result.read_bytes() == playbook + made(on, "letters-make")["playbook.zip"]


def test_the_manifest_names_only_items_that_have_further_files(threes: Desk) -> None:
    *_, archive = made(threes, formats=["ics"], **{"with": ["everything"]}).values()
    manifest = json.loads(unzipped(archive)["For the tool/manifest.json"])

    assert manifest["with"] == [
        "answer-forms",
        "business-case",
        "calendars",
        "charters",
        "forms",
        "guidance",
        "letters",
        "online-forms",
        "print-sets",
    ]
