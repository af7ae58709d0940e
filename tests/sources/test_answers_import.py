"""Exports of online forms: each row is taken, is there already or is reported; no message says what is in a cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model.answers import Answers, Response
from generator.model.diagnostics import Severity, render_all
from generator.model.instrument import Instrument, Question, QuestionGroup, Wave
from generator.model.library import Library
from generator.planning.wording import Wording, worded
from generator.sources.answer_columns import FormWords, is_personal, readings, wave_of
from generator.sources.answers_import import Wanted, import_answers
from generator.sources.column_guess import How
from tests.answer_exports import (
    FEEDBACK,
    FOLDER,
    INSTRUMENTS,
    PREPARED,
    READINESS,
    SURVEY,
    SURVEY_FOR_GROUPS,
    WORKSHOPS,
    export,
    in_short,
    outcome,
    taken,
)

OUTCOMES: dict[str, Any] = yaml.safe_load((FOLDER / "outcomes.yml").read_text(encoding="utf-8"))
LINES = [question.text for question in READINESS.evaluated[2:7]]
CODE, SIDE = (question.text for question in READINESS.evaluated[:2])
SECRETS = (
    *("MI07D", "mi-07", "RO21N", "TE30S", "MIOTD", "Quirk", "example.nhs.uk", "aB3xYz", "10.0.0.1", "51.5", "canteen"),
    *("Tea", "three", "some day", "Perhaps", "Quite", "Once", "1250", "3 visits", "31/6", "Bo,", "June"),
)
"""What stands in cells of the exports."""


def text(*rows: Sequence[object]) -> bytes:
    """A CSV file."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


def ratings(*rows: Sequence[object]) -> dict[str, bytes]:
    """An export of the self-assessment: codes and ratings."""
    return {"answers.csv": text([CODE, *LINES], *rows)}


def survey(*rows: Sequence[object]) -> dict[str, bytes]:
    """An export of the survey: one rating and two comments."""
    visits, worth, where, change = (SURVEY.evaluated[number].text for number in (1, 3, 8, 9))
    return {"answers.csv": text([visits, worth, where, change], *rows)}


# --- exports of many tools ---


def test_every_export_has_an_outcome() -> None:
    assert {path.name.removesuffix(".yml") for path in FOLDER.iterdir()} - {"outcomes", "words"} == set(OUTCOMES)
    assert len(OUTCOMES) >= 30


@pytest.mark.parametrize("file", OUTCOMES)
def test_each_row_is_taken_or_reported_with_its_cell(file: str) -> None:
    expected = dict(OUTCOMES[file])
    say = expected.pop("say", {})

    assert outcome(taken({file: export(file)}, **say)) == expected


@pytest.mark.parametrize("file", OUTCOMES)
def test_to_import_an_export_again_adds_nothing(file: str) -> None:
    say, files = OUTCOMES[file].get("say", {}), {file: export(file)}
    first = taken(files, **say)
    again = taken(files, first.responses, **say)

    assert again.responses == []
    assert sum(export.already for export in again.exports) == sum(
        export.already + export.taken for export in first.exports
    )


def test_each_kind_of_fault_is_reported_in_these_words() -> None:
    """The first of each kind, in the order of the exports."""
    said: dict[str, list[str | None]] = {}
    for file, expected in OUTCOMES.items():
        for fault in taken({file: export(file)}, **expected.get("say", {})).diagnostics:
            said.setdefault(fault.code, [fault.message, fault.help])

    assert said == yaml.safe_load((FOLDER / "words.yml").read_text(encoding="utf-8"))


def test_nothing_that_is_said_of_an_export_is_from_a_cell() -> None:
    results = [taken({file: export(file)}, **expected.get("say", {})) for file, expected in OUTCOMES.items()]
    words = "\n".join(render_all(result.diagnostics) + "\n".join(result.notices) for result in results)

    assert [secret for secret in SECRETS if secret in words] == []
    assert "Lead a team" in words


# --- columns ---


