"""Facts about projects that the script of a menu page filters, sorts and compares, as values for JSON.

The page itself has the projects, readable without a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from ..model.english import counted
from ..model.library import Library
from ..model.progress import ProjectStatus
from ..model.project import Difficulty, ImprovementProject, ProjectKind
from ..model.prose import plain_text
from ..model.trust import Site, TrustProfile
from ..model.vocabulary import Domain, GlossaryTerm, SearchedTerm, Term, TermFinder, Vocabulary
from ..planning import dates
from ..planning.feasibility import counts
from ..planning.menu import MenuEntry
from ..planning.playbook import Playbook

SHARED = "*"
"""Name of the shared menu, and key of its shortlist in a browser. No trust can have it as its id."""
STYLES = ("stylesheets/menu.css",)
"""Style sheets of a page with a menu or with one project, by path from the folder of assets."""
_SHARED = ("javascripts/stored.js", "javascripts/excel_file.js")
SCRIPTS = (
    *_SHARED,
    "javascripts/spelling.js",
    *(
        f"javascripts/menu/{name}.js"
        for name in (
            "dom",
            "words",
            "filter",
            "shortlist",
            "carry",
            "news",
            "cards",
            "compare",
            "partner",
            "shelf",
            "tools",
            "page",
        )
    ),
)
"""Scripts of a page with a menu, in order of loading."""
PROJECT_SCRIPTS = (*_SHARED, *(f"javascripts/menu/{name}.js" for name in ("dom", "shortlist", "carry", "star")))
"""Scripts of the page of one project, in order of loading."""

COHORT_MONTHS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 18, 24)
"""Lengths of cohorts to filter by."""

COLUMNS = ("Project", "In short", "Where", "Weeks", "Hours", "Level", "Status")
"""Columns of a printed menu; a shared one has no status."""

STATUS_TITLES = {ProjectStatus.OPEN: "Open", ProjectStatus.TAKEN: "Taken", ProjectStatus.DONE: "Done"}


class Band(NamedTuple):
    """A range of a number, up to and including its highest."""

    id: str
    title: str
    highest: int


DURATIONS = (
    Band("up-to-16", "Up to 16 weeks", 16),
    Band("17-to-24", "17 to 24 weeks", 24),
    Band("25-and-more", "25 weeks or more", 10_000),
)
HOURS = (
    Band("up-to-5", "Up to 5 hours", 5),
    Band("6-to-7", "6 to 7 hours", 7),
    Band("8-and-more", "8 hours or more", 10_000),
)


class Facet(NamedTuple):
    """Something to filter by."""

    id: str
    title: str
    choices: Mapping[str, str]
    """Titles by id, in order."""
    of: Callable[[MenuEntry], Iterable[str]]
    """Ids of the choices that apply to a project."""


def menu_facts(
    entries: Sequence[MenuEntry],
    vocabulary: Vocabulary,
    domains: Mapping[str, Domain],
    glossary: Iterable[GlossaryTerm],
    sites: Sequence[Site] | None,
    name: str,
    title: str = "Project menu",
    *,
    months: int,
) -> dict[str, Any]:
    """The facts of a menu.

    Args:
        entries: the projects of the menu.
        vocabulary: the titles of themes, settings and specialties.
        domains: the leadership domains.
        glossary: terms by whose other forms people may search.
        sites: the sites of the menu's trust; None for the shared menu, which has no progress.
        name: identifies the shortlist of the menu in a browser.
        title: title of the menu.
        months: length of the trust's own cohort, or of the usual one.
    """
    all_facets = _facets(vocabulary, domains, sites or ())
    facets = [
        {"id": facet.id, "title": facet.title, "choices": [{"id": id, "title": title} for id, title in shown.items()]}
        for facet in all_facets
        if len(shown := _used(facet, entries)) > 1
    ]
    lengths = sorted({*COHORT_MONTHS, months})
    projects = [
        _project(entry, vocabulary, sites)
        | {"verdicts": [_verdict(entry, length) for length in lengths]}
        | {"values": {facet.id: list(facet.of(entry)) for facet in all_facets}}
        for entry in entries
    ]
    return {
        "menu": name,
        "title": title,
        "facets": facets,
        "months": lengths,
        "usual": months,
        "own": sites is not None,
        "terms": _search_terms(entries, vocabulary, glossary),
        "projects": projects,
    }


def shared_menu_facts(library: Library, entries: Sequence[MenuEntry]) -> dict[str, Any]:
    """The facts of the shared menu, whose projects are `entries`."""
    return menu_facts(
        entries,
        library.vocabulary,
        library.domains,
        library.glossary.values(),
        None,
        SHARED,
        months=library.programme.months,
    )


def trust_menu_facts(playbook: Playbook) -> dict[str, Any]:
    """The facts of a trust's own menu."""
    profile = playbook.profile
    return menu_facts(
        playbook.menu,
        playbook.vocabulary,
        playbook.domains,
        playbook.library.glossary.values(),
        profile.sites,
        profile.id,
        trust_menu_title(profile),
        months=profile.cohort.months,
    )


