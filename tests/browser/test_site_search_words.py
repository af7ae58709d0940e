"""What each kind of reader types into the search of the site, and the page that must be among the first three results.

The matching is pure: it runs in an empty page, with the index of the built site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import small

Search = Callable[[str], dict[str, Any]]
SCRIPTS = ("spelling.js", "search/match.js")
FIRST = 3
"""Results that people look at before they type something else."""

EXPECTED = {
    # Who plans a scheme
    "how much does it cost": "plan/example-report/",
    "business case": "plan/example-report/",
    "data protection": "letters/data-protection-starter/",
    "GDPR": "plan/records-and-privacy/",
    "DPIA": "letters/data-protection-starter/",
    "privacy": "letters/privacy-notice/",
    "ethics": "plan/organisational-support/",
    "risk register": "letters/risk-register/",
    "recruitment advert": "letters/recruitment-advert/",
    "application form": "forms/application-form/",
    "how do we match people": "plan/pairing/",
    "checklist": "plan/checklist/",
    "equality impact": "letters/equality-impact-starter/",
    "evaluation": "plan/evaluation/",
    "start quickly": "plan/fast-start/",
    "make a plan": "studio/",
    "ICS partners": "plan/integrated-care/",
    "blank-scheme.xlsx": "downloads/blank-scheme.xlsx",
    # Who sponsors it or releases somebody
    "executive sponsor": "plan/leadership/",
    "chief executive": "plan/leadership/",
    "release letter": "letters/release-letter-line-manager/",
    "line manager": "letters/release-letter-line-manager/",
    "backfill": "plan/time-and-release/",
    "study leave": "plan/time-and-release/",
    "how many hours": "plan/time-and-release/",
    "rota coordinator": "letters/release-letter-rota-coordinator/",
    "educational supervisor": "letters/release-letter-supervisor/",
    "evidence": "about/",
    "sponsor": "letters/sponsor-brief/",
    "freedom to speak up": "plan/safe-and-fair/",
    # Who takes part
    "shadowing": "programme/shadowing/",
    "first conversation": "programme/conversation/",
    "ground rules": "forms/partnership-agreement/",
    "charter": "forms/project-charter/",
    "project ideas": "programme/improvement-projects/",
    "PDSA": "forms/pdsa-sheet/",
    "driver diagram": "forms/driver-diagram-sheet/",
    "opt out of the powerlab": "workshops/powerlab/",
    "what if I leave": "forms/leaver-form/",
    "design surgery": "programme/design-surgeries/",
    "leadership domains": "about/leadership-domains/",
    "self assessment": "forms/management-and-leadership-self-assessment/",
    "case study elective": "case-studies/pre-surgery-clinic/",
    "charter.docx fair waiting list": "projects/fair-waiting-list/charter.docx",
    # Who runs a workshop
    "powerlab timer": "workshops/facilitators/",
    "feedback form": "forms/workshop-feedback/",
    "facilitator guide": "workshops/self-awareness/facilitator-guide.docx",
    "role play": "workshops/powerlab/",
    "certificate": "letters/certificate/",
    "presentation day": "letters/closing-event-plan/",
    "coaching": "plan/coaches-and-facilitators/",
    # Who looks for a project
    "A&E": "projects/joint-plan-in-the-emergency-department/",
    "ed": "projects/joint-plan-in-the-emergency-department/",
    "TTO": "projects/discharge-medicines-ready/",
    "TTOs": "projects/discharge-medicines-ready/",
    "DNA": "projects/outpatient-did-not-attend/",
    "IV": "projects/antibiotic-review-recorded/",
    "AMU": "projects/admission-review/",
    "AHP": "projects/up-and-moving-each-day/",
    "MDT": "projects/board-round-decisions/",
    "handover": "projects/handover-list-in-one-place/",
    "hospital at night": "projects/handover-list-in-one-place/",
    "junior doctors": "projects/resident-doctor-induction/",
    "waiting list": "projects/fair-waiting-list/",
    "theatre start times": "projects/theatre-first-case-start/",
    "carbon": "projects/gloves-when-needed/",
    "elderly": "projects/patient-transport-booked-early/",
    # Who looks at the guide itself
    "accessibility": "about/accessibility/",
    "who made this": "about/",
    "references": "about/references/",
    "what's new": "about/whats-new/",
    "csv": "data/menu.csv",
    "length of stay": "about/glossary/#length-of-stay",
    # As people spell
    "readmision": "projects/discharge-summary-same-day/",
    "wating list": "projects/fair-waiting-list/",
    "evalution": "plan/evaluation/",
    "shadowng": "programme/shadowing/",
}
"""Address of the expected result by what is typed."""


@pytest.fixture(scope="module")
def search(chromium: Browser, site: Path) -> Iterator[Search]:
    page = chromium.new_page()
    for name in SCRIPTS:
        page.add_script_tag(content=(small.ROOT / "theme/assets/javascripts" / name).read_text(encoding="utf-8"))
    files = {path.stem: path.read_text(encoding="utf-8") for path in (site / "search").iterdir()}
    page.evaluate(
        """files => {
          const got = {};
          pairedLearning.search.take = (name, data) => { got[name] = data; };
          window.load = async (name) => {
            if (!(name in got)) {
              (0, eval)(files[name]);
            }
            return got[name];
          };
        }""",
        files,
    )

    def results(typed: str) -> dict[str, Any]:
        answer: dict[str, Any] = page.evaluate(
            """async ([typed, first]) => {
              const site = { index: await load("index"), load };
              const { results, needles, isPartial } = await pairedLearning.search.find(typed, site);
              const records = await Promise.all(results.map(({ entry }) => pairedLearning.search.record(entry, site)));
              return {
                isPartial,
                addresses: records.map(({ address }) => address),
                titles: records.map(({ title }) => title),
                needles: needles.map(({ taken, meaning }) => ({ taken, meaning })),
              };
            }""",
            [typed, FIRST],
        )
        return answer

    yield results
    page.close()


def test_what_readers_type_finds_the_right_page_among_the_first_three(search: Search) -> None:
    first = {typed: search(typed)["addresses"][:FIRST] for typed in EXPECTED}

    assert {typed: first[typed] for typed, address in EXPECTED.items() if address not in first[typed]} == {}
    assert len(EXPECTED) >= 70


def test_an_abbreviation_in_capitals_is_that_word_and_not_a_beginning(search: Search) -> None:
    titles = search("ED")["titles"]

    assert "Driver diagram sheet" not in titles
    assert set(titles) <= set(search("ed")["titles"])
    assert not any(title.startswith("Educat") for title in search("ED")["titles"])


def test_a_word_is_found_by_its_beginning_but_not_by_letters_within(search: Search) -> None:
    assert "projects/antibiotic-review-recorded/" in search("antibio")["addresses"]
    assert search("ntibiotic")["addresses"] == []


def test_every_word_has_to_match_unless_nothing_has_them_all(search: Search) -> None:
    both = search("sepsis antibiotics")
    assert both["addresses"] and not both["isPartial"]
    assert set(both["addresses"]) <= set(search("sepsis")["addresses"])
    some = search("sepsis xyzzy")

    assert some["isPartial"] and some["addresses"]


@pytest.mark.parametrize("typed", ["how do I", "the", "a of"])
def test_small_words_count_only_where_there_is_nothing_else(search: Search, typed: str) -> None:
    assert search(typed)["addresses"]
    assert search(f"{typed} charter")["addresses"] == search("charter")["addresses"]


@pytest.mark.parametrize("typed", ["", "?!", "  ", "constructor", "__proto__", "\U0001f600", "x" * 500])
def test_anything_may_be_typed(search: Search, typed: str) -> None:
    assert search(typed)["addresses"] == [] or "proto" in typed


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [("TTO", "medicines to take home"), ("A&E", "emergency department"), ("DNA", "did not attend")],
)
def test_what_an_abbreviation_stands_for_is_said(search: Search, typed: str, meaning: str) -> None:
    assert meaning in search(typed)["needles"][0]["meaning"]


def test_the_words_of_a_workshop_that_must_not_be_given_away_lead_nowhere(search: Search) -> None:
    assert [address for address in search("powerlab role cards")["addresses"] if "powerlab/" in address] in (
        [],
        ["workshops/powerlab/"],
    )
