"""A form to fill in on a screen: one small file that loads nothing, and whose text stays text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from generator.documents.answer_form import AnswerForm, answer_forms
from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.planning.playbook import plan
from generator.sources.tree import read_theme
from generator.writers import answer_form
from tests import small
from tests.reading import Read
from tests.writers.lone_pages import is_alone

THEME = read_theme(small.ROOT)
LOOK = answer_form.theme_of(THEME)
BEFORE = "preparedness-self-assessment-before"
ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def forms(library: Library) -> dict[str, AnswerForm]:
    return answer_forms(plan(library, "westbrook"))


def written(form: AnswerForm) -> str:
    return answer_form.write(form, LOOK).decode()


def read(text: str) -> Read:
    result = Read()
    result.feed(text)
    return result


def test_no_form_is_over_60_kilobytes(forms: dict[str, AnswerForm]) -> None:
    assert [id for id, form in forms.items() if len(answer_form.write(form, LOOK)) >= 60_000] == []


def test_each_question_can_be_answered_without_the_script(forms: dict[str, AnswerForm]) -> None:
    for form in forms.values():
        names = [
            values.get("name") for tag, values in read(written(form)).elements if tag in ("input", "textarea", "select")
        ]

        asked = [question for group in form.groups for question in group.questions]
        assert [name for name in names if name] == [
            question.id
            for question in asked
            for _ in (question.options if question.id != "workshop" and question.options else [None])
        ]


def test_who_sees_the_answers_comes_before_the_first_question(forms: dict[str, AnswerForm]) -> None:
    text = unescape(written(forms[BEFORE]))

    readers = "Who sees your answers:</strong> The evaluation lead alone, and never the programme lead."
    assert text.index("</header>") < text.index(readers) < text.index("<fieldset")


def test_it_loads_nothing_and_runs_only_its_own_script(forms: dict[str, AnswerForm]) -> None:
    text = written(forms[BEFORE])
    is_alone(text)

    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", text)
    assert not [
        name for _, values in read(text).elements for name in values if name == "style" or name.startswith("on")
    ]


def test_hostile_text_is_text(forms: dict[str, AnswerForm]) -> None:
    form = forms["workshop-feedback"]
    group = form.groups[1]
    (question,) = group.questions
    options = tuple(option._replace(value=ATTACK, label=ATTACK) for option in question.options)
    questions = (*form.groups[0].questions, question._replace(text=ATTACK, options=options))
    changed = replace(
        form,
        title=ATTACK,
        readers=ATTACK,
        send_to=ATTACK,
        groups=(group._replace(title=ATTACK, questions=questions),),
        statements={ATTACK: {"first": ATTACK}},
    )
    elements = read(written(changed)).elements

    assert [values.get("type") for tag, values in elements if tag == "script"] == ["application/json", None]
    assert not [tag for tag, _ in elements if tag == "img"]


def test_the_script_knows_the_columns_of_the_workbook(forms: dict[str, AnswerForm]) -> None:
    found = re.search(r'id="facts">(.*?)</script>', written(forms[BEFORE]), re.DOTALL)
    facts = json.loads(found[1])  # type: ignore[index]

    assert facts["columns"] == [list(column) for column in forms[BEFORE].columns]
    assert facts["owner"] == "westbrook"


def test_all_missing_files_of_the_theme_are_named() -> None:
    lacking = {path: raw for path, raw in THEME.items() if path not in answer_form.THEME_FILES}
    with pytest.raises(InputFault) as raised:
        answer_form.theme_of(lacking)

    assert {str(fault.place).partition(":")[0] for fault in raised.value.diagnostics} == {*answer_form.THEME_FILES}
