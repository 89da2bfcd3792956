"""Run intake over the shared material and print what it gets right, by kind of file.

usage: python benchmarks/corpus.py [DIR]

DIR holds intake/ and hostile/, each with its MANIFEST.tsv. Every hostile file is read in a process
of its own, which may take 5 seconds and 300 MB. The exit status is 1 when one of them does not end
as it must; the rates are for a person to read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks import checks  # noqa: E402
from benchmarks.checks import Tally  # noqa: E402
from benchmarks.hostile import ENDS  # noqa: E402
from storage.errors import IntakeError  # noqa: E402
from storage.intake import read_bytes, read_file  # noqa: E402
from storage.models import Article  # noqa: E402

AIMS = {
    ("html", "title"): 0.9,
    ("html", "author"): 0.65,
    ("html", "no author invented"): 0.85,
    ("html", "date"): 0.85,
    ("html", "first_words"): 0.9,
    ("html", "last_words"): 0.9,
    ("html", "must_not_contain"): 1,
    ("pasted", "every field right"): 0.8,
    ("pasted", "good paragraphs kept"): 0.995,
    ("articles pasted anew", "good paragraphs kept"): 0.995,
    ("exports", "every row"): 1,
}
"""The rates to reach, by kind of file and question."""
SECONDS, MEGABYTES = 5, 300
"""What one hostile file may take."""
CASES = {"server-cases.tsv": 16}
"""Files that are many cases, which may take as many times that."""
PAGES_A_SECOND = 20
ROUNDS = 3


def manifest_kind(data: Path, kind: str, wanted: str = "") -> tuple[Tally, list[Article]]:
    """Check the articles of a kind whose files' names begin with ``wanted``."""
    tally, articles = Tally(), []
    for row in checks.rows(data, kind):
        if not row["file"].startswith(wanted):
            continue
        file = data / "intake" / kind / row["file"]
        try:
            article = read_file(file)
        except IntakeError as error:
            # A refusal is right for pictures of pages alone: it is listed to be looked at.
            tally.wrong.append(f"{row['file']}: refused: {error}")
            continue
        checks.check_article(tally, row, article)
        if kind == "html":
            checks.check_structure(tally, row["file"], file.read_bytes(), article)
        articles.append(article)
    return tally, articles


def files_kind(folder: Path, pattern: str, check: Callable[[Tally, Path], None]) -> Tally:
    """Check each file of a folder that fits a pattern."""
    tally = Tally()
    for file in sorted(folder.glob(pattern)):
        try:
            check(tally, file)
        except Exception as error:
            tally.ask("read", False, file.name, f"{type(error).__name__}: {error}")
    return tally


def pasted_anew(articles: list[Article]) -> Tally:
    """Check that clean articles, pasted as plain text, lose no paragraph."""
    tally = Tally()
    for article in articles:
        if paragraphs := checks.long_paragraphs(article):
            read = read_bytes("\n\n".join(paragraphs).encode(), "pasted")
            checks.check_harm(tally, article.origin.rsplit("/", 1)[-1], paragraphs, read)
    return tally


def speed(pages: list[bytes]) -> float:
    """Give HTML pages read per second of processor time, the best of some rounds."""
    best = 9e9
    for _ in range(ROUNDS):
        began = time.process_time()
        for page in pages:
            read_bytes(page, "page")
        best = min(best, time.process_time() - began)
    return len(pages) / best


def show(name: str, tally: Tally) -> None:
    """Print the rates of a kind of file, and what fails."""
    print(f"\n{name}")
    for what, asked in tally.asked.items():
        right = tally.right[what]
        aim = AIMS.get((name, what))
        sign = "" if aim is None else f"  aim {100 * aim:.4g} %"
        if aim is not None and right < aim * asked:
            sign += ", missed"
        print(f"  {what:22} {right:4}/{asked:<4} {100 * right / asked:5.1f} %{sign}")
    for line in tally.wrong:
        print(f"    {line[:200]}")


def hostile(folder: Path) -> int:
    """Read each hostile file in a process of its own; give how many end otherwise than they must.

    The cases of a server that misbehaves are a file too, and are tried on one of this machine.
    """
    print(f"hostile files (limits {SECONDS} s, {MEGABYTES} MB)")
    failed = 0
    for name in sorted(ENDS):
        if not (folder / name).is_file():
            print(f"  {name:22} is not there")
            continue
        seconds = megabytes = 0.0
        try:
            ran = subprocess.run(
                [sys.executable, str(HERE / "hostile.py"), str(folder), name],
                capture_output=True,
                text=True,
                timeout=4 * SECONDS * CASES.get(name, 1),
            )
            said = json.loads(ran.stdout.splitlines()[-1])
            wrong, seconds, megabytes = said["wrong"], said["seconds"], said["megabytes"]
        except subprocess.TimeoutExpired:
            wrong = "it does not end"
        except (IndexError, ValueError):
            wrong = f"its process died with status {ran.returncode}"
        if not wrong and (seconds > SECONDS * CASES.get(name, 1) or megabytes > MEGABYTES):
            wrong = "it takes too much"
        failed += bool(wrong)
        end = f"WRONG: {wrong}" if wrong else "as it must"
        print(f"  {name:22} {seconds:5.2f} s {megabytes:5.0f} MB  {end}")
    return failed


def main() -> None:
    """Print a table for each kind of file."""
    parser = argparse.ArgumentParser(description="Run intake over the shared material.")
    near = HERE.parent.parent / "shared" / "data"
    parser.add_argument("folder", nargs="?", type=Path, default=near)
    data = parser.parse_args().folder
    intake = data / "intake"
    for folder in (intake, data / "hostile"):
        if not (folder / "MANIFEST.tsv").is_file():
            sys.exit(
                f"There is no {folder / 'MANIFEST.tsv'}: name the folder that holds intake/ "
                "and hostile/, as in `make corpus CORPUS=folder`."
            )
    # First: the peak of a child counts that of its parent at the time when it was made.
    failed = hostile(data / "hostile")
    clean: list[Article] = []
    for kind in ("html", "md", "epub", "pdf"):
        tally, articles = manifest_kind(data, kind)
        show(kind, tally)
        clean += articles if kind in ("html", "md") else []
        if kind == "html":
            rate = speed([file.read_bytes() for file in sorted((intake / "html").glob("*.html"))])
            print(f"  {'pages a second':22} {rate:9.1f}  aim {PAGES_A_SECOND}")
    show("text", manifest_kind(data, "text", "dump-")[0])
    show("pasted", files_kind(intake / "text", "t*.expected.json", checks.check_wrapped))
    show("articles pasted anew", pasted_anew(clean))
    show("exports", files_kind(intake / "exports", checks.EXPORTS, checks.check_export))
    show("feeds", files_kind(intake / "feeds", "*", checks.check_feed))
    show("opml", files_kind(intake / "opml", "*", checks.check_opml))
    if failed:
        sys.exit(f"\n{failed} hostile files do not end as they must.")


if __name__ == "__main__":
    main()
