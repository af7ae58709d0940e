"""What did not work and what to decide, by rules that are the same for every cohort.

What did not work is on every board page: people who left, domains in which nothing rose, the workshop with the lowest
attendance, projects that stopped or are unfinished, charts without an improvement, forms that did not come back. What
to decide is advice: each line follows from a figure by a threshold below, and people change it as they see fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..evaluation.conclusions import VerdictKind
from ..evaluation.description import Quartiles
from ..evaluation.measures import Allows
from ..evaluation.results import Answered
from ..model.english import counted, in_words, listed
from ..model.instrument import InstrumentKind, Wave
from ..model.scheme import ProjectStage
from ..planning import dates
from ..planning.figures import pounds, whole_number
from .evaluation import Evaluation
from .evaluation_words import measure_words, number

ATTENDANCE = Fraction(3, 4)
"""A smaller share of the places at workshops asks for a decision about release."""
RETURNED = Fraction(4, 5)
"""A smaller share of those who started, returning the last self-assessment, asks for a decision about the forms."""
LEFT = Fraction(1, 10)
"""If a larger share of those who started left, they are asked why."""
FEWEST_VALUES, FEW_CHARTS, FEW_RATINGS = 10, 2, 3
"""Values that a run chart needs; how many charts for the worse have a line each; how many low ratings are named."""
NOTHING = (
    "Nothing that our rules look for: nobody left, and no domain, workshop, project or form stands out. That says "
    "nothing about what was not measured."
)
NOT_RECORDED = "Nobody recorded what was done: who left, who came to the workshops, what became of projects."
UNKNOWN = "Nothing is recorded yet, so nobody can say what did not work."


def disappointments(evaluation: Evaluation) -> tuple[str, ...]:
    """What did not work, the most serious first; never empty."""
    rules = (_people, _domains, _projects, _sessions, _ratings, _forms)
    lines = tuple(line for rule in rules for line in rule(evaluation))
    if evaluation.recorded:
        return lines or (NOTHING,)
    return (NOT_RECORDED, *lines) if evaluation.published.results.respondents else (UNKNOWN,)


def _people(evaluation: Evaluation) -> Iterator[str]:
    delivery = evaluation.delivery
    if delivery.left:
        yield f"{_of(delivery.left, delivery.started)} people who started left before the end."
    if delivery.release_refused:
        yield f"Release was refused for {counted(delivery.release_refused, 'person', 'people')}."


def _domains(evaluation: Evaluation) -> Iterator[str]:
    titles: dict[VerdictKind, list[str]] = {}
    for domain in evaluation.domains:
        titles.setdefault(evaluation.verdict(domain).kind, []).append(evaluation.playbook.domains[domain].title)
    if fell := titles.get(VerdictKind.LESS):
        yield f"They felt less prepared in {_which(fell, len(evaluation.domains), 'all')}."
    unclear = [
        title
        for kind in (VerdictKind.MIXED, VerdictKind.CANNOT_TELL, VerdictKind.TOO_FEW)
        for title in titles.get(kind, ())
    ]
    if unclear:
        which = _which(unclear, len(evaluation.domains), "any of the")
        yield f"We cannot tell whether they felt more prepared in {which}."


def _which(titles: list[str], every: int, all_of_them: str) -> str:
    """Domains by their titles, or in a word where it is all of several."""
    if len(titles) == every > 1:
        return f"{all_of_them} {in_words(every)} domains"
    return listed(f"\u201c{title}\u201d" for title in titles)


def _sessions(evaluation: Evaluation) -> Iterator[str]:
    held = [session for session in evaluation.delivery.workshops if session.held]
    if held:
        worst = min(held, key=lambda session: Fraction(session.came, session.recorded))
        if worst.came < worst.recorded:
            title = workshop_title(evaluation, worst.session)
            yield f"Fewest came to the workshop \u201c{title}\u201d: {worst.came} of {worst.recorded}."
    missing = len(evaluation.delivery.workshops) - len(held)
    if missing and held and evaluation.delivery.ended:
        yield f"{_of(missing, len(evaluation.delivery.workshops))} workshops have no record that anybody came."


def _projects(evaluation: Evaluation) -> Iterator[str]:
    delivery, every = evaluation.delivery, evaluation.project_count
    stopped = delivery.projects.get(ProjectStage.STOPPED, 0)
    if every and (stopped or (delivery.ended and evaluation.unfinished)):
        states = [
            f"{in_words(number)} {'is' if number == 1 else 'are'} {state}"
            for number, state in ((stopped, "stopped"), (evaluation.unfinished, "unfinished"))
            if number
        ]
        yield f"Of {counted(every, 'project')}, {listed(states)}."
    worse = [chart for chart in evaluation.charts if chart.allows in (Allows.CONCERN, Allows.MIXED)]
    projects = list(dict.fromkeys(chart.title for chart in worse))
    if len(worse) > FEW_CHARTS:
        which = listed(f"\u201c{title}\u201d" for title in projects)
        yield f"{counted(len(worse), 'run chart')} shifted for the worse, or both ways, after the baseline: of {which}."
    else:
        yield from (f"{chart.title}: {measure_words(chart)}" for chart in worse)
    if every and delivery.ended and not evaluation.charts:
        yield "No project has recorded a value of a measure."
    elif every and delivery.ended and not any(chart.allows is Allows.IMPROVEMENT for chart in evaluation.charts):
        yield "No run chart of a project shows an improvement."


def _ratings(evaluation: Evaluation) -> Iterator[str]:
    """The lowest rated line of each survey and each workshop's feedback, if it is in the lower half of its scale."""
    forms = {form.id: form for form in evaluation.playbook.instruments}
    lowest: dict[str, tuple[Quartiles, Answered]] = {}
    for answers in evaluation.published.results.answered:
        about, middle = answers.about, answers.description.quartiles
        asked = forms[about.instrument].kind in (InstrumentKind.SURVEY, InstrumentKind.FEEDBACK)
        if asked and middle and answers.counts and not about.side and answers.wave is not Wave.BEFORE:
            where = workshop_title(evaluation, about.workshop) or forms[about.instrument].title
            if 2 * middle.median < len(answers.counts) + 1 and (where not in lowest or middle < lowest[where][0]):
                lowest[where] = (middle, answers)
    rated = sorted(lowest.items(), key=lambda each: each[1][0])[:FEW_RATINGS]
    lines = [
        f"\u201c{evaluation.words(answers.about).rstrip('.')}\u201d (median {number(middle.median)} of "
        f"{len(answers.counts)}, n = {answers.description.n}, {where})"
        for where, (middle, answers) in rated
    ]
    if lines:
        yield f"{'The lowest ratings' if len(lines) > 1 else 'The lowest rating'}: {listed(lines)}."


