"""The page for the board: what was done, four figures, a chart, what did not work, and what to decide."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ..evaluation.conclusions import Finding
from ..evaluation.measures import Allows
from ..evaluation.signed_rank import PValues
from ..model.base import EvidenceLabel
from ..model.english import counted, in_words
from ..model.instrument import Wave
from ..model.scheme import ProjectStage
from ..model.trust import TrustProfile
from ..planning import dates
from ..planning.applicability import group_name, groups
from . import citation, sheet
from .change_picture import change_drawing
from .context import document_of
from .document import Block, Document, Drawing, Figure, Figures, Front, Heading, Paragraph, Run, bullets, paragraph
from .evaluation import Evaluation
from .evaluation_advice import decisions, disappointments
from .evaluation_words import ALIKE, NOT_SHOWN, comparison_words, headline, measure_words, p_words, why
from .evidence_marks import LABEL
from .run_chart_picture import run_chart_drawing

NAME = "Board page"
"""Name of its files, without the endings."""
MADE_UP = "This is an example: the cohort, its people and their answers are made up{but}."
LIMITS = (
    "People rated themselves, and there was no comparison group: nobody can say that the programme caused a change. "
    "Results for fewer than {fewest} people are not shown. The method, every result and its limits are in the report."
)
TITLE = 70
"""Most characters of the trust's name in running text."""


class Room(NamedTuple):
    """How much is shown."""

    disappointments: int
    decisions: int
    chart: bool = True
    reason: bool = True
    """Whether the page says what each of the two comparisons found."""


ROOMS = (
    Room(8, 5),
    Room(6, 5),
    Room(5, 4),
    Room(4, 3),
    Room(3, 3),
    Room(3, 2),
    Room(3, 2, chart=False),
    Room(2, 2, chart=False),
    Room(2, 1, chart=False, reason=False),
)
"""From most to least. The page uses the first with which it is not too long."""


def board_page(evaluation: Evaluation, *, template: bool = False) -> Document:
    """The page for the board. A trust's own Word template may need more room."""
    playbook = evaluation.playbook
    title = f"{playbook.programme.title}: what came of {playbook.profile.cohort.name}"

    def with_room(room: Room) -> Document:
        return document_of(playbook, title, _blocks(evaluation, room), Front.SHEET, period(evaluation))

    return sheet.fullest([partial(with_room, room) for room in ROOMS], sheet.FOR_TEMPLATE * template)


def _blocks(evaluation: Evaluation, room: Room) -> Iterator[Block]:
    profile, verdict = evaluation.playbook.profile, evaluation.verdict()
    if profile.example:
        yield paragraph(made_up(profile, sheet.shortened(profile.name, TITLE)))
    yield paragraph(what_was_done(evaluation), "lead")
    yield figures(evaluation)
    yield Heading(1, headline(verdict).rstrip("."), "finding")
    if room.reason and (reason := why(verdict)):
        yield paragraph(reason)
    if room.chart and (drawing := chart(evaluation)):
        yield drawing
    yield Heading(1, "What did not work", "not-work")
    yield bullets(disappointments(evaluation)[: room.disappointments])
    yield Heading(1, "What to decide", "decide")
    label = Run(citation.LABELS[EvidenceLabel.SUGGESTED], role=f"{LABEL}{EvidenceLabel.SUGGESTED}")
    yield Paragraph((label, Run(": these lines follow from the figures by fixed rules. Change them as you see fit.")))
    yield bullets(decisions(evaluation)[: room.decisions])
    yield paragraph(LIMITS.format(fewest=in_words(evaluation.published.fewest)))


def made_up(profile: TrustProfile, name: str) -> str:
    """What readers of an example must know. Only a trust that exists could approve it: one with a code in the register.

    `name` is the trust's name, which may be shortened.
    """
    return MADE_UP.format(but=f", and {name} has not approved it" if profile.ods_code else "")


def period(evaluation: Evaluation) -> str:
    """The cohort's days."""
    schedule = evaluation.playbook.schedule
    return f"{dates.date(schedule.start)} to {dates.date(schedule.end)}" if schedule else "No dates yet"


