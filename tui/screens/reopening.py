"""What an article's next opening will show, told when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from storage.errors import ManiculeError
from storage.models import Kind, Progress
from tui.painting.early import Left
from tui.screens.reader import ReaderScreen
from tui.settings.model import settings_of
from tui.widgets.page import Page
from tui.widgets.page_styles import PageStyles
from tui.widgets.paint import few_colours

if TYPE_CHECKING:
    from tui.app import ManiculeApp

_HEAD, _FOOT = 2, 1
"""Rows above and below the page."""


def left(reader: ReaderScreen) -> Left | None:
    """Give the page that the article would open with; None when it might be another.

    Head and foot are left blank: what they say (minutes left by the person's pace, claims
    passed, where it was opened) is told anew when it is opened.
    """
    # What is made from the reader (an article of no library, a review) opens otherwise.
    if type(reader) is not ReaderScreen or not reader.is_open:
        return None
    width, height = reader.app.size
    page = reader.page
    if page.region != Region(0, _HEAD, width, height - _HEAD - _FOOT):
        return None
    try:
        # What another program wrote is not on the screen yet.
        stale = reader.library.refresh()
        place = reader.library.progress(reader.article_id)
    except ManiculeError:
        return None
    if stale or not reader.session.text or not _is_plain(reader):
        return None
    top = _top(reader, place)
    if top is None:
        return None
    console = reader.app.console
    blank = _blank(page).render(console)
    rows = [strip.render(console) for strip in page.drawn_from(top)]
    dark = cast("ManiculeApp", reader.app).ground.dark
    return Left(
        reader.article_id,
        (width, height),
        dark,
        [*[blank] * _HEAD, *rows, *[blank] * _FOOT],
    )


def _is_plain(reader: ReaderScreen) -> bool:
    """Tell whether nothing was done to the page that an opening does not do."""
    settings, session, page = settings_of(reader.app), reader.session, reader.page
    return (
        session.density == settings.density
        and session.claims_on
        and session.kinds == frozenset(Kind)
        and reader.selection is None
        and reader.editing is None
        and not reader.hits
        and page.plain
        and page.measure == settings.column
        and page.margin == (settings.margin_width if settings.margin else 0)
    )


def _top(reader: ReaderScreen, place: Progress) -> int | None:
    """Give the row that an opening would put at the top; None when it depends on more."""
    spread, page = reader.page.spread, reader.page
    # What is far away may be laid out with other rows.
    if place.cursor != reader.session.point or spread.layout.far(place.offset):
        return None
    top = page.top_for(spread.row_of(place.offset)) if place.offset else spread.top
    return top if 0 <= spread.row_of(place.cursor) - top < page.rows else None


def _blank(page: Page) -> Strip:
    """Draw a row without anything on it."""
    app = page.app
    styles = PageStyles(app.theme_variables, monochrome=few_colours(app))
    strip = Strip([Segment(" " * page.size.width, styles.plain)])
    for filter in page.get_line_filters():
        strip = strip.apply_filter(filter, styles.ground)
    return strip
