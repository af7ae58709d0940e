"""Effort assumptions of the tests' own."""

from __future__ import annotations

from typing import Any

from generator.model.effort import EffortAssumption, EffortRules
from generator.model.library import Library


def assumption(role: str, hours: float, **values: Any) -> EffortAssumption:
    """An assumption about one role, with the role's id as its own."""
    return EffortAssumption.model_validate(
        {"id": role, "source": "content/effort.yml", "title": "Hours", "role": role, "hours": hours, **values},
        strict=False,
    )


def library_with(library: Library, *assumptions: EffortAssumption) -> Library:
    """The library with these assumptions in place of its own."""
    rules = EffortRules(assumptions={each.id: each for each in assumptions})
    return library.model_copy(update={"effort": rules})
