"""A trust's own PowerPoint file: its looks are kept, and one that means harm is named."""

from __future__ import annotations