@pytest.mark.parametrize(
    "heading",
    [
        *("Name", "Your name", "First name", "Name of participant", "Email", "E-mail address", "Email Address"),
        *("IP address", "ipaddr", "token", "Access code", "token. Access code", "Start time", "Completion time"),
        *("Timestamp", "Date submitted", "submitdate", "ID", "Response ID", "Respondent ID", "Mobile phone", "1. Name"),
        *("Last modified time", "Date of birth", "Home postcode", "User ID", "Duration (in seconds)"),
    ],
)
def test_a_column_that_may_tell_who_answered_is_never_taken(heading: str) -> None:
    (result,) = taken(
        {"answers.csv": text([heading, CODE, *LINES], ["MI07D", "MI08D", 1, 2, 3, 4, 5])},
        copies=["before"],
        map={heading: "side"},
    ).exports

    assert is_personal(heading)
    assert result.columns is not None
    assert result.columns.matches[0].field is None


@pytest.mark.parametrize("heading", [question.text for form in INSTRUMENTS for question in form.evaluated])
def test_no_question_is_taken_for_such_a_column(heading: str) -> None:
    assert not is_personal(heading)


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("How prepared am I to [Lead a team]", "Lead a team"),
        ("G01Q02[SQ003]. How prepared am I to [Lead a team]", "Lead a team"),
        ("G01Q02. Lead a team", "Lead a team"),
        ("Lead a team2", "Lead a team"),
        ("Lead a team 2", "Lead a team"),
        ("12. Lead\u00a0a team", "Lead a team"),
        ("Q3: Lead a team", "Lead a team"),
        ("How prepared am I to - Lead a team", "Lead a team"),
        ("Looking back: Lead a team", "Lead a team"),
    ],
)
def test_a_heading_is_read_without_what_a_tool_adds(heading: str, said: str) -> None:
    assert said in [*readings(heading)]


def test_what_a_quiz_adds_is_no_question() -> None:
    assert [*readings("Points - Lead a team")] == ["Points - Lead a team"]


@pytest.mark.parametrize(
    ("heading", "wave"),
    [
        ("Looking back [Lead a team]", Wave.THEN),
        ("Before the programme - Lead a team", Wave.BEFORE),
        ("At the end: how prepared am I to [Lead a team]", Wave.AFTER),
        ("How prepared am I to [Lead a team before the programme]", None),
        ("Looking back", None),
    ],
)
def test_the_words_round_a_question_may_name_the_copy(heading: str, wave: Wave | None) -> None:
    assert wave_of(heading) is wave


def guess(heading: str) -> tuple[str, How] | None:
    best = FormWords(READINESS, [], ()).names.guess(heading)
    return (best.field, best.how) if best else None


def test_a_wording_that_changed_a_little_is_a_close_spelling() -> None:
    assert guess("Lead a team that is made up of several professions") == ("lead", How.CLOSE)
    assert guess("I hear somebody out before I say what I think") == ("hear-out", How.CLOSE)


@pytest.mark.parametrize(
    "heading",
    [
        "Never hear somebody out before I say what I think",
        "Hear somebody out after I say what I think",
        "Do not raise a worry about patients' safety with somebody senior to me",
    ],
)
def test_words_that_turn_the_meaning_round_are_not_close(heading: str) -> None:
    assert guess(heading) is None


def test_a_wording_that_is_close_to_two_questions_is_neither() -> None:
    twins = READINESS.model_copy(
        update={
            "groups": [
                READINESS.groups[1].model_copy(
                    update={
                        "questions": [
                            READINESS.groups[1]
                            .questions[0]
                            .model_copy(
                                update={
                                    "id": id,
                                    "text": f"I explain to a {who} why others see a problem in another way",
                                }
                            )
                            for id, who in (("first", "doctor"), ("other", "porter"))
                        ]
                    }
                )
            ]
        }
    )
    names = FormWords(twins, [], ()).names

    assert names.guess("I explain to a sponsor why others see a problem in another way") is None
    assert names.guess("I explain to a doctor why others see a problem in a different way") is not None


def test_a_code_alone_is_the_id_of_a_question_only_in_small_letters() -> None:
    for heading, field in (("worry", "worry"), ("hearout", "hear-out"), ("ready[worry]", "worry"), ("Worry", None)):
        (match, *_) = FormWords(READINESS, [], ()).match([heading], {}, 1)
        assert (match.field, match.how) == (field, How.KNOWN if field else None)


# --- our own forms ---


TOOLS: dict[str, Callable[[QuestionGroup, Question], str]] = {
    "google": lambda group, question: f"{group.title} [{question.text}]",
    "limesurvey": lambda group, question: f"G01Q02[SQ001]. {group.title} [{question.text}]",
    "numbered": lambda _, question: f"3. {question.text}",
    "in capitals": lambda _, question: f"{question.text.upper()}:",
    "without an end": lambda _, question: question.text.replace(" Tick one.", "").rstrip(".?"),
    "by code": lambda _, question: question.id,
}
"""How tools write a question above its column."""


