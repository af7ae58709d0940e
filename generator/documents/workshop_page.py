"""The page of a workshop: what a facilitator needs on the day first, then what comes before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..model.english import counted, in_words, listed
from ..model.workshop import Activity, GroupVariant, Workshop
from ..planning import dates
from ..planning.agenda import TimedActivity
from ..planning.room_set import RoomNumbers
from .context import Context
from .document import Block, Heading, Paragraph, Run, Words, bullets, labelled, paragraph, table
from .floor_plan import what_lies_where
from .page_head import Fold, HeadFact, figure_and_words
from .room_words import how_many, who
from .workshop import END, EVALUATION, if_late, notes, weeks
from .workshop_preparation import REHEARSE, TIMES_LEFT, rehearsal, times_left


class WorkshopPage(NamedTuple):
    """A workshop on the site, counted for the people of a usual cohort."""

    workshop: Workshop
    activities: Sequence[TimedActivity]
    room: RoomNumbers
    week: int
    """Weeks from the first workshop of a usual cohort."""
    of: int
    """How many workshops the programme has."""
    context: Context

    def head_facts(self) -> Iterator[HeadFact]:
        """What decides whether somebody can run it."""
        workshop, room = self.workshop, self.room
        yield length(workshop, self.activities)
        yield when(workshop, self.week, self.of)
        people, _, groups = who(room).partition(" in ")
        leads = counted(room.facilitators, "facilitator")
        yield HeadFact("participant", "People", figure_and_words(people, f"in {groups}, with {leads}"))
        if workshop.materials:
            bring = Run(counted(len(workshop.materials), "thing"), link="#materials")
            handouts = counted(len(workshop.handouts), "handout")
            also = f" and {handouts} to print" if workshop.handouts else ""
            yield HeadFact("materials", "To bring", (bring, Run(also)))

    def before(self) -> Iterator[Fold]:
        """What to have ready, and what to do with little time."""
        workshop = self.workshop
        yield Fold("materials", "Materials and room", "What to bring, how tables stand", tuple(self._materials()))
        if workshop.time_left:
            blocks = (*times_left(workshop.time_left, 2), self.context.evidence(workshop.time_left))
            yield Fold("time-left", TIMES_LEFT, "What to do, and what to leave out", blocks)
        if practised := tuple(rehearsal(workshop, 1)):
            # The heading is the title of the fold.
            yield Fold("rehearsal", REHEARSE, "Two moments that are hard to say", practised[1:])
        if workshop.online:
            hint = "What changes when nobody is in the room"
            yield Fold("online", "Online", hint, tuple(self.context.prose(workshop.online)))

    def after(self) -> Iterator[Fold]:
        """What participants rate, and where the workshop comes from."""
        workshop = self.workshop
        if workshop.evaluation:
            statements = bullets(item.text for item in workshop.evaluation)
            blocks = (paragraph("From 1, disagree strongly, to 5, agree strongly."), statements)
            yield Fold("evaluation", EVALUATION, f"{len(workshop.evaluation)} statements on the feedback form", blocks)
        if workshop.background:
            sections = tuple(self.context.sections(workshop.background, "", 2))
            yield Fold("background", "Background", "Where it comes from, and what its evidence is", sections)

    def tasks(self, side: str) -> Iterator[Block]:
        """What is done before the day or after it, as a table; empty where nothing is."""
        tasks = self.workshop.preparation if side == "before" else self.workshop.follow_up
        if tasks:
            rows = ((weeks(task.weeks, side), task.do, self.context.role(task.owner)) for task in tasks)
            yield table(("When", "What to do", "Who"), rows, role="stacked")

    def _materials(self) -> Iterator[Block]:
        workshop, room = self.workshop, self.workshop.room
        if workshop.materials:
            yield paragraph(f"For {who(self.room)}.")
            bring = ((material.item, how_many(material, self.room)) for material in workshop.materials)
            yield table(("Bring", "How many"), bring)
        yield paragraph(room.layout)
        yield from what_lies_where(room)
        if room.needs:
            yield bullets(room.needs)
        if room.accessibility:
            yield Heading(2, "So that everybody can take part", "accessibility")
            yield bullets(room.accessibility)


def length(workshop: Workshop, activities: Sequence[TimedActivity]) -> HeadFact:
    """How long it takes, and its usual hours."""
    hours = f"usually {dates.clock(activities[0].starts)} to {dates.clock(activities[-1].ends)}"
    return HeadFact("hours", "Length", figure_and_words(dates.duration(workshop.duration_minutes), hours))


def when(workshop: Workshop, week: int, of: int) -> HeadFact:
    """Its place in the programme."""
    place = f"{counted(week, 'week')} after the first" if week else "at the start of the programme"
    return HeadFact("window", "When", figure_and_words(f"Workshop {workshop.number} of {of}", place))


def agenda_in_groups(workshop: Workshop, activities: Sequence[TimedActivity], group_size: int) -> Iterator[Block]:
    """The agenda of groups of a size, which says where it differs from that of pairs."""
    rows: list[tuple[Words, ...]] = []
    for own, timed in zip(workshop.activities, activities, strict=True):
        title: Words = (Run(timed.activity.title),)
        if own.variant(group_size):
            more = timed.activity.minutes - own.minutes
            difference = (
                f"{counted(abs(more), 'minute')} {'longer' if more > 0 else 'shorter'}" if more else "Other steps"
            )
            title = (Run(timed.activity.title, link=f"#activity-{own.id}"), Run(f"\n{difference} than in pairs"))
        rows.append((dates.clock(timed.starts), f"{timed.activity.minutes}", title))
    rows.append((dates.clock(activities[-1].ends), "", END))
    yield table(("Time", "Minutes", "What happens"), rows, numbers=(1,))


def variants(activity: Activity) -> Iterator[tuple[str, GroupVariant]]:
    """What differs in groups, each under its sizes, such as In groups of three, or in groups of three or four."""
    for variant in activity.variants:
        yield f"In groups of {listed(map(in_words, variant.group_sizes), 'or')}", variant


def variant_notes(activity: Activity, variant: GroupVariant) -> Iterator[Block]:
    """What a variant says in place of the activity's own notes, slides aside, and nothing that stays."""
    if variant.summary:
        yield paragraph(variant.summary)
    changes: dict[str, Any] = {"say": [], "do": [], "cues": [], "ask": [], "watch_for": [], **variant.given}
    if not changes.keys() & {"if_late", "if_late_saves"}:
        changes["if_late"] = None
    yield from page_notes(activity.model_copy(update=changes))


def page_notes(activity: Activity) -> Iterator[Block]:
    """The facilitator's notes for an activity."""
    for title, lines in notes(activity):
        yield Paragraph((Run(title, strong=True),))
        yield bullets(lines)
    if late := if_late(activity):
        yield labelled("If time is short", late)
