"""Planning guidance, pairing methods and learning components: as sections of a playbook, and on pages of the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.base import Timing
from ..model.english import counted
from ..model.guidance import Action, Decision, GuidanceTopic
from ..model.programme import LearningComponent
from ..model.required import Topic
from ..model.vocabulary import PairingMethod
from ..planning import dates
from ..planning.playbook import Playbook
from ..planning.selection import TailoredSection
from .context import Context, joined
from .document import Block, Heading, Listing, Paragraph, Run, bullets, paragraph, table
from .page_head import HeadFact, figure_and_words, to_read

LATER_TOPICS = (Topic.EVALUATION, Topic.SUSTAINING)
"""Topics for once the programme runs: they come after its components."""

DECISIONS = "What to decide"
"""Heading of the decisions of a topic."""


def early_topics(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The topics to settle before the first workshop, with the pairing method."""
    for plan in playbook.topics:
        if plan.topic.id not in LATER_TOPICS:
            yield from _playbook_topic(plan.topic, plan.sections, context)
            if plan.topic.id == Topic.PAIRING:
                yield from _playbook_method(playbook.pairing_method, context, level=2)
    if all(plan.topic.id != Topic.PAIRING for plan in playbook.topics):
        yield from _playbook_method(playbook.pairing_method, context, level=1)


