"""Write the README's table of keys from the bindings: the one place where keys are declared.

usage: python docs/keytable.py        writes the table into README.md
"""

from __future__ import annotations

from pathlib import Path

from tui.commands import Command, commands_of
from tui.screens.desk import MOVING
from tui.screens.library import LibraryScreen
from tui.screens.notes import NotesScreen
from tui.screens.orphans import OrphansScreen
from tui.screens.panel import PanelScreen
from tui.screens.piping import PipeScreen
from tui.screens.reader import ReaderScreen
from tui.screens.review import ReviewScreen
from tui.screens.skim import SkimScreen

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- keys: made by docs/keytable.py -->", "<!-- end of keys -->"


def table() -> str:
    """Give the screens' keys as Markdown tables, one a screen."""
    places = (
        ("In the reader", ReaderScreen, True),
        ("In the library", LibraryScreen, True),
        ("In the notes, besides moving as in the library", NotesScreen, False),
        ("Among the orphans, besides moving as in the library", OrphansScreen, False),
        ("In the review, besides moving as in the library", ReviewScreen, False),
        ("While skimming, besides moving as in the library", SkimScreen, False),
        ("In the side panel, besides moving as in the library", PanelScreen, False),
        ("While a command's output is shown, besides moving as in the library", PipeScreen, False),
    )
    return "\n\n".join(
        f"### {name}\n\n{_groups(screen, moving)}" for name, screen, moving in places
    )


def _groups(screen: type, moving: bool) -> str:
    groups: dict[str, list[Command]] = {}
    for command in commands_of(screen):
        if command.group == MOVING.description and not moving:
            continue
        groups.setdefault(command.group or "General", []).append(command)
    rows = ["| | key | |", "|---|---|---|"]
    for name, commands in groups.items():
        for number, command in enumerate(commands):
            keys = " ".join(f"`{key}`" for key in command.keys)
            more = f" ({command.help})" if command.help else ""
            rows.append(f"| {name if not number else ''} | {keys} | {command.title}{more} |")
    return "\n".join(rows)


def with_table(readme: str) -> str:
    """Put the table between its two marks."""
    head, _, rest = readme.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{table()}\n\n{END}{tail}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
