"""The nouns: what an article, a claim and a person's notes are. No I/O.

Every offset counts Unicode code points into ``Article.text``; every span is
half open, ``start <= offset < end``.

The small nouns are named tuples: every start makes all of these classes, and every book has
thousands of blocks, and a frozen dataclass takes several times as long for either.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol

SEPARATOR = "\n\n"
"""What stands between two blocks in the canonical text."""

DENSITIES = range(1, 6)
"""How many claims a person asks for: 1 is the fewest, 5 the most."""

DEFAULT_DENSITY = 3

QUOTES = "quotes"
"""The format of an article that is nothing but what a person marked in a book."""

WORDS_A_MINUTE = 220
"""How fast an article is taken to be read."""


class Kind(StrEnum):
    """What a claim does, by argumentation theory."""

    FACT = "fact"
    VALUE = "value"
    POLICY = "policy"
    CAUSE = "cause"
    FORECAST = "forecast"


class Ink(StrEnum):
    """The colour of a person's own highlight."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"
    PURPLE = "purple"


class State(StrEnum):
    """How far a person is with an article."""

    UNREAD = "unread"
    READING = "reading"
    FINISHED = "finished"
    ARCHIVED = "archived"


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    RULE = "rule"


class StyleKind(StrEnum):
    """How a run inside a block is set."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    STRIKE = "strike"


class Block(NamedTuple):
    """A paragraph, heading, list item ... of the canonical text."""

    kind: BlockKind
    """What it is. A rule's span is empty."""
    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""
    level: int = 0
    """Heading 1-6; nesting depth of a list item or quote, from 0."""
    marker: str = ""
    """A list item's label ("•", "3."), which is not part of the text."""


class Style(NamedTuple):
    """An inline run: emphasis, code, a link."""

    kind: StyleKind
    start: int
    end: int
    href: str = ""
    """Where a link leads; http, https or mailto only."""


class Source(NamedTuple):
    """Where a republished article first appeared."""

    publication: str
    published: str | None = None
    """ISO date."""


class Dropped(NamedTuple):
    """Something intake took out of the source, kept so that it can be looked at."""

    kind: str
    """Why: breadcrumb, headline, dateline, byline, provenance, widget, footer ..."""
    text: str
    """What stood there, letter for letter."""
    line: int = 0
    """Its line in the source, counted from 1; 0 where lines mean nothing."""


class Passage(NamedTuple):
    """A span of a text together with what is needed to find it again."""

    start: int
    end: int
    quote: str
    """The text of the span."""
    prefix: str = ""
    """Up to 32 code points before it, more where it has twins (`storage.anchors.passage`)."""
    suffix: str = ""
    """The same after it."""
    twins: int = 0
    """In how many other places of the text the same words stood; 0 also where nobody counted."""


class Claim(NamedTuple):
    """A span that states one of the article's main assertions."""

    start: int
    end: int
    text: str
    kind: Kind
    score: float
    """0 to 1, comparable within one article only."""
    cues: tuple[str, ...] = ()
    """Why it was chosen, in words a reader understands ("should", "number")."""
    density: int = DEFAULT_DENSITY
    """The lowest density (1-5) at which it is shown."""


class Decision(NamedTuple):
    """What a person said of a claim."""

    passage: Passage
    uid: str = ""
    created: str = ""
    kept: bool = False
    """Whether it is one; else it was dismissed."""
    kind: str = ""
    cues: tuple[str, ...] = ()
    forgotten: bool = False
    """Whether it teaches nothing any more."""


class Review(NamedTuple):
    """When a highlight comes back to be read again."""

    due: str = ""
    """ISO day from which it does; empty before the first answer and for a retired one."""
    interval: int = 0
    """Days for which it stays away after it was kept last."""
    at: str = ""
    """When it was answered last, ISO date and time, UTC; empty for never."""
    retired: bool = False
    """It comes back no more."""


