from __future__ import annotations

import pytest

from storage.importing import Report, import_export
from storage.intake.exports import Export, Item, Mark
from storage.library import Library
from storage.models import Ink, State

SALT = "https://example.org/salt"
HTML = "<h2>Salt</h2><p>It was dear to all the people of the coast. Nobody said so.</p>"


def export(*items: Item) -> Export:
    return Export("Test", list(items), skipped=["row 9: empty"], refused=["row 10: it is spoilt"])


def test_what_the_person_did_there_is_kept(library: Library) -> None:
    item = Item(
        SALT, "Salt", "Ada Marsh", "2020-01-02", "2020-01-03T04:05:06Z", ("sea",),
        archived=True, starred=True, progress=0.5, html=HTML,
        marks=(Mark("dear to all the people", "So they say.", Ink.RED, ("price",)),),
    )  # fmt: skip
    report = import_export(library, export(item))
    (entry,) = library.entries()
    assert (entry.title, entry.byline, entry.published) == ("Salt", "Ada Marsh", "2020-01-02")
    assert (entry.saved, entry.state) == ("2020-01-03T04:05:06Z", State.ARCHIVED)
    assert (entry.tags, entry.progress.fraction) == (("sea", "starred"), 0.5)
    (mark,) = library.annotations(entry.id)
    assert library.article(entry.id).text[mark.passage.start : mark.passage.end] == (
        "dear to all the people"
    )
    assert (mark.note, mark.ink, mark.tags, mark.lost) == (
        "So they say.",
        Ink.RED,
        ("price",),
        False,
    )
    assert (report.placed, report.lost, report.unfetched) == (1, 0, 0)


def test_every_row_is_accounted_for(library: Library) -> None:
    report = import_export(library, export(Item(SALT), Item(SALT + "/"), Item(None)))
    assert (report.rows, report.added, report.known, report.left) == (5, 1, 1, 0)
    assert report.skipped == [
        "row 9: empty",
        "item 3, it: it holds neither an address nor words",
    ]
    assert report.refused == ["row 10: it is spoilt"]


def test_a_second_time_adds_nothing(library: Library, whole) -> None:
    items = (
        Item(SALT, html=HTML, marks=(Mark("dear to all the people", "a"), Mark("Gone", "b"))),
        Item(None, "A Book", "Ada Marsh", marks=(Mark("Salt."), Mark("Sea.", "deep"))),
        Item("https://example.org/later", notes=("read this",)),
    )
    import_export(library, export(*items))
    before = whole(library)
    again = import_export(library, export(*items))
    assert (again.added, again.changed, again.placed, again.lost) == (0, 0, 0, 0)
    assert again.marks_known == 5
    assert whole(library) == before


def test_what_was_struck_here_does_not_come_back(library: Library) -> None:
    item = Item(SALT, html=HTML, marks=(Mark("dear to all the people", "a"),))
    import_export(library, export(item))
    library.remove_annotation(library.annotations(1)[0].uid)
    assert import_export(library, export(item)).marks_known == 1
    assert library.annotations(1) == []


def test_an_article_in_the_trash_stays_there(library: Library) -> None:
    import_export(library, export(Item(SALT)))
    library.remove(1)
    assert import_export(library, export(Item(SALT))).added == 0
    assert library.entries() == []


def test_a_dry_run_says_the_same_and_changes_nothing(library: Library) -> None:
    items = (Item(SALT, html=HTML, marks=(Mark("Nobody said so."),)), Item(SALT))
    dry = import_export(library, export(*items), dry=True)
    assert library.empty()
    assert not library.path.exists()
    assert import_export(library, export(*items)).outcomes == dry.outcomes


def test_a_stopped_import_goes_on_when_it_is_run_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.batches.MOST", 2)
    items = [Item(f"{SALT}/{n}") for n in range(5)]

    def stop(report: Report) -> None:
        if report.outcomes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_export(library, export(*items), progress=stop)
    assert len(library.entries()) == 2
    report = import_export(library, export(*items))
    assert (report.known, report.added) == (2, 3)


