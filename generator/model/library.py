"""Every kind of noun in one table, and the Library: all content, read, checked and resolved.

A new noun needs its model, a row of `KINDS` and a field of `Library`; later rooms work from these alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .base import Noun
from .calendar_rules import BankHolidays, CalendarRules, Changeover, EventRule, Milestone, NoticeRule, QuietRule
from .case_study import CaseStudy
from .changes import ReleaseChanges
from .diagnostics import Place
from .effort import EffortAssumption, EffortRules, Responsibilities, Responsibility
from .guidance import GuidanceTopic
from .handbook import Handbook, HandbookChapter
from .home import Home
from .instrument import Instrument
from .learning_path import LearningPath
from .page import Release, SitePage
from .programme import LearningComponent, Programme
from .project import ImprovementProject
from .quality import Quality
from .reference import Reference
from .required import PROJECT_MENU, ProsePage
from .scheme import Records
from .scheme_file import SchemeFile
from .template import Template
from .trust import TrustProfile
from .vocabulary import (
    Domain,
    Framework,
    GlossaryTerm,
    PairingMethod,
    PreferredTerm,
    SearchedTerm,
    StaffGroup,
    Term,
    Vocabulary,
)
from .workshop import Objective, Workshop


class Trust(Noun):
    """A trust's profile with the other files of its folder, all checked; its own projects and case studies by id."""

    profile: TrustProfile
    projects: dict[str, ImprovementProject] = {}
    case_studies: dict[str, CaseStudy] = {}
    logo: bytes | None = None
    """The logo that the brand names, a PNG."""
    word_template: bytes | None = None
    """template.docx or template.dotx."""
    slides_template: bytes | None = None
    """template.pptx."""
    start_place: Place | None = None
    """Where the profile says when the cohort starts."""
    records: Records = Records()
    """What happens to its cohort. Names and scores are in here, so none of it reaches the site."""
    sample: Records = Records()
    """The same of an example: people who do not exist, for the sample workbook and the sample playbook on the site."""
    scheme_file: SchemeFile | None = None
    """The planner's own workbook, where the profile was read from one."""
    row_ids: Mapping[str, Sequence[str]] = {}
    """Ids of the workbook's rows for each list of the profile with a row for each entry, by the path of the list."""


class Library(Noun):
    """All content, by id. Every id by which one noun refers to another exists."""

    programme: Programme
    components: dict[str, LearningComponent]
    """In the programme's order."""
    handbook: Handbook | None = None
    """None in the content of a release that had no handbook yet."""
    home: Home | None = None
    """None in the content of a release whose home page had no words of its own yet."""
    paths: dict[str, LearningPath] = {}
    """In the order of their roles; none in the content of a release that had no paths yet."""
    guidance: dict[str, GuidanceTopic]
    """In the order of their stages."""
    pairing_methods: dict[str, PairingMethod]
    workshops: dict[str, Workshop]
    """In the programme's order."""
    projects: dict[str, ImprovementProject]
    """The shared ones, withdrawn ones included."""
    case_studies: dict[str, CaseStudy]
    """The shared ones."""
    instruments: dict[str, Instrument]
    templates: dict[str, Template]
    """In the order of their kinds."""
    frameworks: dict[str, Framework]
    references: dict[str, Reference]
    glossary: dict[str, GlossaryTerm]
    terms: dict[str, PreferredTerm] = {}
    """The words of this guide; none in the content of a release that did not list them yet."""
    vocabulary: Vocabulary
    calendar: CalendarRules
    bank_holidays: BankHolidays
    effort: EffortRules
    responsibilities: Responsibilities
    pages: dict[str, SitePage]
    releases: dict[str, Release]
    """The oldest first."""
    changes: dict[str, ReleaseChanges] = {}
    """What each release changed, the oldest first; the first release has no record."""
    quality: Quality | None = None
    trusts: dict[str, Trust]

    @property
    def release(self) -> Release:
        """The newest release."""
        return list(self.releases.values())[-1]

    @property
    def domains(self) -> dict[str, Domain]:
        """Every leadership domain of every framework by id."""
        return {key: domain for framework in self.frameworks.values() for key, domain in framework.domains.items()}

    @property
    def chapters(self) -> dict[str, HandbookChapter]:
        """The chapters of the participant handbook by id."""
        return self.handbook.chapters if self.handbook else {}

    @property
    def menu(self) -> dict[str, ImprovementProject]:
        """The shared improvement projects that are not withdrawn, by id."""
        return {id: project for id, project in self.projects.items() if project.withdrawn is None}


