"""Letters for people: who gets which, and what each blank holds for whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..model.blanks import filled
from ..model.english import in_words, listed
from ..model.scheme import Attended, CohortProject, Decision, LearningGroup, Person, ProjectStage
from ..model.sheets.records import half_days_in_words
from ..model.template import Audience, Template, TemplateKind, TemplateSection
from ..planning.applicability import cohort_in_sentence
from ..planning.figures import hours
from ..planning.playbook import Playbook
from .context import PlaybookContext
from .document import Document
from .letter import as_data, letter, missing
from .letter_values import letter_values, sending_values, signature

DECISIONS = {
    Audience.OFFERED: Decision.OFFERED,
    Audience.PARTICIPANTS: Decision.PARTICIPANT,
    Audience.RESERVES: Decision.RESERVE,
    Audience.NOT_THIS_TIME: Decision.NOT_THIS_TIME,
}
"""Audiences of people who stand where a decision says."""
CONTACTS: dict[Audience, Callable[[Person], tuple[str | None, str | None]]] = {
    Audience.LINE_MANAGERS: lambda person: (person.line_manager, person.line_manager_email),
    Audience.SUPERVISORS: lambda person: (person.supervisor, person.supervisor_email),
    Audience.ROTA_CONTACTS: lambda person: (person.rota_contact, person.rota_contact_email),
}
"""Name and email of those who are asked to release a person, by audience."""
_PARTNER_ROW = "| {partner} |"
"""A row of a table that begins like this is repeated for each partner."""


@dataclass(frozen=True, slots=True)
class PersonalLetter:
    """A letter for one recipient."""

    template: Template
    """With the sections that are for this recipient, and no notes to the sender."""
    about: str
    """Name of the person or the title of the project that it is about."""
    recipient: str
    """Name of the recipient; empty where it is unknown."""
    email: str
    """Address of the recipient; empty where it is unknown."""
    subject: str
    """Subject of the mail; the template's title where it has none."""
    values: dict[str, str]
    """What its blanks hold, by the content of their mark; unknown ones are left out."""
    document: Document

    @property
    def missing(self) -> tuple[str, ...]:
        """What the sender still has to write, each in square brackets as the letter shows it."""
        return missing(self.document.blocks)


def personal_letters(playbook: Playbook) -> dict[str, tuple[PersonalLetter, ...]]:
    """The letters of each template that goes to people by name, by its id. Some may go to nobody yet."""
    cohort = _Cohort(playbook)
    return {
        template.id: tuple(cohort.letters(template, template.goes_to))
        for template in (*playbook.templates, *playbook.workshop_letters)
        if template.goes_to
    }


def notes(template: Template) -> list[TemplateSection]:
    """The sections of a letter that are for whoever sends it, and no part of what is sent."""
    return [section for section in template.sections if section.title] if template.kind is TemplateKind.LETTER else []


@dataclass(frozen=True, slots=True)
class _Recipient:
    about: str
    """Name of the person or people, or title of the project."""
    name: str | None
    email: str | None
    person: Person | None = None
    """The person that the letter is about; None for one about a project or several people."""
    project: CohortProject | None = None


