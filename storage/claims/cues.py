"""Words and phrases by which a clause shows what it does: the cue lists.

Each list is words and phrases in lower case, divided by "|". A clause is matched word by word
against one table, so that two dozen lists cost one walk over its words.
"""

from __future__ import annotations

import re
from functools import cache

CUES: dict[str, str] = {
    "should": (
        "should|must|ought|need to|needs to|has to|have to|let us|let's|shall|require|requires|"
        "required|recommend|recommends|recommended|call for|calls for|calls on|urge|urges|"
        "had better|"
        "it is time|it's time|deserve|deserves|can't afford|cannot afford|is to be|are to be|"
        "obliged|demand|demands|in need of"
    ),
    "call to act": (
        "vital to|crucial to|important to|necessary to|essential to|imperative to|urgent to|"
        "critical to|time to|better to|wise to|we recommend|we urge|we call|consider"
    ),
    "vital": (
        "vital|crucial|crucially|essential|important|importantly|importance|necessary|necessity|"
        "critical|imperative|urgent|indispensable|fundamental|fundamentally|significant|"
        "significance|matter|matters|core|central|paramount|major|primary|main|key|cornerstone|"
        "pillar|foundation|backbone|basis"
    ),
    "judgement": (
        "good|better|best|great|greater|greatest|bad|worse|worst|right|wrong|wise|unwise|fair|"
        "unfair|unjust|dangerous|harmful|useful|useless|valuable|value|worth|worthy|success|"
        "successful|successfully|fail|fails|failed|failure|problem|problems|weak|weakness|strong|"
        "stronger|strength|powerful|easy|easier|hard|harder|difficult|impossible|benefit|benefits|"
        "beneficial|advantage|advantages|risk|risks|risky|threat|threats|opportunity|opportunities|"
        "excellent|poor|rich|effective|effectively|ineffective|efficient|efficiently|ideal|perfect|"
        "simple|complex|favorable|favourable|unable|challenge|challenges|challenging|meaningful|"
        "remarkable|absurd|false|true|truth|safe|safer|safety|secure|expensive|cheap|cheaper|"
        "flexible|flexibility|transparent|superior|inferior|proper|sufficient|insufficient|"
        "respect|honest|dignity|justice|liberty|freedom|prudent|proud|tremendous|incredibly"
    ),
    "cause": (
        "because|lead to|leads to|led to|leading to|result in|results in|resulted in|resulting|"
        "cause|causes|caused|due to|owing to|thanks to|as a result|contribute to|contributes to|"
        "drives|driven|reason|reasons|why|enable|enables|enabled|enabling|allow|allows|allowed|"
        "allowing|help|helps|helped|helping|ensure|ensures|ensuring|make|makes|made|prevent|"
        "prevents|improve|improves|improved|reduce|reduces|reduced|increase|increases|increased|"
        "bring|brings|create|creates|depend on|depends on|gives|lets|effect|effects|impact|impacts|"
        "affect|affects|influence|influences|encourage|encourages|save|saves|so that|means that|"
        "this means|that means|produce|produces|turns|leads|shapes|shape"
    ),
    "therefore": (
        "therefore|thus|hence|consequently|accordingly|so that|as a result|that is why|that's why|"
        "this is why|for this reason|for these reasons|it follows|which is why"
    ),
    "contrast": (
        "but|however|rather than|rather|instead|although|though|despite|yet|nevertheless|"
        "nonetheless|whereas|on the contrary|not only|not just|not merely|not simply|unlike|"
        "contrary|still|far from|no longer|in spite of|even if|even though|while|even when|"
        "more than just|isn't just|aren't just"
    ),
    "stance": (
        "i believe|we believe|i think|we think|i argue|we argue|in my view|in our view|"
        "in my opinion|clearly|obviously|of course|certainly|surely|undoubtedly|no doubt|indeed|"
        "in fact|the truth is|the fact is|it is clear|it's clear|i am convinced|i'm convinced|"
        "we hold|actually|we know|we found|i found|we learned|i learned|we've learned|i've learned|"
        "we've found|we realized|we discovered|we recommend|we suggest|i suggest|we propose|"
        "i propose|make no mistake|the point is|evidently|in reality|we should|we argue"
    ),
    "future": (
        "will|won't|going to|shall|in the future|in the coming|in the next|we'll|it'll|they'll|"
        "you'll|likely to|expected to|expects to|predict|predicts|forecast|forecasts|intends to|"
        "intend to|plans to|plan to|planning to|future|aims to|aim to|look forward|hope to|hopes to"
    ),
    "would": "would|could|might|may|perhaps|maybe|possibly|probably|seems|seem|appears|appear",
    "can": "can|able to|possible|possibility|potential|capable",
    "strong word": (
        "most|largest|biggest|highest|lowest|only|never|always|every|all|everyone|more than|"
        "less than|fewer|any|ever|nothing|none|entire|entirely|completely|absolutely|alone|"
        "unprecedented|inevitable|inevitably|truly|simply"
    ),
    "comparison": (
        "more|less|than|as well as|better|worse|faster|slower|higher|lower|greater|smaller|larger|"
        "bigger|stronger|easier|cheaper|similar|different|differ|differs|difference|differences|same"
    ),
    "finding": (
        "found|find|finds|finding|findings|show|shows|showed|shown|demonstrate|demonstrates|"
        "demonstrated|reveal|reveals|revealed|suggest|suggests|suggested|indicate|indicates|prove|"
        "proves|proved|evidence|result|results|learned|lesson|lessons|discovered|confirms|observed|"
        "illustrate|illustrates|implies|conclude|concluded|conclusion|realized|research|study|"
        "studies|analysis|survey"
    ),
    "summing up": (
        "in short|in conclusion|in summary|to sum up|ultimately|in the end|in other words|"
        "above all|after all|all in all|the bottom line|bottom line|put simply|in essence|"
        "that is why|that's why|this is why|this means|which means|in general|generally|takeaway|"
        "the lesson|altogether|essentially|finally|in all|the point|in a word"
    ),
    "aim": (
        "goal|goals|aim|aims|purpose|mission|in order to|objective|objectives|intended|designed to|"
        "vision|strategy|strategies|approach|approaches|principle|principles|solution|solutions|"
        "committed|commitment|priority|priorities|focus|focuses|focused|effort|efforts|role"
    ),
    "not": (
        "not|no|never|nothing|nor|cannot|neither|none|without|don't|doesn't|didn't|isn't|aren't|"
        "wasn't|weren't|can't|won't|shouldn't|wouldn't|couldn't|haven't|hasn't|hardly|rarely|seldom"
    ),
    "definition": (
        "is a|is an|is the|are the|are a|is not|is about|means|remains|represents|is one of|"
        "is that|"
        "is to|is also|are not|isn't|is our|is what|is how|refers to|consists of|known as|called"
    ),
    "condition": "if|when|unless|whenever|whether|provided|only if|as long as|until",
    "everyone": (
        "people|government|governments|agency|agencies|team|teams|user|users|public|country|nation|"
        "nations|society|states|world|companies|company|organizations|organization|system|citizens|"
        "everyone|americans|individuals|human|humanity|community|communities|customers|men"
    ),
    "example": (
        "for example|for instance|e.g|such as|imagine|suppose|including|example|examples|"
        "case in point|among them|like when|one day|in one case|instance|includes|include"
    ),
    "reported": (
        "said|says|told|asked|replied|according to|explained|added|noted|stated|wrote|reported|"
        "quoted|claimed|mentioned|complained|recalled|asks|tells|saying|writes"
    ),
    "story": (
        "i was|he was|she was|i had|he had|she had|i went|i came|i got|we went|we got|he went|"
        "she went|they went|yesterday|last week|last month|last year|ago|one day|my|me|i'd|met|"
        "sat|walked|heard|joined|grew up|moved|arrived|born|married|he|she|his|her|him|mother|"
        "father|wife|husband|friend"
    ),
    "time": (
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|"
        "june|july|august|september|october|november|december|today|recently|earlier|last week|"
        "last month|last year|this week|this month|this year|a.m|p.m|o'clock|week|month|weeks|"
        "months|day|days"
    ),
    "about itself": (
        "this post|this article|this essay|this series|this blog|this section|this guide|"
        "this paper|"
        "this letter|this piece|this chapter|read more|learn more|stay tuned|check out|sign up|"
        "contact|email|newsletter|follow us|click|below|above|you can find|you can read|here are|"
        "here is|here's|for more|previous post|last post|next post|first post|we'll discuss|"
        "we'll look|let's look|let's take|let's start|thanks|thank|pdf|website|blog|post|photo|"
        "image|figure|table|following|section|series|interview|edited|originally|published"
    ),
    "you": "you|your|yours|yourself|you're|you'll|you've",
    "we": "we|our|us|we're|we've|ours",
    "i": "i|i'm|i've|i'd|i'll|my|me|myself",
    "he": "he|she|his|her|him|hers|himself|herself",
    "quantity": (
        "percent|million|billion|trillion|half|majority|third|quarter|double|doubled|twice|dozens|"
        "hundreds|thousands|millions|average|rate|number of|total|many|most of|few|several"
    ),
    "addition": "also|moreover|furthermore|in addition|additionally|besides|likewise|similarly",
    "problem": (
        "problem|problems|issue|issues|lack|fail|failure|difficult|challenge|challenges|barrier|"
        "barriers|bottlenecks|concern|concerns|unfortunately|frustrating|mistake|mistakes|cost|"
        "costs|costly|burden|danger|fear|struggle|hard|wrong|crisis|error|errors|confusing"
    ),
}
"""The lists, by the name of the signal that they give."""

