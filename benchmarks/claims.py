"""Score our key claims beside TextRank, lead and random, all in one run.

usage: python benchmarks/claims.py [DIR] [--set judged|train] [--per-article]

DIR holds judged/*.json (articles whose key claims three readers voted on) and train/*.json
(one reader's grades). A prediction hits a span when it covers half of it and 40 % of the
prediction lies in it. Precision counts acceptable spans, recall counts key spans. Every system
gets as many claims as ours shows at the default density.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from storage.claims import centrality, find_claims, paragraphs, sentences  # noqa: E402
from storage.models import BlockKind, Claim  # noqa: E402

Span = tuple[int, int]


def hits(found: Span, marked: Span) -> bool:
    """Tell whether a prediction covers half of a marked span and is not mostly something else."""
    shared = min(found[1], marked[1]) - max(found[0], marked[0])
    return (
        shared > 0
        and shared >= 0.5 * (marked[1] - marked[0])
        and shared >= 0.4 * (found[1] - found[0])
    )


def votes(claim: dict[str, Any]) -> list[int]:
    """Give the votes of the readers; one reader's grade stands for an agreed vote."""
    if "votes" in claim:
        return list(claim["votes"])
    return [claim["grade"]] * 2


def figures(gold: dict[str, Any], found: list[Span]) -> Counter[str]:
    """Count what one article's predictions hit."""
    key = [(c["start"], c["end"]) for c in gold["claims"] if votes(c).count(2) >= 2]
    fair = [(c["start"], c["end"]) for c in gold["claims"] if sum(votes(c)) >= 2]
    return Counter(
        shown=len(found),
        good=sum(any(hits(f, a) for a in fair) for f in found),
        key=len(key),
        recalled=sum(any(hits(f, k) for f in found) for k in key),
        words=len(gold["text"].split()),
        marked=sum(len(gold["text"][s:e].split()) for s, e in found),
    )


def add(total: Counter[str], one: Counter[str]) -> None:
    """Sum the counts of an article into those of all."""
    for name, number in one.items():
        total[name] += number


def report(name: str, total: Counter[str]) -> str:
    """Write one line of figures."""
    precision = total["good"] / max(1, total["shown"])
    recall = total["recalled"] / max(1, total["key"])
    both = 2 * precision * recall / max(1e-9, precision + recall)
    marked = 100 * total["marked"] / max(1, total["words"])
    return (
        f"{name:34} F {both:.3f}  precision {precision:.3f}  recall {recall:.3f}  "
        f"marked {marked:4.1f} %  claims {total['shown']}"
    )


def candidates(text: str) -> list[Span]:
    """List the sentences of the paragraphs, which is what the baselines choose from."""
    return [
        span
        for block in paragraphs(text)
        if block.kind is BlockKind.PARAGRAPH
        for span in sentences(text, block.start, block.end)
    ]


def textrank(text: str, spans: list[Span]) -> list[float]:
    """Score sentences by PageRank over the cosines of their TF-IDF vectors."""
    rows = centrality.vectors([centrality.terms(text[s:e]) for s, e in spans])
    return centrality.ranks(rows)


def lead(text: str, spans: list[Span]) -> list[float]:
    """Score sentences by how early they stand."""
    return [-float(at) for at in range(len(spans))]


def chance(text: str, spans: list[Span]) -> list[float]:
    """Score sentences by a fixed die."""
    die = random.Random(len(text))
    return [die.random() for _ in spans]


def kinds(gold: dict[str, Any], found: Sequence[Claim]) -> Counter[str]:
    """Count how often the kind of a matched claim is the one that the readers gave it."""
    count: Counter[str] = Counter()
    for claim in found:
        span = (claim.start, claim.end)
        near = [c for c in gold["claims"] if hits(span, (c["start"], c["end"]))]
        fair = [c for c in near if sum(votes(c)) >= 2]
        if fair:
            best = max(fair, key=lambda c: sum(votes(c)))
            count.update(matched=1, right=claim.kind == best["kind"])
    return count


def seconds(articles: list[dict[str, Any]], words: int) -> float:
    """Time ours over about so many words in one article, the best of three."""
    text = ""
    for article in articles * 200:
        if text.count(" ") >= words:
            break
        text += article["text"] + "\n\n"
    text = text[: int(len(text) * words / max(words, len(text.split())))]
    best = 9e9
    for _ in range(3):
        began = time.perf_counter()
        find_claims(text, paragraphs(text))
        best = min(best, time.perf_counter() - began)
    return best


def importing() -> float:
    """Time the import of the engine in an interpreter of its own, without the interpreter."""
    code = (
        "import time; began = time.perf_counter(); import storage.claims.engine; "
        "print(time.perf_counter() - began)"
    )
    runs = (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=HERE.parent
        )
        for _ in range(3)
    )
    return min(float(ran.stdout) for ran in runs)


def main() -> None:
    """Print a line for each system."""
    parser = argparse.ArgumentParser(description="Score key claims against readers' marks.")
    near = HERE.parent.parent / "shared" / "data" / "key-claims"
    parser.add_argument("folder", nargs="?", type=Path, default=near)
    parser.add_argument("--set", default="judged", choices=("judged", "train"))
    parser.add_argument("--per-article", action="store_true", help="a line for each article too")
    options = parser.parse_args()
    paths = sorted((options.folder / options.set).glob("*.json"))
    if not paths:
        sys.exit(f"No articles in {options.folder / options.set}: name the folder of key claims.")
    articles = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    totals: dict[str, Counter[str]] = {
        name: Counter() for name in ("manicule", "TextRank", "lead", "random")
    }
    agreed: Counter[str] = Counter()
    for article in articles:
        text = article["text"]
        claims = [c for c in find_claims(text, paragraphs(text)) if c.density <= 3]
        ours = [(c.start, c.end) for c in claims]
        add(agreed, kinds(article, claims))
        spans = candidates(text)
        rows = {"manicule": figures(article, ours)}
        for name, baseline in (("TextRank", textrank), ("lead", lead), ("random", chance)):
            scores = baseline(text, spans)
            best = sorted(range(len(spans)), key=lambda at: (-scores[at], at))[: len(ours)]
            rows[name] = figures(article, [spans[at] for at in best])
        for name, row in rows.items():
            add(totals[name], row)
        if options.per_article:
            print(article["id"])
            for name, row in rows.items():
                print(report(f"  {name}", row))
    print(f"{options.set}: {len(articles)} articles")
    for name, total in totals.items():
        print(report(name, total))
    matched = max(1, agreed["matched"])
    print(f"{'kinds of matched claims':34} {agreed['right'] / matched:.3f} of {agreed['matched']}")
    print(f"{'manicule, import':34} {1000 * importing():.0f} ms")
    for words in (1_000, 5_000, 100_000):
        print(f"{f'manicule, {words:,} words':34} {seconds(articles, words):.3f} s")


if __name__ == "__main__":
    main()
