"""What a planner tries out, as she types it, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.english import counted, listed
from ..model.pairing import Weight, Wish
from ..model.scheme import Decision, Records
from ..model.sheets.labels import SEPARATOR, Labels, people_labels
from ..model.sheets.profile import WISHES
from ..model.suggestions import did_you_mean, nearest
from . import wishes
from .cohort import Cohort, WhatIf
from .proposal import Proposal, ProposedGroup, group_cost, propose

WHERE = "--what-if"
"""Place of a fault in what was typed on the command line."""
_FORMS = {
    "pin": "pin NAME; NAME",
    "forbid": "forbid NAME; NAME",
    "without": "without NAME",
    "with": "with NAME",
    "weight": "weight WISH = WORDS",
}
_TOGETHER = ("pin", "forbid")
_WISHES = Labels({wish.value: (title, ()) for wish, (title, _) in WISHES.items()})
_WEIGHTS = Labels({weight.value: (weight.value.replace("-", " "), ()) for weight in Weight})


def parse(texts: Iterable[str], records: Records, rows: Mapping[str, int] | None = None, where: str = WHERE) -> WhatIf:
    """What a planner tries out, from lines such as `pin Ann Hill; Bob Roe` or `weight same-site = matters most`.

    Args:
        texts: `pin NAME; NAME`, `forbid NAME; NAME`, `without NAME`, `with NAME` or `weight WISH = WORDS`. A name is as
            on the sheet People; where several people have it, with the email or the department in brackets.
        records: the people of the scheme.
        rows: the number of each person's row on the sheet People. Faults say no names.
        where: what faults call the place of the texts.

    Raises:
        InputFault: everything that is wrong with the texts.
    """
    reading = _Reading(people_labels(records), rows or {}, where)
    for number, text in enumerate(texts, start=1):
        reading.read(text, number)
    reading.check(records)
    if reading.faults:
        raise InputFault(reading.faults)
    people = reading.people
    return WhatIf(
        pins=tuple(ids for _, ids in people["pin"]),
        forbidden=tuple(two for _, ids in people["forbid"] for two in combinations(ids, 2)),
        without=tuple(id for _, ids in people["without"] for id in ids),
        with_=tuple(id for _, ids in people["with"] for id in ids),
        weights=reading.weights,
    )


class _Reading:
    """Reads one text after another, and gathers what is wrong."""

    def __init__(self, labels: Labels, rows: Mapping[str, int], where: str) -> None:
        self._labels = labels
        self._rows = rows
        self._where = where
        self._line = 1
        self.faults: list[Diagnostic] = []
        self.people: dict[str, list[tuple[int, tuple[str, ...]]]] = {verb: [] for verb in _FORMS}
        """For each verb the ids that follow it, with the number of the text."""
        self.weights: dict[Wish, Weight] = {}

    def read(self, text: str, number: int) -> None:
        """Read a text, the first of which has the number 1."""
        self._line = number
        verb, _, rest = text.strip().partition(" ")
        verb = verb.casefold()
        if verb not in _FORMS:
            help = did_you_mean(verb, _FORMS) if nearest(verb, _FORMS) else f"write {_forms()}"
            self._fault("unknown-what-if", "a change must start with pin, forbid, without, with or weight", help)
        elif verb == "weight":
            self._weight(rest)
        elif ids := self._ids(rest, verb):
            if verb in _TOGETHER and len(ids) < 2:
                self._fault("too-few-names", f"`{verb}` needs at least two people", f"write `{_FORMS[verb]}`")
            else:
                self.people[verb].append((number, ids))

    def check(self, records: Records) -> None:
        """Look for changes that contradict each other, or are about people who are not paired."""
        participants = {person.id for person in records.people if person.decision is Decision.PARTICIPANT}
        added, removed = ({id for _, ids in self.people[verb] for id in ids} for verb in ("with", "without"))
        pinned = {frozenset(two) for _, ids in self.people["pin"] for two in combinations(ids, 2)}
        for line, ids in self.people["without"]:
            if added & set(ids):
                self._fault(
                    "with-and-without", "somebody is both in `with` and in `without`", "leave out one of them", line
                )
        for line, ids in sorted(entry for verb in _TOGETHER for entry in self.people[verb]):
            if not set(ids) <= (participants | added) - removed:
                help = "only participants are paired: add `with NAME` for anybody else"
                self._fault("not-considered", "somebody whom this names is not to be paired", help, line)
        for line, ids in self.people["forbid"]:
            if pinned & set(map(frozenset, combinations(ids, 2))):
                message = "two people are both in `pin` and in `forbid`"
                self._fault("pin-and-forbid", message, "leave out one of them", line)

    def _ids(self, typed: str, verb: str) -> tuple[str, ...]:
        """The people whom a text names, each once; nobody if something is wrong with it."""
        names = [name.strip() for name in typed.split(SEPARATOR) if name.strip()]
        if not names:
            self._fault("no-name", f"a name is missing after `{verb}`", f"write `{_FORMS[verb]}`")
        ids = [self._id(name, f"name {number}") for number, name in enumerate(names, start=1)]
        return () if None in ids else tuple(dict.fromkeys(id for id in ids if id))

    def _id(self, name: str, words: str) -> str | None:
        person = named(name, self._labels, self._rows, Place(self._where, self._line), words)
        if isinstance(person, str):
            return person
        self.faults.append(person)
        return None

    def _weight(self, typed: str) -> None:
        wish, equals, weight = (text.strip() for text in typed.partition("="))
        if not equals:
            self._fault("no-weight", "`weight` needs a wish and how much it counts", f"write `{_FORMS['weight']}`")
            return
        wishes, weights = _WISHES.ids(wish) or _WISHES.ids("-".join(wish.split())), _WEIGHTS.ids(weight)
        if not wishes:
            near = nearest(wish.casefold(), Wish)
            help = f"did you mean `{near}`?" if near else f"write {listed([f'`{each}`' for each in Wish], 'or')}"
            self._fault("unknown-wish", "no wish has this name", help)
        if not weights:
            words = [each.value.replace("-", " ") for each in Weight]
            self._fault("unknown-weight", "this does not say how much the wish counts", f"write {listed(words, 'or')}")
        if wishes and weights:
            self.weights[Wish(wishes[0])] = Weight(weights[0])

    def _fault(self, code: str, message: str, help: str | None, line: int | None = None) -> None:
        self.faults.append(Diagnostic(code, message, Place(self._where, line or self._line), help))


def named(typed: str, labels: Labels, rows: Mapping[str, int], place: Place, words: str) -> str | Diagnostic:
    """The id of the only person whom a typed name means, or what is wrong with it, which says no names.

    Args:
        typed: the name.
        labels: the people.
        rows: the number of each person's row on the sheet People, as far as it is known.
        place: where the name was typed or is looked for.
        words: what the fault calls the name, such as "name 2".
    """
    ids = labels.ids(typed)
    if len(ids) == 1:
        return ids[0]
    if ids:
        message = f"{words} is that of {len(ids)} people on the sheet People{_in_rows(ids, rows)}"
        help = "add the email or the department in brackets after the name"
        return Diagnostic("ambiguous-name", message, place, help)
    near = labels.ids(nearest(typed.casefold(), labels.names) or "")
    help = "type the name as it is on the sheet People"
    if near:
        help = f"a similar name is there{_in_rows(near[:1], rows)}: check how it is spelt"
    return Diagnostic("unknown-person", f"{words} is in no row of the sheet People", place, help)


def _in_rows(ids: Iterable[str], rows: Mapping[str, int]) -> str:
    numbers = [str(rows[id]) for id in ids if id in rows]
    return f", in row{'s' if len(numbers) > 1 else ''} {listed(numbers)}" if numbers else ""


def _forms() -> str:
    return listed([f"`{form}`" for form in _FORMS.values()], "or")


def again(before: Proposal, cohort: Cohort, *, fewest_moves: bool = True) -> Proposal:
    """What is proposed for a changed cohort.

    Args:
        before: the proposal without the changes.
        cohort: the cohort with them.
        fewest_moves: people who are together stay together before any wish. Where weights changed that would leave
            everything as it is.
    """
    return propose(cohort, [group.members for group in before.groups] if fewest_moves else ())


@dataclass(frozen=True, slots=True)
class Differences:
    """What is different in a proposal after a change."""

    dissolved: tuple[ProposedGroup, ...]
    """Groups of before whose members are no longer together, all of them and nobody else."""
    formed: tuple[ProposedGroup, ...]
    """Groups that were not there before."""
    stayed: int
    """How many groups are as they were."""
    moved: tuple[str, ...]
    """People who are in a group before and after, but with others."""
    placed: tuple[str, ...]
    """People who have a group now and had none."""
    left_out: tuple[str, ...]
    """People who had a group and have none now."""
    waiting: tuple[str, ...]
    """People who are considered now, were not before, and have no group."""
    cost_before: int
    """What the proposal of before costs by the weights of now."""
    cost_after: int

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.dissolved or self.formed)


def differences(before: Proposal, after: Proposal, cohort: Cohort) -> Differences:
    """What is different in a proposal, for the cohort with the changes."""
    old, new = ({frozenset(group.members): group for group in proposal.groups} for proposal in (before, after))
    partners_before, partners_after = ({id: members for members in groups for id in members} for groups in (old, new))
    left_over = wishes.left_over(cohort) * sum(cohort.by_id[id].left_over for id in before.unmatched)
    return Differences(
        dissolved=tuple(group for members, group in old.items() if members not in new),
        formed=tuple(group for members, group in new.items() if members not in old),
        stayed=len(old.keys() & new.keys()),
        moved=tuple(
            id
            for id in cohort.by_id
            if id in partners_before and id in partners_after and partners_before[id] != partners_after[id]
        ),
        placed=tuple(id for id in cohort.by_id if id in partners_after and id not in partners_before),
        left_out=tuple(id for id in cohort.by_id if id in partners_before and id not in partners_after),
        waiting=tuple(id for id in after.unmatched if id not in partners_before and id not in before.unmatched),
        cost_before=left_over + sum(group_cost(cohort, group.members) for group in before.groups),
        cost_after=after.cost,
    )


def words(difference: Differences, cohort: Cohort) -> Iterator[str]:
    """What is different, in sentences."""
    noun = "pair" if cohort.size == 2 else "group"
    stay = counted(difference.stayed, f"{noun} stays as it was", f"{noun}s stay as they were")
    if not difference:
        yield f"Nothing changes: {stay}."
    else:
        new = counted(len(difference.formed), f"{noun} is new", f"{noun}s are new")
        yield f"{new[0].upper()}{new[1:]}, and {stay}."
    for group in difference.formed:
        yield f"New: {_names(cohort, group.members)}."
    for group in difference.dissolved:
        yield f"No longer together: {_names(cohort, group.members)}."
    if difference.placed:
        yield f"In a {noun} now: {_names(cohort, difference.placed)}."
    if difference.left_out:
        yield f"No longer in a {noun}: {_names(cohort, difference.left_out)}."
    if difference.waiting:
        yield f"Still without a {noun}: {_names(cohort, difference.waiting)}."
    more = difference.cost_after - difference.cost_before
    if more and not difference.placed and not difference.left_out:
        yield f"All unmet wishes together cost {counted(abs(more), 'point')} {'more' if more > 0 else 'less'}."


def _names(cohort: Cohort, ids: Iterable[str]) -> str:
    return listed(cohort.by_id[id].name for id in ids)