OPENERS: dict[str, re.Pattern[str]] = {
    "opens with a reason": re.compile(r"(?:because|this|these|that|they|it|those|such)\b", re.I),
    "opens with contrast": re.compile(
        r"(?:but|however|yet|nevertheless|still|instead|although|though|while|despite|unlike|"
        r"rather|even)\b",
        re.I,
    ),
    "opens with a result": re.compile(
        r"(?:so|therefore|thus|hence|consequently|as a result|accordingly|that is why|that's why|"
        r"this means|in short|ultimately|overall|in the end|in conclusion|finally|clearly)\b",
        re.I,
    ),
    "opens with an example": re.compile(
        r"(?:for example|for instance|consider|imagine|take|one of|in one|e\.g|such as|say|"
        r"some of)\b",
        re.I,
    ),
    "opens with addition": re.compile(
        r"(?:and|also|moreover|furthermore|in addition|additionally|another|besides|plus|"
        r"likewise|similarly|then|next|again)\b",
        re.I,
    ),
    "opens with a setting": re.compile(
        r"(?:in|on|at|during|after|before|as|since|until|with|for|from|last|over|through|when|"
        r"by|to|once)\b",
        re.I,
    ),
    "opens with a step": re.compile(
        r"(?:click|open|go|try|note|ask|write|create|make|use|add|start|choose|select|don't|do|be|"
        r"keep|give|get|read|see|visit|check|send|contact|find|look|remember|think|include|set|"
        r"avoid|let|invite|provide|follow|join|develop|define|identify|review|plan)\b",
        re.I,
    ),
    "opens with it is": re.compile(
        r"(?:it(?:['’]s| is| was| will be| would be| seems| takes)|there(?:['’]s| is| are| was| "
        r"were))\b",
        re.I,
    ),
    "opens with we": re.compile(r"(?:we|our)\b", re.I),
    "opens with i": re.compile(r"(?:i|my)\b", re.I),
    "opens with you": re.compile(r"(?:you|your)\b", re.I),
    "opens with a condition": re.compile(r"(?:if|when|unless|without|by \w+ing)\b", re.I),
    "opens with a noun phrase": re.compile(r"(?:the|a|an|all|every|most|many|no|some|any)\b", re.I),
}
"""How a clause may open, by the name of the signal."""

