"""Libraries drawn at random: files of the small project replaced by valid ones, with sums and orders corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from generator.model.library import KIND, KINDS, Kind
from generator.model.prose import faults
from generator.sources.load import load
from tests import small
from tests.strategies import Drawn, Ids, as_yaml, noun

PROFILE = "content/trusts/westbrook/profile.yml"
DRAWN = {
    "projects_menu/discharge.yml": "improvement project",
    "content/workshops/listening.yml": "workshop",
    "content/case_studies/clinic.yml": "case study",
    "content/guidance/time.yml": "guidance topic",
    "content/instruments/log.yml": "instrument",
    "content/templates/invitation.yml": "template",
    "content/components/conversation.yml": "component",
    "content/pages/about.yml": "page",
    "content/handbook.yml": "handbook",
    "content/paths/newcomer.yml": "learning path",
    PROFILE: "trust profile",
}
"""Files that are drawn, with their kinds."""
_ROUND = str.maketrans("{}", "()")


@cache
def ids() -> Ids:
    """Ids that drawn nouns may refer to."""
    loaded = load(small.files()).require()
    return {
        kind.name: list(kind.of(loaded))
        for kind in KINDS
        if kind.within or (kind.file and "<" not in kind.file and not kind.single)
    }


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, bytes]:
    """Some drawn files, to replace those of the small project."""
    paths = draw(st.lists(st.sampled_from(list(DRAWN)), min_size=1, max_size=3, unique=True))
    return {path: draw(files_of(path)) for path in paths}


@cache
def files_of(path: str) -> st.SearchStrategy[bytes]:
    """Contents of one of the files."""
    kind = KIND[DRAWN[path]]
    return noun(kind.model, ids()).map(lambda values: as_yaml(settled(kind, values)))


def settled(kind: Kind, values: Drawn) -> Drawn:
    """Values that fit the schema, changed to satisfy the other rules too."""
    for mapping in _mappings(values):
        _settle_mapping(mapping)
        if kind.name != "trust profile":
            _without_blanks(mapping)
    if kind.name in _SETTLE:
        _SETTLE[kind.name](values)
    return values


def _mappings(value: Any) -> Iterator[Drawn]:
    """Every mapping within a value, outer ones first."""
    if isinstance(value, dict):
        yield value
    for nested in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _mappings(nested)


def _settle_mapping(mapping: Drawn) -> None:
    """Make evidence agree with citations, keep one direction of a timing, and remove forbidden links from prose."""
    if mapping.get("evidence", "suggested") == "suggested":
        mapping.pop("cite", None)
    else:
        mapping["cite"] = ["klaber"]
    timings = mapping.get("timing", ())
    for timing in [timings] if isinstance(timings, dict) else timings:
        if "milestone" not in timing:
            timing.setdefault("workshop", "listening")
        elif "workshop" in timing:
            del timing["workshop"]
        if timing.get("weeks_before"):
            timing.pop("weeks_after", None)
    for name, value in mapping.items():
        if isinstance(value, str) and "\n" in value and faults(value):
            mapping[name] = value.translate({ord(sign): "." for sign in "[]!_*"})
    if {"starts", "ends"} <= mapping.keys():
        mapping["starts"], mapping["ends"] = sorted([mapping["starts"], mapping["ends"]])


def _without_blanks(mapping: Drawn) -> None:
    """Replace curly brackets, which mark blanks in shared text."""
    for name, value in mapping.items():
        if isinstance(value, str):
            mapping[name] = value.translate(_ROUND)
        elif isinstance(value, list):
            mapping[name] = [text.translate(_ROUND) if isinstance(text, str) else text for text in value]


def _project(values: Drawn) -> None:
    for measure, kind in zip(values["measures"], ("outcome", "process", "balancing"), strict=False):
        measure["kind"] = kind
    values["measurement"] = {"interval": "weekly", "points_before": 6, "points_after": 8}
    values["duration_weeks"] = max(14, values["duration_weeks"])
    values.pop("progress", None)
    values.pop("withdrawn", None)


def _settle_counts(value: Any, cards: list[str]) -> None:
    """Rules for counting that are drawn count what the workshop has."""
    if isinstance(value, dict):
        if "each" in value:
            value["roles"] = cards if value["each"] == "role" else []
            if (value["each"] == "role" and not cards) or value["each"] == "table":
                value |= {"each": "person", "roles": []}
        for inner in value.values():
            _settle_counts(inner, cards)
    elif isinstance(value, list):
        for inner in value:
            _settle_counts(inner, cards)


def _workshop(values: Drawn) -> None:
    values["number"] = 1
    values["objectives"][0]["id"] = "listen"
    for objective, id in zip(values["objectives"], ("listen", "talk"), strict=False):
        objective["id"] = id
    own = [objective["id"] for objective in values["objectives"]]
    for activity in values["activities"]:
        activity |= {"minutes": max(30, activity["minutes"] % 120), "objectives": own, "handouts": []}
        activity.setdefault("say", []).append("Hello.")
        activity["say"] = list(dict.fromkeys(activity["say"]))
        activity["variants"] = activity.get("variants", [])[:1]
        for timed in (activity, *activity["variants"]):
            timed.pop("cues", None)
            timed.pop("if_late_saves", None)
        for variant in activity["variants"]:
            variant.pop("minutes", None)
            variant |= {"group_sizes": [3, 4], "say": ["Hello, all of you."]}
        activity["props"] = []
    cards = values.get("role_cards", [])
    for number, card in enumerate(cards):
        card |= {"id": f"role-{number}", "title": "Nurse", "briefing": "Ask.", "count": {"each": "group"}}
        for field in ("numbers", "piece_to", "knows", "piece"):
            card.pop(field, None)
    for prop in values.get("props", []):  # Words that fit the smallest piece.
        prop |= {"title": "Slip", "whom": "all", "text": "Ask.", "choices": [], "dealt": ["One", "Two"]}
    _settle_handouts(values.get("handouts", []))
    values.pop("cast", None)
    values["forms"] = []
    _settle_counts(values, [card["id"] for card in cards])
    for area in (values.get("room") or {}).get("plan", []):
        area |= {"left": 0, "top": 0}
    values["duration_minutes"] = sum(activity["minutes"] for activity in values["activities"])
    practised = [activity["id"] for activity in values["activities"] if activity["kind"] != "break"][:2]
    if len(practised) < 2:
        values.pop("rehearsal", None)
    for moment, id in zip(values.get("rehearsal", {}).get("moments", ()), practised, strict=False):
        moment["activity"] = id
    values["evaluation"] = [{"id": f"rate-{id}", "text": f"I can {id}.", "objective": id} for id in own]


def _settle_handouts(handouts: list[Drawn]) -> None:
    """Charts and grids whose values have their places, and cards with words that fit."""
    for handout in handouts:
        for part in handout["parts"]:
            part |= {"title": "Card", "text": "Ask."} if handout.get("cards") else {}
            if chart := part.get("chart"):
                chart["across"] |= {"first": 1, "last": 4, "step": 1}
                chart["up"] |= {"first": 0, "last": 8, "step": 2}
                chart |= {"values": [1, 2.5], "values_from": 3}
            if (grid := part.get("grid")) is not None:
                grid |= {"columns": ["Who", "What"], "rows": [["Nurse"]], "widths": []}


def _guidance(values: Drawn) -> None:
    for decision in values.get("decisions", ()):
        if not {"owner", "timing"} <= decision.keys():
            decision.pop("owner", None)
            decision.pop("timing", None)
        for option in decision["options"][1:]:
            option.pop("usual", None)


def _instrument(values: Drawn) -> None:
    waves = [wave for group in values["groups"] for wave in group.get("waves", ())]
    waves += [copy["wave"] for copy in values.get("copies", ())]
    values["waves"] = list(dict.fromkeys([*values.get("waves", ()), *waves]))
    values["scales"] = {"agree": {"labels": ["No", "Yes"]}}
    questions = [question for group in values["groups"] for question in group["questions"]]
    for number, question in enumerate(questions):
        question["id"] = f"question-{number}"
        question.pop("scale", None)
        question.pop("choices", None)
        if question["kind"] == "scale":
            question["scale"] = "agree"
        if question["kind"] in ("choice", "direction"):
            question["choices"] = ["One", "=Two", "Three"]


def _case_study(values: Drawn) -> None:
    for result in values.get("results", ()):
        result |= {"evidence": "published", "cite": ["klaber"]}


def _template(values: Drawn) -> None:
    values.setdefault("subject", "About {trust}")
    if "weeks_before_workshop" in values:
        values.pop("timing", None)
    if values["kind"] == "register" and not values.get("risks"):
        values["kind"] = "plan"
    for section in values["sections"]:
        # Its answers would have to be to questions that the form has.
        section.pop("filled", None)


def _component(values: Drawn) -> None:
    """The component keeps the section that the handbook takes from it."""
    values["sections"][0]["id"] = "how"
    values["sections"] = list({section["id"]: section for section in values["sections"]}.values())


def _handbook(values: Drawn) -> None:
    """Chapters, as a trust's changes need theirs; the one that takes sections takes those of a component that stays."""
    drawn = iter(values["chapters"].values())
    values["chapters"] = {id: next(drawn, {"title": id}) for id in ids()["handbook chapter"]}
    for chapter in values["chapters"].values():
        sections = chapter.pop("component_sections", None)
        chapter.pop("component", None)
        if sections:
            chapter |= {"component": "design-surgeries", "component_sections": ["what"]}


