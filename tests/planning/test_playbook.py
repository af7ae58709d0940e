"""What a playbook includes of the shared content, and what it says about the rest."""

from __future__ import annotations

import datetime

import pytest

from generator.model.diagnostics import Diagnostic, InputFault, Place
from generator.model.handbook import Handbook
from generator.model.library import Library, Trust
from generator.model.scheme import Person, Records
from generator.model.scheme_file import SchemeFile
from generator.planning.playbook import plan
from generator.planning.selection import Choice
from generator.sources.load import load
from tests import small
from tests.planning import cohort, profiles

PROFILE = "content/trusts/westbrook/profile.yml"


def library_with(old: str, new: str) -> Library:
    return load(small.edited(PROFILE, old, new)).require()


def test_everything_that_applies_is_included(small_library: Library) -> None:
    playbook = plan(small_library, "westbrook")

    assert [each.section.id for each in playbook.topics[0].sections] == ["why", "doctors", "shuttle"]
    assert [plan.workshop.id for plan in playbook.workshops] == ["listening"]
    assert [project.id for project in playbook.projects] == ["discharge"]
    assert [reference.id for reference in playbook.references] == ["klaber"]
    assert playbook.omissions == ()


def test_a_section_for_others_is_left_out_with_its_reason() -> None:
    library = library_with(
        "    - staff_group: managers\n      number: 2\n    - staff_group: resident-doctors\n      number: 2",
        "    - staff_group: managers\n      number: 4",
    )
    playbook = plan(library, "westbrook")

    assert [each.section.id for each in playbook.topics[0].sections] == ["why", "shuttle"]
    assert playbook.omissions == (Choice("Time: Release of doctors", "for cohorts with resident doctors"),)


def test_a_section_can_be_replaced() -> None:
    library = library_with(
        "kind: add\n    topic: time\n    section: shuttle", "kind: replace\n    topic: time\n    section: why"
    )
    first, second = plan(library, "westbrook").topics[0].sections

    assert (first.section.title, first.reason) == ("The shuttle bus", "Our sites are far apart.")
    assert (second.section.id, second.reason) == ("doctors", None)


def test_a_section_can_be_dropped_and_the_playbook_says_why() -> None:
    library = library_with(
        "kind: add\n    topic: time\n    section: shuttle\n    title: The shuttle bus\n"
        "    body: Take the bus between the sites.",
        "kind: drop\n    topic: time\n    section: why",
    )
    playbook = plan(library, "westbrook")

    assert [each.section.id for each in playbook.topics[0].sections] == ["doctors"]
    assert playbook.omissions == (Choice("Time: Why it matters", "Our sites are far apart."),)


def test_a_chapter_of_the_handbook_has_its_own_sections_and_those_that_it_takes(small_library: Library) -> None:
    chapter = small_library.chapters["notes"].model_copy(
        update={"component": "conversation", "component_sections": ["where", "how"]}
    )
    handbook = Handbook(chapters={"notes": chapter})
    [notes] = plan(small_library.model_copy(update={"handbook": handbook}), "westbrook").handbook

    assert notes.chapter is chapter
    assert [each.section.id for each in notes.sections] == ["seen", "where", "how"]


def test_a_chapter_takes_no_section_that_the_trust_dropped() -> None:
    library = library_with(
        "kind: add\n    topic: time\n    section: shuttle\n    title: The shuttle bus\n"
        "    body: Take the bus between the sites.",
        "kind: drop\n    component: conversation\n    section: how",
    )
    talk = next(each for each in plan(library, "westbrook").handbook if each.chapter.id == "talk")

    assert talk.sections == ()


def test_a_section_of_the_handbook_that_is_dropped_is_named_with_its_chapter() -> None:
    library = library_with(
        "kind: add\n    topic: time\n    section: shuttle\n    title: The shuttle bus\n"
        "    body: Take the bus between the sites.",
        "kind: drop\n    handbook: start\n    section: in-short",
    )
    playbook = plan(library, "westbrook")

    assert playbook.handbook[0].sections == ()
    assert Choice("Handbook: What happens: In short", "Our sites are far apart.") in playbook.omissions


def test_a_project_can_be_omitted() -> None:
    playbook = plan(library_with("tailoring:", "menu:\n  omit: [discharge]\ntailoring:"), "westbrook")

    assert playbook.projects == ()
    assert playbook.omissions == (Choice("Project: Sooner home", "the trust leaves it out"),)


