"""A library that was exported whole comes back whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage.dossier import Dossier
from storage.export import annotation_collection, lossless
from storage.export.dossier import gather_whole
from storage.export.json_ import dumps
from storage.export.record import entry_record
from storage.importing import import_export
from storage.intake import read_bytes
from storage.intake.exports import read_export
from storage.library import Library
from storage.models import Article, Block, BlockKind, Claim, Ink, Kind, Progress

TEXT = (
    b"# Slow streets\n\nCities should set the speed first. Nearly half of all deaths happen on "
    b"wide streets, because nobody can cross them.\n\nA trade is mostly a trade between drivers "
    b"and everyone else. It will be settled in public.\n\n"
    b"Every city must slow its drivers first, because speed decides who dies on a street.\n"
)


@pytest.fixture
def full(library: Library) -> Library:
    """Give a library with something of everything."""
    one, _ = library.add(replace(read_bytes(TEXT, "a.md"), url="https://example.org/a"))
    library.annotate(one.id, 0, 12, note="Why?\n\nTwo lines #city", ink=Ink.RED)
    library.annotate(one.id, 20, 30)
    library.remove_annotation(library.annotate(one.id, 40, 50, note="gone").uid)
    library.bookmark(one.id, 5, 9, "q")
    library.dismiss(one.id, library.claims(one.id)[0])
    start, said = one.text.index("Every city"), "Every city must slow its drivers first"
    claim = Claim(start, start + len(said), said, Kind.POLICY, 0.5, ("must",), 1)
    library.keep(one.id, claim)
    library.tag(one.id, ["street"])
    library.set_progress(one.id, Progress(7, 8, 0.5, "2026-11-09T08:00:00Z"))
    two, _ = library.add(Article("Two", "Words.", (Block(BlockKind.PARAGRAPH, 0, 6),)))
    library.archive(two.id)
    three, _ = library.add(Article("Three", "Others.", (Block(BlockKind.PARAGRAPH, 0, 7),)))
    library.annotate(three.id, 0, 6, note="kept in the trash")
    library.remove(three.id)
    return library


def dossiers(library: Library) -> list[Dossier]:
    """Give everything in a library, numbers aside."""
    entries = [*library.entries(), *library.entries(trashed=True)]
    found = gather_whole(library, sorted(entries, key=lambda entry: entry.uid))
    return [
        replace(
            each,
            article=replace(each.article, id=0),
            annotations=tuple(replace(a, article=0) for a in each.annotations),
            bookmarks=tuple(replace(b, article=0) for b in each.bookmarks),
            removed_annotations=tuple(replace(a, article=0) for a in each.removed_annotations),
            removed_bookmarks=tuple(replace(b, article=0) for b in each.removed_bookmarks),
        )
        for each in found
    ]


def rows(library: Library) -> list[dict[str, Any]]:
    """Give the rows that the screen shows, numbers aside."""
    entries = sorted(library.entries(), key=lambda entry: entry.uid)
    return [{**entry_record(each), "id": 0, "kinds": set(each.kinds)} for each in entries]


@pytest.mark.parametrize("form", [lossless, annotation_collection])
def test_an_export_imported_into_an_empty_library_is_the_same_library(
    full: Library, tmp_path: Path, form
) -> None:
    wanted = dossiers(full)
    entries = [*full.entries(), *full.entries(trashed=True)]
    export = read_export(dumps(form(gather_whole(full, entries))).encode(), "all.json")
    assert export.refused == []
    with Library.open(tmp_path / "other" / "library.json") as other:
        assert import_export(other, export, dry=True).added == 3
        assert other.entries() == []
        report = import_export(other, export)
        assert (report.rows, report.added, report.left) == (3, 3, 0)
        assert dossiers(other) == wanted
        assert rows(other) == rows(full)
        assert other.lessons() == full.lessons() != []
        again = import_export(other, export)
        assert (again.added, again.known, again.changed) == (0, 3, 0)
        assert dossiers(other) == wanted
        other.undo()
        assert other.entries() == []


def test_a_note_written_meanwhile_is_kept_beside_what_comes_back(full: Library) -> None:
    export = read_export(dumps(lossless(gather_whole(full, full.entries()))).encode(), "all.json")
    id = next(entry.id for entry in full.entries() if entry.title == "Slow streets")
    (mark,) = [note for note in full.annotations(id) if note.note]
    full.edit_annotation(mark.uid, note="Rewritten since.")
    import_export(full, export)
    assert [note.note for note in full.annotations(id) if note.note] == ["Rewritten since."]