class Kind(NamedTuple):
    """A kind of noun: what it is called, which files hold it, and where the site shows it."""

    name: str
    """As diagnostics and `Refers` name it."""
    plural: str
    attribute: str
    """Field that holds the nouns: of the Library, of a Trust, or of the nouns of the kind `within`."""
    model: type[Noun]
    """Model of the file, or of each entry where the file is keyed."""
    file: str = ""
    """Path of its files: `*` stands for the id, `<trust>` for a trust's slug. Empty if it has no file of its own."""
    keyed: bool = False
    """Whether the file maps ids to nouns of this kind."""
    optional: bool = False
    """Whether the project may lack the file."""
    within: str = ""
    """Kind of the nouns that hold nouns of this kind."""
    shared: str = ""
    """For what a trust adds of its own: the kind of the same nouns in the shared content."""
    link: str = ""
    """Scheme of links to it in prose, such as `workshop` in `workshop:powerlab`."""
    page: str = ""
    """Its page on the site, as a Markdown file; `*` stands for the id."""
    reserved: tuple[str, ...] = ()
    """Ids that pages of lists have taken in the folder of `page`, besides `index`."""
    label: str = ""
    """Name in the list of what a release changed. Empty: its changes are not listed one by one."""

    @property
    def single(self) -> bool:
        """Whether the file holds a single noun, so that the project has at most one of the kind."""
        return bool(self.file) and not self.keyed and "*" not in self.file and "<" not in self.file

    def match(self, path: str) -> re.Match[str] | None:
        """Match the path of a file; groups `id` and `trust` where the pattern has them."""
        expression = re.escape(self.file).replace(r"\*", "(?P<id>[^/]+)").replace("<trust>", "(?P<trust>[^/]+)")
        return re.fullmatch(expression, path)

    def inside(self, holder: Noun) -> dict[str, Any]:
        """The nouns of this kind that one noun of the kind `within` holds; those of a list by holder/id."""
        nouns = getattr(holder, self.attribute)
        return nouns if isinstance(nouns, dict) else {f"{holder.id}/{noun.id}": noun for noun in nouns}  # type: ignore[attr-defined]

    def of(self, library: Library) -> Mapping[str, Any]:
        """The shared nouns of this kind by id."""
        if not self.within:
            nouns: dict[str, Any] = getattr(library, self.attribute)
            return nouns
        held = getattr(library, KIND[self.within].attribute)
        holders = held.values() if isinstance(held, dict) else (held,) if held else ()
        return {id: noun for holder in holders for id, noun in self.inside(holder).items()}


