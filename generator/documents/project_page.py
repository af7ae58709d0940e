"""The page of an improvement project: what decides whether to choose it, then all of its template, the rest folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.case_study import CaseStudy
from ..model.english import counted
from ..model.project import ImprovementProject, Interval
from ..model.reference import Reference
from ..model.required import Milestone
from ..model.vocabulary import Domain, Vocabulary
from ..model.workshop import Workshop
from ..planning import dates
from ..planning.applicability import cohort_in_sentence
from ..planning.dates import weeks
from ..planning.menu import MenuEntry
from ..planning.playbook import Playbook
from ..planning.project_plan import ProjectPlan, sponsor_search
from ..planning.weeks import PlanWeeks
from . import citation
from .context import Context
from .document import Block, Heading, Paragraph, Run, Table, Words, bullets, facts, labelled, paragraph, table
from .improvement_project import how_long, measures_table
from .menu_facts import STATUS_TITLES, period, site_name, where
from .page_head import Fold, HeadFact, figure_and_words
from .plan_on_a_page import plan_table, plans_table

INTERVALS = {
    Interval.DAILY: "every day",
    Interval.WEEKLY: "every week",
    Interval.FORTNIGHTLY: "every two weeks",
    Interval.MONTHLY: "every month",
}


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
    context: Context
    weeks: PlanWeeks
    """The weeks of the trust's cohort, or of the usual one."""

    @property
    def project(self) -> ImprovementProject:
        return self.entry.project

    def aim(self) -> Iterator[Block]:
        """The aim, for the top of the page."""
        yield Paragraph((Run("Aim: ", strong=True), Run(self.project.aim)), "aim", anchor="aim")

    def head_facts(self) -> Iterator[HeadFact]:
        """What decides whether a pair takes it up."""
        project = self.project
        each = self.context.worded("for each of the pair")
        yield HeadFact("window", "How long", figure_and_words(*how_long(self.entry)))
        yield HeadFact("hours", "Time", figure_and_words(f"{project.hours_a_month} hours", f"a month {each}"))
        yield HeadFact("fit", "Does it fit?", tuple(self._verdicts()))
        yield HeadFact("level", "Level", project.difficulty.value.capitalize())
        yield HeadFact("place", "Where", where(project, self.vocabulary))
        search = sponsor_search(project, self.weeks)
        ahead = f"allow {weeks(project.sponsor_lead_weeks)}{search and ': '}{search}"
        yield HeadFact("sponsor", "Sponsor", (Run(f"{self.entry.sponsor} "), Run(f"({ahead})", role="small")))
        yield from self._at_the_trust()

    def _verdicts(self) -> Iterator[Run]:
        for plan in self.plans:
            look = f"verdict verdict-{plan.fit.verdict.name.lower()}"
            yield Run(f"{plan.months} months: {plan.fit.verdict.value}", role=look)
            yield Run(" ")

    def _at_the_trust(self) -> Iterator[HeadFact]:
        """How far a trust's own project is, and whom to talk to."""
        if self.playbook:
            site = site_name(self.entry, self.playbook.profile.sites)
            status = (STATUS_TITLES[self.entry.progress.status], period(self.entry), f"at {site}" if site else "")
            yield HeadFact("milestone", "Status", ", ".join(filter(None, status)))
            if contact := self.entry.progress.contact:
                address = Run(contact.name, link=f"mailto:{contact.email}", role="talk-about-it")
                yield HeadFact("meeting", "Talk about it", (address,))

    def case(self) -> Iterator[Block]:
        """What is wrong, and why it is worth doing now."""
        yield Heading(1, "What is wrong", "problem")
        yield from self.context.prose(self.project.problem)
        yield Heading(2, "Why now", "why-now")
        yield from self.context.prose(self.project.why_now)

    def parts_heading(self) -> tuple[Block]:
        """The heading of what each of the two professions does."""
        return (Heading(1, "Who does what", "who-does-what"),)

    def parts(self) -> tuple[tuple[str, str], ...]:
        """What each of the two professions does."""
        return (("The clinician", self.project.clinician_part), ("The manager", self.project.manager_part))

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
        sides = (("In scope", self.project.scope_in), ("Out of scope", self.project.scope_out))
        return tuple((Paragraph((Run(title, strong=True),)), bullets(lines)) for title, lines in sides)

    def folds(self, references: Mapping[str, Reference]) -> Iterator[Fold]:
        """What a pair needs once it has chosen the project. `references` has all by id."""
        project, context = self.project, self.context
        hint = "The sponsor, whom to bring in, who keeps it going, and whom to ask"
        yield Fold("people", "Sponsor and helpers", hint, tuple(self._people()))
        risks = ((risk.risk, risk.response) for risk in project.risks)
        rows = table(("What could go wrong", "What to do about it"), risks, row_headers=True, role="stacked")
        yield Fold("risks", "Risks", "What could go wrong, and what to do about it", (rows,))
        governance = tuple(context.prose(project.governance))
        hint = "Whom to ask, and what stays in the building"
        yield Fold("governance", "Ethics and information governance", hint, governance)
        hint = "To take to people who can help"
        yield Fold("surgery", "Questions for a design surgery", hint, (bullets(project.surgery_questions),))
        hint = "How it is chosen, specialties, and where the idea comes from"
        yield Fold("evidence", "Background and evidence", hint, tuple(self._background(references)))

    def _people(self) -> Iterator[Block]:
        project = self.project
        people = (
            ("The sponsor", self.entry.sponsor),
            ("Keeps it going", project.sustained_by),
            ("Questions to", self.context.role(project.owner)),
        )
        yield bullets(labelled(who, does).runs for who, does in people)
        yield paragraph("Bring in:")
        yield bullets(project.recruit)

    def _background(self, references: Mapping[str, Reference]) -> Iterator[Block]:
        """How it is chosen, whom it is for, what its evidence label means, and its references if it has any."""
        project, vocabulary = self.project, self.vocabulary
        rows: list[tuple[str, Words]] = [
            ("How it is chosen", ", ".join(kind.value.capitalize() for kind in project.kinds)),
            ("Theme", vocabulary.themes[project.theme].title),
        ]
        if project.specialties:
            rows.append(("Specialties", ", ".join(vocabulary.specialties[id].title for id in project.specialties)))
        if self.audience:
            rows.append(("Only", "; ".join(self.audience)))
        yield facts(rows)
        meaning = citation.MEANINGS[project.evidence]
        yield Paragraph((self.context.label(project.evidence), Run(f" {meaning.capitalize()}.")))
        if project.cite:
            yield bullets((*self.context.cites([id]), Run(f": {citation.full(references[id])}")) for id in project.cite)

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
