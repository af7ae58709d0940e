"""Answers the messages of the studio's page: a request in, a reply out, and files both ways."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ..model.diagnostics import InputFault, errors
from ..model.sheets.every import SHEETS
from . import making, menu, opening, schema, sheets, wire
from .desk import Desk
from .preview import preview
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
        "examples": [{"slug": slug, "name": slug.replace("-", " ").title(), "words": ""} for slug in desk.examples],
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
    start = datetime.date.fromisoformat(request["start"]) if request.get("start") else None
    profile = opening.new_profile(
        desk,
        request.get("name") or "",
        request.get("code"),
        start=start,
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
    before = {sheet["name"]: sheet for sheet in sheets_of(desk)}
    desk.type(
        {(each["sheet"], each["row"], each["column"]): wire.from_wire(each["value"]) for each in request["edits"]}
    )
    changed = [sheet for sheet in sheets_of(desk) if sheet != before.get(sheet["name"])]
    reply: schema.EditReply = {"state": state(desk), "sheets": changed, "beside": list(desk.open_scheme.beside)}
    return reply, ()


def beside(desk: Desk, request: Mapping[str, Any], files: Files) -> Reply:
    """Put files beside the workbook, or take some away."""
    scheme = desk.open_scheme
    rest = {path: raw for path, raw in scheme.beside.items() if path not in request.get("remove", ())}
    scheme.beside = {**rest, **dict(files)}
    return edit(desk, {"edits": [], **request}, ())


def opened(desk: Desk) -> schema.OpenedReply:
    """The open scheme, its sheets and its plan."""
    scheme, checked = desk.open_scheme, desk.checked
    record = checked.file.record if checked and checked.file else None
    profile = checked.library.trusts[scheme.slug].profile if checked and checked.library else None
    return {
        "opened": {
            "slug": scheme.slug,
            "name": profile.name if profile else scheme.slug,
            "file": scheme.name,
            "made": record.made.isoformat() if record else None,
            "release": record.release if record else None,
            "example": scheme.example,
            "beside": list(scheme.beside),
            "unsaved": scheme.unsaved,
        },
        "sheets": sheets_of(desk),
        "state": state(desk),
    }


def sheets_of(desk: Desk) -> list[schema.Sheet]:
    """The sheets of the open scheme with the edits so far."""
    file = desk.checked.file if desk.checked else None
    if file is None:
        return []
    words, fields = sheets.words_of(file, desk.library), sheets.fields_of(desk.library)
    return [sheets.sheet(table, words, fields.get(name, {})) for name, table in file.tables.items()]


def state(desk: Desk) -> schema.State:
    """What the page shows after each change."""
    checked, scheme = desk.checked, desk.open_scheme
    if checked is None:
        raise InputFault.of("nothing-open", "no scheme is open", "")
    plan = None
    if checked.file and not errors(checked.diagnostics):
        plan = preview(desk.playbook(), desk.before, checked.file)
    text = repr(sorted(scheme.edits.items(), key=lambda item: item[0])) + repr(sorted(scheme.beside))
    return {
        "faults": wire.faults(checked.diagnostics),
        "plan": plan,
        "required": sheets.required(checked.file, desk.library) if checked.file else [],
        "hash": hashlib.sha256(text.encode()).hexdigest()[:16],
    }


HANDLERS: dict[str, Handler] = {
    "hello": hello,
    "new": new,
    "open": open_files,
    "example": example,
    "edit": edit,
    "beside": beside,
    "make": making.make,
    "next": making.make_next,
    "one": making.make_one,
    "letters": making.letters,
    "letters-make": making.make_letters,
    "import-menu": menu.import_menu,
}
"""What answers each kind of request."""
