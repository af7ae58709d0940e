"""The full report of an evaluation: what was done, all that may be shown, how it was worked out, and its limits."""

from __future__ import annotations

from collections.abc import Iterator

from ..evaluation.disclosure import rules
from ..evaluation.results import Why
from ..model.base import EvidenceLabel
from ..model.english import counted, in_words
from ..model.instrument import Wave
from ..model.scheme import ProjectStage
from ..planning.applicability import group_name
from ..planning.figures import pounds, whole_number
from . import citation
from .board_page import chart, compared, figures, made_up, period, what_was_done
from .context import document_of
from .document import Block, Callout, Document, Front, Heading, Paragraph, Run, bullets, facts, paragraph, table
from .evaluation import Evaluation
from .evaluation_advice import decisions, disappointments, pounds_a_finisher, workshop_title
from .evaluation_checklists import checklists, levels
from .evaluation_method import METHOD, OBJECTIONS
from .evaluation_results import comments, other_forms, projects, returned, self_assessment
from .evaluation_words import SOURCES, headline, why
from .evidence_marks import LABEL

NAME = "Evaluation report"
"""Name of its files, without the endings."""
STAGES = {
    ProjectStage.IDEA: "An idea",
    ProjectStage.CHOSEN: "Chosen",
    ProjectStage.CHARTER_AGREED: "Charter agreed",
    ProjectStage.UNDER_WAY: "Under way",
    ProjectStage.FINISHED: "Finished",
    ProjectStage.STOPPED: "Stopped",
}
FURTHER_SOURCES = ("kirkpatrick", "squire-2")


def evaluation_report(evaluation: Evaluation) -> Document:
    """The full report."""
    playbook = evaluation.playbook
    title = f"{playbook.programme.title}: evaluation report"
    subtitle = f"{playbook.profile.cohort.name}, {period(evaluation)}"
    return document_of(playbook, title, _blocks(evaluation), Front.COVER, subtitle)


def _blocks(evaluation: Evaluation) -> Iterator[Block]:
    yield from _at_a_glance(evaluation)
    yield Heading(1, "What was done", "done", starts_page=True)
    yield from _done(evaluation)
    yield Heading(1, "What was found at each level", "levels")
    yield paragraph("Kirkpatrick sorts the results of training into four levels. The last two matter most.")
    yield from levels(evaluation)
    yield Heading(1, "Self-assessment", "self-assessment", starts_page=True)
    yield from self_assessment(evaluation)
    yield from _under(Heading(1, "Other forms", "forms", starts_page=True), other_forms(evaluation))
    yield Heading(1, "Projects", "projects", starts_page=True)
    yield from projects(evaluation)
    yield from _under(Heading(1, "Comments", "comments", starts_page=True), comments(evaluation))
    yield Heading(1, "How results were worked out", "method", starts_page=True)
    yield from _method(evaluation)
    yield Heading(1, "Limits", "limits")
    yield bullets(_limits(evaluation))
    yield Heading(2, "What a statistician would object", "objections")
    yield table(("Objection", "Answer"), OBJECTIONS, widths=(4, 7), row_headers=True)
    yield Heading(1, "Checklists", "checklists", starts_page=True)
    yield from checklists(evaluation)
    yield from _under(Heading(1, "Sources", "sources"), _sources(evaluation))


def _under(heading: Heading, blocks: Iterator[Block]) -> Iterator[Block]:
    """A heading with its blocks; nothing if there are none."""
    own = list(blocks)
    if own:
        yield heading
        yield from own


def _at_a_glance(evaluation: Evaluation) -> Iterator[Block]:
    verdict = evaluation.verdict()
    yield Heading(1, "At a glance", "glance")
    profile = evaluation.playbook.profile
    if profile.example:
        yield Callout("Made up", (paragraph(made_up(profile, profile.name)),), "warning")
    yield paragraph(headline(verdict), "lead")
    if reason := why(verdict):
        yield paragraph(reason)
    if lines := compared(evaluation):
        yield bullets(lines)
    yield paragraph(what_was_done(evaluation))
    yield figures(evaluation)
    if drawing := chart(evaluation, "glance-chart"):
        yield drawing
    yield Heading(2, "What did not work", "not-work")
    yield bullets(disappointments(evaluation))
    yield Heading(2, "What to decide", "decide")
    label = Run(citation.LABELS[EvidenceLabel.SUGGESTED], role=f"{LABEL}{EvidenceLabel.SUGGESTED}")
    yield Paragraph((label, Run(": these lines follow from the figures by fixed rules.")))
    yield bullets(decisions(evaluation))


def _done(evaluation: Evaluation) -> Iterator[Block]:
    delivery = evaluation.delivery
    if not evaluation.recorded:
        yield paragraph(what_was_done(evaluation))
    else:
        name = group_name(evaluation.playbook.profile.cohort.group_size)
        rows = [
            ("Applied", str(delivery.applied)),
            ("Started", str(delivery.started)),
            ("Left before the end", str(delivery.left)),
            ("Finished", "The programme has not ended" if delivery.finished is None else str(delivery.finished)),
            ("Release agreed", f"{delivery.release_agreed} of {delivery.started}"),
            (
                f"{name[0].upper()}{name[1:]}",
                f"{delivery.groups}; the first meeting of {delivery.groups_met} is recorded",
            ),
            ("Design surgeries held", f"{delivery.surgeries_held} of {len(delivery.surgeries)}"),
        ]
        yield facts(rows)
        yield from _cost(evaluation)
        yield from _attendance(evaluation)
        yield from _stages(evaluation)
    yield Heading(2, "Forms that came back", "returned")
    yield from returned(evaluation)


