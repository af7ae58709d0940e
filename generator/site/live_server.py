"""The server of a preview: files of a folder, and a script in each page that loads it again when it changes."""

from __future__ import annotations

import ipaddress
import mimetypes
import sys
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import AF_INET, AF_INET6
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .live_site import PAGE, LiveSite

SCRIPT, NEWS = "/~preview/reload.js", "/~preview/news"
"""Addresses of the script and of the events that it listens to. No page of a site has a tilde in its path."""
NOT_FOUND = "404.html"
PATIENCE = 10
"""Seconds after which a browser is asked whether it is still there."""
RELOAD = """\
(() => {
  const { file, state, news: address } = document.currentScript.dataset;
  let news = null;
  // A browser gives typed text back to its fields when it loads a page again, but not to fields that were replaced. A
  // page that asks before it is left still has something to lose.
  const isFilledIn = (field) => {
    if (field.options) {
      return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
    }
    const isTicked = field.type === "checkbox" || field.type === "radio";
    return isTicked ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  };
  const holdsTyping = (article) =>
    !window.dispatchEvent(new Event("beforeunload", { cancelable: true })) ||
    [...article.querySelectorAll("input, select, textarea")].some(isFilledIn);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  // Running the page's scripts again takes longer than its words, so the words come first. When a second frame begins,
  // the first has been drawn.
  const showWords = async () => {
    const text = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("article");
    const old = document.querySelector("article");
    if (fresh && old && !holdsTyping(old)) {
      old.replaceWith(fresh);
      await frame();
      await frame();
    }
  };
  const listen = () => {
    // A browser opens few connections to a server at once: a page that nobody sees lets go of its own.
    if (document.hidden) {
      news?.close();
      news = null;
    } else if (!news) {
      news = new EventSource(`${address}?file=${encodeURIComponent(file)}&state=${state}`);
      news.onmessage = () => {
        news.close();
        showWords().finally(() => location.reload());
      };
    }
  };
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", () => news?.close());
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  listen();
})();
"""
"""Browsers scroll a page that is loaded again to where it was."""
ABOVE = """\
<details class="faults md-banner" open>
<summary>The content has faults. This is the last version without any.</summary>
<pre>{faults}</pre>
</details>
"""


class LiveServer(ThreadingHTTPServer):
    """Serves a live site to requests that name this machine.

    A page of another site can point a name of its own at 127.0.0.1 and so read what is served here (DNS rebinding).
    A user who lets it listen at an address that others reach wants those others to read it.

    Raises:
        OSError: it cannot listen at the address.
    """

    daemon_threads = True

    def __init__(self, site: LiveSite, host: str, port: int) -> None:
        self.site = site
        self.address_family = AF_INET6 if ":" in host else AF_INET
        super().__init__((host, port), _Handler)
        self.for_this_machine = is_local(str(self.server_address[0]))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def is_local(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Handler(BaseHTTPRequestHandler):
    server: LiveServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answer with a file, the script or the news."""
        if self.server.for_this_machine and not is_local(self._host()):
            return self._answer(HTTPStatus.FORBIDDEN, b"403 Forbidden", "text/plain")
        address = urlsplit(self.path)
        if address.path == SCRIPT:
            return self._answer(HTTPStatus.OK, RELOAD.encode(), "text/javascript")
        if address.path == NEWS:
            return self._news(parse_qs(address.query))
        return self._file(unquote(address.path))

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing of single requests."""

    def _host(self) -> str:
        """The host that a request names, without its port."""
        try:
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        except ValueError:
            return ""

    def _file(self, path: str) -> None:
        site = self.server.site
        parts = path.split("/")
        unsafe = "\0" in path or "\\" in path or ":" in path or ".." in parts
        name = path.strip("/") + f"/{PAGE}" if path.endswith("/") else path.strip("/")
        name = name.lstrip("/")
        target = site.folder.joinpath(*name.split("/"))
        if not unsafe and target.is_dir():
            return self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", "text/plain", {"Location": f"{self.path}/"})
        # Whatever is written after this moment is news to whoever asks now.
        state = site.state
        content = None if unsafe else _read(target)
        if content is None:
            missing = _read(site.folder / NOT_FOUND) or b"404 Not Found"
            return self._page(HTTPStatus.NOT_FOUND, NOT_FOUND, missing, state)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind == "text/html":
            return self._page(HTTPStatus.OK, name, content, state)
        status = target.stat()
        tag = f'"{status.st_mtime_ns:x}-{len(content):x}"'
        if self.headers.get("If-None-Match") == tag:
            return self._answer(HTTPStatus.NOT_MODIFIED, b"", kind, {"ETag": tag})
        return self._answer(HTTPStatus.OK, content, kind, {"ETag": tag})

    def _page(self, status: HTTPStatus, file: str, content: bytes, state: str) -> None:
        """Answer with a page, with the script, and with the faults above what it says."""
        about = f'data-news="{NEWS}" data-file="{escape(file)}" data-state="{state}"'
        script = f'<script src="{SCRIPT}" {about} defer></script>'
        before, head, after = content.partition(b"</head>")
        if head:
            content = before + script.encode() + head + after
        faults = self.server.site.faults
        if faults:
            before, body, after = content.partition(b"<body")
            tag, end, rest = after.partition(b">")
            content = before + body + tag + end + ABOVE.format(faults=escape(faults)).encode() + rest
        self._answer(status, content, "text/html; charset=utf-8")

    def _news(self, query: dict[str, list[str]]) -> None:
        """Send one event when a page has to be loaded again."""
        file, state = (query.get(name, [""])[0] for name in ("file", "state"))
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        with self.server.site.looked_at(file):
            while not self.server.site.wait_for_news(file, state, PATIENCE):
                self.wfile.write(b": nothing yet\n\n")
        self.wfile.write(b"data: reload\n\n")

    def _answer(self, status: HTTPStatus, content: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        text = kind.startswith("text/") and "charset" not in kind
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (OSError, ValueError):
        return None
