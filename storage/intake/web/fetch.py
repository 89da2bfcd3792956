"""Bytes of the web, within limits of size and time.

Each connection goes to a number that was checked, never to a name that could be looked up
anew. The whole of a fetch has one deadline: a server that sends a byte now and then is cut
off like one that sends none.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING

import storage
from storage.errors import IntakeError
from storage.intake.decode import LIMIT
from storage.intake.sanitise import line
from storage.intake.web import cookies as jars
from storage.intake.web.address import IP, Address, follow, parse, resolve
from storage.models import Page, Version

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

DEADLINE = 20.0
"""Seconds for everything, redirections included."""
HOPS = 5
"""Redirections followed."""
_CONNECTING = 8.0
_CHUNK = 64 * 1024
_LOOK = 0.05
_REDIRECTS = (301, 302, 303, 307, 308)
_TYPES = ("text/", "application/")
"""What may hold an article; its bytes tell which kind it is."""

_SAME = 304
_UNKNOWN = Version()

Stopped = Callable[[], bool]


class Unchanged(IntakeError):
    """What is known already is still what is there."""


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    cookies: CookieJar | None = None,
    stopped: Stopped = lambda: False,
    deadline: float = DEADLINE,
    limit: int = LIMIT,
    known: Version = _UNKNOWN,
) -> Page:
    """Fetch one page of at most `limit` bytes; IntakeError says why not.

    `stopped` is asked all the while and ends the fetch. What is still of the `known` version
    is not sent again: Unchanged.
    """
    jar = CookieJar() if cookies is None else cookies
    address = parse(url.strip())
    watch = _Watch(line(str(address)), time.monotonic() + deadline, stopped)
    for _ in range(HOPS + 1):
        machines = resolve(address, allow_private=allow_private)
        with watch.over(_connected(address, machines, watch)) as connection:
            response = _asked(connection, address, jar, known)
            jars.keep(jar, address, response.headers)
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                address = follow(address, location)
                continue
            if response.status == _SAME:
                raise Unchanged(f"{line(str(address))} has not changed.")
            _check(response, address, limit)
            body = _body(response, address, limit)
            return Page(str(address), body, _charset(response), _version(response))
    raise IntakeError(f"{line(url)} sends from page to page without an end; check the address.")


class _Watch:
    """Cuts a connection off when the time is up or the person calls it off."""

    def __init__(self, shown: str, until: float, stopped: Stopped) -> None:
        self.left = until - time.monotonic()
        self._shown = shown
        self._until = until
        self._stopped = stopped

    @contextlib.contextmanager
    def over(self, connection: HTTPConnection) -> Iterator[HTTPConnection]:
        """Watch a connection for the length of a block, and close it after."""
        done = threading.Event()
        # The connection itself forgets its socket when the answer begins.
        watcher = threading.Thread(target=self._look, args=(connection.sock, done), daemon=True)
        watcher.start()
        try:
            yield connection
        except (OSError, _http_error(), http.client.HTTPException, ValueError) as error:
            self.check()
            raise IntakeError(f"{self._shown} broke off ({_reason(error)}); try again.") from None
        finally:
            done.set()
            connection.close()
        self.check()

    def check(self) -> None:
        """Raise IntakeError when it is over."""
        if self._stopped():
            raise IntakeError(f"{self._shown}: called off.")
        self.left = self._until - time.monotonic()
        if self.left <= 0:
            raise IntakeError(f"{self._shown} takes too long to answer; try again later.")

    def _look(self, wire: socket.socket, done: threading.Event) -> None:
        while not done.wait(_LOOK):
            if self._stopped() or time.monotonic() > self._until:
                with contextlib.suppress(OSError):
                    # Closing would not wake a thread that reads, and a secure socket's own
                    # way to end would take its state from under that thread.
                    socket.socket.shutdown(wire, socket.SHUT_RDWR)
                return


def _connected(address: Address, machines: list[IP], watch: _Watch) -> HTTPConnection:
    """Connect to the first machine that answers."""
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.exceptions import HTTPError

    failure: Exception | None = None
    for machine in machines:
        watch.check()
        wait = max(0.1, min(_CONNECTING, watch.left))
        if address.scheme == "https":
            connection: HTTPConnection = HTTPSConnection(
                str(machine),
                address.port,
                timeout=wait,
                ssl_context=ssl.create_default_context(),
                server_hostname=address.host,
                assert_hostname=address.host,
            )
        else:
            connection = HTTPConnection(str(machine), address.port, timeout=wait)
        try:
            connection.connect()
        except (OSError, HTTPError) as error:
            connection.close()
            failure = error
            continue
        return connection
    watch.check()
    shown = line(str(address))
    if failure is not None and "certificate" in str(failure).lower():
        raise IntakeError(
            f"{shown} is refused: the certificate of the site is not valid; look at the page in "
            "a browser, and save it there."
        )
    raise IntakeError(f"{shown} does not answer; check the address and the connection.")


def _asked(
    connection: HTTPConnection, address: Address, jar: CookieJar, known: Version
) -> BaseHTTPResponse:
    headers = {
        "Host": address.authority,
        "User-Agent": f"manicule/{storage.__version__} (a terminal reader; fetches for a person)",
        "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    if address.login:
        headers["Authorization"] = "Basic " + base64.b64encode(address.login.encode()).decode()
    if kept := jars.header_for(jar, address):
        headers["Cookie"] = kept
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    connection.request("GET", address.target, headers=headers, preload_content=False)
    return connection.getresponse()


def _check(response: BaseHTTPResponse, address: Address, limit: int) -> None:
    shown, status = line(str(address)), response.status
    if status in (401, 402, 403, 407, 429, 451):
        raise IntakeError(
            f"{shown} refuses to send its page ({status}): save it in the browser and add the "
            "file, or name the browser's cookies with --cookies."
        )
    if status != 200:
        reason = http.client.responses.get(status, "an error")
        raise IntakeError(f"{shown} sends no page ({status} {reason}); check the address.")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith(_TYPES):
        raise IntakeError(f"{shown} is no article: the site says it is {line(kind)}.")
    length = response.headers.get("Content-Length", "")
    if (length.isdecimal() and len(length) < 20 and int(length) > limit) or len(length) >= 20:
        raise _too_large(address, limit)


def _body(response: BaseHTTPResponse, address: Address, limit: int) -> bytes:
    parts, size = [], 0
    for part in response.stream(_CHUNK, decode_content=True):
        size += len(part)
        if size > limit:
            raise _too_large(address, limit)
        parts.append(part)
    return b"".join(parts)


def _charset(response: BaseHTTPResponse) -> str:
    _, _, rest = response.headers.get("Content-Type", "").partition("charset=")
    return rest.partition(";")[0].strip(" \"'")[:40]


def _version(response: BaseHTTPResponse) -> Version:
    """Return how the server names this version, in letters that can be sent back to it."""
    etag, modified = (response.headers.get(n, "").strip() for n in ("ETag", "Last-Modified"))
    return Version(*(v if v.isascii() and v.isprintable() else "" for v in (etag, modified)))


def _too_large(address: Address, limit: int) -> IntakeError:
    return IntakeError(
        f"{line(str(address))} is larger than {limit >> 20} MB, which is more than an article "
        "can be."
    )


def _http_error() -> type[Exception]:
    from urllib3.exceptions import HTTPError

    return HTTPError


def _reason(error: Exception) -> str:
    text = line(str(error.args[-1] if error.args else error))
    return text[:120] or type(error).__name__