def _cost(evaluation: Evaluation) -> Iterator[Block]:
    case, cost = evaluation.playbook.business_case, pounds_a_finisher(evaluation)
    if cost is None or case.total is None:
        yield paragraph(
            "Cost for each person who finished: not known, as nothing is priced or the programme has not ended."
        )
        return
    share = whole_number(100 * case.share)
    yield paragraph(
        f"Cost for each person who finished: {pounds(cost)}. That is the planned cost of {pounds(case.total.usual)}, "
        f"which prices {share} per cent of the hours, divided by {evaluation.delivery.finished}."
    )


def _attendance(evaluation: Evaluation) -> Iterator[Block]:
    rows = [
        (
            workshop_title(evaluation, session.session),
            *(
                str(each)
                for each in (session.there, session.partly, session.apologies, session.absent, session.unrecorded)
            ),
        )
        for session in evaluation.delivery.workshops
    ]
    if rows:
        yield Heading(2, "Attendance at workshops", "attendance")
        header = ("Workshop", "There", "For part", "Apologies", "Not there", "Not recorded")
        yield table(header, rows, widths=(7, 2, 2, 2, 2, 2), row_headers=True, numbers=(1, 2, 3, 4, 5))


def _stages(evaluation: Evaluation) -> Iterator[Block]:
    rows = [(STAGES[stage], str(number)) for stage, number in evaluation.delivery.projects.items() if number]
    if rows:
        yield Heading(2, "Projects by stage", "stages")
        yield table(("Stage", "Projects"), rows, widths=(6, 2), row_headers=True, numbers=(1,))


def _method(evaluation: Evaluation) -> Iterator[Block]:
    playbook = evaluation.playbook
    yield Heading(2, "The forms", "instruments")
    rows = [
        (form.title, form.summary, playbook.vocabulary.roles[form.completed_by].title, form.read_by or "Not said")
        for form in playbook.instruments
        if form.evaluated
    ]
    header = ("Form", "What for", "Who fills it in", "Who sees the answers")
    yield table(header, rows, widths=(4, 6, 3, 6), row_headers=True)
    yield Heading(2, "From answers to results", "analysis")
    yield bullets(METHOD)
    yield Heading(2, "What is not shown", "hidden")
    yield bullets(rules(evaluation.published.fewest))
    few = sum(each.why is Why.FEW for each in evaluation.published.hidden)
    others = len(evaluation.published.hidden) - few
    if few:
        yield paragraph(
            f"In this report {counted(few, 'result is', 'results are')} not shown, because too few people answered or "
            "all answered alike."
        )
    if others:
        yield paragraph(
            f"{counted(others, 'result is', 'results are')} not shown, because a hidden one could be worked out from "
            f"{'it' if others == 1 else 'them'}."
        )
    if not evaluation.published.hidden:
        yield paragraph("In this report nothing had to be hidden.")


def _limits(evaluation: Evaluation) -> Iterator[str]:
    """What this cohort's results cannot show, beside what holds for every cohort."""
    delivery, form = evaluation.delivery, evaluation.self_assessment
    yield "People rated themselves, and there was no comparison group."
    after = evaluation.returned(form.id, Wave.AFTER) if form else None
    if after is not None and delivery.started:
        yield f"{after} of {delivery.started} people who started returned the self-assessment at the end."
    comparison = evaluation.comparison(Wave.BEFORE)
    if comparison and comparison.changes.incomplete:
        people = counted(comparison.changes.incomplete, "person", "people")
        yield f"{people} answered only once or left too many lines out, and are in neither comparison."
    if not evaluation.recorded:
        yield "What was done is not recorded in the scheme's workbook."
    elif not delivery.ended:
        yield "The programme has not ended: these results are interim."
    unrecorded = delivery.attendance.unrecorded
    if unrecorded:
        yield f"At workshops that were held, attendance was not recorded {counted(unrecorded, 'time')}."
    if evaluation.project_count > len({chart.project for chart in evaluation.charts}):
        missing = evaluation.project_count - len({chart.project for chart in evaluation.charts})
        yield f"{in_words(missing).capitalize()} of {counted(evaluation.project_count, 'project')} recorded no measure."
    if not evaluation.published.results.comments:
        yield "No comments are shown: nobody has read them for names yet, or none were written."


def _sources(evaluation: Evaluation) -> Iterator[Block]:
    references = evaluation.playbook.library.references
    for id in (*SOURCES.values(), *FURTHER_SOURCES):
        if reference := references.get(id):
            run = Run(citation.full(reference), link=citation.address(reference))
            yield Paragraph((run,), anchor=f"source-{id}")
