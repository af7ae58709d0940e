"""How much content there is: the counts of `check --summary`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from .base import Noun
from .english import counted
from .library import Library
from .walk import claims_of


def summary(library: Library) -> Iterator[tuple[str, str]]:
    """Names of areas of the content, each with its counts in words."""
    topics = library.guidance.values()
    yield (
        "Guidance",
        f"{counted(len(topics), 'topic')}, {counted(sum(len(topic.actions) for topic in topics), 'action')}, "
        f"{counted(sum(len(topic.decisions) for topic in topics), 'decision')}",
    )
    components = library.components.values()
    yield (
        "Components",
        f"{len(components)}, {counted(sum(len(component.agendas) for component in components), 'meeting agenda')}, "
        f"{counted(len(library.pairing_methods), 'pairing method')}",
    )
    for workshop in library.workshops.values():
        slides = sum(len(activity.slides) for activity in workshop.activities)
        yield (
            f"Workshop {workshop.number}",
            f"{counted(workshop.duration_minutes, 'minute')}, "
            f"{counted(len(workshop.activities), 'activity', 'activities')}, {counted(slides, 'slide')}, "
            f"{counted(len(workshop.handouts), 'handout')}, {counted(len(workshop.role_cards), 'role card')}, "
            f"{counted(len(workshop.evaluation), 'evaluation item')}",
        )
    projects = library.projects.values()
    yield (
        "Project menu",
        f"{counted(len(projects), 'project')}, {counted(len({project.theme for project in projects}), 'theme')}, "
        f"{counted(len({id for project in projects for id in project.settings}), 'setting')}, "
        f"{counted(len({id for project in projects for id in project.specialties}), 'specialty', 'specialties')}",
    )
    results = sum(len(study.results) for study in library.case_studies.values())
    yield "Case studies", f"{len(library.case_studies)}, {counted(results, 'measured result')}"
    questions = sum(len(group.questions) for form in library.instruments.values() for group in form.groups)
    yield "Forms", f"{len(library.instruments)}, {counted(questions, 'question')}"
    yield "Templates", f"{len(library.templates)}"
    yield "Glossary", f"{counted(len(library.glossary), 'term')}"
    yield "References", f"{len(library.references)}"
    yield "Trusts", f"{len(library.trusts)}"
    nouns: chain[Noun] = chain(
        [library.programme],
        topics,
        components,
        library.pairing_methods.values(),
        library.workshops.values(),
        projects,
        library.case_studies.values(),
        library.instruments.values(),
        library.templates.values(),
    )
    labels = Counter(claim.evidence.value for noun in nouns for _, claim in claims_of(noun))
    yield "Claims", ", ".join(f"{number} {label}" for label, number in labels.items())
