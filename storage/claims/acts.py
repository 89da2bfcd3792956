"""What the main clause does, by its grammar: asks, intends, brings about, judges or tells."""

from __future__ import annotations

import re

from storage.claims.lexicon import AUXILIARIES, BASE_VERBS, words
from storage.claims.topics import Signals

EFFECTS = words(
    "help helps helped allow allows allowed enable enables enabled let lets make makes made "
    "ensure ensures ensured reduce reduces reduced increase increases increased improve improves "
    "improved save saves saved lead leads led cause causes caused create creates created prevent "
    "prevents prevented give gives gave bring brings brought encourage encourages encouraged "
    "benefit benefits benefited drive drives drove result results resulted contribute contributes "
    "contributed produce produces produced minimize minimizes minimized empower empowers affect "
    "affects affected influence influences impact impacts strengthen strengthens weaken weakens "
    "protect protects protected cost costs force forces forced foster fosters promote promotes "
    "accelerate accelerates avoid avoids limit limits lower lowers raise raises spur spurs shape "
    "shapes streamline streamlines eliminate eliminates undermine undermines destroy destroys "
    "threaten threatens hurt hurts hinder hinders slow slows speed speeds simplify simplifies "
    "generate generates attract attracts deliver delivers inspire inspires motivate offer offers "
    "support supports equip equips keep keeps provide provides build builds ease eases facilitate "
    "facilitates secure secures render renders"
)
"""Verbs by which one thing brings another about."""
_BASE = BASE_VERBS | words(
    "accept act ask assume assign begin call check choose collect communicate compare consult "
    "decide describe determine discuss do document draw embrace empower engage examine expect "
    "explain express forget have hire ignore imagine investigate invite involve iterate know label "
    "listen look map meet never note observe offer own participate pick practice present publish "
    "read record release remember report resist respond reuse run schedule see select send "
    "separate show sketch speak split stay stick strive structure study submit talk tell test "
    "think track trust try understand validate visit wait watch always aim reject beware prefer"
)
_PAST = words("was were had did made took found began built led saw came went got gave held wrote")
_WILL = words("will we'll they'll it'll you'll i'll")
_MODAL = _WILL | words("can could would may might won't must should doesn't don't does")
_HEADS = words("means requires needs wants need want")
_SUBJECTS = {
    "we": words("we we're we've we'll we'd"),
    "i": words("i i'm i've i'd i'll"),
    "you": words("you you'll you're"),
    "it": words("it it's it'll"),
    "this": words("this that these those that's"),
    "they": words("they he she they're they'll"),
    "there": words("there there's"),
}
_MARKS = "\"'“‘”’().,;:*_[]"
_FRONTED = re.compile(
    r"(?:if|when|whenever|while|although|though|because|since|as|after|before|once|by|with|"
    r"without|in|on|at|for|from|to|during|through|despite|even|until|unless|given|instead|rather|"
    r"whether|over|under|wherever|like|unlike|just|using|based)\b[^,;:]{1,300},\s+(?=\S)",
    re.I,
)
_LEAD = re.compile(
    r"(?:however|therefore|thus|also|finally|first|second|third|next|and|but|so|or|yet|then|"
    r"instead|indeed|overall|ultimately|generally|in general|in addition|of course|bottom line|"
    r"today|now|currently|similarly|specifically|often|usually|sometimes|eventually|recently|"
    r"still|as always|please|(?:critical|important|unfortunate|fortunate)ly)\b[,:]?\s+",
    re.I,
)
_LABEL = re.compile(r"(?:[\w’'&/-]+ ){0,5}[\w’'&/-]+: ")
_VERY = (
    r"(?: not| very| so| also| often| always| just| really| still| quite| only| more| most| less|"
    r" an?| the| our| one of the| \w+ly){0,3} "
)
_FINE = (
    r"(?:important|essential|crucial|vital|critical|necessary|valuable|helpful|useful|good|great|"
    r"better|best|bad|worse|worst|hard|harder|difficult|easy|easier|simple|effective|ineffective|"
    r"efficient|successful|powerful|challenging|right|wrong|clear|key|integral|significant|"
    r"meaningful|satisfying|rewarding|worthwhile|appropriate|ideal|perfect|big|biggest|huge|small|"
    r"strong|stronger|weak|poor|rich|safe|unsafe|dangerous|risky|costly|expensive|cheap|complex|"
    r"complicated|confusing|frustrating|exciting|excited|proud|thrilled|happy|fair|unfair|just|"
    r"unjust|unique|remarkable|excellent|impressive|interesting|special|common|rare|possible|"
    r"impossible|true|false|sufficient|insufficient|enough|worth|wise|natural|proper|reasonable|"
    r"absurd|superior|inferior|flexible|sustainable|healthy|unhealthy|more|most|less|far|too)"
)
_SIGNS = {
    name: re.compile(pattern)
    for name, pattern in {
        "obliges": (
            r" (?:should(?!n['’]t have| have)|ought to|must(?! have)|shall|had better|let['’]s|"
            r"let us)\b"
        ),
        "needs to": (
            r" (?:needs? to|ha(?:s|ve) to|required to|obliged to|responsib\w+ to|"
            r"can(?:['’]t|not) afford)\b"
        ),
        "needs not": (
            r" (?:don['’]t|doesn['’]t|do not|does not|didn['’]t|without|never|no|wouldn['’]t|"
            r"won['’]t)\b (?:\w+ )?(?:need|have|having) to\b"
        ),
        "is wise to": (
            r" (?:vital|crucial|essential|important|necessary|imperative|urgent|time|best|better|"
            r"wise|helpful|useful|good idea|sense|worth|fair|prudent|incumbent)\b"
            r"(?: for [\w’']+(?: \w+)?)? (?:to|that)\b"
        ),
        "names an aim": (
            r" (?:goals?|aims?|objective|plans?|recommendations?|mission|priority|advice|intent|"
            r"intention|purpose|trick|key|solution|commitment|step|rule|idea|answer)\b"
            r"[^.;]{0,40}?(?:\b(?:is|are|was|were)\b|:)"
        ),
        "advises": (
            r" (?:we|i)(?:['’]d| would| also| strongly| always| still| really){0,2} (?:recommend|"
            r"encourage|urge|suggest|propose|advise|ask|invite|advocate|call)\b"
        ),
        "intends": (
            r" (?:we|i)(?:['’]d| would| also| always| still| really|['’]re| are|['’]ll){0,2} "
            r"(?:want|wanted|like|plan|plans|aim|try|trying|hope|resolve|resolved|decided|chose|"
            r"choose|intend|look to|work to|working to|strive|striving|seek|focus|prioritize|need|"
            r"committed|make sure|avoid)\b"
        ),
        "others intend": (
            r" (?:wants?|plans?|planned|aims?|intends?|seeks?|strives?|decided|chose|committed)"
            r"(?:ing)? to\b"
        ),
        "by doing": r" (?:by|through|from) (?:\w+ly )?\w+ing\b",
        "gives a reason": (
            r" (?:because|as a result|due to|thanks to|so that|in order to|therefore|hence|"
            r"which means|that means|this means|means that|(?:this|that|which) is why|"
            r"that['’]s why|results? in|resulting|leads? to|leading to|led to|"
            r"so (?:we|they|you|it|users|people))\b"
        ),
        "the more": (
            r" the (?:more|less|better|fewer|easier|sooner)\b.{3,80}\bthe (?:more|less|better|"
            r"fewer|easier|\w+er)\b"
        ),
        "with the effect": (
            r", (?:\w+ly )?(?:making|allowing|enabling|helping|giving|ensuring|reducing|leading|"
            r"creating|saving|causing|resulting|bringing|producing|providing|improving|increasing|"
            r"letting|freeing)\b"
        ),
        "stands for it": (
            r" (?:responsible for|reason for|reason why|source of|root of|result of|effect of|"
            r"consequence|impact on|effect on|contribut\w+ to|depends? (?:largely )?on|key to)\b"
        ),
        "judges": (
            r"[ '’](?:is|are|be|was|were|isn['’]t|aren['’]t|remains?|seems?|feels?|becomes?|been|s|"
            rf"re|m){_VERY}{_FINE}\b"
        ),
        "judges a thing": (
            rf" {_FINE} (?:way|part|thing|tool|place|time|idea|opportunity|challenge|step|role|"
            r"resource|approach|example|reason|job|work|practice|experience|benefit|solution|fit|"
            r"people)s?\b"
        ),
        "feels": (
            r" (?:love|loved|thrilled|excited|proud|glad|grateful|happy|enjoy|hope|believe|think|"
            r"feel|felt|appreciate)\b"
        ),
        "says what it is": r" (?:is|are) (?:an?|the|one of)\b",
        "looks on": (
            r" (?:over the (?:next|coming)|in the (?:next|coming|future)|next (?:year|month|week|"
            r"phase|few)|by (?:the end of|20\d\d)|soon|upcoming|later this|(?:is|are) (?:likely|"
            r"expected|going|bound|set)|someday|tomorrow|expects? to|looks? forward|anticipate|"
            r"continues?)\b"
        ),
        "tells a finding": (
            r" (?:we|i|research\w*|stud(?:y|ies)|results?|testing|survey|team|interviews|data|"
            r"analysis|users?)(?: \w+)? (?:found|learned|discovered|realized|observed|noticed|"
            r"heard|saw|shows?|showed|indicated|told|report\w*)\b"
        ),
        "supposes": r" (?:would|could|might|may)\b",
        "can": r" can\b",
        "cannot": r" (?:cannot|can['’]t|couldn['’]t)\b",
        "if": r"\A (?:if|when|without|once|unless)\b|, if\b",
        "instead": r" (?:rather than|instead of|not just|not only|more than)\b",
        "lets others speak": r" (?:said|says|told|according to|explained|announced|reported)\b",
        "counts": r"\d",
    }.items()
}
"""What is looked for in a clause in lower case, with a space before each of its words."""


