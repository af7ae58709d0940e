"""The page of the studio in Chromium, from a local server: what a planner waits for, and what her device carries."""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.benchmarks.browser import browser_path, chromium
from tests.benchmarks.measuring import Run, say
from tests.benchmarks.rows import Row, at_most, missing
from tests.benchmarks.slowed import slowed
from tests.quiet_server import serve

ROUNDS = 3
DOCUMENTS = ("fonts", "typst")
"""Files that Word and PDF need."""
EDITS = 8
SLOWER = 4
PAUSE = 1000
"""Milliseconds for three answers, of somebody who is quick."""
MEGABYTE = 1_000_000
UNTIL = """
const until = (sign) => new Promise((resolve) => {
  const look = () => (sign() ? resolve() : requestAnimationFrame(look));
  look();
});
const line = () => document.querySelector(".studio-plan-line")?.textContent ?? "";
"""
READY = f"""async () => {{
{UNTIL}
await until(() => document.querySelector(".studio-credit a"));
return performance.now();
}}"""
ANSWERS = """
document.querySelector("#studio-trust").value = "Westshire Hospitals";
document.querySelector("#studio-day").value = "15/9/2027";
document.querySelector("#studio-pairs").value = "12";
const start = performance.now();
document.querySelector("#studio-make").click();
await until(() => line().includes("15 Sep 2027"));
"""
FIRST_PLAN = f"async () => {{ {UNTIL} {ANSWERS} return performance.now() - start; }}"
MEANWHILE = f"""async () => {{
{UNTIL}
await until(() => document.querySelector("#studio-make")?.disabled === false);
{ANSWERS}
return performance.now();
}}"""
"""The form can be sent before the program is there."""
EDIT = f"""async ([day, sign]) => {{
{UNTIL}
const label = [...document.querySelectorAll("label")].find((each) => each.textContent.trim() === "First workshop");
const input = document.getElementById(label.htmlFor);
input.focus();
input.value = day;
const start = performance.now();
input.dispatchEvent(new Event("input", {{ bubbles: true }}));
input.dispatchEvent(new Event("change", {{ bubbles: true }}));
await until(() => line().includes(sign));
return performance.now() - start;
}}"""
WORKER = """async ([address, formats, documents]) => {
const { startClient } = await import(address + "javascripts/studio/client.js");
const client = startClient(new URL("studio/worker.js", address));
await client.ask({ what: "example", slug: "westbrook" });
const loading = performance.now();
if (documents) {
  await client.ask({ what: "documents" });
}
const start = performance.now();
await client.ask({ what: "make", formats });
for (let reply = {}; !reply.finished; ) {
  ({ reply } = await client.ask({ what: "next" }));
  if (reply.faults) {
    throw new Error(JSON.stringify(reply.faults));
  }
}
return [start - loading, performance.now() - start];
}"""


def studio_page(run: Run) -> Iterator[Row]:
    """Sizes, times and memory of the studio's page."""
    path = browser_path()
    built = run.site / "assets/studio/studio.json"
    if path is None or not built.exists():
        yield missing("the studio's page", "there is no Chromium" if path is None else "the studio is not built")
        return
    say("the studio's page in the browser")
    yield from _sizes(built)
    with serve(run.site) as address, chromium(path) as browser:
        yield from _first_use(browser, address)
        yield from _on_a_slow_machine(browser, address)
        yield from _files(browser, address)


def _sizes(built: Path) -> Iterator[Row]:
    files = json.loads(built.read_text(encoding="utf-8"))["files"]
    first = sum(each["size"] for each in files if each["what"] not in DOCUMENTS) / MEGABYTE
    later = sum(each["size"] for each in files if each["what"] in DOCUMENTS) / MEGABYTE
    yield at_most("the studio before Typst, as it lies on the server", first, "MB", 9)
    yield at_most("  Typst, for Word and PDF", later, "MB", 13)


