from __future__ import annotations

import pytest

from storage.errors import LibraryError, NotFound
from storage.library import Library
from storage.models import Page, Progress

GOOD = "A margin is wide because printers left room for hands."
GONE = "It costs nothing, and nobody is asked whether it may be used."


@pytest.fixture
def marked(library: Library, article) -> int:
    """Give an article with a highlight that stays, one that goes, and a bookmark."""
    stored, _ = library.add(article("Old", GOOD, GONE, url="https://example.org/", tags=("a",)))
    text = stored.text
    library.annotate(stored.id, 0, len(GOOD), note="stays")
    library.annotate(stored.id, text.index(GONE), len(text), note="goes")
    library.bookmark(stored.id, 0, 20, "a")
    return stored.id


def test_marks_are_found_in_the_new_text_or_say_that_they_are_lost(library, article, marked):
    renewed = library.renew(marked, article("New", "Something before it all.", GOOD))
    assert (renewed.found, renewed.lost, renewed.lost_before) == (2, 1, 0)
    kept = library.article(marked)
    notes = {note.note: note for note in library.annotations(marked)}
    where = notes["stays"].passage
    assert kept.text[where.start : where.end] == GOOD
    assert notes["goes"].lost
    assert notes["goes"].passage.quote == GONE
    assert (kept.title, kept.url, kept.tags) == ("Old", "https://example.org/", ("a",))


def test_a_person_s_author_outlives_a_new_text_and_an_inferred_one_does_not(library, article):
    def told(byline, inferred):
        return article("Old", f"{GOOD} {byline}", byline=byline, byline_inferred=inferred)

    stored, _ = library.add(told("desk", True))
    library.renew(stored.id, told("Ann Lee", True))
    assert library.article(stored.id).shown_byline == "Ann Lee (?)"
    library.describe(stored.id, byline="Bob Ray")
    library.renew(stored.id, told("Carl Doe", True))
    assert library.article(stored.id).shown_byline == "Bob Ray"


def test_a_new_text_can_be_taken_back_and_made_again(library, article, marked):
    old = library.article(marked)
    library.renew(marked, article("New", GOOD))
    assert library.undo() == "new text of “Old”"
    assert library.article(marked) == old
    assert not any(note.lost for note in library.annotations(marked))
    library.redo()
    assert library.article(marked).text == GOOD


def test_the_claims_are_those_of_the_new_text(library, article, marked):
    library.claims(marked)
    library.renew(marked, article("New", "Cities should set the speed first, and draw later."))
    text = library.article(marked).text
    assert all(text[c.start : c.end] == c.text for c in library.claims(marked))


def test_the_reading_place_stays_within_the_new_text(library, article, marked):
    library.set_progress(marked, Progress(100, 110, 0.9, words=40, seconds=12))
    library.renew(marked, article("New", "Short now."))
    progress = library.progress(marked)
    assert progress.cursor < len("Short now.")
    assert (progress.fraction, progress.words, progress.seconds) == (0.9, 40, 12)


def test_a_new_text_leaves_the_reader_where_the_cursor_was_and_not_at_the_furthest(
    library, article, marked
):
    length = len(library.article(marked).text)
    library.set_progress(marked, Progress(length // 4, length // 4, 1.0))
    library.renew(marked, article("New", "Word. " * 200))
    progress = library.progress(marked)
    assert progress.fraction == 1.0
    assert progress.cursor / len(library.article(marked).text) == pytest.approx(0.25, abs=0.05)


def test_a_page_is_kept_as_it_came_and_only_where_there_is_one(library, article, tmp_path):
    page = Page("https://example.org/a", b"\xff\x00<p>" * 9, "koi8-r")
    stored, _ = library.add(article("Web", page=page))
    plain, _ = library.add(article("Plain"))
    assert library.page(stored.id) == page
    assert library.page(plain.id) is None
    library.tag(stored.id, ["x"])
    library.close()
    with Library.open(tmp_path / "library.json") as again:
        assert again.page(stored.id) == page
        assert again.article(stored.id).page is None


def test_a_spoilt_page_is_a_sentence(library, article):
    stored, _ = library.add(article("Web", page=Page("https://example.org/a", b"x")))
    library.close()
    for body in (library.path.parent / "bodies").glob("*/*.json"):
        body.write_text(body.read_text("utf-8").replace('"deflated":"', '"deflated":"!'), "utf-8")
    with Library.open(library.path) as again, pytest.raises(LibraryError, match="damaged"):
        again.page(stored.id)


def test_what_is_not_there_cannot_be_renewed(library, article):
    with pytest.raises(NotFound):
        library.renew(7, article())


def test_adding_the_page_of_an_address_gives_it_its_text(library, article):
    address = article("https://example.org/", "x", url="https://example.org/")
    empty = type(address)(address.title, "", (), url=address.url)
    first, _ = library.add(empty)
    assert library.entries()[0].unfetched
    again, new = library.add(article("A title", GOOD, url="https://example.org"))
    assert (again.id, new, again.text, again.title) == (first.id, False, GOOD, "A title")


def test_fields_that_are_not_ours_outlive_a_new_text(library, article, marked):
    with library._database.transaction() as change:
        change.put("articles", marked, {**change.get("articles", marked), "mine": 1})
    library.renew(marked, article("New", GOOD))
    with library._database.transaction() as change:
        assert change.get("articles", marked)["mine"] == 1


SAVED = (
    "<!doctype html><html><head><title>The Salt Coast</title></head><body><article>"
    "<h1>The Salt Coast</h1><img src='data:image/png;base64,{0}'>"
    "<p>Salt was never free, and the people of the coast paid for it as everybody did.</p>"
    "<p>The pans belonged to the abbey, which sold their salt to the towns of the hills.</p>"
    "</article></body></html>"
)


def test_a_saved_page_is_kept_without_its_pictures_and_read_again(library, tmp_path) -> None:
    from storage.intake import read_file
    from storage.refetching import reextract

    path = tmp_path / "salt.html"
    path.write_text(SAVED.format("iVBOR" * 20_000))
    article, _ = library.add(read_file(path))
    page = library.page(article.id)
    assert page.data.decode() == SAVED.format("x").replace("data:image/png;base64,x", "data:,")
    renewed = reextract(library, article.id)
    assert (renewed.changed, renewed.article.text) == (False, article.text)
    assert library.article(article.id).origin == str(path)


def test_a_kept_page_is_not_read_again_over_another_text_that_was_put_there_since(
    library, article, tmp_path
) -> None:
    from storage.errors import Unlike
    from storage.intake import read_file
    from storage.refetching import reextract

    path = tmp_path / "salt.html"
    path.write_text(SAVED.format("iVBOR"))
    stored, _ = library.add(read_file(path))
    library.renew(stored.id, article("The Salt Coast", *["Of kerbs, and who drew them so."] * 9))
    with pytest.raises(Unlike, match="left as it is"):
        reextract(library, stored.id)
    assert library.text(stored.id).startswith("Of kerbs")
    assert reextract(library, stored.id, anyway=True).article.text == stored.text
