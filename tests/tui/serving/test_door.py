"""Who has no token is shown nothing, and nothing is left running."""

from __future__ import annotations

import os
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import aiohttp
import pytest

from storage.library import Library
from tui.terminal import serving


def status(link: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(link, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_without_the_token_everything_is_refused_in_the_same_words(serve) -> None:
    served = serve()
    bare = urlunsplit((*urlsplit(served.link)[:2], "", "", ""))
    token = urlsplit(served.link).path.strip("/")
    assert len(token) >= 40
    refused = {
        status(bare + path)
        for path in (
            *("", "/", "/ws", "/static/js/textual.js", "/download/x", f"/?token={token}"),
            *(f"/{token[:-1]}/", f"/{token}x/", f"/x/{token}/", "/%F0%9F%92%A9/", "//", "/../"),
        )
    }
    assert len(refused) == 1
    ((code, said),) = refused
    assert code == 403
    assert token not in said
    assert "manicule serve" in said
    good, page = status(served.link)
    assert good == 200
    assert token not in page
    assert "http" not in page.replace('origin.replace(/^http/, "ws")', "")


async def test_the_websocket_needs_the_token_and_a_page_of_ours(serve) -> None:
    served = serve()
    bare = "{0.scheme}://{0.netloc}".format(urlsplit(served.link))
    async with aiohttp.ClientSession() as session:
        for address, headers in (
            (f"{bare}/ws", {}),
            (f"{bare}/{'x' * 43}/ws", {}),
            (f"{served.link}ws", {"Origin": "http://127.0.0.1:1"}),
            (f"{served.link}ws", {"Origin": "null"}),
        ):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(address, headers=headers)
            assert refused.value.status == 403
        async with session.ws_connect(f"{served.link}ws", headers={"Origin": bare}) as socket:
            assert (await socket.receive(timeout=60)).type is aiohttp.WSMsgType.BINARY


def test_every_start_has_a_token_of_its_own(serve) -> None:
    assert urlsplit(serve().link).path != urlsplit(serve().link).path


def processes(folder: Path) -> list[int]:
    """List the processes that have the library of a test open on a screen."""
    found = []
    for each in Path("/proc").iterdir():
        if each.name.isdecimal():
            try:
                words = (each / "cmdline").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in words:
                found.append(int(each.name))
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux lists processes there")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
async def test_the_end_of_the_server_ends_every_program_and_stores_what_is_being_written(
    serve, tmp_path: Path, article, by: int
) -> None:
    with Library.open(tmp_path / "library.json") as library:
        library.add(article())
    served = serve()
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{served.link}ws") as socket:
        seen = ""

        async def until(words: str) -> None:
            nonlocal seen
            while words not in seen:
                seen += (await socket.receive_bytes(timeout=60)).decode("utf-8", "replace")

        async def press(keys: str, words: str) -> None:
            nonlocal seen
            seen = ""
            await socket.send_json(["stdin", keys])
            await until(words)

        await until("KEY CLAIMS")
        await press("\r", "min left")
        await press("a", "NOTE")
        await press("zebra zqx", "zqx")
        assert processes(tmp_path)
        os.kill(served.process.pid, by)
        # The page answers the server's farewell, as a browser does.
        while not socket.closed:
            await socket.receive(timeout=60)
    assert served.process.wait(timeout=60) == (0 if by != signal.SIGKILL else -by)
    end = time.monotonic() + 60
    while processes(tmp_path):
        assert time.monotonic() < end, "a program was left running"
        time.sleep(0.1)
    with Library.open(tmp_path / "library.json") as library:
        assert [note.note for note in library.annotations()] == ["zebra zqx"]


async def test_keys_that_come_in_one_burst_keep_their_order(serve, tmp_path: Path, article) -> None:
    with Library.open(tmp_path / "library.json") as library:
        library.add(article())
    words = "the quick brown fox jumps over the lazy dog"
    served = serve()
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{served.link}ws") as socket:
        seen = ""
        for keys, awaited in (
            ("", "KEY CLAIMS"),
            ("\r", "min left"),
            (f"a{words}\x13", "Note kept."),
        ):
            if keys:
                await socket.send_json(["stdin", keys])
            while awaited not in seen:
                seen += (await socket.receive_bytes(timeout=60)).decode("utf-8", "replace")
    with Library.open(tmp_path / "library.json") as library:
        assert [note.note for note in library.annotations()] == [words]


async def test_closing_the_page_ends_its_program_and_no_other(serve, tmp_path: Path) -> None:
    served = serve()
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{served.link}ws") as stays,
        session.ws_connect(f"{served.link}ws") as goes,
    ):
        await stays.receive_bytes(timeout=60)
        await goes.receive_bytes(timeout=60)
        await goes.close()
        await stays.send_json(["ping", "1"])
        while (said := await stays.receive(timeout=60)).type is not aiohttp.WSMsgType.TEXT:
            pass
        assert said.json() == ["pong", "1"]
        assert not stays.closed
    assert served.end() == 0


@pytest.mark.parametrize("said", ["no JSON", "{}", "[]", '["stdin"]', '["stdin", 7]', "7"])
async def test_words_that_are_not_the_pages_end_that_session_alone(serve, said: str) -> None:
    served = serve()
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(f"{served.link}ws") as socket:
            await socket.send_str(said)
            while not socket.closed:
                await socket.receive(timeout=60)
        assert (await session.get(served.link)).status == 200
    assert served.end() == 0
    assert served.process.stderr is not None
    assert "Traceback" not in served.process.stderr.read()


def test_without_the_extra_a_sentence_says_what_to_install(manicule, monkeypatch) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda name: None)
    done = manicule("serve")
    assert done.status == 1
    assert "pipx inject manicule textual-serve" in done.err


def test_a_port_in_use_and_a_host_that_is_not_here_are_refused_in_a_sentence(
    serve, manicule
) -> None:
    port = str(urlsplit(serve().link).port)
    for words in (["--port", port], ["--host", "no such host", "--port", "0"]):
        done = manicule("serve", *words)
        assert (done.status, done.err.count("\n")) == (1, 1)
        assert "choose another --port" in done.err
    assert manicule("serve", "--port", "70000").status == 2


@pytest.mark.parametrize(
    ("host", "warned"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("a", True)],
)
def test_a_host_that_others_reach_is_warned_of(host: str, warned: bool) -> None:
    assert serving.is_loopback(host) is not warned


def test_the_warning_is_said_when_others_can_reach_it(serve) -> None:
    served = serve("--host", "0.0.0.0")
    assert served.end() == 0
    assert served.process.stderr is not None
    assert "WARNING: other machines can reach this" in served.process.stderr.read()
