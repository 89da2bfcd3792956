"""Opinions that an author only lets others say, commonly to reject them."""

from __future__ import annotations

import re

_SAY = "(?:say|argue|claim|object|insist|complain|contend|assert|allege|maintain|think|believe)"
_OPPONENTS = "(?:critics|opponents|s[ck]eptics|detractors|naysayers|doubters|cynics)"
_OBJECTION = "(?:objection|counter-?argument|criticism|complaint|misconception|myth|excuse)s?"
_IS = r"(?:\w+ ){0,2}(?:is|are|was|goes|runs)"
_MAY = "(?:(?:may|might|will|would|could|often|still|even) ){0,2}"

_INTRODUCED = (
    rf"(?:(?:the|an?|one|another|their) )?(?:\w+ )?{_OBJECTION} {_IS}",
    rf"(?:(?:the|our|its|their|some|many) )?{_OPPONENTS} (?:of (?:\w+ ){{1,4}}?)?{_MAY}{_SAY}",
    rf"(?:some|others|(?:some|many) people) {_MAY}{_SAY}",
    r"it (?:is|has been|may be|might be|will be) (?:\w+ )?(?:said|argued|claimed|objected)",
)
_FIRST = r"\W*(?:(?:but|and|yet|still|now|of course|to be sure|admittedly),? )?"
_OTHERS = re.compile(rf"{_FIRST}(?:{'|'.join(_INTRODUCED)})\b", re.IGNORECASE)
_ANSWERED = re.compile(r"\w.*\b(?:but|yet|wrong|wrongly|false|not true|mistaken)\b", re.IGNORECASE)


def of_others(text: str) -> bool:
    """Tell whether a clause says what others hold, without the author's answer to it."""
    flat = " ".join(text.split())
    return bool(_OTHERS.match(flat)) and not _ANSWERED.search(flat)