def later_topics(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The topics for during and after the programme."""
    for plan in playbook.topics:
        if plan.topic.id in LATER_TOPICS:
            yield from _playbook_topic(plan.topic, plan.sections, context)


def components(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The learning components."""
    yield Heading(1, context.worded("How pairs learn"), "components", starts_page=True)
    for plan in playbook.components:
        anchor = f"component-{plan.component.id}"
        yield Heading(2, plan.component.title, anchor)
        yield paragraph(plan.component.summary, "lead")
        yield from _tailored(plan.sections, anchor, 3, context)
        yield from _meetings(plan.component, anchor, 3)
        yield from _advice(plan.component, context, anchor, 3)


def _playbook_topic(topic: GuidanceTopic, sections: Sequence[TailoredSection], context: Context) -> Iterator[Block]:
    anchor = f"guidance-{topic.id}"
    yield Heading(1, topic.title, anchor, starts_page=True)
    yield paragraph(topic.summary, "lead")
    yield from _tailored(sections, anchor, 2, context)
    yield from _advice_of(topic, context, anchor, 2)


def _advice_of(topic: GuidanceTopic, context: Context, anchor: str, level: int) -> Iterator[Block]:
    """What to decide and to do about a topic, what goes wrong, and how to see that it works."""
    yield from _decisions(topic.decisions, context, anchor, level)
    yield from actions(topic, context, anchor, level)
    yield from context.pitfalls(topic.pitfalls, anchor, level)
    yield from signs(topic, context, anchor, level)


def _tailored(sections: Sequence[TailoredSection], anchor: str, level: int, context: Context) -> Iterator[Block]:
    for tailored in sections:
        yield from context.sections((tailored.section,), anchor, level)
        if tailored.reason:
            yield Paragraph((Run("This trust's own text. ", strong=True), Run(f"Why: {tailored.reason}")), "reason")


def _playbook_method(method: PairingMethod, context: Context, level: int) -> Iterator[Block]:
    yield Heading(level, f"How partners are found: {method.title.lower()}", "pairing", starts_page=level == 1)
    yield paragraph(method.summary)
    yield from method_blocks(method, context, "pairing", level + 1)


def component_facts(component: LearningComponent, context: Context) -> Iterator[HeadFact]:
    """What a participant asks first: how much time it takes, whether it has agendas and forms, how long the page is."""
    if component.hours:
        yield HeadFact("hours", "Time", figure_and_words(component.hours, "for each participant"))
    if component.agendas:
        agendas = Run(counted(len(component.agendas), "agenda"), link="#meetings", strong=True)
        yield HeadFact("meeting", "Meetings", (agendas,))
    if component.instruments:
        forms = Run(counted(len(component.instruments), "form"), link="#forms", strong=True)
        yield HeadFact("form", "To fill in", (forms,))
    yield HeadFact("page", "To read", to_read(component_page(component, context)))


def component_page(component: LearningComponent, context: Context) -> Iterator[Block]:
    """A learning component with its meetings."""
    yield from context.sections(component.sections, "", 1)
    if component.agendas:
        yield Heading(1, "Meetings", "meetings")
        yield from _meetings(component, "", 2)
    yield from _advice(component, context, "", 1)


def method_blocks(method: PairingMethod, context: Context, anchor: str, level: int) -> Iterator[Block]:
    """How a pairing method works, when it fits and what to watch for."""
    for title, name, prose in (
        ("How to do it", "how", method.how),
        ("When it fits", "fits", method.fits_when),
        ("What to watch for", "watch", method.watch_for),
    ):
        yield Heading(level, title, joined(anchor, name))
        yield from context.prose(prose)
    yield context.evidence(method)


def _decisions(decisions: Sequence[Decision], context: Context, anchor: str, level: int) -> Iterator[Block]:
    if decisions:
        yield Heading(level, DECISIONS, joined(anchor, "decisions"))
        yield from context.shared(decisions)
    for decision in decisions:
        yield Heading(level + 1, decision.question, joined(anchor, "decide", decision.id))
        if decision.owner and decision.timing:
            yield _who_and_when(decision.owner, decision.timing, context)
        yield from options(decision, decisions, context)


def options(decision: Decision, decisions: Sequence[Decision], context: Context) -> Iterator[Block]:
    """The choices of a decision, with its label unless all of the decisions have the same."""
    choices = (
        (f"{option.name} (the usual choice)" if option.usual else option.name, option.fits_when)
        for option in decision.options
    )
    yield table(("Choice", "Fits when"), choices, widths=(2, 5), row_headers=True)
    if not context.shared(decisions):
        yield context.evidence(decision)


def actions(topic: GuidanceTopic, context: Context, anchor: str, level: int) -> Iterator[Block]:
    """What to do about a topic, each with who does it and when, below a heading of a level."""
    yield Heading(level, "What to do", joined(anchor, "actions"))
    yield from context.shared(topic.actions)
    yield Listing(tuple(tuple(_action(action, topic.actions, context)) for action in topic.actions), numbered=True)


def _action(action: Action, actions: Sequence[Action], context: Context) -> Iterator[Block]:
    yield Paragraph((Run(action.do, strong=True), *context.own(action, actions)))
    yield _who_and_when(action.owner, action.timing, context)
    if action.detail:
        yield from context.prose(action.detail)


def _who_and_when(owner: str, timing: Timing, context: Context) -> Paragraph:
    return paragraph(f"{context.role(owner)}. {context.due(timing)}.", "who-and-when")


def signs(topic: GuidanceTopic, context: Context, anchor: str, level: int) -> Iterator[Block]:
    """Signs that it works, below a heading of a level; empty if there are none."""
    if topic.signs:
        yield Heading(level, "Signs that it works", joined(anchor, "signs"))
        yield from context.shared(topic.signs)
        yield bullets((Run(sign.text), *context.own(sign, topic.signs)) for sign in topic.signs)


def _meetings(component: LearningComponent, anchor: str, level: int) -> Iterator[Block]:
    for agenda in component.agendas:
        month = "" if agenda.month is None else f"Month {agenda.month}: " if agenda.month else "Before the start: "
        yield Heading(level, f"{month}{agenda.title}", joined(anchor, "meeting", agenda.id))
        yield Paragraph((Run(f"{dates.duration(agenda.minutes).capitalize()}. "), Run(agenda.aim)))
        yield bullets(agenda.prompts)


def _advice(component: LearningComponent, context: Context, anchor: str, level: int) -> Iterator[Block]:
    if component.questions:
        yield Heading(level, "Questions to ask", joined(anchor, "questions"))
        yield bullets(component.questions)
    yield from context.pitfalls(component.pitfalls, anchor, level)
