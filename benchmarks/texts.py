"""Make a Markdown text of so many words, the same one every time."""

from __future__ import annotations

import random

_WORDS = (
    "a all and are as at because been but by can change city day each early every few for from "
    "had has have house how if in into is it its know large light line little long made many "
    "margin mark means more most must narrow never new no not now of old on one only or other "
    "our own page people place quiet read reader road say see several should small so some "
    "space street such than that the their them then there they this those time to town two "
    "under until up value was water we were what when where which while who will with word work"
)


WORDS = _WORDS.split()


def text(words: int) -> str:
    """Write headings, and paragraphs of two to six sentences with some words emphasised."""
    dice = random.Random(words)
    parts = [f"# READY: a text of {words} words"]
    count = 0
    while count < words:
        if len(parts) % 12 == 0:
            parts.append(f"## Part {len(parts) // 12}")
        sentences = []
        for _ in range(dice.randint(2, 6)):
            sentence = dice.choices(WORDS, k=dice.randint(6, 24))
            sentence[0] = sentence[0].capitalize()
            if dice.random() < 0.1:
                sentence[-1] = f"**{sentence[-1]}**"
            sentences.append(" ".join(sentence) + ".")
            count += len(sentence)
        parts.append(" ".join(sentences))
    return "\n\n".join(parts) + "\n"
