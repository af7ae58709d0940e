"""Writes the made-up answers and records of the worked example of an evaluation, the same each time.

`python -m tests.evaluation.westbrook_example` writes the exports of the online forms and the records of the cohort into
content/examples/evaluation/, beside the profile there. The cohort has a true effect in most domains, none in managing
services, and a small fall in delivering the strategy. Looking back, people rate their start lower than they did at the
time, in every domain. Some answers are missing, one manager leaves, and a code is typed in two ways.

Only `Random.random` is used: Python promises that it gives the same numbers for a seed in every version.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

import yaml

from generator.model.instrument import WAVE_TITLES, Instrument, InstrumentKind, Question, QuestionKind, Wave
from generator.model.library import Library
from generator.model.required import FormQuestion
from generator.model.sheets.evaluation import COPY
from generator.planning.playbook import Playbook, plan
from generator.sources.evaluation_example import ANSWERS, ID, PROFILE, RECORDS, example_library
from generator.sources.load import load
from generator.sources.tree import read_project
from tests import small

SEED = 20260114
PAIRS = 12
APPLICANTS = 31
LEAVER = 17
"""Number of the person who leaves, a manager: people with even numbers are clinicians."""
MISSED_THE_START = (4,)
"""Who did not return the self-assessment before the programme."""
MISSED_THE_END = (10, 13)
"""Who finished and did not return it at the end."""
SIDES = ("Clinician", "Manager")
STREETS = ("MI", "RO", "HE", "CA", "ST", "BO", "WE", "LA", "PA", "GR", "OA", "CH")
LAST_LETTERS = "DNYTSRELHKAG"
START: Mapping[str, tuple[float, float, float]] = {
    "personal-qualities": (2.9, 2.5, 3.6),
    "working-with-others": (2.7, 2.2, 3.7),
    "managing-services": (2.5, 2.1, 2.5),
    "improving-services": (2.4, 1.9, 3.4),
    "setting-direction": (2.5, 2.1, 3.0),
    "creating-the-vision": (2.3, 1.9, 2.7),
    "delivering-the-strategy": (2.8, 2.5, 2.6),
}
"""By domain what people answer on average before, looking back and after."""
PLACES = {Wave.BEFORE: 0, Wave.THEN: 1, Wave.AFTER: 2}
POINTS: Mapping[tuple[str, str], float] = {
    ("workshop-feedback", "pace"): 3.3,
    ("workshop-feedback", "worth"): 4.1,
    ("workshop-feedback", "other-profession"): 4.4,
    ("midpoint-check", "talks"): 4.3,
    ("midpoint-check", "released"): 2.6,
    ("midpoint-check", "next-step"): 3.2,
    ("end-of-programme-survey", "conversation"): 4.5,
    ("end-of-programme-survey", "shadowing"): 4.3,
    ("end-of-programme-survey", "surgeries"): 2.4,
    ("end-of-programme-survey", "project"): 3.4,
    ("end-of-programme-survey", "knows-method"): 2.9,
    ("sponsor-survey", "notice"): 2.7,
}
"""What people answer on average, where that is not 3.9."""
RETURNED: Mapping[tuple[str, Wave | None], int] = {
    ("application-form", None): APPLICANTS,
    ("midpoint-check", None): 19,
    ("end-of-programme-survey", None): 21,
    ("colleague-view", None): 16,
    ("sponsor-survey", Wave.BEFORE): 14,
    ("sponsor-survey", Wave.AFTER): 11,
    ("leaver-form", None): 1,
}
"""How many copies came back of the forms that ask for no code."""
FEEDBACK = (23, 21, 20, 18, 8, 19)
"""How many copies of the feedback came back from each workshop, in the order of the plan."""
NUMBERS = {"meetings-held": (5, 5), "visits-made": (1, 3), "hours": (3, 9)}
"""The lowest number that somebody gives, and how far the others reach above it, by question."""
LIKELY = {
    "part": (
        "Line manager",
        "Educational supervisor or consultant",
        "Sponsor of a project",
        "Owner of a service",
        "Rota coordinator",
    ),
    "reason": ("I was not released",),
}
"""What people choose, the likelier first, where that is not the order of the form."""
COMMENTS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "preparedness-self-assessment": {
        "see-differently": (
            "Reading a budget. I thought that I could, until a manager showed me what I had missed.",
            "Hearing people out. I had rated myself high, and then I heard myself interrupt.",
            "I would rate the lines on strategy lower now. I had not known what they ask.",
        ),
    },
    "workshop-feedback": {
        "use": (
            "Ask the bed office before I promise a bed, from tomorrow.",
            "Sit in on one ward round before the next budget meeting.",
            "Write down what would show harm before we begin the test.",
        ),
        "keep": ("The talk in pairs after each exercise", "Real figures from our own wards"),
        "change": (
            "Less talk in the first hour.",
            "The room at Hill was too small for 24 people.",
        ),
    },
    "midpoint-check": {
        "in-the-way": (
            "The rota comes out too late to fix a meeting.",
            "My cover was cancelled twice.",
            "We have no data for our project yet.",
        ),
        "change": ("Send dates to rota coordinators yourselves.", "A surgery on the Hill site."),
    },
    "end-of-programme-survey": {
        "unlearnt": (
            "That managers do not know what a night on the ward is like.",
            "That a business case is paperwork.",
        ),
        "example": ("I ring the service manager before I escalate. I last did it on Tuesday.",),
        "in-the-way": ("Time. Nobody has taken on what I did in those hours.",),
        "better": ("Fewer patients wait for their medicines when transport comes.",),
        "worse": ("Our clerk does the count for the project on top of her own work.",),
        "released": ("No. I missed two workshops because the rota was short.",),
        "change": ("Get release agreed with the rota coordinator, not only with the consultant.",),
    },
    "colleague-view": {
        "example": ("Invited the finance team to our huddle, which nobody had done before.",),
        "cost": ("We covered for the workshops with no extra hours.",),
    },
    "sponsor-survey": {
        "hope": ("Bring a problem with a number and a way to test it.",),
        "example": ("Two of them presented their chart at the divisional board and said what it does not show.",),
        "no-change": ("I hoped to see more of them take a change to another ward.",),
        "cover": ("The other registrars took the bleep.",),
    },
    "leaver-form": {"kept": ("A named person to cover my clinics.",)},
}
"""What people write in their own words, by form and question. Nobody is named."""
ON_THE_POWERLAB = "The time to leave our roles before we talked"
"""What somebody says of a workshop that too few give feedback on for the report to quote it."""
LATER_ONLY = {"see-differently": Wave.THEN}


class _Draw:
    """Chance for one form, the same each time whatever happens in others."""

    def __init__(self, name: str) -> None:
        self._random = Random(f"{SEED} {name}").random

    def chance(self, share: float) -> bool:
        return self._random() < share

    def spread(self) -> float:
        """A number around 0 and mostly between -1 and 1, as the sum of three."""
        return self._random() + self._random() + self._random() - 1.5

    def point(self, middle: float, width: float = 1.1, highest: int = 5) -> int:
        return min(highest, max(1, round(middle + width * self.spread())))

    def share(self) -> float:
        return self._random()

    def choice(self, words: Sequence[str]) -> str:
        """One of several; the first are the likelier."""
        return words[int(self._random() * self._random() * len(words))]


def codes() -> list[str]:
    """The code of each person, such as MI07D."""
    return [
        f"{STREETS[number % 12]}{(number * 11 + 3) % 28 + 1:02}{LAST_LETTERS[(number * 5 + number // 12) % 12]}"
        for number in range(2 * PAIRS)
    ]


def files(library: Library, profile: bytes) -> dict[str, bytes]:
    """Every file that this script writes, by path from the project folder."""
    example = example_library(library, {PROFILE: profile})
    playbook = plan(example, ID, today=library.release.date, made=library.release.date)
    written = {RECORDS: _records(playbook)}
    for form in playbook.instruments:
        if rows := _rows(form, playbook):
            written[f"{ANSWERS}{form.id}.csv"] = _csv(form, rows)
    return written


def _csv(form: Instrument, rows: Sequence[Mapping[str, str]]) -> bytes:
    """An export: the copy, for a form with several, and the questions as headings, then a row for each person."""
    headings = {**({COPY: "Copy"} if form.waves else {}), **{each.id: each.text for each in form.evaluated}}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings.values())
    writer.writerows([[row.get(id, "") for id in headings] for row in rows])
    return text.getvalue().encode()


def _questions(form: Instrument, wave: Wave | None) -> Iterator[Question]:
    evaluated = {question.id for question in form.evaluated}
    for group in form.groups:
        if wave is None or not group.waves or wave in group.waves:
            yield from (question for question in group.questions if question.id in evaluated)


def _rows(form: Instrument, playbook: Playbook) -> list[dict[str, str]]:
    """What everybody answered on a form, copy after copy."""
    rows: list[dict[str, str]] = []
    for wave in form.waves or (None,):
        if form.kind is InstrumentKind.FEEDBACK:
            answers = _feedback(form, playbook)
        elif form.kind is InstrumentKind.SELF_ASSESSMENT and wave is not None:
            answers = _assessments(form, wave)
        else:
            draw = _Draw(f"{form.id} {wave}")
            answers = [_row(form, wave, draw) for _ in range(RETURNED.get((form.id, wave), 0))]
        if answers:
            answers = _commented(form, wave, answers)
        rows += [{COPY: WAVE_TITLES[wave], **row} if wave else row for row in answers]
    return rows


def _assessments(form: Instrument, wave: Wave) -> list[dict[str, str]]:
    """A copy of the self-assessment of everybody who returned it."""
    rows = []
    for number, code in enumerate(codes()):
        if number in (MISSED_THE_START if wave is Wave.BEFORE else (LEAVER, *MISSED_THE_END)):
            continue
        person, draw = _Draw(f"person {number}"), _Draw(f"assessment {number} {wave}")
        level, gain = 1.1 * person.spread(), 0.9 * person.spread()
        row = {"code": _as_typed(number, code, wave), "side": SIDES[number % 2]}
        for question in _questions(form, wave):
            if question.kind is not QuestionKind.SCALE:
                continue
            middle = START[question.domain or ""][PLACES[wave]] + level + gain * (wave is Wave.AFTER)
            point = draw.point(middle + 0.9 * person.spread(), 1.0)
            row[question.id] = "" if draw.chance(0.006) else str(point)
        rows.append(row)
    return rows


def _as_typed(number: int, code: str, wave: Wave) -> str:
    """A code as somebody typed it: at the end, one person writes the letter O for a zero."""
    if wave is not Wave.BEFORE and number == 3:
        return code.replace("0", "O", 1)
    return code


def _feedback(form: Instrument, playbook: Playbook) -> list[dict[str, str]]:
    rows = []
    for planned, people in zip(playbook.workshops, FEEDBACK, strict=True):
        workshop, draw = planned.workshop, _Draw(planned.workshop.id)
        for _ in range(people):
            row = _row(form, None, draw) | {FormQuestion.WORKSHOP.value: workshop.title}
            for number, id in enumerate(("first", "second", "third", "fourth", "fifth")):
                if number >= len(workshop.evaluation):
                    row[id] = ""
            if workshop.id != "powerlab":
                row |= {"left-role": "", "support": ""}
            rows.append(row)
        if workshop.id == "powerlab":
            rows[-1]["keep"] = ON_THE_POWERLAB
    return rows


def _row(form: Instrument, wave: Wave | None, draw: _Draw) -> dict[str, str]:
    """Somebody's answers to a form, in words and points, without sentences."""
    row: dict[str, str] = {}
    side = SIDES[draw.chance(0.48)]
    for question in _questions(form, wave):
        middle = POINTS.get((form.id, question.id), 3.9) + (0.4 if wave is Wave.AFTER else 0)
        match question.kind:
            case QuestionKind.SCALE:
                value = str(draw.point(middle - (1.4 if form.id == "application-form" else 0), 1.2))
            case QuestionKind.DIRECTION:
                value = question.choices[1 + draw.chance(0.5) - draw.chance(0.1)]
            case QuestionKind.YES_NO:
                value = "Yes" if draw.chance(0.75) else "No"
            case QuestionKind.NUMBER:
                lowest, width = NUMBERS[question.id]
                value = str(lowest + round(width * draw.share()))
            case QuestionKind.CHOICE if question.id == FormQuestion.SIDE:
                value = side
            case QuestionKind.CHOICE:
                value = draw.choice(LIKELY.get(question.id, question.choices))
            case _:
                value = ""
        row[question.id] = "" if draw.chance(0.02) else value
    return row


