"""The built site with a stand-in for the studio's worker: CPython answers what Pyodide answers in a browser.

The stand-in posts each request to this server, so the tests of the page need no runtime and are quick.
"""

from __future__ import annotations

import base64
import contextlib
import copy
import functools
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from generator.studio.desk import Desk
from generator.studio.messages import answer
from tests.quiet_server import CACHED, QuietHandler, QuietServer
from tests.studio.desks import TODAY

WORKER, ANSWER = "worker.js", "/studio-answer"
STAND_IN = """
const session = crypto.randomUUID();
const text = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
postMessage({progress: {stage: "runtime", loaded: 3100000, total: 9000000}});
addEventListener("message", async ({data: {id, request, files}}) => {
  const sent = files.map(({name, bytes}) => [name, btoa(text(bytes))]);
  const body = JSON.stringify({request: JSON.stringify(request), files: sent});
  const response = await fetch("ANSWER?session=" + session, {method: "POST", body});
  const answer = await response.json();
  if (answer.failed) {
    postMessage({id, failed: answer.failed});
  } else {
    const bytes = (coded) => Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
    const received = answer.files.map(([name, coded]) => ({name, bytes: bytes(coded)}));
    postMessage({id, reply: JSON.parse(answer.reply), files: received});
  }
});
postMessage({ready: true});
""".replace("ANSWER", ANSWER)


class StudioHandler(QuietHandler):
    """Serves the site; answers for the worker."""

    def __init__(self, *args: Any, sessions: Sessions, **values: Any) -> None:
        self.sessions = sessions
        super().__init__(*args, **values)

    def do_GET(self) -> None:  # noqa: N802  # The standard library's name.
        if urlsplit(self.path).path.rpartition("/")[2] == WORKER:
            self._send(STAND_IN.encode(), "text/javascript")
        else:
            super().do_GET()

    def do_POST(self) -> None:  # noqa: N802  # The standard library's name.
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        session = parse_qs(urlsplit(self.path).query)["session"][0]
        files = [(name, base64.b64decode(coded)) for name, coded in asked["files"]]
        try:
            reply, produced = self.sessions.answer(session, asked["request"], files)
        except Exception as error:  # What breaks here is what a worker reports as broken.
            self._send(json.dumps({"failed": f"{type(error).__name__}: {error}"}).encode(), "application/json")
            return
        coded = [(name, base64.b64encode(raw).decode()) for name, raw in produced]
        self._send(json.dumps({"reply": reply, "files": coded}).encode(), "application/json")

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


STARTS = ("new", "example")
"""What a page may ask for first, with answers that depend on nothing but the request."""


class Sessions:
    """The desk of each page that is open: every worker has one of its own.

    Most tests begin with the same plan. It is made once, and each page has a copy of the desk with it.
    """

    def __init__(self, fresh: Desk) -> None:
        self.fresh = fresh
        self.desks: dict[str, Desk] = {}
        self.started: dict[str, tuple[Desk, tuple[str, Any]]] = {}
        """The desks on which a plan was started, and what was answered, by request."""
        self.lock = threading.Lock()

    def answer(self, session: str, request: str, files: list[tuple[str, bytes]]) -> tuple[str, Any]:
        # It is always the same day, whatever the browser's clock says.
        request = json.dumps({**json.loads(request), "today": TODAY})
        with self.lock:
            desk = self.desks.setdefault(session, copied(self.fresh))
            if desk.scheme is not None or json.loads(request)["what"] not in STARTS:
                return answer(desk, request, files)
            if request not in self.started:
                self.started[request] = desk, answer(desk, request, files)
            started, answered = self.started[request]
            self.desks[session] = copied(started)
            return answered


def copied(desk: Desk) -> Desk:
    """A desk with the same scheme on it, on which other edits can be made."""
    copy_of = copy.copy(desk)
    copy_of.scheme, copy_of.shown = copy.copy(desk.scheme), copy.copy(desk.shown)
    return copy_of


@contextlib.contextmanager
def serve_studio(site: Path, fresh: Desk) -> Iterator[str]:
    """Address of a server of a built site whose studio CPython answers."""
    handler = functools.partial(StudioHandler, directory=str(site), headers=CACHED, sessions=Sessions(fresh))
    with QuietServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
