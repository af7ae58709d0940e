"""Every sheet of a scheme's workbook, in the order of the workbook."""

from __future__ import annotations

from . import plan, profile, records
from .form import SheetForm

SHEETS: tuple[SheetForm, ...] = (
    plan.START_HERE,
    profile.SCHEME,
    profile.ROOMS,
    profile.WHO,
    profile.SITES,
    profile.CLOSED,
    records.PEOPLE,
    records.groups_form(2),
    plan.DATES,
    plan.TASKS,
    records.sessions_form({}),
    records.PROJECTS,
    records.MEASURES,
    plan.HOURS,
    plan.HOURS_BY_ROLE,
    plan.hours_by_month_form(()),
    plan.RATES,
    plan.costs_form({}),
    plan.BUSINESS_CASE,
    plan.RISKS,
    profile.CONTACTS,
    plan.MENU,
    profile.CHOICES,
    profile.OWN_WORDS,
    profile.BACKGROUND,
)
"""As forms to read: those of groups, sessions, costs and hours by month have more columns in most workbooks."""
