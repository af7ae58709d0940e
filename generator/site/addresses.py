"""The address of each page: the path of its Markdown file from the root of the docs folder."""

from __future__ import annotations

import re
from itertools import takewhile

from ..model.library import LINKS
from ..model.required import PROJECT_MENU, ProsePage
from ..model.workshop import Workshop

HOME = "index.md"
STUDIO = "studio/index.md"
PLAN = "plan/index.md"
EXAMPLE_REPORT = "plan/example-report.md"
CHECKLIST = "plan/checklist.md"
PAIRING_METHODS = "plan/pairing-methods.md"
PROGRAMME = "programme/index.md"
FORMS = "forms/index.md"
TEMPLATES = "letters/index.md"
WORKSHOPS = "workshops/index.md"
FACILITATORS = "workshops/facilitators.md"
PROJECTS = "projects/index.md"
FACTS = "facts.js"
"""A script beside a menu with what its page does not show of each project, so that nobody waits for it to read."""
STUDIO_FILES = "downloads"
"""The folder of the blank workbook, the sample workbook and the sample playbook."""
DATA_FOLDER = "data"
DATA = "data/index.md"
PROJECT_FEED = "projects.xml"
NEWS_FEED = "news.xml"
WHATS_NEW = "about/whats-new.md"
QUALITY = "about/quality.md"
CASE_STUDIES = "case-studies/index.md"
PLAYBOOKS = "playbooks/index.md"
ABOUT = "about/index.md"
GLOSSARY = "about/glossary.md"
REFERENCES = "about/references.md"
WHERE_TO_START = "about/where-to-start.md"
LEADERSHIP = "about/leadership-domains.md"

ABOUT_PAGE = ProsePage.ABOUT
"""Id of the prose that is part of the about page."""
FACILITATORS_PAGE = ProsePage.FACILITATORS
"""Id of the prose with the checklist for any workshop, and of the downloads for all workshops."""
EXAMPLE_REPORT_PAGE = ProsePage.EXAMPLE_REPORT
"""Id of the prose around the worked example of an evaluation."""
PAGES_ELSEWHERE = (ABOUT_PAGE, FACILITATORS_PAGE, EXAMPLE_REPORT_PAGE)
"""Ids of prose that the section About does not list."""

EVIDENCE_LABELS = f"{ABOUT}#evidence-labels"


def address(kind: str, id: str) -> str:
    """The page of an item, with an anchor if the page has several.

    `kind` is the scheme of links to it, such as `workshop`, or `domain` or `trust`.

    Raises:
        KeyError: items of this kind have no page.
    """
    if kind == "domain":
        return f"{LEADERSHIP}#{id}"
    if kind == "trust":
        return f"playbooks/{id}/index.md"
    if kind == "page" and id == ABOUT_PAGE:
        return ABOUT
    if kind == "page" and id == FACILITATORS_PAGE:
        return FACILITATORS
    if kind == "page" and id == EXAMPLE_REPORT_PAGE:
        return EXAMPLE_REPORT
    if kind == "page" and id == PROJECT_MENU:
        return PROJECTS
    return LINKS[kind].page.replace("*", id)


def trust_menu(slug: str) -> str:
    """The project menu of a public trust."""
    return f"playbooks/{slug}/menu.md"


def menu_facts(menu: str) -> str:
    """The facts of a menu for its script, from the address of its page."""
    return f"{menu.removesuffix('.md').removesuffix('/index')}/{FACTS}"


def own_project(slug: str, id: str) -> str:
    """A project that a public trust brought itself."""
    return f"playbooks/{slug}/projects/{id}.md"


def page_files(page: str) -> str:
    """The folder of a page's downloads, from the address of the page."""
    return page.removesuffix(".md")


def playbook_document(slug: str, name: str) -> str:
    """A self-contained document of a public trust's playbook."""
    return f"playbooks/{slug}/{name}.html"


def workshop_notes(workshop: Workshop) -> str:
    """The page with a workshop's notes for facilitators: its own page, unless that is for participants."""
    own = address("workshop", workshop.id)
    return f"workshops/{workshop.id}/facilitators.md" if workshop.participants else own


def timer(workshop: str, group_size: int = 2) -> str:
    """The self-contained timer of a workshop, for pairs or for groups of three or four."""
    folder = f"workshops/{workshop}/timer"
    return f"{folder}/index.html" if group_size == 2 else f"{folder}/groups-of-{group_size}/index.html"


def pack_folder(id: str) -> str:
    """The folder of a workshop's downloads, or of those for all workshops."""
    return f"workshops/{id}"


def print_sets(id: str) -> str:
    """The folder of a workshop's sheets to cut out, for several numbers of people."""
    return f"{pack_folder(id)}/print-sets"


def relative(target: str, page: str) -> str:
    """A link in Markdown to a page or file, with or without an anchor: relative to the file of the page that has it."""
    path, separator, anchor = target.partition("#")
    if path == page and separator:
        return f"#{anchor}"
    # As `posixpath.relpath`, which asks for the current folder twice for each of many thousand links.
    here, there = page.split("/")[:-1], path.split("/")
    shared = sum(1 for _ in takewhile(lambda folders: folders[0] == folders[1], zip(here, there, strict=False)))
    return "/".join([*[".."] * (len(here) - shared), *there[shared:]] or ["."]) + separator + anchor


def permanent(page: str, release: str, tree: str) -> str:
    """Where a page stays as it is: in the folder of its release.

    `tree` is the address of the site with the folders of all releases. Where it is empty the result is relative to the
    page, and the same from the folder of the release and from the copy of the newest.
    """
    path = re.sub(r"(^|/)index\.md$", r"\1", page)
    path = f"{path.removesuffix('.md')}/" if path.endswith(".md") else path
    above = f"{tree.rstrip('/')}/" if tree else "../" * (path.count("/") + 1)
    return f"{above}{release}/{path}"