def _commented(form: Instrument, wave: Wave | None, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with the sentences of this form in some of them."""
    asked = {question.id for question in _questions(form, wave)}
    for number, (id, sentences) in enumerate(COMMENTS.get(form.id, {}).items()):
        if id in asked and LATER_ONLY.get(id, wave) is wave:
            for place, sentence in enumerate(sentences):
                rows[(3 * number + 5 * place) % len(rows)][id] = sentence
    return rows


# --- records ----------------------------------------------------------------------------------------------------------

GROUPS = ("resident-doctors", "allied-health-professionals", "nurses")
PROJECTS = (
    ("Medicines ready when transport comes", None, "finished", "Chief pharmacist"),
    ("A bay for wheelchairs on both sites", None, "finished", "Head of estates"),
    ("Transport booked on the day before", "patient-transport-booked-early", "under-way", "Head of patient flow"),
    ("A transfer form that people use", "patient-transfer-form-project", "finished", "Deputy chief nurse"),
    ("Friday plans for the weekend", "weekend-discharge-plans", "finished", "Divisional director, medicine"),
    ("The first case starts on time", "theatre-first-case-start", "stopped", "Divisional director, surgery"),
    ("Clinic letters that patients understand", "clinic-letters-to-patients", "finished", "Head of outpatients"),
    ("Logins on day one", "logins-on-day-one", "under-way", "Head of digital services"),
    ("Leave requests answered", "leave-requests-answered", "stopped", "Head of medical workforce"),
    ("Interpreters booked first time", "interpreter-booked-first-time", "finished", "Head of patient experience"),
    ("Blood results acted on", "blood-results-acted-on", "charter-agreed", "Head of pathology"),
    ("Meals that are eaten", "meals-that-are-eaten", "under-way", "Head of facilities"),
)
"""Title, project of the menu, stage and sponsor, for each pair."""
TRANSPORT = "Patients whose medicines are not ready when transport comes, of the first 20 each week"
LISTS = "Lists written up on the day before, of the first 20 each week"
WHEELCHAIR = "Minutes to find a wheelchair, median of ten searches a week"
JOURNEYS = "Journeys booked by noon on the day before, per cent"
MEASURES: Sequence[tuple[str, str, dict[str, Any], str, int, Sequence[int], Mapping[int, str]]] = (
    (
        "project-1",
        TRANSPORT,
        {"kind": "outcome", "better": "lower", "target": 4},
        "2026-02-15",
        12,
        (9, 7, 8, 11, 6, 9, 10, 7, 8, 9, 10, 8, 8, 7, 6, 4, 5, 3, 6, 4, 5, 3, 4, 6, 4, 3),
        {
            12: "Ward 3 writes up medicines on the day before",
            15: "Ward 5 joins",
            19: "Pharmacist rings at 10 if a list is missing",
        },
    ),
    (
        "project-1",
        LISTS,
        {"kind": "process", "better": "higher", "target": 15},
        "2026-02-15",
        12,
        (3, 5, 4, 2, 5, 3, 4, 4, 2, 4, 3, 5, 6, 9, 11, 10, 13, 12, 14, 13, 12, 15, 13, 14, 13, 15),
        {},
    ),
    (
        "project-2",
        WHEELCHAIR,
        {"kind": "outcome", "better": "lower", "target": 8},
        "2026-02-22",
        12,
        (14, 11, 16, 12, 15, 10, 13, 17, 12, 14, 11, 15, 13, 11, 15, 12, 16, 10, 12, 14, 11, 15, 13, 12),
        {12: "A bay on each site", 17: "Labels on the doors"},
    ),
    (
        "project-3",
        JOURNEYS,
        {"kind": "outcome", "better": "higher", "target": 80},
        "2026-04-05",
        4,
        (41, 46, 38, 52, 55, 49, 58),
        {4: "A second booking line"},
    ),
)
"""Project, measure, what it is, first day, values of the baseline, a value for each week, and changes by week."""
HEADING = """\
# Made-up people, projects and measures of the worked example of an evaluation. Nobody here exists. Written by
# `python -m tests.evaluation.westbrook_example`.
"""


def _records(playbook: Playbook) -> bytes:
    people = [_person(number) for number in range(APPLICANTS)]
    groups = [
        {
            "id": f"pair-{pair + 1}",
            "name": f"Pair {pair + 1}",
            "members": [f"person-{2 * pair + 1}", f"person-{2 * pair + 2}"],
            "first_met": datetime.date(2025, 12, 17),
        }
        for pair in range(PAIRS)
    ]
    projects = [
        {
            "id": f"project-{pair + 1}",
            "title": title,
            **({"project": menu} if menu else {}),
            "group": f"pair-{pair + 1}",
            "sponsor": sponsor,
            "stage": stage,
        }
        for pair, (title, menu, stage, sponsor) in enumerate(PROJECTS)
    ]
    values = {
        "keep_until": datetime.date(2028, 6, 30),
        "people": people,
        "groups": groups,
        "attendance": _attendance(playbook),
        "projects": projects,
        "measurements": list(_measurements()),
    }
    return (HEADING + yaml.safe_dump(values, sort_keys=False, width=10**6, allow_unicode=True)).encode()


def _person(number: int) -> dict[str, Any]:
    """An applicant: a made-up name that says so, a staff group and what became of the application."""
    side = SIDES[number % 2]
    decision = "participant" if number < 2 * PAIRS else "reserve" if number < 2 * PAIRS + 2 else "not-this-time"
    return {
        "id": f"person-{number + 1}",
        "name": f"{side} {number // 2 + 1} (example)",
        "staff_group": "managers" if number % 2 else GROUPS[(number // 2) % 3],
        "site": "hill" if number % 5 == 4 else "general",
        "decision": "withdrawn" if number == LEAVER else decision,
        **({"release": "agreed"} if number < 2 * PAIRS else {}),
    }


def _attendance(playbook: Playbook) -> dict[str, dict[str, str]]:
    """Who came: the leaver to the first two workshops alone, and pairs to the surgeries that they wanted."""
    assert playbook.schedule is not None
    sessions = [entry.id for entry in playbook.schedule.entries if entry.id.startswith(("workshop-", "surgery-"))]
    attendance: dict[str, dict[str, str]] = {}
    for number in range(2 * PAIRS):
        draw, came = _Draw(f"attendance {number}"), {}
        for session in sessions:
            if number == LEAVER and len(came) == 2:
                break
            if session.startswith("surgery-"):
                if draw.chance(0.4):
                    came[session] = "A"
            else:
                misses = 0.35 if session == "workshop-powerlab" else 0.12
                came[session] = ("S" if draw.chance(0.8) else "N") if draw.chance(misses) else "A"
                if came[session] == "A" and draw.chance(0.06):
                    came[session] = "P"
        attendance[f"person-{number + 1}"] = came
    return attendance


def _measurements() -> Iterator[dict[str, Any]]:
    for series, (project, measure, about, first, baseline, values, changes) in enumerate(MEASURES, start=1):
        for week, value in enumerate(values):
            yield {
                "id": f"measure-{series}-{week + 1}",
                "day": datetime.date.fromisoformat(first) + datetime.timedelta(weeks=week),
                "project": project,
                "measure": measure,
                "value": value,
                **({"baseline": True} if week < baseline else {}),
                **(about if week == 0 else {}),
                **({"change": changes[week]} if week in changes else {}),
            }


def main() -> None:
    """Write the files into the project."""
    content = read_project(small.ROOT)
    library = load(content).require()
    for path, raw in files(library, content[PROFILE]).items():
        (small.ROOT / path).write_bytes(raw)


if __name__ == "__main__":
    main()
