"""Learn the weights of the claims engine and write storage/claims/weights.py.

usage: python benchmarks/train_claims.py DIR [--folds N] [--write]

DIR holds train/*.json: articles in which one careful reader graded the key claims (2 key,
1 acceptable). Weights that ship are learned only from texts whose `licence` is CC0, public
domain, CC BY or CC BY-SA; the others are used to test with. --folds prints cross-validated
figures by article; --write replaces the weights. Pure Python, no randomness: the same
articles give the same table.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from claims import add, figures, hits, report  # noqa: E402

from storage.claims import paragraphs  # noqa: E402
from storage.claims.engine import Measured, measure  # noqa: E402
from storage.claims.model import presence  # noqa: E402
from storage.claims.select import chosen  # noqa: E402

WEIGHTS = HERE.parent / "storage" / "claims" / "weights.py"
GRADES = {2: 1.0, 1: 0.4, 0: 0.0}
"""What a clause should score by its reader's grade."""
RIDGE = 3.5
"""How strongly a weight is held to what is expected of it."""
EXPECTED = {
    "should": 0.7,
    "call to act": 0.5,
    "number": 0.8,
    "antithesis": 0.7,
    "vital": 0.5,
    "therefore": 0.5,
    "summing up": 0.5,
    "first sentence": 0.4,
    "finding": 0.3,
    "contrast": 0.3,
    "judgement": 0.3,
    "stance": 0.3,
    "cause": 0.2,
    "future": 0.2,
    "opens with contrast": 0.2,
    "example": -0.4,
    "opens with an example": -0.5,
    "reported": -0.4,
    "quotation": -0.3,
    "story": -0.2,
    "about itself": -0.8,
    "bare pronoun": -0.3,
    "opens with a step": -0.3,
    "list item": -0.5,
    "block quotation": -0.7,
}
"""What studies of argument say of a signal; others are expected to weigh nothing.

A signal that these articles rarely show stays near this, a common one learns its own.
"""
STEPS = 150
ARTICLES = 20
"""A word gets a weight when this many articles have it,"""
SOURCES = 3
"""from this many collections."""

Row = list[tuple[int, float]]


@dataclass
class Example:
    """One graded article, measured with its title and without."""

    id: str
    free: bool
    gold: dict[str, Any]
    views: list[Measured]
    grades: list[int]


def free(licence: str) -> bool:
    """Tell whether weights learned from a text may ship."""
    text = licence.rsplit("text ", 1)[-1].strip()
    return bool(re.fullmatch(r"CC0 1\.0|public domain|CC BY(-SA)? [\d.]+", text))


def load(folder: Path) -> list[Example]:
    """Read and measure the graded articles."""
    examples = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        blocks = paragraphs(gold["text"])
        views = [measure(gold["text"], blocks, title) for title in ("", gold["title"])]
        grades = [
            max(
                (
                    c["grade"]
                    for c in gold["claims"]
                    if hits((u.start, u.end), (c["start"], c["end"]))
                ),
                default=0,
            )
            for u in views[0].units
        ]
        examples.append(Example(gold["id"], free(gold["licence"]), gold, views, grades))
    return examples


def vocabulary(examples: list[Example]) -> list[str]:
    """List the words that are common to many articles of more than one collection."""
    articles: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        words = {token for unit in example.views[0].units for token in unit.tokens}
        articles.update(words)
        for word in words:
            sources[word].add(example.id.split("-")[0])
    return sorted(
        word
        for word, number in articles.items()
        if number >= ARTICLES and len(sources[word]) >= SOURCES and word.isascii()
    )


def table(view: Measured, index: dict[str, int]) -> list[Row]:
    """Turn the signals and words of an article's clauses into numbered columns."""
    return [
        [
            (index["signal " + name], value)
            for name, value in signal.items()
            if value and "signal " + name in index
        ]
        + [(index[word], value) for word, value in presence(unit.tokens).items() if word in index]
        for signal, unit in zip(view.signals, view.units, strict=True)
    ]


