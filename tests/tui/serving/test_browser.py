"""The screens in a real browser: Chromium without a window, driven by its own protocol."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pyte
import pytest

from storage.intake import read_bytes
from storage.library import Library

PATIENCE = 90.0
_LISTEN = """
window.heard = [];
const Usual = WebSocket;
window.WebSocket = class extends Usual {
    constructor(...words) {
        super(...words);
        this.addEventListener("message", (event) => {
            if (typeof event.data === "string") return;
            heard.push(btoa(String.fromCharCode(...new Uint8Array(event.data))));
        });
    }
};
"""


class Browser:
    """One page of a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._asked = 0
        self._screen = pyte.Screen(200, 80)
        self._stream = pyte.ByteStream(self._screen)

    async def ask(self, method: str, **options: Any) -> Any:
        """Tell the browser to do something, and wait until it has."""
        self._asked += 1
        await self._socket.send_json({"id": self._asked, "method": method, "params": options})
        while True:
            said = await self._socket.receive_json(timeout=PATIENCE)
            if said.get("id") == self._asked:
                assert "error" not in said, said
                return said["result"]

    async def value(self, expression: str) -> Any:
        return (await self.ask("Runtime.evaluate", expression=expression))["result"].get("value")

    async def shown(self) -> str:
        """Give what the terminal within the page has been told to show."""
        heard = await self.value("JSON.stringify((window.heard || []).splice(0))")
        for each in json.loads(heard):
            self._stream.feed(base64.b64decode(each))
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def until(self, seen: Callable[[str], bool]) -> str:
        end = time.monotonic() + PATIENCE
        while not seen(shown := await self.shown()):
            assert time.monotonic() < end, shown
            await asyncio.sleep(0.1)
        return shown

    async def press(self, key: str, text: str) -> None:
        await self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, **_code(key))
        await self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, **_code(key))

    async def picture(self) -> bytes:
        return base64.b64decode((await self.ask("Page.captureScreenshot"))["data"])


def _code(key: str) -> dict[str, Any]:
    return {"windowsVirtualKeyCode": 13 if key == "Enter" else ord(key.upper())}


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium here")
    folder = tmp_path / "browser"
    process = subprocess.Popen(
        [
            *(
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
            ),
            *("--no-first-run", "--disable-background-networking", "--window-size=1200,800"),
            *("--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        told, end = folder / "DevToolsActivePort", time.monotonic() + PATIENCE
        while not (told.exists() and "\n" in told.read_text("utf-8")):
            assert time.monotonic() < end, "the browser did not start"
            await asyncio.sleep(0.1)
        port = told.read_text("utf-8").split("\n")[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = [each for each in await answer.json() if each["type"] == "page"]
            async with session.ws_connect(
                pages[0]["webSocketDebuggerUrl"], max_msg_size=0
            ) as socket:
                yield Browser(socket)
    finally:
        process.terminate()
        process.wait(timeout=30)


async def test_a_page_opens_an_article_is_read_and_a_key_moves_the_page(
    serve, browser: Browser, tmp_path: Path
) -> None:
    paragraphs = "\n\n".join(f"Paragraph {n} says that cities should slow." for n in range(99))
    with Library.open(tmp_path / "library.json") as library:
        library.add(read_bytes(f"Slow streets\n\n{paragraphs}\n".encode(), "streets.txt"))
    served = serve()
    await browser.ask("Page.enable")
    await browser.ask("Page.addScriptToEvaluateOnNewDocument", source=_LISTEN)
    await browser.ask("Page.navigate", url=served.link)
    await browser.until(lambda shown: "KEY CLAIMS" in shown and "Slow streets" in shown)
    await browser.press("Enter", "\r")
    first = await browser.until(
        lambda shown: "KEY CLAIMS" not in shown and "Paragraph 0 says" in shown
    )
    before = await browser.picture()
    await browser.press(" ", " ")
    moved = await browser.until(lambda shown: "Paragraph 0 says" not in shown)
    assert "Paragraph" in moved
    assert moved != first
    assert await browser.picture() != before
    assert await browser.value("document.title") == "manicule"
    requested = await browser.value(
        "JSON.stringify(performance.getEntriesByType('resource').map((each) => each.name))"
    )
    assert json.loads(requested)
    assert all(name.startswith((served.link, "data:")) for name in json.loads(requested))
    await browser.press("q", "q")
    await browser.press("q", "q")
    end = time.monotonic() + PATIENCE
    while "The session has ended" not in await browser.value("document.body.innerText"):
        assert time.monotonic() < end
        await asyncio.sleep(0.1)
    assert served.end() == 0
