"""The first pages of a plan: the cohort at a glance, what to look at first, what to decide and to do now."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.english import counted
from ..model.pairing import Weight, Wish
from ..model.playbook_files import GUIDANCE, HANDBOOK, SPONSOR_PAGE
from ..model.programme import Programme
from ..model.trust import TrustProfile
from ..planning import dates
from ..planning.applicability import group_name, groups, participants, unmet
from ..planning.business_case import share_in_words, total_in_words
from ..planning.checklist import ChecklistItem
from ..planning.cohort_figures import group_members
from ..planning.decisions import open_decisions
from ..planning.feasibility import counts
from ..planning.figures import pounds, whole_number
from ..planning.open_days import WEEK
from ..planning.playbook import Playbook
from . import citation
from .context import BESIDE_GUIDANCE, Context, PlaybookContext, example_note, joined
from .document import BESIDE, Block, Callout, Figure, Figures, Heading, Paragraph, Run, Words, bullets, paragraph, table
from .page_head import HeadFact

DECISIONS = 6
"""Most decisions that a plan names; the guidance has all."""
FIRST_ACTIONS = 5
"""Fewest actions among those to do first, where so many are left."""


def opening(playbook: Playbook, context: Context) -> Iterator[Block]:
    """What stands on the cover: the cohort in figures, and whether the plan is an example."""
    yield Figures(tuple(_figures(playbook)))
    yield paragraph("For the people who plan and run the scheme.", "lead")
    yield Paragraph(
        (
            Run("For participants: "),
            Run(HANDBOOK, link=f"{BESIDE}{HANDBOOK}.html"),
            Run(". For the sponsor: "),
            Run(SPONSOR_PAGE, link=f"{BESIDE}{SPONSOR_PAGE}.docx"),
            Run(". Why and how things are done: "),
            Run(GUIDANCE, link=BESIDE_GUIDANCE),
            Run("."),
        )
    )
    yield from notes(playbook.profile, context)


def _figures(playbook: Playbook) -> Iterator[Figure]:
    cohort, schedule = playbook.profile.cohort, playbook.schedule
    yield Figure(f"{cohort.groups}", f"{group_name(cohort.group_size, cohort.groups)}, {cohort.months} months")
    if schedule:
        day = schedule.start
        yield Figure(f"{day.day} {dates.MONTHS[day.month - 1][:3]}", "first workshop", f"{day.year}")
    if person := playbook.effort.a_person:
        yield Figure(whole_number(person.usual), "hours for each participant")
    if total := playbook.business_case.total:
        yield Figure(pounds(total.usual), "cost", f"prices {share_in_words(playbook.business_case)}")


def notes(profile: TrustProfile, context: Context) -> Iterator[Block]:
    """Whether the playbook is an example, and the trust's own note."""
    own_note = context.prose(profile.note) if profile.note else ()
    if profile.example:
        yield from example(profile, own_note)
    elif own_note:
        yield Callout("Please note", own_note)


def example(profile: TrustProfile, own_note: tuple[Block, ...] = ()) -> Iterator[Block]:
    """What readers of an example must know, with the trust's own note; nothing for a trust's own plan."""
    if note := example_note(profile):
        yield Callout("An example", (paragraph(note), *own_note), "warning")


def background(profile: TrustProfile, context: Context) -> Iterator[Block]:
    """What led to the scheme."""
    for claim in profile.background:
        yield from context.prose(claim.text)
        yield context.evidence(claim)


def glance(playbook: Playbook, context: Context) -> Iterator[Block]:
    """The cohort in a table, and what to look at first."""
    yield Heading(1, "At a glance", "at-a-glance", starts_page=True)
    rows = (*cohort_facts(playbook, context), *_facts(playbook))
    yield table(("What", "This cohort"), rows, widths=(2, 5), row_headers=True)
    if playbook.warnings:
        lines = ((Run(f"{warning.message} "), Run(warning.advice, strong=True)) for warning in playbook.warnings)
        yield Callout("Look at this first", (bullets(lines),), "warning")


def head_facts(playbook: Playbook) -> Iterator[HeadFact]:
    """The cohort in figures, for the head of its page."""
    cohort, schedule = playbook.profile.cohort, playbook.schedule
    yield HeadFact("participant", "Who", (Run(groups(cohort), strong=True),))
    yield HeadFact("window", "How long", (Run(f"{cohort.months} months", strong=True),))
    if schedule:
        yield HeadFact("calendar", "First workshop", dates.weekday_and_date(schedule.start))
    yield HeadFact("workshop", "Workshops", f"{len(playbook.workshops)}, with clock times")
    yield HeadFact("project", "Projects", f"{len(playbook.projects)} to choose from")
    yield HeadFact(
        "tasks", "To do", f"{counted(sum(len(part.items) for part in playbook.checklist), 'action')}, by milestone"
    )


