"""Exports, feeds and lists of feeds over the shared material."""

import json
import os
from pathlib import Path

import pytest

from benchmarks.checks import EXPORTS as EXPECTED
from benchmarks.checks import Tally, check_feed, check_opml
from storage.importing import import_export
from storage.intake.exports import read_export

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MANICULE_SHARED") or ROOT.parent / "shared") / "data"
EXPORTS = sorted((DATA / "intake/exports").glob(EXPECTED))

pytestmark = pytest.mark.skipif(
    not EXPORTS, reason=f"The shared material is not at {DATA}: set MANICULE_SHARED to its folder."
)


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_every_row_of_an_export_is_in_the_library_and_comes_once(library, path):
    wanted = json.loads(path.read_text("utf-8"))
    data = (path.parent / wanted["file"]).read_bytes()
    report = import_export(library, read_export(data, wanted["file"]))
    assert report.left == 0
    assert report.rows == len(wanted["items"]) + wanted["skipped"]
    assert len(report.skipped) == wanted["skipped"]
    assert report.added + report.known == len(wanted["items"])
    again = import_export(library, read_export(data, wanted["file"]))
    assert (again.added, again.changed, again.placed, again.lost) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "path", sorted((DATA / "intake/feeds").glob("*")), ids=lambda path: path.name
)
def test_every_feed_is_read(path):
    tally = Tally()
    check_feed(tally, path)
    assert tally.wrong == []


@pytest.mark.parametrize("path", sorted((DATA / "intake/opml").glob("*")), ids=lambda p: p.name)
def test_every_list_is_read_or_refused(path):
    tally = Tally()
    check_opml(tally, path)
    assert tally.wrong == []
