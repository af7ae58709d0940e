"""What came of a cohort: from answers to what may be shown, and to the files of the report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.documents.evaluation import evaluate
from generator.model.answers import Answers
from generator.publish.project_theme import project_theme
from generator.sources.load import load
from generator.sources.tree import read_project, read_theme
from generator.writers.evaluation import evaluation_files
from tests import small
from tests.benchmarks.measuring import Run, cpu, say
from tests.benchmarks.rows import Row, at_most
from tests.documents import evaluations

PEOPLE = 60


def evaluating(run: Run) -> Iterator[Row]:
    """Everybody fills in each copy of the self-assessment and gives feedback on each workshop."""
    say(f"an evaluation of {PEOPLE} people")
    library = load(read_project(small.ROOT)).require()
    playbook = evaluations.cohort(library, record=partial(evaluations.records, people=PEOPLE))
    responses = evaluations.self_assessments(playbook, evaluations.rising, PEOPLE)
    for workshop in library.workshops:
        responses += evaluations.feedback(playbook, workshop, PEOPLE)
    answers = Answers(responses)
    result = evaluate(playbook, answers, "evaluation.xlsx")
    theme = project_theme(small.ROOT, read_theme(small.ROOT))
    evaluating = cpu(partial(evaluate, playbook, answers, "evaluation.xlsx"), run.rounds)
    yield at_most(f"answers of {PEOPLE} people to results that may be shown", evaluating, "CPU s", 1)
    writing = cpu(partial(evaluation_files, result, theme), run.rounds)
    yield Row("  the board page and the report as HTML, Word and PDF", writing, "CPU s")
