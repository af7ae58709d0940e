"""Six pairs over nine months: every figure that six_pairs.md works out by hand."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from generator.documents.calendar import calendar, workshop_calendar
from generator.documents.document import Drawing, Heading
from generator.documents.letter import letters
from generator.documents.scheme_workbook import scheme_workbook
from generator.planning.figures import Range
from generator.planning.playbook import Playbook
from generator.planning.schedule import EntryKind
from tests.documents.cohorts import charters
from tests.worked.cohorts import (
    actions,
    before_and_after,
    by_month,
    calendars,
    chosen,
    clocks,
    day,
    days,
    letter_facts,
    lines,
    phases,
    playbook,
    printed,
    reminders,
    replanned,
    rows,
    section,
    sheet,
    verdicts,
    windows,
)
from tests.worked.content import library

WORKSHOP_DATES = (
    "Wed 20 Jan 2027, Wed 10 Mar 2027, Wed 28 Apr 2027, Wed 16 Jun 2027, Wed 11 Aug 2027 and Wed 22 Sep 2027"
)


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook("westbrook")


# --- dates -------------------------------------------------------------------------------------------------


def test_each_workshop_has_its_day(book: Playbook) -> None:
    assert days(book, EntryKind.WORKSHOP) == {
        "workshop-meeting": ("Wed 20 Jan 2027", "The day chosen for the first workshop"),
        "workshop-listening": ("Wed 10 Mar 2027", "7 weeks after the first workshop"),
        "workshop-systems": ("Wed 28 Apr 2027", "14 weeks after the first workshop"),
        "workshop-measuring": ("Wed 16 Jun 2027", "21 weeks after the first workshop"),
        "workshop-changing": (
            "Wed 11 Aug 2027",
            "28 weeks after the first workshop; moved because that day is the August changeover",
        ),
        "workshop-presenting": ("Wed 22 Sep 2027", "35 weeks after the first workshop"),
    }


def test_each_workshop_has_its_hours_and_its_room(book: Playbook) -> None:
    assert clocks(book) == {
        "Workshop 1: Meeting each other": ("13:00", "15:30", "Lecture room"),
        "Workshop 2: Listening": ("13:30", "15:30", ""),
        "Workshop 3: How systems work": ("10:15", "13:15", ""),
        "Workshop 4: Measuring": ("14:00", "15:30", ""),
        "Workshop 5: Changing things": ("13:00", "15:50", ""),
        "Workshop 6: Presenting": ("12:30", "16:00", "Board room"),
    }


def test_a_workshop_with_a_break_of_its_own_runs_by_this_clock(book: Playbook) -> None:
    assert [
        (f"{timed.starts:%H:%M}", f"{timed.ends:%H:%M}", timed.activity.title, timed.is_break)
        for timed in book.workshops[4].activities
    ] == [
        ("13:00", "13:15", "Welcome", False),
        ("13:15", "14:00", "Small tests", False),
        ("14:00", "15:10", "Plan a test", False),
        ("15:10", "15:30", "Coffee", True),
        ("15:30", "15:50", "Next steps", False),
    ]


def test_each_milestone_has_its_day(book: Playbook) -> None:
    assert days(book, EntryKind.MILESTONE) == {
        "milestone-decision": ("Wed 10 Jun 2026", "32 weeks before the first workshop"),
        "milestone-sponsor-agreed": ("Wed 1 Jul 2026", "29 weeks before the first workshop"),
        "milestone-plan-approved": ("Wed 29 Jul 2026", "25 weeks before the first workshop"),
        "milestone-applications-open": ("Wed 9 Sep 2026", "19 weeks before the first workshop"),
        "milestone-applications-close": ("Wed 7 Oct 2026", "15 weeks before the first workshop"),
        "milestone-selection": ("Wed 21 Oct 2026", "13 weeks before the first workshop"),
        "milestone-places-confirmed": ("Wed 4 Nov 2026", "11 weeks before the first workshop"),
        "milestone-pairing-event": ("Wed 16 Dec 2026", "5 weeks before the first workshop"),
        "milestone-baseline": (
            "Thu 24 Dec 2026",
            "3 weeks before the first workshop; moved because that day is closed (reduced service)",
        ),
        "milestone-midpoint": ("Wed 26 May 2027", "18 weeks after the first workshop"),
        "milestone-programme-end": ("Wed 13 Oct 2027", "38 weeks after the first workshop"),
        "milestone-board-report": ("Wed 24 Nov 2027", "44 weeks after the first workshop"),
        "milestone-six-months-after": ("Wed 12 Apr 2028", "64 weeks after the first workshop"),
    }


def test_applications_are_open_for_four_weeks(book: Playbook) -> None:
    reason = "From the day applications open to the day they close"
    assert days(book, EntryKind.WINDOW) == {"applications": ("Wed 9 Sep 2026", "Wed 7 Oct 2026", reason)}


def test_each_design_surgery_has_its_day(book: Playbook) -> None:
    every = "Every 4 weeks from week 10"
    assert days(book, EntryKind.SURGERY) == {
        "surgery-1": ("Wed 31 Mar 2027", every),
        "surgery-2": ("Wed 5 May 2027", f"{every}; moved because another event has that day"),
        "surgery-3": ("Wed 26 May 2027", every),
        "surgery-4": ("Wed 23 Jun 2027", every),
        "surgery-5": ("Wed 21 Jul 2027", every),
        "surgery-6": ("Wed 18 Aug 2027", every),
    }


def test_pairs_meet_once_in_each_ninth_of_the_programme(book: Playbook) -> None:
    assert windows(book, EntryKind.PAIR_MEETING) == [
        ("Wed 20 Jan 2027", "Wed 17 Feb 2027", "Pair meeting 1: Getting to know each other"),
        ("Thu 18 Feb 2027", "Fri 19 Mar 2027", "Pair meeting 2: What we saw"),
        ("Mon 22 Mar 2027", "Fri 16 Apr 2027", "Pair meeting 3: Choosing a project"),
        ("Mon 19 Apr 2027", "Mon 17 May 2027", "Pair meeting 4: Whom we need"),
        ("Tue 18 May 2027", "Tue 15 Jun 2027", "Pair meeting 5: First results"),
        ("Wed 16 Jun 2027", "Thu 15 Jul 2027", "Pair meeting 6: Staying in touch"),
        ("Fri 16 Jul 2027", "Fri 13 Aug 2027", "Pair meeting 7"),
        ("Mon 16 Aug 2027", "Fri 10 Sep 2027", "Pair meeting 8"),
        ("Mon 13 Sep 2027", "Wed 13 Oct 2027", "Pair meeting 9"),
    ]


def test_partners_shadow_once_in_each_third_of_the_programme(book: Playbook) -> None:
    reason = "One visit each way, three times in the programme"
    assert days(book, EntryKind.SHADOWING) == {
        "shadowing-1": ("Wed 20 Jan 2027", "Fri 16 Apr 2027", reason),
        "shadowing-2": ("Mon 19 Apr 2027", "Thu 15 Jul 2027", reason),
        "shadowing-3": ("Fri 16 Jul 2027", "Wed 13 Oct 2027", reason),
    }


def test_each_form_has_its_day(book: Playbook) -> None:
    assert days(book, EntryKind.EVALUATION) == {
        "form-application-form-1": ("Wed 9 Sep 2026", "The form is due at the milestone Applications open"),
        "form-self-assessment-1": ("Thu 24 Dec 2026", "The form is due at the milestone Baseline"),
        "form-agreement-1": ("Wed 20 Jan 2027", "The form is due at the milestone First workshop"),
        "form-shadowing-log-1": ("Wed 17 Mar 2027", "The form is due 8 weeks after first workshop"),
        "form-agreement-2": ("Wed 26 May 2027", "The form is due at the milestone Midpoint"),
        "form-self-assessment-2": ("Wed 6 Oct 2027", "The form is due 1 week before programme end"),
        "form-sponsor-survey-1": ("Wed 27 Oct 2027", "The form is due 2 weeks after programme end"),
    }


def test_each_deadline_has_its_day_and_its_notice(book: Playbook) -> None:
    leave = "6 weeks before the workshop (study leave)"
    rota = "9 weeks before the workshop (generic rota)"
    room = "13 weeks before the workshop (room booking)"
    assert days(book, EntryKind.DEADLINE) == {
        "study-leave-workshop-meeting": ("Wed 9 Dec 2026", leave),
        "study-leave-workshop-listening": ("Wed 27 Jan 2027", leave),
        "study-leave-workshop-systems": ("Wed 17 Mar 2027", leave),
        "study-leave-workshop-measuring": ("Wed 5 May 2027", leave),
        "study-leave-workshop-changing": ("Wed 30 Jun 2027", leave),
        "study-leave-workshop-presenting": ("Wed 11 Aug 2027", leave),
        "generic-rota-workshop-meeting": ("Wed 18 Nov 2026", rota),
        "generic-rota-workshop-listening": ("Wed 6 Jan 2027", rota),
        "generic-rota-workshop-systems": ("Wed 24 Feb 2027", rota),
        "generic-rota-workshop-measuring": ("Wed 14 Apr 2027", rota),
        "generic-rota-workshop-changing": ("Wed 9 Jun 2027", rota),
        "generic-rota-workshop-presenting": ("Wed 21 Jul 2027", rota),
        "room-booking-workshop-meeting": ("Wed 21 Oct 2026", room),
        "room-booking-workshop-listening": ("Wed 9 Dec 2026", room),
        "room-booking-workshop-systems": ("Wed 27 Jan 2027", room),
        "room-booking-workshop-measuring": ("Wed 17 Mar 2027", room),
        "room-booking-workshop-changing": ("Wed 12 May 2027", room),
        "room-booking-workshop-presenting": ("Wed 23 Jun 2027", room),
    }


def test_deadlines_say_what_to_do(book: Playbook) -> None:
    assert book.schedule is not None
    titles = {
        entry.id.removesuffix("-workshop-meeting"): (entry.title, entry.roles)
        for entry in book.schedule.of(EntryKind.DEADLINE)
        if entry.id.endswith("-meeting")
    }
    assert titles == {
        "study-leave": ("Apply for study leave: Workshop 1: Meeting each other", ("clinician-participant",)),
        "generic-rota": ("Tell the rota coordinators: Workshop 1: Meeting each other", ("administrator",)),
        "room-booking": ("Book the room: Workshop 1: Meeting each other", ("programme-lead",)),
    }


def test_entries_stand_in_the_order_of_their_days(book: Playbook) -> None:
    assert book.schedule is not None
    assert [entry.id for entry in book.schedule.entries][:8] == [
        "milestone-decision",
        "milestone-sponsor-agreed",
        "milestone-plan-approved",
        "form-application-form-1",
        "milestone-applications-open",
        "applications",
        "milestone-applications-close",
        "milestone-selection",
    ]
    assert len(book.schedule.entries) == 63


def test_the_printed_timeline_says_when_who_and_why() -> None:
    (drawing,) = [block for block in section(printed("westbrook"), "timeline") if isinstance(block, Drawing)]

    assert drawing.rows[:5] == (
        ("9 Sep to 7 Oct 2026", "Applications"),
        ("9 Sep 2026 to 27 Oct 2027", "7 forms to fill in"),
        ("16 Dec 2026", "Pairs meet"),
        ("Wed 20 Jan 2027", "Workshop 1: Meeting each other"),
        ("20 Jan to 13 Oct 2027", "9 pair meetings"),
    )
    printed_rows = rows(printed("westbrook"), "every-date")
    assert len(printed_rows) == 63
    assert (
        "Wed 20 Jan 2027\n13:00 to 15:30",
        "Workshop 1: Meeting each other",
        "Participant, Facilitator, Programme lead, Administrator, Executive sponsor",
        "The day chosen for the first workshop.",
    ) in printed_rows
    assert (
        "Wed 21 Oct 2026",
        "Book the room: Workshop 1: Meeting each other",
        "Programme lead",
        "13 weeks before the workshop (room booking).",
    ) in printed_rows


def test_the_weeks_of_notice_are_those_of_the_rules(book: Playbook) -> None:
    assert book.notice == {"study-leave": 6, "generic-rota": 9, "duty-roster": 5, "room-booking": 13}


def test_the_pairing_event_is_before_the_first_workshop_even_where_nothing_near_it_is_open() -> None:
    """Closed from nine weeks before the start to the day before it: the last open day before that is a Friday."""
    closed = {"first": datetime.date(2026, 11, 16), "last": datetime.date(2027, 1, 19), "reason": "moving house"}
    schedule = replanned("westbrook", schedule={"closed": [closed]}).schedule

    assert schedule is not None
    assert day(schedule.milestones["launch"]) == "Wed 20 Jan 2027"
    assert day(schedule.milestones["pairing-event"]) == "Fri 13 Nov 2026"


# --- checklist ---------------------------------------------------------------------------------------------


def test_each_action_has_its_day_its_owner_and_its_milestone(book: Playbook) -> None:
    assert actions(book) == [
        ("Sponsor agreed", "1 July 2026", "Ask for a sponsor", "Wed 17 Jun 2026", "programme-lead"),
        (
            "Places confirmed",
            "4 November 2026",
            "Write to everybody who releases a participant",
            "Wed 28 Oct 2026",
            "programme-lead",
        ),
        ("Pairing event", "16 December 2026", "Send the diary entries", "Wed 11 Nov 2026", "administrator"),
        ("Pairing event", "16 December 2026", "Remind doctors of study leave", "Wed 18 Nov 2026", "rota-coordinator"),
        ("Presentation day", "22 September 2027", "Take stock with every pair", "Wed 2 Jun 2027", "programme-lead"),
        ("Programme end", "13 October 2027", "Gather the last forms", "Wed 13 Oct 2027", "evaluation-lead"),
        ("Board report", "24 November 2027", "Draft the board report", "Wed 10 Nov 2027", "evaluation-lead"),
        (None, None, "Ask what has lasted", "Wed 19 Apr 2028", "programme-lead"),
    ]


def test_the_printed_checklist_names_day_and_owner() -> None:
    assert [line for line in lines(section(printed("westbrook"), "checklist")) if " | " in line] == [
        "Wed 17 Jun 2026 | Ask for a sponsor | Programme lead",
        "Wed 28 Oct 2026 | Write to everybody who releases a participant | Programme lead",
        "Wed 11 Nov 2026 | Send the diary entries | Administrator",
        "Wed 18 Nov 2026 | Remind doctors of study leave | Rota coordinator",
        "Wed 2 Jun 2027 | Take stock with every pair | Programme lead",
        "Wed 13 Oct 2027 | Gather the last forms | Evaluation lead",
        "Wed 10 Nov 2027 | Draft the board report | Evaluation lead",
        "Wed 19 Apr 2028 | Ask what has lasted | Programme lead",
    ]


# --- hours and costs ---------------------------------------------------------------------------------------


def test_each_line_of_hours_is_people_by_times_by_hours() -> None:
    assert rows(printed("westbrook"), "hours-assumptions") == [
        ("Workshops", "Participant", "the workshop", "72", "184"),
        ("Pair meetings", "Participant", "1.5", "108", "162"),
        ("Shadowing", "Participant", "7", "12", "84"),
        ("Work on the project", "Participant", "3", "108", "324"),
        ("Planning", "Programme lead", "58", "1", "58"),
        ("Running the programme", "Programme lead", "7", "9", "63"),
        ("Letters for each place", "Administrator", "1.25", "12", "15"),
        ("Rooms and attendance", "Administrator", "5", "6", "30"),
        ("Two facilitators at each workshop", "Facilitator", "the workshop and 3", "12", "66.7"),
        ("Two coaches at each design surgery", "Coach", "2", "12", "24"),
        ("A visit to each site", "Executive sponsor", "3", "2", "6"),
        ("Opening and board report", "Executive sponsor", "9", "1", "9"),
        ("Talks with the supervisors of each group", "Educational supervisor", "2", "6", "12"),
        ("Evaluation", "Evaluation lead", "24", "1", "24"),
    ]


def test_each_role_has_its_hours_and_the_rates_their_total(book: Playbook) -> None:
    assert {row[0]: row[-1] for row in rows(printed("westbrook"), "who-does-what") if row[-1]} == {
        "Executive sponsor": "15",
        "Programme lead": "121",
        "Administrator": "45",
        "Facilitator": "67",
        "Coach": "24",
        "Educational supervisor": "12",
        "Evaluation lead": "24",
        "Participant": "754",
    }
    assert book.effort.hours == pytest.approx(1061 + 2 / 3)
    assert book.business_case.total == Range.of(Fraction("29836.25"))


def test_each_month_has_the_hours_of_participants_and_of_everybody_else() -> None:
    assert rows(printed("westbrook"), "hours-by-month") == [
        ("July 2026", "0", "10"),
        ("August 2026", "0", "8"),
        ("September 2026", "0", "13.2"),
        ("October 2026", "0", "11.2"),
        ("November 2026", "0", "15.5"),
        ("December 2026", "0", "19.4"),
        ("January 2027", "61.8", "27.7"),
        ("February 2027", "63.7", "8"),
        ("March 2027", "103.6", "29"),
        ("April 2027", "99.7", "25"),
        ("May 2027", "63.7", "15.6"),
        ("June 2027", "97.6", "26.3"),
        ("July 2027", "63.7", "10.6"),
        ("August 2027", "97.7", "27.3"),
        ("September 2027", "98.3", "26.3"),
        ("October 2027", "4.3", "18.2"),
        ("November 2027", "0", "16.5"),
    ]


def test_each_role_has_its_hours_by_month(book: Playbook) -> None:
    assert {role.role: by_month(role.by_month) for role in book.effort.roles} == {
        "executive-sponsor": {
            "January 2027": "0.7",
            "February 2027": "1.3",
            "March 2027": "1.7",
            "April 2027": "1.3",
            "May 2027": "1",
            "October 2027": "4.5",
            "November 2027": "4.5",
        },
        "programme-lead": {
            "July 2026": "10",
            "August 2026": "8",
            "September 2026": "10",
            "October 2026": "8",
            "November 2026": "8",
            "December 2026": "10",
            "January 2027": "7.3",
            "February 2027": "6.6",
            "March 2027": "8.3",
            "April 2027": "6.6",
            "May 2027": "6.6",
            "June 2027": "8.3",
            "July 2027": "6.6",
            "August 2027": "6.6",
            "September 2027": "8.3",
            "October 2027": "1.7",
        },
        "administrator": {
            "September 2026": "3.2",
            "October 2026": "3.2",
            "November 2026": "3.2",
            "December 2026": "3.9",
            "January 2027": "6.6",
            "March 2027": "5",
            "April 2027": "5",
            "June 2027": "5",
            "August 2027": "5",
            "September 2027": "5",
        },
        "facilitator": {
            "January 2027": "11",
            "March 2027": "10",
            "April 2027": "12",
            "June 2027": "9",
            "August 2027": "11.7",
            "September 2027": "13",
        },
        "coach": {"March 2027": "4", "May 2027": "8", "June 2027": "4", "July 2027": "4", "August 2027": "4"},
        "educational-supervisor": {"November 2026": "4.4", "December 2026": "5.5", "January 2027": "2.2"},
        "evaluation-lead": {"October 2027": "12", "November 2027": "12"},
        "participant": {
            "January 2027": "61.8",
            "February 2027": "63.7",
            "March 2027": "103.6",
            "April 2027": "99.7",
            "May 2027": "63.7",
            "June 2027": "97.6",
            "July 2027": "63.7",
            "August 2027": "97.7",
            "September 2027": "98.3",
            "October 2027": "4.3",
        },
    }


def test_the_workbook_counts_the_same_hours(book: Playbook) -> None:
    assert [(row[1], row[3], *row[6:9]) for row in sheet(scheme_workbook(book), "Hours")] == [
        ("Workshops", 0, 72, "for each participant and workshop", 184),
        ("Pair meetings", 1.5, 108, "for each participant and month", None),
        ("Shadowing", 7, 12, "for each participant", None),
        ("Work on the project", 3, 108, "for each participant and month", None),
        ("Planning", 58, 1, "once", None),
        ("Running the programme", 7, 9, "for each month", None),
        ("Letters for each place", 1.25, 12, "for each participant", None),
        ("Rooms and attendance", 5, 6, "for each workshop", None),
        ("Two facilitators at each workshop", 3, 12, "for each workshop, 2 people", 30.67),
        ("Two coaches at each design surgery", 2, 12, "for each surgery, 2 people", None),
        ("A visit to each site", 3, 2, "for each site", None),
        ("Opening and board report", 9, 1, "once", None),
        ("Talks with the supervisors of each group", 2, 6, "for each pair", None),
        ("Evaluation", 24, 1, "once", None),
    ]


def test_the_workbook_has_a_column_for_each_month(book: Playbook) -> None:
    months = next(sheet for sheet in scheme_workbook(book).sheets if sheet.name == "Hours by month")
    assert [column.title for column in months.columns[4:]] == [
        *("Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026", "Dec 2026"),
        *("Jan 2027", "Feb 2027", "Mar 2027", "Apr 2027", "May 2027", "Jun 2027"),
        *("Jul 2027", "Aug 2027", "Sep 2027", "Oct 2027", "Nov 2027"),
    ]


# --- at a glance, warnings, projects -----------------------------------------------------------------------


def test_the_cohort_at_a_glance() -> None:
    assert rows(printed("westbrook"), "at-a-glance") == [
        ("Cohort", "Cohort 1: 6 pairs, 9 months"),
        ("First workshop", "Wednesday 20 January 2027"),
        ("Participants", "6 resident doctors, 6 managers"),
        ("Sites", "North hospital, South hospital"),
        ("Pairing", "Meet, then choose; on the same site where possible; from different departments"),
        ("Projects to choose from", "6: 2 fit, 2 are tight, 2 do not fit"),
        ("Hours for each participant", "about 63, over 9 months"),
        ("Hours of all others", "about 308"),
        ("Cost, at the trust's own rates", "£29,836, which prices 84 per cent of the hours"),
    ]


def test_the_plan_has_the_last_days_for_leave_rotas_and_rooms_beside_each_workshop() -> None:
    """Study leave six weeks before, rotas nine and rooms thirteen."""
    assert rows(printed("westbrook"), "dates-workshops")[0] == (
        "Wed 20 Jan 2027\n13:00 to 15:30",
        "Workshop 1: Meeting each other, Lecture room",
        "Wed 9 Dec 2026",
        "Wed 18 Nov 2026",
        "Wed 21 Oct 2026",
    )


def test_the_milestones_of_the_plan_have_their_weeks_and_the_day_of_the_charters() -> None:
    assert [row[:2] for row in rows(printed("westbrook"), "dates-milestones")] == [
        ("Wed 10 Jun 2026", "Decision to explore"),
        ("Wed 1 Jul 2026", "Sponsor agreed"),
        ("Wed 29 Jul 2026", "Plan approved"),
        ("Wed 9 Sep 2026", "Applications open"),
        ("Wed 7 Oct 2026", "Applications close"),
        ("Wed 21 Oct 2026", "Selection"),
        ("Wed 4 Nov 2026", "Places confirmed"),
        ("Wed 16 Dec 2026", "Pairing event"),
        ("Thu 24 Dec 2026", "Baseline"),
        ("Wed 24 Mar 2027", "Last day to sign project charters: both partners and the sponsor of the project"),
        ("Wed 26 May 2027", "Midpoint"),
        ("Wed 13 Oct 2027", "Programme end"),
        ("Wed 24 Nov 2027", "Board report"),
        ("Wed 12 Apr 2028", "Six months after"),
    ]


def test_what_to_look_at_first(book: Playbook) -> None:
    assert [(warning.code, warning.message, warning.advice) for warning in book.warnings] == [
        (
            "straddles-changeover",
            "Some doctors may change post or trust during the programme: February changeover, 3 February 2027 "
            "(some posts); August changeover, 4 August 2027 (most grades).",
            "Ask each applicant where they will work after that day, and agree release with the next post too.",
        ),
        (
            "calendar-ends",
            "Bank holidays are known until 2027; 1 date is later, from 12 April 2028.",
            "Check these dates by hand until a release has the bank holidays of the year after.",
        ),
        (
            "few-projects-fit",
            "Few projects fit with time to spare: of 6, 2 fit, 2 are tight, 2 do not fit.",
            "Ask for data now (3 fit, 2 tight) or run 2 months longer (3 fit, 2 tight).",
        ),
    ]


def test_each_project_has_its_verdict(book: Playbook) -> None:
    assert verdicts(book) == {
        "first-case": ("fits", "needs 13 of the 26 weeks after the charter", 20, 20),
        "home-visits": (
            "does not fit",
            "needs 30 weeks after the charter, 6 of them to get data, and the cohort has 26; "
            "if you ask for data now, it would be tight",
            5,
            3,
        ),
        "quick-letters": ("fits", "needs 14 of the 26 weeks after the charter", 6, 6),
        "safe-handover": (
            "tight",
            "needs 32 weeks after the charter, 2 of them to get data, and the cohort has 26: "
            "plan 2 points after the change, not 8",
            8,
            2,
        ),
        "ward-round": ("tight", "needs 26 of the 26 weeks after the charter: ask for data before it", 10, 10),
        "yearly-review": (
            "does not fit",
            "needs 54 weeks after the charter, 2 of them to get data, and the cohort has 26",
            5,
            0,
        ),
    }
    assert {(fit.weeks_available) for fit in book.feasibility.values()} == {26}


def test_the_menu_says_how_long_a_cohort_must_be(book: Playbook) -> None:
    assert [(entry.project.id, entry.tight_from, entry.fits_from) for entry in book.menu] == [
        ("first-case", 4, 6),
        ("home-visits", 11, 12),
        ("safe-handover", 9, 13),
        ("ward-round", 7, 11),
        ("quick-letters", 4, 7),
        ("yearly-review", 17, 20),
    ]


def test_the_project_that_is_taken_has_a_plan_and_a_charter(book: Playbook) -> None:
    assert phases(book, "ward-round") == [
        ("prepare", 1, 4, 0),
        ("baseline", 5, 14, 10),
        ("change", 15, 16, 0),
        ("follow-up", 17, 26, 10),
    ]

    documents = charters(book)
    assert list(documents) == ["ward-round"]
    assert rows(documents["ward-round"].blocks, "dates") == [
        ("How long", "4 weeks", "10 weeks", "2 weeks", "10 weeks", "One day"),
        (
            "Days",
            "24 Mar to 20 Apr 2027",
            "21 Apr to 29 Jun 2027",
            "30 Jun to 13 Jul 2027",
            "14 Jul to 21 Sep 2027",
            "22 Sep 2027",
        ),
    ]
    assert (
        "Charter: Wednesday 24 March 2027. Tight: needs 26 of the 26 weeks after the charter: ask for data before it."
    ) in lines(documents["ward-round"].blocks)
    assert ("Sponsor", "Chief nurse", "", "") in rows(documents["ward-round"].blocks, "team")


def test_projects_that_do_not_fit_are_listed_with_the_reason() -> None:
    headings = [block.text for block in printed("westbrook") if isinstance(block, Heading)]
    assert [title for title in headings if title in {project.title for project in library().projects.values()}] == [
        "First case on time",
        "Quick letters",
        "Ward round",
        "Safe handover",
    ]
    listed = lines(section(printed("westbrook"), "projects-that-do-not-fit"))
    assert [line.partition(":")[0] for line in listed[1:]] == ["Home visits", "Yearly review"]
    assert lines(section(printed("westbrook"), "menu"))[1] == (
        "Project charters are signed by Wednesday 24 March 2027, which leaves 26 weeks until the presentation day. "
        "Of 6 projects, 2 fit, 2 are tight, 2 do not fit."
    )


def test_what_is_left_out_and_what_is_in(book: Playbook) -> None:
    assert chosen(book.omissions) == [
        ("A sponsor: Sign an agreement with the partner organisation", "for cohorts with a partner organisation"),
        ("A sponsor: A sponsor in each organisation", "for cohorts with a partner organisation"),
        ("Evaluation: A later cohort", "for a second or later cohort"),
        ("Conversation: Groups of three", "for groups of three or groups of four"),
        ("Offer of a place: threes", "for groups of three"),
        ("Risk: The partner organisation withdraws.", "for cohorts with a partner organisation"),
    ]
    assert chosen(book.inclusions) == [
        ("Time and release: Remind doctors of study leave", "the cohort has resident doctors"),
        ("Time and release: Release of doctors", "the cohort has resident doctors"),
        ("Time and release: Several sites", "the cohort works on several sites"),
        ("Project: Safe handover", "the cohort lasts 9 months"),
        ("Template: Letter to the rota coordinator", "the cohort has resident doctors"),
        ("Risk: Doctors are not released.", "the cohort has resident doctors"),
    ]


# --- letters -----------------------------------------------------------------------------------------------


def test_each_blank_has_its_value(book: Playbook) -> None:
    assert letter_facts(book) == {
        "trust": "Westbrook Hospitals",
        "trust_short": "Westbrook",
        "cohort": "Cohort 1",
        "sites": "North hospital and South hospital",
        "who": "resident doctors and managers",
        "hours": "63",
        "lead": "Ada Lead",
        "lead_email": "ada@example.nhs.uk",
        "administrator": "Programme office",
        "administrator_email": "office@example.nhs.uk",
        "sponsor": "Sam Sponsor",
        "contact": "office@example.nhs.uk",
        "cost": "29,836",
        "cost_range": "29,836",
        "cost_hours_share": "84",
        "applications_open": "Wednesday 9 September 2026",
        "applications_close": "Wednesday 7 October 2026",
        "places_confirmed": "Wednesday 4 November 2026",
        "pairing_event": "Wednesday 16 December 2026",
        "start": "Wednesday 20 January 2027",
        "charter_day": "Wednesday 24 March 2027",
        "first_surgery": "Wednesday 31 March 2027",
        "presentation_day": "Wednesday 22 September 2027",
        "end": "Wednesday 13 October 2027",
        "board_report": "Wednesday 24 November 2027",
        "workshop_1_time": "13:00 to 15:30",
        "workshop_1_room": "Lecture room",
        "workshop_1_time_and_room": "13:00 to 15:30, Lecture room",
        "presentation_day_time": "12:30 to 16:00",
        "presentation_day_room": "Board room",
        "presentation_day_time_and_room": "12:30 to 16:00, Board room",
        "workshop_dates": WORKSHOP_DATES,
        "leave_deadline": "Wednesday 9 December 2026",
        "rota_deadline": "Wednesday 18 November 2026",
    }


def test_each_letter_reads_like_this(book: Playbook) -> None:
    assert {id: lines(letter.blocks) for id, letter in letters(book).items()} == {
        "advert": [
            "Learn with 6 pairs at Westbrook Hospitals",
            "Cohort 1 is for resident doctors and managers of North hospital and South hospital. It lasts 9 months. "
            "Apply from Wednesday 9 September 2026 to Wednesday 7 October 2026. Write to office@example.nhs.uk.",
        ],
        "place-offer": [
            "Your place in Cohort 1",
            "Dear [name of the person who receives it],",
            "Please say yes by Wednesday 4 November 2026. Your partner is [name of the learning partner]. You meet on "
            "Wednesday 16 December 2026. The first workshop is on Wednesday 20 January 2027; the workshops are on "
            f"{WORKSHOP_DATES}. The programme ends on Wednesday 13 October 2027.",
            "It takes about 63 hours.",
            "[name and post of the person who signs]",
        ],
        "rota-letter": [
            "Release of [name of the participant]",
            f"Please keep {WORKSHOP_DATES} free. We know that you need 9 weeks for the rota, and that study leave "
            "needs 6 weeks.",
            "Ada Lead",
        ],
        "selection-guide": [
            "How to choose",
            "Choose people for 6 pairs before Wednesday 4 November 2026. Put each pair on one card.",
        ],
        "certificate": [
            "Westbrook Hospitals",
            "[name of the participant] took part in Cohort 1 and presented on Wednesday 22 September 2027. Sam Sponsor",
        ],
        "executive-briefing": [
            "What we ask",
            "Each participant gives about 63 hours over 9 months. You will have a report by "
            "Wednesday 24 November 2027.",
        ],
        "closing-plan": ["The day", "6 pairs present on Wednesday 22 September 2027. Ask Ada Lead who comes."],
        "risk-register": [
            "How to use it",
            "Read it at each milestone.",
            "Risks",
            "Too few people apply. | Medium | High | Extend the call by a week. | Programme lead",
            "Doctors are not released. | High | Medium | Tell the rota coordinators early. | Rota coordinator",
        ],
        "filled-charter": ["The charter", "Everything in it is made up."],
    }


def test_the_risks_that_apply_are_reviewed_when_the_plan_is_approved(book: Playbook) -> None:
    assert [row[1] for row in rows(printed("westbrook"), "risks")] == [
        "Doctors are not released.\nThe cohort has resident doctors.",
        "Too few people apply.\nMedium likelihood and high impact in any cohort.",
    ]
    approved = datetime.date(2026, 7, 29)
    assert [row[5] for row in sheet(scheme_workbook(book), "Risks")][:3] == [approved, approved, None]


def test_the_evaluation_plan_names_the_days_of_each_form() -> None:
    assert {row[0]: row[1:] for row in rows(printed("westbrook"), "evaluation-plan")} == {
        "Application form": ("Participant", "Wed 9 Sep 2026"),
        "Self-assessment": ("Participant", "Thu 24 Dec 2026\nWed 6 Oct 2027"),
        "Shadowing log": ("Participant", "Wed 17 Mar 2027"),
        "Partnership agreement": ("Participant", "Wed 20 Jan 2027\nWed 26 May 2027"),
        "Sponsor survey": ("Executive sponsor", "Wed 27 Oct 2027"),
    }


# --- calendars and what a facilitator gets -----------------------------------------------------------------


def test_each_role_has_so_many_entries_in_its_calendar(book: Playbook) -> None:
    assert calendars(book) == {
        "executive-sponsor": 16,
        "programme-lead": 26,
        "administrator": 26,
        "facilitator": 6,
        "coach": 6,
        "evaluation-lead": 7,
        "participant": 31,
        "clinician-participant": 37,
        "quality-improvement-team": 6,
    }


def test_deadlines_and_forms_remind_a_week_ahead(book: Playbook) -> None:
    assert reminders(book) == {
        ("Milestone", None): 13,
        ("Window", None): 1,
        ("Workshop", None): 6,
        ("Design surgery", None): 6,
        ("Pair meeting", None): 9,
        ("Shadowing", None): 3,
        ("Evaluation", 7): 7,
        ("Deadline", 7): 18,
    }
    everything = calendar(book)
    assert everything is not None
    assert everything.name == "Paired Learning: Westbrook, Cohort 1"


def test_a_workshop_in_the_calendar(book: Playbook) -> None:
    alone = workshop_calendar(book, "meeting")
    assert alone is not None
    (event,) = alone.events
    assert (event.uid, event.title, event.place, day(event.first), event.starts, event.ends, event.free) == (
        "workshop-meeting.cohort-1.westbrook@paired-learning",
        "Workshop 1: Meeting each other (Paired Learning, Cohort 1)",
        "Lecture room",
        "Wed 20 Jan 2027",
        datetime.time(13, 0),
        datetime.time(15, 30),
        False,
    )
    assert event.description.splitlines() == [
        "Meeting each other, with examples from the ward.",
        "",
        "Run by: A. Trainer, B. Trainer",
        "",
        "Agenda",
        "13:00 Welcome (15 minutes)",
        "13:15 First talk (50 minutes)",
        "14:05 Tea (15 minutes)",
        "14:20 Our jobs (40 minutes)",
        "15:00 Agreement (30 minutes)",
        "15:30 End",
        "",
        "For: Participant, Facilitator, Programme lead, Administrator, Executive sponsor",
        "",
        "Why this day: The day chosen for the first workshop.",
    ]


def test_a_facilitator_reads_what_is_due_before_and_after_the_first_workshop() -> None:
    """What is due within the week after has that week: it is not due on the day of the workshop itself."""
    assert before_and_after("westbrook", "meeting") == [
        "Thu 24 Dec 2026, 3 weeks before | Brief the facilitators | Programme lead",
        "Wed 13 Jan 2027, 1 week before | Print the name badges | Administrator",
        "Wed 27 Jan 2027, Within the week after | Send the notes | Administrator",
        "Wed 3 Feb 2027, 2 weeks after | Ask who did not come | Programme lead",
    ]
