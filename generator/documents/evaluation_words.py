"""What results say in words, never more than a test allows. Every sentence about a result is written here.

"More" and "less" need a verdict (`evaluation/conclusions.py`): both comparisons, each with a p value of at most 0.05.
Without one the sentence says that we cannot tell, and why. Numbers of people are told as what they rated, not as what
they are.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ..evaluation.conclusions import HIGHEST_P, Finding, Verdict, VerdictKind
from ..evaluation.description import Quartiles
from ..evaluation.location import Interval, Location
from ..evaluation.measures import Allows, MeasureChart
from ..evaluation.results import Comparison
from ..evaluation.run_chart import FEWEST_POINTS
from ..evaluation.signed_rank import PValues, TooFew
from ..model.english import counted, figure, in_words
from ..model.instrument import Wave
from ..planning.figures import rounded

MINUS = "\N{MINUS SIGN}"
NOT_SHOWN, ALIKE = "not shown", "too few people answered, or all answered alike"
"""What is said of a hidden result, and why: which of the two it is would tell the answers."""
AT: Final = {Wave.BEFORE: "Before", Wave.THEN: "Looking back", Wave.AFTER: "After"}
"""What the three copies of a self-assessment are called."""
SHOWS: Final = {
    Wave.BEFORE: (
        "Before to after compares what people wrote at the start with what they wrote at the end. It can hide a gain: "
        "learning changes what a line means to them, so the same number may stand for more."
    ),
    Wave.THEN: (
        "Looking back to after compares both by the same standard, that of the end. It can flatter: people may lower "
        "their start to show progress, or remember it as worse than it was."
    ),
}
"""What a comparison from this time can and cannot show."""
SOURCES: Final = {Wave.BEFORE: "lyons-2023", Wave.THEN: "taylor-then-tests"}
"""Ids of the references for it; a playbook without one leaves it out."""
_BEFORE_AFTER: Final = {
    Finding.UP: "what they wrote before and after shows a rise",
    Finding.DOWN: "what they wrote before and after shows a fall",
    Finding.UNCLEAR: "what they wrote before and after shows no change beyond chance",
    Finding.TOO_FEW: "too few people changed between before and after for a test",
    Finding.HIDDEN: "what they wrote before and after is not shown",
    Finding.NOT_ASKED: "nobody answered both before and after",
}
_THEN_AFTER: Final = {
    Finding.UP: "looking back, they rated their start lower than their end",
    Finding.DOWN: "looking back, they rated their start higher than their end",
    Finding.UNCLEAR: "looking back, there is no change beyond chance",
    Finding.TOO_FEW: "too few people rated their start differently looking back for a test",
    Finding.HIDDEN: "what they said looking back is not shown",
    Finding.NOT_ASKED: "nobody was asked to look back",
}
_ALLOWS: Final = {
    Allows.FEW_POINTS: f"too few values to say anything: a run chart needs at least {in_words(FEWEST_POINTS)}",
    Allows.FEW_USEFUL: "too many values on the median to say anything",
    Allows.NO_BASELINE: "we cannot tell whether it changed: no values from before are marked as the baseline",
    Allows.SHORT_BASELINE: "we cannot tell whether it changed: fewer than ten values are marked as the baseline",
    Allows.UNSETTLED_BASELINE: "we cannot tell whether it changed: it was already changing in the baseline",
    Allows.NO_SIGNAL: "no change beyond what varies by chance",
    Allows.NO_SHIFT: "no shift; a trend or too few crossings alone are too weak to say more",
    Allows.NO_DIRECTION: "it shifted after the baseline; nobody said whether higher or lower is better",
    Allows.IMPROVEMENT: "it shifted for the better after the baseline",
    Allows.CONCERN: "it shifted for the worse after the baseline",
    Allows.MIXED: "it shifted both ways after the baseline",
}


def p_words(p: Fraction | PValues | TooFew | None) -> str:
    """A two-sided p value, such as p = 0.031, with as many decimals as it takes to see on which side of 0.05 it is."""
    if p is None:
        return "no test"
    if isinstance(p, TooFew):
        return f"no test: {in_words(p.pairs)} changed, {in_words(p.needed)} needed"
    p = p if isinstance(p, Fraction) else p.two_sided
    if p < Fraction(1, 1000):
        return "p < 0.001"
    places = 3
    while p != HIGHEST_P and Fraction(rounded(p, places)) == HIGHEST_P:
        places += 1
    return f"p = {rounded(p, places)}"


def number(value: Fraction, places: int = 2) -> str:
    """A number with at most so many decimals, such as 3.5."""
    text = figure(rounded(abs(value), places), places)
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def points(value: Fraction) -> str:
    """A difference of points of a scale, such as 0.5 points higher, or no difference."""
    text = number(abs(value))
    if text == "0":
        return "no difference"
    return f"{text} {'point' if text == '1' else 'points'} {'higher' if value > 0 else 'lower'}"


def quartiles(values: Quartiles | None) -> str:
    """The lower and the upper quartile, such as 2 to 4."""
    return f"{number(values.lower)} to {number(values.upper)}" if values else ""


def interval(location: Location | None) -> str:
    """The interval of 95 per cent for a shift, such as 0.2 to 0.9, or why there is none."""
    if location is None:
        return ""
    if not isinstance(location.interval, Interval):
        return f"none: fewer than {in_words(location.interval.needed)} people"
    return f"{number(location.interval.lower)} to {number(location.interval.upper)}"


def of_people(up: int, same: int, down: int) -> str:
    """How people rated themselves the second time, such as 14 of 20 higher, 4 the same and 2 lower."""
    others = (in_words(people) if people else "none" for people in (same, down))
    return f"{up} of {up + same + down} higher, {' the same and '.join(others)} lower"


def comparison_words(comparison: Comparison) -> str:
    """A comparison with its test and its size, such as Before to after: 14 of 20 higher, four the same and two lower
    (p = 0.004). Typical change: 0.5 points higher (interval of 95 per cent 0.2 to 0.9)."""
    changes, ranks, location = comparison.changes, comparison.ranks, comparison.location
    p = comparison.adjusted if comparison.adjusted is not None else ranks.wilcoxon.p if ranks else None
    test = f" ({p_words(p)})" if ranks else ""
    counts = f"{AT[comparison.earlier]} to after: {of_people(changes.up, changes.same, changes.down)}{test}."
    if location is None or not isinstance(location.interval, Interval):
        return counts
    return f"{counts} Typical change: {points(location.estimate)} (interval of 95 per cent {interval(location)})."


def headline(verdict: Verdict) -> str:
    """What a board may take away about all items together of the self-assessment, in a sentence."""
    if verdict.kind is VerdictKind.MORE:
        return "Participants felt more prepared to lead at the end than at the start."
    if verdict.kind is VerdictKind.LESS:
        return "Participants felt less prepared to lead at the end than at the start."
    if verdict.before_after is verdict.then_after is Finding.NOT_ASKED:
        return "Nothing is known yet: nobody has rated themselves both at the start and at the end."
    if verdict.before_after is verdict.then_after is Finding.HIDDEN:
        return "How prepared to lead participants felt cannot be shown."
    return "We cannot tell whether participants felt more prepared to lead."


def why(verdict: Verdict) -> str:
    """What the two comparisons found, or why nothing is shown, in a sentence; empty where there is nothing to say."""
    first, second = verdict.before_after, verdict.then_after
    if first is second is Finding.NOT_ASKED:
        return ""
    if first is second is Finding.HIDDEN:
        return f"{ALIKE[0].upper()}{ALIKE[1:]}, so the ratings would tell what single people said."
    sentence = _BEFORE_AFTER[first]
    if second is not None:
        joined = "and" if first is second else "but"
        sentence = f"{sentence}, {joined} {_THEN_AFTER[second]}"
    return f"{sentence[0].upper()}{sentence[1:]}."


def short_verdict(verdict: Verdict) -> str:
    """A verdict for a cell of a table."""
    return {
        VerdictKind.MORE: "More",
        VerdictKind.LESS: "Less",
        VerdictKind.MIXED: "We cannot tell: the two disagree",
        VerdictKind.CANNOT_TELL: "We cannot tell",
        VerdictKind.TOO_FEW: "We cannot tell: too few changed",
        VerdictKind.HIDDEN: "Not shown",
        VerdictKind.NOT_ASKED: "Not asked",
    }[verdict.kind]


def measure_words(chart: MeasureChart) -> str:
    """What the run chart of a project's measure allows to say, in a sentence."""
    medians = chart.medians
    middle = f" (median {number(medians.before)} before, {number(medians.after)} since)" if medians else ""
    return f"{chart.measure}, {counted(len(chart.values), 'value')}: {_ALLOWS[chart.allows]}{middle}."
