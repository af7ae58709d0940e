"""Templates as documents: letters, plans and the like, filled in from a playbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..model.base import Applicability, EvidenceLabel
from ..model.blanks import filled
from ..model.english import counted
from ..model.prose import as_prose
from ..model.template import FilledForm, RegisterRisk, Template, TemplateKind
from ..planning.playbook import Playbook
from .context import Context, PlaybookContext, document_of
from .document import (
    Block,
    Callout,
    Document,
    Front,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
    descendants,
    plain,
    table,
)
from .letter_values import letter_values, sending_values
from .page_head import HeadFact, figure_and_words, to_read
from .prose import joined

SENT = (TemplateKind.LETTER, TemplateKind.ADVERT, TemplateKind.CERTIFICATE, TemplateKind.BRIEFING)
"""Kinds that somebody sends; the others are kept."""
SENT_BY_THE_TRUST = (TemplateKind.LETTER, TemplateKind.CERTIFICATE)
"""Kinds that are sent or given in the trust's own name, without a title or a release."""


def letters(playbook: Playbook) -> dict[str, Document]:
    """Every template of a playbook as a document, by id."""
    write = letter_writer(playbook)
    return {template.id: write(template.id) for template in playbook.templates}


def letter_writer(playbook: Playbook) -> Callable[[str], Document]:
    """What writes one template of a playbook as a document, by its id."""
    context, known = PlaybookContext(playbook), letter_values(playbook)
    templates = {template.id: template for template in playbook.templates}

    def write(id: str) -> Document:
        values = known | dict(sending_values(templates[id], playbook))
        return letter(playbook, context, templates[id], values)

    return write


def letter(playbook: Playbook, context: Context, template: Template, values: dict[str, str]) -> Document:
    """A template as a document, with values in its blanks by the content of their mark; the others stay blank."""
    front = Front.LETTERHEAD if template.kind in SENT_BY_THE_TRUST else Front.TITLE
    blocks = [*subject(template, values), *sections(template, context, values), *risks(template, context)]
    if template.kind is TemplateKind.CERTIFICATE:
        blocks = list(certificate(blocks))
    return document_of(playbook, template.title, blocks, front)


def subject(template: Template, values: dict[str, str]) -> Iterator[Block]:
    """The line above a letter that is the subject of its mail; empty where it has none."""
    if template.subject:
        yield with_gaps(Paragraph((Run(filled(template.subject, values), strong=True),), "subject"))