_UNASKED = Review()
"""Of a highlight that never came back yet."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A person's highlight, with or without a note."""

    uid: str
    article: int
    """Id of the article."""
    passage: Passage
    note: str = ""
    """Markdown."""
    ink: Ink = Ink.YELLOW
    tags: tuple[str, ...] = ()
    created: str = ""
    """ISO date and time, UTC."""
    modified: str = ""
    lost: bool = False
    """The passage could not be found again in the text as it is now."""
    trashed: str = ""
    """When it was put in the trash; empty when it was not."""
    settled: bool = False
    """Lost, and the person wants it kept so."""
    review: Review = _UNASKED


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place a person marked, under a letter or a label."""

    uid: str
    article: int
    passage: Passage
    label: str = ""
    created: str = ""
    lost: bool = False
    trashed: str = ""
    settled: bool = False


class Progress(NamedTuple):
    """How far an article has been read."""

    offset: int = 0
    """First code point of the line at the top of the page."""
    cursor: int = 0
    """Where the reading cursor stands."""
    fraction: float = 0.0
    """The furthest that was read, 0 to 1, wherever the cursor is; 1 once the end was in sight."""
    seen: str = ""
    """When, ISO date and time, UTC; empty when never opened."""
    words: int = 0
    """Words of it whose reading was timed."""
    seconds: int = 0
    """The time that they took."""


class Version(NamedTuple):
    """How a server names one version of what it has, for asking whether there is a newer."""

    etag: str = ""
    modified: str = ""
    """Date and time as the server writes them."""


class Page(NamedTuple):
    """A page of the web as it came."""

    url: str
    """Where it came from in the end, without a password; empty for a file of the person's."""
    data: bytes
    charset: str = ""
    """As the server names it; empty when it does not."""
    version: Version = Version()


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its canonical text and what is known of it."""

    title: str
    text: str
    """Block texts joined by a blank line. Every offset counts into this."""
    blocks: tuple[Block, ...]
    styles: tuple[Style, ...] = ()
    byline: str | None = None
    byline_inferred: bool = False
    """The byline was guessed (for example from "Name: Title"), or no reader of the page sees it."""
    site: str | None = None
    section: str | None = None
    url: str | None = None
    published: str | None = None
    """ISO date of this publication."""
    source: Source | None = None
    """The original publication of a republished text."""
    language: str | None = None
    origin: str = ""
    """What it was read from: a file name, "stdin", an address."""
    format: str = "plain"
    """plain, markdown, rst, org, html, epub, pdf, or `QUOTES`."""
    raw: str = ""
    """The source as text, where that is not much longer than the article."""
    dropped: tuple[Dropped, ...] = ()
    alternative_titles: tuple[str, ...] = ()
    id: int = 0
    """The number a person sees; 0 until stored."""
    uid: str = ""
    """The same for ever, in every export; empty until stored."""
    saved: str = ""
    """ISO date and time, UTC; empty until stored."""
    tags: tuple[str, ...] = ()
    archived: bool = False
    page: Page | None = None
    """What it was read from, on its way into the library; there it is asked for by itself."""

    @property
    def words(self) -> int:
        """Words in the text, divided by white space."""
        return _count_words(self.text)

    @property
    def shown_byline(self) -> str:
        """The byline, an inferred one with the mark of a question."""
        return f"{self.byline} (?)" if self.byline and self.byline_inferred else self.byline or ""

    @property
    def unfetched(self) -> bool:
        """Whether only its address is known yet."""
        return not self.text and bool(self.url)


@lru_cache(2)
def _count_words(text: str) -> int:
    # A reader's status line asks after every key, of one text again and again.
    return len(text.split())


class Counted(Protocol):
    """What is counted when it is asked for."""

    def count(self) -> int:
        """Return how many there are."""


class Entry(NamedTuple):
    """A row of the library: what is known of an article without its text."""

    id: int
    uid: str
    title: str
    byline: str | None
    site: str | None
    url: str | None
    published: str | None
    language: str | None
    words: int
    saved: str
    state: State
    tags: tuple[str, ...]
    pointed: int | Counted
    """Key claims at the default density, without those dismissed, or what counts them."""
    notes: int
    """Annotations of the person's own."""
    bookmarks: int
    progress: Progress
    source: Source | None = None
    trashed: str = ""
    """When it was put in the trash; empty when it was not."""
    inks: tuple[Ink, ...] = ()
    """Of the person's highlights, each once."""
    kinds: Collection[Kind] = ()
    """Of the key claims that are counted, each once."""
    noted: tuple[str, ...] = ()
    """Tags of the person's annotations, each once."""
    retired: int = 0
    """Annotations that come back to be reviewed no more."""
    orphans: int = 0
    """The person's marks whose passage is lost; counted only for a query that asks."""
    worded: int = 0
    """Annotations with words of the person's own: notes, and no mere highlights."""

    @property
    def claims(self) -> int:
        """How many key claims it has at the default density, without those dismissed."""
        return self.pointed if isinstance(self.pointed, int) else self.pointed.count()

    @property
    def unfetched(self) -> bool:
        """Whether only its address is known yet."""
        return not self.words and bool(self.url)

    @property
    def minutes(self) -> int:
        """Reading time, at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))


class Feed(NamedTuple):
    """A feed that a person follows."""

    id: int
    url: str
    title: str
    checked: str = ""
    """When it was last asked, ISO date and time, UTC; empty for never."""
    failure: str = ""
    """Why it could not be read that time; empty when it could."""
    version: Version = Version()
    seen: tuple[str, ...] = ()
    """Marks of the items that were in it then, so that none comes twice."""
    tags: tuple[str, ...] = ()
    """Of what comes in it; the folders of a list of feeds (OPML) are such."""


class Folder(NamedTuple):
    """What came of reading a folder: the articles and what was refused."""

    articles: tuple[Article, ...]
    refused: tuple[str, ...] = ()
    """One sentence for each file that could not be read."""
