"""`manicule welcome --reset`, and what a shell teaches."""

from __future__ import annotations

from storage.library import Library
from storage.welcome import open_
from tui import lessons
from tui.naming import namer
from tui.settings.model import Settings


def greeted(path) -> int:
    with Library.open(path) as library:
        return open_(library, namer(Settings()))


def test_the_first_reset_stores_the_article(manicule) -> None:
    done = manicule("welcome", "--reset")
    assert (done.status, done.err) == (0, "")
    assert "as new: 1  The hand in the margin" in done.out
    assert manicule("list", "--titles").out == "The hand in the margin\n"


def test_a_reset_forgets_the_progress_and_says_where_the_notes_are(manicule, tmp_path) -> None:
    greeted(tmp_path / "library.json")
    lessons.learn("keep")
    manicule("highlight", "1", "--quote", "For eight hundred years", "--note", "mine")
    done = manicule("welcome", "--reset")
    assert "1 mark of yours went to the trash" in done.err
    assert not lessons.done()
    assert "mine" not in manicule("notes").out
    assert "mine" in manicule("trash").out


def test_a_reset_of_an_edited_article_names_the_one_in_the_trash(manicule, tmp_path) -> None:
    from dataclasses import replace

    greeted(tmp_path / "library.json")
    with Library.open(tmp_path / "library.json") as library:
        old = library.article(1)
        text = old.text.replace("eight hundred", "nine hundred")
        library.renew(1, replace(old, text=text))
    done = manicule("welcome", "--reset")
    assert "`manicule trash restore 1` brings it back." in done.err
    assert "as new: 2" in done.out
    assert manicule("trash", "restore", "1").status == 0


def test_a_reset_names_the_keys_of_the_settings_file(manicule, tmp_path, monkeypatch) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\n"reader.keep" = "f9"\n', encoding="utf-8")
    monkeypatch.setenv("MANICULE_CONFIG", str(config))
    manicule("welcome", "--reset")
    assert "Press f9 on this sentence." in manicule("show", "1").out


def test_an_export_counts_as_learnt_only_for_one_who_has_begun(manicule, tmp_path) -> None:
    greeted(tmp_path / "library.json")
    manicule("export")
    assert not lessons.done()
    lessons.learn("keep")
    manicule("export")
    assert lessons.done() == {"keep", "export"}


def test_a_spoilt_state_file_counts_as_nothing_done(manicule) -> None:
    from storage.paths import state_folder

    lessons.learn("keep")
    for spoilt in ("{", '{"done": 3}', '{"done": ["keep", 4, "nonsense", ["x"]]}'):
        (state_folder() / "welcome.json").write_text(spoilt, encoding="utf-8")
        assert lessons.done() <= {"keep"}
