"""Five groups of three with a partner organisation: every figure that five_groups_of_three.md works out by hand."""

from __future__ import annotations

import pytest

from generator.documents.attendance import attendance
from generator.documents.calendar import workshop_calendar
from generator.documents.letter import letters
from generator.planning.playbook import Playbook
from generator.planning.schedule import EntryKind
from generator.planning.session import sessions
from tests.documents.cohorts import charters
from tests.worked.cohorts import (
    actions,
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
    section,
    verdicts,
    windows,
)
from tests.worked.content import library

WORKSHOP_DATES = "Tue 7 Sep 2027, Tue 12 Oct 2027, Tue 7 Dec 2027, Tue 4 Jan 2028 and Tue 15 Feb 2028"


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook("northvale")


# --- dates -------------------------------------------------------------------------------------------------


def test_each_workshop_has_its_day(book: Playbook) -> None:
    assert days(book, EntryKind.WORKSHOP) == {
        "workshop-meeting": ("Tue 7 Sep 2027", "4 weeks or more after the August changeover of 2027"),
        "workshop-listening": (
            "Tue 12 Oct 2027",
            "6 weeks after the first workshop; moved because that day is closed (new patient record)",
        ),
        "workshop-systems": (
            "Tue 7 Dec 2027",
            "12 weeks after the first workshop; moved because that day is closed (inspection)",
        ),
        "workshop-changing": ("Tue 4 Jan 2028", "17 weeks after the first workshop"),
        "workshop-presenting": ("Tue 15 Feb 2028", "23 weeks after the first workshop"),
    }


def test_each_workshop_has_its_hours_and_its_room(book: Playbook) -> None:
    assert clocks(book) == {
        "Workshop 1: Meeting each other": ("12:15", "14:45", ""),
        "Workshop 2: Listening": ("13:30", "15:30", ""),
        "Workshop 3: How systems work": ("09:30", "12:30", "Town hall"),
        "Workshop 4: Changing things": ("13:00", "15:45", ""),
        "Workshop 5: Presenting": ("12:30", "16:00", ""),
    }


def test_each_milestone_has_its_day(book: Playbook) -> None:
    summer = "moved because that day is closed (summer holiday)"
    assert days(book, EntryKind.MILESTONE) == {
        "milestone-decision": ("Tue 26 Jan 2027", "32 weeks before the first workshop"),
        "milestone-sponsor-agreed": ("Tue 16 Feb 2027", "29 weeks before the first workshop"),
        "milestone-plan-approved": ("Tue 16 Mar 2027", "25 weeks before the first workshop"),
        "milestone-applications-open": ("Tue 27 Apr 2027", "19 weeks before the first workshop"),
        "milestone-applications-close": ("Tue 25 May 2027", "15 weeks before the first workshop"),
        "milestone-selection": ("Tue 8 Jun 2027", "13 weeks before the first workshop"),
        "milestone-places-confirmed": ("Tue 22 Jun 2027", "11 weeks before the first workshop"),
        "milestone-pairing-event": ("Tue 20 Jul 2027", f"5 weeks before the first workshop; {summer}"),
        "milestone-baseline": ("Fri 23 Jul 2027", f"3 weeks before the first workshop; {summer}"),
        "milestone-midpoint": (
            "Fri 26 Nov 2027",
            "12 weeks after the first workshop; moved because that day is closed (inspection)",
        ),
        "milestone-programme-end": ("Tue 29 Feb 2028", "25 weeks after the first workshop"),
        "milestone-board-report": ("Tue 11 Apr 2028", "31 weeks after the first workshop"),
        "milestone-six-months-after": ("Tue 29 Aug 2028", "51 weeks after the first workshop"),
    }


def test_applications_are_open_for_four_weeks(book: Playbook) -> None:
    assert windows(book, EntryKind.WINDOW) == [("Tue 27 Apr 2027", "Tue 25 May 2027", "Applications are open")]


def test_each_design_surgery_has_its_day(book: Playbook) -> None:
    every = "Every 3 weeks from week 7"
    assert days(book, EntryKind.SURGERY) == {
        "surgery-1": ("Tue 2 Nov 2027", f"{every}; moved because that day is closed (autumn half-term)"),
        "surgery-2": ("Tue 16 Nov 2027", every),
        "surgery-3": ("Thu 9 Dec 2027", f"{every}; moved because another event has that day"),
        "surgery-4": ("Thu 30 Dec 2027", f"{every}; moved because that day is a bank holiday (Boxing Day)"),
        "surgery-5": ("Tue 18 Jan 2028", every),
    }