@pytest.fixture(scope="module")
def own(library: Library) -> tuple[list[Instrument], list[Instrument]]:
    """Our own forms for pairs and for groups."""
    pairs, groups = (
        [worded(form, Wording(size)) for form in library.instruments.values() if form.evaluated] for size in (2, 3)
    )
    return pairs, groups


@pytest.mark.parametrize("tool", TOOLS)
def test_each_of_our_forms_is_known_by_its_words_whatever_the_tool(
    tool: str, own: tuple[list[Instrument], list[Instrument]]
) -> None:
    pairs, groups = own
    for form in groups:
        ids = {question.id for question in form.evaluated}
        questions = [(group, each) for group in form.groups for each in group.questions if each.id in ids]
        file = {"a.csv": text([TOOLS[tool](group, question) for group, question in questions], ["?"] * len(questions))}
        (export,) = import_answers(file, (pairs, groups), (), Answers(), Wanted(copies=tuple(form.waves[:1]))).exports

        assert export.form is not None
        assert export.form.id == form.id
        assert export.columns is not None
        assert [(match.field or match.could) for match in export.columns.matches] == [each.id for _, each in questions]
        assert export.columns.close == []


def test_a_question_without_one_of_its_words_is_never_another_question(
    own: tuple[list[Instrument], list[Instrument]],
) -> None:
    total = unknown = 0
    for form in own[0]:
        names = FormWords(form, [], ()).names
        for question in form.evaluated:
            words = question.text.split()
            for number in range(len(words)):
                best = names.guess(" ".join(words[:number] + words[number + 1 :]))
                total, unknown = total + 1, unknown + (best is None)
                assert best is None or best.field == question.id

    assert unknown < total / 10


# --- which form, which copy, which workshop ---


def test_the_form_can_be_said() -> None:
    result = taken({"answers.csv": export("two-forms-fit.csv")}, form="midpoint")

    assert [in_short(response) for response in result.responses] == ["Clinician: talks 4"]


def test_a_form_that_does_not_fit_is_no_form() -> None:
    (fault,) = taken(ratings(["MI07D", 1, 2, 3, 4, 5]), form="feedback").diagnostics

    assert fault.code == "no-questions"


def test_a_copy_that_the_form_does_not_have_is_reported() -> None:
    (fault,) = taken(survey([1, 2, "", ""]), copies=["before"]).diagnostics

    assert (fault.code, fault.help) == ("no-such-copy", "say no copy")


def test_the_sheet_of_a_playbook_up_to_release_2026_4_says_its_copies() -> None:
    lines = [f"{number}. {line}" for number, line in enumerate(LINES, 1)]
    old = text(["Code", "Wave", *lines], ["MI07D", "Before", 1, 2, 3, 4, 5], ["MI07D", "Then", 1, 1, 3, 4, 5])
    result = taken({"answers.csv": old})

    assert [(each.code, each.wave) for each in result.responses] == [("MI07D", Wave.BEFORE), ("MI07D", Wave.THEN)]


@pytest.mark.parametrize(
    ("file", "raw", "help"),
    [
        ("answers.csv", b"PK\x03\x04\x00", "let its name end in .xlsx"),
        ("answers.xlsx", b"Code,Copy\n", "let its name end in .csv, or open it in Excel and save it as .xlsx"),
    ],
)
def test_a_file_with_the_wrong_ending_is_said_to_have_it(file: str, raw: bytes, help: str) -> None:
    (fault,) = taken({file: raw}).diagnostics

    assert (fault.code, fault.help) == ("misnamed-file", help)


def test_a_question_of_another_form_fills_no_column() -> None:
    result = taken(ratings(["MI07D", 1, 2, 3, 4, 5]), copies=["before"], map={CODE: "pace"})

    assert [fault.code for fault in result.diagnostics] == ["unknown-question"]


def test_a_column_is_left_out_if_the_user_says_so() -> None:
    result = taken(ratings(["MI07D", 1, 2, 3, 4, "?"]), copies=["before"], map={LINES[4]: ""})

    assert [in_short(response) for response in result.responses] == [
        "MI07D before: lead 1, hear-out 2, budget 3, worry 4"
    ]
    assert outcome(result)["mapped"] == [LINES[4]]


