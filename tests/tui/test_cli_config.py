"""`manicule config`."""

from __future__ import annotations

import re

from storage.paths import config_file


def test_the_path_is_printed_with_a_word_where_there_is_no_file(manicule, tmp_path) -> None:
    done = manicule("config")
    assert (done.status, done.out) == (0, f"{config_file()}\n")
    assert "manicule config --init" in done.err
    assert manicule("config", "--path").err == ""


def test_another_file_may_be_named(manicule, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("MANICULE_CONFIG", str(tmp_path / "mine.toml"))
    assert manicule("config", "--path").out == f"{tmp_path / 'mine.toml'}\n"


def test_a_file_is_written_once_and_is_in_order(manicule) -> None:
    assert manicule("config", "--init").out == f"wrote {config_file()}\n"
    assert manicule("config", "--check").out == f"{config_file()} is in order.\n"
    again = manicule("config", "--init")
    assert again.status == 1
    assert "was left as it is" in again.err


def test_every_setting_of_the_file_is_explained_and_in_order_when_its_sign_is_taken_away(
    manicule,
) -> None:
    manicule("config", "--init")
    lines = config_file().read_text("utf-8").splitlines()
    keys = lines[lines.index("[keys]") + 1 :]
    assert keys
    assert all(re.fullmatch(r'# "[a-z.-]+" = "\S.*"  # [A-Z].+', line) for line in keys)
    taken = [re.sub(r"^# (?=\S+ = )", "", line) for line in lines]
    config_file().write_text("\n".join(taken), encoding="utf-8")
    assert manicule("config", "--check").out == f"{config_file()} is in order.\n"


def test_what_is_wrong_is_said_with_status_1(manicule) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("column = 3\n", encoding="utf-8")
    done = manicule("config", "--check")
    assert done.status == 1
    assert done.out.startswith(f"{config_file()}, line 1: column cannot be 3;")
