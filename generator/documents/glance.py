"""The first pages of a playbook: what it is, the cohort at a glance, what to look at first, why to do it at all."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.programme import Programme
from ..model.required import Milestone
from ..model.trust import TrustProfile
from ..planning import dates
from ..planning.applicability import groups, participants, unmet
from ..planning.business_case import total_in_words
from ..planning.cohort_figures import group_members
from ..planning.feasibility import counts
from ..planning.figures import whole_number
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind
from . import citation
from .context import Context, example_note, joined
from .document import Block, Callout, Heading, Run, Words, bullets, paragraph, table

KEY_MILESTONES = (Milestone.PAIRING_EVENT, Milestone.BOARD_REPORT, Milestone.SIX_MONTHS_AFTER)
"""Milestones among the key dates, besides applications and workshops."""


def opening(playbook: Playbook, context: Context) -> Iterator[Block]:
    """What the playbook is, before its first heading."""
    yield paragraph(playbook.programme.summary, "lead")
    yield from notes(playbook.profile, context)
    yield from background(playbook.profile, context)


def notes(profile: TrustProfile, context: Context) -> Iterator[Block]:
    """Whether the playbook is an example, and the trust's own note."""
    own_note = context.prose(profile.note) if profile.note else ()
    if profile.example:
        yield from example(profile, own_note)
    elif own_note:
        yield Callout("Please note", own_note)


def example(profile: TrustProfile, own_note: tuple[Block, ...] = ()) -> Iterator[Block]:
    """What readers of an example must know, with the trust's own note; nothing for a trust's own plan."""
    if note := example_note(profile):
        yield Callout("An example", (paragraph(note), *own_note), "warning")


def background(profile: TrustProfile, context: Context) -> Iterator[Block]:
    """What led to the scheme."""
    for claim in profile.background:
        yield from context.prose(claim.text)
        yield context.evidence(claim)


def glance(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The cohort on one page."""
    yield Heading(1, "At a glance", "at-a-glance", starts_page=True)
    rows = (*cohort_facts(playbook, context), *_facts(playbook))
    yield table(("What", "This cohort"), rows, widths=(2, 5), row_headers=True)
    if playbook.warnings:
        lines = ((Run(f"{warning.message} "), Run(warning.advice, strong=True)) for warning in playbook.warnings)
        yield Callout("Look at this first", (bullets(lines),), "warning")
    if playbook.schedule is not None:
        yield Heading(2, "Key dates", "key-dates")
        key_dates = (
            (dates.span(entry.first, entry.last), entry.title)
            for entry in playbook.schedule.entries
            if entry.kind in (EntryKind.WINDOW, EntryKind.WORKSHOP)
            or (entry.kind is EntryKind.MILESTONE and entry.subject in KEY_MILESTONES)
        )
        yield table(("When", "What"), key_dates, widths=(3, 5))


def cohort_facts(playbook: Playbook, context: Context) -> Iterator[tuple[str, Words]]:
    """The main facts about a cohort, by name."""
    profile, cohort = playbook.profile, playbook.profile.cohort
    start = playbook.schedule.start if playbook.schedule else None
    yield "Cohort", f"{cohort.name}: {groups(cohort)}, {cohort.months} months"
    yield "First workshop", dates.weekday_and_date(start) if start else "Not set yet"
    yield "Participants", participants(cohort, playbook.vocabulary)
    if cohort.group_size > 2 or profile.partners:
        members = group_members(profile, playbook.vocabulary)
        yield context.worded("In each pair"), members[0].upper() + members[1:]
    yield "Sites", ", ".join(site.name for site in profile.sites)
    if profile.partners:
        yield "Partner organisations", ", ".join(partner.name for partner in profile.partners)
    site = "on the same site where possible" if profile.pairing.same_site else "on any site"
    departments = "from different departments" if profile.pairing.across_departments else "from any department"
    method = playbook.pairing_method
    link = context.link("pairing-method", method.id)
    yield "Pairing", (Run(method.title, link=link), Run(f"; {site}; {departments}"))


def _facts(playbook: Playbook) -> Iterator[tuple[str, str]]:
    yield "Projects to choose from", _projects(playbook)
    effort = playbook.effort
    if person := effort.a_person:
        over = f"over {playbook.profile.cohort.months} months"
        if person.low != person.high:
            over += f"; {whole_number(person.low)} to {whole_number(person.high)} with the size of the project"
        yield "Hours for each participant", f"about {whole_number(person.usual)}, {over}"
    yield "Hours of all others", f"about {whole_number(effort.hours_of_others)}"
    if cost := total_in_words(playbook.business_case):
        yield "Cost, at the trust's own rates", cost


def _projects(playbook: Playbook) -> str:
    verdicts = counts(fit.verdict for fit in playbook.feasibility.values())
    return f"{len(playbook.projects)}: {verdicts}" if playbook.projects else "None"


def why(playbook: Playbook, context: Context) -> Iterator[Block]:
    """Why paired learning, with how far the evidence reaches."""
    programme = playbook.programme
    yield Heading(1, "Why paired learning", "why", starts_page=True)
    profile, vocabulary = playbook.profile, playbook.vocabulary
    sections = [each for each in programme.sections if unmet(each.only_for, profile, vocabulary) is None]
    yield from context.sections(sections, "why", 2)
    yield from figures(programme, context, "why", 2)
    labels = ((context.label(label), Run(f" {citation.MEANINGS[label]}.")) for label in citation.LABELS)
    yield Callout("How to read the labels", (bullets(labels),))


def figures(programme: Programme, context: Context, anchor: str, level: int) -> Iterator[Block]:
    """The headline figures with their sources; nothing where there are none."""
    if programme.figures:
        yield Heading(level, "In figures", joined(anchor, "figures"))
        rows = (
            ((Run(figure.value, strong=True),), figure.text, context.cites(figure.cite)) for figure in programme.figures
        )
        yield table(("Figure", "What it counts", "Source"), rows, widths=(2, 5, 1))
