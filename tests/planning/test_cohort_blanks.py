"""Every figure that running text names, for the small cohort, worked out by hand.

Workshops are in weeks 0, 10 and 20. Charters are signed three weeks after the second, so surgeries are in weeks 14 and
17. The driver diagram is due a week after the second workshop.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.base import Timing
from generator.model.effort import Counted, CountsAs, EffortAssumption, Every
from generator.model.library import Library
from generator.model.vocabulary import StaffGroup
from generator.planning.cohort_figures import group_members, in_usual_words
from tests.planning import cohort, profiles

SPACING = {"surgery_spacing_weeks": 3}
MILESTONES = {
    "decision": -30,
    "applications-open": -16,
    "applications-close": -12,
    "selection": -11,
    "places-confirmed": -8,
    "pairing-event": -2,
    "launch": 0,
    "midpoint": 12,
    "presentation-day": 20,
    "programme-end": 24,
    "board-report": 30,
    "six-months-after": 50,
}
WEEKS = {
    "months": "6",
    "groups": "2 pairs",
    "group_members": "the resident doctors and the managers",
    "participants": "4",
    "visits": "3",
    "meetings": "6",
    "surgeries": "2",
    "workshops": "three",
    "workshop_weeks": "0, 10 and 20",
    "study_leave_weeks": "6",
    "rota_weeks": "9",
    "room_weeks": "12",
    "lead_in_weeks": "30",
    "applications_weeks": "4",
    "answer_weeks": "3",
    "midpoint_week": "12",
    "presentation_week": "20",
    "end_week": "24",
    "charter_week": "13",
    "project_weeks": "7",
    "first_surgery_week": "14",
    "driver_diagram_week": "11",
    **{f"weeks_before:{id}": f"{-week}" for id, week in MILESTONES.items() if week <= 0},
    **{f"weeks_after:{id}": f"{week}" for id, week in MILESTONES.items() if week > 0},
}
HOURS = {"participant_hours": "9", "participant_hours_low": "9", "participant_hours_high": "9", "all_hours": "60"}


def library() -> Library:
    """The small cohort's library with a charter, a driver diagram and a notice for rooms."""
    base = cohort.library()
    calendar = cohort.calendar()
    usual = calendar.milestones["decision"]
    milestones = {
        id: calendar.milestones.get(id, usual.model_copy(update={"id": id, "title": id, "weeks_from_launch": week}))
        for id, week in MILESTONES.items()
    }
    rooms = cohort.rule("room-booking", 12, "Book the room", None)
    diagram = base.instruments["log"].model_copy(
        update={
            "id": "driver-diagram-sheet",
            "timing": [Timing(workshop="asking", weeks_after=1), Timing(workshop="presenting")],
        }
    )
    return base.model_copy(
        update={
            "programme": base.programme.model_copy(update={"charter": Timing(workshop="asking", weeks_after=3)}),
            "calendar": calendar.model_copy(
                update={"milestones": milestones, "notice": {**calendar.notice, "room-booking": rooms}}
            ),
            "instruments": {**base.instruments, diagram.id: diagram},
        }
    )


def figures(of: Library | None = None, **values: Any) -> dict[str, str]:
    return dict(cohort.book(of or library(), **{"schedule": SPACING, **values}).wording.figures)


@pytest.mark.parametrize("start", [datetime.date(2027, 1, 13), None])
def test_every_figure_of_the_cohort_with_and_without_dates(start: datetime.date | None) -> None:
    shown = figures(start=start)

    assert {name: shown[name] for name in shown if "hours" not in name} == WEEKS
    assert {name: shown[name] for name in HOURS} == HOURS


def test_the_shortest_preparation_has_figures_of_its_own_that_no_start_changes() -> None:
    """A milestone for which the rules say nothing shorter keeps its usual weeks; those after the start have none."""
    of = library()
    milestones = dict(of.calendar.milestones)
    for id, week in {"decision": -12, "applications-close": -8}.items():
        milestones[id] = milestones[id].model_copy(update={"least_weeks": week})
    milestones["midpoint"] = milestones["midpoint"].model_copy(update={"weeks_from_launch": 1})
    of = of.model_copy(update={"calendar": of.calendar.model_copy(update={"milestones": milestones})})

    for start in (None, datetime.date(2027, 1, 13)):
        shown = figures(of, start=start)
        assert {name: shown[name] for name in shown if "least" in name} == {
            "least_lead_in_weeks": "16",
            "least_weeks_before:decision": "12",
            "least_weeks_before:applications-open": "16",
            "least_weeks_before:applications-close": "8",
            "least_weeks_before:selection": "11",
            "least_weeks_before:places-confirmed": "8",
            "least_weeks_before:pairing-event": "2",
            "least_weeks_before:launch": "0",
        }


