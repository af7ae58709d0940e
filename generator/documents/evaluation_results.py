"""Every result that may be shown, as tables: the self-assessment, other forms, workshops, projects and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..evaluation.conclusions import sign_verdict
from ..evaluation.measures import MeasureChart
from ..evaluation.results import About, Answered, Comparison, DirectionAnswers
from ..model.instrument import Instrument, InstrumentKind, QuestionKind, Wave
from ..model.project import MeasureKind
from . import citation
from .change_picture import change_drawing
from .document import Block, Heading, Paragraph, Run, Words, bullets, ended, paragraph, table
from .evaluation import Evaluation
from .evaluation_advice import workshop_title
from .evaluation_words import (
    AT,
    NOT_SHOWN,
    SHOWS,
    SOURCES,
    interval,
    measure_words,
    number,
    p_words,
    quartiles,
    short_verdict,
)
from .run_chart_picture import run_chart_drawing, values_table, xmr_drawing

ALL = "All items together"
_KINDS = {
    MeasureKind.OUTCOME: "An outcome measure.",
    MeasureKind.PROCESS: "A process measure.",
    MeasureKind.BALANCING: "A balancing measure.",
}
COPIES = (Wave.BEFORE, Wave.THEN, Wave.AFTER)
EARLIER = (Wave.BEFORE, Wave.THEN)
EMPTY = "\N{EN DASH}"


def self_assessment(evaluation: Evaluation) -> Iterator[Block]:
    """Each domain at three times, both comparisons side by side, each test in full, and each question."""
    form = evaluation.self_assessment
    if form is None:
        yield paragraph("This cohort does not use the self-assessment.")
        return
    yield from _shows(evaluation)
    if not any(evaluation.comparison(earlier) for earlier in EARLIER):
        yield paragraph(
            f"Both comparisons are {NOT_SHOWN}, or nobody has answered at both times. What may be shown is below."
        )
    scores = [("", ALL), *((id, evaluation.playbook.domains[id].title) for id in evaluation.domains)]
    yield Heading(2, "How prepared people felt", "scores")
    rows = ((title, *_at_each_time(evaluation, About(form.id, domain=id))) for id, title in scores)
    header = ("Domain", "People", "Missing", *(AT[copy] for copy in COPIES))
    caption = (
        f"Scores from 1 to {evaluation.highest}: the median, and in brackets the quartiles; where it differs, how "
        "many are missing before, looking back and after"
    )
    yield table(header, rows, caption=caption, widths=(6, 2, 2, 3, 3, 3), row_headers=True, numbers=(1, 2))
    yield Heading(2, "Both comparisons", "compared")
    yield table(
        ("Domain", "Before to after", "Looking back to after", "More prepared?"),
        (_side_by_side(evaluation, id, title) for id, title in scores),
        caption="People who rated themselves higher, the same and lower. Of domains, p is corrected by Holm's method",
        widths=(5, 4, 4, 3),
        row_headers=True,
    )
    for earlier in EARLIER:
        yield from _tests(evaluation, earlier, scores)
    yield from _pictures(evaluation, scores[1:])
    yield from _questions(evaluation, form)
    yield from _sides(evaluation, form, scores)
    yield from _hidden_sides(evaluation, form)


def _shows(evaluation: Evaluation) -> Iterator[Block]:
    references = evaluation.playbook.library.references
    for earlier in EARLIER:
        reference = references.get(id := SOURCES[earlier])
        source = (Run(" "), Run(f"({citation.short(reference)})", link=f"#source-{id}")) if reference else ()
        yield Paragraph((Run(SHOWS[earlier]), *source))


def _answered(evaluation: Evaluation, about: About, wave: Wave | None) -> Answered | None:
    every = evaluation.published.results.answered
    return next((each for each in every if each.about == about and each.wave is wave), None)


def _at_each_time(evaluation: Evaluation, about: About) -> tuple[str, ...]:
    """How many people answered, how many did not, and the middle at each time."""
    figures = [_answered(evaluation, about, copy) for copy in COPIES]
    given = [figure.description for figure in figures if figure]
    if not given:
        return (NOT_SHOWN.capitalize(), EMPTY, *(EMPTY for _ in COPIES))
    people = _same([str(each.n) for each in given])
    missing = _same([str(each.missing) for each in given])
    return people, missing, *(_middle(figure) for figure in figures)


def _same(values: Sequence[str]) -> str:
    return values[0] if len(set(values)) == 1 else ", ".join(values)


def _middle(figure: Answered | None) -> str:
    values = figure.description.quartiles if figure else None
    return f"{number(values.median)} ({quartiles(values)})" if values else EMPTY


def _changes(comparison: Comparison | None) -> str:
    if comparison is None:
        return NOT_SHOWN.capitalize()
    return f"{comparison.changes.up}, {comparison.changes.same}, {comparison.changes.down}"


def _side_by_side(evaluation: Evaluation, domain: str, title: str) -> tuple[str, ...]:
    cells = [title]
    for earlier in EARLIER:
        comparison = evaluation.comparison(earlier, domain)
        ranks = comparison.ranks if comparison else None
        p = (
            (comparison.adjusted if comparison and comparison.adjusted is not None else ranks.wilcoxon.p)
            if ranks
            else None
        )
        cells.append(f"{_changes(comparison)}{f'; {p_words(p)}' if ranks else ''}")
    return (*cells, short_verdict(evaluation.verdict(domain)))


def _tests(evaluation: Evaluation, earlier: Wave, scores: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """The tests of one comparison in full."""
    rows = []
    tests = 0
    for domain, title in scores:
        if comparison := evaluation.comparison(earlier, domain):
            ranks, location = comparison.ranks, comparison.location
            biserial = ranks.wilcoxon.rank_biserial if ranks else None
            tests = max(tests, comparison.tests)
            rows.append(
                (
                    title,
                    str(comparison.n),
                    number(location.estimate) if location else EMPTY,
                    interval(location) or EMPTY,
                    EMPTY if biserial is None else number(biserial),
                    _p(ranks.wilcoxon.p if ranks else None),
                    _p(ranks.pratt.p if ranks else None),
                    _p(comparison.adjusted),
                )
            )
    if rows:
        yield Heading(2, f"{AT[earlier]} to after: the tests", f"tests-{earlier.value}")
        header = (
            "Domain",
            "People",
            "Estimate",
            "Interval of 95 per cent",
            "Rank-biserial",
            "p",
            "p by Pratt",
            "p by Holm",
        )
        caption = (
            f"Points of the scale; {tests} tests of domains corrected together" if tests else "Points of the scale"
        )
        yield table(header, rows, caption=caption, widths=(5, 2, 2, 3, 2, 2, 2, 2), row_headers=True, numbers=(1, 2, 4))


def _p(p: object) -> str:
    """A p value for a column of them, without the p."""
    words = p_words(p)  # type: ignore[arg-type]
    return words.removeprefix("p = ").removeprefix("p ") if words.startswith("p ") else EMPTY


def _pictures(evaluation: Evaluation, domains: Sequence[tuple[str, str]]) -> Iterator[Block]:
    colour, drawings = evaluation.playbook.profile.brand.colour, []
    for domain, title in domains:
        before, then = (evaluation.comparison(earlier, domain) for earlier in EARLIER)
        if before or then:
            prefix = f"change-{domain}"
            drawings.append(change_drawing(before, then, evaluation.highest, prefix, colour, title))
    if drawings:
        yield Heading(2, "Each person's change in each domain", "changes")
        yield from drawings


def _questions(evaluation: Evaluation, form: Instrument) -> Iterator[Block]:
    rows = []
    for group in form.groups:
        for question in group.questions:
            about = About(form.id, question.id)
            if question.kind is QuestionKind.SCALE and any(_answered(evaluation, about, copy) for copy in COPIES):
                figures = evaluation.published.results.comparisons
                by_time = {each.earlier: each for each in figures if each.about == about}
                people, _, *middles = _at_each_time(evaluation, about)
                changed = (_changes(by_time.get(earlier)) for earlier in EARLIER)
                rows.append((question.text, people, *middles, *changed))
    if rows:
        yield Heading(2, "Each line of the form", "lines")
        header = ("Line", "People", *(AT[copy] for copy in COPIES), "Before to after", "Looking back to after")
        caption = "Median and quartiles; people who rated themselves higher, the same and lower. Lines are not tested"
        yield table(header, rows, caption=caption, widths=(6, 2, 3, 3, 3, 3, 3), row_headers=True, numbers=(1,))


def _sides(evaluation: Evaluation, form: Instrument, scores: Sequence[tuple[str, str]]) -> Iterator[Block]:
    sides = dict.fromkeys(
        each.about.side
        for each in evaluation.published.results.comparisons
        if each.about.instrument == form.id and each.about.side
    )
    rows = []
    for domain, title in scores:
        for side in sides:
            about = About(form.id, domain=domain, side=side)
            by_time = {each.earlier: each for each in evaluation.published.results.comparisons if each.about == about}
            people, _, *middles = _at_each_time(evaluation, about)
            changed = (_changes(by_time.get(earlier)) for earlier in EARLIER)
            rows.append((f"{title}: {side}", people, *middles, *changed))
    if rows:
        yield Heading(2, "By side", "sides")
        header = (
            "Domain and side",
            "People",
            *(AT[copy] for copy in COPIES),
            "Before to after",
            "Looking back to after",
        )
        caption = "As above; sides are described and not tested"
        yield table(header, rows, caption=caption, widths=(6, 2, 3, 3, 3, 3, 3), row_headers=True, numbers=(1,))


def _hidden_sides(evaluation: Evaluation, form: Instrument) -> Iterator[Block]:
    """Why a form is not shown by side, if it is not."""
    hidden = (each.about for each in evaluation.published.hidden)
    sides = [about.side for about in hidden if about.side and about == About(form.id, side=about.side)]
    if sides:
        yield paragraph(f"Not shown by side ({', '.join(sides)}): it would tell what a small group answered.")


def other_forms(evaluation: Evaluation) -> Iterator[Block]:
    """Each further form with results, and its questions."""
    note = "Answers to a rating are the numbers of people from its lowest point to its highest."
    for form in evaluation.playbook.instruments:
        if form.kind is InstrumentKind.SELF_ASSESSMENT:
            continue
        if blocks := [*_form(evaluation, form), *_hidden_sides(evaluation, form)]:
            yield from ((paragraph(note),) if note else ())
            note = ""
            yield Heading(2, form.title, f"form-{form.id}")
            yield from blocks


def _form(evaluation: Evaluation, form: Instrument) -> Iterator[Block]:
    results = evaluation.published.results
    answered = [
        each
        for each in results.answered
        if each.about.instrument == form.id and not each.about.side and each.about.question
    ]
    places = {plan.workshop.id: place for place, plan in enumerate(evaluation.playbook.workshops)}
    answered.sort(key=lambda each: places.get(each.about.workshop, len(places)))
    if len({each.wave for each in answered}) > 1:
        yield paragraph("Those who answered before and after need not be the same people, so the two are not compared.")
    for (wave, workshop), figures in groupby(answered, key=lambda each: (each.wave, each.about.workshop)):
        rows = [_answers(evaluation, each) for each in figures]
        where = [*([AT[wave]] if wave else []), *([workshop_title(evaluation, workshop)] if workshop else [])]
        header = ("Question", "People", "Missing", "Median and quartiles", "Answers")
        yield table(
            header, rows, caption=": ".join(where) or None, widths=(6, 2, 2, 3, 5), row_headers=True, numbers=(1, 2)
        )
    directions = [each for each in results.directions if each.about.instrument == form.id and not each.about.side]
    if directions:
        columns = ("Question", "Less", "Same", "More", "Missing", "p", "More?")
        caption = f"Sign test, {directions[0].tests} corrected together" if directions[0].tests else "Sign test"
        yield table(
            columns,
            (_direction(evaluation, each) for each in directions),
            caption=caption,
            widths=(7, 2, 2, 2, 2, 2, 4),
            row_headers=True,
            numbers=(1, 2, 3, 4),
        )


def _answers(evaluation: Evaluation, figure: Answered) -> tuple[str, ...]:
    description = figure.description
    rated = evaluation.question(figure.about).kind is QuestionKind.SCALE
    counts = (str(people) if rated else f"{label}: {people}" for label, people in figure.counts)
    answers = (", " if rated else "; ").join(counts)
    words = evaluation.words(figure.about)
    return words, str(description.n), str(description.missing), _middle(figure), answers or EMPTY


def _direction(evaluation: Evaluation, figure: DirectionAnswers) -> tuple[str, ...]:
    p = figure.adjusted if figure.adjusted is not None else figure.test.p if figure.test else None
    verdict = short_verdict(sign_verdict(figure)) if figure.test else EMPTY
    counts = (figure.less, figure.same, figure.more, figure.missing)
    return evaluation.question(figure.about).text, *map(str, counts), _p(p), verdict


def comments(evaluation: Evaluation) -> Iterator[Block]:
    """What people wrote, by form and question."""
    titles = {form.id: form.title for form in evaluation.playbook.instruments}
    for form, own in groupby(evaluation.published.results.comments, key=lambda each: each.instrument):
        yield Heading(2, titles[form], f"comments-{form}")
        for question, same in groupby(own, key=lambda each: each.question):
            yield Paragraph((Run(ended(evaluation.question(About(form, question)).text), strong=True),))
            yield bullets(each.text for each in same)


def projects(evaluation: Evaluation) -> Iterator[Block]:
    """Each project's measures with their charts, and what these allow to say."""
    if not evaluation.charts:
        yield paragraph("No project has recorded a value of a measure.")
        return
    yield paragraph(
        "A run chart says whether values changed by more than chance. It does not say what caused the change. Its "
        "median comes from the values that were marked as the baseline, and is never moved."
    )
    for place, (_, charts) in enumerate(groupby(evaluation.charts, key=lambda chart: chart.project), 1):
        own = list(charts)
        yield Heading(2, own[0].title, f"project-{place}")
        for number_, chart in enumerate(own, 1):
            yield from _measure(chart, f"measure-{place}-{number_}", evaluation.playbook.profile.brand.colour)


