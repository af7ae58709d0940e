"""Reads the results that trusts pass on: each `results.json` of an evaluation's folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.characters import decoded
from ..model.diagnostics import Diagnostic, InputFault, Place, with_excerpts
from ..model.published_results import PublishedResults
from .convert import convert
from .yaml_reader import Source, read_json

ADVICE = "ask for the file results.json again, as `paired-learning evaluation report` wrote it"
OURS = frozenset({"format", "trust", "cohort"})
"""Fields that only our file has together: any other may hold somebody's answers, and is not quoted."""


def read_published_results(files: Mapping[str, bytes]) -> tuple[PublishedResults, ...]:
    """The results of several cohorts, from the bytes of each file by its name.

    Raises:
        InputFault: a file is damaged, contradicts itself, shows a group that is too small, or is about the same cohort
            as another. Every fault has its line, but a file of another kind is never quoted: it may hold answers.
    """
    read = {file: _read(file, raw) for file, raw in files.items()}
    faults = [fault for _, _, own in read.values() for fault in own]
    cohorts: dict[tuple[str, int], str] = {}
    scored: tuple[str, set[str]] | None = None
    for file, (source, results, _) in read.items():
        if source is None or results is None:
            continue
        cohort = (results.trust, results.number)
        if cohort in cohorts:
            message = f"cohort {results.number} of `{results.trust}` is already in {cohorts[cohort]}"
            advice = "leave one of the two files out: their differences could show what somebody answered"
            faults.append(Diagnostic("same-cohort", message, source.place(("number",)), advice))
        cohorts.setdefault(cohort, file)
        faults += _other_domains(source, results, scored)
        scored = scored or ((file, _domains(results)) if _domains(results) else None)
    if faults:
        quoted = {file: decoded(files[file]) for file, (source, _, _) in read.items() if source is not None}
        raise InputFault(with_excerpts(faults, quoted))
    return tuple(results for _, results, _ in read.values() if results is not None)


def _read(file: str, raw: bytes) -> tuple[Source | None, PublishedResults | None, list[Diagnostic]]:
    source, faults = read_json(file, raw, "bad-results", ADVICE)
    if source is None and all(fault.code == "bad-results" for fault in faults):
        return None, None, faults
    if source is None or not source.data.keys() >= OURS:
        message = "this is not the results.json of an evaluation"
        return None, None, [Diagnostic("bad-results", message, Place(file), ADVICE)]
    results, faults = convert(source, PublishedResults, file)
    return source, results, faults + (list(_contradictions(source, results)) if results else [])


def _domains(results: PublishedResults) -> set[str]:
    return {domain.id for form in results.forms for domain in form.domains}


def _other_domains(
    source: Source, results: PublishedResults, scored: tuple[str, set[str]] | None
) -> Iterator[Diagnostic]:
    """Scores by another leadership framework than those of the first cohort, of which `scored` has file and domains."""
    if scored is None or not (own := _domains(results)) or own & scored[1]:
        return
    number = next(number for number, form in enumerate(results.forms) if form.domains)
    message = f"the scores of this cohort are by another leadership framework than those of {scored[0]}"
    advice = "combine only cohorts that rated themselves by the same framework"
    yield Diagnostic("other-framework", message, source.place(("forms", number, "domains"), key=True), advice)


def _contradictions(source: Source, results: PublishedResults) -> Iterator[Diagnostic]:
    """Numbers that do not add up, and groups that are too small to be shown."""
    for number, comparison in enumerate(results.comparisons):
        total = comparison.up + comparison.same + comparison.down
        if total != comparison.n:
            message = f"`up`, `same` and `down` are {total} people together, but `n` is {comparison.n}"
            yield Diagnostic("bad-results", message, source.place(("comparisons", number, "n")), ADVICE)
    for number, answers in enumerate(results.answers):
        total = sum(count.n for count in answers.counts)
        if answers.counts and total != answers.n:
            message = f"`counts` are {total} people together, but `n` is {answers.n}"
            yield Diagnostic("bad-results", message, source.place(("answers", number, "n")), ADVICE)
    sizes = {
        "respondents": [each.n for each in results.respondents],
        "answers": [each.n for each in results.answers],
        "comparisons": [each.n for each in results.comparisons],
        "directions": [each.less + each.same + each.more for each in results.directions],
    }
    for name, people in sizes.items():
        for number, n in enumerate(people):
            if n < results.fewest:
                message = f"this result is for {n} people, and `fewest` is {results.fewest}"
                yield Diagnostic("small-group", message, source.place((name, number)), ADVICE)