_Index = tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[tuple[str, ...], str], ...]]]


@cache
def _index() -> _Index:
    """Turn the lists into one table of words and one of phrases by their first word."""
    words: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for name, listed in CUES.items():
        for entry in listed.split("|"):
            head, *rest = entry.split()
            if rest:
                phrases[head] = (*phrases.get(head, ()), (tuple(rest), name))
            else:
                words[head] = (*words.get(head, ()), name)
    return words, phrases


def found(tokens: list[str]) -> dict[str, int]:
    """Count the cues among the lower-case words of a clause, by the name of the list."""
    words, phrases = _index()
    seen: dict[str, int] = {}
    for at, token in enumerate(tokens):
        for name in words.get(token, ()):
            seen[name] = seen.get(name, 0) + 1
        for rest, name in phrases.get(token, ()):
            if tuple(tokens[at + 1 : at + 1 + len(rest)]) == rest:
                seen[name] = seen.get(name, 0) + 1
    return seen


def spoken(tokens: list[str], name: str, passed_over: frozenset[str] = frozenset()) -> str:
    """Find the first cue of a list in a clause, as long as it goes; "" for none."""
    words, phrases = _index()
    for at, token in enumerate(tokens):
        fits = [token] if name in words.get(token, ()) else []
        for rest, own in phrases.get(token, ()):
            if own == name and tuple(tokens[at + 1 : at + 1 + len(rest)]) == rest:
                fits.append(" ".join((token, *rest)))
        longest = max(fits, key=len, default="")
        if longest and longest not in passed_over:
            return longest
    return ""
