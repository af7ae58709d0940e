"""What moved between two plans of a cohort, and how sequences and stamps follow on."""

from __future__ import annotations

import datetime
from typing import Any

from generator.model.library import Library, Trust
from generator.model.recorded_plan import RecordedPlan
from generator.model.scheme_file import Record, SchemeFile
from generator.planning.moves import Move, moves, recorded
from generator.planning.playbook import Playbook, plan
from tests.planning.profiles import profile

FIRST, SECOND, THIRD = datetime.date(2026, 6, 1), datetime.date(2026, 9, 1), datetime.date(2026, 10, 5)
OFFICE = {"role": "administrator", "name": "Learning office", "email": "office@example.nhs.uk"}


def planned(library: Library, today: datetime.date, previous: RecordedPlan | None = None, **values: Any) -> Playbook:
    of = profile(**{"months": 6, "planning_from": None, **values})
    content = library.model_copy(update={"trusts": {of.id: Trust(profile=of)}})
    return plan(content, of.id, today=today, previous=previous)


def closed(day: datetime.date) -> dict[str, Any]:
    return {"closed": [{"first": day, "last": day, "reason": "inspection"}]}


def by_id(playbook: Playbook) -> dict[str, Move]:
    return {move.entry.id: move for move in moves(playbook)}


def workshop(playbook: Playbook, id: str) -> datetime.date:
    entry = playbook.schedule.workshop(id) if playbook.schedule else None
    assert entry is not None
    return entry.first


def some_workshop(playbook: Playbook) -> str:
    """A workshop that is neither the first nor the last."""
    return playbook.workshops[2].workshop.id


def test_a_first_plan_has_no_moves_and_starts_every_sequence_at_nought(worked_library: Library) -> None:
    playbook = planned(worked_library, FIRST)
    record = recorded(playbook)

    assert moves(playbook) == ()
    assert {entry.sequence for entry in record.entries} == {0}
    assert {entry.stamp for entry in record.entries} == {datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)}
    assert record.planning_from == FIRST


def test_the_same_plan_again_changes_nothing(worked_library: Library) -> None:
    first = recorded(planned(worked_library, FIRST))
    second = planned(worked_library, SECOND, first)

    assert moves(second) == ()
    assert recorded(second).entries == first.entries


