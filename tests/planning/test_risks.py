"""The ten risks of a cohort: which they are, in which order, and the fact of the plan that is given for each."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.base import Applicability, Timing
from generator.model.calendar_rules import QuietRule, QuietScope
from generator.model.library import Library
from generator.model.programme import ShortForm
from generator.model.template import Circumstance, Level, RegisterRisk, Template, TemplateKind, TemplateSection
from generator.planning.risks import ChosenRisk, ten_risks
from tests.planning import cohort

ROOMS = [{"title": "Rooms", "pounds": 100}]
EVERYBODY = Applicability()


def day(month: int, day: int, year: int = 2027) -> datetime.date:
    return datetime.date(year, month, day)


def risk(
    id: str,
    likelihood: Level = Level.LOW,
    impact: Level = Level.LOW,
    raised_by: tuple[Circumstance, ...] = (),
    only_for: Applicability = EVERYBODY,
) -> RegisterRisk:
    return RegisterRisk(
        id=id,
        risk="It goes wrong.",
        likelihood=likelihood,
        impact=impact,
        response="Put it right.",
        owner="programme-lead",
        raised_by=list(raised_by),
        only_for=only_for,
    )


def register(*risks: RegisterRisk, base: Library | None = None) -> Library:
    """The small library with a register as its only template."""
    template = Template(
        id="risk-register",
        source="test",
        title="Risk register",
        kind=TemplateKind.REGISTER,
        summary="What could go wrong.",
        evidence=cohort.SUGGESTED,
        sender="programme-lead",
        timing=[Timing(milestone="launch")],
        sections=[TemplateSection(id="use", body="Read it.", evidence=cohort.SUGGESTED)],
        risks=list(risks),
    )
    return (base or cohort.library()).model_copy(update={"templates": {template.id: template}})


def chosen(*risks: RegisterRisk, base: Library | None = None, **values: Any) -> tuple[ChosenRisk, ...]:
    return ten_risks(cohort.book(register(*risks, base=base), **values))


def reason(circumstance: Circumstance, base: Library | None = None, **values: Any) -> str:
    """The reason for a risk that only this circumstance raises."""
    (only,) = chosen(risk("any", raised_by=(circumstance,)), base=base, **values)
    return only.reason


def ids(*risks: RegisterRisk, **values: Any) -> list[str]:
    return [each.risk.id for each in chosen(*risks, **values)]


NOT_RAISED = "Low likelihood and low impact in any cohort."


def test_without_a_fact_the_levels_are_the_reason() -> None:
    assert [each.reason for each in chosen(risk("any", Level.MEDIUM, Level.HIGH))] == [
        "Medium likelihood and high impact in any cohort."
    ]


def test_the_product_of_likelihood_and_impact_decides_and_then_the_order_of_the_register() -> None:
    """1 x 3 = 3, 2 x 2 = 4, 3 x 2 = 6, 2 x 3 = 6, 3 x 3 = 9."""
    assert ids(
        risk("low-high", Level.LOW, Level.HIGH),
        risk("medium-medium", Level.MEDIUM, Level.MEDIUM),
        risk("high-medium", Level.HIGH, Level.MEDIUM),
        risk("medium-high", Level.MEDIUM, Level.HIGH),
        risk("high-high", Level.HIGH, Level.HIGH),
    ) == ["high-high", "high-medium", "medium-high", "medium-medium", "low-high"]


def test_a_fact_of_the_plan_adds_three() -> None:
    """2 x 2 + 3 = 7 is more than 3 x 2 = 6, and 1 x 2 + 3 = 5 is not; 3 x 2 + 3 = 9 is equal to 3 x 3."""
    first = (Circumstance.FIRST_COHORT,)
    assert ids(
        risk("low-medium-raised", Level.LOW, Level.MEDIUM, first),
        risk("high-medium", Level.HIGH, Level.MEDIUM),
        risk("medium-medium-raised", Level.MEDIUM, Level.MEDIUM, first),
        risk("high-high", Level.HIGH, Level.HIGH),
        risk("high-medium-raised", Level.HIGH, Level.MEDIUM, first),
    ) == ["high-high", "high-medium-raised", "medium-medium-raised", "high-medium", "low-medium-raised"]


def test_a_risk_for_some_cohorts_counts_as_raised_where_it_applies() -> None:
    doctors = risk("doctors", Level.MEDIUM, Level.MEDIUM, only_for=cohort.DOCTORS)
    others = risk("others", only_for=Applicability(partners=True))

    assert chosen(risk("high-medium", Level.HIGH, Level.MEDIUM), doctors, others) == (
        ChosenRisk(doctors, "The cohort has resident doctors."),
        ChosenRisk(risk("high-medium", Level.HIGH, Level.MEDIUM), "High likelihood and medium impact in any cohort."),
    )


def test_there_are_ten_of_eleven_and_all_of_fewer() -> None:
    eleven = [risk(f"risk-{number}") for number in range(11)]

    assert ids(*eleven) == [f"risk-{number}" for number in range(10)]
    assert ids(*eleven[:3]) == ["risk-0", "risk-1", "risk-2"]
    assert ids() == []


def test_the_first_circumstance_that_holds_is_the_reason() -> None:
    several = risk("any", raised_by=(Circumstance.PARTNERS, Circumstance.FEW_GROUPS, Circumstance.FIRST_COHORT))

    assert [each.reason for each in chosen(several)] == ["There are only 2 pairs."]


@pytest.mark.parametrize(
    ("circumstance", "values", "expected"),
    [
        (Circumstance.SHORT_PREPARATION, {}, NOT_RAISED),
        (Circumstance.QUIET_PREPARATION, {}, NOT_RAISED),
        (
            Circumstance.LATE_LEAVE,
            {},
            "Study leave needs six weeks' notice, and places are confirmed eight weeks before the first workshop.",
        ),
        (Circumstance.LATE_LEAVE, {"schedule": {"notice": {"study-leave": 5}}}, NOT_RAISED),
        (Circumstance.LATE_LEAVE, {"staff": ("managers", "managers")}, NOT_RAISED),
        (Circumstance.LATE_LEAVE, {"start": None}, NOT_RAISED),
        (
            Circumstance.LATE_ROTA,
            {},
            "Rotas need nine weeks' notice, and places are confirmed eight weeks before the first workshop.",
        ),
        # Workshops on 13 January, 24 March and 2 June.
        (Circumstance.WINTER_WORKSHOPS, {}, "One of the three workshops is in December, January or February."),
        (
            Circumstance.WINTER_WORKSHOPS,
            {"start": day(2, 3)},
            "One of the three workshops is in December, January or February.",
        ),
        (Circumstance.WINTER_WORKSHOPS, {"start": day(3, 3)}, NOT_RAISED),
        (Circumstance.WINTER_WORKSHOPS, {"start": None}, NOT_RAISED),
        (
            Circumstance.WINTER_WORKSHOPS,
            {"start": day(12, 1), "months": 4},
            "Two of the three workshops are in December, January or February.",
        ),
        (Circumstance.SCHOOL_HOLIDAYS, {}, NOT_RAISED),
        (
            Circumstance.SCHOOL_HOLIDAYS,
            {"schedule": {"school_holidays": [{"first": day(1, 13), "last": day(1, 13), "reason": "holidays"}]}},
            "The workshop on 13 January 2027 is in the school holidays.",
        ),
        (
            Circumstance.SCHOOL_HOLIDAYS,
            {"schedule": {"school_holidays": [{"first": day(1, 14), "last": day(1, 20), "reason": "holidays"}]}},
            NOT_RAISED,
        ),
        (Circumstance.WORKSHOPS_CLOSE, {}, NOT_RAISED),
        (Circumstance.CHANGEOVER, {}, NOT_RAISED),
        (Circumstance.CHANGEOVER, {"start": None}, NOT_RAISED),
        (
            Circumstance.CHANGEOVER,
            {"start": day(6, 2)},
            "The August changeover, on 4 August 2027, falls within the programme.",
        ),
        (Circumstance.LONG_PROGRAMME, {"months": 11}, NOT_RAISED),
        (Circumstance.LONG_PROGRAMME, {"months": 12}, "The programme lasts 12 months."),
        (Circumstance.FIRST_COHORT, {}, "This is the trust's first cohort."),
        (Circumstance.FIRST_COHORT, {"cohort": {"number": 2}}, NOT_RAISED),
        (Circumstance.LATER_COHORT, {}, NOT_RAISED),
        (Circumstance.LATER_COHORT, {"cohort": {"number": 2}}, "This is not the trust's first cohort."),
        (Circumstance.FEW_GROUPS, {"groups": 1}, "There is only 1 pair."),
        (Circumstance.FEW_GROUPS, {"groups": 5}, "There are only 5 pairs."),
        (Circumstance.FEW_GROUPS, {"groups": 6}, NOT_RAISED),
        (Circumstance.MANY_GROUPS, {"groups": 11}, NOT_RAISED),
        (Circumstance.MANY_GROUPS, {"groups": 12}, "There are 12 pairs to keep in touch with."),
        (Circumstance.LARGE_GROUPS, {}, NOT_RAISED),
        (Circumstance.LARGE_GROUPS, {"size": 3}, "Each group has three members."),
        (Circumstance.SEVERAL_SITES, {}, NOT_RAISED),
        (
            Circumstance.SEVERAL_SITES,
            {"sites": [{"id": "north", "name": "North hospital"}, {"id": "south", "name": "South hospital"}]},
            "People come from two sites: North hospital and South hospital.",
        ),
        (Circumstance.PARTNERS, {}, NOT_RAISED),
        (Circumstance.PARTNERS, {"partners": [{"id": "a", "name": "A Council"}]}, "A Council takes part too."),
        (
            Circumstance.PARTNERS,
            {"partners": [{"id": "a", "name": "A Council"}, {"id": "b", "name": "B Trust"}]},
            "A Council and B Trust take part too.",
        ),
        (Circumstance.SAME_DEPARTMENT, {}, NOT_RAISED),
        (
            Circumstance.SAME_DEPARTMENT,
            {"pairing": {"method": "meet-first", "across_departments": "not-at-all"}},
            "Partners may come from the same department.",
        ),
        (Circumstance.FEW_CONTACTS, {}, "The plan names nobody to ask yet."),
        (
            Circumstance.FEW_CONTACTS,
            {"contacts": [{"role": "programme-lead", "name": "Ada"}, {"role": "administrator", "name": "Ada"}]},
            "The plan names only one person to ask.",
        ),
        (
            Circumstance.FEW_CONTACTS,
            {"contacts": [{"role": "programme-lead", "name": "Ada"}, {"role": "administrator", "name": "Bo"}]},
            NOT_RAISED,
        ),
        (
            Circumstance.UNPRICED_HOURS,
            {},
            "The trust has given no hourly rates yet, so nobody knows what the cohort costs.",
        ),
        (Circumstance.UNPRICED_HOURS, {"costs": ROOMS}, "The cost in this plan prices no hour."),
        # Four people meet 1.5 hours in each of six months: 36 hours; the office takes 24: 36 / 60 = 60 per cent.
        (
            Circumstance.UNPRICED_HOURS,
            {"rates": {"participant": 20}},
            "The cost in this plan prices only 60 per cent of the hours.",
        ),
        (Circumstance.UNPRICED_HOURS, {"rates": {"participant": 20, "administrator": 20}}, NOT_RAISED),
        (
            Circumstance.FEW_PROJECTS_FIT,
            {},
            "No project fits with time to spare: of 1, 0 fit, 1 is tight, 0 do not fit.",
        ),
        (Circumstance.DATA_FIRST, {}, NOT_RAISED),
    ],
)
def test_the_fact_behind_each_circumstance(circumstance: Circumstance, values: dict[str, Any], expected: str) -> None:
    assert reason(circumstance, **values) == expected


def test_a_short_preparation_is_named_by_what_it_gives_up_first() -> None:
    """From 28 September 2026 to 13 January 2027 are 15 weeks; the whole preparation takes 30."""
    base = cohort.library().model_copy(update={"calendar": cohort.calendar_with_least(cohort.LEAST)})

    assert reason(Circumstance.SHORT_PREPARATION, base, planning_from=day(9, 30, 2026)) == (
        "The preparation takes 15 weeks, not 30."
    )


def test_a_quiet_period_before_the_first_workshop_is_named_with_its_first_day() -> None:
    christmas = QuietRule(
        id="christmas",
        source="test",
        title="Christmas",
        reason="Leave",
        holds_for=QuietScope.ALL,
        first="12-18",
        last="01-02",
        evidence=cohort.SUGGESTED,
    )
    calendar = cohort.calendar().model_copy(update={"quiet": {"christmas": christmas}})
    base = cohort.library().model_copy(update={"calendar": calendar})

    assert reason(Circumstance.QUIET_PREPARATION, base) == (
        "Part of the preparation, from 18 December 2026, is in a quiet period (Christmas)."
    )
    assert reason(Circumstance.QUIET_PREPARATION, base, start=None) == NOT_RAISED
    # Applications open 16 weeks before 12 May, on 20 January.
    assert reason(Circumstance.QUIET_PREPARATION, base, start=day(5, 12)) == NOT_RAISED


def test_workshops_close_together_are_named_as_the_plan_warns_of_them() -> None:
    assert reason(Circumstance.WORKSHOPS_CLOSE, schedule={"workshop_spacing_weeks": 1}) == (
        "3 workshops are less than two weeks apart, from 13 January 2027."
    )


def test_a_programme_that_asks_for_data_first_is_named() -> None:
    form = ShortForm(months_below=5, workshops=["listening", "presenting"], advice="Choose a starter project.")
    programme = cohort.library().programme.model_copy(update={"short_form": form})
    base = cohort.library().model_copy(update={"programme": programme})

    assert reason(Circumstance.DATA_FIRST, base, months=4) == (
        "Data is asked for before the first workshop, and so before any charter."
    )
    assert reason(Circumstance.DATA_FIRST, base, months=5) == NOT_RAISED


def test_the_first_of_several_changeovers_is_named() -> None:
    """From 2 June 2027 nine months: 4 August 2027, and 2 February 2028."""
    changeovers = {"february": cohort.changeover(2), "august": cohort.changeover(8)}
    calendar = cohort.calendar().model_copy(update={"changeovers": changeovers})
    base = cohort.library().model_copy(update={"calendar": calendar})

    assert reason(Circumstance.CHANGEOVER, base, start=day(6, 2), months=9) == (
        "The August changeover, on 4 August 2027, falls within the programme."
    )


def test_a_calendar_without_a_rule_of_notice_raises_nothing() -> None:
    calendar = cohort.calendar().model_copy(update={"notice": {}})
    base = cohort.library().model_copy(update={"calendar": calendar})

    assert reason(Circumstance.LATE_LEAVE, base) == NOT_RAISED


def test_every_circumstance_raises_a_risk_of_the_shared_register(library: Library) -> None:
    register = library.templates["risk-register"]

    assert {circumstance for risk in register.risks for circumstance in risk.raised_by} == set(Circumstance)
