"""Which forms a cohort uses: those that its trust chose, with domains of one leadership framework alone."""

from __future__ import annotations

from ..model.instrument import Instrument, InstrumentKind
from ..model.library import Library
from ..model.trust import TrustProfile


def framework_of(library: Library, profile: TrustProfile) -> str | None:
    """Id of the framework that a trust has chosen, or of the usual one; None if the content has no framework."""
    usual = (framework.id for framework in library.frameworks.values() if framework.usual)
    return profile.framework or next(usual, next(iter(library.frameworks), None))


def forms_of(library: Library, profile: TrustProfile) -> list[Instrument]:
    """The forms of a cohort. Scores are by domain, so none has a domain of a framework that the trust did not choose.

    A self-assessment by another framework is left out. Another form stays, and its ratings count towards no score.
    """
    chosen = framework_of(library, profile)
    domains = library.frameworks[chosen].domains if chosen else {}
    forms = []
    for id, form in library.instruments.items():
        if id not in (profile.instruments or library.instruments):
            continue
        asked = {question.domain for group in form.groups for question in group.questions if question.domain}
        if asked <= domains.keys():
            forms.append(form)
        elif form.kind is not InstrumentKind.SELF_ASSESSMENT:
            forms.append(_without_domains(form))
    return forms


def _without_domains(form: Instrument) -> Instrument:
    groups = [
        group.model_copy(
            update={"questions": [question.model_copy(update={"domain": None}) for question in group.questions]}
        )
        for group in form.groups
    ]
    return form.model_copy(update={"framework": None, "groups": groups})
