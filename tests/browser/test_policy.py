"""What a page may load and run. `open_page` also fails a test whenever the browser refuses something of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import small
from tests.browser.conftest import Open, open_pages
from tests.quiet_server import serve
from tests.reading import pages, read

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
README = (small.ROOT / "README.md").read_text(encoding="utf-8")
HEADERS = dict(re.findall(r"^(Content-Security-Policy|X-Content-Type-Options|Referrer-Policy): (.+)$", README, re.M))
WORKER = """
async function tried(run) { try { await run(); return "runs"; } catch (error) { return error.name; } }
(async () => postMessage([
  await tried(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
  await tried(() => (0, eval)("1")),
]))();
"""


def test_every_page_states_its_policy_before_it_loads_anything(site: Path) -> None:
    for file in pages(site):
        text = file.read_text(encoding="utf-8")
        assert POLICY in text, file
        assert text.index(POLICY) < min(text.index("<script"), text.index('rel="stylesheet"')), file


def test_no_page_has_the_next_one_fetched_ahead(site: Path) -> None:
    assert not [file for file in pages(site) if '<link rel="next"' in file.read_text(encoding="utf-8")]


def test_no_page_has_an_inline_script_or_handler(site: Path) -> None:
    for file in pages(site):
        elements = read(file).elements
        scripts = [values for tag, values in elements if tag == "script" and values.get("type") != "application/json"]
        assert all("src" in values for values in scripts), file
        assert not [name for _, values in elements for name in values if name.startswith("on")], file
        assert not [tag for tag, _ in elements if tag in ("iframe", "object", "embed", "base", "style")], file


def test_a_page_waits_for_no_script_but_the_one_that_chooses_its_colours(site: Path) -> None:
    """Under this policy Chromium asks for nothing ahead: whatever comes after a script waits for it."""
    early = "choices.js"
    for file in pages(site):
        elements = read(file).elements
        scripts = [
            (place, values) for place, (tag, values) in enumerate(elements) if tag == "script" and "src" in values
        ]
        waits = [
            (place, values["src"].rpartition("/")[2])
            for place, values in scripts
            if not ({"async", "defer"} & values.keys() or values.get("type") == "module")
        ]
        assert [name for _, name in waits] == [early], file
        styles = [
            (place, values["href"]) for place, (_, values) in enumerate(elements) if values.get("rel") == "stylesheet"
        ]
        after = [href.rpartition("/")[2] for place, href in styles if place > waits[0][0]]
        assert after == ["material_rest.css", "icons.css"], file
        assert any(values.get("as") == "script" and early in values["href"] for _, values in elements), file


def test_a_script_injected_into_a_page_does_not_run(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address)
    refused = page.evaluate(
        """() => new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "window.smuggled = true";
          document.body.append(script);
          setTimeout(() => resolve("nothing was refused"), 2000);
        })"""
    )

    assert refused.startswith("script-src")
    assert page.evaluate("window.smuggled") is None
    page.close()


def test_the_chosen_colour_scheme_is_remembered(open_page: Open) -> None:
    page = open_page()
    page.locator("label[title='Use dark colours']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(page.url + "projects/")

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.slow
def test_a_server_may_send_the_headers_that_the_readme_gives(chromium: Browser, site: Path) -> None:
    with serve(site, HEADERS) as address, open_pages(chromium, address) as open_page:
        page = open_page("projects/")
        page.get_by_label("Search, such as").fill("discharge")
        expect(page.locator(".projects a[data-project='theatre-first-case-start']")).to_be_hidden()


def test_with_these_headers_a_worker_may_run_webassembly_and_no_eval(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Worker</title>", encoding="utf-8")
    (tmp_path / "worker.js").write_text(WORKER, encoding="utf-8")
    with serve(tmp_path, HEADERS) as address:
        page = chromium.new_page()
        page.goto(address)
        answers = page.evaluate(
            "() => new Promise((resolve) => { new Worker('worker.js').onmessage = (event) => resolve(event.data); })"
        )
        page.close()

    assert answers == ["runs", "EvalError"]
