"""The Library: everything that was read, checked and resolved. All later rooms work from it alone."""

from __future__ import annotations

from .bank_holidays import BankHolidays
from .base import Noun
from .calendar_rules import CalendarRules
from .case_study import CaseStudy
from .changes import ReleaseChanges
from .effort import EffortRules
from .guidance import GuidanceTopic
from .instrument import Instrument
from .page import Release, SitePage
from .programme import LearningComponent, Programme
from .project import ImprovementProject
from .quality import Quality
from .reference import Reference
from .responsibility import Responsibilities
from .template import Template
from .trust import TrustProfile
from .vocabulary import Domain, Framework, GlossaryTerm, PairingMethod, Vocabulary
from .workshop import Workshop


class Trust(Noun):
    """A trust's profile with what lies beside it in its folder."""

    profile: TrustProfile
    """The profile."""
    projects: dict[str, ImprovementProject] = {}
    """The trust's own improvement projects by id."""
    case_studies: dict[str, CaseStudy] = {}
    """The trust's own case studies by id."""
    logo: bytes | None = None
    """The logo that the brand names, a checked PNG."""
    word_template: bytes | None = None
    """The trust's own template.docx, checked."""
    slides_template: bytes | None = None
    """The trust's own template.pptx, checked."""


class Library(Noun):
    """The whole content. Every id that one noun holds of another is known to be here."""

    programme: Programme
    """The programme."""
    components: dict[str, LearningComponent]
    """Learning components by id, in the programme's order."""
    guidance: dict[str, GuidanceTopic]
    """Guidance topics by id, in the order of their stages."""
    pairing_methods: dict[str, PairingMethod]
    """Pairing methods by id."""
    workshops: dict[str, Workshop]
    """Workshops by id, in the programme's order."""
    projects: dict[str, ImprovementProject]
    """The shared improvement projects by id."""
    case_studies: dict[str, CaseStudy]
    """The shared case studies by id."""
    instruments: dict[str, Instrument]
    """Instruments by id."""
    templates: dict[str, Template]
    """Letters, adverts and other templates by id, in the order of the kinds."""
    frameworks: dict[str, Framework]
    """Leadership frameworks by id."""
    references: dict[str, Reference]
    """References by id."""
    glossary: dict[str, GlossaryTerm]
    """Glossary terms by id."""
    vocabulary: Vocabulary
    """Roles, staff groups, stages, themes, settings, specialties."""
    calendar: CalendarRules
    """Milestones and notice periods."""
    bank_holidays: BankHolidays
    """Days on which nothing is planned."""
    effort: EffortRules
    """Assumptions about hours."""
    responsibilities: Responsibilities
    """Who does what."""
    pages: dict[str, SitePage]
    """Pages of prose by id."""
    releases: dict[str, Release]
    """Releases by id, the oldest first."""
    changes: dict[str, ReleaseChanges] = {}
    """What each release changed, by its id, the oldest first. The first release changed nothing."""
    quality: Quality | None = None
    """What the last run of all tests and benchmarks found."""
    trusts: dict[str, Trust]
    """Trusts by slug."""

    @property
    def release(self) -> Release:
        """The newest release that the content names."""
        return list(self.releases.values())[-1]

    @property
    def domains(self) -> dict[str, Domain]:
        """Every leadership domain of every framework by id."""
        return {key: domain for framework in self.frameworks.values() for key, domain in framework.domains.items()}

    @property
    def menu(self) -> dict[str, ImprovementProject]:
        """The shared improvement projects that can be taken: those that are not withdrawn, by id."""
        return {id: project for id, project in self.projects.items() if project.withdrawn is None}
