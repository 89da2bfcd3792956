"""The keys of the reader, all in one table, and which of them take a count."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding

from tui.widgets.page_styles import LETTERS

_MOVE = Binding.Group("Moving (a number first: so many times)")
_JUMP = Binding.Group("Jumping")
_MARK = Binding.Group("Marking")
_SELECT = Binding.Group("While selecting")
_CLAIM = Binding.Group("Key claims")
_VIEW = Binding.Group("The page")


def _bind(
    group: Binding.Group, keys: str, action: str, words: str, id: str, help: str = ""
) -> Binding:
    return Binding(keys, action, words, id=f"reader.{id}", tooltip=help, group=group, show=False)


def _lettered(kind: str) -> str:
    return f"{LETTERS[kind]} beside it where there is no colour"


KEYS = [
    _bind(_MOVE, "j,down", "line(1)", "Next line", "down"),
    _bind(_MOVE, "k,up", "line(-1)", "Line before", "up"),
    _bind(_MOVE, "ctrl+d", "half_page(1)", "Half a page on", "half-down"),
    _bind(_MOVE, "ctrl+u", "half_page(-1)", "Half a page back", "half-up"),
    _bind(_MOVE, "space,pagedown,ctrl+f", "page(1)", "Page on", "page-down"),
    _bind(_MOVE, "b,pageup,ctrl+b", "page(-1)", "Page back", "page-up"),
    _bind(_MOVE, "g g,home", "top", "Top", "top"),
    _bind(_MOVE, "G,end", "bottom", "Bottom", "bottom"),
    _bind(
        _MOVE,
        "%",
        "percent(0)",
        "To a share of the text",
        "percent",
        "50{reader.percent} to the middle; 50{reader.bottom} too",
    ),
    _bind(_MOVE, "right_parenthesis", "sentence(1)", "Next sentence", "sentence-next"),
    _bind(_MOVE, "left_parenthesis", "sentence(-1)", "Sentence before", "sentence-back"),
    _bind(_MOVE, "right_curly_bracket", "paragraph(1)", "Next paragraph", "paragraph-next"),
    _bind(_MOVE, "left_curly_bracket", "paragraph(-1)", "Paragraph before", "paragraph-back"),
    _bind(_JUMP, "] c", "mark('claim', 1)", "Next key claim", "claim-next"),
    _bind(_JUMP, "[ c", "mark('claim', -1)", "Key claim before", "claim-back"),
    _bind(_JUMP, "] a", "mark('annotation', 1)", "Next highlight", "annotation-next"),
    _bind(_JUMP, "[ a", "mark('annotation', -1)", "Highlight before", "annotation-back"),
    _bind(_JUMP, "] b", "mark('bookmark', 1)", "Next bookmark", "bookmark-next"),
    _bind(_JUMP, "[ b", "mark('bookmark', -1)", "Bookmark before", "bookmark-back"),
    _bind(_JUMP, "] h", "heading(1)", "Next heading", "heading-next"),
    _bind(_JUMP, "[ h", "heading(-1)", "Heading before", "heading-back"),
    _bind(
        _JUMP,
        "apostrophe",
        "bookmarks",
        "Bookmarks",
        "bookmarks",
        "shows them all; the letter of one goes there",
    ),
    _bind(_JUMP, "ctrl+o", "jump_back(1)", "Back to before the jump", "jump-back"),
    _bind(_JUMP, "O", "jump_forward(1)", "Forward again", "jump-forward"),
    _bind(
        _JUMP,
        "tab",
        "panel",
        "Side panel",
        "panel",
        "contents, claims, notes; {panel.open} goes there, {reader.jump-back} comes back",
    ),
    _bind(
        _JUMP, "s", "skim", "Skim", "skim", "headings and key claims only; {skim.close} comes back"
    ),
    _bind(
        _JUMP,
        "f",
        "follow",
        "Follow a link",
        "follow",
        "each in sight gets a letter; one to a heading goes there",
    ),
    _bind(_JUMP, "/", "find", "Find in the article", "find"),
    _bind(_JUMP, "n", "found(1)", "Next hit", "find-next"),
    _bind(_JUMP, "N", "found(-1)", "Hit before", "find-back"),
    _bind(
        _MARK,
        "enter",
        "keep",
        "Keep as a highlight",
        "keep",
        "the selection, else the claim at the cursor, else its sentence; "
        "highlights that overlap become one",
    ),
    _bind(
        _MARK,
        "a",
        "annotate",
        "Write a note on it",
        "annotate",
        "#words in it are tags; {note.outside} writes it in $EDITOR",
    ),
    _bind(_MARK, "i", "ink", "Ink of the highlight", "ink", "then y, g, b, r or p"),
    _bind(_MARK, "m", "bookmark", "Bookmark", "bookmark", "then a letter, or m again"),
    _bind(_MARK, "v", "select", "Select, from the sentence on", "select"),
    _bind(_MARK, "V", "paragraphs", "Select the paragraph", "select-paragraph"),
    _bind(
        _MARK,
        "x",
        "strike",
        "Strike",
        "strike",
        "the claim or mark that you went to; else the highlight here, the bookmark or the claim",
    ),
    _bind(_MARK, "y", "copy", "Copy the passage", "copy"),
    _bind(
        _MARK,
        "exclamation_mark",
        "pipe",
        "Pipe to a shell command",
        "pipe",
        "the selection, else the sentence; you type the command, and can keep its output as a note",
    ),
    _bind(_MARK, "u", "undo", "Undo", "undo"),
    _bind(_MARK, "ctrl+r", "redo", "Redo", "redo"),
    _bind(_SELECT, "h,left", "select_char(-1)", "A character back", "select-left"),
    _bind(_SELECT, "l,right", "select_char(1)", "A character on", "select-right"),
    _bind(_SELECT, "w,e", "select_word(1)", "A word on", "select-word"),
    _bind(_SELECT, "b", "select_word(-1)", "A word back", "select-back"),
    _bind(_SELECT, "j,down", "select_line(1)", "A line down", "select-down"),
    _bind(_SELECT, "k,up", "select_line(-1)", "A line up", "select-up"),
    _bind(_SELECT, "0,home", "select_edge(-1)", "To the line's start", "select-start"),
    _bind(_SELECT, "$,end", "select_edge(1)", "To the line's end", "select-end"),
    _bind(_SELECT, "right_parenthesis", "select_sentence(1)", "A sentence on", "select-sent"),
    _bind(_SELECT, "left_parenthesis", "select_sentence(-1)", "A sentence back", "select-sentback"),
    _bind(_SELECT, "right_curly_bracket", "select_paragraph(1)", "A paragraph on", "select-para"),
    _bind(
        _SELECT,
        "left_curly_bracket",
        "select_paragraph(-1)",
        "A paragraph back",
        "select-paraback",
    ),
    _bind(_SELECT, "o", "select_swap", "Move the other end", "select-swap"),
    _bind(
        _SELECT,
        "plus,equals_sign",
        "select_grow(1)",
        "Grow",
        "select-grow",
        "word, clause, sentence, paragraph",
    ),
    _bind(_SELECT, "minus", "select_grow(-1)", "Shrink", "select-shrink"),
    _bind(_SELECT, "V", "select_paragraphs", "By paragraphs", "select-paragraphs"),
    _bind(
        _CLAIM,
        "c",
        "claims",
        "Claims on or off",
        "claims",
        "3{reader.claims}: one kind at once, without a pause",
    ),
    _bind(_CLAIM, "plus,equals_sign", "density(1)", "More claims", "claims-more"),
    _bind(_CLAIM, "minus", "density(-1)", "Fewer claims", "claims-fewer"),
    _bind(
        _CLAIM,
        "1",
        "kind('fact')",
        "Facts on or off",
        "claims-fact",
        f"{_lettered('fact')}; after a short pause: "
        "a motion makes the digit a count (3{reader.paragraph-next}); esc forgets it",
    ),
    _bind(_CLAIM, "2", "kind('value')", "Values on or off", "claims-value", _lettered("value")),
    _bind(
        _CLAIM, "3", "kind('policy')", "Policies on or off", "claims-policy", _lettered("policy")
    ),
    _bind(_CLAIM, "4", "kind('cause')", "Causes on or off", "claims-cause", _lettered("cause")),
    _bind(
        _CLAIM,
        "5",
        "kind('forecast')",
        "Forecasts on or off",
        "claims-forecast",
        _lettered("forecast"),
    ),
    _bind(_CLAIM, "w", "why", "Why is this a claim?", "why"),
    _bind(_VIEW, "less_than_sign", "wider(-4)", "Narrower column", "narrower"),
    _bind(_VIEW, "greater_than_sign", "wider(4)", "Wider column", "wider"),
    _bind(_VIEW, "z", "zen", "Nothing but the text", "zen", "{reader.zen} again: everything"),
    _bind(
        _VIEW,
        "A,ctrl+s",
        "store",
        "Keep the article in the library",
        "store",
        "where it was opened from a pipe, a file or an address",
    ),
    _bind(_VIEW, "t", "tag", "Tag the article", "tag"),
    _bind(_VIEW, "e", "archive", "Archive and go back", "archive"),
    _bind(_VIEW, "o", "original", "Open the original in the browser", "original"),
    _bind(
        _VIEW,
        "E",
        "export",
        "Export the article",
        "export",
        "with your notes: as Markdown, HTML, CSV, JSON-LD or JSON",
    ),
    _bind(_VIEW, "M", "notes", "All my notes", "notes"),
    _bind(_VIEW, "question_mark", "help", "Help", "help"),
    _bind(_VIEW, "q", "leave", "Back", "leave"),
    _bind(_VIEW, "escape", "escape", "Cancel what is under way, or back", "escape"),
]

_STEPS = frozenset(
    (
        *("line", "half_page", "page", "sentence", "paragraph", "heading", "mark", "found"),
        *("jump_back", "jump_forward", "select_char", "select_word", "select_line"),
        *("select_sentence", "select_paragraph", "select_grow"),
    )
)
"""Actions whose last parameter says how often, and in which direction."""
_SHARES = frozenset(("top", "bottom", "percent"))


def counted(
    name: str, parameters: tuple[Any, ...], count: int
) -> tuple[str, tuple[Any, ...]] | None:
    """Give what an action becomes after a count; None where it takes none."""
    if name in _STEPS:
        return name, (*parameters[:-1], parameters[-1] * count)
    if name in _SHARES:
        return "percent", (count,)
    return ("claims", (count,)) if name == "claims" else None


def _twins() -> frozenset[str]:
    """Name the actions of the page whose keys mean something else while selecting."""
    keys: dict[str, set[str]] = {}
    for binding in Binding.make_bindings(KEYS):
        keys.setdefault(binding.key, set()).add(binding.action.partition("(")[0])
    shared = [actions for actions in keys.values() if len(actions) > 1]
    return frozenset(a for actions in shared for a in actions if not a.startswith("select_"))


# While selecting a digit counts at once: what it means by itself is no part of a passage.
NOT_SELECTING = _twins() | {"kind"}
"""Actions that wait until the selection is done."""
