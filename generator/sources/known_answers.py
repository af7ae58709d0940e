"""What a workbook has of answers that come: whose they are is known by a code, or else by the answers alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from ..model.answers import Response
from ..model.diagnostics import Diagnostic, Severity


class Status(Enum):
    """How a response that comes compares with those that are known."""

    NEW = auto()
    SAME = auto()
    EDITED = auto()
    """It has other comments: somebody may have taken a name out of one, or a whole comment."""
    OTHER = auto()
    """The same person gave other answers."""
    TWICE = auto()
    """The same person gave other answers in the same export."""


class Finding(NamedTuple):
    """What is known of a response."""

    response: Response
    status: Status
    other: Response | None = None
    """The response that it is compared with."""

    @property
    def fault(self) -> Diagnostic | None:
        """Why it is not taken; None if it is, or if it is known already."""
        response, status, other = self
        if other is None or status in (Status.NEW, Status.SAME):
            return None
        if status is Status.EDITED:
            message = f"the same answers with other comments, which stay, are in {other.place}"
            advice = None if response.code else "if they are somebody else's, type this row into the sheet"
            return Diagnostic("other-comments", message, response.place, advice, Severity.WARNING)
        of = f"on the copy `{response.wave}`" if response.wave else "on this form"
        message = f"the same code {of}, with other answers, is in {other.place}"
        advice = "find out which answers count; if they are two people, add a letter to one of the codes on every form"
        code = "other-answers" if status is Status.OTHER else "code-twice"
        return Diagnostic(code, message, response.place, advice)


class KnownAnswers:
    """The responses of a workbook, for comparison with those of one export of a form."""

    def __init__(self, known: Iterable[Response], same_codes: Mapping[str, str], comments: Collection[str]) -> None:
        """Sort what is known.

        Args:
            known: what the workbook has, and what comes from earlier exports.
            same_codes: as `Answers` has them.
            comments: ids of the questions of the form that are answered with a comment.
        """
        self.same_codes, self.comments = same_codes, comments
        self.by_person: dict[Hashable, Response] = {}
        self.nobody: defaultdict[Hashable, list[Response]] = defaultdict(list)
        """Responses without a code by their content."""
        for each in known:
            if each.code:
                self.by_person.setdefault(self._person(each), each)
            else:
                self.nobody[self._content(each)].append(each)

    def findings(self, coming: Sequence[Response]) -> list[Finding]:
        """What is known of the responses of one export, in their order.

        Without codes a known response stands for one of those that come: first for one that is the same, then for one
        that has other comments.
        """
        rows: defaultdict[Hashable, list[Response]] = defaultdict(list)
        for each in coming:
            if each.code:
                rows[self._person(each)].append(each)
        findings = [
            self._of_person(each, rows[self._person(each)]) if each.code else self._of_nobody(each) for each in coming
        ]
        left = [each for others in self.nobody.values() for each in others]
        for number, (each, status, _) in enumerate(findings):
            if status is Status.NEW and not each.code and (other := self._edited(each, left)):
                left.remove(other)
                findings[number] = Finding(each, Status.EDITED, other)
        return findings

    def _of_person(self, response: Response, rows: Sequence[Response]) -> Finding:
        """What is known of a response with a code, which so many rows of the export have."""
        other = self.by_person.get(self._person(response))
        if other is None:
            differs = (row for row in rows if self._content(row) != self._content(response))
            if differing := next(differs, None):
                return Finding(response, Status.TWICE, differing)
            return Finding(response, Status.NEW if rows[0] is response else Status.SAME, rows[0])
        if self._content(other) == self._content(response):
            return Finding(response, Status.SAME, other)
        edited = self._figures(other) == self._figures(response)
        return Finding(response, Status.EDITED if edited else Status.OTHER, other)

    def _of_nobody(self, response: Response) -> Finding:
        others = self.nobody[self._content(response)]
        return Finding(response, Status.SAME, others.pop(0)) if others else Finding(response, Status.NEW)

    def _edited(self, response: Response, left: Iterable[Response]) -> Response | None:
        """A known response that may be this one before somebody shortened its comments."""
        alike = (each for each in left if self._figures(each) == self._figures(response))
        return next((each for each in alike if each.answers.keys() <= response.answers.keys()), None)

    def _person(self, response: Response) -> Hashable:
        code = self.same_codes.get(response.code, response.code)
        return code, response.instrument, response.wave, response.workshop

    def _figures(self, response: Response) -> Hashable:
        """A response without its comments."""
        answers = frozenset((id, value) for id, value in response.answers.items() if id not in self.comments)
        return response.instrument, response.wave, response.workshop, response.side, answers

    def _content(self, response: Response) -> Hashable:
        return self._figures(response), frozenset(response.answers.items())
