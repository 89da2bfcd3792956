"""Learn the weights of the claims engine and write storage/claims/weights.json.

usage: python benchmarks/train_claims.py DIR [--folds N] [--write]

DIR holds train/*.json: articles in which one careful reader graded the key claims (2 key,
1 acceptable) and named their kinds. second_reader.tsv beside this script says how much every
clause of those articles matters to another reader; half of what is aimed at comes from each.
Both readers are language models that read with care. Weights that ship are learned only from
texts whose `licence` is CC0, public domain, CC BY or CC BY-SA; the others are used to test
with. --folds prints cross-validated figures by article; --write replaces the weights. Nothing
is left to chance: the same articles give the same bytes. Needs numpy, which the engine itself
does not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from claims import Span, add, figures, hits, report  # noqa: E402

from storage.claims import paragraphs  # noqa: E402
from storage.claims.engine import Measured, measure  # noqa: E402
from storage.claims.kinds import kind_of, traits  # noqa: E402
from storage.claims.model import BARE, CENTRED, WEIGHTS, Weights, presence, strengths  # noqa: E402
from storage.claims.select import chosen  # noqa: E402
from storage.models import Kind  # noqa: E402

KIN = HERE / "word_kin.tsv"
SECOND = HERE / "second_reader.tsv"
GRADES = (0.0, 0.4, 1.0)
"""What a clause should score by its reader's grade,"""
SALIENCE = (0.0, 0.01, 0.02, 0.05, 0.12, 0.28, 0.5, 0.75, 0.95, 1.0)
"""and by how much it matters to the second reader: about how often the first marked such."""
TELLING = 5
"""The second reader's kinds are learned from when the clause matters so much."""
RIDGE = 10.0
"""How strongly a weight is held to nothing; each article counts twice."""
KIN_SHARE = 0.01
"""How much a step of the table of kin counts; words learn from their kin through it."""
KIND_RIDGE = 8.0
KIND_EXPECTED: dict[str, dict[str, float]] = {
    "policy": {"says policy": 2.5, "call to act": 1.5, "opens with a step": 1.0},
    "forecast": {"says forecast": 2.5, "future": 0.5},
    "cause": {"says cause": 2.0, "therefore": 1.0, "cause": 1.0},
    "fact": {"number": 1.5, "digit": 0.5, "year": 0.5, "finding": 0.8, "past": 1.2, "names": 0.5},
    "value": {"judgement": 1.0, "vital": 1.0, "comparison": 0.5, "definition": 0.5},
}
"""What a kind's signals are expected to weigh before any mark is seen."""
KIND_KIN_SHARE = 0.02
KIND_WORDS = 1.5
"""How much more a word says of a kind than of a claim."""
ARTICLES = 8
"""A word gets a weight of its own when this many articles have it,"""
SOURCES = 2
"""from this many collections."""
LEAST = 0.02
"""A smaller weight is not written,"""
KIND_LEAST = 0.15
"""nor a smaller one of a word for a kind."""

Array = Any


@dataclass
class Example:
    """One graded article, measured without its title, as a bare text comes, and with it."""

    id: str
    free: bool
    gold: dict[str, Any]
    views: tuple[Measured, Measured]
    grades: list[int]
    aims: list[float]
    """What each clause should score, by both readers where there are two."""
    kinds: list[str]
    """The reader's kind of each clause that was marked, "" for others,"""
    other_kinds: list[str]
    """and the second reader's of each that matters to them."""

    @property
    def view(self) -> Measured:
        return self.views[0]

    @property
    def source(self) -> str:
        return self.id.split("-")[0]


def free(licence: str) -> bool:
    """Tell whether weights learned from a text may ship."""
    text = licence.rsplit("text ", 1)[-1].strip()
    return bool(re.fullmatch(r"CC0 1\.0|public domain|CC BY(-SA)? [\d.]+", text))


def load(folder: Path) -> list[Example]:
    """Read and measure the graded articles."""
    examples = []
    second = salience()
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        blocks = paragraphs(gold["text"])
        bare, titled = (measure(gold["text"], blocks, title) for title in ("", gold["title"]))
        grades, kinds, aims, others = [], [], [], []
        told = second.get(gold["id"], [])
        for unit in bare.units:
            span = (unit.start, unit.end)
            meant = [c for c in gold["claims"] if hits(span, (c["start"], c["end"]))]
            best = max(meant, key=lambda c: c["grade"], default=None)
            grades.append(best["grade"] if best else 0)
            kinds.append(best["kind"] if best else "")
            aim = GRADES[grades[-1]]
            near = [(matters, kind) for place, matters, kind in told if hits(span, place)]
            matters, kind = max(near, default=(0, ""))
            aims.append((aim + SALIENCE[matters]) / 2 if told else aim)
            others.append(kind if matters >= TELLING else "")
        known = free(gold["licence"])
        views = (bare, titled)
        examples.append(Example(gold["id"], known, gold, views, grades, aims, kinds, others))
    return examples


