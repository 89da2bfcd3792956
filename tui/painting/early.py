"""A page painted before the app is there that will draw it, and a terminal given back in order."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.painting import kept

if TYPE_CHECKING:
    from tui.ground import Asking

ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"
"""To the terminal's other screen, and back."""

_SHOW = "\x1b[?25h"
"""The cursor."""

_UNTAKEN = "".join(f"\x1b[?{mode}l" for mode in (1000, 1003, 1006, 1015, 1004, 2004)) + "\x1b[<u"
"""No mouse, no focus, no pastes, no keys but the usual ones."""

PATIENCE = 0.03
"""Seconds that the terminal's answer is waited for, on which the colours depend."""


class Left(NamedTuple):
    """What an article's opening would show, as things were when it was left."""

    article: int
    size: tuple[int, int]
    dark: bool
    """Whether the terminal's ground is."""
    rows: Sequence[str]
    """Every row of the screen as it is sent to the terminal."""
    reference: str = ""
    """What the article will be called."""


class Early:
    """What stands on the terminal before the app does."""

    def __init__(self, question: kept.Asked) -> None:
        self._question = question
        self._file = sys.stderr.fileno()
        self.standing = False
        """Whether a page stands there that nobody has taken charge of."""
        self.painted = False
        """Whether there was one."""
        self._taken = False
        self.left: Left | None = None
        """What is to be kept for the next time."""

    def paint(self, asking: Asking) -> None:
        """Show the page that was kept, if it is certain that the app will show the same."""
        width, height = os.get_terminal_size(self._file)
        page = kept.read(self._question, (width, height))
        # In colours that are right: where the answer is long in coming, so is the page.
        if page is None or not asking.wait(PATIENCE) or asking.is_dark(os.environ) != page.dark:
            return
        self.standing = self.painted = True
        write_all(self._file, f"{ENTER}\x1b[?25l".encode() + page.sent)

    def taken(self) -> None:
        """Hear that the app has taken charge of the terminal."""
        self.standing = False
        self._taken = True

    def over(self) -> None:
        """Give the terminal back if nobody took charge of it."""
        if self.standing:
            self.standing = False
            self._send(f"{LEAVE}{_SHOW}")

    def cut_off(self) -> None:
        """Give the terminal back whoever has charge of it: nobody will do it later."""
        if self._taken:
            self._send(f"{_UNTAKEN}\x1b[?7h{LEAVE}{_SHOW}")
        self.over()

    def _send(self, text: str) -> None:
        # A terminal that is gone needs nothing back.
        with contextlib.suppress(OSError):
            write_all(self._file, text.encode())

    def keep(self, files: Iterable[tuple[str, kept.Look]]) -> None:
        """Keep what was left for as long as these files look like that; else what still holds."""
        library = list(files)
        left = self.left
        if left is None or not library:
            kept.drop_stale()
            return
        question = self._question._replace(reference=left.reference)
        sent = "".join(f"\x1b[{y}H{row}" for y, row in enumerate(left.rows, 1)).encode()
        others = [(path, kept.look(path)) for path in _depends_on()]
        kept.keep(question, left.size, kept.Page(left.dark, sent), [*library, *others])


@contextlib.contextmanager
def early(asking: Asking | None, library: str | None, reference: str) -> Iterator[Early | None]:
    """Show the page that was left, when it is what will be shown; None where nothing can be."""
    if asking is None:
        yield None
        return
    painter = Early(kept.asked(library, reference))

    asking.before_ending = painter.cut_off
    try:
        if reference:
            painter.paint(asking)
        yield painter
    finally:
        painter.over()


def write_all(file: int, data: bytes) -> None:
    """Write everything, however long a slow terminal takes."""
    left = memoryview(data)
    while left:
        try:
            left = left[os.write(file, left) :]
        except BlockingIOError:
            # Whoever started us made the terminal refuse rather than wait.
            select.select([], [file], [])


def _depends_on() -> list[str]:
    """Name what a page depends on besides the library: settings, drafts, the code itself."""
    import rich
    import textual

    import tui
    from storage.paths import config_file, drafts_folder, state_folder

    # Of libraries, which are only changed whole, one file tells.
    code = [str(module.__file__) for module in (rich, textual)]
    loaded = [(name.partition(".")[0], module) for name, module in sys.modules.items()]
    code += [str(module.__file__) for top, module in loaded if top in ("storage", "tui")]
    style = os.path.join(os.path.dirname(str(tui.__file__)), "manicule.tcss")
    return [*map(str, (config_file(), state_folder(), drafts_folder())), *code, style]
