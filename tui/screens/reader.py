"""The reader: every key of it in one table."""

from __future__ import annotations

from functools import partial

from textual.binding import Binding

from storage.typed import tag_changes
from tui.screens.reader_finding import FindBar, Finding
from tui.screens.reader_marking import Marking
from tui.screens.reader_moving import Moving

_MOVE = Binding.Group("Moving")
_JUMP = Binding.Group("Jumping")
_MARK = Binding.Group("Marking")
_SELECT = Binding.Group("Selecting (after v)")
_CLAIM = Binding.Group("Key claims")
_VIEW = Binding.Group("The page")


def _bind(
    group: Binding.Group, keys: str, action: str, words: str, id: str, help: str = ""
) -> Binding:
    return Binding(keys, action, words, id=f"reader.{id}", tooltip=help, group=group, show=False)


class ReaderScreen(Moving, Marking, Finding):
    """One article, read, marked and searched from the keyboard."""

    DEFAULT_CSS = """
    ReaderScreen { layers: base over; }
    """
    AUTO_FOCUS = ""
    # Head, page and status cover the screen, so that its own ground need not be drawn.
    BLANK = True

    BINDINGS = [
        _bind(_MOVE, "j,down", "line(1)", "Next line", "down"),
        _bind(_MOVE, "k,up", "line(-1)", "Line before", "up"),
        _bind(_MOVE, "ctrl+d", "half_page(1)", "Half a page on", "half-down"),
        _bind(_MOVE, "ctrl+u", "half_page(-1)", "Half a page back", "half-up"),
        _bind(_MOVE, "space,pagedown,ctrl+f", "page(1)", "Page on", "page-down"),
        _bind(_MOVE, "b,pageup,ctrl+b", "page(-1)", "Page back", "page-up"),
        _bind(_MOVE, "g g,home", "top", "Top", "top"),
        _bind(_MOVE, "G,end", "bottom", "Bottom", "bottom"),
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
        _bind(_JUMP, "/", "find", "Find in the article", "find"),
        _bind(_JUMP, "n", "found(1)", "Next hit", "find-next"),
        _bind(_JUMP, "N", "found(-1)", "Hit before", "find-back"),
        _bind(
            _MARK,
            "enter",
            "keep",
            "Keep as a highlight",
            "keep",
            "the selection, else the claim at the cursor, else its sentence",
        ),
        _bind(_MARK, "a", "annotate", "Write a note on it", "annotate"),
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
            "removes the highlight or bookmark here, or dismisses the claim",
        ),
        _bind(_MARK, "y", "copy", "Copy the passage", "copy"),
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
        _bind(
            _SELECT, "left_parenthesis", "select_sentence(-1)", "A sentence back", "select-sentback"
        ),
        _bind(
            _SELECT, "right_curly_bracket", "select_paragraph(1)", "A paragraph on", "select-para"
        ),
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
        _bind(_CLAIM, "c", "claims", "Claims on or off", "claims"),
        _bind(_CLAIM, "plus,equals_sign", "density(1)", "More claims", "claims-more"),
        _bind(_CLAIM, "minus", "density(-1)", "Fewer claims", "claims-fewer"),
        _bind(_CLAIM, "1", "kind('fact')", "Facts on or off", "claims-fact"),
        _bind(_CLAIM, "2", "kind('value')", "Values on or off", "claims-value"),
        _bind(_CLAIM, "3", "kind('policy')", "Policies on or off", "claims-policy"),
        _bind(_CLAIM, "4", "kind('cause')", "Causes on or off", "claims-cause"),
        _bind(_CLAIM, "5", "kind('forecast')", "Forecasts on or off", "claims-forecast"),
        _bind(_CLAIM, "w", "why", "Why is this a claim?", "why"),
        _bind(_VIEW, "less_than_sign", "wider(-4)", "Narrower column", "narrower"),
        _bind(_VIEW, "greater_than_sign", "wider(4)", "Wider column", "wider"),
        _bind(_VIEW, "z", "zen", "Nothing but the text (z again: everything)", "zen"),
        _bind(_VIEW, "t", "tag", "Tag the article", "tag"),
        _bind(_VIEW, "e", "archive", "Archive and go back", "archive"),
        _bind(_VIEW, "o", "original", "Open the original in the browser", "original"),
        _bind(_VIEW, "M", "notes", "All my notes", "notes"),
        _bind(_VIEW, "question_mark", "help", "Help", "help"),
        _bind(_VIEW, "q", "leave", "Back", "leave"),
        _bind(_VIEW, "escape", "escape", "Cancel what is under way, or back", "escape"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the selection's keys work while there is one, and the page's own otherwise."""
        if action.startswith("select_"):
            return self.selection is not None
        return self.selection is None or action not in _TWINS

    async def action_escape(self) -> None:
        """Give up the selection, then the search, then the bare page; leave at last.

        A sentence in the status line is a thing to give up too: who presses escape to be rid
        of it does not want to leave the article.
        """
        if self.selection is not None:
            self.end_selection()
        elif self.hits:
            self.clear_find()
        elif self.page.bare:
            self.action_zen()
        elif self.answered:
            return
        else:
            await self.action_leave()

    async def put_away(self) -> bool:
        """Store what is being written and where one is; False when the note must stay open."""
        if not await self.keep_note():
            return False
        await self.save_place()
        return True

    async def action_leave(self) -> None:
        """Write down the place and go back; the last screen ends the program."""
        if await self.put_away():
            self.close()

    async def action_archive(self) -> None:
        """Put the article away and go back to the library."""
        if await self.change(partial(self.library.archive, self.article_id), "Archived."):
            await self.action_leave()

    def action_original(self) -> None:
        """Open the article's address in the browser."""
        url = self.session.article.url or ""
        if not url.startswith(("https://", "http://")):
            self.say("This article has no web address; it was read from a file or pasted.")
        else:
            self.app.open_url(url)
            self.say(f"Opened {url}")

    def action_tag(self) -> None:
        """Ask for tags."""
        from tui.screens.prompt import PromptScreen
        from tui.screens.suggest import Tags

        async def answer(tags: str | None) -> None:
            new, gone = tag_changes(tags or "")
            if new or gone:
                await self.change(
                    partial(self.library.tag, self.article_id, new, remove=gone),
                    lambda now: f"Tags: {', '.join(now) or 'none'}.",
                )

        entries = self.library.entries()
        in_use = sorted({tag for entry in entries for tag in entry.tags})
        now = next((e.tags for e in entries if e.id == self.article_id), ())
        self.app.push_screen(
            PromptScreen(
                "Tag this article",
                suggestions=Tags(in_use),
                note=f"now: {' '.join(now) or 'none'}   -tag takes one away",
            ),
            answer,
        )

    async def action_notes(self) -> None:
        """Show everything the person wrote, over the whole library."""
        from tui.screens.notes import NotesScreen

        await self.save_place()
        self.app.push_screen(NotesScreen())

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def on_screen_resume(self) -> None:
        """Take up what another screen changed meanwhile."""
        if self.is_mounted and hasattr(self, "session") and not self.query(FindBar):
            self.take_up()


def _twins() -> frozenset[str]:
    """Name the actions of the page whose keys mean something else while selecting."""
    keys: dict[str, set[str]] = {}
    for binding in Binding.make_bindings(ReaderScreen.BINDINGS):
        keys.setdefault(binding.key, set()).add(binding.action.partition("(")[0])
    shared = [actions for actions in keys.values() if len(actions) > 1]
    return frozenset(a for actions in shared for a in actions if not a.startswith("select_"))


_TWINS = _twins()
