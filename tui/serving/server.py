"""The door: nothing is shown to who does not bring the token of the link."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import secrets
import signal
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server, to_int

from tui.serving.service import PageService

_PAGE = Path(__file__).with_name("page.html")
_HEADERS = {
    # The address is the key: it must not travel to where a link leads, nor stay in a cache.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_POLICY = "default-src 'self'; script-src 'self' 'nonce-{}'; style-src 'self' 'unsafe-inline'; "
_POLICY += "img-src 'self' data:; frame-ancestors 'none'"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Door(Server):
    """Serves the screens below a path that nobody can guess.

    The token is a part of the path and no cookie: cookies go to every port of a machine, and so
    to whatever else is served there.
    """

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(words[0], title="manicule")
        self.token = secrets.token_urlsafe(32)
        self._words = words
        self._open: set[PageService] = set()

    async def listen(self, host: str, port: int, ready: Callable[[int], None]) -> None:
        """Serve until the process is interrupted; `ready` is told the port.

        OSError is raised where that cannot be listened at.
        """
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            interrupted = _interruption()
            ready(runner.addresses[0][1])
            await interrupted.wait()
        finally:
            await asyncio.gather(*(service.stop() for service in self._open))
            await runner.cleanup()

    def _application(self) -> web.Application:
        inner = web.Application()
        inner.add_routes(
            [
                web.get("/", self.handle_index),
                web.get("/ws", self.handle_websocket),
                web.static("/static", self.statics_path),
            ]
        )
        outer = web.Application(middlewares=[self._guard])
        outer.add_subapp(f"/{self.token}", inner)
        return outer

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse whoever lacks the token, whatever they ask for, and say no more than that."""
        shown = request.path.split("/")[1]
        if not hmac.compare_digest(shown.encode("utf-8", "replace"), self.token.encode()):
            return web.Response(
                status=403,
                text="Open the whole link that `manicule serve` printed.\n",
                headers=_HEADERS,
            )
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    async def handle_index(self, request: web.Request) -> web.Response:
        """Give the page."""
        nonce = secrets.token_urlsafe(16)
        size = min(max(to_int(request.query.get("fontsize", ""), 16), 6), 60)
        return web.Response(
            text=Template(_PAGE.read_text(encoding="utf-8")).substitute(nonce=nonce, size=size),
            content_type="text/html",
            headers={"Content-Security-Policy": _POLICY.format(nonce)},
        )

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a program for a page as long as that is open."""
        # A browser says from where a script calls; any other page is turned away.
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="This page may not open the library.\n")
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        service = PageService(
            self._words,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=socket.close,
            download_manager=self.download_manager,
        )
        self._open.add(service)
        try:
            await service.start(_cells(request, "width", 80), _cells(request, "height", 24))
            # Words that are not the page's end the session and nothing else.
            with contextlib.suppress(
                ValueError, TypeError, LookupError, AttributeError, AssertionError
            ):
                await self._process_messages(socket, service)
        finally:
            await service.stop()
            self._open.discard(service)
        return socket


def _cells(request: web.Request, name: str, usual: int) -> int:
    return min(max(to_int(request.query.get(name, ""), usual), 1), 1000)


def _interruption() -> asyncio.Event:
    """Give an event that ctrl+c, a closed terminal or a wish to end sets."""
    interrupted, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # Windows has no such handlers; there ctrl+c cancels what waits.
        if hasattr(signal, name):
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(getattr(signal, name), interrupted.set)
    return interrupted