def cohort_facts(playbook: Playbook, context: Context) -> Iterator[tuple[str, Words]]:
    """The main facts about a cohort, by name."""
    profile, cohort = playbook.profile, playbook.profile.cohort
    start = playbook.schedule.start if playbook.schedule else None
    yield "Cohort", f"{cohort.name}: {groups(cohort)}, {cohort.months} months"
    yield "First workshop", dates.weekday_and_date(start) if start else "Not set yet"
    yield "Participants", participants(cohort, playbook.vocabulary)
    if cohort.group_size > 2 or profile.partners:
        members = group_members(profile, playbook.vocabulary)
        yield context.worded("In each pair"), members[0].upper() + members[1:]
    yield "Sites", ", ".join(site.name for site in profile.sites)
    if profile.partners:
        yield "Partner organisations", ", ".join(partner.name for partner in profile.partners)
    weights = playbook.pairing_weights
    wanted = {wish for wish in Wish if weights[wish] is not Weight.NOT_AT_ALL}
    site = "on the same site where possible" if Wish.SAME_SITE in wanted else "on any site"
    departments = "from different departments" if Wish.ACROSS_DEPARTMENTS in wanted else "from any department"
    if Wish.SAME_DEPARTMENT in wanted:
        departments = "from the same department"
    method = playbook.pairing_method
    link = context.link("pairing-method", method.id)
    yield "Pairing", (Run(method.title, link=link), Run(f"; {site}; {departments}"))


def _facts(playbook: Playbook) -> Iterator[tuple[str, str]]:
    verdicts = counts(fit.verdict for fit in playbook.feasibility.values())
    yield "Projects to choose from", f"{len(playbook.projects)}: {verdicts}" if playbook.projects else "None"
    effort = playbook.effort
    if person := effort.a_person:
        over = f"over {playbook.profile.cohort.months} months"
        if person.low != person.high:
            over += f"; {whole_number(person.low)} to {whole_number(person.high)} with the size of the project"
        yield "Hours for each participant", f"about {whole_number(person.usual)}, {over}"
    yield "Hours of all others", f"about {whole_number(effort.hours_of_others)}"
    if cost := total_in_words(playbook.business_case):
        yield "Cost, at the trust's own rates", cost


def decide_and_do(playbook: Playbook, context: PlaybookContext) -> Iterator[Block]:
    """What to decide next, and what to do first."""
    if decisions := open_decisions(playbook):
        yield Heading(1, "What to decide now", "decide-now")
        more = len(decisions) - DECISIONS
        others = f"{counted(more, 'decision comes', 'decisions come')} later. " if more > 0 else ""
        yield context.see_guidance(f"{others}When each choice fits")
        rows = (
            (
                dates.short(each.due) if each.due else each.when,
                (Run(each.decision.question, link=context.link("guidance", each.topic.id)),),
                next((option.name for option in each.decision.options if option.usual), "Depends on the cohort"),
                context.role(each.owner),
            )
            for each in decisions[:DECISIONS]
        )
        yield table(("By", "Decide", "Usual choice", "Who decides"), rows, widths=(3, 5, 5, 3))
    if actions := list(_first_actions(playbook)):
        yield Heading(1, "What to do first", "do-first")
        tasks = (
            (dates.short(each.due) if each.due else each.when, each.action.do, context.role(each.action.owner))
            for each in actions
        )
        yield table(("By", "What", "Who"), tasks, widths=(3, 10, 3))


def _first_actions(playbook: Playbook) -> Iterator[ChecklistItem]:
    """The actions that are due in the week in which planning starts, or the next few where these are fewer."""
    items = [item for section in playbook.checklist for item in section.items]
    open = [item for item in items if item.due is None or item.due >= playbook.planning_from]
    week = [item for item in open if item.due and item.due < playbook.planning_from + WEEK]
    yield from open[: max(FIRST_ACTIONS, len(week))]


def why(playbook: Playbook, context: Context) -> Iterator[Block]:
    """Why paired learning, with how far the evidence reaches."""
    programme = playbook.programme
    yield Heading(1, "Why paired learning", "why", starts_page=True)
    profile, vocabulary = playbook.profile, playbook.vocabulary
    sections = [each for each in programme.sections if unmet(each.only_for, profile, vocabulary) is None]
    yield from context.sections(sections, "why", 2)
    yield from figures(programme, context, "why", 2)


def how_to_read(context: Context) -> Callout:
    """What the marks of evidence mean."""
    labels = ((context.label(label), Run(f": {citation.MEANINGS[label]}.")) for label in citation.LABELS)
    about = paragraph("A mark beside a passage, or after it, says how far it is backed.")
    return Callout("How to read the marks", (about, bullets(labels)))


def figures(programme: Programme, context: Context, anchor: str, level: int) -> Iterator[Block]:
    """The headline figures with their sources; nothing where there are none."""
    if programme.figures:
        yield Heading(level, "In figures", joined(anchor, "figures"))
        rows = (
            ((Run(figure.value, strong=True),), figure.text, context.cites(figure.cite)) for figure in programme.figures
        )
        yield table(("Figure", "What it counts", "Source"), rows, widths=(2, 5, 1))
