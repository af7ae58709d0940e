"""A trust's progress with a project: whether it is taken, where, when, and whom to ask."""

from __future__ import annotations

from enum import StrEnum

from .base import Day, Email, Line, Noun, ProjectId, Slug


class ProjectStatus(StrEnum):
    """Whether a pair can still take a project."""

    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"


class SponsorContact(Noun):
    """Whom a pair may write to about a project."""

    name: Line
    """Name of the person or team."""
    email: Email
    """Email address."""
    private: bool = True
    """true: in the trust's own files only, never on the public site."""


class Progress(Noun):
    """A trust's progress with a project."""

    status: ProjectStatus = ProjectStatus.OPEN
    """open: a pair can take it; taken: a pair is working on it; done: it has ended."""
    site: Slug | None = None
    """Id of the trust's site where it happens."""
    starts: Day | None = None
    """First day, as 2027-01-13."""
    ends: Day | None = None
    """Last day."""
    contact: SponsorContact | None = None
    """Whom to write to about it."""


class ProjectProgress(Progress):
    """A trust's progress with a shared project."""

    project: ProjectId
    """The project."""
    sponsor: Line | None = None
    """The post or person that sponsors it here; the project's own when left out."""
