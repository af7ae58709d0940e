"""What the page makes file by file, so that it can show how far it is, and stop."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from ..documents.document import Document, Drawing, descendants
from ..documents.papers import Papers, all_papers
from ..model.diagnostics import InputFault
from ..model.library import Library
from ..model.playbook_files import ARCHIVE, ITEMS
from ..planning.playbook import Playbook, plan
from ..sources.layout import profile_of
from ..writers import people
from ..writers.bundle import OPEN_FIRST, archive, last_files, open_first_page
from ..writers.formats import Inputs, Output, Wanted, chosen, every_output
from ..writers.manifest import NAME as MANIFEST
from ..writers.manifest import input_hashes
from ..writers.pairs import pair_files
from ..writers.pdf import PdfError
from ..writers.picture import blank_png
from ..writers.theme import Theme, drawing_key

FIRST = "first"
"""The item of the page to open first, which is none of `ITEMS`."""
_FIRST_WORDS = "What is in the folder, and what to do next"


@dataclass(frozen=True, slots=True)
class Step:
    """What is made between two signs of life."""

    path: str
    """Path of the file within the folder, or of the folder for papers of people, whose files have names of people."""
    item: str
    """Id of the item or of the papers."""
    words: str
    needs_typst: bool
    write: Callable[[], Mapping[str, bytes]]

    def files(self) -> Mapping[str, bytes]:
        """The files by their path within the folder.

        Raises:
            InputFault: Typst is missing, or makes no PDF of it.
        """
        try:
            return self.write()
        except ImportError:
            message, advice = "this file needs a part of the program that is not loaded", "load it, or go on without"
            raise InputFault.of("no-typst", message, self.path, advice) from None
        except PdfError as error:
            advice = "leave the PDF out, and report this message as a fault of the generator"
            raise InputFault.of("pdf", f"no accessible PDF can be made: {error}", self.path, advice) from error


@dataclass(slots=True)
class Job:
    """Files that are made one after another, as long as somebody asks for the next."""

    name: str
    """Name of the archive without its ending."""
    steps: Sequence[Step]
    finish: Callable[[dict[str, bytes]], bytes]
    """Makes the archive of all files."""
    done: int = 0
    files: dict[str, bytes] = field(default_factory=dict)

    def next(self) -> tuple[Step, Mapping[str, bytes]] | None:
        """The next step and its files; None when all are made. After an InputFault the same step is the next again."""
        if self.done == len(self.steps):
            return None
        step = self.steps[self.done]
        files = step.files()
        self.files |= files
        self.done += 1
        return step, files

    def archive(self) -> bytes:
        """All files as one ZIP, once all are made."""
        return self.finish(self.files)


@dataclass(frozen=True)
class Source:
    """What the files of a scheme are made from, as the command line would read it.

    What is made one after the other shares the plan and the documents.
    """

    slug: str
    today: datetime.date
    library: Library
    """The content with the trust."""
    own: Mapping[str, bytes]
    """The trust's files by path from the project folder; its profile, as YAML, is one of them."""
    theme: Theme
    shared_hash: str
    """The hash of all that every playbook is made from."""

    @property
    def profile(self) -> bytes:
        """The profile as YAML."""
        return self.own[profile_of(self.slug)]

    @property
    def template(self) -> bytes | None:
        """The trust's own Word template."""
        return self.library.trusts[self.slug].word_template

    @property
    def hashes(self) -> Mapping[str, str]:
        """What the manifest says of the inputs."""
        return input_hashes(self.shared_hash, self.own, self.profile)

    @cached_property
    def playbook(self) -> Playbook:
        """The plan of today."""
        return plan(self.library, self.slug, today=self.today, made=self.today)

    @cached_property
    def outputs(self) -> Mapping[str, list[Output]]:
        """Every file that a playbook can have, by item."""
        return every_output(Inputs(self.playbook, self.theme, self.template))

    @cached_property
    def plan_of_letters(self) -> Playbook:
        """The plan that letters are written from."""
        return plan(self.library, self.slug, today=self.today)

    @cached_property
    def papers(self) -> Sequence[Papers]:
        """Everything for people."""
        return all_papers(self.plan_of_letters)


