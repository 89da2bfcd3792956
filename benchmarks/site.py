"""A site on this machine that behaves well, or badly in every way that is known of.

The tests of the web read from it, and the check of the hostile files.
"""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from unittest import mock

from storage.intake.web import fetch

PARAGRAPH = (
    "The council voted on Tuesday to close the square to cars, because the shops around it had "
    "asked for that since the market was moved. "
)
PAGE = (
    '<html lang="en"><head><meta charset="utf-8"><title>The square — Café News</title>'
    '<link rel="canonical" href="{canonical}"></head><body><article><h1>The square</h1>'
    + "".join(f"<p>{PARAGRAPH * 4}Café number {n}.</p>" for n in range(4))
    + "</article></body></html>"
)


class Site:
    """Serves what a test tells it to."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.seen: list[tuple[str, dict[str, str]]] = []
        """The path and headers of every request."""

    def url(self, path: str, host: str = "site.test") -> str:
        return f"http://{host}:{self.port}{path}"


@contextlib.contextmanager
def served() -> Iterator[Site]:
    """Run a server at site.test and other.test, which count as public."""
    real = fetch.resolve

    def resolve(address: fetch.Address, *, allow_private: bool) -> list[fetch.IP]:
        if address.host.endswith(".test"):
            return [ip_address("127.0.0.1")]
        return real(address, allow_private=allow_private)

    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.site = Site(server.server_address[1])  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        with mock.patch.object(fetch, "resolve", resolve):
            yield server.site  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.seen.append((self.path, dict(self.headers)))
        # Whoever stops listening is what most of these are about.
        with contextlib.suppress(OSError):
            _ANSWERS.get(self.path.partition("?")[0], _missing)(self, site)

    def log_message(self, *_: object) -> None:
        pass

    def reply(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)


def _page(handler: _Handler, site: Site) -> None:
    handler.reply(PAGE.format(canonical=site.url("/kept")).encode())


def _foreign(handler: _Handler, site: Site) -> None:
    handler.reply(PAGE.format(canonical="https://evil.example/").encode())


def _zipped(handler: _Handler, site: Site) -> None:
    data = gzip.compress(PAGE.format(canonical="").encode())
    handler.reply(data, Content_Encoding="gzip")


def _to(where: str) -> Callable[[_Handler, Site], None]:
    def answer(handler: _Handler, site: Site) -> None:
        location = where.format(port=site.port)
        handler.reply(b"", 302, Location=location, Set_Cookie="seen=yes; Path=/")

    return answer


def _endless(handler: _Handler, site: Site) -> None:
    handler.reply(b"")
    while True:
        handler.wfile.write(b"x" * 65536)


def _slow(handler: _Handler, site: Site) -> None:
    handler.reply(b"")
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def _slow_head(handler: _Handler, site: Site) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def _zeros() -> Iterator[bytes]:
    """Give 150 MB of zeros, compressed, without holding them."""
    packer = zlib.compressobj(1, wbits=31)
    for _ in range(150):
        yield packer.compress(bytes(1_000_000))
    yield packer.flush()


def _bomb(handler: _Handler, site: Site) -> None:
    handler.reply(b"".join(_zeros()), Content_Encoding="gzip")


def _bomb_twice(handler: _Handler, site: Site) -> None:
    handler.reply(gzip.compress(b"".join(_zeros())), Content_Encoding="gzip, gzip")


def _untyped(handler: _Handler, site: Site) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(PAGE.format(canonical="").encode())


def _many_headers(handler: _Handler, site: Site) -> None:
    handler.reply(b"x", **{f"X-{n}": "y" for n in range(10_000)})


def _mistaken_charset(handler: _Handler, site: Site) -> None:
    data = PAGE.format(canonical="").encode()
    handler.reply(data, Content_Type="text/html; charset=latin-1")


def _named_charset(handler: _Handler, site: Site) -> None:
    page = PAGE.format(canonical="").replace('<meta charset="utf-8">', "")
    data = page.replace("Café", "Привет").encode("koi8-r", "replace")
    handler.reply(data, Content_Type="text/html; charset=koi8-r")


def _versioned(handler: _Handler, site: Site) -> None:
    same = handler.headers.get("If-None-Match") == '"v1"'
    if same or handler.headers.get("If-Modified-Since") == "Tue, 02 Jan 2024 10:00:00 GMT":
        handler.send_response(304)
        handler.end_headers()
        return
    version = {"ETag": '"v1"', "Last-Modified": "Tue, 02 Jan 2024 10:00:00 GMT"}
    handler.reply(PAGE.format(canonical="").encode(), **version)


def _soft(handler: _Handler, site: Site) -> None:
    body = "<html><body><p>Please enable JavaScript to continue to this site.</p></body></html>"
    handler.reply(body.encode())


def _missing(handler: _Handler, site: Site) -> None:
    handler.reply(PAGE.encode(), 404)


_ANSWERS: dict[str, Callable[[_Handler, Site], None]] = {
    "/page": _page,
    "/foreign-canonical": _foreign,
    "/gzip": _zipped,
    "/redirect": _to("/page"),
    "/redirect-local": _to("http://127.0.0.1:8080/"),
    "/redirect-file": _to("file:///etc/passwd"),
    "/redirect-loop": _to("/redirect-loop"),
    "/redirect-away": _to("http://other.test:{port}/page"),
    "/endless": _endless,
    "/slow": _slow,
    "/slow-head": _slow_head,
    "/gzip-bomb": _bomb,
    "/gzip-twice": _bomb_twice,
    "/big-length": lambda handler, site: handler.reply(b"x", Content_Length="10000000000"),
    "/wrong-type": lambda handler, site: handler.reply(b"\x89PNG", Content_Type="image/png"),
    "/no-type": _untyped,
    "/200-soft": _soft,
    "/versioned": _versioned,
    "/charset": _mistaken_charset,
    "/koi8": _named_charset,
    "/many-headers": _many_headers,
    "/forbidden": lambda handler, site: handler.reply(b"no", 403),
    "/cut": lambda handler, site: handler.reply(b"<html>", Content_Length="5000"),
}
