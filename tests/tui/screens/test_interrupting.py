"""ctrl+c, which quits in other programs."""

from __future__ import annotations

import pytest

from tui.app import ManiculeApp
from tui.settings.model import Settings


def notices(app) -> list[str]:
    return [notice.message for notice in app._notifications]


@pytest.mark.parametrize("keys", [(), ("a", *"mine")])
async def test_the_reader_says_in_its_status_line_what_quits(sit, library, keys) -> None:
    async with sit() as person:
        await person.press(*keys, "ctrl+c")
        assert "ctrl+q quits; what you write is kept." in person.said
        assert notices(person.pilot.app) == []
        await person.press("ctrl+q")
    assert [note.note for note in library.annotations()] == (["mine"] if keys else [])


async def test_what_it_says_goes_with_the_next_key_of_a_note(sit) -> None:
    async with sit() as person:
        await person.press("a", *"mine", "ctrl+c", "s")
        assert "quits" not in person.said
        assert person.screen.editor.text == "mines"


async def test_the_library_says_it_in_the_line_of_its_keys(desk, library, essay) -> None:
    async with desk(library) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "ctrl+q quits." in pilot.app.screen.query_one("Hints").message
        assert notices(pilot.app) == []


async def test_the_key_is_named_as_the_person_has_bound_it(library, essay) -> None:
    settings = Settings(keys={"app.quit": ("ctrl+x",)})
    app = ManiculeApp(library, article=essay.id, settings=settings)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.screen.status._said == "ctrl+x quits; what you write is kept."
