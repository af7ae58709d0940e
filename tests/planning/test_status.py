"""The state of six pairs, whose dates `tests/worked/six_pairs.md` works out by hand, on several days."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from generator.model.scheme import (
    Agreement,
    Attended,
    CohortProject,
    DateRecord,
    Decision,
    LearningGroup,
    Person,
    ProjectStage,
    Records,
    TaskRecord,
    TaskStatus,
)
from generator.planning.status import Item, Status, status
from tests.worked.cohorts import playbook, replanned

BEFORE = datetime.date(2026, 9, 1)
SPRING = datetime.date(2027, 3, 19)
"""After two workshops and the time for the first meeting, before charters are due on 24 March."""
SUMMER = datetime.date(2027, 7, 1)

ASHA = Person(
    id="asha",
    name="Asha Madeup",
    email="asha@example.nhs.uk",
    phone="020 7946 0000",
    decision=Decision.PARTICIPANT,
    release=Agreement.AGREED,
)
BEN = Person(
    id="ben",
    name="Ben Madeup",
    decision=Decision.PARTICIPANT,
    release=Agreement.ASKED,
    line_manager="Lin Madeup",
    line_manager_email="lin@example.nhs.uk",
    rota_contact_email="rota@example.nhs.uk",
)
CARA = Person(id="cara", name="Cara Madeup", decision=Decision.PARTICIPANT)
DEV = Person(id="dev", name="Dev Madeup", decision=Decision.RESERVE)
PAIR = LearningGroup(id="pair-1", name="Pair 1", members=["asha", "ben"])


def state(day: datetime.date, **records: Any) -> Status:
    return status(replace(playbook("westbrook"), records=Records(**records)), day)


def lines(items: tuple[Item, ...]) -> list[str]:
    return [f"{item.day:%d %b %Y}: {item.what}" if item.day else item.what for item in items]


def test_a_task_is_overdue_on_the_day_after_it_was_due() -> None:
    on_the_day, a_day_later = state(datetime.date(2026, 6, 17)), state(datetime.date(2026, 6, 18))

    assert on_the_day.overdue == ()
    assert lines(a_day_later.overdue) == ["17 Jun 2026: Ask for a sponsor"]
    assert "Ask for a sponsor" in [item.what for item in on_the_day.coming]


def test_overdue_tasks_come_oldest_first_with_whoever_does_them() -> None:
    overdue = state(SPRING).overdue

    assert lines(overdue) == [
        "17 Jun 2026: Ask for a sponsor",
        "28 Oct 2026: Write to everybody who releases a participant",
        "11 Nov 2026: Send the diary entries",
        "18 Nov 2026: Remind doctors of study leave",
    ]
    assert [str(call) for item in overdue for call in item.calls] == [
        "Ada Lead (programme lead, ada@example.nhs.uk)",
        "Ada Lead (programme lead, ada@example.nhs.uk)",
        "Programme office (administrator, office@example.nhs.uk)",
        "Rota coordinator",
    ]


@pytest.mark.parametrize("settled", [TaskStatus.DONE, TaskStatus.NOT_NEEDED])
def test_a_settled_task_is_never_overdue(settled: TaskStatus) -> None:
    sponsor = next(
        f"{item.topic.id}/{item.action.id}"
        for section in playbook("westbrook").checklist
        for item in section.items
        if item.action.do == "Ask for a sponsor"
    )

    assert state(BEFORE, tasks={sponsor: TaskRecord(status=settled)}).overdue == ()
    assert len(state(BEFORE, tasks={sponsor: TaskRecord(status=TaskStatus.IN_PROGRESS)}).overdue) == 1


def test_the_planners_own_tasks_count_too() -> None:
    own = TaskRecord(action="Order the badges", due=datetime.date(2026, 8, 31), owner="Kit Madeup")

    (task,) = (item for item in state(BEFORE, tasks={"task-1": own}).overdue if item.what == "Order the badges")

    assert task.day == datetime.date(2026, 8, 31)
    assert [str(call) for call in task.calls] == ["Kit Madeup"]


def test_a_task_whose_owner_is_a_role_is_for_whoever_has_it() -> None:
    own = TaskRecord(action="Order", due=datetime.date(2026, 8, 31), owner="programme lead")

    (task,) = (item for item in state(BEFORE, tasks={"task-1": own}).overdue if item.what == "Order")

    assert [call.name for call in task.calls] == ["Ada Lead"]


def test_what_comes_in_two_weeks_ends_on_the_fourteenth_day() -> None:
    surgery = datetime.date(2027, 3, 31)

    assert lines(state(SPRING).coming) == ["31 Mar 2027: Design surgery 1"]
    assert lines(state(surgery - datetime.timedelta(14)).coming)[-1] == "31 Mar 2027: Design surgery 1"
    assert "Design surgery 1" not in [item.what for item in state(surgery - datetime.timedelta(15)).coming]


def test_a_date_that_is_ticked_is_no_longer_announced() -> None:
    assert state(SPRING, dates={"surgery-1": DateRecord(done=True)}).coming == ()


def test_those_without_a_release_are_listed_with_everybody_who_can_give_it() -> None:
    ben = BEN.model_copy(update={"supervisor": "Sue Madeup"})
    eve = Person(id="eve", name="Eve Madeup", decision=Decision.OFFERED, release=Agreement.REFUSED)
    waiting = state(SPRING, people=[ASHA, ben, CARA, DEV, eve]).no_release

    assert lines(waiting) == [
        "04 Nov 2026: Ben Madeup: asked, no answer yet",
        "04 Nov 2026: Cara Madeup: nobody has asked yet",
        "04 Nov 2026: Eve Madeup: refused",
    ]
    assert [str(call) for call in waiting[0].calls] == [
        "Lin Madeup (line manager, lin@example.nhs.uk)",
        "Sue Madeup (supervisor)",
        "rota@example.nhs.uk (rota contact)",
    ]
    assert [str(call) for call in waiting[1].calls] == ["Cara Madeup"]


def test_a_group_should_have_met_by_the_end_of_the_first_meetings_window() -> None:
    last_day = datetime.date(2027, 2, 17)
    people, groups = [ASHA, BEN], [PAIR]

    assert state(last_day, people=people, groups=groups).not_met == ()
    (group,) = state(last_day + datetime.timedelta(1), people=people, groups=groups).not_met
    assert (group.what, group.day) == ("Pair 1", last_day)
    assert list(map(str, group.calls)) == ["Asha Madeup (020 7946 0000, asha@example.nhs.uk)", "Ben Madeup"]
    met = PAIR.model_copy(update={"first_met": datetime.date(2027, 1, 25)})
    assert state(SPRING, people=people, groups=[met]).not_met == ()


def test_participants_need_a_group_from_the_day_after_the_pairing_event() -> None:
    event = datetime.date(2026, 12, 16)

    assert state(event, people=[CARA], groups=[PAIR]).no_group == ()
    alone = state(event + datetime.timedelta(1), people=[ASHA, CARA, DEV], groups=[PAIR]).no_group
    assert lines(alone) == ["16 Dec 2026: Cara Madeup"]
    assert [call.name for call in alone[0].calls] == ["Cara Madeup"]


def test_projects_need_a_sponsor_at_once_and_a_charter_from_the_day_after_charters_are_due() -> None:
    due = datetime.date(2027, 3, 24)
    project = CohortProject(id="waits", title="Shorter waits", group="pair-1")
    second = LearningGroup(id="pair-2", name="Pair 2", members=["cara"])
    on_the_day = state(due, people=[ASHA, BEN, CARA], groups=[PAIR, second], projects=[project])
    a_day_later = state(
        due + datetime.timedelta(1), people=[ASHA, BEN, CARA], groups=[PAIR, second], projects=[project]
    )

    assert lines(on_the_day.projects) == ["24 Mar 2027: Shorter waits: no sponsor"]
    assert lines(a_day_later.projects) == [
        "24 Mar 2027: Shorter waits: no charter and no sponsor",
        "24 Mar 2027: Pair 2: no project",
    ]
    calls = [[call.name for call in item.calls] for item in a_day_later.projects]
    assert calls == [["Asha Madeup", "Ben Madeup"], ["Cara Madeup"]]
    no_group = project.model_copy(update={"group": None})
    assert [item.calls for item in state(due, projects=[no_group]).projects] == [()]


def test_a_project_with_sponsor_and_charter_and_one_that_has_stopped_need_no_help() -> None:
    well = CohortProject(
        id="waits", title="Waits", group="pair-1", sponsor="Sam", charter_day=datetime.date(2027, 3, 23)
    )
    agreed = well.model_copy(update={"charter_day": None, "stage": ProjectStage.CHARTER_AGREED})
    stopped = CohortProject(id="lists", title="Lists", group="pair-1", stage=ProjectStage.STOPPED)

    assert state(SUMMER, groups=[PAIR], projects=[well, stopped]).projects == ()
    assert state(SUMMER, groups=[PAIR], projects=[agreed]).projects == ()
    assert lines(state(SUMMER, groups=[PAIR], projects=[stopped]).projects) == ["24 Mar 2027: Pair 1: no project"]


def test_missed_workshops_are_counted_and_past_ones_without_a_record_are_named() -> None:
    marks = {
        "asha": {"workshop-meeting": Attended.NOT_THERE, "workshop-listening": Attended.PARTLY},
        "ben": {"workshop-listening": Attended.SENT_APOLOGIES, "workshop-meeting": Attended.NOT_THERE},
    }

    missed = state(SPRING, people=[ASHA, BEN, DEV], attendance=marks).missed
    assert [call.name for item in missed for call in item.calls] == ["Ben Madeup", "Asha Madeup"]
    assert lines(missed) == [
        "Ben Madeup: 2 workshops, Wed 20 Jan 2027 and Wed 10 Mar 2027",
        "Asha Madeup: 1 workshop, Wed 20 Jan 2027",
    ]
    unrecorded = state(SPRING, people=[ASHA]).missed
    assert [call.name for item in unrecorded for call in item.calls] == ["Programme office", "Programme office"]
    assert state(datetime.date(2027, 1, 20), people=[ASHA]).missed == ()
    assert lines(unrecorded) == [
        "20 Jan 2027: Workshop 1: Meeting each other: nobody has written down who was there",
        "10 Mar 2027: Workshop 2: Listening: nobody has written down who was there",
    ]


def test_a_file_with_people_says_until_when_they_may_stay_in_it() -> None:
    assert state(SPRING).warnings == ()
    assert state(SPRING, people=[ASHA]).warnings == (
        "This file names people, and says no day by which they must be taken out of it. "
        "Type that day into the sheet Scheme.",
    )
    assert state(SPRING, people=[ASHA], keep_until=SPRING).warnings == ()
    assert state(SPRING, people=[ASHA], keep_until=datetime.date(2027, 3, 18)).warnings == (
        "The people in this file had to be deleted by 18 March 2027. Delete the file, or take each person out of it.",
    )


def steps(day: datetime.date, **records: Any) -> tuple[str, ...]:
    """The next steps when every task of the plan is settled."""
    settled = {
        f"{item.topic.id}/{item.action.id}": TaskRecord(status=TaskStatus.DONE)
        for section in playbook("westbrook").checklist
        for item in section.items
    }
    return state(day, tasks=settled | records.pop("tasks", {}), **records).next_steps


def test_next_steps_are_three_and_begin_with_what_is_late() -> None:
    assert state(SPRING, people=[ASHA, BEN, CARA], groups=[PAIR]).next_steps == (
        "4 tasks are overdue, see the sheet Tasks. Start with: Ask for a sponsor",
        "2 people have no release yet. Ring whoever releases them, see the sheet People.",
        "1 participant has no pair yet, see the sheet Groups.",
    )
    assert state(BEFORE).next_steps[0] == "1 task is overdue, see the sheet Tasks. Start with: Ask for a sponsor"


def test_a_cohort_without_a_start_is_told_to_choose_one() -> None:
    cohort = playbook("westbrook").profile.cohort.model_copy(update={"start": None}).model_dump(exclude_unset=True)
    undated = status(replanned("westbrook", cohort=cohort), BEFORE)

    assert undated.next_steps[:2] == (
        "Choose the day of the first workshop, and type it into the sheet Scheme: every date follows from it.",
        "Next: Ask for a sponsor",
    )
    assert undated.overdue == undated.coming == ()


def test_applicants_are_typed_in_from_the_day_after_applications_close() -> None:
    closed = datetime.date(2026, 10, 7)
    step = "Applications have closed: type everybody who applied into the sheet People."

    assert step not in steps(closed)
    assert steps(closed + datetime.timedelta(1))[0] == step
    assert step not in steps(closed + datetime.timedelta(1), people=[DEV])


def test_applicants_need_a_decision_two_weeks_before_places_are_confirmed() -> None:
    two_weeks_before = datetime.date(2026, 10, 21)
    eve = Person(id="eve", name="Eve Madeup")
    one, two = [eve], [eve, eve.model_copy(update={"id": "fay"})]

    assert "no decision" not in str(steps(two_weeks_before - datetime.timedelta(1), people=one))
    assert steps(two_weeks_before, people=one)[0] == "1 applicant has no decision yet, see the sheet People."
    assert steps(SUMMER, people=two)[0] == "2 applicants have no decision yet, see the sheet People."


def test_next_steps_name_what_people_wait_for() -> None:
    first_met = PAIR.model_copy(update={"first_met": datetime.date(2027, 1, 25)})
    present = {"asha": {"workshop-meeting": Attended.ATTENDED, "workshop-listening": Attended.ATTENDED}}

    assert steps(SPRING, people=[BEN], groups=[first_met], attendance=present)[0] == (
        "1 person has no release yet. Ring whoever releases them, see the sheet People."
    )
    two = [ASHA, ASHA.model_copy(update={"id": "gus"})]
    assert steps(SPRING, people=two, attendance=present)[0] == (
        "2 participants have no pair yet, see the sheet Groups."
    )
    assert steps(SPRING, people=[ASHA], groups=[first_met])[0] == (
        "Fill in the sheet Sessions. Workshop 1: Meeting each other: nobody has written down who was there."
    )
    assert steps(SPRING, people=[ASHA], groups=[PAIR], attendance=present)[0] == (
        "Pair 1 should have met by now. Ask how it goes."
    )
    project = CohortProject(id="waits", title="Shorter waits", group="pair-1")
    assert steps(SPRING, people=[ASHA], groups=[first_met], attendance=present, projects=[project])[0] == (
        "A project needs help. Shorter waits: no sponsor."
    )


def test_at_most_three_groups_that_have_not_met_are_named() -> None:
    groups = [PAIR.model_copy(update={"id": f"pair-{n}", "name": f"Pair {n}"}) for n in range(1, 5)]

    assert steps(SPRING, people=[DEV], groups=groups)[0] == (
        "Pair 1, Pair 2 and Pair 3 should have met by now. Ask how it goes."
    )


def test_next_steps_go_on_with_what_comes_and_then_with_the_next_task() -> None:
    badges = TaskRecord(action="Order the badges", due=datetime.date(2027, 4, 3))
    cakes = TaskRecord(action="Order the cakes", due=datetime.date(2027, 4, 9))

    assert steps(SPRING, people=[DEV], tasks={"cakes": cakes, "badges": badges}) == (
        "By Wednesday 31 March 2027: Design surgery 1",
        "After that, by 3 April 2027: Order the badges",
    )
    quiet = datetime.date(2027, 8, 19)
    late_badges = badges.model_copy(update={"due": datetime.date(2027, 9, 3)})
    assert steps(quiet, people=[DEV], tasks={"badges": late_badges}) == (
        "Nothing is due for two weeks. Then, by 3 September 2027: Order the badges",
    )
    on_the_last_day = badges.model_copy(update={"due": datetime.date(2027, 4, 2)})
    assert steps(SPRING, people=[DEV], tasks={"badges": on_the_last_day}) == (
        "By Wednesday 31 March 2027: Design surgery 1",
        "By Friday 2 April 2027: Order the badges",
    )


def test_an_event_says_when_and_where() -> None:
    coming = state(datetime.date(2027, 1, 13), tasks={}).coming

    assert "20 Jan 2027: Workshop 1: Meeting each other at 13:00, Lecture room" in lines(coming)


def test_a_task_without_an_owner_is_for_nobody_and_one_with_a_name_is_for_that_person() -> None:
    sponsor = next(id for id in _ids() if id.endswith("/ask-sponsor") or "sponsor" in id)
    named = state(BEFORE, tasks={sponsor: TaskRecord(owner="Kit Madeup")}).overdue
    own = state(BEFORE, tasks={"task-1": TaskRecord(action="Order", due=datetime.date(2026, 8, 31))}).overdue

    assert [call.name for call in named[0].calls] == ["Kit Madeup"]
    assert own[-1].calls == ()


def _ids() -> list[str]:
    checklist = playbook("westbrook").checklist
    return [f"{item.topic.id}/{item.action.id}" for section in checklist for item in section.items]


def test_a_contact_without_an_address_is_named_alone() -> None:
    contacts = [{"role": "programme-lead", "name": "Ada Lead"}]
    overdue = status(replanned("westbrook", contacts=contacts), BEFORE).overdue

    assert list(map(str, overdue[0].calls)) == ["Ada Lead (programme lead)"]
