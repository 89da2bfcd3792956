"""Edit texts at random and look for passages again: how many are found, and none at a wrong place.

usage: python benchmarks/anchors.py [TRIALS...]   (default 10000)

Every letter of a text is followed through the edits, into copies too, so that it is known where
a passage went. Right is a span at least half of which, and of the passage, are letters of the
passage; wrong is any other. Some sentences stand twice: where the marked one went and the other has
the very same words, that is counted by itself. A passage of which less than half is left should be
given up, and so should one in doubt. The same trials are made every time.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

from texts import WORDS

from storage.anchors import locate, passage

Letters = list[tuple[str, int]]
"""A text, each letter with where it stood at first; -1 for one that is new."""


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


def trial(chance: random.Random) -> str:
    """Mark a passage, edit the text, look for it; say what came of it."""
    text = prose(chance)
    start = chance.randrange(len(text) - 20)
    end = min(len(text), start + chance.choice((8, 20, 40, 80, 160, 300)))
    marked = passage(text, start, end)
    letters: Letters = [(letter, at) for at, letter in enumerate(text)]
    for _ in range(chance.randint(1, 12)):
        letters = edited(letters, chance) or letters
    its = [start <= was < end for _, was in letters]
    gone = sum(its) < (end - start) / 2
    place = locate("".join(letter for letter, _ in letters), marked)
    if place is None:
        return "given up, gone" if gone else "given up"
    if sum(its[slice(*place)]) >= max(end - start, place[1] - place[0]) / 2:
        return "right"
    found = "".join(letter for letter, _ in letters[slice(*place)])
    return "twin" if found.split() == marked.quote.split() else "wrong"


def main(numbers: list[str]) -> int:
    """Make the trials and print what came of them; the status is 1 when a place was wrong."""
    wrong = 0
    for number in map(int, numbers or ("10000",)):
        began = time.perf_counter()
        became = Counter(trial(random.Random(each)) for each in range(number))
        took = (time.perf_counter() - began) / number * 1000
        there = became["right"] + became["given up"]
        print(
            f"{number} passages in edited texts: {became['wrong']} at a wrong place, "
            f"{became['right'] / max(1, there):.1%} of those still there found "
            f"({there - became['right']} given up), {became['given up, gone']} gone and given up, "
            f"{became['twin']} gone and found word for word in a sentence that stood twice; "
            f"{took:.2f} ms each with its edits"
        )
        wrong += became["wrong"]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