def workshop_title(evaluation: Evaluation, id: str) -> str:
    """The title of a workshop from its id, or from that of its entry in the plan; empty for no workshop."""
    titles = {plan.workshop.id: plan.workshop.title for plan in evaluation.playbook.workshops}
    return titles.get(id.removeprefix("workshop-"), id)


def _forms(evaluation: Evaluation) -> Iterator[str]:
    form, delivery = evaluation.self_assessment, evaluation.delivery
    returned = evaluation.returned(form.id, Wave.AFTER) if form else None
    if returned is not None and returned < delivery.started:
        yield (
            f"{_of(returned, delivery.started)} people who started returned the self-assessment at the end. We do not "
            "know how prepared the others felt."
        )


def decisions(evaluation: Evaluation) -> tuple[str, ...]:
    """What we advise to decide, the largest question first."""
    return (_going_on(evaluation), *_further(evaluation))


def _going_on(evaluation: Evaluation) -> str:
    playbook, delivery = evaluation.playbook, evaluation.delivery
    if not delivery.ended:
        ends = f", which is on {dates.date(playbook.schedule.end)}" if playbook.schedule else ""
        return f"Decide nothing about another cohort before the programme has ended{ends}."
    cost = pounds_a_finisher(evaluation)
    so_far = ", as far as the plan is priced" if playbook.business_case.unpriced else ""
    price = f", at {pounds(cost)} for each person who finishes{so_far}" if cost else ""
    match evaluation.verdict().kind:
        case VerdictKind.MORE:
            caution = "they do not show what caused the change"
            return f"Whether to run another cohort{price}. The ratings speak for it; {caution}."
        case VerdictKind.LESS | VerdictKind.MIXED:
            return "No cohort of the same kind until participants have been asked why they do not feel more prepared."
        case VerdictKind.NOT_ASKED | VerdictKind.HIDDEN:
            return f"Whether to run another cohort{price}. No ratings can be shown for or against it."
        case _:
            return (
                f"Whether to run another cohort{price}. The ratings cannot decide it, so say on what other "
                "grounds, and put the results of both cohorts together."
            )


def pounds_a_finisher(evaluation: Evaluation) -> Fraction | None:
    """Planned pounds for each person who finished; None where nothing is priced or nobody has finished."""
    total, finished = evaluation.playbook.business_case.total, evaluation.delivery.finished
    return total.usual / finished if total and finished else None


def _further(evaluation: Evaluation) -> Iterator[str]:
    delivery, share = evaluation.delivery, evaluation.attendance
    if share is not None and share < ATTENDANCE:
        yield (
            f"Who sees to it that people are released: they came to {whole_number(100 * share)} per cent of the places "
            "at workshops."
        )
    if delivery.ended and evaluation.unfinished:
        several = f"each of {evaluation.unfinished} unfinished projects"
        which = "the unfinished project" if evaluation.unfinished == 1 else several
        yield f"What becomes of {which}: whether to finish it, hand it over or stop it, and who owns it."
    if delivery.started and Fraction(delivery.left, delivery.started) > LEFT:
        yield "Who asks those who left why, before others are recruited."
    form = evaluation.self_assessment
    returned = evaluation.returned(form.id, Wave.AFTER) if form else None
    if delivery.ended and delivery.started and (returned is None or Fraction(returned, delivery.started) < RETURNED):
        yield "How the last forms come back next time, such as half an hour for them in every diary."
    if evaluation.project_count and not any(len(chart.values) >= FEWEST_VALUES for chart in evaluation.charts):
        yield f"Who helps projects to measure: none has the {in_words(FEWEST_VALUES)} values that a run chart needs."


def _of(number: int, every: int) -> str:
    return f"{number} of {every}"
