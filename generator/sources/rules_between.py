"""Checks across entries: the programme's lists, duplicate ids, glossary forms, logos, releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..model.base import Item
from ..model.changes import ReleaseChanges
from ..model.diagnostics import Diagnostic, Place, Severity
from ..model.handbook import Handbook
from ..model.image import png_fault
from ..model.instrument import Instrument, InstrumentKind, QuestionKind
from ..model.library import KIND
from ..model.page import Release, release_number
from ..model.programme import LearningComponent, Programme
from ..model.suggestions import did_you_mean
from ..model.template import Template
from ..model.trust import TrustProfile
from ..model.vocabulary import Framework, GlossaryTerm
from ..model.workshop import Workshop
from . import rules_blanks, rules_menu, rules_trust
from .entry import Entry, entries_of
from .layout import RELEASES, TRUST_ASSETS, TRUSTS
from .references import Known


def check(entries: Sequence[Entry], known: Known, files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Errors across entries whose references are all known.

    Args:
        entries: the entries to check: every entry, or the entries of one trust.
        known: the ids of every entry.
        files: the files of the content, for logos.
    """
    yield from _programme_lists(entries)
    yield from _handbook_sections(entries)
    yield from _filled_forms(entries)
    yield from _duplicate_ids(entries, known)
    yield from _frameworks(entries, known)
    yield from _glossary_forms(entries)
    yield from rules_trust.between(entries, known)
    yield from rules_menu.between(entries, known)
    yield from rules_blanks.between(entries, known)
    yield from _trust_folders(entries, files)
    yield from _releases(known)


