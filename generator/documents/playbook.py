"""A Playbook as a Document: the order of its parts and what each says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.calendar_rules import Milestone
from ..model.guidance import Action
from ..planning import dates
from ..planning.applicability import group_name
from ..planning.checklist import ChecklistPart, week_in_words
from ..planning.playbook import ComponentPlan, Playbook, TopicPlan
from ..planning.tailoring import TailoredSection
from . import case_study, citation, improvement_project, workshop
from .context import Context
from .document import (
    Block,
    Callout,
    Checklist,
    ChecklistEntry,
    Document,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    paragraph,
    text,
)

EXAMPLE_NOTE = (
    "This is an example, made from public facts to show what a playbook looks like. "
    "It is not {name}'s own plan, and the trust has not approved it."
)


def document(playbook: Playbook) -> Document:
    """A trust's playbook as a document that every writer can write."""
    profile = playbook.profile
    context = Context(playbook)
    return Document(
        title="Paired learning playbook",
        subtitle=profile.cohort.name,
        organisation=profile.name,
        language="en-GB",
        colour=profile.brand.colour,
        logo=playbook.logo,
        logo_text=profile.brand.logo_text or "",
        release=playbook.release.id,
        date=playbook.release.date,
        blocks=tuple(
            block
            for part in (
                _opening,
                _glance,
                _checklist,
                _guidance,
                _pairing,
                _components,
                _workshops,
                _menu,
                _case_studies,
                _forms,
                _references,
                _omissions,
            )
            for block in part(playbook, context)
        ),
    )


def _opening(playbook: Playbook, context: Context) -> Iterator[Block]:
    profile = playbook.profile
    yield paragraph(playbook.programme.summary, "lead")
    if profile.example:
        blocks: tuple[Block, ...] = (paragraph(EXAMPLE_NOTE.format(name=profile.name)),)
        yield Callout("An example", blocks + (context.prose(profile.note) if profile.note else ()), "warning")
    elif profile.note:
        yield Callout("Please note", context.prose(profile.note))
    for claim in profile.background:
        yield from context.prose(claim.text)
        yield context.evidence(claim)


