"""The library of the worked cohorts holds what their figures need."""

from __future__ import annotations

from generator.model.template import TemplateKind
from generator.planning.feasibility import Verdict
from generator.sources.load import load
from tests.worked.cohorts import playbook
from tests.worked.content import FOLDER, library


def test_nothing_is_wrong_with_it() -> None:
    paths = [path for path in FOLDER.rglob("*") if path.is_file()]
    loaded = load({path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths})

    assert [(diagnostic.place.file, diagnostic.message) for diagnostic in loaded.diagnostics] == []


def test_it_has_a_template_of_each_kind() -> None:
    assert {template.kind for template in library().templates.values()} == set(TemplateKind)


def test_every_verdict_and_every_reason_occurs() -> None:
    fits = [fit for trust in library().trusts for fit in playbook(trust).feasibility.values()]

    assert {fit.verdict for fit in fits} == set(Verdict)
    for words in ("ask for data before it", "points after the change, not", "to get data", "if you ask for data now"):
        assert any(words in fit.reason for fit in fits), words
