"""`manicule stats`: how much was read and kept, lately and at all."""

from __future__ import annotations

import shutil
from argparse import Namespace
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from storage.statistics import Statistics, statistics
from tui import plot
from tui.figures import HEIGHT, heading, plotted, table, totals
from tui.terminal.output import console, on_terminal, say, say_json, tell, tell_damaged

if TYPE_CHECKING:
    from storage.library import Library


def stats(library: Library, args: Namespace) -> int:
    """Print the figures; on a terminal the weeks as a plot, else as a table."""
    found = statistics(library.entries(), *library.made(), date.today(), args.weeks)
    tell_damaged(library.damaged())
    if args.json:
        say_json(_record(found))
        return 0
    for name, words in totals(found):
        say(f"{name:8}  {words}")
    if found.nothing:
        tell(heading(found))
        return 0
    say()
    drawn = None
    if on_terminal():
        drawn = plotted(found, shutil.get_terminal_size().columns, HEIGHT)
        if drawn is None:
            tell(plot.MISSING)
    if drawn is not None:
        from rich.text import Text

        say(heading(found))
        screen = console()
        for line in map(Text, drawn):
            line.highlight_regex(f"{plot.READ}+", "blue")
            line.highlight_regex(f"{plot.KEPT}+", "yellow")
            screen.print(line, no_wrap=True, crop=False)
        return 0
    for row in table(found):
        say("\t".join(row))
    return 0


def _record(found: Statistics) -> dict[str, Any]:
    counts = asdict(found)
    counts["weeks"] = [{**asdict(week), "monday": week.monday.isoformat()} for week in found.weeks]
    return {"day": date.today().isoformat(), **counts}
