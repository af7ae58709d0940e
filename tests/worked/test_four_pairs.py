"""Four pairs over four months, a second cohort: every figure that four_pairs.md works out by hand."""

from __future__ import annotations

import pytest

from generator.documents.attendance import attendance
from generator.documents.calendar import calendar
from generator.documents.letter import letters
from generator.planning.playbook import Playbook
from generator.planning.project_plan import own_plan
from generator.planning.schedule import EntryKind
from generator.planning.session import sessions
from tests.documents.cohorts import charters
from tests.worked.cohorts import (
    actions,
    before_and_after,
    by_month,
    calendars,
    chosen,
    clocks,
    days,
    letter_facts,
    lines,
    phases,
    playbook,
    printed,
    reminders,
    rows,
    sheet,
    verdicts,
    windows,
)
from tests.worked.content import library

WORKSHOP_DATES = "Mon 1 Mar 2027, Thu 1 Apr 2027, Mon 12 Apr 2027, Thu 6 May 2027, Thu 3 Jun 2027 and Mon 14 Jun 2027"


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook("eastmere")


# --- dates -------------------------------------------------------------------------------------------------


def test_each_workshop_has_its_day(book: Playbook) -> None:
    assert days(book, EntryKind.WORKSHOP) == {
        "workshop-meeting": ("Mon 1 Mar 2027", "The day chosen for the first workshop"),
        "workshop-listening": (
            "Thu 1 Apr 2027",
            "3 weeks after the first workshop; moved because that day is closed (new patient record)",
        ),
        "workshop-systems": ("Mon 12 Apr 2027", "6 weeks after the first workshop"),
        "workshop-measuring": (
            "Thu 6 May 2027",
            "9 weeks after the first workshop; moved because that day is a bank holiday (Early May bank holiday)",
        ),
        "workshop-changing": (
            "Thu 3 Jun 2027",
            "12 weeks after the first workshop; moved because that day is closed (inspection)",
        ),
        "workshop-presenting": ("Mon 14 Jun 2027", "15 weeks after the first workshop"),
    }


def test_every_workshop_starts_when_the_trust_wants(book: Playbook) -> None:
    assert clocks(book) == {
        "Workshop 1: Meeting each other": ("09:00", "11:30", ""),
        "Workshop 2: Listening": ("09:00", "11:00", ""),
        "Workshop 3: How systems work": ("09:00", "12:00", ""),
        "Workshop 4: Measuring": ("09:00", "10:30", ""),
        "Workshop 5: Changing things": ("09:00", "11:45", ""),
        "Workshop 6: Presenting": ("09:00", "12:30", ""),
    }


def test_milestones_after_the_start_shrink_and_those_before_it_do_not(book: Playbook) -> None:
    assert days(book, EntryKind.MILESTONE) == {
        "milestone-decision": ("Mon 20 Jul 2026", "32 weeks before the first workshop"),
        "milestone-sponsor-agreed": ("Mon 10 Aug 2026", "29 weeks before the first workshop"),
        "milestone-plan-approved": ("Mon 7 Sep 2026", "25 weeks before the first workshop"),
        "milestone-applications-open": ("Mon 19 Oct 2026", "19 weeks before the first workshop"),
        "milestone-applications-close": ("Mon 16 Nov 2026", "15 weeks before the first workshop"),
        "milestone-selection": ("Mon 30 Nov 2026", "13 weeks before the first workshop"),
        "milestone-places-confirmed": ("Mon 14 Dec 2026", "11 weeks before the first workshop"),
        "milestone-pairing-event": ("Mon 25 Jan 2027", "5 weeks before the first workshop"),
        "milestone-baseline": ("Mon 8 Feb 2027", "3 weeks before the first workshop"),
        "milestone-midpoint": ("Mon 26 Apr 2027", "8 weeks after the first workshop"),
        "milestone-programme-end": ("Mon 28 Jun 2027", "17 weeks after the first workshop"),
        "milestone-board-report": ("Mon 9 Aug 2027", "23 weeks after the first workshop"),
        "milestone-six-months-after": (
            "Fri 24 Dec 2027",
            "43 weeks after the first workshop; moved because that day is a bank holiday (Christmas Day)",
        ),
    }


