"""Evaluations for tests of their documents: a cohort of the project's content, with answers drawn or made up."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from generator.documents.evaluation import Evaluation, evaluate
from generator.model.answers import Answers, AnswerValue, EvaluationChoices, Response
from generator.model.case_study import Better
from generator.model.diagnostics import Place
from generator.model.instrument import InstrumentKind, QuestionKind, Wave
from generator.model.library import Library
from generator.model.scheme import (
    Agreement,
    Attended,
    CohortProject,
    Decision,
    LearningGroup,
    Measurement,
    Person,
    ProjectStage,
    Records,
)
from generator.planning.playbook import Playbook, plan
from tests.planning.profiles import profile

TODAY = datetime.date(2027, 12, 1)
FORM = "preparedness-self-assessment"
Points = Callable[[Random, int, Wave], int | None]
"""What somebody of a number answers to a line of the self-assessment on a copy."""
START = {Wave.BEFORE: 2.4, Wave.THEN: 1.9, Wave.AFTER: 2.4}


def flat(draw: Random, _person: int, wave: Wave) -> int:
    """Nothing changes but what people remember."""
    return _point(draw.gauss(START[wave], 0.8))


def rising(draw: Random, _person: int, wave: Wave) -> int:
    """Nearly everybody rises, also looking back."""
    return _point(draw.gauss(START[wave] + (1.4 if wave is Wave.AFTER else 0), 0.8))


def falling(draw: Random, _person: int, wave: Wave) -> int:
    return _point(draw.gauss(4.2 - (1.6 if wave is Wave.AFTER else 0), 0.5))


def _point(value: float) -> int:
    return min(5, max(1, round(value)))


def self_assessments(
    playbook: Playbook, points: Points, people: int, waves: tuple[Wave, ...] = tuple(Wave), seed: int = 1
) -> tuple[Response, ...]:
    """Copies of the self-assessment of people, half of each side."""
    draw = Random(seed)
    form = next(form for form in playbook.instruments if form.kind is InstrumentKind.SELF_ASSESSMENT)
    lines = [
        question.id for group in form.groups for question in group.questions if question.kind is QuestionKind.SCALE
    ]
    copies = []
    for wave in waves:
        for person in range(people):
            given: dict[str, AnswerValue] = {
                line: point for line in lines if (point := points(draw, person, wave)) is not None
            }
            side = ("Clinician", "Manager")[person % 2]
            place = Place("evaluation.xlsx", cell=f"Self-assessment!A{person + 5}")
            copies.append(Response(form.id, wave, f"AB{person:02}C", side, "", given, place))
    return tuple(copies)


def records(playbook: Playbook, people: int = 12, left: int = 0, stages: tuple[ProjectStage, ...] = ()) -> Records:
    """Records of people of whom the last were withdrawn after the first workshop; each pair has a project."""
    persons = [
        Person(
            id=f"person-{number}",
            name=f"Person {number}",
            staff_group="resident-doctors" if number % 2 else "managers",
            decision=Decision.WITHDRAWN if number >= people - left else Decision.PARTICIPANT,
            release=Agreement.AGREED,
        )
        for number in range(people)
    ]
    sessions = (
        [entry.id for entry in playbook.schedule.entries if entry.id.startswith("workshop-")]
        if playbook.schedule
        else []
    )
    attendance = {
        person.id: {
            session: Attended.SENT_APOLOGIES if (number + place) % 7 == 6 else Attended.ATTENDED
            for place, session in enumerate(sessions)
            if place == 0 or person.decision is Decision.PARTICIPANT
        }
        for number, person in enumerate(persons)
    }
    groups = [
        LearningGroup(
            id=f"group-{number}",
            name=f"Pair {number + 1}",
            members=[each.id for each in persons[2 * number : 2 * number + 2]],
        )
        for number in range(people // 2)
    ]
    projects = [
        CohortProject(id=f"project-{number}", title=f"Project {number + 1}", group=groups[number].id, stage=stage)
        for number, stage in enumerate(stages)
    ]
    return Records(people=persons, attendance=attendance, groups=groups, projects=projects)


def cohort(
    library: Library, today: datetime.date = TODAY, record: Callable[[Playbook], Records] | None = None, **values: Any
) -> Playbook:
    """The plan of a cohort, after it has ended unless another day is given."""
    trust = library.trusts["westbrook"].model_copy(
        update={"profile": profile(**values), "records": Records(), "scheme_file": None, "logo": None}
    )
    planned = plan(library.model_copy(update={"trusts": {"test": trust}}), "test", made=today)
    if record is None:
        return planned
    trust = trust.model_copy(update={"records": record(planned)})
    return plan(library.model_copy(update={"trusts": {"test": trust}}), "test", made=today)


def evaluated(playbook: Playbook, *responses: Response, **choices: Any) -> Evaluation:
    return evaluate(playbook, Answers(responses, EvaluationChoices(**choices)), "evaluation.xlsx")


def feedback(playbook: Playbook, workshop: str, people: int, **points: int) -> tuple[Response, ...]:
    """Feedback on a workshop: four or five points for each line, but for those given."""
    form = next(form for form in playbook.instruments if form.kind is InstrumentKind.FEEDBACK)
    lines = [each.id for group in form.groups for each in group.questions if each.kind is QuestionKind.SCALE]
    return tuple(
        Response(
            form.id,
            None,
            "",
            ("Clinician", "Manager")[person % 2],
            workshop,
            {line: points.get(line, 4) + (person == 0 and line not in points) for line in lines}
            | {line: value - (person == 0) for line, value in points.items()},
            Place("evaluation.xlsx", cell=f"Workshop feedback!A{person + 5}"),
        )
        for person in range(people)
    )


BASELINE = (11, 13, 12, 14, 10, 12, 13, 11, 14, 12)
LATER = (8, 7, 9, 8, 8, 7, 9, 8, 8)


def measured(playbook: Playbook, better: bool, projects: int = 1, later: Sequence[float] = LATER) -> Records:
    """Finished projects whose measure shifts, for the better or for the worse."""
    rows = [
        Measurement(
            id=f"measure-{project}-{number}",
            day=datetime.date(2027, 1, 1) + datetime.timedelta(weeks=number),
            project=f"project-{project}",
            measure="Hours to a bed",
            value=value,
            baseline=number < len(BASELINE),
            better=Better.LOWER if better else Better.HIGHER,
        )
        for project in range(projects)
        for number, value in enumerate((*BASELINE, *later))
    ]
    return records(playbook, stages=(ProjectStage.FINISHED,) * projects).model_copy(update={"measurements": rows})
