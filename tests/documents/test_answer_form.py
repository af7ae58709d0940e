"""What a form on a screen asks, and the lists of questions for online forms."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.documents.answer_form import AnswerForm, answer_forms, copies_on_screen, online_answer_forms
from generator.documents.document import Document, Listing, Paragraph, plain
from generator.documents.online_form import how_to_use, online_form
from generator.model.answers import Answers
from generator.model.instrument import QuestionKind
from generator.model.library import Library
from generator.model.trust import Contact
from generator.planning.playbook import Playbook, plan
from generator.sources.answers_import import Wanted, import_answers
from generator.writers import csv_text, formats
from generator.writers.formats import USUAL, Inputs, outputs
from generator.writers.theme import Theme
from tests.planning.profiles import playbook as playbook_for
from tests.planning.profiles import profile

POWERLAB, FIRST = "Powerlab: working within systems", "Self-awareness and a shared purpose"


@pytest.fixture(scope="module")
def playbook(library: Library) -> Playbook:
    return plan(library, "westbrook")


@pytest.fixture(scope="module")
def forms(playbook: Playbook) -> dict[str, AnswerForm]:
    return answer_forms(playbook)


@pytest.fixture(scope="module")
def online(playbook: Playbook) -> dict[str, tuple[AnswerForm, ...]]:
    return online_answer_forms(playbook)


def ids(form: AnswerForm) -> list[str]:
    return [question.id for group in form.groups for question in group.questions]


def lines(document: Document) -> list[str]:
    return [plain(block.runs) for block in document.blocks if isinstance(block, Paragraph)]


def test_each_copy_of_each_evaluated_form_is_there_but_for_the_application(forms: dict[str, AnswerForm]) -> None:
    assert sorted(forms) == [
        "colleague-view",
        "end-of-programme-survey",
        "leaver-form",
        "midpoint-check",
        "preparedness-self-assessment-after",
        "preparedness-self-assessment-before",
        "preparedness-self-assessment-then",
        "six-months-survey",
        "sponsor-survey-after",
        "sponsor-survey-before",
        "workshop-feedback",
    ]


def test_a_copy_asks_its_own_questions_and_says_which_copy_it_is(forms: dict[str, AnswerForm]) -> None:
    before, then = (forms[f"preparedness-self-assessment-{wave}"] for wave in ("before", "then"))

    assert "see-differently" in ids(then)
    assert "see-differently" not in ids(before)
    assert (before.given, then.given) == ({"the copy": "Before the programme"}, {"the copy": "Looking back"})
    assert before.columns[:3] == (("code", "Code"), ("the copy", "Copy"), ("side", "I take part as. Tick one."))


def test_answers_are_called_what_the_workbook_calls_them(forms: dict[str, AnswerForm]) -> None:
    options = {
        question.kind: question.options
        for form in forms.values()
        for group in form.groups
        for question in group.questions
        if question.options
    }

    assert [option.value for option in options[QuestionKind.SCALE]] == ["1", "2", "3", "4", "5"]
    assert [option.value for option in options[QuestionKind.YES_NO]] == ["Yes", "No"]
    assert [option.value for option in options[QuestionKind.DIRECTION]] == ["Less often", "As before", "More often"]


def test_feedback_has_the_statements_of_each_workshop_that_the_cohort_runs(library: Library) -> None:
    runs = {"workshops": [{"workshop": "self-awareness"}, {"workshop": "powerlab"}]}
    form = answer_forms(playbook_for(library, profile(**runs)))["workshop-feedback"]

    assert form.workshops == (FIRST, POWERLAB)
    assert form.statements[POWERLAB] == {
        "first": "I can describe one event as it looked from four places.",
        "second": "I noticed what my place made me do.",
        "third": "I can say what helps people to raise a worry about safety.",
        "fourth": "I have planned a conversation that joins two places.",
    }
    assert form.only_after == {"left-role": (POWERLAB,), "support": (POWERLAB,)}


def test_questions_are_numbered_through_the_whole_form(forms: dict[str, AnswerForm]) -> None:
    numbered = [(question.number, question.id) for group in forms["leaver-form"].groups for question in group.questions]

    assert [number for number, _ in numbered] == [1, 2, 3, 4]


def test_it_says_who_gets_the_answers(playbook: Playbook) -> None:
    nobody = replace(playbook, contacts=())
    somebody = replace(
        playbook, contacts=(Contact(role="evaluation-lead", name="Ana Lima", email="ana.lima@example.nhs.uk"),)
    )
    before, named = (answer_forms(each)["leaver-form"] for each in (nobody, somebody))

    assert (before.send_to, before.email) == ("the evaluation lead of your programme", "")
    assert (named.send_to, named.email) == ("Ana Lima", "ana.lima@example.nhs.uk")


def test_forms_on_a_screen_come_with_the_further_files_alone(playbook: Playbook) -> None:
    inputs = Inputs(playbook, Theme({}), None)

    assert {"answer-forms", "online-forms"}.isdisjoint(outputs(inputs, USUAL))
    assert [file.path for file in outputs(inputs, formats.Wanted(further=frozenset(["answer-forms"])))["answer-forms"]][
        :2
    ] == [
        "Forms/18 by 22 September A colleague's view.html",
        "Forms/19 by 22 September End of programme survey.html",
    ]


def test_there_is_a_file_for_microsoft_forms_for_each_workshop_with_feedback(playbook: Playbook) -> None:
    wanted = formats.Wanted(further=frozenset(["online-forms"]))
    paths = [file.path for file in outputs(Inputs(playbook, Theme({}), None), wanted)["online-forms"]]

    folder = "Forms/Microsoft Forms"
    assert f"{folder}/23 Workshop feedback 5 Powerlab.docx" in paths
    assert f"{folder}/17 by 22 September Preparedness self-assessment - looking back.docx" in paths
    assert paths[0] == f"{folder}/00 Read me first.docx"


def test_an_online_form_has_a_line_for_each_question_and_option(
    online: dict[str, tuple[AnswerForm, ...]], playbook: Playbook
) -> None:
    (form,) = online["leaver-form"]
    read = lines(online_form(form, playbook))

    start = read.index("1. My main reason. Tick one.")
    assert read[start + 1 : start + 3] == ["A. A new post, or a move", "B. I was not released"]
    assert read[-3:] == ["4. Was it useful for as long as you took part?", "A. Yes", "B. No"]


def test_who_may_own_an_online_form_is_said_first(playbook: Playbook) -> None:
    first = next(block for block in how_to_use(playbook).blocks if isinstance(block, Listing)).items[0]

    assert "never share it with the programme lead" in "".join(
        plain(block.runs) for block in first if isinstance(block, Paragraph)
    )


def test_an_online_form_for_feedback_has_the_statements_of_its_workshop(
    online: dict[str, tuple[AnswerForm, ...]], playbook: Playbook
) -> None:
    feedback = {form.title: lines(online_form(form, playbook)) for form in online["workshop-feedback"]}
    first, powerlab = feedback[f"Feedback: {FIRST}"], feedback[f"Feedback: {POWERLAB}"]

    assert "2. I can name three values of mine and a moment that tested one." in first
    assert "5. I have planned a conversation that joins two places." in powerlab
    assert "10. The de-roling worked, and I left as myself." in powerlab
    assert not [line for line in first if "de-roling" in line or "statement" in line or "Title of" in line]


def test_what_files_there_are_is_known_before_any_form_is_made(
    playbook: Playbook, forms: dict[str, AnswerForm]
) -> None:
    assert copies_on_screen(playbook) == {id: form.workshops for id, form in forms.items()}


@pytest.mark.parametrize(("id", "number", "workshop"), [("leaver-form", 0, ""), ("workshop-feedback", 4, "powerlab")])
def test_the_import_knows_the_questions_of_an_online_form(
    online: dict[str, tuple[AnswerForm, ...]], playbook: Playbook, id: str, number: int, workshop: str
) -> None:
    """As Microsoft Forms exports it: a column for each question, with the words of the option in it."""
    read = lines(online_form(online[id][number], playbook))
    questions = [number for number, line in enumerate(read) if re.match(r"\d+\. ", line)]
    headings = [read[number].partition(". ")[2] for number in questions]
    answers = [
        read[number + 1][3:] if number + 1 < len(read) and read[number + 1].startswith("A. ") else ""
        for number in questions
    ]
    result = import_answers(
        {"export.csv": csv_text.write([headings, answers])},
        [playbook.instruments],
        [plan.workshop for plan in playbook.workshops],
        Answers(),
        Wanted(),
    )

    assert result.diagnostics == []
    (response,) = result.responses
    assert (response.instrument, response.workshop) == (id, workshop)
    assert len(response.answers) + bool(response.side) == sum(map(bool, answers))