def _first_use(browser: Browser, address: str) -> Iterator[Row]:
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        context = _context(browser)
        _note(times, "dates cold", _visit(context, address, MEANWHILE)[0])
        context.close()
        _visits(browser, address, times)
    middle = {what: statistics.median(measured) for what, measured in times.items()}
    yield at_most("ready, nothing in the browser's cache", middle["cold"], "s", 5)
    yield at_most("  ready again", middle["warm"], "s", 3)
    yield at_most(
        "from opening the page to the first dates, with the answers given meanwhile", middle["dates cold"], "s", 5.3
    )
    yield at_most("  the same again", middle["dates warm"], "s", 3.3)
    yield at_most("from three answers to the first plan, at the moment of ready", middle["at once"], "s", 0.3)
    yield at_most("  a second after it", middle["after a pause"], "s", 0.3)
    yield at_most("  memory of the page and its worker", middle["memory"], "MB", 350)
    yield at_most("an edit, until the plan shows it", middle["edit"] * 1000, "ms", 150)


def _on_a_slow_machine(browser: Browser, address: str) -> Iterator[Row]:
    times: dict[str, list[float]] = {}
    with slowed(_processes(browser, "browser")[0], SLOWER):
        for _ in range(ROUNDS):
            _visits(browser, address, times)
    middle = {what: statistics.median(measured) for what, measured in times.items()}
    yield Row(f"on a machine {SLOWER} times slower: ready, nothing in the browser's cache", middle["cold"], "s")
    yield Row("  ready again", middle["warm"], "s")
    yield Row("  from opening the page again to the first dates", middle["dates warm"], "s")
    yield Row("  from three answers to the first plan, at the moment of ready", middle["at once"], "s")
    yield at_most("  an edit, until the plan shows it", middle["edit"] * 1000, "ms", 500)


def _visits(browser: Browser, address: str, times: dict[str, list[float]]) -> None:
    """Note the seconds of a first visit, of later ones, and of what is done there."""
    context = _context(browser)
    _note(times, "cold", _visit(context, address, READY)[0])
    _, page = _visit(context, address, READY)
    page.wait_for_timeout(PAUSE)
    _note(times, "after a pause", page.evaluate(FIRST_PLAN))
    _note(times, "dates warm", _visit(context, address, MEANWHILE)[0])
    time, page = _visit(context, address, READY)
    _note(times, "warm", time)
    _note(times, "at once", page.evaluate(FIRST_PLAN))
    times.setdefault("memory", []).append(_memory(browser))
    page.evaluate("location.hash = 'cohort'")
    page.get_by_label("First workshop", exact=True).wait_for()
    days = [("22/9/2027", "22 Sep 2027"), ("6/10/2027", "6 Oct 2027")] * (EDITS // 2)
    _note(times, "edit", statistics.median(page.evaluate(EDIT, list(day)) for day in days))
    context.close()


def _note(times: dict[str, list[float]], what: str, milliseconds: float) -> None:
    times.setdefault(what, []).append(milliseconds / 1000)


def _context(browser: Browser) -> BrowserContext:
    return browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")


def _visit(context: BrowserContext, address: str, until: str) -> tuple[float, Page]:
    """What a script returns on the studio's page, as soon as that is open."""
    for page in context.pages:
        page.close()
    page = context.new_page()
    page.goto(f"{address}studio/")
    return float(page.evaluate(until)), page


def _files(browser: Browser, address: str) -> Iterator[Row]:
    page = browser.new_page()
    page.goto(f"{address}404.html")
    _, light = page.evaluate(WORKER, [address, ["html", "xlsx", "ics"], False])
    yield at_most("all files but Word and PDF", light / 1000, "s", 2)
    loading, everything = page.evaluate(WORKER, [address, ["html", "docx", "pdf", "ics", "xlsx"], True])
    yield Row("  Typst ready", loading / 1000, "s")
    yield at_most("  all files once Typst is there", everything / 1000, "s", 8)
    yield Row("  memory with PDF", _memory(browser), "MB")


def _memory(browser: Browser) -> float:
    """Memory of the largest process that shows pages."""
    return max(_resident(process) for process in _processes(browser, "renderer"))


def _processes(browser: Browser, kind: str) -> list[int]:
    """Ids of the processes of a browser."""
    session = browser.new_browser_cdp_session()
    processes: list[dict[str, Any]] = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return [process["id"] for process in processes if process["type"] == kind]


def _resident(process: int) -> float:
    text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    match = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(match[1]) * 1024 / MEGABYTE if match else 0.0
