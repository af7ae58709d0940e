"""What a cell calls a row of another sheet: by its name, and by more where two rows have the same name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ..scheme import Records

SEPARATOR = ";"
"""Between the values of a cell that takes several."""


class Labels:
    """The rows of a sheet by what people may call them: ignoring case, spaces and the form of apostrophes.

    A row is called by its name, by its name with one of its details in brackets, or by its id.
    """

    def __init__(self, rows: Mapping[str, tuple[str, Iterable[str | None]]]) -> None:
        """Rows by id, each with its name and the details that may tell it from others of the same name."""
        self._names = {
            id: (name, *(f"{name} ({detail})" for detail in (*details, id) if detail), id)
            for id, (name, details) in rows.items()
        }
        self._ids: dict[str, list[str]] = {}
        for id, names in self._names.items():
            for name in {_plain(name) for name in names}:
                self._ids.setdefault(name, []).append(id)

    @property
    def names(self) -> list[str]:
        """The names of the rows, as they are compared."""
        return list(self._ids)

    def ids(self, label: str) -> list[str]:
        """The ids of all rows that may be meant, in the order of the sheet."""
        return self._ids.get(_plain(label), [])

    def label(self, id: str) -> str:
        """The shortest label that means this row alone; the id itself for a row that is not here."""
        names = self._names.get(id, (id,))
        return next((name for name in names if SEPARATOR not in name and self.ids(name) == [id]), id)


@lru_cache(maxsize=4096)
def _plain(label: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", label).casefold().replace("\u2019", "'").split())


def people_labels(records: Records) -> Labels:
    """Labels of people: the email or the department tells two of the same name apart."""
    return Labels({person.id: (person.name, (person.email, person.department)) for person in records.people})


def group_labels(records: Records) -> Labels:
    """Labels of pairs and groups."""
    return Labels({group.id: (group.name, ()) for group in records.groups})


def project_labels(records: Records) -> Labels:
    """Labels of the cohort's projects: the group tells two of the same title apart."""
    groups = {group.id: group.name for group in records.groups}
    return Labels({project.id: (project.title, (groups.get(project.group or ""),)) for project in records.projects})
