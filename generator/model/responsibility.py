"""Responsibilities: who does what, who answers for it, who is consulted and who is informed."""

from __future__ import annotations

from .base import Item, Line, Noun, RoleId


class Responsibility(Item):
    """One task with the roles around it (a RACI row)."""

    title: Line
    """The task, starting with a verb."""
    responsible: RoleId
    """The role that does it."""
    accountable: RoleId
    """The role that answers for it."""
    consulted: list[RoleId] = []
    """Roles that are consulted before."""
    informed: list[RoleId] = []
    """Roles that are informed afterwards."""


class Responsibilities(Noun):
    """All tasks of a scheme."""

    tasks: dict[str, Responsibility]
    """Tasks by id, in the order of time."""
