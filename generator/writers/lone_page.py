"""Self-contained pages with their style and script inside: templates, JSON in HTML, and a content security policy."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from ..model.characters import decoded
from ..model.diagnostics import Diagnostic, InputFault, Place

SHARED_STYLES = "theme/documents/page.css"
"""Style sheet of every such page; its own follows."""


@dataclass(frozen=True, slots=True)
class LonePageTheme:
    """What the theme has for such a page."""

    path: str
    """File of the template."""
    template: str
    """Text of the Jinja template."""
    styles: str
    """Style sheets, with the font embedded."""
    script: str


def texts(theme: Mapping[str, bytes], paths: Sequence[str], what: str) -> list[str]:
    """Files of a theme as text, with line ends as a browser normalises them, because the policy has hashes of the text.

    Raises:
        InputFault: files are missing; it names all of them, and what they are for.
    """
    missing = [path for path in paths if path not in theme]
    if missing:
        raise InputFault([Diagnostic("missing-file", f"a file of {what} is missing", Place(path)) for path in missing])
    return [decoded(theme[path]).strip() for path in paths]


def rendered(theme: LonePageTheme, **values: Any) -> bytes:
    """A page as HTML, in UTF-8. The template also gets `policy`, `styles` and `script`; JSON is made by `embedded`.

    Raises:
        InputFault: the template has a fault.
    """
    styles, script = theme.styles, theme.script
    try:
        text = _compiled(theme.template).render(
            values, policy=_policy(styles, script), styles=_trusted(styles), script=_trusted(script)
        )
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
        fault = Diagnostic("template", f"the template cannot be used: {error}", Place(theme.path, line))
        raise InputFault([fault]) from error
    return text.lstrip("\n").encode()


@lru_cache(maxsize=2)
def _compiled(template: str) -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(template)


def embedded(values: Mapping[str, Any]) -> Markup:
    """Values as JSON that cannot end the script element around it."""
    return _trusted(json.dumps(values, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def _policy(styles: str, script: str) -> str:
    """Content security policy: only the page's own style and script, identified by hash."""
    own = f"script-src {_hash(script)}; style-src {_hash(styles)}"
    return f"default-src 'none'; {own}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _trusted(text: str) -> Markup:
    return Markup(text)  # noqa: S704  # the theme's own files, or JSON without any `<`