def test_groups_meet_once_in_each_sixth_of_the_programme(book: Playbook) -> None:
    assert windows(book, EntryKind.PAIR_MEETING) == [
        ("Tue 7 Sep 2027", "Tue 5 Oct 2027", "Group meeting 1: Getting to know each other"),
        ("Wed 6 Oct 2027", "Wed 3 Nov 2027", "Group meeting 2: What we saw"),
        ("Thu 4 Nov 2027", "Fri 26 Nov 2027", "Group meeting 3: Choosing a project"),
        ("Mon 6 Dec 2027", "Fri 31 Dec 2027", "Group meeting 4: Whom we need"),
        ("Mon 3 Jan 2028", "Fri 28 Jan 2028", "Group meeting 5: First results"),
        ("Mon 31 Jan 2028", "Tue 29 Feb 2028", "Group meeting 6: Staying in touch"),
    ]


def test_partners_shadow_three_times(book: Playbook) -> None:
    assert windows(book, EntryKind.SHADOWING) == [
        ("Tue 7 Sep 2027", "Wed 3 Nov 2027", "Shadowing visit 1"),
        ("Thu 4 Nov 2027", "Fri 31 Dec 2027", "Shadowing visit 2"),
        ("Mon 3 Jan 2028", "Tue 29 Feb 2028", "Shadowing visit 3"),
    ]


def test_each_form_has_its_day(book: Playbook) -> None:
    assert days(book, EntryKind.EVALUATION) == {
        "form-application-form-1": ("Tue 27 Apr 2027", "The form is due at the milestone Applications open"),
        "form-self-assessment-1": ("Fri 23 Jul 2027", "The form is due at the milestone Baseline"),
        "form-agreement-1": ("Tue 7 Sep 2027", "The form is due at the milestone First workshop"),
        "form-shadowing-log-1": ("Tue 2 Nov 2027", "The form is due 8 weeks after first workshop"),
        "form-agreement-2": ("Fri 26 Nov 2027", "The form is due at the milestone Midpoint"),
        "form-self-assessment-2": ("Tue 22 Feb 2028", "The form is due 1 week before programme end"),
        "form-sponsor-survey-1": ("Tue 14 Mar 2028", "The form is due 2 weeks after programme end"),
    }


def test_each_deadline_has_its_day_and_its_notice(book: Playbook) -> None:
    leave = "12 weeks before the workshop (study leave)"
    room = "13 weeks before the workshop (room booking)"
    assert days(book, EntryKind.DEADLINE) == {
        "study-leave-workshop-meeting": ("Tue 15 Jun 2027", leave),
        "study-leave-workshop-listening": ("Tue 20 Jul 2027", leave),
        "study-leave-workshop-systems": ("Tue 14 Sep 2027", leave),
        "study-leave-workshop-changing": ("Tue 12 Oct 2027", leave),
        "study-leave-workshop-presenting": ("Tue 23 Nov 2027", leave),
        "room-booking-workshop-meeting": ("Tue 8 Jun 2027", room),
        "room-booking-workshop-listening": ("Tue 13 Jul 2027", room),
        "room-booking-workshop-systems": ("Tue 7 Sep 2027", room),
        "room-booking-workshop-changing": ("Tue 5 Oct 2027", room),
        "room-booking-workshop-presenting": ("Tue 16 Nov 2027", room),
    }
    assert book.notice == {"study-leave": 12, "generic-rota": 9, "duty-roster": 5, "room-booking": 13}


# --- checklist, warnings -----------------------------------------------------------------------------------


