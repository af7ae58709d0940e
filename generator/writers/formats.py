"""What writes the files of each item of a playbook's folder; `model/playbook_files.py` says what the items are.

A writer is imported where it is used, because the command line reads this table before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..model.playbook_files import (
    ALL_DATES,
    BUSINESS_CASE,
    CALENDARS,
    CHANGES,
    CHARTERS,
    EVALUATION,
    FORMATS,
    FORMS,
    GUIDANCE,
    HANDBOOK,
    ITEMS,
    MENU,
    ONLINE_FORMS,
    PLAN,
    PRINT_SETS,
    PROJECTS,
    SCHEME,
    SPONSOR_PAGE,
    STATUS,
    format_of,
    safe_title,
)
from ..model.scheme import Records
from ..planning.letters_and_forms import Kind, LetterOrForm, letters_and_forms, needed_next
from ..planning.playbook import Playbook
from .theme import Theme

if TYPE_CHECKING:
    from ..documents.document import Document

Files: TypeAlias = Iterator[tuple[str, bytes]]
"""Path within a folder, and content."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files of a playbook are to be written."""

    formats: frozenset[str] = frozenset(FORMATS)
    """Only files of these formats."""
    further: frozenset[str] = frozenset()
    """Ids of the items whose further files are wanted too."""


USUAL = Wanted()
EVERYTHING = Wanted(further=frozenset(ITEMS))


class Output(NamedTuple):
    """A file that can be written."""

    path: str
    write: Callable[[], bytes]
    further: bool = False
    """Whether it comes only with `--with`."""
    illustrated: Callable[[], Document] | None = None
    """What a Word file is written from, where it may have drawings."""

    def needs_typst(self, theme: Theme) -> bool:
        """Whether it can be written only with Typst, which a browser loads apart: for PDF, and for a drawing in Word
        that is not at hand."""
        if self.illustrated is None:
            return self.path.endswith(".pdf")
        from ..documents.document import Drawing, descendants

        blocks = descendants(self.illustrated().blocks)
        return any(theme.drawn(block.svg) is None for block in blocks if isinstance(block, Drawing))


class Inputs(NamedTuple):
    """What the files of a playbook are written from."""

    playbook: Playbook
    theme: Theme
    template: bytes | None
    """The trust's own Word template."""
    present: frozenset[str] | None = None
    """Paths of the files that the folder will have: a link to any other is words alone. None if it will have all."""

    def document(
        self, name: str, document: Callable[[], Document], usual: Iterable[str], further: Iterable[str] = ()
    ) -> Iterator[Output]:
        """A document in some formats. `name` is the path without the suffix."""
        document = cache(document)
        for suffix in (*usual, *further):
            illustrated = document if suffix == "docx" else None
            yield Output(f"{name}.{suffix}", partial(self._write, suffix, document), suffix in further, illustrated)

    def word(self, name: str, document: Callable[[], Document], *, further: bool = False) -> Output:
        """A document that is a Word file alone."""
        return Output(f"{name}.docx", partial(self._write, "docx", document), further)

    def _write(self, suffix: str, document: Callable[[], Document]) -> bytes:
        from ..documents.document import BESIDE
        from ..documents.links import linked_to
        from . import docx, html, pdf

        source = document()
        if self.present is not None:
            source = linked_to(source, {path: f"{BESIDE}{path}" for path in self.present})
        match suffix:
            case "docx":
                return docx.write(source, self.theme, self.template)
            case "pdf":
                return pdf.write(source, self.theme)
            case _:
                return html.write(source, self.theme)


def _plan(inputs: Inputs) -> Iterator[Output]:
    from ..documents.plan import plan_document

    yield from inputs.document(PLAN, lambda: plan_document(inputs.playbook), ("html", "docx", "pdf"))


def _sponsor_page(inputs: Inputs) -> Iterator[Output]:
    from ..documents.sponsor_page import sponsor_page

    own = inputs.template is not None
    yield inputs.word(SPONSOR_PAGE, lambda: sponsor_page(inputs.playbook, template=own))
    yield from inputs.document(SPONSOR_PAGE, lambda: sponsor_page(inputs.playbook), ("pdf",))


def _business_case(inputs: Inputs) -> Iterator[Output]:
    from ..documents.business_case import business_case

    own = inputs.template is not None
    yield inputs.word(BUSINESS_CASE, lambda: business_case(inputs.playbook, template=own))
    yield from inputs.document(BUSINESS_CASE, lambda: business_case(inputs.playbook), (), ("html", "pdf"))


def _handbook(inputs: Inputs) -> Iterator[Output]:
    from ..documents.handbook import handbook

    yield from inputs.document(HANDBOOK, lambda: handbook(inputs.playbook), ("html", "docx", "pdf"))