def what_was_done(evaluation: Evaluation) -> str:
    """In a sentence or two, with numbers."""
    delivery, cohort = evaluation.delivery, evaluation.playbook.profile.cohort
    if not evaluation.recorded:
        return (
            f"{groups(cohort)} were planned. What was done is not known here: the scheme's workbook has nobody with a "
            "place yet."
        )
    formed = f"{counted(delivery.groups, group_name(cohort.group_size, 1), group_name(cohort.group_size))}"
    together = f" in {formed}" if delivery.groups else ""
    if delivery.ended:
        first = f"{counted(delivery.started, 'person', 'people')} started{together}, and {delivery.finished} finished."
    else:
        first = f"{counted(delivery.started, 'person', 'people')} take part{together}; the programme has not ended."
    held = delivery.attendance
    second = []
    if held.recorded:
        workshops = f"{delivery.workshops_held} of {len(delivery.workshops)} workshops"
        second.append(f"{workshops} were held, where {held.came} of {held.recorded} places were taken")
    if delivery.surgeries_held:
        second.append(f"{counted(delivery.surgeries_held, 'design surgery', 'design surgeries')} took place")
    return f"{first} {'; '.join(second)}." if second else first


def figures(evaluation: Evaluation) -> Figures:
    """Who finished, both comparisons, and the projects: each with the number of people or projects behind it."""
    return Figures(
        (
            _finished(evaluation),
            _compared(evaluation, Wave.BEFORE, "rated themselves higher after than before"),
            _compared(evaluation, Wave.THEN, "rated themselves higher after than looking back"),
            _projects(evaluation),
        )
    )


def _finished(evaluation: Evaluation) -> Figure:
    delivery = evaluation.delivery
    if not evaluation.recorded:
        cohort = evaluation.playbook.profile.cohort
        return Figure(str(cohort.groups * cohort.group_size), "people planned", "nobody is recorded yet")
    if delivery.finished is None:
        return Figure(str(delivery.started), "people take part", f"{delivery.applied} applied")
    return Figure(f"{delivery.finished} of {delivery.started}", "people finished", f"{delivery.applied} applied")


def _compared(evaluation: Evaluation, earlier: Wave, label: str) -> Figure:
    comparison = evaluation.comparison(earlier)
    if comparison is None:
        verdict = evaluation.verdict()
        finding = verdict.before_after if earlier is Wave.BEFORE else verdict.then_after
        if finding is Finding.HIDDEN:
            return Figure(NOT_SHOWN.capitalize(), label, ALIKE)
        return Figure("Not known", label, "nobody answered both times")
    changes, ranks = comparison.changes, comparison.ranks
    p = ranks.wilcoxon.p if ranks else None
    test = f", {p_words(p)}" if isinstance(p, PValues) else ""
    note = f"{changes.same} the same, {changes.down} lower{test}"
    return Figure(f"{changes.up} of {comparison.n}", label, note)


def _projects(evaluation: Evaluation) -> Figure:
    every, delivery = evaluation.project_count, evaluation.delivery
    if not every:
        return Figure("None", "projects recorded", "")
    finished, stopped = (delivery.projects.get(stage, 0) for stage in (ProjectStage.FINISHED, ProjectStage.STOPPED))
    improved = len({chart.project for chart in evaluation.charts if chart.allows is Allows.IMPROVEMENT})
    notes = [f"{stopped} stopped"] if stopped else []
    notes += [f"{improved} improved on a run chart"] if improved else ["no chart shows an improvement"]
    return Figure(f"{finished} of {every}", "projects finished", ", ".join(notes))


def chart(evaluation: Evaluation, prefix: str = "board-chart") -> Drawing | None:
    """Each person's change in all items together; where that is not shown, the run chart with most values."""
    colour = evaluation.playbook.profile.brand.colour
    before, then = evaluation.comparison(Wave.BEFORE), evaluation.comparison(Wave.THEN)
    if before or then:
        title = f"How prepared each person felt{evaluation.scale}"
        return change_drawing(before, then, evaluation.highest, prefix, colour, title)
    longest = max(evaluation.charts, key=lambda each: len(each.values), default=None)
    return run_chart_drawing(longest, prefix, colour) if longest else None


def spoken(evaluation: Evaluation) -> tuple[str, ...]:
    """What the page says, in lines for whoever presents it."""
    verdict = evaluation.verdict()
    lines = (what_was_done(evaluation), headline(verdict), why(verdict), *compared(evaluation))
    measures = tuple(f"{each.title}: {measure_words(each)}" for each in evaluation.charts)
    return tuple(line for line in (*lines, *measures) if line)


def compared(evaluation: Evaluation) -> tuple[str, ...]:
    """Both comparisons of all items together, each in a line with its test and its size."""
    comparisons = (evaluation.comparison(earlier) for earlier in (Wave.BEFORE, Wave.THEN))
    return tuple(comparison_words(each) for each in comparisons if each)