def test_applications_are_open_for_four_weeks(book: Playbook) -> None:
    assert windows(book, EntryKind.WINDOW) == [("Mon 19 Oct 2026", "Mon 16 Nov 2026", "Applications are open")]


def test_each_design_surgery_has_its_day(book: Playbook) -> None:
    every = "Every 4 weeks from week 6"
    assert days(book, EntryKind.SURGERY) == {
        "surgery-1": ("Thu 15 Apr 2027", f"{every}; moved because another event has that day"),
        "surgery-2": ("Mon 10 May 2027", every),
    }


def test_a_short_cohort_keeps_the_first_and_last_meeting_and_two_between_them(book: Playbook) -> None:
    assert windows(book, EntryKind.PAIR_MEETING) == [
        ("Mon 1 Mar 2027", "Fri 19 Mar 2027", "Pair meeting 1: Getting to know each other"),
        ("Tue 30 Mar 2027", "Wed 28 Apr 2027", "Pair meeting 2: Choosing a project"),
        ("Thu 29 Apr 2027", "Fri 21 May 2027", "Pair meeting 3: Whom we need"),
        ("Tue 1 Jun 2027", "Mon 28 Jun 2027", "Pair meeting 4: Staying in touch"),
    ]


def test_partners_shadow_twice(book: Playbook) -> None:
    reason = "One visit each way, twice in the programme"
    assert days(book, EntryKind.SHADOWING) == {
        "shadowing-1": ("Mon 1 Mar 2027", "Wed 28 Apr 2027", reason),
        "shadowing-2": ("Thu 29 Apr 2027", "Mon 28 Jun 2027", reason),
    }


def test_each_form_that_the_trust_uses_has_its_day(book: Playbook) -> None:
    assert days(book, EntryKind.EVALUATION) == {
        "form-self-assessment-1": ("Mon 8 Feb 2027", "The form is due at the milestone Baseline"),
        "form-shadowing-log-1": ("Mon 26 Apr 2027", "The form is due 8 weeks after first workshop"),
        "form-self-assessment-2": ("Mon 21 Jun 2027", "The form is due 1 week before programme end"),
    }


def test_each_deadline_has_the_trusts_own_notice(book: Playbook) -> None:
    rota = "8 weeks before the workshop (generic rota)"
    room = "13 weeks before the workshop (room booking)"
    assert days(book, EntryKind.DEADLINE) == {
        "generic-rota-workshop-meeting": ("Mon 4 Jan 2027", rota),
        "generic-rota-workshop-listening": ("Thu 4 Feb 2027", rota),
        "generic-rota-workshop-systems": ("Mon 15 Feb 2027", rota),
        "generic-rota-workshop-measuring": ("Thu 11 Mar 2027", rota),
        "generic-rota-workshop-changing": ("Thu 8 Apr 2027", rota),
        "generic-rota-workshop-presenting": ("Mon 19 Apr 2027", rota),
        "room-booking-workshop-meeting": ("Mon 30 Nov 2026", room),
        "room-booking-workshop-listening": ("Thu 31 Dec 2026", room),
        "room-booking-workshop-systems": ("Mon 11 Jan 2027", room),
        "room-booking-workshop-measuring": ("Thu 4 Feb 2027", room),
        "room-booking-workshop-changing": ("Thu 4 Mar 2027", room),
        "room-booking-workshop-presenting": ("Mon 15 Mar 2027", room),
    }
    assert book.notice == {"study-leave": 6, "generic-rota": 8, "duty-roster": 5, "room-booking": 13}