def learn(examples: list[Example]) -> dict[str, float]:
    """Fit a logistic regression to the grades by accelerated gradient descent."""
    names = sorted(
        {"signal " + n for e in examples for s in e.views[1].signals for n in s}
        | {"signal " + n for n in EXPECTED}
    )
    names += vocabulary(examples)
    index = {name: at for at, name in enumerate(names)}
    rows: list[Row] = []
    aims: list[float] = []
    for example in examples:
        for view in example.views:
            for row, grade, able in zip(table(view, index), example.grades, view.able, strict=True):
                if able:
                    rows.append([*row, (len(names), 1.0)])
                    aims.append(GRADES[grade])
    size = len(names) + 1
    ridge = [2 * RIDGE] * len(names) + [0.0]
    # The curvature in each column bounds how far a step may go; correlated columns share it.
    bound = [1e-9] * size
    for row in rows:
        whole = sum(abs(value) for _, value in row)
        for column, value in row:
            bound[column] += 0.25 * abs(value) * whole
    held = [
        EXPECTED.get(name.removeprefix("signal "), 0.0) if name.startswith("signal ") else 0.0
        for name in names
    ] + [0.0]
    now, ahead, momentum = list(held), list(held), 1.0
    for _ in range(STEPS):
        slope = [r * (w - h) for r, w, h in zip(ridge, ahead, held, strict=True)]
        for row, aim in zip(rows, aims, strict=True):
            total = 0.0
            for column, value in row:
                total += ahead[column] * value
            error = 1 / (1 + math.exp(-total)) - aim
            for column, value in row:
                slope[column] += error * value
        after = [w - g / (b + r) for w, g, b, r in zip(ahead, slope, bound, ridge, strict=True)]
        faster = (1 + math.sqrt(1 + 4 * momentum * momentum)) / 2
        push = (momentum - 1) / faster
        ahead = [a + push * (a - w) for a, w in zip(after, now, strict=True)]
        now, momentum = after, faster
    return {**dict(zip(names, now[:-1], strict=True)), "": now[-1]}


def predicted(weights: dict[str, float], view: Measured) -> list[tuple[int, int]]:
    """Give the spans that these weights would show at the default density."""
    scores = []
    for signal, unit in zip(view.signals, view.units, strict=True):
        total = weights[""] + sum(weights.get("signal " + n, 0.0) * v for n, v in signal.items())
        total += sum(weights.get(w, 0.0) * v for w, v in presence(unit.tokens).items())
        scores.append(1 / (1 + math.exp(-total)))
    return [
        (view.units[at].start, view.units[at].end)
        for at, _, density in chosen(view.units, view.rows, scores, view.able)
        if density <= 3
    ]


def validate(examples: list[Example], folds: int) -> None:
    """Print the figures of articles left out in turn, without and with their titles."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for fold in range(folds):
        weights = learn([e for n, e in enumerate(examples) if n % folds != fold and e.free])
        for example in examples[fold::folds]:
            for view, name in zip(example.views, ("no title", "title"), strict=True):
                found = figures(example.gold, predicted(weights, view))
                add(totals[f"all, {name}"], found)
                add(totals[f"{example.id.split('-')[0]}, {name}"], found)
    for name in sorted(totals):
        print(report(f"cross-validated {name}", totals[name]))


def write(weights: dict[str, float], examples: list[Example]) -> None:
    """Write the weights as a table that a person can read."""
    used = [example for example in examples if example.free]
    signals = {n.removeprefix("signal "): w for n, w in weights.items() if n.startswith("signal ")}
    words = {n: w for n, w in weights.items() if n and not n.startswith("signal ")}
    lines = [
        '"""The weights of signals and words: written by benchmarks/train_claims.py, not by hand.',
        "",
        f"Learned from {len(used)} articles under CC0, CC BY or in the public domain: posts of the",
        "18F blog, Federalist papers, and texts of the GUM corpus (its annotations are CC BY 4.0).",
        "No text under a non-commercial licence had a part in them.",
        '"""',
        "",
        f"INTERCEPT = {weights['']:.3f}",
        "",
    ]
    for name, part in (("SIGNALS", signals), ("WORDS", words)):
        lines.append(f"{name}: dict[str, float] = {{")
        ordered = sorted(part.items(), key=lambda item: (-item[1], item[0]))
        lines += [
            f"    {json.dumps(key)}: {value:.3f}," for key, value in ordered if abs(value) >= 0.02
        ]
        lines += ["}", ""]
    WEIGHTS.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Validate or learn and write, as the arguments say."""
    parser = argparse.ArgumentParser(description="Learn the weights of the claims engine.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = load(options.folder / "train")
    print(f"{len(examples)} articles, {sum(e.free for e in examples)} of them free to learn from")
    if options.folds:
        validate(examples, options.folds)
    if options.write:
        write(learn([example for example in examples if example.free]), examples)


if __name__ == "__main__":
    main()
