"""The files for the people of a cohort: letters, drafts of mails, a sheet for mail merge, and papers of sessions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape

from ..documents.document import Paragraph
from ..documents.papers import LETTERS, MAILS, SESSIONS, Papers, mail_merge, read_me, still_missing
from ..documents.personal_letters import PersonalLetter
from ..documents.plain_text import in_plain_text
from ..planning.playbook import Playbook
from . import docx, eml, html, xlsx
from .formats import Files
from .manifest import NAME as MANIFEST
from .manifest import manifest
from .theme import Theme

FOLDERS = (LETTERS, MAILS, SESSIONS)
_MAIL_STYLE = (
    "body{font-family:Calibri,Arial,sans-serif;font-size:11pt}"
    "table{border-collapse:collapse}th,td{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}"
    ".missing{background:#ff0;border-bottom:1px dotted}"
)


def paper_files(
    playbook: Playbook,
    every: Sequence[Papers],
    wanted: Collection[str],
    theme: Theme,
    template: bytes | None = None,
    finished: Callable[[str], None] = lambda _title: None,
) -> dict[str, bytes]:
    """Files by their path within the folder: those of the wanted papers, by id, and what is for all papers.

    `finished` is called with the title of each of the wanted papers.
    Only people of the programme team may see the folder: its files and their names hold personal data.
    """
    files = first_files(playbook, every)
    for papers in every:
        if papers.id in wanted:
            files |= files_of(papers, theme, template)
            finished(papers.title)
    files[MANIFEST] = list_of(playbook, files)
    return files


def first_files(playbook: Playbook, every: Sequence[Papers]) -> dict[str, bytes]:
    """What is in the folder whichever papers are wanted, besides its manifest."""
    files = {
        # Where the folder is in a repository, git leaves it alone.
        ".gitignore": b"*\n",
        "read-me.txt": read_me(playbook, every).encode(),
        "still-missing.txt": still_missing(playbook, every).encode(),
    }
    if merge := mail_merge(playbook, every):
        files["mail-merge.xlsx"] = xlsx.write(merge, playbook.release.stamp)
    return files


def files_of(papers: Papers, theme: Theme, template: bytes | None = None) -> dict[str, bytes]:
    """The files of some papers by their path within the folder."""
    return dict(_files(papers, theme, template)) if papers.documents else {}


def list_of(playbook: Playbook, files: Mapping[str, bytes]) -> bytes:
    """The manifest of a folder with these files."""
    return manifest({"trust": playbook.profile.id, "release": playbook.release.id}, files)


def papers_of(path: str) -> str | None:
    """The id of the papers that a file belongs to; None for a file that is for all."""
    folder, _, rest = path.partition("/")
    return rest.partition("/")[0].removesuffix(".docx") if folder in FOLDERS else None


def _files(papers: Papers, theme: Theme, template: bytes | None) -> Files:
    folder = f"{papers.folder}/{papers.id}"
    yield f"{folder}.docx", docx.write_together(list(papers.documents.values()), theme, template)
    if len(papers.documents) > 1 or papers.letters:
        for name, document in papers.documents.items():
            yield f"{folder}/{name}.docx", docx.write(document, theme, template)
    if papers.mailed:
        for name, letter in papers.letters.items():
            yield f"{MAILS}/{papers.id}/{name}.eml", eml.write(_mail(letter))


def _mail(letter: PersonalLetter) -> eml.Mail:
    document = letter.document
    blocks = [each for each in document.blocks if not (isinstance(each, Paragraph) and each.role == "subject")]
    page = (
        f'<!doctype html>\n<html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(letter.subject)}</title><style>{_MAIL_STYLE}</style></head>\n<body>\n"
        f"{html.fragment(blocks)}\n</body></html>\n"
    )
    return eml.Mail(letter.recipient, letter.email, letter.subject, in_plain_text(blocks) + "\n", page)