def salience() -> dict[str, list[tuple[Span, int, str]]]:
    """Read what the second reader said of each clause, by article: (place, 0 to 9, kind)."""
    told: dict[str, list[tuple[Span, int, str]]] = defaultdict(list)
    for line in SECOND.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, start, end, matters, kind = line.split("\t")
            told[name].append(((int(start), int(end)), int(matters), kind))
    return told


def kin() -> dict[str, Array]:
    """Read which words are like which."""
    lines = (line.split("\t") for line in KIN.read_text(encoding="utf-8").splitlines())
    return {word: np.array(row.split(), dtype=float) for word, row in lines}


def vocabulary(examples: list[Example]) -> list[str]:
    """List the words that are common to many articles of more than one collection."""
    articles: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        words = {token for unit in example.view.units for token in unit.tokens}
        articles.update(words)
        for word in words:
            sources[word].add(example.source)
    return sorted(
        word
        for word, number in articles.items()
        if number >= ARTICLES and len(sources[word]) >= SOURCES and word.isascii()
    )


def columns(signals: list[dict[str, float]], names: list[str]) -> Array:
    """Turn named values into a table."""
    index = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(signals), len(names)))
    for row, signal in enumerate(signals):
        for name, value in signal.items():
            if name in index:
                table[row, index[name]] = value
    return table


def in_kin(bags: list[dict[str, float]], near: dict[str, Array]) -> Array:
    """Sum the places of each clause's words in the table of kin."""
    size = len(next(iter(near.values())))
    nowhere = np.zeros(size)
    return np.array([sum((v * near[w] for w, v in b.items() if w in near), nowhere) for b in bags])


def logistic(table: Array, aims: Array, ridge: float, expected: Array | None = None) -> Array:
    """Fit a logistic regression to aims between 0 and 1; the last weight is the constant.

    A weight is held to what is expected of it, or else to nothing.
    """
    table = np.hstack([table, np.ones((len(table), 1))])
    held = np.full(table.shape[1], ridge)
    held[-1] = 1e-6
    weights = np.zeros(table.shape[1])
    if expected is not None:
        weights[: len(expected)] = expected
    begin = weights.copy()

    def loss(now: Array) -> float:
        said = table @ now
        own = (np.logaddexp(0, said) - aims * said).sum()
        return float(own + 0.5 * (held * (now - begin) ** 2).sum())

    least = loss(weights)
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (chance - aims) + held * (weights - begin)
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(held)
        step = np.linalg.solve(curve, slope)
        while (after := loss(weights - step)) > least and np.abs(step).max() > 1e-5:
            step = step / 2
        weights = weights - step
        if least - after < 1e-4:
            break
        least = after
    return weights


def learn(examples: list[Example], near: dict[str, Array]) -> Weights:
    """Learn what speaks for a key claim, and for each kind."""
    words = vocabulary(examples)
    names = sorted({n for e in examples for s in e.views[1].signals for n in s})
    parts, aims = [], []
    for example in examples:
        able = np.array(example.view.able, dtype=bool)
        bags = [presence(unit.tokens) for unit in example.view.units]
        spoken = [columns(bags, words), KIN_SHARE * in_kin(bags, near)]
        for view in example.views:
            own = columns(view.signals, names)
            parts.append(np.hstack([own - CENTRED * own.mean(axis=0), *spoken])[able])
            aims.append(np.array(example.aims)[able])
    whole, aim = np.vstack(parts), np.concatenate(aims)
    found = logistic(whole, aim, RIDGE)
    plain = [name for name in names if name in BARE]
    bare = logistic(whole[:, [names.index(name) for name in plain]], aim, RIDGE)
    return Weights(
        constant=round(float(found[-1]), 3),
        signals=_named(names, found),
        words=_worded(words, found[len(names) : -1], near, KIN_SHARE),
        bare={"": round(float(bare[-1]), 3), **_named(plain, bare)},
        kinds=learn_kinds(examples, near, words),
    )


def learn_kinds(
    examples: list[Example], near: dict[str, Array], words: list[str]
) -> dict[str, dict[str, dict[str, float]]]:
    """Learn each kind against the others, from the clauses that a reader marked."""
    marked = [
        (signal, unit, kind)
        for example in examples
        for said in (example.kinds, example.other_kinds)
        for signal, unit, kind in zip(example.view.signals, example.view.units, said, strict=True)
        if kind
    ]
    told = [traits(signal, unit.text) for signal, unit, _ in marked]
    names = sorted({name for signal in told for name in signal})
    bags = [presence(unit.tokens) for _, unit, _ in marked]
    table = np.hstack(
        [
            columns(told, names),
            KIND_WORDS * columns(bags, words),
            KIND_KIN_SHARE * in_kin(bags, near),
        ]
    )
    learned = {}
    for kind in Kind:
        aims = np.array([float(is_it == kind) for _, _, is_it in marked])
        hoped = KIND_EXPECTED[kind.value]
        found = logistic(
            table, aims, KIND_RIDGE, np.array([hoped.get(name, 0.0) for name in names])
        )
        learned[str(kind)] = {
            "signals": {"": round(float(found[-1]), 3), **_named(names, found)},
            "words": _worded(
                words, found[len(names) : -1], near, KIND_KIN_SHARE, KIND_WORDS, KIND_LEAST
            ),
        }
    return learned


