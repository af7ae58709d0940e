"""A workshop as it is held once: what the files for its facilitator are made from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..model.instrument import Instrument
from ..model.library import Library
from ..model.page import Release
from ..model.trust import TrustProfile, WorkshopChoice
from ..model.vocabulary import Vocabulary
from ..model.workshop import Workshop
from .agenda import timed
from .playbook import Playbook, plan
from .schedule import Schedule, ScheduleEntry
from .selection import WorkshopPlan


@dataclass(frozen=True, slots=True)
class Session:
    """A workshop on the clock, for one trust's cohort or for whoever wants to hold it."""

    plan: WorkshopPlan
    programme: str
    """Title of the programme."""
    release: Release
    vocabulary: Vocabulary
    instruments: dict[str, Instrument]
    """The forms by id."""
    playbook: Playbook | None
    """All that the trust chose; None where the workshop is held for nobody in particular."""

    @property
    def workshop(self) -> Workshop:
        """What is held."""
        return self.plan.workshop

    @property
    def name(self) -> str:
        """Name for a folder or a file, such as workshop-5."""
        return f"workshop-{self.workshop.number}"

    @property
    def profile(self) -> TrustProfile | None:
        """The trust's choices."""
        return self.playbook.profile if self.playbook else None

    @property
    def organisation(self) -> str:
        """Who holds it: the trust, or else the programme."""
        return self.profile.name if self.profile else self.programme

    @property
    def schedule(self) -> Schedule | None:
        """The cohort's dates; None where there are none yet."""
        return self.playbook.schedule if self.playbook else None

    @property
    def entry(self) -> ScheduleEntry | None:
        """Its day; None where it has none yet."""
        return self.schedule.workshop(self.workshop.id) if self.schedule else None


def sessions(library: Library, slug: str | None = None, start: datetime.time | None = None) -> dict[str, Session]:
    """Every workshop that is held, by its id, in order.

    Args:
        library: all content.
        slug: id of the trust whose choices count; None for nobody's in particular.
        start: when each starts; as the trust or the workshop itself has it when None.

    Raises:
        KeyError: the library has no such trust.
        InputFault: the trust's closed periods leave no day for something.
    """
    playbook = None
    if slug is None:
        plans = tuple(
            WorkshopPlan(workshop, WorkshopChoice(workshop=workshop.id), timed(workshop, start))
            for workshop in library.workshops.values()
        )
    else:
        playbook = plan(_starting(library, slug, start) if start else library, slug)
        plans = playbook.workshops
    return {
        one.workshop.id: Session(
            one, library.programme.title, library.release, library.vocabulary, library.instruments, playbook
        )
        for one in plans
    }


def _starting(library: Library, slug: str, start: datetime.time) -> Library:
    """The library with another start for all workshops of a trust."""
    trust = library.trusts[slug]
    choices = trust.profile.workshops or [WorkshopChoice(workshop=id) for id in library.workshops]
    own = {"workshops": [choice.model_copy(update={"start": start}) for choice in choices]}
    changed = trust.model_copy(update={"profile": trust.profile.model_copy(update=own)})
    return library.model_copy(update={"trusts": {**library.trusts, slug: changed}})
