"""What greets, thanks or invites the reader, or only tells of the text and who wrote it."""

from __future__ import annotations

import re

_US = r"(?:us|me|our team|our office|the team|the authors?|the editors?)"
_NAME = r"(?-i:[A-Z][\w.’'-]+)"
_INVITES = (
    r"let us know\b(?! that)",
    rf"(?:please |feel free to |just )?(?:contact|email|e-mail|write to|call|tell|ask) {_US}\b",
    r"(?:reach out|get in touch)"
    r"(?: (?:to|with) (?:us|me|our|the team)\b| (?:at|by|on|in)\b|[.!]|$)",
    r"(?:drop|send) us\b|stay tuned\b|subscribe\b|follow (?:us|me)\b|join us\b|tune in\b",
    r"(?:sign up|register) (?:for (?:our|the|my)|here|now|today|at)\b",
    r"(?:learn|read|find out) more\b",
    r"(?:check out|take a look at|browse|download) (?:our|the|this|my|his|her|their|these|some)\b",
    r"(?:click|visit|read|see|watch|share) (?:our|my|here|below|this (?:post|article|story))\b",
    r"you can (?:find|read|see|watch|follow|download|reach|contact|email|learn more|sign up)\b",
    r"(?:we|i)(?:['’]d| would) (?:love|like|be happy|be glad|welcome) "
    r"(?:to (?:hear|help|know|talk)|your)\b",
    r"(?:share this|leave a comment|comment below)\b",
    rf"thank you\b|(?:many |special )?thanks (?:to (?:{_NAME}|all|everyone)|for|again)\b",
    r"shout-?out\b",
    r"(?:we|i) (?:(?:would like to|want to|also|sincerely) )?(?:thank|gratefully acknowledge)\b",
    r"(?:hello|hi|hey|greetings|welcome|dear (?:reader|friend|all|colleague)s?)\b(?:,|!| to\b|$)",
)
"""What asks the reader for something, thanks or greets."""
_TELLS = (
    r"(?:this|that|the (?:following|previous|last|next|original)) (?:post|article|essay|piece|"
    r"interview|column|story|series|talk|newsletter|transcript|version)s? "
    r"(?:was|is|were|has been|have been) (?:\w+ly )?(?:part|adapted|published|posted|edited|"
    r"written|updated|originally|first|the (?:first|second|third|fourth|fifth|last|final|next)|"
    r"a (?:guest|follow|cross)|condensed|translated|last)\b",
    r"(?:originally|first) (?:published|posted|appeared)\b",
    r"(?:photos?|images?|illustrations?|icons?|cover|video) (?:by|courtesy)\b",
    r"(?:today|tomorrow|later this week|next week|below|here),? (?:we|i)(?:['’]ll| will) "
    r"(?:share|detail|discuss|walk|describe|cover|explore|look|dive)\b",
    r"in (?:the|our|my) next (?:post|article|part|piece|column|section),? (?:we|i)\b",
    r"here (?:are|is)\b[^.]{0,40}\b(?:ways|tips|steps|examples|things|questions|lessons|reasons)\b",
    r"there (?:are|were) (?:an? )?(?:few|couple of|number of|several|some|many|two|three|four|"
    r"five|six|seven|ten|\d+)(?: \w+){0,2} (?:things|ways|reasons|steps|lessons|questions|tips|"
    r"points)\b[^.]{0,60}[.:]?$",
    r"(?:(?:editor|author)['’]?s?|editors|authors)['’]? note\b",
    r"(?:the )?(?:views|opinions) (?:expressed|here|in this)\b",
    r"(?:copyright\b|all rights reserved|©)",
    rf"{_NAME}(?:,? {_NAME}){{1,3}},? (?:is|was) (?:an? |the )?(?:\w+ ){{0,3}}(?:writer|author|"
    r"editor|journalist|columnist|reporter|correspondent|professor|lecturer|blogger|intern)\b",
    rf"by {_NAME} {_NAME}$",
)
"""What tells of the text, of who wrote it, or only of what it is going to say."""
_FIRST = (
    r"\W*(?:(?:and|but|so|also|then|finally|today|meanwhile|for now|please|again),? )?"
    r"(?:(?:if|as|when|to|for|in) [^?]{2,180}, (?:please |do |just |then )?)?"
    r"(?:please |feel free to )?"
)
_SAID = re.compile(rf"{_FIRST}(?:{'|'.join((*_INVITES, *_TELLS))})", re.IGNORECASE)
_REACHED = re.compile(r"[\w.+-]+@\w[\w-]*\.\w|\b(?:subscribe|newsletter) (?:to|for|here|today)\b")


def addressed(text: str) -> bool:
    """Tell whether a clause greets, thanks, invites or announces, and claims nothing."""
    flat = " ".join(text.split())
    return bool(_SAID.match(flat) or _REACHED.search(flat))