def acts(text: str) -> Signals:
    """Name what a clause does; what it does only by the way is named apart."""
    body = _without_lead(text.strip("\"'“‘([*_ ")[:1200])
    fronted = _FRONTED.match(body)
    main = _without_lead(body[fronted.end() :]) if fronted else body
    told: Signals = {}
    if fronted:
        told["act: fronted"] = told[f"act: fronted {body.split()[0].lower()}"] = 1.0
    label = _LABEL.match(main)
    spoken = _tokens(main)
    if _asks(spoken) or (label and _asks(_tokens(main[label.end() :]))):
        told["act: asks"] = 1.0
    told.update(dict.fromkeys(_verb(spoken), 1.0))
    first, whole = (f" {' '.join(part.lower().split())}" for part in (main, body))
    for name, pattern in _SIGNS.items():
        if pattern.search(first):
            told[f"act: {name}"] = 1.0
        elif fronted and pattern.search(whole):
            told[f"aside: {name}"] = 1.0
    return told


def _without_lead(text: str) -> str:
    match = _LEAD.match(text)
    return text[match.end() :] if match else text


def _tokens(text: str) -> list[str]:
    """List the words of the beginning in lower case, without the marks around them."""
    bare = (word.strip(_MARKS).lower().replace("’", "'") for word in text.split()[:30])
    return [word for word in bare if word]


