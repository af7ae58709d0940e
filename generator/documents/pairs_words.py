"""What a proposal is called and described with, on paper and on screens."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.english import counted, listed
from ..model.pairing import Wish
from ..model.scheme import LearningGroup, Person
from ..pairing.answer import Answer
from ..pairing.cohort import Aside, Cohort
from ..pairing.fairness import Split
from ..pairing.reasons import Reasons
from .document import ended

WISHES = {
    Wish.SAME_SITE: "Same site",
    Wish.ACROSS_DEPARTMENTS: "Different departments",
    Wish.SAME_DEPARTMENT: "Same department",
    Wish.NEAR_STAGE: "Similar stage",
    Wish.SIMILAR_NEEDS: "Same needs",
    Wish.COMPLEMENTARY_NEEDS: "Teach each other",
    Wish.NAMED_EACH_OTHER: "Named each other",
    Wish.STARRED_PROJECT: "Same project",
    Wish.NEW_PARTNERS: "New partners",
    Wish.LEFT_OVER_FIRST: "Left over last time",
    Wish.KEEP: "Together already",
}
"""Each wish in a few words."""
NARROW = {
    Wish.SAME_SITE: "Site",
    Wish.ACROSS_DEPARTMENTS: "Department",
    Wish.SAME_DEPARTMENT: "Department",
    Wish.NEAR_STAGE: "Career",
    Wish.SIMILAR_NEEDS: "Same needs",
    Wish.COMPLEMENTARY_NEEDS: "Can learn",
    Wish.NAMED_EACH_OTHER: "Named",
    Wish.STARRED_PROJECT: "Project",
    Wish.NEW_PARTNERS: "New",
    Wish.LEFT_OVER_FIRST: "Left over",
    Wish.KEEP: "Together",
}
"""Each wish for the heading of a narrow column."""
ASIDE = {
    Aside.APPLIED: "applied, nobody has decided yet",
    Aside.OFFERED: "has an offer, but has not accepted it yet",
    Aside.RESERVE: "reserve",
    Aside.NOT_THIS_TIME: "not this time",
    Aside.WITHDRAWN: "withdrew",
    Aside.NO_SIDE: "neither a side nor a staff group that has one is on the sheet",
    Aside.TAKEN_OUT: "taken out for this trial",
}
"""Why somebody is not considered."""
SPLITS = {Split.SIDE: "By side", Split.SITE: "By site", Split.STAFF_GROUP: "By staff group"}
"""What people are told apart by."""


def not_whole(cohort: Cohort) -> list[LearningGroup]:
    """The fixed groups that cannot stay as they are, since some of their members are considered and others are not."""
    considered = {person.id for person in cohort.people}
    return [
        group
        for group in cohort.groups
        if group.fixed and 0 < len(considered & set(group.members)) < len(group.members)
    ]


def though_fixed(cohort: Cohort, person: Person) -> str:
    """What is added where somebody who is not considered is in a fixed group with others who are."""
    names = [group.name for group in not_whole(cohort) if person.id in group.members]
    return "".join(f", though {name} is fixed" for name in names)


def noun(cohort: Cohort) -> str:
    """What the cohort calls people who are together."""
    return "pair" if cohort.size == 2 else "group"


def in_brief(answer: Answer) -> str:
    """How many pairs or groups there are and how good they are, without a name and without a full stop."""
    word, proposal = noun(answer.cohort), answer.proposal
    if not proposal.groups:
        return f"No {word} can be proposed"
    what = counted(len(proposal.groups), word)
    if proposal.proven:
        if answer.moves_few:
            return f"{what}, proven to be the best of those that separate as few people"
        return f"{what}, proven best: no others meet the wishes better"
    if not proposal.bound:
        return f"{what}; how much better others could be is not known"
    worse = -(-100 * (proposal.cost - proposal.bound) // proposal.cost)
    others = "others that separate as few people" if answer.moves_few else "others"
    return f"{what}; {others} could meet the wishes better by {worse} per cent at most"


def not_written(answer: Answer) -> str | None:
    """Which of the things that are tried out are not on the sheets once the pairs or groups are; None if all are."""
    word, changes = noun(answer.cohort), answer.changes
    things = [
        *(["whom you keep apart"] if changes.forbidden else []),
        *(["whom you leave out"] if changes.without else []),
        *(["another weight"] if changes.weights else []),
        *(["people in part of a group"] if any(len(ids) < answer.cohort.size for ids in changes.pins) else []),
    ]
    if not things:
        return None
    return (
        f"The sheet Groups takes the {word}s, but not {listed(things, 'or')}: the next proposal may be different. "
        f"Choose Yes in its column Fixed to keep a {word}."
    )


def why_lines(why: Reasons) -> Iterator[tuple[str, str]]:
    """Why a pair or group is proposed: what is met, what is given up and the next best partners, each as a sentence."""
    lines = [
        ("For it", "; ".join(each.words for each in why.met)),
        ("Given up", "; ".join(each.words for each in why.given_up)),
        *(("Next best", each.words) for each in why.alternatives),
    ]
    if len(why.group.members) == 2 and not why.alternatives and not why.group.pinned:
        lines.append(("Next best", "nobody else, unless more people are left out"))
    return ((label, ended(text[0].upper() + text[1:])) for label, text in lines if text)