def test_private_contacts_stay_in_the_trusts_own_files() -> None:
    library = library_with(
        "tailoring:",
        "contacts:\n  - role: programme-lead\n    name: The secret team\n"
        "  - role: facilitator\n    name: The open team\n    private: false\ntailoring:",
    )

    assert [contact.name for contact in plan(library, "westbrook").contacts] == ["The secret team", "The open team"]
    assert [contact.name for contact in plan(library, "westbrook", public=True).contacts] == ["The open team"]


def test_records_of_people_are_in_no_playbook_for_the_public(small_library: Library) -> None:
    trust = small_library.trusts["westbrook"]
    records, file = Records(people=[Person(id="person-1", name="Zenobia Quirk")]), SchemeFile("westbrook.xlsx", {})
    trust = trust.model_copy(update={"records": records, "scheme_file": file})
    library = small_library.model_copy(update={"trusts": {"other": trust, "westbrook": trust}})

    own = plan(library, "westbrook")
    assert (own.records, own.scheme_file) == (records, file)
    assert own.library.trusts == {"westbrook": trust}
    public = plan(library, "westbrook", public=True)
    assert (public.records, public.scheme_file) == (Records(), None)
    held = [(slug, trust.records, trust.scheme_file) for slug, trust in public.library.trusts.items()]
    assert held == [("westbrook", Records(), None)]


def test_a_sections_hash_follows_its_text(small_library: Library) -> None:
    why, doctors, *_ = small_library.guidance["time"].sections

    assert why.content_hash != doctors.content_hash
    assert why.content_hash == why.model_copy(update={"cite": []}).content_hash
    assert len(why.content_hash) == 12


def test_closed_periods_that_leave_no_day_are_a_fault_with_advice() -> None:
    closed = {"first": datetime.date(2026, 1, 1), "last": datetime.date(2030, 1, 1), "reason": "move"}

    with pytest.raises(InputFault) as fault:
        cohort.book(schedule={"closed": [closed]})
    assert list(fault.value.diagnostics) == [
        Diagnostic(
            "no-open-day",
            "no day is open for 400 days around 13 January 2027",
            Place("content/trusts/test/profile.yml"),
            "shorten the closed periods",
        )
    ]


def test_the_trusts_logo_is_in_the_playbook() -> None:
    trust = Trust(profile=profiles.profile(pairing={"method": "meet-first"}), logo=b"picture")

    assert plan(cohort.library().model_copy(update={"trusts": {"test": trust}}), "test").logo == b"picture"


def test_the_checklist_of_a_cohort_without_a_start_counts_in_the_cohorts_own_weeks() -> None:
    """Half of the usual 24 weeks, and two weeks before the end."""
    items = [item for section in cohort.book(start=None, months=3).checklist for item in section.items]

    assert {item.action.do: item.week for item in items}["Send out the last form"] == 10


def test_the_weeks_of_a_cohort_without_a_start_are_those_of_its_own_workshops() -> None:
    """Of three workshops it runs the last two, five weeks apart."""
    chosen = [{"workshop": "asking"}, {"workshop": "presenting"}]
    weeks = cohort.book(start=None, workshops=chosen, schedule={"workshop_spacing_weeks": 5}).weeks

    assert (weeks.run, weeks.workshops["presenting"]) == (("asking", "presenting"), 5)


def test_the_weeks_of_a_cohort_with_dates_are_those_of_its_own_preparation() -> None:
    """Planning starts 20 weeks before the first workshop, not 30."""
    library = cohort.library().model_copy(update={"calendar": cohort.calendar_with_least(cohort.LEAST)})

    assert cohort.book(library, planning_from=datetime.date(2026, 8, 26)).weeks.milestones["decision"] == -20


def test_a_start_that_cannot_be_is_a_fault_at_its_place_in_the_profile() -> None:
    library = library_with("planning_from: 2026-01-05", "planning_from: 2027-02-01")
    with pytest.raises(InputFault) as caught:
        plan(library, "westbrook")
    (fault,) = caught.value.diagnostics

    assert fault.code == "start-in-the-past"
    line = small.files()[PROFILE].decode().splitlines()[fault.place.line - 1]
    assert (fault.place.file, line[fault.place.column - 1 :]) == (PROFILE, "2027-01-13")
