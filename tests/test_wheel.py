"""What is installed: every module and every file that the program reads, and nothing else."""

from __future__ import annotations

import os
import subprocess
import venv
import zipfile
from pathlib import Path

import pytest
from hatchling import build

import storage

ROOT = Path(__file__).resolve().parent.parent
PAGE = """\
<title>Slow streets</title><article><h1>Slow streets</h1>
<p>Cities should set the speed first and draw the street to fit it. A limit that the street
contradicts is not a limit; it is a wish with a fine attached, and drivers know it.</p>
<p>Nearly half of all road deaths happen on four percent of the streets. The share is rising,
because those were widened when they filled up, and nobody narrowed them again.</p></article>
"""


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


def test_the_wheel_alone_runs_in_an_empty_environment_far_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    wheel = tmp_path / build.build_wheel(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check"]
    # Nothing of this environment may lend the new one what the wheel forgot to ask for.
    usual = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    pinned = ROOT / "constraints.txt"
    done = subprocess.run(
        [*pip, "install", "--quiet", "--no-compile", "-c", str(pinned), str(wheel)],
        env=usual,
        capture_output=True,
        text=True,
    )
    if done.returncode and "No matching distribution" in done.stderr + done.stdout:
        pytest.skip("the packages it stands on cannot be fetched here")
    assert done.returncode == 0, done.stderr

    def run(*words: str) -> str:
        done = subprocess.run(
            [str(programs / "manicule"), "--library", "library.json", *words],
            env={**usual, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert run("--version") == f"manicule {storage.__version__}\n"
    assert "Slow streets" in run("add", str(page))
    assert "Slow streets" in run("list")
    assert "Cities should set the speed first" in run("show", "1")
    assert "Cities should set the speed first" in run("show", "1", "--claims")
    for module in ("tui.app", "tui.screens.library", "tui.screens.reader", "storage.intake.pdf"):
        where = f"import {module} as m; print(m.__file__)"
        said = subprocess.run(
            [str(programs / "python"), "-c", where], env=usual, capture_output=True, text=True
        )
        assert Path(said.stdout.strip()).is_relative_to(home), said.stderr
    assert subprocess.run([*pip, "check"], env=usual).returncode == 0