def test_the_plan_prints_each_workshop_with_its_deadlines() -> None:
    assert rows(printed("eastmere"), "dates-workshops")[:2] == [
        ("Mon 1 Mar 2027\n09:00 to 11:30", "Workshop 1: Meeting each other", "Mon 4 Jan 2027", "Mon 30 Nov 2026"),
        ("Thu 1 Apr 2027\n09:00 to 11:00", "Workshop 2: Listening", "Thu 4 Feb 2027", "Thu 31 Dec 2026"),
    ]


def test_the_guidance_prints_every_date_with_its_reason() -> None:
    blocks = printed("eastmere")
    assert len(rows(blocks, "every-date")) == 43
    assert (
        "Mon 30 Nov 2026",
        "Book the room: Workshop 1: Meeting each other",
        "Programme lead",
        "13 weeks before the workshop (room booking).",
    ) in rows(blocks, "every-date")
    assert (
        "Mon 1 Mar 2027\n09:00 to 11:30",
        "Workshop 1: Meeting each other",
        "Participant, Facilitator, Programme lead, Administrator, Executive sponsor",
        "The day chosen for the first workshop.",
    ) in rows(blocks, "every-date")


# --- checklist, warnings -----------------------------------------------------------------------------------


def test_each_action_has_its_day_its_owner_and_its_milestone(book: Playbook) -> None:
    assert actions(book) == [
        ("Sponsor agreed", "10 August 2026", "Ask for a sponsor", "Mon 27 Jul 2026", "programme-lead"),
        (
            "Places confirmed",
            "14 December 2026",
            "Write to everybody who releases a participant",
            "Mon 7 Dec 2026",
            "programme-lead",
        ),
        ("Pairing event", "25 January 2027", "Send the diary entries", "Mon 21 Dec 2026", "administrator"),
        ("Presentation day", "14 June 2027", "Take stock with every pair", "Fri 30 Apr 2027", "programme-lead"),
        ("Programme end", "28 June 2027", "Gather the last forms", "Mon 28 Jun 2027", "evaluation-lead"),
        ("Board report", "9 August 2027", "Draft the board report", "Mon 26 Jul 2027", "evaluation-lead"),
        (None, None, "Ask what has lasted", "Fri 31 Dec 2027", "programme-lead"),
    ]


def test_what_to_look_at_first(book: Playbook) -> None:
    """Workshops 2 and 3 are 11 days apart, and so are 5 and 6: two stretches, four workshops."""
    assert [(warning.code, warning.message, warning.advice) for warning in book.warnings] == [
        (
            "workshops-close",
            "4 workshops are less than two weeks apart, from 1 April 2027.",
            "Give the cohort more months, or run fewer workshops.",
        ),
        (
            "few-projects-fit",
            "No project fits with time to spare: of 4, 0 fit, 0 are tight, 4 do not fit.",
            "Run 7 months longer (2 fit, 1 tight).",
        ),
    ]


# --- hours -------------------------------------------------------------------------------------------------


def test_each_line_of_hours_is_people_by_times_by_hours() -> None:
    assert rows(printed("eastmere"), "hours-assumptions") == [
        ("Workshops", "Participant", "the workshop", "48", "122"),
        ("Pair meetings", "Participant", "1.5", "32", "48"),
        ("Shadowing", "Participant", "7", "8", "56"),
        ("Work on the project", "Participant", "3", "32", "96"),
        ("Planning (the trust's own figure)", "Programme lead", "40", "1", "40"),
        ("Running the programme", "Programme lead", "7", "4", "28"),
        ("Letters for each place", "Administrator", "1.25", "8", "10"),
        ("Rooms and attendance", "Administrator", "5", "6", "30"),
        ("Two facilitators at each workshop", "Facilitator", "the workshop and 3", "12", "66.5"),
        ("Two coaches at each design surgery", "Coach", "2", "4", "8"),
        ("A visit to each site", "Executive sponsor", "3", "1", "3"),
        ("Opening and board report", "Executive sponsor", "9", "1", "9"),
        ("Evaluation", "Evaluation lead", "24", "1", "24"),
    ]


