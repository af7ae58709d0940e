"""A Playbook as a workbook: lists, dates and figures for a team to keep up to date while a cohort runs."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.prose import plain_text
from ..model.sheets.form import Kind
from ..model.template import TemplateKind
from ..planning import dates
from ..planning.applicability import groups
from ..planning.playbook import Playbook
from . import workbook_hours, workbook_people
from .context import example_note
from .spreadsheet import Cell, Column, Sheet, SheetLink, Workbook, blank_rows
from .workbook_lists import LEVELS, NOT_STARTED, ON_OFFER, PROJECT_STATUS, ROLES, STATUS, YES, lists

EMPTY_CONTACTS = 20
EMPTY_RISKS = 10
HOW_TO_USE = (
    (
        "How to use it",
        "Keep one copy where the whole team can open it. Tinted cells are for you to fill in; "
        "where there is a list, choose from it. Every sheet can be sorted and filtered.",
    ),
    (
        "When the plan changes",
        "A new playbook brings a new workbook with the new dates. It does not know what you filled in here: "
        "keep this one, and bring over what changed.",
    ),
    (
        "Who may see it",
        "Names and ratings are personal data. Keep the file where your trust keeps such data, "
        "and write no name into the sheet Evaluation data.",
    ),
)


def workbook(playbook: Playbook) -> Workbook:
    """A trust's workbook. Without a start it has no sheet of dates, and its checklist counts in weeks."""
    profile = playbook.profile
    candidates = (
        _checklist(playbook),
        _schedule(playbook),
        _contacts(playbook),
        *workbook_hours.sheets(playbook),
        _projects(playbook),
        _risks(playbook),
        workbook_people.evaluation(playbook),
        workbook_people.attendance(playbook),
    )
    sheets = [sheet for sheet in candidates if sheet is not None]
    start_rows: tuple[tuple[Cell, ...], ...] = (
        *_about(playbook),
        *HOW_TO_USE,
        *(("To check", f"{warning.message} {warning.advice}") for warning in playbook.warnings),
        *((SheetLink(sheet.name), sheet.note) for sheet in sheets),
    )
    columns = (Column("About", 26), Column("What to know", 100))
    start = Sheet("Start here", "StartHere", "What this workbook is, and how to use it.", columns, start_rows)
    return Workbook(
        title=f"{playbook.programme.title} workbook",
        organisation=profile.name,
        cohort=profile.cohort.name,
        release=playbook.release.id,
        colour=profile.brand.colour,
        sheets=(start, *sheets),
        lists=lists(playbook),
    )


def _about(playbook: Playbook) -> Iterator[tuple[str, str]]:
    profile, cohort, release = playbook.profile, playbook.profile.cohort, playbook.release
    yield "What this is", "The tasks, dates, hours, projects and records of one cohort, for the team that runs it."
    yield "Trust", profile.name
    yield "Cohort", f"{cohort.name}: {groups(cohort)}, {cohort.months} months"
    start = playbook.schedule.start if playbook.schedule else None
    yield "First workshop", dates.weekday_and_date(start) if start else "Not set yet"
    yield "Content release", f"{release.id}, {dates.date(release.date)}"
    if note := example_note(profile):
        yield "An example", note
    if profile.note:
        yield "Please note", plain_text(profile.note)


