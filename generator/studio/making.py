"""Makes the files of the open scheme: a playbook, and letters, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Any

from ..documents.papers import Papers
from ..model.diagnostics import InputFault
from ..model.library import Library
from ..model.playbook_files import FORMATS, ITEMS
from ..model.sheets.every import SHEETS
from ..sources.layout import TRUSTS, is_beside, profile_of, scheme_of
from ..sources.load import load_trust
from ..sources.scheme import NamedScheme
from ..sources.scheme_file import scheme_file
from ..writers import formats, yaml_text
from ..writers.formats import Wanted
from . import schema
from .desk import Desk
from .jobs import Job, Source, letters_job, playbook_job
from .saving import read_again, saved
from .wire import Files, Reply

EVERYTHING = "everything"
"""Stands for all further files, as after `--with`."""


def source(desk: Desk) -> Source:
    """What the files are made from: the workbook as it was opened, or as it would be saved with the edits so far.

    An example, or a profile that was opened, counts as the profile that it is until something changes.

    Raises:
        InputFault: the scheme has faults.
    """
    if desk.source is None or desk.source.today != desk.today:
        desk.source = Source(desk.open_scheme.slug, desk.today, *_inputs(desk), desk.theme, desk.shared_hash)
    return desk.source


def _inputs(desk: Desk) -> tuple[Library, Mapping[str, bytes]]:
    """The content with the trust, and the trust's files by path from the project folder."""
    scheme, library = desk.open_scheme, desk.checked_library
    before, slug = scheme.profile_files or {}, scheme.slug
    beside = {path: raw for path, raw in before.items() if is_beside(path)}
    if before and not scheme.edits and scheme.beside == beside:
        own = in_project(slug, before)
        return load_trust(desk.content, slug, own).require(), own
    result = saved(desk) if scheme.edits else None
    if result or scheme.unsaved:
        # Its file holds the plan, which the next one is compared with.
        typed = read_again(result, desk.checked.file) if result else scheme.typed
        named = NamedScheme(slug, scheme_file(typed, SHEETS))
        library = load_trust(desk.content, slug, scheme.files, named.read).require()
    raw = result.raw if result else scheme.raw
    profile = yaml_text.noun(library.trusts[slug].profile)
    return library, {**scheme.files, scheme_of(slug): raw, profile_of(slug): profile}


def in_project(slug: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A trust's files, given by path in its folder, by path from the project folder."""
    return {f"{TRUSTS}/{slug}/{path}": raw for path, raw in files.items()}


def make(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """Begin to make a playbook. Nothing is written yet."""
    further = request.get("with", ())
    further = ITEMS if EVERYTHING in further else further
    # As the command line does: an item without further files is not among those that a playbook says it has.
    ids = frozenset(id for id in further if id in ITEMS and ITEMS[id].further)
    wanted = Wanted(frozenset(request.get("formats", FORMATS)) & set(FORMATS), ids)
    desk.job = playbook_job(source(desk), wanted, typst=request.get("documents", True))
    return begun(desk.job), ()


def begun(job: Job) -> dict[str, Any]:
    """The reply to a request that begins a job."""
    files: list[schema.FileToMake] = [
        {"path": step.path, "item": step.item, "words": step.words, "needs_documents": step.needs_typst}
        for step in job.steps
    ]
    making: schema.FilesToMake = {"files": files, "total": len(files)}
    return {"making": making}


def make_next(desk: Desk, _request: Mapping[str, Any], _files: Files) -> Reply:
    """Make the next file; the archive after the last."""
    job = desk.job
    if job is None:
        raise InputFault.of("nothing-making", "nothing is being made", "", "choose the files again")
    if (made := job.next()) is None:
        desk.job = None
        zip = f"{job.name}.zip"
        return {"finished": {"zip": zip}}, [(zip, job.archive())]
    step, files = made
    return {"path": step.path, "done": job.done, "total": len(job.steps)}, list(files.items())


def make_one(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """Make one file of a playbook, or the papers of one kind, by path; what is being made goes on."""
    jobs = [*([desk.job] if desk.job else []), playbook_job(source(desk), formats.EVERYTHING)]
    steps = {step.path: step for job in reversed(jobs) for step in job.steps}
    if (step := steps.get(request["path"])) is None:
        raise InputFault.of("no-file", f"no file `{request['path'][:80]}`", "", "choose one of the list")
    return {"path": step.path}, list(step.files().items())


def letters(desk: Desk, _request: Mapping[str, Any], _files: Files) -> Reply:
    """The papers for people. Their names are in the files alone."""
    return {"letters": [_in_short(papers) for papers in source(desk).papers]}, ()


def _in_short(papers: Papers) -> schema.Letters:
    gaps = [papers.gaps(letter) for letter in papers.letters.values()]
    return {
        "id": papers.id,
        "title": papers.title,
        "to": papers.template.goes_to.value if papers.template and papers.template.goes_to else "",
        "documents": len(papers.documents),
        "ready": len(papers.documents) - sum(map(bool, gaps)),
        "missing": [{"what": what, "documents": number} for what, number in Counter(chain.from_iterable(gaps)).items()],
    }


def make_letters(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """Begin to make some of the papers for people, or all."""
    of = source(desk)
    if not of.playbook.records.people:
        message, advice = "there is nobody to write to yet", "fill in the sheet People of the scheme's Excel file"
        raise InputFault.of("no-people", message, desk.open_scheme.name, advice)
    desk.job = letters_job(of, request.get("ids") or [papers.id for papers in of.papers])
    return begun(desk.job), ()
