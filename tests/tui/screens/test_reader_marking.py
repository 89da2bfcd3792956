"""Keeping, striking, inking and bookmarking passages, and which claims are shown."""

from __future__ import annotations

from storage.library import Library
from storage.models import Article, Ink, Kind


async def test_enter_keeps_the_claim_at_the_cursor_as_a_highlight(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("]", "c")
        claim = person.screen.session.claim_here()
        assert claim is not None
        await person.press("enter")
    (kept,) = library.annotations(stored.id)
    assert kept.passage.quote == claim.text


async def test_a_bookmark_is_found_again_by_its_letter(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("}", "m", "k", "G")
        assert person.screen.session.point > 1000
        await person.press("apostrophe", "k")
        assert person.screen.session.point == stored.text.index("Nearly half")
    assert [mark.label for mark in library.bookmarks(stored.id)] == ["k"]


async def test_mm_takes_the_next_free_letter(sit, library: Library, stored: Article) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("m", "m", "}", "m", "m")
    assert [mark.label for mark in library.bookmarks(stored.id)] == ["a", "b"]


async def test_x_strikes_and_u_brings_back_and_redo_strikes_again(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("enter")
        assert len(library.annotations(stored.id)) == 1
        await person.press("x")
        assert library.annotations(stored.id) == []
        await person.press("u")
        assert len(library.annotations(stored.id)) == 1
        await person.press("ctrl+r")
        assert library.annotations(stored.id) == []


async def test_enter_on_a_claim_teaches_and_one_undo_unteaches(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("]", "c", "enter")
        assert {lesson.kept for lesson in library.lessons()} == {1}
        await person.press("u")
    assert library.annotations(stored.id) == []
    assert library.lessons() == []


async def test_a_dismissed_claim_is_gone_until_undone(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("]", "c")
        screen = person.screen
        claim = screen.session.claim_here()
        assert claim is not None
        await person.press("x")
        assert claim not in screen.session.claims
        await person.press("u")
        assert claim in screen.session.claims


async def test_x_dismisses_the_claim_that_one_went_to_and_leaves_the_highlight_on_it(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        session = person.screen.session
        await person.press("]", "c")
        claim = session.claim_here()
        await person.press("enter", "g", "g", "]", "c", "x")
        assert claim not in session.claims
        assert len(session.annotations) == 1
        assert "Claim dismissed; the highlight here stays. u brings it back." in person.said
        await person.press("u")
        assert claim in session.claims
        assert len(session.annotations) == 1
        await person.press("x", "x")
        assert claim not in session.claims
        assert session.annotations == []


async def test_x_removes_the_highlight_when_one_came_there_by_other_ways(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        session = person.screen.session
        await person.press("]", "c", "enter", "x", "u", "G", "g", "g", ")", "x")
        assert session.annotations == []
        assert session.claim_here() is not None
        assert "Highlight removed; the claim here stays." in person.said


async def test_x_strikes_the_claim_whose_reasons_were_asked_for(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        session = person.screen.session
        await person.press("]", "c", "enter", "G", "g", "g", ")", "w")
        claim = session.claim_here()
        await person.press("x")
        assert claim not in session.claims
        assert len(session.annotations) == 1


async def test_x_takes_back_what_was_marked_last(sit, library: Library, stored: Article) -> None:
    async with sit((120, 36), stored) as person:
        session = person.screen.session
        await person.press("]", "c", "enter", "m", "k", "x")
        assert (len(session.bookmarks), len(session.annotations)) == (0, 1)
        await person.press("]", "c", "a", "h", "i", "escape", "x")
        assert (len(session.annotations), session.claim_here() is None) == (1, False)


async def test_x_removes_the_bookmark_that_one_went_to(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        session = person.screen.session
        await person.press("}", "enter", "m", "k", "g", "g", "]", "b", "x")
        assert session.bookmarks == []
        assert len(session.annotations) == 1


async def test_ink_changes_by_letter(sit, library: Library, stored: Article) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("enter", "i", "g")
    assert library.annotations(stored.id)[0].ink is Ink.GREEN


async def test_claims_go_off_and_on_and_come_in_densities(
    sit, library: Library, stored: Article
) -> None:
    async with sit((120, 36), stored) as person:
        screen = person.screen
        usual = len(screen.session.claims)
        assert usual
        await person.press("c")
        assert screen.session.claims == []
        await person.press("c", "minus", "minus")
        fewest = len(screen.session.claims)
        await person.press("plus", "plus", "plus", "plus")
        assert fewest < usual < len(screen.session.claims)
        kind = screen.session.claims[0].kind
        await person.press(str(list(Kind).index(kind) + 1), "c")
        assert kind not in {claim.kind for claim in screen.session.claims}


async def test_a_bookmark_that_moves_says_so(sit, library: Library, stored: Article) -> None:
    async with sit((120, 36), stored) as person:
        await person.press("m", "k", "}", "m", "k")
        assert person.screen.status.said
        await person.press("m", "!")
    (mark,) = library.bookmarks(stored.id)
    assert mark.passage.quote.startswith("Nearly half")


async def test_undo_names_the_other_article_that_it_changes(sit, library, stored, article) -> None:
    other = library.add(article("The hand in the margin", "A pointing hand is a manicule."))[0]
    library.bookmark(stored.id, 0, 6, "a")
    library.bookmark(other.id, 0, 6, "q")
    async with sit((120, 36), stored) as person:
        await person.press("u")
        assert "In “The hand in the margin” bookmark q is gone." in person.said
        await person.press("ctrl+r")
        assert "In “The hand in the margin” bookmark q is back." in person.said
        await person.press("u", "u")
        assert "Bookmark a is gone." in person.said
        await person.press("u")
        assert "“The hand in the margin” is gone from the library." in person.said
