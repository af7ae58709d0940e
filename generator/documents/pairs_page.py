"""The page on which a panel reads what is proposed: every pair or group with why, and everybody who has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.base import EvidenceLabel
from ..model.english import in_words, listed
from ..model.pairing import Weight, Wish
from ..model.scheme import Person
from ..model.sheets.profile import WISHES as TITLES
from ..pairing import wishes
from ..pairing.answer import Answer
from ..pairing.cohort import Aside, Cohort
from ..pairing.conflict_words import conflict_sentences, left_over_sentences, own_sentences
from ..pairing.fairness import Row
from ..pairing.reason_words import SIDES
from ..pairing.reasons import Reasons
from ..pairing.what_if import words
from ..planning.playbook import Playbook
from . import citation
from .context import document_of
from .document import (
    Block,
    Callout,
    Document,
    Figure,
    Figures,
    Front,
    Heading,
    Inline,
    Paragraph,
    Run,
    bullets,
    paragraph,
    table,
)
from .evidence_marks import LABEL
from .pairs_words import ASIDE, NARROW, SPLITS, WISHES, in_brief, noun, though_fixed, why_lines

CONFIDENTIAL = (
    "It draws on what people said in confidence. Show it to no participant, and delete it when the {}s are settled."
)
NONE = "\N{EN DASH}"
LONG = 8
"""Letters that a narrow column takes in a word of its heading."""


def pairs_page(playbook: Playbook, answer: Answer) -> Document:
    """What is proposed for a cohort, for the panel that decides."""
    title = f"Proposed {noun(answer.cohort)}s"
    return document_of(playbook, title, _blocks(answer), Front.TITLE)


def _blocks(answer: Answer) -> Iterator[Block]:
    cohort, proposal = answer.cohort, answer.proposal
    word = noun(cohort)
    yield Callout("For the panel only", (paragraph(CONFIDENTIAL.format(word)),), "warning")
    yield paragraph(f"{in_brief(answer)}.", "lead")
    yield Figures(
        (
            Figure(str(len(proposal.groups)), f"{word}s"),
            Figure(str(len(proposal.unmatched)), f"without a {word}"),
            *([Figure(str(len(proposal.reserves)), "reserves")] if proposal.reserves else []),
        )
    )
    yield Paragraph(
        (
            Run(citation.LABELS[EvidenceLabel.SUGGESTED], role=f"{LABEL}{EvidenceLabel.SUGGESTED}"),
            Run(
                ": a proposal, worked out from the sheet People. It knows what is in the columns of that sheet and "
                f"nothing else. The panel decides, and may change any {word}."
            ),
        )
    )
    if answer.differences is not None:
        first, *others = words(answer.differences, cohort)
        yield Callout("What is different in this trial", (paragraph(first), *([bullets(others)] if others else [])))
    if answer.conflict:
        first, *rules = conflict_sentences(cohort, answer.conflict)
        yield Callout("Rules in the way", (paragraph(first), *([bullets(rules)] if rules else [])), "warning")
    if answer.unmatched:
        yield Heading(1, f"Without a {word}", "unmatched")
        if every := left_over_sentences(cohort, answer.unmatched):
            yield paragraph(" ".join(every))
        own = {each.person: own_sentences(cohort, each, answer.unmatched) for each in answer.unmatched}
        names = [cohort.by_id[id].name for id, sentences in own.items() if not sentences]
        over = [f"{listed(names)} {'is' if len(names) == 1 else 'are'} left over."] if names else []
        yield bullets([*(" ".join(sentences) for sentences in own.values() if sentences), *over])
    if answer.reasons:
        yield Heading(1, f"The {word}s at a glance", "groups")
        yield paragraph("Points are what all wishes that are not met cost together: the fewer, the better.")
        yield _at_a_glance(cohort, answer.reasons)
        yield Heading(1, f"Why each {word}", "reasons")
        yield _whys(cohort, answer.reasons)
    yield from _others(answer)
    if answer.reasons:
        yield from _met(answer)
    yield from _method(answer)


def _at_a_glance(cohort: Cohort, reasons: Sequence[Reasons]) -> Block:
    rows = [
        (
            why.group.name,
            "\n".join(_with_department(cohort.by_id[id]) for id in why.group.members),
            _not_met(why),
            str(why.group.cost),
        )
        for why in reasons
    ]
    header = (noun(cohort).capitalize(), "Who", "Not met", "Points")
    return table(header, rows, widths=(3, 7, 7, 2), row_headers=True, numbers=(3,))


def _not_met(why: Reasons) -> str:
    titles = dict.fromkeys(WISHES[each.wish].lower() for each in why.given_up if each.wish)
    wishes = ", ".join(titles).capitalize()
    return "\n".join(filter(None, ("Fixed by the planner", wishes))) if why.group.pinned else wishes or NONE


def _with_department(person: Person) -> str:
    return f"{person.name} ({person.department})" if person.department else person.name


def _whys(cohort: Cohort, reasons: Sequence[Reasons]) -> Block:
    return table(
        (noun(cohort).capitalize(), "Why, and what else there is"),
        ((_who(cohort, why), _why(why)) for why in reasons),
        widths=(4, 13),
        row_headers=True,
    )


def _who(cohort: Cohort, why: Reasons) -> Inline:
    members = [cohort.by_id[id] for id in why.group.members]
    return (Run(why.group.name, strong=True), *(Run(f"\n{person.name}") for person in members))


def _why(why: Reasons) -> Inline:
    runs = [run for label, text in why_lines(why) for run in (Run(f"\n{label}: ", strong=True), Run(text))]
    return (Run(runs[0].text.removeprefix("\n"), strong=True), *runs[1:])


def _others(answer: Answer) -> Iterator[Block]:
    """Reserves, and those who are not considered."""
    cohort, proposal = answer.cohort, answer.proposal
    if proposal.reserves:
        yield Heading(1, "Reserves", "reserves")
        yield paragraph("In the order in which they are called, each for their own side.")
        yield bullets(f"{_with_department(person)}{though_fixed(cohort, person)}" for person in proposal.reserves)
    if proposal.aside:
        yield Heading(1, "Not considered", "aside")
        aside: dict[Aside, list[str]] = {}
        for person, why in proposal.aside:
            aside.setdefault(why, []).append(f"{person.name}{though_fixed(cohort, person)}")
        yield bullets(f"{ASIDE[why][0].upper()}{ASIDE[why][1:]}: {'; '.join(names)}" for why, names in aside.items())


def _met(answer: Answer) -> Iterator[Block]:
    """How wishes were met by side, site and staff group."""
    fairness = answer.fairness
    if not fairness.wishes:
        return
    yield Heading(1, "How wishes were met", "fairness")
    yield paragraph(
        f"For how many people each wish was met, of those in a {noun(answer.cohort)} who said anything about it. "
        "18/24 is 18 of 24 people. Look whether the same people always lose."
    )
    yield from map(paragraph, fairness.sentences)
    asked = [place for place, share in enumerate(fairness.everybody.shares) if share.asked]
    rows = [fairness.everybody, *(row for split in SPLITS for row in fairness.rows if row.split is split)]
    header = ("Of whom", *(NARROW[fairness.wishes[place]] for place in asked))
    widths = (5, *(3 if len(title) > LONG else 2 for title in header[1:]))
    numbers = tuple(range(1, len(header)))
    yield table(header, (_shares(row, asked) for row in rows), widths=widths, row_headers=True, numbers=numbers)
    if any(row.small for row in fairness.rows):
        yield paragraph("* Fewer than five people: their figures may be chance.")


def _shares(row: Row, asked: Sequence[int]) -> tuple[str, ...]:
    """How many people there are, and for how many of them each of the wishes that anybody has was met."""
    name = f"{row.name[0].upper()}{row.name[1:]} ({row.people}){'*' * row.small}"
    shares = (row.shares[place] for place in asked)
    return (name, *(f"{share.met}/{share.asked}" if share.asked else NONE for share in shares))


def _method(answer: Answer) -> Iterator[Block]:
    """What counts, how the proposal was worked out, and what it is not."""
    cohort = answer.cohort
    word = noun(cohort)
    yield Heading(1, "What counts", "weights")
    rows = [
        (TITLES[wish][0], cohort.weights[wish].value.replace("-", " ").capitalize(), _points(cohort.weights[wish]))
        for wish in sorted(Wish, key=lambda wish: -wishes.WEIGHT[cohort.weights[wish]])
        if wishes.WEIGHT[cohort.weights[wish]]
    ]
    if rows:
        yield table(("Wish", "How much it counts", "Points if not met"), rows, widths=(8, 5, 4), numbers=(2,))
    seats = listed(f"{in_words(number)} {SIDES[side][number > 1]}" for side, number in cohort.make_up.items())
    half_days = f"{in_words(cohort.common)} half day{'s' * (cohort.common > 1)} a week"
    yield Heading(1, "How it was worked out", "method")
    yield bullets(
        [
            f"Each {word} has {seats}." if cohort.size > 2 else "Each pair has one person of each side.",
            f"What is fixed stays. No other {word} breaks a rule: nobody is with somebody who manages or supervises "
            "them, through any number of steps, as far as the sheet People says; a confidential request is kept; all "
            f"have {half_days} in common.",
            f"Among all such {word}s these place as many people as possible, and of those the {word}s with the fewest "
            "points for wishes that are not met are taken. Between equals, the order of names decides.",
            "Nobody's age, sex, ethnicity, disability or any other protected characteristic is known to it.",
            "It cannot know who gets on with whom, or what is not on the sheet. Read each aloud before you decide.",
        ]
    )


def _points(weight: Weight) -> str:
    return str(wishes.WEIGHT[weight] * wishes.SHORTFALL)
