"""Exports of other services over the shared material: every row that is expected, and no other."""

import os
from pathlib import Path

import pytest

from benchmarks.checks import EXPORTS, Tally, check_export

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MANICULE_SHARED") or ROOT.parent / "shared") / "data/intake/exports"
FILES = sorted(DATA.glob(EXPORTS))

pytestmark = pytest.mark.skipif(
    not FILES, reason=f"The shared material is not at {DATA}: set MANICULE_SHARED to its folder."
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_row_comes_out_as_expected(path):
    tally = Tally()
    check_export(tally, path)
    assert tally.wrong == []
    assert tally.right.total() > 0
