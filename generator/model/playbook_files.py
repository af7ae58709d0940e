"""Names of the files in a playbook's folder: words that people understand, in the order of use.

A document is in several formats, so its name here has no suffix.
"""

from __future__ import annotations

from typing import Final

OPEN_FIRST: Final = "Open me first"
PLAN: Final = "1 Plan"
SPONSOR_PAGE: Final = "2 Page for the sponsor"
BUSINESS_CASE: Final = "2 Business case"
HANDBOOK: Final = "3 Participant handbook"
GUIDANCE: Final = "4 Guidance"
MENU: Final = "5 Project menu"
PROJECTS: Final = "5 Projects and charters"
LETTERS: Final = "Letters"
FORMS: Final = "Forms"
CHARTERS: Final = "Charters"
CALENDARS: Final = "Calendars"
STATUS: Final = "Status"
SCHEME: Final = "scheme"
EVALUATION: Final = "evaluation"
FOR_THE_TOOL: Final = "For the tool"
"""Folder of what the tool itself reads again, such as the recorded plan."""
