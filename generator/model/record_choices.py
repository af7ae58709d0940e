"""What a planner chooses from on the sheets of a cohort's records: the words, and the values they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from .case_study import Better
from .library import Library
from .pairing import Side
from .project import ImprovementProject, MeasureKind
from .schedule_preferences import Weekday
from .scheme import Agreement, Attended, Decision, ProjectStage, TaskStatus
from .sheets import records as forms
from .sheets.choices import CHECK, SITES, STAFF_GROUPS, YES, by_words
from .sheets.plan import LEVELS
from .sheets.records import in_words
from .template import Level
from .trust import Partner, Site


def record_choices(
    library: Library, sites: Iterable[Site], partners: Iterable[Partner], own: Mapping[str, ImprovementProject]
) -> dict[str, dict[str, str]]:
    """The values in each list by the words that a planner sees. `own` are the trust's own projects."""
    kinds: tuple[tuple[str, type[StrEnum]], ...] = (
        (forms.SIDES, Side),
        (forms.DECISIONS, Decision),
        (forms.RELEASES, Agreement),
        (forms.STAGES, ProjectStage),
        (forms.STATUS, TaskStatus),
        (LEVELS, Level),
        (forms.MEASURE_KINDS, MeasureKind),
        (forms.BETTER, Better),
    )
    lists = {name: {in_words(choice): choice.value for choice in kind} for name, kind in kinds}
    return lists | {
        forms.DAYS: {
            f"{day.value.capitalize()}{half}": day.value + half.replace(" ", "-")
            for day in Weekday
            for half in ("", " morning", " afternoon")
        },
        forms.LETTERS: {letter.value: letter.value for letter in Attended},
        CHECK: {YES: "true"},
        STAFF_GROUPS: by_words((id, group.title) for id, group in library.vocabulary.staff_groups.items()),
        forms.CAREER_STAGES: by_words((id, stage.title) for id, stage in library.vocabulary.career_stages.items()),
        forms.TOPICS: by_words((id, topic.title) for id, topic in library.vocabulary.learning_topics.items()),
        SITES: by_words((site.id, site.name) for site in sites),
        forms.PARTNERS: by_words((partner.id, partner.name) for partner in partners),
        forms.MENU: by_words((id, project.title) for id, project in {**library.projects, **own}.items()),
    }
