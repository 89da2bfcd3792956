"""The terminal of Linux and macOS, written to at once and left at once."""

from __future__ import annotations

import contextlib
import os
import select
import threading
from codecs import getincrementaldecoder
from typing import Any

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.ground import Answers, Ground
from tui.painting.early import ENTER, Early, write_all
from tui.painting.memory import Memory

_TICK = 0.1
"""Seconds after which a lone escape is taken for the key of that name."""


class QuickDriver(LinuxDriver):
    """Writes a frame with one call and no thread between; quitting waits for nothing.

    Textual's own driver hands each piece to a thread that writes it, and at the end waits
    up to a fifth of a second for the thread that reads.
    """

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self.memory = Memory()
        self._held: list[str] = []
        self._lock = threading.RLock()
        self._waking: tuple[int, int] | None = None
        ground: Ground = getattr(app, "ground", Ground())
        self._typed = ground.typed
        self._answers = Answers() if ground.owed else None
        self._usual = ground.before
        self._early: Early | None = getattr(app, "early", None)

    def start_application_mode(self) -> None:
        """Take the terminal over; nothing is known of what stands on it."""
        self.memory.forget()
        self._waking = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._early is not None:
            self._early.taken()
        if self._usual is not None:
            # What is lent the terminal finds it as the person had it before it was asked.
            self.attrs_before = self._usual
        # The thread was only started; what it would have written is written here.
        if self._writer_thread is not None:
            self._writer_thread.stop()

    def write(self, data: str) -> None:
        """Hold data until the frame is whole; another thread's is written at once."""
        if data == ENTER and self._early is not None and self._early.standing:
            # To enter twice would clear what stands there.
            return
        with self._lock:
            self._held.append(data)
            if len(self._held) == 1 and self._on_loop():
                self._loop.call_soon(self.flush)
        if not self._on_loop():
            self.flush()

    def _on_loop(self) -> bool:
        return threading.get_ident() == self._app._thread_id

    def flush(self) -> None:
        """Write what is held, however long a slow terminal takes."""
        with self._lock:
            if not self._held:
                return
            data = "".join(self._held)
            self._held.clear()
            if self._file is not None:
                # A terminal that is gone is told by its signal; there is nobody to complain to.
                with contextlib.suppress(OSError):
                    write_all(self._file.fileno(), data.encode(self._file.encoding, "replace"))

    def send_message(self, message: Message) -> None:
        """Hand a key on as it is: Textual would make a task for each."""
        self._app.post_message(message)

    def disable_input(self) -> None:
        """Wake the thread that reads, so that its end need not be waited for."""
        if self._waking is not None:
            with contextlib.suppress(OSError):
                os.write(self._waking[1], b"\0")
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        super().stop_application_mode()
        self.flush()
        if self._waking is not None:
            for end in self._waking:
                os.close(end)
            self._waking = None

    def run_input_thread(self) -> None:
        """Read keys and answers of the terminal until the app ends."""
        assert self._waking is not None
        wake = self._waking[0]
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        # What was typed before the screens stood comes first.
        for event in parser.feed(decode(self._typed)) if self._typed else ():
            self.process_message(event)
        while not self.exit_event.is_set():
            ready = select.select([self.fileno, wake], [], [], _TICK)[0]
            if self.fileno in ready:
                try:
                    data = os.read(self.fileno, 4096)
                except OSError:
                    data = b""
                if not data:
                    # The terminal is gone, which its signal tells, or what was piped has ended.
                    break
                if self._answers is not None:
                    data = self._answers.feed(data)
                    self._answers = None if self._answers.done else self._answers
                for event in parser.feed(decode(data)) if data else ():
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
            if wake in ready:
                break
        with contextlib.suppress(EOFError, ParseError):
            list(parser.feed(""))
