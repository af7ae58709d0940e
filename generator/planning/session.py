"""One session of a workshop: what the files for its facilitator are made from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..model.instrument import Instrument
from ..model.library import Library
from ..model.page import Release
from ..model.recorded_plan import RecordedPlan
from ..model.trust import TrustProfile, WorkshopChoice
from ..model.vocabulary import Vocabulary
from ..model.workshop import Workshop
from .agenda import timed
from .cohort_figures import in_usual_words
from .playbook import Playbook, plan
from .schedule import Schedule, ScheduleEntry
from .selection import WorkshopPlan
from .wording import worded_library


@dataclass(frozen=True, slots=True)
class Session:
    """A workshop with its times, for one trust's cohort or for no particular trust."""

    plan: WorkshopPlan
    programme: str
    release: Release
    vocabulary: Vocabulary
    instruments: dict[str, Instrument]
    """Forms by id."""
    playbook: Playbook | None
    """None for no particular trust."""

    @property
    def workshop(self) -> Workshop:
        return self.plan.workshop

    @property
    def name(self) -> str:
        """Name of a folder or file, such as workshop-5."""
        return f"workshop-{self.workshop.number}"

    @property
    def profile(self) -> TrustProfile | None:
        return self.playbook.profile if self.playbook else None

    @property
    def organisation(self) -> str:
        """The trust, or the programme where it is for no particular trust."""
        return self.profile.name if self.profile else self.programme

    @property
    def schedule(self) -> Schedule | None:
        return self.playbook.schedule if self.playbook else None

    @property
    def entry(self) -> ScheduleEntry | None:
        """None where it has no day yet."""
        return self.schedule.workshop(self.workshop.id) if self.schedule else None


def sessions(
    library: Library,
    slug: str | None = None,
    start: datetime.time | None = None,
    *,
    today: datetime.date | None = None,
    previous: RecordedPlan | None = None,
) -> dict[str, Session]:
    """Every workshop that a trust runs by id, in order; all workshops where no trust is given.

    `start` is the start time of every workshop; the trust's or the workshop's own when None. `today` and `previous` are
    as for `plan`.

    Raises:
        KeyError: unknown trust.
        InputFault: the trust's closed periods leave no day for something.
    """
    playbook = None
    if slug is None:
        library = in_usual_words(library)
        plans = tuple(
            WorkshopPlan(workshop, WorkshopChoice(workshop=workshop.id), timed(workshop, start))
            for workshop in library.workshops.values()
        )
    else:
        playbook = plan(_starting(library, slug, start) if start else library, slug, today=today, previous=previous)
        library = worded_library(library, playbook.wording)
        plans = playbook.workshops
    return {
        each.workshop.id: Session(
            each, library.programme.title, library.release, library.vocabulary, library.instruments, playbook
        )
        for each in plans
    }


def _starting(library: Library, slug: str, start: datetime.time) -> Library:
    """The library with another start time for all workshops of a trust."""
    trust = library.trusts[slug]
    schedule = trust.profile.schedule
    pins = [pin.model_copy(update={"start": None, "end": None}) for pin in schedule.pins]
    changes = {
        "workshops": [choice.model_copy(update={"start": start}) for choice in trust.profile.workshops],
        "workshop_details": {
            id: details.model_copy(update={"start": start}) for id, details in trust.profile.workshop_details.items()
        },
        "schedule": schedule.model_copy(update={"start_time": start, "pins": pins}),
    }
    changed = trust.model_copy(update={"profile": trust.profile.model_copy(update=changes)})
    return library.model_copy(update={"trusts": {**library.trusts, slug: changed}})
