"""The small workshop with other minutes and words in groups of three and four."""

from __future__ import annotations

from generator.model.library import Library
from generator.sources.load import load
from tests import small

LISTENING = "content/workshops/listening.yml"
WELCOME = """
    variants:
      - group_sizes: [3]
        minutes: 6
      - group_sizes: [4]
        say: ["Welcome, fours."]
"""
TALK = """
    variants:
      - group_sizes: [3]
        minutes: 39
        summary: "{One talks/Two talk}, the others of a pair listen."
        do:
          - "Minutes 0 to 13: the first of you talks."
          - "Minutes 13 to 39: the second, then the third."
        cues:
          - minute: 26
            do: The third of you talks.
        if_late_saves: 5
        slides:
          - title: Three rounds
            points: [Thirteen minutes each]
"""


def library() -> Library:
    """The small library, in which threes greet for less time and talk for longer, and fours hear another welcome."""
    files = small.edited(LISTENING, "        points: [Phones off]\n", f"        points: [Phones off]{WELCOME}")
    text = files[LISTENING].decode().replace("    instruments: [log]\n", f"    instruments: [log]{TALK}")
    return load(files | {LISTENING: text.encode()}).require()
