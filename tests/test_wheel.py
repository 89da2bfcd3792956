"""What is installed: every module and every file that the program reads, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hatchling import build

ROOT = Path(__file__).resolve().parent.parent


def test_the_wheel_holds_both_packages_whole_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build.build_wheel(str(tmp_path))) as wheel:
        held = set(wheel.namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for package in ("tui", "storage")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in held if ".dist-info/" not in name}
    assert packed == wanted
    assert {"tui/manicule.tcss", "storage/welcome.md"} <= packed
    assert any(name.endswith("licenses/LICENSE") for name in held)
