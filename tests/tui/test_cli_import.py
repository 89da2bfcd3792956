"""`import`, `fetch`, `refetch` and `reextract` from the shell."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ROWS = (
    ("title", "url", "time_added", "tags", "status"),
    ("Salt", "https://example.org/salt", "1600000000", "sea|old", "archive"),
    ("Kerbs", "https://example.org/kerbs", "1600000001", "", "unread"),
    ("Bad", "javascript:alert(1)", "1600000002", "", "unread"),
)
WORDS = "The council voted on Tuesday to close the square to cars, because the shops asked. "
PAGE = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article>"


def page(title: str = "The square", *more: str) -> str:
    texts = [*(f"{WORDS * 4}So it was said {n} times." for n in range(3)), *more]
    return PAGE.format(title=title, body="".join(f"<p>{text}</p>" for text in texts))


@pytest.fixture
def pocket(tmp_path: Path) -> Path:
    path = tmp_path / "anything.bin"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ROWS)
    return path


def test_an_import_accounts_for_every_row(manicule: Run, pocket: Path) -> None:
    done = manicule("import", pocket)
    assert done.status == 0
    assert "Pocket: 3 rows\n  2 added\n  0 already here\n  0 skipped\n  1 refused\n" in done.out
    assert "row 4: javascript:alert(1) is no address of the web" in done.out
    assert "2 came without their text" in done.out
    assert "  0 added\n  2 already here\n" in manicule("import", pocket).out


def test_a_dry_run_stores_nothing(manicule: Run, pocket: Path) -> None:
    assert "2 would be added" in manicule("import", pocket, "--dry-run").out
    assert manicule("list", "--json").json == []


def test_the_report_is_json_too(manicule: Run, pocket: Path) -> None:
    report = manicule("import", pocket, "--json").json
    assert (report["rows"], report["added"], len(report["refused"])) == (3, 2, 1)
    assert report["marks"] == {"placed": 0, "without_place": 0, "already_here": 0}


@pytest.mark.parametrize("option", ["--json", "--dry-run", None])
def test_an_import_of_which_no_row_could_be_taken_fails(
    manicule: Run, pocket: Path, option: str | None
) -> None:
    with pocket.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([ROWS[0], ROWS[-1]])
    done = manicule("import", pocket, *([option] if option else []))
    assert done.status == 1
    assert "javascript:alert(1)" in done.out
    assert f"none of the 1 row of {pocket} could be taken" in done.err


def test_what_is_no_export_is_refused_in_a_sentence(manicule: Run, streets: Path) -> None:
    done = manicule("import", streets)
    assert (done.status, done.out) == (1, "")
    assert "is no export that is known here" in done.err
    assert "is a folder" in manicule("import", streets.parent).err
    assert "nowhere" in manicule("import", "nowhere.csv").err


def test_an_export_larger_than_any_article_comes_back(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    whole = streets.with_name("whole.json")
    assert manicule("export", "1", "--to", "json", "-o", whole).status == 0
    whole.write_bytes(whole.read_bytes() + b" " * (21 << 20))
    done = manicule("import", whole)
    assert (done.status, done.err) == (0, "")
    assert "manicule: 1 row\n  0 added\n  1 already here" in done.out


def test_what_is_too_large_for_any_export_is_refused_with_what_to_do(
    manicule: Run, pocket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pocket.write_bytes(b"title," * (1 << 18))
    monkeypatch.setattr("storage.intake.exports.read.MOST", 1 << 20)
    done = manicule("import", pocket)
    assert (done.status, done.out) == (1, "")
    assert "larger than 1 MB: export fewer articles at a time" in done.err
    assert "an article can be" not in done.err


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\x00\xff\x01" * 50, b"\x01" * 99])
def test_a_binary_file_is_told_what_an_import_takes(
    manicule: Run, pocket: Path, data: bytes
) -> None:
    pocket.write_bytes(data)
    done = manicule("import", pocket)
    assert (done.status, done.out) == (1, "")
    assert "not text: `manicule import` takes" in done.err
    assert "Pocket, Omnivore" in done.err
    assert "Markdown or HTML" not in done.err


def test_an_address_without_its_text_is_shown_and_listed_as_such(
    manicule: Run, pocket: Path, tmp_path: Path
) -> None:
    manicule("import", pocket)
    assert "\tnot fetched\t" in manicule("list", "is:unread").out
    for words in (["show", "Kerbs"], ["show", "Kerbs", "--claims"], ["show", "Kerbs", "--json"]):
        assert manicule(*words).status == 0
    for form in ("md", "json"):
        assert manicule("export", "Kerbs", "--to", form, "--full" if form == "md" else "-o",
                        *([] if form == "md" else [tmp_path / "o.json"])).status == 0  # fmt: skip
    assert manicule("highlight", "Kerbs", "--quote", "x").status == 1


@pytest.fixture
def served(tmp_path: Path, web: Callable[[Path], str]) -> tuple[Path, str]:
    """Give a folder and the address at which its files are served."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder, web(folder)


