"""PyYAML's pure parser, changed to read question marks as libyaml does. A browser has only this parser.

PyYAML ends an unquoted text within `[...]` at a question mark, so that `ask: [What did you hear?]` is a fault.
libyaml 0.2.5 and YAML 1.2 (production 123, ns-plain-first, and those after it) read it as text.
"""

from __future__ import annotations

from typing import Any

import yaml

_BLANK = "\0 \t\r\n\x85\u2028\u2029"


class PureLoader(yaml.SafeLoader):
    """The pure parser, of which only the events are used."""

    def check_key(self) -> bool:
        """Whether a question mark starts a key: only before a blank, in flow context too."""
        return self.peek(1) in _BLANK

    def check_plain(self) -> bool:
        """Whether unquoted text starts here."""
        return bool(super().check_plain()) or (self.peek() == "?" and self.peek(1) not in _BLANK)

    def scan_plain(self) -> Any:
        """One unquoted text. As in PyYAML 6.0.3 (scanner.py, MIT licence), but `?` does not end it."""
        chunks: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        spaces: list[str] = []
        while self.peek() != "#":
            length = self._plain_length()
            if not length:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start) or []
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return yaml.ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self) -> int:
        ends = _BLANK + (",[]{}" if self.flow_level else "")
        length = 0
        while (character := self.peek(length)) not in ends and not (character == ":" and self.peek(length + 1) in ends):
            length += 1
        return length
