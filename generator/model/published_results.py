"""The results that a trust passes on: what its report shows, as numbers, without anybody's answers or comments."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, Field

from .answers import LOWEST_FEWEST
from .base import Day, Line, Noun, Slug
from .instrument import Wave
from .scheme import ProjectStage

FORMAT: Final = 1
"""Version of the file's fields."""
MOST_PEOPLE: Final = 10_000
DECIMALS: Final = 4

People = Annotated[int, Field(ge=0, le=MOST_PEOPLE)]
"""A number of people."""
Value = Annotated[float, Field(ge=-1e9, le=1e9), AfterValidator(lambda value: round(value, DECIMALS))]
"""A number to four decimals."""
Chance = Annotated[float, Field(gt=0, le=1)]
"""A p value, rounded up to four decimals."""


class PublishedDomain(Noun):
    """A leadership domain whose score is among the results."""

    id: Slug
    """Id of the domain."""
    title: Line
    """What it is called."""
    questions: list[Slug]
    """Ids of the questions that its score is the mean of."""


class PublishedQuestion(Noun):
    """A question whose answers are among the results."""

    id: Slug
    """Id of the question within its form."""
    text: Line
    """The question as this cohort was asked it."""
    asked: Annotated[str, Field(pattern="^[0-9a-f]{12}$")]
    """The same for questions with the same words, kind and answers in the shared text, whatever the cohort's size."""


class PublishedForm(Noun):
    """A form whose answers are among the results."""

    id: Slug
    """Id of the form."""
    title: Line
    """What it is called."""
    questions: list[PublishedQuestion]
    """Its questions with results."""
    domains: list[PublishedDomain] = []
    """Its domains with results."""


class Subject(Noun):
    """What a figure is about; without a side it is about everybody."""

    form: Slug
    """Id of the form."""
    question: Slug | None = None
    """Id of the question; left out for the score of a domain, or of all items together."""
    domain: Slug | None = None
    """Id of the domain whose score it is; left out for the score of all items together."""
    side: Line | None = None
    """Such as Clinician."""
    workshop: Slug | None = None
    """Id of the workshop that feedback is about."""


class PublishedRespondents(Subject):
    """How many people returned a form."""

    wave: Wave | None = None
    """The copy, for a form with several."""
    n: People
    """How many people returned it."""


class LabelCount(Noun):
    """How many people chose an answer."""

    label: Line
    """The answer in the words of the form."""
    n: People
    """How many people chose it."""


class PublishedAnswers(Subject):
    """Answers to a question, or scores, at one time."""

    wave: Wave | None = None
    """The copy, for a form with several."""
    n: People
    """How many people answered."""
    missing: People
    """How many returned the form and did not answer."""
    lower: Value | None = None
    """The lower quartile of points, numbers or scores."""
    median: Value | None = None
    """The median."""
    upper: Value | None = None
    """The upper quartile."""
    counts: list[LabelCount] = []
    """How many people chose each answer, in the order of the form."""


class PublishedComparison(Subject):
    """The same people at two times."""

    earlier: Wave
    """before, or then: looking back."""
    later: Wave
    """after."""
    n: People
    """People with both answers."""
    up: People
    """How many of them answered higher the second time."""
    same: People
    """How many answered the same."""
    down: People
    """How many answered lower."""
    incomplete: People
    """How many lack one of the two answers."""
    estimate: Value | None = None
    """By how much scores moved: the Hodges-Lehmann estimate."""
    lower: Value | None = None
    """Lower end of its interval of 95 per cent."""
    upper: Value | None = None
    """Upper end."""
    rank_biserial: Value | None = None
    """The matched-pairs rank-biserial correlation, from -1 to 1."""
    p: Chance | None = None
    """The exact two-sided p value of the Wilcoxon signed-rank test, zeros dropped; left out if too few people changed,
    or if there is no test."""
    p_pratt: Chance | None = None
    """The same by Pratt's rule for zeros."""
    p_adjusted: Chance | None = None
    """The first by Holm's correction."""
    tests: Annotated[int, Field(ge=0, le=100)] = 0
    """How many tests were corrected together."""


class PublishedDirections(Subject):
    """Answers to whether something became less, stayed or became more."""

    wave: Wave | None = None
    """The copy, for a form with several."""
    less: People
    """How many people said less."""
    same: People
    """How many said the same."""
    more: People
    """How many said more."""
    missing: People
    """How many returned the form and did not answer."""
    p: Chance | None = None
    """The exact two-sided p value of the sign test; left out if too few people answered less or more."""


class PublishedAttendance(Noun):
    """How many people came to a workshop."""

    id: Slug
    """Id of the workshop."""
    title: Line
    """What it is called."""
    attended: People
    """How many participants were there for all or part of it."""
    recorded: People
    """Of how many participants the attendance was recorded."""


class PublishedProject(Noun):
    """A project of the cohort."""

    title: Line
    """What it is called."""
    stage: ProjectStage
    """Where it stands, such as finished."""


class PublishedDelivery(Noun):
    """What was done, from the scheme's workbook."""

    applied: People
    """How many people applied."""
    started: People
    """How many took part."""
    finished: People | None = None
    """How many of them were still taking part at the end; left out before it."""
    workshops: list[PublishedAttendance] = []
    """Attendance by workshop."""
    projects: list[PublishedProject] = []
    """The projects of the pairs or groups."""
    pounds_a_finisher: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    """Planned pounds for each person who finished, as far as the plan is priced."""


class PublishedResults(Noun):
    """The results of a cohort, without a small group."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)]
    """Version of the file's fields."""
    trust: Slug
    """Id of the trust."""
    name: Line
    """Name of the trust."""
    cohort: Line
    """Name of the cohort."""
    number: Annotated[int, Field(ge=1, le=50)]
    """Number of the cohort."""
    example: bool = False
    """true: the trust and its answers are made up."""
    release: Line
    """Release of the content from which the forms are."""
    starts: Day | None = None
    """The first day of the programme."""
    ends: Day | None = None
    """The last day."""
    fewest: Annotated[int, Field(ge=LOWEST_FEWEST, le=MOST_PEOPLE)]
    """No result is for fewer people than this."""
    forms: list[PublishedForm] = []
    """The forms."""
    delivery: PublishedDelivery | None = None
    """What was done; left out where no workbook of the scheme says it."""
    respondents: list[PublishedRespondents] = []
    """How many people returned each form."""
    answers: list[PublishedAnswers] = []
    """Answers and scores."""
    comparisons: list[PublishedComparison] = []
    """The same people at two times."""
    directions: list[PublishedDirections] = []
    """Answers to whether something became less or more."""