def test_figures_that_the_rules_do_not_give_are_missing() -> None:
    """The small cohort itself has no charter, no driver diagram, no midpoint, and no notice for rooms."""
    missing = ("charter_week", "driver_diagram_week", "midpoint_week", "answer_weeks", "room_weeks", "lead_hours")

    assert not set(missing) & figures(cohort.library()).keys()
    assert "first_surgery_week" not in figures(months=2)


@pytest.mark.parametrize(
    ("first", "last", "week"), [("2027-04-07", "2027-04-07", "12"), ("2027-04-05", "2027-04-07", "11")]
)
def test_half_a_week_and_more_counts_as_a_week(first: str, last: str, week: str) -> None:
    """The midpoint is planned for Wednesday 7 April, twelve weeks after the start; it moves to the day before, or to
    Friday 2 April, which is 11 weeks and 2 days after it."""
    period = {"first": first, "last": last, "reason": "move"}

    assert figures(schedule={**SPACING, "closed": [period]})["midpoint_week"] == week


def test_figures_follow_the_dates_where_there_are_some() -> None:
    """A pin has the second workshop two weeks later, in week 12, and what is timed from it follows."""
    pins = [{"what": "workshop-asking", "day": datetime.date(2027, 4, 7)}]
    shown = figures(schedule={**SPACING, "pins": pins})

    assert {
        name: shown[name] for name in ("workshop_weeks", "charter_week", "driver_diagram_week", "project_weeks")
    } == {
        "workshop_weeks": "0, 12 and 20",
        "charter_week": "15",
        "driver_diagram_week": "13",
        "project_weeks": "5",
    }


def group(id: str, title: str, **values: Any) -> StaffGroup:
    return StaffGroup(id=id, source="test", title=title, description="Some staff.", **values)


@pytest.mark.parametrize(
    ("numbers", "partners", "members"),
    [
        ({"doctors": 2, "managers": 2}, [], "the clinician and the manager"),
        ({"doctors": 2, "managers": 4}, [], "the clinician and the two managers"),
        ({"doctors": 1, "nurses": 1, "managers": 2}, [], "the clinician and the manager"),
        ({"doctors": 3, "managers": 3}, [], "the clinician or manager"),
        ({"doctors": 2, "managers": 1, "cooks": 1}, [], "the clinician and the manager or cooks"),
        ({"doctors": 2, "council": 2}, [], "the clinician and the colleague from the partner organisation"),
        ({"doctors": 2, "council": 2}, ["Westbrook"], "the clinician and the colleague from Westbrook"),
        (
            {"doctors": 2, "council": 2},
            ["Westbrook", "Eastbrook"],
            "the clinician and the colleague from Westbrook or Eastbrook",
        ),
        ({"doctors": 2, "council": 4}, ["Westbrook"], "the clinician and the two colleagues from Westbrook"),
        ({"doctors": 2, "cooks": 4}, [], "the clinician and the two cooks"),
    ],
)
def test_who_is_in_each_group(numbers: dict[str, int], partners: list[str], members: str) -> None:
    """Two groups; staff groups with somebody in each have a place of their own, and doctors and nurses share one."""
    groups = {
        "doctors": group("doctors", "Doctors", member="clinician"),
        "nurses": group("nurses", "Nurses", member="clinician"),
        "managers": group("managers", "Managers", member="manager"),
        "cooks": group("cooks", "Cooks"),
        "council": group("council", "Council staff", member="colleague", of_partner=True),
    }
    vocabulary = cohort.library().vocabulary.model_copy(update={"staff_groups": groups})
    participants = [{"staff_group": id, "number": number} for id, number in numbers.items()]
    of = profiles.profile(
        groups=2,
        cohort={"participants": participants},
        partners=[{"id": f"p{number}", "name": name} for number, name in enumerate(partners)],
    )

    assert group_members(of, vocabulary) == members


