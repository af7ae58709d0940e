"""What is in the folder with which a panel decides about pairs or groups."""

from __future__ import annotations

from collections.abc import Mapping

from ..pairing.cohort import Cohort
from ..pairing.proposal import Proposal
from ..planning.playbook import Playbook
from .document import Document
from .pairs_page import pairs_page

READ_ME = """\
Proposed pairs or groups

WHO MAY SEE THIS FOLDER
Only the panel. Its files hold the names of people and draw on what they said in confidence: whom they would like, and
whom they must not be paired with. Send nobody the whole folder, put it in no shared drive, website or version control,
and delete it when the pairs are settled. Nothing in it is needed to make it again.

WHAT IS IN IT
Pairs.html, Pairs.docx   what is proposed and why, for the panel; people decide

Files that you change stay as they are when you make them again; the new version comes beside them.
"""


def pairs_documents(playbook: Playbook, cohort: Cohort, proposal: Proposal) -> Mapping[str, Document]:
    """The documents by the names of their files, without the endings."""
    return {"Pairs": pairs_page(playbook, cohort, proposal)}
