"""Planning guidance, pairing and learning components as parts of a playbook."""

from __future__ import annotations

from collections.abc import Iterator

from ..planning import dates
from ..planning.playbook import ComponentPlan, Playbook, TopicPlan
from ..planning.tailoring import TailoredSection
from .context import Context
from .document import Block, Heading, Listing, Paragraph, Run, Table, paragraph, text

PAIRING_TOPIC = "pairing"
"""The topic that the chosen pairing method stands with."""
LATER_TOPICS = ("evaluation", "sustaining")
"""Topics that are read once the programme runs; they stand after its parts."""


def early_topics(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The topics that are settled before the first workshop, the pairing method among them."""
    for plan in playbook.topics:
        if plan.topic.id not in LATER_TOPICS:
            yield from topic(plan, context)
            if plan.topic.id == PAIRING_TOPIC:
                yield from _method(playbook, context, level=2)
    if all(plan.topic.id != PAIRING_TOPIC for plan in playbook.topics):
        yield from _method(playbook, context, level=1)


def later_topics(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The topics of what comes during and after."""
    for plan in playbook.topics:
        if plan.topic.id in LATER_TOPICS:
            yield from topic(plan, context)


def topic(plan: TopicPlan, context: Context) -> Iterator[Block]:
    """One topic as a part of its own."""
    topic = plan.topic
    prefix = f"guidance-{topic.id}"
    yield Heading(1, topic.title, prefix, starts_page=True)
    yield paragraph(topic.summary, "lead")
    yield from _sections(plan.sections, prefix, 2, context)
    if topic.decisions:
        yield Heading(2, "What to decide", f"{prefix}-decisions")
        yield from context.shared(topic.decisions)
        for decision in topic.decisions:
            yield Paragraph((Run(decision.question, strong=True), *context.own(decision, topic.decisions)))
            yield Table(
                (text("Choice"), text("Fits when")),
                tuple((text(option.name), text(option.fits_when)) for option in decision.options),
                widths=(2, 5),
                row_headers=True,
            )
    yield Heading(2, "What tends to go wrong", f"{prefix}-pitfalls")
    yield from context.pitfalls(topic.pitfalls)
    if topic.signs:
        yield Heading(2, "Signs that it works", f"{prefix}-signs")
        yield from context.shared(topic.signs)
        yield Listing(tuple((Paragraph((Run(sign.text), *context.own(sign, topic.signs))),) for sign in topic.signs))


def _sections(sections: tuple[TailoredSection, ...], prefix: str, level: int, context: Context) -> Iterator[Block]:
    for part in sections:
        yield Heading(level, part.section.title, f"{prefix}-{part.section.id}")
        yield from context.prose(part.section.body)
        yield context.evidence(part.section)
        if part.reason:
            yield Paragraph((Run("This trust's own text. ", strong=True), Run(f"Why: {part.reason}")), "reason")


def _method(playbook: Playbook, context: Context, level: int) -> Iterator[Block]:
    method = playbook.pairing_method
    yield Heading(level, f"How partners are found: {method.title.lower()}", "pairing", starts_page=level == 1)
    yield paragraph(method.summary)
    for title, prose in (
        ("How to do it", method.how),
        ("When it fits", method.fits_when),
        ("What to watch for", method.watch_for),
    ):
        yield Heading(level + 1, title, f"pairing-{title.lower().replace(' ', '-')}")
        yield from context.prose(prose)
    yield context.evidence(method)


def components(playbook: Playbook, context: Context) -> Iterator[Block]:
    """How pairs learn."""
    yield Heading(1, "How pairs learn", "components", starts_page=True)
    for plan in playbook.components:
        yield from component(plan, context)


def component(plan: ComponentPlan, context: Context) -> Iterator[Block]:
    """One component."""
    component = plan.component
    prefix = f"component-{component.id}"
    yield Heading(2, component.title, prefix)
    yield paragraph(component.summary, "lead")
    yield from _sections(plan.sections, prefix, 3, context)
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