# --- hours in running text ------------------------------------------------------------------------------------------

ASSUMPTIONS = cohort.effort(
    cohort.assumption(
        "workshops",
        "participant",
        0.5,
        each=[Counted.PARTICIPANT, Counted.WORKSHOP],
        workshop_length=True,
        counts_as=CountsAs.WORKSHOPS,
    ),
    cohort.assumption(
        "meetings", "participant", 1.5, each=[Counted.PARTICIPANT, Counted.MONTH], counts_as=CountsAs.MEETINGS
    ),
    cohort.assumption(
        "shadowing", "participant", 1.0, each=[Counted.PARTICIPANT, Counted.VISIT], counts_as=CountsAs.SHADOWING
    ),
    cohort.assumption("forms", "participant", 0.25, each=[Counted.PARTICIPANT], counts_as=CountsAs.FORMS),
    cohort.assumption("plan", "programme-lead", 40.0, since="decision", until="launch"),
    cohort.assumption("run", "programme-lead", 4.0, every=Every.WEEK),
    cohort.assumption("office", "administrator", 12.0),
    cohort.assumption("open", "executive-sponsor", 5.0, since="launch", until="programme-end"),
    cohort.assumption("evaluate", "evaluation-lead", 7.0, since="launch", until="programme-end"),
    cohort.assumption("hold", "facilitator", 2.5, each=[Counted.WORKSHOP]),
    cohort.assumption("advise", "coach", 2.0, each=[Counted.SURGERY], people=2),
    cohort.assumption("senior", "evaluation-lead", 6.0, counts_as=CountsAs.SENIOR_LEAD),
    cohort.assumption("supervise", "coach", 1.5, each=[Counted.PARTICIPANT], counts_as=CountsAs.SUPERVISOR),
    cohort.assumption("line", "coach", 2.5, each=[Counted.PARTICIPANT], counts_as=CountsAs.LINE_MANAGER),
)


def hours(of: Library | None = None, **values: Any) -> dict[str, str]:
    base = (of or cohort.library()).model_copy(update={"effort": ASSUMPTIONS})
    shown = figures(base, **values)
    return {name: text for name, text in shown.items() if "hours" in name}


def test_every_figure_about_hours() -> None:
    """A participant has 3 workshops of 1 hour with half an hour each besides (4.5), 6 meetings of 1.5 hours (9), 3
    visits (3) and 0.25 for forms: 16.75 hours, 17 in text, so 5, 9, 3 and 0. The lead has 40 hours and 4 in each of 24
    weeks, 136, of which 96 while the programme runs. Two coaches have 2 hours at each of 3 surgeries.

    All: 67 + 136 + 12 + 5 + 13 + 7.5 + 12 + 6 + 10 = 268.5.
    """
    assert hours() == {
        "participant_hours": "17",
        "participant_hours_low": "17",
        "participant_hours_high": "17",
        "participant_hours_a_week": "0.7",
        "workshop_hours": "5",
        "meeting_hours": "9",
        "shadowing_hours": "3",
        "form_hours": "0",
        "fixed_hours": "5",
        "flexible_hours": "12",
        "lead_hours": "136",
        "lead_hours_a_week": "4",
        "lead_hours_a_month": "16",
        "administrator_hours": "12",
        "administrator_hours_a_week": "0.5",
        "administrator_hours_a_month": "2",
        "sponsor_hours": "5",
        "evaluation_hours": "13",
        "facilitator_hours_a_workshop": "2.5",
        "coach_hours_a_surgery": "2",
        "senior_lead_hours": "6",
        "senior_lead_hours_a_month": "1",
        "supervisor_hours": "1.5",
        "line_manager_hours": "2.5",
        "all_hours": "269",
    }


def hours_of(*assumptions: EffortAssumption, **values: Any) -> dict[str, str]:
    base = cohort.library().model_copy(update={"effort": cohort.effort(*assumptions)})
    return {name: text for name, text in figures(base, **values).items() if "hours" in name}