def _guidance(inputs: Inputs) -> Iterator[Output]:
    from ..documents.guidance_book import guidance_document

    yield from inputs.document(GUIDANCE, lambda: guidance_document(inputs.playbook), ("html",), ("docx", "pdf"))


def _menu(inputs: Inputs) -> Iterator[Output]:
    from . import menu_page

    playbook, files = inputs.playbook, inputs.theme.files
    if playbook.menu:
        projects = f"{GUIDANCE}.html"
        yield Output(f"{MENU}.html", lambda: menu_page.write(playbook, menu_page.theme_of(files), projects))


def _projects(inputs: Inputs) -> Iterator[Output]:
    from ..documents.project_list import projects_and_charters
    from . import docx

    playbook, template = inputs.playbook, inputs.template

    def write() -> bytes:
        documents = projects_and_charters(playbook, template=template is not None)
        return docx.write_together(documents, inputs.theme, template)

    if playbook.menu:
        yield Output(f"{PROJECTS}.docx", write)


def _charters(inputs: Inputs) -> Iterator[Output]:
    from ..documents.charter import own_charter
    from ..planning.menu import in_use

    taken: set[str] = set()
    for entry in in_use(inputs.playbook.menu):
        title = safe_title(entry.project.title)
        name = title if title.casefold() not in taken else f"{title} ({entry.project.id})"
        taken.add(name.casefold())
        own = inputs.template is not None
        charter = partial(own_charter, entry, inputs.playbook, template=own)
        yield inputs.word(f"{CHARTERS}/{name}", charter, further=True)


def _letters(inputs: Inputs) -> Iterator[Output]:
    from ..documents.letter import letter_writer

    writer = cache(lambda: letter_writer(inputs.playbook))

    def document(id: str) -> Document:
        return writer()(id)

    for letter, further in _in_time(inputs, Kind.LETTER):
        yield inputs.word(f"{Kind.LETTER}/{letter.name}", partial(document, letter.id), further=further)


def _forms(inputs: Inputs) -> Iterator[Output]:
    from ..documents.form import forms
    from . import docx

    every = cache(lambda: forms(inputs.playbook))

    def write(id: str) -> bytes:
        return docx.write_together(every()[id], inputs.theme, inputs.template)

    for form, further in _in_time(inputs, Kind.FORM):
        yield Output(f"{Kind.FORM}/{form.name}.docx", partial(write, form.id), further)


def _answer_forms(inputs: Inputs) -> Iterator[Output]:
    from ..documents import answer_form as documents

    playbook, files = inputs.playbook, inputs.theme.files
    every = cache(lambda: documents.answer_forms(playbook))

    def write(id: str) -> bytes:
        from . import answer_form

        return answer_form.write(every()[id], answer_form.theme_of(files))

    names = _names_of_forms(playbook)
    for id in documents.copies_on_screen(playbook):
        yield Output(f"{FORMS}/{names[id]}.html", partial(write, id), further=True)


def _online_forms(inputs: Inputs) -> Iterator[Output]:
    """Questionnaires for Microsoft Forms: a file for each copy, or for each workshop that a form is about."""
    from ..documents import answer_form as documents
    from ..documents.online_form import READ_ME, how_to_use, online_form

    playbook = inputs.playbook
    every = cache(lambda: documents.online_answer_forms(playbook))
    names = _names_of_forms(playbook)

    def document(id: str, number: int) -> Document:
        return online_form(every()[id][number], playbook)

    copies = documents.copies_on_screen(playbook)
    if copies:
        yield inputs.word(f"{ONLINE_FORMS}/{READ_ME}", lambda: how_to_use(playbook), further=True)
    for id, workshops in copies.items():
        if not workshops:
            yield inputs.word(f"{ONLINE_FORMS}/{names[id]}", partial(document, id, 0), further=True)
        for number, workshop in enumerate(workshops):
            name = f"{names[id]} {number + 1} {safe_title(workshop.partition(':')[0])}"
            yield inputs.word(f"{ONLINE_FORMS}/{name}", partial(document, id, number), further=True)


def _print_sets(inputs: Inputs) -> Iterator[Output]:
    from ..documents.print_set import file_names, files
    from ..planning.session import sessions_of

    playbook = inputs.playbook
    sessions = cache(lambda: {session.workshop.id: session for session in sessions_of(playbook)})

    def document(workshop: str, name: str) -> Document:
        return files(sessions()[workshop])[name]

    for plan in playbook.workshops:
        title = safe_title(plan.workshop.title.partition(":")[0])
        for name in file_names(plan.workshop):
            path = f"{PRINT_SETS}/{plan.workshop.number} {title} - {name}"
            yield from inputs.document(path, partial(document, plan.workshop.id, name), (), ("docx", "pdf"))