def test_each_role_has_its_hours_and_nobody_a_cost(book: Playbook) -> None:
    assert {row[0]: row[-1] for row in rows(printed("eastmere"), "who-does-what") if row[-1]} == {
        "Executive sponsor": "12",
        "Programme lead": "68",
        "Administrator": "40",
        "Facilitator": "67",
        "Coach": "8",
        "Evaluation lead": "24",
        "Participant": "322",
    }
    assert book.business_case.total is None


def test_each_month_has_the_hours_of_participants_and_of_everybody_else() -> None:
    assert rows(printed("eastmere"), "hours-by-month") == [
        ("August 2026", "0", "5.5"),
        ("September 2026", "0", "5.5"),
        ("October 2026", "0", "6.6"),
        ("November 2026", "0", "9.5"),
        ("December 2026", "0", "7.6"),
        ("January 2027", "0", "7.6"),
        ("February 2027", "0", "7.6"),
        ("March 2027", "84.8", "26.1"),
        ("April 2027", "91.8", "43.7"),
        ("May 2027", "76.8", "26.2"),
        ("June 2027", "68.6", "44.9"),
        ("July 2027", "0", "22"),
        ("August 2027", "0", "5.5"),
    ]


def test_each_role_has_its_hours_by_month(book: Playbook) -> None:
    roles = {role.role: by_month(role.by_month) for role in book.effort.roles}
    assert roles["participant"] == {
        "March 2027": "84.8",
        "April 2027": "91.8",
        "May 2027": "76.8",
        "June 2027": "68.6",
    }
    assert roles["coach"] == {"April 2027": "4", "May 2027": "4"}
    assert roles["facilitator"] == {"March 2027": "11", "April 2027": "22", "May 2027": "9", "June 2027": "24.5"}
    assert roles["executive-sponsor"] == {
        "March 2027": "1.9",
        "April 2027": "1.1",
        "June 2027": "1.5",
        "July 2027": "6",
        "August 2027": "1.5",
    }
    assert roles["evaluation-lead"] == {"June 2027": "4", "July 2027": "16", "August 2027": "4"}


def test_work_on_the_project_ends_with_the_presentation_day(book: Playbook) -> None:
    """The calendar's rule says week 16, but the last workshop is in week 15: no work on the project is after it."""
    project = next(line for line in book.effort.lines if line.assumption.id == "participant-project")
    assert by_month(project.by_month) == {
        "March 2027": "32",
        "April 2027": "25.6",
        "May 2027": "32",
        "June 2027": "6.4",
    }


# --- at a glance, projects ---------------------------------------------------------------------------------


def test_the_cohort_at_a_glance() -> None:
    assert rows(printed("eastmere"), "at-a-glance") == [
        ("Cohort", "Spring cohort: 4 pairs, 4 months"),
        ("First workshop", "Monday 1 March 2027"),
        ("Participants", "4 nurses, 4 managers"),
        ("Sites", "Town clinic"),
        ("Pairing", "The panel decides; on any site; from different departments"),
        ("Projects to choose from", "4: 0 fit, 0 are tight, 4 do not fit"),
        ("Hours for each participant", "about 40, over 4 months"),
        ("Hours of all others", "about 219"),
    ]


def test_each_project_has_its_verdict(book: Playbook) -> None:
    assert verdicts(book) == {
        "home-visits": (
            "does not fit",
            "needs 30 weeks after the charter, 6 of them to get data, and the cohort has 9",
            1,
            0,
        ),
        "quick-letters": (
            "does not fit",
            "needs 14 weeks after the charter, 2 of them to get data, and the cohort has 9",
            6,
            1,
        ),
        "ward-round": (
            "does not fit",
            "needs 26 weeks after the charter, 4 of them to get data, and the cohort has 9",
            5,
            0,
        ),
        "yearly-review": (
            "does not fit",
            "needs 54 weeks after the charter, 2 of them to get data, and the cohort has 9",
            1,
            0,
        ),
    }


