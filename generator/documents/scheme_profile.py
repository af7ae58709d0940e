"""A profile as it stands in a scheme's workbook: its own sheets, and its cells in the sheets of the plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeAlias

from pydantic_core import PydanticUndefined

from ..model.base import Noun
from ..model.calendar_rules import QuietRule
from ..model.english import listed as listed_in_words
from ..model.library import Library
from ..model.menu_cells import escaped
from ..model.pairing import HALF_DAYS, Side, Wish
from ..model.profile_choices import activities_by_words, choice_fields, choices, sections_by_words
from ..model.schedule_preferences import SchedulePreferences
from ..model.sheets import choices as lists
from ..model.sheets import profile as forms
from ..model.sheets.choices import NO, YES, word_of
from ..model.sheets.form import REQUIRED_MARK, SheetColumn, SheetForm
from ..model.sheets.profile import SheetField
from ..model.sheets.records import in_words
from ..model.trust import OwnBreak, TailoringKind, TrustProfile, WorkshopDetails
from ..model.workshop import Workshop
from ..pairing.cohort import make_up_of
from ..planning import dates
from ..planning.agenda import add_minutes
from .spreadsheet import Cell, Choices, Sheet, column_of, sheet_of

RowIds: TypeAlias = Mapping[str, Sequence[str]]
"""Ids of the rows of each list of the profile that has a row for each entry, by the path of the list."""
Row: TypeAlias = tuple[str, dict[str, Cell]]
"""The id of a row, and its cells by column key."""


def profile_lists(library: Library, profile: TrustProfile | None) -> tuple[Choices, ...]:
    """The lists to choose from on the sheets of a profile, and in its cells on those of the plan."""
    return tuple(Choices(name, tuple(words)) for name, words in choices(library, profile).items())


def profile_sheets(
    profile: TrustProfile,
    library: Library,
    row_ids: RowIds | None = None,
    *,
    keep_until: datetime.date | None = None,
) -> dict[str, Sheet]:
    """The sheets that hold a profile by name, with the shared content as it was typed.

    `keep_until` is the day by which people must be deleted, which the sheet Scheme has too.
    """
    rows = _Rows(profile, library, row_ids or {}, keep_until)
    sheets = {
        form.name: sheet_of(form, list(written))
        for form, written in (
            (forms.ROOMS, rows.rooms()),
            (forms.WHO, rows.who()),
            (forms.SITES, rows.places()),
            (forms.CLOSED, rows.closed()),
            (forms.CONTACTS, rows.numbered("contacts", forms.CONTACTS)),
            (forms.OWN_WORDS, rows.own_words()),
            (forms.BACKGROUND, rows.numbered("background", forms.BACKGROUND)),
        )
    }
    for form, fields in ((forms.SCHEME, list(forms.SCHEME_FIELDS)), (forms.CHOICES, rows.choice_fields())):
        sheets[form.name] = rows.vertical(form, fields)
    return {form.name: sheets[form.name] for form in forms.PROFILE_SHEETS}


def plan_cells(
    profile: TrustProfile, library: Library, row_ids: RowIds | None = None
) -> dict[str, dict[str, dict[str, Cell]]]:
    """What a profile says in the sheets of the plan: cells by sheet, row id and column key."""
    return _Rows(profile, library, row_ids or {}).of_the_plan()


class _Rows:
    """Writes the rows of each sheet."""

    def __init__(
        self, profile: TrustProfile, library: Library, row_ids: RowIds, keep_until: datetime.date | None = None
    ) -> None:
        self.profile, self.library, self.row_ids, self.keep_until = profile, library, row_ids, keep_until
        self.lists = choices(library, profile)

    def cell(self, value: Any, column: SheetColumn) -> Cell:
        """A value of the profile as the cell of a column; None for no value and for an empty list."""
        if isinstance(value, list):
            words = [self._word(each, column) for each in value]
            return "; ".join(escaped(word, alone=True) for word in words) or None
        if value is not None and column.choices:
            return self._word(value, column)
        return value.value if isinstance(value, StrEnum) else value

    def _word(self, value: Any, column: SheetColumn) -> str:
        id = str(value).lower() if isinstance(value, bool) else str(value)
        return word_of(id, self.lists[column.choices]) if column.choices else id

    def cells(self, noun: Noun, form: SheetForm) -> dict[str, Cell]:
        """The cells of an entry, where the columns are named after its fields."""
        own = {column.key: column for column in form.columns if column.key in type(noun).model_fields}
        return {key: self.cell(_unless_usual(noun, key), column) for key, column in own.items()}

    def numbered(self, path: str, form: SheetForm) -> Iterator[Row]:
        """A row for each entry of a list of the profile."""
        entries = forms.value_at(self.profile, path)
        stem = path.rpartition(".")[2].replace("_", "-")
        ids = self.row_ids.get(path) or [f"{stem}-{number}" for number in range(1, len(entries) + 1)]
        return ((id, self.cells(entry, form)) for id, entry in zip(ids, entries, strict=True))

    # --- a row for each field -----------------------------------------------------------------------------------

    def vertical(self, form: SheetForm, fields: Sequence[SheetField]) -> Sheet:
        rows, overrides = [], {}
        place = [column.key for column in form.columns].index(forms.CHOICE)
        for number, field in enumerate(fields):
            column = field.column
            overrides[number, place] = column_of(column)
            cells: dict[str, Cell] = {
                forms.SECTION: field.section,
                forms.WHAT: column.title + REQUIRED_MARK * column.required,
                forms.CHOICE: self.cell(self.chosen(field.path), column),
                forms.USUAL: usual(field, self.library, self.profile),
                forms.HELP: column.help,
            }
            rows.append((field.path, cells))
        return replace(sheet_of(form, rows), overrides=overrides)

    def chosen(self, path: str) -> Any:
        """What the profile says at the path of a field; None where that is as usual."""
        if path == forms.KEEP_UNTIL:
            return self.keep_until
        for listed in forms.LISTS_OF_CHOICES:
            if path.startswith(f"{listed}."):
                return True if path.removeprefix(f"{listed}.") in forms.value_at(self.profile, listed) else None
        above, _, last = path.rpartition(".")
        noun = forms.value_at(self.profile, above)
        if noun is None:
            return None
        value = noun.get(last) if isinstance(noun, dict) else _unless_usual(noun, last)
        return _day_in_words(value) if value and path.endswith((".first", ".last")) else value

    def choice_fields(self) -> list[SheetField]:
        """The rows of the sheet Choices: of a list that a profile names, what it names comes first, in its order."""
        order = [f"{path}.{id}" for path in forms.LISTS_OF_CHOICES for id in forms.value_at(self.profile, path)]
        fields = [field for field in choice_fields(self.library) if self._matters(field.path)]
        sections = list(dict.fromkeys(field.section for field in fields))
        by_path = {path: number for number, path in enumerate(order)}
        return sorted(fields, key=lambda field: (sections.index(field.section), by_path.get(field.path, len(order))))

    def _matters(self, path: str) -> bool:
        """Whether a field has a row: a quiet period has those that its rule or the profile speaks of."""
        above, _, last = path.rpartition(".")
        if not above.startswith("schedule.quiet.") or last == "off":
            return True
        rule = self.library.calendar.quiet[above.rpartition(".")[2]]
        return bool(getattr(rule, last) or forms.value_at(self.profile, path))

    # --- sheets with a row for each of something ------------------------------------------------------------------

    def rooms(self) -> Iterator[Row]:
        profile, library = self.profile, self.library
        chosen = {choice.workshop: choice for choice in profile.workshops}
        details: dict[str, WorkshopDetails] = {**profile.workshop_details, **chosen}
        run = forms.run_by_default(library.programme, profile.cohort.months)
        weeks = dict(zip(list(chosen) or run, profile.schedule.workshop_weeks, strict=False))
        moved = [id for id in library.workshops if id in chosen] != list(chosen)
        for id, workshop in library.workshops.items():
            own = details.get(id)
            cells = self.cells(own, forms.ROOMS) if own else {}
            if own and own.breaks:
                cells["breaks"] = "; ".join(_break(each, workshop) for each in own.breaks)
            yield (
                id,
                {
                    **cells,
                    "title": workshop.title,
                    "usual": _span(workshop.start, workshop.duration_minutes),
                    "run": (YES if id in chosen else NO) if chosen else None,
                    "order": list(chosen).index(id) + 1 if moved and id in chosen else None,
                    "week": weeks.get(id),
                },
            )
        for id, event in library.calendar.events.items():
            choice = profile.schedule.events.get(id)
            cells = self.cells(choice, forms.ROOMS) if choice else {}
            yield forms.EVENT + id, {**cells, "title": event.title, "usual": _span(event.start, event.minutes)}

    def who(self) -> Iterator[Row]:
        numbers = {each.staff_group: each.number for each in self.profile.cohort.participants}
        for id in dict.fromkeys([*numbers, *self.library.vocabulary.staff_groups]):
            yield id, {"staff_group": word_of(id, self.lists[lists.STAFF_GROUPS]), "number": numbers.get(id)}

    def places(self) -> Iterator[Row]:
        for path in ("sites", "partners"):
            entries = getattr(self.profile, path)
            kind = word_of(path, self.lists[lists.PLACES])
            ids = self.row_ids.get(path) or [f"{path}/{entry.id}" for entry in entries]
            for id, entry in zip(ids, entries, strict=True):
                yield id, {"kind": kind, "name": entry.name}

    def closed(self) -> Iterator[Row]:
        for field in ("closed", "school_holidays"):
            kind = word_of(field, self.lists[lists.CLOSED])
            for id, cells in self.numbered(f"schedule.{field}", forms.CLOSED):
                yield id, {**cells, "kind": kind}

    def own_words(self) -> Iterator[Row]:
        rows = self.numbered("tailoring", forms.OWN_WORDS)
        for (id, cells), entry in zip(rows, self.profile.tailoring, strict=True):
            text = next(f"{field}/{id}" for field in lists.TEXT_FIELDS if (id := getattr(entry, field)))
            cells["text"] = word_of(text, self.lists[lists.TEXTS])
            if entry.kind is not TailoringKind.ADD:
                cells["section"] = word_of(entry.section, sections_by_words(self.library, text))
            yield id, cells

    # --- sheets of the plan -------------------------------------------------------------------------------------

    def of_the_plan(self) -> dict[str, dict[str, dict[str, Cell]]]:
        profile = self.profile
        each = SheetColumn("each", "", 0, choices=lists.COUNTED, several=True)
        costs = profile.costs
        cost_ids = self.row_ids.get("costs") or [f"costs-{number}" for number in range(1, len(costs) + 1)]
        return {
            "Dates": {
                pin.what: {f"pin_{key}": getattr(pin, key) for key in ("day", "start", "end", "room", "reason")}
                for pin in profile.schedule.pins
            },
            "Hours": {id: {"hours": hours} for id, hours in profile.hours.items()},
            "Rates": {
                id: {"pounds": profile.rates.get(id), "band": profile.bands.get(id)}
                for id in {**profile.rates, **profile.bands}
            },
            "Costs": {
                id: {"title": cost.title, "pounds": cost.pounds, "each": self.cell(cost.each, each)}
                for id, cost in zip(cost_ids, costs, strict=True)
            },
            "Menu": self._menu(),
        }

    def _menu(self) -> dict[str, dict[str, Cell]]:
        menu, status, sites = self.profile.menu, self.lists[lists.PROJECT_STATUS], self.lists[lists.SITES]
        rows: dict[str, dict[str, Cell]] = {}
        for number, id in enumerate(menu.projects, 1):
            rows.setdefault(id, {}).update(offer=YES, order=number)
        for id in menu.omit:
            rows.setdefault(id, {}).update(offer=NO)
        for progress in menu.progress:
            contact = progress.contact
            rows.setdefault(progress.project, {}).update(
                status=word_of(progress.status, status),
                site=word_of(progress.site, sites) if progress.site else None,
                starts=progress.starts,
                ends=progress.ends,
                sponsor=progress.sponsor,
                contact=contact.name if contact else None,
                contact_email=contact.email if contact else None,
                contact_public=None if contact is None or contact.private else YES,
            )
        return rows


def _unless_usual(noun: Noun, name: str) -> Any:
    """The value of a field; None if it is the one that the field has when it is left out."""
    value, default = getattr(noun, name), type(noun).model_fields[name].default
    return None if default is not PydanticUndefined and value == default else value


def _span(start: datetime.time, minutes: int) -> str:
    return f"{dates.clock(start)} to {dates.clock(add_minutes(start, minutes))}"


def _break(own: OwnBreak, workshop: Workshop) -> str:
    after = word_of(own.after, activities_by_words(workshop))
    texts = [after, str(own.minutes)] + ([own.title] if _unless_usual(own, "title") else [])
    return " | ".join(escaped(text, alone=True) for text in texts)


def _day_in_words(day: str) -> str:
    """A day of any year, such as 14 December."""
    return dates.date(datetime.date.fromisoformat(f"2000-{day}")).removesuffix(" 2000")


def usual(field: SheetField, library: Library, profile: TrustProfile) -> str | None:
    """What holds while the row of a field is empty; None for a row that must not be."""
    if field.column.required:
        return None
    listed, _, id = field.path.rpartition(".")
    if listed in forms.LISTS_OF_CHOICES:
        return "All"
    if listed == "schedule.notice":
        return dates.weeks(library.calendar.notice[id].weeks)
    if field.path.startswith("schedule.quiet."):
        return _usual_quiet(library.calendar.quiet[listed.rpartition(".")[2]], id)
    programme, cohort = library.programme, profile.cohort
    starts = sorted({workshop.start for workshop in library.workshops.values()})
    weeks = ", ".join(map(str, programme.workshop_weeks))
    surgeries = SchedulePreferences.model_fields["surgery_spacing_weeks"].default
    texts = {
        "cohort.start": "Not set: the plan counts in weeks",
        "cohort.months": f"{programme.months} months",
        "cohort.name": forms.usual_name(cohort.number),
        "cohort.group_size": "2: pairs",
        "cohort.number": "1: the first cohort",
        "cohort.starts_after_changeover": f"Not used; else {dates.weeks(library.calendar.settle_weeks)} after it",
        "schedule.weekdays": "The weekday of the first workshop",
        "schedule.start_time": f"Each workshop's own: {listed_in_words(map(dates.clock, starts), 'or')}",
        "schedule.workshop_spacing_weeks": "As in the row below",
        "schedule.workshop_spacing": f"In the programme's own weeks: {weeks}" if weeks else "Evenly spread",
        "schedule.surgery_spacing_weeks": dates.weeks(surgeries),
        "planning_from": "The day on which the plan is made",
        "brand.colour": forms.COLOUR,
        "brand.logo": "No logo",
        "brand.logo_text": "Needed with a logo",
        "visibility": "Private: files only",
        "ods_code": "Left out",
        "website": "Left out",
        "note": "No note",
        forms.KEEP_UNTIL: "Not set: set it before you enter people",
    }
    return texts.get(field.path) or _usual_pairing(field.path, library, profile) or NO


def _usual_pairing(path: str, library: Library, profile: TrustProfile) -> str | None:
    """What holds of pairs and groups while a row is empty; None for other rows."""
    name, pairing = path.removeprefix(forms.PAIRING), profile.pairing
    if name == path:
        return None
    if name == "half_days":
        return str(HALF_DAYS)
    if name.startswith("make_up."):
        usual = profile.model_copy(update={"pairing": pairing.model_copy(update={"make_up": {}})})
        return str(make_up_of(usual, library.vocabulary).get(Side(name.partition(".")[2]), 0))
    weights = pairing.model_copy(update={name: None}).weights(library.pairing_methods[pairing.method].wishes)
    return next(in_words(weights[wish]) for wish in Wish if wish.field == name)


def _usual_quiet(rule: QuietRule, name: str) -> str:
    if name == "changeover_weeks":
        return dates.weeks(rule.changeover_weeks) if rule.changeover_weeks else "None"
    if name == "off":
        return f"{NO}: {rule.reason[:1].lower()}{rule.reason[1:]}"
    day = rule.first if name == "first" else rule.last
    return _day_in_words(day) if day else "None"
