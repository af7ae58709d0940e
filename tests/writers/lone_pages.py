"""What every page in a file of its own promises."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape


def is_alone(text: str) -> None:
    """Its policy allows nothing but its own style and script, each by the hash of what the page holds."""
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])  # type: ignore[index]
    for tag in ("style", "script"):
        inner = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]  # type: ignore[index]
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
