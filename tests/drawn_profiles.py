"""Profiles drawn at random that use every field, with ids of the project's own content."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from generator.model.library import KINDS, Library
from generator.model.trust import TrustProfile
from generator.sources.convert import convert
from generator.sources.yaml_reader import read
from tests.strategies import Drawn, as_yaml, noun


def profiles(library: Library) -> st.SearchStrategy[TrustProfile]:
    """Profiles that have no fault of their own."""
    ids = {
        kind.name: list(kind.of(library))
        for kind in KINDS
        if kind.within or (kind.file and "<" not in kind.file and not kind.single)
    }
    drawn = st.tuples(noun(TrustProfile, ids), st.randoms(use_true_random=False))
    return drawn.map(lambda values: _profile(*values, library))


def _profile(values: Drawn, random: Any, library: Library) -> TrustProfile:
    _settle(values, random, library)
    source, faults = read("profile.yml", as_yaml(values))
    assert source is not None, faults
    profile, faults = convert(source, TrustProfile, "drawn")
    assert profile is not None, faults
    return profile


def _settle(values: Drawn, random: Any, library: Library) -> None:
    """Take ids that exist, each once, and let what belongs together agree."""
    vocabulary, calendar = library.vocabulary, library.calendar
    values["cohort"]["participants"] = _each(values["cohort"]["participants"], "staff_group")
    values["sites"] = _each(values["sites"], "id")
    values["partners"] = _each(values.get("partners", []), "id")
    schedule, menu = values.setdefault("schedule", {}), values.setdefault("menu", {})
    for field, known in (("quiet", calendar.quiet), ("events", calendar.events), ("notice", calendar.notice)):
        schedule[field] = _with_ids(schedule.get(field, {}), random, list(known))
    schedule["quiet"] = {id: quiet for id, quiet in schedule["quiet"].items() if any(quiet.values())}
    schedule["events"] = {id: event for id, event in schedule["events"].items() if event}
    schedule["pins"] = _each(schedule.get("pins", []), "what")
    roles = [*vocabulary.roles, *vocabulary.staff_groups]
    values["hours"] = _with_ids(values.get("hours", {}), random, list(library.effort.assumptions))
    values["rates"] = _with_ids(values.get("rates", {}), random, roles)
    values["bands"] = _with_ids(values.get("bands", {}), random, roles)
    values["workshops"] = _each(values.get("workshops", []), "workshop")
    chosen = [choice["workshop"] for choice in values["workshops"]]
    others = [id for id in library.workshops if id not in chosen]
    details = _with_ids(values.get("workshop_details", {}), random, others)
    values["workshop_details"] = {id: detail for id, detail in details.items() if any(detail.values())}
    for id, detail in [*zip(chosen, values["workshops"], strict=True), *values["workshop_details"].items()]:
        for own in detail.get("breaks", ()):
            own["after"] = random.choice(
                [activity.id for activity in library.workshops[id].activities if activity.kind != "break"]
            )
    form = library.programme.short_form_for(values["cohort"]["months"]) or library.programme
    if "workshop_weeks" in schedule:
        count = len(chosen or form.workshops)
        schedule["workshop_weeks"] = [0, *sorted(random.sample(range(1, 100), count - 1))] if count else []
    menu["projects"] = list(dict.fromkeys(menu.get("projects", ())))
    menu["omit"] = sorted(set(menu.get("omit", ())) - set(menu["projects"]))
    menu["progress"] = sorted(_each(menu.get("progress", []), "project"), key=lambda progress: progress["project"])
    for progress in menu["progress"]:
        progress["status"] = progress.get("status", "open")
        if "site" in progress:
            progress["site"] = random.choice(values["sites"])["id"]
    values["tailoring"] = [_tailoring(change, random, library) for change in values.get("tailoring", ())]


def _each(entries: list[Drawn], name: str) -> list[Drawn]:
    """The entries without those that repeat a value of a field."""
    return list({entry[name]: entry for entry in entries}.values())


def _with_ids(values: Drawn, random: Any, ids: list[str]) -> Drawn:
    """The values with ids that exist in place of drawn ones."""
    return dict(zip(random.sample(ids, min(len(ids), len(values))), values.values(), strict=False))


def _tailoring(change: Drawn, random: Any, library: Library) -> Drawn:
    texts: Any = {"topic": library.guidance, "component": library.components, "handbook": library.chapters}
    kind = random.choice(list(texts))
    nouns = texts[kind]
    id = random.choice([id for id, noun in nouns.items() if noun.sections])
    rest = {name: value for name, value in change.items() if name not in texts}
    if change["kind"] != "add":
        rest["section"] = random.choice(nouns[id].sections).id
    return {**rest, kind: id}
