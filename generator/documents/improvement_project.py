"""Improvement projects in a playbook: the list of them, and enough of each to choose one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.progress import ProjectStatus
from ..model.project import ImprovementProject
from ..model.trust import TrustProfile
from ..planning.dates import weeks
from ..planning.feasibility import Feasibility
from ..planning.menu import MenuEntry, by_fit, in_use
from ..planning.playbook import Playbook
from ..planning.project_plan import sponsor_search
from .context import Context
from .document import Block, Heading, Inline, Paragraph, Run, Table, Words, labelled, paragraph, table
from .menu_facts import STATUS_TITLES, period, site_name


def overview(playbook: Playbook) -> Table:
    """The menu as a table, the best fits first: theme, weeks from the charter, whether it fits, and its status."""
    header = ("Project", "Theme", "Weeks needed", "Hours a month, each", "Level", "Fits?", "Status")
    widths = (6, 4, 2, 2, 3, 2, 2)
    # A column of statuses is useless while every project is open and none is the trust's own.
    shown = len(header) if in_use(playbook.menu) else len(header) - 1
    rows: list[tuple[Words, ...]] = []
    for entry in by_fit(playbook.menu):
        project, fit = entry.project, playbook.feasibility[entry.project.id]
        title = (Run(project.title, link=f"#project-{project.id}"),)
        theme, level = playbook.vocabulary.themes[project.theme].title, project.difficulty.value.capitalize()
        fits = fit.verdict.value.capitalize()
        standing = STATUS_TITLES[entry.progress.status] + (", our own" if entry.own else "")
        rows.append((title, theme, f"{fit.weeks_needed}", f"{project.hours_a_month}", level, fits, standing))
    return table(header[:shown], (row[:shown] for row in rows), widths=widths[:shown], row_headers=True)


def not_in_full(entries: Iterable[MenuEntry], fits: Mapping[str, Feasibility]) -> Iterator[Block]:
    """Projects that do not fit, each with the reason; nothing where there are none."""
    runs = [
        ((Run(f"{entry.project.title}: ", strong=True), Run(f"{fits[entry.project.id].reason}.")), entry.project.id)
        for entry in entries
    ]
    if runs:
        yield Heading(2, "Projects that do not fit", "projects-that-do-not-fit")
        yield paragraph("The site has each of them in full.")
    for words, id in runs:
        yield Paragraph(words, anchor=f"project-{id}")


def status(entry: MenuEntry, profile: TrustProfile, *, sponsor: bool = True) -> Inline:
    """The status of a project at the trust, with its dates, site and contact, and the sponsor if wanted."""
    when, where, contact = period(entry), site_name(entry, profile.sites), entry.progress.contact
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
    rows = ((measure.name, measure.kind.value.capitalize(), measure.definition) for measure in project.measures)
    return table(("Measure", "Kind", "What is counted"), rows, widths=(3, 2, 5), row_headers=True, role="stacked")


def blocks(entry: MenuEntry, playbook: Playbook, context: Context) -> Iterator[Block]:
    """Enough of a project to choose it; its page on the site has the whole template."""
    project, fit = entry.project, playbook.feasibility[entry.project.id]
    search = sponsor_search(project, playbook.weeks)
    yield Heading(2, project.title, f"project-{project.id}")
    yield paragraph(project.summary, "lead")
    # That a shared project is open goes without saying.
    if entry.own or entry.progress.status is not ProjectStatus.OPEN or entry.progress.contact:
        yield Paragraph(status(entry, playbook.profile))
    yield context.evidence(project)
    yield from context.prose(project.problem)
    yield labelled("Aim", project.aim)
    yield measures_table(project)
    timing = project.measurement
    often = f"{timing.points_before} points before the change, {timing.points_after} after"
    for name, value in (
        ("Fits the cohort", f"{fit.verdict.value.capitalize()}: {fit.reason}."),
        ("Data", f"{project.data.source} {project.data.access}"),
        ("How often", f"{timing.interval.value.capitalize()}: {often}"),
        ("Sponsor", f"{entry.sponsor}{f' ({search})' if search else ''}"),
        ("Bring in", "; ".join(project.recruit)),
        ("The clinician", project.clinician_part),
        ("The manager", project.manager_part),
        ("Kept going by", project.sustained_by),
    ):
        yield labelled(name, value)


def how_long(entry: MenuEntry) -> tuple[str, str]:
    """The weeks that a project needs, and in words what they are."""
    work = entry.project.work_weeks
    waiting = entry.weeks - work
    whole = "from the charter to the last point"
    return weeks(entry.weeks), f"{whole}: {waiting} to get the data, {work} of work" if waiting else whole
