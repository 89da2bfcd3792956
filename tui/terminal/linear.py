"""`manicule read --linear`: the article in order, marks in words, commands at a prompt.

For screen readers, braille lines and teletypes: nothing is drawn twice, moved or coloured.
"""

from __future__ import annotations

import contextlib
import sys
from argparse import Namespace
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from storage.claims import at_density, sentences
from storage.errors import ManiculeError
from storage.models import DEFAULT_DENSITY, BlockKind, Claim
from storage.seen import place_now
from storage.unkept import Unkept
from tui.counting import counted
from tui.keeping import offer, turned
from tui.terminal.fetching import fetch_to_read
from tui.terminal.linear_words import marks_of, worded
from tui.terminal.output import line
from tui.terminal.output import say_in_lines as say
from tui.terminal.referring import find, is_source

if TYPE_CHECKING:
    from storage.library import Library

HELP = (
    "return: next paragraph; p: paragraph before; n: next claim; N: claim before; w: why; "
    "k: keep as a highlight; a WORDS: write a note on it; b NAME: bookmark; x: strike the claim; "
    "u: undo; / WORDS: find; all: read to the end; top: from the beginning; "
    "A: keep the article in the library; q: quit."
)


def read(library: Library, args: Namespace) -> int:
    """Read one article aloud, as it were, obeying a line at a time.

    At a prompt one goes on where one was. Without one it begins at the beginning; where no line
    ever comes, it is read to its end. Only a prompt has a place that is kept.
    """
    shelf, id = _opened(library, args.article)
    asked = sys.stdin.isatty()
    reading = Linear(shelf, id, going_on=asked)
    hint = " Commands: ?" if asked else ""
    say(line(reading.article.title))
    of = counted(len(reading.spans), "paragraph")
    say(f"{of}, {counted(len(reading.claims), 'key claim')}.{hint}")
    if asked and reading.kept is None:
        say(offer("A"))
    if reading.at:
        at = f"paragraph {reading.at + 1} of {len(reading.spans)}"
        say(f"Going on at {at}; `top` begins anew.")
    reading.tell()
    obeyed = _obeyed(reading, "> " if asked else "")
    if asked:
        reading.leave()
    elif not obeyed:
        reading.obey("all")
    return 0


def _opened(library: Library, reference: str) -> tuple[Library, int]:
    """Return an article's number and where it has it: before the library, if it is not in it."""
    if not is_source(reference):
        entry = find(library, reference)
        fetch_to_read(library, entry)
        return library, entry.id
    from tui.terminal import reading

    article = reading.source(reference)
    if reference == "-" and sys.stdout.isatty():
        with contextlib.suppress(ManiculeError):  # without keys it is read to its end
            reading.take_keys_from_terminal()
    known = library.known(article)
    return (library, known) if known else (Unkept(library, article), 0)


def _obeyed(reading: Linear, prompt: str) -> bool:
    """Obey every line until the last; False when there was none."""
    obeyed = False
    while True:
        try:
            typed = input(prompt).strip()
        except EOFError:
            return obeyed
        obeyed = True
        if typed == "q":
            return True
        before = reading.kept
        try:
            reading.obey(typed)
        except ManiculeError as error:
            say(str(error))
        if told := turned(before, reading.kept, "u"):
            say(told)


