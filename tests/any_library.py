"""Whole libraries that are drawn: every kind of file anew, with sums and orders put right, around the small project."""

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
    PROFILE: "trust profile",
}
"""The files that are drawn, and what they are."""


@cache
def ids() -> Ids:
    """What drawn nouns may refer to."""
    loaded = load(small.files()).require()
    return {
        kind.name: list(kind.of(loaded))
        for kind in KINDS
        if kind.within or (kind.file and "<" not in kind.file and not kind.single)
    }


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, bytes]:
    """Some files drawn anew. The others are as they are in the small project."""
    paths = draw(st.lists(st.sampled_from(list(DRAWN)), min_size=1, max_size=3, unique=True))
    return {path: draw(files_of(path)) for path in paths}


@cache
def files_of(path: str) -> st.SearchStrategy[bytes]:
    """Texts of one of the files."""
    kind = KIND[DRAWN[path]]
    return noun(kind.model, ids()).map(lambda values: as_yaml(settled(kind, values)))


def settled(kind: Kind, values: Drawn) -> Drawn:
    """Values of which no schema complains, made such that no rule does either."""
    for part in _mappings(values):
        _settle_part(part)
    if kind.name in _SETTLE:
        _SETTLE[kind.name](values)
    return values


def _mappings(value: Any) -> Iterator[Drawn]:
    """Every mapping within a value, the outer ones first."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _mappings(part)


def _settle_part(part: Drawn) -> None:
    """Evidence agrees with what is cited, timings look one way, and links in prose lead nowhere forbidden."""
    if part.get("evidence", "suggested") == "suggested":
        part.pop("cite", None)
    else:
        part["cite"] = ["klaber"]
    if part.get("weeks_before"):
        part.pop("weeks_after", None)
    for name, value in part.items():
        if isinstance(value, str) and "\n" in value and faults(value):
            part[name] = value.translate({ord(sign): "." for sign in "[]!_*"})
    if {"starts", "ends"} <= part.keys():
        part["starts"], part["ends"] = sorted([part["starts"], part["ends"]])


def _project(values: Drawn) -> None:
    for measure, kind in zip(values["measures"], ("outcome", "process", "balancing"), strict=False):
        measure["kind"] = kind
    values["measurement"] = {"interval": "weekly", "points_before": 6, "points_after": 8}
    values["duration_weeks"] = max(14, values["duration_weeks"])
    values.pop("progress", None)
    values.pop("withdrawn", None)


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
    values["duration_minutes"] = sum(activity["minutes"] for activity in values["activities"])
    values["evaluation"] = [{"id": f"rate-{id}", "text": f"I can {id}.", "objective": id} for id in own]


def _instrument(values: Drawn) -> None:
    values["scales"] = {"agree": {"labels": ["No", "Yes"]}}
    questions = [question for group in values["groups"] for question in group["questions"]]
    for number, question in enumerate(questions):
        question["id"] = f"question-{number}"
        question.pop("scale", None)
        question.pop("choices", None)
        if question["kind"] == "scale":
            question["scale"] = "agree"
        if question["kind"] == "choice":
            question["choices"] = ["One", "=Two"]


def _case_study(values: Drawn) -> None:
    for result in values.get("results", ()):
        result |= {"evidence": "published", "cite": ["klaber"]}


def _template(values: Drawn) -> None:
    for part in _mappings(values):
        for name, value in part.items():
            if isinstance(value, str):
                part[name] = value.replace("{", "(").replace("}", ")")
    values.setdefault("subject", "About {trust}")
    if values["kind"] == "register" and not values.get("risks"):
        values["kind"] = "plan"


def _profile(values: Drawn) -> None:
    cohort = values["cohort"]
    people = cohort["groups"] * cohort.setdefault("group_size", 2)
    cohort["groups"], people = (cohort["groups"], people) if people <= 500 else (100, 100 * cohort["group_size"])
    cohort["participants"] = [{"staff_group": "managers", "number": people}]
    if "start" in cohort:
        cohort.pop("starts_after_changeover", None)
    schedule = values.get("schedule", {})
    for name in ("closed", "school_holidays"):
        for period in schedule.get(name, ()):
            period["last"] = period["first"]
    if "notice" in schedule:
        schedule["notice"] = {"study-leave": 3}
    values["brand"].pop("logo", None)
    values["hours"] = {"meetings": next(iter(values.get("hours", {}).values()), 1.5)}
    values["rates"] = {"participant": next(iter(values.get("rates", {}).values()), 20)}
    values["tailoring"] = [_tailoring(change, number) for number, change in enumerate(values.get("tailoring", ()), 1)]
    sites = [site["id"] for site in values["sites"]]
    for one in values.get("menu", {}).get("progress", ()):
        one["site"] = sites[0]
    if "menu" in values:
        values["menu"]["progress"] = values["menu"].get("progress", [])[:1]
    values["workshops"] = values.get("workshops", [])[:1]
    for choice in values["workshops"]:
        choice.pop("breaks", None)


def _tailoring(change: Drawn, number: int) -> Drawn:
    """Every one adds a section of its own, with an id that no drawn section has."""
    change.pop("component", None)
    change.pop("based_on", None)
    return {
        "title": "Ours",
        "body": "Take the bus.",
        **change,
        "kind": "add",
        "topic": "time",
        "section": f"of-our-own-{number}",
    }


_SETTLE: dict[str, Callable[[Drawn], None]] = {
    "improvement project": _project,
    "workshop": _workshop,
    "instrument": _instrument,
    "case study": _case_study,
    "template": _template,
    "trust profile": _profile,
}