def _programme_lists(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """The programme lists every component and workshop, and workshops are numbered in its order."""
    for _, programme in entries_of(entries, Programme):
        listed = {"component": programme.components, "workshop": programme.workshops}
        for entry, item in entries_of(entries, Item):
            if entry.kind in listed and item.id not in listed[entry.kind]:
                message = f"the programme does not list the {entry.kind} `{item.id}`"
                advice = f"add it to `{KIND[entry.kind].plural}` in content/programme.yml"
                yield entry.fault("not-in-programme", message, ("title",), advice)
        for entry, workshop in entries_of(entries, Workshop):
            number = listed["workshop"].index(workshop.id) + 1 if workshop.id in listed["workshop"] else workshop.number
            if workshop.number != number:
                numbers = f"it is number {workshop.number}; the programme lists it as number {number}"
                advice = "change the number here or the order in content/programme.yml"
                yield entry.fault("workshop-number", f"the workshop says {numbers}", ("number",), advice)


def _handbook_sections(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Chapters of the handbook take only sections that their component has."""
    known = {
        component.id: [section.id for section in component.sections]
        for _, component in entries_of(entries, LearningComponent)
    }
    for entry, handbook in entries_of(entries, Handbook):
        for id, chapter in handbook.chapters.items():
            path = ("chapters", id, "component_sections")
            if chapter.component_sections and chapter.component is None:
                message = f"the chapter `{id}` does not say whose sections these are"
                yield entry.fault("no-component", message, path, "add `component` with the id of one", key=True)
                continue
            for number, section in enumerate(chapter.component_sections):
                sections = known.get(chapter.component or "", [])
                if section not in sections:
                    message = f"the component `{chapter.component}` has no section `{section}`"
                    advice = did_you_mean(section, sections) or f"the sections are {', '.join(sections)}"
                    yield entry.fault("unknown-section", message, (*path, number), advice)


def _filled_forms(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Filled forms answer questions that the form has, with choices that it offers."""
    forms = {
        form.id: {question.id: question for group in form.groups for question in group.questions}
        for _, form in entries_of(entries, Instrument)
    }
    for entry, template in entries_of(entries, Template):
        for number, section in enumerate(template.sections):
            answers = section.filled.answers if section.filled else {}
            questions = forms.get(section.filled.form, {}) if section.filled else {}
            for id, answer in answers.items():
                path = ("sections", number, "filled", "answers", id)
                if id not in questions:
                    message = f"the form has no question `{id}`"
                    advice = did_you_mean(id, questions) or f"the questions are {', '.join(questions)}"
                    yield entry.fault("unknown-question", message, path, advice, key=True)
                    continue
                choices = questions[id].choices if questions[id].kind is QuestionKind.CHOICE else []
                for choice in answer.split("; "):
                    if choices and choice not in choices and not choice.startswith("["):
                        advice = did_you_mean(choice, choices) or f"the choices are {'; '.join(choices)}"
                        yield entry.fault("unknown-choice", f"the form does not offer `{choice}`", path, advice)


def _duplicate_ids(entries: Sequence[Entry], known: Known) -> Iterator[Diagnostic]:
    """A trust's own noun must not have the id of a shared one; domains are unique across frameworks."""
    for entry, item in entries_of(entries, Item):
        kind = KIND[entry.kind].shared
        if entry.trust and kind and item.id in known.of(kind, None):
            yield entry.fault(
                "id-taken", f"a shared {kind} already has the id `{item.id}`", ("title",), "rename this file"
            )
    owners: dict[str, str] = {}
    for entry, framework in entries_of(entries, Framework):
        for id in framework.domains:
            if id in owners:
                message = f"the framework `{owners[id]}` already has a domain `{id}`"
                yield entry.fault("id-taken", message, ("domains", id), "give it another id", key=True)
            owners.setdefault(id, framework.id)


def _frameworks(entries: Sequence[Entry], known: Known) -> Iterator[Diagnostic]:
    """Scores of two frameworks are never mixed: a form asks about one, and a trust uses forms of the one it chose."""
    frameworks = {framework.id: framework for _, framework in entries_of(known.entries, Framework)}
    owners = {domain: framework for framework in frameworks.values() for domain in framework.domains}
    forms = {form.id: form for _, form in entries_of(known.entries, Instrument)}
    of_form = {form.id: _framework_of(form, frameworks, owners) for form in forms.values()}
    for entry, form in entries_of(entries, Instrument):
        own = of_form[form.id]
        for group_number, group in enumerate(form.groups):
            for number, question in enumerate(group.questions):
                other = owners.get(question.domain or "")
                if own and other and other.id != own.id:
                    message = f"this form is by the {own.title}; `{question.domain}` is a domain of the {other.title}"
                    advice = "scores of two frameworks are never mixed: choose a domain of the first, or make two forms"
                    path = ("groups", group_number, "questions", number, "domain")
                    yield entry.fault("other-framework", message, path, advice)
    usual = [framework for framework in frameworks.values() if framework.usual] or list(frameworks.values())
    for entry, framework in entries_of(entries, Framework):
        if framework.usual and framework.id != usual[0].id:
            message = f"the framework `{usual[0].id}` is already the usual one"
            yield entry.fault("two-usual", message, ("usual",), "let one of the two be the usual one", key=True)
    for entry, profile in entries_of(entries, TrustProfile):
        chosen = frameworks.get(profile.framework or "", usual[0] if usual else None)
        for number, id in enumerate(profile.instruments):
            if id in forms and forms[id].kind is InstrumentKind.SELF_ASSESSMENT:
                other = of_form[id]
                if other and chosen and other.id != chosen.id:
                    message = f"the form `{id}` is by the {other.title}, and this trust uses the {chosen.title}"
                    advice = f"leave the form out, or choose `framework: {other.id}`"
                    yield entry.fault("other-framework", message, ("instruments", number), advice)


def _framework_of(
    form: Instrument, frameworks: Mapping[str, Framework], owners: Mapping[str, Framework]
) -> Framework | None:
    """The framework that a form names, or that of the first domain that it asks about."""
    asked = (question.domain for group in form.groups for question in group.questions)
    return frameworks.get(form.framework or "") or next((owners[id] for id in asked if id and id in owners), None)


def _glossary_forms(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    forms = [(entry, form) for entry, term in entries_of(entries, GlossaryTerm) for form in {term.term, *term.also}]
    uses = Counter(form.casefold() for _, form in forms)
    for entry, form in forms:
        if uses[form.casefold()] > 1:
            message = f"`{form}` belongs to two glossary terms"
            yield entry.fault("two-meanings", message, (), "keep it in one of them", key=True)


def _trust_folders(entries: Sequence[Entry], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    profiles = {entry.trust for entry, _ in entries_of(entries, TrustProfile)}
    for entry in entries:
        if entry.trust and entry.trust not in profiles:
            message, advice = f"the folder of `{entry.trust}` has no profile.yml", "write the profile, or move the file"
            yield entry.fault("no-profile", message, (), advice)
    for entry, profile in entries_of(entries, TrustProfile):
        if logo := profile.brand.logo:
            path = f"{TRUSTS}/{entry.trust}/{logo}"
            if path not in files:
                message, advice = (
                    f"there is no file {logo} beside the profile",
                    "put the logo there, or delete this line",
                )
                yield entry.fault("missing-logo", message, ("brand", "logo"), advice)
            elif (fault := png_fault(files[path])) is not None:
                advice = "save the logo as PNG, at most 2000 pixels a side"
                yield entry.fault("bad-image", f"{logo} {fault}", ("brand", "logo"), advice)


def advise(entries: Sequence[Entry], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Pictures in a trust's folder that its profile does not name, and profiles of trusts that have one already."""
    trusts: dict[str, str] = {}
    for entry, profile in entries_of(entries, TrustProfile):
        if code := profile.ods_code:
            if code in trusts:
                message = f"the trust `{trusts[code]}` also has the ODS code {code}"
                advice = "correct the code, or keep one of the two profiles"
                yield entry.warning("duplicate-trust", message, ("ods_code",), advice)
            trusts.setdefault(code, str(entry.trust))
    named = {f"{TRUSTS}/{entry.trust}/{profile.brand.logo}" for entry, profile in entries_of(entries, TrustProfile)}
    for path in files:
        if path.endswith(".png") and TRUST_ASSETS.fullmatch(path) and path not in named:
            advice = "name it as the trust's logo, or delete the file"
            yield Diagnostic("unused-file", "nothing uses this picture", Place(path), advice, Severity.WARNING)


def _releases(known: Known) -> Iterator[Diagnostic]:
    """Dates follow the order of the numbers, and every record of changes belongs to a release."""
    releases = sorted(entries_of(known.entries, Release), key=lambda pair: release_number(pair[1].id))
    ids = {release.id for _, release in releases}
    if not releases:
        advice = "add one with its date and a summary"
        yield Diagnostic("no-release", "the content has no release", Place(RELEASES), advice)
    for entry, _ in entries_of(known.entries, ReleaseChanges):
        if entry.name not in ids:
            message, advice = f"{RELEASES} has no release `{entry.name}`", "name the release there, or delete this file"
            yield entry.fault("unknown-release", message, ("since",), advice)
    for (_, before), (entry, after) in pairwise(releases):
        if after.date < before.date:
            message = f"release {after.id} is dated before release {before.id}"
            yield entry.fault("out-of-order", message, ("date",), "dates must follow the order of the numbers")
