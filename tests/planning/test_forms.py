"""Forms of a cohort: scores of two leadership frameworks are never mixed."""

from __future__ import annotations

import pytest

from generator.documents.evaluation import evaluate
from generator.documents.evaluation_workbook import evaluation_workbook
from generator.model.answers import Answers
from generator.model.instrument import InstrumentKind, Wave
from generator.model.library import Library
from generator.planning.playbook import Playbook
from generator.sources.answers_import import Wanted
from generator.studio.evaluation import new_evaluation, opened_answers, with_answers, with_exports
from tests.documents.evaluations import rising, self_assessments
from tests.planning.profiles import playbook, profile

USUAL, OTHER = "nhs-leadership-framework", "management-and-leadership-framework"
FORMS = {USUAL: "preparedness-self-assessment", OTHER: "management-and-leadership-self-assessment"}


def by(library: Library, framework: str | None) -> Playbook:
    return playbook(library, profile(framework=framework))


def asked(book: Playbook) -> set[str]:
    """Every domain that a form of a playbook asks about."""
    return {question.domain for form in book.instruments for group in form.groups for question in group.questions} - {
        None
    }  # type: ignore[return-value]


@pytest.mark.parametrize(("framework", "form"), [(None, FORMS[USUAL]), *FORMS.items()])
def test_a_cohort_has_the_self_assessment_of_its_framework_alone(
    library: Library, framework: str | None, form: str
) -> None:
    book = by(library, framework)

    assert [each.id for each in book.instruments if each.kind is InstrumentKind.SELF_ASSESSMENT] == [form]


@pytest.mark.parametrize("framework", FORMS)
def test_no_form_of_a_cohort_asks_about_a_domain_of_another_framework(library: Library, framework: str) -> None:
    domains = set(library.frameworks[framework].domains)

    assert asked(by(library, framework)) == domains


def test_the_application_form_stays_and_its_ratings_count_towards_no_score(library: Library) -> None:
    usual, other = (
        next(form for form in by(library, framework).instruments if form.id == "application-form")
        for framework in FORMS
    )

    assert {question.id for question in usual.evaluated} == {question.id for question in other.evaluated}
    assert any(question.domain for question in usual.evaluated)
    assert not any(question.domain for question in other.evaluated)


@pytest.mark.parametrize(("before", "now"), [(USUAL, OTHER), (OTHER, USUAL)])
def test_answers_by_the_framework_that_a_trust_had_before_are_a_fault_with_their_sheet(
    library: Library, before: str, now: str
) -> None:
    old, new = by(library, before), by(library, now)
    raw = with_answers(
        opened_answers(new_evaluation(old), "evaluation.xlsx", old), old, self_assessments(old, rising, 12)
    ).raw

    assert opened_answers(raw, "evaluation.xlsx", old).diagnostics == ()
    opened = opened_answers(raw, "evaluation.xlsx", new)
    (fault,) = opened.diagnostics
    title = library.instruments[FORMS[before]].title
    assert (fault.code, str(fault.place)) == ("other-framework", f"evaluation.xlsx, sheet {title[:31]}")
    assert opened.answers.responses == ()


def test_a_workbook_without_answers_can_follow_a_change_of_framework(library: Library) -> None:
    raw = new_evaluation(by(library, USUAL))

    assert opened_answers(raw, "evaluation.xlsx", by(library, OTHER)).diagnostics == ()


def test_the_workbook_has_a_sheet_for_the_self_assessment_that_is_used(library: Library) -> None:
    sheets = [sheet.name for sheet in evaluation_workbook(by(library, OTHER))[0].sheets]

    assert library.instruments[FORMS[USUAL]].title not in sheets
    assert library.instruments[FORMS[OTHER]].title[:31].strip() in sheets


@pytest.mark.parametrize(("sent", "used"), [(USUAL, OTHER), (OTHER, USUAL)])
def test_an_export_of_the_form_of_another_framework_gives_no_answers(library: Library, sent: str, used: str) -> None:
    book, form = by(library, used), library.instruments[FORMS[sent]]
    ratings = [question for question in form.evaluated if question.scale]
    header = ["Your matching code", *(question.text for question in ratings)]
    rows = [header, *([f"MI{number:02}D", *("3" for _ in ratings)] for number in range(12))]
    raw = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()
    opened = opened_answers(new_evaluation(book), "evaluation.xlsx", book)
    wanted = Wanted(form=FORMS[used], copies=(Wave.BEFORE,))

    _, imported = with_exports(opened, book, {"export.csv": raw}, wanted)

    assert imported.responses == []
    assert [str(fault.place) for fault in imported.diagnostics][:1] == ["export.csv:1:1"]


def test_a_report_has_the_domains_of_the_framework_that_was_chosen(library: Library) -> None:
    book = by(library, OTHER)

    evaluation = evaluate(book, Answers(self_assessments(book, rising, 12)), "evaluation.xlsx")

    assert evaluation.domains == tuple(library.frameworks[OTHER].domains)
    assert {each.about.domain for each in evaluation.published.results.comparisons} == {"", *evaluation.domains}