def test_a_book_is_its_marked_passages(library: Library) -> None:
    marks = (Mark("Salt was dear."), Mark("Sea."), Mark("", "A note on no passage."))
    report = import_export(library, export(Item(None, "A Book", "Ada Marsh", marks=marks)))
    article = library.article(1)
    assert (article.title, article.text) == ("A Book", "Salt was dear.\n\nSea.")
    assert (report.placed, report.lost) == (3, 0)
    assert [(m.passage.quote, m.note) for m in library.annotations(1)] == [
        ("Salt was dear.", "A note on no passage."),
        ("Sea.", ""),
    ]


def test_a_book_grows_by_what_was_marked_since(library: Library) -> None:
    import_export(library, export(Item(None, "A Book", marks=(Mark("Salt was dear."),))))
    longer = Item(None, "A Book", marks=(Mark("Salt was dear."), Mark("The sea was near.", "so")))
    report = import_export(library, export(longer))
    assert (report.added, report.changed, report.placed, report.marks_known) == (0, 1, 1, 1)
    assert library.article(1).text == "Salt was dear.\n\nThe sea was near."
    assert [m.lost for m in library.annotations(1)] == [False, False]


def test_books_of_one_title_by_two_authors_are_two(library: Library) -> None:
    items = [Item(None, "Poems", who, marks=(Mark(f"Of {who}."),)) for who in ("Ada", "Bo")]
    assert import_export(library, export(*items)).added == 2


def test_notes_on_the_whole_stand_where_it_begins(library: Library) -> None:
    import_export(library, export(Item(SALT, text="Salt it was. And more.", notes=("all",))))
    (note,) = library.annotations(1)
    assert (note.passage.quote, note.note, note.lost) == ("Salt it was.", "all", False)


def test_marks_wait_for_the_text_of_an_address(library: Library) -> None:
    item = Item(SALT, "Salt", marks=(Mark("dear to all the people", "a"),))
    assert import_export(library, export(item)).lost == 1
    (entry,) = library.entries()
    assert (entry.unfetched, entry.words, library.claims(1)) == (True, 0, ())
    # Another service kept the text.
    report = import_export(library, export(Item(SALT, html=HTML)))
    assert (report.added, report.changed) == (0, 1)
    (mark,) = library.annotations(1)
    assert (mark.lost, mark.note, library.entries()[0].unfetched) == (False, "a", False)


def test_a_short_word_without_surroundings_is_not_put_at_the_beginning(library: Library) -> None:
    item = Item(SALT, text="The sea. The salt.", marks=(Mark("The", "which?"),))
    import_export(library, export(item))
    assert library.annotations(1)[0].lost


def test_two_notes_on_one_passage_are_one_mark(library: Library) -> None:
    marks = (Mark("dear to all the people", "a"), Mark("dear to all the people", "b"))
    import_export(library, export(Item(SALT, html=HTML, marks=marks)))
    assert [m.note for m in library.annotations(1)] == ["a\n\nb"]


def test_an_export_never_changes_a_text_that_is_here_and_tells_that_its_own_is_another(
    library: Library,
) -> None:
    import_export(library, export(Item(SALT, "Salt", html=HTML)))
    (entry,) = library.entries()
    text = library.text(entry.id)
    longer = HTML.replace("</p>", " They had to pay, and pay they did.</p>")
    mark = Mark("dear to all the people")
    for html, differing in ((HTML, 0), ("<p>Nobody said so.</p>", 1), (longer, 1), ("", 0)):
        report = import_export(library, export(Item(SALT, "Salt", html=html, marks=(mark,))))
        assert (report.added, report.differing) == (0, differing)
        assert library.text(entry.id) == text
    assert len(library.annotations(entry.id)) == 1
