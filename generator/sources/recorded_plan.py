"""Reads the plan that a playbook's `plan.json` records."""

from __future__ import annotations

from ..model.characters import decoded
from ..model.diagnostics import Diagnostic, InputFault, with_excerpts
from ..model.recorded_plan import RecordedPlan
from .convert import convert
from .yaml_reader import Source, read_json

ADVICE = "restore the file from playbook.zip, or delete it and lose what it says of earlier dates"


def read_recorded_plan(file: str, raw: bytes) -> RecordedPlan:
    """A recorded plan from the bytes of its file, whose name is for faults.

    Raises:
        InputFault: the file is damaged, or does not say what a plan must say. Every fault has its line.
    """
    source, faults = read_json(file, raw, "bad-plan", ADVICE)
    if source is not None:
        plan, faults = convert(source, RecordedPlan, file)
        faults += _repeated(source, plan) if plan else []
        if plan and not faults:
            return plan
    raise InputFault(with_excerpts(faults, {file: decoded(raw)}))


def _repeated(source: Source, plan: RecordedPlan) -> list[Diagnostic]:
    """A fault for each entry whose id an earlier entry has."""
    faults = []
    lines: dict[str, int] = {}
    for number, entry in enumerate(plan.entries):
        place = source.place(("entries", number, "id"))
        if entry.id in lines:
            message = f"the entry `{entry.id[:80]}` appears twice; it is already on line {lines[entry.id]}"
            faults.append(Diagnostic("duplicate-id", message, place, "keep one of the two"))
        lines.setdefault(entry.id, place.line)
    return faults
