"""Debian's Firefox under Playwright, which speaks WebDriver BiDi with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import playwright
import pytest
from playwright.sync_api import Browser, Playwright

DRIVER = Path(playwright.__file__).parent / "driver"
RELAY = Path(__file__).with_suffix(".mjs")


def launched(started: Playwright, folder: Path) -> Browser:
    """Firefox without a window; `folder` is for the program that stands between it and Playwright."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        pytest.skip("needs Firefox: apt-get install firefox-esr")
    program = folder / "firefox"
    command = " ".join(f'"{word}"' for word in (DRIVER / "node", RELAY, DRIVER / "package/lib/utilsBundle.js", path))
    program.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return started.firefox.launch(channel="moz-firefox", executable_path=program, env={"HOME": str(folder)})
