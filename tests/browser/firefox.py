"""A page in Debian's Firefox, which speaks WebDriver BiDi itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

import playwright
import pytest

NODE = Path(playwright.__file__).parent / "driver/node"
"""It speaks WebSocket, which an older one may not."""


def evaluated(folder: Path, page: str, expression: str) -> Any:
    """The value of an expression, which may be a promise, in a page; `folder` is for Firefox's profile."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        pytest.skip("needs Firefox")
    options = ["--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port=0"]
    environment = {**os.environ, "HOME": str(folder)}
    with subprocess.Popen([firefox, *options], stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            lines = iter(process.stderr.readline, "")
            listening = next(filter(None, (re.search(r"ws://\S+", line) for line in lines)))
            threading.Thread(target=process.stderr.read, daemon=True).start()
            command = [str(NODE), str(Path(__file__).with_suffix(".mjs")), listening[0], page, expression]
            result = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
            assert result.returncode == 0, result.stderr
            return json.loads(result.stdout)
        finally:
            process.terminate()
