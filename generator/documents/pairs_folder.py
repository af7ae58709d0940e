"""What is in the folder with which a panel decides about pairs or groups."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.required import StartMethod
from ..pairing.answer import Answer
from ..pairing.meetings import meetings
from ..planning.playbook import Playbook
from .document import Document, Front
from .meeting_plan import meeting_plan, place_cards, usual_rounds
from .pairs_page import pairs_page

READ_ME = """\
Proposed pairs or groups

WHO MAY SEE THIS FOLDER
Only the panel. Its files hold the names of people and draw on what they said in confidence, such as whom they would
like as a partner. Send nobody the whole folder, put it in no shared drive, website or version control, and delete it
when the pairs are settled. Nothing in it is needed to make it again.

WHAT IS IN IT
Pairs.html, Pairs.docx     what is proposed and why, for the panel; people decide
Meeting plan.html, .docx   who sits at which table in each round, for the team that runs a meet-first event
Place cards.docx           for each person at that event their own tables, of 90 by 55 mm to print on card and cut out
pairs.json                 what is proposed and why, for other programs

The plan and the cards are there only where people meet before they choose, and pairs.json where it was asked for.
Files that you change stay as they are when you make them again; the new version comes beside them.
"""


def pairs_documents(playbook: Playbook, answer: Answer, rounds: int | None = None) -> Mapping[str, Document]:
    """The documents by the names of their files, without the endings.

    Where people meet before they choose, or if a number of rounds is given, the plan of the event and place cards too.
    """
    documents = {"Pairs": pairs_page(playbook, answer)}
    if rounds is None and playbook.profile.pairing.method == StartMethod.MEET_THEN_CHOOSE:
        rounds = usual_rounds(playbook)
    if rounds:
        plan = meetings(answer.cohort, rounds)
        if plan.staying and plan.moving:
            documents["Meeting plan"] = meeting_plan(playbook, answer.cohort, plan)
            documents["Place cards"] = place_cards(playbook, answer.cohort, plan)
    return documents


def as_page(document: Document) -> bool:
    """Whether a document is written as HTML too; what is printed on card is not."""
    return document.front is not Front.CUT
