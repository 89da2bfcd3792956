"""Why a clause was chosen, in words a person understands."""

from __future__ import annotations

from collections.abc import Mapping

from storage.claims.topics import Signals

MOST_CUES = 4
FOREIGN = "by place and figures"
"""Said first of a text that is not English, whose words are not weighed."""

_CUES = {
    "should": "should",
    "call to act": "calls to act",
    "vital": "calls it important",
    "judgement": "a judgement",
    "number": "a figure",
    "year": "a year",
    "therefore": "a conclusion",
    "opens with a result": "a conclusion",
    "cause": "what brings what about",
    "contrast": "a contrast",
    "opens with contrast": "a contrast",
    "antithesis": "not this but that",
    "comparison": "a comparison",
    "stance": "the author's own view",
    "finding": "a finding",
    "definition": "says what it is",
    "problem": "names a problem",
    "quantity": "a quantity",
    "condition": "a condition",
    "opens with a condition": "a condition",
    "future": "looks ahead",
    "aim": "names a goal",
    "not": "a denial",
    "can": "what is possible",
    "strong word": "strong wording",
    "everyone": "speaks of all of us",
    "close to title": "answers the title",
    "close to the headings": "takes up the headings",
    "close to heading": "answers its heading",
    "sums up the article": "sums up the article",
    "close to the whole": "sums up the article",
    "very central": "sums up the article",
    "sums up the paragraph": "sums up the paragraph",
    "subject is the topic": "is about the topic",
    "first sentence": "opens the paragraph",
    "opens a section": "opens the section",
    "closes a paragraph": "closes the paragraph",
    "first paragraph": "in the first paragraph",
    "closes the first paragraph": "in the first paragraph",
    "second paragraph": "near the beginning",
    "summing up": "sums up",
    "last word": "said at the end",
    "near the end": "said at the end",
    "an example follows": "an example follows",
    "a reason follows": "a reason follows",
    "answers a question": "answers a question",
    "after a story": "what a story shows",
}
"""What a signal is called before a reader; of others nothing is said."""


def reasons(signal: Signals, table: Mapping[str, float], english: bool = True) -> tuple[str, ...]:
    """Name what spoke most for a clause, strongest first."""
    spoke = sorted(
        ((table.get(name, 0.0) * value, name) for name, value in signal.items()), reverse=True
    )
    named = [] if english else [FOREIGN]
    for weight, name in spoke:
        cue = _CUES.get(name)
        if weight > 0.05 and cue and cue not in named:
            named.append(cue)
    return tuple(named[:MOST_CUES]) or ("its wording",)
