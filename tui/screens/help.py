"""The keys of where one stands, searchable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from storage.query import FIELDS
from tui.commands import Command, commands_of
from tui.rebinding import hints
from tui.screens.desk import GOING, LOOKING, Movable, Moving, movement
from tui.screens.filtered import Filtered
from tui.widgets.cells import fit, wrap
from tui.widgets.paint import Line, Paint
from tui.widgets.sheet import Sheet

EVERYWHERE = "Everywhere"
OTHER = "Other"

TWO_COLUMNS_FROM = 92
"""Cells of width from which the groups stand in two columns."""

FILTER = "The filter, and search"
QUERIES = (
    ("words", "every one of them: in title, author, site, your notes or the text"),
    ('"…"', "these words one after the other"),
    ("-…", "without: a word, a phrase or a field"),
)
GUTTER = 4
KEYS_MOST = 17
"""Cells of keys before their row is broken: `space pgdn ctrl+f` stays whole."""

Groups = dict[str, list[Command]]


class HelpScreen(Moving, ModalScreen[None]):
    """Lists what every key does on one screen, by group; a search narrows it."""

    AUTO_FOCUS = ""

    BINDINGS = [
        *movement("help"),
        Binding("slash", "search", "Search", id="help.search", group=LOOKING),
        Binding("escape", "back", "Back", id="help.back", group=GOING),
        Binding("q,question_mark", "close", "Close", id="help.close", group=GOING),
    ]

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        #help {
            width: 92%; max-width: 132; height: 94%; background: $surface;
            border: round $page-rule; border-title-color: $accent-text;
            border-title-style: bold; border-subtitle-color: $page-faint; padding: 0 1;
        }
        Horizontal { height: 1; margin-bottom: 1; }
        #slash { width: 3; color: $accent-text; text-style: bold; padding-left: 1; }
        Input {
            width: 1fr; background: $surface; color: $page-strong; background-tint: 0%;
            &:focus { background-tint: 0%; }
        }
        Input > .input--placeholder { color: $page-faint; }
        Sheet { background: $surface; }
        &.-small #help { width: 100%; height: 100%; padding: 0; }
        &.-small Horizontal { margin-bottom: 0; }
    }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (90, "-roomy")]

    sheet = query_one(Sheet)

    def __init__(self, node: Screen[Any]) -> None:
        super().__init__()
        self._node = node
        self._commands: list[Command] = []

    def compose(self) -> ComposeResult:
        box = Vertical(id="help")
        box.border_title = "☞ keys"
        box.border_subtitle = hints(
            self,
            ("help.search", "search"),
            ("help.down", "on"),
            ("help.up", "back"),
            ("help.close", "close"),
            gap="   ",
        )
        with box:
            with Horizontal():
                yield Static("/", id="slash")
                yield Input(placeholder="search what the keys do", compact=True)
            yield Sheet()

    def on_mount(self) -> None:
        """Gather the commands, and show them all."""
        self._commands = [*commands_of(self._node), *commands_of(self.app)]
        self._show("")

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _found(self) -> None:
        self.set_focus(None)

    def _show(self, words: str) -> None:
        groups = grouped(self._commands, words, self.app)
        terms = asked(words) if isinstance(self._node, Filtered) else []
        self.sheet.show(lambda width, paint: written(groups, width, paint, terms))

    @property
    def moving(self) -> Movable:
        return self.sheet

    def action_search(self) -> None:
        """Type what to look for."""
        self.type_into(self.query_one(Input))

    def action_back(self) -> None:
        """Forget the search, or close."""
        field = self.query_one(Input)
        if field.value or field.has_focus:
            field.value = ""
            self.set_focus(None)
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)


def grouped(commands: Sequence[Command], words: str, everywhere: object) -> Groups:
    """Sort commands into groups; only those that have every word, or that key."""
    groups: Groups = {}
    wanted = words.casefold().split()
    for command in commands:
        name = EVERYWHERE if command.node is everywhere else command.group or OTHER
        text = f"{command.title} {command.help} {name}".casefold()
        if all(word in text for word in wanted) or words.strip() in command.keys:
            groups.setdefault(name, []).append(command)
    return groups


def asked(words: str) -> list[tuple[str, str]]:
    """Return what a filter takes, and what that finds; only what has every word."""
    terms = [*QUERIES, *((f"{name}:", takes) for name, takes in FIELDS.items())]
    wanted = words.casefold().split()
    return [
        (term, takes)
        for term, takes in terms
        if all(word in f"{term} {takes} {FILTER}".casefold() for word in wanted)
    ]


def written(
    groups: Groups, width: int, paint: Paint, terms: Sequence[tuple[str, str]] = ()
) -> list[Line]:
    """Write the groups, in two columns of like height where there is room, and a filter's terms."""
    return [*_columns(groups, width, paint, bool(terms)), *_terms(terms, width, paint)]


