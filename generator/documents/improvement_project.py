"""Improvement projects: in a playbook, and the page of each, which has all of the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.case_study import CaseStudy
from ..model.english import counted
from ..model.progress import ProjectStatus
from ..model.project import ImprovementProject, Interval
from ..model.reference import Reference
from ..model.required import Milestone
from ..model.trust import TrustProfile
from ..model.vocabulary import Domain, Vocabulary
from ..model.workshop import Workshop
from ..planning import dates
from ..planning.applicability import cohort_in_sentence
from ..planning.dates import weeks
from ..planning.feasibility import Feasibility
from ..planning.menu import MenuEntry, by_fit, in_use
from ..planning.playbook import Playbook
from ..planning.project_plan import ProjectPlan, sponsor_search
from ..planning.weeks import PlanWeeks
from . import citation
from .context import Context
from .document import Block, Heading, Inline, Paragraph, Run, Table, Words, bullets, facts, labelled, paragraph, table
from .menu_facts import STATUS_TITLES, period, site_name, where
from .plan_on_a_page import plan_table, plans_table

INTERVALS = {
    Interval.DAILY: "every day",
    Interval.WEEKLY: "every week",
    Interval.FORTNIGHTLY: "every two weeks",
    Interval.MONTHLY: "every month",
}


def overview(playbook: Playbook) -> Table:
    """The menu as a table, the best fits first: theme, weeks from the charter, whether it fits, and its status."""
    header = ("Project", "Theme", "Weeks needed", "Hours a month, each", "Level", "Fits?", "Status")
    widths = (6, 4, 2, 2, 3, 2, 2)
    # A column of statuses is useless while every project is open and none is the trust's own.
    shown = len(header) if in_use(playbook.menu) else len(header) - 1
    rows: list[tuple[Words, ...]] = []
    for entry in by_fit(playbook.menu):
        project, fit = entry.project, playbook.feasibility[entry.project.id]
        title = (Run(project.title, link=f"#project-{project.id}"),)
        theme, level = playbook.vocabulary.themes[project.theme].title, project.difficulty.value.capitalize()
        fits = fit.verdict.value.capitalize()
        standing = STATUS_TITLES[entry.progress.status] + (", our own" if entry.own else "")
        rows.append((title, theme, f"{fit.weeks_needed}", f"{project.hours_a_month}", level, fits, standing))
    return table(header[:shown], (row[:shown] for row in rows), widths=widths[:shown], row_headers=True)


def not_in_full(entries: Iterable[MenuEntry], fits: Mapping[str, Feasibility]) -> Iterator[Block]:
    """Projects that do not fit, each with the reason; nothing where there are none."""
    runs = [
        ((Run(f"{entry.project.title}: ", strong=True), Run(f"{fits[entry.project.id].reason}.")), entry.project.id)
        for entry in entries
    ]
    if runs:
        yield Heading(2, "Projects that do not fit", "projects-that-do-not-fit")
        yield paragraph("The site has each of them in full.")
    for words, id in runs:
        yield Paragraph(words, anchor=f"project-{id}")


def status(entry: MenuEntry, profile: TrustProfile, *, sponsor: bool = True) -> Inline:
    """The status of a project at the trust, with its dates, site and contact, and the sponsor if wanted."""
    when, where, contact = period(entry), site_name(entry, profile.sites), entry.progress.contact
    phrases = [STATUS_TITLES[entry.progress.status]]
    if when:
        phrases.append(when[0].lower() + when[1:])
    if where:
        phrases.append(f"at {where}")
    runs = [Run("Status: ", strong=True), Run(f"{', '.join(phrases)}.")]
    if sponsor:
        runs.append(Run(f" Sponsor: {entry.sponsor}."))
    if contact:
        runs += [Run(f" Talk to {contact.name}: "), Run(contact.email, link=f"mailto:{contact.email}"), Run(".")]
    return tuple(runs)


def measures_table(project: ImprovementProject) -> Table:
    """What a project measures."""
    rows = ((measure.name, measure.kind.value.capitalize(), measure.definition) for measure in project.measures)
    return table(("Measure", "Kind", "What is counted"), rows, widths=(3, 2, 5), row_headers=True, role="stacked")


def blocks(entry: MenuEntry, playbook: Playbook, context: Context) -> Iterator[Block]:
    """Enough of a project to choose it; its page on the site has the whole template."""
    project, fit = entry.project, playbook.feasibility[entry.project.id]
    search = sponsor_search(project, playbook.weeks)
    yield Heading(2, project.title, f"project-{project.id}")
    yield paragraph(project.summary, "lead")
    # That a shared project is open goes without saying.
    if entry.own or entry.progress.status is not ProjectStatus.OPEN or entry.progress.contact:
        yield Paragraph(status(entry, playbook.profile))
    yield context.evidence(project)
    yield from context.prose(project.problem)
    yield labelled("Aim", project.aim)
    yield measures_table(project)
    timing = project.measurement
    often = f"{timing.points_before} points before the change, {timing.points_after} after"
    for name, value in (
        ("Fits the cohort", f"{fit.verdict.value.capitalize()}: {fit.reason}."),
        ("Data", f"{project.data.source} {project.data.access}"),
        ("How often", f"{timing.interval.value.capitalize()}: {often}"),
        ("Sponsor", f"{entry.sponsor}{f' ({search})' if search else ''}"),
        ("Bring in", "; ".join(project.recruit)),
        ("The clinician", project.clinician_part),
        ("The manager", project.manager_part),
        ("Kept going by", project.sustained_by),
    ):
        yield labelled(name, value)


def how_long(entry: MenuEntry) -> str:
    """The weeks that a project needs, in words."""
    work = entry.project.work_weeks
    waiting = entry.weeks - work
    whole = f"{weeks(entry.weeks)} from the charter to the last point"
    return f"{whole}: {waiting} to get the data, {work} of work" if waiting else whole


class ProjectPage(NamedTuple):
    """A project on the site's shared menu or on a trust's own."""

    entry: MenuEntry
    plans: Sequence[ProjectPlan]
    """For cohorts of the usual lengths, or for the trust's own cohort."""
    playbook: Playbook | None
    """The playbook of the trust whose own project it is; None for a shared project."""
    vocabulary: Vocabulary
    audience: Sequence[str]
    """The cohorts that it is for, a phrase for each condition; empty if it is for all."""
    menu: str
    """Link to the menu that it is on."""
    context: Context
    weeks: PlanWeeks
    """The weeks of the trust's cohort, or of the usual one."""

    @property
    def project(self) -> ImprovementProject:
        return self.entry.project

    def opening(self) -> Iterator[Block]:
        """The evidence, and the facts in a table."""
        yield self.context.evidence(self.project)
        yield facts(self._facts())

    def _facts(self) -> Iterator[tuple[str, Words]]:
        project, vocabulary = self.project, self.vocabulary
        each = self.context.worded("for each of the pair")
        yield "How long", f"{how_long(self.entry)}; {project.hours_a_month} hours a month {each}"
        verdicts: list[Run] = []
        for plan in self.plans:
            look = f"verdict verdict-{plan.fit.verdict.name.lower()}"
            verdicts += [Run(f"{plan.months} months: {plan.fit.verdict.value}", role=look), Run(" ")]
        yield "Does it fit?", (*verdicts, Run("The plan in weeks", link="#plan"))
        yield "Level", project.difficulty.value.capitalize()
        yield "Where", where(project, vocabulary)
        if project.specialties:
            yield "Specialties", ", ".join(vocabulary.specialties[id].title for id in project.specialties)
        theme = vocabulary.themes[project.theme]
        yield "Theme", (Run(theme.title, link=f"{self.menu}#{theme.id}"),)
        search = sponsor_search(project, self.weeks)
        lead = f"allow {weeks(project.sponsor_lead_weeks)}{search and ': '}{search}"
        yield "Sponsor", f"{self.entry.sponsor} ({lead})"
        yield "How it is chosen", ", ".join(kind.value.capitalize() for kind in project.kinds)
        if self.audience:
            yield "Only", "; ".join(self.audience)
        if self.playbook:
            site = site_name(self.entry, self.playbook.profile.sites)
            status = (STATUS_TITLES[self.entry.progress.status], period(self.entry), f"at {site}" if site else "")
            yield "Status", ", ".join(filter(None, status))
            if contact := self.entry.progress.contact:
                yield "Talk about it", (Run(contact.name, link=f"mailto:{contact.email}", role="talk-about-it"),)

    def case(self) -> Iterator[Block]:
        yield Heading(1, "What is wrong", "problem")
        yield from self.context.prose(self.project.problem)
        yield Heading(1, "Why now", "why-now")
        yield from self.context.prose(self.project.why_now)
        yield Heading(1, "Aim", "aim")
        yield paragraph(self.project.aim, "aim")

    def measures(self) -> Iterator[Block]:
        timing, data = self.project.measurement, self.project.data
        yield Heading(1, "Measures", "measures")
        yield measures_table(self.project)
        points = f"{timing.points_before} before the change and {timing.points_after} after it."
        yield labelled("How often", f"take a point {INTERVALS[timing.interval]}, {points}")
        yield labelled("Where the data is", data.source)
        yield labelled("How to get it", f"{data.access} Allow {weeks(data.lead_weeks)}.")

    def plan(self) -> Iterator[Block]:
        """What the plan below it is for."""
        yield Heading(1, "Plan on a page", "plan")
        if self.playbook is None:
            yield paragraph(
                "Weeks count from the charter, which the pair and its sponsor sign before the work starts. "
                "If you ask for the data before it, you save the weeks of waiting."
            )
            return
        (plan,) = self.plans
        verdict = Run(plan.fit.verdict.value, strong=True)
        opening = f"In {cohort_in_sentence(self.playbook.profile.cohort.name)}, of {plan.months} months: "
        day = self.playbook.project_weeks.charter_day
        charter = f" The charter is signed by {dates.weekday_and_date(day)}." if day else ""
        yield Paragraph((Run(opening), verdict, Run(f". It {plan.fit.reason}.{charter}")))

    def plan_table(self) -> Table:
        if self.playbook is None:
            return plans_table(self.plans)
        schedule = self.playbook.schedule
        day = schedule.milestones[Milestone.PRESENTATION_DAY] if schedule else None
        return plan_table(self.plans[0], self.playbook.project_weeks.charter_day, day)

    def checklist(self) -> Iterator[tuple[str, str]]:
        """What a pair does, in order: the id that a tick belongs to, and the words."""
        project, timing = self.project, self.project.measurement
        steps = (
            ("sponsor", f"Find your sponsor: {self.entry.sponsor}"),
            ("charter", "Fill in the charter together, and agree it with your sponsor"),
            ("data", f"Get the data. {project.data.access}"),
            ("governance", "Ask about ethics and information governance"),
            ("recruit", "Talk with everybody whom you bring in"),
            ("surgery", "Take the questions to a design surgery"),
            ("baseline", f"Measure as it is: {counted(timing.points_before, 'point')}" if timing.points_before else ""),
            ("change", "Prepare and try the change"),
            ("follow-up", f"Measure the change: {counted(timing.points_after, 'point')}"),
            ("present", "Present what came of it"),
            ("handover", "Hand it over to whoever keeps it going"),
        )
        return ((f"{project.id}/{id}", words) for id, words in steps if words)

    def scope(self) -> tuple[tuple[Block, ...], ...]:
        """What is in scope and what is out, side by side."""
        return (
            (Heading(2, "In", "scope-in"), bullets(self.project.scope_in)),
            (Heading(2, "Out", "scope-out"), bullets(self.project.scope_out)),
        )

    def closing(self) -> Iterator[Block]:
        """Who does what, risks, governance and questions."""
        project, context = self.project, self.context
        yield Heading(1, "Who does what", "people")
        people = (
            ("The clinician", project.clinician_part),
            ("The manager", project.manager_part),
            ("The sponsor", self.entry.sponsor),
            ("Keeps it going", project.sustained_by),
            ("Questions to", context.role(project.owner)),
        )
        yield bullets(labelled(who, does).runs for who, does in people)
        yield paragraph("Bring in:")
        yield bullets(project.recruit)
        yield Heading(1, "Risks", "risks")
        risks = ((risk.risk, risk.response) for risk in project.risks)
        yield table(("What could go wrong", "What to do about it"), risks, row_headers=True, role="stacked")
        yield Heading(1, "Ethics and information governance", "governance")
        yield from context.prose(project.governance)
        yield Heading(1, "Questions for a design surgery", "surgery")
        yield bullets(project.surgery_questions)

    def see_also(
        self, workshops: Mapping[str, Workshop], studies: Mapping[str, CaseStudy], domains: Mapping[str, Domain]
    ) -> Iterator[Block]:
        """Links to related items. Each mapping has all items by id; a trust's own case studies have no page."""
        project = self.project
        numbered = ((id, f"{workshops[id].number}. {workshops[id].title}") for id in project.workshops)
        links = (
            *(("Workshop", "workshop", id, title) for id, title in numbered),
            *(("Case study", "case-study", id, studies[id].title) for id in project.case_studies),
            *(("Leadership domain", "domain", id, domains[id].title) for id in project.domains),
        )
        yield from self.context.see_also(links)

    def references(self, references: Mapping[str, Reference]) -> Iterator[Block]:
        """What its evidence label means, and its references; empty if it has none."""
        if cite := self.project.cite:
            meaning = citation.MEANINGS[self.project.evidence].capitalize()
            yield Heading(1, "Evidence", "evidence")
            yield Paragraph((self.context.label(self.project.evidence), Run(f" {meaning}.")))
            yield bullets((*self.context.cites([id]), Run(f": {citation.full(references[id])}")) for id in cite)
