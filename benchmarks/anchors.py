"""Edit texts at random and look for passages again: how many are found, and none at a wrong place.

usage: python benchmarks/anchors.py [TRIALS [SEED...]]   (default 10000 0)

So many trials with each kind of text and each seed. Every letter of a text is followed through
the edits, into copies too, so that it is known where a passage went. Right is a span at least half
of which, and of the passage, are letters of the passage; wrong is any other, a twin too: a sentence
with the very same words. A passage of which less than half is left should be given up, and so
should one in doubt. Two things nobody could tell, and they are counted by themselves: words that
stood once, and that edits have put together again from copies; and a twin with the same words
for 200 letters on both sides. The same trials are made every time.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from texts import WORDS

from storage.anchors import locate, passage
from storage.models import Passage
from storage.squeezed import squeeze

Letters = list[tuple[str, int]]
"""A text, each letter with where it stood at first; -1 for one that is new."""
HAN = "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下"
DOCUMENTS = "README.md", "CONTRIBUTING.md", "docs/guide.md", "storage/welcome.md"
UNTOLD = 200
"""Letters on both sides of two twins that are the same when nobody can tell them apart."""


def sentence(chance: random.Random) -> str:
    """Write a sentence of common words."""
    words = " ".join(chance.choices(WORDS, k=chance.randint(5, 24)))
    return f"{words.capitalize()}. "


def prose(chance: random.Random) -> str:
    """Write paragraphs, some sentences of which stand twice."""
    written: list[str] = []
    for _ in range(chance.randint(8, 60)):
        again = written and chance.random() < 0.08
        written.append(chance.choice(written) if again else sentence(chance))
        if chance.random() < 0.2:
            written[-1] = written[-1].rstrip() + "\n\n"
    return "".join(written).strip()


def refrains(chance: random.Random) -> str:
    """Write lines of few words, most of which come again, as in songs and forms."""
    lines = [" ".join(chance.choices(WORDS[:12], k=chance.randint(2, 6))) for _ in range(9)]
    return "\n\n".join(
        "\n".join(chance.choices(lines, k=chance.randint(2, 8)))
        for _ in range(chance.randint(6, 20))
    )


def unspaced(chance: random.Random) -> str:
    """Write sentences without blanks, of few letters."""
    written: list[str] = []
    for _ in range(chance.randint(20, 90)):
        letters = "".join(chance.choices(HAN, k=chance.randint(6, 30)))
        again = written and chance.random() < 0.08
        written.append(chance.choice(written) if again else f"{letters}。")
    return "".join(written)


def real(chance: random.Random) -> str:
    """Cut a piece out of the project's own documents, tables and listings with it."""
    whole = document(chance.choice(DOCUMENTS))
    start = chance.randrange(max(1, len(whole) - 4000))
    return whole[start : start + chance.randint(500, 4000)].strip()


@cache
def document(name: str) -> str:
    """Read one of the project's documents."""
    return (Path(__file__).resolve().parent.parent / name).read_text(encoding="utf-8")


def edited(letters: Letters, chance: random.Random) -> Letters:
    """Make one edit somewhere: words, sentences or paragraphs come, go, change or move."""
    at = chance.randrange(len(letters))
    long = chance.choice((1, 3, 8, 60, 200))
    there = letters[at : at + long]
    match chance.randrange(6):
        case 0:
            new = sentence(chance) if long > 8 else chance.choice(WORDS) + " "
            return letters[:at] + [(letter, -1) for letter in new] + letters[at:]
        case 1:
            return letters[:at] + letters[at + long :]
        case 2:
            new = (chance.choice(WORDS) + " ") * max(1, long // 8)
            return letters[:at] + [(letter, -1) for letter in new] + letters[at + long :]
        case 3:
            rest = letters[:at] + letters[at + long :]
            to = chance.randint(0, len(rest))
            return rest[:to] + there + rest[to:]
        case 4:
            to = chance.randint(0, len(letters))
            return letters[:to] + there + letters[to:]
        case _:
            return [(" " if letter == "\n" else letter, was) for letter, was in letters]


def trial(write: Callable[[random.Random], str], chance: random.Random) -> str:
    """Mark a passage, edit the text, look for it; say what came of it."""
    text = write(chance)
    start = chance.randrange(len(text) - 20)
    end = min(len(text), start + chance.choice((8, 20, 40, 80, 160, 300)))
    marked = passage(text, start, end)
    letters: Letters = [(letter, at) for at, letter in enumerate(text)]
    for _ in range(chance.randint(1, 12)):
        letters = edited(letters, chance) or letters
    its = [start <= was < end for _, was in letters]
    size = solid(text[start:end])
    now = "".join(letter for letter, _ in letters)
    gone = kept(letters, its) < size / 2
    place = locate(now, marked)
    if place is None:
        return "given up, gone" if gone else "given up"
    here = slice(*place)
    if kept(letters[here], its[here]) >= max(size, solid(now[here])) / 2:
        return "right"
    same = now[here].split() == marked.quote.split()
    if (same and not marked.twins) or around(now, *place) == around(text, start, end):
        return "no telling"
    told(text, marked, now, place)
    return "wrong"


def solid(text: str) -> int:
    """Count the letters that are no blanks."""
    return len("".join(text.split()))


def kept(letters: Letters, its: list[bool]) -> int:
    """Count the letters that are the passage's and no blanks."""
    return sum(
        here and not letter.isspace() for (letter, _), here in zip(letters, its, strict=True)
    )


def around(text: str, start: int, end: int) -> str:
    """Return a span with what stands around it."""
    return squeeze(text[max(0, start - UNTOLD) : end + UNTOLD]).strip()


def told(text: str, marked: Passage, now: str, place: tuple[int, int]) -> None:
    """Print what was marked, and what was found instead."""
    for line, (start, end) in ((text, (marked.start, marked.end)), (now, place)):
        print(f"{line[max(0, start - 60) : start]!r} [{line[start:end]}] {line[end : end + 60]!r}")


def main(numbers: list[str]) -> int:
    """Make the trials and print what came of them; the status is 1 when a place was wrong."""
    number, *seeds = (*map(int, numbers or ("10000",)),)
    seeds = seeds or [0]
    whole: Counter[str] = Counter()
    for write in (prose, refrains, unspaced, real):
        began = time.perf_counter()
        became = Counter(
            trial(write, random.Random(f"{seed} {each}"))
            for seed in seeds
            for each in range(number)
        )
        report(write.__name__, became, time.perf_counter() - began)
        whole += became
    report("all", whole)
    return 1 if whole["wrong"] else 0


def report(name: str, became: Counter[str], seconds: float = 0.0) -> None:
    """Print what came of trials, and how long one took with its edits."""
    number, there = became.total(), became["right"] + became["given up"]
    print(
        f"{name:9} {number:7,} passages in edited texts: {became['wrong']} at a wrong place "
        f"({became['wrong'] / number * 10_000:.1f} of 10,000), "
        f"{became['right'] / max(1, there):.1%} of those still there found "
        f"({became['given up']:,} given up), {became['given up, gone']:,} gone and given up, "
        f"{became['no telling']} that nobody could tell from it"
        + (f"; {seconds / number * 1000:.2f} ms each" if seconds else ""),
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
