"""Run a person's own shell command on a text, and listen to it while it works."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import os
import signal
import time
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import Callable
from dataclasses import dataclass

GRACE = 0.3
"""Seconds in which what a command wrote last still comes; what it left behind may write on."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command ended."""

    status: int
    """As shells count: 0 for success, above 128 for a signal."""
    seconds: float
    killed: bool = False
    """Whether we ended it."""


class Running(asyncio.SubprocessProtocol):
    """A command at work, which can be ended."""

    _transport: asyncio.SubprocessTransport

    def __init__(self, hear: Callable[[str], bool]) -> None:
        self.killed = False
        self.exited = asyncio.Event()
        self.silent = asyncio.Event()
        """Whether nobody is left who could write more."""
        self._hear = hear
        self._enough = False
        """Whether nothing more is to be heard."""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self._tell(self._decode(data))

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        # What it was given is a pipe too, and need not be read.
        if fd == 1:
            self._tell(self._decode(b"", True))
            self.silent.set()

    def _tell(self, text: str) -> None:
        # What stood in the pipe when it was ended is no longer asked for.
        if not self._enough and not self._hear(text):
            self._enough = True
            self.kill()

    def process_exited(self) -> None:
        self.exited.set()

    def kill(self) -> None:
        """End it with everything that it has started, unless it has ended by itself."""
        if self.exited.is_set():
            return
        self.killed = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(self._transport.get_pid(), signal.SIGKILL)
            else:
                self._transport.kill()


async def run(
    command: str,
    text: str,
    hear: Callable[[str], bool],
    started: Callable[[Running], None] = lambda _: None,
) -> Ending:
    """Give a text to a shell command; `hear` gets what it writes, and ends it by False.

    It has no terminal, so that it can neither ask nor draw. Raises OSError when there is no shell.
    """
    began = time.monotonic()
    transport, running = await asyncio.get_running_loop().subprocess_shell(
        lambda: Running(hear),
        command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
        start_new_session=True,
    )
    try:
        started(running)
        given = transport.get_pipe_transport(0)
        assert isinstance(given, asyncio.WriteTransport)
        given.write(text.encode("utf-8", "replace"))
        given.close()
        await running.exited.wait()
        seconds = time.monotonic() - began
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(running.silent.wait(), GRACE)
    finally:
        running.kill()
        transport.close()
    status = transport.get_returncode() or 0
    return Ending(128 - status if status < 0 else status, seconds, running.killed)
