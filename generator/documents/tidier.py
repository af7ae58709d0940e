"""How a playbook was made: the twelve items of TIDieR, the trust's changes, and what was included and left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.english import counted
from ..model.trust import TailoringKind
from ..planning import dates
from ..planning.applicability import group_name, participants
from ..planning.figures import whole_number
from ..planning.playbook import Playbook
from ..planning.selection import Choice
from .context import Context
from .document import Block, Heading, paragraph, table

KINDS = {TailoringKind.ADD: "Added", TailoringKind.REPLACE: "Replaced", TailoringKind.DROP: "Left out"}


def tailoring(playbook: Playbook, context: Context) -> Iterator[Block]:
    """How this trust runs the programme, in a form that can be compared with others."""
    yield Heading(1, "How this plan was made", "how-made", starts_page=True)
    yield paragraph(
        f"Made from content release {playbook.release.id} of {dates.date(playbook.release.date)}. "
        "TIDieR is a list of twelve items that describe a programme so that others can repeat it."
    )
    rows = ((f"{number}. {name}", value) for number, (name, value) in enumerate(items(playbook, context), 1))
    yield table(("TIDieR item", "This cohort"), rows, widths=(2, 6), row_headers=True)
    if changes := playbook.profile.tailoring:
        yield Heading(2, "What this trust changed", "how-made-changes")
        titles = {("guidance topic", plan.topic.id): plan.topic.title for plan in playbook.topics}
        titles |= {("component", plan.component.id): plan.component.title for plan in playbook.components}
        titles |= {
            ("handbook chapter", plan.chapter.id): f"Handbook: {plan.chapter.title}" for plan in playbook.handbook
        }
        lines = []
        for change in changes:
            where = titles.get(change.targets[0], "")
            lines.append((KINDS[change.kind], where, change.title or change.section, change.reason))
        yield table(("What", "Where", "Section", "Why"), lines, widths=(2, 3, 3, 5))
    yield from _choices("Included because of this cohort", "how-made-taken", playbook.inclusions)
    yield from _choices("What this playbook leaves out", "left-out", playbook.omissions)


def _choices(title: str, anchor: str, choices: Sequence[Choice]) -> Iterator[Block]:
    if choices:
        yield Heading(2, title, anchor)
        rows = ((choice.what, f"{choice.reason[0].upper()}{choice.reason[1:]}") for choice in choices)
        yield table(("What", "Why"), rows, widths=(3, 2))


def items(
    playbook: Playbook, context: Context, actual: str = "To be filled in at the end"
) -> Iterator[tuple[str, str]]:
    """The name of each item and what it says of this cohort. `actual` is how well it was carried out."""
    profile, cohort = playbook.profile, playbook.profile.cohort
    people = participants(cohort, playbook.vocabulary)
    yield "Name", f"{playbook.programme.title}, {cohort.name}"
    yield "Why", playbook.programme.summary
    materials = ((playbook.workshops, "workshop"), (playbook.projects, "project"), (playbook.instruments, "form"))
    yield "Materials", ", ".join(counted(len(items), name) for items, name in materials)
    yield "Procedures", ", ".join(plan.component.title for plan in playbook.components)
    yield "Who provides it", context.roles([role.role for role in playbook.effort.roles if role.a_person is None])
    yield "How", f"In {group_name(cohort.group_size)}, face to face unless a workshop says otherwise"
    yield "Where", ", ".join([*(site.name for site in profile.sites), *(partner.name for partner in profile.partners)])
    yield "When and how much", _how_much(playbook)
    yield "Tailoring", f"Planned for {people}; {playbook.pairing_method.title.lower()}"
    changes = len(profile.tailoring)
    modifications = f"{counted(changes, 'change')} to the shared text, listed below" if changes else "None so far"
    yield "Modifications", modifications
    yield "How well, planned", "Attendance, forms and project measures, as the evaluation plan says"
    yield "How well, actual", actual


def _how_much(playbook: Playbook) -> str:
    cohort = playbook.profile.cohort
    person = playbook.effort.a_person
    phrases = [f"{cohort.months} months"]
    if playbook.schedule:
        phrases.append(f"from {dates.date(playbook.schedule.start)} to {dates.date(playbook.schedule.end)}")
    if person:
        phrases.append(f"about {whole_number(person.usual)} hours for each participant")
    return ", ".join(phrases)