def test_projects_have_plans_in_these_weeks(book: Playbook) -> None:
    assert phases(book, "quick-letters") == [("prepare", 1, 2, 0), ("baseline", 3, 8, 6), ("follow-up", 9, 14, 6)]
    assert phases(book, "home-visits") == [
        ("prepare", 1, 6, 0),
        ("baseline", 7, 16, 5),
        ("change", 17, 20, 0),
        ("follow-up", 21, 30, 5),
    ]
    plan = own_plan(next(project for project in book.projects if project.id == "home-visits"), book)
    assert (plan.presentation, plan.end_of_work, plan.last_week, plan.beyond) == (9, 30, 30, 21)
    assert charters(book) == {}, "nobody has taken a project"


def test_what_is_left_out_and_what_is_in(book: Playbook) -> None:
    assert chosen(book.omissions) == [
        ("A sponsor: Sign an agreement with the partner organisation", "for cohorts with a partner organisation"),
        ("A sponsor: A sponsor in each organisation", "for cohorts with a partner organisation"),
        ("Time and release: Remind doctors of study leave", "for cohorts with resident doctors or consultants"),
        ("Time and release: Release of doctors", "for cohorts with resident doctors or consultants"),
        ("Time and release: Several sites", "for trusts with several sites"),
        ("Conversation: Groups of three", "for groups of three or groups of four"),
        ("Project: First case on time", "the trust has no service where it happens"),
        ("Project: Safe handover", "for cohorts of 6 months or more"),
        ("Offer of a place: threes", "for groups of three"),
        ("Risk: Doctors are not released.", "for cohorts with resident doctors"),
        ("Risk: The partner organisation withdraws.", "for cohorts with a partner organisation"),
    ]
    assert chosen(book.inclusions) == [
        ("Evaluation: A later cohort", "the cohort is not the trust's first"),
        ("Template: Letter to the rota coordinator", "the cohort has nurses"),
    ]


# --- letters -----------------------------------------------------------------------------------------------


def test_each_blank_has_its_value(book: Playbook) -> None:
    assert letter_facts(book) == {
        "trust": "Eastmere Community Trust",
        "trust_short": "Eastmere",
        "cohort": "the spring cohort",
        "sites": "Town clinic",
        "who": "nurses and managers",
        "hours": "40",
        "applications_open": "Monday 19 October 2026",
        "applications_close": "Monday 16 November 2026",
        "places_confirmed": "Monday 14 December 2026",
        "pairing_event": "Monday 25 January 2027",
        "start": "Monday 1 March 2027",
        "charter_day": "Thursday 8 April 2027",
        "first_surgery": "Thursday 15 April 2027",
        "presentation_day": "Monday 14 June 2027",
        "end": "Monday 28 June 2027",
        "board_report": "Monday 9 August 2027",
        "workshop_1_time": "09:00 to 11:30",
        "workshop_1_time_and_room": "09:00 to 11:30, [room]",
        "presentation_day_time": "09:00 to 12:30",
        "presentation_day_time_and_room": "09:00 to 12:30, [room]",
        "workshop_dates": WORKSHOP_DATES,
        "leave_deadline": "Monday 18 January 2027",
        "rota_deadline": "Monday 4 January 2027",
    }


