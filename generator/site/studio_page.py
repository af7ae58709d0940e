"""The page on which a planner makes and changes a plan in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.library import Library
from ..model.trust import Visibility
from ..planning.playbook import Playbook
from ..sources.trust_register import trusts
from ..writers.lone_page import embedded
from . import addresses
from .downloads import Downloads, sample_list
from .page import FILES, Page

STYLES = ("stylesheets/studio.css", "stylesheets/studio_tables.css", "stylesheets/studio_pairs.css")
SCRIPTS = ("javascripts/studio/from_file.js", "javascripts/menu/dom.js")
EARLY = ("javascripts/studio/program.js",)
MODULES = ("javascripts/studio/studio.js",)
DESCRIPTION = "Answer three questions and see every date of your scheme. Then change what you like."


def studio_page(library: Library, playbooks: Mapping[str, Playbook], downloads: Downloads) -> Page:
    """The page. What it needs before the program has loaded, such as the names of trusts, is within it."""
    examples = [trust.profile for trust in library.trusts.values() if trust.profile.example]

    def values() -> dict[str, Any]:
        facts = {
            "trusts": [[trust.code, trust.name, trust.region] for trust in trusts().values() if not trust.closed],
            "months": library.programme.months,
        }
        return {
            "facts": embedded(facts),
            "examples": {slug: each.profile for slug, each in playbooks.items() if each.profile.example},
            "samples": sample_list(downloads),
        }

    return Page(
        addresses.STUDIO,
        "studio",
        "Make your plan",
        DESCRIPTION,
        (FILES["programme"], *(profile.source for profile in examples if profile.visibility is Visibility.PUBLIC)),
        values,
        hides=("navigation", "toc"),
        styles=STYLES,
        scripts=SCRIPTS,
        early=EARLY,
        modules=MODULES,
    )
