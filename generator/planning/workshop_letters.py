"""Letters that go out before each workshop: a shared frame with the workshop's own words."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.base import Timing
from ..model.blanks import replaced
from ..model.prose import as_prose
from ..model.template import Template
from ..model.workshop import Workshop
from ..model.workshop_preparation import LetterText


def workshop_letters(templates: Iterable[Template], workshops: Iterable[Workshop]) -> tuple[Template, ...]:
    """The letters about each workshop that has words for them, workshop by workshop, with its day as their timing."""
    frames = [template for template in templates if template.weeks_before_workshop is not None]
    return tuple(
        _about(workshop, workshop.letters, frame) for workshop in workshops if workshop.letters for frame in frames
    )


def _about(workshop: Workshop, words: LetterText, frame: Template) -> Template:
    lines = {"workshop_number": f"{workshop.number}", "workshop_title": workshop.title}
    texts = {
        **{name: as_prose(line) for name, line in lines.items()},
        "workshop_happens": words.what_happens,
        "workshop_bring": "\n".join(f"- {as_prose(line)}" for line in words.bring),
        "workshop_opting_out": words.opting_out,
        "workshop_for_leads": words.for_leads,
    }
    sections = [
        section.model_copy(update={"body": replaced(section.body, lambda mark: texts.get(mark.content))})
        for section in frame.sections
    ]
    changes = {
        "id": f"workshop-{workshop.number}-{frame.id}",
        "title": f"Workshop {workshop.number}: {frame.title[:1].lower()}{frame.title[1:]}",
        "subject": frame.subject and replaced(frame.subject, lambda mark: lines.get(mark.content)),
        "sections": sections,
        "timing": [Timing(workshop=workshop.id, weeks_before=frame.weeks_before_workshop or 0)],
    }
    return frame.model_copy(update=changes)