def test_each_letter_reads_like_this(book: Playbook) -> None:
    assert {id: lines(letter.blocks) for id, letter in letters(book).items()} == {
        "advert": [
            "Learn with 4 pairs at Eastmere Community Trust",
            "The spring cohort is for nurses and managers of Town clinic. It lasts 4 months. Apply from "
            "Monday 19 October 2026 to Monday 16 November 2026. Write to [email of the programme office].",
        ],
        "place-offer": [
            "Your place in the spring cohort",
            "Dear [name of the person who receives it],",
            "Please say yes by Monday 14 December 2026. Your partner is [name of the learning partner]. You meet on "
            "Monday 25 January 2027. The first workshop is on Monday 1 March 2027; the workshops are on "
            f"{WORKSHOP_DATES}. The programme ends on Monday 28 June 2027.",
            "It takes about 40 hours.",
            "[name and post of the person who signs]",
        ],
        "rota-letter": [
            "Release of [name of the participant]",
            f"Please keep {WORKSHOP_DATES} free. We know that you need 8 weeks for the rota, and that study leave "
            "needs 6 weeks.",
            "[name of the programme lead]",
        ],
        "selection-guide": [
            "How to choose",
            "Choose people for 4 pairs before Monday 14 December 2026. Put each pair on one card.",
        ],
        "certificate": [
            "Eastmere Community Trust",
            "[name of the participant] took part in the spring cohort and presented on Monday 14 June 2027. "
            "[name of the executive sponsor]",
        ],
        "executive-briefing": [
            "What we ask",
            "Each participant gives about 40 hours over 4 months. You will have a report by Monday 9 August 2027.",
        ],
        "closing-plan": [
            "The day",
            "4 pairs present on Monday 14 June 2027. Ask [name of the programme lead] who comes.",
        ],
        "risk-register": [
            "How to use it",
            "Read it at each milestone.",
            "Risks",
            "Too few people apply. | Medium | High | Extend the call by a week. | Programme lead",
        ],
        "filled-charter": ["The charter", "Everything in it is made up."],
    }


# --- calendars, attendance and what a facilitator gets -----------------------------------------------------


def test_each_role_has_so_many_entries_in_its_calendar(book: Playbook) -> None:
    assert calendars(book) == {
        "executive-sponsor": 15,
        "programme-lead": 26,
        "administrator": 26,
        "facilitator": 6,
        "coach": 2,
        "evaluation-lead": 3,
        "participant": 18,
        "quality-improvement-team": 2,
    }


def test_deadlines_and_forms_remind_a_week_ahead(book: Playbook) -> None:
    assert reminders(book) == {
        ("Milestone", None): 13,
        ("Window", None): 1,
        ("Workshop", None): 6,
        ("Design surgery", None): 2,
        ("Pair meeting", None): 4,
        ("Shadowing", None): 2,
        ("Evaluation", 7): 3,
        ("Deadline", 7): 12,
    }


def test_a_pair_meeting_in_the_calendar(book: Playbook) -> None:
    everything = calendar(book)
    assert everything is not None
    event = next(event for event in everything.events if event.uid.startswith("pair-meeting-2"))
    assert (event.uid, event.title, event.free) == (
        "pair-meeting-2.cohort-2.eastmere@paired-learning",
        "Pair meeting 2: Choosing a project (Paired Learning, Spring cohort)",
        True,
    )
    assert event.description.splitlines() == [
        "Choose a day and a time within this span.",
        "",
        "Choose. Allow 1 hour.",
        "",
        "To talk about",
        "- What matters to patients?",
        "",
        "For: Participant",
        "",
        "Why these days: Once in month 2, on a day that suits the pair.",
    ]


def test_what_is_due_before_and_after_the_workshops() -> None:
    assert before_and_after("eastmere", "presenting") == [
        "Fri 30 Apr 2027, 6 weeks before | Invite the board | Executive sponsor",
        "Mon 21 Jun 2027, 1 week after | Write to everybody who came | Programme lead",
    ]
    assert before_and_after("eastmere", "listening") == [
        "Thu 8 Apr 2027, 1 week after | Collect the forms | Evaluation lead"
    ]
    assert before_and_after("eastmere", "systems") == [
        "Mon 12 Apr 2027, On the day | Set up three rooms | Administrator"
    ]


def test_each_place_has_a_row(book: Playbook) -> None:
    session = attendance(sessions(library(), "eastmere")["meeting"])
    assert [row[0] for row in sheet(session, "Attendance")] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert session.sheets[0].note.startswith("Who was at workshop 1 on Monday 1 March 2027.")