def test_hours_of_each_month_are_those_of_the_first_assumption() -> None:
    """Three hours in each of the 12 months from the decision to the end, which are 54 weeks."""
    shown = hours_of(
        cohort.assumption("senior", "coach", 3.0, every=Every.MONTH, since="decision", counts_as=CountsAs.SENIOR_LEAD),
        cohort.assumption("second", "coach", 5.0, counts_as=CountsAs.SENIOR_LEAD),
        cohort.assumption("supervise", "coach", 1.5, counts_as=CountsAs.SUPERVISOR),
        cohort.assumption("more", "coach", 2.5, counts_as=CountsAs.SUPERVISOR),
    )

    assert (shown["senior_lead_hours"], shown["senior_lead_hours_a_month"]) == ("36", "3")
    assert shown["supervisor_hours"] == "1.5"


def test_hours_at_a_surgery_are_known_where_none_is_held() -> None:
    """Twenty weeks have no room for a surgery every twenty."""
    assumption = cohort.assumption("advise", "coach", 2.0, each=[Counted.SURGERY])
    shown = hours_of(assumption, schedule={"surgery_spacing_weeks": 20})

    assert (shown["coach_hours_a_surgery"], shown["all_hours"]) == ("2", "0")


def test_hours_that_belong_to_no_figure_leave_the_others_as_they_are() -> None:
    """Meetings of 1.25 hours in six months are 7.5; workshops of 3 hours with half an hour each are
    4.5; reading is 1."""
    shown = hours_of(
        cohort.assumption(
            "meetings",
            "participant",
            1.25,
            each=[Counted.PARTICIPANT, Counted.MONTH],
            counts_as=CountsAs.MEETINGS,
        ),
        cohort.assumption(
            "workshops", "participant", 0.5, each=[Counted.PARTICIPANT, Counted.WORKSHOP], workshop_length=True
        ),
        cohort.assumption("reading", "participant", 1.0, each=[Counted.PARTICIPANT]),
    )

    assert {name: shown[name] for name in ("meeting_hours", "fixed_hours", "flexible_hours", "participant_hours")} == {
        "meeting_hours": "7.5",
        "fixed_hours": "4.5",
        "flexible_hours": "8",
        "participant_hours": "13",
    }
    assert not {"workshop_hours", "shadowing_hours", "project_hours_a_month"} & shown.keys()


def test_hours_of_projects_in_text() -> None:
    """The only project takes 6 hours a month, for the seven weeks from the charter: 9.7 hours."""
    assumption = cohort.assumption(
        "project", "participant", 5.0, each=[Counted.PARTICIPANT], from_projects=True, counts_as=CountsAs.PROJECT
    )
    shown = figures(library().model_copy(update={"effort": cohort.effort(assumption)}))

    assert {name: text for name, text in shown.items() if name.startswith("project_hours")} == {
        "project_hours": "10",
        "project_hours_a_month": "6",
        "project_hours_a_month_low": "6",
        "project_hours_a_month_high": "6",
    }
    assert shown["participant_hours"] == "9.7"


# --- the site, where no trust is planned ----------------------------------------------------------------------------


def usual(text: str, **changes: Any) -> str:
    """A text of the site."""
    base = library()
    programme = base.programme.model_copy(update={"summary": text})
    return in_usual_words(base.model_copy(update={"programme": programme, **changes})).programme.summary


def test_the_site_has_the_figures_of_twelve_pairs_without_dates() -> None:
    assert usual(
        "{groups} of {group_members}, {participants} people over {months} months, from {surgeries} surgeries"
    ) == ("12 pairs of the resident doctors and the managers, 24 people over 6 months, from 2 surgeries")
    assert usual("{project_weeks} weeks, {charter_week}") == "7 weeks, 13"


def test_the_site_can_do_without_the_usual_staff_groups() -> None:
    groups = {title.lower(): group(title.lower(), title) for title in ("Cooks", "Porters", "Nurses")}
    vocabulary = library().vocabulary.model_copy(update={"staff_groups": groups})

    for_everybody = cohort.calendar().model_copy(update={"notice": {}, "changeovers": {}})

    assert usual("{group_members}", vocabulary=vocabulary, calendar=for_everybody) == "The cooks and the porters"


def test_a_milestone_a_week_after_the_start_is_after_it() -> None:
    shown = figures(cohort.library().model_copy(update={"calendar": cohort.calendar(pairing_event=1)}))

    assert (shown["weeks_after:pairing-event"], "weeks_before:pairing-event" in shown) == ("1", False)
