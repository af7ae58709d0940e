"""Improvement projects as blocks of a playbook."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.project import ImprovementProject
from ..planning.feasibility import Feasibility
from ..planning.playbook import Playbook
from .context import Context
from .document import Block, Heading, Paragraph, Run, Table, paragraph, text


def overview(playbook: Playbook) -> Table:
    """The menu at a glance, theme by theme in the vocabulary's order, with how well each fits the cohort's weeks."""
    vocabulary = playbook.vocabulary
    ordered = [project for theme in vocabulary.themes for project in playbook.projects if project.theme == theme]
    return Table(
        (text("Project"), text("Theme"), text("Weeks"), text("Hours a month, each"), text("Level"), text("Fits?")),
        tuple(
            (
                (Run(project.title, link=f"#project-{project.id}"),),
                text(vocabulary.themes[project.theme].title),
                text(str(project.duration_weeks)),
                text(str(project.hours_a_month)),
                text(project.difficulty.value.capitalize()),
                text(playbook.feasibility[project.id].verdict.value.capitalize()),
            )
            for project in ordered
        ),
        widths=(6, 3, 2, 2, 3, 2),
        row_headers=True,
    )


def blocks(project: ImprovementProject, fit: Feasibility, context: Context) -> Iterator[Block]:
    """One project: enough to choose it; the site holds the whole template."""
    yield Heading(2, project.title, f"project-{project.id}")
    yield paragraph(project.summary, "lead")
    yield context.evidence(project)
    yield from context.prose(project.problem)
    yield Paragraph((Run("Aim: ", strong=True), Run(project.aim)))
    yield Table(
        (text("Measure"), text("Kind"), text("What is counted")),
        tuple(
            (text(measure.name), text(measure.kind.value.capitalize()), text(measure.definition))
            for measure in project.measures
        ),
        widths=(3, 2, 5),
        row_headers=True,
    )
    timing = project.measurement
    for name, value in (
        ("Fits the cohort", f"{fit.verdict.value.capitalize()}: {fit.reason}."),
        ("Data", f"{project.data.source} {project.data.access}"),
        (
            "How often",
            f"{timing.interval.value.capitalize()}: {timing.points_before} points before the change, "
            f"{timing.points_after} after",
        ),
        ("Sponsor", project.sponsor),
        ("Bring in", ", ".join(project.recruit)),
        ("The clinician", project.clinician_part),
        ("The manager", project.manager_part),
        ("Kept going by", project.sustained_by),
    ):
        yield Paragraph((Run(f"{name}: ", strong=True), Run(value)))
