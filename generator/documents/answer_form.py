"""Forms to fill in on a screen: what each one asks, and what its answers are called in the workbook of answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from ..model.instrument import WAVE_TITLES, Instrument, InstrumentKind, Question, QuestionGroup, QuestionKind, Wave
from ..model.library import Library
from ..model.page import Release
from ..model.required import FormQuestion, Role
from ..model.sheets.choices import NO, YES
from ..model.sheets.evaluation import COPY, WORKSHOPS, evaluation_lists, labels_of, sheets_of
from ..model.trust import Contact
from ..model.workshop import Workshop
from ..planning.playbook import Playbook
from .context import COLOUR, PlaybookContext
from .document import Block, paragraph
from .form import Prose, copies, copy_id, copy_title, unlinked
from .timeline import WAVES
from .workshop_form import asks_which_workshop, forms_of_workshops, statements_of

WHICH = "Choose the workshop"
"""The first line of the list of workshops."""


class Option(NamedTuple):
    """An answer to choose."""

    value: str
    """As it is in the workbook."""
    label: str


class Asked(NamedTuple):
    """A question of a form on a screen."""

    id: str
    number: int
    """From 1, as on paper; 0 for the question which workshop the form is about, which paper does not ask.

    On a form with that question, as if all others were asked: the page numbers those that are.
    """
    text: str
    kind: QuestionKind
    options: tuple[Option, ...]
    """Empty where the answer is typed."""


class AskedGroup(NamedTuple):
    """Questions under a heading."""

    id: str
    title: str
    intro: tuple[Block, ...]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """A form, or one copy of it, to fill in on a screen."""

    id: str
    """Of the instrument, with its copy if there are several, such as `self-assessment-before`."""
    title: str
    organisation: str
    cohort: str
    """Empty on a form for no particular trust."""
    colour: str
    release: str
    owner: str
    """Id of the trust, so that drafts of two trusts on one device are kept apart; empty for no particular trust."""
    readers: str
    instructions: tuple[Block, ...]
    groups: tuple[AskedGroup, ...]
    columns: tuple[tuple[str, str], ...]
    """Key and title of each column of the form's sheet in the workbook of answers, in order."""
    given: Mapping[str, str]
    """What is in a column on every copy of this form, by its key."""
    workshops: tuple[str, ...]
    """What the form may be about, in the words of the workbook; empty unless it asks."""
    statements: Mapping[str, Mapping[str, str]]
    """For each workshop what its statements are, by the id of the question that rates them."""
    only_after: Mapping[str, tuple[str, ...]]
    """For each question that is asked after some workshops alone, those workshops, by its id."""
    send_to: str
    """Who gets the answers."""
    email: str
    """Their address; empty if nobody may know it."""


class Where(NamedTuple):
    """What a form says of those who give it out."""

    organisation: str
    cohort: str
    colour: str
    release: Release
    owner: str
    lead: Contact | None
    """The evaluation lead, where the profile names one."""


def on_screen(instrument: Instrument) -> bool:
    """Whether a form can be filled in on a screen: each of its questions is evaluated, and it asks for no name.

    An application is not: it goes to the programme office under the applicant's name.
    """
    return bool(instrument.evaluated) and instrument.kind is not InstrumentKind.APPLICATION


def copies_on_screen(playbook: Playbook) -> dict[str, tuple[str, ...]]:
    """The id of each copy of a form that can be filled in on a screen, with the workshops that it may be about."""
    return {
        copy_id(form, wave): tuple(_titles(form, [each.workshop for each in playbook.workshops]).values())
        for form in playbook.instruments
        if on_screen(form)
        for wave in copies(form)
    }


def answer_forms(playbook: Playbook) -> dict[str, AnswerForm]:
    """The forms of a playbook that can be filled in on a screen, by id."""
    workshops, prose, where = (
        [each.workshop for each in playbook.workshops],
        PlaybookContext(playbook).prose,
        _where(playbook),
    )
    return {
        copy_id(form, wave): answer_form(form, wave, workshops, prose, where)
        for form in playbook.instruments
        if on_screen(form)
        for wave in copies(form)
    }


def _where(playbook: Playbook) -> Where:
    profile = playbook.profile
    lead = next((each for each in playbook.contacts if each.role == Role.EVALUATION_LEAD), None)
    return Where(profile.name, profile.cohort.name, profile.brand.colour, playbook.release, profile.id, lead)


