"""What a claim does: fact, value, policy, cause or forecast."""

from __future__ import annotations

import re

from storage.claims.acts import acts
from storage.claims.model import Weights, in_words, total
from storage.claims.topics import Signals
from storage.models import Kind

_OUTRIGHT = {
    # "Would have to" and "must have been" oblige nobody; "will" in a clause of its own looks ahead.
    "says policy": re.compile(
        r"\b(?:should(?!n['’]t have| have)|ought to|must(?! have)|let us|let['’]s|had better|"
        r"(?<!would )(?<!never )(?<!not )(?<!body )(?<!no one )(?<!n['’]t )"
        r"(?:needs? to|has to|have to)|"
        r"(?:vital|crucial|essential|important|necessary|imperative|urgent|time) "
        r"(?:for \w+ )?to)\b",
        re.I,
    ),
    "says forecast": re.compile(
        r"\b(?:(?<!if )(?:\w+['’]ll|will|won['’]t)(?! have to| need to)|(?:is|are) going to|"
        r"(?:is|are) (?:likely|bound|set|expected) to|by (?:the end of|20\d\d)|within an? \w+)\b",
        re.I,
    ),
    "says cause": re.compile(
        r"\b(?:because|leads? to|leading to|led to|results? in|resulting in|due to|thanks to|"
        r"as a result|so that|therefore|which is why|that is why|causes?|caused by)\b",
        re.I,
    ),
}
_MODAL = r"(?:will|won['’]t|must|should|ought|needs?|ha(?:s|ve) to|(?:is|are) going)"
_ASIDE = re.compile(
    r"\b(?:because|although|though|unless|whereas|lest|since|while|if|when|whenever|until|once|"
    r"so that)\b[^,;:–—]*"
    rf"|\b(?:who|which|that)(?: also| still| \w+ly)? {_MODAL}\b"
    rf"|\b(?:what|how|why|where|whether)(?: \w+){{1,3}}? {_MODAL}\b",
    re.I,
)
"""What is said by the way: reasons, conditions, and what nouns are or do."""
PLAINLY: dict[str, float] = {Kind.POLICY: 3.0, Kind.FORECAST: 3.0}
"""What says its kind outright weighs so much more than readers' marks of few genres taught."""
SWAYED = 1.5
"""The words of a clause weigh no more, lest what it speaks of outweigh what it plainly says."""
_TOKEN = re.compile(r"[^\W_](?:[\w.’'-]*[\w%])?%?")


def traits(signal: Signals, text: str) -> Signals:
    """Add to a clause's signals what it says outright of its kind.

    Its main verb counts first: "the roof should be mended, because it will not last" is no
    forecast. What must be done is said even by the way, where nothing else is said outright.
    """
    told = {**signal, **acts(text)}
    main = _ASIDE.sub(" ", text)
    if not any(map(str.isalpha, main)):
        main = text
    for name, where in (("says policy", main), ("says forecast", main), ("says policy", text)):
        if _OUTRIGHT[name].search(where):
            told[name] = 1.0
            break
    if _OUTRIGHT["says cause"].search(text):
        told["says cause"] = 1.0
    return told


def kind_of(signal: Signals, text: str, weights: Weights, english: bool = True) -> Kind:
    """Name the kind for which a clause's signals and words weigh most."""
    if not english:
        return Kind.FACT if signal.keys() & {"number", "digit", "year"} else Kind.VALUE
    told = traits(signal, text)
    tokens = _TOKEN.findall(text[:1200].lower().replace("’", "'"))
    points = {
        kind: PLAINLY.get(kind, 0.0) * told.get(f"says {kind}", 0.0)
        + table["signals"].get("", 0.0)
        + total(told, table["signals"])
        + max(-SWAYED, min(SWAYED, in_words(tokens, table["words"])))
        for kind, table in weights.kinds.items()
    }
    return Kind(max(points, key=lambda kind: points[kind]))
