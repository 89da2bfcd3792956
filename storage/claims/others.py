"""What an author only lets others say, or admits, commonly to reject it."""

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
    r"(?:one|another|a common|the (?:usual|prevailing)) (?:hypothesis|theory|view|school|camp) "
    r"(?:holds|says|maintains)",
)
_TRUE = r"(?:is|may be|may well be|might be|seems) (?:\w+ )?true"
_EASY = r"(?:(?:is|was) (?:\w+ )?(?:easy|easily|familiar|quickly|often|usually)|seems|looks|sounds)"
_ADMIT = "(?:admit|admitted|concede|conceded|grant|granted|acknowledge|acknowledged)"
_CONCEDED = (
    rf"the (?:\w+ )?case (?:against|for) (?:[\w’'-]+ ){{1,6}}?{_EASY}",
    r"(?:at|on) first (?:sight|glance|blush)",
    "on the face of it",
    "admittedly",
    rf"it {_TRUE},? (?:that|enough)|true(?: enough)?(?=,)",
    rf"granted(?=,| that)|i (?:must |will |readily |freely )?{_ADMIT}(?=,| that)",
    rf"it (?:must|should|has to) be {_ADMIT}",
    "to be sure(?! of| that)",
    r"it is (?:tempting|easy|natural) to (?:think|say|believe|assume|suppose|object|conclude)",
    r"(?:one|you|someone) (?:may|might|could) (?:well )?"
    r"(?:object|argue|say|suppose|think)(?! (?:about|of|twice|how|what))",
)
"""What an author admits, commonly to go on to the contrary."""
_FIRST = r"\W*(?:(?:but|and|yet|still|now|of course|to be sure|admittedly),? )?"
_OTHERS = re.compile(rf"{_FIRST}(?:{'|'.join((*_INTRODUCED, *_CONCEDED))})\b", re.IGNORECASE)
_ANSWERED = re.compile(r"\w.*\b(?:but|yet|wrong|wrongly|false|not true|mistaken)\b", re.IGNORECASE)


def of_others(text: str) -> bool:
    """Tell whether a clause says what others hold or is admitted, without the author's answer."""
    flat = " ".join(text.split())
    return bool(_OTHERS.match(flat)) and not _ANSWERED.search(flat)
