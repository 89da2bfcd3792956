from __future__ import annotations

import asyncio
import json
import re

import pytest
from rich.text import Text
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from storage.library import Library
from storage.models import Ink, Progress, State
from storage.search import index_path
from tui.screens.library import LibraryScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.claims_pane import ClaimsPane
from tui.widgets.hints import Hints


def screen(pilot: Pilot[None]) -> LibraryScreen:
    found = pilot.app.screen
    assert isinstance(found, LibraryScreen)
    return found


def titles(pilot: Pilot[None]) -> list[str]:
    return [entry.title for entry in screen(pilot).articles.rows]


def here(pilot: Pilot[None]) -> str:
    row = screen(pilot).articles.current
    return row.title if row else ""


def shown(pilot: Pilot[None]) -> list[str]:
    """Read the whole screen as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return [Text("").join(Text(s.text) for s in strip).plain for strip in strips]


def told(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Hints).message


async def claims_shown(pilot: Pilot[None]) -> None:
    """Wait until the cursor has rested and the claims of its row stand in the pane."""
    for _ in range(2000):
        if screen(pilot).pane._title == here(pilot):
            return
        await pilot.pause(0.01)
    raise AssertionError("no claims came")


async def test_an_empty_library_says_what_to_do(library, desk):
    async with desk(library) as pilot:
        words = "\n".join(shown(pilot))
        assert "Nothing here yet." in words
        assert "manicule add FILE" in words


async def test_the_newest_article_stands_first_and_the_masthead_counts(shelf, desk):
    async with desk(shelf) as pilot:
        assert titles(pilot)[0] == "Slow streets, fast cities"
        assert "4 articles · 2 to read · 1 under way" in shown(pilot)[0]
        assert "sorted by saved ↓" in shown(pilot)[0]


async def test_movement_keys_move_as_in_vi(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "j", "down", "k")
        assert screen(pilot).articles.cursor == 1
        await press(pilot, "G")
        assert screen(pilot).articles.cursor == 3
        await press(pilot, "g g")
        assert screen(pilot).articles.cursor == 0
        for down, up in (("ctrl+d", "ctrl+u"), ("space", "b"), ("end", "home")):
            await press(pilot, down)
            assert screen(pilot).articles.cursor == 3
            await press(pilot, up)
            assert screen(pilot).articles.cursor == 0


async def test_the_claims_of_the_row_under_the_cursor_are_shown(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "j", "j")
        await claims_shown(pilot)
        words = "\n".join(shown(pilot))
        assert "KEY CLAIMS" in words
        assert "What a kerb is for" in words
        assert "☞ " in words


async def test_from_the_claims_one_opens_the_article_at_a_claim(shelf, desk, press):
    async with desk(shelf) as pilot:
        await claims_shown(pilot)
        await press(pilot, "tab", "j")
        claim = screen(pilot).query_one(ClaimsPane).current
        assert claim is not None
        assert claim.start > 0
        await press(pilot, "enter")
        await press(pilot)
        assert pilot.app.screen.session.point == claim.start


async def test_c_hides_the_claims_and_shows_them_again(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "c")
        assert not screen(pilot).query_one(ClaimsPane).display
        await press(pilot, "c")
        assert screen(pilot).query_one(ClaimsPane).display


async def test_typing_filters_and_counts_and_enter_keeps_the_filter(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "/", "type:kerb")
        assert titles(pilot) == ["What a kerb is for"]
        assert any("1 of 4" in line for line in shown(pilot))
        await press(pilot, "enter", "j")
        assert titles(pilot) == ["What a kerb is for"]
        await press(pilot, "escape")
        assert len(titles(pilot)) == 4


async def test_a_filter_finds_words_of_texts_and_of_notes(shelf, desk, press):
    shelf.annotate(1, 0, 10, note="compare with Oslo")
    async with desk(shelf) as pilot:
        await press(pilot, "/", "type:oslo")
        assert titles(pilot) == ["Why the ferry still runs"]
        await press(pilot, "escape", "/", "type:printers left room")
        assert len(titles(pilot)) == 4


async def test_a_query_that_is_wrong_says_so_and_keeps_the_rows(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "/", "type:is:unread", "type:x")
        assert any("is:unreadx is not known" in line for line in shown(pilot))
        assert len(titles(pilot)) == 2


async def test_nothing_matching_says_how_to_get_everything_back(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "/", "type:zebra")
        assert any("Nothing matches zebra" in line for line in shown(pilot))
        await press(pilot, "escape")
        assert len(titles(pilot)) == 4


async def test_s_goes_through_the_orders_and_stays_on_the_article(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "s", "s")
        assert titles(pilot)[0] == "Slow streets, fast cities"
        assert "sorted by title ↑" in shown(pilot)[0]
        await press(pilot, "S")
        assert titles(pilot)[-1] == "Slow streets, fast cities"
        assert here(pilot) == "Slow streets, fast cities"


async def test_what_was_read_last_stands_first_and_what_never_was_last(shelf, desk, press):
    shelf.set_progress(2, Progress(fraction=0.1, seen="2099-01-01T00:00:00Z"))
    shelf.set_progress(1, Progress(fraction=1.0, seen="2098-01-01T00:00:00Z"))
    async with desk(shelf) as pilot:
        await press(pilot, "s")
        assert "sorted by last read ↓" in shown(pilot)[0]
        order = ["What a kerb is for", "Why the ferry still runs", "Slow streets, fast cities"]
        assert titles(pilot)[:3] == order
        await press(pilot, "S")
        assert titles(pilot)[:3] == order[::-1]
        assert titles(pilot)[3].startswith("東京")


async def test_the_order_is_there_after_the_next_start(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "s", "s", "S")
        before = titles(pilot)
    async with desk(shelf) as pilot:
        assert titles(pilot) == before
        assert "sorted by title ↓" in shown(pilot)[0]


async def test_known_tags_complete_what_is_typed_for_one_row_and_for_many(shelf, desk, press):
    shelf.tag(1, ["harbour"])
    async with desk(shelf) as pilot:
        await press(pilot, "gg", "t", "type:pol", "tab")
        assert pilot.app.screen.focused.value == "policy"
        await press(pilot, "enter")
        assert screen(pilot).articles.current.tags == ("policy",)
        await press(pilot, "V", "t", "type:night har", "tab", "enter")
        assert all({"night", "harbour"} <= set(e.tags) for e in shelf.entries())
        assert not screen(pilot).picked
        assert "4 articles tagged" in told(pilot)
        await press(pilot, "u")
        assert not any("night" in e.tags for e in shelf.entries())


async def test_a_tag_to_be_taken_completes_from_those_that_are_there(shelf, desk, press):
    shelf.tag(1, ["policing"])
    async with desk(shelf) as pilot:
        await press(pilot, "G", "t", "type:-pol", "tab", "enter")
        assert screen(pilot).articles.current.tags == ()
        assert shelf.entry(2).tags == ("policy",)


async def test_picked_rows_stay_picked_while_they_are_shown_and_no_longer(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "V", "/", "type:kerb", "enter")
        assert screen(pilot).picked == {2}
        await press(pilot, "e", "escape")
        assert [e.id for e in shelf.entries() if e.state is State.ARCHIVED] == [2]


async def test_archiving_takes_an_article_out_of_sight_until_it_is_asked_for(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "e")
        assert "Slow streets, fast cities" not in titles(pilot)
        assert "archived" in told(pilot)
        assert "u takes it back" in told(pilot)
        await press(pilot, "/", "type:is:archived", "enter")
        assert titles(pilot) == ["Slow streets, fast cities"]
        await press(pilot, "e", "escape")
        assert len(titles(pilot)) == 4


async def test_removing_is_undone_and_done_again(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "j", "x")
        assert len(titles(pilot)) == 3
        assert "in the trash" in told(pilot)
        await press(pilot, "u")
        assert len(titles(pilot)) == 4
        await press(pilot, "ctrl+r")
        assert len(titles(pilot)) == 3


async def test_the_trash_is_shown_when_asked_for_and_x_brings_back(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "x", "/", "type:is:trashed", "enter")
        assert titles(pilot) == ["Slow streets, fast cities"]
        await press(pilot, "x", "escape")
        assert len(titles(pilot)) == 4


async def test_the_cursor_goes_to_what_an_undo_brings_back(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "j", "x", "u")
        assert pilot.app.screen.articles.current.title == titles(pilot)[1]
        gone = titles(pilot)[1]
        await press(pilot, "x", "G", "u", "x")
        assert gone not in titles(pilot)
        assert len(titles(pilot)) == 3


async def test_the_cursor_stands_on_what_came_out_of_the_trash_when_the_filter_goes(
    shelf, desk, press
):
    async with desk(shelf) as pilot:
        away = titles(pilot)[2]
        await press(pilot, "j", "j", "x", "g g", "/", "type:is:trashed", "enter", "x", "escape")
        assert pilot.app.screen.articles.current.title == away


async def test_a_library_all_of_which_is_in_the_trash_says_where_it_is(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "V", "x")
        assert "4 articles are in the trash" in screen(pilot).emptiness()
        assert "is:trashed" in screen(pilot).emptiness()


async def test_in_the_trash_the_foot_says_that_x_brings_back_and_the_last_one_leaves_none(
    shelf, desk, press
):
    async with desk(shelf) as pilot:
        await press(pilot, "x", "/", "type:is:trashed", "enter")
        assert "x bring back" in shown(pilot)[-1]
        assert any("1 of 1" in line for line in shown(pilot))
        await press(pilot, "x")
        assert "Nothing is in the trash" in screen(pilot).emptiness()
        assert not any("0 of 0" in line for line in shown(pilot))
        await press(pilot, "escape")
        screen(pilot).hush()
        assert "x remove" in shown(pilot)[-1]


async def test_undo_with_nothing_to_undo_says_so(library, desk, press):
    async with desk(library) as pilot:
        await press(pilot, "u")
        assert told(pilot) == "There is nothing to undo."


async def test_picked_rows_are_changed_together(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "v", "j", "v")
        assert "2 picked" in shown(pilot)[0]
        await press(pilot, "x")
        assert len(titles(pilot)) == 2
        await press(pilot, "u", "u")
        assert len(titles(pilot)) == 4
        await press(pilot, "V", "V")
        assert "picked" not in shown(pilot)[0]


async def test_escape_forgets_picks_then_the_filter_and_never_quits(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "/", "type:a", "enter", "v", "escape")
        assert not screen(pilot).picked
        assert screen(pilot).query_line.value == "a"
        await press(pilot, "escape", "escape", "escape")
        assert screen(pilot).query_line.value == ""
        assert pilot.app.is_running


async def test_the_field_of_a_query_is_made_when_it_is_wanted_and_loses_no_key(shelf, desk) -> None:
    async with desk(shelf) as pilot:
        assert not screen(pilot).query(Input)
        for name, key in zip(["slash", *"is", "colon", "u"], "/is:u", strict=True):
            pilot.app.post_message(events.Key(name, key))
        for _ in range(200):
            await pilot.pause(0.01)
            if screen(pilot).query_line.value == "is:u":
                break
        assert screen(pilot).query_line.value == "is:u"
        assert any(line.strip().startswith("/") for line in shown(pilot))


@pytest.mark.parametrize("size", [(80, 24), (160, 40)])
async def test_tags_of_an_article_stand_above_its_claims_and_in_the_readers_head(
    shelf, desk, press, size
):
    async with desk(shelf, size=size) as pilot:
        await press(pilot, "t", "type:urban", "enter")
        await pilot.pause(0.2)
        assert any("KEY CLAIMS" in line and "#urban" in line for line in shown(pilot))
        await press(pilot, "enter")
        wide = size[0] > 80
        assert ("#urban" in shown(pilot)[0]) is wide
        await press(pilot, "t")
        assert any("now #urban   -word takes one away" in line for line in shown(pilot))
        await press(pilot, "type:-urban kerbs", "enter")
        assert ("#kerbs" in shown(pilot)[0]) is wide
        assert "#urban" not in shown(pilot)[0]


async def test_tags_are_added_and_removed_in_one_line(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "j", "j", "t", "type:streets -policy", "enter")
        assert screen(pilot).articles.current.tags == ("streets",)
        await press(pilot, "u")
        assert screen(pilot).articles.current.tags == ("policy",)


async def test_copy_gives_title_and_link(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "j", "j", "y")
        assert pilot.app.clipboard == "What a kerb is for\nhttps://example.org/kerb"


async def test_an_article_without_an_address_is_not_opened_in_a_browser(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "o")
        assert "has no address to open" in told(pilot)


async def test_an_article_that_another_process_adds_shows_up(shelf, desk, press, article):
    async with desk(shelf) as pilot:
        await press(pilot, "j")
        before = here(pilot)
        with Library.open(shelf.path) as other:
            other.add(article("Heat pumps", "A paragraph of another kind."))
        await screen(pilot)._look_for_changes()
        await press(pilot)
        assert titles(pilot)[0] == "Heat pumps"
        assert here(pilot) == before


async def test_a_click_selects_and_a_second_click_opens(shelf, desk, press):
    async with desk(shelf) as pilot:
        await pilot.click("ArticleList", offset=(10, 2))
        await press(pilot)
        assert screen(pilot).articles.cursor == 1
        await pilot.click("ArticleList", offset=(10, 2))
        await press(pilot)
        assert not isinstance(pilot.app.screen, LibraryScreen)


async def test_coming_back_from_the_reader_one_stands_on_the_same_row_as_it_is_now(
    shelf, desk, press
):
    async with desk(shelf) as pilot:
        await press(pilot, "j", "j", "enter")
        assert not isinstance(pilot.app.screen, LibraryScreen)
        shelf.annotate(2, 0, 10)
        await press(pilot, "q")
        assert here(pilot) == "What a kerb is for"
        assert screen(pilot).articles.current.notes == 1


async def test_titles_that_look_like_markup_are_shown_as_they_are(library, desk, article):
    library.add(article("[bold]On [/x] brackets[/]"))
    async with desk(library) as pilot:
        assert any("[bold]On [/x] brackets[/]" in line for line in shown(pilot))


async def test_a_tiny_terminal_still_shows_titles(shelf, desk, press):
    async with desk(shelf, size=(20, 5)) as pilot:
        assert any("Slow stre" in line for line in shown(pilot))
        await press(pilot, "j", "G", "?", "escape", "M", "q", "t", "escape")
        assert screen(pilot).articles.cursor == 3


async def test_a_finished_article_and_a_new_one_differ_without_colour(shelf, desk):
    async with desk(shelf) as pilot:
        lines = shown(pilot)
        assert any(line.startswith("▌") and "◐" in line for line in lines)
        assert any("○" in line and "ferry" in line for line in lines)
        assert {row.state for row in screen(pilot).articles.rows} == {
            State.READING, State.UNREAD, State.FINISHED
        }  # fmt: skip


async def test_a_library_that_another_process_damages_is_complained_of_once(shelf, desk, press):
    async with desk(shelf) as pilot:
        shelf.path.write_text("{", encoding="utf-8")
        for _ in range(3):
            await screen(pilot)._look_for_changes()
        assert len(pilot.app._notifications) == 1
        assert len(titles(pilot)) == 4


async def test_claims_scrolled_to_their_end_are_still_in_view_when_the_pane_grows(
    library, desk, press, article
):
    sentence = "Streets should become safer because drivers must slow down where children walk"
    text = " ".join(f"{sentence} in district {n}." for n in range(40))
    library.add(article("Slow streets", *[text] * 4))
    async with desk(library, size=(44, 24)) as pilot:
        await claims_shown(pilot)
        pane = screen(pilot).pane
        await press(pilot, "tab", "G")
        await pilot.resize_terminal(140, 40)
        await press(pilot)
        assert "☞" in "".join(pane.render_line(y).text for y in range(2, pane.size.height))
        assert pane._top <= max(0, len(pane._laid_out()) - pane._room)


@pytest.mark.parametrize(
    ("keys", "what"),
    [(("e",), "4 articles are back in the list"), (("x",), "4 articles are back in the library"),
     (("t", "type:night", "enter"), "4 articles have the old tags")],
)  # fmt: skip
async def test_what_is_done_to_picked_rows_is_one_step_back_and_one_forth(
    shelf, desk, press, keys, what
):
    before = shelf.entries()
    async with desk(shelf) as pilot:
        await press(pilot, "V", *keys)
        after = shelf.entries()
        assert after != before
        await press(pilot, "u")
        assert shelf.entries() == before
        assert what in pilot.app.screen.query_one(Hints).message
        await press(pilot, "ctrl+r")
        assert shelf.entries() == after


async def test_removing_says_what_goes_along(shelf, desk, press):
    shelf.annotate(4, 0, 10, note="mine")
    async with desk(shelf) as pilot:
        await press(pilot, "x")
        assert "in the trash with 1 mark of yours" in pilot.app.screen.query_one(Hints).message
        await press(pilot, "/", "type:is:trashed", "enter", "x")
        assert [note.note for note in shelf.annotations()] == ["mine"]


async def test_a_spoilt_article_is_counted_and_the_others_are_listed(shelf, desk, press):
    shelf.fold()
    content = json.loads(shelf.path.read_text("utf-8"))
    content["articles"]["2"]["title"] = 7
    shelf.path.write_text(json.dumps(content), "utf-8")
    async with desk(shelf) as pilot:
        assert len(pilot.app.screen.articles.rows) == 3
        (said,) = [toast.message for toast in pilot.app._notifications]
        assert "Article 2 of the library cannot be read" in said
        assert "manicule check" in said


async def test_another_machines_copy_of_the_library_is_named_once(shelf: Library, desk) -> None:
    name = "library.sync-conflict-20240101-120000-ABCDEFG.json"
    shelf.path.with_name(name).write_text("{}")
    async with desk(shelf) as pilot:
        (said,) = pilot.app._notifications
        assert name in said.message
        assert "manicule merge" in said.message


async def test_a_hit_in_the_text_opens_the_reader_at_it_with_n_ready(library, article, desk, press):
    library.add(
        article("Long", *(f"Line {n} says little." for n in range(80)), "A zebra came. A zebra.")
    )
    async with desk(library, size=(80, 24)) as pilot:
        await press(pilot, "/", "type:zebra", "enter", "enter")
        reader = pilot.app.screen
        text = library.text(1)
        assert reader.hits == [(at, at + 5) for at in (text.index("zebra"), text.rindex("zebra"))]
        assert reader.session.point <= text.index("zebra") < reader.session.point + 40
        await press(pilot, "n")
        assert reader.hit == 1


async def test_what_is_wrong_with_a_query_is_pointed_at_and_the_rows_stay(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "/", "type:kerb")
        kept = titles(pilot)
        await press(pilot, "type: colour:red")
        assert titles(pilot) == kept
        lines = shown(pilot)
        at = next(number for number, line in enumerate(lines) if "kerb colour:red" in line)
        assert lines[at + 1].rstrip() == " " * lines[at].index("colour") + "▔" * len("colour:red")
        assert "no field colour:" in lines[at + 2]


async def test_a_field_mistyped_letter_by_letter_is_said_and_stays_said(shelf, desk, press):
    async with desk(shelf) as pilot:
        before = titles(pilot)
        await pilot.press(*"/foo", "colon", *"bar", "enter")
        await press(pilot, "j")
        for _ in range(2):
            assert any("no field foo:" in line for line in shown(pilot))
            assert titles(pilot) == before
            # Another reading of the library does not take it back.
            await pilot.app.screen.reload()
            await pilot.pause()


async def test_an_open_quote_is_said_and_closed_it_finds(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "/", 'type:"a kerb')
        assert any("is not closed" in line for line in shown(pilot))
        await press(pilot, 'type:"')
        assert titles(pilot) == ["What a kerb is for"]


async def test_every_field_works_as_one_types(shelf, desk, press):
    shelf.annotate(2, 0, 4, note="draft of mine", ink=Ink.RED)
    async with desk(shelf) as pilot:
        for query, found in [
            ("ink:red", ["What a kerb is for"]),
            ("kerb is:unread tag:policy by:lindqvist has:note ink:red", ["What a kerb is for"]),
            ('"is what this essay" -draft by:okafor', ["Slow streets, fast cities"]),
            ("saved:<2026-01", ["Why the ferry still runs"]),
        ]:
            await press(pilot, "/", f"type:{query}")
            assert titles(pilot) == found, query
            await press(pilot, "escape")


async def test_a_big_library_is_indexed_behind_the_screen(shelf, desk, press, monkeypatch):
    monkeypatch.setattr("tui.screens.finding.SMALL", 2)
    async with desk(shelf) as pilot:
        await press(pilot, "/", "type:printers")
        assert len(titles(pilot)) == 4
        assert index_path(shelf.path).exists()
        assert screen(pilot)._finder.search.behind == 0


async def test_a_screen_that_closes_takes_its_workers_along(shelf, desk, monkeypatch):
    gone, ended = asyncio.Event(), []

    async def work(shown: LibraryScreen) -> None:
        try:
            await gone.wait()
            shown.show_rows()
        finally:
            ended.append(shown)

    def leave(rows: ArticleList) -> None:
        gone.set()
        shown = rows.screen
        assert isinstance(shown, LibraryScreen)
        shown._read_claims()
        shown.say("too late")

    monkeypatch.setattr(ArticleList, "on_unmount", leave, raising=False)
    async with desk(shelf) as pilot:
        shown = screen(pilot)
        shown.run_worker(work(shown))
        await pilot.pause()
    assert ended == [shown]


@pytest.mark.parametrize("screen", ["library", "notes"])
async def test_what_was_said_goes_when_a_filter_is_typed(shelf, desk, press, screen):
    shelf.annotate(2, 0, 4, note="mine")
    async with desk(shelf) as pilot:
        await press(pilot, *(["M", "u"] if screen == "notes" else ["e"]))
        hints = pilot.app.screen.query_one(Hints)
        assert hints.message
        await press(pilot, "/")
        assert hints.message == ""
        assert "keep" in hints.render_line(0).text


async def test_what_is_under_way_stays_said_while_a_filter_is_typed(shelf, desk, press):
    async with desk(shelf) as pilot:
        pilot.app.screen.say("Adding …   esc stops", None)
        await press(pilot, "/")
        assert pilot.app.screen.query_one(Hints).message == "Adding …   esc stops"


@pytest.mark.parametrize("key", ["enter", "y", "o", "e", "x", "t", "v", "V"])
async def test_a_key_without_an_article_says_so(library, desk, press, key):
    async with desk(library) as pilot:
        await press(pilot, key)
        assert told(pilot) == "Nothing here yet."


async def test_a_key_without_a_match_says_so(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "/", "type:nowhere", "enter", "x")
        assert told(pilot) == "Nothing matches nowhere"


async def test_articles_of_one_title_are_told_apart_by_their_numbers(library, article, desk):
    for number in range(12):
        library.add(article("What a kerb is for", f"Text number {number}."))
    async with desk(library, size=(80, 24)) as pilot:
        rows = pilot.app.screen.articles
        drawn = [rows.render_line(y).text for y in range(13)]
        assert drawn[0].split()[0] == "#"
        assert [re.search(r"\d+", line)[0] for line in drawn[1:]] == [
            str(entry.id) for entry in rows.rows
        ]


@pytest.mark.parametrize("query", ["oslo", "tag:later", "ink:red"])
async def test_an_article_opens_at_the_note_for_which_it_was_found(shelf, desk, press, query):
    shelf.annotate(2, 40, 60, note="As in Oslo #later", ink=Ink.RED)
    shelf.set_progress(2, Progress(offset=0, cursor=0, fraction=0.1))
    async with desk(shelf) as pilot:
        await press(pilot, "/", f"type:{query}", "enter", "enter")
        assert pilot.app.screen.session.point == 40
        assert not pilot.app.screen.hits


async def test_the_trash_says_what_brings_back(shelf, desk, press):
    async with desk(shelf) as pilot:
        await press(pilot, "x", "/", "type:is:trashed")
        assert "x brings back   1 of 1" in str(screen(pilot).query_one("#found").render())
        await press(pilot, "escape", "/", "type:is:unread")
        assert "brings back" not in str(screen(pilot).query_one("#found").render())
