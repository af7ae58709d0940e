"""The open scheme as the page shows it: what it is, its sheets, and its state after each change."""

from __future__ import annotations

import hashlib

from . import schema, wire
from .desk import Desk
from .preview import preview


def opened(desk: Desk) -> schema.OpenedReply:
    """The open scheme, its sheets and its plan."""
    scheme, checked = desk.open_scheme, desk.checked
    record = checked.file.record
    return {
        "opened": {
            "slug": scheme.slug,
            "name": checked.stated_name or scheme.slug,
            "file": scheme.name,
            "made": record.made.isoformat() if record else None,
            "release": record.release if record else None,
            "example": scheme.example,
            "beside": list(scheme.beside),
            "unsaved": scheme.unsaved,
        },
        "sheets": desk.shown.changed(checked.file),
        "state": state(desk),
    }


def changed(desk: Desk) -> schema.EditReply:
    """The state after a change, with the sheets that have other rows or choices than the page knows."""
    sheets = desk.shown.changed(desk.checked.file)
    return {"state": state(desk), "sheets": sheets, "beside": list(desk.open_scheme.beside)}


def state(desk: Desk) -> schema.State:
    """What the page shows after each change."""
    checked, scheme = desk.checked, desk.open_scheme
    typed = [(*place, repr(value)) for place, value in scheme.edits.items()]
    text = repr((sorted(typed), sorted((path, hash_of(raw)) for path, raw in scheme.beside.items())))
    return {
        "faults": wire.faults(checked.diagnostics),
        "plan": preview(checked.plan, desk.before, checked.file) if checked.plan else None,
        "required": desk.shown.required(checked.file),
        "hash": hash_of(text.encode()),
    }


def hash_of(raw: bytes) -> str:
    """16 hexadecimal digits that tell whether something has changed."""
    return hashlib.sha256(raw).hexdigest()[:16]
