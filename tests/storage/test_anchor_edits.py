"""Anchors in a text that somebody edited: where they say they are is where the words went."""

from __future__ import annotations

import os
import random

from storage.anchors import locate, passage

TRIALS = int(os.environ.get("MANICULE_ANCHOR_TRIALS", "400"))
WORDS = [
    *("harbour", "ferry", "winter", "council", "captain", "street", "margin", "ink", "reader"),
    *("printer", "the", "a", "of", "and", "in", "was", "because", "never", "often", "cars"),
    *("speed", "limit", "salt", "coast", "page", "hand", "note", "people", "town", "law"),
]
LEAST_FOUND = 0.7
"""The share that is to be found of what an editor left standing, or all but."""
MOST_UNTOLD = 0.005
"""The share that may stand where nobody could tell that the words are not its own."""


Word = tuple[int, int, int, str]
"""A word with the number that it had in the text; that of the word of which it is a copy made by an
edit, or its own; and that of the word which it repeats: of a sentence that occurs twice the second
says the same as the first. -1 for a word that is new."""


def prose(chance: random.Random) -> list[Word]:
    """Return the words of a text, three of whose sentences occur again."""
    sentences = [
        [chance.choice(WORDS) for _ in range(chance.randint(4, 18))]
        for _ in range(chance.randint(6, 30))
    ]
    order = [*range(len(sentences)), *(chance.randrange(len(sentences)) for _ in range(3))]
    chance.shuffle(order)
    words: list[Word] = []
    for which in order:
        for n, word in enumerate(sentences[which], 1):
            end = "." if n == len(sentences[which]) else ""
            words.append((len(words), len(words), which * 100 + n, word + end))
    return words


def edited(chance: random.Random, words: list[Word]) -> list[Word]:
    """Return the words after some edits."""
    words = list(words)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(words))
        match chance.randrange(5):
            case 0:
                words[at:at] = [
                    (-1, -1, -1, chance.choice(WORDS)) for _ in range(chance.randint(1, 30))
                ]
            case 1:
                del words[at : at + chance.randint(1, 25)]
            case 2:
                words[at] = *words[at][:3], chance.choice(WORDS)
            case 3:
                end = at + chance.randint(1, 20)
                to = chance.randrange(len(words))
                moved = words[at:end]
                del words[at:end]
                words[to:to] = moved
            case _:
                words[at:at] = [(-1, *word[1:]) for word in words[at : at + chance.randint(1, 20)]]
        words = words or [(-1, -1, -1, "nothing")]
    return words


def composed(words: list[Word]) -> tuple[str, list[tuple[int, int]]]:
    """Return a text and where its words stand."""
    text, places = "", []
    for *_, word in words:
        text += " " if text else ""
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def around(text: str, start: int, end: int) -> str:
    """Return a span with much of what stands around it."""
    return text[max(0, start - 200) : end + 200]


def test_no_passage_is_put_where_its_words_are_not() -> None:
    chance = random.Random(20)
    standing = found = untold = 0
    for _ in range(TRIALS):
        words = prose(chance)
        text, places = composed(words)
        first = chance.randrange(len(words))
        last = min(len(words) - 1, first + chance.randint(0, 24))
        start, end = places[first][0], places[last][1]
        wanted = passage(text, start, end)
        changed = edited(chance, words)
        now, places_now = composed(changed)
        place = locate(now, wanted)

        marked = words[first : last + 1]
        at = next((n for n, word in enumerate(changed) if word[0] == first), 0)
        untouched = changed[at : at + len(marked)] == marked
        standing += untouched
        if place is None:
            continue
        hit = [
            word
            for word, span in zip(changed, places_now, strict=True)
            if span[0] < place[1] and span[1] > place[0]
        ]
        there = (wanted, now[place[0] - 40 : place[1] + 40])
        its = {origin for _, origin, _, _ in marked}
        own = sum(origin in its for _, origin, _, _ in hit)
        if own * 2 < len(hit):
            # Nobody could tell what edits have put together from it and a twin, and what has a
            # twin's words as far as one can see.
            says = {repeats for _, _, repeats, _ in marked}
            alike = sum(repeats in says for _, _, repeats, _ in hit) * 2 >= len(hit)
            anew = wanted.twins == 0  # such words stood nowhere else before
            assert alike, there
            assert own or anew or around(now, *place) == around(text, start, end), there
            untold += 1
            continue
        where = places_now[at][0]
        before = text[max(0, start - 32) : start]
        context = before + text[start : end + 32]
        if untouched and now.count(context) == 1 and now.find(context) == where - len(before):
            # Not even by another place that says the same.
            assert place == (where, where + end - start), there
        found += untouched and place[0] == where
    print(
        f"{found} of {standing} passages left as they were were found, {untold} nobody could tell"
    )
    assert found >= LEAST_FOUND * standing
    assert untold <= MOST_UNTOLD * TRIALS