def _glance(playbook: Playbook, context: Context) -> Iterator[Block]:
    profile, cohort = playbook.profile, playbook.profile.cohort
    names = playbook.vocabulary.staff_groups
    rows = [
        ("Cohort", cohort.name),
        (
            "First workshop",
            dates.weekday_and_date(cohort.start) if cohort.start else "Not set yet",
        ),
        ("Length", f"{cohort.months} months"),
        ("Learning groups", f"{cohort.groups} {group_name(cohort.group_size, cohort.groups)}"),
        (
            "Participants",
            "\n".join(f"{names[part.staff_group].title}: {part.number}" for part in cohort.participants),
        ),
        ("Sites", "\n".join(site.name for site in profile.sites)),
        ("Pairing", playbook.pairing_method.title),
        ("Partners on the same site", "Where possible" if profile.pairing.same_site else "Not needed"),
        ("Partners from different departments", "Yes" if profile.pairing.across_departments else "No"),
        ("Workshops", f"{len(playbook.workshops)}"),
        ("Projects on the menu", f"{len(playbook.projects)}"),
    ]
    yield Heading(1, "At a glance", "at-a-glance")
    yield Table(
        (text("What"), text("This cohort")),
        tuple((text(name), text(value)) for name, value in rows),
        widths=(2, 5),
        row_headers=True,
    )
    if playbook.contacts:
        yield Heading(2, "Whom to ask", "whom-to-ask")
        yield Table(
            (text("Role"), text("Who"), text("Email")),
            tuple(
                (
                    text(context.role(contact.role)),
                    text(contact.name),
                    (Run(contact.email, link=f"mailto:{contact.email}"),) if contact.email else text(""),
                )
                for contact in playbook.contacts
            ),
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


def milestone_title(milestone: Milestone | None) -> str:
    """Heading of a part of the checklist."""
    if milestone is None:
        return "Afterwards"
    return f"By: {milestone.title} ({week_in_words(milestone.weeks_from_launch)})"


def _checklist(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Checklist", "checklist", starts_page=True)
    yield paragraph("What to do, in the order of time. Weeks count from the first workshop.")
    actions = [item.action for part in playbook.checklist for item in part.items]
    yield from context.shared(actions)
    for part in playbook.checklist:
        name = part.milestone.id if part.milestone else "afterwards"
        yield Heading(2, milestone_title(part.milestone), f"checklist-{name}")
        yield _checklist_part(part, actions, context)


def _checklist_part(part: ChecklistPart, actions: Sequence[Action], context: Context) -> Checklist:
    return Checklist(
        tuple(
            ChecklistEntry(
                (Run(item.action.do), *context.own(item.action, actions)),
                context.prose(item.action.detail) if item.action.detail else (),
                context.role(item.action.owner),
                item.when,
            )
            for item in part.items
        )
    )


def _guidance(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Planning guidance", "guidance", starts_page=True)
    for plan in playbook.topics:
        yield from _topic(plan, context)


def _topic(plan: TopicPlan, context: Context) -> Iterator[Block]:
    topic = plan.topic
    yield Heading(2, topic.title, f"guidance-{topic.id}")
    yield paragraph(topic.summary, "lead")
    yield from _sections(plan.sections, f"guidance-{topic.id}", context)
    if topic.decisions:
        yield Heading(3, "What to decide", f"guidance-{topic.id}-decisions")
        yield from context.shared(topic.decisions)
        for decision in topic.decisions:
            yield Paragraph((Run(decision.question, strong=True), *context.own(decision, topic.decisions)))
            yield Table(
                (text("Choice"), text("Fits when")),
                tuple((text(option.name), text(option.fits_when)) for option in decision.options),
                widths=(2, 5),
                row_headers=True,
            )
    yield Heading(3, "What tends to go wrong", f"guidance-{topic.id}-pitfalls")
    yield from context.pitfalls(topic.pitfalls)
    if topic.signs:
        yield Heading(3, "Signs that it works", f"guidance-{topic.id}-signs")
        yield from context.shared(topic.signs)
        yield Listing(tuple((Paragraph((Run(sign.text), *context.own(sign, topic.signs))),) for sign in topic.signs))


def _sections(sections: tuple[TailoredSection, ...], prefix: str, context: Context) -> Iterator[Block]:
    for part in sections:
        yield Heading(3, part.section.title, f"{prefix}-{part.section.id}")
        yield from context.prose(part.section.body)
        yield context.evidence(part.section)
        if part.reason:
            yield Paragraph((Run("This trust's own text. ", strong=True), Run(f"Why: {part.reason}")), "reason")


def _pairing(playbook: Playbook, context: Context) -> Iterator[Block]:
    method = playbook.pairing_method
    yield Heading(1, "How partners are found", "pairing", starts_page=True)
    yield Paragraph((Run(f"{method.title}. ", strong=True), Run(method.summary)), "lead")
    for title, prose in (
        ("How to do it", method.how),
        ("When it fits", method.fits_when),
        ("What to watch for", method.watch_for),
    ):
        yield Heading(2, title, f"pairing-{title.lower().replace(' ', '-')}")
        yield from context.prose(prose)
    yield context.evidence(method)


def _components(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "How pairs learn", "components", starts_page=True)
    for plan in playbook.components:
        yield from _component(plan, context)


def _component(plan: ComponentPlan, context: Context) -> Iterator[Block]:
    component = plan.component
    prefix = f"component-{component.id}"
    yield Heading(2, component.title, prefix)
    yield paragraph(component.summary, "lead")
    yield from _sections(plan.sections, prefix, context)
    for agenda in component.agendas:
        month = "" if agenda.month is None else f"Month {agenda.month}: " if agenda.month else "Before the start: "
        yield Heading(3, f"{month}{agenda.title}", f"{prefix}-agenda-{agenda.id}")
        yield Paragraph((Run(f"{dates.duration(agenda.minutes).capitalize()}. "), Run(agenda.aim)))
        yield context.lines(agenda.prompts)
    if component.questions:
        yield Heading(3, "Questions to ask", f"{prefix}-questions")
        yield context.lines(component.questions)
    if component.pitfalls:
        yield Heading(3, "What tends to go wrong", f"{prefix}-pitfalls")
        yield from context.pitfalls(component.pitfalls)


def _workshops(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Workshops", "workshops", starts_page=True)
    for plan in playbook.workshops:
        yield from workshop.blocks(plan, context)


def _menu(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Project menu", "menu", starts_page=True)
    yield paragraph(
        "Templates that a pair can take up and fit to its own service. "
        "Each pair agrees its aim, measures and scope with a sponsor before it starts."
    )
    yield improvement_project.overview(playbook.projects, playbook.vocabulary)
    for project in playbook.projects:
        yield from improvement_project.blocks(project, context)


def _case_studies(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Case studies", "case-studies", starts_page=True)
    for study in playbook.case_studies:
        yield from case_study.blocks(study, context)


def _forms(playbook: Playbook, context: Context) -> Iterator[Block]:
    yield Heading(1, "Forms", "forms", starts_page=True)
    yield paragraph("The forms that this cohort uses. Each is on the site, ready to print.")
    yield from context.shared(playbook.instruments)
    yield Table(
        (text("Form"), text("What it is for"), text("Who fills it in")),
        tuple(
            (
                (Run(form.title), *context.own(form, playbook.instruments)),
                text(form.summary),
                text(context.role(form.completed_by)),
            )
            for form in playbook.instruments
        ),
        widths=(2, 4, 2),
        row_headers=True,
    )


def _references(playbook: Playbook, context: Context) -> Iterator[Block]:
    if not playbook.references:
        return
    yield Heading(1, "References", "references", starts_page=True)
    for reference in playbook.references:
        number = context.number(reference.id)
        where = citation.address(reference)
        runs = [Run(f"{number}. {citation.full(reference)}")]
        if where:
            runs += [Run(" "), Run(where, link=where)]
        if reference.note:
            runs.append(Run(f" {reference.note}"))
        yield Paragraph(tuple(runs), "reference", f"reference-{reference.id}")


def _omissions(playbook: Playbook, _context: Context) -> Iterator[Block]:
    if not playbook.omissions:
        return
    yield Heading(1, "What this playbook leaves out", "left-out")
    yield paragraph("Shared content that does not apply to this cohort, or that the trust's profile leaves out.")
    yield Table(
        (text("What"), text("Why")),
        tuple((text(omission.what), text(omission.reason)) for omission in playbook.omissions),
        widths=(3, 2),
    )
