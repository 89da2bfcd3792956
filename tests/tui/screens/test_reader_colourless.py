"""The reader with NO_COLOR: every mark told from every other."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.style import Style

from storage.models import DEFAULT_DENSITY, Ink
from tui.widgets.page_styles import LETTERS


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.parametrize("width", [100, 50])
async def test_each_claim_has_the_letter_of_its_kind(library, essay, sit, width: int) -> None:
    async with sit((width, 60)) as person:
        rows = person.shown.split("\n")
    seen = 0
    shown = (c for c in library.claims(essay.id) if c.density <= DEFAULT_DENSITY)
    for claim in shown:
        for row in (row for row in rows if claim.text[:20] in row):
            sign = LETTERS[claim.kind] if width < 60 else f"☞{LETTERS[claim.kind]}"
            # Before the letter may stand where one is, and what the text begins with.
            assert row.split()[0].startswith(sign), row
            seen += 1
    assert seen


async def test_a_highlight_has_the_letter_of_its_ink_where_it_begins(library, essay, sit) -> None:
    end = essay.text.index("It is a wish")
    library.annotate(essay.id, essay.text.index("Cities"), end, ink=Ink.GREEN)
    async with sit((100, 30)) as person:
        rows = [row for row in person.shown.split("\n") if "▎" in row or "›" in row]
    assert len(rows) > 1
    assert rows[0].split()[:3] == ["☞v", "g›", "Cities"]
    assert not any("g▎" in row for row in rows[1:])


async def test_marks_and_what_is_chosen_are_all_drawn_otherwise(library, essay, sit) -> None:
    at = essay.text.index
    library.annotate(essay.id, at("The share is rising"), at("## Drivers"[3:]) - 2)
    async with sit((100, 40)) as person:
        await person.press(*"/wish", "enter", *"gg")
        styles = drawn(person)
        await person.press("v")
        styles["selected"] = drawn(person)["Cities should"]
    wanted = ("Cities should", "Nearly half", "The share is rising", "wish", "selected")
    for one, other in combinations(wanted, 2):
        assert styles[one] != styles[other], (one, other)
    assert all(style.color is None and style.bgcolor is None for style in styles.values())


def drawn(person) -> dict[str, Style]:
    """Give how some words of the page are drawn, by the first of them."""
    page, found = person.screen.page, {}
    for y in range(page.size.height):
        for segment in page.render_line(y):
            for words in ("Cities should", "Nearly half", "The share is rising", "wish"):
                if words in segment.text and segment.style:
                    found.setdefault(words, segment.style)
    return found


async def test_no_letter_in_the_gutter_stands_beside_another_letter(library, essay, sit) -> None:
    start = essay.text.index("Cities")
    library.annotate(essay.id, start, essay.text.index("It is a wish"), ink=Ink.GREEN)
    library.bookmark(essay.id, start, start + 6)
    async with sit((100, 30)) as person:
        await person.press("}")
        assert "☞v⚑g▎ Cities" in person.shown
