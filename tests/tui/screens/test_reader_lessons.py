"""The welcome article as a tutorial: it sees what was done, and says what is next."""

from __future__ import annotations

import pytest

from storage.keyed_text import fill
from storage.library import Library
from storage.models import Article
from storage.welcome import open_
from tui import lessons
from tui.naming import namer
from tui.settings.model import Settings
from tui.widgets.guide import Guide


@pytest.fixture
def greeting(library: Library) -> Article:
    """Give the stored welcome article."""
    return library.article(open_(library, namer(Settings())))


async def settle(pilot) -> None:
    """Wait until the keys are named and the screen stands still."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def told(person) -> str:
    """Give what the guide says."""
    return person.screen.query_one(Guide).sentence


ACTS = {
    "paragraph": ["}"],
    "claim": ["]c"],
    "why": ["w"],
    "claims": ["c", "c"],
    "select": ["v", "escape"],
    "keep": ["enter"],
    "note": ["a", "h", "i", "escape"],
    "undo": ["u"],
    "bookmark": ["m", "q"],
    "find": ["/", *"manicule", "enter"],
    "back": ["escape", "ctrl+o"],
    "notes": ["M", "q"],
    "help": ["question_mark", "q"],
}
"""The keys that do what each section asks for."""


async def press(person, *keys: str) -> None:
    for key in keys:
        await person.press(*(key if key == "]c" else [key]))


async def test_every_act_that_the_article_asks_for_is_noticed_at_once(sit, greeting) -> None:
    assert [*ACTS, "export"] == [lesson.act for lesson in lessons.LESSONS]
    async with sit(article=greeting) as person:
        assert told(person) == "next (1 of 14): } goes to the next paragraph"
        for number, (act, keys) in enumerate(ACTS.items(), start=1):
            await press(person, *keys)
            assert told(person).startswith(f"done: {lessons.LESSONS[number - 1].done} – "), act
            assert f"({number + 1} of 14)" in told(person)
            assert act in lessons.done()


async def test_going_to_what_one_made_is_none_of_the_acts(sit, greeting) -> None:
    async with sit(article=greeting) as person:
        await press(person, "j", "enter", "m", "q", "g", "g", "]", "b", "g", "g")
        before = lessons.done()
        await press(person, "]", "a")
        assert person.screen.session.annotation_here()
        assert lessons.done() == before
        assert "keep" in before


async def test_the_guide_stands_on_the_screen_under_the_text(sit, greeting) -> None:
    async with sit((80, 24), greeting) as person:
        await press(person, "}")
        *_, guide, status = person.said.split("\n")
        assert "☞ done: you went on – next (2 of 14): ]c goes to a key claim" in guide
        assert "READ" in status


def test_every_sentence_of_the_guide_fits_eighty_cells() -> None:
    named = namer(Settings())
    known: frozenset[str] = frozenset()
    for lesson in lessons.LESSONS:
        known |= {lesson.act}
        assert len(fill(lessons.told(lesson.act, known), named)) <= 76


async def test_what_was_done_is_known_the_next_time(sit, greeting) -> None:
    async with sit(article=greeting) as person:
        await press(person, "}", "m", "q")
        assert "(2 of 14)" in told(person)
    async with sit(article=greeting) as person:
        assert told(person) == "next (2 of 14): ]c goes to a key claim"


async def test_nothing_is_said_once_all_is_done(sit, greeting) -> None:
    for lesson in lessons.LESSONS[1:]:
        lessons.learn(lesson.act)
    async with sit(article=greeting) as person:
        await press(person, "}")
        assert told(person).startswith("done: you went on – that was the last")
        await press(person, "j")
        assert not person.screen.query(Guide)
    async with sit(article=greeting) as person:
        assert not person.screen.query(Guide)


async def test_other_articles_have_no_guide_and_teach_nothing(sit, essay) -> None:
    async with sit(article=essay) as person:
        await press(person, "}", "enter")
        assert not person.screen.query(Guide)
    assert not lessons.done()


async def test_an_export_in_a_shell_is_noticed_meanwhile(sit, greeting) -> None:
    async with sit(article=greeting) as person:
        await press(person, "}")
        lessons.learn_outside("export")
        person.screen._look_for_changes()
        assert "done: you exported your notes" in told(person)


async def test_an_export_after_leaving_is_answered_when_one_comes_back(sit, greeting) -> None:
    for lesson in lessons.LESSONS[:-1]:
        lessons.learn(lesson.act)
    lessons.learn_outside("export")
    async with sit(article=greeting) as person:
        await settle(person.pilot)
        assert told(person).startswith("done: you exported your notes – that was the last")
        await press(person, "j")
        assert not person.screen.query(Guide)
    async with sit(article=greeting) as person:
        assert not person.screen.query(Guide)


async def test_the_word_to_look_for_stands_elsewhere_than_where_one_is_asked(sit, greeting) -> None:
    async with sit((80, 24), greeting) as person:
        asked = greeting.text.index("write the name of this program")
        person.screen.leap(asked)
        await press(person, "{", "}")
        before = person.point
        await press(person, "/", *"manicule", "enter")
        assert person.point > before + 100
        await press(person, "ctrl+o")
        assert person.point == before


async def test_zen_hides_the_guide_too(sit, greeting) -> None:
    async with sit(article=greeting) as person:
        await press(person, "z")
        assert "next (" not in person.said
        await press(person, "z")
        assert "next (1 of 14)" in person.said


async def test_keys_that_a_person_changed_are_named_as_they_are(library, greeting) -> None:
    from tui.app import ManiculeApp

    keys = {"reader.paragraph-next": ("f9",), "reader.claim-next": ()}
    app = ManiculeApp(library, article=greeting.id, settings=Settings(keys=keys))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        guide = app.screen.query_one(Guide)
        assert guide.sentence == "next (1 of 14): f9 goes to the next paragraph"
        assert "Press f9 now" in library.text(greeting.id)
        await pilot.press("f9")
        await settle(pilot)
        assert guide.sentence.endswith("“Next key claim” goes to a key claim")


async def test_undoing_does_not_take_new_names_of_keys_back(library, greeting) -> None:
    from tui.app import ManiculeApp

    app = ManiculeApp(
        library, article=greeting.id, settings=Settings(keys={"reader.keep": ("f9",)})
    )
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert "Press f9 on" in app.screen.session.text
    assert "Press f9 on this sentence" in library.text(greeting.id)