class _Cohort:
    """The people of a cohort, and what the letters to them say."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook, self._records = playbook, playbook.records
        self._people = playbook.records.by_id
        self._context = PlaybookContext(playbook)
        self._known = letter_values(playbook)
        self._released_by_others = {
            group
            for template in playbook.templates
            if template.goes_to in CONTACTS
            for group in template.only_for.staff_groups
        }
        """Staff groups that have a letter of their own to those who release them."""

    def letters(self, template: Template, audience: Audience) -> Iterator[PersonalLetter]:
        sending = dict(sending_values(template, self._playbook))
        if name := signature(self._playbook, template.sender):
            sending["sender"] = name
        for recipient in self._recipients(template, audience):
            own = {name: value for name, value in self._values(recipient) if value}
            values = self._known | sending | own
            copy = self._copy(template, recipient)
            protected = values | {name: as_data(value) for name, value in own.items()}
            yield PersonalLetter(
                template=copy,
                about=recipient.about,
                recipient=recipient.name or "",
                email=recipient.email or "",
                subject=filled(template.subject, values) if template.subject else template.title,
                values=values,
                document=letter(self._playbook, self._context, copy, protected),
            )

    def _recipients(self, template: Template, audience: Audience) -> Iterator[_Recipient]:
        if audience is Audience.SPONSORS:
            for project in self._records.projects:
                if project.stage is not ProjectStage.STOPPED:
                    yield _Recipient(project.title, project.sponsor, project.sponsor_email, project=project)
            return
        if audience is Audience.LEADS:
            yield from self._leads(template)
            return
        for person in self._about(audience):
            groups, contact = template.only_for.staff_groups, CONTACTS.get(audience)
            if groups and person.staff_group and person.staff_group not in groups:
                continue
            name, email = contact(person) if contact else (person.name, person.email)
            # Without a name, only those who usually release such a person are asked.
            asked = person.staff_group in (groups or {person.staff_group} - self._released_by_others)
            if name or asked:
                yield _Recipient(person.name, name, email, person)

    def _leads(self, template: Template) -> Iterator[_Recipient]:
        """The scheme's contacts in the template's roles, then each who releases anybody, once for all of them."""
        cohort = cohort_in_sentence(self._playbook.profile.cohort.name)
        for contact in self._playbook.contacts:
            if contact.role in template.recipients:
                yield _Recipient(cohort, contact.name, contact.email)
        released: dict[tuple[str, str | None], list[str]] = {}
        for person in self._about(Audience.LEADS):
            contacts = [(name, email) for name, email in (of(person) for of in CONTACTS.values()) if name]
            for name, email in dict.fromkeys(contacts):
                released.setdefault((name, email), []).append(person.name)
            if not contacts:
                yield _Recipient(person.name, None, None)
        for (name, email), people in released.items():
            yield _Recipient(listed(people), name, email)

    def _about(self, audience: Audience) -> list[Person]:
        """The people whom the letters for an audience are about."""
        if audience is Audience.GROUP_MEMBERS:
            groups = map(self._members, self._records.groups)
            return list({person.id: person for group in groups if len(group) > 1 for person in group}.values())
        decision = DECISIONS.get(audience)
        decisions = {decision} if decision else {Decision.OFFERED, Decision.PARTICIPANT}
        return [person for person in self._records.people if person.decision in decisions]

    def _members(self, group: LearningGroup) -> list[Person]:
        """The members of a group but for those who have withdrawn."""
        people = (self._people[id] for id in group.members if id in self._people)
        return [person for person in people if person.decision is not Decision.WITHDRAWN]

    def _copy(self, template: Template, recipient: _Recipient) -> Template:
        """The template with the sections for this recipient."""
        for_sender = notes(template)
        group = recipient.person.staff_group if recipient.person else None
        partners = len(self._partners(recipient.person)) if recipient.person else 0
        sections = [
            section.model_copy(update={"body": _with_row_for_each(section.body, partners)})
            for section in template.sections
            if section not in for_sender
            and (not group or not section.only_for.staff_groups or group in section.only_for.staff_groups)
        ]
        return template.model_copy(update={"sections": sections})

    def _group(self, person: Person) -> LearningGroup | None:
        return next((group for group in self._records.groups if person.id in group.members), None)

    def _partners(self, person: Person) -> list[Person]:
        group = self._group(person)
        return [each for each in self._members(group) if each is not person] if group else []

    def _values(self, recipient: _Recipient) -> Iterator[tuple[str, str]]:
        """The values that differ from recipient to recipient, by the content of their mark; some may be empty."""
        yield "recipient", recipient.name or ""
        if not recipient.project:
            yield "participant", recipient.about
        group, project = None, recipient.project
        if person := recipient.person:
            group = self._group(person)
            yield from self._about_person(person)
            yield from self._about_partners(self._partners(person))
            yield from self._attendance(person)
            projects = [each for each in self._records.projects if group and each.group == group.id]
            running = (each for each in projects if each.stage is not ProjectStage.STOPPED)
            project = next(running, next(iter(projects), None))
        elif project:
            group = next((each for each in self._records.groups if each.id == project.group), None)
        members = self._members(group) if group else []
        yield "members", "; ".join(_named(each.name, post(each)) for each in members)
        yield "group_reason", group.reason.rstrip(". ") if group and group.reason else ""
        if project:
            yield "project_title", project.title
            yield "project_members", listed(each.name for each in members)

    def _about_person(self, person: Person) -> Iterator[tuple[str, str]]:
        profile = self._playbook.profile
        sites = (site.name for site in profile.sites if site.id == person.site)
        employers = (partner.name for partner in profile.partners if partner.id == person.partner)
        yield "post", post(person)
        yield "days", listed(filter(None, half_days_in_words(person.days).split("; ")))
        yield "site", next(sites, next(employers, ""))
        yield "reach", listed(filter(None, (person.phone, person.email)), "or")

    def _about_partners(self, partners: list[Person]) -> Iterator[tuple[str, str]]:
        """The values of each partner, numbered, and of all partners together."""
        yield "partner", listed(person.name for person in partners)
        together: dict[str, list[str]] = {}
        for number, person in enumerate(partners, start=1):
            yield f"partner:{number}", person.name
            for name, value in self._about_person(person):
                yield f"partner_{name}:{number}", value
                if value:
                    with_name = value if len(partners) == 1 else f"{person.name}: {value}"
                    together.setdefault(f"partner_{name}", []).append(with_name)
        yield from ((name, "; ".join(values)) for name, values in together.items())

    def _attendance(self, person: Person) -> Iterator[tuple[str, str]]:
        """Workshops attended, once it is known of each whether the person was there."""
        marks = self._records.attendance.get(person.id, {})
        workshops = {f"workshop-{plan.workshop.id}": plan.minutes for plan in self._playbook.workshops}
        attended = [minutes for id, minutes in workshops.items() if marks.get(id) is Attended.ATTENDED]
        if attended and marks.keys() >= workshops.keys():
            yield "workshops_attended", in_words(len(attended))
            if Attended.PARTLY not in (marks[id] for id in workshops):
                yield "workshop_hours_attended", hours(Fraction(sum(attended), 60))


def post(person: Person) -> str:
    """What somebody does, and where; empty where nothing is known of it."""
    return ", ".join(filter(None, (person.post or person.grade, person.department)))


def _named(name: str, post: str) -> str:
    return f"{name} ({post})" if post else name


def _with_row_for_each(body: str, partners: int) -> str:
    """Prose with its row for the partner repeated, so that each partner has a row: `{partner:1}`, `{partner:2}`."""
    lines = []
    for line in body.split("\n"):
        numbers = range(1, partners + 1) if line.startswith(_PARTNER_ROW) else ()
        lines += [re.sub(r"\{(partner\w*)\}", rf"{{\1:{number}}}", line) for number in numbers] or [line]
    return "\n".join(lines)
