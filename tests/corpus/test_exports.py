"""Exports of other services over the shared material: every row that is expected, and no other."""

import json
import os
from pathlib import Path

import pytest

from storage.intake.exports import read_export
from storage.intake.exports.item import moment

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MANICULE_SHARED") or ROOT.parent / "shared") / "data/intake/exports"
FILES = [
    path for path in sorted(DATA.glob("*.expected.json")) if "markdown" not in path.name
]  # one exported article in Markdown is added like any other file

pytestmark = pytest.mark.skipif(
    not FILES, reason=f"The shared material is not at {DATA}: set MANICULE_SHARED to its folder."
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_row_comes_out_as_expected(path):
    wanted = json.loads(path.read_text("utf-8"))
    export = read_export((DATA / wanted["file"]).read_bytes(), wanted["file"])
    assert len(export.items) == len(wanted["items"])
    assert len(export.skipped) == wanted["skipped"]
    assert export.refused == []
    for item, row in zip(export.items, wanted["items"], strict=True):
        tags = [*row.get("tags", ()), *row.get("paths", ())]
        assert item.url == row.get("url")
        assert item.title == " ".join((row["title"] or "").split())
        assert list(item.tags) == tags or "tags" not in row
        assert item.saved == moment(row.get("added"))
        assert item.byline == (row.get("author") or "")
        assert item.published == moment(row.get("published"))[:10]
        assert (item.archived, item.starred) == (
            row.get("archived", False),
            row.get("starred", False),
        )
        assert bool(item.html) == row.get("has_content", False)
        assert list(item.notes) == row.get("notes", row.get("page_notes", []))
        assert item.text == row.get("text", "")
        marks = [m if isinstance(m, dict) else {"text": m} for m in row.get("highlights", ())]
        assert [(m.quote, m.note) for m in item.marks] == [
            (mark["text"], mark.get("note") or "") for mark in marks
        ]
