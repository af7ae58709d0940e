"""Templates as documents: letters, plans and the like, filled in from a playbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..model.base import Applicability, EvidenceLabel
from ..model.blanks import filled
from ..model.english import listed
from ..model.prose import as_prose
from ..model.required import Milestone, Notice, Role
from ..model.template import RegisterRisk, Template, TemplateKind
from ..planning import dates
from ..planning.applicability import groups
from ..planning.business_case import money_blanks
from ..planning.figures import whole_number
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind, Schedule
from .context import Context, PlaybookContext, document_of
from .document import Block, Document, Front, Heading, Paragraph, Run, Table, paragraph, table

MILESTONES = {
    "applications_open": Milestone.APPLICATIONS_OPEN,
    "applications_close": Milestone.APPLICATIONS_CLOSE,
    "places_confirmed": Milestone.PLACES_CONFIRMED,
    "pairing_event": Milestone.PAIRING_EVENT,
    "start": Milestone.LAUNCH,
    "presentation_day": Milestone.PRESENTATION_DAY,
    "end": Milestone.PROGRAMME_END,
    "board_report": Milestone.BOARD_REPORT,
}
"""Blanks that hold the date of a milestone."""
SENT_BY_THE_TRUST = (TemplateKind.LETTER, TemplateKind.CERTIFICATE)
"""Kinds that are sent or given in the trust's own name, without a title or a release."""


def letters(playbook: Playbook) -> dict[str, Document]:
    """Every template of a playbook as a document, by id."""
    context = PlaybookContext(playbook)
    values = blanks(playbook)
    documents = {}
    for template in playbook.templates:
        front = Front.LETTERHEAD if template.kind in SENT_BY_THE_TRUST else Front.TITLE
        blocks = [*sections(template, context, values), *risks(template, context)]
        if template.subject:
            blocks.insert(0, Paragraph((Run(filled(template.subject, values), strong=True),), "subject"))
        documents[template.id] = document_of(playbook, template.title, blocks, front)
    return documents


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
        if phrases := audience(section.only_for):
            yield paragraph(f"Only {' and '.join(phrases)}.", "facts")
        # A profile's own words are escaped, so that they cannot become markup.
        yield from context.prose(filled(section.body, {name: as_prose(value) for name, value in values.items()}))
        # A letter has no list of references, so it names its sources in the text.
        if context.whole and section.evidence is not EvidenceLabel.SUGGESTED:
            yield context.evidence(section)


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


def blanks(playbook: Playbook) -> dict[str, str]:
    """The blanks of templates that a playbook can fill, by name."""
    profile, cohort = playbook.profile, playbook.profile.cohort
    names = playbook.vocabulary.staff_groups
    person = playbook.effort.a_person
    values = {
        "trust": profile.name,
        "cohort": cohort.name,
        "sites": listed(site.name for site in profile.sites),
        "groups": groups(cohort),
        "who": listed(names[each.staff_group].title.lower() for each in cohort.participants),
        "months": f"{cohort.months}",
        "hours": whole_number(person.usual) if person else "",
        "study_leave_weeks": _weeks(playbook, Notice.STUDY_LEAVE),
        "rota_weeks": _weeks(playbook, Notice.ROTA),
        **money_blanks(playbook.business_case),
        **_people(playbook),
        **(_dates(playbook.schedule) if playbook.schedule else {}),
    }
    return {name: value for name, value in values.items() if value}


def _weeks(playbook: Playbook, rule: str) -> str:
    return f"{playbook.notice[rule]}" if rule in playbook.notice else ""


def _people(playbook: Playbook) -> dict[str, str]:
    by_role = {contact.role: contact for contact in playbook.contacts}
    lead, sponsor = by_role.get(Role.LEAD), by_role.get(Role.SPONSOR)
    office = by_role.get(Role.ADMINISTRATOR) or lead
    return {
        "lead": lead.name if lead else "",
        "sponsor": sponsor.name if sponsor else "",
        "contact": (office.email or office.name) if office else "",
    }


def _dates(schedule: Schedule) -> dict[str, str]:
    values = {name: dates.weekday_and_date(schedule.milestones[id]) for name, id in MILESTONES.items()}
    workshops = [dates.short(entry.first) for entry in schedule.of(EntryKind.WORKSHOP)]
    return values | {"workshop_dates": listed(workshops)}
