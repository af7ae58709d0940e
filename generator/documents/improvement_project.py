"""Improvement projects in a playbook."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.progress import ProjectStatus
from ..model.project import ImprovementProject
from ..model.trust import TrustProfile
from ..planning.feasibility import Feasibility
from ..planning.menu import MenuEntry, in_use
from ..planning.playbook import Playbook
from .context import Context
from .document import Block, Heading, Inline, Paragraph, Run, Table, labelled, paragraph, table
from .menu_facts import STATUS_TITLES, period


def overview(playbook: Playbook) -> Table:
    """The menu as a table: theme, length, whether each project fits the cohort's weeks, and its status."""
    vocabulary = playbook.vocabulary
    # A column of statuses is useless while every project is open and none is the trust's own.
    has_status = bool(in_use(playbook.menu))
    header = (
        "Project",
        "Theme",
        "Weeks",
        "Hours a month, each",
        "Level",
        "Fits?",
        *(("Status",) if has_status else ()),
    )
    return table(
        header,
        (
            (
                (Run(project.title, link=f"#project-{project.id}"),),
                vocabulary.themes[project.theme].title,
                str(project.duration_weeks),
                str(project.hours_a_month),
                project.difficulty.value.capitalize(),
                playbook.feasibility[project.id].verdict.value.capitalize(),
                *((status_title(entry),) if has_status else ()),
            )
            for entry in playbook.menu
            for project in (entry.project,)
        ),
        widths=(6, 3, 2, 2, 3, 2, *((2,) if has_status else ())),
        row_headers=True,
    )


def status_title(entry: MenuEntry) -> str:
    """The status of a project at the trust, and whether the trust brought it itself."""
    return STATUS_TITLES[entry.progress.status] + (", our own" if entry.own else "")


def site_name(entry: MenuEntry, profile: TrustProfile) -> str:
    """Name of the site where a project takes place; empty if unknown."""
    return next((site.name for site in profile.sites if site.id == entry.progress.site), "")


def status(entry: MenuEntry, profile: TrustProfile, *, sponsor: bool = True) -> Inline:
    """The status of a project at the trust, with its dates, site and contact, and the sponsor if wanted."""
    when, where, contact = period(entry), site_name(entry, profile), entry.progress.contact
    phrases = [STATUS_TITLES[entry.progress.status]]
    if when:
        phrases.append(when[0].lower() + when[1:])
    if where:
        phrases.append(f"at {where}")
    runs = [Run("Status: ", strong=True), Run(f"{', '.join(phrases)}.")]
    if sponsor:
        runs.append(Run(f" Sponsor: {entry.sponsor}."))
    if contact:
        runs += [Run(f" Talk to {contact.name}: "), Run(contact.email, link=f"mailto:{contact.email}"), Run(".")]
    return tuple(runs)


def measures_table(project: ImprovementProject) -> Table:
    """What a project measures."""
    return table(
        ("Measure", "Kind", "What is counted"),
        ((measure.name, measure.kind.value.capitalize(), measure.definition) for measure in project.measures),
        widths=(3, 2, 5),
        row_headers=True,
        role="stacked",
    )


def _has_status(entry: MenuEntry) -> bool:
    """Whether there is more to say than that a shared project is open."""
    return entry.own or entry.progress.status is not ProjectStatus.OPEN or entry.progress.contact is not None


def blocks(entry: MenuEntry, fit: Feasibility, profile: TrustProfile, context: Context) -> Iterator[Block]:
    """Enough of a project to choose it; its page on the site has the whole template."""
    project = entry.project
    yield Heading(2, project.title, f"project-{project.id}")
    yield paragraph(project.summary, "lead")
    if _has_status(entry):
        yield Paragraph(status(entry, profile))
    yield context.evidence(project)
    yield from context.prose(project.problem)
    yield labelled("Aim", project.aim)
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
        yield labelled(name, value)
