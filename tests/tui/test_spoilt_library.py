"""Any JSON value in any field of any document: what is whole is shown, nothing breaks."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import io
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.errors import ManiculeError
from storage.library import Library
from storage.models import (
    Article,
    Block,
    BlockKind,
    Claim,
    Kind,
    Progress,
    Source,
    Style,
    StyleKind,
)
from tui.app import ManiculeApp
from tui.cli import main
from tui.screens.notes import NotesScreen
from tui.screens.reader import ReaderScreen

OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

COMMANDS = (
    ["list"],
    ["list", "is:trashed"],
    ["show", "1"],
    ["show", "1", "--claims", "--density", "5"],
    ["notes"],
    ["notes", "is:trashed", "hidden"],
    ["export", "--to", "md", "--full"],
    ["trash"],
    ["claims", "1", "--dismissed"],
)
DOCUMENTS = (
    ["list", "--json"],
    ["list", "is:trashed", "--json"],
    ["show", "1", "--json"],
    ["show", "1", "--claims", "--json"],
    ["notes", "--json"],
    ["export", "--to", "json"],
    ["trash", "--json"],
)

NASTY = "esc\x1b[2J bell\x07 c1\x9b31m back\u202e half\ud800 line\u2028"

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([-1, 10**9, 10**400, 1e308, float("nan"), float("inf"), -float("inf")])
    | st.sampled_from(["", "1", "-3", "1e5", NASTY, "0001-01-01T00:00:00+14:00", "../../x", "a\0b"])
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def _made(folder: Path) -> dict[str, Any]:
    """Make a library with a bit of everything, its texts in the file itself."""
    text = (
        "Cities should set the speed first, because nearly half of all deaths happen on fast "
        "streets.\n\nA limit that the street contradicts is not a limit; it is a wish. "
        "Every council should therefore measure how fast people really drive, "
        "and publish the figures yearly."
    )
    gap = text.index("\n\n")
    blocks = (Block(BlockKind.PARAGRAPH, 0, gap), Block(BlockKind.ITEM, gap + 2, len(text), 1, "•"))
    with Library.open(folder / "library.json") as library:
        for number in (1, 2, 3):
            library.add(
                Article(
                    f"Streets {number}",
                    text.replace("Cities", f"Cities{number}") if number > 1 else text,
                    blocks if number == 1 else (),
                    styles=(Style(StyleKind.LINK, 0, 6, "https://example.org"),),
                    byline="Mara Okafor",
                    site="Metre",
                    url=f"https://example.org/{number}",
                    published="2026-01-02",
                    source=Source("Elsewhere", "2025-01-01"),
                    language="en",
                    tags=("policy",),
                )
            )
        library.annotate(1, 0, 6, note="a note #tag")
        library.annotate(1, 7, 13)
        library.bookmark(1, 20, 30)
        library.set_progress(1, Progress(5, 6, 0.5))
        first = library.claims(1)[0]
        start = 0 if first.start > gap else gap + 2
        library.dismiss(1, Claim(start, start + 20, text[start : start + 20], Kind.FACT, 0.5))
        library.remove_annotation(library.annotate(1, 20, 40, note="removed").uid)
        library.remove_bookmark(library.bookmark(2, 0, 4).uid)
        library.annotate(2, 0, 4, note="of another")
        library.remove(3)
        library.fold()
    content: dict[str, Any] = json.loads(library.path.read_text("utf-8"))
    for table in ("articles", "claims"):
        for document in content[table].values():
            body = document.pop("body")
            whole = json.loads((folder / "bodies" / body[:2] / f"{body}.json").read_text("utf-8"))
            claims = whole.pop("claims")
            document.update({"claims": claims} if table == "claims" else whole)
    return content


with tempfile.TemporaryDirectory() as _folder:
    CONTENT = _made(Path(_folder))


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the way to every value within the tables' documents."""
    if len(at) > 2:
        yield at
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        if isinstance(inner, dict | list):
            yield from _places(inner, (*at, key))
        elif len(at) >= 2:
            yield (*at, key)