def trust_menu_title(profile: TrustProfile) -> str:
    """Title of a trust's own menu."""
    return f"Project menu of {profile.short_name}"


def _verdict(entry: MenuEntry, months: int) -> list[int] | None:
    """The rank of a project's verdict in a cohort and the weeks to spare; None where it is not for such a cohort."""
    fit = entry.fits.get(months)
    return [fit.verdict.rank, fit.spare] if fit else None


def _facets(vocabulary: Vocabulary, domains: Mapping[str, Domain], sites: Sequence[Site]) -> tuple[Facet, ...]:
    statuses = {status.value: title for status, title in STATUS_TITLES.items()}
    return (
        Facet("theme", "Theme", _titles(vocabulary.themes), lambda entry: (entry.project.theme,)),
        Facet("setting", "Setting", _titles(vocabulary.settings), lambda entry: entry.project.settings),
        Facet("specialty", "Specialty", _titles(vocabulary.specialties), lambda entry: entry.project.specialties),
        Facet(
            "site", "Site", {site.id: site.name for site in sites}, lambda entry: filter(None, (entry.progress.site,))
        ),
        Facet("kind", "How it is chosen", _values(ProjectKind), lambda entry: entry.project.kinds),
        _bands("duration", "Duration", DURATIONS, lambda entry: entry.weeks),
        _bands("hours", "Hours a month", HOURS, lambda entry: entry.project.hours_a_month),
        Facet("difficulty", "Level", _values(Difficulty), lambda entry: (entry.project.difficulty,)),
        Facet("domain", "Leadership domain", _titles(domains), lambda entry: entry.project.domains),
        Facet("status", "Status", statuses, lambda entry: (entry.progress.status,)),
    )


def _bands(id: str, title: str, bands: Sequence[Band], value: Callable[[MenuEntry], int]) -> Facet:
    """A facet whose choices are ranges of a number."""

    def ids(entry: MenuEntry) -> Iterable[str]:
        return (next(band.id for band in bands if value(entry) <= band.highest),)

    return Facet(id, title, {band.id: band.title for band in bands}, ids)


def _titles(terms: Mapping[str, Term] | Mapping[str, Domain]) -> dict[str, str]:
    return {id: term.title for id, term in terms.items()}


def _search_terms(
    entries: Sequence[MenuEntry], vocabulary: Vocabulary, glossary: Iterable[GlossaryTerm]
) -> list[dict[str, Any]]:
    """What projects are about, each with the other words by which people search for it.

    A theme, setting or specialty says which projects have it by its facet and id; a glossary term is in their text.
    """
    searched: tuple[tuple[str, Mapping[str, SearchedTerm], Callable[[MenuEntry], Iterable[str]]], ...] = (
        ("setting", vocabulary.settings, lambda entry: entry.project.settings),
        ("specialty", vocabulary.specialties, lambda entry: entry.project.specialties),
        ("theme", vocabulary.themes, lambda entry: (entry.project.theme,)),
    )
    terms: list[dict[str, Any]] = []
    for facet, choices, of in searched:
        used = {id for entry in entries for id in of(entry)}
        terms += [
            {"facet": facet, "id": id, "title": term.title, "also": term.also}
            for id, term in choices.items()
            if id in used
        ]
    finder = TermFinder(glossary)
    text = "\n".join(text for entry in entries for text in _searched_text(entry.project))
    used_terms = {term.id: term for _, _, term in finder.find(text)}
    others = {
        term.term: [form for form in term.also if form != f"{term.term}s"] for _, term in sorted(used_terms.items())
    }
    return terms + [{"title": title, "also": also} for title, also in others.items() if also]