def online_answer_forms(playbook: Playbook) -> dict[str, tuple[AnswerForm, ...]]:
    """The same with a form for each workshop in place of one that asks which workshop it is about.

    Online forms cannot be relied on to change their words.
    """
    workshops, prose, where = (
        [each.workshop for each in playbook.workshops],
        PlaybookContext(playbook).prose,
        _where(playbook),
    )
    return {
        copy_id(form, wave): tuple(
            answer_form(each, wave, (), prose, where) for each in forms_of_workshops(form, workshops)
        )
        for form in playbook.instruments
        if on_screen(form)
        for wave in copies(form)
    }


def shared_answer_form(instrument: Instrument, wave: Wave | None, library: Library) -> AnswerForm:
    """A form, or one copy of it, for no particular trust."""
    where = Where(library.programme.title, "", COLOUR, library.release, "", None)
    workshops = [library.workshops[id] for id in library.programme.workshops]
    return answer_form(instrument, wave, workshops, unlinked, where)


def answer_form(
    instrument: Instrument, wave: Wave | None, workshops: Sequence[Workshop], prose: Prose, where: Where
) -> AnswerForm:
    """A form, or one copy of it, in the words of a cohort that runs these workshops."""
    columns = tuple((column.key, column.title) for column in sheets_of([instrument])[instrument.id].columns)
    titles = _titles(instrument, workshops)
    groups = [group for group in instrument.groups if not (wave and group.waves and wave not in group.waves)]
    lead = where.lead
    return AnswerForm(
        id=copy_id(instrument, wave),
        title=copy_title(instrument, wave),
        organisation=where.organisation,
        cohort=where.cohort,
        colour=where.colour,
        release=where.release.id,
        owner=where.owner,
        readers=instrument.read_by or "",
        instructions=tuple(_instructions(instrument, wave, prose)),
        groups=tuple(_groups(groups, instrument, prose, titles.values())),
        columns=columns,
        given={COPY: WAVE_TITLES[wave]} if wave else {},
        workshops=tuple(titles.values()),
        statements={titles[each.id]: statements_of(instrument, each) for each in workshops if each.id in titles},
        only_after={
            question.id: tuple(titles[id] for id in question.workshops if id in titles)
            for question in instrument.evaluated
            if question.workshops and titles
        },
        send_to=lead.name if lead else "the evaluation lead of your programme",
        email=(lead.email if lead else None) or "",
    )


def _titles(instrument: Instrument, workshops: Iterable[Workshop]) -> dict[str, str]:
    """The workshops that a form may be about, in the words of the workbook, by id; none unless it asks."""
    if not asks_which_workshop(instrument):
        return {}
    return {id: words for words, id in evaluation_lists([], workshops)[WORKSHOPS].items()}


def _instructions(instrument: Instrument, wave: Wave | None, prose: Prose) -> Iterator[Block]:
    own = [copy for copy in instrument.copies if copy.wave is wave]
    for copy in own:
        yield from prose(copy.instructions)
    if wave and not own:
        yield paragraph(f"This copy is the one that is filled in {WAVES[wave]}.")
    yield from prose(instrument.on_screen or instrument.instructions)


def _groups(
    groups: Iterable[QuestionGroup], instrument: Instrument, prose: Prose, workshops: Iterable[str]
) -> Iterator[AskedGroup]:
    numbers = count(1)
    for group in groups:
        questions = tuple(
            _asked(0 if question.id == FormQuestion.WORKSHOP else next(numbers), question, instrument, workshops)
            for question in group.questions
        )
        yield AskedGroup(group.id, group.title, prose(group.intro) if group.intro else (), questions)


def _asked(number: int, question: Question, instrument: Instrument, workshops: Iterable[str]) -> Asked:
    match question.kind:
        case QuestionKind.SCALE:
            labels = enumerate(labels_of(instrument, question), start=1)
            options = [Option(f"{point}", label) for point, label in labels]
        case QuestionKind.YES_NO:
            options = [Option(YES, YES), Option(NO, NO)]
        case _:
            options = [Option(choice, choice) for choice in question.choices]
            if question.id == FormQuestion.WORKSHOP:
                options = [Option("", WHICH), *(Option(title, title) for title in workshops)]
    return Asked(question.id, number, question.text, question.kind, tuple(options))