def test_a_moved_workshop_says_from_when_to_when_why_and_whom_to_tell(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    id = some_workshop(first)
    day = workshop(first, id)
    second = planned(worked_library, SECOND, recorded(first), schedule=closed(day), contacts=[OFFICE])
    move = by_id(second)[f"workshop-{id}"]

    assert move.before is not None
    assert move.after is not None
    assert (move.before.first, move.after.first) == (day, workshop(second, id))
    assert day != move.after.first
    assert "closed (inspection)" in move.why
    assert move.roles == ("participant", "facilitator", "programme-lead", "administrator")
    assert [(contact.role, contact.name) for contact in move.contacts] == [("administrator", "Learning office")]


def test_a_sequence_rises_with_each_move_and_unmoved_entries_stay_as_they_were(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    id = some_workshop(first)
    day = workshop(first, id)
    second = planned(worked_library, SECOND, recorded(first), schedule=closed(day))
    both = {"closed": [*closed(day)["closed"], *closed(workshop(second, id))["closed"]]}
    third = planned(worked_library, THIRD, recorded(second), schedule=both)
    plans = [recorded(playbook).events for playbook in (first, second, third)]
    entries = [each[f"workshop-{id}"] for each in plans]

    assert [entry.sequence for entry in entries] == [0, 1, 2]
    assert [entry.stamp.date() for entry in entries] == [FIRST, SECOND, THIRD]
    assert (
        plans[2]["workshop-" + first.workshops[0].workshop.id] == plans[0]["workshop-" + first.workshops[0].workshop.id]
    )


def test_an_entry_that_moved_once_stays_as_it_was_in_the_next_plan(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    choices = closed(workshop(first, some_workshop(first)))
    second = recorded(planned(worked_library, SECOND, recorded(first), schedule=choices))
    third = recorded(planned(worked_library, THIRD, second, schedule=choices))

    assert max(entry.sequence for entry in second.entries) == 1
    assert third.entries == second.entries


def test_a_second_move_on_the_same_day_has_a_later_stamp(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    id = some_workshop(first)
    second = planned(worked_library, FIRST, recorded(first), schedule=closed(workshop(first, id)))

    before, after = (recorded(each).events[f"workshop-{id}"].stamp for each in (first, second))
    assert after - before == datetime.timedelta(minutes=1)


def test_another_time_or_room_is_a_move_on_the_same_day(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    chosen = [{"workshop": each.workshop.id} for each in first.workshops]
    chosen[2] |= {"start": "10:15", "room": "Room 7"}
    second = planned(worked_library, SECOND, recorded(first), workshops=chosen)

    (move,) = moves(second)
    assert move.entry.id == f"workshop-{some_workshop(first)}"
    assert move.why == "New time and place, same day"
    assert move.entry.sequence == 1


def test_what_moves_with_another_date_says_so(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    id = some_workshop(first)
    second = planned(worked_library, SECOND, recorded(first), schedule=closed(workshop(first, id)))

    assert by_id(second)[f"generic-rota-workshop-{id}"].why.endswith("; moved with the date it depends on")


def test_the_first_workshop_moves_with_the_start_and_everything_follows(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    second = planned(worked_library, SECOND, recorded(first), start=datetime.date(2027, 1, 20))
    changed = by_id(second)

    id = first.workshops[0].workshop.id
    assert changed[f"workshop-{id}"].why == "The cohort starts on another day"
    assert changed[f"generic-rota-workshop-{id}"].why.endswith("; moved with the date it depends on")
    assert not [move for move in changed if move.startswith("workshop-") and move != f"workshop-{id}"]


def test_another_reason_alone_is_no_move_but_a_later_stamp(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    record = recorded(first)
    (entry, *rest) = record.entries
    changed = record.model_copy(update={"entries": [entry.model_copy(update={"reason": "Another reason"}), *rest]})
    second = planned(worked_library, SECOND, changed)
    after = recorded(second).events[entry.id]

    assert moves(second) == ()
    assert (after.sequence, after.stamp.date()) == (0, SECOND)


def test_what_is_gone_is_cancelled_once_and_a_return_raises_its_sequence(worked_library: Library) -> None:
    first = planned(worked_library, FIRST, months=6)
    shorter = planned(worked_library, SECOND, recorded(first), months=5)
    move = by_id(shorter)["pair-meeting-6"]
    entry = next(entry for entry in recorded(shorter).entries if entry.id == "pair-meeting-6")

    assert (move.after, move.why) == (None, "No longer in the plan")
    assert (entry.cancelled, entry.sequence) == (True, 1)
    assert entry.stamp == datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)
    same_day = recorded(planned(worked_library, FIRST, recorded(first), months=5))
    assert {each.stamp for each in same_day.entries if each.cancelled} == {
        datetime.datetime(2026, 6, 1, 0, 1, tzinfo=datetime.UTC)
    }

    again = planned(worked_library, SECOND, recorded(shorter), months=5)
    assert "pair-meeting-6" not in by_id(again)
    assert next(each for each in recorded(again).entries if each.id == "pair-meeting-6") == entry

    back = planned(worked_library, THIRD, recorded(again), months=6)
    assert by_id(back)["pair-meeting-6"].before is None
    assert recorded(back).events["pair-meeting-6"].sequence == 2


def test_without_a_start_every_entry_is_cancelled(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    second = planned(worked_library, SECOND, recorded(first), start=None)

    assert recorded(second).events == {}
    assert [move.after for move in moves(second)] == [None] * len(recorded(first).entries)


def test_the_plan_of_another_cohort_is_ignored(worked_library: Library) -> None:
    first = recorded(planned(worked_library, FIRST))
    second = planned(worked_library, SECOND, first, cohort={"number": 2})

    assert second.previous is None
    assert moves(second) == ()


def test_another_title_is_a_move_on_the_same_day(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    id = some_workshop(first)
    renamed = worked_library.workshops[id].model_copy(update={"title": "Another name"})
    workshops = {**worked_library.workshops, id: renamed}
    second = planned(worked_library.model_copy(update={"workshops": workshops}), SECOND, recorded(first))

    assert by_id(second)[f"workshop-{id}"].why == "New title, same day"


def in_workbook(library: Library, plan_in_it: Playbook, today: datetime.date, **values: Any) -> tuple[Library, str]:
    """A library with a profile, in a workbook that was written with a plan."""
    of = profile(**{"months": 6, "planning_from": None, **values})
    record = Record(
        generator="1",
        release="2026.1",
        trust=of.id,
        made=today,
        planning_from=plan_in_it.planning_from,
        profile=plan_in_it.profile.fingerprint,
        plan=recorded(plan_in_it),
    )
    trust = Trust(profile=of, scheme_file=SchemeFile("westshire.xlsx", {}, record=record))
    return library.model_copy(update={"trusts": {of.id: trust}}), of.id


def test_dates_stay_as_in_the_planners_workbook_and_moves_are_since_the_playbook(worked_library: Library) -> None:
    sent = planned(worked_library, FIRST)
    id = some_workshop(sent)
    moved = planned(worked_library, SECOND, recorded(sent), schedule=closed(workshop(sent, id)))
    library, slug = in_workbook(worked_library, moved, THIRD)
    again = plan(library, slug, today=THIRD, previous=recorded(sent))

    assert workshop(again, id) == workshop(moved, id) != workshop(sent, id)
    assert f"workshop-{id}" in by_id(again)
    assert f"workshop-{id}" not in by_id(plan(library, slug, today=THIRD))


def test_planning_starts_on_the_workbooks_day_while_its_profile_stays(worked_library: Library) -> None:
    first = planned(worked_library, FIRST)
    library, slug = in_workbook(worked_library, first, THIRD)
    assert plan(library, slug, today=THIRD).planning_from == FIRST

    library, slug = in_workbook(worked_library, first, THIRD, months=9)
    assert plan(library, slug, today=THIRD).planning_from == THIRD
