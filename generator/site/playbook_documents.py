"""The documents of a public trust's playbook, as pages that link to one another and to the trust's menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..documents.business_case import business_case
from ..documents.document import Document
from ..documents.guidance_book import guidance_document
from ..documents.handbook import handbook
from ..documents.links import linked_to
from ..documents.plan import plan_document
from ..documents.sponsor_page import sponsor_page
from ..model.playbook_files import BUSINESS_CASE, GUIDANCE, HANDBOOK, MENU, PLAN, SPONSOR_PAGE
from ..planning.playbook import Playbook
from ..writers import html
from ..writers.theme import Theme
from . import addresses

DOCUMENTS: Mapping[str, tuple[str, str, Callable[[Playbook], Document]]] = {
    "plan": ("plan", PLAN, plan_document),
    "sponsor": ("sponsor-page", SPONSOR_PAGE, sponsor_page),
    "business-case": ("business-case", BUSINESS_CASE, business_case),
    "handbook": ("handbook", HANDBOOK, handbook),
    "guidance": ("guidance", GUIDANCE, guidance_document),
}
"""For the id of each item its page, its name in a playbook's folder, and its document."""
FORWARD = (
    b'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<meta name="robots" content="noindex">\n'
    b'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    b'<meta http-equiv="refresh" content="0; url=plan.html">\n<title>The plan</title>\n</head>\n'
    b"<body>\n<main>\n<h1>The plan</h1>\n<p>The playbook is several documents now.</p>\n"
    b'<p><a href="plan.html">Open the plan</a></p>\n</main>\n</body>\n</html>\n'
)
"""At the address that the whole playbook had until release 2026.4."""


def playbook_documents(slug: str, playbook: Playbook, theme: Theme, ending: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of each page. `ending` is that of addresses, as in `Edition`."""
    pages = {f"{name}.{suffix}": f"{page}.html" for page, name, _ in DOCUMENTS.values() for suffix in ("html", "docx")}
    pages[f"{MENU}.html"] = f"menu{ending}"
    for page, _, document in DOCUMENTS.values():
        yield addresses.playbook_document(slug, page), html.write(linked_to(document(playbook), pages), theme)
    yield addresses.playbook_document(slug, "playbook"), FORWARD