def _searched_text(project: ImprovementProject) -> Iterable[str]:
    measures = (text for measure in project.measures for text in (measure.name, measure.definition))
    return project.title, project.summary, plain_text(project.problem), project.aim, *measures, *project.also


def _values(choices: type[StrEnum]) -> dict[str, str]:
    return {choice.value: choice.value.capitalize() for choice in choices}


def _used(facet: Facet, entries: Iterable[MenuEntry]) -> dict[str, str]:
    """The choices that apply to any project."""
    used = {id for entry in entries for id in facet.of(entry)}
    return {id: title for id, title in facet.choices.items() if id in used}


def _project(entry: MenuEntry, vocabulary: Vocabulary, sites: Sequence[Site] | None) -> dict[str, Any]:
    project, contact = entry.project, entry.progress.contact
    measures = [
        {"kind": measure.kind.value, "name": measure.name, "counts": measure.definition} for measure in project.measures
    ]
    return {
        "id": project.id,
        "title": project.title,
        "summary": project.summary,
        "problem": plain_text(project.problem),
        "aim": project.aim,
        "also": project.also,
        "where": where(project, vocabulary),
        "weeks": entry.weeks,
        "fit": entry.fit.verdict.value if entry.fit else "",
        "hours": project.hours_a_month,
        "level": project.difficulty.value,
        "sponsor": entry.sponsor,
        "clinician": project.clinician_part,
        "manager": project.manager_part,
        "measures": measures,
        "tight": entry.tight_from,
        "fits": entry.fits_from,
        "until": project.only_for.months_at_most,
        "progress": "" if sites is None else how_far(entry, sites),
        "contact": {"name": contact.name, "email": contact.email} if contact else None,
    }


def time_for_projects(playbook: Playbook) -> str:
    """The weeks that a trust's cohort has for projects, and how many projects fit into them."""
    time, verdicts = playbook.project_weeks, counts(fit.verdict for fit in playbook.feasibility.values())
    when = (
        f"{dates.weeks(time.charter_week)} after the first workshop" if time.charter_week else "at the first workshop"
    )
    if time.charter_day:
        when = f"by {dates.weekday_and_date(time.charter_day)}"
    data = " The programme asks for their data before the first workshop." if time.data_first else ""
    return (
        f"Project charters are signed {when}, which leaves {dates.weeks(time.weeks)} until the presentation day. "
        f"Of {counted(len(playbook.projects), 'project')}, {verdicts}.{data}"
    )


def where(project: ImprovementProject, vocabulary: Vocabulary) -> str:
    """The settings of a project in one line."""
    return ", ".join(vocabulary.settings[id].title for id in project.settings)


def search_words(project: ImprovementProject, vocabulary: Vocabulary) -> list[str]:
    """Every other word by which people search for a project: its own, and those of what it belongs to."""
    terms = [
        *(vocabulary.settings[id] for id in project.settings),
        *(vocabulary.specialties[id] for id in project.specialties),
        vocabulary.themes[project.theme],
    ]
    return list(dict.fromkeys([*project.also, *(word for term in terms for word in term.also)]))


def how_far(entry: MenuEntry, sites: Sequence[Site]) -> str:
    """The status of a project at a trust, with its site and dates."""
    return ", ".join(filter(None, (STATUS_TITLES[entry.progress.status], site_name(entry, sites), period(entry))))


def site_name(entry: MenuEntry, sites: Sequence[Site]) -> str:
    """Name of the site where a project takes place; empty if unknown."""
    return next((site.name for site in sites if site.id == entry.progress.site), "")


def period(entry: MenuEntry) -> str:
    """When somebody works on a project, in words; empty if unknown."""
    starts, ends = entry.progress.starts, entry.progress.ends
    if starts and ends:
        return f"{dates.date(starts)} to {dates.date(ends)}"
    if starts:
        return f"From {dates.date(starts)}"
    return f"Until {dates.date(ends)}" if ends else ""
