"""Which file is which noun. The only place that knows the folders of the content."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.bank_holidays import BankHolidays
from ..model.base import Noun
from ..model.calendar_rules import CalendarRules
from ..model.case_study import CaseStudy
from ..model.changes import ReleaseChanges
from ..model.effort import EffortRules
from ..model.guidance import GuidanceTopic
from ..model.instrument import Instrument
from ..model.page import Release, SitePage
from ..model.programme import LearningComponent, Programme
from ..model.project import ImprovementProject
from ..model.quality import Quality
from ..model.reference import Reference
from ..model.responsibility import Responsibilities
from ..model.template import Template
from ..model.trust import TrustProfile
from ..model.vocabulary import Framework, GlossaryTerm, PairingMethod, Vocabulary
from ..model.workshop import Workshop


@dataclass(frozen=True)
class FileKind:
    """One kind of YAML file."""

    kind: str
    """Name of the noun, as in diagnostics."""
    pattern: str
    """Path; `*` stands for the id, `<trust>` for a trust's slug."""
    model: type[Noun]
    """Model of the file, or of each entry where the file is a collection."""
    collection: bool = False
    """Whether the file maps ids to entries."""
    optional: bool = False
    """Whether a project may do without the file."""

    def match(self, path: str) -> re.Match[str] | None:
        """Match a path; groups `id` and `trust` where the pattern has them."""
        expression = re.escape(self.pattern).replace(r"\*", "(?P<id>[^/]+)").replace("<trust>", "(?P<trust>[^/]+)")
        return re.fullmatch(expression, path)


QUALITY = "content/quality.yml"

FILE_KINDS = (
    FileKind("programme", "content/programme.yml", Programme),
    FileKind("vocabulary", "content/vocabulary.yml", Vocabulary),
    FileKind("calendar rules", "content/calendar_rules.yml", CalendarRules),
    FileKind("bank holidays", "content/bank_holidays.yml", BankHolidays),
    FileKind("effort rules", "content/effort.yml", EffortRules),
    FileKind("responsibilities", "content/responsibilities.yml", Responsibilities),
    FileKind("reference", "content/references.yml", Reference, collection=True),
    FileKind("glossary term", "content/glossary.yml", GlossaryTerm, collection=True),
    FileKind("pairing method", "content/pairing_methods.yml", PairingMethod, collection=True),
    FileKind("release", "content/releases.yml", Release, collection=True),
    FileKind("changes", "content/changes/*.yml", ReleaseChanges),
    FileKind("quality", QUALITY, Quality, optional=True),
    FileKind("component", "content/components/*.yml", LearningComponent),
    FileKind("guidance topic", "content/guidance/*.yml", GuidanceTopic),
    FileKind("workshop", "content/workshops/*.yml", Workshop),
    FileKind("case study", "content/case_studies/*.yml", CaseStudy),
    FileKind("instrument", "content/instruments/*.yml", Instrument),
    FileKind("template", "content/templates/*.yml", Template),
    FileKind("framework", "content/frameworks/*.yml", Framework),
    FileKind("page", "content/pages/*.yml", SitePage),
    FileKind("improvement project", "projects_menu/*.yml", ImprovementProject),
    FileKind("trust profile", "content/trusts/<trust>/profile.yml", TrustProfile),
    FileKind("trust project", "content/trusts/<trust>/projects/*.yml", ImprovementProject),
    FileKind("trust case study", "content/trusts/<trust>/case_studies/*.yml", CaseStudy),
)

READ_ME = re.compile(r"(content|projects_menu)(/[a-z0-9_-]+)*/README\.md", re.ASCII)
"""Notes for those who write the content; nothing reads them."""

TRUST_ASSETS = re.compile(r"content/trusts/[^/]+/([a-z0-9-]+\.png|template\.docx|template\.pptx)")
"""Files beside a profile that are no YAML."""


def file_kind(path: str) -> tuple[FileKind, str, str | None] | None:
    """The kind of a file, its id and its trust, or None where the path belongs to no kind."""
    for kind in FILE_KINDS:
        match = kind.match(path)
        if match:
            groups = match.groupdict()
            trust = groups.get("trust")
            return kind, groups.get("id") or trust or kind.kind.replace(" ", "-"), trust
    return None
