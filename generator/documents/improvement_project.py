"""Improvement projects as blocks of a playbook."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.progress import ProjectStatus
from ..model.project import ImprovementProject
from ..model.trust import TrustProfile
from ..planning.feasibility import Feasibility
from ..planning.menu import MenuEntry, in_use
from ..planning.playbook import Playbook
from .context import Context
from .document import Block, Heading, Inline, Paragraph, Run, Table, paragraph, text
from .menu_facts import STATUS_TITLES, period


def overview(playbook: Playbook) -> Table:
    """The menu at a glance, theme by theme, with how well each fits the cohort's weeks and how far the trust is."""
    vocabulary = playbook.vocabulary
    # Where all are open, and none is the trust's own, a column that says so tells nobody anything.
    told = bool(in_use(playbook.menu))
    header = ("Project", "Theme", "Weeks", "Hours a month, each", "Level", "Fits?", *(("Status",) if told else ()))
    return Table(
        tuple(map(text, header)),
        tuple(
            (
                (Run(project.title, link=f"#project-{project.id}"),),
                text(vocabulary.themes[project.theme].title),
                text(str(project.duration_weeks)),
                text(str(project.hours_a_month)),
                text(project.difficulty.value.capitalize()),
                text(playbook.feasibility[project.id].verdict.value.capitalize()),
                *((text(status_title(entry)),) if told else ()),
            )
            for entry in playbook.menu
            for project in (entry.project,)
        ),
        widths=(6, 3, 2, 2, 3, 2, *((2,) if told else ())),
        row_headers=True,
    )


def status_title(entry: MenuEntry) -> str:
    """How far the trust is with a project, and whether it is its own."""
    return STATUS_TITLES[entry.progress.status] + (", our own" if entry.own else "")


def site_name(entry: MenuEntry, profile: TrustProfile) -> str:
    """Name of the trust's site where a project happens; empty where that is not known."""
    return next((site.name for site in profile.sites if site.id == entry.progress.site), "")


def status(entry: MenuEntry, profile: TrustProfile, *, sponsor: bool = True) -> Inline:
    """How far the trust is with a project: when, where, whom to ask.

    Args:
        entry: the project on the trust's menu.
        profile: the trust's choices.
        sponsor: whether it says who sponsors it.
    """
    when, where, contact = period(entry), site_name(entry, profile), entry.progress.contact
    parts = [STATUS_TITLES[entry.progress.status]]
    if when:
        parts.append(when[0].lower() + when[1:])
    if where:
        parts.append(f"at {where}")
    runs = [Run("Status: ", strong=True), Run(f"{', '.join(parts)}.")]
    if sponsor:
        runs.append(Run(f" Sponsor: {entry.sponsor}."))
    if contact:
        runs += [Run(f" Talk to {contact.name}: "), Run(contact.email, link=f"mailto:{contact.email}"), Run(".")]
    return tuple(runs)


def measures_table(project: ImprovementProject) -> Table:
    """What a project measures."""
    return Table(
        (text("Measure"), text("Kind"), text("What is counted")),
        tuple(
            (text(measure.name), text(measure.kind.value.capitalize()), text(measure.definition))
            for measure in project.measures
        ),
        widths=(3, 2, 5),
        row_headers=True,
        role="stacked",
    )


def _told(entry: MenuEntry) -> bool:
    """Whether there is anything to tell of how far the trust is."""
    return entry.own or entry.progress.status is not ProjectStatus.OPEN or entry.progress.contact is not None


def blocks(entry: MenuEntry, fit: Feasibility, profile: TrustProfile, context: Context) -> Iterator[Block]:
    """One project: enough to choose it; the site holds the whole template."""
    project = entry.project
    yield Heading(2, project.title, f"project-{project.id}")
    yield paragraph(project.summary, "lead")
    if _told(entry):
        yield Paragraph(status(entry, profile))
    yield context.evidence(project)
    yield from context.prose(project.problem)
    yield Paragraph((Run("Aim: ", strong=True), Run(project.aim)))
    yield measures_table(project)
    timing = project.measurement
    for name, value in (
        ("Fits the cohort", f"{fit.verdict.value.capitalize()}: {fit.reason}."),
        ("Data", f"{project.data.source} {project.data.access}"),
        (
            "How often",
            f"{timing.interval.value.capitalize()}: {timing.points_before} points before the change, "
            f"{timing.points_after} after",
        ),
        ("Sponsor", entry.sponsor),
        ("Bring in", ", ".join(project.recruit)),
        ("The clinician", project.clinician_part),
        ("The manager", project.manager_part),
        ("Kept going by", project.sustained_by),
    ):
        yield Paragraph((Run(f"{name}: ", strong=True), Run(value)))