def certificate(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a certificate with what is large in it: the first line in bold is its title, any later one a name.

    The paragraph below the title says what the certificate is for.
    """
    titled = False
    for before, block in zip([None, *blocks], blocks, strict=False):
        if not isinstance(block, Paragraph):
            yield block
        elif all(run.strong for run in block.runs):
            yield replace(block, role="certificate-name" if titled else "certificate-title")
            titled = True
        elif isinstance(before, Paragraph) and all(run.strong for run in before.runs) and block is blocks[1]:
            yield replace(block, role="certificate-for")
        else:
            yield block


def sections(
    template: Template,
    context: Context,
    values: dict[str, str],
    audience: Callable[[Applicability], Sequence[str]] = lambda _rule: (),
) -> Iterator[Block]:
    """The sections of a template, with values in its blanks by name; the others stay blank.

    `audience` says in phrases whom a section is for, where a reader sees the sections for all cohorts together.
    """
    for section in template.sections:
        if section.title:
            # In a letter only notes to whoever sends it have a title; they are not part of what is sent.
            starts_page = template.kind is TemplateKind.LETTER
            yield Heading(1, filled(section.title, values), section.id, starts_page=starts_page)
        # A profile's own words are escaped, so that they cannot become markup.
        text = filled(section.body, {name: as_prose(value) for name, value in values.items()})
        blocks = tuple(map(with_gaps, context.prose(text)))
        phrases = audience(section.only_for)
        yield from (Callout(f"Only {' and '.join(phrases)}", blocks),) if phrases else blocks
        if section.filled:
            yield from filled_form(section.filled, context, section.id)
        # A letter has no list of references, so it names its sources in the text.
        if context.whole and section.evidence is not EvidenceLabel.SUGGESTED:
            yield context.evidence(section)


def head_facts(template: Template, page: Sequence[Block], context: Context) -> Iterator[HeadFact]:
    """What whoever sends or keeps it asks first: who, to whom, when, and what is left to write. `page` is its text."""
    yield HeadFact("person", "From" if template.kind in SENT else "Kept by", context.role(template.sender))
    if template.recipients:
        yield HeadFact("participant", "To", context.roles(template.recipients))
    ahead = template.weeks_before_workshop
    before = [] if ahead is None else [f"{counted(ahead, 'week')} before each workshop"]
    if when := [*map(context.when, template.timing), *before]:
        yield HeadFact("window", "When", "; ".join(when))
    if blanks := missing(page):
        words = "your plan fills in what it knows"
        yield HeadFact("template", "To fill in", figure_and_words(counted(len(blanks), "blank"), words))
    yield HeadFact("hours", "To read", to_read(page))


def filled_form(example: FilledForm, context: Context, anchor: str) -> Iterator[Block]:
    """The questions of a form that have answers, with these; empty where the reader has no such form.

    `anchor` starts the anchors of its groups.
    """
    form = context.form(example.form)
    for group in form.groups if form else ():
        rows = [
            (context.worded(question.text), context.worded(example.answers[question.id]))
            for question in group.questions
            if question.id in example.answers
        ]
        if rows:
            yield Heading(2, context.worded(group.title), f"{anchor}-{group.id}")
            yield table(("What the form asks", "Answer"), rows, widths=(2, 3), row_headers=True)


def risks(template: Template, context: Context) -> Iterator[Block]:
    """The risks of a register; empty for any other template."""
    if template.risks:
        yield Heading(1, "Risks", "risks")
        yield risk_table(template.risks, context)


def risk_table(risks: Sequence[RegisterRisk], context: Context) -> Table:
    """Risks with their responses and owners."""
    rows = (
        (
            risk.risk,
            risk.likelihood.value.capitalize(),
            risk.impact.value.capitalize(),
            risk.response,
            context.role(risk.owner),
        )
        for risk in risks
    )
    return table(("Risk", "Likely", "Impact", "What to do", "Who watches it"), rows, widths=(4, 1, 1, 5, 2))


_BRACKET = re.compile(r"([\[\]])")
_GAP = re.compile(r"\[[^\]]*\]")
_HIDDEN, _SHOWN = str.maketrans("[]", "\ue000\ue001"), str.maketrans("\ue000\ue001", "[]")


def as_data(value: str) -> str:
    """A value whose own square brackets `with_gaps` does not take for something missing."""
    return value.translate(_HIDDEN)


def missing(blocks: Sequence[Block]) -> tuple[str, ...]:
    """What is marked as missing in some blocks, each text once."""
    runs = (item for item in descendants(tuple(blocks)) if isinstance(item, Run) and item.role == "missing")
    return tuple(dict.fromkeys(_GAP.findall("".join(run.text for run in runs))))


def with_gaps(block: Block) -> Block:
    """A block in which text in square brackets, which the sender still has to write, is marked as missing."""
    match block:
        case Paragraph():
            return replace(block, runs=_gaps(block.runs))
        case Listing():
            return replace(block, items=tuple(tuple(map(with_gaps, item)) for item in block.items))
        case Quotation():
            return replace(block, blocks=tuple(map(with_gaps, block.blocks)))
        case Table():
            rows = tuple(tuple(map(_gaps, row)) for row in block.rows)
            return replace(block, header=tuple(map(_gaps, block.header)), rows=rows)
        case _:
            return block


def _gaps(runs: Inline) -> Inline:
    text = plain(runs)
    if not _BRACKET.search(text) and text == text.translate(_SHOWN):
        return runs
    balanced = text.count("[") == text.count("]")
    result: list[Run] = []
    depth = 0
    for run in runs:
        for piece in filter(None, _BRACKET.split(run.text)):
            depth += piece == "["
            role = "missing" if balanced and depth > 0 else run.role
            result.append(replace(run, text=piece.translate(_SHOWN), role=role))
            depth -= piece == "]"
    return joined(result)
