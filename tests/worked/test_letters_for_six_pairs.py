"""Letters for one doctor of six pairs: every blank of an offer and of three release letters, worked out by hand.

The cohort and its figures are those of six_pairs.md and costs_of_six_pairs.md. The letters hold nothing but the blanks
that the shared letters have.
"""

from __future__ import annotations

from functools import cache

import pytest

from generator.documents.personal_letters import PersonalLetter, personal_letters
from generator.model.scheme import Decision, LearningGroup, Person, Records
from generator.model.template import Template
from generator.planning.playbook import plan
from tests.worked import test_costs_of_six_pairs as costs
from tests.worked.cohorts import lines

PLACE_OFFER = """cohort contact end fixed_hours flexible_hours leave_deadline months pairing_event
    pairing_event_time_and_room partner places_confirmed presentation_day recipient sender start study_leave_weeks trust
    workshop_1_time_and_room workshop_dates_and_times"""
LINE_MANAGER = """contact fixed_hours flexible_hours form_hours group_members meeting_hours months participant
    participant_hours partners places_confirmed presentation_day project_hours project_hours_a_month recipient sender
    shadowing_hours sponsor start trust visits workshop_dates_and_times workshop_hours"""
SUPERVISOR = """contact end fixed_hours flexible_hours form_hours meeting_hours months participant participant_hours
    places_confirmed presentation_day project_hours recipient sender shadowing_hours start study_leave_weeks trust
    workshop_dates_and_times"""
ROTA = """answer_by:10 contact end fixed_hours flexible_hours leave_deadline participant participant_hours
    presentation_day recipient rota_deadline rota_weeks sender start study_leave_weeks trust workshop_dates_and_times
    workshop_rooms"""

OF_THE_COHORT = {
    "trust": "Westbrook Hospitals",
    "cohort": "Cohort 1",
    "contact": "office@example.nhs.uk",
    "months": "9",
    # 12 people: workshops 184 / 12 = 15.3 hours each, everything 69.
    "participant_hours": "69",
    "workshop_hours": "15",
    "meeting_hours": "14",
    "shadowing_hours": "7",
    "project_hours": "33",
    "project_hours_a_month": "5.5",
    "form_hours": "[hours of one participant for forms]",
    "fixed_hours": "15",
    "flexible_hours": "54",
    "visits": "3",
    "group_members": "the resident doctors and the manager",
    "partners": "[partner organisations]",
    "sponsor": "Sam Sponsor",
    "places_confirmed": "Wednesday 4 November 2026",
    "pairing_event": "Wednesday 16 December 2026",
    "pairing_event_time_and_room": "[time and room of the pairing event]",
    "start": "Wednesday 20 January 2027",
    "workshop_1_time_and_room": "13:00 to 15:30, Lecture room",
    "presentation_day": "Wednesday 22 September 2027",
    "end": "Wednesday 13 October 2027",
    "workshop_dates_and_times": (
        "Wed 20 Jan 2027, 13:00 to 15:30; Wed 10 Mar 2027, 13:30 to 15:30; Wed 28 Apr 2027, 10:15 to 13:15; "
        "Wed 16 Jun 2027, 14:00 to 15:30; Wed 11 Aug 2027, 13:00 to 15:50; Wed 22 Sep 2027, 12:30 to 16:00"
    ),
    "workshop_rooms": (
        "Lecture room on Wed 20 Jan 2027; "
        "[room] on Wed 10 Mar 2027, Wed 28 Apr 2027, Wed 16 Jun 2027 and Wed 11 Aug 2027; Board room on Wed 22 Sep 2027"
    ),
    # Six and nine weeks before 20 January.
    "study_leave_weeks": "6",
    "leave_deadline": "Wednesday 9 December 2026",
    "rota_weeks": "9",
    "rota_deadline": "Wednesday 18 November 2026",
    # The letter goes out on Wednesday 4 November; ten days later is a Saturday.
    "answer_by:10": "Monday 16 November 2026",
}


def template(id: str, blanks: str, goes_to: str, sender: str, staff_groups: tuple[str, ...] = ()) -> Template:
    """A letter that says each blank's name and holds the blank."""
    body = "\n".join(f"- {blank} = {{{blank}}}" for blank in blanks.split())
    values = {
        "id": id,
        "source": f"content/templates/{id}.yml",
        "title": id,
        "kind": "letter",
        "summary": "A letter.",
        "sender": sender,
        "goes_to": goes_to,
        "subject": "About {participant}",
        "timing": [{"milestone": "places-confirmed"}],
        "sections": [{"id": "letter", "body": body}],
        "only_for": {"staff_groups": list(staff_groups)},
    }
    return Template.model_validate(values, strict=False)


DOCTORS = ("resident-doctors",)
TEMPLATES = [
    template("place-offer", PLACE_OFFER, "places-offered", "programme-lead"),
    template("line-manager", LINE_MANAGER, "line-managers", "programme-lead"),
    template("supervisor", SUPERVISOR, "supervisors", "senior-clinician", DOCTORS),
    template("rota", ROTA, "rota-contacts", "administrator", DOCTORS),
]
RECORDS = Records(
    people=[
        Person(
            id="doctor",
            name="Dora Doctor",
            email="dora@example.nhs.uk",
            staff_group="resident-doctors",
            line_manager="Lena Manager",
            line_manager_email="lena@example.nhs.uk",
            supervisor="Dr Saul Visor",
            rota_contact="Rota team",
            rota_contact_email="rota@example.nhs.uk",
            decision=Decision.OFFERED,
        ),
        Person(id="partner", name="Max Manager", staff_group="managers"),
    ],
    groups=[LearningGroup(id="pair-1", name="Pair 1", members=["doctor", "partner"])],
)


@cache
def letters() -> dict[str, PersonalLetter]:
    """The letter of each kind about Dora Doctor."""
    library = costs.library()
    templates = {each.id: each for each in TEMPLATES}
    trust = library.trusts["westbrook"].model_copy(update={"records": RECORDS})
    own = library.model_copy(update={"templates": templates, "trusts": {"westbrook": trust}})
    return {id: copies[0] for id, copies in personal_letters(plan(own, "westbrook")).items()}


@pytest.mark.parametrize(
    ("id", "recipient", "email", "own"),
    [
        (
            "place-offer",
            "Dora Doctor",
            "dora@example.nhs.uk",
            {"partner": "Max Manager", "sender": "Ada Lead, programme lead"},
        ),
        ("line-manager", "Lena Manager", "lena@example.nhs.uk", {"sender": "Ada Lead, programme lead"}),
        ("supervisor", "Dr Saul Visor", "", {"sender": "[name and post of the person who signs]"}),
        ("rota", "Rota team", "rota@example.nhs.uk", {"sender": "Programme office, administrator"}),
    ],
)
def test_each_blank_has_its_value(id: str, recipient: str, email: str, own: dict[str, str]) -> None:
    letter = letters()[id]
    expected = OF_THE_COHORT | own | {"recipient": recipient, "participant": "Dora Doctor"}
    subject, *rows = lines(letter.document.blocks)

    assert (letter.recipient, letter.email) == (recipient, email)
    assert subject == letter.subject == "About Dora Doctor"
    blanks = {"place-offer": PLACE_OFFER, "line-manager": LINE_MANAGER, "supervisor": SUPERVISOR, "rota": ROTA}[id]
    assert dict(row.split(" = ") for row in rows) == {blank: expected[blank] for blank in blanks.split()}
