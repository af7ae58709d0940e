"""Converts a scheme: from a workbook to YAML, and from the profile form of an earlier release."""

from __future__ import annotations

from ..model.profile_table import choices
from ..sources.excel import read_workbook
from ..sources.layout import RECORDS
from ..sources.load import CheckedContent, load_trust
from ..sources.profile_form import read_form
from ..sources.scheme_input import SchemeInput
from ..writers import yaml_text
from .opened import Opened

PROFILE = "profile.yml"


def exported(opened: Opened) -> dict[str, bytes]:
    """A scheme's profile and records as YAML files by name. The records hold names."""
    trust = opened.library.trusts[opened.slug]
    return {PROFILE: yaml_text.noun(trust.profile), RECORDS: yaml_text.noun(trust.records)}


def form_as_profile(raw: bytes, name: str, slug: str, content: CheckedContent) -> bytes:
    """The profile in a form of an earlier release, as YAML.

    Args:
        raw: the form.
        name: its name, for diagnostics.
        slug: id of the trust.
        content: the shared content.

    Raises:
        InputFault: the form has faults, each with its sheet and cell.
    """
    source = read_form(read_workbook(raw, name), choices(content.library), name)
    library = load_trust(content, slug, {}, lambda _: SchemeInput(source)).require()
    return yaml_text.noun(library.trusts[slug].profile)
