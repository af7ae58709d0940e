"""The worked example of an evaluation: made-up answers, and what the commands make of them, on a page of the site."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from generator.documents.evaluation import Evaluation, evaluate
from generator.documents.svg import ACCENT, INK, LINE, PAPER, QUIET
from generator.evaluation.conclusions import Finding, VerdictKind
from generator.evaluation.measures import Allows
from generator.evaluation.results import Why
from generator.model.diagnostics import InputFault
from generator.model.instrument import Wave
from generator.model.library import Library
from generator.planning.playbook import Playbook, plan
from generator.site.downloads import EXAMPLE_PAGE, EXAMPLE_REPORT
from generator.site.evaluation_example import evaluation_example
from generator.site.example_report import filled_workbook
from generator.site.navigation import navigation
from generator.site.pages import site_files
from generator.sources.evaluation_example import (
    ANSWERS,
    ID,
    PROFILE,
    RECORDS,
    example_exports,
    example_files,
    example_library,
)
from generator.sources.load import load
from generator.sources.tree import read_project, read_theme
from generator.studio.evaluation import OpenedAnswers, opened_answers
from tests import small
from tests.command import run
from tests.evaluation.westbrook_example import ON_THE_POWERLAB
from tests.evaluation.westbrook_example import files as drawn
from tests.test_privacy import texts

PAGE = "plan/example-report.md"


@pytest.fixture(scope="module")
def content() -> Mapping[str, bytes]:
    return example_files(read_project(small.ROOT))


@pytest.fixture(scope="module")
def cohort(library: Library, content: Mapping[str, bytes]) -> Playbook:
    day = library.release.date
    return plan(example_library(library, content), ID, today=day, made=day)


@pytest.fixture(scope="module")
def opened(cohort: Playbook, content: Mapping[str, bytes]) -> OpenedAnswers:
    return opened_answers(filled_workbook(cohort, example_exports(content)), "evaluation.xlsx", cohort)


@pytest.fixture(scope="module")
def evaluation(cohort: Playbook, opened: OpenedAnswers) -> Evaluation:
    return evaluate(cohort, opened.answers, "evaluation.xlsx")


@pytest.fixture(scope="module")
def page(site: Path) -> str:
    return article(site, "plan/example-report/")


def article(site: Path, address: str) -> str:
    """What a page of the built site says, without navigation and contents."""
    text = (site / address / "index.html").read_text(encoding="utf-8")
    return text.partition("<article")[2].partition("</article>")[0]


@pytest.fixture(scope="module")
def files(site: Path) -> dict[str, bytes]:
    """The files that it offers."""
    folder = site / "plan/example-report"
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "index.html"}


# --- the made-up answers ----------------------------------------------------------------------------------------------


def test_the_answers_are_what_the_script_draws(library: Library, content: Mapping[str, bytes]) -> None:
    """After a change of a form or of the script, run `python -m tests.evaluation.westbrook_example`."""
    assert drawn(library, content[PROFILE]) == {path: raw for path, raw in content.items() if path != PROFILE}


def test_every_row_of_the_exports_is_in_the_workbook(opened: OpenedAnswers) -> None:
    copies = Counter((each.instrument, each.wave) for each in opened.answers.responses)

    assert opened.diagnostics == ()
    assert copies == {
        ("application-form", None): 31,
        ("preparedness-self-assessment", Wave.BEFORE): 23,
        ("preparedness-self-assessment", Wave.AFTER): 21,
        ("preparedness-self-assessment", Wave.THEN): 21,
        ("workshop-feedback", None): 109,
        ("midpoint-check", None): 19,
        ("end-of-programme-survey", None): 21,
        ("colleague-view", None): 16,
        ("sponsor-survey", Wave.BEFORE): 14,
        ("sponsor-survey", Wave.AFTER): 11,
        ("leaver-form", None): 1,
    }


def test_a_zero_written_as_a_letter_is_joined_and_comments_were_read(opened: OpenedAnswers) -> None:
    assert opened.answers.same_codes == {"CAO9T": "CA09T"}
    assert opened.undecided == ()
    assert opened.answers.choices.comments_read is True


def test_nobody_has_a_name(cohort: Playbook) -> None:
    names = {re.sub(r"\d+", "N", person.name) for person in cohort.records.people}

    assert names == {"Clinician N (example)", "Manager N (example)"}


# --- what comes of them -----------------------------------------------------------------------------------------------


def test_people_felt_more_prepared_but_not_in_what_the_programme_did_not_change(evaluation: Evaluation) -> None:
    kinds = {domain: evaluation.verdict(domain) for domain in evaluation.domains}

    assert evaluation.verdict().kind is VerdictKind.MORE
    assert {domain: each.kind for domain, each in kinds.items()} == {
        "personal-qualities": VerdictKind.MORE,
        "working-with-others": VerdictKind.MORE,
        "managing-services": VerdictKind.CANNOT_TELL,
        "improving-services": VerdictKind.MORE,
        "setting-direction": VerdictKind.CANNOT_TELL,
        "creating-the-vision": VerdictKind.CANNOT_TELL,
        "delivering-the-strategy": VerdictKind.CANNOT_TELL,
    }
    assert kinds["managing-services"][1:] == (Finding.UNCLEAR, Finding.UP)


def test_figures_are_about_those_who_returned_every_copy(evaluation: Evaluation) -> None:
    comparisons = [evaluation.comparison(wave) for wave in (Wave.BEFORE, Wave.THEN)]

    assert [each.n for each in comparisons if each] == [20, 20]
    assert all(each and each.changes.same for each in comparisons[:1])


def test_small_groups_are_hidden(evaluation: Evaluation) -> None:
    shown, hidden = evaluation.published.results, evaluation.published.hidden
    few = {(each.about.instrument, each.about.workshop) for each in hidden if each.why is Why.FEW}

    assert ("leaver-form", "") in few
    assert ("workshop-feedback", "powerlab") in few
    assert [each for each in shown.comments if each.instrument == "leaver-form"] == []
    assert {each.about.side for each in hidden if each.about.side} == {"Clinician", "Manager", "Other"}


def test_a_comment_on_a_workshop_with_few_forms_is_not_quoted(evaluation: Evaluation, opened: OpenedAnswers) -> None:
    written = [each.workshop for each in opened.answers.responses if each.answers.get("keep") == ON_THE_POWERLAB]

    assert written == ["powerlab"]
    assert ON_THE_POWERLAB not in {each.text for each in evaluation.published.results.comments}


def test_one_leaves_and_projects_end_in_different_ways(evaluation: Evaluation) -> None:
    delivery = evaluation.delivery

    assert (delivery.applied, delivery.started, delivery.left, delivery.finished) == (31, 24, 1, 23)
    assert [(each.project, each.allows) for each in evaluation.charts] == [
        ("project-1", Allows.IMPROVEMENT),
        ("project-1", Allows.IMPROVEMENT),
        ("project-2", Allows.NO_SIGNAL),
        ("project-3", Allows.FEW_POINTS),
    ]


# --- on the site ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_each_file_says_that_it_is_made_up(files: dict[str, bytes]) -> None:
    saying = {
        name
        for name, raw in files.items()
        if any(re.search(r"[Mm]ade up|This is an example|\"example\": true", text) for _, text in texts(name, raw))
    }

    assert saying == set(files) == set(EXAMPLE_REPORT)


def test_nothing_of_a_cohort_that_has_ended_is_overdue(files: dict[str, bytes]) -> None:
    start = openpyxl.load_workbook(io.BytesIO(files["scheme.xlsx"]), read_only=True)["Start here"]
    words = [str(row[2]) for row in start.iter_rows(values_only=True) if row[1] == "Do next"]

    assert len(words) == 2
    assert not any("overdue" in each for each in words)


def test_the_page_has_the_board_page_and_every_file(page: str) -> None:
    assert page.index("Nothing here is real") < page.index("Participants felt more prepared to lead at the end")
    assert page.index(">What did not work<") < page.index(">What to decide<")
    assert [name for name in EXAMPLE_REPORT if f'href="{name}"' not in page] == []
    # The style sheet makes these colours lighter in dark mode, and no others.
    colours = set(re.findall(r'(?:stroke|fill)="(#\w+)"', page))
    assert {ACCENT} < colours <= {ACCENT, INK, LINE, QUIET, PAPER}


def test_it_is_beside_the_guidance_on_evaluation_which_links_to_it(library: Library, site: Path) -> None:
    guidance = next(section["Guidance"] for section in navigation(library, {}) if "Guidance" in section)

    assert guidance[guidance.index("plan/evaluation.md") + 1] == PAGE
    assert 'href="../example-report/"' in article(site, "plan/evaluation/")


def test_content_without_it_has_neither_page_nor_files(small_library: Library, tmp_path: Path) -> None:
    old = small_library.model_copy(
        update={"pages": {id: page for id, page in small_library.pages.items() if id != "example-report"}}
    )

    assert evaluation_example(tmp_path, small.files(), small_library, {}) == ({}, "")
    assert PAGE not in site_files(old, read_theme(small.ROOT)).files


def test_an_author_who_changes_another_project_waits_for_nothing(
    library: Library, content: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = dict.fromkeys((*EXAMPLE_REPORT, EXAMPLE_PAGE), b"made once")
    monkeypatch.setattr("generator.site.evaluation_example._made", lambda *_: made)
    first = evaluation_example(tmp_path, content, library, {})
    monkeypatch.setattr("generator.site.evaluation_example._made", None)
    projects = {id: project for id, project in library.projects.items() if id != "admission-review"}
    changed = library.model_copy(update={"projects": projects, "pages": {}, "case_studies": {}})

    assert evaluation_example(tmp_path, content, changed, {}) == first
    assert first.board_page == "made once"


def test_after_a_change_of_a_form_it_is_made_again(
    library: Library, content: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    for number, forms in enumerate((library.instruments, {})):
        made = dict.fromkeys((*EXAMPLE_REPORT, EXAMPLE_PAGE), str(number).encode())
        monkeypatch.setattr("generator.site.evaluation_example._made", lambda *_, made=made: made)
        changed = library.model_copy(update={"instruments": forms})
        shown.append(evaluation_example(tmp_path, content, changed, {}).board_page)

    assert shown == ["0", "1"]


def test_a_preview_shows_what_was_made_last(
    library: Library, content: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (b"before", b"after"):
        made = dict.fromkeys((*EXAMPLE_REPORT, EXAMPLE_PAGE), words)
        monkeypatch.setattr("generator.site.evaluation_example._made", lambda *_, made=made: made)
        shown = evaluation_example(tmp_path, {**content, PROFILE: words}, library, {}, preview=words == b"after")

        assert shown.board_page == "before"


# --- faults -----------------------------------------------------------------------------------------------------------


def test_a_fault_in_it_names_its_own_file(library: Library, content: Mapping[str, bytes]) -> None:
    def places(path: str, raw: bytes) -> list[str]:
        with pytest.raises(InputFault) as caught:
            example_library(library, {**content, path: raw})
        return [str(fault.place) for fault in caught.value.diagnostics]

    assert places(PROFILE, content[PROFILE].replace(b"groups: 12", b"groups: no")) == [f"{PROFILE}:24:11"]
    assert places(RECORDS, b"people:\n  - id: x\n") == [f"{RECORDS}:2:5"]


def test_check_reports_a_fault_in_it(tmp_path: Path) -> None:
    project = small.write(
        tmp_path / "project", small.files() | {RECORDS: b"people:\n  - id: x\n", PROFILE: b"name: x\n"}
    )
    result = run("check", folder=project)

    assert result.returncode == 1
    assert f"  {PROFILE}:1:1" in result.stderr


def test_a_file_that_it_cannot_have_is_a_fault_of_the_content() -> None:
    path = f"{ANSWERS}evaluation.xlsx"
    faults = load({**small.files(), path: b"MI07D"}).diagnostics

    assert [(fault.code, fault.place.file) for fault in faults] == [("unexpected-file", path)]


def test_answers_without_a_profile_are_a_fault(library: Library, content: Mapping[str, bytes], tmp_path: Path) -> None:
    rest = {path: raw for path, raw in content.items() if path != PROFILE}

    with pytest.raises(InputFault) as caught:
        evaluation_example(tmp_path, rest, library, read_theme(small.ROOT))

    assert [(fault.code, fault.place.file) for fault in caught.value.diagnostics] == [("missing-file", PROFILE)]


def test_a_row_that_cannot_be_taken_is_a_fault(cohort: Playbook, content: Mapping[str, bytes]) -> None:
    path = f"{ANSWERS}midpoint-check.csv"
    exports = {path: content[path].replace(b"Clinician", b"Porter", 1)}

    with pytest.raises(InputFault) as caught:
        filled_workbook(cohort, exports)

    assert [fault.place.file for fault in caught.value.diagnostics] == [path]


def test_it_is_no_content_of_the_library(library: Library) -> None:
    files = read_project(small.ROOT)
    without = {path: raw for path, raw in files.items() if path not in example_files(files)}

    assert load(without).require() == library


# --- the same by the commands -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_command_makes_the_same_of_the_files_for_download(files: dict[str, bytes], tmp_path: Path) -> None:
    for name in ("scheme.xlsx", "evaluation.xlsx"):
        (tmp_path / name).write_bytes(files[name])
    arguments = (str(tmp_path / "scheme.xlsx"), str(tmp_path / "evaluation.xlsx"), "--output", str(tmp_path / "out"))
    result = run("evaluation", "report", *arguments, "--today", "2026-11-28")

    assert result.returncode == 0, result.stderr
    assert json.loads((tmp_path / "out/results.json").read_bytes()) == json.loads(files["results.json"])