def test_each_action_has_its_day_its_owner_and_its_milestone(book: Playbook) -> None:
    assert actions(book) == [
        ("Sponsor agreed", "16 February 2027", "Ask for a sponsor", "Tue 2 Feb 2027", "programme-lead"),
        (
            "Applications open",
            "27 April 2027",
            "Sign an agreement with the partner organisation",
            "Tue 23 Mar 2027",
            "senior-manager",
        ),
        (
            "Places confirmed",
            "22 June 2027",
            "Write to everybody who releases a participant",
            "Tue 15 Jun 2027",
            "programme-lead",
        ),
        ("Places confirmed", "22 June 2027", "Remind doctors of study leave", "Tue 22 Jun 2027", "rota-coordinator"),
        ("Pairing event", "20 July 2027", "Send the diary entries", "Tue 29 Jun 2027", "administrator"),
        ("Midpoint", "26 November 2027", "Take stock with every group", "Fri 26 Nov 2027", "programme-lead"),
        ("Programme end", "29 February 2028", "Gather the last forms", "Tue 29 Feb 2028", "evaluation-lead"),
        ("Board report", "11 April 2028", "Draft the board report", "Tue 28 Mar 2028", "evaluation-lead"),
        (None, None, "Ask what has lasted", "Tue 5 Sep 2028", "programme-lead"),
    ]


def test_what_to_look_at_first(book: Playbook) -> None:
    assert [(warning.code, warning.message, warning.advice) for warning in book.warnings] == [
        (
            "calendar-ends",
            "Bank holidays are known until 2027; 11 dates are later, from 3 January 2028.",
            "Check these dates by hand until a release has the bank holidays of the year after.",
        ),
        (
            "too-little-time",
            "Apply for study leave: Workshop 1: Meeting each other is due on 15 June 2027, before places are confirmed "
            "on 22 June 2027.",
            "Choose participants earlier, start later, or ask for the day before the choice is made.",
        ),
        (
            "school-holidays-unknown",
            "School holidays are to be avoided, but their dates are known only until 29 October 2027.",
            "Add the school holidays of your council to the closed days.",
        ),
        (
            "workshops-left-out",
            "The cohort runs five of the six workshops, but the guidance and the letters are written for all of them.",
            "Check the numbers in each letter before you send it.",
        ),
        (
            "few-projects-fit",
            "Few projects fit with time to spare: of 5, 1 fits, 2 are tight, 2 do not fit.",
            "Ask for data now (2 fit, 2 tight) or run 3 months longer (3 fit, 1 tight).",
        ),
    ]


# --- hours and costs ---------------------------------------------------------------------------------------


def test_each_line_of_hours_is_people_by_times_by_hours() -> None:
    assert rows(printed("northvale"), "hours-assumptions") == [
        ("Workshops", "Participant", "the workshop", "75", "206.3"),
        ("Group meetings", "Participant", "1.5", "90", "135"),
        ("Shadowing", "Participant", "7", "15", "105"),
        ("Work on the project", "Participant", "3", "90", "270"),
        ("Planning", "Programme lead", "58", "1", "58"),
        ("Running the programme", "Programme lead", "7", "6", "42"),
        ("Letters for each place", "Administrator", "1.25", "15", "18.8"),
        ("Rooms and attendance", "Administrator", "5", "5", "25"),
        ("Two facilitators at each workshop", "Facilitator", "the workshop and 3", "10", "57.5"),
        ("Two coaches at each design surgery", "Coach", "2", "10", "20"),
        ("A visit to each site", "Executive sponsor", "3", "3", "9"),
        ("Opening and board report", "Executive sponsor", "9", "1", "9"),
        ("Agreement with the partner organisation", "Senior manager", "12", "1", "12"),
        ("Evaluation", "Evaluation lead", "24", "1", "24"),
    ]


def test_each_role_has_its_hours(book: Playbook) -> None:
    assert {row[0]: row[-1] for row in rows(printed("northvale"), "who-does-what") if row[-1]} == {
        "Executive sponsor": "18",
        "Programme lead": "100",
        "Senior manager": "12",
        "Administrator": "44",
        "Facilitator": "58",
        "Coach": "20",
        "Evaluation lead": "24",
        "Participant": "716",
    }
    assert book.effort.hours == 991.5


def test_the_cost_says_what_it_prices() -> None:
    assert lines(section(printed("northvale"), "hours")) == [
        "Figures",
        "Cost at the trust's own figures: £5,100. This prices 12 per cent of the hours.",
        "Without a rate: Consultants (239 hours), Managers (239 hours), Partner organisation staff "
        "(239 hours), Executive sponsor (18 hours), Senior manager (12 hours), Administrator (44 hours), "
        "Facilitator (58 hours) and Evaluation lead (24 hours).",
        "Every line, and what it buys: see 2 Business case.",
    ]


