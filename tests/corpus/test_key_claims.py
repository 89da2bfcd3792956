from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.claims import at_density, find_claims, paragraphs
from storage.models import DEFAULT_DENSITY

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("MANICULE_SHARED") or ROOT.parent / "shared")
MARKED = SHARED / "data" / "key-claims"
ARTICLE = SHARED / "data" / "articles" / "manufacturing-chain.txt"

needs_marked = pytest.mark.skipif(
    not (MARKED / "judged").is_dir(),
    reason=f"There are no marked articles in {MARKED}: set MANICULE_SHARED to the shared folder.",
)
needs_article = pytest.mark.skipif(
    not ARTICLE.is_file(),
    reason=f"There is no {ARTICLE}: set MANICULE_SHARED to the shared folder.",
)


@needs_marked
@pytest.mark.parametrize("part", ["judged", "train"])
def test_our_claims_agree_with_readers_better_than_textrank(part: str) -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "claims.py"), str(MARKED), "--set", part],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = {
        line.split()[0]: float(line.split(" F ")[1].split()[0])
        for line in ran.stdout.splitlines()
        if " F " in line
    }
    assert scores["manicule"] > scores["TextRank"] > scores["random"]
    assert scores["manicule"] > 0.45


@needs_marked
def test_about_a_fifth_of_an_article_is_marked_at_the_default_density() -> None:
    marked = words = 0
    for path in sorted((MARKED / "train").glob("18f-*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))["text"]
        words += len(text.split())
        shown = at_density(find_claims(text, paragraphs(text)), DEFAULT_DENSITY)
        marked += sum(len(claim.text.split()) for claim in shown)
    assert 0.12 < marked / words < 0.25


@needs_article
def test_the_article_on_manufacturing_is_pointed_at_where_it_says_what_to_do() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    body = "\n\n".join(text.split("\n\n")[3:9])
    title = "Strengthening the Foundation of Manufacturing Industry Chain Security"
    claims = find_claims(body, paragraphs(body), title)
    shown = at_density(claims, DEFAULT_DENSITY)
    for opening in (
        "China should focus on the weak links",
        "China should stimulate leading enterprises",
        "China should also optimize the development environment",
    ):
        assert any(claim.text.startswith(opening) for claim in shown)
    assert all(len(claim.text.split()) <= 35 for claim in claims)
