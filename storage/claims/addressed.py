"""What greets, thanks or invites the reader, or only tells of the text and who wrote it."""

from __future__ import annotations

import re

_US = r"(?:us|me|our team|our office|the team|the authors?|the editors?)"
_NAME = r"(?-i:[A-Z][\w.’'-]+)"
_OWN = (
    r"(?:our|my) (?:[\w’'-]+ ){0,3}(?:post|article|story|report|guide|page|site|website|blog|"
    r"newsletter|series|list|paper|video|book|handbook|documentation|repository)s?"
)
_INVITES = (
    r"let us know(?: (?:if|what|how|when|where|which|whether|by|in|at|about|your|via|here|below)\b|"
    r"[,.!:]|$)",
    rf"(?:please |feel free to |just )?(?:contact|email|e-mail|write to) {_US}\b",
    # "Call us naive", "Ask me and I will say": what follows tells an invitation from a claim.
    rf"(?:please |just )?call {_US}(?: (?:at|on|for|to|if|today|now)\b|[,.!]|$)",
    rf"(?:please |just )?ask {_US}(?: (?:about|for|anything|your)\b|[.!]|$)",
    rf"(?:please |just )?tell {_US} (?:what you (?:think|would|need|want)|how you|"
    r"about your|your)\b",
    r"(?:reach out|get in touch)(?: (?:to|with) (?:us|me|our|the team)\b|"
    r" (?:by (?:e-?mail|phone|letter)|(?:in|on|via|through) (?:our|the|my))\b|[.!]|$)",
    r"(?:drop|send) us (?:an?|any|some|your)\b|stay tuned\b|follow (?:us|me)\b|join us\b|"
    r"tune in\b",
    r"subscribe(?: (?:to (?:our|the|my|this)|for|here|now|today)\b|[,.!]|$)",
    r"(?:sign up|register) (?:for (?:our|the|my)|here|now|today|at)\b",
    r"(?:learn|read|find out) more(?: (?:about|on|at|here|below|in (?:our|the|this|my))\b|[.!:]|$)",
    r"(?:check out|browse|download) (?:our|the|this|my|his|her|their|these|some)\b",
    r"take a look at (?:our|my)\b",
    rf"(?:visit|read|see|watch|share) (?:{_OWN}|this (?:post|article|story))\b",
    r"(?:click|see|read|watch) (?:here|below)\b",
    r"you can (?:learn|read|see|find out) more\b|you can sign up\b",
    rf"you can (?:find|read|see|watch|download) (?:{_OWN}|it|them|an? (?:example|sample|list|copy)|"
    r"(?:the|a|our|my) \[|(?:the|a) (?:full|whole|complete|entire|rest)|"
    r"the (?:slides|code|data|recording))\b",
    r"you can (?:follow|reach|contact|e-?mail) (?:us|me)\b",
    r"(?:we|i)(?:['’]d| would) (?:love|like|be happy|be glad|welcome) "
    r"(?:to (?:hear (?:from|how|what|about|if|your)|"
    r"(?:help|talk (?:to|with)|know (?:what|how|if)) you)|your)\b",
    r"share this(?: (?:post|article|story|page|with|on)\b|[.!]|$)|"
    r"(?:leave a comment|comment below)\b",
    r"thank you(?: (?:for|to|all|also|everyone|again|so much|very much)\b|[,.!]|$)",
    # "Thanks to China, prices doubled" thanks nobody.
    r"(?:many |special )?thanks(?: again)?(?: for\b|[,.!]|$| to (?:(?:all|everyone)\b[^,]*$|"
    rf"{_NAME}(?:(?:,|,? and)? {_NAME})*(?: for\b|[.!]|$)))",
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
    # "First published in 1859, the book …" goes on to say something.
    r"(?:originally|first) (?:published|posted|appeared)\b(?![^,]*, (?:the|it|this|an?|s?he)\b)",
    r"(?:photos?|images?|illustrations?|icons?|cover|video) "
    rf"(?:by (?:{_NAME}|an?\b)|courtesy\b)",
    r"(?:today|tomorrow|later this week|next week|below|here),? (?:we|i)(?:['’]ll| will) "
    r"(?:share|detail|discuss|walk|describe|cover|explore|look|dive)\b",
    r"in (?:the|our|my) next (?:post|article|part|piece|column|section),? (?:we|i)\b",
    r"here (?:are|is)\b[^.]{0,40}\b(?:ways|tips|steps|examples|things|questions|lessons|reasons)\b",
    r"there (?:are|were)(?!.*\b(?:should|must|ought|cannot)\b) "
    r"(?:an? )?(?:few|couple of|number of|several|some|many|two|three|four|five|six|"
    r"seven|ten|\d+)(?: \w+){0,2} (?:things|ways|reasons|steps|lessons|questions|tips|"
    r"points)\b[^.:]{0,60}[.:]?$",
    r"(?:(?:editor|author)['’]?s?|editors|authors)['’]? note\b",
    r"(?:the )?(?:views|opinions) (?:expressed|here|in this)\b",
    r"(?:copyright (?:©|\(c\)|\d{4})|all rights reserved|©)",
    rf"{_NAME}(?:,? {_NAME}){{1,3}},? is (?:an? |the )?"
    r"(?:(?!\w+est |first |only |most )\w+ ){0,3}(?:writer|author|editor|journalist|columnist|"
    r"reporter|correspondent|professor|lecturer|blogger|intern)\b",
    rf"by {_NAME} {_NAME}$",
)
"""What tells of the text, of who wrote it, or only of what it is going to say."""
_FIRST = (
    r"\W*(?:(?:and|but|so|also|then|finally|today|meanwhile|for now|please|again),? )?"
    r"(?:(?:if|as|when|to|for|in) [^?]{2,180}, (?:please |do |just |then )?)?"
    r"(?:please |feel free to )?"
)
_SAID = re.compile(rf"{_FIRST}(?:{'|'.join((*_INVITES, *_TELLS))})", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:contact|e-?mail|write to|"
    r"(?:contact|e-?mail|reach|touch|send|write|know|feedback)\b[^.;@]{0,60}(?: at|:)|"
    r"(?:questions|comments|feedback|entries|applications)\b[^.;@]{0,60} to)"
    r" [\w.+-]+@\w[\w-]*\.\w|\bsubscribe (?:to (?:our|my)|here|today)\b",
    re.IGNORECASE,
)
"""What says, anywhere in a clause, where the reader is to write: an address alone does not."""


def addressed(text: str) -> bool:
    """Tell whether a clause greets, thanks, invites or announces, and claims nothing."""
    flat = " ".join(text.split())
    return bool(_SAID.match(flat) or _REACHED.search(flat))