def _asks(spoken: list[str]) -> bool:
    """Tell an imperative: it begins with a bare verb that no auxiliary follows."""
    first, second = (*spoken, "", "")[:2]
    return first == "don't" or (first in _BASE and bool(second) and second not in AUXILIARIES)


def _verb(spoken: list[str]) -> list[str]:
    """Name the subject and the first verb of a clause, and what the verb does."""
    found = ["act: begins with doing"] if spoken and len(spoken[0]) > 5 else []
    if found and not spoken[0].endswith("ing"):
        found = []
    at = next((n for n, word in enumerate(spoken[:25]) if _is_verb(word, n)), -1)
    if any(_is_past(word) for word in spoken[: max(at, 0) + 3]):
        found.append("act: tells what was")
    if at < 0:
        return found
    verb = spoken[at]
    who = next((name for name, own in _SUBJECTS.items() if spoken[0] in own), "it names")
    found.append(f"act: speaks of {who}")
    if verb in EFFECTS:
        found.append("act: brings about")
    if verb in _MODAL:
        after = (word for word in spoken[at + 1 : at + 4] if not word.endswith("ly"))
        effect = next((w for w in after if w not in ("also", "not", "be", "only")), "") in EFFECTS
        will = verb in _WILL
        found.append(f"act: {'will' if will else 'can'} {'bring about' if effect else 'do'}")
        if will and who == "we":
            found.append("act: we will")
    kind = verb if verb in AUXILIARIES else "past" if verb.endswith("ed") else ""
    return [*found, f"verb: {kind}"] if kind and verb not in EFFECTS else found


def _is_verb(word: str, place: int) -> bool:
    if word in AUXILIARIES or word in _MODAL:
        return True
    return place > 0 and (word in EFFECTS or word in _HEADS or _is_past(word))


def _is_past(word: str) -> bool:
    return word in _PAST or (len(word) > 4 and word.endswith("ed"))
