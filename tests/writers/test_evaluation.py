"""The files of an evaluation: the same bytes each time, Word in a trust's own template, and a slide if one is given."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from generator.documents.evaluation import Evaluation
from generator.model.library import Library
from generator.writers.evaluation import evaluation_files
from tests.documents.evaluations import cohort, evaluated, flat, records, self_assessments
from tests.test_formats import THEME
from tests.writers.test_word_template import saved, trust


@pytest.fixture(scope="module")
def evaluation(library: Library) -> Evaluation:
    playbook = cohort(library, record=lambda playbook: records(playbook, people=24, left=3), groups=12)
    return evaluated(playbook, *self_assessments(playbook, flat, 20))


def test_the_same_evaluation_gives_the_same_bytes(evaluation: Evaluation) -> None:
    assert evaluation_files(evaluation, THEME) == evaluation_files(evaluation, THEME)


def test_there_is_a_slide_only_if_one_is_given(evaluation: Evaluation) -> None:
    assert "Board page.pptx" not in evaluation_files(evaluation, THEME)
    assert evaluation_files(evaluation, THEME, slide=b"slide")["Board page.pptx"] == b"slide"


def test_a_trusts_own_template_has_its_looks_and_the_same_words(evaluation: Evaluation) -> None:
    own = python_docx.Document(io.BytesIO(evaluation_files(evaluation, THEME, saved(trust()))["Board page.docx"]))
    text = [paragraph.text for paragraph in own.paragraphs]

    assert "We cannot tell whether participants felt more prepared to lead" in text
    assert "3 of 24 people who started left before the end." in text
