"""What was done, counted from a scheme's records."""

from __future__ import annotations

import datetime

from generator.evaluation.delivery import Attendance, delivery
from generator.model.scheme import (
    Agreement,
    Attended,
    CohortProject,
    Decision,
    LearningGroup,
    Person,
    ProjectStage,
    Records,
)

PEOPLE = [
    Person(id="ann", name="Ann", decision=Decision.PARTICIPANT, release=Agreement.AGREED),
    Person(id="ben", name="Ben", decision=Decision.PARTICIPANT, release=Agreement.REFUSED),
    Person(id="cat", name="Cat", decision=Decision.PARTICIPANT),
    Person(id="dan", name="Dan", decision=Decision.WITHDRAWN, release=Agreement.AGREED),
    Person(id="eve", name="Eve", decision=Decision.WITHDRAWN, release=Agreement.AGREED),
    Person(id="fay", name="Fay", decision=Decision.WITHDRAWN, release=Agreement.AGREED),
    Person(id="gus", name="Gus", decision=Decision.RESERVE),
    Person(id="hal", name="Hal", decision=Decision.NOT_THIS_TIME),
]
"""Dan left after a workshop, Eve after she had a partner, and Fay before the start."""
ATTENDED, PARTLY = Attended.ATTENDED, Attended.PARTLY
APOLOGIES, ABSENT = Attended.SENT_APOLOGIES, Attended.NOT_THERE
RECORDS = Records(
    people=PEOPLE,
    groups=[
        LearningGroup(id="g1", name="Pair 1", members=["ann", "ben"], first_met=datetime.date(2027, 3, 1)),
        LearningGroup(id="g2", name="Pair 2", members=["cat", "eve"]),
        LearningGroup(id="g3", name="Pair 3", members=["dan"]),
    ],
    attendance={
        "ann": {"workshop-a": ATTENDED, "workshop-b": ATTENDED, "surgery-1": ATTENDED},
        "ben": {"workshop-a": PARTLY, "workshop-b": APOLOGIES, "surgery-2": APOLOGIES},
        "cat": {"workshop-a": ABSENT, "workshop-b": PARTLY},
        "dan": {"workshop-a": PARTLY},
        "fay": {"workshop-a": APOLOGIES},
        "gus": {"workshop-a": ATTENDED},
    },
    projects=[
        CohortProject(id="p1", title="Board rounds", stage=ProjectStage.FINISHED),
        CohortProject(id="p2", title="First case", stage=ProjectStage.STOPPED),
        CohortProject(id="p3", title="Clinics", stage=ProjectStage.FINISHED),
    ],
)
DONE = delivery(RECORDS, ["workshop-a", "workshop-b", "workshop-c"], ["surgery-1", "surgery-2"], ended=True)


def test_somebody_who_withdrew_left_only_if_they_had_been_there_or_had_a_partner() -> None:
    assert (DONE.applied, DONE.started, DONE.left, DONE.finished) == (8, 5, 2, 3)


def test_nobody_has_finished_while_the_programme_lasts() -> None:
    assert delivery(RECORDS, [], [], ended=False).finished is None


def test_attendance_counts_those_who_started_and_says_whose_is_not_written_down() -> None:
    """Ann, Ben, Cat, Dan and Eve. Gus, a reserve, does not count."""
    assert DONE.workshops == (
        Attendance("workshop-a", there=1, partly=2, apologies=0, absent=1, unrecorded=1),
        Attendance("workshop-b", there=1, partly=1, apologies=1, absent=0, unrecorded=2),
        Attendance("workshop-c", there=0, partly=0, apologies=0, absent=0, unrecorded=5),
    )
    assert [(each.came, each.recorded, each.held) for each in DONE.workshops] == [
        (3, 4, True),
        (2, 3, True),
        (0, 0, False),
    ]


def test_attendance_in_all_is_that_of_the_workshops_that_were_held() -> None:
    assert DONE.attendance == Attendance("", there=2, partly=3, apologies=1, absent=1, unrecorded=3)
    assert (DONE.workshops_held, DONE.surgeries_held) == (2, 1)


def test_release_groups_and_projects() -> None:
    """Of those who started Ann, Dan and Eve were released."""
    assert (DONE.release_agreed, DONE.release_refused) == (3, 1)
    assert (DONE.groups, DONE.groups_met) == (2, 1)
    assert list(DONE.projects.items()) == [
        (ProjectStage.IDEA, 0),
        (ProjectStage.CHOSEN, 0),
        (ProjectStage.CHARTER_AGREED, 0),
        (ProjectStage.UNDER_WAY, 0),
        (ProjectStage.FINISHED, 2),
        (ProjectStage.STOPPED, 1),
    ]


def test_without_records_all_is_none() -> None:
    nothing = delivery(Records(), ["workshop-a"], [], ended=True)

    assert (nothing.applied, nothing.started, nothing.finished, nothing.workshops_held) == (0, 0, 0, 0)
    assert nothing.attendance == Attendance("", 0, 0, 0, 0, 0)