class Linear:
    """One article, one paragraph at a time."""

    def __init__(self, library: Library, id: int, *, going_on: bool) -> None:
        """Begin at the place that is kept of it, when `going_on`, else at the beginning."""
        self.library = library
        self._id = id
        self._read(library.progress(id).cursor if going_on else 0)
        self._furthest = 0
        self._here: tuple[int, int] | None = None
        self._reload()

    def _read(self, place: int) -> None:
        """Read the article, and go to a place of it."""
        self._stamp = self.library.stamp(self._id)
        self.article = self.library.article(self._id)
        self.spans = [
            (block.start, block.end, block.kind)
            for block in self.article.blocks
            if block.kind is not BlockKind.RULE
        ]
        starts = [start for start, _, _ in self.spans]
        self.at = max(0, bisect_right(starts, place) - 1)
        """The paragraph where one is, counted from 0."""

    def _reload(self) -> None:
        if self.spans and self.library.stamp(self._id) != self._stamp:
            # Another program has put a new text there.
            before, at = self.article.text, self.spans[self.at][0]
            now = self.library.article(self._id).text
            self._read(place_now(now, at, before))
            self._here = None
            say("The article has a new text.")
        self.claims = at_density(self.library.claims(self._id), DEFAULT_DENSITY)
        notes = [note for note in self.library.annotations(self._id) if not note.lost]
        self._said = marks_of(self.article.text, self.claims, notes)
        self._marks = [mark for mark in self.library.bookmarks(self._id) if not mark.lost]

    @property
    def kept(self) -> int | None:
        """The article's number in the library; None while it is not there."""
        return self.library.kept if isinstance(self.library, Unkept) else self._id

    def tell(self) -> None:
        """Say the paragraph where one is."""
        if self.spans:
            start, end, kind = self.spans[self.at]
            heading = "heading: " if kind is BlockKind.HEADING else ""
            say(heading + line(self.worded(start, end)))

    def worded(self, start: int, end: int) -> str:
        """Write a stretch of the text with its marks in words."""
        return worded(self.article.text, start, end, self._said, self._marks)

    def obey(self, typed: str) -> None:
        """Do what a line says."""
        word, _, rest = typed.partition(" ")
        if typed.startswith("/"):
            self._find(typed[1:].strip())
        elif word in _COMMANDS:
            _COMMANDS[word](self, rest.strip())
        else:
            say(f'{typed} is no command; "?" lists them.')

    def leave(self) -> None:
        """Keep the place."""
        if self.spans:
            start = self.spans[self.at][0]
            furthest = max(self.at, self._furthest)
            last = furthest == len(self.spans) - 1
            share = 1.0 if last else self.spans[furthest][0] / max(1, len(self.article.text))
            now = self.library.progress(self._id)
            self.library.set_progress(
                self._id,
                now._replace(offset=start, cursor=start, fraction=max(now.fraction, share)),
                seen=self.article.text,
            )

    # -- what the commands do -----------------------------------------------------------

    def _go(self, by: int) -> None:
        if not 0 <= self.at + by < len(self.spans):
            say("That was the last paragraph." if by > 0 else "That was the first paragraph.")
            return
        self.at += by
        self._furthest = max(self._furthest, self.at)
        self._here = None
        self.tell()

    def _top(self) -> None:
        self.at, self._here = 0, None
        self.tell()

    def _all(self) -> None:
        while self.at < len(self.spans) - 1:
            self._go(1)

    def _claim(self, by: int) -> None:
        now = self._here[0] if self._here else self.spans[self.at][0] - (by > 0)
        ahead = [claim for claim in self.claims if (claim.start - now) * by > 0]
        if not ahead:
            say("No key claim further on." if by > 0 else "No key claim before this.")
            return
        self._arrive(*((claim := ahead[0 if by > 0 else -1]).start, claim.end))

    def _find(self, words: str) -> None:
        from tui.reading.search import find_all

        now = self._here[0] if self._here else self.spans[self.at][0] - 1
        hits = find_all(self.article.text, words) if words else []
        ahead = [hit for hit in hits if hit[0] > now] or hits
        if not ahead:
            say(f"{words} is not in the article." if words else "What to find? / WORDS")
            return
        self._arrive(*ahead[0])

    def _arrive(self, start: int, end: int) -> None:
        self._here = (start, end)
        self.at = max(0, bisect_right([at for at, _, _ in self.spans], start) - 1)
        self.tell()

    def _span(self) -> tuple[int, int]:
        """Take the claim gone to last, else the sentence of the hit, else the first one here."""
        if (claim := self._claim_here()) is not None:
            return claim.start, claim.end
        start, end, _ = self.spans[self.at]
        point = self._here[0] if self._here else start
        within = sentences(self.article.text, start, end)
        return next(((a, b) for a, b in within if a <= point < b), (start, end))

    def _claim_here(self) -> Claim | None:
        return next((c for c in self.claims if (c.start, c.end) == self._here), None)

    def _keep(self, note: str = "") -> None:
        seen = self.article.text
        made = self.library.annotate(self._id, *self._span(), note=note, seen=seen)
        self._reload()
        say(f"{'Noted on' if note else 'Kept'}: {line(made.passage.quote)}")

    def _annotate(self, note: str) -> None:
        if note:
            self._keep(note)
        else:
            say("What is the note? a WORDS")

    def _bookmark(self, label: str) -> None:
        made = self.library.bookmark(self._id, *self._span(), label, seen=self.article.text)
        self._reload()
        say(f"Bookmark {made.label}: {line(made.passage.quote)}")

    def _why(self) -> None:
        claim = self._claim_here()
        say(f"{claim.kind}: {', '.join(claim.cues)}" if claim else "Go to a claim first: n.")

    def _undo(self) -> None:
        from tui.screens import turning

        said = turning.undo(self.library, self._id)
        self._reload()
        say(said)

    def _store(self) -> None:
        if isinstance(self.library, Unkept) and self.kept is None:
            self.library.store()
        else:
            say("This article is in the library.")

    def _strike(self) -> None:
        claim = self._claim_here()
        if claim is None:
            say("Go to a claim first: n.")
            return
        self.library.dismiss(self._id, claim, seen=self.article.text)
        self._reload()
        self._here = None
        say(f"Dismissed: {line(claim.text)}")


_COMMANDS: dict[str, Callable[[Linear, str], None]] = {
    "": lambda reading, _: reading._go(1),
    "p": lambda reading, _: reading._go(-1),
    "n": lambda reading, _: reading._claim(1),
    "N": lambda reading, _: reading._claim(-1),
    "w": lambda reading, _: reading._why(),
    "k": lambda reading, _: reading._keep(),
    "a": lambda reading, note: reading._annotate(note),
    "b": lambda reading, name: reading._bookmark(name),
    "x": lambda reading, _: reading._strike(),
    "u": lambda reading, _: reading._undo(),
    "A": lambda reading, _: reading._store(),
    "all": lambda reading, _: reading._all(),
    "top": lambda reading, _: reading._top(),
    "?": lambda reading, _: say(HELP),
}
"""The commands by what is typed; `/` finds, `q` leaves."""
