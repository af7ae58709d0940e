"""The files that can be made of a playbook."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What can be made of a playbook."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    ICS = "ics"
    XLSX = "xlsx"
    LETTERS = "letters"
    INSTRUMENTS = "instruments"
    CHARTERS = "charters"