def playbook_job(source: Source, wanted: Wanted, *, typst: bool = True) -> Job:
    """The wanted files of a playbook.

    Without Typst there are no PDF files, and in Word files an empty picture takes the place of the one that programs
    show that cannot show SVG.
    """
    playbook, theme, every = source.playbook, source.theme, source.outputs
    if not typst:
        wanted = replace(wanted, formats=wanted.formats - {"pdf"})
        theme = replace(theme, drawings=dict(_blank(chosen(every, wanted), theme)))
        every = every_output(Inputs(playbook, theme, source.template))
    steps = [_step(each, item, theme) for item, group in chosen(every, wanted).items() for each in group]
    paths = [step.path for step in steps]
    first = Step(OPEN_FIRST, FIRST, _FIRST_WORDS, False, lambda: {OPEN_FIRST: open_first_page(playbook, theme, paths)})

    def finish(files: dict[str, bytes]) -> bytes:
        return last_files(playbook, theme, wanted, source.profile, files, source.hashes)[ARCHIVE]

    return Job(f"{playbook.profile.id}-playbook", [*steps, first], finish)


def _step(output: Output, item: str, theme: Theme) -> Step:
    needs_typst = output.needs_typst(theme)
    return Step(output.path, item, ITEMS[item].words, needs_typst, lambda: {output.path: output.write()})


def _blank(planned: Mapping[str, Iterable[Output]], theme: Theme) -> Iterable[tuple[str, bytes]]:
    """The drawings at hand, and an empty picture for each that is not."""
    outputs = (each for group in planned.values() for each in group if each.illustrated)
    return with_blank((output.illustrated() for output in outputs if output.illustrated), theme)


def with_blank(documents: Iterable[Document], theme: Theme) -> Iterable[tuple[str, bytes]]:
    """The drawings at hand, and an empty picture for each of the documents' that is not."""
    yield from theme.drawings.items()
    yield from ((drawing_key(svg), blank_png(svg)) for document in documents for svg in not_drawn(document, theme))


def not_drawn(document: Document, theme: Theme) -> Iterator[str]:
    """The drawings of a document of which there is no picture yet."""
    for block in descendants(document.blocks):
        if isinstance(block, Drawing) and theme.drawn(block.svg) is None:
            yield block.svg


def letters_job(source: Source, wanted: Iterable[str]) -> Job:
    """Some of the papers for people, by their ids, in the order of the source."""
    playbook, every, ids = source.plan_of_letters, source.papers, set(wanted)
    steps = [
        Step(
            f"{papers.folder}/{papers.id}",
            papers.id,
            papers.title,
            False,
            partial(people.files_of, papers, source.theme, source.template),
        )
        for papers in every
        if papers.id in ids
    ]
    name = f"{playbook.profile.id}-letters"

    def finish(files: dict[str, bytes]) -> bytes:
        whole = {**people.first_files(playbook, every), **files}
        return archive({**whole, MANIFEST: people.list_of(playbook, whole)}, name)

    return Job(name, steps, finish)


def pairs_job(
    playbook: Playbook, documents: Mapping[str, Document], theme: Theme, template: bytes | None, *, typst: bool = True
) -> Job:
    """What a panel decides about pairs with, all in one step."""
    if not typst:
        theme = replace(theme, drawings=dict(with_blank(documents.values(), theme)))
    needs_typst = any(next(not_drawn(document, theme), None) for document in documents.values())
    write = partial(pair_files, playbook, documents, theme, template)
    name = f"{playbook.profile.id}-pairs"
    step = Step("Pairs", "pairs", "What the panel decides with", needs_typst, write)
    return Job(name, [step], lambda files: archive(files, name))
