"""Pictures of the site: that of the README, and sheets of chosen pages at three widths, light and dark.

Run `python -m tests.pictures` after a change of how pages look, and look at them.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests import small
from tests.benchmarks.browser import browser_path, chromium
from tests.command import run
from tests.quiet_server import serve

README = small.ROOT / "theme" / "screenshot.png"
FOLDER = small.ROOT / "tests" / "worked" / "pages"
PAGES = {
    "home": "",
    "project": "projects/theatre-first-case-start/",
    "workshop": "workshops/nhs-context/",
    "topic": "programme/shadowing/",
    "menu": "projects/",
    "case-study": "case-studies/friday-night-admissions/",
}
WIDTHS = {1280: 900, 390: 844, 320: 844}
"""Widths of the window and the height of its first screen, in pixels."""
GAP, BETWEEN = 24, "#7f8c8d"


def main() -> None:
    """Build the site and take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    path = browser_path()
    if path is None:
        raise SystemExit("Set CHROMIUM to the path of Chromium.")
    with tempfile.TemporaryDirectory() as place:
        site = Path(place, "site")
        result = run("build", "--site", str(site))
        if result.returncode:
            raise SystemExit(result.stderr)
        with serve(site) as address, chromium(path) as browser:
            picture(browser, address, 1280, "light").quantize(128).save(README, optimize=True)
            for name, page in PAGES.items():
                sheet(list(screens(browser, address + page))).save(FOLDER / f"{name}.webp", quality=70, method=6)


def screens(browser: Browser, address: str) -> Iterator[Image.Image]:
    """The first screen of a page, light and dark at each width."""
    for width in WIDTHS:
        for colours in ("light", "dark"):
            yield picture(browser, address, width, colours)


def picture(browser: Browser, address: str, width: int, colours: str) -> Image.Image:
    """The first screen of a page in a window."""
    size = {"width": width, "height": WIDTHS[width]}
    page = browser.new_page(viewport=size, color_scheme="dark" if colours == "dark" else "light")
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => null)")
    raw = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(raw)).convert("RGB")


def sheet(pictures: list[Image.Image]) -> Image.Image:
    """Pictures side by side."""
    width = sum(each.width + GAP for each in pictures) + GAP
    result = Image.new("RGB", (width, max(each.height for each in pictures) + 2 * GAP), BETWEEN)
    left = GAP
    for each in pictures:
        result.paste(each, (left, GAP))
        left += each.width + GAP
    return result


if __name__ == "__main__":
    main()
