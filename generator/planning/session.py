"""One session of a workshop: what the files for its facilitator are made from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..model.instrument import Instrument
from ..model.library import Library
from ..model.page import Release
from ..model.recorded_plan import RecordedPlan
from ..model.template import Template
from ..model.trust import TrustProfile, WorkshopChoice
from ..model.vocabulary import Vocabulary
from ..model.workshop import Workshop
from .agenda import timed
from .cohort_figures import in_usual_words
from .playbook import Playbook, plan
from .room_set import RoomNumbers, people_at_once, room_numbers
from .schedule import Schedule, ScheduleEntry
from .selection import WorkshopPlan
from .wording import worded_library
from .workshop_letters import workshop_letters


@dataclass(frozen=True, slots=True)
class Session:
    """A workshop with its times, for one trust's cohort or for no particular trust."""

    plan: WorkshopPlan
    programme: str
    release: Release
    vocabulary: Vocabulary
    instruments: dict[str, Instrument]
    """Forms by id."""
    letters: tuple[Template, ...]
    """The letters that go out before it."""
    playbook: Playbook | None
    """None for no particular trust."""
    room: RoomNumbers
    """What one holding of the workshop is counted for."""
    cohort: int
    """People who take part; more than are in the room at once where the workshop takes fewer."""

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
    def people(self) -> int:
        return self.room.people

    @property
    def participants(self) -> tuple[str, ...]:
        """Names of those who take part, if they are known and all of them are in the room at once."""
        names = tuple(person.name for person in self.playbook.records.participants) if self.playbook else ()
        return names if len(names) == self.people else ()

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
    people: int | None = None,
    group_size: int | None = None,
) -> dict[str, Session]:
    """Every workshop that a trust runs by id, in order; all workshops where no trust is given.

    Args:
        library: the checked content.
        slug: the trust's id.
        start: start time of every workshop; the trust's or the workshop's own when None.
        today: as for `plan`.
        previous: as for `plan`.
        people: how many take part. Default: the participants in the trust's records, else those of its cohort; for no
            trust those of a usual cohort.
        group_size: of a learning group, for no trust; pairs when None. A trust's cohort has its own.

    Raises:
        KeyError: unknown trust.
        InputFault: the trust's closed periods leave no day for something.
    """
    playbook = None
    if slug is None:
        group_size = group_size or 2
        people = people or 2 * library.programme.usual_groups
        library = in_usual_words(library, people, group_size)
        plans = tuple(
            WorkshopPlan(workshop, WorkshopChoice(workshop=workshop.id), timed(workshop, start))
            for workshop in library.workshops.values()
        )
    else:
        playbook = plan(_starting(library, slug, start) if start else library, slug, today=today, previous=previous)
        library = worded_library(library, playbook.wording)
        plans = playbook.workshops
        group_size = playbook.profile.cohort.group_size
        people = people or _people(playbook)
    return {each.workshop.id: _session(each, library, playbook, people, group_size) for each in plans}


def sessions_of(playbook: Playbook) -> tuple[Session, ...]:
    """Every workshop that a playbook's trust runs, in order, for its own cohort."""
    library = worded_library(playbook.library, playbook.wording)
    people, group_size = _people(playbook), playbook.profile.cohort.group_size
    return tuple(_session(each, library, playbook, people, group_size) for each in playbook.workshops)


def _session(held: WorkshopPlan, library: Library, playbook: Playbook | None, people: int, group_size: int) -> Session:
    workshop = held.workshop
    letters = playbook.workshop_letters if playbook else workshop_letters(library.templates.values(), [workshop])
    return Session(
        held,
        library.programme.title,
        library.release,
        library.vocabulary,
        library.instruments,
        tuple(letter for letter in letters if letter.timing[0].workshop == workshop.id),
        playbook,
        room_numbers(workshop, people_at_once(workshop, people), group_size),
        people,
    )


def _people(playbook: Playbook) -> int:
    """Those who accepted a place, where they are recorded, else those for whom the cohort has places."""
    return len(playbook.records.participants) or sum(each.number for each in playbook.profile.cohort.participants)


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
