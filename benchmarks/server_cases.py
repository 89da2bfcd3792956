"""How reading from a server that misbehaves must end: one check a case.

Each case is a path of the site of `benchmarks.site`, which answers as the case says.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from benchmarks.site import Site, served
from storage.errors import IntakeError
from storage.intake.web import read_url
from storage.intake.web.fetch import fetch

_REFUSED = {
    "/redirect-local": "leads to 127.0.0.1",
    "/redirect-file": "must begin with http",
    "/redirect-loop": "without an end",
    "/endless": "larger than 20 MB",
    "/gzip-bomb": "larger than 20 MB",
    "/gzip-twice": "larger than 20 MB",
    "/big-length": "larger than 20 MB",
    "/wrong-type": "it is image/png",
    "/404": "404 Not Found",
    "/200-soft": "in browsers only",
    "/many-headers": "broke off",
}
"""Words of the sentence by which a case is refused."""
_READ = ("/no-type", "/charset")
_DEADLINE = 0.5


def wrong_cases(table: Path) -> list[str]:
    """Say of each case of a table that does not end as it must what is wrong."""
    with table.open(encoding="utf-8", newline="") as file:
        paths = [row["path"] for row in csv.DictReader(file, delimiter="\t")]
    with served() as site:
        said = [(path, _verdict(site, path)) for path in paths]
    return [f"{path}: {wrong}" for path, wrong in said if wrong]


def _verdict(site: Site, path: str) -> str:
    if path in _REFUSED:
        return _refused(lambda: read_url(site.url(path)), _REFUSED[path])
    if path == "/slow":
        return _refused(lambda: fetch(site.url(path), deadline=_DEADLINE), "too long")
    if path in _READ:
        return "" if "Café number 3." in read_url(site.url(path)).text else "its text is wrong"
    if path in ("/cookies", "/auth"):
        del site.seen[:]
        fetch(site.url("/redirect-away").replace("//", "//anna:secret@"))
        sent = site.seen[-1][1]
        kept = [name for name in ("Cookie", "Authorization") if name in sent]
        return f"{kept} went to another site" if kept else ""
    return "nobody wrote a check of it"


def _refused(read: Callable[[], object], words: str) -> str:
    try:
        read()
    except IntakeError as error:
        return "" if words in str(error) else f"said instead: {error}"
    return "it was taken"
