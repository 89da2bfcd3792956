"""`manicule search`: the passages that fit, best first."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from storage.errors import ManiculeError
from storage.query import Query, parse
from tui.counting import counted
from tui.terminal.output import console, line, on_terminal, say, say_json, tell, tell_damaged

if TYPE_CHECKING:
    from rich.padding import Padding
    from rich.text import Text

    from storage.hits import Hit
    from storage.library import Library
    from storage.search import Search

_MARK = "bold yellow"


@contextmanager
def searching(library: Library, query: Query) -> Iterator[Search]:
    """Give the search, its index up to date when the query has words."""
    from storage.search import Search

    search = Search(library)
    looking = sys.stderr.isatty()

    def progress(done: int, of: int) -> None:
        if looking:
            print(f"\rmanicule: indexing {done} of {of} texts", end="", file=sys.stderr)

    try:
        if (query.words or query.without) and search.prepare(progress) and looking:
            print("\r\x1b[K", end="", file=sys.stderr)
        yield search
    finally:
        search.close()


def search(library: Library, args: Namespace) -> int:
    """Print where words stand; status 1 when nowhere."""
    from storage.hits import best

    query = parse(" ".join(args.words))
    if not query.words:
        raise ManiculeError("A search needs a word to find; `manicule list` takes fields alone.")
    with searching(library, query) as engine:
        hits, fitting = best(engine, library, query, args.limit)
    if args.json:
        say_json([hit_record(hit) for hit in hits])
    elif on_terminal():
        screen = console()
        for hit in hits:
            screen.print(_heading(hit), soft_wrap=True)
            screen.print(_passage(hit))
    else:
        for hit in hits:
            say(
                f"{hit.entry.id}\t{hit.where}\t{hit.start}\t{line(hit.entry.title)}\t"
                f"{line(hit.passage).join(_ends(hit))}"
            )
    tell_damaged(library.damaged())
    if not hits:
        tell("nothing fits that search.")
    elif fitting > len(hits):
        tell(f"{counted(fitting - len(hits), 'article')} more; --limit shows them.")
    return 0 if hits else 1


def hit_record(hit: Hit) -> dict[str, Any]:
    """Describe a hit as JSON; offsets count code points into the article's text."""
    entry = hit.entry
    return {
        "article": {"id": entry.id, "uid": entry.uid, "title": entry.title},
        "where": hit.where,
        "start": hit.start,
        "end": hit.end,
        "passage": hit.passage,
        "matches": [list(mark) for mark in hit.marks],
        "score": hit.score,
    }


def _heading(hit: Hit) -> Text:
    from rich.text import Text

    entry = hit.entry
    heading = Text(f"{entry.id}  {line(entry.title)}", style="bold")
    about = " · ".join(line(part) for part in (entry.byline, entry.site) if part)
    heading.append(f"  {about}" if about else "", style="not bold")
    return heading


def _passage(hit: Hit) -> Padding:
    from rich.padding import Padding
    from rich.text import Text

    from tui.terminal.output import safe

    sign = {"note": "✎ ", "claim": "☞ "}.get(hit.where, "")
    # One for one, so that the spans of the words stay right.
    shown = Text(safe(hit.passage).replace("\n", " ").replace("\t", " "))
    for start, end in hit.marks:
        shown.stylize(_MARK, start, end)
    before, after = _ends(hit)
    return Padding(Text.assemble(sign, before, shown, after), (0, 0, 0, 4))


def _ends(hit: Hit) -> tuple[str, str]:
    """Say at either end of a passage that it was cut there."""
    before, after = hit.cut
    return "… " if before else "", " …" if after else ""