def _named(names: list[str], found: Array) -> dict[str, float]:
    pairs = ((name, round(float(value), 3)) for name, value in zip(names, found, strict=False))
    return {name: value for name, value in pairs if abs(value) >= LEAST}


def _worded(
    words: list[str],
    found: Array,
    near: dict[str, Array],
    share: float,
    own: float = 1.0,
    least: float = LEAST,
) -> dict[str, float]:
    """Give each word its own weight and what its kin learned."""
    total = {word: share * float(row @ found[len(words) :]) for word, row in near.items()}
    for word, value in zip(words, found, strict=False):
        total[word] = total.get(word, 0.0) + own * float(value)
    return {w: round(v, 2) for w, v in sorted(total.items()) if abs(v) >= least}


def predicted(weights: Weights, view: Measured) -> list[int]:
    """Give the places of the clauses that these weights would show at the default density."""
    scores = strengths(view.signals, [unit.tokens for unit in view.units], weights, view.english)
    picked = chosen(view.units, view.rows, scores, view.able)
    return [at for at, _, density in picked if density <= 3]


def validate(examples: list[Example], near: dict[str, Array], folds: int) -> str:
    """Print the figures of articles left out in turn; return the line of all."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    right = matched = 0
    for fold in range(folds):
        weights = learn([e for n, e in enumerate(examples) if n % folds != fold and e.free], near)
        for example in examples[fold::folds]:
            view = example.view
            shown = predicted(weights, view)
            found = figures(example.gold, [(view.units[a].start, view.units[a].end) for a in shown])
            add(totals["all"], found)
            add(totals[example.source], found)
            for at in shown:
                if example.kinds[at]:
                    matched += 1
                    kind = kind_of(view.signals[at], view.units[at].text, weights, view.english)
                    right += kind == example.kinds[at]
    for name in sorted(totals):
        print(report(f"cross-validated {name}", totals[name]))
    print(f"{'kinds of matched claims':34} {right / matched:.3f} of {matched}")
    summary = report("", totals["all"]).split("claims")[0].strip()
    return f"{folds}-fold by article: {summary}, kinds {right / matched:.3f}"


def write(weights: Weights, examples: list[Example], score: str) -> None:
    """Write the weights as a table that a person can read."""
    counts = Counter(example.source for example in examples)
    told = {
        "written_by": "benchmarks/train_claims.py",
        "learned_from": {name: f"{number} articles" for name, number in sorted(counts.items())},
        "licences": "CC0, public domain, CC BY and CC BY-SA alone",
        "readers": "one reader's marks of key claims; a second's salience of every clause",
        "kin_of_words": "benchmarks/word_kin.tsv, from all-MiniLM-L6-v2 (Apache-2.0)",
        "score": score,
        "constant": weights.constant,
        "signals": _ordered(weights.signals),
        "words": weights.words,
        "bare": _ordered(weights.bare),
        "kinds": {
            kind: {"signals": _ordered(part["signals"]), "words": part["words"]}
            for kind, part in weights.kinds.items()
        },
    }
    WEIGHTS.write_text(_readable(told), encoding="utf-8")


def _ordered(named: dict[str, float]) -> dict[str, float]:
    return dict(sorted(named.items(), key=lambda item: (-item[1], item[0])))


def _readable(told: dict[str, Any]) -> str:
    """Write JSON with a line for each signal and words by the dozen."""
    lines = json.dumps(told, indent=1, ensure_ascii=False).split("\n")
    text = "\n".join(lines)
    packed = re.compile(r'"words": \{[^{}]*\}')

    def pack(match: re.Match[str]) -> str:
        entries = [line.strip() for line in match[0].split("\n")[1:-1]]
        rows = [" ".join(entries[at : at + 8]) for at in range(0, len(entries), 8)]
        return '"words": {\n' + "\n".join(rows) + "\n}"

    return packed.sub(pack, text) + "\n"


def main() -> None:
    """Validate or learn and write, as the arguments say."""
    parser = argparse.ArgumentParser(description="Learn the weights of the claims engine.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = load(options.folder / "train")
    if not examples:
        sys.exit(f"No articles in {options.folder / 'train'}: name the folder of key claims.")
    near = kin()
    used = [example for example in examples if example.free]
    print(f"{len(examples)} articles, {len(used)} of them free to learn from")
    score = validate(examples, near, options.folds) if options.folds else "not measured"
    if options.write:
        write(learn(used, near), used, score)


if __name__ == "__main__":
    main()