def test_each_month_has_the_hours_of_participants_and_of_everybody_else() -> None:
    assert rows(printed("northvale"), "hours-by-month") == [
        ("February 2027", "0", "4"),
        ("March 2027", "0", "16"),
        ("April 2027", "0", "15"),
        ("May 2027", "0", "11.9"),
        ("June 2027", "0", "14.9"),
        ("July 2027", "0", "11.9"),
        ("August 2027", "0", "14.9"),
        ("September 2027", "124.3", "25.7"),
        ("October 2027", "116.8", "24.7"),
        ("November 2027", "108.5", "19.4"),
        ("December 2027", "131.8", "31.7"),
        ("January 2028", "128.1", "27.2"),
        ("February 2028", "106.7", "30.2"),
        ("March 2028", "0", "22"),
        ("April 2028", "0", "5.5"),
    ]


def test_each_role_has_its_hours_by_month(book: Playbook) -> None:
    roles = {role.role: by_month(role.by_month) for role in book.effort.roles}
    assert roles["senior-manager"] == {"March 2027": "6", "April 2027": "6"}
    assert roles["coach"] == {"November 2027": "8", "December 2027": "8", "January 2028": "4"}
    assert roles["executive-sponsor"] == {
        "September 2027": "3",
        "October 2027": "3",
        "November 2027": "3",
        "February 2028": "1.5",
        "March 2028": "6",
        "April 2028": "1.5",
    }
    assert roles["facilitator"] == {
        "September 2027": "11",
        "October 2027": "10",
        "December 2027": "12",
        "January 2028": "11.5",
        "February 2028": "13",
    }


# --- at a glance, projects ---------------------------------------------------------------------------------


def test_the_cohort_at_a_glance() -> None:
    assert rows(printed("northvale"), "at-a-glance") == [
        ("Cohort", "Autumn cohort: 5 groups of three, 6 months"),
        ("First workshop", "Tuesday 7 September 2027"),
        ("Participants", "5 consultants, 5 managers, 5 partner organisation staff"),
        ("In each group", "The consultant, the manager and the colleague from Northvale Council"),
        ("Sites", "East hospital, West hospital, Market clinic"),
        ("Partner organisations", "Northvale Council"),
        ("Pairing", "The panel decides; on the same site where possible; from any department"),
        ("Projects to choose from", "5: 1 fits, 2 are tight, 2 do not fit"),
        ("Hours for each participant", "about 48, over 6 months"),
        ("Hours of all others", "about 275"),
        ("Cost, at the trust's own rates", "£5,100, which prices 12 per cent of the hours"),
    ]


def test_each_project_has_its_verdict(book: Playbook) -> None:
    """First case on time is chosen, so it stays although the trust has no theatres among its services."""
    assert verdicts(book) == {
        "first-case": ("fits", "needs 13 of the 17 weeks after the charter", 20, 20),
        "ward-round": (
            "does not fit",
            "needs 26 weeks after the charter, 4 of them to get data, and the cohort has 17; "
            "if you ask for data now, it would be tight",
            10,
            1,
        ),
        "shared-records": (
            "tight",
            "needs 21 weeks after the charter, 3 of them to get data, and the cohort has 17: "
            "plan 5 points after the change, not 9",
            8,
            5,
        ),
        "home-visits": (
            "does not fit",
            "needs 30 weeks after the charter, 6 of them to get data, and the cohort has 17",
            5,
            0,
        ),
        "quick-letters": ("tight", "needs 14 of the 17 weeks after the charter: ask for data before it", 6, 6),
    }
    assert [project.id for project in book.projects] == list(verdicts(book)), "in the order of the profile"


def test_the_menu_is_by_theme(book: Playbook) -> None:
    assert [(entry.project.id, entry.own, entry.tight_from, entry.fits_from) for entry in book.menu] == [
        ("first-case", False, 4, 6),
        ("ward-round", False, 7, 11),
        ("home-visits", False, 11, 12),
        ("shared-records", True, 5, 9),
        ("quick-letters", False, 4, 7),
    ]


def test_a_tight_project_cuts_its_last_points(book: Playbook) -> None:
    assert phases(book, "shared-records") == [
        ("prepare", 1, 3, 0),
        ("baseline", 4, 11, 8),
        ("change", 12, 12, 0),
        ("follow-up", 13, 17, 5),
    ]