def test_fetch_gets_the_missing_texts_and_a_failure_stops_nothing(
    manicule: Run, served: tuple[Path, str], tmp_path: Path
) -> None:
    folder, site = served
    (folder / "a.html").write_text(page(), encoding="utf-8")
    marks = [{"url": f"{site}/a.html", "title": "Mine", "highlights": [{"quote": "voted on"}]}]
    quote = "So it was said 2 times."
    marks[0]["highlights"] = [{"quote": quote, "created_at": 1}]
    marks.append({"url": f"{site}/gone.html", "highlights": [{"quote": "Alone", "created_at": 1}]})
    (tmp_path / "marks.json").write_text(json.dumps(marks), encoding="utf-8")
    assert "0 placed, 2 kept without their place" in manicule("import", tmp_path / "marks.json").out
    done = manicule("fetch", "--all", "--allow-private")
    assert done.status == 1
    assert "fetched 1  Mine (" in done.out
    assert "1 mark found again" in done.out
    assert "gone.html" in done.err
    assert "404" in done.err
    shown = manicule("show", "1", "--json").json
    (mark,) = shown["annotations"]
    assert shown["text"][mark["start"] : mark["end"]] == quote
    assert "has its text already" in manicule("fetch", "1").out


def test_refetch_says_what_changed_and_reextract_reads_what_was_kept(
    manicule: Run, served: tuple[Path, str]
) -> None:
    folder, site = served
    path = folder / "a.html"
    path.write_text(page("The square", "This one will go."), encoding="utf-8")
    manicule("add", f"{site}/a.html", "--allow-private")
    manicule("highlight", "1", "--quote", "This one will go.")
    manicule("highlight", "1", "--quote", "So it was said 1 times.")
    assert manicule("show", "1", "--raw").out.rstrip("\n") == path.read_text("utf-8")
    path.write_text(page("The square", "Quite another end of it."), encoding="utf-8")
    assert "the same text 1" in manicule("reextract", "1").out
    done = manicule("refetch", "1", "--allow-private")
    assert "renewed 1  The square" in done.out
    assert "1 mark found again, 1 without a place" in done.out
    assert "Quite another end" in manicule("show", "1").out
    assert "This one will go." in manicule("notes").out
    path.unlink()
    assert manicule("refetch", "1", "--allow-private").status == 1
    assert "Quite another end" in manicule("show", "1").out


def test_a_page_that_asks_to_log_in_is_no_new_text_unless_it_is_asked_for(
    manicule: Run, served: tuple[Path, str]
) -> None:
    folder, site = served
    path = folder / "a.html"
    path.write_text(page("The square", "This one will go."), encoding="utf-8")
    manicule("add", f"{site}/a.html", "--allow-private")
    before = manicule("show", "1", "--json").json
    path.write_text(
        "<title>Log in</title><main><p>Members read on. Log in, or take out a subscription to go "
        "on reading what was written for those who pay for it.</p></main>",
        encoding="utf-8",
    )
    done = manicule("refetch", "1", "--allow-private")
    assert (done.status, done.out) == (1, "")
    assert "the text that came is so different (" in done.err
    assert "`manicule refetch 1 --allow-private --anyway` takes it." in done.err
    assert manicule("refetch", "1", "--allow-private", "--json").json == []
    assert manicule("show", "1", "--json").json == before
    assert "renewed 1" in manicule("refetch", "1", "--allow-private", "--anyway").out
    assert "Members read on" in manicule("show", "1").out


def test_what_has_no_address_cannot_be_fetched_again(manicule: Run, streets: Path) -> None:
    manicule("add", streets)
    assert manicule("refetch", "1").err == (
        "manicule: 1 Slow streets, fast cities: it has no address to be fetched from; "
        "`manicule add SOURCE --renew 1` gives it a new text.\n"
    )
    assert "the same text" in manicule("reextract", "1").out
    assert manicule("fetch").status == 2
    assert "every article has its text" in manicule("fetch", "--all").err


def test_refetching_is_told_as_json_and_one_unknown_article_changes_none(
    manicule: Run, served: tuple[Path, str]
) -> None:
    folder, site = served
    (folder / "a.html").write_text(page("The square", "This one will go."), encoding="utf-8")
    manicule("add", f"{site}/a.html", "--allow-private")
    manicule("highlight", "1", "--quote", "This one will go.")
    (folder / "a.html").write_text(page("The square", "Quite another end."), encoding="utf-8")
    assert manicule("refetch", "1", "9", "--allow-private").status == 1
    assert manicule("reextract", "1", "--json").json == [
        {"id": 1, "title": "The square", "renewed": None}
    ]
    (said,) = manicule("refetch", "1", "--allow-private", "--json").json
    assert (said["renewed"]["found"], said["renewed"]["lost"]) == (0, 1)
