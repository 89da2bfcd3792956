"""`manicule doctor`."""

from __future__ import annotations

import storage
from storage.paths import config_file


def test_it_says_versions_paths_and_that_all_is_well(manicule, streets, tmp_path) -> None:
    manicule("add", streets)
    done = manicule("doctor")
    assert (done.status, done.err) == (0, "")
    assert f"manicule   {storage.__version__}\n" in done.out
    assert f"{tmp_path / 'library.json'}, whole" in done.out
    assert f"settings   {config_file()} (not there" in done.out
    assert "textual " in done.out


def test_a_library_that_is_not_there_yet_is_no_fault(manicule, tmp_path) -> None:
    done = manicule("doctor")
    assert done.status == 0
    assert "library.json (not there yet)" in done.out
    assert not (tmp_path / "library.json").exists()


def test_mistakes_in_settings_and_library_are_counted_with_the_command_that_names_them(
    manicule, streets, tmp_path
) -> None:
    manicule("add", streets)
    (tmp_path / "library.json").write_text("{", encoding="utf-8")
    config_file().parent.mkdir(parents=True)
    config_file().write_text("column = 3\n", encoding="utf-8")
    done = manicule("doctor")
    assert done.status == 1
    assert "1 mistake: `manicule config --check`" in done.out
    assert "`manicule check` says which" in done.out