# fmt: off
KINDS = (
    Kind("programme", "programmes", "programme", Programme, "content/programme.yml"),
    Kind("vocabulary", "vocabularies", "vocabulary", Vocabulary, "content/vocabulary.yml"),
    Kind("calendar rules", "calendar rules", "calendar", CalendarRules, "content/calendar_rules.yml"),
    Kind("bank holidays", "bank holidays", "bank_holidays", BankHolidays, "content/bank_holidays.yml"),
    Kind("effort rules", "effort rules", "effort", EffortRules, "content/effort.yml"),
    Kind("responsibilities", "responsibilities", "responsibilities", Responsibilities, "content/responsibilities.yml"),
    Kind("handbook", "handbooks", "handbook", Handbook, "content/handbook.yml", optional=True),
    Kind("home page", "home pages", "home", Home, "content/home.yml", optional=True),
    Kind("quality", "quality", "quality", Quality, "content/quality.yml", optional=True),
    Kind("release", "releases", "releases", Release, "content/releases.yml", keyed=True),
    Kind("changes", "changes", "changes", ReleaseChanges, "content/changes/*.yml"),
    # From here on in the order of a list of changes: what matters most to readers first.
    Kind("learning path", "learning paths", "paths", LearningPath, "content/paths/*.yml",
         link="path", page="about/where-to-start.md#*", label="learning path"),
    Kind("guidance topic", "guidance topics", "guidance", GuidanceTopic, "content/guidance/*.yml",
         link="guidance", page="plan/*.md", label="guidance topic",
         reserved=("checklist", "pairing-methods", ProsePage.EXAMPLE_REPORT)),
    Kind("component", "components", "components", LearningComponent, "content/components/*.yml",
         link="component", page="programme/*.md", label="component"),
    Kind("handbook chapter", "chapters of the participant handbook", "chapters", HandbookChapter, within="handbook",
         label="handbook chapter"),
    Kind("workshop", "workshops", "workshops", Workshop, "content/workshops/*.yml",
         link="workshop", page="workshops/*.md", reserved=("facilitators",), label="workshop"),
    Kind("improvement project", "improvement projects", "projects", ImprovementProject, "projects_menu/*.yml",
         link="project", page="projects/*.md", label="improvement project"),
    Kind("case study", "case studies", "case_studies", CaseStudy, "content/case_studies/*.yml",
         link="case-study", page="case-studies/*.md", label="case study"),
    Kind("instrument", "forms", "instruments", Instrument, "content/instruments/*.yml",
         link="instrument", page="forms/*.md", label="form"),
    # MkDocs leaves out a folder called templates.
    Kind("template", "templates", "templates", Template, "content/templates/*.yml",
         link="template", page="letters/*.md", label="template"),
    Kind("pairing method", "pairing methods", "pairing_methods", PairingMethod, "content/pairing_methods.yml",
         keyed=True, link="pairing-method", page="plan/pairing-methods.md#*", label="pairing method"),
    Kind("milestone", "milestones", "milestones", Milestone, within="calendar rules", label="milestone"),
    Kind("notice rule", "notice rules", "notice", NoticeRule, within="calendar rules", label="notice rule"),
    Kind("changeover", "changeovers", "changeovers", Changeover, within="calendar rules", label="changeover"),
    Kind("quiet rule", "quiet rules", "quiet", QuietRule, within="calendar rules", label="quiet period"),
    Kind("event rule", "event rules", "events", EventRule, within="calendar rules", label="time of an event"),
    Kind("effort assumption", "effort assumptions", "assumptions", EffortAssumption, within="effort rules",
         label="effort assumption"),
    Kind("responsibility", "responsibilities", "tasks", Responsibility, within="responsibilities",
         label="responsibility"),
    Kind("page", "pages", "pages", SitePage, "content/pages/*.yml",
         link="page", page="about/*.md", label="page",
         reserved=("whats-new", "quality", "glossary", "references", "leadership-domains", PROJECT_MENU,
                   "where-to-start")),
    Kind("framework", "leadership frameworks", "frameworks", Framework, "content/frameworks/*.yml",
         label="leadership framework"),
    Kind("domain", "domains", "domains", Domain, within="framework"),
    Kind("objective", "objectives", "objectives", Objective, within="workshop"),
    Kind("stage", "stages", "stages", Term, within="vocabulary", label="stage"),
    Kind("role", "roles", "roles", Term, within="vocabulary", label="role"),
    Kind("staff group", "staff groups", "staff_groups", StaffGroup, within="vocabulary", label="staff group"),
    Kind("theme", "themes", "themes", SearchedTerm, within="vocabulary", label="theme"),
    Kind("setting", "settings", "settings", SearchedTerm, within="vocabulary", label="setting"),
    Kind("specialty", "specialties", "specialties", SearchedTerm, within="vocabulary", label="specialty"),
    Kind("career stage", "career stages", "career_stages", Term, within="vocabulary", label="career stage"),
    Kind("learning topic", "learning topics", "learning_topics", Term, within="vocabulary", label="learning topic"),
    Kind("glossary term", "glossary terms", "glossary", GlossaryTerm, "content/glossary.yml",
         keyed=True, label="glossary term"),
    Kind("preferred term", "preferred terms", "terms", PreferredTerm, "content/terms.yml", keyed=True, optional=True),
    Kind("reference", "references", "references", Reference, "content/references.yml",
         keyed=True, label="reference"),
    Kind("trust profile", "trust profiles", "profile", TrustProfile, "content/trusts/<trust>/profile.yml"),
    Kind("trust project", "trust projects", "projects", ImprovementProject, "content/trusts/<trust>/projects/*.yml",
         shared="improvement project"),
    Kind("trust case study", "trust case studies", "case_studies", CaseStudy,
         "content/trusts/<trust>/case_studies/*.yml", shared="case study"),
)
# fmt: on
"""Every kind of noun. The one place to name a new one, with its field in the Library."""

KIND = {kind.name: kind for kind in KINDS}
LINKS = {kind.link: kind for kind in KINDS if kind.link}
"""Kinds by the scheme of links to them."""
