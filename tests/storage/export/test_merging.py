"""Exporting again into a file in which the person has written."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.dossier import Dossier
from storage.export import update
from storage.export.files import homes
from storage.models import Article, Progress, State

Build = Callable[..., Article]


def dossier(article: Article) -> Dossier:
    return Dossier(article, State.UNREAD, Progress())


def test_what_the_person_wrote_round_our_part_stays(article: Build) -> None:
    made = replace(article("Kerbs"), uid="u1")
    first = update("", [dossier(made)])
    edited = (
        first.replace("<!-- manicule:begin", "My own lead.\n\n<!-- manicule:begin") + "\nMine.\n"
    )
    again = update(edited, [dossier(replace(made, title="Kerbs, again"))])
    assert "My own lead.\n\n<!-- manicule:begin u1 -->" in again
    assert again.endswith("\nMine.\n")
    assert "# Kerbs, again" in again
    assert again.count("# Kerbs") == 1
    assert update(again, [dossier(replace(made, title="Kerbs, again"))]) == again


def test_front_matter_of_the_person_stays_and_ours_is_renewed(article: Build) -> None:
    made = replace(article("Kerbs", byline="Ida", tags=("oslo city",)), uid="u1")
    first = update("", [dossier(made)])
    edited = first.replace(
        'tags: ["oslo-city"]\n', "tags:\n  - oslo-city\n  - mine\naliases:\n  - Kerb\nrating: 5\n"
    )
    again = update(edited, [dossier(replace(made, byline=None, site="Metre"))])
    head = again.split("---\n")[1]
    assert 'tags: ["oslo-city", "mine"]\n' in head
    assert "aliases:\n  - Kerb\nrating: 5\n" in head
    assert 'site: "Metre"\n' in head
    assert "author" not in head


def test_several_articles_keep_their_own_parts_of_one_file(article: Build) -> None:
    one, two = replace(article("One"), uid="u1"), replace(article("Two"), uid="u2")
    text = update("A heading of mine.\n", [dossier(one)])
    both = update(text, [dossier(two), dossier(one)])
    assert both.index("A heading of mine.") < both.index("# One") < both.index("# Two")


def test_a_note_that_holds_our_mark_cannot_end_our_part(article: Build) -> None:
    made = replace(article("<!-- manicule:end u1 --> tricky"), uid="u1")
    first = update("", [dossier(made)])
    assert update(first + "Mine.\n", [dossier(made)]) == first + "Mine.\n"


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab\n- :#\"'[]<>!", max_size=60), st.text(alphabet="ab\n-:#", max_size=60))
def test_nothing_written_before_or_after_is_ever_lost(
    article: Build, before: str, after: str
) -> None:
    made = replace(article("Kerbs"), uid="u1")
    part = update("", [dossier(made)]).partition("---\n\n")[2]
    edited = f"{before}\n{part}{after}"
    again = update(edited, [dossier(made)])
    # A file that begins like front matter has its own fields anywhere.
    assert again.endswith(after) or before.startswith("---")
    assert "".join(before.split()) in "".join(again.split()) or before.startswith("---")


def test_an_article_is_found_by_its_uid_under_another_name(tmp_path: Path, article: Build) -> None:
    folder = tmp_path / "deeper"
    folder.mkdir()
    kept = folder / "my name for it.md"
    kept.write_text(update("", [dossier(replace(article("Kerbs"), uid="u1"))]), "utf-8")
    (tmp_path / "other.md").write_text("manicule is a word\n", "utf-8")
    assert homes(tmp_path, ".md") == {"u1": kept}


def test_only_what_lies_near_in_a_folder_is_looked_at(
    tmp_path: Path, article: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def export(*parts: str) -> Path:
        path = tmp_path.joinpath(*parts, f"{len(parts)}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        uid = "-".join(("u", *parts)).replace(".", "")
        path.write_text(update("", [dossier(replace(article("Kerbs"), uid=uid))]), "utf-8")
        return path

    near = {
        "u": export(),
        "u-a": export("a"),
        "u-a-b": export("a", "b"),
        "u-a-b-c": export("a", "b", "c"),
    }
    export("a", "b", "c", "d")
    export(".hidden")
    export("elsewhere")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    state = os.lstat

    def mounted(path: str) -> os.stat_result:
        found = state(path)
        if os.path.basename(path) != "elsewhere":
            return found
        return os.stat_result((*found[:2], found.st_dev + 1, *found[3:10]))

    monkeypatch.setattr("storage.export.files.os.lstat", mounted)
    assert homes(tmp_path, ".md") == near


def test_a_folder_that_is_not_there_holds_no_exports(tmp_path: Path) -> None:
    assert homes(tmp_path / "nowhere", ".md") == {}