def _names_of_forms(playbook: Playbook) -> dict[str, str]:
    return {each.id: each.name for each in letters_and_forms(playbook) if each.kind is Kind.FORM}


def _in_time(inputs: Inputs, kind: Kind) -> Iterator[tuple[LetterOrForm, bool]]:
    """Letters or forms, each with whether it is further off than those that are needed next."""
    every = letters_and_forms(inputs.playbook)
    usual = needed_next(every, inputs.playbook.today)
    return ((each, each not in usual) for each in every if each.kind is kind)


def _calendars(inputs: Inputs) -> Iterator[Output]:
    from ..documents.calendar import calendar, calendars_by_role
    from . import ics

    playbook = inputs.playbook
    whole = calendar(playbook)
    if whole is not None:
        yield Output(f"{ALL_DATES}.ics", partial(ics.write, whole))
        for role, own in calendars_by_role(playbook).items():
            title = safe_title(playbook.vocabulary.roles[role].title)
            yield Output(f"{CALENDARS}/{title}.ics", partial(ics.write, own), further=True)


def _changes(inputs: Inputs) -> Iterator[Output]:
    from ..documents.calendar import changed_events
    from ..documents.plan_text import read_me
    from . import ics

    changes = changed_events(inputs.playbook)
    for name, event in changes.items():
        yield Output(f"{CHANGES}/{name}.ics", partial(ics.write, event))
    if changes:
        yield Output(f"{CHANGES}/Read me.txt", lambda: read_me(inputs.playbook).encode())


def _scheme(inputs: Inputs) -> Iterator[Output]:
    from ..documents.updated_scheme import updated_scheme
    from . import xlsx

    playbook = inputs.playbook
    yield Output(f"{SCHEME}.xlsx", lambda: xlsx.write(updated_scheme(playbook)[0], playbook.release.stamp))


def _evaluation(inputs: Inputs) -> Iterator[Output]:
    from ..documents.evaluation_workbook import evaluation_workbook
    from . import xlsx

    playbook = inputs.playbook
    if any(form.evaluated for form in playbook.instruments):
        yield Output(f"{EVALUATION}.xlsx", lambda: xlsx.write(evaluation_workbook(playbook)[0], playbook.release.stamp))


def _status(inputs: Inputs) -> Iterator[Output]:
    """The state of the cohort, where there is a file in which its planner writes that down."""
    from ..documents.status import status_page
    from ..planning.status import status

    playbook = inputs.playbook
    if playbook.scheme_file is not None or playbook.records != Records():
        yield from inputs.document(STATUS, lambda: status_page(playbook, status(playbook, playbook.today)), ("html",))


_OUTPUTS: dict[str, Callable[[Inputs], Iterator[Output]]] = {
    "plan": _plan,
    "sponsor": _sponsor_page,
    "business-case": _business_case,
    "handbook": _handbook,
    "guidance": _guidance,
    "menu": _menu,
    "projects": _projects,
    "charters": _charters,
    "letters": _letters,
    "forms": _forms,
    "answer-forms": _answer_forms,
    "online-forms": _online_forms,
    "print-sets": _print_sets,
    "calendars": _calendars,
    "changes": _changes,
    "scheme": _scheme,
    "evaluation": _evaluation,
    "status": _status,
}
"""The files of each item, usual and further ones, by the item's id."""


def outputs(inputs: Inputs, wanted: Wanted, earlier: Collection[str] = ()) -> dict[str, list[Output]]:
    """The wanted files of each item that has any, by the item's id; nothing is written yet.

    `earlier` are the paths of other files that the folder has.
    """
    files = chosen(every_output(inputs), wanted)
    if wanted.formats.issuperset(FORMATS):
        return files
    present = frozenset([*(each.path for group in files.values() for each in group), *earlier])
    return chosen(every_output(inputs._replace(present=present)), wanted)


def every_output(inputs: Inputs) -> dict[str, list[Output]]:
    """Every file that each item can have."""
    return {id: [*_OUTPUTS[id](inputs)] for id in ITEMS}


def chosen(every: Mapping[str, Iterable[Output]], wanted: Wanted) -> dict[str, list[Output]]:
    """Those that are wanted, of the items that have any."""
    result = {
        id: [
            each
            for each in files
            if format_of(each.path) in wanted.formats and (not each.further or id in wanted.further)
        ]
        for id, files in every.items()
    }
    return {id: files for id, files in result.items() if files}