def _measure(chart: MeasureChart, prefix: str, colour: str) -> Iterator[Block]:
    kind = f" {_KINDS[chart.kind]}" if chart.kind else ""
    yield paragraph(f"{measure_words(chart)}{kind}")
    yield run_chart_drawing(chart, f"{prefix}-run", colour)
    if chart.xmr.limits and chart.xmr.no_rules is None:
        yield xmr_drawing(chart, f"{prefix}-xmr", colour)
    yield values_table(chart)


def returned(evaluation: Evaluation) -> Iterator[Block]:
    """How many people returned each form."""
    rows: list[tuple[Words, ...]] = []
    titles = {form.id: form.title for form in evaluation.playbook.instruments}
    places = {plan.workshop.id: place for place, plan in enumerate(evaluation.playbook.workshops)}
    in_order = sorted(
        evaluation.published.results.respondents, key=lambda each: places.get(each.about.workshop, len(places))
    )
    for each in sorted(in_order, key=lambda each: list(titles).index(each.about.instrument)):
        if not each.about.side:
            copy = AT[each.wave] if each.wave else workshop_title(evaluation, each.about.workshop)
            rows.append((titles[each.about.instrument], copy, str(each.n)))
    if rows:
        yield table(("Form", "Copy or workshop", "People"), rows, widths=(6, 6, 2), row_headers=True, numbers=(2,))
    else:
        yield paragraph("No form has come back from enough people to be counted here.")
