"""The report on a cohort's answers has the bytes that the command line writes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.model.library import Library
from generator.publish.staged import MARKER
from generator.studio.desk import Desk
from generator.studio.evaluation import new_evaluation, opened_answers, with_answers
from generator.writers.evaluation import MANIFEST, SLIDE
from tests.command import run
from tests.documents import evaluations
from tests.documents.evaluations import feedback, measured, rising, self_assessments
from tests.pair_schemes import workbook
from tests.planning import profiles
from tests.studio.desks import TODAY, ask, ask_for_files, desk
from tests.studio.test_answers import CODES, export

PEOPLE = 12
EVALUATION = "evaluation.xlsx"
ENDED = "2027-12-01"


def answered(on: Desk) -> bytes:
    """A workbook with answers of the cohort of the open scheme."""
    playbook = on.playbook()
    opened = opened_answers(new_evaluation(playbook), EVALUATION, playbook)
    added = (
        *self_assessments(playbook, rising, PEOPLE),
        *feedback(playbook, playbook.workshops[0].workshop.id, PEOPLE),
    )
    return with_answers(opened, playbook, added).raw


def reported(on: Desk, raw: bytes, today: str) -> dict[str, bytes]:
    """The files of the archive that the page makes, by their path in its folder."""
    begun = ask(on, "answers-make", [(EVALUATION, raw)], today=today)["making"]
    for _ in begun["files"]:
        ask(on, "next", today=today)
    _, files = ask_for_files(on, "next", today=today)
    with zipfile.ZipFile(io.BytesIO(files[f"{on.open_scheme.slug}-evaluation.zip"])) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def on_the_command_line(scheme: str, raw: bytes, today: str, folder: Path) -> dict[str, bytes]:
    """The same files without the slide, and without what the tool notes of the folder."""
    (folder / EVALUATION).write_bytes(raw)
    report = folder / "report"
    result = run("evaluation", "report", scheme, str(folder / EVALUATION), "--output", str(report), "--today", today)
    assert result.returncode == 0, result.stderr
    files = {path.relative_to(report).as_posix(): path.read_bytes() for path in report.rglob("*") if path.is_file()}
    assert files.pop(SLIDE) and files.pop(MARKER)
    return files


def assert_same(made: dict[str, bytes], expected: dict[str, bytes]) -> None:
    """The same files; only the list of them differs, by the slide."""
    assert {path for path in made | expected if made.get(path) != expected.get(path)} == {MANIFEST}
    assert len(made) == 9


@pytest.mark.slow
def test_the_report_of_an_example(tmp_path: Path) -> None:
    on = desk()
    ask(on, "example", slug="westbrook")
    raw = answered(on)

    assert_same(reported(on, raw, TODAY), on_the_command_line("westbrook", raw, TODAY, tmp_path))


@pytest.mark.slow
def test_the_report_of_a_workbook_after_the_end_with_people_and_measures(library: Library, tmp_path: Path) -> None:
    on = desk()
    profile = profiles.profile()
    records = measured(evaluations.cohort(library), better=True)
    ask(on, "open", [("scheme.xlsx", workbook(library, records, profile))], today=ENDED)
    raw = answered(on)
    scheme = tmp_path / "scheme.xlsx"
    scheme.write_bytes(on.open_scheme.raw)

    assert_same(reported(on, raw, ENDED), on_the_command_line(str(scheme), raw, ENDED, tmp_path))


@pytest.mark.slow
def test_a_workbook_to_which_exports_are_added(tmp_path: Path) -> None:
    on = desk()
    ask(on, "example", slug="westbrook")
    files = [(EVALUATION, new_evaluation(on.playbook())), ("answers.csv", export(on, *CODES))]
    for name, raw in files:
        (tmp_path / name).write_bytes(raw)
    reply, made = ask_for_files(on, "answers-add", files, copies=["before"])
    paths = [str(tmp_path / name) for name, _ in files]
    result = run("evaluation", "import", "westbrook", *paths, "--copy", "before", "--today", TODAY)

    assert (result.returncode, result.stderr) == (0, "")
    assert reply["added"]["exports"][0]["taken"] == len(CODES)
    assert made[EVALUATION] == (tmp_path / EVALUATION).read_bytes()