def test_the_workshop_is_said_by_the_row_or_the_statements_or_the_user() -> None:
    said = taken({"answers.csv": text(["First statement", "The pace was right for me."], [3, 4])}, workshop="first")
    first = WORKSHOPS[0].evaluation
    both = {"answers.csv": text([first[0].text, WORKSHOPS[1].evaluation[1].text, "The best part"], [3, 4, "Tea"])}

    assert [response.workshop for response in said.responses] == ["first"]
    assert [fault.code for fault in taken(both).diagnostics] == ["missing-workshop"]


# --- what the workbook has ---


def test_other_answers_for_a_code_are_reported_and_never_overwritten() -> None:
    known = taken(ratings(["MI07D", 1, 2, 3, 4, 5]), copies=["before"]).responses
    result = taken(ratings(["MI 07 d", 1, 2, 3, 4, 4]), known, copies=["before"])

    assert result.responses == []
    assert [(fault.code, fault.message) for fault in result.diagnostics] == [
        ("other-answers", "the same code on the copy `before`, with other answers, is in answers.csv:2:1")
    ]
    assert len(taken(ratings(["MI07D", 1, 2, 3, 4, 4]), known, copies=["after"]).responses) == 1


def test_codes_that_somebody_joined_are_one_person_s() -> None:
    known = taken(ratings(["MI07D", 1, 2, 3, 4, 5]), copies=["before"]).responses
    answers = Answers(tuple(known), same_codes={"MIO7D": "MI07D"})
    result = import_answers(
        ratings(["MIO7D", 1, 2, 3, 4, 5]), (INSTRUMENTS,), WORKSHOPS, answers, Wanted(copies=(Wave.BEFORE,))
    )

    assert (result.responses, [export.already for export in result.exports]) == ([], [1])


def test_a_row_with_two_copies_is_taken_or_reported_as_a_whole() -> None:
    known = taken(ratings(["MI07D", 1, 2, 3, 4, 5]), copies=["then"]).responses
    both = {"answers.csv": text([CODE, *LINES, *LINES], ["MI07D", *"55555", *"12344"], ["RO21N", *"55555", *"11111"])}
    result = taken(both, known, copies=["after", "then"])

    assert [(each.code, each.wave) for each in result.responses] == [("RO21N", "after"), ("RO21N", "then")]
    assert [fault.code for fault in result.diagnostics] == ["other-answers"]


def test_the_copy_that_is_there_is_left_and_the_other_is_taken() -> None:
    known = taken(ratings(["MI07D", 1, 2, 3, 4, 5]), copies=["then"]).responses
    both = {"answers.csv": text([CODE, *LINES, *LINES], ["MI07D", *"55555", *"12345"])}

    assert [each.wave for each in taken(both, known, copies=["after", "then"]).responses] == ["after"]


def test_without_codes_the_same_answers_are_taken_as_often_as_they_stand_in_the_export() -> None:
    twice = survey([1, 4, "", ""], [1, 4, "", ""])
    known = taken(twice).responses
    result = taken(survey([1, 4, "", ""], [1, 4, "", ""], [1, 4, "", ""]), known)

    assert (len(known), len(result.responses)) == (2, 1)
    assert [export.already for export in result.exports] == [2]


def test_a_comment_from_which_somebody_took_a_name_does_not_come_back() -> None:
    """The rating is the same, and the comments are those that are left."""
    known = taken(survey([1, 4, "With [a colleague]", ""])).responses
    result = taken(survey([1, 4, "With Ann", "More time"], [2, 4, "With Bob", ""]), known)

    assert [response.answers["visits"] for response in result.responses] == [2]
    assert [(fault.code, fault.severity) for fault in result.diagnostics] == [("other-comments", Severity.WARNING)]


def test_files_of_one_row_are_somebody_s_own_even_if_two_people_answered_alike() -> None:
    """As the forms on a screen save them: without a code or a time, equal files are of different people."""
    files = {f"{name}.csv": survey([1, 4, "", ""])["answers.csv"] for name in ("ab", "cd", "ef")}
    first = taken(files)
    again = taken(files, first.responses)
    more = taken(files | {"gh.csv": files["ab.csv"]}, first.responses)

    assert (len(first.responses), len(again.responses), len(more.responses)) == (3, 0, 1)
    assert first.notices == []
    assert again.notices == [
        "3 files of one row have the answers of a row that is there; if they are somebody else's, import all files of "
        "the form at once"
    ]