def _terms(terms: Sequence[tuple[str, str]], width: int, paint: Paint) -> list[Line]:
    if not terms:
        return []
    lines: list[Line] = [[Segment(f" {FILTER.upper()}", paint("page-faint", bold=True))]]
    room = max(cell_len(term) for term, _ in terms)
    for term, takes in terms:
        for index, part in enumerate(wrap(takes, width - room - 4)):
            key = Segment(f" {fit(term if index == 0 else '', room)}  ", paint("accent-text"))
            lines.append([key, Segment(part, paint("page-strong"))])
    return [*lines, []]


def _columns(groups: Groups, width: int, paint: Paint, more: bool) -> list[Line]:
    if not groups and more:
        return []
    if not groups:
        return [[], [Segment("  No key does that.", paint("page-faint"))]]
    column = width if width < TWO_COLUMNS_FROM else (width - GUTTER) // 2
    widest = max(cell_len(_keys(c)) for commands in groups.values() for c in commands)
    room = min(KEYS_MOST, widest, max(6, column // 3))
    blocks = [_group(*group, column, room, paint) for group in groups.items()]
    if column == width:
        return [line for block in blocks for line in block]
    left, right = _balanced(blocks)
    lines: list[Line] = []
    for index in range(max(len(left), len(right))):
        line = list(left[index]) if index < len(left) else []
        used = sum(segment.cell_length for segment in line)
        line.append(Segment(" " * (column + GUTTER - used)))
        lines.append(line + (right[index] if index < len(right) else []))
    return lines


def _balanced(blocks: list[list[Line]]) -> tuple[list[Line], list[Line]]:
    """Break a row of blocks where the two columns become most alike."""
    heights = [len(block) for block in blocks]
    best = min(range(1, len(blocks) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    return (
        [line for block in blocks[:best] for line in block],
        [line for block in blocks[best:] for line in block],
    )


def _keys(command: Command) -> str:
    return " ".join(command.keys)


def _group(
    name: str, commands: Sequence[Command], width: int, room: int, paint: Paint
) -> list[Line]:
    """Write one group: its name, a line or more for each command, a blank line."""
    lines: list[Line] = [[Segment(f" {name.upper()}", paint("page-faint", bold=True))]]
    for command in commands:
        left = wrap(_keys(command), room)
        right = _said(command, width - room - 4, paint)
        for index in range(max(len(left), len(right))):
            key = fit(left[index] if index < len(left) else "", room)
            line = [Segment(f" {key}  ", paint("accent-text", bold=True))]
            lines.append(line + (right[index] if index < len(right) else []))
    return [*lines, []]


def _said(command: Command, width: int, paint: Paint) -> list[Line]:
    """Write what a command does, and on the lines below the longer word on it."""
    title = command.title
    lines: list[Line] = [[Segment(part, paint("page-strong"))] for part in wrap(title, width)]
    if command.help:
        last = cell_len(lines[-1][0].text)
        if last + 3 + cell_len(command.help) <= width:
            lines[-1].append(Segment(f"   {command.help}", paint("page-faint")))
        else:
            lines += [[Segment(part, paint("page-faint"))] for part in wrap(command.help, width)]
    return lines