def _learning_path(values: Drawn) -> None:
    """Steps that open one thing each, with ids of their own."""
    for number, step in enumerate(values["steps"]):
        step |= {"id": f"step-{number}", "do": "Read [this](component:conversation)."}


def _profile(values: Drawn) -> None:
    cohort = values["cohort"]
    people = cohort["groups"] * cohort.setdefault("group_size", 2)
    cohort["groups"], people = (cohort["groups"], people) if people <= 500 else (100, 100 * cohort["group_size"])
    cohort["participants"] = [{"staff_group": "managers", "number": people}]
    if "start" in cohort:
        cohort.pop("starts_after_changeover", None)
    values["planning_from"] = "2010-01-04"
    # Nobody can have both a partner of the same department and one of another.
    for name in ("make_up", "same_department"):
        values["pairing"].pop(name, None)
    schedule = values.get("schedule", {})
    schedule |= {"quiet": {}, "events": {}} if schedule else {}
    schedule.pop("workshop_weeks", None)
    for number, pin in enumerate(schedule.get("pins", ())):
        pin["what"] = ("workshop-listening", "surgery-1")[number]
        pin.pop("end", None)
    for name in ("closed", "school_holidays"):
        for period in schedule.get(name, ()):
            period["last"] = period["first"]
    if "notice" in schedule:
        schedule["notice"] = {"study-leave": 3}
    values["brand"].pop("logo", None)
    values["hours"] = {"meetings": next(iter(values.get("hours", {}).values()), 1.5)}
    values["rates"] = {"participant": next(iter(values.get("rates", {}).values()), 20)}
    values.pop("bands", None)
    values["tailoring"] = [_tailoring(change, number) for number, change in enumerate(values.get("tailoring", ()), 1)]
    sites = [site["id"] for site in values["sites"]]
    for progress in values.get("menu", {}).get("progress", ()):
        progress["site"] = sites[0]
    if "menu" in values:
        values["menu"]["progress"] = values["menu"].get("progress", [])[:1]
    values["workshops"] = values.get("workshops", [])[:1]
    details = values.get("workshop_details", {})
    values["workshop_details"] = (
        {"listening": next(iter(details.values()))} if details and not values["workshops"] else {}
    )
    for choice in (*values["workshops"], *values["workshop_details"].values()):
        choice.pop("breaks", None)
    menu = values.get("menu", {})
    menu["omit"] = [id for id in menu.get("omit", ()) if id not in menu.get("projects", ())]


def _tailoring(change: Drawn, number: int) -> Drawn:
    """A tailoring that adds a section, with an id that no drawn section has."""
    for name in ("topic", "component", "based_on"):
        change.pop(name, None)
    return {
        "title": "Ours",
        "body": "Take the bus.",
        **change,
        "kind": "add",
        **({} if "handbook" in change else {"topic": "time"}),
        "section": f"of-our-own-{number}",
    }


_SETTLE: dict[str, Callable[[Drawn], None]] = {
    "improvement project": _project,
    "workshop": _workshop,
    "guidance topic": _guidance,
    "instrument": _instrument,
    "case study": _case_study,
    "template": _template,
    "component": _component,
    "handbook": _handbook,
    "learning path": _learning_path,
    "trust profile": _profile,
}
