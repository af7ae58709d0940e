"""Results of several cohorts together: sums of what each published, medians side by side, and what that can show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from ..evaluation.combined import Asked, Combined, CombinedComparison, together
from ..evaluation.conclusions import VerdictKind
from ..model.english import counted
from ..model.instrument import Wave
from ..model.library import Library
from ..model.published_results import PublishedAnswers, PublishedResults
from ..planning import dates
from .context import shared_document
from .document import Block, Callout, Document, Figure, Figures, Front, Heading, bullets, paragraph, table
from .evaluation_words import AT, NOT_SHOWN, SHOWS, headline, number, p_words, short_verdict, why

NAME = "Combined report"
"""Name of its files, without the endings."""
ALL, NONE = "All items together", "\N{EN DASH}"
"""A score, and a cell with nothing."""
EARLIER = (Wave.BEFORE, Wave.THEN)
RULES = (
    "Each cohort sent what its own report shows, and nobody's answers. What a cohort did not show is in no sum here.",
    "Every number that goes into a sum is shown, so no sum tells more than the reports that it comes from.",
    "Numbers of people are added up. Medians stand side by side and are not averaged, because a mean of medians is the "
    "median of nobody.",
    "Sums are tested with the exact sign test, which asks only whether more people went up than down. Domains are "
    "corrected together by Holm's method.",
    "Answers are added up only where the same was asked, with the same answers to choose from.",
    "Cohorts differ in who took part and in what was done. A sum hides such differences, so look at the cohorts apart.",
    "No cohort had a comparison group, so nothing here shows that the programme caused a change.",
)
"""What holds for every combined report."""
NOT_IN_EACH = " In some cohort it was not so, or not by both comparisons: see the cohorts side by side."


def combined_report(combined: Combined, library: Library) -> Document:
    """The report, in the look of no particular trust."""
    cohorts = combined.cohorts
    trusts = len({each.trust for each in cohorts})
    title = f"{library.programme.title}: {counted(len(cohorts), 'cohort')} together"
    names = list(dict.fromkeys(each.name for each in cohorts))
    organisation = names[0] if trusts == 1 else counted(trusts, "trust")
    subtitle = ", ".join(names) if trusts > 1 else ", ".join(each.cohort for each in cohorts)
    return shared_document(title, subtitle, organisation, library.release, _blocks(combined), Front.TITLE)


def _blocks(combined: Combined) -> Iterator[Block]:
    if any(cohort.example for cohort in combined.cohorts):
        note = "Some of these cohorts are examples: they and their answers do not exist."
        yield Callout("Made up", (paragraph(note),), "warning")
    if overall := [asked for asked in _scores(combined) if asked.domain is None]:
        # Of several ways of asking, that with most people.
        most = max(overall, key=lambda asked: _people(combined, asked))
        verdict = together(combined.comparisons, most)
        yield paragraph(headline(verdict), "lead")
        yield paragraph(f"{why(verdict)}{NOT_IN_EACH if _but(combined, most) else ''}")
    else:
        yield paragraph("No cohort shows how prepared its participants felt both at the start and at the end.", "lead")
    yield Figures(tuple(_figures(combined)))
    yield Heading(1, "The cohorts", "cohorts")
    yield _cohorts(combined.cohorts)
    scores = list(_scores(combined))
    if scores:
        yield Heading(1, "Self-assessment: people added up", "sums")
        yield from (paragraph(SHOWS[earlier]) for earlier in EARLIER)
        yield _sums(combined, scores)
        yield Heading(1, "Self-assessment: cohorts side by side", "side-by-side")
        yield _side_by_side(combined, scores)
    yield from _questions(combined)
    yield Heading(1, "What this can and cannot show", "rules")
    yield bullets(RULES)
    if differs := list(_asked_differently(combined)):
        yield paragraph("These were asked differently in some cohorts, so they are apart above:")
        yield bullets(differs)


def _scores(combined: Combined) -> Iterator[Asked]:
    """What scores are about, all items first, each once."""
    asked = dict.fromkeys(each.asked for each in combined.comparisons if each.asked.question is None)
    yield from sorted(asked, key=lambda each: each.domain is not None)


def _comparison(combined: Combined, asked: Asked, earlier: Wave) -> CombinedComparison | None:
    return next((each for each in combined.comparisons if each.asked == asked and each.earlier is earlier), None)


def _people(combined: Combined, asked: Asked) -> int:
    return max(each.n for each in combined.comparisons if each.asked == asked)


def _figures(combined: Combined) -> Iterator[Figure]:
    known = [each.delivery for each in combined.cohorts if each.delivery]
    trusts = len({each.trust for each in combined.cohorts})
    yield Figure(str(len(combined.cohorts)), "cohorts", f"of {counted(trusts, 'trust')}")
    if known:
        behind = f"in {len(known)} of {len(combined.cohorts)} cohorts" if len(known) < len(combined.cohorts) else ""
        yield Figure(f"{sum(each.started for each in known):,}", "people started", behind)
    overall = [each for each in combined.comparisons if each.asked.question is None and each.asked.domain is None]
    for earlier, label in ((Wave.BEFORE, "higher after than before"), (Wave.THEN, "higher after than looking back")):
        own = [each for each in overall if each.earlier is earlier]
        if own:
            most = max(own, key=lambda each: each.n)
            note = f"{most.same} the same, {most.down} lower, {p_words(most.test.p)}"
            yield Figure(f"{most.up} of {most.n}", f"rated themselves {label}", note)


def _cohorts(cohorts: Sequence[PublishedResults]) -> Block:
    rows = []
    for place, cohort in enumerate(cohorts, 1):
        days = f"{dates.date(cohort.starts)} to {dates.date(cohort.ends)}" if cohort.starts and cohort.ends else NONE
        done = cohort.delivery
        finished = NONE if done is None or done.finished is None else str(done.finished)
        started = str(done.started) if done else NONE
        rows.append((f"{place}. {cohort.name}, {cohort.cohort}", days, started, finished, str(cohort.fewest)))
    header = ("Cohort", "Days", "Started", "Finished", "Fewest people shown")
    return table(header, rows, widths=(6, 5, 2, 2, 3), row_headers=True, numbers=(2, 3, 4))


def _sums(combined: Combined, scores: Sequence[Asked]) -> Block:
    rows = []
    for asked in scores:
        cells = [_title(combined, asked)]
        for earlier in EARLIER:
            figure = _comparison(combined, asked, earlier)
            if figure is None:
                cells.append(NOT_SHOWN.capitalize())
                continue
            p = figure.test.p if figure.adjusted is None else figure.adjusted
            behind = counted(len(figure.cohorts), "cohort")
            cells.append(f"{figure.up}, {figure.same}, {figure.down}; {p_words(p)} ({behind})")
        rows.append((*cells, f"{short_verdict(together(combined.comparisons, asked))}{_but(combined, asked)}"))
    return table(
        ("Domain", "Before to after", "Looking back to after", "More prepared?"),
        rows,
        caption="People who rated themselves higher, the same and lower, and the sign test of the sums",
        widths=(5, 5, 5, 3),
        row_headers=True,
    )


def _but(combined: Combined, asked: Asked) -> str:
    """What to add to a verdict of more or less if some cohort does not go the same way; empty if all do."""
    sign = {VerdictKind.MORE: 1, VerdictKind.LESS: -1}.get(together(combined.comparisons, asked).kind, 0)
    own = (cohort.comparison for each in combined.comparisons if each.asked == asked for cohort in each.cohorts)
    return ", but not in each cohort" if sign and any(sign * (each.up - each.down) <= 0 for each in own) else ""


def _title(combined: Combined, asked: Asked) -> str:
    if asked.domain is None:
        return ALL
    titles = (
        domain.title
        for cohort in combined.cohorts
        for form in cohort.forms
        if form.id == asked.form
        for domain in form.domains
        if domain.id == asked.domain
    )
    return next(titles, asked.domain)


def _side_by_side(combined: Combined, scores: Sequence[Asked]) -> Block:
    rows = []
    for asked in scores:
        figures = {earlier: _comparison(combined, asked, earlier) for earlier in EARLIER}
        for place in range(len(combined.cohorts)):
            own = {
                earlier: each
                for earlier, figure in figures.items()
                for each in (figure.cohorts if figure else ())
                if each.cohort == place
            }
            if own:
                changes = (
                    f"{each.comparison.up}, {each.comparison.same}, {each.comparison.down}" if each else NONE
                    for each in map(own.get, EARLIER)
                )
                at = {earlier: each.earlier for earlier, each in own.items()}
                after = next(iter(own.values())).later
                medians = (_median(each) for each in (*map(at.get, EARLIER), after))
                people = str(next(iter(own.values())).comparison.n)
                rows.append((f"{_title(combined, asked)}: cohort {place + 1}", people, *medians, *changes))
    times = (AT[each] for each in (*EARLIER, Wave.AFTER))
    header = ("Domain and cohort", "People", *times, "Before to after", "Looking back to after")
    caption = "Medians; people who rated themselves higher, the same and lower"
    return table(header, rows, caption=caption, widths=(6, 2, 2, 3, 2, 3, 3), row_headers=True, numbers=(1, 2, 3, 4))


def _median(answers: PublishedAnswers | None) -> str:
    return NONE if answers is None or answers.median is None else number(Fraction(str(answers.median)))


def _questions(combined: Combined) -> Iterator[Block]:
    """Answers to questions of forms that are not compared over time, added up."""
    compared = {each.asked.form for each in combined.comparisons}
    counted_up = [
        each for each in combined.answers if each.asked.question and each.counts and each.asked.form not in compared
    ]
    if counted_up:
        yield Heading(1, "Other forms: answers added up", "answers")
    titles = {form.id: form.title for cohort in combined.cohorts for form in cohort.forms}
    for form, figures in groupby(
        sorted(counted_up, key=lambda each: each.asked.form), key=lambda each: each.asked.form
    ):
        yield Heading(2, titles[form], f"answers-{form}")
        rows = [
            (
                _question(combined, each.asked),
                AT[each.wave] if each.wave else NONE,
                str(each.n),
                str(len(each.cohorts)),
                "; ".join(f"{label}: {people}" for label, people in each.counts),
            )
            for each in figures
        ]
        header = ("Question", "Copy", "People", "Cohorts", "Answers")
        yield table(header, rows, widths=(6, 2, 2, 2, 6), row_headers=True, numbers=(2, 3))
    directions = [
        (
            _question(combined, each.asked),
            *(str(people) for people in (each.less, each.same, each.more, len(each.cohorts))),
            p_words(each.test.p),
        )
        for each in combined.directions
    ]
    if directions:
        yield Heading(1, "Less, the same or more: answers added up", "directions")
        yield paragraph("The p values are not corrected for how many questions there are.")
        columns = ("Question", "Less", "Same", "More", "Cohorts", "Sign test")
        yield table(columns, directions, widths=(7, 2, 2, 2, 2, 3), row_headers=True, numbers=(1, 2, 3, 4))


def _question(combined: Combined, asked: Asked) -> str:
    questions = (
        question.text
        for cohort in combined.cohorts
        for form in cohort.forms
        if form.id == asked.form
        for question in form.questions
        if question.id == asked.question and (question.asked,) == asked.words
    )
    return next(questions, asked.question or "")


def _asked_differently(combined: Combined) -> Iterator[str]:
    """What has the same id in several cohorts and was asked in other words."""
    ways: dict[tuple[str, str | None, str | None], set[tuple[str, ...]]] = {}
    every = [each.asked for each in combined.answers]
    every += [each.asked for each in combined.directions]
    every += [each.asked for each in combined.comparisons]
    for asked in every:
        ways.setdefault(asked[:3], set()).add(asked.words)
    for (form, question, domain), several in ways.items():
        if len(several) > 1:
            first = Asked(form, question, domain, min(several))
            yield _question(combined, first) if question else _title(combined, first)
