"""Records of the small project's cohort: two pairs, a reserve and somebody who withdrew."""

from __future__ import annotations

import datetime
from typing import Any

from generator.model.case_study import Better
from generator.model.project import MeasureKind
from generator.model.scheme import (
    Agreement,
    Attended,
    CohortProject,
    DateRecord,
    Decision,
    HalfDay,
    LearningGroup,
    Measurement,
    Person,
    ProjectStage,
    Records,
    RiskRecord,
    Scores,
    Side,
    TaskRecord,
    TaskStatus,
)

ASHA = Person(
    id="person-asha",
    name="Asha Rao",
    email="asha.rao@example.nhs.uk",
    phone="01632 960123",
    post="Registrar",
    staff_group="resident-doctors",
    grade="ST5",
    stage="some-years",
    site="main",
    department="Cardiology",
    post_ends=datetime.date(2028, 8, 1),
    days=[HalfDay.MONDAY_MORNING, HalfDay.MONDAY_AFTERNOON, HalfDay.THURSDAY_AFTERNOON],
    line_manager="Lena Marsh",
    line_manager_email="lena.marsh@example.nhs.uk",
    learn=["budgets", "nights"],
    offer=["nights"],
    starred=["discharge"],
    partners_before=["person-fay"],
    named=["person-dan", "person-ben"],
    not_with=["person-dan"],
    wishes="How a budget is set.\nWho decides about beds.",
    scores=Scores(reason=3, need=3.5, release=4),
    decision=Decision.PARTICIPANT,
    release=Agreement.AGREED,
)
BEN = Person(id="person-ben", name="Ben Okoro", staff_group="managers", decision=Decision.PARTICIPANT)
CARA = Person(id="person-cara", name="Cara Lind", staff_group="resident-doctors", decision=Decision.PARTICIPANT)
DAN = Person(id="person-dan", name="Dan Webb", side=Side.MANAGER, left_over=True, decision=Decision.PARTICIPANT)
EVE = Person(id="person-eve", name="Eve Stone", decision=Decision.RESERVE, reserve_place=1)
FAY = Person(id="person-fay", name="Fay Moss", decision=Decision.WITHDRAWN)


def cohort_records(**values: Any) -> Records:
    """Records of every kind, some of them as given."""
    first, second = "workshop-listening", "surgery-1"
    return Records(
        keep_until=datetime.date(2028, 1, 31),
        people=values.pop("people", [ASHA, BEN, CARA, DAN, EVE, FAY]),
        groups=values.pop(
            "groups",
            [
                LearningGroup(
                    id="group-1",
                    name="Pair 1",
                    members=[ASHA.id, BEN.id],
                    formed="Each named the other",
                    reason="Each knows what the other asks",
                    fixed=True,
                    first_met=datetime.date(2027, 1, 11),
                ),
                LearningGroup(id="group-2", name="Pair 2", members=[CARA.id, DAN.id], note="Ring them in March."),
            ],
        ),
        dates={
            "workshop-listening": DateRecord(done=True, in_diaries=True, note="The large room."),
            "date-1a2b3c4d": DateRecord(what="Open evening", day=datetime.date(2027, 2, 2), in_diaries=True),
        },
        tasks={
            "time/ask": TaskRecord(status=TaskStatus.DONE, owner="Lena Marsh", note="By telephone."),
            "task-1a2b3c4d": TaskRecord(action="Order lunch", due=datetime.date(2027, 1, 4), owner="Administrator"),
        },
        attendance=values.pop(
            "attendance",
            {
                ASHA.id: {first: Attended.ATTENDED, second: Attended.PARTLY},
                FAY.id: {first: Attended.NOT_THERE},
            },
        ),
        projects=values.pop(
            "projects",
            [
                CohortProject(
                    id="project-1",
                    title="Sooner home",
                    project="discharge",
                    group="group-1",
                    sponsor="Chief pharmacist",
                    stage=ProjectStage.CHARTER_AGREED,
                    charter_day=datetime.date(2027, 3, 3),
                    next_step="Count for a week",
                    next_step_by=datetime.date(2027, 4, 1),
                ),
                CohortProject(id="project-2", title="Fewer calls", group="group-2"),
            ],
        ),
        measurements=values.pop(
            "measurements",
            [
                Measurement(
                    id="measure-1",
                    day=datetime.date(2027, 4, 30),
                    project="project-1",
                    measure="Hours",
                    value=5.25,
                    baseline=True,
                    kind=MeasureKind.OUTCOME,
                    better=Better.LOWER,
                    target=2.5,
                ),
                Measurement(
                    id="measure-2",
                    day=datetime.date(2027, 5, 31),
                    project="project-1",
                    measure="Hours",
                    value=4,
                    change="List by the printer",
                ),
            ],
        ),
        risks={"risk-1a2b3c4d": RiskRecord(risk="The room floods", owner="Administrator")},
        **values,
    )
