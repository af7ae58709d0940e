"""How much content there is: the counts of `check --summary`."""

from __future__ import annotations

from collections.abc import Iterator

from .library import Library
from .walk import claims_of


def summary(library: Library) -> Iterator[tuple[str, str]]:
    """Names of areas of the content, each with its counts in words."""
    topics = library.guidance.values()
    yield (
        "Guidance",
        f"{len(topics)} topics, {sum(len(topic.actions) for topic in topics)} actions, "
        f"{sum(len(topic.decisions) for topic in topics)} decisions",
    )
    components = library.components.values()
    yield (
        "Components",
        f"{len(components)}, {sum(len(component.agendas) for component in components)} meeting agendas, "
        f"{len(library.pairing_methods)} pairing methods",
    )
    for workshop in library.workshops.values():
        slides = sum(len(activity.slides) for activity in workshop.activities)
        yield (
            f"Workshop {workshop.number}",
            f"{workshop.duration_minutes} minutes, {len(workshop.activities)} activities, {slides} slides, "
            f"{len(workshop.handouts)} handouts, {len(workshop.role_cards)} role cards, "
            f"{len(workshop.evaluation)} evaluation items",
        )
    projects = library.projects.values()
    yield (
        "Project menu",
        f"{len(projects)} projects, {len({project.theme for project in projects})} themes, "
        f"{len({id for project in projects for id in project.settings})} settings, "
        f"{len({id for project in projects for id in project.specialties})} specialties",
    )
    results = sum(len(study.results) for study in library.case_studies.values())
    yield "Case studies", f"{len(library.case_studies)}, {results} measured results"
    questions = sum(len(group.questions) for form in library.instruments.values() for group in form.groups)
    yield "Forms", f"{len(library.instruments)}, {questions} questions"
    yield "Templates", f"{len(library.templates)}"
    yield "Glossary", f"{len(library.glossary)} terms"
    yield "References", f"{len(library.references)}"
    yield "Trusts", f"{len(library.trusts)}"
    labels: dict[str, int] = {}
    for nouns in (
        [library.programme],
        topics,
        components,
        library.pairing_methods.values(),
        library.workshops.values(),
        projects,
        library.case_studies.values(),
        library.instruments.values(),
        library.templates.values(),
    ):
        for noun in nouns:
            for _, claim in claims_of(noun):
                labels[claim.evidence.value] = labels.get(claim.evidence.value, 0) + 1
    yield "Claims", ", ".join(f"{number} {label}" for label, number in labels.items())