def test_the_trusts_own_project_has_a_charter(book: Playbook) -> None:
    assert list(charters(book)) == ["shared-records"]
    charter = charters(book)["shared-records"]
    assert rows(charter.blocks, "dates") == [
        ("How long", "3 weeks", "8 weeks", "1 week", "5 weeks", "One day"),
        (
            "Days",
            "15 Oct to 4 Nov 2027",
            "5 Nov to 30 Dec 2027",
            "31 Dec 2027 to 6 Jan 2028",
            "7 Jan to 10 Feb 2028",
            "15 Feb 2028",
        ),
    ]
    assert (
        "Charter: Friday 15 October 2027. Tight: needs 21 weeks after the charter, 3 of them to get data, and the "
        "cohort has 17: plan 5 points after the change, not 9."
    ) in lines(charter.blocks)


def test_what_is_left_out_and_what_is_in(book: Playbook) -> None:
    assert chosen(book.omissions) == [
        ("A sponsor: Whom to ask", "We have a sponsor."),
        ("Evaluation: A later cohort", "for a second or later cohort"),
        ("Workshop: Measuring", "the trust has not chosen it"),
        ("2 other projects", "the trust has chosen its own menu"),
        ("Template: Letter to the rota coordinator", "for cohorts with resident doctors or nurses"),
        ("Risk: Doctors are not released.", "for cohorts with resident doctors"),
    ]
    assert chosen(book.inclusions) == [
        ("A sponsor: Sign an agreement with the partner organisation", "the cohort has a partner organisation"),
        ("A sponsor: A sponsor in each organisation", "the cohort has a partner organisation"),
        ("Time and release: Remind doctors of study leave", "the cohort has consultants"),
        ("Time and release: Release of doctors", "the cohort has consultants"),
        ("Time and release: Several sites", "the cohort works on several sites"),
        ("Conversation: Groups of three", "the cohort learns in groups of three"),
        ("Project: Shared records", "it is the trust's own"),
        ("Offer of a place: threes", "the cohort learns in groups of three"),
        ("Risk: The partner organisation withdraws.", "the cohort has a partner organisation"),
    ]


def test_the_trusts_changes_to_the_shared_text(book: Playbook) -> None:
    titles = {plan.topic.id: [tailored.section.title for tailored in plan.sections] for plan in book.topics}
    assert titles == {
        "sponsor": ["A sponsor in each organisation"],
        "release": ["Why it matters", "Release of doctors", "Several sites", "The shuttle bus"],
        "evaluation": ["Which forms"],
    }
    conversation = next(plan for plan in book.components if plan.component.id == "conversation")
    assert [(tailored.section.title, tailored.reason) for tailored in conversation.sections] == [
        ("How we meet", "The partner has rooms."),
        ("Groups of three", None),
    ]


def test_how_the_plan_was_made() -> None:
    blocks = printed("northvale")
    items = {row[0]: row[1] for row in rows(blocks, "how-made")}
    assert (items["3. Materials"], items["6. How"], items["7. Where"], items["8. When and how much"]) == (
        "5 workshops, 5 projects, 5 forms",
        "In groups of three, face to face unless a workshop says otherwise",
        "East hospital, West hospital, Market clinic, Northvale Council",
        "6 months, from 7 September 2027 to 29 February 2028, about 48 hours for each participant",
    )
    assert rows(blocks, "how-made-changes") == [
        ("Added", "Time and release", "The shuttle bus", "Our sites are far apart."),
        ("Left out", "A sponsor", "who", "We have a sponsor."),
        ("Replaced", "Conversation", "How we meet", "The partner has rooms."),
    ]


# --- letters -----------------------------------------------------------------------------------------------


