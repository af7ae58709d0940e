"""The list of the studio's files, by which a browser keeps them for use without a network."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

ADDRESS = "studio/offline.json"
"""Beside the studio's page."""
_ASSETS = "theme/assets/"
_NEEDED = re.compile(r"(studio|javascripts|stylesheets)/.*\.(js|css)|fonts/.*\.woff2")
"""Files of the theme that the page may load, by their path on the site."""


def offline_list(theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """The list by its path from the root of the docs folder: each file with its hash, and the version of all.

    What MkDocs and its theme add to the page is not known here: the page itself lists that.
    """
    files = [
        (path.removeprefix(_ASSETS), hashlib.sha256(raw).hexdigest()[:16])
        for path, raw in sorted(theme.items())
        if path.startswith(_ASSETS) and _NEEDED.fullmatch(path.removeprefix(_ASSETS))
    ]
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    return {ADDRESS: json.dumps({"version": version, "files": files}, indent=1).encode() + b"\n"}
