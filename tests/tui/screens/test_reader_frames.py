"""How much is done for a key: what is drawn at once, what is not drawn again, what is not asked."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from textual import events
from textual.geometry import Region

from storage.library import Library
from storage.models import Article
from tui.painting.host import QuickApp
from tui.painting.memory import Memory
from tui.reading.spread import Spread
from tui.widgets.masthead import Masthead


@pytest.fixture
def long(library: Library, article: Callable[..., Article]) -> Article:
    """Store an article of many screens."""
    paragraphs = (f"Paragraph {n} stands here. It ends." for n in range(400))
    return library.add(article("Long", *paragraphs))[0]


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Gather what is drawn, as by an app that paints for itself."""
    drawn: list[Any] = []
    monkeypatch.setattr(QuickApp, "_memory", Memory())
    monkeypatch.setattr(QuickApp, "_display", lambda _, screen, frame: drawn.append(frame))
    return drawn


@pytest.mark.parametrize("key", ["j", "pagedown", "G", "}", "c"])
async def test_what_a_key_changes_is_drawn_before_anything_else_is_done(
    sit, long: Article, frames: list[Any], key: str
) -> None:
    async with sit((90, 24), long) as person:
        await person.press("j")
        frames.clear()
        name = {"}": "right_curly_bracket"}.get(key, key)
        await person.screen.on_key(events.Key(name, key if len(key) == 1 else None))
        drawn = [frame for frame in frames if frame is not None]
        assert len(drawn) == 1
        if key == "G":
            assert "100%" in person.said
        await person.pilot.pause(0.1)
        assert not [frame for frame in frames[1:] if frame is not None], "one frame shows it all"


async def test_what_must_be_arranged_first_is_drawn_by_the_usual_frame(
    sit, long: Article, frames: list[Any]
) -> None:
    async with sit((90, 24), long) as person:
        frames.clear()
        await person.screen.on_key(events.Key("z", "z"))
        assert not frames
        await person.pilot.pause(0.1)
        assert frames
        assert "READ" not in person.said


async def test_a_line_key_asks_for_no_row_far_below(
    sit, long: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit((90, 24), long) as person:
        asked: list[int] = []
        has = Spread.has

        def noting(spread: Spread, row: int) -> bool:
            asked.append(row)
            return has(spread, row)

        monkeypatch.setattr(Spread, "has", noting)
        await person.screen.action_line(1)
        assert asked
        assert max(asked) < 100


async def test_rows_whose_claims_stay_look_as_if_all_were_drawn_anew(sit, essay: Article) -> None:
    async with sit((80, 24), essay) as person:
        page, looks = person.screen.page, []
        for keys in ("+", "+", "-", "-", "-", "c", ["space"], "c", "G", "+", "4c", "gg", "-"):
            await person.press(*keys)
            everything = Region(0, 0, *page.size)
            kept = page.render_lines(everything)
            page.notify_style_update()
            assert kept == page.render_lines(everything)
            looks.append(kept)
        assert sum(a != b for a, b in pairwise(looks)) > 3


async def test_the_head_is_drawn_again_only_where_it_shows_something_else(
    sit, long: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit((90, 24), long) as person:
        await person.press("j")
        drawn: list[int] = []
        draw = Masthead.render_line

        def noting(head: Masthead, y: int) -> Any:
            drawn.append(y)
            return draw(head, y)

        monkeypatch.setattr(Masthead, "render_line", noting)
        await person.press("j", "k", "j", "k")
        assert not drawn
        await person.press("G")
        assert set(drawn) == {1}


async def test_an_article_that_was_just_opened_is_read_once(
    sit, long: Article, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    annotations = type(library).annotations

    def noting(of: Library, article: int) -> Any:
        read.append(article)
        return annotations(of, article)

    monkeypatch.setattr(type(library), "annotations", noting)
    async with sit((90, 24), long) as person:
        assert read == [long.id]
        await person.press("question_mark", "escape")
        assert read == [long.id, long.id]