def test_each_blank_has_its_value(book: Playbook) -> None:
    assert letter_facts(book) == {
        "trust": "Northvale Hospitals",
        "trust_short": "Northvale",
        "partners": "Northvale Council",
        "cohort": "the autumn cohort",
        "sites": "East hospital, West hospital and Market clinic",
        "who": "consultants, managers and partner organisation staff",
        "hours": "48",
        "lead": "Noor Lead",
        "lead_email": "noor@example.nhs.uk",
        "contact": "noor@example.nhs.uk",
        "cost": "5,100",
        "cost_range": "5,100",
        "cost_hours_share": "12",
        "applications_open": "Tuesday 27 April 2027",
        "applications_close": "Tuesday 25 May 2027",
        "places_confirmed": "Tuesday 22 June 2027",
        "pairing_event": "Tuesday 20 July 2027",
        "start": "Tuesday 7 September 2027",
        "charter_day": "Friday 15 October 2027",
        "first_surgery": "Tuesday 2 November 2027",
        "presentation_day": "Tuesday 15 February 2028",
        "end": "Tuesday 29 February 2028",
        "board_report": "Tuesday 11 April 2028",
        "workshop_1_time": "12:15 to 14:45",
        "workshop_1_time_and_room": "12:15 to 14:45, [room]",
        "presentation_day_time": "12:30 to 16:00",
        "presentation_day_time_and_room": "12:30 to 16:00, [room]",
        "workshop_dates": WORKSHOP_DATES,
        "leave_deadline": "Tuesday 15 June 2027",
        "rota_deadline": "Tuesday 6 July 2027",
        "partner": "[names of the learning partners]",
    }


def test_each_letter_reads_like_this(book: Playbook) -> None:
    assert {id: lines(letter.blocks) for id, letter in letters(book).items()} == {
        "advert": [
            "Learn with 5 groups of three at Northvale Hospitals",
            "The autumn cohort is for consultants, managers and partner organisation staff of East hospital, West "
            "hospital and Market clinic. It lasts 6 months. Apply from Tuesday 27 April 2027 to Tuesday 25 May 2027. "
            "Write to noor@example.nhs.uk.",
        ],
        "place-offer": [
            "Your place in the autumn cohort",
            "Dear [name of the person who receives it],",
            "Please say yes by Tuesday 22 June 2027. Your partner is [names of the learning partners]. You meet on "
            "Tuesday 20 July 2027. The first workshop is on Tuesday 7 September 2027; the workshops are on "
            f"{WORKSHOP_DATES}. The programme ends on Tuesday 29 February 2028.",
            "It takes about 48 hours.",
            "There are three of you in a group.",
            "[name and post of the person who signs]",
        ],
        "selection-guide": [
            "How to choose",
            "Choose people for 5 groups of three before Tuesday 22 June 2027. Put each group on one card.",
        ],
        "certificate": [
            "Northvale Hospitals",
            "[name of the participant] took part in the autumn cohort and presented on Tuesday 15 February 2028. "
            "[name of the executive sponsor]",
        ],
        "executive-briefing": [
            "What we ask",
            "Each participant gives about 48 hours over 6 months. You will have a report by Tuesday 11 April 2028.",
        ],
        "closing-plan": [
            "The day",
            "5 groups of three present on Tuesday 15 February 2028. Ask Noor Lead who comes.",
        ],
        "risk-register": [
            "How to use it",
            "Read it at each milestone.",
            "Risks",
            "Too few people apply. | Medium | High | Extend the call by a week. | Programme lead",
            "The partner organisation withdraws. | Low | High | Sign the agreement first. | Senior manager",
        ],
        "filled-charter": ["The charter", "Everything in it is made up."],
    }


# --- calendars and attendance ------------------------------------------------------------------------------


def test_each_role_has_so_many_entries_in_its_calendar(book: Playbook) -> None:
    assert calendars(book) == {
        "executive-sponsor": 16,
        "programme-lead": 24,
        "administrator": 19,
        "facilitator": 5,
        "coach": 5,
        "evaluation-lead": 7,
        "participant": 26,
        "clinician-participant": 31,
        "quality-improvement-team": 5,
    }


def test_deadlines_and_forms_remind_a_week_ahead(book: Playbook) -> None:
    assert reminders(book) == {
        ("Milestone", None): 13,
        ("Window", None): 1,
        ("Workshop", None): 5,
        ("Design surgery", None): 5,
        ("Group meeting", None): 6,
        ("Shadowing", None): 3,
        ("Evaluation", 7): 7,
        ("Deadline", 7): 10,
    }


def test_a_workshop_that_the_trust_does_not_run_has_no_calendar(book: Playbook) -> None:
    assert workshop_calendar(book, "measuring") is None


def test_each_place_has_a_row(book: Playbook) -> None:
    """Its workshops have no feedback form, so there is nothing else to type in."""
    session = attendance(sessions(library(), "northvale")["systems"])
    assert [(each.name, len(each.rows)) for each in session.sheets] == [("Attendance", 15)]
