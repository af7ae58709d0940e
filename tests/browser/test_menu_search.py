"""What staff of the NHS type into the search of the menu, and what comes first. DECISIONS.md says whose words they are.

The search is pure: it runs in an empty page, with the facts of the shared menu.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator.documents.menu_facts import SCRIPTS, shared_menu_facts
from generator.model.library import Library
from generator.planning.menu import shared_menu
from tests import small

Search = Callable[[str], dict[str, str]]
"""From what is typed to why each project matches, by id, the best match first."""

FIRST = {
    # Places
    "A&E": "direct-surgical-admission",
    "ED": "direct-surgical-admission",
    "AMU": "admission-review",
    "SAU": "direct-surgical-admission",
    "ITU": "critical-care-step-down",
    "ICU": "critical-care-step-down",
    "labour ward": "induction-of-labour-waits",
    "paeds": "clinics-on-one-day",
    "x-ray": "imaging-requests-right-first-time",
    "CT": "imaging-requests-right-first-time",
    "bloods": "samples-right-first-time",
    "pharmacy": "medicines-reconciled-on-admission",
    "pharmacist": "medicines-reconciled-on-admission",
    "pre-op": "pre-surgery-assessment",
    "preassessment": "pre-surgery-assessment",
    "theatre utilisation": "turnaround-between-cases",
    "front door": "front-door-first-decision",
    "care home": "care-home-transfer-information",
    "mental health": "contact-after-mental-health-ward",
    "HR": "leave-requests-answered",
    "T&O": "instrument-trays-complete",
    "dialysis": "dialysis-transport-on-time",
    "colonoscopy": "endoscopy-slots-used",
    "GP surgery": "hospital-letters-acted-on",
    "school": "back-at-school-with-a-plan",
    "CMHT": "contact-after-mental-health-ward",
    "CAMHS": "back-at-school-with-a-plan",
    "social care": "first-week-home",
    "antenatal": "early-antenatal-booking",
    # People
    "elderly": "patient-transport-booked-early",
    "COTE": "patient-transport-booked-early",
    "frailty": "front-door-first-decision",
    "children": "children-fasting-before-theatre",
    "relatives": "ward-to-family-updates",
    "junior doctors": "resident-doctor-induction",
    "locum": "locum-and-bank-requests",
    "agency": "locum-and-bank-requests",
    "district nurse": "district-nurse-referral-right-first-time",
    "interpreter": "interpreter-booked-first-time",
    "learning disability": "reasonable-adjustments-ready",
    "frequent attenders": "joint-plan-in-the-emergency-department",
    "social worker": "home-care-restarted",
    "SMI": "mental-health-physical-checks",
    "physio": "up-and-moving-each-day",
    "AHP": "up-and-moving-each-day",
    "biomedical scientist": "samples-right-first-time",
    "pregnancy": "early-antenatal-booking",
    # What goes on there
    "TTO": "discharge-medicines-ready",
    "TTAs": "discharge-medicines-ready",
    "DNA": "outpatient-did-not-attend",
    "DNAs": "outpatient-did-not-attend",
    "MDT": "board-round-decisions",
    "board round": "board-round-decisions",
    "length of stay": "board-round-decisions",
    "readmission": "discharge-summary-same-day",
    "discharge summary": "discharge-summary-same-day",
    "package of care": "home-care-restarted",
    "reablement": "first-week-home",
    "housebound": "nurse-visit-when-promised",
    "annual review": "one-review-for-several-conditions",
    "sepsis": "antibiotic-review-recorded",
    "antibiotics": "antibiotic-review-recorded",
    "deteriorating patient": "night-escalation-call",
    "NEWS2": "night-escalation-call",
    "handover": "handover-list-in-one-place",
    "hospital at night": "handover-list-in-one-place",
    "bleep": "night-escalation-call",
    "bed management": "bed-request-to-bed",
    "bed manager": "bed-request-to-bed",
    "DTOC": "home-care-restarted",
    "four hour target": "front-door-first-decision",
    "outliers": "direct-surgical-admission",
    "weekend": "weekend-discharge-plans",
    "transport": "patient-transport-booked-early",
    "waiting list": "fair-waiting-list",
    "RTT": "fair-waiting-list",
    "2WW": "next-step-in-hand",
    "cancer": "next-step-in-hand",
    "PIFU": "follow-up-when-needed",
    "virtual clinic": "clinic-by-telephone",
    "letters": "clinic-letters-to-patients",
    "complaints": "ward-to-family-updates",
    "induction": "induction-of-labour-waits",
    "IOL": "induction-of-labour-waits",
    "nil by mouth": "children-fasting-before-theatre",
    "Parkinson's": "critical-medicines-on-time",
    "medicines reconciliation": "medicines-reconciled-on-admission",
    "cancelled operations": "pre-surgery-assessment",
    "first case": "theatre-first-case-start",
    "chemo": "cancer-treatment-made-and-given",
    "haemolysed": "samples-right-first-time",
    "falls": "up-and-moving-each-day",
    "turnaround": "turnaround-between-cases",
    "stock": "ward-stock-that-is-used",
    # Staff, money and the planet
    "carbon": "clinic-by-telephone",
    "food waste": "meals-that-are-eaten",
    "PPE": "gloves-when-needed",
    "rota": "locum-and-bank-requests",
    "annual leave": "leave-requests-answered",
    "night shift": "staff-rest-at-night",
    "breaks": "staff-rest-at-night",
    "EPR": "one-form-fewer",
    "paperwork": "one-form-fewer",
    "smartcard": "logins-on-day-one",
    "Datix": "incident-reports-answered",
    "patient portal": "messages-patients-can-open",
    "laughing gas": "nitrous-oxide-to-the-patient",
    # As people spell
    "readmision": "discharge-summary-same-day",
    "dischrage": "discharge-summary-same-day",
    "wating list": "fair-waiting-list",
    "emergancy department": "direct-surgical-admission",
    "antibiotcs": "antibiotic-review-recorded",
}
"""What comes first for what is typed."""


@pytest.fixture(scope="module")
def search(chromium: Browser, library: Library) -> Iterator[Search]:
    """Searches the shared menu."""
    facts: dict[str, Any] = shared_menu_facts(library, shared_menu(library))
    page = chromium.new_page()
    for name in SCRIPTS[: SCRIPTS.index("javascripts/menu/filter.js") + 1]:
        page.add_script_tag(content=(small.ROOT / "theme/assets" / name).read_text(encoding="utf-8"))
    page.evaluate("facts => { window.index = pairedLearning.filter.indexed(facts); }", facts)

    def results(typed: str) -> dict[str, str]:
        rows: list[tuple[str, str]] = page.evaluate(
            """typed => {
              const { answer, everything, matchedIn, ordered } = pairedLearning.filter;
              const search = Object.assign(everything(), { query: typed });
              const { matches } = answer(search, index);
              const words = matchedIn(search, index);
              return ordered(search, index, null)
                .filter(({ place }) => matches[place])
                .map(({ place, project }) => [project.id, words ? words.why(place) : ""]);
            }""",
            typed,
        )
        return dict(rows)

    yield results
    page.close()


def test_what_nhs_staff_type_finds_what_they_mean_first(search: Search) -> None:
    assert {typed: next(iter(search(typed)), "") for typed in FIRST} == FIRST
    assert len(FIRST) >= 80


def test_letters_within_a_word_find_nothing(search: Search, library: Library) -> None:
    by_ed = [library.projects[id] for id in search("ED")]

    assert len(by_ed) < len(library.projects) / 3
    assert all(
        "emergency" in f"{project.settings} {project.specialties} {project.problem}".lower() for project in by_ed
    )
    assert search("biotic") == {}


def test_the_beginning_of_a_word_finds_it_but_an_abbreviation_is_whole(search: Search) -> None:
    assert "antibiotic-review-recorded" in search("antib")
    assert set(search("DN")) == {"district-nurse-referral-right-first-time"}


@pytest.mark.parametrize("typed", ["TAVI", "training", "blocking", "xepsis"])
def test_other_words_are_not_taken_for_misspelt_ones(search: Search, typed: str) -> None:
    assert not [why for why in search(typed).values() if f"Matches {typed}: in its" not in why]


def test_all_projects_with_a_word_are_there(search: Search) -> None:
    assert set(search("induction")) >= {"induction-of-labour-waits", "resident-doctor-induction", "logins-on-day-one"}
    assert set(search("carbon")) >= {"clinic-by-telephone", "gloves-when-needed", "meals-that-are-eaten"}


@pytest.mark.parametrize(
    ("typed", "id", "why"),
    [
        ("ed", "joint-plan-in-the-emergency-department", "Matches ED: emergency department"),
        ("A & E", "admission-review", "Matches A&E: emergency department"),
        ("TTOs", "discharge-medicines-ready", "Matches TTO: medicines to take home"),
        ("PIFU", "follow-up-when-needed", "Matches PIFU: a related word"),
        ("orthopaedics", "fair-waiting-list", "Matches orthopaedics: its specialty"),
        ("Parkinson\u2019s", "care-home-transfer-information", "Matches Parkinson\u2019s: in its problem"),
        ("readmision", "discharge-summary-same-day", "Matches readmision: readmission, a related word"),
        ("DNA endoscopy", "endoscopy-slots-used", "Matches DNA: did not attend"),
        ("gloves", "gloves-when-needed", ""),
    ],
)
def test_a_result_says_what_its_card_does_not_show(search: Search, typed: str, id: str, why: str) -> None:
    assert search(typed)[id] == why


def test_a_green_ward_board_is_not_about_carbon(search: Search) -> None:
    """`red to green` is a word for board rounds, `green` one for sustainability."""
    assert "board-round-decisions" not in search("carbon")


@pytest.mark.parametrize("typed", ["the", " a  of ", "?!", ""])
def test_small_words_alone_find_everything(search: Search, library: Library, typed: str) -> None:
    assert len(search(typed)) == len(library.projects)


def test_it_is_searched_for_though_every_text_has_it(search: Search) -> None:
    assert "logins-on-day-one" in search("IT")
    assert len(search("IT")) < 12


def test_every_word_has_to_match(search: Search) -> None:
    assert set(search("ED discharge")) <= set(search("ED"))
    assert search("sepsis xyzzy") == {}
