"""The run chart and the XmR chart of a measure, as drawings and as a table of their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..evaluation import run_chart, xmr
from ..evaluation.measures import MeasureChart
from ..evaluation.runs import Direction, Finding, Meaning, Rule
from ..model.english import counted, figure
from ..planning import dates
from ..planning.figures import rounded
from . import svg
from .document import Drawing, Table, table
from .measure_plot import DASHED, DOTTED, WIDTH, Entry, Level, Symbol, letter, plot

_BETTER = {Direction.UP: "Higher is better", Direction.DOWN: "Lower is better"}
_SIDE = {Direction.UP: "above", Direction.DOWN: "below"}
_MEANING = {Meaning.IMPROVEMENT: "; the better direction", Meaning.CONCERN: "; the worse direction"}


def run_chart_drawing(chart: MeasureChart, prefix: str, colour: str = svg.ACCENT) -> Drawing:
    """The run chart, in the colour of a trust. `prefix` makes its ids unique within the page."""
    run, decimals = chart.run, _decimals(chart.values)
    middle = run.median if run.median is not None else Fraction()
    label = f"Median {_number(middle, decimals + 1)}"
    key = [
        Entry(Symbol.LEVEL if run.baseline else Symbol.NONE, "Median", _median_words(chart)),
        *_run_findings(chart),
        *_changes(chart),
    ]
    levels = [Level(middle, label, DASHED if run.baseline else "", run.baseline or 0, strong=True), *_target(chart)]
    return _drawing("run-chart", "Run chart", chart, levels, key, prefix, colour)


def xmr_drawing(chart: MeasureChart, prefix: str, colour: str = svg.ACCENT) -> Drawing:
    """The XmR chart, in the colour of a trust. `prefix` makes its ids unique within the page."""
    levels, decimals = [*_target(chart)], _decimals(chart.values) + 1
    if limits := chart.xmr.limits:
        for value, label in ((limits.upper, "Upper limit"), (limits.mean, "Mean"), (limits.lower, "Lower limit")):
            strong = label == "Mean"
            words = f"{label} {_number(value, decimals)}"
            levels.append(Level(value, words, "" if strong else DASHED, strong=strong))
    key = [Entry(Symbol.NONE, "Limits", _limits_words(chart)), *_xmr_findings(chart), *_changes(chart)]
    return _drawing("xmr-chart", "XmR chart", chart, levels, key, prefix, colour)


def values_table(chart: MeasureChart) -> Table:
    """The values of both charts, with what is said of each."""
    shifts = [finding.points for finding in chart.run.findings if finding.rule is Rule.SHIFT]
    rows = []
    for number, (day, value) in enumerate(zip(chart.days, chart.values, strict=True)):
        notes = ["Baseline"] if number < chart.baseline else []
        notes += ["Shift"] if any(number in points for points in shifts) else []
        notes += [f"{letter(at)}: {each.words}" for at, each in enumerate(chart.changes) if each.point == number]
        rows.append((dates.short(day), _number(value, 4), "; ".join(notes)))
    return table(("Day", "Value", "Note"), rows, row_headers=True, numbers=(1,), widths=(3, 2, 7))


def _drawing(
    kind: str, name: str, chart: MeasureChart, levels: Sequence[Level], key: Sequence[Entry], prefix: str, colour: str
) -> Drawing:
    title = f"{name}: {chart.measure}"
    head = [title, *([_BETTER[chart.better]] if chart.better else [])]
    shapes, height = plot(head, chart.days, chart.values, levels, key, colour)
    rows = (("Values", _values_words(chart)), *_rows(chart, key))
    description = " ".join(f"{head}: {words}." for head, words in rows)
    drawing = svg.drawing(kind, prefix, title, description, (WIDTH, height), shapes)
    return replace(drawing, rows=((name, chart.measure), *rows))


def _rows(chart: MeasureChart, key: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    if chart.better:
        yield "Direction", _BETTER[chart.better]
    if chart.target is not None:
        yield "Target", _number(chart.target, 4)
    for entry in key:
        head = f"Change {entry.head}" if entry.symbol is Symbol.LETTER else entry.head
        yield head, entry.words[0].upper() + entry.words[1:]


def _values_words(chart: MeasureChart) -> str:
    low, high = (_number(value, 4) for value in (min(chart.values), max(chart.values)))
    return f"{len(chart.values)}, {dates.days(chart.days[0], chart.days[-1])}, from {low} to {high}"


def _target(chart: MeasureChart) -> Iterator[Level]:
    if chart.target is not None:
        yield Level(chart.target, f"Target {_number(chart.target, 4)}", DOTTED)


def _changes(chart: MeasureChart) -> Iterator[Entry]:
    for number, change in enumerate(chart.changes):
        day = dates.date(chart.days[change.point])
        yield Entry(Symbol.LETTER, letter(number), f"{day}: {change.words}", (change.point,))


def _median_words(chart: MeasureChart) -> str:
    number = _number(chart.run.median or Fraction(), _decimals(chart.values) + 1)
    if not chart.baseline:
        return f"{number}, of all values, as none are marked as baseline"
    return f"{number}, of the {chart.baseline} values of the baseline; the line is dashed after them"


def _run_findings(chart: MeasureChart) -> Iterator[Entry]:
    run = chart.run
    reasons = {
        run_chart.NoRules.FEW_POINTS: f"not judged; a run chart needs at least {run_chart.FEWEST_POINTS} values",
        run_chart.NoRules.BASELINE_INCOMPLETE: "not judged; the baseline is not complete",
        run_chart.NoRules.FEW_USEFUL: f"not judged; at least {run_chart.FEWEST_POINTS} values must be off the median",
    }
    if run.no_rules:
        yield Entry(Symbol.NONE, "Signals", reasons[run.no_rules])
    elif not run.findings:
        yield Entry(Symbol.NONE, "Signals", "none; the values vary as by chance")
    for finding in run.findings:
        match finding.rule:
            case Rule.SHIFT:
                yield _entry(Symbol.SQUARE, "Shift", f"{_in_a_row(finding)} the median", finding, chart)
            case Rule.TREND:
                yield _entry(Symbol.THICK, "Trend", _all_rise_or_fall(finding), finding, chart)
            case _:
                words = f"{run.crossings} of the median; chance would seldom make fewer than {run.crossings_limit}"
                yield Entry(Symbol.NONE, "Crossings", words)


def _xmr_findings(chart: MeasureChart) -> Iterator[Entry]:
    """Points outside the limits come first, so that their symbol is the one that is drawn."""
    findings = chart.xmr.findings
    if chart.xmr.no_rules:
        what = "a baseline of at least" if chart.baseline else "at least"
        words = f"not judged; limits need {what} {xmr.FEWEST_POINTS} values"
        yield Entry(Symbol.NONE, "Signals", words)
    elif not findings:
        yield Entry(Symbol.NONE, "Signals", "none; the values vary as by chance")
    yield from _by_side(chart, Rule.OUTSIDE_LIMITS, Symbol.DIAMOND, "Outside", "beyond the {} limit")
    for finding in findings:
        match finding.rule:
            case Rule.ONE_SIDE:
                yield _entry(Symbol.SQUARE, "Run", f"{_in_a_row(finding)} the mean", finding, chart)
            case Rule.TREND:
                yield _entry(Symbol.THICK, "Trend", _all_rise_or_fall(finding), finding, chart)
    words = "near the {} limit, two or more of three in a row"
    yield from _by_side(chart, Rule.NEAR_LIMIT, Symbol.DISC, "Near", words)


def _by_side(chart: MeasureChart, rule: Rule, symbol: Symbol, head: str, words: str) -> Iterator[Entry]:
    """All values that a rule of the XmR chart names at the upper limit, and all at the lower limit."""
    for side, limit in ((Direction.UP, "upper"), (Direction.DOWN, "lower")):
        findings = [finding for finding in chart.xmr.findings if finding.rule is rule and finding.direction is side]
        if points := tuple(point for finding in findings for point in finding.points):
            both = Finding(rule, points, side)
            yield _entry(symbol, head, f"{counted(len(points), 'value')} {words.format(limit)}", both, chart)


def _limits_words(chart: MeasureChart) -> str:
    if chart.xmr.limits is None:
        return "none, as they need at least two values"
    of = f"the {chart.baseline} values of the baseline" if chart.baseline else "all values"
    screened = counted(len(chart.xmr.screened), "outlying moving range")
    without = f", without {screened}" if chart.xmr.screened else ""
    return f"{figure(float(xmr.LIMIT), 2)} mean moving ranges from the mean, of {of}{without}"


def _in_a_row(finding: Finding) -> str:
    side = _SIDE[finding.direction or Direction.UP]
    return f"{counted(len(finding.points), 'value')} in a row {side}"


def _all_rise_or_fall(finding: Finding) -> str:
    verb = "rise" if finding.direction is Direction.UP else "fall"
    return f"{counted(len(finding.points), 'value')} that all {verb}"


def _entry(symbol: Symbol, head: str, words: str, finding: Finding, chart: MeasureChart) -> Entry:
    """A finding with its days, and whether its direction is the better one."""
    when = dates.days(chart.days[finding.points[0]], chart.days[finding.points[-1]])
    meaning = finding.meaning(chart.better)
    return Entry(symbol, head, f"{words}, {when}{_MEANING[meaning] if meaning else ''}", finding.points)


def _decimals(values: Sequence[Fraction]) -> int:
    """The most decimals that a value has, at most four."""
    return max(
        next(places for places in range(5) if places == 4 or (value * 10**places).denominator == 1) for value in values
    )


def _number(value: Fraction, decimals: int) -> str:
    return figure(rounded(value, decimals), decimals)
