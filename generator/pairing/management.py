"""Who is above whom among the people of a scheme: line managers and supervisors, through any number of steps."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from ..model.scheme import Person
from ..model.sheets.choices import same_words

_TITLE = re.compile(r"^(dr|mr|mrs|ms|miss|mx|prof|professor|sir|dame|sister)\.? ")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Chain:
    """How one person is above another."""

    people: tuple[str, ...]
    """Ids from the lower to the upper person, both included."""
    supervision: bool
    """Whether any step of it is from somebody to their supervisor; otherwise all are to line managers."""


def chains(people: Iterable[Person]) -> dict[tuple[str, str], Chain]:
    """The shortest chain for each two people of whom the second is above the first.

    A manager or supervisor is found among the people by email, else by name; where several people have the name, any
    of them may be meant, so all are above.
    """
    people = list(people)
    emails: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for person in people:
        names.setdefault(_plain(person.name), []).append(person.id)
        if person.email:
            emails.setdefault(person.email.casefold(), []).append(person.id)

    def matches(name: str | None, email: str | None) -> list[str]:
        return emails.get((email or "").casefold()) or (names.get(_plain(name), []) if name else [])

    above = {
        person.id: [
            *((id, False) for id in matches(person.line_manager, person.line_manager_email)),
            *((id, True) for id in matches(person.supervisor, person.supervisor_email)),
        ]
        for person in people
    }
    result: dict[tuple[str, str], Chain] = {}
    for lowest in above:
        reached = {lowest}
        queue = deque([Chain((lowest,), supervision=False)])
        while queue:
            chain = queue.popleft()
            for id, supervision in above[chain.people[-1]]:
                if id not in reached:
                    reached.add(id)
                    longer = Chain((*chain.people, id), chain.supervision or supervision)
                    result[lowest, id] = longer
                    queue.append(longer)
    return result


def _plain(name: str) -> str:
    """A name without a title such as Dr, and without what is in brackets."""
    return _TITLE.sub("", same_words(_BRACKETS.sub(" ", name)) + " ").strip()
