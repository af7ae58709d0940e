"""The first pages of a playbook: what it is, the cohort at a glance, what to look at first, why to do it at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..planning import dates
from ..planning.applicability import group_name, participants
from ..planning.feasibility import Verdict
from ..planning.figures import pounds, whole_number
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind
from . import citation
from .context import Context, example_note
from .document import Block, Callout, Heading, Listing, Paragraph, Run, Table, paragraph, text

KEY_MILESTONES = ("pairing-event", "board-report", "six-months-after")
"""Milestones among the key dates, besides applications and workshops."""
VERDICTS = {
    Verdict.FITS: ("fits the cohort's weeks", "fit the cohort's weeks"),
    Verdict.TIGHT: ("is tight", "are tight"),
    Verdict.DOES_NOT_FIT: ("does not fit", "do not fit"),
}
"""What is said of one project and of several."""


def opening(playbook: Playbook, context: Context) -> Iterator[Block]:
    """What the playbook is, before its first heading."""
    profile = playbook.profile
    yield paragraph(playbook.programme.summary, "lead")
    if note := example_note(profile):
        own_note = context.prose(profile.note) if profile.note else ()
        yield Callout("An example", (paragraph(note), *own_note), "warning")
    elif profile.note:
        yield Callout("Please note", context.prose(profile.note))
    for claim in profile.background:
        yield from context.prose(claim.text)
        yield context.evidence(claim)


def glance(playbook: Playbook, _context: Context) -> Iterator[Block]:
    """The cohort on one page."""
    yield Heading(1, "At a glance", "at-a-glance", starts_page=True)
    yield Table(
        (text("What"), text("This cohort")),
        tuple((text(name), text(value)) for name, value in _facts(playbook)),
        widths=(2, 5),
        row_headers=True,
    )
    if playbook.warnings:
        yield Callout(
            "Look at this first",
            (
                Listing(
                    tuple(
                        (Paragraph((Run(f"{warning.message} "), Run(warning.advice, strong=True))),)
                        for warning in playbook.warnings
                    )
                ),
            ),
            "warning",
        )
    if playbook.schedule is not None:
        yield Heading(2, "Key dates", "key-dates")
        yield Table(
            (text("When"), text("What")),
            tuple(
                (text(dates.span(entry.first, entry.last)), text(entry.title))
                for entry in playbook.schedule.entries
                if entry.kind in (EntryKind.WINDOW, EntryKind.WORKSHOP)
                or (entry.kind is EntryKind.MILESTONE and entry.subject in KEY_MILESTONES)
            ),
            widths=(3, 5),
        )


def _facts(playbook: Playbook) -> Iterator[tuple[str, str]]:
    profile, cohort = playbook.profile, playbook.profile.cohort
    start = playbook.schedule.start if playbook.schedule else None
    groups = f"{cohort.groups} {group_name(cohort.group_size, cohort.groups)}"
    yield "Cohort", f"{cohort.name}: {groups}, {cohort.months} months"
    yield "First workshop", dates.weekday_and_date(start) if start else "Not set yet"
    yield "Participants", participants(cohort, playbook.vocabulary)
    yield "Sites", ", ".join(site.name for site in profile.sites)
    if profile.partners:
        yield "Partner organisations", ", ".join(partner.name for partner in profile.partners)
    site = "on the same site where possible" if profile.pairing.same_site else "on any site"
    departments = "from different departments" if profile.pairing.across_departments else "from any department"
    yield "Pairing", f"{playbook.pairing_method.title}; {site}; {departments}"
    yield "Projects to choose from", _projects(playbook)
    effort = playbook.effort
    if effort.hours_a_person:
        yield (
            "Hours for each participant",
            f"about {whole_number(effort.hours_a_person)}, over {cohort.months} months",
        )
    yield "Hours of all others", f"about {whole_number(effort.hours_of_others)}"
    if effort.cost is not None:
        yield "Cost, at the trust's own rates", pounds(effort.cost)


def _projects(playbook: Playbook) -> str:
    verdicts = Counter(fit.verdict for fit in playbook.feasibility.values())
    fits = ", ".join(
        f"{verdicts[verdict]} {singular if verdicts[verdict] == 1 else plural}"
        for verdict, (singular, plural) in VERDICTS.items()
    )
    return f"{len(playbook.projects)}: {fits}" if playbook.projects else "None"


def why(playbook: Playbook, context: Context) -> Iterator[Block]:
    """Why paired learning, with how far the evidence reaches."""
    programme = playbook.programme
    yield Heading(1, "Why paired learning", "why", starts_page=True)
    for section in programme.sections:
        yield Heading(2, section.title, f"why-{section.id}")
        yield from context.prose(section.body)
        yield context.evidence(section)
    if programme.figures:
        yield Heading(2, "In figures", "why-figures")
        yield Table(
            (text("Figure"), text("What it counts"), text("Source")),
            tuple(
                ((Run(figure.value, strong=True),), text(figure.text), context.cites(figure.cite))
                for figure in programme.figures
            ),
            widths=(2, 5, 1),
        )
    yield Callout(
        "How to read the labels",
        (
            Listing(
                tuple(
                    (Paragraph((context.label(label), Run(f" {citation.MEANINGS[label]}."))),)
                    for label in citation.LABELS
                )
            ),
        ),
    )
