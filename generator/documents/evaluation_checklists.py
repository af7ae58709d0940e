"""What was found at each of Kirkpatrick's levels, and the checklists of TIDieR and SQUIRE, filled in from the data.

What the data do not say is not made up: it says "Not recorded".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..evaluation.conclusions import VerdictKind, sign_verdict
from ..evaluation.measures import Allows
from ..evaluation.results import About
from ..model.english import counted, in_words, listed
from ..model.instrument import InstrumentKind, Level, Wave
from ..planning.applicability import groups, participants
from ..planning.figures import pounds, whole_number
from .context import PlaybookContext
from .document import Block, Heading, Inline, Run, Words, paragraph, table
from .evaluation import Evaluation
from .evaluation_words import headline, number
from .tidier import items

NOT_RECORDED: Final = "Not recorded"
QUESTIONS: Final = {
    Level.REACTION: ("Reaction", "Was it worth the time?"),
    Level.LEARNING: ("Learning", "What can they do or explain now?"),
    Level.BEHAVIOUR: ("Behaviour", "What do they do differently at work?"),
    Level.RESULTS: ("Results", "What changed for patients or staff?"),
}
NEVER: Final = {
    Level.REACTION: "What people who did not return the forms thought",
    Level.LEARNING: "What people can do: they rated themselves, and nobody tested them",
    Level.BEHAVIOUR: "Behaviour that nobody was asked about; participants chose who was asked",
    Level.RESULTS: "What would have happened without the programme, and effects that no project measured",
}
"""What no form of this cohort can show, by level."""


def levels(evaluation: Evaluation) -> Iterator[Block]:
    """What was found at each level, and what was not measured."""
    rows = (
        (f"{title}: {question}", " ".join(_found(evaluation, level)) or "Not measured.", NEVER[level])
        for level, (title, question) in QUESTIONS.items()
    )
    yield table(("Level", "Found", "Not measured"), rows, widths=(4, 7, 4), row_headers=True)


def _found(evaluation: Evaluation, level: Level) -> Iterator[str]:
    if level is Level.LEARNING and evaluation.published.results.comparisons:
        yield headline(evaluation.verdict())
        kinds = [evaluation.verdict(domain).kind for domain in evaluation.domains]
        more = kinds.count(VerdictKind.MORE)
        yield f"More prepared in {in_words(more) if more else 'none'} of {in_words(len(kinds))} domains."
    if level is Level.RESULTS and evaluation.charts:
        improved = sum(chart.allows is Allows.IMPROVEMENT for chart in evaluation.charts)
        worse = sum(chart.allows in (Allows.CONCERN, Allows.MIXED) for chart in evaluation.charts)
        yield (
            f"Of {counted(len(evaluation.charts), 'run chart')} of projects, {in_words(improved)} shifted for the "
            f"better{f' and {in_words(worse)} for the worse' if worse else ''}."
        )
    yield from _ratings(evaluation, level)
    yield from _directions(evaluation, level)


def _questions(evaluation: Evaluation, level: Level) -> set[About]:
    """Questions of forms other than the self-assessment that ask about a level."""
    return {
        About(form.id, question.id)
        for form in evaluation.playbook.instruments
        if form.kind is not InstrumentKind.SELF_ASSESSMENT
        for group in form.groups
        if group.level is level
        for question in group.questions
    }


def _ratings(evaluation: Evaluation, level: Level) -> Iterator[str]:
    """The lines with the highest and the lowest median; what was rated before the programme is none of its results."""
    asked = _questions(evaluation, level)
    rated = [
        (each.description.quartiles, each)
        for each in evaluation.published.results.answered
        if each.counts and each.description.quartiles and each.about._replace(workshop="") in asked
        if each.wave is not Wave.BEFORE
    ]
    if not rated:
        return
    lowest, highest = min(rated, key=lambda each: each[0]), max(rated, key=lambda each: each[0])
    if len(rated) > 1 and lowest[0].median == highest[0].median:
        yield f"{len(rated)} ratings, all with a median of {number(lowest[0].median)} of {len(lowest[1].counts)}."
        return
    for word, (middle, figure) in (
        (("Highest", highest), ("Lowest", lowest)) if len(rated) > 1 else (("Rated", highest),)
    ):
        text = evaluation.words(figure.about).rstrip(".")
        yield (
            f"{word}: \u201c{text}\u201d, median {number(middle.median)} of {len(figure.counts)} "
            f"(n = {figure.description.n})."
        )


def _directions(evaluation: Evaluation, level: Level) -> Iterator[str]:
    asked, forms = _questions(evaluation, level), dict[str, list[VerdictKind]]()
    for each in evaluation.published.results.directions:
        if each.about in asked and each.test:
            forms.setdefault(each.about.instrument, []).append(sign_verdict(each).kind)
    titles = {form.id: form.title for form in evaluation.playbook.instruments}
    for form, verdicts in forms.items():
        states = [
            f"{words} in {in_words(number_)}"
            for words, number_ in (
                ("more often", verdicts.count(VerdictKind.MORE)),
                ("less often", verdicts.count(VerdictKind.LESS)),
                ("we cannot tell", len(verdicts) - verdicts.count(VerdictKind.MORE) - verdicts.count(VerdictKind.LESS)),
            )
            if number_
        ]
        yield f"Of {counted(len(verdicts), 'line')} of \u201c{titles[form]}\u201d: {listed(states)}."


def checklists(evaluation: Evaluation) -> Iterator[Block]:
    """TIDieR and SQUIRE."""
    playbook = evaluation.playbook
    yield Heading(2, "TIDieR: what was done, so that others can repeat it", "tidier")
    described = items(playbook, PlaybookContext(playbook), _fidelity(evaluation))
    rows: list[tuple[Words, Words]] = [(f"{place}. {name}", words) for place, (name, words) in enumerate(described, 1)]
    yield table(("Item", "This cohort"), rows, widths=(3, 8), row_headers=True)
    yield Heading(2, "SQUIRE 2.0: what a report of improvement work says", "squire")
    yield paragraph("Where it says \u201cNot recorded\u201d, people must write: the data do not say it.")
    yield table(("Item", "This report"), _squire(evaluation), widths=(3, 8), row_headers=True)


def _fidelity(evaluation: Evaluation) -> str:
    delivery, share = evaluation.delivery, evaluation.attendance
    if not evaluation.recorded:
        return NOT_RECORDED
    held = f"{delivery.workshops_held} of {len(delivery.workshops)} workshops held"
    came = (
        f"{whole_number(100 * share)} per cent of their places taken"
        if share is not None
        else "attendance not recorded"
    )
    finished = (
        f"{delivery.finished} of {delivery.started} people finished" if delivery.finished is not None else "not ended"
    )
    return f"{held}, {came}; {finished}"


def _squire(evaluation: Evaluation) -> Iterator[tuple[Words, Words]]:
    playbook, cohort = evaluation.playbook, evaluation.playbook.profile.cohort
    total = playbook.business_case.total
    forms = [form.title for form in playbook.instruments if form.evaluated]
    sites = ", ".join(site.name for site in playbook.profile.sites)
    yield "1. Title", "On the first page"
    yield "2. Abstract", _see("At a glance", "glance")
    yield "3. Problem description", f"{NOT_RECORDED}: why this trust began"
    yield "4. Available knowledge", "The guidance of this playbook, with its sources"
    yield "5. Rationale", playbook.programme.summary
    yield "6. Specific aims", f"{NOT_RECORDED}: what this trust wanted to reach, by when"
    yield "7. Context", f"{groups(cohort)} with {participants(cohort, playbook.vocabulary)}; {sites}"
    yield "8. Intervention", _see("TIDieR", "tidier")
    yield "9. Study of the intervention", "The same people before, looking back and after, without a comparison group"
    yield "10. Measures", ", ".join(forms) or NOT_RECORDED
    yield "11. Analysis", _see("How results were worked out", "method")
    yield (
        "12. Ethical considerations",
        f"Codes and no names; small groups hidden. Whether approval was asked for: {NOT_RECORDED.lower()}",
    )
    yield "13. Results", _see("Self-assessment", "self-assessment")
    yield "14. Summary", _see("At a glance", "glance")
    yield "15. Interpretation", f"{NOT_RECORDED}: what the people who ran it make of the results"
    yield "16. Limitations", _see("Limits", "limits")
    yield "17. Conclusions", _see("What to decide", "decide")
    yield "18. Funding", f"Planned cost {pounds(total.usual)}, as far as it is priced" if total else NOT_RECORDED


def _see(title: str, anchor: str) -> Inline:
    return (Run("See "), Run(title, link=f"#{anchor}"))
