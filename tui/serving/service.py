"""One page: a process of the program, fed with its keys."""

from __future__ import annotations

import asyncio
import contextlib
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from typing import Any

from textual_serve.app_service import AppService

from tui.serving import DRIVER

_PATIENCE = 5.0
"""Seconds in which a program that was asked to quit can store what is being written."""


class PageService(AppService):
    """Runs the program for one page, by its words and not by a shell, and ends it for certain."""

    def __init__(self, words: Sequence[str], **options: Any) -> None:
        super().__init__(words[0], **options)
        self._words = words

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        # What the server's own terminal can do is nothing to the browser's.
        return {
            **super()._build_environment(width, height),
            "TEXTUAL_DRIVER": DRIVER,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            # ctrl+c is the server's: it asks each program to quit in order.
            start_new_session=os.name != "nt",
        )
        assert process.stdin is not None
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Hand on what the program shows; when it ends, whatever the reason, the page does too."""
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        """Ask the program to quit; end it if it does not."""
        process = self._process
        if process is None:
            return
        try:
            await asyncio.wait_for(super().stop(), _PATIENCE)
            await asyncio.wait_for(process.wait(), _PATIENCE)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