def _checklist(playbook: Playbook) -> Sheet:
    roles = playbook.vocabulary.roles
    columns = (
        Column("Due", 18, Kind.DATE, prompt="The day by which it must be done."),
        Column("When", 33),
        Column("Milestone", 22),
        Column("Action", 56),
        Column("Owner", 24, Kind.CHOICE, ROLES, strict=False, prompt="A role, or the name of a person."),
        Column("Topic", 26),
        Column("Status", 14, Kind.CHOICE, STATUS, prompt="How far it has got.", fill=True),
        Column("Note", 36, fill=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for section in playbook.checklist:
        milestone = section.milestone.title if section.milestone else "Afterwards"
        for item in section.items:
            action, owner = item.action.do, roles[item.action.owner].title
            rows.append((item.due, item.when, milestone, action, owner, item.topic.title, NOT_STARTED, None))
    return Sheet("Checklist", "Checklist", "What to do, by when and by whom, earliest first.", columns, tuple(rows))


def _schedule(playbook: Playbook) -> Sheet | None:
    if playbook.schedule is None:
        return None
    columns = (
        Column("Date", 18, Kind.DATE, prompt="The day, or the first day of a span."),
        Column("End date", 18, Kind.DATE, prompt="The last day of a span; empty for a single day."),
        Column("Time", 15),
        Column("What", 46),
        Column("Kind", 16),
        Column("Place", 22, fill=True),
        Column("Who", 32),
        Column("Why", 42),
        Column("In diaries", 10, Kind.CHECK, YES, prompt="Yes once everybody has it in the diary.", fill=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for entry in playbook.schedule.entries:
        last = entry.last if entry.last != entry.first else None
        times = f"{dates.clock(entry.starts)} to {dates.clock(entry.ends)}" if entry.starts and entry.ends else None
        kind, place = playbook.wording.text(entry.kind.value).capitalize(), entry.place or None
        roles = ", ".join(playbook.vocabulary.roles[role].title for role in entry.roles)
        rows.append((entry.first, last, times, entry.title, kind, place, roles, entry.reason, None))
    note = "Every date of the cohort, with the reason for it. The calendar file holds the same dates."
    return Sheet("Schedule", "Schedule", note, columns, tuple(rows))


def _contacts(playbook: Playbook) -> Sheet:
    roles = playbook.vocabulary.roles
    columns = (
        Column("Role", 28, Kind.CHOICE, ROLES, strict=False, prompt="The person's role.", fill=True),
        Column("Name", 34, fill=True),
        Column("Email", 40, fill=True),
    )
    contacts = ((roles[contact.role].title, contact.name, contact.email) for contact in playbook.contacts)
    return Sheet("Contacts", "Contacts", "Whom to ask.", columns, (*contacts, *blank_rows(EMPTY_CONTACTS, columns)))


def _projects(playbook: Playbook) -> Sheet:
    vocabulary = playbook.vocabulary
    columns = (
        Column("Project", 36),
        Column("Theme", 18),
        Column("Settings", 26),
        Column("Weeks", 9, Kind.NUMBER),
        Column("Hours a month", 11, Kind.NUMBER),
        Column("Difficulty", 12),
        Column("Fit", 12),
        Column("Why", 34),
        Column("Sponsor", 28),
        Column("Status", 16, Kind.CHOICE, PROJECT_STATUS, prompt="Where the project stands.", fill=True),
        Column(playbook.wording.text("Pair"), 20, fill=True),
    )
    rows = tuple(
        (
            project.title,
            vocabulary.themes[project.theme].title,
            ", ".join(vocabulary.settings[setting].title for setting in project.settings),
            fit.weeks_needed,
            project.hours_a_month,
            project.difficulty.value.capitalize(),
            fit.verdict.value.capitalize(),
            fit.reason[:1].upper() + fit.reason[1:],
            project.sponsor,
            ON_OFFER,
            None,
        )
        for project in playbook.projects
        for fit in (playbook.feasibility[project.id],)
    )
    note = "The menu of projects, and how well each fits into the cohort's weeks."
    return Sheet("Projects", "Projects", note, columns, rows, fixed_columns=1)


def _risks(playbook: Playbook) -> Sheet | None:
    registers = [template for template in playbook.templates if template.kind is TemplateKind.REGISTER]
    if not registers:
        return None
    columns = (
        Column("Risk", 52, fill=True),
        Column("Likelihood", 12, Kind.CHOICE, LEVELS, prompt="How likely it is now.", fill=True),
        Column("Impact", 12, Kind.CHOICE, LEVELS, prompt="How serious it would be.", fill=True),
        Column("Response", 52, fill=True),
        Column("Owner", 22, Kind.CHOICE, ROLES, strict=False, prompt="Who watches it.", fill=True),
        Column("Review on", 18, Kind.DATE, prompt="When to look at it next.", fill=True),
        Column("Note", 32, fill=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for register in registers:
        days = [playbook.schedule.due(timing) for timing in register.timing] if playbook.schedule else []
        for risk in register.risks:
            likelihood, impact = risk.likelihood.value.capitalize(), risk.impact.value.capitalize()
            owner = playbook.vocabulary.roles[risk.owner].title
            rows.append((risk.risk, likelihood, impact, risk.response, owner, min(days, default=None), None))
    note = "What could go wrong, what is done about it and who watches it. Add your own below."
    return Sheet("Risks", "Risks", note, columns, (*rows, *blank_rows(EMPTY_RISKS, columns)))