def test_a_row_without_code_is_taken_as_somebody_of_its_own() -> None:
    result = taken(ratings(["", 1, 2, 3, 4, 5], ["", 1, 2, 3, 4, 5]), copies=["before"])

    assert [response.code for response in result.responses] == ["", ""]
    assert [export.without_code for export in result.exports] == [2]


def test_several_exports_are_taken_one_after_another() -> None:
    result = taken(
        {
            "first.csv": text([CODE, *LINES], ["MI07D", 1, 2, 3, 4, 5]),
            "second.csv": text([CODE, *LINES], ["MI07D", 1, 2, 3, 4, 5], ["RO21N", 1, 1, 1, 1, 1]),
        },
        copies=["before"],
    )

    assert [response.code for response in result.responses] == ["MI07D", "RO21N"]
    assert [(export.taken, export.already) for export in result.exports] == [(1, 0), (1, 1)]


def test_a_comment_longer_than_a_cell_is_reported() -> None:
    (fault,) = taken(survey([1, 4, "a" * 40_000, ""])).diagnostics

    assert fault.code == "too-long"


# --- whatever comes in ---

HEADINGS = [
    *(question.text for form in INSTRUMENTS for question in form.evaluated),
    *(f"{line}2" for line in LINES),
    *("Copy", "Name", "Email", "Timestamp", "Site", "", "Points - Lead a team made up of several professions"),
]
CELLS = [
    *("", "1", "3", "5", "6", "4,0", "2.5", *PREPARED[:2], "Agree", "Clinician", "Yes", "n/a", "-", "More often"),
    *("MI07D", "RO21N", "Ann Hill", "First steps", "At the end", "Before the programme", "then", "1/6/2027", "Total"),
    *("Planned", "Tested with my group", "Tea", "a;b", 'say "no"', "two\nlines", "=1+1", "\u200b", "\x07", *LINES[:2]),
]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Headings of which some are questions, and rows of any cells."""
    header = draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=9))
    row = st.lists(st.sampled_from(CELLS) | st.text(max_size=8), max_size=len(header) + 1)
    return header, draw(st.lists(row, max_size=8))


@given(
    table=tables(),
    copies=st.sampled_from([(), ("before",), ("after", "then")]),
    workshop=st.sampled_from([None, "first"]),
    encoding=st.sampled_from(["utf-8", "utf-16"]),
)
def test_whatever_comes_in_each_row_is_taken_or_there_or_reported(
    table: tuple[list[str], list[list[str]]], copies: tuple[str, ...], workshop: str | None, encoding: str
) -> None:
    header, rows = table
    raw = text(header, *rows).decode().encode(encoding, "replace")
    first = taken({"answers.csv": raw}, copies=copies, workshop=workshop)
    again = taken({"answers.csv": raw}, first.responses, copies=copies, workshop=workshop)

    assert all(response.answers for response in first.responses)
    assert again.responses == []
    assert sum(export.taken for export in first.exports) <= len(first.responses)


@given(
    codes=st.lists(st.sampled_from(["MI07D", "mi 07 d", "RO21N", ""]), min_size=1, max_size=6),
    values=st.lists(st.sampled_from("12"), min_size=6, max_size=6),
)
def test_no_code_gets_two_responses_on_one_copy(codes: list[str], values: list[str]) -> None:
    rows = [[code, *[value] * 5] for code, value in zip(codes, values, strict=False)]
    result = taken(ratings(*rows), copies=["before"])
    given_codes = [response.code for response in result.responses if response.code]

    assert len(given_codes) == len(set(given_codes))


def in_other_words(responses: Iterable[Response]) -> list[object]:
    return [response.answers.get("stage") for response in responses]


def test_a_form_in_other_words_is_the_same_form_and_its_choices_the_same_choices() -> None:
    raw = export("words-for-groups.csv")
    result = import_answers({"a.csv": raw}, ((SURVEY,), (SURVEY_FOR_GROUPS,)), (), Answers(), Wanted())
    own = import_answers({"a.csv": raw}, ((SURVEY_FOR_GROUPS,),), (), Answers(), Wanted())

    assert in_other_words(result.responses) == ["Tested with my partner"]
    assert in_other_words(own.responses) == ["Tested with my group"]
    assert FEEDBACK.evaluated
