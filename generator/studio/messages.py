"""Answers the messages of the studio's page: a request in, a reply out, and files both ways."""

from __future__ import annotations

import datetime
import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from ..model.diagnostics import InputFault
from ..model.sheets.every import SHEETS
from . import opening, saving, schema, wire
from .desk import Desk
from .shown import changed, opened
from .wire import Files, Reply

Handler: TypeAlias = Callable[[Desk, Mapping[str, Any], Files], Reply]
"""Answers one kind of request."""


def answer(desk: Desk, request_json: str, files: Files) -> tuple[str, Files]:
    """The reply to a request as JSON, and the files with it.

    What is wrong with the input is a reply too. ValueError, KeyError or TypeError if the request is none.
    """
    request = json.loads(request_json)
    desk.today = datetime.date.fromisoformat(request["today"])
    try:
        reply, produced = HANDLERS[request["what"]](desk, request, files)
    except InputFault as fault:
        reply, produced = {"faults": wire.faults(fault.diagnostics)}, ()
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":")), produced


def hello(desk: Desk, _request: Mapping[str, Any], _files: Files) -> Reply:
    """What the page needs before a scheme is open."""
    library = desk.library
    reply: schema.Hello = {
        "release": {"id": library.release.id, "date": library.release.date.isoformat()},
        "examples": desk.example_list,
        "trusts": [
            [trust.code, trust.name, trust.region, trust.closed.isoformat() if trust.closed else None]
            for trust in desk.register.values()
        ],
        "first": {
            "methods": [method.title for method in library.pairing_methods.values()],
            "staff_groups": [group.title for group in library.vocabulary.staff_groups.values()],
        },
        "sheets": [form.name for form in SHEETS],
    }
    return reply, ()


def new(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """Start a scheme."""
    profile = opening.chosen(desk, request.get("name"), request.get("code"))
    short, start = request.get("short_name"), request.get("start")
    profile = replace(
        profile,
        short_name=short or profile.short_name,
        start=datetime.date.fromisoformat(start) if start else None,
        groups=request["groups"],
        group_size=request["group_size"],
        months=request["months"],
    )
    desk.open(opening.new_scheme(desk, profile))
    return opened(desk), ()


def open_files(desk: Desk, _request: Mapping[str, Any], files: Files) -> Reply:
    """Open a scheme that the planner has."""
    desk.open(opening.opened(desk, files))
    return opened(desk), ()


def example(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """Open a copy of an example."""
    desk.open(opening.example(desk, request["slug"]))
    return opened(desk), ()


def edit(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """Take the edits since the scheme was opened."""
    desk.type(_edits(request))
    return changed(desk), ()


def _edits(request: Mapping[str, Any]) -> dict[tuple[str, int, int], Any]:
    edits: Sequence[schema.Edit] = request["edits"]
    return {(each["sheet"], each["row"], each["column"]): wire.from_wire(each["value"]) for each in edits}


def beside(desk: Desk, request: Mapping[str, Any], files: Files) -> Reply:
    """Put files beside the workbook, or take some away."""
    scheme = desk.open_scheme
    if unknown := [name for name, _ in files if not opening.beside([(name, b"")], scheme.name)]:
        advice = "a logo is a PNG; templates are template.docx, template.dotx or template.pptx"
        raise InputFault.of("unexpected-file", "nothing reads this file", ", ".join(unknown), advice)
    removed = set(request.get("remove", ()))
    rest = {path: raw for path, raw in scheme.beside.items() if path not in removed}
    scheme.beside = {**rest, **opening.beside(files, scheme.name)}
    desk.check()
    return changed(desk), ()


def save(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """Save the workbook with the plan as it is now; as a draft, with the edits alone, whatever faults it has."""
    scheme = desk.open_scheme
    if request.get("draft"):
        return {"saved": saving.of_changes(scheme.name)}, saving.to_keep(scheme, saving.draft(scheme))
    result = saving.saved(desk)
    about = {"saved": saving.of_changes(scheme.name, result.changes, result.uncarried)}
    if result.uncarried and not request.get("anyway"):
        return about, ()
    desk.open(saving.again(scheme, result, desk.checked.file), again=True)
    return {**about, **opened(desk)}, saving.to_keep(scheme, result.raw)


def merge(desk: Desk, _request: Mapping[str, Any], files: Files) -> Reply:
    """Make one workbook of two copies, `mine` and `theirs`, and of the one that both come from, if it is there."""
    scheme, merged = saving.merged(desk, files)
    desk.open(scheme)
    return {**opened(desk), "merged": merged}, ()


def status(desk: Desk, _request: Mapping[str, Any], _files: Files) -> Reply:
    """Where the cohort stands. It names people."""
    from ..documents.status import SECTIONS, as_values
    from ..planning.status import status as status_of

    plan = desk.plan
    headings = {field: {"title": title, "nothing": nothing} for field, (title, nothing) in SECTIONS.items()}
    return {"status": as_values(status_of(plan, desk.today)), "headings": headings}, ()


def update_of_content(desk: Desk, request: Mapping[str, Any], _files: Files) -> Reply:
    """What releases after the one that the plan was made with change for it."""
    from .news import changes_since

    return changes_since(desk.playbook, desk.library, request["from"]), ()


def later(module: str, name: str) -> Handler:
    """A handler of another module of the studio, which is imported when it is needed first."""

    def handler(desk: Desk, request: Mapping[str, Any], files: Files) -> Reply:
        function: Handler = getattr(importlib.import_module(f".{module}", __package__), name)
        return function(desk, request, files)

    return handler


HANDLERS: dict[str, Handler] = {
    "hello": hello,
    "new": new,
    "open": open_files,
    "example": example,
    "edit": edit,
    "beside": beside,
    "save": save,
    "merge": merge,
    "status": status,
    "update-of-content": update_of_content,
    "make": later("making", "make"),
    "next": later("making", "make_next"),
    "one": later("making", "make_one"),
    "letters": later("making", "letters"),
    "letters-make": later("making", "make_letters"),
    "pairs": later("pairing", "pairs"),
    "pairs-make": later("pairing", "make_pairs"),
    "pairs-edits": later("pairing", "pairs_edits"),
    "answers-new": later("answers", "new_answers"),
    "answers": later("answers", "answers"),
    "answers-add": later("answers", "add_answers"),
    "answers-page": later("answers", "show_board_page"),
    "answers-make": later("answers", "make_evaluation"),
    "import-menu": later("menu", "import_menu"),
}
"""What answers each kind of request."""
