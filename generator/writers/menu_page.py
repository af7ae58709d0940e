"""A trust's project menu as one HTML file, with filters and a shortlist that work from a shared drive."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace

from ..documents import menu_facts
from ..documents.context import example_note
from ..documents.document import address_beside
from ..planning.menu import grouped
from ..planning.playbook import Playbook
from .lone_page import SHARED_STYLES, LonePageTheme, embedded, rendered, texts
from .theme import accents, font_face

ASSETS = "theme/assets"
TEMPLATE = "theme/documents/menu.html.jinja"
STYLE_SHEET = "theme/documents/menu.css"
_SHARED = tuple(f"{ASSETS}/{name}" for name in (*menu_facts.STYLES, *menu_facts.SCRIPTS))
THEME_FILES = (TEMPLATE, SHARED_STYLES, STYLE_SHEET, *_SHARED)
"""What a menu needs of the theme, besides its font."""


def theme_of(theme: Mapping[str, bytes]) -> LonePageTheme:
    """The theme of menus, from files by their path from the project folder.

    Raises:
        InputFault: files of the menu are missing; it names all of them.
    """
    template, shared, own, *others = texts(theme, THEME_FILES, "the menu")
    styles, scripts = others[: len(menu_facts.STYLES)], others[len(menu_facts.STYLES) :]
    looks = "\n".join(["", f"{font_face(theme)}{shared}", own, *styles, ""])
    return LonePageTheme(TEMPLATE, template, looks, "\n".join(["", *scripts, ""]))


def write(playbook: Playbook, theme: LonePageTheme, projects: str) -> bytes:
    """The menu of a trust as HTML, in its colour, in UTF-8. Each project leads to `#project-ID` of a file beside it.

    Raises:
        InputFault: the template has a fault.
    """
    profile, vocabulary = playbook.profile, playbook.vocabulary
    return rendered(
        replace(theme, styles=f"\n{accents(profile.brand.colour)}{theme.styles}"),
        playbook=playbook,
        example_note=example_note(profile),
        title=menu_facts.trust_menu_title(profile),
        about=playbook.wording.text("Improvement projects that pairs can take up."),
        time=menu_facts.time_for_projects(playbook),
        themes=grouped(playbook.menu, vocabulary.themes),
        where=lambda project: menu_facts.where(project, vocabulary),
        columns=menu_facts.COLUMNS,
        progress=lambda entry: menu_facts.how_far(entry, profile.sites),
        projects=address_beside(projects),
        logo=base64.b64encode(playbook.logo).decode() if playbook.logo else "",
        facts=embedded(menu_facts.trust_menu_facts(playbook)),
    )