PLACES = [
    *(place for place in _places(CONTENT) if not place[0].startswith("_")),
    *(("_manicule", "1", "next", table) for table in ("articles", "annotations")),
    ("_manicule", "1", "next"),
    ("_manicule", "1", "created"),
    *((name, key) for name in CONTENT if not name.startswith("_") for key in CONTENT[name]),
    ("annotations", "x"),
    ("annotations", "03"),
    ("articles", "٣"),
]


def spoilt(*damage: tuple[tuple[Any, ...], Any]) -> str:
    content = copy.deepcopy(CONTENT)
    for place, value in damage:
        inner: Any = content
        with contextlib.suppress(KeyError, TypeError, IndexError):
            for key in place[:-1]:
                inner = inner[key]
            inner[place[-1]] = value
    return json.dumps(content)


def run(path: Path, words: list[str]) -> tuple[int, str, str]:
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(["--library", str(path), *words])
        out.flush()
        assert isinstance(out.buffer, io.BytesIO)
        return status, out.buffer.getvalue().decode(), err.getvalue()


def not_json(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


DAMAGE = st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3)


@pytest.mark.parametrize("words", [*COMMANDS, *DOCUMENTS], ids=" ".join)
def test_the_library_itself_is_shown_by_every_command(tmp_path: Path, words: list[str]) -> None:
    path = tmp_path / "library.json"
    path.write_text(spoilt(), "utf-8")
    status, out, err = run(path, words)
    assert (status, err) == (0, "" if "hidden" not in words else err)
    assert out or "hidden" in words


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(DAMAGE)
@example([(("annotations", "1", "note"), NASTY), (("articles", "1", "title"), NASTY)])
@example([(("articles", "1", "text"), NASTY * 9), (("bookmarks", "1", "label"), NASTY)])
def test_no_value_in_any_field_breaks_a_command_or_reaches_the_terminal(
    damage: list[tuple[tuple[Any, ...], Any]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "library.json"
        path.write_text(spoilt(*damage), "utf-8")
        before = path.read_bytes()
        for words in COMMANDS:
            status, out, err = run(path, words)
            assert status in (0, 1), (words, err)
            assert "should not" not in err, err
            assert "Traceback" not in err
            assert not OBEYED.search(out), (words, OBEYED.search(out))
            assert not OBEYED.search(err)
        for words in DOCUMENTS:
            status, out, err = run(path, words)
            assert "should not" not in err, err
            if status == 0:
                json.loads(out, parse_constant=not_json)
                assert not OBEYED.search(out), (words, OBEYED.search(out))
        assert path.read_bytes() == before
        status, out, err = run(path, ["list"])
        assert "Streets 2" in out or any(place[:2] == ("articles", "2") for place, _ in damage)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(DAMAGE)
def test_every_verb_works_beside_what_is_spoilt_or_refuses_in_a_sentence(
    damage: list[tuple[tuple[Any, ...], Any]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "library.json"
        path.write_text(spoilt(*damage), "utf-8")
        with Library.open(path) as library:
            for verb in (
                lambda: library.annotate(1, 0, 6, note="more"),
                lambda: library.bookmark(1, 0, 6),
                lambda: library.tag(1, ["more"]),
                lambda: library.archive(1),
                lambda: library.set_progress(1, Progress(3, 3, 0.1)),
                lambda: library.remove(1),
                lambda: library.restore(3),
                lambda: library.dismiss(2, library.claims(2)[0]),
                lambda: library.add(Article("New", "New words.", ())),
                lambda: [library.undo() for _ in range(9)],
                library.fold,
                library.empty_trash,
            ):
                with contextlib.suppress(ManiculeError, IndexError):
                    verb()


ANYWHERE = [
    *PLACES,
    *((name,) for name in CONTENT),
    *(("articles", key) for key in CONTENT["articles"]),
    *(("annotations", key, "passage") for key in CONTENT["annotations"]),
    ("_manicule", "1"),
    ("_manicule", "1", "schema"),
    ("_manicule", "x"),
    ("_journal", "1", "generation"),
    ("articles", "9" * 5000),
    ("_damaged",),
]
HEALTH = (
    ["list"],
    ["show", "1"],
    ["notes"],
    ["search", "limit"],
    ["stats"],
    ["notes", "--orphans"],
    ["review", "--list"],
    ["feed", "list"],
    *(["export", "--to", form] for form in ("md", "jsonld", "json", "csv", "html")),
    ["check"],
)


def uids(content: dict[str, Any], *but: str) -> set[str]:
    return {
        document["uid"]
        for table in ("articles", "annotations", "bookmarks")
        if table not in but
        for document in content[table].values()
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(ANYWHERE), VALUES)
@example(("removals",), None)
@example(("bookmarks",), [])
@example(("feeds",), 3)
@example(("_manicule",), "x")
@example(("_manicule",), None)
@example(("_manicule", "1", "schema"), "2")
@example(("_journal",), {"1": 3})
@example(("annotations", "1", "passage"), [1])
@example(("annotations", "1", "passage", "start"), "3")
@example(("annotations", "1", "passage", "start"), 99)
@example(("decisions", "1", "passage"), 3)
@example(("decisions", "1", "article"), 99)
@example(("articles", "9" * 5000), {})
@example(("articles", "9" * 18), {"uid": "x", "title": "Far", "saved": "", "text": "Far off."})
def test_no_value_anywhere_breaks_a_command_and_a_repair_mends_the_rest(
    place: tuple[Any, ...], value: Any
) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "library.json"
        path.write_text(spoilt((place, value)), "utf-8")
        before = path.read_bytes()
        for words in HEALTH:
            status, out, err = run(path, words)
            assert status in (0, 1), (words, err)
            assert "should not" not in err, (words, err)
            assert "Traceback" not in err
            assert status == 0 or out or err, words
            assert all(said.startswith("manicule: ") for said in err.splitlines()), (words, err)
            assert not OBEYED.search(err if words[0] == "export" else out + err)
        assert path.read_bytes() == before
        status, out, err = run(path, ["check", "--repair"])
        assert "should not" not in err, err
        if place == ("_manicule", "1", "schema") and type(value) is int and value > 2:
            assert "newer manicule" in err
            assert path.read_bytes() == before
            return
        assert not err
        left = [said for said in out.splitlines() if said.startswith("still so:")]
        assert all("cannot be found in the text" in said for said in left), out
        stored = json.loads(path.read_text("utf-8"))
        hurt = {place[0]} if len(place) == 1 else set()
        lost = CONTENT.get(place[0], {}).get(place[1], {}).get("uid") if len(place) > 1 else ""
        assert uids(CONTENT, *hurt) - {lost} <= uids(stored, *hurt)
        with Library.open(path) as library:
            assert not library.damaged()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(DAMAGE)
@example([(("articles", "1", "blocks", 0, "level"), 10**9)])
@example([(("articles", "2", "text"), None)])
@example([(("annotations", "1", "created"), NASTY), (("articles", "1", "saved"), 3)])
def test_no_value_in_any_field_breaks_a_screen(
    damage: list[tuple[tuple[Any, ...], Any]],
) -> None:
    async def look(library: Library) -> None:
        app = ManiculeApp(library)
        async with app.run_test(size=(120, 30)) as pilot:
            await pilot.pause()
            for entry in library.entries():
                await app.push_screen(ReaderScreen(entry.id))
                await pilot.pause()
                await pilot.press("G", "c", "w")
                if isinstance(app.screen, ReaderScreen):
                    await app.screen.action_leave()
                await pilot.pause()
            await app.push_screen(NotesScreen())
            await pilot.pause()
            await pilot.press("j", "G")

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "library.json"
        path.write_text(spoilt(*damage), "utf-8")
        with Library.open(path) as library:
            asyncio.run(look(library))
